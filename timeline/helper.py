"""A second process beside this one, a copy of it, which works something out and hands it over.

Work that comes in numbered pieces is shared by the two of them (`in_turns`): the numbers lie in a pipe, and whoever is
done with one takes the next.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

MOST = 250
"""Pieces that work may come in: their numbers are bytes."""

_AT_ONCE = 1 << 20
"""Bytes that the second process may be ahead of who takes them, where the machine allows it."""

_LENGTH = 8
"""Bytes before each message, which tell how long it is."""


def can_help() -> bool:
    """Whether a second process would have a processor of its own."""
    # Elsewhere a copy of a process cannot be relied upon.
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


class Helper:
    """A second process that works something out; it ends with its work, or with `end`, which has to be called.

    Args:
        work: Gives messages, none of them empty, in the second process.
    """

    def __init__(self, work: Callable[[], Iterable[bytes]]) -> None:
        self._process, self._pipe = 0, -1
        try:
            self._pipe, write = _pipe()
        except OSError:  # there are as many files open as there may be
            return
        try:
            process = os.fork()
        except OSError:
            os.close(write)
            return
        if not process:
            os.close(self._pipe)  # so that writing fails once nobody else is there to read
            _work(work, write)
        self._process = process
        os.close(write)

    def has_one(self) -> bool:
        """Whether `take` would not have to wait for long."""
        if self._pipe < 0:
            return False
        from select import POLLIN, poll

        pipes = poll()
        pipes.register(self._pipe, POLLIN)
        return bool(pipes.poll(0))

    def take(self) -> bytes:
        """The next message, waited for; nothing where there is none, for the second process may have died."""
        if self._pipe < 0:
            return b""
        length = int.from_bytes(self._read(_LENGTH), "little")
        message = self._read(length)
        return message if len(message) == length else b""

    def _read(self, length: int) -> bytes:
        """As many bytes; fewer where no more will come."""
        part = os.read(self._pipe, length)
        if len(part) == length:
            return part
        parts = [part]
        while part and (length := length - len(part)):
            part = os.read(self._pipe, length)
            parts.append(part)
        return b"".join(parts)

    def end(self) -> None:
        if self._pipe >= 0:
            os.close(self._pipe)
        process, self._process = self._process, 0
        if process:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
            with suppress(OSError):  # somebody else has waited for it
                os.waitpid(process, 0)


def in_turns(
    count: int, do: Callable[[int], T], packed: Callable[[T], bytes], unpacked: Callable[[bytes], T]
) -> Iterator[T]:
    """What comes of pieces of work, in their order, some of them done by a second process where there can be one.

    Args:
        count: How many there are, `MOST` at most.
        do: Does one, by its number from 0. It may be done twice, where the second process dies of it; what it raises
            is raised here, perhaps before what came of earlier ones has been given.
        packed, unpacked: For handing over what came of one, which must not be empty.
    """

    numbers = numbered(count) if count > 1 and can_help() else None
    if numbers is None:
        yield from map(do, range(count))
        return
    left = taken(numbers)
    helper = Helper(lambda: (bytes([n]) + packed(do(n)) for n in left))
    try:
        ready: dict[int, T] = {}
        for n in range(count):
            while n not in ready:
                mine = None if helper.has_one() else next(left, None)
                if mine is not None:
                    ready[mine] = do(mine)
                elif message := helper.take():
                    ready[message[0]] = unpacked(message[1:])
                else:  # it could not: no memory, perhaps
                    ready[n] = do(n)
            yield ready.pop(n)
    finally:
        helper.end()
        os.close(numbers)


def numbered(count: int) -> int | None:
    """A pipe with a number for each piece of work, to be taken out one by one, by one of the processes each.

    None where as many files are open as there may be.
    """
    try:
        read, write = os.pipe()
    except OSError:
        return None
    os.write(write, bytes(range(count)))
    os.close(write)
    return read


def taken(numbers: int, mine: list[int] | None = None) -> Iterator[int]:
    """The numbers that this process gets, of those that `numbered` put into a pipe; noted down in `mine`."""
    while number := os.read(numbers, 1):
        if mine is not None:
            mine.append(number[0])
        yield number[0]


def _pipe() -> tuple[int, int]:
    from fcntl import F_SETPIPE_SZ, fcntl

    read, write = os.pipe()
    with suppress(OSError):  # there are as many pipes as may be large
        fcntl(write, F_SETPIPE_SZ, _AT_ONCE)
    return read, write


def _work(work: Callable[[], Iterable[bytes]], write: int) -> None:
    """The whole life of the second process: nothing of the first one's is undone or written out at its end."""
    code = 1
    try:
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        for message in work():
            _write(write, len(message).to_bytes(_LENGTH, "little") + message)
        code = 0
    finally:
        os._exit(code)


def _write(pipe: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(pipe, left) :]
