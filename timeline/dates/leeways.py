"""How far either end of a date may be off: as far as what is about, or by our own conventions, in that end itself.

`by mid-2020` may be off by as much as `mid-2020`, and `from 2019 to c. May 2020` begins where it says. What dates that
refer to others have from them is worked out with their days (`resolve.loosened`).
"""

from __future__ import annotations

from timeline.dates.bounds import by_convention, days_of, precision_of
from timeline.dates.conventions import SLACK_DAYS, SLACK_MONTHS, Conventions
from timeline.dates.forms import After, Before, Form, Interval, Part, Set, Stretch
from timeline.dates.when import NO_LEEWAY, Leeway, When

UNITS = ("none", "day", "part of a month", "month", "season", "part of a year", "year", "part of a decade", "decade")
"""What an end may be off by, the least first; `conventions` says how many days each is."""

Units = tuple[str, str]
"""Of the first and of the last day; of a span, of its beginning and of its end."""


def leeway_of(when: When, conventions: Conventions) -> Leeway:
    """By how much a date may be off: by what its own words say, or what is left of that by the dates it refers to."""
    if not conventions.slack or not (when.approximate or when.convention):
        return NO_LEEWAY
    if when.leeway is not None:
        return when.leeway
    first, last = map(_days_of, units_of(when, conventions))
    return Leeway(first, last, first, last) if when.kind == "span" else Leeway(first, last, last, first)


def _days_of(unit: str) -> int:
    return SLACK_DAYS.get(unit, 0) + SLACK_MONTHS.get(unit, 0) * 61 // 2


def units_of(when: When, conventions: Conventions) -> Units:
    """The unit of UNITS that either end may be off by."""
    form = when.form
    if form is None or precision_of(form) != when.precision:  # its days are those of two dates together
        days = 0 if when.lower is None or when.upper is None else when.upper - when.lower
        return (_unit(when.precision, days),) * 2
    return _ends(form, conventions, about=False)


def _ends(form: Form, conventions: Conventions, about: bool) -> Units:
    if isinstance(form, (Interval, Stretch)):
        ends = (form.start, form.end) if isinstance(form, Interval) else (form.first, form.last)
        first, last = (
            "none" if end is None or isinstance(end, str) else _most(end, conventions, about) for end in ends
        )
        return first, last
    about = about or getattr(form, "q", "") in ("~", "%")
    if isinstance(form, Set):
        firsts, lasts = zip(*(_ends(one, conventions, about) for one in form.members), strict=True)
        return max(firsts, key=UNITS.index), max(lasts, key=UNITS.index)
    if isinstance(form, (Before, After)):
        return (_most(form.of, conventions, about),) * 2
    if not (about or by_convention(form)):
        return "none", "none"
    days = 0
    if isinstance(form, Part):
        days = max(
            (high - low for low, high in days_of(form, conventions) if low is not None and high is not None), default=0
        )
    return (_unit(precision_of(form), days),) * 2


def _most(form: Form, conventions: Conventions, about: bool) -> str:
    return max(_ends(form, conventions, about), key=UNITS.index)


def _unit(precision: str, days: int) -> str:
    """The unit of a precision; of a part, by how many days lie between its first and its last."""
    if precision == "part":
        return "part of a month" if days < 31 else "part of a year" if days < 366 else "part of a decade"
    return precision if precision in UNITS else "none"
