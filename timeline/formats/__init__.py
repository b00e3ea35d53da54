"""Output formats, one module each, found by name.

To add one: a module named as the format (a hyphen is an underscore in the file name) with `SUFFIXES`, the file name
endings that choose it (may be empty), and `write(chronology, found, options, out)`. `out` says where it goes (`Out`).
Nothing else needs to change: the command line and the messages list what stands in this folder. A format that is not
text says so with `BINARY = True` and hands its result to `out.write_bytes`. One that paints what it writes says
`PAINTS = True`; of any other a terminal gets no escape sequence at all, for it could only come from the data.
"""

import os
from importlib import import_module
from typing import Any, Protocol

from timeline.errors import UsageError
from timeline.model import Chronology
from timeline.query import Found
from timeline.views import Options
from timeline.writing import Out


class Format(Protocol):
    """What a module of this folder offers."""

    SUFFIXES: tuple[str, ...]

    def write(self, chronology: Chronology, found: Found, options: Options, out: Out) -> None: ...


def names() -> list[str]:
    """The formats that there are."""
    files = os.listdir(os.path.dirname(__file__))
    return sorted(file[:-3].replace("_", "-") for file in files if file.endswith(".py") and file[0].isalpha())


def named(name: str) -> Format:
    """The format of a name.

    Raises:
        UsageError: There is none; the message lists those there are.
    """
    if name not in names():
        raise UsageError(f'unknown format "{name}"; use one of: {", ".join(names())}')
    module: Any = import_module(f"timeline.formats.{name.replace('-', '_')}")
    found: Format = module
    return found


def is_binary(found: Format) -> bool:
    """Whether a format's result is bytes, not text: its module says `BINARY = True`."""
    return bool(getattr(found, "BINARY", False))


def paints(found: Format) -> bool:
    """Whether a format writes colours of its own: its module says `PAINTS = True`."""
    return bool(getattr(found, "PAINTS", False))


def for_file(path: str) -> Format | None:
    """The format that a file name's ending asks for, if any."""
    suffix = os.path.splitext(path)[1].lower()
    if not suffix:
        return None
    return next((found for found in map(named, names()) if suffix in found.SUFFIXES), None)
