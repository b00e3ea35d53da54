"""Events and sources put into the text of a chronology file, at the right place, with no other byte touched.

What comes out is read again and compared before anybody gets it: a doubtful text is never given back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from timeline.editing import json_text, table_text, yaml_text
from timeline.editing.changes import Change, Put
from timeline.editing.chapter import THE_NEW, Chapter, Result, plain
from timeline.editing.keys import normal
from timeline.editing.placing import placed
from timeline.importers import Record
from timeline.load.files import Document
from timeline.load.nodes import List

_EVENTS: dict[str, Callable[[Document, Sequence[Put]], list[Change]]] = {
    "yaml": yaml_text.put_events,
    "json": json_text.put_events,
    "jsonl": json_text.put_events_in_lines,
    "csv": lambda document, puts: table_text.put_events(document, puts, ","),
    "tsv": lambda document, puts: table_text.put_events(document, puts, "\t"),
}
_SOURCES: dict[str, Callable[[Document, int, Record], list[Change]]] = {
    "yaml": yaml_text.put_source,
    "json": json_text.put_source,
    "jsonl": json_text.put_source,
    "csv": lambda document, number, source: table_text.put_source(document, number, source, ","),
    "tsv": lambda document, number, source: table_text.put_source(document, number, source, "\t"),
}


def inserted(text: str, name: str, records: Sequence[Record], *, files: Sequence[str] = ()) -> str:
    """The text of a chronology file with events put in, by date where the file is in order, else at the end.

    Events without an id get one where those of the file have one, and where the one made of their title is taken.

    Args:
        text: Of the file.
        name: Of the file, which need not exist; its suffix tells the syntax.
        records: Events in the shape of our files.
        files: The files that are read together with it, so that references hold; it may be among them.

    Raises:
        DataError: The file has errors, or the new events have.
        UsageError: The file cannot hold an event, as a table that lacks a column.
        MachineError: The result would not be the file with these events; nothing is given back.
    """
    return put_events(Chapter(text, name, files), records).text


def with_source(text: str, name: str, event_id: str, source: Record, *, files: Sequence[str] = ()) -> str:
    """The text of a chronology file with one more source of an event, behind those that it has.

    Args:
        text: Of the file.
        name: Of the file; its suffix tells the syntax.
        event_id: Of an event that stands in this file.
        source: In the shape of our files.
        files: The files that are read together with it.

    Raises:
        DataError: The file has errors, or the source has.
        UsageError: There is no such event in the file, or it cannot take a source.
        MachineError: The result would not be the file with this source; nothing is given back.
    """
    return put_source(Chapter(text, name, files), event_id, source).text


def put_events(chapter: Chapter, records: Sequence[Record]) -> Result:
    """As `inserted`, of a file that has been read, with where the events went."""
    given = chapter.identified([normal(record) for record in records])
    whole = chapter.tried(given)
    new = [event for event in whole.events if event.where.file == THE_NEW]
    order = placed(chapter.dates(whole), [event.when for event in new])
    puts: list[Put] = []
    for place, n in order:
        if puts and puts[-1].before == place:
            puts[-1] = Put(place, (*puts[-1].records, given[n]))
        else:
            puts.append(Put(place, (given[n],)))
    expected: list[Any] = [plain(event) for event in chapter.own.maps]
    for put in reversed(puts):
        expected[put.before : put.before] = put.records
    after = chapter.changed(_EVENTS[chapter.syntax](chapter.own, puts), expected)
    at = {n: place + so_far for so_far, (place, n) in enumerate(order)}
    lines = tuple(after.file.line_of(after.maps[at[n]].at) for n in range(len(new)))
    return Result(chapter.mark + after.file.text, lines, tuple(new))


def put_source(chapter: Chapter, event_id: str, source: Record) -> Result:
    """As `with_source`, of a file that has been read, with where the source went; `events` is the event that has it."""
    number = chapter.number_of(event_id)
    source = normal(source)
    whole = chapter.tried([{"id": event_id, "sources": [source]}])
    expected: list[Any] = [plain(event) for event in chapter.own.maps]
    before = expected[number].get("sources") or []
    expected[number]["sources"] = [*([before] if isinstance(before, dict) else before), source]
    after = chapter.changed(_SOURCES[chapter.syntax](chapter.own, number, source), expected)
    listed = after.maps[number].pairs["sources"]
    at = listed.items[-1].at if isinstance(listed, List) else listed.at
    event = next(one for one in whole.events if one.id == event_id)
    return Result(chapter.mark + after.file.text, (after.file.line_of(at),), (event,))
