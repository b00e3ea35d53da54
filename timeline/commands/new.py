"""`timeline new`: a first file to start from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from timeline import console
from timeline.commands import Params
from timeline.commands._files import DEFAULT_NAME
from timeline.console import Exit
from timeline.errors import UsageError
from timeline.load.disk import STDIN
from timeline.storage import new_file
from timeline.views import printable

_SUFFIXES = ("", ".yaml", ".yml")


def run(params: Params) -> int:
    """Writes the starter, or prints it."""
    starter = files("timeline").joinpath("starter", "timeline.yaml").read_text("utf-8")
    name = params["name"] or DEFAULT_NAME
    if name == STDIN:
        console.put(starter)
        return Exit.DONE
    if Path(name).suffix.lower() not in _SUFFIXES:
        raise UsageError(f"{name}: the starter is YAML; name it {Path(name).stem}.yaml")
    if not new_file(name, starter.encode()):
        raise UsageError(f"{name} is there already and stays as it is; name another: timeline new FILE")
    shown, option = ("", "") if name == DEFAULT_NAME else (f" {name}", f" -f {name}")
    lines = (
        f"{name} is made; see it with: timeline show{shown}",
        f'Add to it with: timeline add "May 2020: what happened" --outlet "who says so"{option}',
    )
    console.put("".join(printable(line) + "\n" for line in lines))
    return Exit.DONE
