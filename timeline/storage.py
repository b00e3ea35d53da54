"""Files written so that nothing is lost: whole or not at all, one writer at a time.

A file is written beside the old one, flushed to the disk and renamed over it, so that any reader finds the old one or
the new one. Symbolic links are followed and permissions kept.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable

from timeline.errors import MachineError


def write_file(path: str, data: bytes) -> None:
    """Replaces a file whole: written beside it, then renamed, so that it is old or new and never half.

    Links are followed and permissions kept. What is not a regular file (a pipe, a device) is written to directly.

    Raises:
        MachineError: The machine refuses; the old file stands.
    """
    target = os.path.realpath(path)
    try:
        mode = os.stat(target).st_mode if os.path.exists(target) else None
        if mode is not None and not stat.S_ISREG(mode):
            with open(target, "wb") as stream:
                stream.write(data)
            return
        _replace(target, data, mode)
    except OSError as error:
        raise MachineError(f"{path}: {error.strerror or error}") from error


def _replace(target: str, data: bytes, mode: int | None) -> None:
    temporary = f"{target}.{os.getpid()}.tmp"
    try:
        with open(temporary, "xb") as stream:
            if mode is not None:
                os.fchmod(stream.fileno(), stat.S_IMODE(mode))
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, target)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise


def edit_file(path: str, edit: Callable[[bytes], bytes]) -> bool:
    """Replaces a file by what `edit` makes of its bytes; False where that changes nothing.

    Raises:
        MachineError: It is not a regular file, or the machine refuses; the old file stands.
    """
    target = os.path.realpath(path)
    try:
        mode = os.stat(target).st_mode
        if not stat.S_ISREG(mode):
            raise MachineError(f"{path}: not a regular file")
        with open(target, "rb") as stream:
            old = stream.read()
        new = edit(old)
        if new == old:
            return False
        _replace(target, new, mode)
    except OSError as error:
        raise MachineError(f"{path}: {error.strerror or error}") from error
    return True
