"""Month arithmetic by `dateutil.relativedelta`: what the solver's own steps are held to."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from timeline.dates.days import CYCLE_DAYS, CYCLE_YEARS, ordinal


def add_months(day: int, months: int) -> int:
    """The day `months` calendar months later (earlier when negative), clamped to the month's last day.

    31 January + 1 month is 28 or 29 February. The arithmetic is `dateutil.relativedelta`'s, carried to any year
    by the calendar's cycle of 400 years.
    """
    cycles, within = divmod(day - ordinal(2000, 1, 1), CYCLE_DAYS)
    more, months = divmod(months, 12 * CYCLE_YEARS)
    moved = date.fromordinal(ordinal(2000, 1, 1) + within) + relativedelta(months=months)
    return moved.toordinal() + (cycles + more) * CYCLE_DAYS
