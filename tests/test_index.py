"""An index changes how fast a query is answered and nothing else: with and without it the same bytes come out."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import stat
import sys
import threading
import time
from array import array
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import run_pipe, write

from timeline import arguments, commands
from timeline.cli import COMMANDS
from timeline.commands import _files
from timeline.completion import offers
from timeline.dates import STANDARD, read
from timeline.index import building, collecting, events, reading, shape, texts
from timeline.index.days import FIRST, LAST, envelope_of
from timeline.index.place import folder, index_of
from timeline.index.shape import WIDTHS, bucket_of, may_reach
from timeline.index.texts import Kept, Texts
from timeline.load.nodes import NotPlain
from timeline.names import FIELDS, fold
from timeline.query import NO, within

PEOPLE = ["Doug Liman", "Tom Cruise", "Zoë Łukasz-O'Brien", "LIMAN", "Liman", "Doug Limanski", "X Æ", "1917", "é",
          "Cruise", "a\nb", "'", "Cruz", "パリ", "ハ\u3099リ", "C++", "C#", "c"]  # fmt: skip
OUTLETS = ["Deadline", "Variety", "Page Six", "Deadline Hollywood", "Six", "DEADLINE", "D.H.", "Six!", "バリ"]
DATES = ["2020", "May 2020", "2020-05-17", "mid-2020", "unknown", "before 2021", "2018/2019", "2010s", "c. 2019",
         "2019-12?", "2020-05-03/2020-05-09", "since 2019", "September", "from June to August 2020", "1950/2019",
         "Y-170000002", "[2018,2020-03]", "201X", "2019-06-30", "2020-06-01",
         "by mid-2020", "from 2019 to c. May 2020"]  # fmt: skip
HEADERS: list[dict[str, Any]] = [
    {"title": "T"},
    {
        "title": "T",
        "people": {"Doug Liman": {"aliases": ["The Director", "DL"]}, "Tom Cruise": {"aliases": ["Cruise"]}},
        "outlets": {"Deadline": {"aliases": ["DH", "D.H.", "Deadline Hollywood"]}},
        "views": {"of-liman": "person:liman and not tag:x", "broken": "person:("},
    },
    {
        "title": "T",
        "year": 2020,
        "eras": {
            "early": {"date": "2018/2019", "name": "The early days"},
            "late": {"date": "2019-06/2021"},
            "vague": {"date": "from mid-2018 to c. 2020"},
            "doubtful": {"date": "2020?"},
        },
        "conventions": {"slack": "no"},
        # Six may be either of two, and Variety is an outlet before it is an alias.
        "outlets": {"Page Six": {"aliases": ["Six", "Variety"]}, "Variety": {}, "The Six": {"aliases": ["Six", "DH"]}},
    },
]


@st.composite
def stories(draw: st.DrawFn) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    names = st.sampled_from(PEOPLE)
    events: list[dict[str, Any]] = []
    for n in range(draw(st.integers(3, 16))):
        event: dict[str, Any] = {
            "id": draw(st.sampled_from([f"e{n}", f"e{n}-more", f"liman-{n}"])),
            "date": draw(st.sampled_from(DATES)),
            "title": draw(st.sampled_from([f"Title {n}", "Liman's : film", 'a "b": c', "La première_fois"])),
        }
        for key in ("people", "orgs", "tags", "works", "places"):
            if draw(st.integers(0, 2)) == 0:
                event[key] = draw(st.one_of(st.lists(names, max_size=3), names))
        for key, values in (("summary", ["", "Insurance of Liman", "re-insured\u00a0film, O’Brien"]), ("group", ["main", "side plot"]), ("background", ["true"]),
                            ("status", ["planned", "lapsed", "denied"]), ("x-own", ["1"])):  # fmt: skip
            if draw(st.integers(0, 5)) == 0:
                event[key] = draw(st.sampled_from(values))
        event["sources"] = [
            {"outlet": draw(st.sampled_from(OUTLETS)), "date": draw(st.sampled_from(DATES))}
            | draw(st.sampled_from([{}, {}, {"says": "plans"}, {"says": "denies"}, {"says": "retracts"}, {"via": "Six"}, {"via": "D.H."},
                                    {"unnamed": "a friend"}, {"quote": "Ça l'insure"}, {"says": "confirms", "by": "Liman"}]))
            for _ in range(draw(st.integers(0, 3)))
        ]  # fmt: skip
        if draw(st.integers(0, 9)) == 0:
            del event["sources"]
        events.append(event)
    return draw(st.sampled_from(HEADERS)), events


_ODD_NAMES = st.sampled_from(
    ["lukasz", "director", "z", "dl", "dh", "19", "main", "nobody", "x", "バリ", "リ", "C", "c#!"]
)
NAMES = st.one_of(st.sampled_from(["liman", "doug-liman", "cruise", "cru", "lima", "Tom Cruise"]), st.sampled_from(PEOPLE), _ODD_NAMES)  # fmt: skip
OUTLET_NAMES = st.one_of(st.sampled_from(OUTLETS), st.sampled_from(["six", "deadline", "DH", "s", "nobody"]))
_ODD_DAYS = st.sampled_from(["Y-170000003", "@e0", "x", "before 2019", "unknown"])
DAYS = st.one_of(
    st.sampled_from(["2018", "2019", "May 2020", "2020-05-17", "2017", "2021", "2020-01-01"]),
    st.sampled_from(["1940s", "2035", "mid-2019", "2019-12-31"]),
    st.sampled_from(["2019-06", "2020-06-02", "August 2020"]) | _ODD_DAYS,
)
WHERE = st.sampled_from(
    ["person:liman", "not person:liman", "person:liman or tag:é", "(person:cruise outlet:six) or status:denied",
     "liman", "since:2020 until:2020", "not since:2020", "id:e1", "era:early", "era:vague since:2020", "(era:vague or era:doubtful) until:2020", "reported-since:2020", "group:main",
     "says:denies and not says:confirms", "person:nobody", "status:lapsed or status:planned", "person:", "what:x",
     "reported-until:2018 or person:tom", "premiere or insur", "text:film not liman", '"of liman" since:2019']
)  # fmt: skip


@st.composite
def queries(draw: st.DrawFn) -> list[str]:
    words: list[str] = []
    for _ in range(draw(st.sampled_from([0, 1, 1, 1, 2, 3]))):
        field = draw(st.sampled_from(["person", "org", "outlet", "work", "place", "tag", "person", "outlet", "status", "says", "era", "text", "id"]))  # fmt: skip
        value = draw(
            {
                "status": st.sampled_from(["reported", "planned", "lapsed", "Denied", "unsourced", "retracted", "x"]),
                "says": st.sampled_from(["reports", "plans", "retracts", "x"]),
                "era": st.sampled_from(["early", "days", "late", "vague", "doubtful", "nope"]),
                "text": st.sampled_from(
                    [
                        "liman",
                        "insur",
                        "x y z",
                        "l'",
                        "nce of li",
                        "premiere fois",
                        "film obrien",
                        "title 1",
                        "2020",
                        "friend",
                        "e",
                        "six ca",
                        "dh",
                        "d h",
                        "deadline",
                        "?!",
                    ]
                ),
                "outlet": OUTLET_NAMES,
                "id": st.sampled_from(["e0", "e1", "e", "liman", "@e2", "nope"]),
            }.get(field, NAMES)
        )
        words.append(f"--{draw(st.sampled_from(['', '', '', 'not-']))}{field}={value}")
    for option in ("since", "until", "reported-since", "reported-until"):
        if draw(st.integers(0, 4)) == 0:
            words.append(f"--{option}={draw(DAYS)}")
    for option, values in (
        ("where", WHERE), ("as-of", DAYS), ("view", st.sampled_from(["of-liman", "of-liman", "broken", "nope"])),
        ("min-origins", st.integers(1, 2)), ("group", st.sampled_from(["person", "outlet", "status"])),
        ("sort", st.just("reported")), ("format", st.sampled_from(["json", "brief"])),
    ):  # fmt: skip
        if draw(st.integers(0, 7)) == 0:
            words.append(f"--{option}={draw(values)}")
    for flag in ("certain", "explain", "unnamed-only", "single-source", "exit-code", "as-of-possible"):
        if draw(st.integers(0, 6)) == 0:
            words.append(f"--{flag}")
    return words


def asked(path: str, *words: str, command: str = "filter") -> tuple[str, str, int]:
    """What a command writes, says and gives, in this process."""
    params = arguments.read([*words, "-f", path] if command == "why" else [path, *words], COMMANDS[command][1])
    assert params is not None
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = commands.run(command, params)
    return out.getvalue(), err.getvalue(), code


def built(path: str) -> str:
    """Makes the index of a file; gives its path."""
    building.build(path, lambda items, total: items, dict(os.environ))
    return index_of(path, os.environ)


def written(folder: Path, kind: str, header: dict[str, Any], events: list[dict[str, Any]], ascii_only: bool) -> str:
    if kind == "jsonl":
        return write(
            folder,
            "t.jsonl",
            "".join(json.dumps(one, ensure_ascii=ascii_only) + "\n" for one in [header, *events]),
        )
    text = yaml.safe_dump(header) + "events:\n" + yaml.safe_dump(events, allow_unicode=not ascii_only)
    return write(folder, "t.yaml", text)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("TIMELINE_FILE", raising=False)
    return tmp_path / "cache"


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by the number of events built whenever an index is used."""
    counts: list[int] = []
    choose = reading._chosen

    def counted(*arguments: Any) -> Any:
        chosen = choose(*arguments)
        counts.append(len(chosen.events))
        return chosen

    monkeypatch.setattr(reading, "_chosen", counted)
    return counts


COMPLETED = [(field, "") for field in (*FIELDS, "era", "view")] + [("id", "e"), ("id", "E1"), ("person", "li")]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stories(), st.lists(queries(), min_size=1, max_size=4), st.sampled_from(["jsonl", "yaml"]), st.booleans(),
    st.sampled_from([1, 2, shape.CHUNK]),
)  # fmt: skip
def test_the_same_with_and_without(
    tmp_path: Path, cache: Path, story: tuple[dict[str, Any], list[dict[str, Any]]],
    asking: list[list[str]], kind: str, without: bool, chunk: int,
) -> None:  # fmt: skip
    """Every filter, alone and together, as of every day: the same output, the same notes, the same exit code."""
    path = written(tmp_path, kind, *story, without)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(_files, "today", lambda: 740_000)
        monkeypatch.setattr(shape, "CHUNK", chunk)
        if without:
            monkeypatch.setitem(sys.modules, "timeline.fast_json", None)
            for name in ("load.json_sift", "load.json_values", "index.json_events"):
                monkeypatch.delitem(sys.modules, f"timeline.{name}", raising=False)
        try:
            built(path)
        except NotPlain:
            return
        for words in asking:
            assert asked(path, *words) == asked(path, *words, "--no-index")
        assert asked(path, command="names") == asked(path, "--no-index", command="names")
        for field, typed in COMPLETED:
            offered = offers(field, typed, {"files": [path]})
            assert offered == offers(field, typed, {"files": [path], "no_index": True})


# --- what narrowing must not lose ---------------------------------------------------------------------------------

SMALL: list[dict[str, Any]] = [
    {"id": "span", "date": "2018/2019", "title": "A", "people": ["Doug Liman"]},
    {"id": "decade", "date": "2010s", "title": "B", "people": ["Doug Liman"], "orgs": ["NASA"]},
    {"id": "early", "date": "2009-12-31", "title": "C", "people": ["Liman"]},
    {"id": "about", "date": "c. 2020", "title": "D", "people": ["Doug Liman", "Cruise"], "orgs": ["NASA"]},
    {"id": "open", "date": "since 2001", "title": "E", "people": ["Tom Cruise"], "tags": ["space film"]},
    {"id": "unknown", "date": "unknown", "title": "F", "people": ["Tom Cruise"], "tags": ["film"]},
    {"id": "plan", "date": "2020-05", "title": "G", "sources": [{"outlet": "Deadline", "date": "2020-04", "says": "plans"}]},
    {"id": "plan-b", "date": "2031", "title": "H", "sources": [{"outlet": "Six", "date": "2020-06", "says": "plans", "via": "Deadline"}]},
    {"id": "said", "date": "2020", "title": "I", "sources": [{"outlet": "Page Six", "date": "2020"}, {"outlet": "Variety", "date": "2024"}]},
]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ("--since=2019", "--until=2019"),
        ("--since=2011", "--until=2012-03", "--person=doug"),
        ("--since=2021-01", "--until=2021-01", "--certain"),
        ("--since=1990", "--until=2000"),
        # "liman" is Liman alone, whole; only where no event of NASA is looked at could it be Doug Liman.
        ("--person=liman", "--org=nasa"),
        ("--org=nasa", "--not-person=cruise"),
        ("--tag=film", "--person=cruise"),
        ("--where=org:nasa and not person:liman",),
        ("--id=plan",),
        ("--id=pla",),
        ("--where=id:plan and outlet:six",),
        ("--status=lapsed",),
        ("--status=planned",),
        ("--says=plans", "--as-of=2020-05-15"),
        ("--as-of=2021", "--outlet=six"),
        ("--as-of=2021", "--outlet=variety"),
        ("--as-of=2015", "--person=tom"),
        ("--as-of=2015", "--as-of-possible", "--person=tom"),
        ("--reported-since=2023", "--reported-until=2025"),
        ("--as-of=2021", "--reported-since=2023"),
        ("--outlet=page six", "--exit-code", "--since=1900", "--until=1910"),
        ("--person=nobody",),
        ("--status=nonsense",),
        ("--where=person:(",),
        ("--since=@span",),
    ],
)
@pytest.mark.parametrize("kind", ["jsonl", "yaml"])
@pytest.mark.parametrize("chunk", [2, shape.CHUNK])
def test_narrow_places(
    words: tuple[str, ...], kind: str, chunk: int, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spans that reach into a window, names that other events decide, plans that lapse, days of publication."""
    monkeypatch.setattr(shape, "CHUNK", chunk)
    path = written(tmp_path, kind, {"title": "T"}, SMALL, True)
    built(path)
    assert asked(path, *words) == asked(path, *words, "--no-index")


ALIASED: list[dict[str, Any]] = [
    {"id": "back", "date": "2020-05", "title": "A", "sources": [{"outlet": "Deadline", "date": "2020-05-04"}, {"outlet": "dh", "date": "2020-05-06", "says": "retracts"}]},
    {"id": "one", "date": "2020-05", "title": "B", "sources": [{"outlet": "Variety", "date": "2020-05-07", "via": "DH"}, {"outlet": "Deadline", "date": "2020-05-08"}]},
    {"id": "two", "date": "2020-05", "title": "C", "sources": [{"outlet": "DH", "date": "2020-05-09"}, {"outlet": "Variety", "date": "2020-05-10"}]},
    *({"id": f"other-{n}", "date": "2019", "title": "D", "sources": [{"outlet": "Six", "date": "2019"}]} for n in range(60)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("--status=retracted",), "back"),
        (("--outlet=Deadline",), "back one two"),
        (("--outlet=dh",), "back one two"),
        (("--outlet=dh", "--as-of=2020-05-05"), "back"),
        (("--outlet=dh", "--as-of=2020-05-03"), ""),
        (("--outlet=variety", "--min-origins=2"), "two"),
        (("--outlet=variety", "--group=outlet"), "one two"),
        (("--outlet=variety", "--where=not status:retracted", "--until=2020-05"), "one two"),
    ],
)
@pytest.mark.parametrize("kind", ["jsonl", "yaml"])
def test_outlets_by_other_names(words: tuple[str, ...], ids: str, kind: str, tmp_path: Path, cache: Path) -> None:
    """An index knows outlets by the names that the header gives them, as those who read the file do."""
    path = written(tmp_path, kind, {"title": "T", "outlets": {"Deadline": {"aliases": ["DH"]}}}, ALIASED, True)
    built(path)
    by_index = asked(path, *words, "--format=json")
    assert by_index == asked(path, *words, "--format=json", "--no-index")
    assert " ".join(one["id"] for one in json.loads(by_index[0])["events"]) == ids
    assert asked(path, *words) == asked(path, *words, "--no-index")


# --- by two processes ---------------------------------------------------------------------------------------------


def parts_of(path: str, monkeypatch: pytest.MonkeyPatch, helps: bool) -> dict[tuple[str, int], bytes] | str:
    """What an index holds that is made by two processes, or by one; what is said where there can be none."""
    monkeypatch.setattr(shape, "CHUNK", 2)
    monkeypatch.setattr(events, "_WORTH", 0)
    monkeypatch.setattr(events, "can_help", lambda: helps)
    try:
        with sqlite3.connect(built(path)) as connection:
            rows = connection.execute("SELECT name, n, data FROM part WHERE name != 'meta'")
            return {(name, n): data for name, n, data in rows}
    except NotPlain as error:
        return str(error)


by_two = pytest.mark.skipif(sys.platform != "linux", reason="one process makes an index here")


@by_two
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories(), st.lists(st.integers(0, 20), max_size=2))
def test_two_make_the_index_that_one_makes(
    tmp_path: Path, cache: Path, story: tuple[dict[str, Any], list[dict[str, Any]]], blanks: list[int]
) -> None:
    """Byte for byte, or the same is said of why there is none; with empty lines too, which make their numbers wrong."""
    path = Path(written(tmp_path, "jsonl", *story, False))
    lines = path.read_text("utf-8").splitlines(keepends=True)
    for n in blanks:
        lines.insert(n + 1, "\n")
    path.write_text("".join(lines), "utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert parts_of(str(path), monkeypatch, True) == parts_of(str(path), monkeypatch, False)


def many(tmp_path: Path, *lines: str) -> str:
    text = [f'{{"id": "e{n}", "date": "2020-05-{n + 1:02}", "title": "T", "people": ["P{n % 3}"]}}\n' for n in range(9)]
    return write(tmp_path, "t.jsonl", "".join([*text, *lines]))


@by_two
def test_the_second_process_is_used(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the later half; one that dies of something leaves it to the first."""
    alone = parts_of(many(tmp_path), monkeypatch, False)
    took: list[int] = []
    join = collecting.Collected.join
    monkeypatch.setattr(collecting.Collected, "join", lambda self, *part: (took.append(self.number), join(self, *part)))
    assert parts_of(many(tmp_path), monkeypatch, True) == alone
    assert took[0] == 4
    del took[:]
    monkeypatch.setattr(collecting.Collected, "parts", lambda self: os.kill(os.getpid(), 9))
    assert parts_of(many(tmp_path), monkeypatch, True) == alone
    assert took == []


@by_two
def test_what_is_wrong_in_the_later_half_is_said(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = many(tmp_path, '{"date": "2020-06", "title": "without an id"}\n')
    assert parts_of(path, monkeypatch, True) == "an event has no id"


def test_an_index_is_used(tmp_path: Path, cache: Path, used: list[int]) -> None:
    """Only the events that may match are read, and the total is that of the file."""
    path = written(tmp_path, "jsonl", {"title": "T"}, SMALL, True)
    built(path)
    out, err, code = asked(path, "--tag=space film")
    assert (used, err, code) == ([1], "", 0)
    assert "1 of 9 events" in out
    assert asked(path, "--tag=space film", "--since=1990", "--until=1995")[1] == "timeline: no event matches\n"
    assert used == [1, 0]


@given(st.sampled_from(DATES), st.integers(730_000, 740_000), st.integers(0, 900))
def test_envelopes_hold_every_match(text: str, first: int, days: int) -> None:
    """What a window may match lies in its envelope, and its bucket is looked into."""
    when = read(text)
    low, high = envelope_of(when, STANDARD)
    assert FIRST <= low <= high <= LAST
    level, number = bucket_of(low, high)
    assert level <= len(WIDTHS)
    if within(when, first, first + days, STANDARD) is not NO:
        assert low <= first + days
        assert high >= first
    if low <= first + days and high >= first:
        assert may_reach(level, number, first, first + days)


TOLD: list[dict[str, Any]] = [
    {"id": "a", "date": "May 2020", "title": "Universal weighs the film", "summary": "An insurer's worry: $200 million"},
    {"id": "b", "date": "2020", "title": "Talks fade", "people": ["Zoë O'Brien"], "note": "re-insured since"},
    {"id": "c", "date": "2021", "title": "Nothing", "sources": [{"outlet": "Deadline", "date": "2021", "quote": "No news",
     "by": "Doug Liman", "title": "An interview", "via": "Page Six"}]},
    {"id": "d", "date": "2022", "title": "Pure film", "because": "It says so", "status": "denied"},
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("insur", 2), ("insurers worry 200", 1), ("ers worr", 1), ("worry an", 1), ("worry ann", 0), ("zoe obrien", 1), ("obr", 1),
        ("news", 1), ("liman", 1), ("six", 1), ("interview", 1), ("deadline", 1), ("2020", 2), ("may 2020", 1),
        ("film", 2), ("ure fil", 1), ("so", 1), ("$", None), ("e", None), ("nobody at all", 0),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["jsonl", "yaml"])
@pytest.mark.parametrize("chunk", [3, shape.CHUNK])
def test_texts(
    text: str, read: int | None, kind: str, chunk: int, tmp_path: Path, cache: Path, used: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A search reads the events alone that have its words; what is in nearly all of them has the file read."""
    monkeypatch.setattr(shape, "CHUNK", chunk)
    more = [{"id": f"x{n}", "date": "1999", "title": "the"} for n in range(40)]
    path = written(tmp_path, kind, {"title": "T"}, [*TOLD, *more], True)
    built(path)
    whole = asked(path, f"--text={text}", "--no-index")
    assert used == []
    assert asked(path, f"--text={text}") == whole
    assert asked(path, "--where", f'"{text}"') == whole
    assert used == ([] if read is None else [read, read])


@pytest.mark.parametrize(("size", "taken"), [(1 << 15, True), ((1 << 15) + 1, False)])
def test_the_longest_word(size: int, taken: bool, tmp_path: Path, cache: Path) -> None:
    """Of a longer one the end would not be found; the file has no index then."""
    path = written(
        tmp_path, "jsonl", {"title": "T"}, [{"id": "a", "date": "2020", "title": "-", "note": "x" * size}], True
    )
    if taken:
        built(path)
    else:
        with pytest.raises(NotPlain, match="a word of more than 32,768 bytes"):
            built(path)


def test_an_sqlite_without_full_text_search(
    tmp_path: Path, cache: Path, used: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names and days are found by the index all the same; for a text the file is read."""
    monkeypatch.setattr(texts, "_TABLE", "CREATE VIRTUAL TABLE event USING fts6 (text)")
    path = written(tmp_path, "jsonl", {"title": "T"}, TOLD, True)
    built(path)
    assert "Talks fade" in asked(path, "--text=insur")[0]
    assert used == []
    assert "Talks fade" in asked(path, "--text=insur", "--person=Zoe")[0]
    assert used == [1]


MENTIONS: list[dict[str, Any]] = [
    {"id": "first-report", "date": "2020", "title": "One"},
    {"id": "b", "date": "2021", "title": "Two", "note": "It takes up @first-report."},
    {"id": "first", "date": "2022", "title": "First of all", "summary": "As @first-report-2 has it, and (@first)"},
]


@pytest.mark.parametrize("event", ["first-report", "@first", "firs", "of all", "b", "nope", "First"])
@pytest.mark.parametrize("more", [(), ("--as-of=2021",), ("--json",)])
def test_an_event_is_explained(event: str, more: tuple[str, ...], tmp_path: Path, cache: Path, used: list[int]) -> None:
    """What mentions it is found too; an id that is only begun, or words of a title, have all events read."""
    others = [{"id": f"x{n}", "date": "1999", "title": "the"} for n in range(40)]
    path = written(tmp_path, "jsonl", {"title": "T"}, [*MENTIONS, *others], True)
    built(path)
    whole = asked(path, event, *more, "--no-index", command="why")
    assert used == []
    assert asked(path, event, *more, command="why") == whole
    if event == "first-report" and not more:
        assert used == [3]


# --- when an index is trusted -------------------------------------------------------------------------------------


@pytest.fixture
def story(tmp_path: Path, cache: Path) -> Path:
    path = Path(written(tmp_path, "jsonl", {"title": "T"}, SMALL, True))
    built(str(path))
    return path


STALE = "timeline: the index of {0} is out of date; timeline index {0} renews it\n"


def held(path: Path, said: str) -> None:
    """The answer is that of the file as it is, and one line says why the index is not used."""
    out, err, code = asked(str(path), "--person=doug")
    assert err == said.format(path)
    assert (out, code) == asked(str(path), "--person=doug", "--no-index")[::2]


def test_edited_in_secret(story: Path) -> None:
    """An edit of the same size with the old time put back is noticed."""
    about = story.stat()
    story.write_text(story.read_text().replace("Doug Liman", "Doug Lemon", 1))
    os.utime(story, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert story.stat().st_size == about.st_size
    held(story, STALE)


def test_touched_only(story: Path, used: list[int]) -> None:
    """A new time stamp alone does no harm: the contents are what they were."""
    os.utime(story, ns=(1, 1))
    held(story, "")
    assert used == [3]


def test_set_back_clock(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time stamps that are not well past when the index is made are never trusted alone."""
    path = Path(written(tmp_path, "jsonl", {"title": "T"}, SMALL, True))
    monkeypatch.setattr(time, "time_ns", lambda: 10**9)
    built(str(path))
    hashed: list[int] = []
    monkeypatch.setattr(reading, "hash_of", lambda data: hashed.append(len(data)))
    held(path, STALE)
    assert hashed == [path.stat().st_size]


def test_renamed_over(story: Path) -> None:
    other = story.with_name("other.jsonl")
    other.write_text(story.read_text().replace("Doug", "Dough"))
    other.replace(story)
    held(story, STALE)


def test_truncated(story: Path) -> None:
    story.write_text("".join(story.read_text().splitlines(keepends=True)[:3]))
    held(story, STALE)


def test_emptied(story: Path) -> None:
    story.write_text("")
    held(story, asked(str(story), "--person=doug", "--no-index")[1])


def test_link_to_another(story: Path, used: list[int]) -> None:
    """An index belongs to a real path: a link leads to that of the file it points to, and to none once it is moved."""
    link, other = story.with_name("link.jsonl"), story.with_name("other.jsonl")
    link.symlink_to(story)
    held(link, "")
    assert used == [3]
    other.write_text(story.read_text().replace("Doug", "Dough"))
    link.unlink()
    link.symlink_to(other)
    held(link, "")
    assert used == [3]


def test_another_version(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "__version__", "99")
    held(story, "timeline: the index of {0} is of another version; timeline index {0} renews it\n")


DAMAGED = "timeline: the index of {0} is damaged; timeline index {0} renews it\n"


def test_another_database(story: Path) -> None:
    index = index_of(str(story), os.environ)
    os.unlink(index)
    with sqlite3.connect(index) as connection:
        connection.execute("CREATE TABLE part (name, n, sum, data)")
        connection.execute("INSERT INTO part VALUES ('meta', 0, 0, 'x')")
    held(story, DAMAGED)


@pytest.mark.parametrize("text", [b"", b"x", b"SQLite format 3\0"])
def test_no_database(story: Path, text: bytes) -> None:
    Path(index_of(str(story), os.environ)).write_bytes(text)
    held(story, DAMAGED)


def test_flipped_bits(story: Path) -> None:
    """Whatever byte of an index is changed, the answer is the same."""
    index = Path(index_of(str(story), os.environ))
    whole = index.read_bytes()
    words = ("--person=doug", "--since=2019", "--until=2020", "--brief")
    expected = asked(str(story), *words, "--no-index")
    said = set()
    places = [*range(0, 512, 3), *range(512, len(whole), 97)]
    for n, at in enumerate(places):
        index.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << n % 8)]) + whole[at + 1 :])
        out, err, code = asked(str(story), *words)
        assert (out, code) == expected[::2], at
        said.add(err)
    assert said <= {"", *(line.format(story) for line in (STALE, DAMAGED))}
    assert DAMAGED.format(story) in said


# --- the command --------------------------------------------------------------------------------------------------


def run(tmp_path: Path, *words: str, **env: str) -> tuple[str, str, int]:
    done = run_pipe(*words, cwd=tmp_path, env={"XDG_CACHE_HOME": str(tmp_path / "c"), "PYTHONPATH": os.getcwd(), **env})
    return done.out, done.err, done.code


def test_the_command(tmp_path: Path) -> None:
    """Made, used, listed, removed; for the owner's eyes alone."""
    written(tmp_path, "jsonl", {"title": "T"}, SMALL, True)
    out, err, code = run(tmp_path, "index", "t.jsonl")
    assert (out, code) == ("", 0)
    assert err.startswith("timeline: t.jsonl: 9 events, an index of ")
    folder = tmp_path / "c" / "timeline"
    (index,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(index.stat().st_mode) == 0o600
    assert run(tmp_path, "filter", "t.jsonl", "--tag", "space film")[1:] == ("", 0)
    listed = run(tmp_path, "index", "--list")[0]
    assert listed.split()[2:] == ["9", "events", "fresh", str(tmp_path / "t.jsonl")]
    (tmp_path / "t.jsonl").unlink()
    assert "its file is gone" in run(tmp_path, "index", "--list")[0]
    assert run(tmp_path, "index", "--remove", "t.jsonl") == ("", "", 0)
    assert run(tmp_path, "index", "--remove", "t.jsonl") == ("", "timeline: t.jsonl: it has no index\n", 0)
    assert run(tmp_path, "index", "--list") == ("", "timeline: no indexes; timeline index FILE makes one\n", 0)


@pytest.mark.parametrize(
    ("events", "said", "code"),
    [
        ([{"id": "a", "date": "2020", "title": "A"}, {"id": "b", "date": "after @a", "title": "B"}], "no index is made, for dates refer", 0),
        ([{"date": "2020", "title": "A"}], "an event has no id", 0),
        ([{"id": "a", "date": "2020", "title": "A", "nope": "x"}], "it has warnings", 0),
        ([{"id": "a", "date": "2020", "title": "A"}, {"id": "a", "date": "2021", "title": "B"}], "E103", 2),
        ([{"id": "a", "date": "20200", "title": "A"}], "D1", 2),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["jsonl", "yaml"])
def test_files_without_an_index(events: list[dict[str, Any]], said: str, code: int, kind: str, tmp_path: Path) -> None:
    """What has to be read whole gets no index, and loses the one it had; errors are told as everywhere."""
    name = Path(written(tmp_path, kind, {"title": "T"}, events, True)).name
    out, err, found = run(tmp_path, "index", name)
    assert (out, found) == ("", code)
    assert said in err
    assert not [*(tmp_path / "c").rglob("*.index")]


def test_what_a_killed_run_has_left(tmp_path: Path, cache: Path) -> None:
    """The unfinished index of a process that is gone goes with the next one."""
    path = written(tmp_path, "jsonl", {"title": "T"}, SMALL, True)
    place = Path(folder(os.environ))
    place.mkdir(0o700, parents=True)
    name = Path(index_of(path, os.environ)).name
    left = place / f".{name}.{2**22 + 1}-0a.tmp"
    left.write_bytes(b"half")
    built(path)
    assert [one.name for one in place.iterdir()] == [name]


def test_text_that_the_fast_reader_leaves(tmp_path: Path) -> None:
    """An event that is read by the slower reader has its id, and stands in the index like others."""
    write(tmp_path, "t.yaml", "events:\n  - id: a\n    date: 2020\n    title: what *is* this\n    people: [Ann]\n")
    assert "1 event, an index" in run(tmp_path, "index", "t.yaml")[1]
    out, err, _ = run(tmp_path, "filter", "t.yaml", "--person", "ann", "--brief")
    assert ("what *is* this" in out, err) == (True, "")
    write(tmp_path, "u.yaml", "events:\n  - date: 2020\n    title: what *is* this\n")
    assert "an event has no id" in run(tmp_path, "index", "u.yaml")[1]


def test_a_day_that_no_index_keeps(tmp_path: Path, cache: Path) -> None:
    """Before all days that an index can tell apart, what may have been known still is what the file says."""
    path = written(tmp_path, "jsonl", {"title": "T"}, SMALL, True)
    built(path)
    words = ("--as-of=Y-170000003", "--as-of-possible", "--since=2018")
    assert asked(path, *words) == asked(path, *words, "--no-index")


def test_no_events(tmp_path: Path) -> None:
    """An index of nothing is none: a query of it would find it damaged."""
    write(tmp_path, "t.jsonl", '{"timeline": 1, "title": "T"}\n')
    assert run(tmp_path, "index", "t.jsonl")[1:] == (
        "timeline: t.jsonl: no index is made, for it has no events; such files are read whole\n",
        0,
    )


def test_keys_given_twice(tmp_path: Path, cache: Path) -> None:
    """The fast decoder takes the last of two keys; an index is not made of such a line, blanks before colons or not."""
    for line in ('{"id": "a", "date": "2020", "title": "A", "title": "B"}', '{"id" : "a", "date": "2020", "title": ":A", "title": "B"}'):  # fmt: skip
        path = write(tmp_path, "t.jsonl", line + "\n")
        with pytest.raises(NotPlain):
            built(path)


def test_no_cache_folder(tmp_path: Path) -> None:
    """Without a place for it there is no index, and all else works."""
    name = Path(written(tmp_path, "jsonl", {"title": "T"}, SMALL, True)).name
    bare = {"XDG_CACHE_HOME": "not/absolute", "HOME": ""}
    said = "timeline: no cache folder for the index; set HOME or XDG_CACHE_HOME\n"
    assert run(tmp_path, "index", name, **bare) == ("", said, 3)
    assert run(tmp_path, "filter", name, "--person", "doug", **bare)[1:] == ("", 0)
    (tmp_path / "file").write_text("")
    out, err, code = run(tmp_path, "index", name, XDG_CACHE_HOME=str(tmp_path / "file"))
    assert (out, err, code) == ("", f"timeline: the cache folder {tmp_path / 'file' / 'timeline'}: File exists\n", 3)


def test_standard_input(tmp_path: Path) -> None:
    assert run(tmp_path, "index", "-") == ("", "timeline: standard input has no index; name a file\n", 2)


def test_two_at_once(tmp_path: Path, cache: Path, used: list[int]) -> None:
    """Each writes a file of its own and renames it: one of them stays, whole."""
    path = written(tmp_path, "jsonl", {"title": "T"}, SMALL, True)
    threads = [threading.Thread(target=built, args=(path,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(os.listdir(folder(os.environ))) == 1
    held(Path(path), "")
    assert used == [3]


@pytest.mark.parametrize("name", ["csv", "tsv", "json"])
def test_syntaxes_that_cannot_be_read_in_part(name: str, tmp_path: Path) -> None:
    """One line says that such a file has no index, and why; it is no mistake."""
    path = str(tmp_path / f"story.{name}")
    assert run_pipe("show", "space-film", "-o", path).code == 0
    done = run_pipe("index", path, env={"XDG_CACHE_HOME": str(tmp_path)})
    assert (done.out, done.code) == ("", 0)
    assert done.err.startswith(f"timeline: {path}: no index is made, for ")


@given(st.lists(st.text() | st.text(st.sampled_from("aB9 '’_-é\u0301ﬁŁß\u00a0\n²日—")), min_size=1))
def test_words_are_those_that_a_search_sees(said: list[str]) -> None:
    """Folded as a search folds, and each leads to the events whose texts have it."""
    taken = Texts()
    for number, text in enumerate(said):
        taken.take(number, ["more", text])
    parts = {name: data for name, _, data in taken.drain(0)}
    kept = Kept(parts["texts"])
    forms, written = parts["words"].split(), parts["words written"].split()
    plain = len(forms) - len(written)
    found: dict[str, set[int]] = {}
    for form, word, count in zip(forms, forms[:plain] + written, array("I", parts["word counts"]), strict=True):
        numbers = kept.having([word])
        assert len(numbers) == count
        found.setdefault(form.decode("utf-8", "surrogatepass"), set()).update(numbers)
    wanted: dict[str, set[int]] = {}
    for number, text in enumerate(said):
        for form in ("more", *fold(text).split()):
            wanted.setdefault(form, set()).add(number)
    assert found == wanted
