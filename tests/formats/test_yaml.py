"""YAML: our own files; what is written is read back whole, and other programs read the same texts."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import DAY, HARD, one, written

from timeline import formats
from timeline.dates import read
from timeline.load import load
from timeline.model import Chronology, Event, Source
from timeline.query import Query, Wish, select
from timeline.views import Options
from timeline.writing import Out

text_of = partial(written, "yaml")


def read_back(text: str) -> Chronology:
    return load(["back.yaml"], fetch=lambda name: (name, text.encode()))


def bare(chronology: Chronology) -> dict[str, Event]:
    """The events without their places."""
    nowhere = Event("", read("2020"), read("2020"), "").where
    return {
        event.id: event._replace(
            where=nowhere, sources=tuple(source._replace(where=nowhere) for source in event.sources)
        )
        for event in chronology.events
    }


def header(chronology: Chronology) -> tuple[object, ...]:
    eras = [(era.id, era.name, era.date) for era in chronology.eras]
    return (
        chronology.title, chronology.about, eras, chronology.people, chronology.outlets, chronology.year,
        chronology.conventions, chronology.views,
    )  # fmt: skip


@pytest.mark.parametrize("story", ["space-film.yaml", "space-film-record.yaml", "hard"])
def test_stories_come_back(story: str, data: Path) -> None:
    """Events, sources and header of every story come back as they were."""
    chronology = load([HARD if story == "hard" else str(data / story)])
    back = read_back(text_of(chronology))
    assert bare(back) == bare(chronology)
    assert header(back) == header(chronology)
    assert not back.problems


def test_a_full_header_comes_back() -> None:
    """Year, conventions, views, names with and without anything, a reading as EDTF alone."""
    text = (
        'year: 2021\nconventions: {summer: 5-9, slack: no}\nviews: {"my: view": "person:A and not tag:b"}\n'
        'people: {A: {}, "B: c": {aliases: [null, "x, y"], born: 1962-07-03}}\noutlets: {O: {home: https://o.p}}\n'
        "eras: {one: 2019/2021}\nevents: [{title: t, date: September}]\n"
    )
    first = read_back(text)
    assert header(read_back(text_of(first))) == header(first)
    spring = read_back("dates: edtf\nevents: [{title: t, date: 2020-21}]\n")
    assert bare(read_back(text_of(spring))) == bare(spring)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ODD = st.sampled_from([
    "null", "~", "no", "NO", "007", "1_000", "12:08", "0x1F", "1e3", "2020-05-04", "- a", "a: b", "a #b", "#a", "[a]", "{a", "? a",
    "a:", ": a", "'a", '"a', "a\nb", "a\n\nb\n", "a\n\n\nb", "\na", " a", "a ", "a\n b", "a\nb ", "|", "|-\na", ">", "%a", "@a", "`a",
    "*a", "&a", "!a", "<<", "=", "---", "...", "\x85", "\u2028", "\ufeff", "\x00", "\x1b[31m", "\u202ea", "😀", "\r\n", "\t", "\ufffe", "a, b", "x" * 2000,
])  # fmt: skip
ANY = st.one_of(TEXT, ODD)
WORD = ANY.filter(lambda text: bool(text.strip()))
LIST = st.lists(ANY.filter(bool), max_size=3).map(tuple)
DATE = st.sampled_from(
    ["2020", "May 2020", "mid-2020", "c. 2019?", "unknown", "2020-06/2020-08", "before 2015", "[2019,2021]", "-0044"]
).map(read)
EXTRA = st.dictionaries(ANY.map("x-".__add__), ANY, max_size=2).map(lambda found: tuple(found.items()))
SOURCE = st.builds(
    lambda outlet, date, says, texts, extra: Source(outlet, date, date, says, *texts, extra=extra),
    ANY.filter(bool), DATE, st.sampled_from(["reports", "denies", "rumours"]), st.tuples(*[ANY] * 9), EXTRA,
)  # fmt: skip
EVENT = st.builds(
    lambda date, title, summary, lists, group, status, texts, background, sources, extra: Event(
        "", date, date, title, summary, *lists, group, status, texts[0], background, texts[1], sources, extra
    ),
    DATE, WORD, ANY, st.tuples(*[LIST] * 5), ANY, st.sampled_from(["", "disputed"]), st.tuples(ANY, ANY), st.booleans(),
    st.lists(SOURCE, max_size=2).map(tuple), EXTRA,
)  # fmt: skip


@given(st.lists(EVENT, max_size=3), ANY, ANY)
@settings(max_examples=150, deadline=None)
def test_any_chronology_comes_back(drawn: list[Event], title: str, about: str) -> None:
    """Any texts at all come back as they were."""
    events = tuple(event._replace(id=f"e{n}") for n, event in enumerate(drawn))
    chronology = Chronology(title, about, events=events)
    back = read_back(text_of(chronology))
    assert bare(back) == bare(chronology)
    assert (back.title, back.about) == (title, about)


@given(WORD)
@settings(max_examples=150, deadline=None)
def test_ascii_says_the_same(title: str) -> None:
    """With ASCII asked for the file has nothing else, and reads the same."""
    parts: list[str] = []
    chronology = one(title, "2020", people=(title,), note=title)
    formats.named("yaml").write(
        chronology, select(chronology, Query(), DAY), Options(), Out(parts.append, DAY, ascii=True)
    )
    assert "".join(parts).isascii()
    assert bare(read_back("".join(parts))) == bare(chronology)


@given(WORD.filter(lambda text: "<<" not in text))
@settings(max_examples=150, deadline=None)
def test_other_programs_read_text_as_text(title: str) -> None:
    """PyYAML's own loader, which guesses types, has the same texts, dates aside."""
    event = yaml.safe_load(text_of(one(title, "May 2020", tags=(title,))))["events"][0]
    assert (event["title"], event["tags"]) == (title, [title])


def test_what_dates_refer_to_is_written_too() -> None:
    """A selection can be read back: the events that its dates refer to come with it, and that is said."""
    chronology = read_back(
        "events:\n- {id: a, title: A, date: 2020}\n- {id: b, title: B, date: after @a}\n"
        "- {id: c, title: C, date: unknown, sources: [{outlet: O, date: after @b}]}\n- {id: d, title: D, date: 2021}\n"
    )
    said: list[str] = []
    back = read_back(text_of(chronology, Query(wishes=(Wish("id", ("c",)),)), said))
    assert sorted(bare(back)) == ["a", "b", "c"]
    assert said == ["2 more events written, as dates refer to them: a, b"]


def test_a_lone_surrogate_is_told() -> None:
    """No file can hold half a character; it is replaced, and that is said."""
    said: list[str] = []
    assert "\\ufffd" in text_of(one("a\ud800"), said=said)
    assert said == ["1 character that no file can hold written as U+FFFD"]


def test_nothing_found_is_an_empty_list() -> None:
    """A file without events is a file."""
    assert read_back(text_of(one("T"), Query(wishes=(Wish("id", ("none",)),)))).events == ()
