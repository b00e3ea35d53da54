"""Canonical EDTF of any date: the standard's own words for what was said, else the days as a set.

What EDTF has no word for - early, mid, late, before, a week - becomes `[first..last]`, in years or months where both
ends are whole ones. Outside the years -9999 to 9999 EDTF knows years alone, so that a day there becomes its year.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from timeline.dates.days import civil, iso, month_length
from timeline.dates.edtf import unit_of
from timeline.dates.forms import (
    After,
    Before,
    Date,
    Digits,
    Form,
    Interval,
    Masked,
    Part,
    Season,
    Set,
    Stretch,
    Undated,
)
from timeline.dates.when import Range, When

_MARKS = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}


def edtf_of(when: When) -> str:
    """The date in EDTF; empty where nothing is known of the day."""
    if when.derived and not when.is_contradictory:
        return _interval_of_days(when) if when.kind == "span" else _days(when, _left(when))
    if when.edtf:
        return when.edtf
    return _TEXTS.get(type(when.form), _other)(when.form, when)


def _mark(when: When) -> str:
    return _MARKS[when.uncertain, when.approximate]


def _marked(text: str, mark: str) -> str:
    """A single date with one more qualifier of the whole."""
    if not mark or text.endswith("%"):
        return text
    if text[-1] not in "?~":
        return text + mark
    return text if text[-1] == mark else text[:-1] + "%"


# --- single dates --------------------------------------------------------------------------------------------------


def _year(year: int) -> str:
    if -9999 <= year <= 9999:
        return f"-{-year:04d}" if year < 0 else f"{year:04d}"
    return f"Y{year}"


def single(form: object) -> str:
    """A form that is one date in EDTF; empty for any other, and where the year is too long for what follows it."""
    if isinstance(form, Masked):
        return form.pattern + form.q
    if isinstance(form, Digits):
        return f"{_year(form.year)}S{form.digits}{form.q}"
    if isinstance(form, Season):
        return f"{_year(form.year)}-{form.code}{form.q}" if abs(form.year) <= 9999 else ""
    if not isinstance(form, Date) or (form.month and abs(form.year) > 9999):
        return ""
    month, day = f"-{form.month:02d}" if form.month else "", f"-{form.day:02d}" if form.day else ""
    return _year(form.year) + month + day + form.q


def _unit(low: int, high: int) -> str:
    """The coarsest of year, month and day that both ends are whole in."""
    first = civil(low)
    last = first if low == high else civil(high)
    if abs(first[0]) > 9999 or abs(last[0]) > 9999 or (first[1:] == (1, 1) and last[1:] == (12, 31)):
        return "year"
    return "month" if first[2] == 1 and last[2] == month_length(last[0], last[1]) else "day"


def _cut(day: int, unit: str) -> str:
    """The year, the month or the day itself in which a day lies."""
    if unit == "year":
        return _year(civil(day)[0])
    return iso(day) if unit == "day" else iso(day)[:-3]


# --- sets of days --------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 13)
def _range(days: Range, mark: str) -> str:
    """`a..b`, `..b` or `a..`; a whole year, month or day stands alone."""
    low, high = days
    if low is None or high is None:
        first = "" if low is None else _cut(low, _unit_of_day(low)) + mark
        last = "" if high is None else _cut(high, _unit_of_day(high)) + mark
        return f"{first}..{last}" if first or last else ""
    unit = _unit(low, high)
    first = _cut(low, unit) + mark
    last = first if low == high else _cut(high, unit) + mark
    return first if first == last else f"{first}..{last}"


def _unit_of_day(day: int) -> str:
    return "year" if abs(civil(day)[0]) > 9999 else "day"


def _days(when: When, ranges: tuple[Range, ...], every: bool = False) -> str:
    """Ranges of days as a set, or as one date where they are one."""
    mark = _mark(when)
    texts = [text for days in ranges if (text := _range(days, mark))]
    if len(texts) == 1 and ".." not in texts[0] and not every:
        return texts[0]
    return _bracketed(texts, every) if texts else ""


def _bracketed(texts: list[str], every: bool) -> str:
    return ("{" + ",".join(texts) + "}") if every else ("[" + ",".join(texts) + "]")


def _other(form: Form | None, when: When) -> str:
    """What has no form in EDTF: its days."""
    return _days(when, _ranges(when))


def _ranges(when: When) -> tuple[Range, ...]:
    return when.gaps or ((when.lower, when.upper),)


_MOST_LISTED = 100
"""Stretches of days that unspecified digits mean; more of them are one, from the first day to the last."""


def _left(when: When) -> tuple[Range, ...]:
    """The days of a date that was narrowed, without those that its author left out."""
    ranges = when.ranges
    is_listed = 0 < len(ranges) <= _MOST_LISTED or not isinstance(when.form, Masked)
    return ranges if is_listed else ((when.lower, when.upper),)


# --- forms ---------------------------------------------------------------------------------------------------------


def _date(form: Form, when: When) -> str:
    return single(form) or _other(form, when)


def _masked(form: Masked, when: When) -> str:
    """The digits; the days from first to last of a date of any year that has such an end, which they do not tell."""
    is_held = when.is_dated and form.pattern.startswith("XXXX")
    return _other(form, when) if is_held else _date(form, when)


def _stretch(form: Stretch, when: When) -> str:
    text = _stretch_text(form)
    return f"[{text}]" if text else _other(form, when)


def _stretch_text(form: Stretch, mark: str = "") -> str:
    """`a..b` where both ends are single dates of one precision; else empty."""
    first, last = single(form.first), single(form.last)
    if form.first is None or form.last is None:
        if first:
            return _marked(first, mark) + ".."
        return ".." + _marked(last, mark) if last else ""
    if not first or not last or unit_of(form.first) != unit_of(form.last):
        return ""
    return f"{_marked(first, mark)}..{_marked(last, mark)}"


def _set(form: Set, when: When) -> str:
    """The members as they are, the open ones outermost; the days where a member has no form in EDTF."""
    texts = []
    for member in form.members:
        text = _stretch_text(member, form.q) if isinstance(member, Stretch) else single(member)
        if not text:
            return _days(when, _ranges(when), form.every)
        texts.append(_marked(text, form.q) if ".." not in text else text)
    texts.sort(key=lambda text: text.endswith("..") - text.startswith(".."))
    if sum(text.startswith("..") for text in texts) > 1 or sum(text.endswith("..") for text in texts) > 1:
        return _days(when, _ranges(when), form.every)
    return _bracketed(texts, form.every)


def _interval(form: Interval, when: When) -> str:
    """Both ends as single dates; an end that is none is the one that holds all of its days."""
    return _slashed(_end(form.start, when.start, 0), _end(form.end, when.end, 1), when)


def _end(end: Form | str, days: Range | None, side: int) -> str:
    if isinstance(end, str):
        return ".." if end == "open" else ""
    if text := single(end):
        return text
    text = _held_by(days, side)
    return text + _own_mark(end) if text.strip(".") else text


def _own_mark(form: Form) -> str:
    return getattr(form, "q", "") or (_own_mark(form.of) if isinstance(form, (Part, Before, After)) else "")


def _held_by(days: Range | None, side: int) -> str:
    """The shortest of day, month, year, decade and century that holds all days of an end, so that none is claimed.

    `..` where the end has no outermost day, and the sign of what is unknown, nothing, where no such date holds it.
    """
    low, high = days or (None, None)
    if low is None or high is None:
        return ".." if (low, high)[side] is None else ""
    (year, month, _), (last_year, last_month, _) = civil(low), civil(high)
    if year != last_year:
        return _digits_shared(year, last_year)
    if abs(year) > 9999:
        return _year(year)
    return _cut(low, "day" if low == high else "month" if month == last_month else "year")


def _digits_shared(first: int, last: int) -> str:
    """The decade or the century that holds two years: `199X`, `19XX`; empty where neither does."""
    if (first < 0) != (last < 0) or max(abs(first), abs(last)) > 9999:
        return ""
    one, other = _year(first), _year(last)
    return next((one[:-n] + "X" * n for n in (1, 2) if one[:-n] == other[:-n]), "")


def _interval_of_days(when: When) -> str:
    """A span that was narrowed, by the days on which it can have begun and ended."""
    form = when.form if isinstance(when.form, Interval) else Interval("open", "open")
    start = "" if form.start == "unknown" and when.lower is None else _held_by(when.start, 0)
    end = "" if form.end == "unknown" and when.upper is None else _held_by(when.end, 1)
    return _slashed(start, end, when)


def _slashed(start: str, end: str, when: When) -> str:
    """An interval, with the date's qualifiers on an end that is given where neither has them yet."""
    uncertain = when.uncertain and not set("?%") & set(start + end)
    approximate = when.approximate and not set("~%") & set(start + end)
    mark = _MARKS[uncertain, approximate]
    if start in ("", ".."):
        end = end if end in ("", "..") else _marked(end, mark)
    else:
        start = _marked(start, mark)
    return f"{start}/{end}" if start.strip(".") or end.strip(".") else "../.."


def _undated(form: Undated, when: When) -> str:
    return ""


_TEXTS: dict[Any, Callable[[Any, When], str]] = {
    Date: _date,
    Season: _date,
    Masked: _masked,
    Digits: _date,
    Stretch: _stretch,
    Set: _set,
    Interval: _interval,
    Undated: _undated,
}
