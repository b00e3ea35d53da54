"""Days moved by calendar months and units, and back: the steps of the network that are no plain additions.

Every move is monotone: a later day is never moved to an earlier one. So each has two exact ways back, the earliest
day that is moved to a day or past it, and the latest that is moved no further than that day; subtracting the months
alone would be wrong at month ends (31 January + 1 month is 28 February, as `dateutil.relativedelta` has it).
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from timeline.dates.days import CYCLE_DAYS, month_length, ordinal, weekday
from timeline.records import NamedTuple

Step = Callable[[int, Sequence[int]], int]
"""From a day, and the days of all variables so far, to a day; only a share of the way looks at the others."""


class Move(NamedTuple):
    """A move and its ways back: the least day whose move reaches a day, the greatest whose move does not pass it."""

    forward: Step
    least: Step
    greatest: Step


@lru_cache(maxsize=4096)
def move(months: int, days: int, unit: str) -> Move:
    """The move of a `Bound`: back to the first day of the calendar `unit` if there is one, then months, then days."""
    return _UNITS[unit](months, days)


def _months(months: int, days: int) -> Move:
    """Months later, the day clamped to the month's last, and then days later."""

    def forward(day: int, others: Sequence[int]) -> int:
        month, of_month = _month_and_day(day)
        first, length = _MONTHS[month + months]
        return first - 1 + min(of_month, length) + days

    def least(day: int, others: Sequence[int]) -> int:
        month, of_month = _month_and_day(day - days)
        first, length = _MONTHS[month - months]
        # A day that this month lacks is only passed from the first of the next.
        return first + (of_month - 1 if of_month <= length else length)

    def greatest(day: int, others: Sequence[int]) -> int:
        month, of_month = _month_and_day(day - days)
        first, length = _MONTHS[month - months]
        # Every day of a longer month is clamped to the last of a shorter one.
        clamped = of_month > length or of_month == _MONTHS[month][1]
        return first - 1 + (length if clamped else of_month)

    return Move(forward, least, greatest)


def _of_month(months: int, days: int) -> Move:
    """From the first day of the calendar month."""

    def forward(day: int, others: Sequence[int]) -> int:
        return _MONTHS[_month_and_day(day)[0] + months][0] + days

    def least(day: int, others: Sequence[int]) -> int:
        month, of_month = _month_and_day(day - days)
        return _MONTHS[month - months + (of_month > 1)][0]

    def greatest(day: int, others: Sequence[int]) -> int:
        return _MONTHS[_month_and_day(day - days)[0] - months + 1][0] - 1

    return Move(forward, least, greatest)


def _of_year(months: int, days: int) -> Move:
    """From the first day of the calendar year; the months are whole years."""

    def forward(day: int, others: Sequence[int]) -> int:
        return _MONTHS[_month_and_day(day)[0] // 12 * 12 + months][0] + days

    def least(day: int, others: Sequence[int]) -> int:
        # The first year that begins on the day or later.
        month = _month_and_day(day - days - 1)[0] // 12 * 12 + 12
        return _MONTHS[month - months][0]

    def greatest(day: int, others: Sequence[int]) -> int:
        month = _month_and_day(day - days)[0] // 12 * 12
        return _MONTHS[month - months + 12][0] - 1

    return Move(forward, least, greatest)


def _of_week(months: int, days: int) -> Move:
    """From the Monday of the week; weeks have no months."""

    def forward(day: int, others: Sequence[int]) -> int:
        return day - weekday(day) + days

    def least(day: int, others: Sequence[int]) -> int:
        return day - days + -weekday(day - days) % 7

    def greatest(day: int, others: Sequence[int]) -> int:
        return day - days - weekday(day - days) + 6

    return Move(forward, least, greatest)


_UNITS: dict[str, Callable[[int, int], Move]] = {
    "": _months,
    "week": _of_week,
    "month": _of_month,
    "year": _of_year,
}


def never_back(months: int, days: int, unit: str) -> bool:
    """Whether no day is moved to an earlier one: the move makes good what going back to the first of a unit takes."""
    least_months, least_days = {"": (0, 0), "week": (0, 7), "month": (1, 0), "year": (12, 0)}[unit]
    return months >= least_months and days >= least_days


class _Months(dict[int, tuple[int, int]]):
    """The first day and the length of each calendar month, by its number: 12 for each year, 0 for January 0000."""

    def __missing__(self, month: int) -> tuple[int, int]:
        year, of_year = divmod(month, 12)
        found = self[month] = ordinal(year, of_year + 1, 1), month_length(year, of_year + 1)
        return found


_MONTHS = _Months()


def _month_and_day(day: int) -> tuple[int, int]:
    """The number of the calendar month and the day of the month."""
    # 4,800 months have 146,097 days; no month begins so far from an even share of them that more than one is missed.
    month = 12 + (day - 1) * 4_800 // CYCLE_DAYS
    first, length = _MONTHS[month]
    if day < first:
        month -= 1
        first = _MONTHS[month][0]
    elif day >= first + length:
        month += 1
        first += length
    return month, day - first + 1


def share_of(first: int, last: int, share: tuple[int, int]) -> int:
    """The first day past that share of a span's days: of 30 days and (1, 3), the eleventh."""
    part, parts = share
    return first + (last - first + 1) * part // parts


def share_end(first: int, last: int, share: tuple[int, int]) -> int:
    """The last day within that share of a span's days, though never before the day on which the share begins."""
    part, parts = share
    length = last - first + 1
    return first + max(length * part // parts - 1, length * (part - 1) // parts)
