"""`yaml`: the format of our own files, so that what is shown can be kept, edited and read back whole.

The text is in the form that `timeline fmt` gives a file. Events that a written date refers to are written too, or the
file could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from timeline.dates import When
from timeline.model import Chronology, Event
from timeline.printable import counted
from timeline.query import Found
from timeline.views import Options, in_order
from timeline.writing import Out
from timeline.writing.known_dates import as_known
from timeline.writing.plain_records import header_record
from timeline.writing.yaml_events import EventLayout
from timeline.writing.yaml_layout import Block, Entry, Layout, entries_of
from timeline.writing.yaml_shapes import CHRONOLOGY

SUFFIXES = (".yaml", ".yml")


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the header, then an event at a time."""
    chronology, found = as_known(chronology, found, out)
    chosen = [event for event, _ in in_order(chronology, found, options)[: options.limit or None]]
    more = _referred(chronology, chosen)
    if more:
        names = ", ".join(event.id for event in more[:5]) + (", …" if len(more) > 5 else "")
        out.say(f"{counted(len(more), 'more event')} written, as dates refer to them: {names}")
    layout = Layout(out.ascii)
    header = _header(chronology, out.day)
    total = len(chosen) + len(more)
    for line in layout.top(header if total else [*header, Entry("events", Block(True, []))]):
        out.write(line + "\n")
    if total:
        out.write("\nevents:\n" if header else "events:\n")
    text_of = EventLayout(layout.scalars).text
    between = ""
    for event in out.follow(chain(chosen, more), total):
        out.write(between + text_of(event))
        between = "\n"
    lost = layout.scalars.lost
    if lost:
        out.say(f"{counted(lost, 'character')} that no file can hold written as U+FFFD")


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
