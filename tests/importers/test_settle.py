"""Drafts of any importer become a sound chronology: what our builder refuses is put right, and told."""

from __future__ import annotations

import pytest

from timeline.errors import DataError
from timeline.importers import Draft, Record
from timeline.importers._settle import Settled, settled
from timeline.model import Event


def sound(*records: Record, **header: object) -> Settled:
    return settled(Draft(records, header), "in.txt")


def one(**record: object) -> Event:
    (event,) = sound({"title": "A", **record}).chronology.events
    return event


@pytest.mark.parametrize(
    ("record", "field", "value", "note"),
    [
        ({}, "date", "unknown", ""),
        ({"date": ""}, "date", "unknown", ""),
        ({"date": "2020"}, "date", "2020", ""),
        ({"date": "sometime"}, "date", "unknown", "date as given: sometime"),
        ({"date": "sometime", "note": "mine"}, "date", "unknown", "mine\ndate as given: sometime"),
        ({"date": "after @nobody"}, "date", "unknown", "date as given: after @nobody"),
        ({"date": "when Ann was 63"}, "date", "unknown", "date as given: when Ann was 63"),
        ({"status": "done"}, "status", "", "status as given: done"),
        ({"background": "perhaps"}, "background", False, "background as given: perhaps"),
        ({"tags": ("a", "b")}, "tags", ("a", "b"), ""),
        ({"date": 2020}, "date", "2020", ""),
    ],
)
def test_what_is_put_right(record: Record, field: str, value: object, note: str) -> None:
    """As little as will do; the words go to the note."""
    event = one(**record)
    found = getattr(event, field)
    assert (found.text if field == "date" else found) == value
    assert event.note == note


@pytest.mark.parametrize(
    ("source", "kept", "note"),
    [
        ({"outlet": "V", "date": "2020"}, ("V", "2020", "reports"), ""),
        ({"outlet": "V", "date": "soon"}, ("V", "unknown", "reports"), "source date as given: soon"),
        ({"outlet": "V", "says": "claims"}, ("V", "unknown", "reports"), "source says as given: claims"),
        ({"outlet": "V", "date": "soon", "says": "claims"}, ("V", "unknown", "reports"), "source date as given: soon"),
        ({"url": "https://a.com"}, None, "source without an outlet as given: url https://a.com"),
    ],
)
def test_sources_are_put_right(source: Record, kept: tuple[str, str, str] | None, note: str) -> None:
    """Each for itself: the source beside it stands as it is."""
    event = one(date="2020", sources=[source, {"outlet": "Other", "date": "2021"}])
    assert event.note.startswith(note)
    *first, last = event.sources
    assert (last.outlet, last.date.text) == ("Other", "2021")
    assert [(one.outlet, one.date.text, one.says) for one in first] == ([kept] if kept else [])


def test_a_contradiction_costs_no_event() -> None:
    """Of dates that cannot all hold, one after the other is given up, and told."""
    found = sound(
        {"id": "a", "title": "A", "date": "before @b"},
        {"id": "b", "title": "B", "date": "before @a"},
        {"id": "c", "title": "C", "date": "2020; after @d"},
        {"id": "d", "title": "D", "date": "2021"},
    )
    assert len(found.chronology.events) == 4
    assert found.chronology.problems == ()
    assert 1 <= len(found.doubts) <= 4
    assert all(doubt.reason.startswith("date not read, kept in the note: ") for doubt in found.doubts)


def test_eras_and_titles() -> None:
    """An event without a title is left out; an id that an era has is changed, with the references to it."""
    found = sound(
        {"id": "term", "title": "A", "date": "2020"},
        {"title": " ", "date": "2019"},
        {"id": "not an id", "title": "B came", "date": "during @term"},
        eras={"term": {"name": "Term", "date": "2017/2021"}},
    )
    assert [event.id for event in found.chronology.events] == ["term-2", "b-came"]
    assert [(one.what, one.reason) for one in found.skipped] == [("2019", "no title")]


def test_a_header_that_is_wrong_is_refused() -> None:
    with pytest.raises(DataError) as error:
        sound({"title": "A", "date": "2020"}, eras={"e": {"date": "sometime"}})
    (problem,) = error.value.problems
    assert (str(problem.place), problem.code) == ("in.txt", "D101")


def test_nothing_at_all() -> None:
    assert sound().chronology.events == ()
