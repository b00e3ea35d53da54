"""The English names of months, days of the week and seasons, in the spellings that newspapers use."""

from __future__ import annotations

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

MONTH_NUMBERS: dict[str, int] = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS |= {"sept": 9, "janu": 1, "febr": 2}

AP_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
"""Associated Press style: shortened only with a day, March to July never."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

WEEKDAY_NUMBERS: dict[str, int] = {name: n for n, name in enumerate(WEEKDAYS)}
WEEKDAY_NUMBERS |= {name[:3]: n for n, name in enumerate(WEEKDAYS)}
WEEKDAY_NUMBERS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

SEASONS: dict[int, str] = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
"""EDTF's codes of the seasons that say no hemisphere."""

SEASON_CODES: dict[str, int] = {name: code for code, name in SEASONS.items()} | {
    "fall": 23,
    "wintertime": 24,
    "summertime": 22,
    "springtime": 21,
}

QUARTERS: dict[int, str] = {
    33: "first quarter", 34: "second quarter", 35: "third quarter", 36: "fourth quarter",
    37: "first four months", 38: "second four months", 39: "last four months",
    40: "first half", 41: "second half",
}  # fmt: skip
"""EDTF's codes of the quarters, thirds and halves of a year."""

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third",
    "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth",
    "thirtieth", "thirty-first",
)  # fmt: skip


def ordinal_number(n: int) -> str:
    """`1st`, `2nd`, `11th`, `21st`."""
    if n % 100 in (11, 12, 13):
        return f"{n}th"
    return f"{n}{('th', 'st', 'nd', 'rd')[n % 10] if n % 10 < 4 else 'th'}"


def ap_date(year: int, month: int = 0, day: int = 0) -> str:
    """`2020`, `May 2020`, `Jan. 20, 2021`; years before 1 as `64 BC`, and years of one to three digits with `AD`."""
    said = str(year) if year > 999 else f"AD {year}" if year > 0 else f"{1 - year} BC"
    if day:
        return f"{AP_MONTHS[month - 1]} {day}, {said}"
    return f"{MONTHS[month - 1]} {said}" if month else said
