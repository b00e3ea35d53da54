"""What every reader yields: a tree of text, lists and maps, each with its place in the file.

All scalars are text, as typed: `2020-05`, `no` and `10:30` stay what the author wrote. A place is kept as a character
offset (`at`) and turned into line and column only when a message needs it. Nodes are
plain classes with slots are ten times faster to define than NamedTuples, at every start.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from timeline.errors import Place, Problem

DEEPEST = 64


class Text:
    """A scalar. `cell` is its number in a row of a table, from 0, where `at` is the beginning of the row."""

    __slots__ = ("at", "cell", "text")

    def __init__(self, text: str, at: int, cell: int = -1) -> None:
        self.text, self.at, self.cell = text, at, cell


class List:
    __slots__ = ("at", "items")

    def __init__(self, items: tuple[Node, ...], at: int) -> None:
        self.items, self.at = items, at


class Map:
    """Keys in the order of the file; a key stands once, others are problems. `keys` tells where each key stands."""

    __slots__ = ("at", "keys", "pairs")

    def __init__(self, pairs: dict[str, Node], keys: dict[str, Text], at: int) -> None:
        self.pairs, self.keys, self.at = pairs, keys, at


Node = Text | List | Map


class Document:
    """One file, read: its header and one map an event; events that could not be read are problems instead."""

    __slots__ = ("events", "file", "header", "problems")

    def __init__(
        self, file: SourceFile, header: Map, events: tuple[Map, ...], problems: tuple[Problem, ...] = ()
    ) -> None:
        self.file, self.header, self.events, self.problems = file, header, events, problems


class SourceFile:
    """The text of a file and its lines, for messages. `name` is what the user called it."""

    __slots__ = ("_starts", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._starts: list[int] | None = None

    def line_of(self, at: int) -> int:
        """The line, from 1, that holds a character offset. Lines end with line feeds."""
        if self._starts is None:
            self._starts = [0, *_line_starts(self.text)]
        return bisect_right(self._starts, at)

    def line_text(self, line: int) -> str:
        """The user's own line, without its end."""
        if self._starts is None:
            self.line_of(0)
        assert self._starts is not None
        if not 1 <= line <= len(self._starts):
            return ""
        start = self._starts[line - 1]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end].rstrip("\r")

    def place(self, at: int, width: int = 1) -> Place:
        line = self.line_of(at)
        assert self._starts is not None
        return Place(self.name, line, at - self._starts[line - 1] + 1, max(width, 1))

    def place_of(self, node: Node, start: int = 0, end: int | None = None) -> Place:
        """Where a node stands; `start` and `end` narrow it to characters of a text, where those stand as typed."""
        if not isinstance(node, Text):
            return self.place(node.at, 1)
        at = node.at if node.cell < 0 else _cell_start(self.text, node.at, node.cell)
        first_line = node.text.split("\n", 1)[0]
        if self.text[at : at + 1] in ("'", '"') and self.text.startswith(first_line, at + 1):
            at += 1
        if self.text.startswith(first_line, at):
            stop = len(first_line) if end is None else min(end, len(first_line))
            return self.place(at + min(start, stop), max(stop - min(start, stop), 1))
        return self.place(at, 1)

    def problem(self, node: Node | int, code: str, message: str, hint: str = "", *, severity: str = "error") -> Problem:
        place = self.place(node) if isinstance(node, int) else self.place_of(node)
        return Problem(place, code, message, hint, severity, self.line_text(place.line))

    def problem_at(self, place: Place, code: str, message: str, hint: str = "") -> Problem:
        return Problem(place, code, message, hint, excerpt=self.line_text(place.line))


def _line_starts(text: str) -> Iterator[int]:
    at = text.find("\n")
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1)


def _cell_start(text: str, row: int, cell: int) -> int:
    """Where the nth cell of a table row begins; quotes may hold separators and line ends."""
    separator = "\t" if "\t" in text[row : text.find("\n", row)] else ","
    at, quoted = row, False
    while cell and at < len(text):
        char = text[at]
        if char == '"':
            quoted = not quoted
        elif char == separator and not quoted:
            cell -= 1
        at += 1
    return at
