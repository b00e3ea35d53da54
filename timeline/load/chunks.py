"""Big files in pieces of a quarter of a megabyte; what has been read is given back to the machine."""

from __future__ import annotations

from collections.abc import Iterator
from mmap import PAGESIZE, mmap

from timeline.load.nodes import Buffer

_SIZE = 1 << 18


def chunks(data: Buffer, start: int, stop: int | None = None, before: bytes = b"\n") -> Iterator[tuple[int, int]]:
    r"""Where pieces of whole lines begin and end, the last line end left out.

    Args:
        data: The bytes of a file.
        start, stop: Where the first piece begins and the last ends; None is the end of the file.
        before: What a piece ends before, the line end of its last line with it: `\n` is any line.
    """
    done = 0
    stop = len(data) if stop is None else stop
    while start < stop:
        end = data.find(before, min(start + _SIZE, stop - 1), stop)
        yield start, stop if end < 0 else end
        start = end = stop if end < 0 else end + 1
        if isinstance(data, mmap):
            done = _given_back(data, done, end)


def _given_back(data: mmap, done: int, end: int) -> int:
    """Lets go of the pages of a file that have been read, which would count as memory in use."""
    end -= end % PAGESIZE
    if end > done and hasattr(data, "madvise"):
        from mmap import MADV_DONTNEED

        data.madvise(MADV_DONTNEED, done, end - done)
    return end
