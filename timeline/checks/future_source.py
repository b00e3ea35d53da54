"""A source is dated after today.

What is not published yet cannot be cited, so the date is a slip: a year too many, day and month changed round, or the
date of the event in place of that of the page. The day is today, or that of `--as-of`; one day more is let pass, as it
may be tomorrow already elsewhere.

Wrong:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources:
          - {outlet: Deadline, date: "2202-05-04"}

Right:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources:
          - {outlet: Deadline, date: "2020-05-04"}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._days import first_day
from timeline.checks._story import Story
from timeline.dates.said import day_words
from timeline.dates.show import plain
from timeline.errors import Problem

CODE = "T103"
NAME = "future-source"
SEVERITY = "error"

_ELSEWHERE = 1
"""Days by which it may be later at another place."""


def find(story: Story) -> Iterator[Problem]:
    latest = story.day + _ELSEWHERE
    for event in story.chronology.events:
        for source in event.sources:
            if source.when.lower is None or source.when.lower <= latest:
                continue
            first = first_day(source.when, story.chronology.conventions)
            if first is not None and first > latest:
                yield Problem(
                    story.at(source, "date", source.date.text),
                    CODE,
                    f"{source.outlet} is dated {plain(source.when)}, which on {day_words(story.day)} lies ahead",
                    "Write the day on which it was published",
                    SEVERITY,
                )
