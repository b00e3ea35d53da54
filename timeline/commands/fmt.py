"""`timeline fmt`: files in canonical form, comments kept; or what would change, for continuous integration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline import console
from timeline.commands import Params
from timeline.commands._delivery import deliver, terminal_of
from timeline.commands._diffs import write_diff
from timeline.commands._files import files_to_change
from timeline.console import Exit, say
from timeline.editing.canonical import canonical
from timeline.editing.unified import lines_of
from timeline.errors import DataError, MachineError
from timeline.load.disk import STDIN, from_disk
from timeline.printable import counted
from timeline.storage import edit_file


def run(params: Params) -> int:
    """Formats each file; 1 with `--check` where one would change, 2 or 3 where one was refused, the others done."""
    names = list(dict.fromkeys(files_to_change(params)))
    terminal = terminal_of(params)
    changed: list[str] = []
    diffs: list[str] = []
    code = Exit.DONE
    for name in names:
        try:
            old, new = _handled(name, names, params)
        except DataError as error:
            console.say_problems(error.problems)
            say(f"{_shown(name)}: left as it is")
            code = max(code, Exit.DATA)
            continue
        except MachineError as error:
            say(str(error))
            code = Exit.MACHINE
            continue
        if old == new:
            continue
        changed.append(name)
        if params["diff"]:
            from timeline.editing.unified import unified

            diffs += unified(_shown(name), lines_of(old.decode()), lines_of(new.decode()))
        elif not params["check"] and name != STDIN:
            say(f"{name}: {_extent(old, new)}")
    if diffs:
        deliver(params, terminal, 0, lambda out: write_diff(diffs, out.write, out.color, terminal.tty))
    if params["check"]:
        if not params["diff"]:
            console.put("".join(f"{_shown(name)}\n" for name in changed))
        if changed:
            say(f"{_files(len(changed))} not in canonical form; write it with: timeline fmt")
        return code or (Exit.FOUND if changed else Exit.DONE)
    if not changed and not code and STDIN not in names:
        say(f"nothing to change; {_files(len(names))} in canonical form")
    return code


def _handled(name: str, names: Sequence[str], params: Params) -> tuple[bytes, bytes]:
    """The bytes of a file before and after; written where that is asked for."""
    seen: list[bytes] = []

    def edit(data: bytes) -> bytes:
        new = canonical(name, data, names, sort=params["sort"], tell=console.say_problems)
        seen[:] = [data, new]
        return new

    if params["check"] or params["diff"]:
        edit(bytes(from_disk(name)[1]))
    elif name == STDIN:
        text = edit(bytes(from_disk(name)[1])).decode()
        console.put(text)
    else:
        edit_file(name, edit)
    return seen[0], seen[1]


def _shown(name: str) -> str:
    return "<stdin>" if name == STDIN else name


def _files(number: int) -> str:
    return "1 file is" if number == 1 else f"{number} files are"


# --- what has changed ---------------------------------------------------------------------------------------------


def _extent(old: bytes, new: bytes) -> str:
    """How much has changed, in words."""
    before, after = lines_of(old.decode()), lines_of(new.decode())
    number = sum((Counter(after) - Counter(before)).values())
    if not number:
        return "lines put in order, or taken out"
    return f"{number:,} of {counted(len(after), 'line')} written anew"
