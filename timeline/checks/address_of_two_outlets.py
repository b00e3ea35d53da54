"""One page is cited under two outlets.

A page has one publisher. Where it reprints an agency, the source is either the agency, or the outlet with `via` the
agency; entered as both it counts as two outlets. Aliases under `outlets:` are one outlet, and so is an outlet with the
one that it credits.

Wrong:

    events:
      - date: May 2020
        title: NASA is all in
        sources:
          - {outlet: Associated Press, date: May 27 2020, url: https://rochesterfirst.com/nasa}
          - {outlet: Rochester First, date: May 27 2020, url: https://www.rochesterfirst.com/nasa}

Right:

    events:
      - date: May 2020
        title: NASA is all in
        sources:
          - {outlet: Rochester First, date: May 27 2020, via: Associated Press, url: https://rochesterfirst.com/nasa}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.addresses import page_of
from timeline.checks._story import Story
from timeline.errors import Problem
from timeline.model import Source

CODE = "L102"
NAME = "address-of-two-outlets"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    first: dict[str, Source] = {}
    told: set[tuple[str, str]] = set()
    for event in story.chronology.events:
        for source in event.sources:
            if not source.url:
                continue
            page = page_of(source.url)
            known = first.setdefault(page, source)
            if known is source or known.outlet == source.outlet:
                continue
            outlet, other = story.outlet(source.outlet), story.outlet(known.outlet)
            if (
                outlet in (other, story.outlet(known.via))
                or other == story.outlet(source.via)
                or (page, outlet) in told
            ):
                continue
            told.add((page, outlet))
            yield Problem(
                story.at(source, "url", source.url),
                CODE,
                f"this page is cited for {source.outlet} here and for {known.outlet} elsewhere",
                "Name its publisher as outlet, and whom it credits as via",
                SEVERITY,
                related=((story.at(known, "url", known.url), f"for {known.outlet}"),),
            )
