"""Dates of other programs in our date language: never more exact than what was given."""

from __future__ import annotations

import re

from timeline.dates import Context, DateError, When, read
from timeline.dates.days import month_length
from timeline.dates.forms import Date, Interval
from timeline.dates.names import MONTH_NUMBERS

UNKNOWN = "unknown"

_NUMBER = re.compile(r"[-−–]?(?:\d{1,15}|\d{1,3}(?:,\d{3})+)(?:\.0+)?").fullmatch


def number(text: str) -> int | None:
    """A whole number as spreadsheets write it: `2020`, `2020.0`, `-13,800,000,000`; None for anything else."""
    if not text.isascii() and not text.lstrip("−–").isascii():
        return None
    if _NUMBER(text) is None:
        return None
    return int(text.partition(".")[0].replace(",", "").replace("−", "-").replace("–", "-"))


def month_number(text: str) -> int | None:
    """A month by its number or its English name; None for anything else."""
    found = number(text)
    return found if found is not None else MONTH_NUMBERS.get(text.lower().rstrip("."))


def of_parts(year: int, month: int = 0, day: int = 0) -> str:
    """A year, a month (`day` 0) or a day in our language; empty where the calendar has none such.

    Beyond four digits there are only years (EDTF level 1, `Y17000`), so the rest is let go.
    """
    if not -9999 <= year <= 9999:
        return f"Y{year}"
    text = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    if not month:
        return text
    if not 1 <= month <= 12 or not 0 <= day <= month_length(year, month):
        return ""
    return f"{text}-{month:02d}-{day:02d}" if day else f"{text}-{month:02d}"


def of_span(start: str, end: str) -> str:
    """Something that lasted, from two texts that `of_parts` made; empty where it ends before it starts."""
    if not end or start == end:
        return start
    text = f"{start}/{end}"
    return text if reading(text) is not None else ""


def reading(text: str, *, references: bool = False, year: int | None = None) -> When | None:
    """What a text means in our date language, None where it is no date.

    Text of other programs holds no references to ours, so that one with `@` is no date unless asked for; `year` is that
    of dates without one.
    """
    if not text.strip():
        return None
    try:
        when = read(text, Context(year=year))
    except DateError:
        return None
    return when if references or not when.clauses else None


def fits(display: When, given: When) -> bool:
    """Whether words shown for a date may stand for the date: they agree with its parts and are not more exact.

    Words may lie within the parts (`mid-2020` in 2020), hold them (`the 1990s` for 1995), or be open with their one
    bound among them (`by Sept. 23, 2020` in 2020). A plain day where only a year was given is more exact: whoever
    knew it could have given it.
    """
    if display.clauses or not display.is_dated or given.lower is None or given.upper is None:
        return False
    if display.lower is not None and display.upper is not None:
        holds = display.lower <= given.lower and given.upper <= display.upper
        within = given.lower <= display.lower and display.upper <= given.upper
        return holds or (within and _is_no_finer(display, given))
    bound = display.upper if display.lower is None else display.lower
    assert bound is not None
    # "after 2020" stands at 2020 with us, though its first day is the next.
    return given.lower - 1 <= bound <= given.upper + 1


def holds(loose: When, close: When) -> bool:
    """Whether a date leaves all the days open that another one does."""
    low = loose.lower is None or (close.lower is not None and loose.lower <= close.lower)
    return low and (loose.upper is None or (close.upper is not None and close.upper <= loose.upper))


def _is_no_finer(display: When, given: When) -> bool:
    """Whether a plain date, or a range of such, has no more parts than the date that it stands for."""
    parts = _plain_parts(display)
    if parts == 0:
        return True
    if given.kind == "span" and display.kind == "point":
        return False
    return parts <= _plain_parts(given)


_LENGTHS = {"year": 1, "month": 2, "day": 3}


def _plain_parts(when: When) -> int:
    """How many of year, month and day the finest plain date in it has; 0 where it is said in another way."""
    if when.form is None:
        return _LENGTHS.get(when.precision, 0)
    ends = (when.form.start, when.form.end) if isinstance(when.form, Interval) else (when.form,)
    return max(1 + bool(end.month) + bool(end.day) if isinstance(end, Date) else 0 for end in ends)
