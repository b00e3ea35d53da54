"""Every format: awkward values unharmed, and what our own reader reads back is what was written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import run_pipe

from timeline import formats
from timeline.errors import Place
from timeline.formats import Out
from timeline.load import load
from timeline.model import Chronology, Event, Source
from timeline.query import Query, select
from timeline.views import Options, printable

HARD = str(Path(__file__).parent / "data" / "hard.yaml")
DAY = 739_000


def text_of(chronology: Chronology, name: str, **options: object) -> str:
    parts: list[str] = []
    found = select(chronology, Query(), DAY)
    formats.named(name).write(chronology, found, Options(**options), Out(parts.append, DAY))  # type: ignore[arg-type]
    return "".join(parts)


@pytest.mark.parametrize("name", [name for name in formats.names() if not formats.is_binary(formats.named(name))])
def test_hard_values(name: str, golden: Callable[[str, str], None]) -> None:
    """One file of awkward values through every format; read in review."""
    suffix = (formats.named(name).SUFFIXES or (".txt",))[0]
    text = text_of(load([HARD]), name)
    golden(f"hard/{name}{suffix}", text.replace("\r\n", "\n"))  # the line ends of a calendar have their own test


@pytest.mark.parametrize("name", ["text", "brief"])
def test_nothing_steers_the_terminal(name: str) -> None:
    """No control, bidi or separator character of the data leaves raw."""
    text = text_of(load([HARD]), name)
    assert "\x1b" not in text
    assert not {char for char in text if char != "\n" and printable(char) != char}


def test_json_is_one_object_and_jsonl_one_a_line() -> None:
    """JSON parses whole, JSON Lines line by line, with the same events."""
    chronology = load([HARD])
    whole = json.loads(text_of(chronology, "json"))
    lines = [json.loads(line) for line in text_of(chronology, "jsonl").splitlines()]
    assert whole["events"] == lines[1:]
    assert whole["timeline"] == 1
    assert {key: value for key, value in whole.items() if key != "events"} == lines[0]


def test_the_json_contract(data: Path) -> None:
    """The keys that programs rely on."""
    events = json.loads(text_of(load([str(data / "space-film.yaml")]), "json"))["events"]
    event = next(event for event in events if event["id"] == "variety-insurance")
    assert event["date"] == {
        "text": "mid-2020",
        "kind": "point",
        "lower": "2020-05-01",
        "upper": "2020-08-31",
        "precision": "part",
        "uncertain": False,
        "approximate": False,
        "convention": True,
        "edtf": "[2020-05..2020-08]",
        "plain": "mid-2020",
        "inferred": None,
    }
    assert (event["status"], event["match"], event["sources"][0]["outlet"]) == ("reported", "certain", "Variety")
    inferred = next(event for event in events if event["id"] == "talks-fade")["date"]
    assert (inferred["text"], inferred["lower"], inferred["inferred"]) == (
        "after @first-term-ends",
        "2021-01-20",
        ["first-term-ends"],
    )


def test_a_table_has_a_row_a_source_and_no_formula() -> None:
    """A row for an event with its first source, one for each further; no cell begins like a formula."""
    rows = list(csv.DictReader(io.StringIO(text_of(load([HARD]), "csv"))))
    assert [row["source_outlet"] for row in rows if row["id"] == "formula"] == ["A", "B", "C"]
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]


def _bare(chronology: Chronology) -> tuple[Event, ...]:
    """The events without their places, by id, with one source less in sight: those of tables have no keys of one's own."""

    def bare(event: Event) -> Event:
        sources = tuple(source._replace(where=Place("")) for source in event.sources)
        return event._replace(where=Place(""), sources=sources)

    return tuple(sorted(map(bare, chronology.events), key=lambda event: event.id))


def _read_back(chronology: Chronology, name: str, folder: Path) -> Chronology:
    path = folder / f"back.{name}"
    path.write_text(text_of(chronology, name), "utf-8", newline="")
    return load([str(path)])


@pytest.mark.parametrize("name", ["json", "jsonl"])
@pytest.mark.parametrize("story", ["space-film.yaml", "space-film-record.yaml", "hard"])
def test_json_is_read_back_whole(name: str, story: str, data: Path, tmp_path: Path) -> None:
    """Written and read again nothing is lost or added: events, sources, header."""
    chronology = load([HARD if story == "hard" else str(data / story)])
    back = _read_back(chronology, name, tmp_path)
    assert _bare(back) == _bare(chronology)
    assert (back.title, back.about, back.people) == (chronology.title, chronology.about, chronology.people)
    assert [(era.id, era.name, era.date) for era in back.eras] == [
        (era.id, era.name, era.date) for era in chronology.eras
    ]


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\x85\u2028\u2029\ufeff"), max_size=20)
_WORD = _TEXT.map(str.strip).filter(bool)
_LIST = st.lists(_WORD, max_size=3).map(tuple)
_DATE = st.sampled_from(
    ["2020", "May 2020", "mid-2020", "c. 2019?", "unknown", "2020-06/2020-08", "before 2015", "September"]
)


def _when(text: str) -> object:
    from timeline.dates import read

    return read(text)


_SOURCES = st.lists(
    st.builds(
        lambda outlet, date, says, title, quote: Source(outlet, _when(date), _when(date), says, title, quote=quote),  # type: ignore[arg-type]
        _WORD,
        _DATE,
        st.sampled_from(["reports", "denies", "rumours"]),
        _TEXT.map(str.strip),
        _TEXT.map(str.strip),
    ),
    max_size=3,
).map(tuple)
_EVENTS = st.lists(
    st.builds(
        lambda date, title, summary, people, tags, note, sources: (date, title, summary, people, tags, note, sources),
        _DATE,
        _WORD,
        _TEXT.map(str.strip),
        _LIST,
        _LIST,
        _TEXT.map(str.strip),
        _SOURCES,
    ),
    max_size=4,
)


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "tsv"])
@given(drawn=_EVENTS)
@settings(max_examples=60, deadline=None)
def test_generated_chronologies_come_back(
    name: str, drawn: list[tuple[object, ...]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Any texts at all come back from JSON, JSON Lines, CSV and TSV as they were."""
    events = tuple(
        Event(f"e{n}", _when(date), _when(date), title, summary, people, tags=tags, note=note, sources=sources)  # type: ignore[arg-type]
        for n, (date, title, summary, people, tags, note, sources) in enumerate(drawn)
    )
    chronology = Chronology(events=events)
    assert _bare(_read_back(chronology, name, tmp_path_factory.mktemp("back"))) == _bare(chronology)


def test_unknown_suffixes_are_text(tmp_path: Path) -> None:
    """A file name's ending chooses the format; -O stands above it."""
    for name, begins in (("a.json", "{"), ("a.csv", "id,"), ("a.jsonl", '{"timeline"'), ("a.log", "Tom Cruise")):
        run_pipe("show", "data/space-film.yaml", "-o", str(tmp_path / name))
        assert (tmp_path / name).read_text("utf-8").startswith(begins)
    run_pipe("show", "data/space-film.yaml", "-o", str(tmp_path / "b.json"), "-O", "csv")
    assert (tmp_path / "b.json").read_text("utf-8").startswith("id,")
