"""Files as bytes and as text: what may be read, how much of it, and what is told of bytes that are no text."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from mmap import ACCESS_READ, mmap

from timeline.errors import DataError, MachineError, Place, Problem
from timeline.load.nodes import Buffer

STDIN = "-"
LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read whole; one that is read an event at a time may be as large as it likes."""

_HUGE = 16 * 1024 * 1024
"""Bytes from which a file is mapped and not read: the machine can then take back what has been looked at."""

Fetch = Callable[[str], tuple[str, Buffer]]
"""From a file's name to what messages call it, and its bytes; raises MachineError where it cannot be had."""


def from_disk(name: str) -> tuple[str, Buffer]:
    """What messages call a file, and its bytes; `-` is standard input.

    Raises:
        MachineError: It cannot be read.
    """
    return "<stdin>" if name == STDIN else name, _bytes_of(name)


def text_of(name: str) -> str:
    """The text of a file that is no chronology; `-` is standard input.

    Raises:
        DataError: It is not UTF-8, with the place.
        MachineError: It cannot be read.
    """
    shown, data = from_disk(name)
    text, problem = decoded(shown, bytes(data))
    if problem is not None:
        raise DataError((problem,))
    return text


def _bytes_of(name: str) -> Buffer:
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(name, "rb") as stream:
                about = os.fstat(stream.fileno())
                if stat.S_ISREG(about.st_mode) and about.st_size > _HUGE:
                    return mmap(stream.fileno(), 0, access=ACCESS_READ)
                data = stream.read(LARGEST + 1)
    except OSError as error:
        raise MachineError(f"{name}: {error.strerror or error}") from error
    except ValueError as error:  # a NUL in the name
        raise MachineError(f"{name!r}: {error}") from error
    if len(data) > LARGEST:
        raise too_large(name)
    return data


def too_large(name: str, hint: str = "") -> MachineError:
    """That a file is larger than may be read whole."""
    return MachineError(f"{name}: larger than {LARGEST >> 20} MiB{hint}")


def decoded(name: str, data: bytes) -> tuple[str, Problem | None]:
    """The text of UTF-8 with or without a mark; anything else is refused, never repaired."""
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Problem(Place(name, 1, 1), "F103", "the file is UTF-16", "Save it as UTF-8")
    nul = data.find(b"\0")
    if nul >= 0:
        return "", _bad_byte(name, data, nul, "the file holds a NUL byte, so it is not text", "Is this the right file?")
    try:
        return data[start:].decode("utf-8"), None
    except UnicodeDecodeError as error:
        at = error.start + start
        return "", _bad_byte(name, data, at, f"not UTF-8 (byte 0x{data[at]:02x})", "Save the file as UTF-8")


def _bad_byte(name: str, data: bytes, at: int, message: str, hint: str) -> Problem:
    line_start = data.rfind(b"\n", 0, at) + 1
    line_end = data.find(b"\n", at)
    line = data[line_start : len(data) if line_end < 0 else line_end].decode("utf-8", "replace").rstrip("\r")
    column = len(data[line_start:at].decode("utf-8", "replace")) + 1
    return Problem(Place(name, data.count(b"\n", 0, at) + 1, column), "F103", message, hint, excerpt=line)
