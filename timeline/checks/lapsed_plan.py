"""A plan has lapsed: its latest day has passed, and nothing more was heard.

The chronology shows it as lapsed by itself. It is told here because somebody may know by now what became of it: it
happened, was put off, or was called off. The day is today, or that of `--as-of`.

Wrong:

    events:
      - date: October 2021
        title: Cruise and Liman are to fly to the station
        sources: [{outlet: Tesmanian, date: September 2020, says: plans}]

Right:

    events:
      - date: October 2021
        title: Cruise and Liman are to fly to the station
        sources:
          - {outlet: Tesmanian, date: September 2020, says: plans}
          - {outlet: SpaceNews, date: January 2021, says: denies, by: Axiom Space}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.dates.show import plain
from timeline.errors import Problem
from timeline.model import status_of

CODE = "C104"
NAME = "lapsed-plan"
SEVERITY = "note"


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        if event.when.upper is None or event.when.upper >= story.day or event.status or not event.sources:
            continue
        if status_of(event, story.day) == "lapsed":
            yield Problem(
                story.at(event, "date", event.date.text),
                CODE,
                f"planned for {plain(event.when)}, and nothing more was heard",
                "Add the source that says what became of it",
                SEVERITY,
            )
