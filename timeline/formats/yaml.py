"""`yaml`: the format of our own files, so that what is shown can be kept, edited and read back whole.

The text is in the form that `timeline fmt` gives a file. Events that a written date refers to are written too, or the
file could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import Any

from timeline.dates import When
from timeline.formats import Out
from timeline.formats._records import header_record
from timeline.formats._yaml_layout import Block, Entry, Layout, entries_of
from timeline.formats._yaml_shapes import CHRONOLOGY, EVENT, SOURCE
from timeline.model import Chronology, Event, Source
from timeline.query import Found
from timeline.views import Options, arranged

SUFFIXES = (".yaml", ".yml")

_ID = re.compile(r"[^\W_][\w.-]*").fullmatch
_LISTS = tuple(key for key, shape in EVENT.keys.items() if shape.kind == "names")
_EVENT_TEXTS = tuple(key for key in EVENT.keys if key not in (*_LISTS, "id", "date", "background", "sources"))
_SOURCE_TEXTS = tuple(key for key in SOURCE.keys if key not in ("outlet", "date", "says"))


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the header, then an event at a time."""
    chosen = [one.event for one in arranged(chronology, found, options, out.day)[: options.limit or None]]
    more = _referred(chronology, chosen)
    if more:
        names = ", ".join(event.id for event in more[:5]) + (", …" if len(more) > 5 else "")
        out.say(f"{len(more)} more event{'s' * (len(more) != 1)} written, as dates refer to them: {names}")
    layout = Layout(out.ascii)
    events = (
        Entry(None, Block(False, _entries(event))) for event in out.follow(chain(chosen, more), len(chosen) + len(more))
    )
    listed = Entry("events", Block(True, events if chosen or more else []))
    for line in layout.top([*_header(chronology, out.day), listed]):
        out.write(line + "\n")
    lost = layout.scalars.lost
    if lost:
        out.say(f"{lost} character{'s' * (lost != 1)} that no file can hold written as U+FFFD")


def _header(chronology: Chronology, day: int) -> list[Entry]:
    """What stands above the events."""
    record = header_record(chronology, day)
    del record["as_of"]
    if not record["title"]:
        del record["title"]
    for identity, era in record.get("eras", {}).items():
        if era["name"] == identity:
            del era["name"]
    return entries_of({key: record[key] for key in sorted(record, key=CHRONOLOGY.rank)})


def _entries(event: Event) -> list[Entry]:
    """An event as its keys and values, in order."""
    record: dict[str, Any] = {"id": event.id} if _ID(event.id) else {}
    record["date"] = event.date.text
    for key in EVENT.keys:
        if key in _EVENT_TEXTS and (text := getattr(event, key)):
            record[key] = text
        elif key in _LISTS and (items := getattr(event, key)):
            record[key] = list(items)
        elif key == "background" and event.background:
            record[key] = "true"
    record |= event.extra
    if event.sources:
        record["sources"] = [_source_record(source) for source in event.sources]
    return entries_of(record)


def _source_record(source: Source) -> dict[str, Any]:
    record: dict[str, Any] = {"outlet": source.outlet}
    if source.date.form is not None or source.date.kind != "none" or source.date.clauses:
        record["date"] = source.date.text
    for key in SOURCE.keys:
        if key in _SOURCE_TEXTS and (text := getattr(source, key)):
            record[key] = text
        elif key == "says" and source.says != "reports":
            record[key] = source.says
    return record | dict(source.extra)


# --- what must be written -----------------------------------------------------------------------------------------


def _referred(chronology: Chronology, chosen: list[Event]) -> list[Event]:
    """The events that are not chosen, but that the dates of what is written refer to, in file order."""
    if len(chosen) == chronology.total:
        return []
    eras = (one.date for one in chronology.eras)
    waiting = {target for date in chain(eras, *map(_dates, chosen)) for target in _targets(date)}
    if not waiting:
        return []
    known = {event.id: event for event in chronology.events}
    kept = {event.id for event in chosen}
    more: set[str] = set()
    while waiting:
        identity = waiting.pop()
        if identity in known and identity not in kept and identity not in more:
            more.add(identity)
            waiting.update(target for date in _dates(known[identity]) for target in _targets(date))
    return [event for event in chronology.events if event.id in more]


def _dates(event: Event) -> list[When]:
    return [event.date, *(source.date for source in event.sources)]


def _targets(date: When) -> Iterable[str]:
    return (target for clause in date.clauses for target in clause.targets) if date.clauses else ()
