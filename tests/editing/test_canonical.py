"""Canonical form: keys in order, one style, nothing lost, whatever the syntax."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hand_styled import Hand
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import HARD, one, source, without_places, written

from timeline.editing.canonical import canonical
from timeline.errors import DataError, UsageError
from timeline.load import load
from timeline.model import Chronology
from timeline.tables import joined


def put(text: str, name: str = "story.yaml", **options: Any) -> str:
    return canonical(name, text.encode(), **options).decode()


def events(text: str, name: str = "story.yaml") -> list[Any]:
    """The events of a file, without places."""
    found: list[Any] = without_places(load([name], fetch=lambda one: (name, text.encode())).events)
    return found


UNTIDY = """\
# yaml-language-server: $schema=timeline-1.schema.json
# timeline: ignore

# What happened.
events:
- sources: {outlet: "Deadline", url: https://deadline.com/x, date: 'May 2020'}   # seen
  x-mine: 1
  people: Tom Cruise
  tags: [film,   # a genre
         space]
  title: 'Deadline reports it'
  # as precise as it is
  date: May 2020
  summary: A text that is long enough to be folded, since it does not fit on a line of one hundred columns with its key.

  background: no
  id: report
  # nothing else is known



- {title: "Variety: doubts", date: "June 5, 2020", note: "One\\n\\nTwo\\n", sources: []}
# The names.
people: {Doug Liman: Liman, Tom Cruise: {born: 1962-07-03, aliases: [Cruise]}, Elon Musk: }
title: A   # short
eras: {first: 2017-01-20/2021-01-20}
timeline: 1
# the end
"""

TIDY = """\
# yaml-language-server: $schema=timeline-1.schema.json
# timeline: ignore

timeline: 1
title: A  # short

eras:
  first: {date: 2017-01-20/2021-01-20}

# The names.
people:
  Doug Liman: {aliases: [Liman]}
  Tom Cruise: {aliases: [Cruise], born: 1962-07-03}
  Elon Musk: {}

# What happened.
events:
  - id: report
    # as precise as it is
    date: May 2020
    title: Deadline reports it
    summary: >-
      A text that is long enough to be folded, since it does not fit on a line of one hundred
      columns with its key.
    people: [Tom Cruise]
    tags:
      - film  # a genre
      - space
    background: false
    x-mine: "1"
    sources:  # seen
      - {outlet: Deadline, date: May 2020, url: https://deadline.com/x}
    # nothing else is known

  - date: June 5, 2020
    title: "Variety: doubts"
    note: |
      One

      Two
    sources: []

# the end
"""


def test_an_untidy_file() -> None:
    """All of it in one look."""
    assert put(UNTIDY) == TIDY
    assert put(TIDY) == TIDY


def test_line_ends_and_marks_are_plain() -> None:
    """Line feeds, a final one, no byte order mark, no document marks."""
    text = "\ufeff%YAML 1.1\n---\ntitle: T\nevents: []\n..."
    assert put(text.replace("\n", "\r\n")) == "title: T\nevents: []\n"
    assert put(text.replace("\n", "\r")) == "title: T\nevents: []\n"


@pytest.mark.parametrize("text", ["", "# alone\n", "# one\n\n# two\n"])
def test_files_without_anything(text: str) -> None:
    """Nothing stays nothing, and comments stay comments."""
    assert put(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("title: [a, b]", None),  # refused by the reader
        ("summary: null", "summary: null"),
        ("summary: ~", "summary: ~"),
        ("summary:", "summary:"),
        ("summary: ''", "summary:"),
        ("group: 'no'", 'group: "no"'),
        ("group: no", 'group: "no"'),
        ("group: 1917", 'group: "1917"'),
        ("group: 2020-05-04", 'group: "2020-05-04"'),
        ("group: 12:08", 'group: "12:08"'),
        ("group: '\"x\" said'", "group: '\"x\" said'"),
        ("group: it's", "group: it's"),
        ("group: C#, F#", "group: C#, F#"),
        ("group: 'a #b'", 'group: "a #b"'),
        ("group: a, [b]", "group: a, [b]"),
        ('group: "a: b"', 'group: "a: b"'),
        ("group: a:b", "group: a:b"),
        ("group: 'a:'", 'group: "a:"'),
        ("group: ' a'", 'group: " a"'),
        ("accessed: 1", 'accessed: "1"'),  # of a source it is a date; an event has no such key
        ("background: Yes", "background: true"),
        ("places: Syracuse", "places: [Syracuse]"),
        ("places: 'Syracuse, New York'", 'places: ["Syracuse, New York"]'),
        ("places:", "places: []"),
        ("date: '2020-05-04'", "date: 2020-05-04"),
        ("date: July 3,   1962", "date: July 3,   1962"),
        ("date: '[2019,2021]'", 'date: "[2019,2021]"'),
    ],
)
def test_values(typed: str, kept: str | None) -> None:
    """Quotes only where they are needed; short forms written out; dates as they are."""
    date = "" if typed.startswith("date") else "    date: 2020\n"
    file = f"events:\n  - title: T\n{date}    {typed}\n"
    if kept is None:
        with pytest.raises(DataError):
            put(file)
    else:
        assert f"    {kept}\n" in put(file).replace("  - ", "    ")


def test_long_lists_have_a_line_each() -> None:
    """A list of names stands on one line up to a hundred columns."""
    names = [f"Name Number {n:02}" for n in range(5)]
    file = "events:\n  - {{date: 2020, title: T, people: [{}]}}\n"
    assert f"    people: [{', '.join(names)}]\n" in put(file.format(", ".join(names)))
    names.append("One More Name")
    assert put(file.format(", ".join(names))).endswith("".join(f"      - {name}\n" for name in names))


@pytest.mark.parametrize("story", ["space-film.yaml", "space-film-record.yaml", "hard"])
def test_what_show_writes_is_canonical(story: str, data: Path) -> None:
    """`show -O yaml` and `fmt` give one text; CSV and TSV too."""
    chronology = load([HARD if story == "hard" else str(data / story)])
    for name in ("yaml", "csv", "tsv"):
        text = written(name, chronology)
        assert put(text, f"story.{name}") == text


@given(
    st.text(max_size=30).filter(str.strip), st.text(max_size=30), st.lists(st.text(min_size=1, max_size=9), max_size=2)
)
@settings(max_examples=150, deadline=None)
def test_any_text_is_kept(title: str, note: str, names: list[str]) -> None:
    """Any text survives, and is written as `show` writes it."""
    texts = [text for text in (title, note, *names) if any(0xD800 <= ord(char) <= 0xDFFF for char in text)]
    if not texts:
        text = written("yaml", one(title, "2020", source(quote=note), note=note, people=tuple(names)))
        assert put(text) == text


# --- other syntaxes -----------------------------------------------------------------------------------------------


def _whole(tree: dict[str, Any]) -> dict[str, Any]:
    """Without short forms that only YAML has."""
    return {key: value for key, value in tree.items() if key != "conventions"}


@pytest.mark.parametrize("seed", range(60))
def test_json_and_its_lines(seed: int) -> None:
    """The same values under the same keys, in order; nothing more to change."""
    tree = _whole(Hand(seed, 0).chronology()) | {"x-number": 1.50, "x-true": True, "x-none": None}
    for indent in (None, 3):
        old = json.dumps(tree, indent=indent, ensure_ascii=bool(seed % 2))
        new = put(old, "story.json")
        assert json.loads(new) == tree
        assert put(new, "story.json") == new == put(json.dumps(tree), "story.json")
        assert events(new, "story.json") == events(old, "story.json")
    header, told = {key: value for key, value in tree.items() if key != "events"}, tree["events"]
    old = "\r\n\r\n".join(json.dumps(record) for record in [header | {"timeline": 1}, *told])
    new = put(old, "story.jsonl")
    assert [json.loads(line) for line in new.splitlines()] == [header | {"timeline": 1}, *told]
    assert put(new, "story.jsonl") == new
    assert events(new, "story.jsonl") == events(old, "story.jsonl")


def test_json_numbers_keep_their_digits() -> None:
    """What was typed without quotes stays so, to the digit; keys stand in order, the author's own behind."""
    text = '{"events": [{"x-a": 1.500, "title": "T", "x-b": 1e3, "date": 2020, "id": "e"}], "timeline": 1}'
    assert put(text, "a.json") == (
        '{\n "timeline": 1,\n "events": [\n  {\n   "id": "e",\n   "date": 2020,\n   "title": "T",\n'
        '   "x-a": 1.500,\n   "x-b": 1e3\n  }\n ]\n}\n'
    )


def _table(seed: int) -> str:
    """The events of a chronology as a table, with columns, quotes and line ends as they come."""
    draw = random.Random(seed)
    rows = []
    for event in Hand(seed, 0).chronology()["events"]:
        sources = event.pop("sources", [])
        row = {key: joined(value) if isinstance(value, list) else value for key, value in event.items()}
        first, *more = sources or [{}]
        rows.append(row | {f"source_{key}": value for key, value in first.items()})
        rows += [{"id": event["id"]} | {f"source_{key}": value for key, value in one.items()} for one in more]
    names = ["id", "date", "title", *{key: 0 for row in rows for key in row if key not in ("id", "date", "title")}]
    draw.shuffle(names)
    out = io.StringIO()
    end = draw.choice(("\n", "\r\n"))
    writer = csv.writer(out, quoting=draw.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)), lineterminator=end)
    writer.writerows([names, *([row.get(name, "") for name in names] for row in rows)])
    return out.getvalue() + end * draw.randint(0, 2)


@pytest.mark.parametrize("seed", range(60))
def test_tables(seed: int) -> None:
    """The same events, columns in order, further sources behind their event; nothing more to change."""
    old = _table(seed)
    new = put(old, "story.csv")
    assert events(new, "story.csv") == events(old, "story.csv")
    assert put(new, "story.csv") == new
    assert set(new.splitlines()[0].split(",")) == set(next(csv.reader([old.splitlines()[0]])))


def test_a_table_keeps_its_columns() -> None:
    """Columns in order, unknown ones behind; sources of an event together; cells like formulas are guarded."""
    old = 'x-own,title,id,date,source_outlet,people\r\n"1","A",a,2020,=O,"B;C "\r\n,B,b,2021,,\r\n,,a,,P,\r\n'
    new = "id,date,title,people,source_outlet,x-own\na,2020,A,B; C,'=O,1\na,,,,P,\nb,2021,B,,,\n"
    assert put(old, "a.csv") == new
    assert put(old.replace(",", "\t"), "a.tsv") == new.replace(",", "\t")


def test_a_line_end_within_a_cell_stays_in_quotes() -> None:
    """RFC 4180 section 2.6: a bare CR within a cell ends no row, so a sound table is still sound."""
    old = 'id,date,title,note\na,2020,"one\rtwo","three\r\nfour\nfive"\n'
    for name, text in (("a.csv", old), ("a.tsv", old.replace(",", "\t"))):
        assert put(text, name) == text
        assert events(put(text, name), name) == events(text, name)


# --- order --------------------------------------------------------------------------------------------------------


def test_sorting_takes_comments_along() -> None:
    """With `sort` the events stand by date, each with its comments; further sources follow their event."""
    old = "events:\n  # of b\n  - {id: b, date: 2021, title: B}\n  # of a\n  - {id: a, date: 2020, title: A}  # A\n  - {id: c, date: before @a, title: C}\n"
    new = put(old, sort=True)
    order = [line.strip() for line in new.splitlines() if "#" in line or "id:" in line]
    assert order == ["- id: c", "# of a", "# A", "- id: a", "# of b", "- id: b"]
    assert put(new, sort=True) == put(new) == new
    rows = put("id,date,title,source_outlet\nb,2021,B,O\na,2020,A,P\nb,,,Q\n", "a.csv", sort=True).splitlines()
    assert rows[1:] == ["a,2020,A,P", "b,2021,B,O", "b,,,Q"]
    lines = '{"id": "b", "date": "2021", "title": "B"}\n{"id": "a", "date": "2020", "title": "A"}\n'
    assert put(lines, "a.jsonl", sort=True).splitlines() == lines.splitlines()[::-1]


def test_sorting_never_changes_ids() -> None:
    """Where ids are made from equal titles, and would be exchanged, the author is asked for ids."""
    old = "events:\n  - {date: 2021, title: Same}\n  - {date: 2020, title: Same}\n  - {date: after @same, title: T}\n"
    with pytest.raises(UsageError, match="same, same-2"):
        put(old, sort=True)


def test_a_part_of_a_larger_story() -> None:
    """References to what another file holds are no hindrance; a file of further sources is read with the others."""
    assert put("events:\n- {title: T, date: after @elsewhere}\n").endswith("title: T\n")
    with pytest.raises(DataError):
        put("events: [{id: a, sources: [{outlet: O}]}]\n")


def test_an_empty_chronology() -> None:
    """No events are an empty list, and stay one."""
    assert put(written("yaml", Chronology())) == "timeline: 1\nevents: []\n"
