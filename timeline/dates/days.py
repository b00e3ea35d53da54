"""Days as integers: proleptic Gregorian ordinals, 0001-01-01 = 1, for any year of either sign.

Python's own `date` ends at the years 1 and 9999; a chronology need not. Ranges of days include both ends.
"""

from __future__ import annotations

from functools import lru_cache

_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

CYCLE_YEARS = 400
CYCLE_DAYS = 146_097
"""The Gregorian calendar repeats after 400 years, which have this many days (and whole weeks)."""


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days in the month, 28 to 31."""
    if month == 2 and is_leap(year):
        return 29
    return _LENGTHS[month]


def ordinal(year: int, month: int, day: int) -> int:
    """The day's number; the day must exist (see `month_length`)."""
    before = year - 1
    n = before * 365 + before // 4 - before // 100 + before // 400 + _BEFORE_MONTH[month] + day
    if month > 2 and is_leap(year):
        n += 1
    return n


@lru_cache(maxsize=1 << 15)
def civil(day: int) -> tuple[int, int, int]:
    """Year, month and day of the month of an ordinal; remembered, as a story has many dates and few days."""
    cycles, rest = divmod(day - 1, CYCLE_DAYS)
    centuries = min(rest // 36_524, 3)
    rest -= centuries * 36_524
    fours, rest = divmod(rest, 1_461)
    ones = min(rest // 365, 3)
    rest -= ones * 365
    year = cycles * CYCLE_YEARS + centuries * 100 + fours * 4 + ones + 1
    leap = is_leap(year)
    month = (rest + 50) >> 5
    before = _BEFORE_MONTH[month] + (1 if month > 2 and leap else 0)
    if before > rest:
        month -= 1
        before = _BEFORE_MONTH[month] + (1 if month > 2 and leap else 0)
    return year, month, rest - before + 1


def year_range(year: int) -> tuple[int, int]:
    """First and last day of a year."""
    first = ordinal(year, 1, 1)
    return first, first + (365 if is_leap(year) else 364)


def month_range(year: int, month: int) -> tuple[int, int]:
    """First and last day of a month."""
    first = ordinal(year, month, 1)
    return first, first + month_length(year, month) - 1


def weekday(day: int) -> int:
    """0 for Monday to 6 for Sunday."""
    return (day - 1) % 7


def iso_year(year: int) -> str:
    """Four digits from 0000 to 9999; beyond, a sign where negative and as many digits as needed."""
    if 0 <= year <= 9999:
        return f"{year:04d}"
    return f"-{-year:04d}" if year < 0 else str(year)


@lru_cache(maxsize=1 << 15)
def iso(day: int) -> str:
    """`2020-05-04`; years outside 0000-9999 with sign and as many digits as needed."""
    year, month, of_month = civil(day)
    return f"{iso_year(year)}-{month:02d}-{of_month:02d}"
