"""A second process beside this one, a copy of it, which works something out and hands it over."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress


def can_help() -> bool:
    """Whether a second process would have a processor of its own."""
    # Elsewhere a copy of a process cannot be relied upon.
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1


class Helper:
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
