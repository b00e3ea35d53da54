"""Round ticks for any axis: the finest unit whose labels do not collide."""

from collections.abc import Callable, Iterable, Iterator

from timeline.dates.days import civil, ordinal, weekday
from timeline.dates.names import MONTHS
from timeline.picture.axis import Axis, Stretch
from timeline.records import NamedTuple


class Tick(NamedTuple):
    """A round day, the cell in which it begins, and its label, empty where there is no room for it."""

    day: int
    cell: int
    label: str


class Ruler(NamedTuple):
    """The ticks of an axis in order, and above them the months or years that they belong to (none above years).

    `begin` tells the year in which the axis begins, where that is no tick: a label alone.
    """

    ticks: tuple[Tick, ...]
    above: tuple[Tick, ...]
    begin: tuple[Tick, ...] = ()


class _Unit(NamedTuple):
    """A distance of ticks: the shortest it can be, in days, its first on or after a day and its next, its labels.

    `above` is the unit of the labels above it: "month", "year" or "".
    """

    days: int
    letters: int
    after: Callable[[int], int]
    label: Callable[[int], str]
    above: str


def year_text(year: int) -> str:
    """`2020`; `64 BC` for the year -63."""
    return str(year) if year > 0 else f"{1 - year} BC"


def month_text(day: int) -> str:
    """`May 2020`, with the month in three letters."""
    year, month, _ = civil(day)
    return f"{MONTHS[month - 1][:3]} {year_text(year)}"


def _year_label(day: int) -> str:
    return year_text(civil(day)[0])


def _months(step: int) -> Callable[[int], int]:
    """The first day on or after one that begins a month whose number, from 0, is a multiple of the step."""

    def after(day: int) -> int:
        year, month, of_month = civil(day)
        count = year * 12 + month - 1 + (of_month > 1)
        year, month = divmod(-(-count // step) * step, 12)
        return ordinal(year, month + 1, 1)

    return after


def _day_label(day: int) -> str:
    return str(civil(day)[2])


def _month_label(day: int) -> str:
    return MONTHS[civil(day)[1] - 1][:3]


_MOST_DIGITS = 19
"""Digits of the longest year."""

_YEARS = tuple(base * 10**power for power in range(_MOST_DIGITS) for base in ((1, 2, 5) if power == 0 else (1, 2.5, 5)))
_UNITS: tuple[_Unit, ...] = (
    _Unit(1, 2, lambda day: day, _day_label, "month"),
    _Unit(7, 2, lambda day: day + -weekday(day) % 7, _day_label, "month"),
    _Unit(28, 3, _months(1), _month_label, "year"),
    _Unit(90, 3, _months(3), _month_label, "year"),
    *(_Unit(int(years * 365), 4, _months(int(years * 12)), _year_label, "") for years in _YEARS),
)
"""Finest first: days, weeks from Monday on, months, quarters, years."""

_ABOVE: dict[str, tuple[Callable[[int], int], Callable[[int], str]]] = {
    "month": (_months(1), month_text),
    "year": (_months(12), _year_label),
}


def ruler_of(axis: Axis, letter: int = 1, blank: int = 1) -> Ruler:
    """The ticks of an axis.

    Args:
        axis: With all its stretches on about one scale.
        letter: Cells that a letter of a label takes.
        blank: Cells that stay free between two labels at least.
    """
    widest = max(len(_year_label(axis.first)), len(_year_label(axis.last)), 4)
    unit = next((unit for unit in _UNITS if _fits(unit, axis, letter, blank, widest)), _UNITS[-1])
    ticks: list[Tick] = []
    for stretch in axis.stretches:
        found = [Tick(day, stretch.cell(day), unit.label(day)) for day in _days(unit.after, stretch)]
        ticks += found or ([] if unit.above else [_year_of(stretch)])
    # Where no week or month begins on any stretch, their first days are told.
    ticks = ticks or [Tick(one.first, one.start, unit.label(one.first)) for one in axis.stretches]
    lower = _placed(ticks, (), axis, letter, blank)
    if not unit.above:
        begins = [Tick(axis.first, 0, text(axis.first)) for text in (month_text, _year_label)]
        begin = [] if any(not tick.cell for tick in ticks) else _placed(begins, lower, axis, letter, blank)
        return Ruler(_all(ticks, lower), (), tuple(begin[:1]))
    after, label = _ABOVE[unit.above]
    bounds = [Tick(day, one.cell(day), label(day)) for one in axis.stretches for day in _days(after, one)]
    upper = _placed(bounds, (), axis, letter, blank)
    upper += _placed(
        [Tick(one.first, one.start, label(one.first)) for one in axis.stretches], upper, axis, letter, blank
    )
    return Ruler(_all(ticks, lower), tuple(sorted(upper)))


def _fits(unit: _Unit, axis: Axis, letter: int, blank: int, widest: int) -> bool:
    """Whether labels of neighbouring ticks stay apart on every stretch."""
    wide = (unit.letters if unit.above else widest) * letter + blank
    return all(unit.days * one.cells >= wide * one.days for one in axis.stretches)


def _days(after: Callable[[int], int], stretch: Stretch) -> Iterator[int]:
    day = after(stretch.first)
    while day <= stretch.last:
        yield day
        day = after(day + 1)


def _year_of(stretch: Stretch) -> Tick:
    """The tick of a stretch without a round year: its first New Year, else its first day."""
    new_year = _months(12)(stretch.first)
    day = new_year if new_year <= stretch.last else stretch.first
    return Tick(day, stretch.cell(day), _year_label(day))


def _placed(ticks: Iterable[Tick], taken: Iterable[Tick], axis: Axis, letter: int, blank: int) -> list[Tick]:
    """Those whose labels have room, from left to right, beside those that are taken already."""
    held = [(one.cell, one.cell + len(one.label) * letter) for one in taken]
    placed = []
    for tick in ticks:
        low, high = tick.cell, tick.cell + len(tick.label) * letter
        if high <= axis.cells and all(high + blank <= left or right + blank <= low for left, right in held):
            held.append((low, high))
            placed.append(tick)
    return placed


def _all(ticks: Iterable[Tick], labelled: list[Tick]) -> tuple[Tick, ...]:
    """All ticks, those without room with no label; of two in one cell the first."""
    kept = {one.day for one in labelled}
    by_cell: dict[int, Tick] = {}
    for tick in ticks:
        by_cell.setdefault(tick.cell, tick if tick.day in kept else tick._replace(label=""))
    return tuple(by_cell.values())
