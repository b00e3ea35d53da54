"""What references leave of a date, in the coarsest words that say no more and no less."""

from __future__ import annotations

from timeline.dates.days import civil, month_length, ordinal
from timeline.dates.forms import Date, Form, Interval, Masked
from timeline.dates.names import AP_MONTHS, MONTHS, ap_date
from timeline.dates.said import day_words, ends_of, qualified, said_of
from timeline.dates.when import Range, When


def as_typed(when: When) -> str:
    """The author's own words, without the sign of an id."""
    return when.text.strip().replace("@", "")


def mark_of(when: When) -> str:
    return {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}[
        when.uncertain, when.approximate
    ]


def with_year(when: When) -> str:
    """A month or day that was given without a year, with the years that its references leave; else empty."""
    form = when.form
    if not isinstance(form, Masked) or not form.pattern.startswith("XXXX-") or "X" in form.pattern[4:]:
        return ""
    mark = mark_of(when) if when.derived else form.q
    month, day = int(form.pattern[5:7]), int(form.pattern[8:] or 0)
    first = None if when.lower is None else _year_from(when.lower, month, day or 31)
    last = None if when.upper is None else _year_to(when.upper, month, day or 1)
    name = f"{AP_MONTHS[month - 1]} {day}" if day else MONTHS[month - 1]
    if first == last and first is not None:
        return qualified(ap_date(first, month, day), mark)
    if first is None or last is None:
        years = f"{last} or earlier" if last is not None else f"{first} or later" if first is not None else ""
    else:
        years = f"{first} to {last}" if first < last else ""
    return qualified(f"{name}, {years}", mark) if years else ""


def _year_from(day: int, month: int, of_month: int) -> int:
    """The first year whose such day is not over on this day."""
    year, *rest = civil(day)
    return year + (rest > [month, of_month])


def _year_to(day: int, month: int, of_month: int) -> int:
    """The last year whose such day has come by this day."""
    year, *rest = civil(day)
    return year - (rest < [month, of_month])


def has_told_end(when: When) -> bool:
    """Whether a reference tells when a span began or ended, its own words the other: `from @a to 2021`."""
    form = when.form
    if not isinstance(form, Interval):
        return False
    bounds = [bound for clause in when.clauses for bound in clause.bounds]
    return any(
        end == "unknown" and len({bound.at_least for bound in bounds if bound.side == side}) == 2
        for side, end in (("start", form.start), ("end", form.end))
    )


def left_words(when: When) -> str:
    """What references leave of a date that says nothing without them, in the coarsest words that say no more and no
    less.
    """
    lower, upper = when.lower, when.upper
    if when.kind == "span":
        said = _left_of_span(when)
    elif lower is not None and upper is not None:
        said = _left_gaps(when) or _days_left(lower, upper)
    elif lower is not None:
        return _about(*_left_after(when, lower), when)
    elif upper is not None:
        return _about(*_left_before(when, upper), when)
    else:
        said = ""
    mark = mark_of(when) if when.form is None else _mark_beside(said, when)
    return qualified(said, mark) or as_typed(when)


def _mark_beside(said: str, when: When) -> str:
    """The qualifiers of a date that none of its own words have."""
    left = when._replace(
        uncertain=when.uncertain and " (uncertain)" not in said, approximate=when.approximate and "c. " not in said
    )
    return mark_of(left)


_AFTER = ("after ", "later than ", "following ")
_BEFORE = ("before ", "earlier than ", "prior to ")


def _left_after(when: When, lower: int) -> tuple[str, str]:
    """What leads to the day, and the day with what follows it."""
    edge = _first(lower)
    if edge.day and _clause_begins(when, _AFTER):
        return "after ", day_words(lower)
    return "", f"{_name(edge)} or later"


def _left_before(when: When, upper: int) -> tuple[str, str]:
    edge = _last(upper)
    if edge.day and _clause_begins(when, _BEFORE):
        return "before ", day_words(upper)
    return "by ", _name(edge)


def _about(lead: str, said: str, when: When) -> str:
    """`after c. May 10, 2020`."""
    return lead + qualified(said, mark_of(when))


_MOST_GAPS = 4
"""Separate stretches of days that are said one by one."""


def _left_gaps(when: When) -> str:
    """`2019 or 2021`; empty for a date without gaps, or with many."""
    gaps = when.gaps or ()
    said = [_days_left(low, high) for low, high in gaps if low is not None and high is not None]
    return " or ".join(said) if len(said) <= _MOST_GAPS else ""


def _days_left(low: int, high: int) -> str:
    return _unit(low, high) or "between {} and {}".format(*_edges(low, high))


def _clause_begins(when: When, words: tuple[str, ...]) -> bool:
    """Whether the date has but one clause, and that begins with one of these."""
    return len(when.clauses) == 1 and " ".join(when.clauses[0].text.lower().split()).startswith(words)


def _left_of_span(when: When) -> str:
    form = when.form if isinstance(when.form, Interval) else Interval("open", "open")
    if when.form is not None and not when.derived:
        return ""
    start, end = _side(form.start, when.start), _side(form.end, when.end)
    if start and end:
        return f"{start} to {end}"
    if start:
        return f"from {start}, end unknown" if form.end == "unknown" else f"since {start}"
    return f"unknown to {end}" if end else ""


def _side(own: Form | str, days: Range | None) -> str:
    """When something began or ended: its author's words, or the days that are left."""
    low, high = days or (None, None)
    said = said_of(own)
    if said or low is None or high is None:
        return said
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
            return _name(date)
    return ""


def _name(date: Date) -> str:
    """A date in words; where there are none that would be read as the same (`May 500`, `12345`), in EDTF, and where
    that has none either, a day or month after 9999, as it would be said.
    """
    if said := said_of(date):
        return said
    from timeline.dates.edtf_text import single

    return single(date) or ap_date(date.year, date.month, date.day)


def _edges(low: int, high: int) -> tuple[str, str]:
    """Both ends of a stretch of days: years where both are whole years, months where whole months, else days."""
    first, last = _first(low), _last(high)
    if (first.month or last.month) and not (first.month and last.month):
        first, last = (
            Date(*civil(day)[:2], 0 if edge.day == 0 else edge.day) for day, edge in ((low, first), (high, last))
        )
    if civil(low)[:2] == civil(high)[:2]:
        first, last = Date(*civil(low)), Date(*civil(high))
    ends = ends_of(first, last)
    return ends if all(ends) else (_name(first), _name(last))


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
