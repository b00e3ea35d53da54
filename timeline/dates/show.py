"""A `When` in words, in one house style (Associated Press): what `words` read, said so that it reads the same again.

`words` is what a reader sees, `short` the same under the heading of a year, `plain` normalises a date without regard
to what narrowed it, `iso` gives bare days. Nothing is ever said that was not given.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from timeline.dates.days import civil, month_length, ordinal, weekday
from timeline.dates.days import iso as iso_day
from timeline.dates.forms import (
    After,
    Before,
    Date,
    Form,
    Interval,
    Masked,
    Part,
    Season,
    Set,
    Stretch,
    TvSeason,
    Undated,
    Week,
    WinterAcross,
)
from timeline.dates.names import AP_MONTHS, MONTHS, QUARTERS, SEASONS, ap_date, ordinal_number
from timeline.dates.when import Range, When

UNKNOWN = "date unknown"


def words(when: When) -> str:
    """The date as a reader sees it: the author's words in house style, or the days its references leave.

    A date that references have narrowed keeps its own words unless a single day is left, or the year that it lacked
    is now known. A date that has only references says what they leave: `after Jan. 20, 2021`.
    """
    if not when.clauses or when.kind == "none":
        return (_with_year(when) if isinstance(when.form, Masked) and when.is_dated else "") or plain(when)
    if _is_contradictory(when):
        return _as_typed(when)
    if when.lower == when.upper and when.lower is not None:
        return _qualified(day_words(when.lower), _mark(when))
    if _is_own(when):
        return _with_year(when) or plain(when)
    return _left(when)


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
        if _is_contradictory(when):
            return _as_typed(when)
        return _calendar_words(when.lower, when.precision) or _in_words(when)
    return _in_words(when)


def _in_words(when: When) -> str:
    if when.clauses and not _is_own(when):
        return words(when) if when.kind != "none" else UNKNOWN
    if _is_contradictory(when):
        return _as_typed(when)
    form = _form(when)
    if isinstance(form, Masked) and not when.clauses and _is_held(when, form):
        return when.text.strip()
    return UNKNOWN if form is None else said_of(form) or when.edtf or when.text.strip()


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


# --- what was said ------------------------------------------------------------------------------------------------


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
    return _date(_calendar_form(first, precision)) if precision in ("year", "month", "day") else ""


def _is_contradictory(when: When) -> bool:
    return when.lower is not None and when.upper is not None and when.lower > when.upper


def _as_typed(when: When) -> str:
    """The author's own words, without the sign of an id."""
    return when.text.strip().replace("@", "")


def _is_own(when: When) -> bool:
    """Whether the date says more than its references."""
    return _form(when) is not None


def said_of(form: Form | str | None) -> str:
    """A form in words; empty where there are none that would read as the same."""
    build = _SAID.get(type(form))
    return "" if build is None else build(form)


def _qualified(said: str, q: str) -> str:
    """`c.` before, `(uncertain)` behind; neither twice."""
    if not said:
        return ""
    about = "c. " if q in ("~", "%") and not said.startswith("c. ") else ""
    doubt = " (uncertain)" if q in ("?", "%") and not said.endswith(" (uncertain)") else ""
    return f"{about}{said}{doubt}"


def _date(form: Date) -> str:
    if not -9999 <= form.year <= 9999 or (form.month and form.year < 1000):
        return ""
    return _qualified(ap_date(form.year, form.month, form.day), form.q)


def _season(form: Season) -> str:
    if not _is_four_digits(form.year):
        return ""
    if form.code in QUARTERS:
        return _qualified(f"{QUARTERS[form.code]} of {form.year}", form.q)
    where = ("", " in the northern hemisphere", " in the southern hemisphere")[(form.code - 21) // 4]
    return _qualified(f"{SEASONS[(form.code - 21) % 4 + 21]} {form.year}{where}", form.q)


def _winter(form: WinterAcross) -> str:
    return _qualified(f"winter {form.year}/{(form.year + 1) % 100:02d}", form.q) if _is_four_digits(form.year) else ""


def _tv_season(form: TvSeason) -> str:
    year = form.year
    return _qualified(f"the {year}-{(year + 1) % 100:02d} season", form.q) if _is_four_digits(year) else ""


def _is_four_digits(year: int) -> bool:
    return 1000 <= year <= 9998


_MASKS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"XXXX-(\d\d)", lambda m: f"{MONTHS[int(m[1]) - 1]}, year unknown"),
    (r"XXXX-(\d\d)-(\d\d)", lambda m: f"{AP_MONTHS[int(m[1]) - 1]} {int(m[2])}, year unknown"),
    (r"XXXX-(\d\d)-XX", lambda m: f"a day in {MONTHS[int(m[1]) - 1]}, year unknown"),
    (r"([1-9]\d{3})-(\d\d)-XX", lambda m: f"{MONTHS[int(m[2]) - 1]} {m[1]}, day unknown"),
    (r"([1-9]\d{3})-XX", lambda m: f"{m[1]}, month unknown"),
    (r"([1-9]\d{3})-XX-XX", lambda m: f"{m[1]}, month and day unknown"),
    (r"([1-9]\d)0X", lambda m: f"{m[1]}00s (decade)"),
    (r"([1-9]\d\d)X", lambda m: f"{m[1]}0s"),
    (r"(\d\d)XX", lambda m: f"{ordinal_number(int(m[1]) + 1)} century"),
    (r"-(\d\d)XX", lambda m: f"{ordinal_number(int(m[1]) + 1)} century BC"),
)
"""Unspecified digits that have words: which, and the words."""


def _masked(form: Masked) -> str:
    for pattern, build in _MASKS:
        found = re.fullmatch(pattern, form.pattern)
        if found is not None:
            return _qualified(build(found), form.q)
    return ""


def _part(form: Part) -> str:
    of = said_of(form.of)
    if not of:
        return ""
    return _qualified(f"{form.part}{'-' if form.part == 'mid' else ' '}{of.removeprefix('the ')}", form.q)


def _week(form: Week) -> str:
    monday = form.day - weekday(form.day)
    return _qualified(f"the week of {day_words(monday)}", form.q) if _is_four_digits(civil(monday)[0]) else ""


def _before(form: Before) -> str:
    return _led("before", form.of)


def _after(form: After) -> str:
    return _led("after", form.of)


def _led(word: str, of: Form | str | None) -> str:
    said = said_of(of)
    return f"{word} {said}" if said else ""


def _set(form: Set) -> str:
    only = form.members[0] if len(form.members) == 1 else None
    if isinstance(only, Stretch):
        return "" if form.every else _qualified(_stretch(only), form.q)
    said = [said_of(member) for member in form.members]
    if not all(said) or any(isinstance(member, (Stretch, Before, After)) for member in form.members):
        return ""
    if form.every and len(said) == 1:
        return ""
    return _qualified(f" {'and' if form.every else 'or'} ".join(said), form.q)


def _stretch(form: Stretch) -> str:
    if form.first is None:
        last = form.last
        if isinstance(last, Part) and last.part == "late" and last.q in ("", "?"):
            return _qualified(_led("by the end of", last.of), last.q)
        return _led("by", last)
    if form.last is None:
        said = said_of(form.first)
        return f"{said} or later" if said else ""
    ends = _ends(form.first, form.last)
    return f"between {ends[0]} and {ends[1]}" if all(ends) else ""


def _interval(form: Interval) -> str:
    start, end = form.start, form.end
    if isinstance(start, str):
        said = said_of(end)
        return f"unknown to {said}" if start == "unknown" and said else ""
    if end == "open":
        return _led("since", start)
    if end == "unknown":
        said = said_of(start)
        return f"from {said}, end unknown" if said else ""
    ends = _ends(start, end)
    return f"{ends[0]} to {ends[1]}" if all(ends) else ""


def _ends(first: Form | str, last: Form | str) -> tuple[str, str]:
    """Both ends of a range, with what they share said once: `June`, `August 2020`; `May 5`, `12, 2020`."""
    left, right = said_of(first), said_of(last)
    year = _year_within(first)
    if year is None or year != _year_within(last) or not (left and right):
        return left, right
    if isinstance(first, Date) and isinstance(last, Date) and first.day and last.day and first.month == last.month:
        right = f"{last.day}, {year}"
    return re.sub(rf",?( of)? {year}$", "", left), right


def _year_within(form: Form | str) -> int | None:
    """The year of an unqualified form that is less than a year."""
    if isinstance(form, Part) and not form.q:
        form = form.of
        return form.year if isinstance(form, Date) and form.month else None
    if isinstance(form, Date) and not form.q and form.month:
        return form.year
    return form.year if isinstance(form, Season) and not form.q and form.code not in range(25, 33) else None


_SAID: dict[type, Callable[[Any], str]] = {
    Date: _date,
    Season: _season,
    WinterAcross: _winter,
    TvSeason: _tv_season,
    Masked: _masked,
    Part: _part,
    Week: _week,
    Before: _before,
    After: _after,
    Set: _set,
    Interval: _interval,
    Undated: lambda form: UNKNOWN,
}


# --- what references leave ----------------------------------------------------------------------------------------


def day_words(day: int) -> str:
    """A day in the newspapers' style: "May 5, 2020"."""
    return ap_date(*civil(day))


def _mark(when: When) -> str:
    return {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}[
        when.uncertain, when.approximate
    ]


def _with_year(when: When) -> str:
    """A month or day that was given without a year, with the years that its references leave; else empty."""
    form = when.form
    if not isinstance(form, Masked) or not form.pattern.startswith("XXXX-") or "X" in form.pattern[4:]:
        return ""
    month, day = int(form.pattern[5:7]), int(form.pattern[8:] or 0)
    first = None if when.lower is None else _year_from(when.lower, month, day or 31)
    last = None if when.upper is None else _year_to(when.upper, month, day or 1)
    name = f"{AP_MONTHS[month - 1]} {day}" if day else MONTHS[month - 1]
    if first == last and first is not None:
        return _qualified(ap_date(first, month, day), form.q)
    if first is None or last is None:
        years = f"{last} or earlier" if last is not None else f"{first} or later" if first is not None else ""
    else:
        years = f"{first} to {last}" if first < last else ""
    return _qualified(f"{name}, {years}", form.q) if years else ""


def _year_from(day: int, month: int, of_month: int) -> int:
    """The first year whose such day is not over on this day."""
    year, *rest = civil(day)
    return year + (rest > [month, of_month])


def _year_to(day: int, month: int, of_month: int) -> int:
    """The last year whose such day has come by this day."""
    year, *rest = civil(day)
    return year - (rest < [month, of_month])


def _left(when: When) -> str:
    """What references alone leave of a date, in the coarsest words that say no more and no less."""
    lower, upper = when.lower, when.upper
    if when.kind == "span":
        said = _left_of_span(when)
    elif lower is not None and upper is not None:
        said = _unit(lower, upper) or "between {} and {}".format(*_edges(lower, upper))
    elif lower is not None:
        said = _left_after(when, lower)
    elif upper is not None:
        said = _left_before(when, upper)
    else:
        said = ""
    return _qualified(said, _mark(when)) or _as_typed(when)


_AFTER = ("after ", "later than ", "following ")
_BEFORE = ("before ", "earlier than ", "prior to ")


def _left_after(when: When, lower: int) -> str:
    edge = _first(lower)
    if edge.day and _clause_begins(when, _AFTER):
        return f"after {day_words(lower)}"
    return f"{said_of(edge)} or later"


def _left_before(when: When, upper: int) -> str:
    edge = _last(upper)
    if edge.day and _clause_begins(when, _BEFORE):
        return f"before {day_words(upper)}"
    return f"by {said_of(edge)}"


def _clause_begins(when: When, words: tuple[str, ...]) -> bool:
    """Whether the date has but one clause, and that begins with one of these."""
    return len(when.clauses) == 1 and " ".join(when.clauses[0].text.lower().split()).startswith(words)


def _left_of_span(when: When) -> str:
    start, end = (_side(side) for side in (when.start or (None, None), when.end or (None, None)))
    if start and end:
        return f"{start} to {end}"
    if start:
        return f"since {start}"
    return f"unknown to {end}" if end else ""


def _side(days: Range) -> str:
    """The days on which something can have begun or ended."""
    low, high = days
    if low is None or high is None:
        return ""
    return _unit(low, high) or "some day from {} to {}".format(*_edges(low, high))


def _unit(low: int, high: int) -> str:
    """The day, month or year that has just these days; empty where none has."""
    year, month, day = civil(low)
    for date, last in (
        (Date(year, month, day), low),
        (Date(year, month), ordinal(year, month, month_length(year, month))),
        (Date(year), ordinal(year, 12, 31)),
    ):
        if high == last and (date.day or day == 1) and (date.month or month == 1):
            return said_of(date)
    return ""


def _edges(low: int, high: int) -> tuple[str, str]:
    """Both ends of a stretch of days: years where both are whole years, months where whole months, else days."""
    first, last = _first(low), _last(high)
    if (first.month or last.month) and not (first.month and last.month):
        first, last = (
            Date(*civil(day)[:2], 0 if edge.day == 0 else edge.day) for day, edge in ((low, first), (high, last))
        )
    if civil(low)[:2] == civil(high)[:2]:
        first, last = Date(*civil(low)), Date(*civil(high))
    return _ends(first, last)


def _first(day: int) -> Date:
    """The longest of day, month and year that begins on this day."""
    year, month, of_month = civil(day)
    return Date(year, month, of_month) if of_month > 1 else Date(year, month if month > 1 else 0)


def _last(day: int) -> Date:
    """The longest of day, month and year that ends on this day."""
    year, month, of_month = civil(day)
    if of_month < month_length(year, month):
        return Date(year, month, of_month)
    return Date(year, month if month < 12 else 0)
