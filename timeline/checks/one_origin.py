"""Several outlets support an event, but all go back to one origin; or it stands on unnamed people alone.

Ten outlets that credit one report are one report: `via` is followed to its root, and a circle of outlets crediting each
other counts once. Such an event looks corroborated and is not. Nor is one that a single outlet has from people whom it
does not name. Left alone are events that somebody in a position to know confirms on the record, plans, and events that
are the publication itself ("Deadline: …"). It is a note, as many a story begins so; `timeline check --sourcing` and
`timeline filter --single-source` list all events of one origin.

Wrong:

    events:
      - date: May 2020
        title: A film is to be shot in space
        sources:
          - {outlet: Deadline, date: May 4 2020}
          - {outlet: Vulture, date: May 5 2020, via: Deadline}

Right:

    events:
      - date: May 2020
        title: A film is to be shot in space
        sources:
          - {outlet: Deadline, date: May 4 2020}
          - {outlet: Variety, date: May 5 2020}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.errors import Problem
from timeline.model import Event, Origins, Source, origins_of, supporting

CODE = "S102"
NAME = "one-origin"
SEVERITY = "note"


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        if event.status or not event.sources or _are_firsthand(event):
            continue
        supported = supporting(event.sources)
        stances = {source.says for source in supported}
        on_record = any(one.says == "confirms" and (one.by or not one.unnamed) for one in supported)
        if on_record or not stances - {"plans"}:
            continue
        origins = origins_of(event)
        if origins.number != 1 or any(story.is_publication(event, root) for root in origins.roots):
            continue
        said = _words(origins, supported)
        if said:
            yield Problem(
                story.at(event, "title", event.title),
                CODE,
                said,
                "Look for a report that does not rest on it, or read it with that in mind",
                SEVERITY,
            )


def _are_firsthand(event: Event) -> bool:
    """Whether two outlets report it and credit nobody: the frequent case."""
    if len(event.sources) < 2 or any(source.via or source.says != "reports" for source in event.sources):
        return False
    return any(not source.is_by(event.sources[0].publisher) for source in event.sources)


def _words(origins: Origins, supported: list[Source]) -> str:
    """What is to be told; empty where one outlet stands for its own report."""
    number = len(origins.outlets)
    nobody = all(source.unnamed and not source.by for source in supported)
    unnamed = ", and unnamed people alone" if nobody else ""
    if origins.circles:
        return f"rests on outlets that credit each other: {', '.join(origins.circles[0])}{unnamed}"
    root = origins.roots[0]
    if number > 1:
        return f"{number} outlets, 1 origin: {root}{unnamed}"
    return f"rests on unnamed people of {root} alone" if nobody else ""
