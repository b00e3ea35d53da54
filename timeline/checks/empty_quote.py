"""A `quote` holds no word.

A quotation is what lets a reader compare. Dots, dashes or empty quotation marks are a place that was kept and never
filled.

Wrong:

    events:
      - date: May 2020
        title: Musk answers
        sources: [{outlet: CNBC, date: May 2020, by: Elon Musk, quote: "“…”"}]

Right:

    events:
      - date: May 2020
        title: Musk answers
        sources: [{outlet: CNBC, date: May 2020, by: Elon Musk, quote: “Should be a lot of fun!”}]
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.errors import Problem

CODE = "S106"
NAME = "empty-quote"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        for source in event.sources:
            if source.quote and not any(map(str.isalnum, source.quote)):
                yield Problem(
                    story.at(source, "quote", source.quote),
                    CODE,
                    f"the quote from {source.outlet} holds no word",
                    "Write the words as published, or take `quote` out",
                    SEVERITY,
                )
