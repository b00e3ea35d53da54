"""A `url` or an `archive` is not a whole http or https address.

Pages and citations are made of it as it stands, so that readers would get a link that leads nowhere. Frequent: the
scheme left out, a blank inside, a file of one's own disk, two addresses in one value.

Wrong:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources: [{outlet: Deadline, date: May 2020, url: deadline.com/2020/05/film}]

Right:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources: [{outlet: Deadline, date: May 2020, url: https://deadline.com/2020/05/film}]
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.addresses import is_web
from timeline.checks._story import Story
from timeline.errors import Problem

CODE = "L101"
NAME = "not-a-web-address"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        for source in event.sources:
            for key, address in (("url", source.url), ("archive", source.archive)):
                if address and not is_web(address):
                    yield Problem(
                        story.at(source, key, address),
                        CODE,
                        f'`{key}` is no http address: "{address}"',
                        _remedy(address),
                        SEVERITY,
                    )


def _remedy(address: str) -> str:
    bare = address.strip()
    if "://" not in bare and is_web(f"https://{bare}") and "." in bare.partition("/")[0]:
        return f"Write https://{bare}"
    return "Write one whole address: https://…; anything else fits into note, or a key of yours: x-…"
