"""The fast readers, which keep no places, give the same chronologies as those that do."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import ROOT, told

from timeline.errors import DataError
from timeline.load import json_plain, load, syntaxes, yaml_plain
from timeline.load.csv_plain import read_csv_plain
from timeline.load.files import SourceFile
from timeline.load.nodes import Buffer, Record
from timeline.load.yaml_plain import read_yaml_plain

STORIES = [
    ROOT / "data" / "space-film.yaml",
    ROOT / "data" / "space-film-record.yaml",
    ROOT / "tests" / "data" / "hard.yaml",
    ROOT / "tests" / "data" / "aliases.yaml",
]


def both(text: str, name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[list[object], list[object]]:
    """The chronology by the fast reader and by the other one."""

    def fetch(_: str) -> tuple[str, Buffer]:
        return name, text.encode("utf-8", "surrogatepass")

    fast = told(load([name], keep_going=True, fetch=fetch))
    for module in (json_plain, yaml_plain):  # as big files are read
        with monkeypatch.context() as patch:
            patch.setattr(module, "_WORTH_FASTER", 0)
            assert told(load([name], keep_going=True, fetch=fetch)) == fast
    with monkeypatch.context() as patch:
        patch.setattr(syntaxes, "PLAIN", {})
        return fast, told(load([name], keep_going=True, fetch=fetch))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name)
def test_stories(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled stories and the hard values, places and reasons included."""
    fast, exact = both(path.read_text("utf-8"), path.name, monkeypatch)
    assert fast == exact


def test_the_bundled_stories_are_read_fast() -> None:
    """Every event of theirs takes the short way, so that PyYAML is not even imported."""
    for path in STORIES[:2]:
        data = path.read_bytes()
        document = read_yaml_plain(SourceFile(path.name, data=data), data)
        assert document is not None
        assert all(isinstance(record, Record) and record.values for record in document.events)


# --- generated ----------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        "Liman", "007", "1917", "NO", "no", "true", "True", "~", "null", "Null", "12:08", "1e3", ".5", "0x1F", "0o17", "1_000",
        "+5", "-0", "-7", "2020", "2020-05", "2020-05-17", "mid-2020", "May 2020", "say #1", "Foo: bar", "a: b", "@handle",
        "%x", "`x`", "*x", "&x", "!x", "R&B", "x: *y", "? what", "- dash", "[sic]", "{x}", "a\tb", "é", "\u2028", "\x85",
        "\ufeff", "it's", 'say "so"', "back\\slash", "ends in colon:", "#tag", "a # b", "|", ">", "<<", "=", "", " ", "\n",
        "two\nlines", "\nafter", "before\n", "  lead", "trail  ", "\u00a0", "日本語", "🎬", "\x1b[31m", "\x7f", "---", "...",
        "\n--- x", "\n- x", "events:", "- id: x", "'", '"', ",", "]", "}", ".inf", ".nan", "0", "00", "Y", "off", "On", "1.0",
    ]
)  # fmt: skip
TEXTS = st.one_of(WORDS, st.builds(lambda a, b: f"{a} {b}", WORDS, WORDS), st.text(max_size=12))
DATES = st.sampled_from(
    ["2020", "May 2020", "2020-05-17", "mid-2020", "unknown", "after @one", "19", "2020-02-30", "x"]
)


@st.composite
def nasty_events(draw: st.DrawFn) -> list[dict[str, object]]:
    events: list[dict[str, object]] = []
    for n in range(draw(st.integers(1, 4))):
        event: dict[str, object] = {"id": "one" if n == 0 else f"e{n}", "date": draw(DATES), "title": draw(TEXTS)}
        for key in draw(
            st.lists(st.sampled_from(["summary", "note", "group", "status", "background", "x-own", "nope", "id"]))
        ):
            event[key] = draw(TEXTS)
        for key in draw(st.lists(st.sampled_from(["people", "tags", "works"]))):
            event[key] = draw(st.one_of(TEXTS, st.lists(TEXTS, max_size=3)))
        if draw(st.booleans()):
            event["sources"] = [
                {"outlet": draw(TEXTS), "date": draw(DATES), **draw(st.dictionaries(st.sampled_from(["says", "by", "url", "x-a"]), TEXTS))}
                for _ in range(draw(st.integers(0, 2)))
            ]  # fmt: skip
        events.append(event)
    return events


STYLES = st.sampled_from([None, '"', "'", "|", ">"])


@settings(max_examples=400, deadline=None)
@given(nasty_events(), STYLES, st.sampled_from([None, True, False]), st.booleans(), st.booleans(), st.data())
def test_generated_events(
    events: list[dict[str, object]],
    style: str | None,
    flow: bool | None,
    crlf: bool,
    scratch: bool,
    data: st.DataObject,
) -> None:
    """Whatever a writer of YAML makes of nasty values, and whatever a slip of the hand makes of that."""
    lines = [
        yaml.safe_dump([event], default_style=style, default_flow_style=flow, allow_unicode=True) for event in events
    ]
    indent = data.draw(st.sampled_from(["", "  "]))
    body = "".join(indent + line for event in lines for line in event.splitlines(keepends=True))
    text = f"title: T\neras: {{early: {{date: 2019/2020}}}}\nevents:\n{body}"
    if scratch:  # one character taken out, put in or turned into another
        at = data.draw(st.integers(0, len(text)))
        text = (
            text[:at]
            + data.draw(st.sampled_from(["", '"', ":", "-", "\n", " ", "#", "[", "0", "&a "]))
            + text[at + 1 :]
        )
    if crlf:
        text = text.replace("\n", "\r\n")
    with pytest.MonkeyPatch.context() as monkeypatch:
        fast, exact = both(text, "t.yaml", monkeypatch)
    assert fast == exact


@pytest.mark.parametrize(
    "eras", ["{e\nrly: {date: 2019}}", "{early: {date: 2019}, la\nte: {date: 2020}}", "{'ear\n ly': 2019}"]
)
def test_a_key_of_the_header_over_two_lines(eras: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One reader of YAML puts it together, the other refuses it."""
    fast, exact = both(f"eras: {eras}\nevents:\n- {{date: 2020, title: A}}\n", "t.yaml", monkeypatch)
    assert fast == exact


@pytest.mark.parametrize("sign", ["?", "[", "{", "]", "}", ",", "/", "x", ":"])
def test_a_colon_within_braces(sign: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One reader of YAML takes it as part of a text before any sign, the other not before all."""
    text = f"events:\n- {{date: 2020, title: A}}\n- {{date: 2021, title: B:{sign}}}\n- {{date: 2022, title: C}}\n"
    fast, exact = both(text, "t.yaml", monkeypatch)
    assert fast == exact


HEAD = "title: T\nevents:\n"
LINES = st.lists(
    st.sampled_from(
        [
            "- date: 2020", "  title: A", "  title: 'B", "  c'", "- {date: 2020, title: C}", "  note: |", "    - x", "  - y",
            "# - z", "  # c", "", "people:", "  X: {}", "events:", "...", "---", "  id: 007", "  date: 2021", "- ", "-", "\t",
            "- - date: 2020", "  background: true", "  background: True", "  sources: [{outlet: O, date: 2020}]", "  sources:",
            "  - outlet: O", "    date: 1e3", "  - {outlet: P}", "  ? x", "  : y", "  tags: [>-]", "  tags: {a: |}", "  note: > a", "  title: *a", "  <<: {a: b}", "x", "'",
        ]
    ),
    max_size=9,
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(LINES, st.sampled_from(["", "  ", "    "]))
@example(["- date: 2020", "  title: 'a", "- b'"], "")
@example(["- date: 2020", "  title: A", "people:", "  - x"], "  ")
@example(["- date: 2020", "  title: A", "  sources: [{outlet: O, x-a", "  b: c}]"], "")
@example(["- {date: 2020, title: A, x-a", "  b: c}"], "  ")
@example(["- date: 2020", "  title: A", "  sources: [{outlet: {a: b}, x-a", "  b: c}]"], "")
@example(["- {date: 2020, title: 'A', \"x-a", '  b": c}'], "")
def test_lines_put_together(lines: list[str], indent: str) -> None:
    """Lists that end early, quotes that go on over a dash, keys behind the events, further documents."""
    text = HEAD + "".join(f"{indent}{line}\n" for line in lines)
    with pytest.MonkeyPatch.context() as monkeypatch:
        fast, exact = both(text, "t.yaml", monkeypatch)
    assert fast == exact


@settings(max_examples=300, deadline=None)
@given(nasty_events(), st.booleans(), st.booleans(), st.data())
def test_generated_json(events: list[dict[str, object]], lines: bool, scratch: bool, data: st.DataObject) -> None:
    """JSON and JSON Lines with nasty values, numbers and words among them, whole and damaged."""
    values = st.sampled_from(
        [1, -0.5, 1e400, True, False, None, [None, 1, "a"], {"text": "2020"}, {"text": 2020}, [[1]]]
    )
    for event in events:
        for key in data.draw(
            st.lists(st.sampled_from(["date", "title", "people", "background", "x-own", "sources"]), max_size=2)
        ):
            event[key] = data.draw(values)
    header = {"title": "T", "eras": {"early": {"date": "2019/2020"}}, "year": 2020}
    ascii_only = data.draw(st.booleans())
    if lines:
        head = data.draw(st.sampled_from([[], [header], [{"timeline": 1}], [{}]]))
        text = "".join(json.dumps(one, ensure_ascii=ascii_only) + "\n" for one in [*head, *events])
    else:
        text = json.dumps(
            {**header, "events": events}, ensure_ascii=ascii_only, indent=data.draw(st.sampled_from([None, 1]))
        )
    if scratch:
        at = data.draw(st.integers(0, len(text)))
        text = (
            text[:at]
            + data.draw(st.sampled_from(["", '"', ":", ",", "\n", " ", "1", "[", "{}", "\ufeff"]))
            + text[at + 1 :]
        )
    with pytest.MonkeyPatch.context() as monkeypatch:
        fast, exact = both(text, "t.jsonl" if lines else "t.json", monkeypatch)
    assert fast == exact


@pytest.mark.parametrize(
    "line", ['{"date": 2020, "title": "A", "title": "B"}', '{"date": NaN, "title": "A"}', "{", "[]", '"x"']
)
def test_json_that_is_wrong(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is given twice, a number that is none: found, with its place, among lines that are right."""
    text = f'{{"date": "2020", "title": "A"}}\n\n{line}\n{{"date": "2021", "title": "C"}}\n'
    fast, exact = both(text, "t.jsonl", monkeypatch)
    assert fast == exact
    fast, exact = both(f'{{"events": [{line}]}}', "t.json", monkeypatch)
    assert fast == exact


@pytest.mark.parametrize(
    ("event", "is_plain"),
    [
        ({}, True),
        ({"people": ["A", "B"], "status": "denied", "background": True}, True),
        ({"sources": [{"outlet": "O", "date": "2020", "says": "denies", "quote": "q"}, {"outlet": "P"}]}, True),
        ({"id": ""}, False),  # the keys are counted by what they say
        ({"title": " "}, False),
        ({"people": "A"}, False),
        ({"people": ["A", ""]}, False),
        ({"status": "no status"}, False),
        ({"background": "yes"}, False),
        ({"x-own": "a"}, False),
        ({"sources": {"outlet": "O"}}, False),
        ({"sources": [{"outlet": "O", "date": ""}]}, False),
        ({"sources": [{"outlet": "O", "date": None}]}, False),
        ({"sources": [{"outlet": "O", "says": "so"}]}, False),
        ({"sources": [{"outlet": "O", "title": 'a ":'}]}, False),
    ],
    ids=str,
)
def test_lines_that_become_rows(event: dict[str, object], is_plain: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is plain takes the shortest way, all else another; they come to the same."""
    from timeline.load.json_values import row_of

    line = json.dumps({"id": "a", "date": "2020", "title": "A", **event})
    assert (row_of(line.encode()) is not None) == is_plain
    fast, exact = both(line, "t.jsonl", monkeypatch)
    assert fast == exact


def test_a_key_given_twice_is_no_row() -> None:
    """Unless the caller knows that there is none."""
    from timeline.load.json_values import row_of

    line = b'{"id": "a", "date": "2020", "title": "A", "title": "B"}'
    assert row_of(line) is None
    assert row_of(line, sure=True) is not None
    assert row_of(b'{"id": "a", "date": "2020", "title" : "A"}') is None


@pytest.mark.parametrize("size", [0, 1, 2])
def test_other_forms(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark at the beginning, events before the header, no events, events in one line."""
    texts = [
        "\ufeffevents:\n  - {date: 2020, title: A}\n",
        "events: [{date: 2020, title: A}]\ntitle: T\n",
        "# only a comment\nevents:\n# another\n\n  # and another\n  - {date: 2020, title: A}\n# last\n",
    ]
    fast, exact = both(texts[size], "t.yaml", monkeypatch)
    assert fast == exact


def test_bytes_that_are_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte that is not UTF-8 is found wherever it stands, with its place."""

    def fetch(_: str) -> tuple[str, Buffer]:
        return "t.yaml", b"events:\n  - {date: 2020, title: A}\n  - {date: 2020, title: B\xe9}\n"

    with pytest.raises(DataError) as caught:
        load(["t.yaml"], fetch=fetch)
    assert str(caught.value.problems[0].place) == "t.yaml:3:26"


def test_without_yaml_rs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no wheel of yaml-rs, PyYAML reads alone."""
    yaml_plain._parser.cache_clear()
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "timeline.fast_yaml", None)
        assert read_yaml_plain(SourceFile("x"), STORIES[0].read_bytes()) is None
    yaml_plain._parser.cache_clear()


# --- tables -------------------------------------------------------------------------------------------------------

CELLS = st.one_of(WORDS, st.text(max_size=8), st.just("one; two"), st.just(""), st.just("'=a"), st.just("a\\;b"))
COLUMNS = ("id", "date", "title", "people", "tags", "status", "background", "x-own", "nope", "", "sources", "type",
           "shown_status", "source_outlet", "source_date", "source_says", "source_x-a", "source_nope", "source_")  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of few columns, known and unknown; ids come back, as those of further sources do."""
    columns = ["id", "date", "title", *draw(st.lists(st.sampled_from(COLUMNS[3:]), max_size=4))]
    rows = [columns]
    for n in range(draw(st.integers(1, 5))):
        again = n > 0 and draw(st.booleans())
        row = ["e0", "", ""] if again else [f"e{n}" * draw(st.booleans()), draw(DATES), draw(TEXTS)]
        rows.append([*row, *[draw(CELLS) for _ in columns[3:]], *draw(st.sampled_from([[], [], [], [""], ["a"]]))])
    stream = io.StringIO()
    csv.writer(stream, lineterminator=draw(st.sampled_from(["\n", "\r\n"]))).writerows(rows)
    return draw(st.sampled_from(["", "\ufeff"])) + stream.getvalue() + draw(st.sampled_from(["", "\n,,", '"open', "x"]))


@settings(max_examples=300, deadline=None)
@given(tables())
def test_generated_tables(text: str) -> None:
    """Whatever stands in the cells, and whichever columns there are."""
    with pytest.MonkeyPatch.context() as patch:
        fast, exact = both(text, "a.csv", patch)
    assert fast == exact


def test_a_table_of_events_is_read_fast() -> None:
    """Every row of a plain table takes the short way, further sources of an event included."""
    data = b"id,date,title,people,source_outlet,source_date\na,2020,A,x; y,O,2021\nb,2021,B,,,\na,,,,P,2022\n"
    document = read_csv_plain(SourceFile("a.csv", data=data), data, ",")
    assert document is not None
    assert [record.values for record in document.events if isinstance(record, Record)] == [
        {
            "id": "a", "date": "2020", "title": "A", "people": ["x", "y"],
            "sources": [{"outlet": "O", "date": "2021"}, {"outlet": "P", "date": "2022"}],
        },
        {"id": "b", "date": "2021", "title": "B"},
    ]  # fmt: skip
