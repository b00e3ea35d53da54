"""A big file looked through by two processes at once, where the machine has two processors.

What is found in a file is little beside the file, so that handing it over costs next to nothing. The second process is
a copy of the first: both look at the same pages of the file, a piece at a time, and whoever is done takes the next.
Where there can be no second process, one looks at all of it.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable, Iterator

from timeline.load.chunks import SIZE, chunks, gently
from timeline.load.helper import Helper, can_help
from timeline.load.nodes import Buffer, NotPlain, Told
from timeline.load.sifted import WATCHED, Passing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T", int, tuple[int, bool | None])
    Scan = Callable[[Iterable[tuple[int, int]], Passing], Iterator[T]]

WORTH = 1 << 22
"""Bytes from which a second process saves more than it costs."""

_MOST_PIECES = 200
_SMALLEST = SIZE - (1 << 12)
"""Bytes of a piece at least: with the rest of its last line, little less than is looked at at a time."""

_NOT_PLAIN = b"N"


def looked_through(
    scan: Scan[T], data: Buffer, start: int, stop: int, before: bytes, passing: Passing, told: Told | None = None
) -> Iterator[T]:
    """What `scan` finds between two bytes of a file, in order.

    Args:
        scan: Of parts of the file, where they begin and end, and who takes note of what is passed over. What it finds
            begins with where that is.
        data: The bytes of the file.
        start, stop: Where the first line begins, and the last one ends.
        before: A line end and what the line behind it begins with, where the file may be parted.
        passing: Takes note of what is passed over, by either process.
        told: Is told now and then how far this has come.

    Raises:
        NotPlain: As `scan` does.
    """

    def parts(pieces: Iterable[tuple[int, int]], told: Told | None) -> Iterator[tuple[int, int]]:
        for first, last in pieces:
            for begin, end in chunks(data, first, last, before):
                if told is not None:
                    told(begin, len(data))
                yield begin, end

    regions = _regions(data, start, stop, before)
    if stop - start < WORTH or not can_help():
        yield from scan(parts(regions, told), passing)
        return
    size = _SMALLEST * ((stop - start) // (_SMALLEST * _MOST_PIECES) + 1)
    cut = (piece for first, last in regions for piece in _pieces(data, first, last, before, size))
    pieces = list(gently(cut, data))
    numbers = _numbers(len(pieces))
    helper = Helper(lambda: _dumped(scan, parts((pieces[n] for n in _taken(numbers)), None), passing.later()))
    mine: list[int] = []
    try:
        found = list(scan(parts((pieces[n] for n in _taken(numbers, mine)), told), passing))
        answer = helper.answer()
    finally:
        helper.end()
        os.close(numbers)
    if answer == _NOT_PLAIN:
        raise NotPlain
    if answer:
        more, notes = marshal.loads(answer)
        passing.take(notes)
    else:  # it could not: no memory, perhaps
        more = scan(parts((piece for n, piece in enumerate(pieces) if n not in mine), told), passing)
    found += more
    found.sort()
    yield from found


def _regions(data: Buffer, start: int, stop: int, before: bytes) -> list[tuple[int, int]]:
    """The part whose ids are looked at, and the rest: no part of the file that is looked at at a time is of both."""
    end = data.find(before, WATCHED, stop) if start < WATCHED < stop else -1
    return [(start, stop)] if end < 0 else [(start, end), (end + 1, stop)]


def _pieces(data: Buffer, start: int, stop: int, before: bytes, size: int) -> Iterator[tuple[int, int]]:
    """Where the pieces of a part of a file begin, and their last lines end."""
    while start < stop:
        end = data.find(before, start + size, stop)
        end = stop if end < 0 else end
        yield start, end
        start = end + 1


def _numbers(count: int) -> int:
    """A pipe with a number for each piece, to be taken out one by one, by one of the processes each."""
    read, write = os.pipe()
    os.write(write, bytes(range(count)))
    os.close(write)
    return read


def _taken(numbers: int, mine: list[int] | None = None) -> Iterator[int]:
    while number := os.read(numbers, 1):
        if mine is not None:
            mine.append(number[0])
        yield number[0]


def _dumped(scan: Scan[T], parts: Iterable[tuple[int, int]], passing: Passing) -> bytes:
    try:
        found = list(scan(parts, passing))
    except NotPlain:
        return _NOT_PLAIN
    return marshal.dumps((found, passing.notes))
