"""Events and sources put into JSON and JSON Lines, indented as what is there."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from timeline import keys
from timeline.editing.changes import Change, Put, after_line, column_of, into_brackets, line_end_of, lines_at
from timeline.editing.keys import arranged, in_order
from timeline.importers import Record
from timeline.load.files import Document
from timeline.load.nodes import List, Map
from timeline.writing.json_text import to_json

_BLANK = re.compile(r"[ \t\r\n]*")
_COLON = re.compile(r"[ \t\r\n]*:[ \t\r\n]*")


def put_events(document: Document, puts: Sequence[Put]) -> list[Change]:
    """The changes that put events into a JSON file."""
    text = document.file.text
    shape = _Shape(text)
    items = [(event.at, _end_of(text, event.at)) for event in document.maps]
    key = document.header.keys.get("events")
    if not items:
        every = shape.list([arranged(record) for put in puts for record in put.records])
        if key is None:
            return [_another_key(text, len(text) - len(text.lstrip()), "events", every, shape)]
    assert key is not None
    found = _COLON.match(text, _end_of(text, key.at))
    start = found.end() if found else key.at
    end = _end_of(text, start)
    if not items:
        return [Change(start, end, every)]
    changes = []
    for put in puts:
        new = [shape.like(arranged(record), *items[0]) for record in put.records]
        changes.append(into_brackets(text, start, end, items, put.before, new, shape.comma))
    return changes


def put_events_in_lines(document: Document, puts: Sequence[Put]) -> list[Change]:
    """The changes that put events into a JSON Lines file."""
    text = document.file.text
    shape = _Shape(text)
    changes = []
    for put in puts:
        lines = [shape.line(arranged(record)) for record in put.records]
        events = document.maps
        at = _line_of(text, events[put.before].at) if put.before < len(events) else len(text)
        if put.before == len(events) and events:
            at = after_line(text, _end_of(text, events[-1].at))
        changes.append(lines_at(text, at, lines, line_end_of(text)))
    return changes


def put_source(document: Document, number: int, source: Record) -> list[Change]:
    """The changes that give the event of this number one more source, in JSON and in JSON Lines."""
    text = document.file.text
    shape = _Shape(text)
    event = document.maps[number]
    source = in_order(source, keys.SOURCE)
    listed = event.pairs.get("sources")
    if listed is None:
        shape = _Shape(text[event.at : _end_of(text, event.at)])
        return [_another_key(text, event.at, "sources", "[" + shape.line(source) + "]", shape)]
    end = _end_of(text, listed.at)
    if isinstance(listed, List) and listed.items:
        items = [(item.at, _end_of(text, item.at)) for item in listed.items]
        new = shape.like(source, *items[0])
        return [into_brackets(text, listed.at, end, items, len(items), [new], shape.comma)]
    if isinstance(listed, Map):  # one source that stands for a list of one
        return [Change(listed.at, listed.at, "["), Change(end, end, f"{shape.comma}{shape.line(source)}]")]
    return [Change(listed.at, end, "[" + shape.line(source) + "]")]


def _end_of(text: str, at: int) -> int:
    """Where the value that begins at an offset ends."""
    end: int = json.JSONDecoder(strict=False).raw_decode(text, at)[1]
    return end


def _line_of(text: str, at: int) -> int:
    return at - column_of(text, at)


def _another_key(text: str, braces: int, key: str, value: str, shape: _Shape) -> Change:
    """One more key of an object, the last; `braces` is where the object begins."""
    end = _end_of(text, braces) - 1
    at = braces + len(text[braces:end].rstrip())
    inside = text[braces + 1 : end]
    parting = shape.comma if inside.strip() else ""
    first = _BLANK.match(inside)
    if inside.strip() and first and "\n" in first[0]:
        parting = "," + first[0]
    return Change(at, at, f'{parting}"{key}"{shape.colon}{value}')


class _Shape:
    """How a JSON text is written: its indent, what stands behind commas and colons, whether it is ASCII alone."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.ascii_only = text.isascii() and "\\u" in text
        self.end = line_end_of(text)
        found = re.match(r"\s*{[ \t]*(?:\r\n|\n|\r)([ \t]+)", text)
        self.indent = found[1] if found else ""
        compact = '":"' in text and '": "' not in text
        self.comma, self.colon = (",", ":") if compact else (", ", ": ")

    def line(self, record: Record) -> str:
        """A record on one line."""
        return to_json(record, ascii_only=self.ascii_only, separators=(self.comma, self.colon))

    def lines(self, record: Record, indent: str, lead: str) -> str:
        """A record in lines; `lead` is the indent of its closing brace, `indent` what a level adds."""
        return to_json(record, ascii_only=self.ascii_only, indent=indent).replace("\n", self.end + lead)

    def list(self, records: Sequence[Record]) -> str:
        """The list of events of a file that has none, as a value of the outermost object."""
        if not self.indent:
            return f"[{self.comma.join(map(self.line, records))}]"
        lead = self.end + self.indent * 2
        shown = [self.lines(record, self.indent, self.indent * 2) for record in records]
        return f"[{lead}{(',' + lead).join(shown)}{self.end}{self.indent}]"

    def like(self, record: Record, start: int, end: int) -> str:
        """A record in the form of an object that begins and ends at these offsets: on one line or in several."""
        found = re.match(r"{[ \t]*(?:\r\n|\n|\r)([ \t]*)", self.text[start:end])
        if found is None:
            return self.line(record)
        line = self.text[_line_of(self.text, start) : start]
        lead = line[: len(line) - len(line.lstrip(" \t"))]
        return self.lines(record, found[1].removeprefix(lead) or "  ", lead)
