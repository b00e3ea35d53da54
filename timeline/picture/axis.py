"""The time axis: days to cells, with long empty stretches left out.

A cell is whatever a picture is made of: a column of a terminal, a unit of a drawing. Cells are numbered from 0; ranges
of cells include both ends, as ranges of days do.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from timeline.picture.extent import Days, Extent
from timeline.records import NamedTuple

_MOST_GAPS = 3
_SHORTEST = 7
"""Days that an axis shows at least."""


class Stretch(NamedTuple):
    """Days `first` to `last`, drawn on so many `cells` from the cell `start` on."""

    first: int
    last: int
    start: int
    cells: int

    @property
    def days(self) -> int:
        return self.last - self.first + 1

    def cell(self, day: int) -> int:
        """The cell in which a day of the stretch begins."""
        return self.start + (day - self.first) * self.cells // self.days

    def last_cell(self, day: int) -> int:
        """The cell in which a day of the stretch ends."""
        return self.start - (-(day + 1 - self.first) * self.cells // self.days) - 1


class Axis(NamedTuple):
    """Stretches in order; between two of them, `gap` cells stand for the days that were left out."""

    stretches: tuple[Stretch, ...]
    cells: int
    gap: int

    @property
    def first(self) -> int:
        return self.stretches[0].first

    @property
    def last(self) -> int:
        return self.stretches[-1].last

    def gaps(self) -> Iterator[Days]:
        """The cells that stand for days left out."""
        for left, _ in pairwise(self.stretches):
            end = left.start + left.cells
            yield end, end + self.gap - 1

    def run(self, first: int | None, last: int | None) -> Days | None:
        """The cells that some days touch, cut at the ends of the axis; None where all of them lie beyond it."""
        low = self.first if first is None else max(first, self.first)
        high = self.last if last is None else min(last, self.last)
        return (self._begin(low), self._end(high)) if low <= high else None

    def middle(self, day: int) -> int:
        """The cell of a day's noon."""
        for one in self.stretches:
            if one.first <= day <= one.last:
                return one.start + (2 * (day - one.first) + 1) * one.cells // (2 * one.days)
        return self._begin(day)

    def _begin(self, day: int) -> int:
        for one in self.stretches:
            if day < one.first:
                return one.start - self.gap
            if day <= one.last:
                return one.cell(day)
        return self.cells - 1

    def _end(self, day: int) -> int:
        for one in reversed(self.stretches):
            if day > one.last:
                return one.start + one.cells + self.gap - 1
            if day >= one.first:
                return one.last_cell(day)
        return 0


def axis_of(extents: Sequence[Extent], cells: int, gap: int = 1, least: int = 6) -> Axis | None:
    """The axis that shows all the bounds of some dates; None where there is no bound.

    All stretches have one scale, as far as whole cells allow.

    Args:
        extents: What is to be seen.
        cells: How many there are.
        gap: Cells for a stretch that is left out.
        least: Cells that a stretch between two of those gets at least.
    """
    days = sorted({day for one in extents for day in one.anchors()})
    if not days:
        return None
    parts = _parts(days, _cuts(days, extents))
    pad = max(sum(last - first + 1 for first, last in parts) // 20, 1)
    if any(one.first is None for one in extents):
        parts[0] = (parts[0][0] - pad, parts[0][1])
    if any(one.last is None for one in extents):
        parts[-1] = (parts[-1][0], parts[-1][1] + pad)
    if len(parts) == 1:
        short = max(_SHORTEST - (parts[0][1] - parts[0][0] + 1), 0)
        parts = [(parts[0][0] - short // 2, parts[0][1] + (short + 1) // 2)]
    room = cells - gap * (len(parts) - 1)
    parts = _widened(parts, room, min(least, max(room // (2 * len(parts)), 1)))
    return Axis(tuple(_laid_out(parts, room, gap)), cells, gap)


def _cuts(days: Sequence[int], extents: Sequence[Extent]) -> list[Days]:
    """The stretches without any bound that are to be left out: those that would squash all the rest.

    A stretch goes where it is two fifths of the axis or more and twenty times as long as most others, unless something
    with both ends known reaches across it.
    """
    steps = sorted(pairwise(days), key=lambda step: step[0] - step[1])
    total = days[-1] - days[0]
    cuts: list[Days] = []
    for first, last in steps[:_MOST_GAPS]:
        length, others = last - first, steps[len(cuts) + 1 :]
        if not others:
            break
        middle_first, middle_last = others[len(others) // 2]
        if length * 5 < total * 2 or length < 20 * (middle_last - middle_first):
            break
        if not any(_spans(one, first, last) for one in extents):
            cuts.append((first, last))
            total -= length
    return sorted(cuts)


def _spans(extent: Extent, first: int, last: int) -> bool:
    return any(
        low is not None and high is not None and low <= first and high >= last
        for low, high in (*extent.possible, extent.certain or (None, None))
    )


def _parts(days: Sequence[int], cuts: Sequence[Days]) -> list[Days]:
    """What is left between the cuts, each part from its first to its last bound."""
    firsts = [days[0], *(last for _, last in cuts)]
    lasts = [*(first for first, _ in cuts), days[-1]]
    return list(zip(firsts, lasts, strict=True))


def _widened(parts: list[Days], room: int, least: int) -> list[Days]:
    """The parts, those that would have fewer cells than the least with days around them that bring them up to it."""
    lengths = [last - first + 1 for first, last in parts]
    small: set[int] = set()
    while True:
        days = sum(length for n, length in enumerate(lengths) if n not in small)
        left = room - least * len(small)
        more = {n for n, length in enumerate(lengths) if n not in small and length * left < least * days}
        if not more:
            break
        small |= more
    wide = []
    for n, (first, last) in enumerate(parts):
        extra = max(-(-least * days // left) - lengths[n], 0) if n in small else 0
        before = extra // 2 if n == 0 else min(extra // 2, (first - parts[n - 1][1]) // 3)
        after = extra - before if n == len(parts) - 1 else min(extra - before, (parts[n + 1][0] - last) // 3)
        wide.append((first - before, last + after))
    return wide


def _laid_out(parts: Sequence[Days], room: int, gap: int) -> Iterator[Stretch]:
    total = sum(last - first + 1 for first, last in parts)
    done = 0
    for n, (first, last) in enumerate(parts):
        start = done * room // total
        done += last - first + 1
        yield Stretch(first, last, start + n * gap, done * room // total - start)
