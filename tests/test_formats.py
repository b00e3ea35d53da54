"""Every format: awkward values unharmed, and what our own reader reads back is what was written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import run_pipe

from timeline import formats
from timeline.dates import STANDARD, Context, read
from timeline.errors import Place
from timeline.formats._addresses import web_address
from timeline.load import load
from timeline.model import Chronology, Era, Event, Name, Source
from timeline.query import Query, select
from timeline.tables import EVENT_COLUMNS, joined, split
from timeline.views import Options, printable
from timeline.writing import Out

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
    """The events by id, without their places, and the author's own keys in any order."""

    def bare(one: Any) -> Any:
        return one._replace(where=Place(""), extra=tuple(sorted(one.extra)))

    events = [bare(event)._replace(sources=tuple(map(bare, event.sources))) for event in chronology.events]
    return tuple(sorted(events, key=lambda event: event.id))


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


_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x85\u2028\u2029\ufeff"), max_size=20)
_WORD = _TEXT.map(str.strip).filter(bool)
_LIST = st.lists(_WORD, max_size=3).map(tuple)
_DATE = st.sampled_from(
    ["2020", "May 2020", "mid-2020", "c. 2019?", "unknown", "2020-06/2020-08", "before 2015", "September"]
)


def _when(text: str) -> object:
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


def _header(chronology: Chronology) -> tuple[object, ...]:
    """What a chronology says of itself, in any order of names."""
    eras = {era.id: (era.name, era.date, era.when.lower, era.when.upper) for era in chronology.eras}
    people, outlets = ({one.name: one for one in names} for names in (chronology.people, chronology.outlets))
    texts = (chronology.title, chronology.about, chronology.year, chronology.conventions)
    return (*texts, dict(chronology.views), eras, people, outlets)


_ERAS = st.dictionaries(
    st.integers(0, 9).map("era-{}".format),
    st.tuples(_WORD, st.sampled_from(["2019/2021", "2020", "2017-01-20/..", "1990s"])),
    max_size=3,
)
_PEOPLE = st.dictionaries(
    _WORD, st.tuples(_LIST, st.sampled_from(["", "1962-07-03", "c. 1965", "July 1962"])), max_size=3
)
_OUTLETS = st.dictionaries(_WORD, st.tuples(_LIST, _TEXT.map(str.strip)), max_size=3)
_CONVENTIONS = st.sampled_from([STANDARD, STANDARD._replace(slack=False, mid_year=(4, 9))])


@st.composite
def _headers(draw: st.DrawFn) -> Chronology:
    """A chronology with nothing but a header."""
    conventions = draw(_CONVENTIONS)
    context = Context(conventions)
    eras = []
    for identity, (name, text) in draw(_ERAS).items():
        date = read(text, context)
        if date.kind == "point":
            date = date._replace(kind="span", start=(date.lower, date.lower), end=(date.upper, date.upper))
        eras.append(Era(identity, name, date, date))
    return Chronology(
        draw(_TEXT.map(str.strip)),
        draw(_TEXT.map(str.strip)),
        tuple(eras),
        tuple(Name(name, aliases, read(born) if born else None) for name, (aliases, born) in draw(_PEOPLE).items()),
        tuple(Name(name, aliases, home=home) for name, (aliases, home) in draw(_OUTLETS).items()),
        year=draw(st.sampled_from([None, 2021])),
        conventions=conventions,
        views=tuple(draw(st.dictionaries(_WORD, _TEXT.map(str.strip), max_size=2)).items()),
    )


@pytest.mark.parametrize("name", ["json", "jsonl", "yaml", "csv", "tsv"])
@given(header=_headers())
@settings(max_examples=60, deadline=None)
def test_generated_headers_come_back(name: str, header: Chronology, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Title, text, eras, people, outlets, year, conventions and views come back from every format of ours."""
    when = read("2020")
    chronology = header._replace(events=(Event("e", when, when, "T"),))
    back = _read_back(chronology, name, tmp_path_factory.mktemp("back"))
    assert _header(back) == _header(chronology)
    assert _bare(back) == _bare(chronology)


@pytest.mark.parametrize("name", ["json", "jsonl", "yaml", "csv", "tsv"])
@pytest.mark.parametrize("story", ["space-film.yaml", "space-film-record.yaml", "hard"])
def test_a_story_comes_back_whole(name: str, story: str, data: Path, tmp_path: Path) -> None:
    """The same dates with the same bounds, by references too, and the same header; so twice written is the same."""
    chronology = load([HARD if story == "hard" else str(data / story)])
    back = _read_back(chronology, name, tmp_path)
    assert _header(back) == _header(chronology)
    assert _bare(back) == _bare(chronology)
    assert text_of(back, name) == text_of(chronology, name)


@pytest.mark.parametrize("name", ["json", "jsonl", "yaml", "csv", "tsv"])
def test_dates_of_the_standard_alone_come_back(name: str, tmp_path: Path) -> None:
    """`dates: edtf` is carried where a date would be refused without it."""
    path = tmp_path / "edtf.yaml"
    path.write_text("dates: edtf\nevents:\n- {date: 2020-21, title: T}\n", "utf-8")
    chronology = load([str(path)])
    assert _bare(_read_back(chronology, name, tmp_path)) == _bare(chronology)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://a.b/o'neil?x='1'", "https://a.b/o%27neil?x=%271%27"),
        ("https://a.b/\u00dcber", "https://a.b/%C3%9Cber"),
        ("https://m\u00fcnchen.de:80/\u65e5", "https://xn--mnchen-3ya.de:80/%E6%97%A5"),
        ("https://a.b/100%25", "https://a.b/100%25"),
        ("https://a'b/c", ""),
        ("https://evil.org\uff0f.a.b/c", ""),
        ("https://\u00fc@a.b/c", ""),
        ("https://a.b/\u202e", ""),
        ("https://a.b/\u2028", ""),
        ("https://a.b/\u00fc <x>", ""),
        ("https://\u00fc..b/", ""),
    ],
)
def test_addresses_are_encoded(address: str, link: str) -> None:
    """Apostrophes and letters beyond ASCII lead where they did, in every format that has links; other signs do not."""
    assert web_address(address) == link
    when = read("2020-05-04")
    chronology = Chronology(events=(Event("e", when, when, "E", sources=(Source("O", when, when, url=address),)),))
    for name in ("markdown", "wikitext", "html", "csl-json", "timelinejs", "timelinejs-csv", "ics", "svg"):
        text = text_of(chronology, name).replace("\r\n ", "")
        assert not link or link in text.replace("&amp;", "&"), name


def test_a_table_without_header_has_the_columns_of_events_alone() -> None:
    """No `type` where there is nothing to tell apart; with a header it is the last one."""
    bare = text_of(Chronology(events=load([HARD]).events), "csv").splitlines()[0].split(",")
    assert bare[:13] == list(EVENT_COLUMNS)
    assert "type" not in bare
    assert text_of(load([HARD]), "csv").splitlines()[0] == ",".join([*bare, "type"])


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("e,2020,T,,eras", 'F109 unknown `type`: "eras"'),
        (",2020,T,,era", "F109 a row of the type `era` without `id`"),
        ("a,2020,T,,era\na,2021,U,,era", "E103 era `a` is given twice"),
        ("a,,T,,era", "E102 era `a` has no `date`"),
        ("a,2020ish,T,,era", 'D101 not a date: "2020ish"'),
        ("a,2020,T,x,era", "E105 the column `summary` means nothing in a row of the type `era`"),
        (",,mid-yaer,5-8,convention", "E112 `mid-yaer: 5-8` is no convention"),
        (",20,,,year", 'E109 `year` is "20"'),
    ],
)
def test_mistakes_in_header_rows(row: str, message: str, tmp_path: Path) -> None:
    """Each is told at its row, as it would be in a file of ours."""
    path = tmp_path / "t.csv"
    path.write_text(f"id,date,title,summary,type\n{row}\n", "utf-8")
    (problem,) = load([str(path)], keep_going=True).problems
    assert f"{problem.code} {problem.message}" == message
    assert problem.place.line >= 2


_OWN = st.dictionaries(st.sampled_from(["x-a", "x-b"]), _WORD, max_size=2).map(lambda own: tuple(sorted(own.items())))


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "tsv"])
@given(drawn=_EVENTS, own=_OWN)
@settings(max_examples=60, deadline=None)
def test_generated_chronologies_come_back(
    name: str, drawn: list[tuple[object, ...]], own: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Any texts at all come back from JSON, JSON Lines, CSV and TSV as they were."""
    events = tuple(
        Event(
            f"e{n}", _when(date), _when(date), title, summary, people, tags=tags, note=note, sources=sources, extra=own
        )  # type: ignore[arg-type]
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


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("a; b ;c", ["a", "b", "c"]),
        (r"\ a\ ; b", [" a ", "b"]),
        (r"a\;b; c\\ ", ["a;b", "c\\"]),
        (r"\ ; ; \ \ ", [" ", "  "]),
        ("a\\", ["a\\"]),
    ],
)
def test_items_of_a_cell(cell: str, items: list[str]) -> None:
    """Blanks around an item are nobody's, but for those behind a backslash."""
    assert split(cell) == items


@given(st.lists(st.text(st.sampled_from("ab \\;\t\n\u3000"), min_size=1, max_size=6), max_size=4))
def test_items_come_back_from_a_cell(items: list[str]) -> None:
    assert split(joined(items)) == items


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_blanks_at_the_edges_of_items_come_back(name: str, tmp_path: Path) -> None:
    path = tmp_path / "t.yaml"
    path.write_text('events: [{date: 2020, title: T, tags: [" a ", "b; c "], people: ["\\tA B", "C\\\\"]}]')
    (event,) = load([str(path)]).events
    table = tmp_path / f"t.{name}"
    table.write_bytes(run_pipe("show", str(path), "-O", name).out.encode())
    (again,) = load([str(table)]).events
    assert (again.tags, again.people) == (event.tags, event.people)
