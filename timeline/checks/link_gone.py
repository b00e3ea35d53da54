"""A page is no longer there. Looked for with `--links` alone, as that uses the network.

The address answers 404 or 410, or its host is unknown. What a source says can then not be read again: name a copy in
`archive`. Addresses in `archive` are asked as well. Each page is asked for at most twice, each host one page at a time.

Wrong:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources: [{outlet: Deadline, date: May 2020, url: https://example.com/gone}]

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

CODE = "L201"
NAME = "link-gone"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    for source, key, address, answer in asked(story):
        if answer.is_gone:
            kept = " (an archived copy is named)" if key == "url" and source.archive else ""
            yield Problem(
                story.at(source, key, address),
                CODE,
                f"the page is gone: {answer.trouble or f'HTTP {answer.status}'}{kept}",
                "Correct the address, or name a copy: archive: https://web.archive.org/…",
                SEVERITY,
            )
