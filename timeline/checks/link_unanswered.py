"""An address could not be tried: no answer in time, refused, or an error of its server. With `--links` alone.

It may be there all the same: some servers refuse whoever is no browser (403, 429), or are down for an hour (5xx). So it
is a note; try again, or look yourself.

Wrong:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources: [{outlet: Deadline, date: May 2020, url: https://example.com/refused}]

Right:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources: [{outlet: Deadline, date: May 2020, url: https://example.com/there}]
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._links import asked
from timeline.checks._story import Story
from timeline.errors import Problem

CODE = "L203"
NAME = "link-unanswered"
SEVERITY = "note"


def find(story: Story) -> Iterator[Problem]:
    for source, key, address, answer in asked(story):
        if not answer.is_gone and not 200 <= answer.status < 400:
            yield Problem(
                story.at(source, key, address),
                CODE,
                f"could not be tried: {answer.trouble or f'HTTP {answer.status}'}",
                "Look at it in a browser, or try again later",
                SEVERITY,
            )
