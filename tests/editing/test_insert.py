"""Events and sources go into a file at the right place and in its style; no other byte changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import hand_styled
import pytest
from handwritten import handwritten
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from timeline import formats
from timeline.editing.canonical_yaml import canonical_yaml
from timeline.editing.changes import line_end_of
from timeline.editing.insert import inserted, with_source
from timeline.errors import DataError, UsageError
from timeline.importers import Record
from timeline.load import load
from timeline.model import Chronology, Event
from timeline.query import Query, select
from timeline.views import Options
from timeline.writing import Out

EVENT: Record = {
    "date": "Aug 2020",
    "title": "News: a thing",
    "people": ["Ann Lee", "X, Y"],
    "sources": [{"outlet": "Deadline", "url": "https://example.org/a", "date": "Aug. 3, 2020"}],
}
SOURCE: Record = {"outlet": "Deadline", "date": "Aug. 3, 2020", "says": "denies"}


def read(text: str, name: str) -> Chronology:
    return load([name], fetch=lambda asked: (asked, text.encode()))


def bare(chronology: Chronology) -> list[Event]:
    """The events without their places."""
    nowhere = Event("", *chronology.events[0][1:3], "").where if chronology.events else None
    return [
        event._replace(where=nowhere, sources=tuple(one._replace(where=nowhere) for one in event.sources))
        for event in chronology.events
    ]


# --- what it looks like -------------------------------------------------------------------------------------------

PLACES: dict[str, tuple[str, str]] = {
    "an empty file": ("x.yaml", ""),
    "comments alone": ("x.yaml", "# to be written\n"),
    "a header alone": ("x.yaml", "title: Mine\n\nabout: what it is about"),
    "a key without events": ("x.yaml", "events:  # none yet\nyear: 2020\n"),
    "an empty list": ("x.yaml", "title: Mine\nevents: []  # none yet\n"),
    "before, between": ("x.yaml", "events:\n- {date: 2019, title: A}\n- {date: 2021, title: B}\n# the end\n"),
    "first of all, below a blank line": ("x.yaml", "events:\n\n  # one\n  - date: 2021\n    title: A\n\n  - date: 2022\n    title: B\n"),
    "newest first": ("x.yaml", "events:\n  - date: 2022\n    title: A\n  - date: 2020-08\n    title: B\n  - date: 2019\n    title: C\n"),
    "no order": ("x.yaml", "events:\n  - date: 2019\n    title: A\n  - date: 2022\n    title: B\n  - date: 2018\n    title: C\n"),
    "behind a literal block": ("x.yaml", "events:\n  - date: 2019\n    title: A\n    note: |\n      text\n      # text too\n    # the event's own\n\n  # the next one's\n  - date: 2021\n    title: B\n"),
    "behind a block that keeps its blank lines": ("x.yaml", "events:\n  - date: 2019\n    title: A\n    note: |+\n      text\n\n  - date: 2021\n    title: B\n"),
    "single quotes, dashes, other order": ("x.yaml", "events:\n- title: 'A: a'\n  people:\n  - 'Bo'\n  date: '2019'\n  sources:\n  - {outlet: C}\n"),
    "a mark, wide gaps, an end mark": ("x.yaml", "\ufeff---\nevents:\n    -   id: a\n        date: 2019\n        title: A\n...\n"),
    "brackets": ("x.yaml", "events: [\n  {date: 2021, title: A}, # one\n  {date: 2022, title: B},\n]\n"),
    "braces": ("x.yaml", "{title: Mine}"),
    "json in yaml": ("x.yaml", '{"events": [{"date": "2019", "title": "A"}]}'),
    "json on one line": ("x.json", '{"title":"Mine","events":[]}'),
    "json in lines": ("x.json", '{\n "events": [\n  {\n   "date": "2019",\n   "title": "A"\n  },\n  {\n   "date": "2021",\n   "title": "B"\n  }\n ]\n}\n'),
    "json with an event a line": ("x.json", '{"events": [\n  {"date": "2021", "title": "A"},\n  {"date": "2022", "title": "B"}\n]}\n'),
    "json without events": ("x.json", '{\n\t"eras": {}\n}\n'),
    "json lines": ("x.jsonl", '{"title": "Mine"}\n{"date": "2019", "title": "A"}\n{"date": "2021", "title": "B"}'),
    "a table": ("x.csv", "date,title,people,source_outlet,source_url,source_date\r\n2019,A,,,,\r\n2021,B,,,,\r\n"),
    "a table with quotes": ("x.csv", '"date","title","people","source_outlet","source_url","source_date"\n"2019","A","","","",""'),
    "an empty table": ("x.tsv", ""),
}  # fmt: skip


def test_places(golden: Callable[[str, str], None]) -> None:
    """Where an event goes in, and how it is written there, in each kind of file."""
    parts = []
    for what, (name, text) in PLACES.items():
        parts.append(f"=== {what}\n{_marked(text, inserted(text, name, [EVENT]))}\n")
    golden("editing/events.txt", "".join(parts))


SOURCED: dict[str, tuple[str, str]] = {
    "none yet": ("x.yaml", "events:\n  - id: a\n    date: 2019\n    title: A\n"),
    "an empty key": ("x.yaml", "events:\n  - id: a\n    date: 2019\n    title: A\n    sources:\n    note: N\n"),
    "an empty list": ("x.yaml", "events:\n  - id: a\n    date: 2019\n    sources: []\n    title: A\n"),
    "a list in brackets": ("x.yaml", "events:\n  - id: a\n    date: 2019\n    title: A\n    sources: [{outlet: B}]\n"),
    "one source": ("x.yaml", "events:\n  - id: a\n    date: 2019\n    title: A\n    sources: {outlet: B}\n"),
    "dashes": ("x.yaml", "events:\n- id: a\n  sources:\n  - outlet: B\n    quote: >\n      q\n    # said so\n\n  # the note\n  note: N\n  date: 2019\n  title: A\n"),
    "braces": ("x.yaml", "events: [{id: a, date: 2019, title: A}, {id: b, date: 2019, title: B}]\n"),
    "an id made from the title": ("x.yaml", "events:\n  - {title: A, date: 2019}\n"),
    "json": ("x.json", '{"events": [\n  {\n    "id": "a",\n    "date": "2019",\n    "title": "A"\n  }\n]}'),
    "json with sources": ("x.json", '{"events":[{"id":"a","date":"2019","title":"A","sources":[{"outlet":"B"}]}]}'),
    "json lines": ("x.jsonl", '{"id": "a", "date": "2019", "title": "A", "sources": []}\n'),
    "a table": ("x.csv", "id,date,title,source_outlet,source_date,source_says\na,2019,A,B,,\nb,2020,B,,,\n"),
}  # fmt: skip


def test_sources(golden: Callable[[str, str], None]) -> None:
    """Where one more source of an event goes in, in each kind of file."""
    parts = []
    for what, (name, text) in SOURCED.items():
        new = with_source(text, name, "a", SOURCE)
        (event,) = (event for event in read(new, name).events if event.id == "a")
        assert [event.sources[-1].outlet, event.sources[-1].says] == ["Deadline", "denies"]
        parts.append(f"=== {what}\n{_marked(text, new)}\n")
    golden("editing/sources.txt", "".join(parts))


def _marked(old: str, new: str) -> str:
    """The lines of a new text, a plus sign before each that the old one lacks, line ends written out where unusual."""
    waiting = old.splitlines(keepends=True)
    shown = []
    for line in new.splitlines(keepends=True):
        known = bool(waiting) and line.rstrip("\r\n") == waiting[0].rstrip("\r\n")
        if known:
            waiting.pop(0)
        end = "" if line.endswith("\n") and not line.endswith("\r\n") else "\\r" if line.endswith("\r\n") else "\\"
        shown.append(("  " if known else "+ ") + line.rstrip("\r\n") + end)
    shown += ["- " + line.rstrip("\r\n") for line in waiting]
    return "\n".join(shown).replace("\ufeff", "<mark>")


# --- what never changes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(200))
def test_only_the_new_lines_differ(seed: int) -> None:
    """Of 200 files in any style: the rest stays byte for byte, and the chronology is the old one and the new event."""
    old = handwritten(seed)
    new = inserted(old, "x.yaml", [EVENT])
    _only_whole_lines(old, new)
    before, after = bare(read(old, "x.yaml")), bare(read(new, "x.yaml"))
    (own,) = (event for event in after if event.title == EVENT["title"])
    assert [event for event in after if event is not own] == before
    assert (own.date.text, own.people) == ("Aug 2020", ("Ann Lee", "X, Y"))
    assert [source.url for source in own.sources] == ["https://example.org/a"]


@pytest.mark.parametrize("seed", range(200))
def test_only_the_new_source_differs(seed: int) -> None:
    """A source of any event of such a file goes in as text too, be it on lines of its own or within brackets."""
    old = handwritten(seed)
    events = read(old, "x.yaml").events
    target = events[seed % len(events)]
    new = with_source(old, "x.yaml", target.id, SOURCE)
    before = {event.id: event for event in bare(read(old, "x.yaml"))}
    after = {event.id: event for event in bare(read(new, "x.yaml"))}
    grown = after[target.id]
    assert [source.outlet for source in grown.sources] == [*(one.outlet for one in target.sources), "Deadline"]
    after[target.id] = grown._replace(sources=grown.sources[:-1])
    assert after == before
    at = next((n for n, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    assert new.endswith(old[at:]), "one piece of text went in"


def _only_whole_lines(old: str, new: str) -> None:
    end = line_end_of(old)
    old_lines, new_lines = old.split(end), new.split(end)
    same = next(
        (n for n, pair in enumerate(zip(old_lines, new_lines, strict=False)) if pair[0] != pair[1]), len(old_lines)
    )
    if same == len(old_lines) or not "".join(old_lines[same:]):
        assert new.startswith(old)
        return
    tail = len(old_lines) - same
    assert new_lines[-tail:] == old_lines[same:]


@settings(max_examples=60, deadline=None)
@given(
    title=st.text(min_size=1).filter(lambda text: text.strip() and not any("\ud800" <= c <= "\udfff" for c in text)),
    name=st.sampled_from(("x.yaml", "x.json", "x.jsonl", "x.csv", "x.tsv")),
    seed=st.integers(0, 40),
)
def test_any_title_comes_back(title: str, name: str, seed: int) -> None:
    """What was added is read back as it was given, whatever it is, in every syntax."""
    old = handwritten(seed) if name == "x.yaml" else PLACES["an empty table"][1] if "sv" in name else ""
    old = '{"events": []}' if name == "x.json" else old
    assume("\0" not in title or "sv" not in name)  # no table can hold it
    new = inserted(old, name, [{"date": "2001", "title": title, "note": title}])
    assert [(event.title, event.note) for event in read(new, name).events].count((title, title)) == 1


TEXT = st.one_of(
    st.sampled_from(hand_styled.TEXTS),
    st.text(min_size=1).filter(lambda text: text.strip() and not any("\ud800" <= c <= "\udfff" for c in text)),
    st.lists(st.sampled_from(("word", "a:", "b, c", "#d", "yes", '"e"', "it's")), min_size=1, max_size=60).map(
        " ".join
    ),
).filter(lambda text: bool(text.strip()))


@settings(max_examples=150, deadline=None)
@given(title=TEXT, note=TEXT, person=TEXT, date=st.sampled_from(hand_styled.DATES))
def test_texts_are_written_as_fmt_writes_them(title: str, note: str, person: str, date: str) -> None:
    """One text looks the same whoever writes it: what was added is in canonical form, and `-O yaml` writes the same."""
    new = inserted("", "x.yaml", [{"id": "own", "date": date, "title": title, "people": [person], "note": note}])
    event = [line for line in new.splitlines() if not line.startswith("    people:")]
    canonical = canonical_yaml(new)
    assert [line for line in canonical.splitlines() if line in event] == event
    parts: list[str] = []
    chronology = read(new, "x.yaml")
    formats.named("yaml").write(chronology, select(chronology, Query(), 0), Options(), Out(parts.append, 0))
    assert "".join(parts).partition("events:")[2] == canonical.partition("events:")[2]


def test_long_prose_stands_as_in_the_neighbours() -> None:
    """It is folded in a file of our own form and where nothing is known; not where a hand leaves it on one line."""
    long = "word " * 40 + "end"
    event = {"date": "2021", "title": "B", "note": long}
    assert "    note: >-\n      word" in inserted("", "x.yaml", [event])
    text = f"events:\n  - date: 2020\n    title: A\n    summary: {long}\n"
    assert f"    note: {long}\n" in inserted(text, "x.yaml", [event])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1990, 2030), max_size=6), st.lists(st.integers(1990, 2030), max_size=6))
def test_a_file_in_order_stays_in_order(old: list[int], new: list[int]) -> None:
    """Several events at once: each at its place, those of one day behind the old ones."""
    text = "events:\n" + "".join(f"  - {{date: {year}, title: old}}\n" for year in sorted(old))
    text = inserted(text, "x.yaml", [{"date": str(year), "title": "new"} for year in new])
    found = [(event.date.text, event.title == "new") for event in read(text, "x.yaml").events]
    assert found == sorted(found)
    assert len(found) == len(old) + len(new)


@pytest.mark.parametrize(
    "text",
    [
        "events:\n  - date: 2019\n    title: A\n    ? summary\n\n\n  - date: 2020\n    title: B\n",
        "events:\n  - date: 2019\n    title: A\n    note:\n\n  # about B\n  - date: 2020\n    title: B\n",
        "events:\n  -\n    date: 2019\n    title: A",
        "events:\n  - # first\n    date: 2019\n    title: A\n    note: >+\n      x\n\n\n",
        "events:\n  - {date: 2019,\n     title: A # so\n     }\n  - {date: 2021, title: B}\n",
        'events:\n  - "date": 2019\n    "title": "a\n\n      b"\n  - date: 2021\n    title: a\n      b # c\n',
        "title: A\revents:\r  - date: 2019\r    title: A\r",
    ],
)
def test_rare_forms(text: str) -> None:
    """Keys without values, dashes alone on their lines, scalars and braces over several lines, old line ends."""
    record = {"date": "2019", "title": "B: b", "summary": "two\nlines\n"}
    new = inserted(text, "x.yaml", [record])
    (own,) = (event for event in read(new, "x.yaml").events if event.title == "B: b")
    assert own.summary == "two\nlines\n"
    target = read(text, "x.yaml").events[0].id
    assert read(with_source(text, "x.yaml", target, SOURCE), "x.yaml").events[0].sources[0].outlet == "Deadline"


# --- ids, references, refusals ------------------------------------------------------------------------------------


def test_ids_where_the_file_has_them() -> None:
    """An id of its own where the events have ids, or where that of the title is taken; else none."""
    bare_file = "events:\n  - {date: 2020, title: A thing}\n"
    assert "id:" not in inserted(bare_file, "x.yaml", [{"date": "2021", "title": "Another"}])
    assert "id: a-thing-2" in inserted(bare_file, "x.yaml", [{"date": "2021", "title": "A thing"}])
    named = "events:\n  - {id: one, date: 2020, title: A}\n"
    assert "id: another" in inserted(named, "x.yaml", [{"date": "2021", "title": "Another"}])
    old_ids = [event.id for event in read(bare_file, "x.yaml").events]
    first = inserted(bare_file, "x.yaml", [{"date": "2019", "title": "A thing"}])
    assert [event.id for event in read(first, "x.yaml").events] == ["a-thing-2", *old_ids]


def test_a_date_by_reference_goes_where_it_is_resolved() -> None:
    """`after @a` stands behind what it refers to, and may refer to another new event."""
    text = "events:\n  - {id: a, date: 2020, title: A}\n  - {id: b, date: 2022, title: B}\n"
    new = [{"id": "c", "date": "same day as @a", "title": "C"}, {"id": "d", "date": "10 days after @c", "title": "D"}]
    found = [event.id for event in read(inserted(text, "x.yaml", new), "x.yaml").events]
    assert found == ["a", "c", "d", "b"]


def test_errors_of_the_file_are_told_and_nothing_is_given(tmp_path: Path) -> None:
    """A file with errors is refused with its own problems."""
    with pytest.raises(DataError) as caught:
        inserted("events:\n  - {date: nonsense, title: A}\n", "x.yaml", [EVENT])
    assert [(one.place.file, one.code) for one in caught.value.problems] == [("x.yaml", "D101")]


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"title": "No date"}, "E102"),
        ({"date": "mid-2020ish", "title": "A"}, "D101"),
        ({"date": "after @nobody", "title": "A"}, "R101"),
        ({"id": "a", "date": "2020", "title": "Twice"}, "E103"),
        ({"date": "2020; before @a", "title": "A contradiction"}, "R102"),
        ({"date": "2020", "title": "A", "sources": [{"outlet": "B", "says": "shouts"}]}, "E106"),
        ({}, "E101"),
    ],
)
def test_errors_of_the_new_event_are_told(record: Record, code: str) -> None:
    """What is wrong with the new event stands at a place of its own."""
    with pytest.raises(DataError) as caught:
        inserted("events:\n  - {id: a, date: 2019, title: A}\n", "x.yaml", [record])
    problem = next(one for one in caught.value.problems if one.code == code)
    assert "the new event" in {problem.place.file, *(place.file for place, _ in problem.related)}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "x.csv",
            "date,title\n2020,A\n",
            "the table has no column `people`, `source_outlet`, `source_url`, `source_date`; end the first row with `,people,source_outlet,source_url,source_date` and every other with `,,,,`, or leave",
        ),
        (
            "x.tsv",
            "date\ttitle\tpeople\n2020\tA\t\n",
            "the table has no column `source_outlet`, `source_url`, `source_date`; end the first row with `(tab)source_outlet(tab)source_url(tab)source_date` and every other with `(tab)(tab)(tab)`",
        ),
    ],
)
def test_refused_with_the_reason(name: str, text: str, message: str) -> None:
    """What a file cannot hold is told."""
    with pytest.raises(UsageError) as caught:
        inserted(text, name, [EVENT])
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.yaml", "events:\n  - id: a\n    date: 2019\n    title: A\n    sources:\n      outlet: B\n", "the event's `sources` are one source"),
        ("x.csv", "date,title,source_outlet\n2019,A,\n", "the event has no id in the table (x.csv:2:1); write one into its row, then add the source; for the column `id`, end the first row with `,id` and every other with `,`"),
        ("x.yaml", "events:\n  - {id: b, date: 2019, title: B}\n", "no event a in x.yaml"),
    ],
)  # fmt: skip
def test_a_source_is_refused_with_the_reason(name: str, text: str, message: str) -> None:
    """What cannot take a source is told."""
    with pytest.raises(UsageError) as caught:
        with_source(text, name, "a", {"outlet": "B"})
    assert str(caught.value).startswith(message)


def test_a_table_widened_as_told_takes_the_event() -> None:
    """What is to be done for a missing column makes a table that can be read, and takes the event."""
    wide = "date,title,people,source_outlet,source_url,source_date\n2019,A,,,,\n"
    assert inserted(wide, "x.csv", [EVENT]).startswith(wide)


def test_files_read_together(tmp_path: Path) -> None:
    """References to events of other files hold; ids of other files are not taken twice."""
    (tmp_path / "one.yaml").write_text("include: two.yaml\nevents: [{id: a, date: 2020, title: A}]\n")
    (tmp_path / "two.yaml").write_text("events: [{date: 2021, title: B}]\n")
    two = str(tmp_path / "two.yaml")
    new = [{"date": "after @a", "title": "A"}, {"date": "2023", "title": "B"}]
    text = inserted((tmp_path / "two.yaml").read_text(), two, new, files=[str(tmp_path / "one.yaml")])
    assert "id: a-2" in text
    assert "id: b-2" in text


def test_rows_of_an_event_that_stand_apart() -> None:
    """A source goes behind the last row of its event, wherever that stands."""
    text = "id,date,title,source_outlet\na,2020,A,X\nb,2021,B,Y\na,,,Z\nb,,,V\n"
    assert with_source(text, "x.csv", "a", {"outlet": "W"}) == text.replace("a,,,Z\n", "a,,,Z\na,,,W\n")


def test_a_table_of_a_first_row_alone() -> None:
    """An event is put in without an id that nobody asked for."""
    assert inserted("date,title\n", "x.csv", [{"date": "2020", "title": "A"}]) == "date,title\n2020,A\n"
