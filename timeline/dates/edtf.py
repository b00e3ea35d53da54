"""The Extended Date/Time Format, levels 0, 1 and 2 whole: text to `When`.

The text is the one of the Library of Congress, 4 February 2019, a profile of ISO 8601-2:2019; what it does not say is
refused, seasons at the ends of an interval excepted. Reading is strict and short: a function gives a form, or None
for anything that is not in the standard. Why it is not, and what to write instead, is `edtf_refusal`'s business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from timeline.dates.bounds import when_of
from timeline.dates.conventions import Conventions
from timeline.dates.days import iso_year, month_length
from timeline.dates.forms import Date, Digits, End, Form, Interval, Masked, Season, Set, Stretch
from timeline.dates.masks import mask_exists
from timeline.dates.when import DateError, When

LONGEST_YEAR = 18
"""Digits of a year, its exponent worked out; beyond lies no chronology."""

SEASONS = {
    21: "spring {}",
    22: "summer {}",
    23: "autumn {}",
    24: "winter {}",
    25: "spring {} in the northern hemisphere",
    26: "summer {} in the northern hemisphere",
    27: "autumn {} in the northern hemisphere",
    28: "winter {} in the northern hemisphere",
    29: "spring {} in the southern hemisphere",
    30: "summer {} in the southern hemisphere",
    31: "autumn {} in the southern hemisphere",
    32: "winter {} in the southern hemisphere",
    33: "first quarter of {}",
    34: "second quarter of {}",
    35: "third quarter of {}",
    36: "fourth quarter of {}",
    37: "first four months of {}",
    38: "second four months of {}",
    39: "last four months of {}",
    40: "first half of {}",
    41: "second half of {}",
}
"""EDTF level 1, seasons, and level 2, sub-year groupings, in words."""

_LIKELY = r"""
      [\[{] [\s.\d?~%(XxuYy-] .*                                # a set
    | (?: \.\. | open | unknown )? / \S*                        # an interval without a beginning
    | \.\. [\d?~%-] \S*
    | Y -? \d \S* | y -? \d+ [eEpP] \S*                         # a long year, today's and the draft's
    | [?~%(]{0,4} -? [\dXxu]{4}                                 # a year, and then
      (?: [?~%(^\\] \S* | / (?! \d\d?/\d\d?$ ) \S*
        | \.\. \S* | \)[-?~%] \S* | [TS] \d \S*
        | - (?: [?~%(]* [\dXxu]{1,2} (?![\dA-Za-z]) \S* )?
      )?
    | -? \d{1,3} [?~%]?                                         # an ISO century or decade
    | \d{5,} (?: [-?~%/] \S* )?
"""

_PLAIN = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)", re.ASCII).fullmatch
# The rarer forms are compiled at their first use.
_DATE = r"([?~%]?)(-?[\dX]{4})([?~%]?)(?:-([?~%]?)([\dX]{2})([?~%]?)(?:-([?~%]?)([\dX]{2})([?~%]?))?)?"
_LONG = r"(?:Y(-?[1-9]\d*)(?:E([1-9]\d?))?|(-?\d{4})(?=S))(?:S([1-9]\d{0,2}))?([?~%]?)"
_DATE_TIME = r"(-?\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|([+-])(\d\d)(?::(\d\d))?)?"
_TWO_YEARS = r"\d\d(\d\d)-(\d\d)[?~%]?"


@cache
def _fits(pattern: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile(pattern, re.ASCII | re.VERBOSE | re.DOTALL).fullmatch


def looks_like_edtf(text: str) -> bool:
    """Whether the text can only be meant as EDTF, today's or the 2012 draft's, be it right or wrong.

    `1861-67` and the like are two years in a newspaper: the second is beyond EDTF's codes, which end with 41, and at
    most fifty years later.
    """
    start, slash, end = text.partition("/")
    # Three short cuts past the pattern, as it takes long to compile: words, plain dates, and intervals of these.
    if not slash and start[:2].isalpha() and start[:2].strip("Xxu"):
        return False
    if slash and _PLAIN(start) and (end == ".." or _PLAIN(end)):
        return True
    if not _PLAIN(text) and _fits(_LIKELY)(text) is None:
        return False
    if not 7 <= len(text) <= 8 or text[0] in "[{":
        return True
    years = _fits(_TWO_YEARS)(text)
    if years is None:
        return True
    first, last = int(years[1]), int(years[2])
    return last <= 41 or not first < last <= first + 50


def read_edtf(text: str, conventions: Conventions) -> When:
    """The days that an EDTF string can mean.

    Raises:
        DateError: Not EDTF (D101); no such day (D102); a form of the 2012 draft (D104); an interval or a set that
            ends before it starts (D105).
    """
    form = form_of(text)
    if form is None:
        from timeline.dates.edtf_refusal import refusal

        raise refusal(text)
    warnings = _season_warnings(form, text, conventions) if type(form) is Season else ()
    try:
        return when_of(text, form, conventions, text, warnings)
    except DateError as error:
        from timeline.dates.edtf_refusal import reversed_range

        raise reversed_range(text, conventions) or error from None


def _season_warnings(form: Season, text: str, conventions: Conventions) -> tuple[str, ...]:
    """That a bare code was taken for a season, and that a season at the turn of the year is two."""
    year, code = form.year, form.code
    name = SEASONS[code].format(year)
    read_as = (f"read as EDTF: {name}",) if len(text) == 7 else ()
    first, last = conventions.season(code) if code < 33 else (1, 12)
    if first <= last:
        return read_as
    before, this, after = iso_year(year - 1), iso_year(year), iso_year(year + 1)
    sets = f"[{before}-{first:02d}..{this}-{last:02d}] or [{this}-{first:02d}..{after}-{last:02d}]"
    return (*read_as, f"{name} is both the one that ends in {year} and the one that begins in it; write {sets}")


def form_of(text: str) -> Form | None:
    """What an EDTF string says; None where it is not in the standard or names a day that does not exist."""
    if text[:1] in ("[", "{"):
        return _set(text)
    if "/" in text:
        return _interval(text)
    if "T" in text:
        return _date_time(text)
    return date_of(text)


def date_of(text: str) -> Form | None:
    """A date that may stand alone, at the end of an interval or in a set: no time of day."""
    plain = _PLAIN(text)
    if plain is not None:
        return _plain(*plain.groups())
    found = _fits(_DATE)(text)
    if found is None:
        return _long(text) if text[:1] == "Y" or "S" in text else None
    q0, year, q1, q2, month, q3, q4, day, q5 = found.groups("")
    marks = q0 + q1 + q2 + q3 + q4 + q5
    q = marks if len(marks) < 2 else _all(marks)
    pattern = year + ("-" + month if month else "") + ("-" + day if day else "")
    if "X" not in pattern:
        return _plain(year, month or None, day or None, q)
    return Masked(pattern, q) if mask_exists(pattern) else None


def _all(marks: str) -> str:
    """Several qualifiers as one of the whole (level 2: uncertain or approximate in any part)."""
    uncertain, approximate = "?" in marks or "%" in marks, "~" in marks or "%" in marks
    return "%" if uncertain and approximate else "?" if uncertain else "~"


def _plain(year: str, month: str | None, day: str | None, q: str) -> Form | None:
    """Levels 0 and 1: year, month, day, season. `-0000` is no year."""
    y = int(year)
    if y == 0 and year[0] == "-":
        return None
    if month is None:
        return Date(y, 0, 0, q)
    m = int(month)
    if day is None:
        if 1 <= m <= 12:
            return Date(y, m, 0, q)
        return Season(y, m, q) if 21 <= m <= 41 else None
    d = int(day)
    if 1 <= m <= 12 and d >= 1 and (d <= 28 or d <= month_length(y, m)):
        return Date(y, m, d, q)
    return None


def _long(text: str) -> Form | None:
    """Level 1, a year of five digits or more, and level 2, exponents and significant digits."""
    found = _fits(_LONG)(text)
    if found is None:
        return None
    long, exponent, short, significant, q = found.groups()
    if short is not None:
        return None if short == "-0000" else Digits(int(short), int(significant), q)
    size = len(long.lstrip("-"))
    if size < 5 and exponent is None:
        return None
    zeros = int(exponent) if exponent else 0
    if size + zeros > LONGEST_YEAR:
        return None
    year = int(long) * 10**zeros
    return Digits(year, int(significant), q) if significant else Date(year, 0, 0, q)


def _date_time(text: str) -> Form | None:
    """Level 0: the day as written; the time is checked and the shift from UTC not applied."""
    found = _fits(_DATE_TIME)(text)
    if found is None:
        return None
    day, hour, minute, second, sign, shift_hours, shift_minutes = found.groups()
    shift = _shift(sign, shift_hours, shift_minutes)
    if shift is None or not _is_time(int(hour), int(minute), int(second), shift):
        return None
    return date_of(day)


def _shift(sign: str | None, hours: str, minutes: str | None) -> int | None:
    """Minutes ahead of UTC, -12:00 to +14:00, the shifts that exist; zero has a plus."""
    if sign is None:
        return 0
    rest = int(minutes or "0")
    shift = int(hours) * 60 + rest
    if sign == "-":
        return -shift if 0 < shift <= 720 and rest < 60 else None
    return shift if shift <= 840 and rest < 60 else None


def _is_time(hour: int, minute: int, second: int, shift: int) -> bool:
    """Whether a clock shows it: 24:00:00 is the end of the day, and the second 60 a leap second, 23:59:60 in UTC."""
    if second == 60:
        return hour < 24 and minute < 60 and (hour * 60 + minute - shift) % 1440 == 1439
    if hour == 24:
        return minute == second == 0
    return hour < 24 and minute < 60 and second < 60


def _interval(text: str) -> Form | None:
    start, _, end = text.partition("/")
    first, last = _end(start), _end(end)
    return None if first is None or last is None else Interval(first, last)


def _end(text: str) -> Form | End | None:
    """Level 1, extended interval: `..` is open, nothing is unknown."""
    if not text:
        return "unknown"
    return "open" if text == ".." else date_of(text)


def _set(text: str) -> Form | None:
    """Level 2, set representation: `[one of]`, `{all of}`, commas without spaces."""
    every = text[0] == "{"
    if len(text) < 3 or text[-1] != ("}" if every else "]"):
        return None
    parts = text[1:-1].split(",")
    members: list[Form] = []
    for n, part in enumerate(parts):
        member = _stretch(part, n == 0, n == len(parts) - 1) if ".." in part else date_of(part)
        if member is None:
            return None
        members.append(member)
    return Set(tuple(members), every)


def _stretch(text: str, is_first: bool, is_last: bool) -> Form | None:
    """`a..b`, both of one precision; `..b` only in the first place of a set and `a..` only in the last."""
    a, _, b = text.partition("..")
    first, last = date_of(a) if a else None, date_of(b) if b else None
    if a and b:
        return Stretch(first, last) if first and last and unit_of(first) == unit_of(last) else None
    if b:
        return Stretch(None, last) if is_first and last else None
    return Stretch(first, None) if is_last and first else None


def unit_of(form: Form) -> str:
    """How far down a date is written: "year", "month", "day" or "season"; empty for what is no single date."""
    if isinstance(form, Date):
        return "day" if form.day else "month" if form.month else "year"
    if isinstance(form, Masked):
        return ("year", "month", "day")[form.pattern.count("-", 1)]
    return "season" if isinstance(form, Season) else "year" if isinstance(form, Digits) else ""
