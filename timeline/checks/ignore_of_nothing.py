"""A wish to pass over a finding names no rule, so that it does nothing.

`# timeline: ignore` wants the code or the name of a rule behind it, and so does the key `x-ignore`. A code with a slip
leaves the finding where it was, or passes over nothing since the rule found nothing; either way somebody relies on it.

Wrong:

    events:
      - {date: May 2020, title: The film is announced, background: true}  # timeline: ignore C999

Right:

    events:
      - {date: May 2020, title: The film is announced, background: true}  # timeline: ignore C102
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.errors import Problem

CODE = "C107"
NAME = "ignore-of-nothing"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    for place, wrong in story.ignores.of_nothing():
        yield Problem(
            place, CODE, wrong, "Write the code of a finding: # timeline: ignore C102; or take it out", SEVERITY
        )
