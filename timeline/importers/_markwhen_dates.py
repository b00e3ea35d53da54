"""How markwhen writes dates, in our language: EDTF, American and casual forms, lengths of time, other events.

Its grammar: markwhen's documentation, "Dates and Ranges". What depends on the day of reading (`now`) is an open end
or nothing; a length is only added where the date is as exact as the length.
"""

import re
from datetime import date

from timeline.dates.days import iso, month_length, ordinal
from timeline.dates.names import MONTHS
from timeline.importers._days import of_parts, of_span, reading
from timeline.records import NamedTuple

_TIME = r"(?:(?:1[0-2]|[1-9])(?::\d\d)?\s?[ap]m|[012]?\d(?::\d\d)?)"
_MONTH = "(?:" + "|".join(f"{name[:3]}(?:{name[3:].lower()})?" if name[3:] else name for name in MONTHS) + ")"
_UNITS = (
    ("ms", r"milliseconds|ms"), ("weekdays", r"(?:week|work|business)\s*(?:days?|d)"), ("weeks", r"weeks?|w"),
    ("months", r"months?"), ("minutes", r"minutes?|mins?"), ("seconds", r"seconds?|secs?|s"),
    ("hours", r"hours?|h"), ("days", r"days?|d"), ("years", r"years?|y"),
)  # fmt: skip
_UNIT = "|".join(pattern for _, pattern in _UNITS)
_AMOUNT = rf"-?\d{{1,6}}[^\w:/]*(?:{_UNIT})(?:\s*,\s*|\s*)"
_TARGET = r"(?:!\w+(?:\.(?:start|end))?)"
_RELATIVE = (
    rf"(?:(?:by|before|after)\s*)?{_TARGET}\s*(?:(?:plus|\+)\s*)?(?:{_AMOUNT})*"
    rf"|(?:(?:by|before|after|plus|\+)\s*)?(?:{_AMOUNT})+"
)
_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d+(?:\.\d*)?)?(?:Z|[+-]\d\d:?\d\d)?"
_WEEK = r"\d{4}-?W\d\d(?:-?[1-7])?"
_EDTF = rf"\d{{4}}(?:-\d\d(?:-\d\d(?:\s+{_TIME})?)?)?"
_SLASH = rf"\d{{1,5}}(?:/\d{{1,5}}(?:/\d{{1,5}}(?:[,\s]+{_TIME})?)?)?"
_CASUAL = (
    rf"(?:[0-3]?\d\s+{_MONTH}|{_MONTH}\s+[0-3]?\d(?!\d)),?(?:\s+\d{{4}},?)?(?:\s+{_TIME})?|{_MONTH}(?:\s+\d{{1,4}})?"
)
_NOW = r"now|today"
_CLOCK = r"(?:1[0-2]|[1-9])(?::\d\d)?\s?[ap]m|[012]?\d:\d\d"
_SIDE = f"(?:{_MOMENT}|{_WEEK}|{_EDTF}|{_CASUAL}|{_RELATIVE}|{_CLOCK}|{_SLASH}|{_TIME}|{_NOW})"
_ERA = r"\d{1,5}\s?(?:BCE|BC|AD|CE)"
_OLD = rf"{_ERA}(?:\s?[–-]\s?(?:{_ERA}|\d{{1,5}}))?|\d{{1,5}}\s?[–-]\s?{_ERA}|\d{{1,5}}\s?–\s?\d{{1,5}}"
_BETWEEN = r"\s*[/-]\s*|\s+to\s+"

event_line = re.compile(
    rf"\s*(?P<date>{_SIDE}(?:(?:{_BETWEEN}){_SIDE})?|{_OLD})(?P<every>\s*every[^:]+)?\s*:(?P<text>.*)", re.IGNORECASE
).fullmatch
"""The first line of an event: its date, how it recurs, its text."""

_RANGE = re.compile(rf"({_SIDE})(?:{_BETWEEN})({_SIDE})", re.IGNORECASE).fullmatch
_OLD_RANGE = re.compile(
    r"(\d{1,5})\s?(BCE|BC|AD|CE)?(?:\s?[–-]\s?(\d{1,5})\s?(BCE|BC|AD|CE)?)?", re.IGNORECASE
).fullmatch


_YEARS = re.compile(r"(\d{4})\s*/\s*(\d{4})").fullmatch
"""Two years of EDTF, and no month `2021` of the other."""


class Side(NamedTuple):
    """One end of a range.

    Attributes:
        kind: `date`, `now`, `relative`, `time` (of day, without a date), `none` (no such day), or `bad`.
        parts: Of a date: year, month and day, as many as are given. Empty for one that says no year.
        text: Of a date, in our language.
        time: Time of day as written.
        word, target: Of a relative one: `after`, `before`, `by` or empty, and the id with `/start` or `/end`.
        amounts: Of a relative one: numbers with their units.
        words: As written.
    """

    kind: str
    words: str
    parts: tuple[int, ...] = ()
    text: str = ""
    time: str = ""
    word: str = ""
    target: str = ""
    amounts: tuple[tuple[int, str], ...] = ()

    @property
    def lasts(self) -> str:
        """The amounts in words: `2 weeks 3 days`."""
        return " ".join(
            f"{number} {unit if abs(number) != 1 else unit.removesuffix('s')}" for number, unit in self.amounts
        )


class Dated(NamedTuple):
    """What a date of markwhen says: our text (empty where it says nothing to us), time of day, how long it lasted."""

    text: str
    time: str = ""
    duration: str = ""


def sides_of(text: str, *, day_first: bool = False) -> tuple[Side, Side | None]:
    """Both ends of a date, the second None where there is but one."""
    text = text.strip()
    if years := _YEARS(text):
        return _of(years[1], int(years[1])), _of(years[2], int(years[2]))
    whole = _side(text, day_first)
    if whole.kind not in ("bad", "time") or (whole.kind == "time" and not _RANGE(text)):
        return whole, None
    old = _OLD_RANGE(text)
    if old and (old[2] or old[4] or "–" in text):
        return _old_sides(old, text)
    found = _RANGE(text)
    return (_side(found[1].strip(), day_first), _side(found[2].strip(), day_first)) if found else (whole, None)


def _old_sides(found: re.Match[str], text: str) -> tuple[Side, Side | None]:
    """Years BC and AD; the first has the era of the second where it has none of its own."""
    sides = [
        _of(text, _era_year(int(found[n]), found[n + 1] or found[4] or "")) for n in (1, 3) if found[n] is not None
    ]
    return sides[0], sides[1] if len(sides) > 1 else None


def _era_year(year: int, era: str) -> int:
    """Astronomical: 1 BC is the year 0."""
    return 1 - year if era.upper().startswith("BC") else year


def _of(words: str, *parts: int, time: str = "") -> Side:
    text = of_parts(*parts)
    return Side("date", words, parts, text, time) if text else Side("none", words)


# --- one end ------------------------------------------------------------------------------------------------------

_MOMENT_PARTS = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(?::(\d\d)[\d.]*)?(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE
).fullmatch
_EDTF_PARTS = re.compile(rf"(\d{{4}})(?:-(\d\d)(?:-(\d\d)(?:\s+({_TIME}))?)?)?", re.IGNORECASE).fullmatch
_WEEK_PARTS = re.compile(r"(\d{4})-?W(\d\d)(?:-?([1-7]))?", re.IGNORECASE).fullmatch
_SLASH_PARTS = re.compile(
    rf"(\d{{1,5}})(?:/(\d{{1,5}})(?:/(\d{{1,5}})(?:[,\s]+({_TIME}))?)?)?", re.IGNORECASE
).fullmatch
_DAY_PARTS = re.compile(
    rf"(?:([0-3]?\d)\s+({_MONTH})|({_MONTH})\s+([0-3]?\d)(?!\d)),?(?:\s+(\d{{4}}),?)?(?:\s+({_TIME}))?", re.IGNORECASE
).fullmatch
_MONTH_PARTS = re.compile(rf"({_MONTH})(?:\s+(\d{{3,4}}))?", re.IGNORECASE).fullmatch
_RELATIVE_PARTS = re.compile(
    rf"(by|before|after)?\s*(?:!(\w+)(?:\.(start|end))?)?\s*(?:plus|\+)?\s*((?:{_AMOUNT})*)", re.IGNORECASE
).fullmatch
_AMOUNTS = re.compile(rf"(-?\d{{1,6}})[^\w:/]*({_UNIT})(?:\s*,\s*|\s*)", re.IGNORECASE).findall
_IS_TIME = re.compile(_TIME, re.IGNORECASE).fullmatch


def _side(text: str, day_first: bool) -> Side:
    if text.lower() in ("now", "today"):
        return Side("now", text)
    if found := _MOMENT_PARTS(text):
        seconds = f":{found[5]}" if (found[5] or "00") != "00" else ""
        zone = {"Z": " UTC", "": ""}.get((found[6] or "").upper(), f" {found[6]}")
        return _of(text, *map(int, found.group(1, 2, 3)), time=f"{found[4]}{seconds}{zone}")
    if found := _WEEK_PARTS(text):
        return _week(text, int(found[1]), int(found[2]), int(found[3] or 0))
    if found := _EDTF_PARTS(text):
        return _of(text, *(int(part) for part in found.group(1, 2, 3) if part), time=found[4] or "")
    if found := _DAY_PARTS(text):
        month, day = _month(found[2] or found[3]), int(found[1] or found[4])
        if found[5]:
            return _of(text, int(found[5]), month, day, time=found[6] or "")
        return Side("date", text, (), f"XXXX-{month:02d}-{day:02d}", found[6] or "")
    if found := _MONTH_PARTS(text):
        month = _month(found[1])
        return _of(text, int(found[2]), month) if found[2] else Side("date", text, (), f"XXXX-{month:02d}")
    if text and (found := _RELATIVE_PARTS(text)) and (found[2] or found[4]):
        amounts = tuple((int(number), _unit(unit)) for number, unit in _AMOUNTS(found[4]))
        target = f"{found[2] or ''}{f'/{found[3]}' if found[3] else ''}"
        return Side("relative", text, word=(found[1] or "").lower(), target=target, amounts=amounts)
    if found := _SLASH_PARTS(text):
        return _slashed(text, found, day_first)
    return Side("time", text, time=text) if _IS_TIME(text) else Side("bad", text)


def _month(name: str) -> int:
    return next(n for n, full in enumerate(MONTHS, 1) if full[:3].lower() == name[:3].lower())


def _unit(text: str) -> str:
    return next(name for name, pattern in _UNITS if re.fullmatch(pattern, text, re.IGNORECASE))


def _week(text: str, year: int, week: int, weekday: int) -> Side:
    try:
        first = date.fromisocalendar(year, week, weekday or 1)
    except ValueError:
        return Side("none", text)
    if weekday:
        return _of(text, first.year, first.month, first.day)
    return Side("date", text, (), f"[{iso(first.toordinal())}..{iso(first.toordinal() + 6)}]")


def _slashed(text: str, found: re.Match[str], day_first: bool) -> Side:
    """`12/7/1941`, `12/2012` or `476`: the month first unless the header says otherwise."""
    numbers = [int(part) for part in found.group(1, 2, 3) if part]
    if len(numbers) == 1:
        # One or two digits are an hour of the day.
        return _of(text, numbers[0]) if len(found[1]) > 2 else Side("time", text, time=text)
    if len(found[len(numbers)]) < 3:
        return Side("none", text)
    if len(numbers) == 3:
        month, day = (numbers[1], numbers[0]) if day_first else (numbers[0], numbers[1])
        return _of(text, numbers[2], month, day, time=found[4] or "")
    return _of(text, numbers[1], numbers[0])


# --- both ends ----------------------------------------------------------------------------------------------------


def dated(first: Side, second: Side | None) -> Dated:
    """A date that does not depend on other events."""
    if first.kind != "date" or not first.text:
        return Dated("", first.time)
    if second is None:
        return Dated(first.text if reading(first.text) else "", first.time)
    if second.kind == "now":
        return Dated(f"{first.text}/.." if first.parts else first.text, first.time)
    if second.kind == "date" and second.text:
        times = " to ".join(filter(None, (first.time, second.time)))
        return Dated(of_span(first.text, second.text), times)
    if second.kind == "time":
        return Dated(first.text, " to ".join(filter(None, (first.time, second.time))))
    if second.kind != "relative" or second.target or second.word or not first.parts:
        return Dated("")
    end = _end_of(first, second.amounts)
    # An end that cannot be counted is one that is not known.
    return Dated(of_span(first.text, end) if end else f"{first.text}/", first.time, second.lasts)


def _end_of(first: Side, amounts: tuple[tuple[int, str], ...]) -> str:
    """The last year, month or day of something that lasted so long; empty where the beginning is less exact."""
    given: dict[str, int] = {}
    for number, unit in amounts:
        given[unit] = given.get(unit, 0) + number
    months = 12 * given.get("years", 0) + given.get("months", 0)
    days = 7 * given.get("weeks", 0) + given.get("days", 0)
    seconds = 3600 * given.get("hours", 0) + 60 * given.get("minutes", 0) + given.get("seconds", 0)
    if "weekdays" in given or min(months, days, seconds) < 0:
        return ""
    year, month, day = (*first.parts, 0, 0)[:3]
    if day:
        return _last_day((year, month, day), months, days, seconds + _seconds(first.time))
    if days or seconds or not months:
        return ""
    if month:
        last = year * 12 + month - 1 + months - 1
        return of_parts(last // 12, last % 12 + 1)
    return of_parts(year + months // 12 - 1) if months % 12 == 0 else ""


def _last_day(first: tuple[int, int, int], months: int, days: int, seconds: int) -> str:
    count = first[0] * 12 + first[1] - 1 + months
    year, month = count // 12, count % 12 + 1
    end = ordinal(year, month, min(first[2], month_length(year, month))) + days
    last = end + (seconds - 1) // 86_400  # an end at midnight belongs to the day before
    return iso(max(last, ordinal(*first)))


def _seconds(time: str) -> int:
    """Seconds since midnight of `9am`, `18:40` or `06:27 UTC`; 0 where there is none."""
    found = re.match(r"(\d\d?)(?::(\d\d))?\s?([ap]m)?", time, re.IGNORECASE)
    if found is None:
        return 0
    hour = int(found[1])
    if found[3]:
        hour = hour % 12 + 12 * (found[3].lower() == "pm")
    return hour * 3600 + int(found[2] or 0) * 60


def relative(first: Side, second: Side | None, target: str) -> Dated:
    """A date told by another event, `target` its id as ours, perhaps with its end: `@a/start`.

    `after !a 3 days` and `after !a / 3 days` begin with the end of the other and last three days; with two lengths
    the first is how long after it begins.
    """
    word = first.word if first.word in ("before", "by") else "after"
    if second is None:
        way = "before" if word != "after" else "after"
        return Dated(f"within {first.lasts} {way} {target}" if _counts(first) else f"{word} {target}", "", first.lasts)
    lasts = second.lasts if second.kind == "relative" and not second.target else ""
    way = "before" if word != "after" else "after"
    if not first.amounts and lasts and _counts(second):
        return Dated(f"within {lasts} {way} {target}", "", lasts)
    if _counts(first):
        return Dated(f"at least {first.lasts} {way} {target}", "", lasts)
    return Dated(f"{word} {target}", "", lasts)


_COUNTED = ("days", "weeks", "months", "years")


def _counts(side: Side) -> bool:
    """Whether our references can count the amounts: one of them, in days or longer."""
    return len(side.amounts) == 1 and side.amounts[0][1] in _COUNTED and side.amounts[0][0] > 0
