"""CSV and TSV read fast, as plain values, without the place of any cell.

What is not a table of events alone (rows of the header, rows with too many or too few cells, stray quotes) is read by
`csv_reader`; so is the whole table again, once, where a place is asked for. Both give the same chronology.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from timeline.load.files import HEADER, Document, SourceFile
from timeline.load.nodes import NOWHERE, Buffer, Map, NotPlain, Record
from timeline.tables import DERIVED, LISTS, TYPE, split, unguarded

_SOURCE = "source_"
_ODD = frozenset((TYPE, "", _SOURCE, "sources"))
_Column = tuple[str, bool, bool]


def read_csv_plain(file: SourceFile, data: Buffer, separator: str) -> Document | None:
    """The events of a table as records; None where the other reader is to read it."""
    if data.find(b"\0") >= 0:
        return None
    try:
        text = bytes(data).decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        names = next((row for row in reader if any(row)), None)
        columns = None if names is None else _columns([name.strip() for name in names])
        events = None if columns is None else _events(reader, columns)
    except csv.Error:
        return None
    if events is None:
        return None
    file.again = _again(file, separator)
    # A record is dropped once the builder has what it says.
    events.reverse()
    records = (Record(events.pop(), at) for at in range(len(events)))
    return Document(file, Map({}, {}, NOWHERE), records)


def _columns(names: list[str]) -> list[_Column] | None:
    """For each column its key, whether it is one of a source, and whether it holds a list; no key is passed over."""
    if ("title" not in names and "date" not in names) or len(set(names)) < len(names) or not _ODD.isdisjoint(names):
        return None
    return [
        ("" if name in DERIVED else name.removeprefix(_SOURCE), name.startswith(_SOURCE), name in LISTS)
        for name in names
    ]


def _events(rows: Any, columns: list[_Column]) -> list[dict[str, Any]] | None:
    """The events in the order of their first rows; None where a row is not plain."""
    events: list[dict[str, Any]] = []
    known: dict[str, dict[str, Any]] = {}
    wide = len(columns)
    for row in rows:
        if len(row) != wide:
            if any(row):
                return None
            continue
        own: dict[str, Any] = {}
        source: dict[str, Any] = {}
        for (key, is_source, is_list), value in zip(columns, row, strict=True):
            if not value or not key:
                continue
            if value[0] == "'":
                value = unguarded(value)
            if is_source:
                source[key] = value
            else:
                own[key] = split(value) if is_list else value
        if not own and not source:
            if any(row):  # of columns that are passed over alone
                return None
            continue
        identity = own.get("id", "")
        event = known.get(identity) if identity else None
        if event is None:
            if source:
                own["sources"] = [source]
            if identity:
                known[identity] = own
            events.append(own)
        elif len(own) > 1:
            return None
        else:
            event.setdefault("sources", []).append(source)
    return events


def _again(file: SourceFile, separator: str) -> Callable[[int], Map]:
    """Events by their number, and the header, with the place of every cell."""
    document: list[Document] = []
    maps: list[Map] = []

    def again(at: int) -> Map:
        from timeline.load.csv_reader import read_csv

        if not document:
            document.append(read_csv(SourceFile(file.name, file.text), separator))
            maps.extend(document[0].maps)
        if document[0].problems or (at != HEADER and at >= len(maps)):
            raise NotPlain
        return document[0].header if at == HEADER else maps[at]

    return again
