"""The weekday of a date is not that of its day.

A weekday that a source gives says which day is meant, and where the two disagree, one of them is a slip: of the source,
or of whoever typed it. The day counts, for the order and for every filter, until somebody has looked.

Wrong:

    events:
      - date: Monday, May 5, 2020
        title: NASA confirms that it takes part
        sources: [{outlet: Variety, date: May 5 2020}]

Right:

    events:
      - date: Tuesday, May 5, 2020
        title: NASA confirms that it takes part
        sources: [{outlet: Variety, date: May 5 2020}]
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._date_notes import date_notes
from timeline.checks._story import Story
from timeline.errors import Problem

CODE = "T110"
NAME = "wrong-weekday"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    for place, note in date_notes(story, weekdays=True):
        yield Problem(place, CODE, note, "Look the day up, and correct it or its weekday", SEVERITY)
