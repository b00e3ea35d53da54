"""Plain dates that must all hold: the days that they share.

What leaves the year open (`September`) has no list of days until both ends are known: it is held against the others
last, when those have said as much as they do.
"""

from timeline.dates.bounds import when_of
from timeline.dates.days import civil, month_range, ordinal, year_range
from timeline.dates.forms import Date, Form, Masked, Set, Stretch
from timeline.dates.masks import mask_exists, mask_ranges
from timeline.dates.read import Context
from timeline.dates.when import PRECISIONS, DateError, Range, When, between

_MOST_LISTED = 24
"""Stretches of days that are listed one by one; more of them stay the digits that they were given as."""


def intersected(text: str, dates: list[When], context: Context) -> When:
    """The one date that holds all plain dates of a text."""
    known = [date for date in dates if date.kind != "none"] or dates[:1]
    held: When | None = None
    open_one: When | None = None
    for date in known:
        if _is_open(date):
            open_one = date if open_one is None else _both(text, open_one, date, context)
        else:
            held = date if held is None else _common(text.strip(), held, date, context)
    if open_one is None or held is None:
        found = held or open_one
        assert found is not None
        return found
    if held.kind == "span" or (held.lower is not None and held.upper is not None):
        return _common(text.strip(), held, open_one, context)
    return _half_open(text, open_one, held)


def _is_open(date: When) -> bool:
    """Whether it is of any year: `September`, `XXXX-09-15`."""
    return isinstance(date.form, Masked) and not date.is_dated


def _both(text: str, a: When, b: When, context: Context) -> When:
    """Two dates of any year as one: each digit that either gives."""
    assert isinstance(a.form, Masked) and isinstance(b.form, Masked)
    one, other = a.form.pattern, b.form.pattern
    longest = max(len(one), len(other))
    one, other = (pattern + "XXXX-XX-XX"[len(pattern) : longest] for pattern in (one, other))
    digits = [x if y == "X" else y for x, y in zip(one, other, strict=True)]
    pattern = "".join(digits)
    if any(x not in ("X", found) for x, found in zip(one, digits, strict=True)) or not mask_exists(pattern):
        raise _nothing_shared(text)
    return _flagged(when_of(text, Masked(pattern), context.conventions), a, b)


def _half_open(text: str, date: When, held: When) -> When:
    """A date of any year from a day on, or up to one: its digits stay, its one bound is the first or last such day."""
    assert isinstance(date.form, Masked)
    if held.gaps is not None:
        message = f'"{text.strip()}" joins a date without a year with days that have no end'
        raise DateError("D106", message, "Keep one of the two")
    lower, upper = held.lower, held.upper
    if lower is not None:
        lower = next((low for low, _ in mask_ranges(date.form.pattern, lower, _LAST)), None)
    elif upper is not None:
        upper = _last_up_to(date.form.pattern, upper)
    if lower is None and upper is None:
        raise _nothing_shared(text)
    fine = min(date.precision, held.precision, key=PRECISIONS.index)
    return _flagged(date._replace(lower=lower, upper=upper, precision=fine), date, held)


_FIRST, _LAST = ordinal(0, 1, 1), ordinal(9999, 12, 31)
"""A year of which nothing is said has four digits."""

_YEARS = 3_700
"""Days: ten years and a little, which hold a 29 February even about a century that has none."""


def _last_up_to(pattern: str, upper: int) -> int | None:
    for first in (upper - _YEARS, _FIRST):
        found = [high for _, high in mask_ranges(pattern, max(first, _FIRST), upper)]
        if found:
            return found[-1]
    return None


def _nothing_shared(text: str) -> DateError:
    return DateError("D105", f'no day is in all of "{text.strip()}"', "Keep the date that is right")


def _common(text: str, a: When, b: When, context: Context) -> When:
    """The days that two dates share, as precise as the finer of them; one of the two where it lies in the other."""
    if a.kind == "span" or b.kind == "span":
        raise DateError("D106", f'"{text}" joins something that lasted with another date', "Write one date a clause")
    ranges = _shared(_within(a, b), _within(b, a))
    if not ranges:
        raise _nothing_shared(text)
    fine, coarse = sorted((a, b), key=lambda date: PRECISIONS.index(date.precision))
    for date in (fine, coarse):
        if date.ranges == ranges:
            return _flagged(date, a, b)
    if len(ranges) > _MOST_LISTED and isinstance(a.form, Masked) != isinstance(b.form, Masked):
        date = a if isinstance(a.form, Masked) else b
        held = date._replace(lower=ranges[0][0], upper=ranges[-1][1])
        if held.ranges == ranges:
            return _flagged(held._replace(precision=fine.precision), a, b)
    q = _MARKS[a.uncertain or b.uncertain, a.approximate or b.approximate]
    whole = _form(ranges[0], q) if len(ranges) == 1 else Set(tuple(_form(days, q) for days in ranges))
    return _flagged(when_of(text, whole, context.conventions)._replace(precision=fine.precision), a, b)


_MARKS = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}


def _form(days: Range, q: str) -> Form:
    """The form of a range of days: a year, a month or a day where it is one."""
    if days[0] is not None and days[1] is not None:
        year, month, _ = civil(days[0])
        if days == year_range(year):
            return Date(year, q=q)
        if days == month_range(year, month):
            return Date(year, month, q=q)
    first, last = (None if day is None else Date(*civil(day), q) for day in days)
    return first if first is not None and first == last else Stretch(first, last)


def _flagged(date: When, a: When, b: When) -> When:
    """The date with the doubts of both."""
    return date._replace(
        uncertain=a.uncertain or b.uncertain,
        approximate=a.approximate or b.approximate,
        convention=a.convention or b.convention,
        warnings=a.warnings + b.warnings,
    )


def _within(date: When, other: When) -> tuple[Range, ...]:
    """The ranges of a date, those of unspecified digits worked out inside the other's bounds."""
    lower = other.lower if date.lower is None else date.lower
    upper = other.upper if date.upper is None else date.upper
    return date.narrowed(lower, upper, ()).ranges


def _shared(first: tuple[Range, ...], second: tuple[Range, ...]) -> tuple[Range, ...]:
    """The days that are in both, as ranges in order."""
    return tuple(days for low, high in first for days in between(second, low, high))
