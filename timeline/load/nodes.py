"""What every reader yields: a tree of text, lists and maps, each with its place in the file.

All scalars are text, as typed: `2020-05`, `no` and `10:30` stay what the author wrote. A place is kept as a character
offset (`at`) and turned into line and column only when a message needs it. Nodes are
plain classes with slots are ten times faster to define than NamedTuples, at every start.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from mmap import mmap
from typing import Any

from timeline.errors import Place, Problem, Where

Buffer = bytes | mmap

Told = Callable[[int, int], object]
"""Takes the bytes of a file that have been read, and how many there are in all."""

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


class Record:
    """An event as plain values, read by a reader that keeps no places; `at` is by what its file reads it again.

    Values are text, lists and maps; where they hold numbers or the like, the event needs a second look.
    """

    __slots__ = ("at", "values")

    def __init__(self, values: dict[str, Any], at: int) -> None:
        self.values, self.at = values, at


class NotPlain(Exception):
    """A file has to be read with the place of every value: something in it is not as plain as it seemed."""


class Document:
    """One file, read: its header and its events one after the other; what could not be read is a problem instead.

    `sift`, where a reader has it, gives the records that may match, and with False those that do not but have to be
    looked at, without making records of the others; `pick` the records that begin at some bytes of the file. `marks`
    are the numbers by which the reader finds its way in the same bytes another time.
    """

    __slots__ = ("events", "file", "header", "marks", "pick", "problems", "sift")

    def __init__(
        self,
        file: SourceFile,
        header: Map,
        events: Iterable[Map | Record],
        problems: tuple[Problem, ...] = (),
        marks: tuple[int, ...] = (),
    ) -> None:
        self.file, self.header, self.events, self.problems, self.marks = file, header, events, problems, marks
        self.sift: Callable[[Any, Any], Iterable[tuple[Record, bool]]] | None = None
        self.pick: Callable[[Sequence[int]], Iterable[Record]] | None = None

    @property
    def maps(self) -> tuple[Map, ...]:
        """The events of a file that was read with places."""
        return tuple(event for event in self.events if isinstance(event, Map))


NOWHERE = -1
"""The offset of a node whose place is not known: it was made of plain values."""


def node_of(value: Any) -> Node:
    """Plain values, text and lists and maps of text, as nodes without places."""
    if isinstance(value, dict):
        keys = {key: Text(key, NOWHERE) for key in value}
        return Map({key: node_of(one) for key, one in value.items()}, keys, NOWHERE)
    if isinstance(value, list):
        return List(tuple(node_of(one) for one in value), NOWHERE)
    return Text(value, NOWHERE)


_STEP = 1 << 20
"""Bytes between two words on how far the reading has come."""


def following(records: Iterable[Record], file: SourceFile, total: int) -> Iterable[Record]:
    """The records of a file, `file.told` being told of every megabyte; the very same object where nobody listens.

    Their `at` is the byte at which they begin.
    """
    return records if file.told is None else _followed(records, file.told, total)


def _followed(records: Iterable[Record], told: Told, total: int) -> Iterator[Record]:
    due = _STEP
    for record in records:
        if record.at >= due:
            told(record.at, total)
            due = record.at + _STEP
        yield record


HEADER = -1
"""By this number a file reads its header again."""


class SourceFile:
    """A file, for messages: its text, its lines, and the way to read a part of it again with the place of every value.

    Attributes:
        name: What the user called it.
        again: Gives an event by `Record.at`, or the header by `HEADER`, with places; set by readers that keep none.
        as_typed: Gives the values of a record with numbers and the like as text; None where that cannot be told.
        settled: Its chronology has been made: who asks for a place now gets one, if only that of the file.
        told: Is told how far the reading has come, of a big file that somebody waits for.
    """

    __slots__ = (
        "_again",
        "_cell",
        "_counted",
        "_data",
        "_line",
        "_starts",
        "_text",
        "again",
        "as_typed",
        "name",
        "settled",
        "told",
    )

    def __init__(self, name: str, text: str | None = None, data: Buffer = b"") -> None:
        self.name = name
        self.again: Callable[[int], Map] | None = None
        self.as_typed: Callable[[Record], dict[str, Any] | None] | None = None
        self.settled = False
        self.told: Told | None = None
        self._text = text
        self._data = data
        self._starts: list[int] | None = None
        self._again: dict[int, Map] = {}
        # What was asked last: bytes and characters before them, a line with its text, a cell with where it begins.
        self._counted = [0]
        self._line = 0, ""
        self._cell = -1, -1, 0, ","

    @property
    def text(self) -> str:
        """The whole file; decoded when it is first asked for.

        Raises:
            NotPlain: A part of it that has not been read yet is no text.
        """
        if self._text is None:
            try:
                self._text = bytes(self._data).decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise NotPlain from error
        return self._text

    def read_again(self, at: int) -> Map:
        """An event or the header with the place of every value.

        Raises:
            NotPlain: It is not what it seemed to be.
        """
        if self.again is None:
            raise NotPlain
        found = self._again.get(at)
        if found is None:
            try:
                found = self._again[at] = self.again(at)
            except UnicodeDecodeError as error:
                raise NotPlain from error
        return found

    def characters_before(self, at: int) -> int:
        """How many characters stand before a byte, a mark at the beginning left out.

        Events are read again in any order, so the characters of every 64 KiB before are counted once.
        """
        block = at // _BLOCK
        while len(self._counted) <= block:
            n = len(self._counted) - 1
            self._counted.append(self._counted[n] + _characters(self._data[n * _BLOCK : (n + 1) * _BLOCK]))
        mark = self._data[:3] == b"\xef\xbb\xbf"
        return self._counted[block] + _characters(self._data[block * _BLOCK : at]) - mark

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
        if self._line[0] != line:
            start = self._starts[line - 1]
            end = self.text.find("\n", start)
            self._line = line, self.text[start : len(self.text) if end < 0 else end].rstrip("\r")
        return self._line[1]

    def offset(self, line: int, column: int) -> int:
        """The character offset of a line and column, both from 1; the end of the text for what lies behind it."""
        self.line_of(0)
        assert self._starts is not None
        return min(self._starts[line - 1] + column - 1, len(self.text)) if line <= len(self._starts) else len(self.text)

    def place(self, at: int, width: int = 1) -> Place:
        line = self.line_of(at)
        assert self._starts is not None
        return Place(self.name, line, at - self._starts[line - 1] + 1, max(width, 1))

    def place_of(self, node: Node, start: int = 0, end: int | None = None) -> Place:
        """Where a node stands; `start` and `end` narrow it to characters of a text, where those stand as typed.

        Raises:
            NotPlain: The node was made of plain values.
        """
        if node.at == NOWHERE:
            raise NotPlain
        if not isinstance(node, Text):
            return self.place(node.at, 1)
        at = node.at if node.cell < 0 else self._cell_start(node.at, node.cell)
        first_line = node.text.split("\n", 1)[0]
        if self.text[at : at + 1] in ("'", '"') and self.text.startswith(first_line, at + 1):
            at += 1
        if self.text.startswith(first_line, at):
            stop = len(first_line) if end is None else min(end, len(first_line))
            return self.place(at + min(start, stop), max(stop - min(start, stop), 1))
        return self.place(at, 1)

    def _cell_start(self, row: int, cell: int) -> int:
        """Where the nth cell of a table row begins; quotes may hold separators and line ends."""
        text = self.text
        known_row, known_cell, at, separator = self._cell
        if known_row != row:
            separator = "\t" if text.find("\t", row, text.find("\n", row)) >= 0 else ","
        if known_row != row or known_cell > cell:
            at, known_cell = row, 0
        left, quoted = cell - known_cell, False
        while left and at < len(text):
            char = text[at]
            if char == '"':
                quoted = not quoted
            elif char == separator and not quoted:
                left -= 1
            at += 1
        self._cell = row, cell, at, separator
        return at

    def problem(self, node: Node | int, code: str, message: str, hint: str = "", *, severity: str = "error") -> Problem:
        place = self.place(node) if isinstance(node, int) else self.place_of(node)
        return Problem(place, code, message, hint, severity, self.line_text(place.line))

    def problem_at(self, place: Where, code: str, message: str, hint: str = "") -> Problem:
        return Problem(place, code, message, hint, excerpt=self.line_text(place.line))


class Spot:
    """Where a value stands, looked up when it is asked for (a `Where`).

    Args:
        file: The file that holds it.
        at: A node of it, or by what the file reads the node again.
        path: From that node to the value: keys, numbers of items, and for the name of a key its text in a tuple.
        start, width: Characters of the value; no width is all of it.
    """

    __slots__ = ("_at", "_file", "_found", "_path", "_start", "_width")

    def __init__(
        self,
        file: SourceFile,
        at: Node | int,
        path: tuple[str | int | tuple[str], ...] = (),
        start: int = 0,
        width: int = 0,
    ) -> None:
        self._file, self._at, self._path, self._start, self._width = file, at, path, start, width
        self._found: Place | None = None

    @property
    def place(self) -> Place:
        if self._found is None:
            try:
                self._found = self._looked_up()
            except NotPlain:
                if not self._file.settled:
                    raise
                self._found = Place(self._file.name)
        return self._found

    def _looked_up(self) -> Place:
        node: Node = self._file.read_again(self._at) if isinstance(self._at, int) else self._at
        for step in self._path:
            node = _inside(node, step)
        place = self._file.place_of(node)
        return place.inside(self._start, self._width) if self._width else place

    @property
    def source(self) -> SourceFile:
        """The file as it was read."""
        return self._file

    @property
    def file(self) -> str:
        return self._file.name

    @property
    def line(self) -> int:
        return self.place.line

    @property
    def column(self) -> int:
        return self.place.column

    @property
    def width(self) -> int:
        return self.place.width

    def inside(self, start: int, width: int) -> Spot:
        return Spot(self._file, self._at, self._path, self._start + start, width)

    def to(self, *path: str | int) -> Spot:
        """Where a value inside it stands."""
        return Spot(self._file, self._at, (*self._path, *path))

    def __str__(self) -> str:
        return str(self.place)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (Spot, Place)) and self.place == (other.place if isinstance(other, Spot) else other)

    def __hash__(self) -> int:
        return hash(self.place)


def _inside(node: Node, step: str | int | tuple[str]) -> Node:
    if isinstance(step, tuple) and isinstance(node, Map):
        return node.keys[step[0]]
    if isinstance(step, str) and isinstance(node, Map):
        return node.pairs[step]
    if isinstance(step, int) and isinstance(node, List):
        return node.items[step]
    return node  # one item in place of a list of them


_BLOCK = 1 << 16
_FOLLOWING = bytes(range(0x80, 0xC0))
"""Bytes of UTF-8 that begin no character."""


def _characters(data: bytes) -> int:
    return len(data.translate(None, _FOLLOWING))


def _line_starts(text: str) -> Iterator[int]:
    at = text.find("\n")
    while at >= 0:
        yield at + 1
        at = text.find("\n", at + 1)
