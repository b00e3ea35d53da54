"""What is left out of big files is what cannot match: with and without a sieve the same bytes come out."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from layouts import laid_out
from support import ROOT, run_pipe

from timeline import formats, replay
from timeline.dates import Context
from timeline.errors import UsageError
from timeline.load import load, syntaxes, together
from timeline.load.nodes import Buffer
from timeline.load.sifted import Passing
from timeline.load.yaml_sift import looked_at
from timeline.model import Chronology
from timeline.query import Found, Query, Wish, select, with_view
from timeline.query.dates import date_bounds
from timeline.query.sieve import NOW, AsOf, sieve_of
from timeline.views import Options
from timeline.writing import Out

PEOPLE = ["Doug Liman", "Tom Cruise", "Zoë Łukasz-O'Brien", "LIMAN", "Liman, Doug", "X Æ", "1917", "é", "Cruz",
          "パリ", "ハ\u3099リ", "C++", "C#", "c"]  # fmt: skip
DATES = ["2020", "May 2020", "2020-05-17", "mid-2020", "unknown", "before 2021", "2018/2019"]
OUTLETS = ["Deadline", "Deadline Hollywood", "Page Six", "Six", "Le Monde", "L'Équipe", "D'eadline", "Six!", "DH!"]
SAID: list[dict[str, str]] = [
    {},
    {},
    {"says": "denies"},
    {"says": "plans"},
    {"via": "Page Six"},
    {"quote": "It's _insured"},
]
HEADERS = [
    {"title": "T"},
    {"title": "T", "outlets": {"Deadline": {"aliases": ["DH", "Le Monde"]}, "Six": {"aliases": ["Page Six"]}}},
    {
        "title": "T",
        "people": {"Doug Liman": {"aliases": ["The Director", "DL"]}, "Tom Cruise": {"aliases": ["Cruise"]}},
        "views": {"of-liman": "person:liman and not tag:cruz"},
    },
    {
        "title": "T",
        "year": 2020,
        "eras": {"early": {"date": "2019/2020"}, "vague": {"date": "from mid-2018 to c. 2020"}},
    },
]
SIFTED = {"yaml": 0, "json": 0, "jsonl": 0}


@st.composite
def stories(draw: st.DrawFn) -> tuple[dict[str, object], list[dict[str, object]]]:
    events: list[dict[str, object]] = []
    for n in range(draw(st.integers(1, 8))):
        event: dict[str, object] = {
            "id": draw(st.sampled_from([f"e{n}", f"e{n}", f"e{n}" if n else "e"])),
            "date": draw(st.sampled_from(DATES)),
            "title": f"Title {n}",
        }
        for key in ("people", "orgs", "tags", "works", "places"):
            if draw(st.booleans()):
                event[key] = draw(st.one_of(st.lists(st.sampled_from(PEOPLE), max_size=3), st.sampled_from(PEOPLE)))
        if draw(st.booleans()):
            event["sources"] = [
                {"outlet": draw(st.sampled_from(OUTLETS)), "date": draw(st.sampled_from(DATES))}
                | draw(st.sampled_from(SAID))
                for _ in range(draw(st.integers(1, 2)))
            ]
        event |= draw(
            st.sampled_from([{}, {}, {"summary": "An insurer's worry"}, {"note": "l’assureur é"}, {"note": "a\\b"}])
        )
        events.append(event)
    if draw(st.integers(0, 9)) == 0:  # something out of the ordinary
        slip = draw(st.sampled_from([{"date": "after @e0"}, {"date": "x"}, {"title": ""}, {"id": "e0"}, {"nope": "x"}, {"x-a": "b"},
                                     {"people": [1917, None]}, {"id": None}]))  # fmt: skip
        events[-1] |= slip
    return draw(st.sampled_from(HEADERS)), events


FIELDS = st.sampled_from(["person", "org", "tag", "work", "place", "outlet", "status", "says", "text", "id", "era"])
VALUES: dict[str, st.SearchStrategy[str]] = {
    "status": st.sampled_from(["reported", "denied", "planned", "lapsed", "unsourced", "x"]),
    "says": st.sampled_from(["denies", "reports", "x"]),
    "text": st.sampled_from(
        ["insur", "insurers worry", "lass", "é", "title 1", "2020", "six", "'", "?", "it s", "a b", "liman"]
    ),
    "id": st.sampled_from(["e0", "@e1", "e", "x"]),
    "era": st.sampled_from(["early", "vague", "x"]),
    "outlet": st.sampled_from([*OUTLETS, "six", "dead", "dh", "page", "monde", "nobody", "e"]),
}
WANTED = st.one_of(
    st.sampled_from(
        [
            *PEOPLE,
            "liman",
            "doug-liman",
            "lukasz",
            "obrien",
            "director",
            "cru",
            "z",
            "",
            "dl",
            "19",
            "nobody",
            "バリ",
            "リ",
            "c+",
            "C#!",
            "c",
        ]
    )
)


WHERE = st.sampled_from(
    [""] * 8
    + ["person:liman", "not person:liman", "person:liman or tag:é", "(person:cruz outlet:six) or status:denied", "e",
       "id:e and not status:denied", "insur or not outlet:dead", "group:main", "era:early", "era:vague since:2020", "person:(", "what:x",
       "not (reported-since:2019 reported-until:2019)", "since:2020 until:2020", "not id:e0", "person:", "since:@e0"]
)  # fmt: skip


@st.composite
def queries(draw: st.DrawFn) -> Query:
    wishes = []
    for _ in range(draw(st.integers(0, 3))):
        field = draw(FIELDS)
        values = tuple(draw(st.lists(VALUES.get(field, WANTED), min_size=1, max_size=2)))
        wishes.append(Wish(field, values, draw(st.integers(0, 4)) == 0))
    return Query(
        tuple(wishes), draw(WHERE), since=draw(st.sampled_from(["", "2019", "May 2020"])), certain=draw(st.booleans()),
        reported_until=draw(st.sampled_from(["", "", "2019", "x"])), min_origins=draw(st.sampled_from([0, 0, 2])),
        single_source=draw(st.integers(0, 3)) == 0, unnamed_only=draw(st.integers(0, 3)) == 0,
    )  # fmt: skip


AS_OF = [
    NOW,
    NOW,
    *(
        AsOf(text, possible)
        for text in ("2019", "May 2020", "2030", "x", "@e0", "since 2019")
        for possible in (False, True)
    ),
]


@settings(max_examples=500, deadline=None)
@given(
    stories(), queries(), st.sampled_from(["", "", "of-liman", "nope"]), st.sampled_from(AS_OF),
    st.sampled_from(["jsonl", "yaml", "json"]), st.booleans(), st.booleans(),
)  # fmt: skip
def test_nothing_that_matches_is_left_out(
    story: tuple[dict[str, object], list[dict[str, object]]], query: Query, view: str, as_of: AsOf, kind: str,
    without: bool, by_two: bool,
) -> None:  # fmt: skip
    """The events that match, in their order, the total and the problems are those of the file read whole."""
    header, events = story
    assume(kind != "jsonl" or "nope" not in events[-1])  # of lines that are passed over, keys are not looked at
    if kind == "jsonl":
        text = "".join(json.dumps(one, ensure_ascii=without) + "\n" for one in [header, *events])
    elif kind == "json":
        text = json.dumps({**header, "events": events})
    else:
        text = yaml.safe_dump(header) + "events:\n" + yaml.safe_dump(events, allow_unicode=True)

    def fetch(name: str) -> tuple[str, Buffer]:
        return name, text.encode()

    name = f"t.{kind}"
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(syntaxes, "SIFTED", SIFTED)
        if by_two:
            monkeypatch.setattr(together, "WORTH", 0)
        if without:
            monkeypatch.setitem(sys.modules, "timeline.fast_json", None)
            monkeypatch.delitem(sys.modules, "timeline.load.json_sift", raising=False)
        sifted = load([name], fetch=fetch, keep_going=True, sieve=sieve_of(query, 740_000, as_of, view))
    whole = load([name], fetch=fetch, keep_going=True)
    assert sifted.problems == whole.problems

    def selected(chronology: Chronology) -> tuple[Found, int]:
        asked, day = with_view(query, dict(chronology.views), view), 740_000
        if as_of.text:
            then = date_bounds(as_of.text, chronology).upper
            if then is None:
                raise UsageError("no last day")
            if then < day:
                chronology, day = replay.as_of(chronology, then, possible=as_of.possible), then
        return select(chronology, asked, day), chronology.total

    try:
        expected, total = selected(whole)
    except UsageError as error:
        with pytest.raises(UsageError, match=re.escape(str(error))):
            selected(sifted)
        return
    found, its_total = selected(sifted)
    assert its_total == total
    if not found.notes:  # a name that nothing has makes the command read the file whole
        assert _bare(found) == _bare(expected)


def _bare(found: object) -> list[object]:
    return [(event[:15], [source[:14] for source in event.sources], match) for event, match in found.events]  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["yaml", "jsonl"])
def test_a_big_file(kind: str, tmp_path: Path) -> None:
    """The command prints the same of a big file as of the same file in a pipe, which is read whole."""
    events = [
        {
            "id": f"e{n}",
            "date": f"20{n % 24:02}-0{n % 9 + 1}",
            "title": f"Event {n} " + "x" * 300,
            "people": [PEOPLE[n % 9]],
        }
        for n in range(4000)
    ]
    path = tmp_path / f"story.{kind}"
    if kind == "yaml":
        lines = [f"  - {json.dumps(event)}\n" for event in events]
        path.write_text("title: T\nevents:\n" + "".join(lines), "utf-8")
    else:
        path.write_text("".join(json.dumps(event) + "\n" for event in events), "utf-8")
    assert path.stat().st_size > syntaxes.SIFTED[kind]
    for arguments in (["--person", "liman", "--since", "2010"], ["--person", "nobody"], ["--tag", "x"]):
        big = run_pipe("filter", str(path), *arguments)
        piped = run_pipe("filter", "-", *arguments, stdin=path.read_text("utf-8"))
        assert (big.code, big.out) == (piped.code, piped.out)
        assert big.err == piped.err


_LINES = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["", "x" * 7, "x" * 300, '"e1"', "@e1", "é" * 20]), st.integers(0, 9)),
    min_size=1,
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(_LINES, st.sampled_from([1, 64, 1 << 13]), st.sampled_from(["e", "é", 'e"', "e\\\\"]), st.booleans())
def test_lines_are_found_by_their_ids(told: list[tuple[bool, str, int]], near: int, start: str, escaped: bool) -> None:
    """Whatever the lines are as long as, and whoever mentions whom; where several have one id, that comes out too."""
    json_sift = pytest.importorskip("timeline.load.json_sift")
    events: list[dict[str, object]] = [
        {
            "id": f"{start}{n}",
            "date": "2020",
            "title": "T",
            "people": ["Liman"] * wanted,
            "note": note,
            "tags": [f"e{of}"],
        }
        for n, (wanted, note, of) in enumerate(told)
    ]
    lines = [json.dumps(one, ensure_ascii=escaped).encode() for one in events]
    sieve = sieve_of(Query((Wish("person", ("Liman",)),)), 740_000)
    assert sieve is not None
    sieve.prepare(Chronology(), Context())
    passing = Passing(sieve, Context())
    data = b"\n".join(lines)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(json_sift, "_NEAR", near)
        found = list(json_sift.candidates(data, [(0, len(data))], sieve, passing))
    begins = [sum(map(len, lines[:n])) + n for n in range(len(lines))]
    assert found == [begin for begin, (wanted, _, _) in zip(begins, told, strict=True) if wanted]
    assert passing.count == len(lines) - len(found)


# --- YAML in our own layout, told without a parser ----------------------------------------------------------------


@settings(max_examples=1500, deadline=None)
@given(st.lists(laid_out(), min_size=1, max_size=3), st.sampled_from(["nobody", "liman", "b"]))
def test_what_is_not_parsed_is_sound(events: list[str], person: str) -> None:
    """Whether a file is refused, and what is found in it, is told by PyYAML in the same way."""
    text = "title: T\nevents:\n  - id: e0\n    date: 2020\n    title: First\n" + "".join(events)
    query = Query((Wish("person", (person,)),))

    def fetch(name: str) -> tuple[str, Buffer]:
        return name, text.encode()

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(syntaxes, "SIFTED", SIFTED)
        sifted = load(["t.yaml"], fetch=fetch, keep_going=True, sieve=sieve_of(query, 740_000))
        monkeypatch.setattr(syntaxes, "PLAIN", {})
        whole = load(["t.yaml"], fetch=fetch, keep_going=True)
    assert (sifted.total, sifted.problems) == (whole.total, whole.problems)
    found, expected = select(sifted, query, 740_000), select(whole, query, 740_000)
    if not found.notes:
        assert _bare(found) == _bare(expected)


def test_our_layout_is_not_parsed() -> None:
    """What `-O yaml` writes of the public record is told from the pattern; references and keys of one's own are not."""
    record = load([str(ROOT / "data" / "space-film-record.yaml")])
    bare = [
        event._replace(extra=(), sources=tuple(source._replace(extra=()) for source in event.sources))
        for event in record.events
        if not event.date.clauses and ":" not in event.date.text
    ]
    written: list[str] = []
    chronology = Chronology(events=tuple(bare))
    formats.named("yaml").write(
        chronology, select(chronology, Query(), 740_000), Options(), Out(written.append, 740_000)
    )
    data = "".join(written).encode()
    sieve = sieve_of(Query((Wish("person", ("nobody",)),)), 740_000)
    assert sieve is not None
    sieve.prepare(Chronology(), Context())
    passing = Passing(sieve, Context())
    start = data.index(b"  - id:")
    parsed = [data[at : at + 30] for at, _ in looked_at(data, [(start, len(data))], b"  ", sieve, passing)]
    assert (parsed, passing.count) == ([], len(bare))
