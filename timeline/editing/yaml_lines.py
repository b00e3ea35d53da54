"""Events and sources as lines of YAML, in a given style."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.editing.keys import in_order
from timeline.editing.yaml_style import Style
from timeline.importers import Record
from timeline.scalars import Scalars, single_quoted

_SHORT = 100
"""Where some neighbours stand in braces on one line and some do not, those do that are at most so long."""


class Writer(Scalars):
    """Records to lines; every line carries its whole indent."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.style = style

    def event(self, record: Record, column: int) -> list[str]:
        """An event as an item of the list whose dashes stand in a column."""
        record = in_order(record, self.style.event_order)
        return self._item(self.braces(record), self.style.braces, column, self.style.gap, record)

    def source(self, record: Record, column: int) -> list[str]:
        """A source as an item of the list whose dashes stand in a column."""
        record = in_order(record, self.style.source_order)
        return self._item(self.braces(record), self.style.source_braces, column, self.style.source_gap, record)

    def sources(self, records: Sequence[Record], column: int) -> list[str]:
        """The key `sources` in a column, and its list."""
        if self.style.sources:
            return [f"{' ' * column}sources: [{', '.join(map(self.source_in_brackets, records))}]"]
        dash = column + self.style.source_dash
        return [f"{' ' * column}sources:", *(line for record in records for line in self.source(record, dash))]

    def event_in_brackets(self, record: Record) -> str:
        return self.braces(in_order(record, self.style.event_order))

    def source_in_brackets(self, record: Record) -> str:
        return self.braces(in_order(record, self.style.source_order))

    def braces(self, record: Record) -> str:
        """A record on one line."""
        if self.style.quoted_keys:
            from timeline.formats._json import to_json

            return to_json(record)
        return "{" + ", ".join(f"{self.scalar(key)}: {self._inner(key, value)}" for key, value in record.items()) + "}"

    def shown(self, key: str, value: object, indent: str) -> str:
        """The value of a key as it stands on the line of the key, or as a literal block below it."""
        return self._text(key, value, indent) if isinstance(value, str) else self._inner(key, value)

    def _item(self, short: str, braces: float, column: int, gap: int, record: Record) -> list[str]:
        dash = " " * column + "-" + " " * (gap - 1)
        if braces == 1 or (braces and column + gap + len(short) <= _SHORT):
            return [dash + short]
        lines = self._fields(record, column + gap) or ["{}"]
        return [dash + lines[0].lstrip(" "), *lines[1:]]

    def _fields(self, record: Record, column: int) -> list[str]:
        """A line or more for each key, in a column."""
        indent = " " * column
        lines: list[str] = []
        for key, value in record.items():
            if key == "sources":
                lines += self.sources(value, column)
            elif isinstance(value, str):
                lines += (indent + self.pair(key, self._text(key, value, indent), indent)).split("\n")
            elif self.style.lists:
                lines.append(indent + self.pair(key, self._inner(key, value), indent))
            else:
                dash = " " * (column + self.style.list_dash) + "-" + " " * (self.style.list_gap - 1)
                lines.append(indent + self.pair(key, "", indent).rstrip(" "))
                lines += [dash + self._own_quotes(key, item, self.scalar(item)) for item in value]
        return lines

    def _inner(self, key: str, value: object) -> str:
        """A value within braces or brackets."""
        if isinstance(value, str):
            return self._own_quotes(key, value, value if _is_yes(key, value) else self.inner(key, value))
        assert isinstance(value, list)
        if key == "sources":
            return f"[{', '.join(map(self.source_in_brackets, value))}]"
        return f"[{', '.join(self._own_quotes(key, item, self.scalar(item)) for item in value)}]"

    def _text(self, key: str, text: str, indent: str) -> str:
        return self._own_quotes(key, text, text if _is_yes(key, text) else self.value(key, text, indent))

    def _own_quotes(self, key: str, text: str, shown: str) -> str:
        """A scalar in the quotes that the file has, where those can hold it."""
        if shown.startswith("|"):
            return shown
        always = self.style.quotes.get(key)
        if shown == text and not always:
            return shown
        single = single_quoted(text) if (always or self.style.quote) == "'" else None
        return single or self.quoted(text)


def _is_yes(key: str, text: str) -> bool:
    """Whether it is the one value that is meant as true, not as text."""
    return key == "background" and text == "true"
