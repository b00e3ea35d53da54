"""What to keep: a filter is a function from an event to no, possible or certain.

Imprecise dates make the middle answer necessary. `and` takes the least of two answers, `or` the greatest, `not` turns
them round.
"""

from collections.abc import Iterator, Mapping, Sequence

from timeline.errors import Place, UsageError, Where
from timeline.model import Chronology, Event
from timeline.query.answers import CERTAIN, NO, POSSIBLE, Filter, Match
from timeline.query.windows import doubt, within
from timeline.records import NamedTuple

__all__ = [
    "CERTAIN",
    "NO",
    "POSSIBLE",
    "Filter",
    "Found",
    "Match",
    "Query",
    "Wish",
    "broken_views",
    "doubt",
    "select",
    "with_view",
    "within",
]


class Wish(NamedTuple):
    """One thing asked for: the events whose `field` is any of `values`, or none of them."""

    field: str
    values: tuple[str, ...]
    negated: bool = False


class Query(NamedTuple):
    """What to keep.

    Attributes:
        wishes: All must hold.
        where: An expression such as `person:Liman and not status:rumoured`; empty for none.
        since, until: Any date text or `@id`, happened; the first day of one and the last day of the other count.
        reported_since, reported_until: The same for the publication of a source.
        certain: Keep what certainly matches only.
        min_origins: Keep what at least so many independent origins support.
        unnamed_only: Keep what rests on unnamed sources alone.
        single_source: Keep what a single origin supports.
    """

    wishes: tuple[Wish, ...] = ()
    where: str = ""
    since: str = ""
    until: str = ""
    reported_since: str = ""
    reported_until: str = ""
    certain: bool = False
    min_origins: int = 0
    unnamed_only: bool = False
    single_source: bool = False

    @property
    def is_empty(self) -> bool:
        return self == _NOTHING


_NOTHING = Query()


def with_view(query: Query, views: Mapping[str, str], names: Sequence[str]) -> Query:
    """The query with what saved views, one or several, ask besides; the same where no view is named.

    Raises:
        UsageError: There is no view of that name.
    """
    for name in (names,) if isinstance(names, str) else names:
        if not name:
            continue
        if name not in views:
            known = f"; there are: {', '.join(views)}" if views else "; the file saves none (views:)"
            raise UsageError(f'no view "{name}"{known}')
        query = query._replace(where=f"({query.where}) ({views[name]})" if query.where else views[name])
    return query


def broken_views(chronology: Chronology, day: int, names: Sequence[str]) -> Iterator[tuple[str, Where, str]]:
    """Of some saved views those that are not understood: the name, where the expression stands, and what is wrong."""
    from timeline.query.filters import Scope

    places = chronology.view_places or (Place(""),) * len(chronology.views)
    for (name, text), place in zip(chronology.views, places, strict=True):
        if name in names:
            try:
                Scope(chronology, day, certain=False).expression(text, "")
            except UsageError as error:
                yield name, place, str(error)


class Found(NamedTuple):
    """The events that match, in file order, with their answers.

    `notes` tells of names that nothing has; `reasons` says by id why an event matches only possibly, where asked.
    """

    events: tuple[tuple[Event, Match], ...]
    notes: tuple[str, ...] = ()
    reasons: dict[str, tuple[str, ...]] = {}  # noqa: RUF012  # a default that nothing writes to


def select(chronology: Chronology, query: Query, day: int, *, explain: bool = False) -> Found:
    """The events that a query keeps.

    Args:
        chronology: As loaded.
        query: What to keep; an empty one keeps all.
        day: The as-of day (an ordinal), for statuses.
        explain: Say why each possible match is only possible.

    Raises:
        UsageError: A date, a field or an expression is not understood.
    """
    if query.is_empty:
        return Found(tuple((event, CERTAIN) for event in chronology.events))
    from timeline.query.filters import Scope

    scope = Scope(chronology, day, query.certain)
    matches = scope.query(query)
    least = CERTAIN if query.certain else POSSIBLE
    kept: list[tuple[Event, Match]] = []
    for event in chronology.events:
        answer = CERTAIN
        for match in matches:
            answer = min(answer, match(event))
            if answer < least:
                break
        else:
            kept.append((event, answer))
    reasons = {event.id: scope.doubts(event) for event, match in kept if match is POSSIBLE} if explain else {}
    return Found(tuple(kept), tuple(scope.notes), reasons)
