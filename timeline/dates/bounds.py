"""Forms to days: the one place that knows which days a year, a season, a set or an interval can mean.

Days are ordinals, both ends included, None where there is no bound. Sources of the rules: the EDTF text of the
Library of Congress (4 February 2019) for everything that has an EDTF form; `conventions` for what has none.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from timeline.dates.conventions import Conventions
from timeline.dates.days import month_length, month_range, ordinal, weekday, year_range
from timeline.dates.forms import (
    After,
    Before,
    Date,
    Digits,
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
from timeline.dates.masks import mask_bounds, mask_ranges
from timeline.dates.when import PRECISIONS, DateError, Precision, Range, When

_QUARTERS = {
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12),
    40: (1, 6), 41: (7, 12),
}  # fmt: skip
"""EDTF level 2, sub-year groupings: first and last month of quarters, quadrimesters and semesters."""


_new = tuple.__new__
"""A date is made at once as the tuple that it is: half the time of naming its fields."""


def when_of(text: str, form: Form, conventions: Conventions, edtf: str = "", warnings: tuple[str, ...] = ()) -> When:
    """The value of a form.

    Raises:
        DateError: An interval or a set ends before it can start (D105).
    """
    if isinstance(form, Undated):
        return When(text, "none", None, None, form=form, edtf=edtf, warnings=warnings)
    uncertain, approximate, convention = flags_of(form)
    if isinstance(form, Interval):
        start = _end_days(form.start, conventions)
        end = _end_days(form.end, conventions)
        if start[0] is not None and end[1] is not None and start[0] > end[1]:
            raise DateError("D105", f'"{text}" ends before it starts', "Put the earlier date first")
        start = (start[0], end[1] if start[1] is None or (end[1] is not None and end[1] < start[1]) else start[1])
        end = (start[0] if end[0] is None or (start[0] is not None and start[0] > end[0]) else end[0], end[1])
        return _new(When, (
            text, "span", start[0], end[1], precision_of(form), start, end,
            uncertain, approximate, convention, form, None, (), edtf, (), warnings, None,
        ))  # fmt: skip
    if isinstance(form, Masked):
        lower, upper = mask_bounds(form.pattern)
        gaps = None
    else:
        ranges = days_of(form, conventions)
        lower, upper = ranges[0][0], ranges[-1][1]
        gaps = ranges if len(ranges) > 1 else None
    return _new(When, (
        text, "point", lower, upper, precision_of(form), None, None,
        uncertain, approximate, convention, form, gaps, (), edtf, (), warnings, None,
    ))  # fmt: skip


def mask_gaps(form: Form | None, lower: int | None, upper: int | None, most: int = 20_000) -> tuple[Range, ...]:
    """The days of unspecified digits inside a window, as ranges; empty for any other form or an open window.

    Where there are more than `most` they are one, from the first to the last: `-XXXX-XX-X1` has 400,000.
    """
    if not isinstance(form, Masked) or lower is None or upper is None:
        return ()
    ranges = tuple(islice(mask_ranges(form.pattern, lower, upper), most + 1))
    return ranges if len(ranges) <= most else ((lower, upper),)


def days_of(form: Form, conventions: Conventions) -> tuple[Range, ...]:
    """The days that a form can mean: disjoint ranges in order, both ends included, at least one."""
    return _DAYS[type(form)](form, conventions)


def precision_of(form: Form) -> Precision:
    """The finest unit that was given; of two ends, the coarser."""
    return _PRECISION[type(form)](form)


# --- days, a function a form -------------------------------------------------------------------------------------


def _date(form: Date, conventions: Conventions) -> tuple[Range, ...]:
    if form.day:
        day = ordinal(form.year, form.month, form.day)
        return ((day, day),)
    return (month_range(form.year, form.month) if form.month else year_range(form.year),)


def _season(form: Season, conventions: Conventions) -> tuple[Range, ...]:
    year = form.year
    first, last = _QUARTERS[form.code] if form.code >= 33 else conventions.season(form.code)
    if first <= last:
        return ((ordinal(year, first, 1), month_range(year, last)[1]),)
    # A season that wraps the year: both the one that ends in it and the one that begins in it.
    ending = (ordinal(year - 1, first, 1), month_range(year, last)[1])
    beginning = (ordinal(year, first, 1), month_range(year + 1, last)[1])
    return ending, beginning


def _winter_across(form: WinterAcross, conventions: Conventions) -> tuple[Range, ...]:
    first, last = conventions.winter
    return ((ordinal(form.year, first, 1), month_range(form.year + 1, last)[1]),)


def _tv_season(form: TvSeason, conventions: Conventions) -> tuple[Range, ...]:
    first, last = conventions.tv_season
    return ((ordinal(form.year, first, 1), month_range(form.year + (last < first), last)[1]),)


def _masked(form: Masked, conventions: Conventions) -> tuple[Range, ...]:
    return (mask_bounds(form.pattern),)


def _first_century(form: FirstCentury, conventions: Conventions) -> tuple[Range, ...]:
    return (_years_of_first(form, 0, 99),)


def _years_of_first(form: FirstCentury, first: int, last: int) -> Range:
    """Some years of the first century, counted from 0 as those of any other; it has no year 0 of our era."""
    begin = 0 if form.era > 0 else -99
    return year_range(max(begin + first, 1) if form.era > 0 else begin + first)[0], year_range(begin + last)[1]


def _digits(form: Digits, conventions: Conventions) -> tuple[Range, ...]:
    size = abs(form.year)
    unit = 10 ** max(len(str(size)) - form.digits, 0)
    low, high = size // unit * unit, size // unit * unit + unit - 1
    if form.year < 0:
        low, high = -high, -low
    return ((year_range(low)[0], year_range(high)[1]),)


def _part(form: Part, conventions: Conventions) -> tuple[Range, ...]:
    of = form.of
    if isinstance(of, Date) and of.month:
        first, last = conventions.part_of_month(form.part)
        longest = month_length(of.year, of.month)
        day = ordinal(of.year, of.month, 1) - 1
        return ((day + first, day + min(last, longest)),)
    if isinstance(of, Date):
        first, last = conventions.part_of_year(form.part)
        return ((ordinal(of.year, first, 1), month_range(of.year, last)[1]),)
    if isinstance(of, FirstCentury):
        return (_years_of_first(of, *conventions.part_of_century(form.part)),)
    if isinstance(of, Masked):
        is_century = of.pattern.endswith("XX")
        first, last = conventions.part_of_century(form.part) if is_century else conventions.part_of_decade(form.part)
        begin = int(of.pattern.replace("X", "0"))
        if of.pattern.startswith("-"):
            begin -= 99 if is_century else 9
        return ((year_range(begin + first)[0], year_range(begin + last)[1]),)
    # Of a season or anything else: thirds by days.
    return tuple(_third(low, high, form.part) for low, high in days_of(of, conventions))


def _third(low: int | None, high: int | None, part: str) -> Range:
    if low is None or high is None:
        return low, high
    index = ("early", "mid", "late").index(part)
    length = high - low + 1
    return low + length * index // 3, low + length * (index + 1) // 3 - 1


def _week(form: Week, conventions: Conventions) -> tuple[Range, ...]:
    # "The week of Sunday, May 10" is the one that begins with that day.
    named = weekday(form.day)
    first = form.day if named == 6 else form.day - named
    return ((first, first + 6),)


def _before(form: Before, conventions: Conventions) -> tuple[Range, ...]:
    # Of a winter that may be either of two, before the later one.
    first = days_of(form.of, conventions)[-1][0]
    return ((None, None if first is None else first - 1),)


def _after(form: After, conventions: Conventions) -> tuple[Range, ...]:
    last = days_of(form.of, conventions)[0][1]
    return ((None if last is None else last + 1, None),)


def _stretch(form: Stretch, conventions: Conventions) -> tuple[Range, ...]:
    first = None if form.first is None else days_of(form.first, conventions)[0][0]
    last = None if form.last is None else days_of(form.last, conventions)[-1][1]
    if first is not None and last is not None and first > last:
        raise DateError("D105", "the range ends before it starts", "Put the earlier date first")
    return ((first, last),)


def _set(form: Set, conventions: Conventions) -> tuple[Range, ...]:
    found: list[Range] = []
    for member in form.members:
        if isinstance(member, Masked):
            low, high = _masked(member, conventions)[0]
            found.extend(mask_gaps(member, low, high, most=1_000) or ((low, high),))
        else:
            found.extend(days_of(member, conventions))
    return _merged(found)


def _merged(ranges: list[Range]) -> tuple[Range, ...]:
    """Sorted and disjoint, neighbours joined."""
    ranges.sort(key=lambda r: (r[0] is not None, r[0] or 0))
    out: list[Range] = []
    for low, high in ranges:
        if out and (out[-1][1] is None or low is None or low <= out[-1][1] + 1):
            before = out[-1]
            out[-1] = (before[0], None if before[1] is None or high is None else max(before[1], high))
        else:
            out.append((low, high))
    return tuple(out)


def _end_days(end: Form | str, conventions: Conventions) -> Range:
    if isinstance(end, str):
        return None, None
    ranges = days_of(end, conventions)
    return ranges[0][0], ranges[-1][1]


_DAYS: dict[type, Callable[[Any, Conventions], tuple[Range, ...]]] = {
    Date: _date,
    Season: _season,
    WinterAcross: _winter_across,
    TvSeason: _tv_season,
    Masked: _masked,
    FirstCentury: _first_century,
    Digits: _digits,
    Part: _part,
    Week: _week,
    Before: _before,
    After: _after,
    Stretch: _stretch,
    Set: _set,
}


# --- flags and precision ------------------------------------------------------------------------------------------


def flags_of(form: Form | str | None) -> tuple[bool, bool, bool]:
    """Uncertain, approximate, by convention: of the form or of anything inside it."""
    kind = type(form)
    if kind is Date:
        return _DATE_FLAGS[form.q]  # type: ignore[union-attr]  # it is a Date
    if kind in _WITHOUT_FLAGS:
        return False, False, False
    uncertain, approximate = _MARKS[getattr(form, "q", "")]
    convention = by_convention(form)
    inside = _INSIDE.get(kind)
    if inside is not None:
        for one in inside(form):
            flags = flags_of(one)
            uncertain |= flags[0]
            approximate |= flags[1]
            convention |= flags[2]
    return uncertain, approximate, convention


def by_convention(form: Form | str | None) -> bool:
    """Whether the days of a form, what is inside it left aside, are ours rather than the calendar's."""
    return type(form) in _BY_CONVENTION or (isinstance(form, Season) and form.code < 33)


_MARKS = {"": (False, False), "?": (True, False), "~": (False, True), "%": (True, True)}
_DATE_FLAGS = {q: (*marks, False) for q, marks in _MARKS.items()}
_WITHOUT_FLAGS = frozenset((type(None), str, Undated))
_BY_CONVENTION = frozenset((Part, WinterAcross, TvSeason, Week))
_INSIDE: dict[type, Callable[[Any], tuple[Form | str | None, ...]]] = {
    Before: lambda form: (form.of,),
    After: lambda form: (form.of,),
    Part: lambda form: (form.of,),
    Stretch: lambda form: (form.first, form.last),
    Set: lambda form: form.members,
    Interval: lambda form: (form.start, form.end),
}


def forms_in(form: Form | str | None) -> tuple[Form | str | None, ...]:
    """The forms that a form is made of, and the words for the ends of an interval."""
    inside = _INSIDE.get(type(form))
    return () if inside is None else inside(form)


def _coarser(forms: tuple[Form | str | None, ...]) -> Precision:
    coarsest = -1
    for form in forms:
        if form is not None and not isinstance(form, str):
            coarsest = max(coarsest, _COARSENESS[precision_of(form)])
    return PRECISIONS[coarsest] if coarsest >= 0 else "none"


_COARSENESS = {precision: n for n, precision in enumerate(PRECISIONS)}


def _mask_precision(form: Masked) -> Precision:
    """The finest unit with a digit that was given; a year of which one digit is missing is a decade, two a century."""
    negative = form.pattern.startswith("-")
    year, _, rest = form.pattern[negative:].partition("-")
    month, _, day = rest.partition("-")
    if day.strip("X"):
        return "day"
    if month.strip("X"):
        return "month"
    if year.endswith("XX"):
        return "century"
    return "decade" if year.endswith("X") else "year"


_PRECISION: dict[type, Callable[[Any], Precision]] = {
    Date: lambda form: "day" if form.day else "month" if form.month else "year",
    Season: lambda form: "season",
    WinterAcross: lambda form: "season",
    TvSeason: lambda form: "season",
    Masked: _mask_precision,
    FirstCentury: lambda form: "century",
    Digits: lambda form: "year" if len(str(abs(form.year))) <= form.digits else "century",
    Part: lambda form: "part",
    Week: lambda form: "part",
    Before: lambda form: precision_of(form.of),
    After: lambda form: precision_of(form.of),
    Stretch: lambda form: _coarser((form.first, form.last)),
    Set: lambda form: _coarser(form.members),
    Interval: lambda form: _coarser((form.start, form.end)),
    Undated: lambda form: "none",
}
