"""The command as users meet it: through a pipe and on a pseudo-terminal."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|\x1b\]8;[^\x1b]*\x1b\\")

_KEPT = ("PATH", "HOME", "LANG", "SYSTEMROOT", "VIRTUAL_ENV")


class Result(NamedTuple):
    """What a run left behind: standard output, standard error, exit code."""

    out: str
    err: str
    code: int


def environment(**extra: str) -> dict[str, str]:
    """A bare environment: nothing of the tester's terminal, pager or colours."""
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | {"PAGER": "cat"} | extra


def run_pipe(
    *arguments: str, stdin: str | bytes = "", cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Result:
    """`timeline …` with stdout and stderr in pipes."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "timeline", *arguments],
        input=data,
        capture_output=True,
        cwd=cwd or ROOT,
        env=environment(**(env or {})),
        timeout=60,
        check=False,
    )
    return Result(done.stdout.decode(), done.stderr.decode(), done.returncode)


def run_pty(*arguments: str, cols: int = 100, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> Result:
    """`timeline …` on a pseudo-terminal of so many columns; out and err come together in `out`."""
    import fcntl
    import pty
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, cols, 0, 0))
    attributes = termios.tcgetattr(follower)
    attributes[1] &= ~termios.OPOST  # line feeds stay as they are
    termios.tcsetattr(follower, termios.TCSANOW, attributes)
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        cwd=cwd or ROOT,
        env=environment(**{"TERM": "xterm-256color", **(env or {})}),
    )
    os.close(follower)
    chunks = []
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # the other end is closed: Linux says EIO
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(leader)
    return Result(b"".join(chunks).decode(), "", process.wait(timeout=60))


def without_escapes(text: str) -> str:
    return ESCAPES.sub("", text)


def write(folder: Path, name: str, text: str) -> str:
    """A file in a folder; gives its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return str(path)
