"""Two events whose dates overlap have nearly the same title, so they may be one.

That happens when two people keep one chronology, or when one report was entered as "mid-2020" and again, later, with
its day. Found where the words of one title are among those of the other, typing mistakes aside, and nothing sets the
events apart: no number, no "not", no other person, work, place or group, no declared order between them. A pair that is
meant stays quiet with `# timeline: ignore C102` on the line of the title.

Wrong:

    events:
      - date: mid-2020
        title: Universal weighs the space film
        sources: [{outlet: Variety, date: mid-2020}]
      - date: "2020-07-23"
        title: Universal weighs the space film of Liman
        sources: [{outlet: Variety, date: "2020-07-23"}]

Right:

    events:
      - date: "2020-07-23"
        title: Universal weighs the space film of Liman
        sources: [{outlet: Variety, date: "2020-07-23"}]
      - date: "2020-07-23"
        title: Universal has no comment on the space film
        sources: [{outlet: Variety, date: "2020-07-23"}]
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._alike import Telling, candidates, say_the_same
from timeline.checks._story import Story
from timeline.errors import Problem
from timeline.model import Event
from timeline.names import folded

CODE = "C102"
NAME = "similar-event"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    events = story.chronology.events
    declared = set(story.chronology.before)
    told: set[int] = set()
    telling = Telling(events, story.person_names)
    for first, second in candidates(events, telling):
        if second in told or (first, second) in declared or (second, first) in declared:
            continue
        one, other = events[first], events[second]
        if _is_the_same(one, other) or not say_the_same(one.title, other.title):
            continue
        told.add(second)
        yield Problem(
            story.at(other, "title", other.title),
            CODE,
            f"nearly the title of @{one.id}, whose date overlaps: perhaps one event",
            "Keep one with the sources of both, or say in the titles what sets them apart",
            SEVERITY,
            related=((story.at(one, "title", one.title), f'"{one.title}", {one.date.text}'),),
        )


def _is_the_same(one: Event, other: Event) -> bool:
    """Whether the pair is the matter of C101: same title and date."""
    return one.date.text == other.date.text and folded(one.title) == folded(other.title)
