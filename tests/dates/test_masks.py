"""Unspecified digits: first and last day, and the ranges in a window, against a walk through every day."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from timeline.dates.days import civil, iso, ordinal
from timeline.dates.masks import mask_bounds, mask_exists, mask_ranges
from timeline.dates.when import DateError

BOUNDS = [
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("1XXX", "1000-01-01", "1999-12-31"),
    ("1X05", "1005-01-01", "1905-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("1984-1X", "1984-10-01", "1984-12-31"),
    ("2016-X1", "2016-01-01", "2016-11-30"),
    ("156X-12-25", "1560-12-25", "1569-12-25"),
    ("15XX-12-XX", "1500-12-01", "1599-12-31"),
    ("1985-02-2X", "1985-02-20", "1985-02-28"),
    ("1984-02-2X", "1984-02-20", "1984-02-29"),
    ("19XX-02-2X", "1900-02-20", "1999-02-28"),
    ("1999-0X-30", "1999-01-30", "1999-09-30"),
    ("2016-01-3X", "2016-01-30", "2016-01-31"),
    ("19XX-02-29", "1904-02-29", "1996-02-29"),
    ("20XX-02-29", "2000-02-29", "2096-02-29"),
    ("1X00-02-29", "1200-02-29", "1600-02-29"),
    ("XX00-XX-29", "0000-01-29", "9900-12-29"),
    ("-01XX", "-0199-01-01", "-0100-12-31"),
    ("-199X-12-25", "-1999-12-25", "-1990-12-25"),
    ("-01XX-02-29", "-0196-02-29", "-0104-02-29"),
    ("-X0X6", "-9096-01-01", "-0006-12-31"),
    ("-00XX", "-0099-01-01", "-0001-12-31"),
    ("-XX00", "-9900-01-01", "-0100-12-31"),
    ("-XXXX-12-XX", "-9999-12-01", "-0001-12-31"),
    ("XXXX", None, None),
    ("XXXX-09", None, None),
    ("XXXX-09-05", None, None),
    ("XXXX-02-29", None, None),
]

NEVER = [
    "156X-09-31", "15XX-02-3X", "XXXX-02-30", "XXXX-13-01", "2004-2X", "2004-00", "2004-XX-00", "2004-XX-32",
    "2004-XX-4X", "19X1-02-29", "19X3-02-29", "X100-02-29", "1999-02-29", "-0000", "-0000-XX",
]  # fmt: skip


def _text(day: int | None) -> str | None:
    return None if day is None else iso(day)


@pytest.mark.parametrize(("pattern", "first", "last"), BOUNDS)
def test_first_and_last_day_that_exist(pattern: str, first: str | None, last: str | None) -> None:
    lower, upper = mask_bounds(pattern)
    assert (_text(lower), _text(upper)) == (first, last)
    assert mask_exists(pattern)


@pytest.mark.parametrize("pattern", NEVER)
def test_days_that_never_come(pattern: str) -> None:
    assert not mask_exists(pattern)
    with pytest.raises(DateError) as error:
        mask_bounds(pattern)
    assert error.value.code == "D102"
    assert pattern in error.value.message


def test_ranges_join_days_that_follow_on() -> None:
    """Whole years and months are one range; weeks apart are two."""
    assert list(mask_ranges("201X", ordinal(2000, 1, 1), ordinal(2030, 1, 1))) == [
        (ordinal(2010, 1, 1), ordinal(2019, 12, 31))
    ]
    assert list(mask_ranges("2010-0X", ordinal(2000, 1, 1), ordinal(2030, 1, 1))) == [
        (ordinal(2010, 1, 1), ordinal(2010, 9, 30))
    ]
    christmas = [(ordinal(y, 12, 25), ordinal(y, 12, 25)) for y in range(1560, 1570)]
    assert list(mask_ranges("156X-12-25", ordinal(1, 1, 1), ordinal(2000, 1, 1))) == christmas


def test_a_month_without_a_year_inside_a_window() -> None:
    window = ordinal(2020, 9, 15), ordinal(2022, 9, 10)
    assert list(mask_ranges("XXXX-09", *window)) == [
        (ordinal(2020, 9, 15), ordinal(2020, 9, 30)),
        (ordinal(2021, 9, 1), ordinal(2021, 9, 30)),
        (ordinal(2022, 9, 1), ordinal(2022, 9, 10)),
    ]
    assert list(mask_ranges("XXXX-09", ordinal(2020, 10, 1), ordinal(2020, 11, 30))) == []


def test_a_window_that_ends_before_it_starts_holds_nothing() -> None:
    assert list(mask_ranges("201X", 10, 9)) == []


def test_a_year_of_which_nothing_is_said_has_four_digits() -> None:
    window = ordinal(-5, 1, 1), ordinal(12_000, 1, 1)
    assert list(mask_ranges("XXXX", *window)) == [(ordinal(0, 1, 1), ordinal(9999, 12, 31))]


def _written(day: int) -> str:
    """`-0005-01-01`: as `iso`, but for years of four digits alone."""
    year, month, of_month = civil(day)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{of_month:02d}"


def _matches(pattern: str, day: int) -> bool:
    """Character by character, as the standard has it: an X stands for any digit."""
    written = _written(day)
    return written.startswith("-") == pattern.startswith("-") and all(
        p in ("X", w) for p, w in zip(pattern, written, strict=False)
    )


def _random_pattern(draw: random.Random) -> str:
    year = "".join(draw.choice(c + "X") for c in draw.choice(["0004", "0012", "1999", "0400", "2000", "0100"]))
    month = "".join(draw.choice(c + "X") for c in draw.choice(["01", "02", "02", "09", "12", "10"]))
    day = "".join(draw.choice(c + "X") for c in draw.choice(["01", "29", "29", "30", "31", "08", "00"]))
    return draw.choice(["", "-"]) + draw.choice([year, f"{year}-{month}", f"{year}-{month}-{day}", f"{year}-02-29"])


WINDOWS = 250


def test_ranges_are_the_days_of_a_walk() -> None:
    """Every day of windows of five years, most of them round a leap year or the year 0."""
    draw = random.Random(20190204)
    for _ in range(WINDOWS):
        pattern = _random_pattern(draw)
        year = draw.choice([-402, -101, -6, -3, -1, 2, 96, 398, 1897, 1997])
        lower = ordinal(year, 1, 1) + draw.randrange(400)
        upper = lower + draw.randrange(1800)
        walked = [day for day in range(lower, upper + 1) if _matches(pattern, day)]
        ranges = list(mask_ranges(pattern, lower, upper))
        assert [day for low, high in ranges for day in range(low, high + 1)] == walked, pattern
        assert all(high + 1 < low for (_, high), (low, _) in pairwise(ranges)), pattern


def test_bounds_are_the_ends_of_the_ranges() -> None:
    draw = random.Random(8601)
    whole = ordinal(-9999, 1, 1), ordinal(9999, 12, 31)
    for _ in range(WINDOWS):
        pattern = _random_pattern(draw)
        ranges = list(mask_ranges(pattern, *whole))
        assert mask_exists(pattern) == bool(ranges), pattern
        if ranges and not pattern.startswith("XXXX"):
            assert mask_bounds(pattern) == (ranges[0][0], ranges[-1][1]), pattern
