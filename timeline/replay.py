"""The chronology as it stood published on a day: the sources that were out, and what they said the dates were."""

from __future__ import annotations

from operator import attrgetter

from timeline.dates import Range
from timeline.model import Chronology, Event, Source

_SOURCES = Event._fields.index("sources")
_CLAUSES = attrgetter("date.clauses")


def as_of(chronology: Chronology, day: int, *, possible: bool = False) -> Chronology:
    """What was publicly known on a day: later sources, and events that nobody had yet reported, are left out.

    A source is out once its latest day has passed (`possible`: its earliest); an event without any source is known
    once it has happened, or has begun if it lasts, by the same measure. Dates are resolved anew from the events that
    were known, so that nothing is inferred from what was published later.

    Args:
        chronology: As loaded.
        day: An ordinal; the day itself counts.
        possible: Take what may have been out for out.
    """
    known_then = [event if _rests_on_others(event) else known_of(event, day, possible) for event in chronology.events]
    events = [event for event in known_then if event is not None]
    known = chronology._replace(events=tuple(events), as_of=day)
    if len(events) == len(chronology.events) or not any(map(_CLAUSES, chronology.events)):
        known = then = known._replace(before=_kept(chronology, events))
    else:
        then = _resolved(known)
    while True:
        # Such an event is known once it has happened by its date as of that day, and others may rest on that in turn.
        left = [
            event
            for event, its in zip(known.events, then.events, strict=True)
            if not _rests_on_others(event) or is_past(its.when.begins, day, possible)
        ]
        if len(left) == len(known.events):
            return then
        known = known._replace(events=tuple(left))
        then = _resolved(known)


def first_known(chronology: Chronology, most: int) -> dict[str, int | None]:
    """Of the events without a source whose dates refer to others: the first day on which each was known (`as_of`).

    None of what no day that anything tells of makes known. As more is published dates get narrower alone, so what is
    known stays known: the day is found by halves. Where there are more than `most` of them nothing is told, for each
    asks for some replays of the whole.
    """
    resting = [event for event in chronology.events if _rests_on_others(event)]
    if not 0 < len(resting) <= most:
        return {}
    known: dict[int, frozenset[str]] = {}

    def is_known(event: Event, day: int) -> bool:
        if day not in known:
            known[day] = frozenset(one.id for one in as_of(chronology, day).events if _rests_on_others(one))
        return event.id in known[day]

    days = [event.when.begins[1] for event in chronology.events]
    days += [source.when.upper for event in chronology.events for source in event.sources]
    last = max([day for day in days if day is not None], default=0)
    found: dict[str, int | None] = {}
    for event in resting:
        low, high = event.when.begins[1], last
        if low is None or not is_known(event, high):
            found[event.id] = None
            continue
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if is_known(event, middle) else (middle + 1, high)
        found[event.id] = low
    return found


def _rests_on_others(event: Event) -> bool:
    """Whether it has no source, and a date that refers to others."""
    return bool(event.date.clauses) and not event.sources


def known_of(event: Event, day: int, possible: bool) -> Event | None:
    """What was publicly known of an event on a day; None where nothing was."""
    sources = event.sources
    if not sources:
        return event if is_past(event.when.begins, day, possible) else None
    out = _out(sources, day, possible)
    if len(out) == len(sources):
        return event
    return _with_sources(event, tuple(out)) if out else None


def is_past(days: Range, day: int, possible: bool = False) -> bool:
    """Whether one of some days, not known which, lies on or before a day: certainly, or (`possible`) perhaps."""
    edge = days[0] if possible else days[1]
    return edge <= day if edge is not None else possible


def _out(sources: tuple[Source, ...], day: int, possible: bool) -> list[Source]:
    """The sources that were out on a day: `is_past` of each, in one go, since archives have many."""
    if possible:
        return [one for one in sources if (first := one.when.lower) is None or first <= day]
    return [one for one in sources if (last := one.when.upper) is not None and last <= day]


def _with_sources(event: Event, sources: tuple[Source, ...]) -> Event:
    """The event with these sources; `_replace` takes three times as long, which counts where most events change."""
    fields = list(event)
    fields[_SOURCES] = sources
    return Event._make(fields)


def _kept(chronology: Chronology, events: list[Event]) -> tuple[tuple[int, int], ...]:
    """The declared order of the events that are left, by their new numbers."""
    if len(events) == len(chronology.events) or not chronology.before:
        return chronology.before
    numbers = {event.id: n for n, event in enumerate(events)}
    ids = [event.id for event in chronology.events]
    return tuple(
        (numbers[ids[a]], numbers[ids[b]]) for a, b in chronology.before if ids[a] in numbers and ids[b] in numbers
    )


def _resolved(known: Chronology) -> Chronology:
    """Dates resolved from what is left; references to what is not there yet say nothing."""
    from timeline.resolve.whole import resolve_chronology

    ids = {one.id for ones in (known.eras, known.events) for one in ones}

    def held(event: Event) -> Event:
        date = event.date
        if all(_is_known(target, ids) for clause in date.clauses for target in clause.targets):
            return event
        clauses = tuple(c for c in date.clauses if all(_is_known(target, ids) for target in c.targets))
        return event._replace(date=date._replace(clauses=clauses))

    written = {event.id: event.date for event in known.events}
    resolved, _ = resolve_chronology(
        known._replace(events=tuple(map(held, known.events))), lambda one: one.where, sources=False
    )
    return resolved._replace(events=tuple(event._replace(date=written[event.id]) for event in resolved.events))


def _is_known(target: str, ids: set[str]) -> bool:
    return target in ids or target.startswith("born:")


def publication_order(sources: tuple[Source, ...]) -> list[Source]:
    """Sources by the latest day on which they can have been published, then the earliest; undated last."""
    far = 10**12
    return sorted(
        sources,
        key=lambda one: (
            far if one.when.upper is None else one.when.upper,
            far if one.when.lower is None else one.when.lower,
        ),
    )
