"""The database: every row of it is the chronology's, and it opens with a query."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support import run_pipe

from timeline import formats
from timeline.formats.sqlite import LINKS
from timeline.load import load
from timeline.model import Chronology, Event, Source
from timeline.query import Query, Wish, select
from timeline.views import Options, arranged
from timeline.writing import Out
from timeline.writing.plain_records import event_record

HARD = Path(__file__).parent.parent / "data" / "hard.yaml"
DATA = Path(__file__).parent.parent.parent / "data"
STORIES = [DATA / "space-film.yaml", DATA / "space-film-record.yaml", HARD]
DAY = 739_000


def database_of(chronology: Chronology, query: Query = Query(), **options: object) -> sqlite3.Connection:  # noqa: B008
    parts: list[bytes] = []
    texts: list[str] = []
    out = Out(texts.append, DAY, write_bytes=parts.append)
    formats.named("sqlite").write(chronology, select(chronology, query, DAY), Options(**options), out)  # type: ignore[arg-type]
    assert (len(parts), texts) == (1, [])
    database = sqlite3.connect(":memory:")
    database.deserialize(parts[0])
    database.row_factory = sqlite3.Row
    return database


@pytest.fixture(params=STORIES, ids=lambda path: path.stem)
def story(request: pytest.FixtureRequest) -> Iterator[tuple[Chronology, sqlite3.Connection]]:
    chronology = load([str(request.param)])
    with closing(database_of(chronology)) as database:
        yield chronology, database


Story = tuple[Chronology, sqlite3.Connection]


def test_it_is_sound(story: Story) -> None:
    """SQLite finds no fault, no row points at nothing, and the version of the tables is told."""
    _, database = story
    assert database.execute("pragma integrity_check").fetchone()[0] == "ok"
    assert database.execute("pragma foreign_key_check").fetchall() == []
    assert database.execute("pragma user_version").fetchone()[0] == 1


def test_nothing_is_missing_or_added(story: Story) -> None:
    """As many rows as the chronology has events, sources, names and eras."""
    chronology, database = story
    events = chronology.events
    expected = {
        "events": len(events),
        "sources": sum(len(event.sources) for event in events),
        "eras": len(chronology.eras),
        **{name: sum(len(getattr(event, name)) for event in events) for name in LINKS},
    }
    counts = {name: database.execute(f"select count(*) from {name}").fetchone()[0] for name in expected}
    assert counts == expected


_SAME = ("id", "title", "status", "status_from", "match", "because", "note", "summary")


def test_every_value_comes_back(story: Story) -> None:
    """Row for row what the JSON format says, control characters and formulas included."""
    chronology, database = story
    chosen = arranged(chronology, select(chronology, Query(), DAY), Options(), DAY)
    rows = database.execute("select * from events order by rowid").fetchall()
    for row, record in zip(rows, map(event_record, chosen), strict=True):
        assert {key: row[key] for key in _SAME} == {key: record.get(key, "") for key in _SAME}
        assert json.loads(row["origins"]) == record["origins"]
        assert (row["group_name"], row["background"]) == (record.get("group", ""), int("background" in record))
        date = record["date"]
        assert (row["date_text"], row["earliest"], row["latest"]) == (date["text"], date["lower"], date["upper"])
        for key in ("kind", "precision", "uncertain", "approximate", "convention", "edtf", "plain"):
            assert row[key] == date[key], key
        where = "where event_id = ? order by rowid"
        for name in LINKS:
            names = [one["name"] for one in database.execute(f"select name from {name} {where}", (row["id"],))]
            assert names == record[name]
        _check_sources(database, row["id"], record["sources"])


def _check_sources(database: sqlite3.Connection, event: str, records: list[dict[str, str]]) -> None:
    own: dict[int | None, dict[str, str]] = {}
    for one in database.execute("select * from own where event_id = ?", (event,)):
        own.setdefault(one["n"], {})[one["key"]] = one["value"]
    rows = database.execute("select * from sources where event_id = ? order by n", (event,)).fetchall()
    for n, (row, record) in enumerate(zip(rows, records, strict=True), 1):
        assert (row["n"], row["date_text"]) == (n, record["date"])
        assert own.get(n, {}) == {key: value for key, value in record.items() if key.startswith("x-")}
        for key in ("outlet", "says", "by", "unnamed", "title", "url", "via", "archive", "accessed", "lang", "quote"):
            assert row[key] == record.get(key, ""), key


def test_own_keys_of_an_event() -> None:
    """`x-` keys are kept, those of events without the number of a source."""
    with closing(database_of(load([str(HARD)]))) as database:
        rows = [tuple(row) for row in database.execute("select * from own")]
    assert rows == [("formula", None, "x-own", "kept"), ("formula", 1, "x-seen", "copy")]


@pytest.mark.parametrize(
    ("event", "earliest", "latest", "precision"),
    [
        ("deadline-report", "2020-05-01", "2020-05-31", "month"),
        ("variety-insurance", "2020-05-01", "2020-08-31", "part"),
        ("first-term-ends", "2021-01-20", "2021-01-20", None),
        ("talks-fade", "2021-01-20", None, None),
        ("dead-reckoning-shoot", None, None, "none"),
    ],
)
def test_dates_keep_their_bounds(event: str, earliest: str | None, latest: str | None, precision: str | None) -> None:
    """What is open or loose stays so."""
    with closing(database_of(load([str(STORIES[0])]))) as database:
        row = database.execute("select * from events where id = ?", (event,)).fetchone()
    assert (row["earliest"], row["latest"]) == (earliest, latest)
    assert precision is None or row["precision"] == precision


def test_search() -> None:
    """Words are found without regard to case and accents."""
    with closing(database_of(load([str(STORIES[1])]))) as database:
        try:
            database.execute("select fts5_source_id()")
        except sqlite3.OperationalError:
            pytest.skip("this SQLite has no FTS5")
        find = "select id from events where rowid in (select rowid from events_fts where events_fts match ?)"
        found = {row["id"] for row in database.execute(find, ("INSURANCE",))}
        expected = {
            row["id"]
            for row in database.execute(
                "select id from events where title || ' ' || summary || ' ' || note like '%insurance%'"
            )
        }
    assert found
    assert found == expected


def test_a_selection() -> None:
    """Only what was asked for, in the order asked for, with how it matched."""
    chronology = load([str(STORIES[0])])
    query = Query((Wish("person", ("Liman",)),), since="2021")
    with closing(database_of(chronology, query, reverse=True)) as database:
        rows = [tuple(row) for row in database.execute("select id, match from events order by rowid")]
    found = select(chronology, query, DAY)
    chosen = arranged(chronology, found, Options(reverse=True), DAY)
    assert rows == [(one.event.id, one.match.name.lower()) for one in chosen]


def test_the_header() -> None:
    """Title, as-of day, and lists and maps as JSON."""
    with closing(database_of(load([str(HARD)]))) as database:
        meta = {row["key"]: row["value"] for row in database.execute("select * from meta")}
    assert meta["title"].endswith("\u202eoverride")
    assert json.loads(meta["people"]) == {
        "Dóra O'Brien-Łukasz": {"aliases": ["Dora", "O'Brien"]},
        "王小明": {"aliases": ["Xiaoming Wang"]},
    }


def test_half_a_surrogate_pair_is_written_out() -> None:
    r"""SQLite holds UTF-8 alone: `\ud800` is kept as its escape."""
    from timeline.dates import read

    when = read("2020")
    event = Event("a", when, when, "a\ud800b", sources=(Source("\udfff", when, when),))
    with closing(database_of(Chronology(events=(event,)))) as database:
        assert database.execute("select title from events").fetchone()[0] == "a\\ud800b"
        assert database.execute("select outlet from sources").fetchone()[0] == "\\udfff"


def test_a_file(tmp_path: Path) -> None:
    """`-o story.db` writes the database and says nothing; standard output takes the same bytes."""
    path = tmp_path / "story.db"
    done = run_pipe("show", "data/space-film.yaml", "-o", str(path))
    assert (done.out, done.err, done.code) == ("", "", 0)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("select count(*) from events").fetchone()[0] == 16
