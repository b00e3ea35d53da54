"""A `When` in words, in one house style (Associated Press): what `words` read, said so that it reads the same again.

`words` is what a reader sees, `short` the same under the heading of a year, `plain` normalises a date without regard
to what narrowed it, `iso` gives bare days. Nothing is ever said that was not given.
"""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.dates.days import civil
from timeline.dates.days import iso as iso_day
from timeline.dates.forms import Date, Form, Masked
from timeline.dates.left import as_typed, has_told_end, left_words, mark_of, with_year
from timeline.dates.names import AP_MONTHS, MONTHS, SEASONS
from timeline.dates.said import UNKNOWN, day_words, qualified, said_of
from timeline.dates.when import When


def words(when: When) -> str:
    """The date as a reader sees it: the author's words in house style, or the days its references leave.

    A date that references have narrowed keeps its own words unless a single day is left, or the year that it lacked
    is now known. A date that has only references says what they leave: `after Jan. 20, 2021`.
    """
    if not when.clauses or when.kind == "none":
        return (with_year(when) if isinstance(when.form, Masked) and when.is_dated else "") or plain(when)
    if when.is_contradictory:
        return as_typed(when)
    if when.lower == when.upper and when.lower is not None:
        return qualified(day_words(when.lower), mark_of(when))
    if _is_own(when):
        return with_year(when) or plain(when)
    return left_words(when)


def short(when: When, year: int) -> str:
    """`words` for a line that stands under the heading of a year: without that year where it goes without saying."""
    lower, upper = when.lower, when.upper
    if when.form is None and not when.clauses and lower is not None and upper is not None and lower <= upper:
        first = civil(lower)
        if first[0] == year == civil(upper)[0] and 1000 <= year <= 9999 and when.precision in ("month", "day"):
            # What most dates are; said as below, where it would be taken apart again.
            return f"{AP_MONTHS[first[1] - 1]} {first[2]}" if when.precision == "day" else MONTHS[first[1] - 1]
    said = words(when)
    for day in (when.lower, when.upper):
        if day is not None and civil(day)[0] != year:
            return said
    return _without_year(said, year)


@lru_cache(maxsize=1 << 13)
def _without_year(said: str, year: int) -> str:
    # Any number is matched, so that one compiled pattern serves for all years.
    bare = re.sub(r"(?<=[a-z.\d])(?P<of>,| of|) (?P<year>-?\d+)(?![\d/-])", lambda it: _dropped(said, it, year), said)
    return said if re.search(r"\d{4}", bare) else bare


def plain(when: When) -> str:
    """The date in plain words that `read` reads as the same days; where there are none, EDTF or the text as typed."""
    if when.form is None and when.lower is not None and not when.clauses:
        if when.is_contradictory:
            return as_typed(when)
        return _calendar_words(when.lower, when.precision) or _in_words(when)
    return _in_words(when)


def _in_words(when: When) -> str:
    if when.clauses and not _is_own(when):
        return words(when) if when.kind != "none" else UNKNOWN
    if when.is_contradictory:
        return as_typed(when)
    form = _form(when)
    if isinstance(form, Masked) and not when.clauses and _is_held(when, form):
        return when.text.strip()
    if form is None:
        return UNKNOWN
    said = said_of(form) or when.edtf
    if said or not when.clauses:
        return said or when.text.strip()
    from timeline.dates.edtf_text import edtf_of

    return edtf_of(when._replace(derived=())) or as_typed(when)


def _is_held(when: When, form: Masked) -> bool:
    """Whether a date of any year has a first or a last day, which its digits do not tell: `September; after 2020`."""
    return when.is_dated and form.pattern.startswith("XXXX")


def iso(when: When) -> str:
    """The bounds as ISO days, `2020-05-01/2020-05-31`, with `..` for no bound; empty where there is no date."""
    if not when.is_dated:
        return ""
    if when.lower == when.upper and when.lower is not None:
        return iso_day(when.lower)
    return "/".join(".." if day is None else iso_day(day) for day in (when.lower, when.upper))


def _dropped(said: str, found: re.Match[str], year: int) -> str:
    """Nothing in place of the year where it follows a month, a day or a season; else what was there."""
    if found["year"] != str(year):
        return found[0]
    before = said[: found.start()].split(" ")[-1].removeprefix("mid-")
    named = before in _NAMES or (found["of"] and (before.isdigit() or before in ("quarter", "half")))
    return "" if named else found[0]


_NAMES = frozenset((*MONTHS, *AP_MONTHS, *SEASONS.values()))


def _form(when: When) -> Form | None:
    """What was said; of a plain year, month or day from its first day. None where nothing was."""
    if when.form is not None:
        return when.form
    if when.kind == "none" or when.lower is None or when.precision not in ("year", "month", "day"):
        return None
    return _calendar_form(when.lower, when.precision)


def _calendar_form(first: int, precision: str) -> Date:
    year, month, day = civil(first)
    return Date(year, 0 if precision == "year" else month, day if precision == "day" else 0)


@lru_cache(maxsize=1 << 15)
def _calendar_words(first: int, precision: str) -> str:
    """A plain year, month or day in words, from its first day; empty for any other precision."""
    return said_of(_calendar_form(first, precision)) if precision in ("year", "month", "day") else ""


def _is_own(when: When) -> bool:
    """Whether the date says more than its references, and something whole."""
    if when.kind == "point" and any(clause.dated for clause in when.clauses):
        return False
    return _form(when) is not None and not has_told_end(when)
