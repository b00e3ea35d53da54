"""How the days that a date can mean became others."""

from collections.abc import Sequence

from timeline.dates import Range, When
from timeline.dates.forms import Masked

_ANY_YEARS = (730_120, 733_041)
"""First and last day of 2000 to 2007, two leap years: where dates without a year are held against each other."""


def how_moved(old: When, new: When) -> str:
    """How the days that a date can mean became others: `tightened`, `widened`, `moved`, or `same`.

    A span is held against a span by the days on which it can have begun and ended; a span against a day has `moved`.
    """
    inward, outward = _lies_in(new, old), _lies_in(old, new)
    if inward and outward:
        return "same"
    return "tightened" if inward else "widened" if outward else "moved"


def _lies_in(inner: When, outer: When) -> bool:
    """Whether all that one date can mean, another can mean too."""
    if _says_nothing(outer):
        return True
    if _says_nothing(inner) or (inner.kind == "span") != (outer.kind == "span"):
        return False
    if inner.start and inner.end and outer.start and outer.end:
        return _is_covered((inner.start,), (outer.start,)) and _is_covered((inner.end,), (outer.end,))
    if not outer.is_dated and _mask(inner) == _mask(outer):
        return True
    window = (inner.lower, inner.upper) if inner.is_dated else _ANY_YEARS
    return _is_covered(_days(inner, window), _days(outer, window))


def _mask(when: When) -> str:
    """The unspecified digits of a date, `XXXX-09`; empty where it has none."""
    return when.form.pattern if isinstance(when.form, Masked) else ""


def _says_nothing(when: When) -> bool:
    """Whether it can be any day; `September` is undated too, yet says more."""
    return not when.is_dated and not (isinstance(when.form, Masked) and when.form.pattern.strip("X-"))


def _days(when: When, window: Range) -> tuple[Range, ...]:
    """The ranges of a date; of one without a year, those in a window."""
    if when.is_dated:
        return when.ranges
    return () if None in window else when.narrowed(*window, ()).ranges


def _is_covered(inner: Sequence[Range], outer: Sequence[Range]) -> bool:
    """Whether each of some ranges lies in one of others, neighbours of which count as one."""
    joined: list[Range] = []
    for low, high in outer:
        if joined and low is not None and joined[-1][1] is not None and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return all(any(_contains(days, held) for days in joined) for held in inner if not _is_none(held))


def _is_none(days: Range) -> bool:
    return days[0] is not None and days[1] is not None and days[0] > days[1]


def _contains(outer: Range, inner: Range) -> bool:
    begins = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    return begins and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))
