"""Dates with holes: the next or the last day that a month without a year, a set or a winter can mean."""

from bisect import bisect_left, bisect_right
from typing import Protocol

from timeline.dates.days import ordinal
from timeline.dates.forms import Masked
from timeline.dates.when import Range, When

LATEST = 1 << 100_000
"""Later than any day that can be written: stands for "no latest day"."""

EARLIEST = -LATEST
"""Earlier than any day that can be written: stands for "no earliest day"."""

BEYOND = 2 * LATEST
"""What no day can reach."""

_FIRST, _LAST = ordinal(0, 1, 1), ordinal(9999, 12, 31)
"""A year of which nothing is said has four digits."""

_WINDOW = 3_700
"""Ten years and a little: holds a 29 February even where a century has none."""


class Possible(Protocol):
    """The days that a date with holes can mean."""

    def up(self, day: int) -> int:
        """The first possible day from `day` on; `BEYOND` where there is none."""

    def down(self, day: int) -> int:
        """The last possible day up to `day`; minus `BEYOND` where there is none."""


def possible_days(when: When) -> Possible | None:
    """The holes of a date; None where it has none."""
    if when.gaps is not None:
        return _Ranges(when.gaps)
    if isinstance(when.form, Masked) and when.form.pattern.strip("X-"):
        mask = _Mask(when.form.pattern, when.lower, when.upper)
        return mask if mask.has_holes() else None
    return None


class _Ranges:
    """Days in ranges, in order."""

    def __init__(self, ranges: tuple[Range, ...]) -> None:
        self._first = [EARLIEST if low is None else low for low, _ in ranges]
        self._last = [LATEST if high is None else high for _, high in ranges]

    def up(self, day: int) -> int:
        at = bisect_left(self._last, day)
        return BEYOND if at == len(self._last) else max(day, self._first[at])

    def down(self, day: int) -> int:
        at = bisect_right(self._first, day) - 1
        return -BEYOND if at < 0 else min(day, self._last[at])


class _Mask:
    """The days of unspecified digits, looked up in windows: `XXXX-09` is every September."""

    def __init__(self, pattern: str, lower: int | None, upper: int | None) -> None:
        from timeline.dates.masks import mask_bounds, mask_ranges

        self._ranges = mask_ranges
        self._pattern = pattern
        first, last = mask_bounds(pattern)
        self._first = _FIRST if first is None else first
        self._last = _LAST if last is None else last
        if lower is not None:
            self._first = max(self._first, lower)
        if upper is not None:
            self._last = min(self._last, upper)

    def has_holes(self) -> bool:
        """Whether there is a day between two possible ones that is not."""
        found = self._ranges(self._pattern, self._first, self._last)
        return next(found, None) is not None and next(found, None) is not None

    def up(self, day: int) -> int:
        day, width = max(day, self._first), _WINDOW
        while day <= self._last:
            for low, _ in self._ranges(self._pattern, day, min(day + width, self._last)):
                return low
            day, width = day + width + 1, width * 10
        return BEYOND

    def down(self, day: int) -> int:
        day, width = min(day, self._last), _WINDOW
        while day >= self._first:
            found = list(self._ranges(self._pattern, max(day - width, self._first), day))
            if found:
                return found[-1][1]
            day, width = day - width - 1, width * 10
        return -BEYOND
