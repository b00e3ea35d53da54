"""Days that newspapers name instead of dating: Christmas, Thanksgiving, Good Friday. Only those whose day is exact.

To add one, add a row: the names it goes by and a rule that gives its month and day in a year.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.dates.days import civil, month_length, ordinal, weekday
from timeline.dates.when import DateError

Rule = Callable[[int], tuple[int, int]]
"""From a year to a month and a day."""

_MONDAY, _TUESDAY, _THURSDAY = 0, 1, 3


def fixed(month: int, day: int) -> Rule:
    """The same day each year."""
    rule: Rule = lambda year: (month, day)  # noqa: E731
    FIXED[rule] = (month, day)
    return rule


FIXED: dict[Rule, tuple[int, int]] = {}
"""The rules that need no year, with their month and day."""


def nth(n: int, day: int, month: int, more: int = 0) -> Rule:
    """The n-th such weekday of the month, `more` days later; -1 is the last."""

    def rule(year: int) -> tuple[int, int]:
        if n > 0:
            first = ordinal(year, month, 1)
            found = first + (day - weekday(first)) % 7 + 7 * (n - 1)
        else:
            last = ordinal(year, month, month_length(year, month))
            found = last - (weekday(last) - day) % 7
        return civil(found + more)[1:]

    return rule


def easter(more: int) -> Rule:
    """So many days after the Western Easter Sunday."""

    def rule(year: int) -> tuple[int, int]:
        from dateutil.easter import easter as easter_sunday

        if not 1583 <= year <= 4099:
            raise DateError("D102", f"Easter of {year} is not known here", "Write the day itself")
        return civil(easter_sunday(year).toordinal() + more)[1:]

    return rule


NAMED_DAYS: tuple[tuple[str, Rule], ...] = (
    ("new year's day|new year's", fixed(1, 1)),
    ("martin luther king day|martin luther king jr day|mlk day", nth(3, _MONDAY, 1)),
    ("groundhog day", fixed(2, 2)),
    ("valentine's day|valentine's|saint valentine's day|st valentine's day", fixed(2, 14)),
    ("presidents' day|presidents day|president's day", nth(3, _MONDAY, 2)),
    ("st patrick's day|saint patrick's day", fixed(3, 17)),
    ("april fools' day|april fools day|april fool's day", fixed(4, 1)),
    ("ash wednesday", easter(-46)),
    ("palm sunday", easter(-7)),
    ("maundy thursday", easter(-3)),
    ("good friday", easter(-2)),
    ("easter sunday|easter day|easter", easter(0)),
    ("easter monday", easter(1)),
    ("may day", fixed(5, 1)),
    ("cinco de mayo", fixed(5, 5)),
    ("memorial day", nth(-1, _MONDAY, 5)),
    ("juneteenth", fixed(6, 19)),
    ("independence day|us independence day|fourth of july|4th of july|july fourth|july the fourth", fixed(7, 4)),
    ("bastille day", fixed(7, 14)),
    ("labor day", nth(1, _MONDAY, 9)),
    ("columbus day|indigenous peoples' day", nth(2, _MONDAY, 10)),
    ("halloween|hallowe'en", fixed(10, 31)),
    ("bonfire night|guy fawkes night|guy fawkes day", fixed(11, 5)),
    ("us election day|election day", nth(1, _MONDAY, 11, more=1)),
    ("veterans day|veterans' day|armistice day", fixed(11, 11)),
    ("thanksgiving|thanksgiving day", nth(4, _THURSDAY, 11)),
    ("black friday", nth(4, _THURSDAY, 11, more=1)),
    ("christmas eve|xmas eve", fixed(12, 24)),
    ("christmas|christmas day|xmas|xmas day", fixed(12, 25)),
    ("boxing day", fixed(12, 26)),
    ("new year's eve", fixed(12, 31)),
)
