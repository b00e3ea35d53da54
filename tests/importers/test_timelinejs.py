"""`timelinejs` and `timelinejs-csv`: slides to events, no date more exact than its parts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from drafts import chronology_of, counts, drafted, only, sample

from timeline.errors import DataError


def slide(start: Any, **more: Any) -> str:
    return json.dumps({"events": [{"start_date": start, "text": {"headline": "T"}, **more}]})


DATES = [
    ({"year": 2020}, "2020"),
    ({"year": "2020", "month": "5"}, "2020-05"),
    ({"year": "2020", "month": "5", "day": "4"}, "2020-05-04"),
    ({"year": 2020.0, "month": "May", "day": ""}, "2020-05"),
    ({"year": "2020", "month": "", "day": "4"}, "2020"),
    ({"year": "2020", "month": "0", "day": 0}, "2020"),
    ({"year": " 2020 ", "month": None}, "2020"),
    ({"year": "-44", "month": "3", "day": "15"}, "-0044-03-15"),
    ({"year": -13_800_000_000}, "Y-13800000000"),
    ({"year": "-13,800,000,000"}, "Y-13800000000"),
    ({"year": "66000000", "month": "5"}, "Y66000000"),
    ({"year": "2020", "month": "13"}, "unknown"),
    ({"year": "2023", "month": "2", "day": "29"}, "unknown"),
    ({"year": "soon"}, "unknown"),
    ({"month": "5"}, "unknown"),
    ({}, "unknown"),
    ("2011,12,10", "2011-12-10"),
    (None, "unknown"),
]


@pytest.mark.parametrize(("start", "date"), DATES)
def test_a_date_has_the_parts_that_were_given(start: Any, date: str) -> None:
    assert only("timelinejs", slide(start))["date"] == date


def test_what_is_not_carried_is_told() -> None:
    """Small pictures, links and backgrounds; a day without a month, which is kept in the note."""
    media = {"url": "https://a.b/c.jpg", "thumbnail": "https://a.b/d.jpg", "link": "https://a.b"}
    told = ("thumbnails of media, left out: 1", "links of media, left out: 1", "backgrounds of slides, left out: 1")
    draft = drafted("timelinejs", slide({"year": 2020, "day": 4}, media=media, background={"color": "#fff"}))
    assert draft.notes == (*told, "days without a month, left out, with the text in the note: 1")
    assert draft.events[0]["note"] == 'day as given, without a month: "4"'
    sheet = "Year,Headline,Media Thumbnail,Media Link,Background\n2020,T,https://a.b/d.jpg,https://a.b,#fff\n"
    assert drafted("timelinejs-csv", sheet).notes == told


SPANS = [
    ({"year": 2020}, {"year": 2021}, "2020/2021"),
    ({"year": 2020, "month": 5}, {"year": 2020, "month": 5}, "2020-05"),
    ({"year": 2020, "month": 5}, {"year": 2020, "month": 8, "day": 1}, "2020-05/2020-08-01"),
    ({"year": -170_000_002}, {"year": 2020}, "Y-170000002/2020"),
    ({"year": 2020}, {"year": 2019}, "2020"),
    ({"year": 2020}, {"year": "x"}, "2020"),
    ({"year": 2020}, {}, "2020"),
]


@pytest.mark.parametrize(("start", "end", "date"), SPANS)
def test_an_end_makes_a_range(start: Any, end: Any, date: str) -> None:
    event = only("timelinejs", slide(start, end_date=end))
    assert event["date"] == date
    assert ("note" in event) == bool(end and "/" not in date and start != end)


DISPLAYED = [
    # What is shown stands for the date where it agrees with the parts and is not more exact.
    ({"year": 2020}, "mid-2020", "mid-2020"),
    ({"year": 2020}, "c. 2020", "c. 2020"),
    ({"year": 2020, "month": 5}, "May 2020", "May 2020"),
    ({"year": 2020}, "between June and August 2020", "between June and August 2020"),
    ({"year": 2020}, "by Sept. 23, 2020", "by Sept. 23, 2020"),
    ({"year": 1995}, "the 1990s", "the 1990s"),
    ({"year": 2020}, "&lt;b&gt;mid-2020", "mid-2020"),
    # Else the parts stand, and the words are kept.
    ({"year": 2020}, "May 4, 2020", "2020"),
    ({"year": 2020}, "May 2020", "2020"),
    ({"year": 2020, "month": 5}, "mid-2019", "2020-05"),
    ({"year": 2020}, "after @a", "2020"),
    ({"year": 2020}, "a hot summer", "2020"),
    ({"year": 2020}, "2020-21", "2020"),
    ({"year": 2020}, "September", "2020"),
]


@pytest.mark.parametrize(("start", "shown", "date"), DISPLAYED)
def test_words_shown_for_a_date_stand_where_they_agree(start: Any, shown: str, date: str) -> None:
    event = only("timelinejs", slide(start, display_date=shown))
    assert event["date"] == date
    assert event.get("x-display-date", "") == ("" if date in shown and date != "2020" else shown)


def test_a_date_that_cannot_be_read_is_unknown_and_said() -> None:
    draft = drafted("timelinejs", slide({"year": "soon", "month": "5"}))
    assert draft.events[0]["note"] == 'date as given: "soon-5"'
    assert draft.notes == ("dates that could not be read, now unknown, with the text in the note: 1",)


def test_years_before_1_are_pointed_out_and_those_of_the_universe_are_not() -> None:
    assert "check them" in drafted("timelinejs", slide({"year": -44})).notes[0]
    assert drafted("timelinejs", slide({"year": -13_800_000_000})).notes == ()


def test_a_time_of_day_is_kept_beside_the_date() -> None:
    start = {"year": 2020, "month": 5, "day": 4, "hour": "14", "minute": 5}
    event = only("timelinejs", slide(start, end_date={"year": 2020, "month": 5, "day": 4, "hour": 15}))
    assert (event["date"], event["x-time"]) == ("2020-05-04", "14:05 to 15:00")


def test_a_slide_whole() -> None:
    text = json.dumps(
        {
            "title": {"text": {"headline": "The <b>story</b>", "text": "<p>About &amp; more</p>"}},
            "events": [
                {
                    "unique_id": "deadline-report",
                    "start_date": {"year": "2020", "month": "5"},
                    "text": {"headline": "A &amp; B", "text": "Told by <a href='https://a.com/x?a=1&amp;b=2'>A</a>"},
                    "group": "News",
                    "media": {"url": "https://youtu.be/x", "credit": "<i>C</i>", "caption": "D", "alt": "E"},
                    "background": {"color": "red"},
                },
                "no slide",
            ],
            "eras": [{"start_date": {"year": 2017}, "end_date": {"year": 2021}, "text": {"headline": "First term"}}],
        }
    )
    draft = drafted("timelinejs", text)
    assert draft.header == {
        "title": "The story",
        "about": "About & more",
        "eras": {"first-term": {"name": "First term", "date": "2017/2021"}},
    }
    assert draft.events == (
        {
            "id": "deadline-report",
            "date": "2020-05",
            "title": "A & B",
            "summary": "Told by A",
            "group": "News",
            "x-links": "https://a.com/x?a=1&b=2",
            "x-media": "https://youtu.be/x",
            "x-media-credit": "C",
            "x-media-caption": "D",
            "x-media-alt": "E",
            "x-import": "timelinejs:deadline-report",
        },
    )
    assert [tuple(skipped) for skipped in draft.skipped] == [(0, "no slide", "an item of `events` that is no slide")]
    assert chronology_of(draft).eras[0].id == "first-term"


OLD = """storyjs_jsonp_data = {"timeline": {"headline": "Old", "type": "default", "text": "<p>T</p>",
 "startDate": "2011,12,10",
 "date": [
  {"startDate": "2011,12,10,07,02,10", "endDate": "2011,12,11", "headline": "One", "text": "x", "tag": "tv",
   "asset": {"media": "http://youtu.be/u", "credit": "c", "caption": "d"}},
  {"startDate": "12/10/2011", "headline": "Two"},
  {"startDate": "2012", "headline": "Three"},
  {"startDate": "2012,5", "headline": "Four"}],
 "era": [{"startDate": "2011", "endDate": "2012", "headline": "Era"}]}};"""


def test_version_2_with_its_wrapper() -> None:
    draft = drafted("timelinejs", OLD)
    assert draft.header["title"] == "Old"
    assert [event["date"] for event in draft.events] == ["2011-12-10/2011-12-11", "2011-12-10", "2012", "2012-05"]
    assert draft.events[0]["tags"] == ["tv"]
    assert draft.events[0]["x-time"] == "07:02:10"
    assert draft.events[0]["x-media-caption"] == "d"
    assert draft.header["eras"] == {"era": {"name": "Era", "date": "2011/2012"}}


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "nonsense", '{"events": 1', "[" * 100_000])
def test_what_is_no_timeline_is_refused(text: str) -> None:
    with pytest.raises(DataError) as caught:
        drafted("timelinejs", text)
    assert caught.value.problems[0].code in ("F102", "F104", "F108")


def test_a_refusal_tells_the_place() -> None:
    with pytest.raises(DataError) as caught:
        drafted("timelinejs", '{"events": [\n  {"text": }]}', "story.json")
    [problem] = caught.value.problems
    assert (str(problem.place), problem.excerpt) == ("story.json:2:12", '  {"text": }]}')


def test_two_slides_that_say_the_same_have_different_marks() -> None:
    text = json.dumps({"events": [{"start_date": {"year": 2020}, "text": {"headline": "T"}}] * 2})
    marks = [event["x-import"] for event in drafted("timelinejs", text).events]
    assert marks[1] == f"{marks[0]}#2"


def test_an_identifier_that_is_no_id_of_ours_is_a_mark_only() -> None:
    event = only("timelinejs", slide({"year": 2020}, unique_id="a b/c"))
    assert event["x-import"] == "timelinejs:a b/c"
    assert "id" not in event


# --- the spreadsheet ----------------------------------------------------------------------------------------------

SHEET = """Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Type,Group,Alt Text
,,,,,,,,,The title,About it,,,title,,
2020,5,4,14:30,,,,,,"One, two",Text,https://youtu.be/x,C,,News,Alt
2020,,,,2021,,,,,Span,,,,,,
2017,1,20,,2021,1,20,,,First term,,,,era,,
,,,,,,,,,,,,,,,
2020,,,,,,,,mid-2020,&#61;SUM(),,,,,,
"""


def test_a_sheet() -> None:
    draft = drafted("timelinejs-csv", SHEET)
    assert draft.header == {
        "title": "The title",
        "about": "About it",
        "eras": {"first-term": {"name": "First term", "date": "2017-01-20/2021-01-20"}},
    }
    assert [(event["date"], event["title"]) for event in draft.events] == [
        ("2020-05-04", "One, two"), ("2020/2021", "Span"), ("mid-2020", "=SUM()"),
    ]  # fmt: skip
    assert draft.events[0]["x-time"] == "14:30"
    assert draft.events[0]["x-media-alt"] == "Alt"


def test_old_names_of_columns() -> None:
    sheet = (
        "Start Date,End Date,Headline,Tag,Type\n1/2/2020,1/5/2020,A,t,\n2019,,B,,start\n25/12/2019,,C,,\n-500,,D,,\n"
    )
    draft = drafted("timelinejs-csv", sheet)
    assert draft.header["title"] == "B"
    assert [event["date"] for event in draft.events] == ["2020-01-02/2020-01-05", "2019-12-25", "-0500"]
    assert draft.events[0]["tags"] == ["t"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Headline\nx\n", "\n\n"])
def test_what_is_no_such_sheet_is_refused(text: str) -> None:
    with pytest.raises(DataError) as caught:
        drafted("timelinejs-csv", text)
    assert caught.value.problems[0].code == "F104"


def test_the_line_of_what_is_left_out() -> None:
    draft = drafted("timelinejs-csv", 'Year,Headline,Text,Type\n2020,A,"two\nlines",\nx,Era,,era\n')
    assert [tuple(one) for one in draft.skipped] == [(4, "Era", "the dates of the era could not be read")]


def test_the_collected_sheet() -> None:
    for name, known in counts("timelinejs").items():
        draft = drafted("timelinejs-csv", sample(name).read_bytes())
        assert len(draft.events) == known["events"]
        assert ("title" in draft.header) == bool(known["title"])
        assert len(draft.header.get("eras", ())) == known["eras"]
        lengths = {"year": 4, "month": 7, "day": 10}
        for unit, number in known["precision"].items():
            dates = [event for event in draft.events if ("x-time" in event) == (unit == "time")]
            assert sum(len(event["date"]) == lengths.get(unit, 10) for event in dates) == number
        assert sum("x-display-date" in event for event in draft.events) == known["display_date"]
        assert sum("/" in event["date"] for event in draft.events) == known["with_end"]
