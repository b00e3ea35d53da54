"""A source that reports or confirms an event was published before the event can have happened.

One of the two dates is wrong, or the source announced what was still to come: then it plans, it does not report. Only
what is certain counts: the whole of the source's date, leeway of about and conventions included, lies before the first
day of the event. A single day may be the time zone; date the event by the day of its own place.

Wrong:

    events:
      - date: June 3, 2020
        title: The ship docks at the station
        sources:
          - {outlet: Deadline, date: May 28 2020}

Right:

    events:
      - date: June 3, 2020
        title: The ship docks at the station
        sources:
          - {outlet: Deadline, date: May 28 2020, says: plans}
          - {outlet: Variety, date: June 4 2020}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._days import first_day, is_certainly_before
from timeline.checks._story import Story
from timeline.dates.show import plain
from timeline.errors import Problem

CODE = "T101"
NAME = "source-before-event"
SEVERITY = "warning"

_TELLING = ("reports", "confirms")


def find(story: Story) -> Iterator[Problem]:
    conventions = story.chronology.conventions
    for event in story.chronology.events:
        happened = event.when
        if happened.lower is None:
            continue
        for source in event.sources:
            published = source.when.upper
            if published is None or published >= happened.lower or source.says not in _TELLING:
                continue
            first = first_day(happened, conventions)
            if first is None or first > story.day:  # what lies ahead has a rule of its own
                break
            if is_certainly_before(source.when, happened, conventions):
                yield Problem(
                    story.at(source, "date", source.date.text),
                    CODE,
                    f"{source.outlet} {source.says} it before it can have happened: "
                    f"published {plain(source.when)}, happened {plain(happened)}",
                    "Correct one of the dates, or write says: plans where it tells of what was to come",
                    SEVERITY,
                    related=((story.at(event, "date", event.date.text), f'@{event.id} is dated "{event.date.text}"'),),
                )
