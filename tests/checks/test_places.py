"""A finding points at the value itself, whatever the syntax; where it cannot be found, at the event or the source."""

from __future__ import annotations

import pytest

from timeline.checks._story import Story
from timeline.load import load

YAML = """\
title: T
events:
  - id: a
    sources:
      - {outlet: Variety, date: 'June 2020', by: Ann}
      - date: July 2020
        outlet: "Page Six"
    people: [Bob, Ann]
    title: >-
      A title on
      two lines
    date: May 2020
  - {id: b, title: "Of Ann", date: "2020", people: [Ann]}
"""


def place(name: str, text: str, event: int, source: int | None, key: str, value: str) -> tuple[str, str]:
    """Line and column, and what the caret stands under."""
    chronology = load([name], fetch=lambda shown: (shown, text.encode()))
    story = Story(chronology, 0, lambda shown: text)
    one = chronology.events[event]
    found = story.at(one if source is None else one.sources[source], key, value)
    line = story.line_of(found)
    return f"{found.line}:{found.column}", line[found.column - 1 : found.column - 1 + found.width]


@pytest.mark.parametrize(
    ("event", "source", "key", "value", "expected"),
    [
        (0, 0, "date", "June 2020", ("5:34", "June 2020")),
        (0, 0, "by", "Ann", ("5:50", "Ann")),
        (0, 1, "date", "July 2020", ("6:15", "July 2020")),
        (0, 1, "outlet", "Page Six", ("7:18", "Page Six")),
        (0, None, "people", "Ann", ("8:19", "Ann")),
        (0, None, "date", "May 2020", ("12:11", "May 2020")),
        (0, None, "title", "A title on two lines", ("9:5", "title")),
        (1, None, "title", "Of Ann", ("13:21", "Of Ann")),
        (1, None, "people", "Ann", ("13:53", "Ann")),
        (1, None, "note", "", ("13:5", "{")),
    ],
)
def test_yaml(event: int, source: int | None, key: str, value: str, expected: tuple[str, str]) -> None:
    assert place("story.yaml", YAML, event, source, key, value) == expected


def test_json_and_tables() -> None:
    """Keys in quotes; cells of a row."""
    text = '{"events": [{"date": "May 2020", "title": "T", "sources": [{"outlet": "Variety", "date" : "June 2020"}]}]}'
    assert place("story.json", text, 0, None, "date", "May 2020")[1] == "May 2020"
    assert place("story.json", text, 0, 0, "date", "June 2020")[1] == "June 2020"
    table = "id,date,title,source_outlet,source_date\na,May 2020,T,Variety,June 2020\na,,,Deadline,July 2020\n"
    assert place("story.csv", table, 0, 0, "date", "June 2020") == ("2:22", "June 2020")
    assert place("story.csv", table, 0, 1, "date", "July 2020") == ("3:14", "July 2020")


def test_without_the_text_the_event_is_pointed_at() -> None:
    """A chronology made by a program has no files."""
    chronology = load(["story.yaml"], fetch=lambda shown: (shown, YAML.encode()))
    found = Story(chronology, 0).at(chronology.events[0], "date", "May 2020")
    assert (found.line, found.column) == (3, 5)
