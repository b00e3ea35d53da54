"""`ics`: an iCalendar file (RFC 5545) of what certainly happened on known days.

A calendar has nothing but days, so a date that is looser than that is left out, and said, never rounded.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from timeline.dates import Range, When
from timeline.dates.days import ordinal
from timeline.formats import Out, required
from timeline.formats._addresses import first_linked
from timeline.model import Chronology, Event, Source
from timeline.query import Found
from timeline.views import Options, Shown, arranged, check_options, date_label, override_words, printable, sources_words

SUFFIXES = (".ics",)

_STATUS = {"confirmed": "CONFIRMED", "background": "CONFIRMED"} | dict.fromkeys(
    ("lapsed", "denied", "retracted"), "CANCELLED"
)
"""Ours to the three of RFC 5545 section 3.8.1.11; all that is neither certain nor off is TENTATIVE."""

_FIRST, _LAST = ordinal(1, 1, 1), ordinal(9999, 12, 30)
"""The days that an iCalendar date of four digits can have; the last one needs a day after it."""


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes a calendar, an all-day event at a time; then says what was left out.

    Raises:
        UsageError: The package icalendar is not installed.
    """
    library = required("icalendar", "ics")
    check_options(options)
    chosen = arranged(chronology, found, options, out.day)[: options.limit or None]
    calendar = library.Calendar()
    text = _ascii_text if out.ascii else _text
    for name, value in _header(chronology):
        calendar.add(name, text(value))
    begin, end = calendar.to_ical().decode().rsplit("END:", 1)
    out.write(begin)
    left: list[Shown] = []
    for one in chosen:
        days = certain_days(one.event.when)
        if days is None:
            left.append(one)
        else:
            out.write(_component(library.Event(), one, days, out.day, text).to_ical().decode())
    out.write("END:" + end)
    if left:
        example = f'"{printable(left[0].event.title)}" ({printable(date_label(left[0].event.when, options.dates))})'
        out.say(f"left out, because a calendar has only days: {len(left)} of {len(chosen)} events, such as {example}")


def certain_days(when: When) -> tuple[int, int] | None:
    """First and last day of a date that leaves no doubt about either; None for any other."""
    if when.uncertain or when.approximate or when.convention or when.kind == "none":
        return None
    start, end = when.start, when.end
    if when.kind == "point" or start is None or end is None:
        start = end = (when.lower, when.upper)
    first, last = _only(start), _only(end)
    return None if first is None or last is None or not _FIRST <= first <= last <= _LAST else (first, last)


def _only(days: Range) -> int | None:
    return days[0] if days[0] == days[1] else None


def _header(chronology: Chronology) -> list[tuple[str, str]]:
    """What stands above the events; NAME is of RFC 7986, X-WR-CALNAME is what older programs read."""
    pairs = [("prodid", "-//sourced-timeline//timeline//EN"), ("version", "2.0")]
    if chronology.title:
        pairs += [("name", chronology.title), ("x-wr-calname", chronology.title)]
    if chronology.about:
        pairs.append(("description", chronology.about.strip()))
    return pairs


def _component(component: Any, one: Shown, days: tuple[int, int], day: int, text: Callable[[str], str]) -> Any:
    """An all-day event; its end is the day after the last (RFC 5545 section 3.6.1), its stamp the as-of day."""
    event = one.event
    stamp = datetime.combine(date.fromordinal(min(max(day, _FIRST), _LAST)), datetime.min.time(), UTC)
    component.add("uid", text(f"{event.id}@timeline"))
    component.add("dtstamp", stamp)
    component.add("dtstart", date.fromordinal(days[0]))
    component.add("dtend", date.fromordinal(days[1] + 1))
    component.add("summary", text(event.title))
    component.add("description", text(_description(one, day)))
    component.add("status", _STATUS.get(one.status, "TENTATIVE"))
    component.add("transp", "TRANSPARENT")
    if event.places:
        component.add("location", text(", ".join(event.places)))
    if event.tags:
        component.add("categories", [text(tag) for tag in event.tags])
    if linked := first_linked(event.sources):
        component.add("url", linked.url)
    return component


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
    parts = (sources_words((source,))[0].text, source.title, date_label(source.when), quoted, source.url)
    return ", ".join(filter(None, parts))


def _text(text: str) -> str:
    """Text without the control characters that RFC 5545 section 3.3.11 forbids: they are written out."""
    return text if text.isascii() and text.isprintable() else "\n".join(map(printable, text.split("\n")))


def _ascii_text(text: str) -> str:
    """The same with what is not ASCII as escapes; made before the lines are folded, which counts octets."""
    return _text(text).encode("ascii", "backslashreplace").decode()
