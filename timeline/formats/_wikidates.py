"""Dates in the style of Wikipedia: day before month, months in full, en dashes in ranges, never bare numbers.

Its manual of style: MOS:DATEFORMAT, MOS:DATERANGE and MOS:ERA (years below 100 have AD or BC, lest they be taken for
days; the year 0 of EDTF is 1 BC); what citation templates take: Help:CS1 errors, bad_date.
"""

from __future__ import annotations

import re

from timeline.dates import DateError, When, read
from timeline.dates.days import civil, month_length
from timeline.dates.names import AP_MONTHS, MONTHS, SEASONS
from timeline.dates.show import words
from timeline.formats._parts import plain_parts

_FULL = dict(zip(AP_MONTHS, MONTHS, strict=True)) | {name: name for name in MONTHS}
_MONTH = "|".join(MONTHS)
_ANY_MONTH = "|".join(re.escape(name) for name in sorted(_FULL, key=len, reverse=True))
_DAYS = re.compile(rf"\b({_ANY_MONTH}) (\d\d?)( to | and | or )(\d\d?), (?=\d)")
_DAY = re.compile(rf"\b({_ANY_MONTH}) (\d\d?)(?!\d)(?:,(?= (?:\d|AD)))?")
_ISO = re.compile(r"(?<![\d-])(-?\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?(?![\d-])(/(?=-?\d))?")
_UNIT = rf"(?:(?:\d\d? )?(?:{_MONTH})(?: \d{{4}})?|(?<!\d)\d{{4}})"
_RANGE = re.compile(rf"(?<!, )({_UNIT}) to ({_UNIT})(?!\w)")

_SEASON = "|".join(name.capitalize() for name in SEASONS.values())
_CITED = re.compile(
    rf"(?:\d\d?–)?\d\d? (?:{_MONTH}) \d{{4}}|(?:(?:{_MONTH})–)?(?:{_MONTH}) \d{{4}}|(?:\d{{4}}–|c\. )?\d{{4}}"
    rf"|\d\d? (?:{_MONTH})(?: \d{{4}})? – \d\d? (?:{_MONTH}) \d{{4}}|(?:{_MONTH}) \d{{4}} – (?:{_MONTH}) \d{{4}}"
    rf"|(?:{_SEASON}|(?:First|Second|Third|Fourth) Quarter) \d{{4}}"
).fullmatch
"""What CS1 templates take as a date."""
_CAPITAL = re.compile(
    rf"({'|'.join(SEASONS.values())}) \d{{4}}|(first|second|third|fourth) quarter of \d{{4}}"
).fullmatch


def _words(when: When) -> str:
    said = _DAYS.sub(_days, words(when))
    said = _DAY.sub(lambda m: f"{m[2]} {_FULL[m[1]]}", said)
    # Last, as the year of "August AD 12" or "January 1 BC" is no day.
    return _RANGE.sub(_range, _ISO.sub(_spelt, said))


def _days(found: re.Match[str]) -> str:
    """Two days of a month: "5–8 May "; a range of one is that day."""
    month, first, between, last = found.groups()
    if between == " to ":
        return f"{first} {_FULL[month]} " if first == last else f"{first}–{last} {_FULL[month]} "
    return f"{first}{between}{last} {_FULL[month]} "


def _range(found: re.Match[str]) -> str:
    """A range with an en dash, between blanks where its ends have some; of equal ends it is one date."""
    first, last = found.groups()
    if last == first or last.startswith(f"{first} "):
        return last
    return f"{first}{' – ' if ' ' in first else '–'}{last}"


def _in_words(year: int, month: int = 0, day: int = 0) -> str:
    if not month:
        return str(year)
    said = f"{year}" if year >= 100 else f"AD {year}" if year > 0 else f"{1 - year} BC"
    return f"{day} {MONTHS[month - 1]} {said}" if day else f"{MONTHS[month - 1]} {said}"


def _spelt(found: re.Match[str]) -> str:
    return _in_words(int(found[1]), int(found[2]), int(found[3] or 0)) + (" – " if found[4] else "")


def prose_and_cited(when: When, last_year: int) -> tuple[str, str]:
    """The date in words ("12 May 2003", "June–August 2020", "after 20 January 2021"), and as templates cite it.

    The second is empty where they take none that says the same: they take years from 1000 to the next one only.
    """
    if parts := plain_parts(when):
        said = _in_words(*parts)
        return said, said if parts[0] <= last_year else ""
    prose = _words(when)
    return prose, _cited(prose, last_year)


def _cited(said: str, last_year: int) -> str:
    if _CAPITAL(said):
        said = said.replace(" of ", " ").title()
    if not _CITED(said):
        return ""
    return said if all(1000 <= int(year) <= last_year for year in re.findall(r"\d{4}", said)) else ""


def cited_day(text: str, last_year: int) -> str:
    """A written date where it is a plain day, as templates want it of `access-date`; else empty."""
    try:
        when = read(text)
    except DateError:
        return ""
    if when.precision != "day" or when.lower is None or when.lower != when.upper or when.kind != "point":
        return ""
    return "" if when.uncertain or when.approximate else _day_in_words(civil(when.lower), last_year)


_ARCHIVED = re.compile(r"https?://[^/]+/(?:web/)?(\d{4})(\d\d)(\d\d)\d{6}(?:[a-z]{2}_)?/(https?://.+)").fullmatch


def archived(address: str, last_year: int) -> tuple[str, str]:
    """The day of a copy in a web archive and the address that it is a copy of, from its own; both empty in others.

    Archives put the moment into the address, in UTC: `/web/20200504123456/https://…`.
    """
    found = _ARCHIVED(address)
    if found is None:
        return "", ""
    day = _day_in_words((int(found[1]), int(found[2]), int(found[3])), last_year)
    return (day, found[4]) if day else ("", "")


def _day_in_words(day: tuple[int, int, int], last_year: int) -> str:
    year, month, of_month = day
    if not (1000 <= year <= last_year and 1 <= month <= 12 and 1 <= of_month <= month_length(year, month)):
        return ""
    return _in_words(year, month, of_month)
