"""Unspecified digits: the days that `156X-12-25` or `19XX-02-29` can mean, without walking through every day.

A pattern is a year of four characters with an optional minus, then perhaps a month and a day of two, each character
a digit or `X` (EDTF level 1, unspecified digit from the right, and level 2, anywhere). It means a set of days, those
that exist; `0000` has no minus. Ranges of days include both ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from timeline.dates.days import civil, is_leap, month_length, ordinal
from timeline.dates.when import DateError

_COMMON, _LEAP = 2001, 2000


def mask_bounds(pattern: str) -> tuple[int | None, int | None]:
    """The first and the last day that the pattern can mean; None and None where nothing is said of the year.

    Raises:
        DateError: No such day exists: `15XX-02-3X`, `156X-09-31`, `XXXX-13-01`.
    """
    minus, year, rest = _split(pattern)
    years = _extreme_years(minus, year, rest)
    if years is None:
        raise DateError(
            "D102", f'no day matches "{pattern}"', "Days that never come, such as 30 February, are no dates"
        )
    if year == "XXXX" and not minus:
        return None, None
    first, last = years
    return (
        ordinal(first, 1, 1) + _in_year(rest, is_leap(first))[0][0],
        ordinal(last, 1, 1) + _in_year(rest, is_leap(last))[-1][1],
    )


def mask_exists(pattern: str) -> bool:
    """Whether at least one day matches."""
    return _extreme_years(*_split(pattern)) is not None


def mask_ranges(pattern: str, lower: int, upper: int) -> Iterator[tuple[int, int]]:
    """The matching days from `lower` to `upper`, both included, as ranges in order; days that follow on are joined.

    A year of which nothing is said (`XXXX`) is any of four digits, 0000 to 9999.
    """
    if lower > upper:
        return
    minus, year, rest = _split(pattern)
    first, last = lower, lower - 2
    for y in _years(minus, year, civil(lower)[0], civil(upper)[0]):
        before = ordinal(y, 1, 1)
        for low, high in _in_year(rest, is_leap(y)):
            low, high = max(before + low, lower), min(before + high, upper)
            if low > high:
                continue
            if low == last + 1:
                last = high
                continue
            if first <= last:
                yield first, last
            first, last = low, high
    if first <= last:
        yield first, last


def _split(pattern: str) -> tuple[bool, str, str]:
    """Whether the year is negative, its four characters, and `MM-DD`, `MM` or nothing."""
    if pattern[0] == "-":
        return True, pattern[1:5], pattern[6:]
    return False, pattern[:4], pattern[5:]


@lru_cache(maxsize=128)
def _pair(two: str) -> tuple[int, ...]:
    """The numbers that two characters can mean, least first."""
    tens, ones = (range(10) if c == "X" else (int(c),) for c in two)
    return tuple(ten * 10 + one for ten in tens for one in ones)


@lru_cache(maxsize=1024)
def _in_year(rest: str, leap: bool) -> tuple[tuple[int, int], ...]:
    """The ranges of days that `MM-DD`, `MM` or nothing matches in a year, counted from 0 for 1 January."""
    if not rest:
        return ((0, 365 if leap else 364),)
    year = _LEAP if leap else _COMMON
    new_year = ordinal(year, 1, 1)
    out: list[tuple[int, int]] = []
    for month in _pair(rest[:2]):
        if not 1 <= month <= 12:
            continue
        first, length = ordinal(year, month, 1) - new_year, month_length(year, month)
        days = _pair(rest[3:]) if len(rest) > 2 else range(1, length + 1)
        for day in days:
            if not 1 <= day <= length:
                continue
            at = first + day - 1
            if out and out[-1][1] == at - 1:
                out[-1] = (out[-1][0], at)
            else:
                out.append((at, at))
    return tuple(out)


def _extreme_years(minus: bool, year: str, rest: str) -> tuple[int, int] | None:
    """The first and the last year that hold a matching day; None where there is none."""
    if not _in_year(rest, True):
        return None
    if _in_year(rest, False):
        least, greatest = int(year.replace("X", "0")), int(year.replace("X", "9"))
        if minus and least == 0:
            # Year 0 has no minus: the least is the one whose last unspecified digit is 1.
            least = 10 ** (3 - year.rfind("X")) if greatest else 0
    else:
        # 29 February alone.
        least, greatest = _leap_year(minus, year, 1), _leap_year(minus, year, -1)
    if least < 0 or (minus and greatest == 0):
        return None
    return (-greatest, -least) if minus else (least, greatest)


@lru_cache(maxsize=256)
def _leap_year(minus: bool, year: str, step: int) -> int:
    """The least (step 1) or greatest (-1) matching leap year, without its minus; -1 where there is none."""
    fours = [n for n in _pair(year[2:])[::step] if n % 4 == 0]
    for century in _pair(year[:2])[::step] if fours else ():
        for n in fours:
            if (n or century % 4 == 0) and (n or century or not minus):
                return century * 100 + n
    return -1


def _years(minus: bool, year: str, first: int, last: int) -> Iterator[int]:
    """The matching years from `first` to `last`, in order."""
    step = -1 if minus else 1
    low, high = (max(-last, 1), -first) if minus else (first, last)
    for century in _pair(year[:2])[::step]:
        if century * 100 + 99 < low or century * 100 > high:
            continue
        for n in _pair(year[2:])[::step]:
            if low <= century * 100 + n <= high:
                yield step * (century * 100 + n)
