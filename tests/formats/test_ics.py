"""iCalendar: read back by the library and by a reader of our own; only what is certain of its days is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import formats
from timeline.dates import iso, read
from timeline.formats.ics import certain_days
from timeline.load import load
from timeline.model import STATUSES, Chronology, Event, Source, status_of
from timeline.query import Query, select
from timeline.views import Options, printable
from timeline.writing import Out

icalendar: Any = pytest.importorskip("icalendar")
vobject: Any = pytest.importorskip("vobject")

HARD = Path(__file__).parent.parent / "data" / "hard.yaml"
DATA = Path(__file__).parent.parent.parent / "data"
STORIES = [DATA / "space-film.yaml", DATA / "space-film-record.yaml", HARD]
DAY = 739_000


def written(chronology: Chronology, *, ascii_only: bool = False) -> tuple[str, list[str]]:
    """The calendar, and what was said beside it."""
    parts: list[str] = []
    said: list[str] = []
    found = select(chronology, Query(), DAY)
    formats.named("ics").write(chronology, found, Options(), Out(parts.append, DAY, ascii=ascii_only, say=said.append))
    return "".join(parts), said


class Line(NamedTuple):
    name: str
    parameters: str
    value: str


def lines_of(text: str) -> Iterator[Line]:
    """Content lines, unfolded (RFC 5545 section 3.1), each checked on the way: at most 75 octets, ended by CRLF."""
    assert text.endswith("\r\n")
    raw = text[:-2].split("\r\n")
    assert not [line for line in raw if len(line.encode()) > 75 or "\n" in line or "\r" in line]
    for line in "\r\n".join(raw).replace("\r\n ", "").split("\r\n"):
        found = re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)", line, re.DOTALL)
        assert found is not None, line
        yield Line(*found.groups())


def text_of(value: str) -> str:
    """A TEXT value as it was (section 3.3.11); no comma or semicolon stands bare, no control character at all."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value), value
    assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", value), value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def events_of(text: str) -> dict[str, dict[str, Line]]:
    """The events, by the id in their UID; none where no calendar was written."""
    if not text:
        return {}
    events: dict[str, dict[str, Line]] = {}
    current: dict[str, Line] = {}
    for line in lines_of(text):
        if (line.name, line.value) == ("BEGIN", "VEVENT"):
            current = {}
        elif (line.name, line.value) == ("END", "VEVENT"):
            events[text_of(current["UID"].value).removesuffix("@timeline")] = current
        else:
            assert line.name not in current
            current[line.name] = line
    return events


def dated(text: str, **more: Any) -> Chronology:
    when = read(text)
    return Chronology("T", events=(Event("e", when, when, "E", **more),))


CERTAIN = [
    ("2020-05-04", "2020-05-04", "2020-05-04"),
    ("May 4, 2020", "2020-05-04", "2020-05-04"),
    ("2020-05-04/2020-05-07", "2020-05-04", "2020-05-07"),
    ("2020-02-28/2020-03-01", "2020-02-28", "2020-03-01"),
    ("2020-05-04?", "", ""),
    ("2020-05-04~", "", ""),
    ("May 2020", "", ""),
    ("2020", "", ""),
    ("mid-2020", "", ""),
    ("2020s", "", ""),
    ("from June to August 2020", "", ""),
    ("2020-05-04/2020-06", "", ""),
    ("2020-05-04/..", "", ""),
    ("2020-05-04/2020-05-07?", "", ""),
    ("[2020-05-04,2020-05-06]", "", ""),
    ("between 2020-05-04 and 2020-05-05", "", ""),
    ("after 2020-05-04", "", ""),
    ("before 2020-05-04", "", ""),
    ("2020-05-XX", "", ""),
    ("unknown", "", ""),
    ("September 4", "", ""),
    ("-0043-03-15", "", ""),
    ("9999-12-31", "", ""),
]


@pytest.mark.parametrize(("text", "first", "last"), CERTAIN)
def test_only_certain_days(text: str, first: str, last: str) -> None:
    """A day or a range of days that leaves no doubt; nothing else."""
    days = certain_days(read(text))
    assert (days is None) if not first else (days is not None and (iso(days[0]), iso(days[1])) == (first, last))


@pytest.mark.parametrize(("text", "first", "last"), [row for row in CERTAIN if row[1]])
def test_the_end_is_the_day_after(text: str, first: str, last: str) -> None:
    """DTSTART and DTEND are dates; DTEND is exclusive (section 3.6.1)."""
    calendar = icalendar.Calendar.from_ical(written(dated(text))[0])
    (event,) = calendar.walk("VEVENT")
    assert event["DTSTART"].dt == date.fromisoformat(first)
    assert event["DTEND"].dt == date.fromordinal(date.fromisoformat(last).toordinal() + 1)
    own = events_of(written(dated(text))[0])["e"]
    assert own["DTSTART"] == Line("DTSTART", ";VALUE=DATE", first.replace("-", ""))


def _on_days(chronology: Chronology) -> Chronology:
    """The same events, each on a day, so that all of them are written."""
    events = []
    for n, event in enumerate(chronology.events, 1):
        when = read(iso(DAY + n))
        events.append(event._replace(date=when, when=when))
    return chronology._replace(events=tuple(events))


def _seen(text: str) -> str:
    """Text with what RFC 5545 forbids written out."""
    return "\n".join(map(printable, text.split("\n")))


def _title(event: Event) -> str:
    """The title as a calendar has it: what is no fact does not look like one."""
    status = status_of(event, DAY)
    marked = status in ("rumoured", "disputed", "denied", "retracted", "lapsed")
    return _seen(f"{status.capitalize()}: {event.title}" if marked else event.title)


def test_hard_values_come_back() -> None:
    """Title, summary, note, tags and calendar name, from both readers."""
    chronology = _on_days(load([str(HARD)]))
    text, said = written(chronology)
    assert said == []
    own = events_of(text)
    calendar = icalendar.Calendar.from_ical(text)
    library = {str(event["UID"]).removesuffix("@timeline"): event for event in calendar.walk("VEVENT")}
    # The library takes NAME and X- properties for unknown ones and leaves their escapes; by RFC 7986 they are TEXT.
    assert text_of(str(calendar["NAME"])) == text_of(str(calendar["X-WR-CALNAME"])) == _seen(chronology.title)
    assert set(library) == set(own) == {event.id for event in chronology.events}
    for event in chronology.events:
        for title in (str(library[event.id]["SUMMARY"]), text_of(own[event.id]["SUMMARY"].value)):
            assert title == _title(event)
        for words in (str(library[event.id]["DESCRIPTION"]), text_of(own[event.id]["DESCRIPTION"].value)):
            assert words.startswith(_seen(event.summary))
            assert words.endswith(_seen(f"Note: {event.note.strip()}") if event.note else words[-1:])
            assert all(_seen(source.quote) in words for source in event.sources)
        if event.tags:
            assert [str(tag) for tag in library[event.id]["CATEGORIES"].cats] == list(event.tags)
            tags = re.findall(r"(?:\\.|[^,\\])+", own[event.id]["CATEGORIES"].value)
            assert [text_of(tag) for tag in tags] == list(event.tags)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_event_is_there_or_counted(path: Path) -> None:
    """What is in the calendar and what is said to be left out make up the chronology."""
    chronology = load([str(path)])
    text, said = written(chronology)
    left = sum(int(number) for line in said for number in re.findall(r": (\d+) of", line))
    certain = [event.id for event in chronology.events if certain_days(event.when)]
    assert set(events_of(text)) == set(certain)
    assert len(certain) + left == len(chronology.events)


def test_what_is_said() -> None:
    """How many, of how many, with an example."""
    assert written(dated("May 2020")) == (
        "",
        [
            'left out, because a calendar has only days: 1 of 1 events, such as "E" (May 2020)',
            "no calendar written: it would hold no event",
        ],
    )
    assert written(dated("-0043-03-15"))[1][0] == (
        'left out, because a calendar has only the years 1 to 9999: 1 of 1 events, such as "E" (-0043-03-15)'
    )


@pytest.mark.parametrize("status", STATUSES)
def test_status(status: str) -> None:
    """Every status has one of the three of section 3.8.1.11; its own word leads the description, and the title of what is no fact."""
    event = events_of(written(dated("2020-05-04", status=status))[0])["e"]
    expected = {"confirmed": "CONFIRMED", "background": "CONFIRMED"} | dict.fromkeys(
        ("lapsed", "denied", "retracted"), "CANCELLED"
    )
    assert event["STATUS"].value == expected.get(status, "TENTATIVE")
    assert text_of(event["DESCRIPTION"].value).startswith(status.capitalize())
    is_fact = status not in ("rumoured", "disputed", "denied", "retracted", "lapsed")
    assert text_of(event["SUMMARY"].value) == ("E" if is_fact else f"{status.capitalize()}: E")


@pytest.mark.parametrize(
    ("address", "linked"),
    [("https://e.org/a?b=1,2;c", True), ("javascript:alert(1)", False), ("https://e.org/a b", False), ("", False)],
)
def test_url(address: str, linked: bool) -> None:
    """The first source's address, http(s) with safe characters only, as it is."""
    when = read("2020")
    event = events_of(written(dated("2020-05-04", sources=(Source("O", when, when, url=address),)))[0])["e"]
    assert event.get("URL") == (Line("URL", "", address) if linked else None)


def test_the_required_properties() -> None:
    """Section 3.6: VERSION and PRODID once; 3.6.1: UID and DTSTAMP; the stamp is the as-of day, not the clock's."""
    text, _ = written(dated("2020-05-04"))
    names = [line.name for line in lines_of(text)]
    assert (names.count("VERSION"), names.count("PRODID"), names[0], names[-1]) == (1, 1, "BEGIN", "END")
    event = events_of(text)["e"]
    assert (event["UID"].value, event["DTSTAMP"].value) == ("e@timeline", iso(DAY).replace("-", "") + "T000000Z")
    assert written(dated("2020-05-04"))[0] == text


def test_ascii_alone() -> None:
    """With --ascii still a sound calendar: escapes are made before lines are folded."""
    text, _ = written(_on_days(load([str(HARD)])), ascii_only=True)
    assert text.isascii()
    title = text_of(events_of(text)["wide"]["SUMMARY"].value)
    assert title.startswith(r"\u5b87\u5b99")


def test_no_package_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calendars are written without the library that reads them."""
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    assert "SUMMARY:E" in written(dated("2020-05-04"))[0]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_second_reader_agrees(path: Path) -> None:
    """vobject, which shares no code with icalendar, reads the same days, titles, descriptions and tags."""
    chronology = _on_days(load([str(path)]))
    calendar = vobject.readOne(written(chronology)[0])
    found = {component.uid.value.removesuffix("@timeline"): component for component in calendar.components()}
    assert set(found) == {event.id for event in chronology.events}
    for event in chronology.events:
        component = found[event.id]
        assert component.summary.value == _title(event)
        assert (component.dtstart.value.toordinal(), component.dtend.value.toordinal()) == (
            event.when.lower,
            event.when.lower + 1,
        )
        assert component.description.value.startswith(_seen(event.summary.strip()))
        assert all(_seen(source.quote) in component.description.value for source in event.sources)
        tags = component.contents["categories"][0].value if event.tags else []
        assert tags == list(event.tags)


_NASTY = st.text(
    st.one_of(
        st.sampled_from('\\;,:"\n\r\t nN ='),
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\x00\x07\x1b\x7f\x85\u2028\u202e\ufeffé宇🚀"),
    ),
    max_size=120,
)


@given(title=_NASTY.filter(str.strip), note=_NASTY, tags=st.lists(_NASTY.filter(bool), max_size=3), place=_NASTY)
@settings(deadline=None)
def test_any_text_is_read_back(title: str, note: str, tags: list[str], place: str) -> None:
    """What both libraries read is the text that was written, its control characters written out."""
    text, _ = written(
        dated("2020-05-04", note=note, tags=tuple(tags), places=(place,) if place else ())._replace(title=title)
    )
    list(lines_of(text))
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    other = vobject.readOne(text).vevent
    remark = f"\nNote: {_seen(note.strip())}" if note else ""
    for read_back in (str(event["DESCRIPTION"]), other.description.value):
        assert read_back == "Unsourced" + remark
    assert [str(tag) for tag in event["CATEGORIES"].cats] == [_seen(tag) for tag in tags] if tags else True
    assert (str(event["LOCATION"]) == _seen(place)) if place else "LOCATION" not in event


@given(title=_NASTY.filter(str.strip))
@settings(deadline=None)
def test_any_title_is_read_back(title: str) -> None:
    """A title, which may be folded anywhere, comes back from both libraries."""
    when = read("2020-05-04")
    text, _ = written(Chronology("T", events=(Event("e", when, when, title),)))
    assert str(icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["SUMMARY"]) == _seen(title)
    assert vobject.readOne(text).vevent.summary.value == _seen(title)
    assert text_of(events_of(text)["e"]["SUMMARY"].value) == _seen(title)
