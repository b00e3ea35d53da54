"""A file is old or new, whole, whatever fails and whoever else writes."""

from __future__ import annotations

import errno
import fcntl
import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, environment

from timeline import storage
from timeline.errors import MachineError
from timeline.storage import edit_file, write_file

OLD = b"old\n" * 5000
NEW = b"new and longer\n" * 9000


def bare(folder: Path) -> list[str]:
    """The names in a folder: nothing temporary is among them."""
    return sorted(os.listdir(folder))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "story.yaml"
    path.write_bytes(OLD)
    return path


# --- what is kept -------------------------------------------------------------------------------------------------


def test_links_and_permissions_stay(tmp_path: Path) -> None:
    """A link stays a link, to whatever depth; the file behind it keeps its permissions."""
    (tmp_path / "far").mkdir()
    real = tmp_path / "far" / "real.yaml"
    real.write_bytes(OLD)
    real.chmod(0o640)
    (tmp_path / "middle").symlink_to("far/real.yaml")
    (tmp_path / "link").symlink_to(tmp_path / "middle")
    assert edit_file(str(tmp_path / "link"), lambda old: old + b"more\n")
    assert real.read_bytes() == OLD + b"more\n"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    write_file(str(tmp_path / "link"), NEW)
    assert real.read_bytes() == NEW
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert (tmp_path / "link").is_symlink()
    assert bare(tmp_path / "far") == ["real.yaml"]


def test_a_new_file_has_the_permissions_of_any(tmp_path: Path) -> None:
    """The umask decides, as for every other file."""
    before = os.umask(0o027)
    try:
        write_file(str(tmp_path / "new.txt"), b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o640


def test_an_attribute_stays(path: Path) -> None:
    """What a file carries beside its text goes with it, where the file system holds such."""
    try:
        os.setxattr(path, "user.note", b"mine")
    except OSError:
        pytest.skip("no attributes on this file system")
    edit_file(str(path), lambda _: NEW)
    assert os.getxattr(path, "user.note") == b"mine"


def test_nothing_to_change(path: Path) -> None:
    """The same bytes are not written again."""
    before = path.stat().st_ino
    assert not edit_file(str(path), lambda old: old)
    assert path.stat().st_ino == before


def test_what_the_edit_raises_goes_to_the_caller(path: Path) -> None:
    """The file stays, the lock is free again."""

    def refuse(_: bytes) -> bytes:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        edit_file(str(path), refuse)
    assert path.read_bytes() == OLD
    assert edit_file(str(path), lambda _: NEW)


# --- what is refused ----------------------------------------------------------------------------------------------


def test_only_regular_files_are_edited(tmp_path: Path) -> None:
    """A pipe, a device and a folder are refused at once; what is missing too."""
    os.mkfifo(tmp_path / "pipe")
    for name in (tmp_path / "pipe", Path("/dev/null"), tmp_path):
        with pytest.raises(MachineError, match="not a regular file"):
            edit_file(str(name), lambda _: NEW)
    with pytest.raises(MachineError, match="none: nothing changed: No such file or directory"):
        edit_file(str(tmp_path / "none"), lambda _: NEW)


def test_devices_and_pipes_are_written_to(tmp_path: Path) -> None:
    """Output goes straight into what is no regular file; a full device is told."""
    os.mkfifo(tmp_path / "pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_file(str(tmp_path / "pipe"), NEW)
    reader.join(10)
    assert got == [NEW]
    if os.path.exists("/dev/full"):
        with pytest.raises(MachineError, match=r"^/dev/full: nothing written: No space left on device$"):
            write_file("/dev/full", NEW)


def test_a_folder_that_takes_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is named, as the file itself may be writable."""
    _fail(monkeypatch, "open", 2, errno.EACCES)
    with pytest.raises(MachineError, match=r"nothing changed: Permission denied \(its folder must be writable\)$"):
        edit_file(str(path), lambda _: NEW)
    assert path.read_bytes() == OLD


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_must_not_be_written(path: Path) -> None:
    """A file without the permission to write is not replaced, though its folder would let it."""
    path.chmod(0o444)
    for write in (lambda: edit_file(str(path), lambda _: NEW), lambda: write_file(str(path), NEW)):
        with pytest.raises(MachineError, match="Permission denied"):
            write()
    assert path.read_bytes() == OLD


def test_a_limit_on_the_size_of_files(path: Path) -> None:
    """A disk that takes only part of the new file leaves the old one, and nothing beside it."""
    code = (
        "import resource, sys; from timeline.storage import edit_file; from timeline.errors import MachineError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "try: edit_file(sys.argv[1], lambda old: old * 9)\n"
        "except MachineError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, cwd=ROOT, text=True, timeout=60, check=True
    )
    assert done.stdout == f"{path}: nothing changed: File too large\n"
    assert path.read_bytes() == OLD
    assert bare(path.parent) == ["story.yaml"]


# --- every call fails once ----------------------------------------------------------------------------------------

CALLS = ("open", "read", "write", "fsync", "replace", "stat", "fstat", "fchmod", "lseek", "close", "urandom", "listdir")


def _fail(monkeypatch: pytest.MonkeyPatch, name: str, at: int, number: int = errno.ENOSPC) -> list[bool]:
    """The nth call of a function of `os` fails; says whether it came to that."""
    true: Callable[..., Any] = getattr(os, name)
    seen = 0
    failed: list[bool] = []

    def call(*arguments: Any, **named: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == at:
            failed.append(True)
            if name == "close":
                true(*arguments, **named)
            raise OSError(number, os.strerror(number))
        return true(*arguments, **named)

    monkeypatch.setattr(storage.os, name, call)
    return failed


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("write", [edit_file, write_file], ids=["edit", "write"])
def test_every_call_that_can_fail(
    path: Path, name: str, write: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At call 1, 2, 3 … until all get through: the file is old or new, whole, and nothing is left beside it."""
    for at in range(1, 50):
        path.write_bytes(OLD)
        with monkeypatch.context() as patch:
            failed = _fail(patch, name, at)
            try:
                write(str(path), NEW if write is write_file else lambda _: NEW)
                told = ""
            except MachineError as error:
                told = str(error)
        found = path.read_bytes()
        assert found == (OLD if told else NEW)
        assert not told or told.startswith(f"{path}: nothing ")
        assert bare(path.parent) == ["story.yaml"]
        if not failed:
            return
    pytest.fail("it never got through")


def test_short_writes_are_continued(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk may take a few bytes at a time."""
    true = os.write
    monkeypatch.setattr(storage.os, "write", lambda out, data: true(out, bytes(data[:1000])))
    edit_file(str(path), lambda _: NEW)
    assert path.read_bytes() == NEW


def test_an_interruption_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of writing."""

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(storage.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        edit_file(str(path), lambda _: NEW)
    assert path.read_bytes() == OLD
    assert bare(path.parent) == ["story.yaml"]


# --- others write too ---------------------------------------------------------------------------------------------


def test_a_file_that_changes_meanwhile_is_read_again(path: Path) -> None:
    """An editor that takes no lock: what it saved stays, and the edit lands on it."""
    asked: list[bytes] = []

    def edit(old: bytes) -> bytes:
        asked.append(old)
        if len(asked) == 1:
            path.write_bytes(b"saved meanwhile\n")
        return old + b"mine\n"

    assert edit_file(str(path), edit)
    assert asked == [OLD, b"saved meanwhile\n"]
    assert path.read_bytes() == b"saved meanwhile\nmine\n"


@pytest.mark.parametrize("same_size_and_time", [False, True])
def test_a_file_that_is_replaced_meanwhile(path: Path, same_size_and_time: bool) -> None:
    """An editor that renames a new file over it is noticed too, even where size and time are those of the old one."""
    asked = 0

    def edit(old: bytes) -> bytes:
        nonlocal asked
        asked += 1
        if asked == 1:
            other = path.with_name("other")
            other.write_bytes(OLD.replace(b"old", b"OLD") if same_size_and_time else b"theirs\n")
            times = path.stat()
            os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
            other.rename(path)
        return old + b"mine\n"

    assert edit_file(str(path), edit)
    assert path.read_bytes() == (OLD.replace(b"old", b"OLD") if same_size_and_time else b"theirs\n") + b"mine\n"


def test_a_file_that_keeps_changing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After some tries it is told, and what the other wrote stands."""
    monkeypatch.setattr(storage, "_pause", lambda _: None)
    count = 0

    def edit(old: bytes) -> bytes:
        nonlocal count
        count += 1
        path.write_bytes(b"%d\n" % count)
        return old + b"mine\n"

    with pytest.raises(MachineError, match=r"keeps changing; nothing changed$"):
        edit_file(str(path), edit)
    assert path.read_bytes() == b"%d\n" % count
    assert bare(path.parent) == ["story.yaml"]


def test_a_file_that_another_holds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After ten seconds, here a moment, it is told."""
    monkeypatch.setattr(storage, "PATIENCE", 0.05)
    with open(path, "rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(MachineError, match=r"story\.yaml: busy"):
            edit_file(str(path), lambda _: NEW)
    assert path.read_bytes() == OLD


def test_without_locks_comparing_does(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without locks is written all the same."""

    def none_here(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none_here)
    assert edit_file(str(path), lambda _: NEW)


APPEND = """
import os, sys
from timeline.storage import edit_file
path, name, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
for n in range(times):
    edit_file(path, lambda old: old + f"{name} {n}\\n".encode())
    if n == 0:
        print("begun", flush=True)
"""


def _appending(path: Path, name: str, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", APPEND, str(path), name, str(times)]
    return subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True)


def test_eight_writers_at_once(path: Path) -> None:
    """Every edit of every process lands, each once."""
    writers = [_appending(path, f"w{n}", 5) for n in range(8)]
    assert [writer.communicate(timeout=120)[1] for writer in writers] == [None] * 8
    assert [writer.returncode for writer in writers] == [0] * 8
    lines = path.read_bytes().removeprefix(OLD).decode().splitlines()
    assert sorted(lines) == sorted(f"w{n} {m}" for n in range(8) for m in range(5))
    assert bare(path.parent) == ["story.yaml"]


def test_killed_at_any_moment(path: Path) -> None:
    """Thirty writers killed at random: the file is whole each time, and the next edit works and clears up."""
    dice = random.Random(7)
    expected = 0
    for n in range(30):
        writer = _appending(path, str(n), 100_000)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "begun\n"
        time.sleep(dice.random() / 20)
        writer.kill()
        writer.communicate(timeout=60)
        text = path.read_bytes()
        lines = text.removeprefix(OLD).decode().splitlines()
        own = [line for line in lines if line.startswith(f"{n} ")]
        assert text.startswith(OLD)
        assert text.endswith(b"\n")
        assert own == [f"{n} {m}" for m in range(len(own))]
        assert lines[:expected] == lines[: len(lines) - len(own)]
        assert edit_file(str(path), lambda old: old + b"next\n")
        assert bare(path.parent) == ["story.yaml"]
        expected = len(lines) + 1


STOPPED = """
import os, sys, time
from timeline import console
from timeline.storage import edit_file
def slow(_):
    print("writing", flush=True)
    time.sleep(60)
os.fsync = slow
try:
    with console.stopping():
        edit_file(sys.argv[1], lambda _: b"new")
except console.Stopped as stopped:
    sys.exit(stopped.code)
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_told_to_end(path: Path, number: signal.Signals, code: int) -> None:
    """SIGTERM and SIGHUP in the middle of writing: the old file, nothing beside it, the exit code of the signal."""
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED, str(path)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    process.send_signal(number)
    assert process.communicate(timeout=60)[1] == ""
    assert process.returncode == code
    assert path.read_bytes() == OLD
    assert bare(path.parent) == ["story.yaml"]


def test_a_hang_up_that_is_ignored_stays_ignored(path: Path) -> None:
    """Under nohup a run goes on."""
    code = (
        "import os, signal, sys; from timeline import console\n"
        "signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "with console.stopping(): os.kill(os.getpid(), signal.SIGHUP)\n"
        "print('went on')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, text=True, check=True)
    assert done.stdout == "went on\n"
