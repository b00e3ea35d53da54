"""Reading: four syntaxes, one model; what an author typed stays what the author typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import run_pipe, write

from timeline import formats
from timeline.dates.carried import meaning
from timeline.errors import DataError, MachineError
from timeline.load import lines, load
from timeline.load.lines import Lines
from timeline.query import Query, select
from timeline.views import Options
from timeline.writing import Out

YAML = """\
title: One
events:
  - id: a
    date: May 2020
    title: First
    people: [Doug Liman, Tom Cruise]
    tags: [one; two]
    sources:
      - {outlet: Deadline, date: May 2020, unnamed: sources}
      - {outlet: Variety, date: 2020-07, says: denies}
  - id: b
    date: unknown
    title: Second
"""
CSV = """\
id,date,title,people,tags,source_outlet,source_date,source_unnamed,source_says
a,May 2020,First,Doug Liman; Tom Cruise,one\\; two,Deadline,May 2020,sources,
a,,,,,Variety,2020-07,,denies
b,unknown,Second,,,,,,
"""
JSON = {
    "title": "One",
    "events": [
        {
            "id": "a",
            "date": "May 2020",
            "title": "First",
            "people": ["Doug Liman", "Tom Cruise"],
            "tags": ["one; two"],
            "sources": [
                {"outlet": "Deadline", "date": "May 2020", "unnamed": "sources"},
                {"outlet": "Variety", "date": "2020-07", "says": "denies"},
            ],
        },
        {"id": "b", "date": "unknown", "title": "Second"},
    ],
}
SYNTAXES = {
    "one.yaml": YAML,
    "one.csv": CSV,
    "one.tsv": CSV.replace(",", "\t"),
    "one.json": json.dumps(JSON),
    "one.jsonl": "\n".join([json.dumps({"title": "One"}), *map(json.dumps, JSON["events"])]),
}


def events_of(path: str) -> list[tuple[object, ...]]:
    def bare(event: object) -> object:
        sources = tuple(source._replace(where=None) for source in event.sources)  # type: ignore[attr-defined]
        return event._replace(where=None, sources=sources)  # type: ignore[attr-defined]

    return [bare(event) for event in load([path]).events]  # type: ignore[misc]


@pytest.mark.parametrize("name", SYNTAXES)
def test_syntaxes_mean_the_same(name: str, tmp_path: Path) -> None:
    """YAML, CSV, TSV, JSON and JSON Lines give equal events."""
    reference = write(tmp_path, "reference.yaml", YAML)
    assert events_of(write(tmp_path, name, SYNTAXES[name])) == events_of(reference)


@pytest.mark.parametrize("name", SYNTAXES)
def test_standard_input(name: str, tmp_path: Path) -> None:
    """`-` is standard input, in any of the syntaxes."""
    path = write(tmp_path, name, SYNTAXES[name])
    done = run_pipe("show", "-", "--brief", stdin=SYNTAXES[name])
    assert (done.out, done.err) == (run_pipe("show", path, "--brief").out, "")


@pytest.mark.parametrize(
    "typed", ["2020-05", "no", "NO", "10:30", "007", "1e3", "1917", "true", "0x1F", "2020-05-04", "1_000", "=", ".5"]
)
def test_scalars_stay_text(typed: str, tmp_path: Path) -> None:
    """What looks like a number, a date or a truth value stays what was typed."""
    path = write(tmp_path, "typed.yaml", f"events:\n  - date: 2020\n    title: {typed}\n    tags: [{typed}]\n")
    event = load([path]).events[0]
    assert (event.title, event.tags) == (typed, (typed,))


@pytest.mark.parametrize(
    "change", [lambda t: "\ufeff" + t, lambda t: t.replace("\n", "\r\n"), lambda t: t.rstrip("\n")]
)
@pytest.mark.parametrize("name", SYNTAXES)
def test_marks_and_line_ends(change: object, name: str, tmp_path: Path) -> None:
    """A byte order mark, CRLF and a missing last line end make no difference."""
    path = write(tmp_path, name, change(SYNTAXES[name]))  # type: ignore[operator]
    assert events_of(path) == events_of(write(tmp_path, "plain-" + name, SYNTAXES[name]))


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "events:\n", "events: []\n", "title: x\nevents:\n"])
def test_an_empty_chronology(text: str, tmp_path: Path) -> None:
    """Nothing in the file is no error: a note and exit 0."""
    done = run_pipe("show", write(tmp_path, "empty.yaml", text))
    assert (done.out, done.err, done.code) == ("", "timeline: no events\n", 0)


def test_several_files_and_include(tmp_path: Path) -> None:
    """Files are read together, included ones with them, each once; ids refer across files."""
    write(tmp_path, "b.yaml", "include: a.yaml\nevents: [{id: b, date: after @a, title: B}]\n")
    a = write(tmp_path, "a.yaml", "title: A\ninclude: [b.yaml]\nevents: [{id: a, date: 2020-05-04, title: A}]\n")
    chronology = load([a, str(tmp_path / "b.yaml")])
    assert [event.id for event in chronology.events] == ["a", "b"]
    assert chronology.events[1].when.lower == chronology.events[0].when.lower
    assert chronology.title == "A"


LEANING = "events: [{id: %s, date: %s, title: T, sources: [{outlet: X, date: July 3}]}]\n"
YEARS = {
    "a.yaml": LEANING % ("a", "June"),
    "b.yaml": "year: 2021\n" + LEANING % ("b", "early June; after @a"),
    "c.yaml": "year: 2019\n" + LEANING % ("c", "from June to August"),
    "all.yaml": "year: 2018\ninclude: [a.yaml, c.yaml]\n",
    "edtf.yaml": "dates: edtf\n" + LEANING.replace("July 3", "2020-07-03") % ("e", "2020-21"),
    "more.yaml": "include: [b.yaml, c.yaml]\n",
    "summer.yaml": "conventions: {summer: 5-9}\n" + LEANING % ("s", "summer 2020"),
}


@pytest.mark.parametrize(
    ("names", "dates"),
    [
        ("a", ["June"]),
        ("a b", ["June", "early June 2021; after @a"]),
        ("b a", ["early June 2021; after @a", "June"]),
        ("a b c", ["June", "early June 2021; after @a", "from June to August 2019"]),
        ("all", ["June 2018", "from June to August 2019"]),
        ("a all", ["June 2018", "from June to August 2019"]),
        ("a edtf", ["June", "spring 2020"]),
        ("edtf c", ["spring 2020", "from June to August 2019"]),
        ("a more", ["June", "early June 2021; after @a", "from June to August 2019"]),
        ("a b summer", ["June", "early June 2021; after @a", "summer 2020"]),
    ],
)
def test_a_year_holds_for_its_file(names: str, dates: list[str], tmp_path: Path) -> None:
    """Also for those that it includes, never for one beside it; what is written of all says the same again."""
    for name, text in YEARS.items():
        write(tmp_path, name, text)
    chronology = load([str(tmp_path / f"{name}.yaml") for name in names.split()])
    assert [event.date.text for event in chronology.events] == dates
    found = select(chronology, Query(), 0)
    for name in ("yaml", "json", "jsonl", "csv", "tsv"):
        parts: list[str] = []
        formats.named(name).write(chronology, found, Options(), Out(parts.append, 737425))
        back = {event.id: event for event in load([write(tmp_path, f"back.{name}", "".join(parts))]).events}
        for event in chronology.events:
            for one, other in zip([event, *event.sources], [back[event.id], *back[event.id].sources], strict=True):
                assert meaning(one.when) == meaning(other.when), name


def test_plain_files_and_files_with_places_agree_on_years(tmp_path: Path) -> None:
    """The short way and the long way give the dates of several files the same text and days."""
    plain = [write(tmp_path, name, YEARS[name]) for name in ("a.yaml", "b.yaml", "c.yaml")]
    odd = write(tmp_path, "odd.yaml", "events: [{date: May 2020, title: Odd, odd: key}]\n")
    long = load([*plain, odd])
    assert [event.date for event in long.events][:3] == [event.date for event in load(plain).events]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("conventions: {summer: 5-9}", "conventions: {summer: 6-9}", "`conventions` differ"),
        ("conventions: {summer: 5-9}", "conventions: {slack: no}", "`conventions` differ"),
        ("conventions: {summer: 5-9}", "conventions: {summer: 5-9}", ""),
        ("conventions: {summer: 5-9}", "title: T", ""),
        ("people: {Ann: {born: 1980-01-02}}", "people: {Ann: {born: 1981-01-02}}", "`born` of Ann is given twice"),
        ("people: {Ann: {born: 1980-01-02}}", "people: {Ann: {born: 'Jan. 2, 1980', aliases: [A]}}", ""),
        ("people: {Ann: {born: 1980-01-02}}", "people: {Ann: [A]}", ""),
        ("outlets: {X: {home: x.org}}", "outlets: {X: {home: x.net}}", "`home` of X is given twice: x.org and x.net"),
        ("outlets: {X: {home: x.org}}", "outlets: {X: {home: x.org, aliases: [Y]}}", ""),
        ("outlets: {X: {home: x.org}}", "outlets: {X: [Y]}", ""),
        ("views: {v: person:Ann}", "views: {v: person:Bob}", "view `v` is given twice"),
        ("views: {v: person:Ann}", "views: {v: 'person:Ann '}", ""),
    ],
)
def test_headers_that_differ(first: str, second: str, said: str, tmp_path: Path) -> None:
    """What can be said but once is told where files differ, with both places."""
    names = [write(tmp_path, f"{n}.yaml", f"{text}\nevents: []\n") for n, text in enumerate((first, second))]
    problems = load(names, keep_going=True).problems
    assert [problem.code for problem in problems] == ["E113"] * bool(said)
    for problem in problems:
        assert problem.message.startswith(said)
        assert problem.place.file == names[1]
        assert problem.hint.startswith(f"First at {names[0]}:1:")


def test_sources_of_another_file_join_an_event(tmp_path: Path) -> None:
    """An event with neither title nor date adds its sources to the event of the same id."""
    a = write(tmp_path, "a.yaml", "events: [{id: a, date: 2020, title: A, sources: [{outlet: X}]}]\n")
    b = write(tmp_path, "b.yaml", "events: [{id: a, sources: [{outlet: Y, says: denies}]}]\n")
    assert [source.outlet for source in load([a, b]).events[0].sources] == ["X", "Y"]


def test_a_broken_event_hides_no_other(tmp_path: Path) -> None:
    """Of a file with a syntax error every other event is read, and every further mistake told."""
    path = write(
        tmp_path,
        "broken.yaml",
        "title: T\nevents:\n  - {date: 2020, title: One}\n  - date: 2020\n    title: a: b\n  - {date: 2020, title: Two}\n"
        "  - {date: nonsense, title: Three}\n",
    )
    with pytest.raises(DataError) as raised:
        load([path])
    assert [(problem.code, problem.place.line) for problem in raised.value.problems] == [("F101", 5), ("D101", 7)]
    kept = load([path], keep_going=True)
    assert [event.title for event in kept.events] == ["One", "Two"]
    assert kept.title == "T"


def test_columns_count_characters(tmp_path: Path) -> None:
    """The caret stands under the value, also behind wide characters and in quotes."""
    path = write(tmp_path, "wide.yaml", 'events:\n  - {title: "宇宙🚀", date: "mid-2020ish"}\n')
    with pytest.raises(DataError) as raised:
        load([path])
    place = raised.value.problems[0].place
    assert (place.line, place.column, place.width) == (2, 27, 11)


def test_ids_are_made_from_titles(tmp_path: Path) -> None:
    """Without an id an event gets one from its title; a second of the same title a number."""
    path = write(tmp_path, "ids.yaml", "events:\n" + "  - {date: 2020, title: Café opens at last}\n" * 2)
    assert [event.id for event in load([path]).events] == ["cafe-opens-at-last", "cafe-opens-at-last-2"]


def test_own_keys_are_kept(tmp_path: Path) -> None:
    """`x-` keys are the author's: no warning, and they come out again."""
    path = write(tmp_path, "own.yaml", "events: [{date: 2020, title: T, x-mine: yes}]\n")
    chronology = load([path])
    assert chronology.problems == ()
    assert chronology.events[0].extra == (("x-mine", "yes"),)


def test_strict_makes_warnings_errors(tmp_path: Path) -> None:
    """An unknown key warns on every run and is an error with --strict."""
    path = write(tmp_path, "typo.yaml", "events: [{date: 2020, title: T, poeple: Ann}]\n")
    done = run_pipe("show", path)
    assert done.code == 0
    assert "Did you mean `people`?" in done.err
    assert run_pipe("show", path, "--strict").code == 2


@pytest.mark.parametrize(
    "data", [b"\xff\xfee\0", b"events:\n  - title: \xff", b"a\0b", b"[" * 100_000, b"- " * 2000, b"{" * 500]
)
def test_hostile_bytes_are_refused(data: bytes, tmp_path: Path) -> None:
    """Bytes that are no chronology give a located message, never a traceback."""
    for name in ("x.yaml", "x.json", "x.jsonl", "x.csv"):
        path = tmp_path / name
        path.write_bytes(data)
        done = run_pipe("show", str(path))
        assert done.out == ""
        assert done.code in (0, 2), done
        assert "Traceback" not in done.err


def test_missing_files(tmp_path: Path) -> None:
    """A file that cannot be read is the machine's refusal."""
    with pytest.raises(MachineError, match="No such file"):
        load([str(tmp_path / "none.yaml")])


def test_an_era_lasts(tmp_path: Path) -> None:
    """An era dated with a year is the whole of it: after it is after its last day."""
    path = write(tmp_path, "era.yaml", "eras: {y: {date: 2020}}\nevents: [{id: a, date: after @y, title: A}]\n")
    assert load([path]).events[0].when.lower == load([path]).eras[0].when.upper


@pytest.mark.parametrize(
    "event", ["2021: a", "sources: [{outlet: X, 2021: a}]", "sources: [{outlet: X, date: May 28, 2020}]"]
)
def test_a_number_in_place_of_a_key_is_told(event: str, tmp_path: Path) -> None:
    """It is an unknown key like others, on both ways in."""
    path = tmp_path / "a.yaml"
    path.write_text(f"events:\n  - date: 2020\n    title: A\n    {event}\n", "utf-8")
    (problem,) = load([str(path)]).problems
    assert (problem.code, problem.severity) == ("E105", "warning")


@given(st.lists(st.sampled_from(["", "a", "é🎬", "x" * 7, "\r", "\u2028"])), st.sampled_from([1, 2, 5, 1000]))
def test_lines_are_found_in_blocks_of_any_size(parts: list[str], block: int) -> None:
    """Every offset has its line and column, every line its beginning and its text; only a line feed ends one."""
    text = "\n".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_BLOCK", block)
        found = Lines(text)
        every = text.split("\n")
        assert [found.text(n) for n in range(len(every) + 2)] == ["", *(one.rstrip("\r") for one in every), ""]
        assert len(found) == len(every)
        for at in range(len(text) + 1):
            line, column = found.number(at), found.column(at)
            assert (line, column) == (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
            assert found.start(line) == at - column + 1
        assert found.number(len(text) + 9) == len(every)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "a calendar"),
        ('<?xml version="1.0"?>\n<rss></rss>\n', "XML or HTML"),
        ("\n<!DOCTYPE html>\n", "XML or HTML"),
    ],
)
def test_what_can_be_imported_is_told_so(text: str, what: str, tmp_path: Path) -> None:
    """Who shows a calendar or a feed learns of the command that takes it over."""
    path = tmp_path / "given"
    path.write_bytes(text.encode())
    (problem,) = load([str(path)], keep_going=True).problems
    assert (problem.code, problem.message) == ("F104", f"the file holds {what}, not a chronology")
    assert "timeline import FILE" in problem.hint


def test_a_reference_to_an_event_with_a_mistake(tmp_path: Path) -> None:
    """The mistake is told, and not that nothing has the id; an id that nothing has still is."""
    text = (
        "events:\n  - {id: deal-2, date: maybe soon, title: Deal}\n"
        "  - {id: deal-1, date: 2018; before @deal-2, title: Old}\n  - {date: after @deal-3, title: New}\n"
    )
    with pytest.raises(DataError) as caught:
        load([write(tmp_path, "t.yaml", text)])
    assert [(one.code, one.place.line) for one in caught.value.problems] == [("D101", 2), ("R101", 4)]
