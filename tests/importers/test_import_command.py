"""`timeline import`: what it prints, writes and merges, what it says, and how it ends."""

from __future__ import annotations

import contextlib
import csv
import importlib.util
import io
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import Result, run_pipe, run_pty, without_escapes, write

from timeline.commands import run
from timeline.commands.import_ import columns
from timeline.errors import Place, UsageError
from timeline.importers import Input, Options, kind_of, named
from timeline.load import load
from timeline.model import Chronology, Event

DIRTY = "tests/data/dirty.csv"
STORIES = ("space-film.yaml", "space-film-record.yaml")
OWN = ("yaml", "json", "jsonl", "csv", "tsv")
PARAMS = {
    "input": "-", "kind": "", "output": "", "output_format": "", "into": "", "map": (),
    "day_first": False, "month_first": False, "ascii_only": False, "force": False,
}  # fmt: skip

yaml_only = pytest.mark.skipif(
    importlib.util.find_spec("timeline.editing.insert") is None, reason="no timeline.editing.insert here"
)


def in_process(**params: object) -> Result:
    """The command without a process of its own."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run("import", {**PARAMS, **params})
    return Result(out.getvalue(), err.getvalue(), code)


def bare(chronology: Chronology) -> list[Event]:
    """The events without their places, by id, the author's own keys in the order of their names."""

    def same(one: Any) -> Any:
        return one._replace(where=Place(""), extra=tuple(sorted(one.extra)))

    events = (same(event)._replace(sources=tuple(map(same, event.sources))) for event in chronology.events)
    return sorted(events, key=lambda event: event.id)


# --- what it prints -----------------------------------------------------------------------------------------------


def test_a_dirty_spreadsheet(golden: Callable[[str, str], None]) -> None:
    """The chronology and all that is to be said of it, read in review."""
    done = run_pipe("import", DIRTY)
    assert done.code == 0
    golden("import/dirty.yaml", done.out)
    golden("import/dirty.txt", done.err)


def test_what_it_prints_can_be_read_and_is_stable(tmp_path: Path) -> None:
    """Our own reader takes it without a word, and a second run prints the same bytes."""
    done = run_pipe("import", DIRTY)
    path = write(tmp_path, "a.yaml", done.out)
    assert load([path], strict=True).problems == ()
    assert run_pipe("import", DIRTY).out == done.out
    assert run_pipe("check", path, "--severity", "error").code == 0


@pytest.mark.parametrize("name", OWN)
def test_every_own_format(name: str, tmp_path: Path) -> None:
    """-o by the ending and -O by the name write the same events, and nothing to stdout."""
    path = str(tmp_path / f"out.{name}")
    done = run_pipe("import", DIRTY, "-o", path)
    assert (done.out, done.code) == ("", 0)
    printed = write(tmp_path, f"printed.{name}", run_pipe("import", DIRTY, "-O", name).out)
    assert bare(load([path])) == bare(load([printed]))
    assert len(load([path]).events) == 6


def test_reasons_are_listed_up_to_twenty() -> None:
    """Of the rest the number is told."""
    rows = "".join(f"2020,,x{n}\n" for n in range(30))
    done = run_pipe("import", "-", stdin=f"Date,Event,Note\n2019,A,\n{rows}")
    lines = done.err.splitlines()
    assert lines[0] == "timeline: <stdin>: 1 event imported as csv; 30 rows left out"
    assert sum("left out: no title" in line for line in lines) == 20
    assert lines[-1] == "timeline: <stdin>: and 10 more left out or not read"


def test_nothing_of_the_file_steers_the_terminal() -> None:
    """Text of the file is shown, not sent, on both streams; on a narrow terminal too."""
    row = "Date,Event\n\x1b[31mred,\x1b]0;t\x07A\n2020,\n\x1b[2J,\n"
    done = run_pipe("import", "-", stdin=row)
    assert "\x1b" not in done.out + done.err
    shown = run_pty("import", DIRTY, cols=40).out
    assert without_escapes(shown) == shown
    assert "6 events imported as csv" in shown


def test_the_day_first_options() -> None:
    text = "Date,Event\n2/3/2020,A\n"
    assert "date: 2020-03-02" in run_pipe("import", "-", "--day-first", stdin=text).out
    assert "date: 2020-02-03" in run_pipe("import", "-", "--month-first", stdin=text).out
    both = run_pipe("import", "-", "--day-first", "--month-first", stdin=text)
    assert (both.out, both.code) == ("", 2)


def test_map() -> None:
    text = "Zeit;Was;Quelle\n2020;Talks;Variety\n"
    done = run_pipe("import", "-", "--map", "Zeit=date,was=title", "--map", "Quelle=source_outlet", stdin=text)
    assert done.code == 0
    assert "outlet: Variety" in done.out
    assert columns(["Date, local=date,a=b=title"]) == {"Date, local": "date", "a=b": "title"}
    with pytest.raises(UsageError, match="write COLUMN=FIELD"):
        columns(["Zeit"])


# --- how it ends --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "said"),
    [
        (("-",), b"", 2, "empty"),
        (("-",), b"Date,Event\n", 2, "nothing to import in it as csv"),
        (("-",), b"Date,Event\n2020,\n", 2, "left out: no title"),
        (("-", "--from", "csv"), b"foo,bar\n1,2\n", 2, 'among "foo", "bar"'),
        (("-",), b"PK\x03\x04rest", 2, "save the sheet as CSV"),
        (("-",), b'Date,Event\n2020,"A\n', 2, "<stdin>:2: F109"),
        (("-",), b"events:\n  - date: mid-2020ish\n    title: A\n", 2, "<stdin>:2:11: D101"),
        (("-",), b'{"timeline": 1, "events": [', 2, "F102"),
        (("-", "--from", "pdf"), b"Date,Event\n2020,A\n", 2, 'unknown kind "pdf"; use one of:'),
        (("-", "-o", "a.html"), b"Date,Event\n2020,A\n", 2, 'import does not write "html"'),
        (("-", "-O", "text"), b"Date,Event\n2020,A\n", 2, 'import does not write "text"'),
        (("-", "--into", "-"), b"Date,Event\n2020,A\n", 2, "--into needs a file"),
        (("-", "--into", "a.yaml", "-o", "b.yaml"), b"Date,Event\n2020,A\n", 2, "leave --output"),
        (("-", "--map", "Wen=date"), b"Date,Event\n2020,A\n", 2, 'no column "Wen"; there are: "Date", "Event"'),
        (("no-such-file.csv",), b"", 3, "No such file"),
        (("-", "--into", "no-such-file.yaml"), b"Date,Event\n2020,A\n", 3, "No such file"),
        (("-",), b"Date,Event\n2020,A\n", 0, "1 event imported as csv"),
    ],
)
def test_endings(arguments: tuple[str, ...], stdin: bytes, code: int, said: str) -> None:
    """0 when something was imported, 2 when the input is unknown or broken, 3 when the machine refuses."""
    done = run_pipe("import", *arguments, stdin=stdin)
    assert done.code == code
    assert said in done.err
    assert bool(done.out) == (code == 0)
    assert "Traceback" not in done.err


def test_a_file_is_not_touched_when_nothing_is_imported(tmp_path: Path) -> None:
    path = write(tmp_path, "story.yaml", "kept\n")
    assert run_pipe("import", "-", "-o", path, stdin="Date,Event\n").code == 2
    assert Path(path).read_text() == "kept\n"


_PIECES = st.sampled_from(
    ["Date,Event\n", "id,date,title,source_outlet\n", "events:\n", "  - ", "title: A\n", "date: 2020\n", "{", "}",
     '"', "'", "2/3/2020", "43955", "after @a", ",", ";", "\t", "\n", "\r\n", "<b>", "x", "[", "]", "BEGIN:VCALENDAR\n",
     '{"timeline": 1, "events": []}', "\x1b[2J", "é", "\ud800"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(_PIECES, max_size=14).map(lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")),
        st.lists(_PIECES, max_size=8).map(lambda pieces: "".join(pieces).encode("utf-16", "surrogatepass")),
    ),
    st.sampled_from(["", "csv", "timeline"]),
    st.sampled_from([".csv", ".yaml", ".json", ".jsonl", ".txt", ".tsv"]),
)
def test_any_bytes_end_in_0_or_2(data: bytes, kind: str, suffix: str) -> None:
    """Never a traceback, never half a chronology: what is printed can be read."""
    handle, name = tempfile.mkstemp(suffix)
    try:
        os.write(handle, data)
        os.close(handle)
        done = in_process(input=name, kind=kind)
        assert done.code in (0, 2)
        assert bool(done.out) == (done.code == 0)
        assert done.err
        if done.code == 0:
            assert load(["a.yaml"], fetch=lambda _: ("a.yaml", done.out.encode("utf-8", "backslashreplace"))).events
    finally:
        os.unlink(name)


# --- our own files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("name", ["yaml", "json", "jsonl"])
def test_own_files_come_back_whole(story: str, name: str, data: Path, tmp_path: Path) -> None:
    """`show -O X`, then `import`: the same events, eras and names."""
    path = str(tmp_path / f"out.{name}")
    assert run_pipe("show", str(data / story), "-o", path).code == 0
    back = write(tmp_path, "back.yaml", run_pipe("import", path).out)
    before, after = load([str(data / story)]), load([back])
    assert bare(after) == bare(before)
    assert (after.title, after.about, after.people) == (before.title, before.about, before.people)
    assert [era.date for era in after.eras] == [era.date for era in before.eras]


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_tables_come_back_whole(name: str, data: Path, tmp_path: Path) -> None:
    """A table holds the events with the author's own keys, and the header that their dates lean on."""
    path = str(tmp_path / f"out.{name}")
    assert run_pipe("show", str(data / "space-film-record.yaml"), "-o", path).code == 0
    back = write(tmp_path, "back.yaml", run_pipe("import", path).out)
    assert bare(load([back])) == bare(load([str(data / "space-film-record.yaml")]))
    run_pipe("show", str(data / "space-film.yaml"), "-o", path)
    done = run_pipe("import", path)
    assert done.err == f"timeline: {path}: 16 events imported as timeline\n"
    assert bare(load([write(tmp_path, "back.yaml", done.out)])) == bare(load([str(data / "space-film.yaml")]))


def test_tables_saved_by_a_spreadsheet_come_back_whole(data: Path, tmp_path: Path) -> None:
    """Whatever parts the cells and whatever the encoding: header, further sources and statuses are those of our reader."""
    text = run_pipe("show", str(data / "space-film.yaml"), "-O", "csv").out
    rows = list(csv.reader(io.StringIO(text, newline="")))
    before = bare(load([str(data / "space-film.yaml")]))
    for separator, above, end, encoding in (
        (";", "", "\n", "utf-8"),
        (";", "", "\r\n", "utf-8-sig"),
        (";", "sep=;\r\n", "\r\n", "utf-8-sig"),
        (";", '"sep=;"\n', "\n", "utf-8"),
        (",", "sep=,\n", "\n", "utf-8"),
        ("\t", "", "\r\n", "utf-16"),
        ("\t", "", "\n", "utf-8"),
        ("|", "", "\n", "utf-8"),
        (";", "", "\r\n", "cp1252"),
    ):
        table = io.StringIO(newline="")
        csv.writer(table, delimiter=separator, lineterminator=end).writerows(rows)
        saved = f"{above}{table.getvalue()}".encode(encoding)
        for name in ("t.csv", "t.txt"):
            table_file = Input(name, saved)
            assert kind_of(table_file) == "timeline"
            draft = named("timeline").read(table_file, Options())
            assert draft.whole is not None
            assert bare(draft.whole) == before, (separator, above, encoding)
            assert bool(draft.notes) == (encoding in ("utf-16", "cp1252"))


def test_a_mistake_in_a_table_with_semicolons_is_told_in_its_place(tmp_path: Path) -> None:
    text = "sep=;\nid;date;title;source_outlet\na;May 2020;A;Variety\nb;never ever;B;Variety\n"
    done = run_pipe("import", write(tmp_path, "t.csv", text))
    assert (done.out, done.code) == ("", 2)
    assert "t.csv:4:3: D101" in done.err
    assert "b;never ever;B;Variety" in done.err


def test_own_files_by_standard_input(data: Path) -> None:
    """The kind is found by the text alone."""
    for name in OWN:
        text = run_pipe("show", str(data / "space-film-record.yaml"), "-O", name).out
        done = run_pipe("import", "-", stdin=text)
        assert done.err == "timeline: <stdin>: 52 events imported as timeline\n", name


def test_included_files_come_with_the_file(tmp_path: Path) -> None:
    write(tmp_path, "b.yaml", "events: [{date: 2021, title: B}]\n")
    path = write(tmp_path, "a.yaml", "include: [b.yaml]\nevents: [{date: 2020, title: A}]\n")
    assert [event["title"] for event in json.loads(run_pipe("import", path, "-O", "json").out)["events"]] == ["A", "B"]


def test_warnings_of_own_files_are_told(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", "events:\n  - date: 2020\n    title: A\n    titel: B\n")
    done = run_pipe("import", path)
    assert done.code == 0
    assert "unknown key `titel`" in done.err


# --- into a chronology --------------------------------------------------------------------------------------------

SHEET = "Date,Event,Source\n2020-05-04,A came,Variety\n2021,B came,\n"


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "tsv", pytest.param("yaml", marks=yaml_only)])
def test_importing_twice_adds_nothing(name: str, tmp_path: Path) -> None:
    """New events are added once; the second time the file keeps every byte."""
    path = str(tmp_path / f"story.{name}")
    run_pipe("import", "-", "-o", path, stdin="Date,Event\n2019,First\n")
    done = run_pipe("import", "-", "--into", path, stdin=SHEET)
    assert (done.out, done.code) == ("", 0)
    assert done.err.splitlines()[-1] == f"timeline: {path}: 2 new, 0 same, 0 changed"
    assert [event.title for event in load([path]).events] == ["First", "A came", "B came"]
    before = Path(path).read_bytes()
    again = run_pipe("import", "-", "--into", path, stdin=SHEET)
    assert again.err.splitlines()[-1] == f"timeline: {path}: 0 new, 2 same, 0 changed"
    assert Path(path).read_bytes() == before


def into(folder: Path, existing: str, sheet: str) -> tuple[Result, Chronology]:
    """A sheet imported into events in JSON Lines."""
    path = write(folder, "story.jsonl", existing)
    done = in_process(input=write(folder, "sheet.csv", sheet), into=path)
    return done, load([path])


def test_what_changed_is_told_and_left_alone(tmp_path: Path) -> None:
    """The author's version stands; what the import says otherwise is listed with the line of the event."""
    existing = (
        '{"id": "a-came", "date": "May 2020", "title": "A came", "people": ["Ann"], '
        '"sources": [{"outlet": "Variety", "date": "2020"}]}\n'
    )
    sheet = "Date,Event,Source,Published,Who\n2020-05-04,A came,Variety,2020-05-05,Bob Best\n"
    done, after = into(tmp_path, existing, sheet)
    lines = done.err.splitlines()
    assert lines[-2].endswith("story.jsonl: 0 new, 0 same, 1 changed")
    assert lines[-1].endswith(
        'story.jsonl:1: "A came" left as it is: date: May 2020, imported as 2020-05-04; '
        "people: imported with Bob Best; date of Variety: 2020, imported as 2020-05-05"
    )
    assert after.events[0].date.text == "May 2020"


@pytest.mark.parametrize(
    ("existing", "counts"),
    [
        ('{"id": "x", "date": "2020-05-04", "title": "a  CAME"}', "1 new, 0 same, 1 changed"),
        (
            '{"id": "x", "date": "2020-05-04", "title": "A came", "sources": [{"outlet": "Variety"}]}',
            "1 new, 1 same, 0 changed",
        ),
        (
            '{"id": "a-came", "date": "4 May 2020", "title": "Ann came", "sources": [{"outlet": "Variety"}]}',
            "1 new, 0 same, 1 changed",
        ),
        ('{"id": "a-came", "date": "2019", "title": "Ann came"}', "2 new, 0 same, 0 changed"),
        ('{"id": "x", "date": "2019", "title": "A came"}', "2 new, 0 same, 0 changed"),
        (
            '{"id": "x", "date": "2020-05-04", "title": "A came", "note": "mine", "tags": ["t"], "sources": [{"outlet": "Variety"}, {"outlet": "Page Six"}]}',
            "1 new, 1 same, 0 changed",
        ),
    ],
)
def test_what_is_the_same_event(existing: str, counts: str, tmp_path: Path) -> None:
    """By x-import, by id with title or date, by title and date; what the author added is no difference."""
    done, after = into(tmp_path, existing + "\n", SHEET)
    assert counts in done.err
    assert len({event.id for event in after.events}) == len(after.events)


def test_an_event_that_the_author_has_edited_is_known_by_its_origin(tmp_path: Path) -> None:
    """Title, id and date may all have changed: x-import stands."""
    path = str(tmp_path / "story.jsonl")
    in_process(input=write(tmp_path, "s.csv", SHEET), output=path)
    text = Path(path).read_text().replace('"id": "a-came"', '"id": "ann"').replace('"A came"', '"Ann came"')
    Path(path).write_text(text)
    done = in_process(input=str(tmp_path / "s.csv"), into=path)
    assert "0 new, 1 same, 1 changed" in done.err
    assert "title: Ann came, imported as A came" in done.err


def test_ids_that_are_taken_are_changed_with_the_references_to_them(tmp_path: Path) -> None:
    """What is imported keeps referring to what it referred to."""
    existing = '{"id": "a", "date": "2001", "title": "Another"}\n{"id": "k", "date": "2002", "title": "Known"}\n'
    path = write(tmp_path, "story.jsonl", existing)
    more = write(
        tmp_path,
        "more.yaml",
        "events:\n"
        "  - {id: a, date: 2020, title: A}\n"
        "  - {id: b, date: after @a, title: B}\n"
        "  - {id: known, date: 2002, title: Known}\n"
        "  - {id: c, date: after @known, title: C}\n"
        "  - {id: d, date: during @no-era, title: D}\n"
        "eras: {no-era: 2010}\n",
    )
    done = in_process(input=more, into=path)
    assert done.code == 0
    assert "left out: its date refers to @no-era" in done.err
    assert "3 new, 1 same, 0 changed" in done.err
    assert "the import also names 1 era" in done.err
    found = {event.id: event.date.text for event in load([path]).events}
    assert found == {"a": "2001", "k": "2002", "a-2": "2020", "b": "after @a-2", "c": "after @k"}


def test_a_file_that_would_not_hold_is_left_as_it_was(tmp_path: Path) -> None:
    """A chronology with a mistake is not added to."""
    path = write(tmp_path, "story.jsonl", '{"id": "a", "date": "mid-2020ish", "title": "A"}\n')
    done = in_process(input=write(tmp_path, "s.csv", SHEET), into=path)
    assert done.code == 2
    assert "D101" in done.err
    assert "ish" in Path(path).read_text()


def test_yaml_is_handed_to_the_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The records that are new, ids included; its text is checked before the file is replaced."""
    import sys
    import types

    seen: list[dict[str, object]] = []

    def inserted(text: str, name: str, records: list[dict[str, object]]) -> str:
        seen.extend(records)
        return text + "".join(f"  - {json.dumps(record)}\n" for record in records)

    module = types.ModuleType("timeline.editing.insert")
    module.inserted = inserted  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "timeline.editing.insert", module)
    path = write(tmp_path, "story.yaml", "\ufeff# mine\nevents:\n  - {date: 2019, title: First}\n")
    done = in_process(input=write(tmp_path, "s.csv", SHEET), into=path)
    assert done.code == 0
    assert [record["id"] for record in seen] == ["a-came", "b-came"]
    assert Path(path).read_text("utf-8").startswith("\ufeff# mine\n")
    assert "0 new, 2 same" in in_process(input=str(tmp_path / "s.csv"), into=path).err
    module.inserted = lambda text, name, records: text + "  broken: [\n"  # type: ignore[attr-defined]
    before = Path(path).read_bytes()
    assert in_process(input=write(tmp_path, "t.csv", "Date,Event\n2022,C\n"), into=path).code == 2
    assert Path(path).read_bytes() == before


MINE = {
    "json": '{"title": "T", "mine": {"a": 1},\n "events": [{"id": "p", "date": "2019", "title": "P", "odd": 1.50}]}\n',
    "jsonl": '{"title": "T", "mine": [1]}\n{"id": "p", "date": "2019", "title": "P", "odd": 1.50}\n',
    "csv": 'id,date,title,Notes to self,source_outlet\r\np,2019,"P, ""big""","my\nnote",X\r\n\r\nq,2018,Q,,\r\n',
    "tsv": '"id"\t"date"\t"title"\t"Mine"\n"p"\t"2019"\t"P"\t"x"\n',
}


@pytest.mark.parametrize("name", MINE)
def test_what_is_not_ours_stays(name: str, tmp_path: Path) -> None:
    """Keys and columns of the author's own stand as they stood, in every format; tables get columns that they lack."""
    path = str(tmp_path / f"story.{name}")
    Path(path).write_bytes(MINE[name].encode())
    done = in_process(input=write(tmp_path, "s.csv", SHEET), into=path)
    assert "2 new, 0 same" in done.err
    text = Path(path).read_bytes().decode()
    for line in MINE[name].replace("]}", "").splitlines():
        assert line.rstrip("\r") in text
    origins = {event.title: dict(event.extra).get("x-import", "") for event in load([path]).events}
    assert origins["A came"].startswith("csv:")
    assert origins["B came"].startswith("csv:")


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("after @a", ""),
        ("when Ann was 40", ""),
        ("when A. was 40", ""),
        ("after @zz", "its date refers to @zz, which {path} does not have"),
        ("when Bob was 40", "its date rests on the birth date of Bob, which {path} does not have; write there under"),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "timeline"])
def test_dates_may_refer_to_what_is_there(kind: str, date: str, said: str, tmp_path: Path) -> None:
    """What the chronology has counts; what it lacks is told in the author's words, and the event left out."""
    people = "people: {Ann: {born: 1980-01-02, aliases: [A.]}}\n"
    path = write(tmp_path, "s.yaml", people + "events:\n  - {id: a, date: 2020-05-04, title: A}\n")
    text = f"Date,Event\n{date},B\n" if kind == "csv" else f"events:\n  - {{date: {date}, title: B}}\n"
    done = in_process(input=write(tmp_path, f"in.{'csv' if kind == 'csv' else 'yaml'}", text), into=path)
    assert {event.date.text for event in load([path]).events} == {"2020-05-04"} | (set() if said else {date})
    assert said.format(path=path) in done.err
    assert "born:" not in done.err.replace("{born:", "")
    assert "no event" not in done.err
    assert "1 event read as" in done.err
    assert (
        done.err.count(f"{path}: {'0 new, 0 same, 0 changed, 1 left out' if said else '1 new, 0 same, 0 changed'}\n")
        == 1
    )


@pytest.mark.parametrize(
    ("header", "imported", "counts", "written"),
    [
        ("year: 2020", "year: 2022", "1 new, 0 same, 1 changed", "July 2022"),
        ("year: 2020", "year: 2020", "1 new, 1 same, 0 changed", "July"),
        ("year: 2020", "title: T", "1 new, 0 same, 1 changed", "July, year unknown"),
        ("title: T", "year: 2022", "1 new, 0 same, 1 changed", "July 2022"),
        ("title: T", "title: U", "1 new, 1 same, 0 changed", "July"),
    ],
)
def test_a_year_goes_with_the_dates_that_lean_on_it(
    header: str, imported: str, counts: str, written: str, tmp_path: Path
) -> None:
    """No date changes its year by moving into another file; the same words in another year are not the same."""
    premiere = "  - {id: p, date: June, title: Premiere, sources: [{outlet: X, date: June 3}]}\n"
    path = write(tmp_path, "s.yaml", f"{header}\nevents:\n{premiere}")
    more = write(tmp_path, "x.yaml", f"{imported}\nevents:\n{premiere}  - {{id: r, date: July, title: Reshoot}}\n")
    done = in_process(input=more, into=path)
    assert counts in done.err
    assert [event.date.text for event in load([path]).events] == ["June", written]
    if "1 changed" in counts:
        assert '"Premiere" left as it is: date: June, imported as June' in done.err


def test_dates_by_other_conventions_are_left_out(tmp_path: Path) -> None:
    """A date that would mean other days is not taken over; all others are."""
    path = write(tmp_path, "s.yaml", "events:\n  - {date: 2019, title: A}\n")
    events = "events:\n  - {date: summer 2020, title: B}\n  - {date: May 2020, title: C}\n"
    done = in_process(input=write(tmp_path, "x.yaml", "conventions: {summer: 5-9}\n" + events), into=path)
    assert 'its date "summer 2020" does not mean the same in' in done.err
    assert "the import also names other conventions" in done.err
    assert [event.title for event in load([path]).events] == ["A", "C"]


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """-o is one slip away from --into: only --force replaces what is there; an empty file holds nothing."""
    sheet, path = (
        write(tmp_path, "s.csv", SHEET),
        write(tmp_path, "story.yaml", "events: [{date: 2019, title: Mine}]\n"),
    )
    done = in_process(input=sheet, output=path)
    assert (done.out, done.code) == ("", 2)
    assert f"-o {path}: there already; add to it with --into {path}, or replace it with --force" in done.err
    assert [event.title for event in load([path]).events] == ["Mine"]
    assert in_process(input=sheet, output=path, force=True).code == 0
    assert [event.title for event in load([path]).events] == ["A came", "B came"]
    assert in_process(input=sheet, output=write(tmp_path, "empty.yaml", "")).code == 0


def test_a_big_sheet_is_imported_in_one_go(tmp_path: Path) -> None:
    """Many rows with one title have ids of their own, without asking again for each."""
    rows = "".join(f"2020-01-01,Update,{n}\n" for n in range(5000))
    done = in_process(input=write(tmp_path, "s.csv", f"Date,Event,Note\n{rows}"), output_format="jsonl")
    events = [json.loads(line) for line in done.out.splitlines()[1:]]
    assert len({event["id"] for event in events}) == len({event["x-import"] for event in events}) == 5000


def test_a_bundled_story_by_its_bare_name() -> None:
    """As every command finds it; what is nearly one gets its name."""
    done = run_pipe("import", "space-film")
    assert done.code == 0
    assert "deadline-report" in done.out
    near = run_pipe("import", "space-flim")
    assert (near.code, near.out) == (3, "")
    assert "did you mean the bundled story space-film?" in near.err
