"""`ics`: an iCalendar file (RFC 5545) of what is dated to known days.

A calendar has nothing but days, so a date that is looser than that is left out, and said, never rounded. Where nothing
is left nothing is written, as a calendar must hold an event or the like (section 3.6). Calendars show titles and little
else, so the title of what does not stand as a fact begins with its status.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from timeline.dates import Range, When, iso
from timeline.dates.days import ordinal
from timeline.formats._addresses import first_linked, web_address
from timeline.formats._content_lines import content_lines, escaped
from timeline.model import Chronology, Event, Source
from timeline.query import Found
from timeline.views import Options, Shown, arranged, check_options, date_label, override_words, printable, said_words
from timeline.writing import Out

SUFFIXES = (".ics",)

_STATUS = {"confirmed": "CONFIRMED", "background": "CONFIRMED"} | dict.fromkeys(
    ("lapsed", "denied", "retracted"), "CANCELLED"
)
"""Ours to the three of RFC 5545 section 3.8.1.11; all that is neither certain nor off is TENTATIVE."""

_NO_FACTS = frozenset(("rumoured", "disputed", "denied", "retracted", "lapsed"))
"""The statuses that a title begins with."""

_FIRST, _LAST = ordinal(1, 1, 1), ordinal(9999, 12, 30)
"""The days that an iCalendar date of four digits can have; the last one needs a day after it."""


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes a calendar, an all-day event at a time; then says what was left out."""
    check_options(options)
    chosen = arranged(chronology, found, options, out.day)[: options.limit or None]
    text = _ascii_text if out.ascii else _text
    begun = False
    loose: list[Shown] = []
    far: list[Shown] = []
    for one in out.follow(chosen, len(chosen)):
        days = certain_days(one.event.when)
        if days is None:
            (far if _known_days(one.event.when) else loose).append(one)
            continue
        if not begun:
            out.write(content_lines([("BEGIN", "VCALENDAR"), *_header(chronology, text)]))
            begun = True
        out.write(content_lines(_properties(one, days, out.day, text)))
    if begun:
        out.write(content_lines([("END", "VCALENDAR")]))
    for left, has in ((loose, "days"), (far, "the years 1 to 9999")):
        if left:
            example = f'"{printable(left[0].event.title)}" ({printable(date_label(left[0].event.when, options.dates))})'
            out.say(
                f"left out, because a calendar has only {has}: {len(left)} of {len(chosen)} events, such as {example}"
            )
    if chosen and not begun:
        out.say("no calendar written: it would hold no event")


def certain_days(when: When) -> tuple[int, int] | None:
    """First and last day of a date that leaves no doubt about either, and that a calendar has; None for any other."""
    days = _known_days(when)
    return days if days and days[0] >= _FIRST and days[1] <= _LAST else None


def _known_days(when: When) -> tuple[int, int] | None:
    """First and last day of a date that leaves no doubt about either; None for any other."""
    if when.uncertain or when.approximate or when.convention or when.kind == "none":
        return None
    start, end = when.start, when.end
    if when.kind == "point" or start is None or end is None:
        start = end = (when.lower, when.upper)
    first, last = _only(start), _only(end)
    return None if first is None or last is None or first > last else (first, last)


def _only(days: Range) -> int | None:
    return days[0] if days[0] == days[1] else None


def _header(chronology: Chronology, text: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """What stands above the events; NAME is of RFC 7986, X-WR-CALNAME is what older programs read."""
    yield "VERSION", "2.0"
    yield "PRODID", "-//sourced-timeline//timeline//EN"
    if chronology.about:
        yield "DESCRIPTION", text(chronology.about.strip())
    if chronology.title:
        yield "NAME", text(chronology.title)
        yield "X-WR-CALNAME", text(chronology.title)


def _properties(one: Shown, days: tuple[int, int], day: int, text: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """An all-day event; its end is the day after the last (RFC 5545 section 3.6.1), its stamp the as-of day."""
    event = one.event
    yield "BEGIN", "VEVENT"
    yield "SUMMARY", text(f"{one.status.capitalize()}: {event.title}" if one.status in _NO_FACTS else event.title)
    yield "DTSTART;VALUE=DATE", _date(days[0])
    yield "DTEND;VALUE=DATE", _date(days[1] + 1)
    yield "DTSTAMP", f"{_date(min(max(day, _FIRST), _LAST))}T000000Z"
    yield "UID", text(f"{event.id}@timeline")
    if event.tags:
        yield "CATEGORIES", ",".join(map(text, event.tags))
    yield "DESCRIPTION", text(_description(one, day))
    if event.places:
        yield "LOCATION", text(", ".join(event.places))
    yield "STATUS", _STATUS.get(one.status, "TENTATIVE")
    yield "TRANSP", "TRANSPARENT"
    if linked := first_linked(event.sources):
        yield "URL", web_address(linked.url)
    yield "END", "VEVENT"


def _date(day: int) -> str:
    return iso(day).replace("-", "")


def _description(one: Shown, day: int) -> str:
    """Summary, status, a line a source, doubts and note."""
    event = one.event
    lines = [event.summary.strip()] if event.summary else []
    lines += [one.status.capitalize(), *map(_source, event.sources)]
    lines += ["? " + "; ".join(one.why)] if one.why else []
    return "\n".join([*lines, *_remarks(event, day)])


def _remarks(event: Event, day: int) -> list[str]:
    status = [override_words(event, day)] if event.status else []
    return [*status, *([f"Note: {event.note.strip()}"] if event.note else [])]


def _source(source: Source) -> str:
    quoted = f'"{source.quote.strip()}"' if source.quote else ""
    parts = (said_words(source), source.title, date_label(source.when), quoted, source.url)
    return ", ".join(filter(None, parts))


def _text(text: str) -> str:
    """Text as a value; the control characters that RFC 5545 section 3.3.11 forbids are written out."""
    return escaped(text if text.isprintable() else "\n".join(map(printable, text.split("\n"))))


def _ascii_text(text: str) -> str:
    """The same with what is not ASCII as escapes, whose backslashes are text and escaped as such."""
    clean = "\n".join(map(printable, text.split("\n")))
    return escaped(clean.encode("ascii", "backslashreplace").decode())
