"""An event has no source and is not marked as background.

Everything here stands on who said it. What everybody knows (the end of a term, a premiere that has long been history)
needs no source, and says so with `background: true`.

Wrong:

    events:
      - date: May 2020
        title: A film to be shot in space is announced

Right:

    events:
      - date: May 2020
        title: A film to be shot in space is announced
        sources: [{outlet: Deadline, date: May 2020}]
      - date: Jan. 20, 2021
        title: Trump's first term ends
        background: true
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.errors import Problem

CODE = "S101"
NAME = "no-source"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        if not event.sources and not event.background and event.status != "background":
            yield Problem(
                story.at(event, "title", event.title),
                CODE,
                "an event without a source",
                "Add: sources: [{outlet: …, date: …}], or background: true for what needs none",
                SEVERITY,
            )
