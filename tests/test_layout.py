"""Events in our own layout are taken by a pattern: what it takes, and that it reads them as a parser does."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import laid_out, mostly_sound
from support import ROOT, told

from timeline import formats
from timeline.index import building
from timeline.index.place import index_of
from timeline.load import load, syntaxes, yaml_plain
from timeline.load.files import SourceFile
from timeline.load.nodes import Buffer, Row
from timeline.load.yaml_layout import Layout, event_pattern
from timeline.load.yaml_plain import read_yaml_plain
from timeline.model import Chronology
from timeline.query import Query, select
from timeline.views import Options
from timeline.writing import Out

HEAD = "title: T\nevents:\n"


def by_both(text: str) -> tuple[list[object], list[object]]:
    """The chronology by the pattern, an event at a time, and by PyYAML; places and problems included."""

    def fetch(name: str) -> tuple[str, Buffer]:
        return name, text.encode()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_plain, "_WORTH_FASTER", 0)
        patch.setattr(yaml_plain, "_AT_ONCE", 1)
        fast = told(load(["t.yaml"], fetch=fetch, keep_going=True))
        patch.setattr(syntaxes, "PLAIN", {})
        return fast, told(load(["t.yaml"], fetch=fetch, keep_going=True))


@settings(max_examples=500, deadline=None)
@given(st.lists(laid_out(), min_size=1, max_size=3))
def test_whatever_stands_where_values_stand(events: list[str]) -> None:
    fast, exact = by_both(HEAD + "".join(events))
    assert fast == exact


@settings(max_examples=1500, deadline=None)
@given(st.lists(mostly_sound(), min_size=1, max_size=3))
def test_what_the_pattern_takes(events: list[str]) -> None:
    """Texts of any signs, plain and in quotes, folded and in brackets: PyYAML reads the same."""
    fast, exact = by_both(HEAD + "".join(event.replace("id: e", f"id: e{n}", 1) for n, event in enumerate(events)))
    assert fast == exact


def written(chronology: Chronology) -> str:
    """A chronology in our layout."""
    parts: list[str] = []
    found = select(chronology, Query(), 740_000)
    formats.named("yaml").write(chronology, found, Options(), Out(parts.append, 740_000))
    return "".join(parts)


def the_record() -> Chronology:
    """The public record without keys of our own, and without dates that refer to others or hold a colon."""
    record = load([str(ROOT / "data" / "space-film-record.yaml")])
    bare = [
        event._replace(extra=(), sources=tuple(source._replace(extra=()) for source in event.sources))
        for event in record.events
        if ":" not in event.date.text and "@" not in event.date.text
    ]
    return record._replace(events=tuple(bare))


def test_what_we_write_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every event."""
    record = the_record()
    data = written(record).encode()
    monkeypatch.setattr(yaml_plain, "_WORTH_FASTER", 0)
    document = read_yaml_plain(SourceFile("t.yaml", data=data), data)
    assert document is not None
    events = list(document.events)
    assert len(events) == len(record.events) > 40
    assert [one for one in events if not isinstance(one, Row)] == []


def test_an_index_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds the same, whoever has read the file."""
    path = tmp_path / "t.yaml"
    path.write_text(written(the_record()), "utf-8")
    found = []
    for worth in (0, 1 << 30):
        env = {"XDG_CACHE_HOME": str(tmp_path / str(worth))}
        monkeypatch.setattr(yaml_plain, "_WORTH_FASTER", worth)
        building.build(str(path), lambda items, total: items, env)
        with closing(sqlite3.connect(index_of(str(path), env))) as connection:
            found.append(connection.execute("SELECT name, n, data FROM part ORDER BY name, n").fetchall())
    assert found[0] == found[1]
    assert len(found[0]) > 100


def test_where_events_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In bytes, whatever letters stand before."""
    monkeypatch.setattr(yaml_plain, "_WORTH_FASTER", 0)
    data = (HEAD + "".join(f"  - id: e{n}\n    date: 2020\n    title: é“{n}”\n" for n in range(400))).encode()
    document = read_yaml_plain(SourceFile("t.yaml", data=data), data)
    assert document is not None
    rows = [one for one in document.events if isinstance(one, Row)]
    assert [data[row.at :].split(b"\n", 1)[0].decode() for row in rows] == [f"- id: e{n}" for n in range(400)]


EVENT = """\
  - id: one
    date: 2020
    title: A title
    people: [Liman]
    sources:
      - outlet: Deadline
        date: May 2020
        url: https://a.b/c
        by: A, B
"""


def test_the_pattern_takes_an_event() -> None:
    assert Layout(2).events(EVENT) == [
        (
            (
                "one", "2020", "A title", "", ("Liman",), (), (), (), (), "", "", "", False, "",
                [["Deadline", "May 2020", "reports", "", "https://a.b/c", "A, B", *[""] * 6]],
            ),
            0,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (">-\n      a\n      b: c\n", "a b: c"),
        (">-\n      # no remark\n", "# no remark"),
        ("plain", "plain"),
        ('"say \\"so\\", a \\\\/ b \\/"', 'say "so", a \\/ b /'),
        ("'it''s'", "it's"),
        (">\n      with a line end\n", None),
        ("|-\n      a\n      b\n", None),
        (">-\n      a\n\n      b\n", None),
        (">-\n      a\n        b\n", None),
        (">-\n      a \n      b\n", None),
    ],
)
def test_prose(block: str, text: str | None) -> None:
    """Folded as YAML folds it; what is folded otherwise is left to the parser."""
    event = EVENT.replace("    people:", f"    summary: {block.rstrip()}\n    people:".replace("\n\n    p", "\n    p"))
    events = Layout(2).events(event)
    assert (None if events is None else events[0][0][3]) == text


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("by: A, B\n", "by: A, B\n        url: https://a.b/d\n"),  # a key twice
        ("by: A, B\n", "by: A, B\n        by: C\n"),
        ("title: A title\n", "title: A title\n    title: Another\n"),
        ("people: [Liman]", "people: [Liman]\n    people: [Cruise]"),
        ("people: [Liman]", "people:[Liman]"),  # no key at all
        ("people: [Liman]", "people: [Liman], x"),
        ("people: [Liman]", "people: [null]"),
        ("people: [Liman]", "people: [[Liman]]"),
        ("people: [Liman]", "people: {Liman: x}"),
        ("people: [Liman]", "people: [a: b]"),
        ("people: [Liman]", "peopel: [Liman]"),
        ("people: [Liman]", "people: [Liman]\n    status: unlikely"),
        ("people: [Liman]", "people: [Liman]\n    background: perhaps"),
        ("people: [Liman]", "people: [Liman]\n    note: >-"),
        ("title: A title", "title: null"),
        ("title: A title", 'title: ""'),
        ("title: A title", 'title: " "'),
        ("title: A title", "title: A title: with a colon"),
        ("title: A title", "title: A title # and a remark"),
        ("title: A title", 'title: "A \\x title"'),
        ("title: A title", 'title: "A" title'),
        ("title: A title", "title: 'A' title"),
        ("title: A title", "title: A title\n      that goes on"),
        ("outlet: Deadline", "outlet: null"),
        ("outlet: Deadline", "outlet:"),
        ("outlet: Deadline", "says: denies"),
        ("by: A, B", "says: perhaps"),
        ("      - outlet", "     - outlet"),
        ("        by", "         by"),
        ("  - id: one", "  - id: null"),
        ("  - id: one", "  - id: 1e3"),
        ("  - id: one\n", "  - "),
    ],
)
def test_the_pattern_takes_nothing_that_is_unsound(written: str, changed: str) -> None:
    assert written in EVENT
    assert event_pattern(2).fullmatch(EVENT.replace(written, changed, 1)) is None


@pytest.mark.parametrize(
    "source",
    [
        "      - outlet: O\n        date: 2020\n        title: T\n        url: https://a.b/c\n",
        "      - outlet: O\n        date: May 2020\n        by: P\n        url: https://a.b/c\n",
        "      - {outlet: O, date: 2020?, url: https://a.b/c}\n",
    ],
)
def test_an_unsound_end_is_found_at_once_however_many_sources_there_are(source: str) -> None:
    """A pattern that tried every way to read each source would not come to an end of this one."""
    head = EVENT[: EVENT.index("      - outlet")]
    assert event_pattern(2).fullmatch(head + source * 500)
    assert event_pattern(2).fullmatch(head + source * 500 + "    nope: x\n") is None
