"""A status is set by hand without saying why.

The status of an event is what its sources add up to. An author who knows better may say so, and `because` tells the
reader, and the next author, what it rests on.

Wrong:

    events:
      - date: May 2020
        title: The studio backs the film
        status: confirmed
        sources: [{outlet: Deadline, date: May 2020}]

Right:

    events:
      - date: May 2020
        title: The studio backs the film
        status: confirmed
        because: the contract was shown in court
        sources: [{outlet: Deadline, date: May 2020}]
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.errors import Problem

CODE = "S104"
NAME = "status-without-because"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        if event.status and not event.because.strip():
            yield Problem(
                story.at(event, "status", event.status),
                CODE,
                f"status {event.status} is set by hand without `because`",
                "Add: because: what it rests on; or take `status` out, and the sources decide",
                SEVERITY,
            )
