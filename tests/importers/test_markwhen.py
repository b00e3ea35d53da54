"""`markwhen`: lines of dates and text, with what stands around them."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import chronology_of, counts, drafted, only, sample
from samples import written

from timeline.errors import DataError
from timeline.importers import Draft, Input
from timeline.importers.markwhen import facts
from timeline.load import load
from timeline.model import Chronology, status_of

DATES = [
    # EDTF
    ("2020", "2020"),
    ("2020-05", "2020-05"),
    ("2020-05-04", "2020-05-04"),
    ("2020-05-04/2021", "2020-05-04/2021"),
    ("2020 / 2020-05", "2020/2020-05"),
    ("2021/2022", "2021/2022"),
    ("2021 / 2022", "2021/2022"),
    ("12/2012", "2012-12"),
    ("2020/now", "2020/.."),
    ("2024-W05", "[2024-01-29..2024-02-04]"),
    ("2024-W05-3", "2024-01-31"),
    # casual and American
    ("2012-2013", "2012/2013"),
    ("12/2012", "2012-12"),
    ("12/2012 - now", "2012-12/.."),
    ("08/2022-10/2022", "2022-08/2022-10"),
    ("12/7/1941", "1941-12-07"),
    ("Dec 1 2025", "2025-12-01"),
    ("March 2 2028", "2028-03-02"),
    ("2 March 2028", "2028-03-02"),
    ("May 4, 2020", "2020-05-04"),
    ("May 2020", "2020-05"),
    ("Dec 19", "XXXX-12-19"),
    ("May", "XXXX-05"),
    ("dec 2 1989 - now", "1989-12-02/.."),
    ("May 4 2020 to May 6 2020", "2020-05-04/2020-05-06"),
    ("476", "0476"),
    ("44 BC", "-0043"),
    ("300-200 BCE", "-0299/-0199"),
    ("50 BCE–50 CE", "-0049/0050"),
    ("1939–1945", "1939/1945"),
    ("2020-02-22T12:13:14Z-now", "2020-02-22/.."),
    # lengths
    ("2025-08-14 / 1 week", "2025-08-14/2025-08-20"),
    ("2025-01-31 / 1 month", "2025-01-31/2025-02-27"),
    ("2025-08-14 / 1 day", "2025-08-14"),
    ("2025-08-14 10pm / 3 hours", "2025-08-14/2025-08-15"),
    ("2025-08-14 9pm / 3 hours", "2025-08-14"),
    ("2025-04/4 months", "2025-04/2025-07"),
    ("2018 - 3 years", "2018/2020"),
    ("03/2025 - 1 year", "2025-03/2026-02"),
    ("2025 / 5 months", "2025/"),
    ("2025-04 / 10 days", "2025-04/"),
    ("2025-04-01 / 12 week days", "2025-04-01/"),
    # what depends on the day of reading, or on nothing
    ("now", "unknown"),
    ("now / 1 day", "unknown"),
    ("5 months", "unknown"),
    ("10:30", "unknown"),
    ("after !nobody", "unknown"),
    # what the calendar does not have, and what has two readings
    ("2025-02-30", "unknown"),
    ("13/7/1941", "unknown"),
    ("1/1/20", "unknown"),
    ("2021/2020", "unknown"),
]


@pytest.mark.parametrize(("written", "date"), DATES)
def test_dates(written: str, date: str) -> None:
    event = only("markwhen", f"{written}: x")
    assert (event["date"], event["title"]) == (date, "x")
    assert ("note" in event) == (date == "unknown")


def test_the_header_can_put_days_first() -> None:
    assert only("markwhen", "dateFormat: d/M/y\n\n7/12/1941: x")["date"] == "1941-12-07"


RELATIVE = [
    ("after !a", "after @a"),
    ("after !a.start", "after @a/start"),
    ("before !a", "before @a"),
    ("by !a", "by @a"),
    ("!a", "after @a"),
    ("after !a 3 days", "within 3 days after @a"),
    ("before !a 2 weeks", "within 2 weeks before @a"),
    ("after !a / 100 years", "within 100 years after @a"),
    ("after !a - 5 weeks", "within 5 weeks after @a"),
    ("after !a 3 days / 5 days", "at least 3 days after @a"),
    ("after !a 3 days, 2 hours", "after @a"),
    ("5 months", "within 5 months after @b"),
    ("5 months / 5 days", "at least 5 months after @b"),
    ("2020 / !a 5 days", "2020/"),
]


@pytest.mark.parametrize(("written", "date"), RELATIVE)
def test_dates_told_by_other_events_are_references(written: str, date: str) -> None:
    draft = drafted("markwhen", f"2019-05-04: A\nid: a\n\n2019-06: B\n\n{written}: x")
    assert draft.events[-1]["date"] == date
    assert len(chronology_of(draft).events) == 3


def test_only_what_stands_above_can_be_referred_to() -> None:
    """As in markwhen itself; so nothing is told by itself, or in a circle."""
    draft = drafted("markwhen", "after !a: self\nid: a\n\nafter !c: later\nid: b\n\nafter !b: c\nid: c\n")
    assert [event["date"] for event in draft.events] == ["unknown", "unknown", "after @b"]
    assert len(chronology_of(draft).events) == 3


def test_an_event_without_an_id_gets_one_where_the_next_is_told_by_it() -> None:
    draft = drafted("markwhen", "1961: Year after 1960\n\n1 year: 1962, just as predicted\n\n2000: year after 1960")
    assert [event["id"] for event in draft.events] == ["year-after-1960", "1962-just-as-predicted", "year-after-1960-2"]
    assert draft.events[1]["date"] == "within 1 year after @year-after-1960"


PAGE = """---
title: "The: title"
description: About
timezone: America/New_York
#film: blue
---

// a comment
stray line
# News #film
lead: somebody

2020-05-04 10am: [x] Told by [Deadline](https://deadline.com/x) and #Liman #space #1
  id: told
  location: Venice
  people: [Cruise, "Liman, D."]
  fee: $4
  tags:
    - orbit
  url: https://www.variety.com/y
  note: check

  More of it,
    indented.
  // not of the text
- [ ] to do #late

## Inner

2020-06-01T12:13:14Z / 2020-06-02 every 2 weeks x9: Again
timezone: +2

# Other
group Old
2021:
First line
endGroup
2022: Last
"""


def test_a_page_whole() -> None:
    draft = drafted("markwhen", PAGE)
    assert draft.header == {"title": "The: title", "about": "About"}
    first, second, third, fourth = draft.events
    assert first == {
        "id": "told",
        "date": "2020-05-04",
        "title": "Told by Deadline and Liman space #1",
        "summary": "  More of it,\n    indented.\n- [ ] to do #late",
        "people": ["Cruise", "Liman, D."],
        "places": ["Venice"],
        "tags": ["Liman", "space", "late", "film", "orbit"],
        "group": "News",
        "note": "check",
        "sources": [
            {"outlet": "deadline.com", "url": "https://deadline.com/x", "title": "Deadline"},
            {"outlet": "variety.com", "url": "https://www.variety.com/y"},
        ],
        "x-completed": "yes",
        "x-fee": "$4",
        "x-time": "10am America/New_York",
        "x-import": "markwhen:told",
    }
    assert (second["date"], second["group"], second["x-time"], second["x-recurrence"]) == (
        "2020-06-01/2020-06-02", "News / Inner", "12:13:14 UTC", "every 2 weeks x9",
    )  # fmt: skip
    assert (third["title"], third["group"]) == ("First line", "Other / Old")
    assert (fourth["title"], fourth["group"]) == ("Last", "Other")
    assert [tuple(one) for one in draft.skipped] == [
        (9, "stray line", "a line that belongs to no event"), (8, "a comment", "a comment"),
        (25, "not of the text", "a comment"),
    ]  # fmt: skip
    assert "recurring events, imported once, at their first date: 1" in draft.notes
    assert "sections whose properties are left out: 1" in draft.notes


MISTAKES = [
    ("title: x\n  bad: y\n\n2020: z", "the header is no YAML and is left out"),
    ("2020: x\ntimezone: America/Seattle", 'unknown time zone "America/Seattle"'),
    ("2020 every other day: x", 'line 1: "every other day" is no recurrence that markwhen knows'),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_what_markwhen_calls_mistakes_is_said_and_the_event_kept(text: str, said: str) -> None:
    draft = drafted("markwhen", text)
    assert len(draft.events) == 1
    assert said in draft.notes


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("[a, b]", "a; b"), ("'x'", "x"), ('"a \\u0023 b"', "a # b"), ("a: b: c", "a: b: c"), ("&a [*a]", "&a [*a]"),
        ("[1, true, null]", "1; true; null"), ("[unclosed", "[unclosed"),
    ],
)  # fmt: skip
def test_properties_are_kept(value: str, kept: str) -> None:
    assert only("markwhen", f"2020: x\nprop: {value}")["x-prop"] == kept


def test_now_is_never_the_day_of_reading() -> None:
    draft = drafted("markwhen", "2019/now: a\nnow: b\n")
    assert [event["date"] for event in draft.events] == ["2019/..", "unknown"]
    assert "dates told by `now`: an open end, or unknown: 2" in draft.notes


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(DataError) as caught:
        drafted("markwhen", b"2020: \xff")
    assert caught.value.problems[0].code == "F103"


# --- our own export -----------------------------------------------------------------------------------------------


def exported_again(text: str) -> tuple[Chronology, Draft]:
    """A story of ours, as markwhen and back."""
    given = load(["a.yaml"], fetch=lambda _: ("a.yaml", text.encode()))
    draft = drafted("markwhen", written("markwhen", given))
    return given, draft


@pytest.mark.parametrize("date", ["March; before @a", "May 5?", "summer", "from March to May", "2020"])
def test_dates_without_a_year_come_back_with_that_of_the_header(date: str) -> None:
    given, draft = exported_again(
        f'year: 2021\nevents:\n  - {{id: a, date: May 2021, title: A}}\n  - {{id: b, date: "{date}", title: B}}\n'
    )
    back = {event.id: event for event in chronology_of(draft).events}
    [b] = [event for event in given.events if event.id == "b"]
    assert draft.header["year"] == "2021"
    assert (back["b"].date.text, back["b"].when.kind) == (date, b.when.kind)
    assert (back["b"].when.lower, back["b"].when.upper) == (b.when.lower, b.when.upper)


def test_what_rests_on_a_doubtful_date_stays_doubtful() -> None:
    """A birth date is not in the file, so the words that it led to stand for the reference."""
    given, draft = exported_again(
        "people: {Ann Lee: {born: c. 1970}, Bo Day: {born: 1970}}\nevents:\n"
        "  - {id: a, date: when Ann Lee was 50, title: A}\n  - {id: b, date: when Bo Day was 50, title: B}\n"
    )
    a, b = chronology_of(draft).events
    assert (a.when.approximate, b.when.approximate) == (True, False)
    assert a.date.text == "c. between January 2020 and Dec. 30, 2021"
    assert [(one.when.lower, one.when.upper) for one in (a, b)] == [
        (one.when.lower, one.when.upper) for one in given.events
    ]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("sources: [{outlet: X, date: 2015, says: denies}]", "denied"),
        ("sources: [{outlet: X, date: 2015}]", "reported"),
        ("background: true", "background"),
        ("tags: [a]", "unsourced"),
    ],
)
def test_an_event_that_stands_as_a_comment_keeps_its_status(said: str, status: str) -> None:
    """Its sources are not in the comment, so a status that they gave is set by hand, and that is told."""
    _, draft = exported_again(
        f"events:\n  - {{id: a, date: 2020, title: A}}\n  - {{date: before 2015, title: B, {said}}}\n"
    )
    [b] = [event for event in chronology_of(draft).events if event.title == "B"]
    assert status_of(b, 0) == status
    assert bool(b.because) == bool(draft.notes) == (status in ("denied", "reported"))


def test_comments_of_others_are_none_of_our_events() -> None:
    draft = drafted("markwhen", "title: T\n\n2020: x\n// 2021 · planned · y\n")
    assert [event["title"] for event in draft.events] == ["x"]
    assert [one.reason for one in draft.skipped] == ["a comment"]


@pytest.mark.parametrize("name", sorted(counts("markwhen")))
def test_the_collected_files(name: str) -> None:
    data = sample(name).read_bytes()
    known: dict[str, Any] = counts("markwhen")[name]
    assert facts(Input(name, data))._asdict() == known
    draft = drafted("markwhen", data)
    assert len(draft.events) == known["events"]
    assert len(chronology_of(draft).events) == known["events"]
