"""How our own command is started: the console script of an environment, by its real interpreter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from files import CACHE, HERE, Made
from measure import Command, version_of
from story import SINCE, UNTIL

MEMORY = 12 * 2**30
"""Address space that one run may take, so that a slip of ours does not take the machine with it."""

NO_INDEX = CACHE / "no-index"
"""The cache folder of runs that find no index."""

_python = sys.executable


def use(python: str) -> None:
    """Measures the program of another environment from here on."""
    global _python
    _python = python


def python_of_ours() -> str:
    """The interpreter, links followed as far as the environment's own."""
    return _python


def timeline(*arguments: str, cache: Path = NO_INDEX, columns: int = 0, seconds: float = 120) -> Command:
    """A run of our command; indexes are looked for in `cache`."""
    script = Path(_python).parent / "timeline"
    start = (str(script),) if script.exists() else (_python, "-m", "timeline")
    env = {"XDG_CACHE_HOME": str(cache)}
    return Command((*start, *arguments), env, columns=columns, seconds=seconds, memory=MEMORY)


def question(file: Made) -> tuple[str, ...]:
    """The arguments that ask a file the standard question, an event a line."""
    return ("filter", file.path, "--person", file.person, "--since", str(SINCE), "--until", str(UNTIL), "--brief")


def asked(file: Made) -> Command:
    """The standard question, directly of the file."""
    return timeline(*question(file))


def version_of_ours() -> str:
    """The version, and the commit where this is a checkout; `+` where files are changed."""
    said = version_of(timeline("--version").argv)
    git = ["git", "-C", str(HERE.parent), "describe", "--always", "--dirty=+"]
    done = subprocess.run(git, capture_output=True, text=True, check=False)
    return f"{said} ({done.stdout.strip()})" if done.returncode == 0 and done.stdout else said
