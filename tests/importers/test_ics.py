"""`ics`: calendars to events; a broken event takes no other with it."""

from __future__ import annotations

import pytest
from drafts import chronology_of, counts, drafted, only, sample

from timeline.errors import DataError
from timeline.importers import Input
from timeline.importers.ics import facts


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "SUMMARY:T", *lines, "END:VEVENT", "END:VCALENDAR", ""])


WHEN = [
    (("DTSTART;VALUE=DATE:20140409",), "2014-04-09", ""),
    (("DTSTART:20140409",), "2014-04-09", ""),
    (("DTSTART;VALUE=DATE:20140409", "DTEND;VALUE=DATE:20140410"), "2014-04-09", ""),
    (("DTSTART;VALUE=DATE:20140409", "DTEND;VALUE=DATE:20140412"), "2014-04-09/2014-04-11", ""),
    (("DTSTART;VALUE=DATE:20140409", "DTEND;VALUE=DATE:20140409"), "2014-04-09", ""),
    (("DTSTART;VALUE=DATE:20140409", "DURATION:P3D"), "2014-04-09/2014-04-11", ""),
    (("DTSTART;VALUE=DATE:20140409", "DURATION:P1W"), "2014-04-09/2014-04-15", ""),
    (("DTSTART:20140409T093000",), "2014-04-09", "09:30"),
    (("DTSTART:20140409T093015Z",), "2014-04-09", "09:30:15 UTC"),
    (("DTSTART;TZID=Europe/Berlin:20140409T093000", "DURATION:PT1H"), "2014-04-09", "09:30 to 10:30 Europe/Berlin"),
    (("DTSTART;TZID=Pacific/Auckland:20140409T003000", "DTEND;TZID=America/New_York:20140408T203000"),
     "2014-04-09", "00:30 Pacific/Auckland to 20:30 America/New_York"),
    (("DTSTART:20140409T220000", "DTEND:20140410T000000"), "2014-04-09", "22:00 to 00:00"),
    (("DTSTART:20140409T220000", "DTEND:20140410T013000"), "2014-04-09/2014-04-10", "22:00 to 01:30"),
    (("DTSTART:20140409T220000", "DURATION:P1DT2H"), "2014-04-09/2014-04-10", "22:00 to 00:00"),
    (('DTSTART;TZID="GMT-05.00/-04.00":20120726T130000',), "2012-07-26", "13:00 GMT-05.00/-04.00"),
    (("DTSTART:20230229",), "unknown", ""),
    (("DTSTART:soon",), "unknown", ""),
    ((), "unknown", ""),
    (("RRULE:FREQ=WEEKLY",), "unknown", ""),
    (("RDATE:20140409",), "unknown", ""),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "date", "time"), WHEN)
def test_days_are_those_written_and_the_end_is_excluded(lines: tuple[str, ...], date: str, time: str) -> None:
    found = only("ics", event(*lines))
    assert (found["date"], found.get("x-time", "")) == (date, time)


def test_an_end_before_the_beginning_is_left_out_and_said() -> None:
    draft = drafted("ics", event("DTSTART:20140409", "DTEND:20140401"))
    assert draft.events[0]["date"] == "2014-04-09"
    assert draft.events[0]["note"] == 'end as given: "20140401"'
    assert "ends that could not be read" in draft.notes[0]


def test_an_event_whole() -> None:
    text = event(
        "UID:u@x", "DTSTART:20200504", "DESCRIPTION:One\\, two\\n\\nthree \\\\ <b>bold</b>", "LOCATION:Venice\\, Italy",
        "CATEGORIES:film,space\\, orbit", "CATEGORIES:film", "URL:https://www.variety.com/x", "STATUS:TENTATIVE",
        "ATTENDEE;CN=\"A:B;C\":mailto:a@b.c", "ATTENDEE:mailto:d@b.c", "SUMMARY;LANGUAGE=en:not the first",
        "X-THING:y", "COMMENT:c", "GEO:37.4;-122.1", "SEQUENCE:2", "a line that is none",
    )  # fmt: skip
    draft = drafted("ics", text)
    assert draft.events[0] == {
        "date": "2020-05-04",
        "title": "T",
        "summary": "One, two\nthree \\ bold",
        "places": ["Venice, Italy"],
        "tags": ["film", "space, orbit"],
        "sources": [{"outlet": "variety.com", "url": "https://www.variety.com/x"}],
        "x-status": "tentative",
        "x-import": "ics:u@x",
    }
    assert draft.notes == (
        "attendees and organisers, left out: 2",
        "comments, left out: 1",
        "positions on the globe (GEO), left out: 1",
        "properties of other names, left out: 1",
        "lines of events that are no properties, left out: 1",
    )


def test_links_in_a_description_are_kept() -> None:
    found = only("ics", event("DTSTART:20200504", 'DESCRIPTION:<a href="https://a.com/x?b=1&amp;c=2">There</a>'))
    assert (found["summary"], found["x-links"]) == ("There", "https://a.com/x?b=1&c=2")


def test_only_addresses_of_the_web_are_sources() -> None:
    draft = drafted("ics", event("DTSTART:20200504", "URL:javascript:alert(1)"))
    assert "sources" not in draft.events[0]
    assert draft.notes == ("addresses that are none of the web, left out: 1",)


def test_what_is_no_event_is_told() -> None:
    """Free and busy times, alarms, the names of further calendars."""
    alarm = "BEGIN:VALARM\nACTION:AUDIO\nEND:VALARM"
    text = (
        event("DTSTART:20200504", *alarm.split("\n"))
        + "BEGIN:VCALENDAR\nNAME:Second\nBEGIN:VFREEBUSY\nEND:VFREEBUSY\nEND:VCALENDAR\n"
    )
    draft = drafted("ics", text)
    assert [tuple(one) for one in draft.skipped] == [(12, "VFREEBUSY", "times that are free or busy, no event")]
    assert draft.notes == ("alarms, left out: 1", "names and texts of further calendars, left out: 1")


EXCLUDED = [
    (("DTSTART;VALUE=DATE:20200504", "EXDATE;VALUE=DATE:20200504,20200511"), True),
    (("DTSTART;TZID=Europe/Berlin:20200504T093000", "EXDATE;TZID=Europe/Berlin:20200504T093000"), True),
    (("DTSTART:20200504T093000Z", "EXDATE;VALUE=DATE:20200504"), True),
    (("DTSTART:20200504T093000Z", "EXDATE:20200504T103000Z"), False),
    (("DTSTART;VALUE=DATE:20200504", "EXDATE;VALUE=DATE:20200511"), False),
    (("DTSTART;VALUE=DATE:20200504", "EXDATE:never"), False),
]


@pytest.mark.parametrize(("lines", "is_excluded"), EXCLUDED)
def test_a_first_date_that_is_excluded_is_not_imported(lines: tuple[str, ...], is_excluded: bool) -> None:
    """RFC 5545 section 3.8.5.1: it never took place then, and when it first did the rule alone tells."""
    draft = drafted("ics", event(*lines, "RRULE:FREQ=WEEKLY;COUNT=3"))
    [found] = draft.events
    assert (found["date"] == "unknown") == is_excluded
    said = "events whose first date is excluded (EXDATE), their date unknown, with the text in the note: 1"
    assert (said in draft.notes) == ("first date as given, and excluded" in found.get("note", "")) == is_excluded


def test_a_long_line_is_unfolded() -> None:
    assert only("ics", event("DTSTART:20200504", "LOCATION:Ve", " nice", "\t by night"))["places"] == [
        "Venice by night"
    ]


def test_what_recurs_is_imported_once_with_its_rule() -> None:
    draft = drafted(
        "ics",
        event("UID:a", "DTSTART:20200504", "RRULE:FREQ=DAILY;COUNT=9", "RDATE:20200601,20200602", "EXDATE:20200505"),
    )
    [found] = draft.events
    assert found["x-rrule"] == "FREQ=DAILY;COUNT=9"
    assert found["x-rdate"] == "20200601 20200602"
    assert found["x-exdate"] == "20200505"
    assert "further dates of recurring events (RDATE), kept in x-rdate only: 2" in draft.notes


def test_a_changed_occurrence_is_an_event_of_its_own() -> None:
    path = sample("ics/event_rrule_recuid_cancelled.ics")
    draft = drafted("ics", path.read_bytes())
    assert [found["x-import"] for found in draft.events] == [
        "ics:event_rrule_recurrence_id",
        "ics:event_rrule_recurrence_id/20140707T050000Z",
        "ics:event_rrule_recurrence_id/20140714T050000Z",
    ]
    assert draft.events[2]["tags"] == ["cancelled"]


def test_tasks_are_left_out_and_dated_journal_entries_are_not() -> None:
    text = "BEGIN:VTODO\nSUMMARY:Do\nDUE:20200504\nEND:VTODO\nBEGIN:VJOURNAL\nSUMMARY:Wrote\nDTSTART:20200505\nEND:VJOURNAL\nBEGIN:VJOURNAL\nSUMMARY:x\nEND:VJOURNAL\n"
    draft = drafted("ics", text)
    assert [(found["title"], found["tags"]) for found in draft.events] == [("Wrote", ["journal"])]
    assert [tuple(one) for one in draft.skipped] == [
        (1, "Do", "a task, not an event"), (9, "x", "a journal entry without a date"),
    ]  # fmt: skip


BROKEN = """BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Not closed
DTSTART:20200504
BEGIN:VEVENT
SUMMARY:Sound
DTSTART:20200505
BEGIN:VALARM
DESCRIPTION:not of the event
END:VEVENT
END:VCALENDAR
BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Second calendar
DTSTART:20200506
END:VEVENT
END:VCALENDAR
BEGIN:VEVENT
SUMMARY:Cut"""


def test_a_broken_event_takes_no_other_with_it() -> None:
    draft = drafted("ics", BROKEN)
    assert [found["title"] for found in draft.events] == ["Sound", "Second calendar"]
    assert "summary" not in draft.events[0]
    assert [tuple(one) for one in draft.skipped] == [
        (2, "Not closed", "it is cut off: no END:VEVENT"), (18, "Cut", "it is cut off: no END:VEVENT"),
    ]  # fmt: skip
    found = facts(Input("x", BROKEN.encode()))
    assert (found.vcalendars, found.events, found.closed_events) == (2, 4, 2)


def test_title_and_text_of_the_calendar() -> None:
    text = "BEGIN:VCALENDAR\nX-WR-CALNAME:Our year\nX-WR-CALDESC:All of it\nEND:VCALENDAR\n"
    assert drafted("ics", text).header == {"title": "Our year", "about": "All of it"}


@pytest.mark.parametrize("text", ["", "nothing", "BEGIN:VTIMEZONE\nEND:VTIMEZONE"])
def test_what_is_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(DataError) as caught:
        drafted("ics", text)
    assert caught.value.problems[0].code == "F104"


@pytest.mark.parametrize("name", sorted(counts("ics")))
def test_the_collected_calendars(name: str) -> None:
    data = sample(name).read_bytes()
    known = counts("ics")[name]
    assert facts(Input(name, data))._asdict() == known
    draft = drafted("ics", data)
    assert len(draft.events) == known["events"]
    assert sum("x-rrule" in found or "x-rdate" in found for found in draft.events) == known["recurring"]
    assert sum("x-recurrence-id" in found for found in draft.events) == known["recurrence_overrides"]
    assert sum("x-time" not in found for found in draft.events) == known["all_day"]
    assert len(chronology_of(draft).events) == known["events"]
