"""The same event stands twice: same title, same date.

Its sources are then split over two entries, so that the status of each is worked out from half of them, and every count
is off. Case, accents and punctuation of the title make no difference, nor do blanks in the date. Two that share title
and date but name other people or works, or belong to other groups, are taken for two.

Wrong:

    events:
      - {date: May 2020, title: Deadline reports the film, sources: [{outlet: Deadline, date: May 2020}]}
      - {date: May 2020, title: deadline reports the film, sources: [{outlet: Variety, date: May 2020}]}

Right:

    events:
      - date: May 2020
        title: Deadline reports the film
        sources: [{outlet: Deadline, date: May 2020}, {outlet: Variety, date: May 2020}]
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._alike import Telling
from timeline.checks._story import Story
from timeline.errors import Problem
from timeline.names import folded

CODE = "C101"
NAME = "duplicate-event"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    events = story.chronology.events
    telling = Telling(events, story.person_names)
    first: dict[tuple[str, str], int] = {}
    for number, event in enumerate(events):
        key = (folded(event.title) or event.title, " ".join(event.date.text.lower().split()))
        before = first.setdefault(key, number)
        if before != number and not telling.apart(before, number):
            known = events[before]
            yield Problem(
                story.at(event, "title", event.title),
                CODE,
                f'the same title and date ("{event.date.text}") as @{known.id}',
                "Keep one event with the sources of both, or say in the titles what sets them apart",
                SEVERITY,
                related=((story.at(known, "title", known.title), f"@{known.id}"),),
            )
