"""Plain dates that must all hold: the days that they share."""

from timeline.dates.bounds import when_of
from timeline.dates.days import civil
from timeline.dates.forms import Date, Form, Set, Stretch
from timeline.dates.read import Context
from timeline.dates.when import PRECISIONS, DateError, Range, When, between


def intersected(text: str, dates: list[When], context: Context) -> When:
    """The one date that holds all plain dates of a text."""
    known = [date for date in dates if date.kind != "none"] or dates[:1]
    held = known[0]
    for date in known[1:]:
        held = _common(text.strip(), held, date, context)
    return held


def _common(text: str, a: When, b: When, context: Context) -> When:
    """The days that two dates share, as precise as the finer of them; one of the two where it lies in the other."""
    if a.kind == "span" or b.kind == "span":
        raise DateError("D106", f'"{text}" joins something that lasted with another date', "Write one date a clause")
    ranges = _shared(_within(a, b), _within(b, a))
    if not ranges:
        raise DateError("D105", f'no day is in all of "{text}"', "Keep the date that is right")
    fine, coarse = sorted((a, b), key=lambda date: PRECISIONS.index(date.precision))
    for date in (fine, coarse):
        if date.ranges == ranges:
            return _flagged(date, a, b)
    whole = _form(ranges[0]) if len(ranges) == 1 else Set(tuple(_form(days) for days in ranges))
    return _flagged(when_of(text, whole, context.conventions)._replace(precision=fine.precision), a, b)


def _form(days: Range) -> Form:
    """The form of a range of days."""
    first, last = (None if day is None else Date(*civil(day)) for day in days)
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
