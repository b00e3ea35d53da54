"""A file as git has it."""

from __future__ import annotations

import os
from pathlib import Path

from timeline.errors import MachineError, UsageError
from timeline.load import load
from timeline.load.disk import STDIN
from timeline.model import Chronology


def revision_chronology(path: str, revision: str, *, keep_going: bool = False, strict: bool = False) -> Chronology:
    """A file, with those it includes, as of a git revision such as `HEAD~3`; in messages it is `path@HEAD~3`.

    Args:
        path: The file as the user named it; it may be gone from the disk, its folder may not.
        revision: Anything that git takes for a commit.
        keep_going: As for `load`.
        strict: As for `load`.

    Raises:
        UsageError: Not in a repository, no such revision, or standard input.
        MachineError: git is missing, or the file is not in the revision.
        DataError: The file was not sound then.
    """
    if path == STDIN:
        raise UsageError("standard input has no revisions; name a file")
    root, commit = _commit(path, revision)

    def fetch(name: str) -> tuple[str, bytes]:
        inside = Path(os.path.relpath(os.path.realpath(name), root)).as_posix()
        code, data, _ = _git(root, "cat-file", "blob", f"{commit}:{inside}")
        if code:
            raise MachineError(f"{name}: not in revision {revision}")
        return f"{name}@{revision}", data

    return load([path], keep_going=keep_going, strict=strict, fetch=fetch)


def _commit(path: str, revision: str) -> tuple[str, str]:
    """The top folder of the repository that holds a file, and the name of a commit of it."""
    folder = os.path.dirname(os.path.realpath(path))
    if not os.path.isdir(folder):
        raise MachineError(f"{path}: No such file or directory")
    code, top, complaint = _git(folder, "rev-parse", "--show-toplevel")
    if code:
        raise UsageError(f"{path} has no revisions: {complaint}")
    code, commit = 1, b""
    if not revision.startswith("-"):  # git would take it for an option
        code, commit, _ = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if code:
        _, any_commit, _ = _git(folder, "rev-list", "--max-count=1", "--all")
        if not any_commit:
            raise UsageError(f"nothing is committed yet where {path} stands; commit it first, or name two files")
        raise UsageError(f'no git revision "{revision}"; git log lists those there are')
    return os.path.realpath(os.fsdecode(top.rstrip(b"\r\n"))), commit.decode().strip()


def _git(folder: str, *arguments: str) -> tuple[int, bytes, str]:
    """What git answers in a folder: its exit code, its output, and the first line of its complaint.

    A hook's GIT_DIR would stand above the folder, and make its top the folder itself.

    Raises:
        MachineError: There is no git.
    """
    import subprocess

    kept = "GIT_WORK_TREE" in os.environ
    env = {name: text for name, text in os.environ.items() if kept or name not in ("GIT_DIR", "GIT_PREFIX")}
    try:
        done = subprocess.run(
            ["git", "-C", folder, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=env | {"LC_ALL": "C"},
            check=False,
        )
    except OSError as error:
        raise MachineError(f"git cannot be run, so there are no revisions: {error.strerror or error}") from error
    complaint = done.stderr.decode("utf-8", "backslashreplace").strip().partition("\n")[0]
    return done.returncode, done.stdout, complaint.removeprefix("fatal: ")
