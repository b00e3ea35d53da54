"""`lines`: plain text with a date at the beginning of each line, then a colon, a dash, a bar or a tab.

Indented lines continue the event above them. A line that is a year alone says the year of the dates below it. The sign
of a list item before a date is passed over.
"""

from __future__ import annotations

import re

from timeline.dates import DateError
from timeline.dates import read as read_date
from timeline.importers import Draft, Input, Options, Record
from timeline.importers._drafting import Drafting, one_line, source, sources, without_addresses
from timeline.importers._json import text_of
from timeline.importers._lead import Above, above_of, lead_of
from timeline.importers.bullets import is_markup

SUMMARY = "plain text with a date at the beginning of each line"

_LEAD = re.compile(r"([^:\t]{1,80}?)(?::\s|\s[-–—|]\s|\t)")
_SIGN = re.compile(r"^[-*+•‣·▪]\s+")


def looks_like(given: Input) -> bool:
    """Whether two lines or more begin with a date, and they are more than half of those that are not indented."""
    text = text_of(given)
    if not text or text.lstrip()[:1] in "{[" or "\0" in text or is_markup(text):
        return False
    draft = read(given, Options())
    return len(draft.events) >= 2 and len(draft.events) > len(draft.skipped)


def read(given: Input, options: Options) -> Draft:
    """An event a dated line.

    Raises:
        DataError: It is not text.
    """
    drafting = Drafting("lines")
    above = Above()
    record: Record | None = None
    for number, line in enumerate(re.split(r"\r\n|\n|\r", given.text), 1):
        if not line.strip():
            continue
        if line[:1] in (" ", "\t") and record is not None:
            record["summary"] = f"{record['summary']}\n{line.strip()}" if record.get("summary") else line.strip()
            continue
        heading = above_of(line.strip().rstrip(":"))
        if heading is not None and heading.year:
            above = heading
        lead = lead_of(_SIGN.sub("", line), above)
        if lead is not None and lead.rest:
            _add(drafting, record)
            record = {"date": lead.date, "title": one_line(lead.rest)}
        elif heading is None or not heading.year:
            _add(drafting, record)
            record = None
            drafting.skip(number, line, _reason(line))
    _add(drafting, record)
    return drafting.draft()


def _add(drafting: Drafting, record: Record | None) -> None:
    """Adds an event with the addresses in it as sources; one that ends its line is no part of the title."""
    if record is None:
        return
    title, found = without_addresses(record["title"])
    found += without_addresses(record.get("summary", ""))[1]
    record["sources"] = sources(map(source, found))
    drafting.add({**record, "title": title or record["title"]})


def _reason(line: str) -> str:
    """Why a line is no event: what its date would have to say where it begins as one, else that it has none."""
    found = _LEAD.match(line)
    if found is not None and re.search(r"\d", found[1]):
        try:
            read_date(found[1])
        except DateError as error:
            return f"{error}. {error.hint}" if error.hint else str(error)
    return "no date at its beginning"
