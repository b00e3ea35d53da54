"""A new file in the place of an old one: written beside it, flushed, and renamed over it.

The new file is like the old one in owner, attributes and permissions, as far as the machine permits.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress

_NEEDS_FOLDER = (errno.EACCES, errno.EPERM, errno.EROFS)


def replace_file(
    target: str,
    data: bytes,
    like: os.stat_result | None,
    unchanged: Callable[[], bool],
    place: Callable[[str, str], object] | None = None,
) -> bool:
    """Puts a new file at a path; False, and no new file, where that is not to be.

    Args:
        target: The path, without links.
        data: What the file is to hold.
        like: What stands there; None where nothing does.
        unchanged: Asked at the last moment, whether the file that stands there is still the one that was read.
        place: Puts the first path at the second; over what is there unless it says otherwise (False).
    """
    if like is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    # Named before it is opened, so that it goes whatever interrupts.
    temporary = temporary_beside(target)
    try:
        _write(temporary, data, like, target)
        if not unchanged():
            return False
        if (place or os.replace)(temporary, target) is False:
            return False
    finally:
        with suppress(OSError):
            os.unlink(temporary)
    _sync_folder(os.path.dirname(target))
    return True


def link_file(temporary: str, target: str) -> bool:
    """Puts a file at a path where none is; False where one is."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if os.path.lexists(target):
            return False
        os.replace(temporary, target)
    return True


def _write(temporary: str, data: bytes, like: os.stat_result | None, target: str) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        out = os.open(temporary, flags, 0o666 if like is None else 0o600)
    except OSError as error:
        if error.errno in _NEEDS_FOLDER:
            error.strerror = f"{error.strerror} (its folder must be writable)"
        raise
    try:
        if like is not None:
            _resemble(out, like, target)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(out, rest) :]
        os.fsync(out)
    finally:
        os.close(out)


def _resemble(out: int, like: os.stat_result, target: str) -> None:
    """Owner, attributes and permissions of the file that is to be replaced, as far as the machine permits."""
    made = os.fstat(out)
    if (made.st_uid, made.st_gid) != (like.st_uid, like.st_gid):
        with suppress(PermissionError):
            os.fchown(out, -1, like.st_gid)
        with suppress(PermissionError):
            os.fchown(out, like.st_uid, -1)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):
                    os.setxattr(out, name, os.getxattr(target, name))
    os.fchmod(out, stat.S_IMODE(like.st_mode))


def _sync_folder(folder: str) -> None:
    """Flushes the rename to the disk. The new file stands already, so a folder that cannot be flushed is no failure."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def temporary_beside(target: str) -> str:
    """A name that no file has, in the same folder, by which `sweep` knows the process that writes it."""
    return f"{_stem(target)}{os.getpid()}-{os.urandom(4).hex()}.tmp"


def _stem(target: str) -> str:
    """How the names of all temporary files for a path begin."""
    folder, name = os.path.split(target)
    return os.path.join(folder, "." + os.fsdecode(os.fsencode(name)[:100]) + ".")


def sweep(target: str) -> None:
    """Removes what writers that were killed have left beside a file."""
    folder, beginning = os.path.split(_stem(target))
    with suppress(OSError):
        for name in os.listdir(folder):
            process, _, rest = name[len(beginning) :].partition("-")
            if (
                name.startswith(beginning)
                and rest.endswith(".tmp")
                and process.isdecimal()
                and not _lives(int(process))
            ):
                with suppress(OSError):
                    os.unlink(os.path.join(folder, name))


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
