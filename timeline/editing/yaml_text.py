"""Events and sources put into YAML, in the style of their neighbours; comments and blank lines stay where they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.editing.changes import (
    Change,
    Put,
    after_line,
    column_of,
    into_brackets,
    line_end_of,
    lines_at,
)
from timeline.editing.yaml_lines import Writer
from timeline.editing.yaml_spans import Span, after_span, keeps_blank_lines, spans_of
from timeline.editing.yaml_style import Style, style_of
from timeline.errors import UsageError
from timeline.importers import Record
from timeline.load.files import Document

_NEIGHBOURS = 8
_NOTHING: tuple[Span | None, Span | None] = (None, None)
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r\n|\n|\r)")


def put_events(document: Document, puts: Sequence[Put]) -> list[Change]:
    """The changes that put events into a file."""
    return _Text(document.file.text).events(puts)


def put_source(document: Document, number: int, source: Record) -> list[Change]:
    """The changes that give the event of this number one more source.

    Raises:
        UsageError: The event's sources stand in a form that cannot take another.
    """
    return _Text(document.file.text).source(number, source)


class _Text:
    def __init__(self, text: str) -> None:
        self.text = text
        self.end = line_end_of(text)
        self.root, self.last = spans_of(text)
        pair = self.root.pair("events") if self.root is not None and self.root.kind == "map" else None
        self.key, self.list = pair if pair is not None else _NOTHING

    # --- events ---------------------------------------------------------------------------------------------------

    def events(self, puts: Sequence[Put]) -> list[Change]:
        if self.root is not None and self.root.flow:
            return self._into_braces(self.root, puts)
        if self.key is None or self.list is None:
            return [self._first_events(puts)]
        if self.list.is_empty:
            return self._into_empty_list(self.key, self.list, puts)
        if self.list.flow:
            return self._into_flow(self.list, puts)
        return [self._into_block(self.list, put) for put in puts]

    def _into_block(self, listed: Span, put: Put) -> Change:
        text, items, index = self.text, listed.inner, put.before
        dash = column_of(text, listed.start)
        near = self._near(items, index)
        blank = self._has_blank_lines(items, index, dash)
        lines = self._lines(put.records, style_of(text, near, dash), dash, blank)
        if index:
            before = items[index - 1]
            at = after_span(text, before, dash)
            if blank and not keeps_blank_lines(text, before):
                lines.insert(0, "")
            return lines_at(text, at, lines, self.end)
        assert self.key is not None
        found = _BLANK_LINES.match(text, after_line(text, self.key.end))
        at = min(found.end() if found else 0, listed.start - dash)
        return lines_at(text, at, [*lines, ""] if blank else lines, self.end)

    def _near(self, items: Sequence[Span], index: int) -> list[Span]:
        """The events around a place, the one before it first."""
        near = range(max(0, index - _NEIGHBOURS), min(len(items), index + _NEIGHBOURS))
        order = sorted(near, key=lambda n: (abs(n - index + 0.6), n))
        return [items[n] for n in order if items[n].kind == "map"]

    def _has_blank_lines(self, items: Sequence[Span], index: int, dash: int) -> bool:
        """Whether most of the events around a place have a blank line between them."""
        around = items[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS]
        parted = [
            keeps_blank_lines(self.text, one) or bool(_BLANK_LINE.match(self.text, after_span(self.text, one, dash)))
            for one, _ in pairwise(around)
        ]
        return bool(parted) and sum(parted) * 2 >= len(parted)

    def _lines(self, records: Sequence[Record], style: Style, dash: int, blank: bool) -> list[str]:
        writer = Writer(style)
        lines: list[str] = []
        for record in records:
            if lines and blank:
                lines.append("")
            lines += writer.event(record, dash)
        return lines

    def _first_events(self, puts: Sequence[Put]) -> Change:
        """The list itself, where the file has none, behind all else."""
        text = self.text
        column = column_of(text, self.root.start) if self.root is not None and self.root.inner else 0
        blank = bool(re.search(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)[^\r\n]", text))
        lines = [" " * column + "events:", *self._lines(_all(puts), Style(), column + 2, False)]
        if blank and not text[: self.last].endswith((self.end * 2, "\n\n")):
            lines.insert(0, "")
        return lines_at(text, self.last, lines, self.end)

    def _into_empty_list(self, key: Span, listed: Span, puts: Sequence[Put]) -> list[Change]:
        """A block list in place of `[]`, of `~` or of nothing."""
        column = column_of(self.text, key.start)
        style = Style()
        at = after_span(self.text, listed, column)
        lines = lines_at(self.text, at, self._lines(_all(puts), style, column + 2, False), self.end)
        if listed.start == listed.end:
            return [lines]
        start = listed.start - 1 if self.text[listed.start - 1] == " " else listed.start
        return [Change(start, listed.end, ""), lines]

    def _into_flow(self, listed: Span, puts: Sequence[Put]) -> list[Change]:
        items = [(item.start, item.end) for item in listed.inner]
        changes = []
        for put in puts:
            writer = Writer(style_of(self.text, self._near(listed.inner, put.before), 0))
            new = [writer.event_in_brackets(record) for record in put.records]
            changes.append(into_brackets(self.text, listed.start, listed.end, items, put.before, new))
        return changes

    def _into_braces(self, root: Span, puts: Sequence[Put]) -> list[Change]:
        """Into a file that is a map in braces, as JSON is."""
        if self.list is not None and self.list.flow and self.list.inner:
            return self._into_flow(self.list, puts)
        writer = Writer(Style(quoted_keys=any(key.style == '"' for key, _ in root.pairs())))
        new = f"[{', '.join(map(writer.event_in_brackets, _all(puts)))}]"
        if self.list is not None:
            return [Change(self.list.start, self.list.end, new if self.list.end > self.list.start else " " + new)]
        return [self._another_key(root, "events", new, writer)]

    def _another_key(self, braces: Span, key: str, value: str, writer: Writer) -> Change:
        """One more key of a map in braces, the last."""
        shown = f"{writer.scalars.quoted(key) if writer.style.quoted_keys else key}: {value}"
        at = braces.inner[-1].end if braces.inner else braces.start + 1
        return Change(at, at, f", {shown}" if braces.inner else shown)

    # --- sources --------------------------------------------------------------------------------------------------

    def source(self, number: int, source: Record) -> list[Change]:
        assert self.list is not None
        event = self.list.inner[number]
        dash = column_of(self.text, self.list.start)
        others = [one for one in self._near(self.list.inner, number + 1) if one is not event]
        style = style_of(self.text, [event, *others], dash)
        key, listed = event.pair("sources") or _NOTHING
        if event.flow:
            return [self._into_flow_event(event, listed, source, Writer(style))]
        column = column_of(self.text, event.start)
        if key is None or listed is None:
            at = after_span(self.text, event, dash)
            return [lines_at(self.text, at, Writer(style).sources([source], column), self.end)]
        if listed.is_empty:
            return self._only_source(key, listed, source, style)
        if listed.flow:
            return self._into_flow_sources(listed, source, Writer(style))
        if listed.kind != "list":
            message = "the event's `sources` are one source without a dash; write a dash in front of it"
            raise UsageError(f"{message}, then add another")
        return [self._into_block_sources(event, listed, source, style)]

    def _into_block_sources(self, event: Span, listed: Span, source: Record, style: Style) -> Change:
        own = style_of(self.text, [event], 0)  # its other sources are the nearest neighbours
        style = style._replace(source_gap=own.source_gap, source_braces=own.source_braces)
        dash = column_of(self.text, listed.start)
        at = after_span(self.text, listed.inner[-1], dash)
        return lines_at(self.text, at, Writer(style).source(source, dash), self.end)

    def _only_source(self, key: Span, listed: Span, source: Record, style: Style) -> list[Change]:
        """In place of `[]`, of `~` or of nothing."""
        column = column_of(self.text, key.start)
        at = after_span(self.text, listed, column)
        lines = Writer(style._replace(sources=False)).sources([source], column)[1:]
        put = lines_at(self.text, at, lines, self.end)
        if listed.start == listed.end:
            return [put]
        start = listed.start - 1 if self.text[listed.start - 1] == " " else listed.start
        return [Change(start, listed.end, ""), put]

    def _into_flow_sources(self, listed: Span, source: Record, writer: Writer) -> list[Change]:
        new = writer.source_in_brackets(source)
        if listed.kind == "map":  # one source that stands for a list of one
            return [Change(listed.start, listed.start, "["), Change(listed.end, listed.end, f", {new}]")]
        items = [(item.start, item.end) for item in listed.inner]
        return [into_brackets(self.text, listed.start, listed.end, items, len(items), [new])]

    def _into_flow_event(self, event: Span, listed: Span | None, source: Record, writer: Writer) -> Change:
        new = writer.source_in_brackets(source)
        if listed is None:
            return self._another_key(event, "sources", f"[{new}]", writer)
        if listed.is_empty:
            return Change(listed.start, listed.end, f"[{new}]" if listed.end > listed.start else f" [{new}]")
        if listed.kind == "map":
            return Change(listed.start, listed.end, f"[{self.text[listed.start : listed.end]}, {new}]")
        items = [(item.start, item.end) for item in listed.inner]
        return into_brackets(self.text, listed.start, listed.end, items, len(items), [new])


def _all(puts: Sequence[Put]) -> list[Record]:
    return [record for put in puts for record in put.records]
