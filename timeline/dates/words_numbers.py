"""Numbers that may be a year without its century, a month or a day, `Sept. 2020-21`, `May 2019 to June 20`; and years
that may be those of a month before them: `Sept. 2020 or 2021`.

Such a date is refused, with each of its readings written so that it has but one. Only imported once one is met.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.dates.days import month_length
from timeline.dates.forms import Date, Form, Part, Set
from timeline.dates.names import MONTHS, ap_date
from timeline.dates.read import Context
from timeline.dates.said import ends_of, is_within_a_year, said_of
from timeline.dates.when import DateError
from timeline.dates.words_classes import Words
from timeline.dates.words_shapes import SeveralReadings, follows

if TYPE_CHECKING:
    from timeline.dates.words_reading import Reading

_NEAR = 1
"""Years between `June 20` and `July 2021` up to which June 2020 may be meant."""


def refuse_unclear(reading: Reading, left: Words, right: Words, joined: str) -> None:
    """Refuse a range of which one end has a number with more than one reading.

    Args:
        reading: Of the text.
        left, right: Of these shapes: `UNCLEAR`.
        joined: How the two are said together.

    Raises:
        SeveralReadings: With the readings that do not end before they start; nothing is raised where but one is known.
    """
    if left.shape[-1] != "y":
        choices = _before(left, right, joined)
    elif right.shape == "n":
        choices = _alone(reading, left, right.values[0], joined)
    else:
        choices = _after_month(reading, left, right, joined)
    read = [choice for choice in choices if _is_read(choice, reading)] if len(choices) > 1 else []
    if read:
        raise SeveralReadings(*read)


def refuse_years(part: str, year: int, number: int) -> None:
    """Refuse `late 2019-20`: of the first of these years, of both, or of a season."""
    last = _year(year, number)
    if last <= year or (number <= 12 and not follows(year, number)):
        return
    lead = f"{part}-" if part == "mid" else f"{part} "
    choices = [f"{lead}{year} to {last}", f"{lead}{year} to {lead}{last}"]
    if follows(year, number):
        choices.append(f"{lead}{year}-{number:02d} season")
    if number <= 12:
        choices.insert(0, f"{lead}{MONTHS[number - 1]} {year}")
    raise SeveralReadings(*choices)


def refuse_over_new_year(reading: Reading, left: Words, right: Words, joined: str) -> None:
    """Refuse `November to February` where the file gives but one year: it ends in it, or begins in it."""
    year = reading.loan["y"]
    choices = []
    for begins in (year - 1, year):
        first, last = reading.single(left, {"y": begins}), reading.single(right, {"y": begins + 1})
        if first is not None and last is not None:
            choices.append(joined.format(said_of(first), said_of(last)))
    raise SeveralReadings(*choices, advice="" if choices else "Give each date its own year")


def refuse_lone_year(form: Form) -> None:
    """Refuse `May 5-2020`: a year is no end of a range that begins in it.

    Args:
        form: The date that has no year of its own, in that year.
    """
    said = said_of(form)
    raise SeveralReadings(advice=f"Write {said}, or give each date its own year" if said else "Give each date its year")


def refuse_years_behind(reading: Reading, found: Sequence[Form], joined: str) -> None:
    """Refuse `September 2020 or 2021`: of that September, or any day of 2021?

    Args:
        reading: Of the text.
        found: The dates of the list, of which a year stands behind something shorter.
        joined: How two are said together.

    Raises:
        SeveralReadings: Unless there is no such day in that year.
    """
    shared = [found[0]]
    for form in found[1:]:
        before = shared[-1]
        is_lent = isinstance(form, Date) and not form.month and is_within_a_year(before)
        shared.append(_in_year(before, form) if is_lent and isinstance(form, Date) else form)
    choices = [said_of(Set(tuple(forms), " and " in joined)) for forms in (shared, found)]
    if shared != list(found) and all(_is_read(choice, reading) for choice in choices):
        raise SeveralReadings(*choices)


def _in_year(form: Form, year: Date) -> Form:
    if isinstance(form, Part):
        return form.replaced(of=_in_year(form.of, year), q=year.q)
    return form.replaced(year=year.year, q="" if isinstance(form, Date) and not form.month else year.q)


def _is_read(choice: str, reading: Reading) -> bool:
    from timeline.dates.words import read_words

    try:
        return bool(read_words(choice, Context(conventions=reading.conventions)))
    except DateError:
        return False


def _year(year: int, number: int) -> int:
    """The year of the same century that ends in this number; 0 for a number of one digit, which ends none."""
    return year - year % 100 + number if number > 9 else 0


def _alone(reading: Reading, left: Words, number: int, joined: str) -> list[str]:
    """`Sept. 2020-21`, `May 2020-12`, `May 5, 2020-21`: what the number may be."""
    first = reading.single(left)
    said = said_of(first)
    if first is None or not said:
        return []
    year = left.values[-1]
    last = _year(year, number)
    choices = _years(said, year, last, joined) if last > year else []
    month = left.values[left.shape.index("m")] if "m" in left.shape else 0
    if not month:
        # Of `Q3 2020-19` nothing can be meant.
        return choices
    exists = 1 <= number <= month_length(year, month)
    if isinstance(first, Date) and first.day:
        return choices[:1] + [joined.format(*ends_of(first, Date(year, month, number)))] * exists
    if month < number <= 12:
        choices.append(joined.format(*_ends(first, Date(year, number))))
    if exists:
        choices.append(ap_date(year, month, number))
    return choices if len(choices) > 1 else [*choices, f"{MONTHS[month - 1]} {year}"]


def _years(said: str, year: int, last: int, joined: str) -> list[str]:
    # Behind a month a year of a list would be one of that month.
    ends = (last, said) if joined in ("{} or {}", "{} and {}") else (said, last)
    return [joined.format(*ends), joined.format(said, said.replace(str(year), str(last)))]


def _after_month(reading: Reading, left: Words, right: Words, joined: str) -> list[str]:
    """`May 2019 to June 20`: June 2020, or 20 June 2019, which from September on is that of the next year?"""
    first = reading.single(left)
    month, number = right.values
    year = left.values[-1]
    last = _year(year, number)
    if first is None or not said_of(first) or (last, month) < (year, left.values[-2] if "m" in left.shape else 1):
        return []
    if reading.is_reversed(first, Date(year, month)):
        year += 1
    day = [Date(year, month, number)] if number <= month_length(year, month) else []
    return [joined.format(*_ends(first, end)) for end in (Date(last, month), *day)]


def _before(left: Words, right: Words, joined: str) -> list[str]:
    """`June 20 to July 2021`: June 2020, or 20 June 2021?"""
    (month, number), (last_month, year) = left.values, right.values
    first = _year(year, number)
    if (
        not (first <= year <= first + _NEAR)
        or (first, month) > (year, last_month)
        or number > month_length(year, month)
    ):
        return []
    end = said_of(Date(year, last_month))
    day = Date(year - (month > last_month), month, number)
    return [joined.format(said_of(start), end) for start in (Date(first, month), day)]


def _ends(first: Form, last: Form) -> tuple[str, str]:
    """Both said whole, so that a year of one is never looked for in the other."""
    return said_of(first), said_of(last)
