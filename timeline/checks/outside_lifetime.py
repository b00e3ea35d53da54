"""A person is named in an event before being born, or is quoted at an age of more than 120 years.

The birth date is the one under `people:`. Either that is wrong, or the date of the event, or somebody else of the same
name is meant. Those long dead may be named, so the age counts only for who speaks in a source (`by:`). Where a date
itself rests on the age ("when Tom Cruise was 63"), a clash is told on loading.

Wrong:

    people:
      Tom Cruise: {born: 1962-07-03}
    events:
      - date: May 1960
        title: Cruise meets the director
        people: [Tom Cruise]
        sources: [{outlet: Variety, date: May 1990}]

Right:

    people:
      Tom Cruise: {born: 1962-07-03}
    events:
      - date: May 1990
        title: Cruise meets the director
        people: [Tom Cruise]
        sources: [{outlet: Variety, date: May 1990}]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline.checks._days import first_day, last_day
from timeline.checks._story import Story
from timeline.dates import When
from timeline.dates.show import plain
from timeline.errors import Problem
from timeline.model import Event, Source
from timeline.names import folded

CODE = "T106"
NAME = "outside-lifetime"
SEVERITY = "warning"

_OLDEST = 120
_DAYS_OF_A_YEAR = 366


def find(story: Story) -> Iterator[Problem]:
    births = {
        folded(name): one.born
        for one in story.chronology.people
        if one.born is not None
        for name in (one.name, *one.aliases)
    }
    if not births:
        return
    for event in story.chronology.events:
        for name in event.people:
            born = births.get(folded(name))
            if born is not None and _is_before(event.when, born, story):
                yield Problem(
                    story.at(event, "people", name),
                    CODE,
                    f"{name} is named in an event of {plain(event.when)}, before being born ({plain(born)})",
                    "Correct the date of the event or the birth date under people:",
                    SEVERITY,
                )
        yield from _speakers(event, births, story)


def _speakers(event: Event, births: Mapping[str, When], story: Story) -> Iterator[Problem]:
    for source in event.sources:
        born = births.get(folded(source.by)) if source.by else None
        if born is not None:
            wrong = _wrong_age(source, born, story)
            if wrong:
                hint = "Correct the date of the source or the birth date under people:"
                yield Problem(story.at(source, "by", source.by), CODE, wrong, hint, SEVERITY)


def _wrong_age(source: Source, born: When, story: Story) -> str:
    if _is_before(source.when, born, story):
        return f"{source.by} is quoted ({plain(source.when)}) before being born ({plain(born)})"
    first, last = first_day(source.when, story.chronology.conventions), last_day(born, story.chronology.conventions)
    if first is None or last is None or first - last <= (_OLDEST + 1) * _DAYS_OF_A_YEAR:
        return ""
    age = (first - last) // _DAYS_OF_A_YEAR
    return f"{source.by} is quoted ({plain(source.when)}) at an age of about {age}, born {plain(born)}"


def _is_before(when: When, born: When, story: Story) -> bool:
    last, first = last_day(when, story.chronology.conventions), first_day(born, story.chronology.conventions)
    return last is not None and first is not None and last < first
