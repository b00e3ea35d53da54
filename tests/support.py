"""The command as users meet it, through a pipe and on a pseudo-terminal; and a chronology to be compared whole."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from timeline.errors import Place
from timeline.model import Chronology

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


def told(chronology: Chronology | None) -> list[object]:
    """All of a chronology, places included, to be compared."""
    if chronology is None:
        return []
    events = [
        (
            event._replace(sources=(), where=Place("")),
            str(event.where),
            [(*one[:-1], str(one.where)) for one in event.sources],
        )
        for event in chronology.events
    ]
    problems = [(str(one.place), *one[1:6], [(str(p), s) for p, s in one.related]) for one in chronology.problems]
    reasons = {key: [(*one[:-1], str(one.place)) for one in found] for key, found in chronology.reasons.items()}
    eras = [(*era[:-1], str(era.where)) for era in chronology.eras]
    return [eras, events, problems, reasons, chronology.before, *chronology[:1], *chronology[2:5]]


def words_of(text: str) -> list[str]:
    """The words of a text; of Chinese and Japanese, which are parted anywhere, the signs."""
    return re.findall(r"[\u3040-\u9fff]|[^\s\u3040-\u9fff]+", text)
