"""How the days of imprecise dates stand to each other, by the measure of the filters.

"Certainly" is never said of an uncertain date (`?`), and about and conventions get their leeway (`query.windows`).
"""

from __future__ import annotations

from timeline.dates import Conventions, When
from timeline.query.windows import leeway_of


def is_certainly_before(one: When, other: When, conventions: Conventions) -> bool:
    """Whether all of `one` lies before the first day of `other`; something that lasts begins on its first."""
    last, first = last_day(one, conventions), first_day(other, conventions)
    return last is not None and first is not None and last < first


def first_day(when: When, conventions: Conventions) -> int | None:
    """The earliest day of a date with its leeway; None where there is none or the date is uncertain."""
    if when.lower is None or when.uncertain:
        return None
    return when.lower - leeway_of(when, conventions).lower


def last_day(when: When, conventions: Conventions) -> int | None:
    """The latest day of a date with its leeway; None where there is none or the date is uncertain."""
    if when.upper is None or when.uncertain:
        return None
    return when.upper + leeway_of(when, conventions).upper
