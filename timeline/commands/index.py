"""`timeline index`: an index beside a big archive, in the cache folder; made, listed and removed here alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from mmap import ACCESS_READ, mmap

from timeline import console
from timeline.commands import Params
from timeline.commands._files import chosen_files
from timeline.console import Exit, say
from timeline.errors import MachineError, UsageError
from timeline.index.building import build
from timeline.index.contents import Contents
from timeline.index.place import SUFFIX, folder, index_of
from timeline.index.reading import DAMAGED, OTHER, opened, state_of
from timeline.index.store import Damaged
from timeline.load import load
from timeline.load.disk import STDIN
from timeline.load.nodes import NotPlain
from timeline.printable import counted, printable
from timeline.replacing import sweep


def run(params: Params) -> int:
    """Makes the index of each file anew."""
    if params["list"]:
        return _list()
    if params["remove"]:
        return _remove([*(params["files"] or ()), *(params["file"] or ())])
    codes = [_make(name) for name in chosen_files(params)]
    return max(codes, default=Exit.DONE)


def _make(name: str) -> int:
    if name == STDIN:
        raise UsageError("standard input has no index; name a file")
    try:
        with console.progress(f"reading {name}") as progress:
            number, size = build(name, progress.follow, dict(os.environ))
    except NotPlain as why:
        return _whole(name, str(why))
    share = 100 * size / os.stat(name).st_size
    say(f"{name}: {counted(number, 'event')}, an index of {_size(size)} ({share:.0f} % of the file)")
    return Exit.DONE


def _whole(name: str, why: str) -> int:
    """Tells why a file has no index: its errors, as any command does, or what makes it be read whole.

    Raises:
        DataError: It has errors.
    """
    chronology = load([name])
    if chronology.problems:
        console.say_problems(chronology.problems)
        why = "it has warnings"
    with suppress(OSError):
        os.unlink(index_of(name, os.environ))
    say(f"{name}: no index is made, for {why or 'it is not written plainly enough'}; such files are read whole")
    return Exit.DONE


# --- list and remove ----------------------------------------------------------------------------------------------


def _indexes() -> list[str]:
    inside = folder(os.environ)
    try:
        return sorted(os.path.join(inside, name) for name in os.listdir(inside) if name.endswith(SUFFIX))
    except OSError:
        return []


def _list() -> int:
    """A line for each index: the size of it, how many events, what it is worth, and the file."""
    lines = sorted(map(_line, _indexes()), key=lambda line: line[-1])
    if not lines:
        say("no indexes; timeline index FILE makes one")
    for size, events, state, path in lines:
        console.put(f"{size:>10}  {events:>16}  {state:<18}  {printable(path)}\n")
    return Exit.DONE


def _line(index: str) -> tuple[str, str, str, str]:
    size = _size(os.stat(index).st_size)
    try:
        with opened(index) as contents:
            if not contents.schema:
                return size, "", OTHER, index
            return size, counted(contents.events, "event"), _state(contents), contents.path
    except (Damaged, ValueError, KeyError, TypeError):
        return size, "", DAMAGED, index


def _state(contents: Contents) -> str:
    try:
        with open(contents.path, "rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as data:
            return state_of(contents, contents.path, data)
    except (OSError, ValueError):
        return "its file is gone"


def _remove(names: Sequence[str]) -> int:
    if not names:
        raise UsageError("--remove: name the files whose index is to go; timeline index --list shows them")
    for name in names:
        index = index_of(name, os.environ)
        # An index that nobody can read is listed by its own name.
        index = name if os.path.realpath(name) in map(os.path.realpath, _indexes()) else index
        try:
            sweep(index)
            os.unlink(index)
        except FileNotFoundError:
            say(f"{name}: it has no index")
        except OSError as error:
            raise MachineError(f"{name}: {error.strerror or error}") from error
    return Exit.DONE


def _size(number: int) -> str:
    return f"{number / 2**20:.1f} MiB" if number >= 2**20 else f"{max(number // 1024, 1)} KiB"
