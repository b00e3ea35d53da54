"""How the events of a chronology are sourced: what stands on nothing, on one origin, on unnamed words; what was never
answered; how long reports and denials took; when nothing was published.
"""

from collections.abc import Iterator, Sequence
from math import inf

from timeline.dates import Conventions
from timeline.model import Chronology, Event, Origins, Source, origins_of, status_from, status_of
from timeline.query import Query, select
from timeline.query.windows import ranges_with_leeway
from timeline.records import NamedTuple
from timeline.sourcing.lapses import First, Lapse, begun, first_of, is_about, lapse

SILENCE = 180
"""Days without a publication that are worth a line."""

ANSWERS = ("confirms", "denies", "corrects", "retracts")
"""What answers a rumour; a further outlet that reports it does not."""


class OneOrigin(NamedTuple):
    """An event whose support goes back to a single outlet, or to a single circle of them."""

    event: Event
    origins: Origins


class Unanswered(NamedTuple):
    """A rumour that nobody confirmed, denied, corrected or took back; `open_for` is counted to the day asked for."""

    event: Event
    open_for: Lapse


class Denial(NamedTuple):
    """An event that was denied; `took` runs from the first report to the first denial, None where none reports it."""

    event: Event
    status: str
    took: Lapse | None


class Reported(NamedTuple):
    """An event and how long after it happened (or began) the first report came; less than 0 for what lay ahead."""

    event: Event
    took: Lapse


class Silence(NamedTuple):
    """Days, both included, on which certainly nothing with a date was published."""

    first: int
    last: int

    @property
    def days(self) -> int:
        return self.last - self.first + 1


class Override(NamedTuple):
    """A status that the author set by hand, and what the sources alone add up to."""

    event: Event
    alone: str


class Circle(NamedTuple):
    """Outlets that credit only each other, and the events for which they do."""

    outlets: tuple[str, ...]
    events: tuple[Event, ...]


class SourcingFacts(NamedTuple):
    """How a chronology is sourced, as of a day; events in the order of the file, outlets under their header names.

    Attributes:
        day: The day for which statuses are worked out (an ordinal).
        silence: Least number of days of a silence.
        number: How many events there are.
        unsourced: Without a source; those that are background stand in `background` instead.
        unnamed: Resting on unnamed sources alone.
        undated: How many publications have no date; the silences leave them aside.
        uncertain: How many have an uncertain one (`?`); the silences take it as stated.
    """

    day: int
    silence: int
    number: int
    unsourced: tuple[Event, ...]
    background: tuple[Event, ...]
    one_origin: tuple[OneOrigin, ...]
    unnamed: tuple[Event, ...]
    unanswered: tuple[Unanswered, ...]
    denials: tuple[Denial, ...]
    reported: tuple[Reported, ...]
    silences: tuple[Silence, ...]
    undated: int
    uncertain: int
    overrides: tuple[Override, ...]
    circles: tuple[Circle, ...]


def sourcing_report(chronology: Chronology, day: int, silence: int = SILENCE) -> SourcingFacts:
    """How the events are sourced; `day` is that for which statuses are worked out, `silence` the least in days."""
    events = chronology.events
    bare = [event for event in events if not event.sources]
    sources = [source for event in events for source in event.sources]
    return SourcingFacts(
        day=day,
        silence=silence,
        number=len(events),
        unsourced=tuple(event for event in bare if not event.background),
        background=tuple(event for event in bare if event.background),
        one_origin=tuple(OneOrigin(one, origins_of(one)) for one in _kept(chronology, Query(single_source=True), day)),
        unnamed=tuple(_kept(chronology, Query(unnamed_only=True), day)),
        unanswered=tuple(_unanswered(events, day)),
        denials=tuple(_denials(events, day)),
        reported=tuple(_reported(events)),
        silences=tuple(_silences(sources, silence, chronology.conventions)),
        undated=sum(not source.when.is_dated for source in sources),
        uncertain=sum(source.when.is_dated and source.when.uncertain for source in sources),
        overrides=tuple(Override(event, status_from(event, event.sources, day)) for event in events if event.status),
        circles=tuple(_circles(events)),
    )


def _kept(chronology: Chronology, query: Query, day: int) -> list[Event]:
    """What a filter of the command line keeps, so that the report and `filter` never differ."""
    return [event for event, _ in select(chronology, query, day).events]


# --- answers ------------------------------------------------------------------------------------------------------


def _unanswered(events: Sequence[Event], day: int) -> Iterator[Unanswered]:
    for event in events:
        if status_of(event, day) == "rumoured" and not any(source.says in ANSWERS for source in event.sources):
            yield Unanswered(event, lapse(first_of(event.sources), First((day, day))))


def _denials(events: Sequence[Event], day: int) -> Iterator[Denial]:
    for event in events:
        denied = [source for source in event.sources if source.says == "denies"]
        if denied:
            told = _telling(event)
            yield Denial(event, status_of(event, day), _answer_time(told, denied) if told else None)


def _telling(event: Event) -> list[Source]:
    """The sources that tell of an event, those that were taken back later among them."""
    return [source for source in event.sources if source.says not in ("denies", "retracts")]


def _answer_time(told: Sequence[Source], denied: Sequence[Source]) -> Lapse:
    """From the first report to the first denial; where one page carries both, they came together, whatever its date."""
    took = lapse(first_of(told), first_of(denied))
    reports, denials = _pages(told), _pages(denied)
    least, most = took.least, took.most
    if denials <= reports:
        least = 0 if least is None else max(least, 0)
    if reports <= denials:
        most = 0 if most is None else min(most, 0)
    return Lapse(least, most, took.about and (least, most) != (0, 0))


def _pages(sources: Sequence[Source]) -> frozenset[tuple[str, ...]]:
    """The pages on which some sources stand; a source without an address or title is a page of its own."""
    pages: list[tuple[str, ...]] = []
    for source in sources:
        if source.url:
            pages.append((source.publisher, source.url))
        elif source.title:
            pages.append((source.publisher, source.title, source.date.text))
        else:
            pages.append((source.publisher, source.date.text, source.says, str(source.where), str(id(source))))
    return frozenset(pages)


def _reported(events: Sequence[Event]) -> Iterator[Reported]:
    for event in events:
        told = _telling(event)
        if told:
            happened = begun(event.when)
            ours = First((happened.lower, happened.upper), is_about(event.when))
            yield Reported(event, lapse(ours, first_of(told)))


# --- silences -----------------------------------------------------------------------------------------------------


def _silences(sources: Sequence[Source], least: int, conventions: Conventions) -> Iterator[Silence]:
    """The stretches longer than `least` days into which no dated publication can fall, in the order of time.

    A date without a first day (`before 2020`) can fall anywhere before, so there is no silence there. Dates that are
    approximate or rest on our conventions get the leeway that the filters give them.
    """
    can_be: list[tuple[float, float]] = []
    for source in sources:
        for low, high in ranges_with_leeway(begun(source.when), conventions):
            can_be.append((-inf if low is None else low, inf if high is None else high))
    can_be.sort()
    covered = can_be[0][1] if can_be else inf
    for first, last in can_be:
        if first - covered - 1 > least:
            yield Silence(int(covered) + 1, int(first) - 1)
        covered = max(covered, last)


# --- circles ------------------------------------------------------------------------------------------------------


def _circles(events: Sequence[Event]) -> Iterator[Circle]:
    """Each circle once, with all events for which its outlets credit each other."""
    found: dict[tuple[str, ...], list[Event]] = {}
    for event in events:
        for circle in origins_of(event).circles:
            found.setdefault(circle, []).append(event)
    for circle, members in sorted(found.items()):
        yield Circle(circle, tuple(members))
