"""What of a date is drawn: the days that it certainly covers and those that it only may."""

from collections.abc import Iterator

from timeline.dates import Range, When
from timeline.records import NamedTuple

Days = tuple[int, int]

_MOST_ANCHORS = 60


class Extent(NamedTuple):
    """The days of a date, both ends included.

    Attributes:
        possible: Disjoint ranges in order; None is an end that is not known.
        certain: The days on which a span certainly lasted, from its latest beginning to its earliest end.
        exact: A point whose day is known.
        doubtful: About, or uncertain: the source itself does not vouch for these days, so none is certain.
        turns: Of a span: its latest beginning and its earliest end, as far as they are known.
    """

    possible: tuple[Range, ...]
    certain: Days | None = None
    exact: bool = False
    doubtful: bool = False
    turns: tuple[int, ...] = ()

    @property
    def first(self) -> int | None:
        return self.possible[0][0]

    @property
    def last(self) -> int | None:
        return self.possible[-1][1]

    def anchors(self) -> Iterator[int]:
        """The days at which something changes: all bounds that there are, the outer ones alone where they are many."""
        ranges = self.possible
        ends = [day for days in ranges for day in days] if len(ranges) < _MOST_ANCHORS else [self.first, self.last]
        yield from (day for day in ends if day is not None)
        yield from self.certain or ()
        yield from self.turns


def extent_of(when: When) -> Extent | None:
    """What is drawn of a date; None where nothing is known of its day, or no day is left."""
    if not when.is_dated:
        return None
    possible = tuple(days for days in when.ranges or ((when.lower, when.upper),) if not _is_empty(days))
    if not possible:
        return None
    doubtful = when.uncertain or when.approximate
    exact = when.kind != "span" and when.lower is not None and when.lower == when.upper
    certain = None if doubtful or when.kind != "span" else _lasting(when)
    turns = (when.start and when.start[1], when.end and when.end[0]) if when.kind == "span" else ()
    return Extent(possible, certain, exact, doubtful, tuple(day for day in turns if day is not None))


def _is_empty(days: Range) -> bool:
    low, high = days
    return low is not None and high is not None and low > high


def _lasting(when: When) -> Days | None:
    """The days on which a span was going on, whenever it began and ended."""
    start, end = when.start or (None, None), when.end or (None, None)
    first = start[1] if start[1] is not None else end[0] if end[0] == end[1] else None
    last = end[0] if end[0] is not None else start[1] if start[0] == start[1] else None
    return None if first is None or last is None or first > last else (first, last)
