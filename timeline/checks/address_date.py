"""The address of a page carries another date than its source.

Many addresses hold the day of publication: /2020/05/04/, /2020/may/04, /20200504/. Where that day lies more than two
days outside the source's date, one of them is of something else: the date of the event, of an update, of a copy, or a
slip of day and month. It is a note, since copies and reprints differ rightly.

Wrong:

    events:
      - date: April 2020
        title: Deadline reports the film
        sources: [{outlet: Deadline, date: "2020-04-05", url: https://deadline.com/2020/05/04/film}]

Right:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources: [{outlet: Deadline, date: "2020-05-04", url: https://deadline.com/2020/05/04/film}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks._days import first_day, last_day
from timeline.checks._story import Story
from timeline.dates import Range
from timeline.dates.days import iso, month_length, month_range, ordinal
from timeline.dates.show import plain
from timeline.errors import Problem

CODE = "L103"
NAME = "address-date"
SEVERITY = "note"

_LEEWAY = 2
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_PATH = re.compile(
    r"[/-](?P<y>(?:19|20)\d\d)(?:[/-](?P<m>0?[1-9]|1[0-2]|[a-z]{3})(?:[/-](?P<d>0?[1-9]|[12]\d|3[01]))?"
    r"|(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]))(?=[/-]|$)",
    re.ASCII,
)


def find(story: Story) -> Iterator[Problem]:
    conventions = story.chronology.conventions
    for event in story.chronology.events:
        for source in event.sources:
            if not source.url or not source.when.is_dated:
                continue
            low, high = days_in(source.url)
            if low is None or high is None:
                continue
            first, last = first_day(source.when, conventions), last_day(source.when, conventions)
            if (first is not None and high + _LEEWAY < first) or (last is not None and low - _LEEWAY > last):
                yield Problem(
                    story.at(source, "url", source.url),
                    CODE,
                    f"the address says {iso(low) if low == high else iso(low)[:7]}, "
                    f"{source.outlet} is dated {plain(source.when)}",
                    "Date the source by its publication, if one of the two is a slip",
                    SEVERITY,
                    related=((story.at(source, "date", source.date.text), f'"{source.date.text}"'),),
                )


def days_in(address: str) -> Range:
    """The day or the month that the path of an address holds; nothing where it holds none."""
    path = address.partition("://")[2].lower()
    found = _PATH.search(path) if "/20" in path or "/19" in path or "-20" in path or "-19" in path else None
    if found is None:
        return None, None
    year = int(found["y"])
    word = found["mm"] or found["m"]
    month = _MONTHS.index(word) + 1 if word in _MONTHS else int(word) if word.isdigit() else 0
    day = int(found["dd"] or found["d"] or 0)
    if not month or day > month_length(year, month):
        return None, None
    if not day:
        return month_range(year, month) if f"/{word}/" in path else (None, None)
    return ordinal(year, month, day), ordinal(year, month, day)
