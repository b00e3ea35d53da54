"""What the commands do, one module each, found by name: `run(params) -> exit code`.

To add one: a module here with `run`, and its options in `timeline/options.py`. This is the one place where errors
become exit codes; a command raises `UsageError`, `MachineError` or `DataError` and writes results to stdout alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from timeline import console
from timeline.console import Exit, say
from timeline.errors import DataError, MachineError, UsageError

Params = Mapping[str, Any]

_MODULES = {"import": "import_"}
"""The module of a command whose name no module can have."""


def run(command: str, params: Params) -> int:
    """Runs a command; gives its exit code, with every expected trouble told on stderr."""
    console.prepare_streams()
    try:
        with console.stopping():
            code: int = import_module(f"timeline.commands.{_MODULES.get(command, command)}").run(params)
            console.flush()
        return code
    except console.Stopped as stopped:
        return stopped.code
    except DataError as error:
        console.say_problems(error.problems)
        return Exit.DATA
    except UsageError as error:
        say(str(error))
        return Exit.DATA
    except MachineError as error:
        say(str(error))
        return Exit.MACHINE
    except BrokenPipeError:
        return Exit.PIPE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except MemoryError:
        say("out of memory")
        return Exit.MACHINE
    except OSError as error:
        reason = error.strerror or str(error)
        say(reason if error.filename is None else f"{error.filename}: {reason}")
        return Exit.MACHINE
