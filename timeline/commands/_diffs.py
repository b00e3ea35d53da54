"""A diff on its way to the user: painted, and on a terminal without what would steer it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from timeline.views import printable

_ROLES = {"+": "line:added", "-": "line:gone", "@": "heading"}


def write_diff(lines: Sequence[str], write: Callable[[str], object], color: bool, tty: bool) -> None:
    """Writes the lines of a unified diff; byte for byte where neither colour nor a terminal is in the way."""
    from timeline.writing.paint import painter

    paint = painter(color)
    for line in lines:
        if tty or color:
            text = printable(line.rstrip("\r\n"))
            write(paint(text, _ROLES.get(text[:1], "")) + "\n")
        else:
            write(line)
