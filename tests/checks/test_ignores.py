"""What an author asks the rules to pass over is passed over, and nothing else."""

from __future__ import annotations

import json

import pytest

from timeline.checks import found_in, rules
from timeline.checks._story import Story
from timeline.dates.days import ordinal
from timeline.load import load

DAY = ordinal(2026, 11, 22)

STORY = """\
{top}
title: T
{key}
events:
  {above}
  - id: a  {first}
    date: 2199-01-01 {line}
    title: Told too early
    sources:
      - outlet: Variety {source}
        date: 2199-02 {date}
  - id: b
    date: 2199-01-01
    title: Another one told too early
    sources: [{{outlet: Deadline, date: May 2020}}]
"""
ALL = ["T102 a", "T103 a", "T102 b"]


def told(text: str, name: str = "story.yaml") -> list[str]:
    """Code and event of each finding."""
    chronology = load([name], fetch=lambda shown: (shown, text.encode()))
    story = Story(chronology, DAY, lambda shown: text)
    second = chronology.events[-1].where
    return [
        f"{one.code} {'b' if (one.place.line, one.place.column) >= (second.line, second.column) else 'a'}"
        for one in found_in(story, rules())
        if one.code[0] == "T"
    ]


@pytest.mark.parametrize(
    ("where", "comment", "expected"),
    [
        ("line", "", ALL),
        ("line", "# timeline: ignore T102", ["T103 a", "T102 b"]),
        ("line", "# timeline:ignore t102", ["T103 a", "T102 b"]),
        ("line", "# timeline: ignore future-as-past", ["T103 a", "T102 b"]),
        ("line", "# a reason first # timeline: ignore T102", ["T103 a", "T102 b"]),
        ("line", "# timeline: ignore T103", ALL),
        ("line", "# timeline: ignore", ALL),
        ("line", "#timeline: ignore T103, T102", ["T103 a", "T102 b"]),
        ("date", "# timeline: ignore T103", ["T102 a", "T102 b"]),
        ("source", "# timeline: ignore T103", ["T102 a", "T102 b"]),
        ("source", "# timeline: ignore T102", ALL),
        ("first", "# timeline: ignore T102", ["T103 a", "T102 b"]),
        ("first", "# timeline: ignore T102, T103 # as agreed", ["T102 b"]),
        ("above", "# timeline: ignore T102,T103", ["T102 b"]),
        ("top", "# timeline: ignore T102", ["T103 a"]),
        ("top", "# Our story\n\n# timeline: ignore T102, T103", []),
        ("top", "---\n# timeline: ignore T102, T103", []),
        ("key", "# timeline: ignore T102, T103", ALL),
    ],
)
def test_comments(where: str, comment: str, expected: list[str]) -> None:
    """On a line, on the first line of an event or a source, on the line above, at the top of the file."""
    places = dict.fromkeys(("top", "key", "above", "first", "line", "source", "date"), "")
    assert told(STORY.format(**places | {where: comment})) == expected


EVENTS = [
    {
        "id": "a",
        "date": "2199-01-01",
        "title": "Told too early",
        "sources": [{"outlet": "Variety", "date": "2199-02"}],
    },
    {
        "id": "b",
        "date": "2199-01-01",
        "title": "Another one told too early",
        "sources": [{"outlet": "Deadline", "date": "May 2020"}],
    },
]


@pytest.mark.parametrize(
    ("event", "source", "expected"),
    [
        ("", "", ALL),
        ("T102", "", ["T103 a", "T102 b"]),
        ("T102, T103", "", ["T102 b"]),
        ("", "T103", ["T102 a", "T102 b"]),
        ("", "T102", ALL),
    ],
)
@pytest.mark.parametrize("indent", [None, 1])
def test_keys(event: str, source: str, expected: list[str], indent: int | None) -> None:
    """`x-ignore` of an event or a source, on one line or on many."""
    one, other = json.loads(json.dumps(EVENTS))
    if event:
        one["x-ignore"] = event
    if source:
        one["sources"][0]["x-ignore"] = source
    assert told(json.dumps({"events": [one, other]}, indent=indent), "story.json") == expected
    assert told("\n".join(map(json.dumps, (one, other))), "story.jsonl") == expected


def test_tables() -> None:
    """A column x-ignore holds for the event of its row, its further sources included."""
    head = "id,date,title,x-ignore,source_outlet,source_date\n"
    first = "a,2199-01-01,Told too early,{},Variety,2199-02\n"
    more = "a,,,,Collider,2199-03\n"
    second = "b,2199-01-01,Another one told too early,,Deadline,May 2020\n"
    assert told(head + first.format("") + more + second, "story.csv") == ["T102 a", "T103 a", "T103 a", "T102 b"]
    assert told(head + first.format('"T102, T103"') + more + second, "story.csv") == ["T102 b"]


def test_warnings_of_loading_are_passed_over_too() -> None:
    """An unknown key is a warning like others."""
    text = "events:\n  - {date: 2020, title: T, background: true, poeple: Ann}"
    for comment, expected in (
        ("", ["E105"]),
        ("  # timeline: ignore E105", []),
        ("  # timeline: ignore E101", ["E105"]),
    ):
        chronology = load(["story.yaml"], fetch=lambda shown, text=text + comment: (shown, text.encode()))  # type: ignore[misc]
        assert [
            one.code for one in found_in(Story(chronology, DAY, lambda _, t=text + comment: t), rules())
        ] == expected  # type: ignore[misc]


def test_a_text_silences_nothing() -> None:
    """What stands in a title or a note is text, though it look like a comment; behind the sign of a block it is one."""
    like = "# timeline: ignore S101"
    text = f"""\
events:
  - {{id: a, date: 2020, title: "T {like}"}}
  - id: b
    date: 2020
    title: U
    note: |
      see
      {like}
  - id: c
    date: 2020
    title: V
  - id: d {like}
    date: 2020
    title: W
    note: | {like}
      text
"""
    chronology = load(["story.yaml"], fetch=lambda shown: (shown, text.encode()))
    told = [one.place.line for one in found_in(Story(chronology, DAY, lambda _: text), rules()) if one.code == "S101"]
    assert told == [2, 5, 11]
