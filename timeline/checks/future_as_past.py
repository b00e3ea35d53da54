"""An event that lies ahead is reported or confirmed as if it had happened.

The day is today, or that of `--as-of`. Nobody can report what has not happened yet; what a source can do is announce
it, and then the event is planned, and lapses by itself if nothing more is heard. A status set by hand is left alone.

Wrong:

    events:
      - date: 2199-05-04
        title: The sequel opens
        sources:
          - {outlet: Variety, date: May 2020}

Right:

    events:
      - date: 2199-05-04
        title: The sequel opens
        sources:
          - {outlet: Variety, date: May 2020, says: plans}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._days import first_day
from timeline.checks._story import Story
from timeline.dates.said import day_words
from timeline.dates.show import plain
from timeline.errors import Problem
from timeline.model import standing

CODE = "T102"
NAME = "future-as-past"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        if event.when.lower is None or event.when.lower <= story.day or event.status:
            continue
        first = first_day(event.when, story.chronology.conventions)
        if first is None or first <= story.day:
            continue
        telling = [source for source in standing(event.sources) if source.says in ("reports", "confirms")]
        if telling:
            yield Problem(
                story.at(event, "date", event.date.text),
                CODE,
                f"told as having happened, but on {day_words(story.day)} it lies ahead: {plain(event.when)}",
                "Write says: plans where a source announces it, or correct the date",
                SEVERITY,
                related=tuple(
                    (story.at(one, "outlet", one.outlet), f"{one.outlet} {one.says} it") for one in telling[:3]
                ),
            )
