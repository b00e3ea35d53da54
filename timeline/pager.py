"""The user's pager; imported only where a terminal is written to."""

from __future__ import annotations

import errno
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress


def page(text: str, env: Mapping[str, str]) -> bool:
    """Shows text in the user's pager, as git does; False where there is none and it should be printed.

    TIMELINE_PAGER, then PAGER, then less; empty or `cat` is none, and a dumb terminal has none. LESS=FRX and LV=-c are
    set where they are not, so that a short text ends by itself and colours pass.
    """
    command = env.get("TIMELINE_PAGER", env.get("PAGER", "less"))
    if command.strip() in ("", "cat") or env.get("TERM") == "dumb":
        return False
    import shlex
    import shutil
    import subprocess

    try:
        words = shlex.split(command)
    except ValueError:  # a quote is open
        words = []
    if not words or shutil.which(words[0]) is None:
        return False
    with _passing_over_interrupts():
        try:
            process = subprocess.Popen(words, stdin=subprocess.PIPE, env={"LESS": "FRX", "LV": "-c", **env})
        except OSError:  # no program after all
            return False
        assert process.stdin is not None
        try:
            process.stdin.write(text.encode("utf-8", "backslashreplace"))
            process.stdin.close()
        except OSError as error:
            if error.errno != errno.EPIPE:
                raise
        process.wait()
    return True


@contextmanager
def _passing_over_interrupts() -> Iterator[None]:
    """Ctrl-C is the pager's own business: else we would leave it alone with the terminal."""
    before = None
    with suppress(ValueError):  # not the main thread
        # What is ignored would be ignored by the pager too; what is handled is not.
        before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)
