"""Dates of a replayed chronology that refer to what was not known by then, so that what is written can be read back."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TypeVar

from timeline.dates import Context, DateError, When, read
from timeline.dates.edtf_text import edtf_of
from timeline.dates.show import plain
from timeline.dates.when import Clause
from timeline.model import Chronology, Era, Event, Source
from timeline.printable import counted
from timeline.query import Found
from timeline.writing import Out

_UNKNOWN = "unknown"

_Dated = TypeVar("_Dated", Era, Event, Source)


def as_known(chronology: Chronology, found: Found, out: Out) -> tuple[Chronology, Found]:
    """The same with dates that refer to nothing that was not known on the as-of day; `out` is told of them.

    Of an event or an era the other clauses stay as typed, and what had no other is unknown. A source came out when it
    did: its date becomes the days that it means.
    """
    if chronology.as_of is None:
        return chronology, found
    missing: dict[str, None] = {}
    known = {one.id for ones in (chronology.eras, chronology.events) for one in ones}
    context = Context(chronology.conventions, chronology.year)
    changed = 0

    def held(one: _Dated) -> _Dated:
        nonlocal changed
        gone = [target for clause in one.date.clauses for target in _named(clause) if target not in known]
        if not gone:
            return one
        changed += 1
        missing.update(dict.fromkeys(gone))
        text = _days(one.when, context) if isinstance(one, Source) else _left(one.date, set(gone), context)
        clauses = tuple(clause for clause in one.date.clauses if known.issuperset(_named(clause)))
        return one._replace(date=one.date._replace(text=text, clauses=() if isinstance(one, Source) else clauses))

    def held_event(event: Event) -> Event:
        sources = tuple(map(held, event.sources))
        same = all(one is other for one, other in zip(sources, event.sources, strict=True))
        return held(event if same else event._replace(sources=sources))

    events = tuple(map(held_event, chronology.events))
    eras = tuple(map(held, chronology.eras))
    if not changed:
        return chronology, found
    now = {id(old): new for old, new in zip(chronology.events, events, strict=True)}
    names = ", ".join(list(missing)[:5]) + (", …" if len(missing) > 5 else "")
    out.say(f"{counted(changed, 'date')} written as known then, without what was not reported yet: {names}")
    kept = tuple((now[id(event)], match) for event, match in found.events)
    return chronology._replace(eras=eras, events=events), found._replace(events=kept)


def _named(clause: Clause) -> list[str]:
    """The events and eras that a clause refers to."""
    return [target for target in clause.targets if not target.startswith("born:")]


def _left(date: When, gone: AbstractSet[str], context: Context) -> str:
    """The clauses that refer to nothing missing, as typed; of one that does, the plain date that it tells as well."""
    missing = {clause.column: clause for clause in date.clauses if not gone.isdisjoint(clause.targets)}
    pieces, column = [], 0
    for piece in date.text.split(";"):
        clause = missing.get(column + len(piece) - len(piece.lstrip()))
        if clause is None:
            pieces.append(piece.strip())
        elif clause.dated:
            pieces.append(_days(date, context))
        column += len(piece) + 1
    return "; ".join(pieces) or _UNKNOWN


def _days(when: When, context: Context) -> str:
    """A date in words, or else in EDTF, that are read as the same days."""
    bare = when._replace(clauses=(), derived=())
    for text in (plain(when), plain(bare), edtf_of(bare)):
        try:
            back = read(text, context)
        except DateError:
            continue
        if (back.kind, back.ranges, back.start, back.end) == (bare.kind, bare.ranges, bare.start, bare.end):
            return text
    return edtf_of(bare) if bare.is_dated else _UNKNOWN
