"""The archive format: every value of it is the chronology's, and nothing is lost on the way."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from samples import DAY, HARD, one, source
from support import run_pipe

from timeline import formats
from timeline.dates import read
from timeline.dates.record import meaning
from timeline.errors import Place, UsageError
from timeline.formats import parquet
from timeline.load import load
from timeline.model import Chronology, Event
from timeline.query import Query, Wish, select
from timeline.views import Options, arranged
from timeline.writing import Out
from timeline.writing.plain_records import event_record, header_record

parquet_of_arrow = pytest.importorskip("pyarrow.parquet")
arrow = pytest.importorskip("pyarrow")

DATA = Path(__file__).parent.parent.parent / "data"
STORIES = [str(DATA / "space-film.yaml"), str(DATA / "space-film-record.yaml"), HARD]


def bytes_of(chronology: Chronology, query: Query = Query(), **options: object) -> bytes:  # noqa: B008
    parts: list[bytes] = []
    texts: list[str] = []
    out = Out(texts.append, DAY, write_bytes=parts.append)
    formats.named("parquet").write(chronology, select(chronology, query, DAY), Options(**options), out)  # type: ignore[arg-type]
    assert (len(parts), texts) == (1, [])
    return parts[0]


def table_of(chronology: Chronology, **options: object) -> Any:
    return parquet_of_arrow.read_table(arrow.BufferReader(bytes_of(chronology, **options)))


def record_of(row: dict[str, Any]) -> dict[str, Any]:
    """The event as our JSON has it, but for names of origins, which are worked out again."""
    record = {"id": row["id"], "title": row["title"], "status_from": row["status_from"], "match": row["match"]}
    record |= {"date": {"text": row["date_text"], "inferred": row["inferred"] or None}, "status": row["status"]}
    record["date"] |= {name: row[name] for name in ("edtf", "plain", "kind", "precision")}
    record["date"] |= {name: row[name] for name in ("uncertain", "approximate", "convention")}
    record |= {name: row[name] for name in ("people", "orgs", "works", "places", "tags")}
    record |= {name: row[name] for name in ("summary", "note", "because") if row[name]}
    record |= {"group": row["group_name"]} if row["group_name"] else {}
    record |= {"background": "true"} if row["background"] else {}
    record["sources"] = [_source_record(source) for source in row["sources"]]
    return record | dict(row["own"])


def _source_record(row: dict[str, Any]) -> dict[str, Any]:
    texts = {name: row[name] for name in ("says", "title", "url", "by", "unnamed", "via", "archive", "accessed")}
    texts |= {"lang": row["lang"], "quote": row["quote"]}
    record = {"outlet": row["outlet"], "date": row["date_text"], **{name: text for name, text in texts.items() if text}}
    return record | dict(row["own"])


@pytest.mark.parametrize("story", STORIES, ids=lambda path: Path(path).stem)
def test_rows_are_the_events_of_our_json(story: str) -> None:
    """Row for row and key for key what the JSON format says; bounds as days; origins as their number."""
    chronology = load([story])
    chosen = arranged(chronology, select(chronology, Query(), DAY), Options(), DAY)
    rows = table_of(chronology).to_pylist()
    for row, shown in zip(rows, chosen, strict=True):
        record = event_record(shown)
        assert row["origins"] == len(record.pop("origins"))
        days = {"earliest": record["date"].pop("lower"), "latest": record["date"].pop("upper")}
        assert record_of(row) == record
        assert row["outlets"] == list(dict.fromkeys(source["outlet"] for source in record["sources"]))
        for name, text in days.items():
            assert row[name] == (None if text is None else date.fromisoformat(text))
            day = row[f"{name}_ordinal"]
            assert (None if day is None else date.min + timedelta(days=day - 1)) == row[name]


def _bare(chronology: Chronology) -> list[Event]:
    """The events by id, without their places."""

    def bare(event: Event) -> Event:
        where = Place("")
        sources = tuple(source._replace(where=where) for source in event.sources)
        return event._replace(where=where, sources=sources)

    return sorted(map(bare, chronology.events), key=lambda event: event.id)


@pytest.mark.parametrize("story", STORIES, ids=lambda path: Path(path).stem)
def test_a_chronology_comes_back_whole(story: str, tmp_path: Path) -> None:
    """Header and rows, put together as JSON again, are read as the chronology that was written."""
    chronology = load([story])
    table = table_of(chronology)
    header = json.loads(table.schema.metadata[b"timeline"])
    assert header == header_record(chronology, DAY)
    back = tmp_path / "back.json"
    back.write_text(json.dumps({**header, "events": [record_of(row) for row in table.to_pylist()]}), "utf-8")
    read_back = load([str(back)])
    assert _bare(read_back) == _bare(chronology)
    assert (read_back.title, read_back.about, read_back.people) == (
        chronology.title,
        chronology.about,
        chronology.people,
    )


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("May 2020", "2020-05-01", "2020-05-31"),
        ("before 2015", None, "2014-12-31"),
        ("unknown", None, None),
        ("-0043", None, None),
        ("0000/0001", None, "0001-12-31"),
        ("9999/Y10000", "9999-01-01", None),
        ("Y17E7", None, None),
    ],
)
def test_days_outside_the_type(text: str, earliest: str | None, latest: str | None) -> None:
    """What a DATE cannot hold is null; the ordinal has it all the same."""
    row = table_of(one(date=text)).to_pylist()[0]
    found = tuple(None if row[name] is None else row[name].isoformat() for name in ("earliest", "latest"))
    assert found == (earliest, latest)
    when = read(text)
    assert (row["earliest_ordinal"], row["latest_ordinal"]) == (when.lower, when.upper)
    assert (row["date_text"], row["edtf"]) == (text, meaning(when)["edtf"])


def test_no_year_is_too_far() -> None:
    """A day that no number of eight bytes holds has no bound here; its EDTF still tells it."""
    row = table_of(one(date="Y1E17")).to_pylist()[0]
    assert (row["earliest_ordinal"], row["latest_ordinal"], row["edtf"]) == (None, None, "Y1E17")


def test_types_of_the_columns() -> None:
    """Days are DATEs, lists are lists, sources are structures; nothing but days can be null."""
    schema = table_of(one(date="2020")).schema
    kinds = {name: str(schema.field(name).type) for name in ("earliest", "latest_ordinal", "people", "uncertain")}
    assert kinds["earliest"] == "date32[day]"
    assert kinds["latest_ordinal"] == "int64"
    assert kinds["people"].startswith("list<")
    assert kinds["uncertain"] == "bool"
    assert {field.name for field in schema if field.nullable} == {
        "earliest", "latest", "earliest_ordinal", "latest_ordinal",
    }  # fmt: skip


def test_the_same_events_give_the_same_bytes() -> None:
    """No clock, no path and no order of a set stands in the file."""
    assert bytes_of(load([HARD])) == bytes_of(load([HARD]))


def test_row_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are written in groups of a set size, in order, none lost where one ends."""
    monkeypatch.setattr(parquet, "_GROUP", 5)
    monkeypatch.setattr(parquet, "_AT_ONCE", 2)
    chronology = load([STORIES[0]])
    file = parquet_of_arrow.ParquetFile(arrow.BufferReader(bytes_of(chronology)))
    sizes = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert sizes == [5, 5, 5, 1]
    assert file.metadata.row_group(0).column(0).compression == "ZSTD"
    chosen = arranged(chronology, select(chronology, Query(), DAY), Options(), DAY)
    assert file.read().column("id").to_pylist() == [shown.event.id for shown in chosen]


def test_a_selection() -> None:
    """Only what was asked for, in the order asked for, with how it matched."""
    chronology = load([STORIES[0]])
    query = Query((Wish("person", ("Liman",)),), since="2021")
    rows = parquet_of_arrow.read_table(
        arrow.BufferReader(bytes_of(chronology, query, reverse=True, limit=3))
    ).to_pylist()
    chosen = arranged(chronology, select(chronology, query, DAY), Options(reverse=True), DAY)[:3]
    assert [(row["id"], row["match"]) for row in rows] == [
        (shown.event.id, shown.match.name.lower()) for shown in chosen
    ]


def test_nothing_found_is_a_file_of_no_rows() -> None:
    """Its columns are there all the same, so that a query over many files holds."""
    table = table_of(Chronology("C"))
    assert (table.num_rows, "sources" in table.column_names) == (0, True)


def test_half_a_surrogate_pair_is_written_out() -> None:
    r"""UTF-8 has no place for it: `\ud800` is kept as its escape."""
    row = table_of(one("a\ud800b", "2020", source(outlet="\udfff"))).to_pylist()[0]
    assert (row["title"], row["outlets"]) == ("a\\ud800b", ["\\udfff"])


def test_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says how to get it."""
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"this format needs pyarrow; install it with: pip install '.*\[archive\]'"):
        bytes_of(one())


def test_a_file(tmp_path: Path) -> None:
    """`-o story.parquet` writes the file and says nothing; standard output takes the same bytes."""
    path = tmp_path / "story.parquet"
    done = run_pipe("show", "data/space-film.yaml", "-o", str(path))
    assert (done.out, done.err, done.code) == ("", "", 0)
    assert parquet_of_arrow.read_metadata(path).num_rows == 16
