"""A source confirms an event, but nobody is named who is in a position to know.

A confirmation is on the record: whoever confirms is named under `by`, and that alone makes the event confirmed.
Insiders without a name make a report, however sure of it the outlet is. An outlet that is among the people or
organisations of the event speaks for itself, as NASA does on its own page, and needs no `by`.

Wrong:

    events:
      - date: May 5 2020
        title: NASA takes part in the film
        orgs: [NASA]
        sources:
          - {outlet: Variety, date: May 5 2020, says: confirms, unnamed: insiders}

Right:

    events:
      - date: May 5 2020
        title: NASA takes part in the film
        orgs: [NASA]
        sources:
          - {outlet: Variety, date: May 5 2020, says: confirms, by: Jim Bridenstine}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.errors import Problem
from timeline.model import Event, Source
from timeline.names import folded

CODE = "S108"
NAME = "confirmation-by-nobody"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        for source in event.sources:
            if source.says == "confirms" and not source.by.strip() and not _speaks_for_itself(source, event):
                who = f"only {source.unnamed.strip()}, unnamed" if source.unnamed.strip() else "nobody"
                yield Problem(
                    story.at(source, "says", source.says),
                    CODE,
                    f"{source.outlet} confirms it, but the source names {who}",
                    "Add by: who confirms it; where nobody is named, write says: reports",
                    SEVERITY,
                )


def _speaks_for_itself(source: Source, event: Event) -> bool:
    names = {folded(name) for name in (source.outlet, source.publisher)}
    return not names.isdisjoint(map(folded, (*event.people, *event.orgs)))
