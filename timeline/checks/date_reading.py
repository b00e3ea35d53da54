"""A date is read in one way though a reader may take it in another.

`winter 2020` is the winter that ends in 2020 and the one that begins in it: both are meant, which is more than the
author may have had in mind. `timeline date` says the same of a date on the command line, and `why` of an event.

Wrong:

    events:
      - date: winter 2020
        title: The film is pitched
        sources: [{outlet: Deadline, date: May 2020}]

Right:

    events:
      - date: winter 2019/20
        title: The film is pitched
        sources: [{outlet: Deadline, date: May 2020}]
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._date_notes import date_notes
from timeline.checks._story import Story
from timeline.errors import Problem

CODE = "T111"
NAME = "date-reading"
SEVERITY = "note"


def find(story: Story) -> Iterator[Problem]:
    for place, note in date_notes(story, weekdays=False):
        message, _, hint = note.partition("; ")
        yield Problem(
            place, CODE, message, hint[:1].upper() + hint[1:] or "See how it is read: timeline date", SEVERITY
        )
