"""What the reading of a date has to say to a careful author, wherever the date stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.errors import Where
from timeline.model import Era, Event, Source

_WEEKDAY = re.compile(r"was an? \w+day, not an? \w+day$")


def date_notes(story: Story, *, weekdays: bool) -> Iterator[tuple[Where, str]]:
    """The notes on dates of events, sources and eras, each with its place: those on weekdays, or all others."""
    for one in _dated(story):
        if one.date.warnings:
            for note in one.date.warnings:
                if (_WEEKDAY.search(note) is not None) is weekdays:
                    yield story.at(one, "date", one.date.text), note


def _dated(story: Story) -> Iterator[Event | Source | Era]:
    yield from story.chronology.eras
    for event in story.chronology.events:
        yield event
        yield from event.sources
