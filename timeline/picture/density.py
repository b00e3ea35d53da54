"""How many events fall into each month or year: certainly, and possibly."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import groupby

from timeline.dates.days import civil, ordinal
from timeline.picture.extent import Extent
from timeline.picture.ticks import month_text, year_text
from timeline.records import NamedTuple

_MOST_MONTHS = 36
_MOST_YEARS = 400
_SAME = 3
"""Neighbours that are alike are told as one from so many on."""


class Count(NamedTuple):
    """A month or year, or a run of them that are alike: how many events certainly and possibly fall into each."""

    label: str
    certain: int
    possible: int


def counted(extents: Sequence[Extent]) -> tuple[str, list[Count]]:
    """The unit and the counts in order; empty where nothing has a bound.

    The unit is a month, a year or, for centuries on end, so many years that there are not too many.

    An event is certain in a unit that holds all the days it can mean, or in which it certainly lasted; in any other
    that it touches it is possible. So no event is certain in a month that it only may fall in.
    """
    days = [day for one in extents for day in one.anchors()]
    if not days:
        return "month", []
    first, last = civil(min(days)), civil(max(days))
    months = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    if months <= _MOST_MONTHS:
        starts = [
            ordinal(n // 12, n % 12 + 1, 1) for n in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1] + 1)
        ]
        return "month", _merged(extents, starts, month_text)
    step = 1
    while (last[0] - first[0]) // step > _MOST_YEARS:
        step *= 10
    begin = first[0] // step * step
    starts = [ordinal(year, 1, 1) for year in range(begin, last[0] + step + 1, step)]
    unit = "year" if step == 1 else f"{step} years"
    return unit, _merged(extents, starts, lambda day: year_text(civil(day)[0]))


def _merged(extents: Sequence[Extent], starts: Sequence[int], label: Callable[[int], str]) -> list[Count]:
    """The counts between neighbouring starts; a run of alike ones in which nothing is certain is one."""
    certain, possible = [0] * (len(starts) - 1), [0] * (len(starts) - 1)
    for extent in extents:
        sure, maybe = _units(extent, starts)
        for n in sure:
            certain[n] += 1
        for n in maybe - sure:
            possible[n] += 1
    counts: list[Count] = []
    for (sure_count, maybe_count), run in groupby(range(len(certain)), key=lambda n: (certain[n], possible[n])):
        units = [(n, n) for n in run]
        if len(units) >= _SAME and not sure_count:
            units = [(units[0][0], units[-1][1])]
        for first, last in units:
            ends = dict.fromkeys((label(starts[first]), label(starts[last + 1] - 1)))
            counts.append(Count(" – ".join(ends), sure_count, maybe_count))
    return counts


def _units(extent: Extent, starts: Sequence[int]) -> tuple[set[int], set[int]]:
    """The units in which a date certainly is, and those that it touches."""
    last = len(starts) - 2

    def unit(day: int) -> int:
        return min(max(bisect_right(starts, day) - 1, 0), last)

    touched: set[int] = set()
    for low, high in extent.possible:
        touched.update(range(0 if low is None else unit(low), (last if high is None else unit(high)) + 1))
    if extent.doubtful:
        return set(), touched
    if extent.certain:
        return set(range(unit(extent.certain[0]), unit(extent.certain[1]) + 1)), touched
    bounded = extent.first is not None and extent.last is not None
    return (set(touched) if bounded and len(touched) == 1 else set()), touched
