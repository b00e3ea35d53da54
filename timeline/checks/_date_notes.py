"""What the reading of a date has to say to a careful author, wherever the date stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.dates import When
from timeline.dates.days import civil, weekday
from timeline.dates.names import MONTHS, WEEKDAY_NUMBERS, WEEKDAYS
from timeline.errors import Where
from timeline.model import Era, Event, Source

_FIRST_WORDS = re.compile(r"(?:^|;)\s*([a-z]+)").findall
_WEEKDAY = re.compile(r"was an? \w+day, not an? \w+day$")


def date_notes(story: Story, *, weekdays: bool) -> Iterator[tuple[Where, str]]:
    """The notes on dates of events, sources and eras, each with its place: those on weekdays, or all others."""
    for one in _dated(story):
        if one.date.warnings:
            for note in one.date.warnings:
                if (_WEEKDAY.search(note) is not None) is weekdays:
                    yield story.at(one, "date", one.date.text), note
        # Most dates are a year, a month or a day alone.
        if weekdays and one.date.form is not None and (note := _of_no_year(one.date, one.when)):
            yield story.at(one, "date", one.date.text), note


def _of_no_year(date: When, when: When) -> str:
    """That a day has another weekday than was given with it without a year, where the year is known by now."""
    if when.lower is None or when.lower != when.upper or date.warnings:
        return ""
    words = (WEEKDAY_NUMBERS.get(word) for word in _FIRST_WORDS(date.text.lower()))
    named = next((found for found in words if found is not None), None)
    real = weekday(when.lower)
    if named is None or named == real:
        return ""
    year, month, day = civil(when.lower)
    said = f"{day} {MONTHS[month - 1]} {year}"
    return f"{said} was a {WEEKDAYS[real].title()}, not a {WEEKDAYS[named].title()}"


def _dated(story: Story) -> Iterator[Event | Source | Era]:
    yield from story.chronology.eras
    for event in story.chronology.events:
        yield event
        yield from event.sources
