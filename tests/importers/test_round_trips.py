"""What our exports wrote is found again by the importers: the same events, no date more exact than it was."""

from __future__ import annotations

from functools import cache

import pytest
from drafts import by_title, chronology_of, drafted, imported_again, is_looser, story
from samples import source, written

from timeline.dates import read
from timeline.dates.show import words
from timeline.importers import Draft
from timeline.model import Chronology, Event, Source
from timeline.views import printable

# Our format, the importer, and which fields of events and sources the format carries.
WAYS = {
    "timelinejs": ("timelinejs", ("summary", "group", "note"), ("outlet", "says", "by", "unnamed", "via", "url")),
    "timelinejs-csv": (
        "timelinejs-csv", ("summary", "group", "note"), ("outlet", "says", "by", "unnamed", "via", "url"),
    ),
    "ics": (
        "ics", ("summary", "places", "tags", "note"),
        ("outlet", "says", "by", "unnamed", "via", "url", "title", "quote"),
    ),
    "markwhen": (
        "markwhen", ("summary", "people", "orgs", "works", "places", "tags", "note"),
        ("outlet", "says", "by", "unnamed", "via"),
    ),
    "markdown": (
        "bullets", ("summary", "people", "note"),
        ("outlet", "says", "by", "unnamed", "via", "url", "title", "quote", "accessed", "archive", "lang"),
    ),
    "wikitext": ("bullets", ("summary", "note"), ("outlet", "says", "url", "title", "archive", "lang")),
}  # fmt: skip

EXPORTED = {
    "timelinejs": (5, 52),
    "timelinejs-csv": (5, 52),
    "ics": (0, 29),
    "markwhen": (6, 52),
    "markdown": (6, 52),
    "wikitext": (6, 52),
}
"""How many events of both stories each format can hold: only what has a place there."""

FROM_COMMENTS = 5
"""Events of the record that markwhen keeps as comments: no more than date and title."""


@cache
def again(way: str, name: str) -> tuple[Chronology, Chronology]:
    given, imported, _ = imported_again(WAYS[way][0], name, way)
    return given, imported


def pairs(way: str, name: str) -> list[tuple[Event, Event]]:
    """Events with what came back of them: by id, where that was carried, else by title."""
    given, imported = again(way, name)
    by_id = {event.id: event for event in imported.events}
    titles = by_title(imported.events)
    found = []
    for event in given.events:
        back = titles.get(" ".join(printable(event.title).split())) or titles.get(" ".join(event.title.split()))
        back = back or (by_id.get(event.id) if way in ("timelinejs", "ics", "markwhen") else None)
        if back is not None:
            found.append((event, back))
    return found


@pytest.mark.parametrize("name", ["hard", "record"])
@pytest.mark.parametrize("way", WAYS)
def test_the_same_events_come_back(way: str, name: str) -> None:
    number = EXPORTED[way][name == "record"]
    assert len(again(way, name)[1].events) == number
    assert len({back.id for _, back in pairs(way, name)}) == number


@pytest.mark.parametrize("name", ["hard", "record"])
@pytest.mark.parametrize("way", WAYS)
def test_no_date_is_more_exact_than_it_was(way: str, name: str) -> None:
    for event, back in pairs(way, name):
        assert is_looser(back.when, event.when), (event.id, event.date.text, back.date.text)


@pytest.mark.parametrize("way", ["timelinejs", "timelinejs-csv", "markwhen", "markdown"])
def test_the_words_of_dates_come_back(way: str) -> None:
    """But for the one that fell on or after a day, where "after" that day would have left it out."""
    different = [event.id for event, back in pairs(way, "record") if words(event.when) != words(back.when)]
    assert different == ["talks-fade"]


@pytest.mark.parametrize("way", ["timelinejs", "ics", "markwhen"])
def test_ids_come_back_where_the_format_has_them(way: str) -> None:
    changed = [event.id for event, back in pairs(way, "record") if event.id != back.id]
    assert len(changed) == (FROM_COMMENTS if way == "markwhen" else 0)


@pytest.mark.parametrize("way", WAYS)
def test_fields_come_back_where_the_format_has_them(way: str) -> None:
    for event, back in pairs(way, "record"):
        if way == "markwhen" and event.id != back.id:
            continue
        for field in WAYS[way][1]:
            was, now = getattr(event, field), getattr(back, field)
            if isinstance(was, str):
                was, now = " ".join(was.split()), " ".join(now.split())
            assert now == was, (event.id, field)


@pytest.mark.parametrize("way", WAYS)
def test_sources_come_back(way: str) -> None:
    def told(one: Source) -> dict[str, str]:
        return {field: getattr(one, field) for field in WAYS[way][2]}

    for event, back in pairs(way, "record"):
        if way == "markwhen" and event.id != back.id:
            continue
        assert [told(one) for one in back.sources] == [told(one) for one in event.sources], event.id


@pytest.mark.parametrize("way", ["ics", "markdown"])
def test_publication_dates_come_back(way: str) -> None:
    for event, back in pairs(way, "record"):
        assert [words(one.when) for one in back.sources] == [words(one.when) for one in event.sources], event.id


@pytest.mark.parametrize("way", ["markwhen", "markdown"])
@pytest.mark.parametrize(
    "text",
    [
        "June 5, 2021 or later",
        "June 2021 or later",
        "before June 2021",
        "since June 2021",
        "by June 5, 2021",
        "2021-05/",
        "Q3 2021 or later",
        "by Q3 2021",
        "since H2 2021",
        "week of May 9, 2021",
    ],
)
def test_an_open_date_alone_comes_back(text: str, way: str) -> None:
    """Under the heading of its year, and where no event of the file has a line of its own."""
    event = Event("e", read(text), read(text), "T", background=True)
    [back] = chronology_of(drafted(WAYS[way][0], written(way, Chronology("C", events=(event,))))).events
    assert (words(back.when), back.title, back.background) == (words(event.when), "T", True)


def test_a_status_set_by_hand_comes_back() -> None:
    for way in ("timelinejs", "markdown", "wikitext", "ics"):
        event = Event(
            "e",
            read("2020-05-04"),
            read("2020-05-04"),
            "T",
            status="disputed",
            because="they differ",
            sources=(source(),),
        )
        [back] = chronology_of(drafted(WAYS[way][0], written(way, Chronology("C", events=(event,))))).events
        assert (back.status, back.because) == ("disputed", "they differ"), way


def test_the_lines_of_a_reason_come_back() -> None:
    """The reason, the note and a line that looks like one: each stays what it is."""
    event = Event(
        "e",
        read("2020-05-04"),
        read("2020-05-04"),
        "T",
        status="confirmed",
        because="one\nNote: two\nthree",
        note="four\nfive",
        sources=(source(title="A, B", url="see the file"), source(url="x.org/a", quote="so, he said")),
    )
    [back] = chronology_of(drafted("ics", written("ics", Chronology("C", events=(event,))))).events
    assert (back.status, back.because, back.note) == ("confirmed", event.because, event.note)
    assert [(one.title, one.url, one.quote) for one in back.sources] == [
        ("A, B", "see the file", ""),
        ("", "x.org/a", "so, he said"),
    ]


@pytest.mark.parametrize(
    "archive", ["", "https://web.archive.org/web/20200505000000/https://x.org/a", "https://x.org/b"]
)
def test_an_address_that_is_no_link_comes_back_from_wikitext(archive: str) -> None:
    """It is not replaced by what the archive copied, and who speaks stays beside it."""
    event = Event(
        "e",
        read("2020-05-04"),
        read("2020-05-04"),
        "T",
        sources=(source(says="confirms", by="Ann Lee", url="see the file", archive=archive),),
    )
    [back] = chronology_of(drafted("bullets", written("wikitext", Chronology("C", events=(event,))))).events
    [one] = back.sources
    assert (one.says, one.by, one.url, one.archive) == ("confirms", "Ann Lee", "see the file", archive)


def test_an_outlet_with_a_dot_in_its_name_stays_one_in_slides() -> None:
    sources = (source(outlet="A · B", url="https://a.org/x"), source(outlet="C · D · E"))
    event = Event("e", read("2020-05-04"), read("2020-05-04"), "T", sources=sources)
    for way in ("timelinejs", "timelinejs-csv"):
        [back] = chronology_of(drafted(way, written(way, Chronology("C", events=(event,))))).events
        assert [one.outlet for one in back.sources] == ["A · B", "C · D · E"], way


def test_background_needs_no_source_afterwards_either() -> None:
    event = Event("e", read("2020-05-04"), read("2020-05-04"), "T", background=True)
    for way in ("timelinejs", "timelinejs-csv", "ics", "markdown", "markwhen"):
        [back] = chronology_of(drafted(WAYS[way][0], written(way, Chronology("C", events=(event,))))).events
        assert back.background, way


def test_eras_come_back_from_slides() -> None:
    imported = again("timelinejs", "record")[1]
    eras = {era.id: words(era.when) for era in story("record").eras if era.when.upper is not None}
    assert {era.id: words(era.when) for era in imported.eras} == eras


DATES = [
    "2020", "2020-05", "2020-05-04", "mid-2020", "early May 2020", "c. 2019", "2019?", "2019%", "autumn 2023", "Q3 2021",
    "2020s", "by May 2020", "before 2015", "after 2015", "since 2019", "from 2019, end unknown", "2019/", "/2019", "../2019",
    "2019/2021", "2019-06/2020-02", "2019-06-01/2020-02-03", "between June and August 2020", "from June to August 2020",
    "[2019,2021]", "[2020-05-03,2020-05-09]", "{2019,2021}", "winter 2022/23", "winter 2023", "the 2020-21 season",
    "2020-XX", "2020-05-XX", "XXXX-09", "September", "September 5", "unknown", "15th century", "44 BC", "-0044-03-15",
    "[2020-09,2021]", "2022? or mid-2020", "after winter 2020", "week of May 10, 2020", "Q3 2020 or later", "Y12020", "Y-170000002", "0000", "9999-12-31", "2020-02-29", "week of May 4, 2020", "May 4 or 5, 2020",
    "Sept. 17, 2021", "late 2020", "end of 2020", "mid-2020 to early 2021", "2020-05~/2020-07", "second half of 2021",
    "May 4, 2020 or later", "May 4, 2020 or earlier", "after May 4, 2020", "before May 4, 2020", "1984-1X", "156X-12-25",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", DATES)
def test_any_date_comes_back_no_more_exact(text: str, way: str) -> None:
    """What a format cannot place is left out; what comes back leaves every day open that was."""
    when = read(text)
    event = Event("e", when, when, "A title", sources=(source(),))
    exported = written(way, Chronology("C", events=(event,)))
    draft = drafted(WAYS[way][0], exported) if exported else Draft(())
    for back in chronology_of(draft).events:
        assert is_looser(back.when, when), back.date.text
