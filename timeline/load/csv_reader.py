"""CSV and TSV to a `Document`: a row an event with its first source, further rows with its id for further sources.

Rows with a `type` are what the chronology says of itself (`timeline.tables.HEADER_ROWS`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from timeline.errors import Problem
from timeline.load.files import Document, SourceFile
from timeline.load.nodes import List, Map, Node, Text
from timeline.tables import DERIVED, HEADER_ROWS, LISTS, TYPE, split, unguarded


def read_csv(file: SourceFile, separator: str) -> Document:
    """The events of a table whose first row names the columns (`timeline schema` lists them)."""
    file.separator = separator
    problems: list[Problem] = []
    rows = _rows(file, separator, problems)
    head = next(rows, None)
    events: list[Map] = []
    header = Map({}, {}, 0)
    if head is not None:
        names = [cell.strip() for cell in head[1]]
        twice = next((n for n, name in enumerate(names) if name and name in names[:n]), None)
        if twice is not None:
            cell = Text(names[twice], head[0], twice)
            problems.append(file.problem(cell, "F105", f"column `{names[twice]}` is given twice", "Keep one of them"))
        elif "title" not in names and "date" not in names:
            message = "the first row names no column `date` or `title`"
            problems.append(file.problem(head[0], "F104", message, _hint_of(names)))
        else:
            events = _events(file, names, head[0], rows, header, problems)
    return Document(file, header, tuple(events), tuple(problems))


def _hint_of(names: list[str]) -> str:
    """What to do about a first row in which our columns are not found."""
    if {"date", "title"} & {name.strip().lower() for name in names}:
        return "Write the names of columns in small letters; timeline import takes tables of any other kind"
    if len(names) == 1 and any(sign in names[0] for sign in ";\t|"):
        return "The cells are not parted by commas; timeline import takes tables of any other kind"
    return "Begin with: id,date,title,people,source_outlet; timeline import takes tables of any other kind"


def _hint_of_cells(missing: int, separator: str) -> str:
    """What to do about a row that lacks cells, or has too many (less than none is missing)."""
    if missing < 0:
        return "Put quotes around a cell that holds the separator"
    sign = "comma" if separator == "," else "tab" if separator == "\t" else f'"{separator}"'
    many = f"a {sign}" if missing == 1 else f"{missing} {sign}s"
    return f"Put {many} to its end if the cells there are empty; or see whether its end, or a quote, is missing"


def _rows(file: SourceFile, separator: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Each row with the offset at which it begins; blank rows are left out."""
    read = 0

    def lines() -> Iterator[str]:
        nonlocal read
        for line in io.StringIO(file.text, newline=""):
            read += len(line)
            yield line

    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(lines(), delimiter=separator, strict=True)
    while True:
        start = read
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(file.problem(start, "F109", f"not valid CSV: {error}", "Close the quote"))
            return
        if any(row):
            yield start, row


def _events(
    file: SourceFile, names: list[str], head: int, rows: Iterator[tuple[int, list[str]]], header: Map,
    problems: list[Problem],
) -> list[Map]:  # fmt: skip
    """The events in the order of their first rows; rows with a type go to `header`."""
    events: dict[str, Map] = {}
    further: dict[str, list[Map]] = {}
    for start, row in rows:
        if len(row) != len(names) and any(row[len(names) :] if len(row) > len(names) else [True]):
            message = f"{len(row)} cells where the first row has {len(names)}"
            problems.append(file.problem(start, "F109", message, _hint_of_cells(len(names) - len(row), file.separator)))
            continue
        own: dict[str, Node] = {}
        source: dict[str, Node] = {}
        keys: dict[str, Text] = {}
        source_keys: dict[str, Text] = {}
        for cell, (name, value) in enumerate(zip(names, row, strict=False)):
            value = unguarded(value)
            if not value or name in DERIVED:
                continue
            text = Text(value, start, cell)
            label = Text(name, head, cell)
            if name.startswith("source_"):
                source[name[7:]] = text
                source_keys[name[7:]] = label
            else:
                own[name] = (
                    List(tuple(Text(item, start, cell) for item in split(value)), start) if name in LISTS else text
                )
                keys[name] = label
        kind = own.pop(TYPE, None)
        if isinstance(kind, Text):
            _place_header_row(
                file, header, kind, own | {f"source_{name}": one for name, one in source.items()}, problems
            )
            continue
        _place_row(file, events, own, keys, Map(source, source_keys, start), start, further, problems)
    for name, sources in further.items():
        event = events[name]
        first = event.pairs.get("sources")
        event.pairs["sources"] = List((*(first.items if isinstance(first, List) else ()), *sources), sources[-1].at)
        event.keys.setdefault("sources", Text("sources", sources[0].at))
    return list(events.values())


def _place_row(
    file: SourceFile, events: dict[str, Map], own: dict[str, Node], keys: dict[str, Text],
    source: Map, start: int, further: dict[str, list[Map]], problems: list[Problem],
) -> None:  # fmt: skip
    """A new event, or one more source of the event with the same id, put into `further`."""
    identity = own.get("id")
    name = identity.text if isinstance(identity, Text) else ""
    known = events.get(name) if name else None
    if known is None:
        if source.pairs:
            own["sources"] = List((source,), start)
            keys["sources"] = Text("sources", start)
        events[name or f"\0{start}"] = Map(own, keys, start)
    elif set(own) == {"id"}:
        further.setdefault(name, []).append(source)
    else:
        hint = "Leave the event's columns empty in a row that adds a source"
        problems.append(file.problem(identity or start, "E103", f"id `{name}` is given twice", hint))


def _place_header_row(
    file: SourceFile, header: Map, kind: Text, cells: dict[str, Node], problems: list[Problem]
) -> None:
    """What a row with a type says, put into the header as if it stood there."""
    row = HEADER_ROWS.get(kind.text)
    if row is None:
        hint = f"Leave it empty for an event, or use one of: {', '.join(HEADER_ROWS)}"
        problems.append(file.problem(kind, "F109", f'unknown `{TYPE}`: "{kind.text}"', hint))
        return
    into, name = header, ""
    if row.key:
        named = cells.pop(row.name, None)
        if not isinstance(named, Text):
            message = f"a row of the type `{kind.text}` without `{row.name}`"
            problems.append(file.problem(kind, "F109", message, f"Write its name into the column `{row.name}`"))
            return
        into, name = _entry(header, row.key, kind.at), named.text
        if name in into.pairs:
            problems.append(file.problem(named, "E103", f"{kind.text} `{name}` is given twice", "Keep one of the rows"))
            return
        into.keys[name] = named
        if "" not in row.columns:
            into.pairs[name] = into = Map({}, {}, kind.at)
    for key, column in row.columns.items():
        value = cells.pop(column, None)
        if value is not None or not key:
            into.pairs[key or name] = value or Text("", kind.at)
            into.keys.setdefault(key or name, kind)
    for column, unused in cells.items():
        message = f"the column `{column}` means nothing in a row of the type `{kind.text}`"
        problems.append(file.problem(unused, "E105", message, "Leave it empty there", severity="warning"))


def _entry(header: Map, key: str, at: int) -> Map:
    """The part of the header that a key holds."""
    part = header.pairs.get(key)
    if not isinstance(part, Map):
        header.pairs[key] = part = Map({}, {}, at)
        header.keys[key] = Text(key, at)
    return part
