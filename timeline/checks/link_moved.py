"""An address leads on to another one. Looked for with `--links` alone, as that uses the network.

The page has moved. The new address lasts longer, and shows where the reader ends up: at times that is a front page, and
the article is gone. A step from http to https, to www or to a slash at the end is not told.

Wrong:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources: [{outlet: Deadline, date: May 2020, url: https://example.com/moved}]

Right:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources: [{outlet: Deadline, date: May 2020, url: https://example.com/there}]
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.addresses import page_of
from timeline.checks._links import asked
from timeline.checks._story import Story
from timeline.errors import Problem

CODE = "L202"
NAME = "link-moved"
SEVERITY = "note"


def find(story: Story) -> Iterator[Problem]:
    for source, key, address, answer in asked(story):
        if 200 <= answer.status < 400 and page_of(answer.final) != page_of(address):
            yield Problem(
                story.at(source, key, address),
                CODE,
                f"leads on to {answer.final}",
                "Write that address, if it is the page that was cited",
                SEVERITY,
            )
