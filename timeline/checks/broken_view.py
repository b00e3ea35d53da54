"""A saved view is not understood, so that whoever asks for it gets an error.

What stands under `views:` is an expression as for `--where`. It is read when somebody asks for it with `--view`, which
may be long after it was written: a filter that does not exist, a status with a slip or an `and` that nothing follows
is told here. A name that nobody in the file has yet is none.

Wrong:

    views: {denied: "person:Liman and status:denyed"}
    events:
      - {date: May 2020, title: The film is announced, people: [Doug Liman], background: true}

Right:

    views: {denied: "person:Liman and status:denied"}
    events:
      - {date: May 2020, title: The film is announced, people: [Doug Liman], background: true}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.errors import Problem
from timeline.query import broken_views

CODE = "C106"
NAME = "broken-view"
SEVERITY = "error"


def find(story: Story) -> Iterator[Problem]:
    chronology = story.chronology
    for name, place, wrong in broken_views(chronology, story.day, [name for name, _ in chronology.views]):
        message, _, hint = wrong.partition("; ")
        yield Problem(
            place,
            CODE,
            f"view `{name}`: {message}",
            hint[:1].upper() + hint[1:] or "Correct it, or take it out",
            SEVERITY,
        )
