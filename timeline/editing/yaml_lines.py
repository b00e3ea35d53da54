"""Events and sources as lines of YAML, in a given style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from timeline.editing.keys import in_order
from timeline.editing.yaml_style import Style
from timeline.importers import Record
from timeline.writing.yaml_scalars import WIDTH, Scalars, single_quoted
from timeline.writing.yaml_shapes import EVENT, SOURCE, UNKNOWN, Shape


class Writer:
    """Records to lines; every line carries its whole indent."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.scalars = Scalars()

    def event(self, record: Record, column: int) -> list[str]:
        """An event as an item of the list whose dashes stand in a column."""
        record = in_order(record, self.style.event_order)
        return self._item(record, EVENT, self.style.braces, column, self.style.gap)

    def source(self, record: Record, column: int) -> list[str]:
        """A source as an item of the list whose dashes stand in a column."""
        record = in_order(record, self.style.source_order)
        return self._item(record, SOURCE, self.style.source_braces, column, self.style.source_gap)

    def sources(self, records: Sequence[Record], column: int) -> list[str]:
        """The key `sources` in a column, and its list."""
        if self.style.sources:
            return [f"{' ' * column}sources: [{', '.join(map(self.source_in_brackets, records))}]"]
        dash = column + self.style.source_dash
        return [f"{' ' * column}sources:", *(line for record in records for line in self.source(record, dash))]

    def event_in_brackets(self, record: Record) -> str:
        return self._braces(in_order(record, self.style.event_order), EVENT)

    def source_in_brackets(self, record: Record) -> str:
        return self._braces(in_order(record, self.style.source_order), SOURCE)

    def _item(self, record: Record, shape: Shape, braces: float, column: int, gap: int) -> list[str]:
        dash = " " * column + "-" + " " * (gap - 1)
        if braces:
            short = self._braces(record, shape)
            # Where some neighbours stand in braces on one line and some do not, those do that are short enough.
            if braces == 1 or column + gap + len(short) <= WIDTH:
                return [dash + short]
        lines = self._fields(record, shape, column + gap) or ["{}"]
        return [dash + lines[0].lstrip(" "), *lines[1:]]

    def _fields(self, record: Record, shape: Shape, column: int) -> list[str]:
        """A line or more for each key, in a column."""
        return [line for key, value in record.items() for line in self.pair(key, value, shape, column)]

    def pair(self, key: str, value: Any, shape: Shape, column: int) -> list[str]:
        """A key in a column, and its text or its list."""
        if key == "sources":
            return self.sources(value, column)
        head = self.scalars.key(key, " " * column)
        if isinstance(value, str):
            first, *more = self._lines(key, value, shape.of(key).kind, column + 2, len(head) + 1)
            return [*f"{head} {first}".split("\n"), *more]
        if self.style.lists:
            return f"{head} {self._brackets(key, value)}".split("\n")
        dash = " " * (column + self.style.list_dash) + "-" + " " * (self.style.list_gap - 1)
        return [*head.split("\n"), *(dash + self._styled(key, item, self.scalars.in_block(item)) for item in value)]

    # --- values ---------------------------------------------------------------------------------------------------

    def _braces(self, record: Record, shape: Shape) -> str:
        """A record on one line."""
        if self.style.quoted_keys:
            from timeline.writing.json_text import to_json

            return to_json(record)
        pairs = (f"{self.scalars.in_flow(key)}: {self._inner(key, value, shape)}" for key, value in record.items())
        return "{" + ", ".join(pairs) + "}"

    def _inner(self, key: str, value: Any, shape: Shape) -> str:
        """A value within braces."""
        if isinstance(value, str):
            return self._styled(key, value, self.scalars.in_flow(value, shape.of(key).kind))
        return self._brackets(key, value)

    def _brackets(self, key: str, value: Sequence[Any]) -> str:
        if key == "sources":
            return f"[{', '.join(map(self.source_in_brackets, value))}]"
        return f"[{', '.join(self._styled(key, item, self.scalars.in_flow(item)) for item in value)}]"

    def _lines(self, key: str, text: str, kind: str, indent: int, used: int) -> list[str]:
        """A text after its key, as it stands in our own files, but for the quotes and the long lines of this file."""
        if kind == UNKNOWN.kind and not self.style.folds:
            kind = "text"
        lines = self.scalars.lines(text, kind, indent, used)
        return lines if len(lines) > 1 else [self._styled(key, text, lines[0])]

    def _styled(self, key: str, text: str, shown: str) -> str:
        """A scalar in the quotes that the file has, where those can hold it."""
        always = self.style.quotes.get(key)
        if shown == text and not always:
            return shown
        single = single_quoted(text) if (always or self.style.quote) == "'" else None
        return single or self.scalars.quoted(text)
