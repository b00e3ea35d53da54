"""The events of a file taken into an index, by two processes where that is worth it.

The second process takes the events of the second half of big JSON Lines, and writes what it finds into a file that has
no name; the first one then takes that over. Both number events as if there were one process, so an index is the same
whoever made it.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from mmap import mmap
from tempfile import TemporaryFile
from typing import Any

from timeline.helper import Helper, can_help
from timeline.index import shape
from timeline.index.collecting import Collected
from timeline.load.chunks import SIZE, chunks
from timeline.load.files import Document
from timeline.load.json_plain import has_blank_keys, values_as_typed
from timeline.load.nodes import NotPlain, Record
from timeline.load.picking import Picking

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO, Protocol

    EventOf = Callable[[bytes], dict[str, Any] | None]

    class Sink(Protocol):
        """Takes columns and ids, as `store.Writer` does."""

        def put(self, name: str, n: int, data: bytes) -> None: ...

        def add_ids(self, ids: Iterable[tuple[str, int]]) -> None: ...


Follow = Callable[[Iterable[Any], int], Iterable[Any]]
"""Shows progress; see `console.Progress.follow`."""

_WORTH = 1 << 23
"""Bytes from which a second process saves more than it costs."""

_DONE, _NOT_PLAIN = b"D", b"N"


def take(
    document: Document, picking: Picking, collected: Collected, data: mmap, writer: Sink, follow: Follow, folder: str
) -> None:
    """Has every event taken, and its columns written a chunk at a time.

    Args:
        document, picking, data: The file.
        collected, writer: Where the events go.
        follow: Shows progress.
        folder: Where a file without a name may be.

    Raises:
        NotPlain: The file has to be read whole.
        OSError: The machine refuses.
    """
    taker = _Taker(document, picking, data)
    for _ in follow(taker.all(collected, writer, folder), -(-len(data) // SIZE)):
        pass


class _Taker:
    """Takes the events of a file."""

    def __init__(self, document: Document, picking: Picking, data: mmap) -> None:
        self._document, self._picking, self._data = document, picking, data

    def all(self, collected: Collected, sink: Sink, folder: str) -> Iterator[None]:
        """Takes every event, and yields about as often as there are `SIZE` bytes."""
        event_of = _decoder() if len(self._document.marks) == 1 else None
        if event_of is None:
            yield from self._records(collected, sink)
        else:
            yield from self._all_lines(event_of, collected, sink, folder)
        _drain(collected, sink)

    def _all_lines(self, event_of: EventOf, collected: Collected, sink: Sink, folder: str) -> Iterator[None]:
        start, stop = self._document.marks[0], len(self._data)
        middle, number = _middle(self._data, start) if stop - start >= _WORTH and can_help() else (0, 0)
        if not middle:
            yield from self._lines(collected, sink, event_of, start, stop)
            return
        with TemporaryFile(dir=folder) as notes:

            def work() -> Iterator[bytes]:
                later = collected.later(number)
                try:
                    for _ in self._lines(later, _Notes(notes), event_of, middle, stop):
                        pass
                except NotPlain as error:
                    yield _NOT_PLAIN + str(error).encode()
                    return
                _drain(later, _Notes(notes))
                for part in later.parts():
                    marshal.dump(("join", part), notes)
                notes.flush()
                yield _DONE

            helper = Helper(work)
            try:
                for one in self._lines(collected, sink, event_of, start, middle):
                    yield one
                    yield one  # as much is taken by the other
                answer = helper.take() if collected.number == number else b""
            finally:
                helper.end()
            if answer == _DONE:
                _take_over(notes, collected, sink)
            elif answer:
                raise NotPlain(answer[1:].decode())
            else:  # it could not, or there are empty lines
                yield from self._lines(collected, sink, event_of, middle, stop)

    def _records(self, collected: Collected, sink: Sink) -> Iterator[None]:
        told = 0
        for record in self._document.events:
            collected.add(self._picking.event(record), record.at)
            if collected.number % shape.CHUNK == 0:
                _drain(collected, sink)
            if record.at >= told + SIZE:
                told = record.at
                yield

    def _lines(self, collected: Collected, sink: Sink, event_of: EventOf, start: int, stop: int) -> Iterator[None]:
        add = collected.add_plain
        for at, end in chunks(self._data, start, stop):
            chunk = self._data[at:end]
            collected.has_blank_keys = has_blank_keys(chunk)
            for line in chunk.split(b"\n"):
                values = event_of(line)
                is_one = (values is not None and add(values, line, at)) or self._built(collected, line, at)
                if is_one and collected.number % shape.CHUNK == 0:
                    _drain(collected, sink)
                at += len(line) + 1
            yield

    def _built(self, collected: Collected, line: bytes, at: int) -> bool:
        """Has the event of a line built and taken; whether there is one."""
        bare = line.strip(b" \t\r")
        if bare:
            collected.add(self._picking.event(Record(values_as_typed(bare) or {}, at)), at)
        return bool(bare)


def _decoder() -> EventOf | None:
    """What decodes a line fast, where it is installed."""
    with suppress(ImportError):
        from timeline.index.json_events import event_of

        return event_of
    return None


def _middle(data: mmap, start: int) -> tuple[int, int]:
    """Where the line of an event begins about half way that is the first of a chunk of columns, and its number.

    It is a guess, which takes every line for an event; nothing where there are too few.
    """
    stop = data.find(b"\n", (start + len(data)) // 2) + 1
    found, number = (0, 0), 0
    for at, end in chunks(data, start, stop):
        chunk = data[at:end]
        lines = chunk.count(b"\n") + 1
        first = (number + lines) // shape.CHUNK * shape.CHUNK
        if first > number:
            before = chunk.split(b"\n", first - number)[: first - number]
            found = (at + sum(map(len, before)) + len(before), first)
        number += lines
    return found


def _drain(collected: Collected, sink: Sink) -> None:
    """Writes the chunk of columns of the events that were collected since the last one."""
    if not collected.ids:
        return
    for part in collected.drain():
        sink.put(*part)
    sink.add_ids(collected.ids)
    collected.ids.clear()


class _Notes:
    """A sink that notes down what is put into it, for another process."""

    def __init__(self, notes: IO[bytes]) -> None:
        self._notes = notes

    def put(self, name: str, n: int, data: bytes) -> None:
        marshal.dump(("put", (name, n, data)), self._notes)

    def add_ids(self, ids: Iterable[tuple[str, int]]) -> None:
        marshal.dump(("add_ids", (list(ids),)), self._notes)


def _take_over(notes: IO[bytes], collected: Collected, sink: Sink) -> None:
    """Takes over what another process has noted down."""
    does: dict[str, Callable[..., None]] = {"put": sink.put, "add_ids": sink.add_ids, "join": collected.join}
    size = notes.seek(0, 2)
    notes.seek(0)
    while notes.tell() < size:
        what, of = marshal.load(notes)
        does[what](*of)
