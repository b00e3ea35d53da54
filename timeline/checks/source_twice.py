"""An event cites the same publication twice with the same words.

The second adds nothing, but is counted. Two people quoted on one page, or a claim and its denial, are two sources: they
differ in `by`, `unnamed` or `says`.

Wrong:

    events:
      - date: May 2020
        title: A film is to be shot in space
        sources:
          - {outlet: Deadline, date: May 4 2020, url: https://deadline.com/film}
          - {outlet: Deadline, date: May 4 2020, url: https://deadline.com/film/}

Right:

    events:
      - date: May 2020
        title: A film is to be shot in space
        sources:
          - {outlet: Deadline, date: May 4 2020, url: https://deadline.com/film, unnamed: sources}
          - {outlet: Deadline, date: May 4 2020, url: https://deadline.com/film, by: Doug Liman, says: confirms}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.addresses import page_of
from timeline.checks._story import Story
from timeline.errors import Problem
from timeline.model import Source

CODE = "S107"
NAME = "source-twice"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        if len(event.sources) < 2:
            continue
        first: dict[tuple[str, ...], Source] = {}
        for source in event.sources:
            if not source.url and not source.title:
                continue  # two undescribed reports of one outlet on one day may well be two
            page = page_of(source.url) if source.url else source.title
            key: tuple[str, ...] = (
                story.outlet(source.outlet),
                page,
                source.says,
                source.by,
                source.unnamed,
                story.outlet(source.via),
                source.quote,
                "" if source.url else source.date.text,  # of one title, two days are two editions
            )
            if source.extra:
                key += tuple(value for pair in source.extra for value in pair)
            known = first.setdefault(key, source)
            if known is not source:
                yield Problem(
                    source.where,
                    CODE,
                    f"{source.outlet} is cited twice for the same page and the same words",
                    "Take one out, or say with by, unnamed or says what sets them apart",
                    SEVERITY,
                    related=((known.where, "first here"),),
                )
