"""The shapes of a single date: a string of word classes (see `words_table`) and the form that it makes.

To add a shape, add a row to `SHAPES`. A builder takes the values of the words in order and gives a form, or None
where the shape fits but the numbers do not; it refuses a day that does not exist and what has two readings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from timeline.dates.days import month_length
from timeline.dates.forms import Date, FirstCentury, Form, Masked, Season, Set, Stretch, TvSeason, WinterAcross
from timeline.dates.named_days import FIXED, Rule
from timeline.dates.names import MONTHS, ap_date
from timeline.dates.read import no_such_day
from timeline.dates.when import DateError

Builder = Callable[..., "Form | None"]


class SeveralReadings(ValueError):
    """A text that can mean more than one thing; `choices` are ways to write each, or `advice` says what to do."""

    def __init__(self, *choices: str, advice: str = "") -> None:
        super().__init__()
        self.choices = choices
        is_list = any(" or " in one or (" and " in one and "between " not in one) for one in choices)
        comma, last = ("; ", "; or ") if is_list else (", ", " or ")
        self.advice = advice or "Write " + last.join(filter(None, (comma.join(choices[:-1]), choices[-1])))


# --- days and months ----------------------------------------------------------------------------------------------


def day(year: int, month: int, of_month: int) -> Form:
    """The day, which must exist."""
    if of_month > 28 and of_month > month_length(year, month):
        raise no_such_day(year, month, of_month)
    if not of_month:
        raise DateError("D102", f"0 {MONTHS[month - 1]} {year} does not exist", f"Write {MONTHS[month - 1]} {year}")
    return Date(year, month, of_month)


def _numeric_month(year: int, month: int) -> Form | None:
    return Date(year, month) if 1 <= month <= 12 else None


def _numeric_day(year: int, month: int, of_month: int) -> Form | None:
    return day(year, month, of_month) if 1 <= month <= 12 and of_month <= 31 else None


def _either_order(a: int, b: int, year: int) -> Form | None:
    """`02/22/2016`, `21-04-2016`: only where one number cannot be a month, or both are the same."""
    if not (a and b):
        return None
    if a > 12 or a == b:
        return _numeric_day(year, b, a)
    if b > 12:
        return _numeric_day(year, a, b)
    raise SeveralReadings(ap_date(year, a, b), ap_date(year, b, a))


def _short_year(*values: Any) -> Form | None:
    """`04/30/88`: of which century?"""
    raise SeveralReadings(advice="Write the year with four digits")


# --- longer and shorter than a month ------------------------------------------------------------------------------


def _two_years(code: int, year: int, next_year: int) -> Form | None:
    """`winter 2022/23`; no other season has two years."""
    return WinterAcross(year) if code == 24 and follows(year, next_year) else None


def follows(year: int, written: int) -> bool:
    """Whether the second number, of two or four digits, is the year after the first."""
    return written == year + 1 or (written < 100 and written == (year + 1) % 100)


def _tv_season(year: int, next_year: int) -> Form | None:
    return TvSeason(year) if follows(year, next_year) else None


_SHARES = {33: (0, 4), 34: (1, 4), 35: (2, 4), 36: (3, 4), 40: (0, 2), 41: (1, 2)}
"""Which of how many, by EDTF's code of the quarter or half."""


def _share_of(code: int, of: Form | None) -> Form | None:
    """Half of a month, a decade or a century; a quarter of a century."""
    which, many = _SHARES.get(code, (0, 0))
    if isinstance(of, Date) and many == 2:
        first, last = (16, month_length(of.year, of.month)) if which else (1, 15)
        return Set((Stretch(of.replaced(day=first), of.replaced(day=last)),))
    if isinstance(of, FirstCentury) and of.era > 0 and many:
        return Set((Stretch(Date(max(100 // many * which, 1)), Date(100 // many * (which + 1) - 1)),))
    if not isinstance(of, Masked) or of.pattern.startswith("-") or not many:
        return None
    years, rest = divmod(10 ** of.pattern.count("X"), many)
    begin = int(of.pattern.replace("X", "0")) + years * which
    return None if rest else Set((Stretch(Date(begin), Date(begin + years - 1)),))


def century(number: int, era: int = 1) -> Form | None:
    """The 19th century is 1800 to 1899, as in EDTF's `18XX`; the 2nd century BC is `-01XX`."""
    if not 1 <= number <= 99:
        return None
    if number == 1:
        return FirstCentury(1 if era > 0 else -1)
    return Masked(f"{number - 1:02d}XX" if era > 0 else f"-{number - 1:02d}XX")


def _ordinal_century(number: int, word: object = None, era: int = 1) -> Form | None:
    return century(number, era)


def _century_by_circa(number: int, c: object) -> Form | None:
    """`17th c.`"""
    return century(number) if c == "~" else None


def _year_of_era(number: int, era: int) -> Form | None:
    if number < 1:
        return None
    return Date(number if era > 0 else 1 - number)


def _some_month_or_day(unit: str, year: int) -> Form:
    return Masked(f"{year:04d}-XX-XX" if unit == "day" else f"{year:04d}-XX")


def _ambiguous_decade(number: int) -> Form:
    """`the 60s`."""
    raise SeveralReadings(f"19{number:02d}s", f"18{number:02d}s" if number > 20 else f"20{number:02d}s")


def _decade_or_century(year: int) -> Form:
    """`the 2000s`."""
    from timeline.dates.names import ordinal_number

    raise SeveralReadings(f"{year}s (decade)", f"{ordinal_number(year // 100 + 1)} century")


SHAPES: dict[str, Builder] = {
    "y": Date,
    "5k": lambda _, y: Date(y),
    "my": lambda m, y: Date(y, m),
    "ym": lambda y, m: Date(y, m),
    "m/y": lambda m, _, y: Date(y, m),
    "m-y": lambda m, _, y: Date(y, m),
    "y-m": lambda y, _, m: Date(y, m),
    "y/m": lambda y, _, m: Date(y, m),
    "n/y": lambda m, _, y: _numeric_month(y, m),
    "n-y": lambda m, _, y: _numeric_month(y, m),
    "n.y": lambda m, _, y: _numeric_month(y, m),
    "mny": lambda m, d, y: day(y, m, d),
    "moy": lambda m, d, y: day(y, m, d),
    "nmy": lambda d, m, y: day(y, m, d),
    "omy": lambda d, m, y: day(y, m, d),
    "y,m": lambda y, _, m: Date(y, m),
    "y,mn": lambda y, _, m, d: day(y, m, d),
    "ymn": day,
    "ymo": day,
    "ynm": lambda y, d, m: day(y, m, d),
    "yom": lambda y, d, m: day(y, m, d),
    "y-m-n": lambda y, _, m, __, d: day(y, m, d),
    "y/m/n": lambda y, _, m, __, d: day(y, m, d),
    "n-m-y": lambda d, _, m, __, y: day(y, m, d),
    "n/m/y": lambda d, _, m, __, y: day(y, m, d),
    "m-n-y": lambda m, _, d, __, y: day(y, m, d),
    "m/n/y": lambda m, _, d, __, y: day(y, m, d),
    "y-n-n": lambda y, _, m, __, d: _numeric_day(y, m, d),
    "y/n/n": lambda y, _, m, __, d: _numeric_day(y, m, d),
    "y.n.n": lambda y, _, m, __, d: _numeric_day(y, m, d),
    "n/n/y": lambda a, _, b, __, y: _either_order(a, b, y),
    "n-n-y": lambda a, _, b, __, y: _either_order(a, b, y),
    "n.n.y": lambda a, _, b, __, y: _either_order(a, b, y),
    "n/n/n": _short_year,
    "n.n.n": _short_year,
    "n-n-n": _short_year,
    "n-m-n": _short_year,
    "sy": lambda s, y: Season(y, s),
    "ys": Season,
    "y,s": lambda y, _, s: Season(y, s),
    "syh": lambda s, y, more: Season(y, s + more),
    "qy": lambda q, y: Season(y, q),
    "yq": Season,
    "y,q": lambda y, _, q: Season(y, q),
    "q-y": lambda q, _, y: Season(y, q),
    "y-q": lambda y, _, q: Season(y, q),
    "y/q": lambda y, _, q: Season(y, q),
    "q/y": lambda q, _, y: Season(y, q),
    "qmy": lambda q, m, y: _share_of(q, Date(y, m)),
    "qD": _share_of,
    "qc": lambda q, n: _share_of(q, century(n)),
    "qoC": lambda q, n, _: _share_of(q, century(n)),
    "sy/n": lambda s, a, _, b: _two_years(s, a, b),
    "sy-n": lambda s, a, _, b: _two_years(s, a, b),
    "sy/y": lambda s, a, _, b: _two_years(s, a, b),
    "sy-y": lambda s, a, _, b: _two_years(s, a, b),
    "y/ns": lambda a, _, b, s: _two_years(s, a, b),
    "y-ys": lambda a, _, b, s: _two_years(s, a, b),
    "y/ys": lambda a, _, b, s: _two_years(s, a, b),
    "y-ns": lambda a, _, b, s: _two_years(s, a, b),
    "y/nt": lambda a, _, b, __: _tv_season(a, b),
    "y-nt": lambda a, _, b, __: _tv_season(a, b),
    "y/yt": lambda a, _, b, __: _tv_season(a, b),
    "y-yt": lambda a, _, b, __: _tv_season(a, b),
    "ty/n": lambda _, a, __, b: _tv_season(a, b),
    "ty-n": lambda _, a, __, b: _tv_season(a, b),
    "D": lambda mask: mask,
    "5D": lambda _, mask: mask,
    "vD": lambda _, mask: mask,
    "c": century,
    "ce": century,
    "oC": _ordinal_century,
    "nC": _ordinal_century,
    "oCe": _ordinal_century,
    "oa": _century_by_circa,
    "ye": _year_of_era,
    "ke": _year_of_era,
    "ne": _year_of_era,
    "ey": lambda era, y: _year_of_era(y, era),
    "ek": lambda era, y: _year_of_era(y, era),
    "en": lambda era, y: _year_of_era(y, era),
    "Hy": lambda rule, y: day(y, *rule(y)),
    "y,H": lambda y, _, rule: day(y, *rule(y)),
    "yH": lambda y, rule: day(y, *rule(y)),
    "vy": _some_month_or_day,
    "y!": lambda y, unit: _some_month_or_day(unit, y),
    "vmy": lambda unit, m, y: Masked(f"{y:04d}-{m:02d}-XX") if unit == "day" else None,
    "my!": lambda m, y, unit: Masked(f"{y:04d}-{m:02d}-XX") if unit == "day" else None,
    "vsy": lambda _, s, y: Season(y, s),
    "sy!": lambda s, y, _: Season(y, s),
    "z": _ambiguous_decade,
    "Z": _decade_or_century,
    "Zd": lambda y, _: Masked(f"{y // 10:03d}X"),
    "Dd": lambda mask, _: mask,
}


# --- without a year -----------------------------------------------------------------------------------------------


def _month_day(month: int, of_month: int) -> Form:
    if of_month > 31:
        raise SeveralReadings(advice="Write the year with four digits")
    if of_month > month_length(2000, month) or not of_month:
        days = month_length(2000, month)
        name = MONTHS[month - 1]
        raise DateError(
            "D102",
            f"{of_month} {name} does not exist; {name} has {days} days at most",
            f"Write {name} if the day is not known",
        )
    return Masked(f"XXXX-{month:02d}-{of_month:02d}")


def _fixed_day(rule: Rule) -> Form | None:
    return _month_day(*FIXED[rule]) if rule in FIXED else None


YEARLESS: dict[str, Builder] = {
    "m": lambda m: Masked(f"XXXX-{m:02d}"),
    "mn": _month_day,
    "mo": _month_day,
    "m-n": lambda m, _, d: _month_day(m, d),
    "nm": lambda d, m: _month_day(m, d),
    "om": lambda d, m: _month_day(m, d),
    "n-m": lambda d, _, m: _month_day(m, d),
    "vm": lambda unit, m: Masked(f"XXXX-{m:02d}-XX") if unit == "day" else None,
    "H": _fixed_day,
}
