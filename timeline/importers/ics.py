"""`ics`: events of iCalendar files (RFC 5545), one or many calendars, or bare events.

An event of whole days becomes its days, its excluded end the day before; of one with times the days as written in
their own zone, the time in `x-time`. What recurs is imported once, at its first date, with its rule in `x-rrule`;
where that date is excluded (EXDATE) it is unknown. Occurrences that were changed are events of their own.
Tasks are plans of a person, not events, and are left out. Nothing beyond the standard library is needed.
"""

import re
from collections.abc import Iterator

from timeline.importers import Draft, Input, Options, Record
from timeline.importers._calendar_days import Stamp, days_of, stamp_of
from timeline.importers._contents import Component, components, listed
from timeline.importers._days import UNKNOWN
from timeline.importers._drafting import Drafting, links_in, one_line, remark, source, sources
from timeline.importers._html import plain
from timeline.importers._json import refused, text_of
from timeline.importers._own_lines import take_description
from timeline.records import NamedTuple

SUMMARY = "iCalendar: .ics files of calendars"

_ENTRIES = frozenset(("VEVENT", "VTODO", "VJOURNAL"))
_EVENTS = frozenset(("VEVENT",))
_OURS = "-//sourced-timeline//timeline//"
_BEGIN = re.compile(r"\s*BEGIN:(?:VCALENDAR|VEVENT|VTODO|VJOURNAL)\s*$", re.IGNORECASE | re.MULTILINE)
_HTML = re.compile(
    r"</?(?:p|br|b|i|u|a|ul|ol|li|div|span|html|body|h[1-6]|table|font|strong|em)\b[^<>]*>", re.IGNORECASE
)


class Facts(NamedTuple):
    """What stands in a file, whether or not it can be imported; all but the first five speak of events.

    `recurring` have a rule or further dates; `recurrence_overrides` change one occurrence of another event.
    """

    vcalendars: int
    events: int
    closed_events: int
    todos: int
    journals: int
    all_day: int
    without_dtstart: int
    recurring: int
    recurrence_overrides: int
    distinct_uid: int
    without_summary: int


def looks_like(given: Input) -> bool:
    """Whether its first line begins a calendar or an entry of one."""
    return _BEGIN.match(text_of(given)) is not None


def facts(given: Input) -> Facts:
    """What stands in the file, counted."""
    root = components(given.text)
    events = list(root.inner(_EVENTS))
    starts = [event.first("DTSTART") for event in events]
    return Facts(
        vcalendars=len(list(root.inner(frozenset(("VCALENDAR",))))),
        events=len(events),
        closed_events=sum(event.is_closed for event in events),
        todos=len(list(root.inner(frozenset(("VTODO",))))),
        journals=len(list(root.inner(frozenset(("VJOURNAL",))))),
        all_day=sum(start is not None and "T" not in start.value.upper() for start in starts),
        without_dtstart=starts.count(None),
        recurring=sum(bool(event.first("RRULE") or event.first("RDATE")) for event in events),
        recurrence_overrides=sum(event.first("RECURRENCE-ID") is not None for event in events),
        distinct_uid=len({uid for event in events if (uid := event.text("UID"))}),
        without_summary=sum(not event.text("SUMMARY") for event in events),
    )


def read(given: Input, options: Options) -> Draft:
    """The events and dated journal entries of all calendars; title and text of the first one.

    Raises:
        DataError: It is not text, or there is neither a calendar nor an entry of one.
    """
    root = components(given.text)
    calendars = [part for part in root.parts if part.name == "VCALENDAR"]
    entries = list(root.inner(_ENTRIES))
    if not calendars and not entries:
        raise refused(given, "F104", "no calendar in the file", "An iCalendar file begins with BEGIN:VCALENDAR")
    drafting = Drafting("ics")
    drafting.header = _header(calendars[0]) if calendars else {}
    ours = {id(entry) for one in calendars if one.text("PRODID").startswith(_OURS) for entry in one.inner(_EVENTS)}
    for entry in entries:
        _entry(drafting, entry, id(entry) in ours)
    for one in root.inner(frozenset(("VFREEBUSY",))):
        drafting.skip(one.line, "VFREEBUSY", "times that are free or busy, no event")
    drafting.count("alarms, left out", len(list(root.inner(frozenset(("VALARM",))))))
    drafting.count(
        "names and texts of further calendars, left out", sum(any(_header(one).values()) for one in calendars[1:])
    )
    return drafting.draft()


def _header(calendar: Component) -> Record:
    title = calendar.text("NAME") or calendar.text("X-WR-CALNAME")
    return {"title": one_line(title), "about": calendar.text("DESCRIPTION") or calendar.text("X-WR-CALDESC")}


_WHAT = {"VEVENT": "an event", "VTODO": "a task", "VJOURNAL": "a journal entry"}


def _entry(drafting: Drafting, entry: Component, ours: bool) -> None:
    what = one_line(entry.text("SUMMARY")) or entry.text("UID") or f"{_WHAT[entry.name]} without a title"
    if not entry.is_closed:
        drafting.skip(entry.line, what, f"it is cut off: no END:{entry.name}")
    elif entry.name == "VTODO":
        drafting.skip(entry.line, what, "a task, not an event")
    elif not entry.lines:
        drafting.skip(entry.line, what, "nothing stands in it")
    elif entry.name == "VJOURNAL" and entry.first("DTSTART") is None:
        drafting.skip(entry.line, what, "a journal entry without a date")
    else:
        _event(drafting, entry, ours)


def _event(drafting: Drafting, entry: Component, ours: bool) -> None:
    record: Record = {"title": one_line(entry.text("SUMMARY"))}
    _dated(drafting, record, entry)
    record["tags"] = list(dict.fromkeys(one_line(tag) for line in entry.all("CATEGORIES") for tag in listed(line)))
    record["places"] = list(dict.fromkeys(filter(None, (one_line(line.text) for line in entry.all("LOCATION")))))
    uid = one_line(entry.text("UID"))
    own = ours and uid.endswith("@timeline")
    description = entry.text("DESCRIPTION")
    if not (own and take_description(record, description)):
        is_html = _HTML.search(description) is not None
        # Lines of a calendar are lines, even between tags.
        lines = map(plain, description.split("\n"))
        record["summary"] = "\n".join(filter(None, lines)) if is_html else description
        record["x-links"] = links_in(description) if is_html else ""
        found = [source(line.value) for line in entry.all("URL")]
        record["sources"] = sources(found)
        drafting.count("addresses that are none of the web, left out", found.count({}))
        _status(record, entry)
    if not record["title"] and record.get("summary"):
        record["title"] = one_line(record["summary"].partition("\n")[0])[:100]
    _recurring(drafting, record, entry)
    if entry.name == "VJOURNAL":
        record["tags"] = [*record["tags"], "journal"]
        drafting.count("journal entries, tagged journal")
    for names, said in _LEFT:
        drafting.count(said, sum(len(entry.all(name)) for name in names))
    drafting.count("properties of other names, left out", sum(line.name not in _KNOWN for line in entry.lines))
    drafting.count("lines of events that are no properties, left out", entry.broken)
    changed = entry.first("RECURRENCE-ID")
    mark = f"{uid}/{changed.value.strip()}" if uid and changed else uid
    drafting.add(record, mark, uid.removesuffix("@timeline") if own and not changed else "")


_LEFT = (
    (("ATTENDEE", "ORGANIZER"), "attendees and organisers, left out"),
    (("ATTACH",), "attachments, left out"),
    (("COMMENT",), "comments, left out"),
    (("CONTACT",), "contacts, left out"),
    (("GEO",), "positions on the globe (GEO), left out"),
    (("RELATED-TO",), "relations to other entries, left out"),
    (("RESOURCES",), "resources, left out"),
)
_TAKEN = (
    "SUMMARY", "DESCRIPTION", "CATEGORIES", "LOCATION", "URL", "UID", "STATUS", "DTSTART", "DTEND", "DURATION",
    "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
)  # fmt: skip
_KEPT_BY_PROGRAMS = ("DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "CLASS", "TRANSP", "PRIORITY")
"""What calendar programs note of an entry for themselves; it says nothing of what happened."""
_KNOWN = frozenset((*_TAKEN, *_KEPT_BY_PROGRAMS, *(name for names, _ in _LEFT for name in names)))


def _dated(drafting: Drafting, record: Record, entry: Component) -> None:
    line = entry.first("DTSTART")
    if line is None:
        drafting.count("events without a beginning (DTSTART), their date unknown")
        return
    start = stamp_of(line)
    if start is None:
        drafting.undated(record, line.value)
        return
    if start in _excluded(entry, start):
        record["date"] = UNKNOWN
        remark(record, f'first date as given, and excluded: "{line.value.strip()}"')
        drafting.count("events whose first date is excluded (EXDATE), their date unknown, with the text in the note")
        return
    days = days_of(entry, start)
    record["date"], record["x-time"] = days.text, days.time
    if days.doubt:
        remark(record, days.doubt)
        drafting.count("ends that could not be read or lie before their beginning, left out, with the text in the note")


def _excluded(entry: Component, start: Stamp) -> Iterator[Stamp]:
    """What EXDATE takes out (RFC 5545 section 3.8.5.1); a bare day takes out what begins at any time of it."""
    for line in entry.all("EXDATE"):
        for value in line.value.split(","):
            stamp = stamp_of(line._replace(value=value))
            if stamp is not None:
                yield start if stamp == Stamp(start.day) else stamp


def _status(record: Record, entry: Component) -> None:
    """Whether the calendar holds an event for certain is no status of ours, as no source says it."""
    status = one_line(entry.text("STATUS")).lower()
    record["x-status"] = status
    if status == "cancelled":
        record["tags"] = [*record["tags"], "cancelled"]


def _recurring(drafting: Drafting, record: Record, entry: Component) -> None:
    rules = [line.value.strip() for line in entry.all("RRULE")]
    more = [date for line in entry.all("RDATE") for date in line.value.split(",") if date.strip()]
    record["x-rrule"] = " ".join(rules)
    record["x-rdate"] = " ".join(date.strip() for date in more)
    record["x-exdate"] = " ".join(one.strip() for line in entry.all("EXDATE") for one in line.value.split(","))
    if rules or more:
        drafting.count("recurring events, imported once, at their first date", record.get("date", UNKNOWN) != UNKNOWN)
    drafting.count("further dates of recurring events (RDATE), kept in x-rdate only", len(more))
    changed = entry.first("RECURRENCE-ID")
    if changed is not None:
        record["x-recurrence-id"] = changed.value.strip()
        drafting.count("changed occurrences of recurring events, imported as events of their own")
