"""The archived copy of a page is older than the page is said to be.

Archives carry the day of the copy in the address: `https://web.archive.org/web/20200504120000/https://…`. A copy from
before the publication shows that the page was out earlier than the source's date says, or that it is a copy of another
page. One day is let pass, as archives count in universal time.

Wrong:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources:
          - outlet: Deadline
            date: May 26, 2020
            archive: https://web.archive.org/web/20200504120000/https://deadline.com/film

Right:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources:
          - outlet: Deadline
            date: May 4, 2020
            archive: https://web.archive.org/web/20200504120000/https://deadline.com/film
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks._days import first_day
from timeline.checks._story import Story
from timeline.dates.days import month_length, ordinal
from timeline.dates.said import day_words
from timeline.dates.show import plain
from timeline.errors import Problem

CODE = "T105"
NAME = "archive-before-publication"
SEVERITY = "warning"

# Wayback and its kin: /web/YYYYMMDDhhmmss with a suffix such as id_; archive.today: /YYYYMMDDhhmmss/ or /YYYY.MM.DD-….
_COPY = re.compile(
    r"//(?:web\.archive\.org/web|[^/]*wayback[^/]*(?:/[^/]+)?|archive\.(?:today|ph|is|li|vn|fo|md))"
    r"/(\d{4})\.?(\d\d)\.?(\d\d)",
    re.ASCII,
)


def find(story: Story) -> Iterator[Problem]:
    conventions = story.chronology.conventions
    for event in story.chronology.events:
        for source in event.sources:
            for key, address in (("archive", source.archive), ("url", source.url)):
                copied = day_of_copy(address) if address else None
                if copied is None:
                    continue
                first = first_day(source.when, conventions)
                if first is not None and copied + 1 < first:
                    yield Problem(
                        story.at(source, key, address),
                        CODE,
                        f"a copy of {day_words(copied)}, but {source.outlet} is dated {plain(source.when)}",
                        "Date the source no later than its copy, or name the copy of this page",
                        SEVERITY,
                    )


def day_of_copy(address: str) -> int | None:
    """The day on which an archive made its copy, by its address; None where that does not say."""
    found = _COPY.search(address) if "arc" in address or "wayback" in address else None
    if found is None:
        return None
    year, month, day = map(int, found.groups())
    return ordinal(year, month, day) if 1 <= month <= 12 and 1 <= day <= month_length(year, month) else None
