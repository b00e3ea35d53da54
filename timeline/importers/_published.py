"""The day on which an item of a feed was published, as written there, in its own zone."""

from __future__ import annotations

import re
from datetime import datetime

from timeline.dates.names import MONTH_NUMBERS
from timeline.importers._days import of_parts

_ISO = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?:[T ].*)?", re.DOTALL).fullmatch
_RFC_822 = re.compile(
    r"(?:[A-Za-z]+\.?,?\s+)?(\d{1,2})[\s-]+([A-Za-z]+)\.?[\s,-]+(\d{4}|\d\d)(?:[\s,]+(\d.*))?", re.DOTALL
).fullmatch
_LONGEST = 100


def published_day(text: str) -> str:
    """The day, month or year in our language; empty where it cannot be read for certain.

    RFC 3339 of Atom, RFC 822 of RSS, whose years of two digits are those of RFC 2822 section 4.3, and what dateutil
    reads in full.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return ""
    if found := _ISO(text):
        year, month, day = (int(found[n] or 0) for n in (1, 2, 3))
        return of_parts(year, month, day)
    if (found := _RFC_822(text)) and (month := MONTH_NUMBERS.get(found[2].lower(), 0)):
        year = int(found[3])
        if len(found[3]) == 2:
            year += 2000 if year < 50 else 1900
        return of_parts(year, month, int(found[1])) if int(found[1]) else ""
    return _in_full(text)


def _in_full(text: str) -> str:
    """The day of a full date that is written in some other way; numbers between slashes have two readings."""
    if not re.search(r"[A-Za-z]{3}", text) or re.search(r"\d\s*[/.]\s*\d+\s*[/.]\s*\d", text):
        return ""
    import warnings

    from dateutil.parser import ParserError, UnknownTimezoneWarning, parse

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UnknownTimezoneWarning)
            # What is not given comes from the default: two of them show whether anything was missing.
            found = {parse(text, default=default).date() for default in (datetime(1999, 2, 3), datetime(2004, 11, 28))}
    except (ParserError, ValueError, OverflowError, TypeError, AttributeError):
        return ""
    day = found.pop()
    return "" if found or str(day.year) not in text else day.isoformat()
