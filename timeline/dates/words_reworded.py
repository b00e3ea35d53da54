"""What newspapers write and we do not read, put as a date that says no more than it: `first week of May 2020`.

Only imported once a text has been refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from timeline.dates.days import civil, month_length, weekday
from timeline.dates.forms import Date, Set, Stretch
from timeline.dates.said import said_of
from timeline.dates.when import When

Read = Callable[[str], When | None]

_HOURS = r"(?:\d\d?(?:[:.]\d\d)?\s?[ap]\.?m\b\.?|\d\d?:\d\d(?::\d\d)?(?: hours)?|noon|midnight|\d\d? o'clock)"
_ZONE = r"(?:\s+(?:[ecmp][sd]?t|gmt|utc|bst|cest|cet)\b)?"
_PART_OF_DAY = r"(?:early |late )?(?:night|morning|afternoon|evening)"
_TIMES = (
    re.compile(rf"^(?:on |in |at )?(?:the )?{_PART_OF_DAY} of (?:the )?"),
    re.compile(rf"^(?:at )?{_HOURS}{_ZONE},? (?:on )?"),
    re.compile(rf",? (?:at |around |about |by )?{_HOURS}{_ZONE}$"),
    re.compile(rf",? (?:in the |at )?{_PART_OF_DAY}$"),
    re.compile(r"^(?:early|late) on "),
)
_SOON = (
    r"(?:shortly|soon|just|right|immediately|not long|long|well|sometime"
    r"|(?:(?:in the|within) )?(?:days|weeks|months|years)"
    r"|(?:several|some|many|a few|a couple of) (?:days|weeks|months|years))"
)
_FIRST_DAYS = {"first": 1, "1st": 1, "second": 8, "2nd": 8, "third": 15, "3rd": 15, "fourth": 22, "4th": 22}
_WEEK = re.compile(rf"(?:in |during )?(?:the )?({'|'.join(_FIRST_DAYS)}|last|final) week (?:of|in) (.+)").fullmatch
_WEEKEND = re.compile(r"(?:over |on |during )?(?:the )?weekend of (?:the )?(.+)").fullmatch
_LEADS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"as early as (.+)"), "{} or later"),
    (re.compile(r"(?:as late as|until as late as) (.+)"), "by {}"),
    (re.compile(rf"{_SOON} after (.+)"), "after {}"),
    (re.compile(rf"{_SOON} before (.+)"), "before {}"),
)
_SATURDAY = 5


def without_time(text: str, read: Read) -> str:
    """The day of a text that has a time of day, in words; empty where that is not known."""
    plain = text.lower().replace("\u2019", "'")
    for _ in range(2):
        for pattern in _TIMES:
            plain = pattern.sub("", plain).strip(" ,")
    return _said(read(plain)) if plain != text.lower() else ""


def rewordings(text: str, read: Read) -> Iterator[str]:
    """Ways to put a text that is no date.

    Args:
        text: As typed.
        read: Reads a text as a date, None where it is none.
    """
    plain = " ".join(text.lower().split())
    if found := _WEEK(plain):
        yield from _week(found[1], read(found[2]))
    if found := _WEEKEND(plain):
        yield from _weekend(read(found[1]))
    for pattern, put in _LEADS:
        found = pattern.fullmatch(plain)
        said = _said(read(found[1])) if found else ""
        if said:
            yield put.format(said)


def _week(which: str, month: When | None) -> Iterator[str]:
    form = None if month is None else month.form
    if isinstance(form, Date) and form.month and not form.day:
        first = _FIRST_DAYS.get(which, month_length(form.year, form.month) - 6)
        yield _between(*(form.replaced(day=day) for day in (first, first + 6)))


def _weekend(day: When | None) -> Iterator[str]:
    if day is None or day.lower is None or day.lower != day.upper:
        return
    lag = _SATURDAY - weekday(day.lower)
    if abs(lag) <= 1:
        yield _between(*(Date(*civil(day.lower + lag + n)) for n in (0, 1)))


def _between(first: Date, last: Date) -> str:
    return said_of(Set((Stretch(first, last),)))


def _said(when: When | None) -> str:
    if when is None:
        return ""
    from timeline.dates.show import plain

    return plain(when)
