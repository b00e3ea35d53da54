"""A page was looked at (`accessed`) before it was published.

One of the two dates is wrong: often the year, in January, or the order of day and month. One day is let pass, for the
time zones. What `accessed` says is compared only where it can be read as a date.

Wrong:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources:
          - {outlet: Deadline, date: May 4 2020, accessed: 2019-05-06}

Right:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources:
          - {outlet: Deadline, date: May 4 2020, accessed: 2020-05-06}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._days import first_day, last_day
from timeline.checks._story import Story
from timeline.dates import DateError, When, read
from timeline.dates.show import plain
from timeline.errors import Problem

CODE = "T104"
NAME = "accessed-before-publication"
SEVERITY = "error"


def find(story: Story) -> Iterator[Problem]:
    conventions = story.chronology.conventions
    for event in story.chronology.events:
        for source in event.sources:
            if not source.accessed or source.when.lower is None:
                continue
            accessed = _date(source.accessed)
            if accessed is None:
                continue
            last, first = last_day(accessed, conventions), first_day(source.when, conventions)
            if last is not None and first is not None and last + 1 < first:
                yield Problem(
                    story.at(source, "accessed", source.accessed),
                    CODE,
                    f"accessed {plain(accessed)}, before {source.outlet} published it, {plain(source.when)}",
                    "Correct one of the two dates",
                    SEVERITY,
                )


def _date(text: str) -> When | None:
    try:
        return read(text)
    except DateError:
        return None
