"""The parts of dates that are nothing but a year, a month or a day: the many, for which there is a short way."""

from __future__ import annotations

from timeline.dates import When
from timeline.dates.days import civil
from timeline.dates.forms import Date

_LENGTHS = {"year": 1, "month": 2, "day": 3}


def plain_parts(when: When) -> tuple[int, ...]:
    """Year, month and day, as many as were given; empty for any date that says something else or is not certain.

    Years outside 1000 to 9999 are no plain ones.
    """
    length = _LENGTHS.get(when.precision, 0)
    if not length or when.kind != "point" or when.lower is None or when.clauses or when.derived:
        return ()
    if when.uncertain or when.approximate or not (when.form is None or type(when.form) is Date):
        return ()
    parts = civil(when.lower)
    return parts[:length] if 1000 <= parts[0] <= 9999 else ()
