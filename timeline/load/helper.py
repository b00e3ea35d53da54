"""A big file looked through by two processes at once, where the machine has two processors.

What is found in a file is little beside the file, so that handing it over costs next to nothing. The second process is
a copy of the first: both look at the same pages of the file. Where there can be none, one process looks at both halves.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

from timeline.load.nodes import Buffer, NotPlain, Told
from timeline.load.sifted import Later, Passing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar

    T = TypeVar("T")

WORTH = 1 << 22
"""Bytes from which a second process saves more than it costs."""

_NOT_PLAIN = b"N"


def in_halves(
    scan: Callable[[int, int, Passing, Told | None], Iterator[T]],
    data: Buffer,
    start: int,
    stop: int,
    before: bytes,
    passing: Passing,
    told: Told | None = None,
) -> Iterator[T]:
    """What `scan` finds between two bytes of a file, in order.

    Args:
        scan: From where to where, who takes note of what is passed over, and who is told how far it has come. It finds
            numbers, or tuples of them.
        data: The bytes of the file.
        start, stop: Where the first line begins, and the last one ends.
        before: A line end and what the line behind it begins with, where the file may be parted.
        passing: Takes note of what is passed over, in both halves.
        told: Is told now and then how far this has come.

    Raises:
        NotPlain: As `scan` does, of either half.
    """
    middle = data.find(before, (start + stop) // 2, stop) + 1 if stop - start >= WORTH and _can_help() else 0
    if not middle:
        yield from scan(start, stop, passing, told)
        return
    helper = _Helper(lambda: _dumped(scan, middle, stop, passing.later()))
    try:
        yield from scan(start, middle, passing, _twice(told, start))
        answer = helper.answer()
    finally:
        helper.end()
    if not answer:  # it could not: no memory, perhaps
        yield from scan(middle, stop, passing, told)
        return
    if answer == _NOT_PLAIN:
        raise NotPlain
    items, count, hashes = marshal.loads(answer)
    passing.take(count, hashes)
    yield from items


def _twice(told: Told | None, start: int) -> Told | None:
    """The same, told of twice as much: the second process has come as far in its half."""
    if told is None:
        return None
    tell = told
    return lambda at, total: tell(min(2 * at - start, total), total)


def _dumped(
    scan: Callable[[int, int, Passing, Told | None], Iterator[Any]], start: int, stop: int, passing: Later
) -> bytes:
    try:
        items = list(scan(start, stop, passing, None))
    except NotPlain:
        return _NOT_PLAIN
    return marshal.dumps((items, passing.count, passing.hashes))


def _can_help() -> bool:
    # Elsewhere a copy of a process cannot be relied upon.
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


class _Helper:
    """A second process that works something out; it ends with its work, or with `end`."""

    def __init__(self, work: Callable[[], bytes]) -> None:
        self._process = 0
        self._pipe, write = os.pipe()
        try:
            process = os.fork()
        except OSError:
            os.close(write)
            return
        if not process:
            _work(work, write)
        self._process = process
        os.close(write)

    def answer(self) -> bytes:
        """What was worked out; nothing where it could not be."""
        parts = []
        while part := os.read(self._pipe, 1 << 20):
            parts.append(part)
        return b"".join(parts) if self._waited_for() == 0 else b""

    def end(self) -> None:
        os.close(self._pipe)
        if self._process:
            with suppress(OSError):
                os.kill(self._process, signal.SIGKILL)
            self._waited_for()

    def _waited_for(self) -> int:
        process, self._process = self._process, 0
        if not process:
            return 1
        try:
            return os.waitpid(process, 0)[1]
        except OSError:  # somebody else has waited for it
            return 1


def _work(work: Callable[[], bytes], write: int) -> None:
    """The whole life of the second process: nothing of the first one's is undone or written out at its end."""
    code = 1
    try:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        left = memoryview(work())
        while left:
            left = left[os.write(write, left) :]
        code = 0
    finally:
        os._exit(code)
