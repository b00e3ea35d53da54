"""A selection arranged for reading: a heading, a summary, groups of events; and an event as a row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import repeat

from timeline.dates.days import civil
from timeline.dates.names import MONTHS
from timeline.dates.said import day_words
from timeline.model import Chronology, origins_of
from timeline.printable import counted, printable
from timeline.query import POSSIBLE, Found
from timeline.views.groups import sections_of, year_of, year_text
from timeline.views.order import arranged, brackets
from timeline.views.parts import Entry, Group, Options, Page, Piece, Row, Shown, check_options
from timeline.views.words import BETWEEN, date_label, origins_words, override_words, sources_words

_new = tuple.__new__


def page_of(chronology: Chronology, found: Found, options: Options, day: int) -> Page:
    """A selection arranged for reading.

    Raises:
        UsageError: An option has a value that is not one of its choices.
    """
    check_options(options)
    chosen = arranged(chronology, found, options, day)
    kept = chosen[: options.limit] if options.limit else chosen
    is_honest = options.order == "honest"
    by_year = options.group == "year" and options.dates == "words"
    groups = []
    for heading, members in sections_of(chronology, kept, options):
        year = year_of(members[0].event.when) if by_year else None  # the same for all of a group
        marks = brackets(chronology, members) if is_honest else repeat("")
        groups.append(Group(heading, tuple(map(_entry, zip(members, repeat(year), marks)))))  # the last two never end
    title = chronology.title or "Untitled chronology"
    return Page(title, _summary_of(chronology, chosen), tuple(groups), len(chosen) - len(kept))


_entry = partial(_new, Entry)


def date_of(entry: Entry, options: Options) -> str:
    """The date of an event as its row has it."""
    return printable(date_label(entry.one.event.when, options.dates, entry.year))


def row_of(one: Shown, date: str, role: str, day: int) -> Row:
    """One event as a row; `date` in words, `role` that of its status, `day` the as-of day."""
    event = one.event
    details: list[tuple[Piece, ...]] = []
    if event.summary:
        details.append((_new(Piece, (printable(event.summary.strip()), "")),))
    line = sources_words(event.sources)
    crediting = [source for source in event.sources if source.via]
    if crediting and (origins := origins_words(origins_of(event))):
        line.append(Piece(f" · {printable(origins)}", "origins"))
    for names, name_role in ((event.people, "people"), (event.orgs, "orgs")):
        if names:
            if line:
                line.append(BETWEEN)
            line.append(_new(Piece, (printable(names[0] if len(names) == 1 else ", ".join(names)), name_role)))
    if line:
        details.append(tuple(line))
    if one.why:
        details.append((Piece(printable("? " + "; ".join(one.why)), "possible"),))
    if event.status:
        details.append((Piece(printable(override_words(event, day))),))
    if event.note:
        details.append((Piece(printable(f"Note: {event.note.strip()}"), "note"),))
    is_possible = one.match is POSSIBLE
    return _new(Row, (date, one.status.upper(), role, is_possible, printable(event.title), tuple(details)))


def _summary_of(chronology: Chronology, chosen: Sequence[Shown]) -> str:
    """How many events, from when to when: "3 of 16 events, 1 only possibly (marked ?), May 2020 – Sept. 2025"."""
    total, count = chronology.total, len(chosen)
    if chronology.as_of is not None:
        when = day_words(chronology.as_of)
        return f"as of {when}: " + _summary_of(chronology._replace(as_of=None), chosen)
    words = counted(count, "event") if count == total else f"{count:,} of {total:,} events"
    possible = [one.match for one in chosen].count(POSSIBLE)
    if possible:
        words += f", {possible} only possibly (marked ?)"
    dated = [one.event.when for one in chosen if one.event.when.kind != "none"]
    first = min([when.lower for when in dated if when.lower is not None], default=None)
    last = max([when.upper for when in dated if when.upper is not None], default=None)
    if first is None or last is None:
        return words
    ends = [f"{MONTHS[month - 1]} {year_text(year)}" for year, month, _ in (civil(first), civil(last))]
    return f"{words}, {ends[0]}" + (f" – {ends[1]}" if ends[0] != ends[1] else "")
