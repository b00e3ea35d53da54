"""Big files in pieces of half a megabyte; what has been read is given back to the machine."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from mmap import PAGESIZE, mmap

from timeline.load.nodes import Buffer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

SIZE = 1 << 19
"""Bytes looked at at a time: with what is made of them, little enough for a processor's own memory."""

_AROUND = 1 << 21
"""Bytes around what is asked for that the machine may bring in too."""

_OFTEN = 64
"""Parts that are read between two times at which pages are let go of: each brings in some that are not wanted."""


def chunks(data: Buffer, start: int, stop: int | None = None, before: bytes = b"\n") -> Iterator[tuple[int, int]]:
    r"""Where pieces of whole lines begin and end, the last line end left out.

    Args:
        data: The bytes of a file.
        start, stop: Where the first piece begins and the last ends; None is the end of the file.
        before: What a piece ends before, the line end of its last line with it: `\n` is any line.
    """
    for begin, end in pieces(data, start, len(data) if stop is None else stop, before, SIZE):
        yield begin, end
        first = max(begin - _AROUND, 0) // PAGESIZE * PAGESIZE
        let_go(data, first, end + 1 + _AROUND - first)


def pieces(data: Buffer, start: int, stop: int, before: bytes, size: int) -> Iterator[tuple[int, int]]:
    """Where pieces of whole lines begin and end, the last line end left out; none is much smaller than `size`."""
    while start < stop:
        end = data.find(before, min(start + size, stop - 1), stop)
        end = stop if end < 0 else end
        yield start, end
        start = end + 1


def gently(items: Iterable[T], data: Buffer) -> Iterator[T]:
    """The items, each of which has some part of a file read; that is let go of now and then."""
    for n, item in enumerate(items):
        if n % _OFTEN == 0:
            let_go(data)
        yield item


class Mapped(mmap):
    """A mapped file, parts of which can be read by themselves: that is faster here and there than by the map.

    Attributes:
        descriptor: Of the file, as long as it is open; else -1.
    """

    descriptor = -1


def part_of(data: Buffer, at: int, length: int) -> bytes:
    """The bytes of a file from an offset on, fewer at its end."""
    if isinstance(data, Mapped) and data.descriptor >= 0 and hasattr(os, "pread"):
        return os.pread(data.descriptor, length, at)
    return data[at : at + length]


def let_go(data: Buffer, start: int = 0, length: int = 0) -> None:
    """Gives the pages of a mapped file back to the machine, which would count as memory in use; none is lost.

    Args:
        data: The file; nothing is done where it is not mapped.
        start: Where a page begins.
        length: Bytes; 0 is all.
    """
    if isinstance(data, mmap) and hasattr(data, "madvise"):
        from mmap import MADV_DONTNEED

        data.madvise(MADV_DONTNEED, start, min(length or len(data), len(data) - start))
