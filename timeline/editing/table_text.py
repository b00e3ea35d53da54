"""Events and sources put into a table, in the columns and the quoting that it has."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from timeline.editing.changes import Change, Put, line_end_of, lines_at
from timeline.errors import UsageError
from timeline.importers import Record
from timeline.load.files import Document
from timeline.load.nodes import List, Map, Text
from timeline.tables import LISTS, WRITTEN, guarded, joined, writer_of_rows


def put_events(document: Document, puts: Sequence[Put], separator: str) -> list[Change]:
    """The changes that put events into a table; an empty file gets its first row too.

    Raises:
        UsageError: The table lacks a column.
    """
    table = _Table(document.file.text, separator)
    if not table.columns:
        rows = [list(WRITTEN)]
        table.columns = list(WRITTEN)
        rows += [row for put in puts for record in put.records for row in table.rows(record)]
        return [table.insert(len(table.text), rows)]
    changes = []
    for put in puts:
        rows = [row for record in put.records for row in table.rows(record)]
        events = document.maps
        changes.append(table.insert(events[put.before].at if put.before < len(events) else len(table.text), rows))
    return changes


def with_columns(text: str, separator: str, names: Sequence[str]) -> str:
    """The table with the columns that it lacks behind those that it has, empty in every row; no cell is touched."""
    table = _Table(text, separator)
    if not table.columns:
        more = [name for name in names if name not in WRITTEN]
        return text if not more else table.line([*WRITTEN, *more]) + "\n"
    more = [name for name in names if name not in table.columns]
    if not more:
        return text
    head, empty = (separator + table.line(cells) for cells in (more, [""] * len(more)))
    if len(more) == 1 and not table.quote_all:
        empty = separator  # what the writer of rows makes of one empty cell has quotes
    parts: list[str] = []
    read: list[str] = []

    def lines() -> Iterator[str]:
        for line in _lines(text):
            read.append(line)
            yield line

    added = head
    for row in csv.reader(lines(), delimiter=separator):
        whole = "".join(read)
        read.clear()
        body = whole.rstrip("\r\n") if any(row) else whole
        parts += [body, added if any(row) else "", whole[len(body) :]]
        added = empty if any(row) else added
    return "".join(parts)


def put_source(document: Document, number: int, source: Record, separator: str) -> list[Change]:
    """The changes that give the event of this number one more source: a further row with its id.

    Raises:
        UsageError: The event has no id in the table, or a column is missing.
    """
    table = _Table(document.file.text, separator)
    event = document.maps[number]
    identity = event.pairs.get("id")
    if not isinstance(identity, Text) or not identity.text:
        place = document.file.place(event.at)
        add = "" if "id" in table.columns else f"; for the column `id`, {table.widened(['id'])}"
        raise UsageError(
            f"the event has no id in the table ({place}); write one into its row, then add the source{add}"
        )
    last = max(_rows_of(event))
    behind = min((at for one in document.maps for at in _rows_of(one) if at > last), default=len(table.text))
    row = table.row({"id": identity.text} | {f"source_{key}": value for key, value in source.items()})
    return [table.insert(behind, [row])]


def _rows_of(event: Map) -> Iterator[int]:
    """Where the rows of an event begin: its own, and those of its further sources, which may stand anywhere."""
    yield event.at
    sources = event.pairs.get("sources")
    if isinstance(sources, List):
        yield from (source.at for source in sources.items)


class _Table:
    def __init__(self, text: str, separator: str) -> None:
        self.text = text
        self.separator = separator
        head = next((row for row in csv.reader(_lines(text), delimiter=separator) if any(row)), [])
        self.columns = [cell.strip() for cell in head]
        first = next((line for line in _lines(text) if line.strip()), "")
        # Quotes around every cell of the first row, or around none that do not need them.
        quoted = re.fullmatch(rf'\s*"[^"]*"(?:{separator}"[^"]*")*\s*', first)
        self.quote_all = quoted is not None

    def insert(self, at: int, rows: Sequence[Sequence[str]]) -> Change:
        return lines_at(self.text, at, [self.line(row) for row in rows], line_end_of(self.text))

    def line(self, row: Sequence[str]) -> str:
        lines: list[str] = []
        writer_of_rows(lines.append, self.separator, quote_all=self.quote_all)(map(guarded, row))
        return lines[0].removesuffix("\n")

    def rows(self, record: Record) -> Iterator[list[str]]:
        """An event with its first source, and a row for each further one."""
        first, *more = record.get("sources") or [{}]
        own = {key: joined(value) if key in LISTS else value for key, value in record.items() if key != "sources"}
        yield self.row(own | {f"source_{key}": value for key, value in first.items()})
        for source in more:
            yield self.row({"id": own.get("id", "")} | {f"source_{key}": value for key, value in source.items()})

    def row(self, cells: Record) -> list[str]:
        missing = [key for key, value in cells.items() if value and key not in self.columns]
        if missing:
            names = ", ".join(f"`{key}`" for key in missing)
            raise UsageError(f"the table has no column {names}; {self.widened(missing)}, or leave the value out")
        return [str(cells.get(column, "")) for column in self.columns]

    def widened(self, names: Sequence[str]) -> str:
        """How to give the table more columns: every row has as many cells as the first."""
        more, empty = "".join(self.separator + name for name in names), self.separator * len(names)
        first, others = (text.replace("\t", "(tab)") for text in (more, empty))
        return f"end the first row with `{first}` and every other with `{others}`"


def _lines(text: str) -> Iterator[str]:
    return iter(io.StringIO(text, newline=""))
