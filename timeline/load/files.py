"""A file that was read: its header and events, its text and lines for messages, and where a value of it stands.

Most runs ask for no place, so readers of plain values keep none. The file can read an event again by where it begins,
with the place of every value, and a `Spot` does so when it is asked for its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from timeline.dates import Context
from timeline.errors import LatePlace, Place, Problem, Where
from timeline.load.nodes import NOWHERE, Buffer, List, Map, Node, NotPlain, Record, Row, Text, Told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    from timeline.load.lines import Lines

    T = TypeVar("T", Record, Record | Row)


class Document:
    """One file, read: its header and its events one after the other; what could not be read is a problem instead.

    `sift`, where a reader has it, gives the records that may match, and with False those that do not but have to be
    looked at, without making records of the others; `pick` the records that begin at some bytes of the file. `marks`
    are the numbers by which the reader finds its way in the same bytes another time. `includers` are the documents that
    include it, `context` is how its dates are read, once the headers of all are known.
    """

    __slots__ = ("context", "events", "file", "header", "includers", "marks", "pick", "problems", "sift")

    def __init__(
        self,
        file: SourceFile,
        header: Map,
        events: Iterable[Map | Record | Row],
        problems: tuple[Problem, ...] = (),
        marks: tuple[int, ...] = (),
    ) -> None:
        self.file, self.header, self.events, self.problems, self.marks = file, header, events, problems, marks
        self.sift: Callable[[Any, Any], Iterable[tuple[Record | Row, bool]]] | None = None
        self.pick: Callable[[Sequence[int]], Iterable[Record | Row]] | None = None
        self.includers: list[Document] = []
        self.context = Context()

    @property
    def maps(self) -> tuple[Map, ...]:
        """The events of a file that was read with places."""
        return tuple(event for event in self.events if isinstance(event, Map))


_STEP = 1 << 20
"""Bytes between two words on how far the reading has come."""


def following(records: Iterable[T], file: SourceFile, total: int) -> Iterable[T]:
    """The records of a file, `file.told` being told of every megabyte; the very same object where nobody listens.

    Their `at` is the byte at which they begin.
    """
    return records if file.told is None else _followed(records, file.told, total)


def _followed(records: Iterable[T], told: Told, total: int) -> Iterator[T]:
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
        begins: Gives the bytes between that and where the event itself begins, behind a dash; None where it is to be
            read again for that.
        as_typed: Gives the values of a record with numbers and the like as text; None where that cannot be told.
        separator: What stands between the cells of a table.
        settled: Its chronology has been made: who asks for a place now gets one, if only that of the file.
        told: Is told how far the reading has come, of a big file that somebody waits for.
    """

    __slots__ = (
        "_again",
        "_cell",
        "_counted",
        "_data",
        "_lines",
        "_text",
        "again",
        "as_typed",
        "begins",
        "name",
        "separator",
        "settled",
        "told",
    )

    def __init__(self, name: str, text: str | None = None, data: Buffer = b"") -> None:
        self.name = name
        self.again: Callable[[int], Map] | None = None
        self.begins: Callable[[int], int | None] | None = None
        self.as_typed: Callable[[Record], dict[str, Any] | None] | None = None
        self.separator = ","
        self.settled = False
        self.told: Told | None = None
        self._text = text
        self._data = data
        self._lines: Lines | None = None
        self._again: dict[int, Map] = {}
        # Characters before each block of bytes, as far as they were asked for; the last cell, with where it begins.
        self._counted = [0]
        self._cell = -1, -1, 0

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

    def begins_at(self, at: int) -> int | None:
        """The character at which an event begins that is read again by `at`; None where that is not known yet."""
        ahead = None if self.begins is None or at == HEADER else self.begins(at)
        return None if ahead is None else self.characters_before(at) + ahead

    @property
    def lines(self) -> Lines:
        if self._lines is None:
            from timeline.load.lines import Lines

            self._lines = Lines(self.text)
        return self._lines

    def line_of(self, at: int) -> int:
        """The line, from 1, that holds a character offset."""
        return self.lines.number(at)

    def line_text(self, line: int) -> str:
        """The user's own line, without its end."""
        return self.lines.text(line)

    def offset(self, line: int, column: int) -> int:
        """The character offset of a line and column, both from 1; the end of the text for what lies behind it."""
        end = len(self.text)
        return min(self.lines.start(line) + column - 1, end) if line <= len(self.lines) else end

    def place(self, at: int, width: int = 1) -> Place:
        return Place(self.name, self.lines.number(at), self.lines.column(at), max(width, 1))

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
        text, separator = self.text, self.separator
        known_row, known_cell, at = self._cell
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
        self._cell = row, cell, at
        return at

    def problem(self, node: Node | int, code: str, message: str, hint: str = "", *, severity: str = "error") -> Problem:
        place = self.place(node) if isinstance(node, int) else self.place_of(node)
        return Problem(place, code, message, hint, severity, self.line_text(place.line))

    def problem_at(self, place: Where, code: str, message: str, hint: str = "") -> Problem:
        return Problem(place, code, message, hint, excerpt=self.line_text(place.line))


class Spot(LatePlace):
    """Where a value stands, looked up when it is asked for.

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
        if isinstance(self._at, int) and not self._path:
            begin = self._file.begins_at(self._at)
            if begin is not None:
                return self._within(self._file.place(begin))
        node: Node = self._file.read_again(self._at) if isinstance(self._at, int) else self._at
        for step in self._path:
            node = _inside(node, step)
        return self._within(self._file.place_of(node))

    def _within(self, place: Place) -> Place:
        return place.inside(self._start, self._width) if self._width else place

    @property
    def source(self) -> SourceFile:
        """The file as it was read."""
        return self._file

    @property
    def file(self) -> str:
        return self._file.name

    def inside(self, start: int, width: int) -> Spot:
        return Spot(self._file, self._at, self._path, self._start + start, width)

    def to(self, *path: str | int) -> Spot:
        """Where a value inside it stands."""
        return Spot(self._file, self._at, (*self._path, *path))


def _inside(node: Node, step: str | int | tuple[str]) -> Node:
    if isinstance(step, tuple) and isinstance(node, Map):
        return node.keys[step[0]]
    if isinstance(step, str) and isinstance(node, Map):
        return node.pairs[step]
    if isinstance(step, int) and isinstance(node, List):
        return node.items[step]
    return node  # one item in place of a list of them


def unmerged(file: SourceFile, code: str) -> Problem | None:
    """The problem of a file in which two versions stand side by side, as git and others leave it."""
    at = 0 if file.text.startswith("<<<<<<< ") else file.text.find("\n<<<<<<< ") + 1
    if file.text[at : at + 8] != "<<<<<<< " or "\n=======\n" not in file.text[at:].replace("\r", ""):
        return None
    message = "two versions of the file stand here, as a merge has left them"
    return file.problem(at, code, message, "Keep what is right of both, and take out the lines of marks")


_BLOCK = 1 << 16
_FOLLOWING = bytes(range(0x80, 0xC0))
"""Bytes of UTF-8 that begin no character."""


def _characters(data: bytes) -> int:
    return len(data.translate(None, _FOLLOWING))
