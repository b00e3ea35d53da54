"""The dates of iCalendar in our language: days as written in their own zone, times of day beside them.

RFC 5545: DATE 3.3.4, DATE-TIME 3.3.5, DURATION 3.3.6; an end is excluded (3.6.1), so that its last day is one before.
"""

import re

from timeline.dates.days import civil, iso, month_length, ordinal
from timeline.importers._contents import Component, Line
from timeline.records import NamedTuple

_STAMP = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?(\d\d)?(?:\.\d+)?(Z?))?", re.IGNORECASE).fullmatch
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,7})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?", re.IGNORECASE
).fullmatch
_DAY = 86_400


class Stamp(NamedTuple):
    """A DATE or a DATE-TIME: its day, seconds since midnight (None for a whole day), and the zone as written."""

    day: int
    seconds: int | None = None
    zone: str = ""

    @property
    def time(self) -> str:
        """`09:30`, with seconds where there are any; empty for a whole day."""
        if self.seconds is None:
            return ""
        minutes, seconds = divmod(self.seconds, 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")


class Days(NamedTuple):
    """When an entry is: first and last day, the times of day in words, and what was wrong with its end."""

    first: int
    last: int
    time: str = ""
    doubt: str = ""

    @property
    def text(self) -> str:
        return iso(self.first) if self.first == self.last else f"{iso(self.first)}/{iso(self.last)}"


def stamp_of(line: Line) -> Stamp | None:
    """The day and time of a property; None where there is no such day."""
    found = _STAMP(line.value.strip().partition(",")[0])
    if found is None:
        return None
    year, month, day = (int(found[n]) for n in (1, 2, 3))
    if not year or not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        return None
    at = ordinal(year, month, day)
    if found[4] is None or line.parameters.get("VALUE", "").upper() == "DATE":
        return Stamp(at)
    hour, minute, second = int(found[4]), int(found[5]), int(found[6] or 0)
    if hour > 23 or minute > 59 or second > 60:
        return None
    zone = "UTC" if found[7] else line.parameters.get("TZID", "")
    return Stamp(at, hour * 3600 + minute * 60 + second, zone)


def days_of(entry: Component, start: Stamp, end_name: str = "DTEND") -> Days:
    """First and last day of an entry that starts at a stamp."""
    line, duration = entry.first(end_name), entry.first("DURATION")
    end = stamp_of(line) if line else _after(start, duration.value) if duration else None
    doubt = ""
    if end is None:
        given = line or duration
        if given:
            doubt = f'end as given: "{given.value.strip()}"'
        return Days(start.day, start.day, _times(start, None), doubt)
    same_zone = end.zone == start.zone
    if end.day < start.day or (same_zone and (end.day, end.seconds or 0) < (start.day, start.seconds or 0)):
        # A flight to the west can land on the day before by its own clocks.
        doubt = f'end as given: "{line.value.strip()}"' if line and same_zone else ""
        return Days(start.day, start.day, _times(start, None if doubt else end), doubt)
    last = end.day - 1 if not end.seconds and end.day > start.day else end.day
    return Days(start.day, last, _times(start, end), doubt)


def _after(start: Stamp, duration: str) -> Stamp | None:
    found = _DURATION(duration.strip())
    if found is None or found[1] == "-" or not any(found[n] for n in range(2, 7)):
        return None
    weeks, days, hours, minutes, seconds = (int(found[n] or 0) for n in range(2, 7))
    total = (start.seconds or 0) + hours * 3600 + minutes * 60 + seconds
    day = start.day + weeks * 7 + days + total // _DAY
    if civil(day)[0] > 9999:
        return None
    return Stamp(day, None if start.seconds is None else total % _DAY, start.zone)


def _times(start: Stamp, end: Stamp | None) -> str:
    """`09:30 to 10:30 Europe/Berlin`; both with their zones where those differ; empty for whole days."""
    if end is None or end.seconds is None or end == start:
        return f"{start.time} {start.zone}".strip()
    if start.zone == end.zone:
        return f"{start.time} to {end.time} {start.zone}".strip()
    return f"{start.time} {start.zone}".strip() + " to " + f"{end.time} {end.zone}".strip()
