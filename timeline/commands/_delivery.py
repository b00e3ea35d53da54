"""Where a result goes: standard output, the pager of a terminal, a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from io import BytesIO

from timeline import console
from timeline.commands import Params
from timeline.errors import UsageError
from timeline.views import printable_lines
from timeline.writing import Out


def terminal_of(params: Params) -> console.Terminal:
    """What standard output is, by the options of a command.

    Raises:
        UsageError: An option has a value that is none.
    """
    color = "never" if params.get("no_color") else params["color"]
    return console.terminal_of(
        sys.stdout, color=color, width=params.get("width", 0), ascii_only=params["ascii_only"], env=os.environ
    )


def deliver(params: Params, terminal: console.Terminal, day: int, write: Callable[[Out], object]) -> None:
    """Has `write` write, and hands over what it wrote: a file whole, a terminal through the pager, a pipe at once.

    A terminal gets nothing that could steer it, whatever wrote it; files and pipes get tables and the like as they are.
    """
    path = params.get("output", "")
    to_file = bool(path) and path != "-"
    parts: list[str] = []
    whole = BytesIO()  # a file's text, in a third of the memory of its parts
    binary: list[bytes] = []
    collect = to_file or terminal.tty
    put: Callable[[str], object] = parts.append if collect else console.write
    if to_file:
        put = lambda text: whole.write(text.encode("utf-8", "backslashreplace"))  # noqa: E731  # as the others are
    ascii_only = params["ascii_only"] if to_file else terminal.ascii
    if ascii_only:
        put = as_ascii(put, "ascii" if params["ascii_only"] else sys.stdout.encoding)
    color = terminal.color and (not to_file or params["color"] == "always")
    width = params.get("width", 0) if to_file else terminal.width
    with console.progress(f"writing {path}" if to_file else "writing") as progress:
        # Into a pipe what is written goes on at once, perhaps to a program that uses the terminal.
        follow = {"follow": progress.follow} if collect else {}
        write(Out(put, day, color, width, ascii_only, console.say, binary.append, **follow))
    if binary and not to_file:
        _write_binary(b"".join(binary), terminal)
    elif to_file:
        from timeline.storage import write_file

        write_file(path, b"".join(binary) or whole.getvalue())
    elif collect:
        text = printable_lines("".join(parts), painted=color)
        if not params.get("no_pager"):
            from timeline.pager import page

            if page(text, os.environ):
                return
        console.put(text, painted=color)


def _write_binary(data: bytes, terminal: console.Terminal) -> None:
    if terminal.tty:
        raise UsageError("this format is not text; name a file: -o FILE")
    console.write(data)


_ASCII = str.maketrans(
    {"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "·": "|", "\u00a0": " ", "−": "-"}
)


def as_ascii(write: Callable[[str], object], encoding: str = "ascii") -> Callable[[str], object]:
    """Signs as their ASCII likenesses, what the encoding lacks as escapes, so that nothing is lost."""
    return lambda text: write(text.translate(_ASCII).encode(encoding, "backslashreplace").decode(encoding))
