"""Files written so that nothing is lost: whole or not at all, one writer at a time.

A file is written beside the old one, flushed to the disk and renamed over it, so that any reader, and a machine that
loses power, finds the old one or the new one. Symbolic links are followed and kept, permissions and the owner too
where that is permitted; other hard links keep the old text. Who edits holds a lock (flock) on the file, which ends
with its process however that ends. An editor that takes no lock is noticed by what the file holds.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from timeline.errors import MachineError
from timeline.replacing import link_file, replace_file, sweep, temporary_beside

PATIENCE = 10.0
"""Seconds to wait for another writer."""

_ATTEMPTS = 20
_PAUSE = 0.02
_NO_LOCKS_HERE = (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS)


def write_file(path: str, data: bytes) -> None:
    """Replaces a file whole, or makes it.

    What is not a regular file (a pipe, a device) is written to directly.

    Raises:
        MachineError: The machine refuses; the old file stands.
    """
    target = os.path.realpath(path)
    with _told(path, "nothing written"):
        like = os.stat(target) if os.path.exists(target) else None
        if like is not None and not stat.S_ISREG(like.st_mode):
            with open(target, "wb") as stream:
                stream.write(data)
            return
        replace_file(target, data, like, lambda: True)


def new_file(path: str, data: bytes) -> bool:
    """Makes a file that is whole from its first moment; False where there is one of that name, which stays.

    Raises:
        MachineError: The machine refuses; there is no file.
    """
    target = os.path.realpath(path)
    with _told(path, "nothing written"):
        if os.path.lexists(path) or os.path.lexists(target):
            return False
        return replace_file(target, data, None, lambda: True, link_file)


def replace_by(path: str, write: Callable[[str], None]) -> None:
    """Replaces a file of ours alone by what `write` writes at the path it is given, beside it: whole or not at all.

    The new file may be read and written by its owner only.

    Raises:
        OSError: The machine refuses; the old file stands, as it does where `write` raises.
    """
    sweep(path)
    temporary = temporary_beside(path)
    try:
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600))
        write(temporary)
        with open(temporary, "rb") as stream:
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary)


def edit_file(path: str, edit: Callable[[bytes], bytes]) -> bool:
    """Replaces a file by what `edit` makes of its bytes; False where that changes nothing.

    `edit` is asked again where the file has changed meanwhile; what it raises goes to the caller, the file untouched.

    Raises:
        MachineError: It is not a regular file, another writer holds it, it keeps changing, or the machine refuses; the
            file is as it was.
    """
    for attempt in range(_ATTEMPTS):
        done = _edit_once(path, edit, patient=attempt > 0)
        if done is not None:
            return done
        _pause(_PAUSE * attempt)
    raise MachineError(f"{path}: keeps changing; nothing changed")


def _edit_once(path: str, edit: Callable[[bytes], bytes], *, patient: bool) -> bool | None:
    """As `edit_file`; None where the file has changed while `edit` was at work."""
    target = os.path.realpath(path)
    with _told(path, "nothing changed"):
        source = _locked(path, target, patient=patient)
    try:
        with _told(path, "nothing changed"):
            old = _content(source)
        new = edit(old)
        if new == old:
            return False
        with _told(path, "nothing changed"):
            sweep(target)
            return replace_file(target, new, os.fstat(source), lambda: _holds(target, old)) or None
    finally:
        _let_go(source)


@contextmanager
def _told(path: str, outcome: str) -> Iterator[None]:
    """What the machine refuses, with the file's name and what came of it."""
    try:
        yield
    except OSError as error:
        raise MachineError(f"{path}: {outcome}: {error.strerror or error}") from error


def _pause(seconds: float) -> None:
    import time

    time.sleep(seconds)


# --- reading and locking ------------------------------------------------------------------------------------------


def _locked(path: str, target: str, *, patient: bool) -> int:
    """A descriptor of the file that stands at a path, locked; `patient` waits for a file that is gone for a moment."""
    import time

    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            source = _opened(path, target)
        except FileNotFoundError:
            if not patient or time.monotonic() > deadline:
                raise
        else:
            try:
                if _lock(source) and _is_at(source, target):
                    return source
            except BaseException:
                _let_go(source)
                raise
            _let_go(source)
            if time.monotonic() > deadline:
                raise MachineError(f"{path}: busy; another program has been writing it for {PATIENCE:g} seconds")
        patient = True
        time.sleep(_PAUSE)


def _opened(path: str, target: str) -> int:
    if not stat.S_ISREG(os.stat(target).st_mode):
        raise MachineError(f"{path}: not a regular file")
    if not os.access(target, os.W_OK):
        # A rename would replace it all the same.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return os.open(target, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)


def _lock(source: int) -> bool:
    """Whether the lock was free; where the file system has none, comparing must do."""
    import fcntl

    try:
        fcntl.flock(source, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS_HERE:
            raise
    return True


def _is_at(source: int, target: str) -> bool:
    """Whether a path still leads to the file that was opened: another writer may have renamed a new one over it."""
    try:
        return os.path.samestat(os.fstat(source), os.stat(target))
    except FileNotFoundError:
        return False


def _let_go(source: int) -> None:
    """Closes what was read and ends its lock; there is nothing that could be lost."""
    with suppress(OSError):
        os.close(source)


def _content(source: int) -> bytes:
    parts: list[bytes] = []
    os.lseek(source, 0, os.SEEK_SET)
    while part := os.read(source, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def _holds(target: str, data: bytes) -> bool:
    """Whether the file at a path holds these bytes and no others."""
    try:
        source = os.open(target, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        return False
    try:
        return os.fstat(source).st_size == len(data) and _content(source) == data
    finally:
        _let_go(source)
