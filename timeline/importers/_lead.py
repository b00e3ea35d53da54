"""The date at the beginning of a line of prose: `May 4, 2020 – …`, `2020: …`, `In May 2020, …`; its year from above."""

import re
from functools import cache

from timeline.dates import Context, DateError, When, read
from timeline.dates.forms import Masked
from timeline.dates.names import MONTH_NUMBERS, SEASON_CODES
from timeline.importers._days import UNKNOWN, month_number, of_parts, reading
from timeline.records import NamedTuple

_LONGEST = 120
_SEPARATORS = re.compile(r":(?=\s|$|[^\W\d])|\s[-|·](?=\s)|\s?[–—](?=\s|$)|[–—](?=[^\W\d])|\t+|\s--(?=\s)")
_COMMAS = re.compile(r",\s")
_YEAR = re.compile(r"\d{4}\b").match
_LEADING = re.compile(r"(?:in|on|by|during|since|after|before|from|around|circa|late|early|mid)\b", re.IGNORECASE).match
_DROPPED = re.compile(r"(?:in|on|during)\s+", re.IGNORECASE)
# What any date of prose has in it.
_MARK = re.compile(
    rf"\d|\b(?:{'|'.join([*MONTH_NUMBERS, *SEASON_CODES])}|quarter|half|unknown|undated|no date|n\.?d)\b", re.IGNORECASE
).search
_WORDS = re.compile(r"[^\W\d_]{3,}").findall
_BRACKETED = re.compile(r"\(\s*([^()]*?)\s*\)|\[\s*([^\[\],.]+?)\s*\]").fullmatch
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?").fullmatch


class Above(NamedTuple):
    """What headings say: the year and month of what stands below them, and all of it as a date; empty where nothing."""

    year: int | None = None
    month: int | None = None
    date: str = ""


class Lead(NamedTuple):
    """A date in our language, as typed where its words say the year, and what follows it."""

    date: str
    rest: str


def lead_of(text: str, above: Above = Above()) -> Lead | None:  # noqa: B008  # immutable
    """The longest beginning that is a date, up to a dash, a colon, a bar or a tab; else one up to a comma."""
    text = text.strip()
    best = _by_mark(text, above)
    if best is None and (found := _WHOLE(text)):
        date = date_of(found[1], above)
        best = Lead(date, found[2]) if date else None
    return best


_MONTH = "|".join(MONTH_NUMBERS)
# A whole date needs nothing behind it but a blank; two of them make a table.
_WHOLE = re.compile(
    rf"(\d{{4}}-\d\d-\d\d|\d\d? (?:{_MONTH})\.? \d{{4}}|(?:{_MONTH})\.? \d\d?, \d{{4}}) (\S.*)",
    re.IGNORECASE | re.DOTALL,
).fullmatch


def _by_mark(text: str, above: Above) -> Lead | None:
    best: Lead | None = None
    for found in _SEPARATORS.finditer(text[:_LONGEST]):
        date = date_of(text[: found.start()], above)
        if date:
            best = Lead(date, text[found.end() :].strip())
    if best is not None or not (_LEADING(text) or text[:1].isdigit() or re.match(r"[A-Z][a-z]+\.?\s\d", text)):
        return best
    for found in _COMMAS.finditer(text[:_LONGEST]):
        date = "" if _YEAR(text, found.end()) else date_of(text[: found.start()], above)
        if date and (reading(text[: found.start()]) is not None or above.year):
            best = Lead(date, text[found.end() :].strip())
    return best


def date_of(text: str, above: Above = Above()) -> str:  # noqa: B008  # immutable
    """A text as a date, its year from above where it says none; empty where it is no date at all."""
    text = text.strip().strip("*_").strip()
    if found := _BRACKETED(text):
        text = found[1] or found[2] or ""
    text = _ERA.sub(_in_edtf, _DROPPED.sub("", text, count=1))
    if not text or not _may_be_date(text):
        return ""
    day = _DAY(text)
    if day:
        return of_parts(above.year, above.month, int(day[1])) if above.year and above.month and int(day[1]) else ""
    when = reading(text)
    if when is not None and when.is_dated:
        return text
    if when is not None and when.kind == "none":
        return UNKNOWN
    if above.year:
        return _with_year(text, when, above.year)
    return "" if when is None else text


_ERA = re.compile(rf"(?:(\d\d?) )?\b({_MONTH})\.? (?:AD (\d{{1,4}})|(\d{{1,4}}) BC)\b(?: – (?=\d))?", re.IGNORECASE)
"""A month or a day of a year with its era, as our wikitext has it; perhaps the beginning of a range."""


def _in_edtf(found: re.Match[str]) -> str:
    day, month, after, before = found[1], month_number(found[2]), found[3], found[4]
    year = int(after) if after else 1 - int(before)
    date = of_parts(year, month, int(day or 0)) if month else ""
    return f"{date}/" if date and found[0].endswith("– ") else date or found[0]


@cache
def _vocabulary() -> frozenset[str]:
    """Every word that a date may hold."""
    from timeline.dates.named_days import NAMED_DAYS
    from timeline.dates.names import ORDINALS, WEEKDAY_NUMBERS
    from timeline.dates.words_table import ROWS

    spelt = [spellings for spellings, _, _ in ROWS] + [names for names, _ in NAMED_DAYS]
    spelt += ["quarter qtr half first second third fourth last final latter xxx xxxx", *MONTH_NUMBERS, *SEASON_CODES]
    return frozenset(_WORDS(" ".join([*spelt, *ORDINALS, *WEEKDAY_NUMBERS]).lower()))


def _may_be_date(text: str) -> bool:
    """Whether it is worth reading: to find what no date holds takes a hundredth of what a refusal does."""
    return len(text) <= 80 and _MARK(text) is not None and _vocabulary().issuperset(_WORDS(text.lower()))


def _with_year(text: str, when: When | None, year: int) -> str:
    """A date that lacks its year, with the year: said so that it means just what the year above it makes of it.

    Some are no dates at all without a year: `by Sept. 23`.
    """
    try:
        wanted = read(text, Context(year=year))
    except DateError:
        wanted = None
    day = _BEHIND.sub("", text)
    behind = text[len(day) :]
    tries = [f"{day} {year}{behind}", f"{day}, {year}{behind}"]
    if re.search(r"[A-Za-z]\.? \d{1,2}$", day):  # May 4, 2020
        tries.reverse()
    for tried in (*tries, _spelt(when, year)):
        found = reading(tried)
        if found is None or not found.is_dated:
            continue
        if wanted is None or (found.kind, found.lower, found.upper) == (wanted.kind, wanted.lower, wanted.upper):
            return tried
    return "" if when is None else text


_BEHIND = re.compile(r"(?:,? or (?:later|earlier)|, (?:end|day) unknown| \([a-z]+\))+$", re.IGNORECASE)
"""What may follow the year of a date: `May 4, 2020 or later`."""


def _spelt(when: When | None, year: int) -> str:
    if when is not None and isinstance(when.form, Masked) and when.form.pattern.startswith("XXXX-"):
        return f"{year:04d}{when.form.pattern[4:]}{when.form.q}"
    return ""


def above_of(heading: str, outer: Above = Above()) -> Above | None:  # noqa: B008  # immutable
    """What a heading says of the dates below it; None where it is no date.

    A month below a year is one of that year; a heading that is a stretch of years gives no year to others.
    """
    heading = heading.strip().rstrip(":")
    month = month_number(heading) if heading.isalpha() else None
    if month is not None and outer.year:
        return Above(outer.year, month, of_parts(outer.year, month))
    date = date_of(heading, outer)
    if not date:
        return None
    when = reading(date)
    if when is None or when.lower is None or when.upper is None:
        return Above(None, None, "" if date == UNKNOWN else date)
    from timeline.dates.days import civil

    first, last = civil(when.lower), civil(when.upper)
    if first[0] != last[0] or when.kind == "span":
        return Above(None, None, date)
    return Above(first[0], first[1] if when.precision == "month" else None, date)
