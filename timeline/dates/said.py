"""Forms in words, in one house style (Associated Press): what `words` read, said so that it reads the same again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from timeline.dates.days import civil
from timeline.dates.forms import (
    After,
    Before,
    Date,
    FirstCentury,
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

UNKNOWN = "date unknown"


def day_words(day: int) -> str:
    """A day in the newspapers' style: "May 5, 2020"."""
    return ap_date(*civil(day))


def said_of(form: Form | str | None) -> str:
    """A form in words; empty where there are none that would read as the same."""
    build = _SAID.get(type(form))
    return "" if build is None else build(form)


def qualified(said: str, q: str) -> str:
    """`c.` before, `(uncertain)` behind; neither twice."""
    if not said:
        return ""
    about = "c. " if q in ("~", "%") and not said.startswith("c. ") else ""
    doubt = " (uncertain)" if q in ("?", "%") and not said.endswith(" (uncertain)") else ""
    return f"{about}{said}{doubt}"


def _date(form: Date) -> str:
    if not -9999 <= form.year <= 9999 or (form.month and form.year < 1000):
        return ""
    return qualified(ap_date(form.year, form.month, form.day), form.q)


def _season(form: Season) -> str:
    if not _is_four_digits(form.year):
        return ""
    if form.code in QUARTERS:
        return qualified(f"{QUARTERS[form.code]} of {form.year}", form.q)
    where = ("", " in the northern hemisphere", " in the southern hemisphere")[(form.code - 21) // 4]
    return qualified(f"{SEASONS[(form.code - 21) % 4 + 21]} {form.year}{where}", form.q)


def _winter(form: WinterAcross) -> str:
    return qualified(f"winter {form.year}/{(form.year + 1) % 100:02d}", form.q) if _is_four_digits(form.year) else ""


def _tv_season(form: TvSeason) -> str:
    year = form.year
    return qualified(f"the {year}-{(year + 1) % 100:02d} season", form.q) if _is_four_digits(year) else ""


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
    (r"(?!00)(\d\d)XX", lambda m: f"{ordinal_number(int(m[1]) + 1)} century"),
    (r"-(?!00)(\d\d)XX", lambda m: f"{ordinal_number(int(m[1]) + 1)} century BC"),
)
"""Unspecified digits that have words: which, and the words."""


def _masked(form: Masked) -> str:
    for pattern, build in _MASKS:
        found = re.fullmatch(pattern, form.pattern)
        if found is not None:
            return qualified(build(found), form.q)
    return ""


def _first_century(form: FirstCentury) -> str:
    return qualified(f"1st century{' BC' if form.era < 0 else ''}", form.q)


def _part(form: Part) -> str:
    of = said_of(form.of)
    if not of:
        return ""
    return qualified(f"{form.part}{'-' if form.part == 'mid' else ' '}{of.removeprefix('the ')}", form.q)


def _week(form: Week) -> str:
    return qualified(f"the week of {day_words(form.day)}", form.q) if _is_four_digits(civil(form.day)[0]) else ""


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
        return "" if form.every else qualified(_stretch(only), form.q)
    said = [said_of(member) for member in years_first(form.members)]
    if not all(said) or any(isinstance(member, (Stretch, Before, After)) for member in form.members):
        return ""
    if form.every and len(said) == 1:
        return ""
    return qualified(f" {'and' if form.every else 'or'} ".join(said), form.q)


def years_first(forms: Sequence[Form]) -> Sequence[Form]:
    """The same dates in an order in which no year is taken for one of what stands before it: `2021 or May 2020`."""
    if not any(_is_year(later) and is_within_a_year(form) for form, later in pairwise(forms)):
        return forms
    return sorted(forms, key=lambda form: not _is_year(form))


def _is_year(form: Form) -> bool:
    return isinstance(form, Date) and not form.month


def is_within_a_year(form: Form) -> bool:
    """Whether something is said in a way that another year may follow: a day, a month, a season or a part of a year."""
    if isinstance(form, Part):
        return isinstance(form.of, (Date, Season))
    return isinstance(form, Season) or (isinstance(form, Date) and form.month > 0)


def _stretch(form: Stretch) -> str:
    if form.first is None:
        last = form.last
        if isinstance(last, Part) and last.part == "late" and last.q in ("", "?"):
            return qualified(_led("by the end of", last.of), last.q)
        return _led("by", last)
    if form.last is None:
        said = said_of(form.first)
        return f"{said} or later" if said else ""
    ends = ends_of(form.first, form.last)
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
    ends = ends_of(start, end)
    return f"{ends[0]} to {ends[1]}" if all(ends) else ""


def ends_of(first: Form | str, last: Form | str) -> tuple[str, str]:
    """Both ends of a range, with what they share said once: `June`, `August 2020`; `May 5`, `12, 2020`."""
    left, right = said_of(first), said_of(last)
    year = _year_within(first)
    if year is None or year != _year_within(last) or not (left and right):
        return left, right
    if isinstance(first, Date) and isinstance(last, Date) and first.day and last.day and first.month == last.month:
        right = f"{last.day}, {year}"
    bare = left.removesuffix(f" {year}")
    return left if bare == left else bare.removesuffix(" of").removesuffix(","), right


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
    FirstCentury: _first_century,
    Part: _part,
    Week: _week,
    Before: _before,
    After: _after,
    Set: _set,
    Stretch: _stretch,
    Interval: _interval,
    Undated: lambda form: UNKNOWN,
}
