"""A big file looked through, or parsed, by two processes at once, where the machine has two processors.

The second process is a copy of the first: both look at the same pages of the file, a piece at a time, and whoever is
done takes the next. Where there can be no second process, one looks at all of it. What is found in a file is little
beside the file, so that handing it over costs next to nothing; values that took long to parse are handed over in a
seventh of that time.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable, Iterator

from timeline.helper import MOST, Helper, can_help, in_turns, numbered, taken
from timeline.load.chunks import SIZE, chunks, gently, pieces
from timeline.load.nodes import Buffer, NotPlain, Told
from timeline.load.sifted import WATCHED, Passing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T", int, tuple[int, bool | None])
    Parsed = tuple[dict[str, Any] | tuple[Any, ...], int]
    Parse = Callable[[int, int], Iterable[Parsed]]
    Scan = Callable[[Iterable[tuple[int, int]], Passing], Iterator[T]]

WORTH = 1 << 22
"""Bytes from which a second process saves more than it costs."""

_PARSED = 24 << 10
"""Bytes of a piece that is parsed at least: little enough to be handed over while others are parsed."""

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
    size = _SMALLEST * ((stop - start) // (_SMALLEST * MOST) + 1)
    cut = (piece for first, last in regions for piece in pieces(data, first, last, before, size))
    cuts = list(gently(cut, data)) if stop - start >= WORTH and can_help() else []
    numbers = numbered(len(cuts)) if cuts else None
    if numbers is None:
        yield from scan(parts(regions, told), passing)
        return
    helper = Helper(lambda: [_dumped(scan, parts((cuts[n] for n in taken(numbers)), None), passing.later())])
    mine: list[int] = []
    try:
        found = list(scan(parts((cuts[n] for n in taken(numbers, mine)), told), passing))
        answer = helper.take()
        if answer == _NOT_PLAIN:
            raise NotPlain
        if answer:
            more, notes = marshal.loads(answer)
            passing.take(notes)
        else:  # it could not: no memory, perhaps
            more = scan(parts((piece for n, piece in enumerate(cuts) if n not in mine), told), passing)
        found += more
        found.sort()
        yield from found
    finally:  # only now, for a process takes a while to end
        helper.end()
        os.close(numbers)


def parsed(parse: Parse, data: Buffer, start: int, stop: int, before: bytes) -> Iterator[Parsed]:
    """What `parse` makes of the events between two bytes of a file, in order: values, and where each event begins.

    Args:
        parse: Of a part of the file, from where it begins to where the next one does.
        data: The bytes of the file.
        start, stop: Where the first event begins, and the last one ends.
        before: A line end and what every event begins with.

    Raises:
        NotPlain: As `parse` does.
    """
    size = max(_PARSED, (stop - start) // MOST)
    cuts = [(first, min(last + 1, stop)) for first, last in pieces(data, start, stop, before, size)]

    def of_piece(n: int) -> list[Parsed]:
        return list(parse(*cuts[n]))

    for found in in_turns(len(cuts), of_piece, marshal.dumps, marshal.loads):
        yield from found


def _regions(data: Buffer, start: int, stop: int, before: bytes) -> list[tuple[int, int]]:
    """The part whose ids are looked at, and the rest: no part of the file that is looked at at a time is of both."""
    end = data.find(before, WATCHED, stop) if start < WATCHED < stop else -1
    return [(start, stop)] if end < 0 else [(start, end), (end + 1, stop)]


def _dumped(scan: Scan[T], parts: Iterable[tuple[int, int]], passing: Passing) -> bytes:
    try:
        found = list(scan(parts, passing))
    except NotPlain:
        return _NOT_PLAIN
    return marshal.dumps((found, passing.notes))
