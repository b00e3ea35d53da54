"""What is shown, without saying how: order, groups, labels and roles.

A view is made of sections of rows; each piece of text has a role (`status:denied`, `date`, `possible`) and the format
picks the look. All text that a format prints for people goes through `printable`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from timeline.dates import When
from timeline.dates import show as shown
from timeline.dates.days import civil
from timeline.dates.names import MONTHS
from timeline.errors import UsageError
from timeline.model import Chronology, Event, Origins, Source, origins_of, status_from, status_of
from timeline.query import CERTAIN, POSSIBLE, Found, Match, within

SORTS = ("happened", "reported", "latest")
GROUPS = ("year", "month", "era", "person", "outlet", "status", "none")
COLOR_BY = ("status", "outlet", "person", "tag", "era")
ORDERS = ("plain", "honest")
DATES = ("words", "plain", "edtf", "iso")


class Options(NamedTuple):
    """How a selection is to be arranged; the names are those of the command line."""

    sort: str = "happened"
    reverse: bool = False
    group: str = "year"
    color_by: str = "status"
    dates: str = "words"
    order: str = "plain"
    limit: int = 0


class Piece(NamedTuple):
    """Text with the role that it plays; an empty role is plain."""

    text: str
    role: str = ""


class Row(NamedTuple):
    """One event as a reader sees it: `date` and `title` are ready to print, `details` are lines below.

    `bracket` is where it stands in a run of neighbours whose order cannot be known: "first", "middle", "last" or "".
    """

    date: str
    status: str
    role: str
    possible: bool
    title: str
    details: tuple[tuple[Piece, ...], ...]
    bracket: str = ""


class Section(NamedTuple):
    heading: str
    rows: tuple[Row, ...]


class View(NamedTuple):
    """A selection arranged: a heading, a summary such as "3 of 16 events", sections of rows."""

    title: str
    summary: str
    sections: tuple[Section, ...]
    cut: int = 0


class Shown(NamedTuple):
    """An event of a selection, in its place, with all that a format may want to know."""

    event: Event
    match: Match
    status: str
    why: tuple[str, ...] = ()


# --- text that leaves ---------------------------------------------------------------------------------------------

# Control and C1 characters, line and paragraph separators, and everything that turns the direction of text.
_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


def printable(text: str) -> str:
    r"""The text on one line, with characters that would steer a terminal written out: `\x1b`, `\u202e`."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_UNPRINTABLE, _escape, text)


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char in "\n\t":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


# --- order --------------------------------------------------------------------------------------------------------

_FAR = 10**12
Key = tuple[int, int, int, int]


def _happened(when: When) -> tuple[int, int, int]:
    """Earliest first, then earliest end; "before X" just before what happened on its last day, "after X" just after."""
    if when.kind == "none" or not when.is_dated:
        return (_FAR, 0, 0)
    if when.lower is None:
        return (when.upper or 0, -1, 0)
    if when.upper is None:
        return (when.lower, 1, 0)
    return (when.lower, 0, when.upper)


def _latest(when: When) -> tuple[int, int, int]:
    if when.kind == "none" or not when.is_dated:
        return (_FAR, 0, 0)
    if when.upper is None:
        return (_FAR - 1, 0, when.lower or 0)
    return (when.upper, 0, -_FAR if when.lower is None else when.lower)


def _reported(event: Event) -> tuple[int, int, int]:
    return min((_happened(source.when) for source in event.sources), default=(_FAR, 1, 0))


def arranged(chronology: Chronology, found: Found, options: Options, day: int) -> list[Shown]:
    """The selected events in the order asked for: total, stable, and never against a declared before or after."""
    keys: Callable[[Event], tuple[int, int, int]] = {
        "happened": lambda event: _happened(event.when),
        "latest": lambda event: _latest(event.when),
        "reported": _reported,
    }[options.sort]
    why = found.reasons
    chosen = [Shown(event, match, status_of(event, day), why.get(event.id, ())) for event, match in found.events]
    if options.sort == "happened" and chronology.before:
        place = {id(event): n for n, event in enumerate(_declared(chronology, keys))}
        chosen.sort(key=lambda one: place[id(one.event)])
    else:
        chosen.sort(key=lambda one: keys(one.event))
    if options.reverse:
        chosen.reverse()
    return chosen


def _declared(chronology: Chronology, keys: Callable[[Event], tuple[int, int, int]]) -> list[Event]:
    """All events by key, yet each after those that are declared to come before it (a heap on the key)."""
    events = chronology.events
    waiting = [0] * len(events)
    after: dict[int, list[int]] = {}
    for first, second in chronology.before:
        after.setdefault(first, []).append(second)
        waiting[second] += 1
    ready = [(*keys(event), n) for n, event in enumerate(events) if not waiting[n]]
    heapify(ready)
    order: list[Event] = []
    done = [False] * len(events)
    while ready:
        n = heappop(ready)[-1]
        order.append(events[n])
        done[n] = True
        for follower in after.get(n, ()):
            waiting[follower] -= 1
            if not waiting[follower]:
                heappush(ready, (*keys(events[follower]), follower))
    # What is left stands in a circle of "same day": file order.
    return order + [event for n, event in enumerate(events) if not done[n]]


def brackets(chronology: Chronology, chosen: Sequence[Shown]) -> list[str]:
    """Where each event stands in a run of neighbours whose order cannot be known: first, middle, last or ""."""
    after: dict[str, list[str]] = {}
    for first, second in chronology.before:
        after.setdefault(chronology.events[first].id, []).append(chronology.events[second].id)
    joined = [_unordered(one.event, two.event, after) for one, two in pairwise(chosen)]
    marks = []
    for before, behind in zip([False, *joined], [*joined, False], strict=True):
        marks.append("middle" if before and behind else "last" if before else "first" if behind else "")
    return marks


def _unordered(one: Event, two: Event, after: dict[str, list[str]]) -> bool:
    """Whether either of two events may have come, or begun, first, as far as dates and declared order tell."""
    days = []
    for when in (one.when, two.when):
        days.append(when.start if when.kind == "span" and when.start is not None else (when.lower, when.upper))
    for (_, latest), (earliest, _) in (days, days[::-1]):
        if latest is not None and earliest is not None and latest < earliest:
            return False
    return not (_reaches(one.id, two.id, after) or _reaches(two.id, one.id, after))


def _reaches(one: str, two: str, after: dict[str, list[str]]) -> bool:
    seen, waiting = {one}, [one]
    while waiting:
        for follower in after.get(waiting.pop(), ()):
            if follower == two:
                return True
            if follower not in seen:
                seen.add(follower)
                waiting.append(follower)
    return False


# --- groups -------------------------------------------------------------------------------------------------------

UNDATED = "Undated"


def _year_of(when: When) -> int | None:
    """The year under whose heading a date stands: that of its earliest day, or of its latest where it has no other."""
    if when.kind == "none" or not when.is_dated:
        return None
    day = when.lower if when.lower is not None else when.upper
    return None if day is None else civil(day)[0]


def _headings(chronology: Chronology, group: str) -> Callable[[Shown], Sequence[str]]:
    def year(one: Shown) -> Sequence[str]:
        found = _year_of(one.event.when)
        return (UNDATED,) if found is None else (_year_text(found),)

    def month(one: Shown) -> Sequence[str]:
        when = one.event.when
        if when.lower is None or when.upper is None or when.kind == "none":
            return year(one)
        first, last = civil(when.lower), civil(when.upper)
        if first[:2] != last[:2]:
            return (f"{_year_text(first[0])}, month not known" if first[0] == last[0] else _year_text(first[0]),)
        return (f"{MONTHS[first[1] - 1]} {_year_text(first[0])}",)

    def era(one: Shown) -> Sequence[str]:
        names = [era.name for era in chronology.eras if _in_era(one.event.when, era.when, chronology)]
        return names or ("In no era",)

    table: dict[str, Callable[[Shown], Sequence[str]]] = {
        "year": year,
        "month": month,
        "era": era,
        "person": lambda one: one.event.people or ("Nobody named",),
        "outlet": lambda one: tuple(dict.fromkeys(source.outlet for source in one.event.sources)) or ("No source",),
        "status": lambda one: (one.status.capitalize(),),
        "none": lambda one: ("",),
    }
    return table[group]


def _in_era(when: When, era: When, chronology: Chronology) -> bool:
    return within(when, era.lower, era.upper, chronology.conventions._replace(slack=False)) is CERTAIN


def _year_text(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def _sections(chronology: Chronology, chosen: list[Shown], options: Options) -> Iterator[tuple[str, list[Shown]]]:
    """Headings with their events: dates in the order of time, names by how much they have."""
    headings = _headings(chronology, options.group)
    sections: dict[str, list[Shown]] = {}
    for one in chosen:
        for heading in headings(one):
            sections.setdefault(heading, []).append(one)
    if options.group in ("person", "outlet"):
        return iter(sorted(sections.items(), key=lambda item: (-len(item[1]), item[0])))
    if options.group == "era":
        order = {era.name: n for n, era in enumerate(chronology.eras)}
        return iter(sorted(sections.items(), key=lambda item: order.get(item[0], len(order))))
    undated = sections.pop(UNDATED, None)
    if undated is not None:
        sections[UNDATED] = undated
    return iter(sections.items())


# --- words --------------------------------------------------------------------------------------------------------


def date_label(when: When, style: str = "words", year: int | None = None) -> str:
    """A date as a reader sees it; under the heading of a `year`, without that year where it goes without saying."""
    if style == "words":
        return shown.words(when) if year is None else shown.short(when, year)
    if style == "plain":
        return shown.plain(when)
    if style == "iso":
        return shown.iso(when) or "-"
    from timeline.dates.edtf_text import edtf_of

    return edtf_of(when) or "-"


def kind_words(when: When) -> str:
    """What leads to the words of a date: whether it is one day or something that lasted; empty for no date."""
    if when.kind == "none":
        return ""
    if when.kind == "span":
        return "something that lasted: "
    return "one day: " if when.lower is not None and when.lower == when.upper else "one day, not known which: "


def certainty_words(when: When) -> Iterator[tuple[str, str]]:
    """How exactly and how surely a date is known: labels and words, of what there is to say."""
    if when.precision != "none":
        yield "precision", when.precision
    doubts = [word for word, holds in (("uncertain", when.uncertain), ("approximate", when.approximate)) if holds]
    if doubts:
        yield "doubt", " and ".join(doubts)
    if when.convention:
        yield "convention", "which months or days these are is our reading: timeline date --conventions"


def badge(status: str, width: int = 0) -> Piece:
    """A status in capitals, at least `width` columns wide."""
    return Piece(status.upper().ljust(width), f"status:{status}")


_STANCE_WORDS = {
    "confirms": "confirmed: ",
    "rumours": "rumoured: ",
    "plans": "planned: ",
    "denies": "denied: ",
    "corrects": "corrected: ",
    "retracts": "retracted: ",
}


def source_words(source: Source) -> str:
    """One source in a few words: who published it and who speaks: "Page Six (insiders, unnamed)"."""
    who = source.by
    if source.unnamed:
        unnamed = source.unnamed if source.unnamed.lower() in ("rumours", "rumors") else f"{source.unnamed}, unnamed"
        who = f"{who}; {unnamed}" if who else unnamed
    if source.via:
        who = f"{who}; via {source.via}" if who else f"via {source.via}"
    return f"{source.outlet} ({who})" if who else source.outlet


def sources_words(sources: Iterable[Source]) -> list[Piece]:
    """The sources as pieces, by stance in the order of the file; what says the same of itself is said once."""
    by_stance: dict[str, dict[str, None]] = {}
    for source in sources:
        by_stance.setdefault(source.says, {})[source_words(source)] = None
    pieces: list[Piece] = []
    for stance, said in by_stance.items():
        if pieces:
            pieces.append(Piece(" · "))
        role = "against" if stance in ("denies", "retracts") else "source"
        pieces.append(Piece(printable(_STANCE_WORDS.get(stance, "") + ", ".join(said)), role))
    return pieces


def override_words(event: Event, day: int) -> str:
    """That an author has set the status by hand, why, and what the sources alone add up to."""
    because = f" because {event.because}" if event.because else ""
    return f"Status set by hand: {event.status}{because}; the sources alone: {status_from(event, event.sources, day)}"


def origins_words(origins: Origins) -> str:
    """How many outlets and how many origins: "5 outlets, 1 origin: Deadline"; empty where each is its own."""
    if not origins.circles and len(origins.outlets) <= origins.number:
        return ""
    ends = [*origins.roots, *(f"a circle of {', '.join(circle)}" for circle in origins.circles)]
    outlets, number = len(origins.outlets), origins.number
    return f"{outlets} outlet{'s' * (outlets != 1)}, {number} origin{'s' * (number != 1)}: {'; '.join(ends)}"


def row_of(one: Shown, options: Options, year: int | None, role: str, day: int) -> Row:
    """One event as a row; `year` is that of the heading it stands under, `day` the as-of day."""
    event = one.event
    details: list[tuple[Piece, ...]] = []
    if event.summary:
        details.append((Piece(printable(event.summary.strip())),))
    line = sources_words(event.sources)
    if any(source.via for source in event.sources) and (origins := origins_words(origins_of(event))):
        line.append(Piece(f" · {printable(origins)}", "origins"))
    for names, name_role in ((event.people, "people"), (event.orgs, "orgs")):
        if names:
            if line:
                line.append(Piece(" · "))
            line.append(Piece(printable(", ".join(names)), name_role))
    if line:
        details.append(tuple(line))
    if one.why:
        details.append((Piece(printable("? " + "; ".join(one.why)), "possible"),))
    if event.status:
        details.append((Piece(printable(override_words(event, day))),))
    if event.note:
        details.append((Piece(printable(f"Note: {event.note.strip()}"), "note"),))
    date = printable(date_label(event.when, options.dates, year))
    return Row(date, one.status.upper(), role, one.match is POSSIBLE, printable(event.title), tuple(details))


def view_of(chronology: Chronology, found: Found, options: Options, day: int) -> View:
    """A selection arranged for reading.

    Raises:
        UsageError: An option has a value that is not one of its choices.
    """
    check_options(options)
    chosen = arranged(chronology, found, options, day)
    cut = max(len(chosen) - options.limit, 0) if options.limit else 0
    kept = chosen[: options.limit] if cut else chosen
    roles = _roles(chronology, options.color_by)
    sections = []
    for heading, members in _sections(chronology, kept, options):
        by_year = options.group == "year" and options.dates == "words"
        rows = tuple(
            row_of(one, options, _year_of(one.event.when) if by_year else None, roles(one), day) for one in members
        )
        if options.order == "honest":
            marks = brackets(chronology, members)
            rows = tuple(row._replace(bracket=mark) for row, mark in zip(rows, marks, strict=True))
        sections.append(Section(printable(heading), rows))
    title = printable(chronology.title) or "Untitled chronology"
    return View(title, summary_of(chronology, chosen), tuple(sections), cut)


def check_options(options: Options) -> None:
    """Raises:
    UsageError: An option has a value that is not one of its choices.
    """
    for name, value, choices in (
        ("sort", options.sort, SORTS),
        ("group", options.group, GROUPS),
        ("color-by", options.color_by, COLOR_BY),
        ("dates", options.dates, DATES),
        ("order", options.order, ORDERS),
    ):
        if value not in choices:
            raise UsageError(f'--{name} "{value}"; use one of: {", ".join(choices)}')


def summary_of(chronology: Chronology, chosen: Sequence[Shown]) -> str:
    """How many events, from when to when: "3 of 16 events, 1 only possibly (marked ?), May 2020 – Sept. 2025"."""
    total, count = len(chronology.events), len(chosen)
    if chronology.as_of is not None:
        when = shown.day_words(chronology.as_of)
        return f"as of {when}: " + summary_of(chronology._replace(as_of=None), chosen)
    words = f"{count} event{'s' * (count != 1)}" if count == total else f"{count} of {total} events"
    possible = sum(one.match is POSSIBLE for one in chosen)
    if possible:
        words += f", {possible} only possibly (marked ?)"
    dated = [one.event.when for one in chosen if one.event.when.kind != "none"]
    first = min((when.lower for when in dated if when.lower is not None), default=None)
    last = max((when.upper for when in dated if when.upper is not None), default=None)
    if first is None or last is None:
        return words
    ends = [f"{MONTHS[month - 1]} {_year_text(year)}" for year, month, _ in (civil(first), civil(last))]
    return f"{words}, {ends[0]}" + (f" – {ends[1]}" if ends[0] != ends[1] else "")


# --- colour, by what ----------------------------------------------------------------------------------------------


def _roles(chronology: Chronology, by: str) -> Callable[[Shown], str]:
    """The role that an event's status word plays: its status, or the number of its outlet, person, tag or era."""
    if by == "status":
        return lambda one: f"status:{one.status}"
    values: dict[str, Callable[[Shown], Iterable[str]]] = {
        "outlet": lambda one: [source.outlet for source in one.event.sources],
        "person": lambda one: one.event.people,
        "tag": lambda one: one.event.tags,
        "era": lambda one: [era.id for era in chronology.eras if _in_era(one.event.when, era.when, chronology)],
    }
    of, numbers = values[by], dict[str, int]()

    def role(one: Shown) -> str:
        first = next(iter(of(one)), None)
        return "" if first is None else f"number:{numbers.setdefault(first, len(numbers))}"

    return role
