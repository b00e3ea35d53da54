"""README is true: every command in it is run and its output compared; every date in its table is read."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, environment

from timeline.cli import COMMANDS
from timeline.dates import iso, read

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)
TEXT = README.read_text("utf-8")


def run(command: str, folder: Path) -> str:
    """What the command prints; where it prints nothing on stdout, what it says on stderr."""
    shim = folder / "bin"
    shim.mkdir(exist_ok=True)
    (shim / "timeline").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m timeline "$@"\n')
    (shim / "timeline").chmod(0o755)
    env = environment(PYTHONPATH=str(ROOT))
    env["PATH"] = f"{shim}:{env['PATH']}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=folder, env=env, text=True, check=False)
    return done.stdout or done.stderr


@pytest.mark.parametrize("command", [found["command"] for found in BLOCK.finditer(TEXT)])
def test_command(command: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The output in README is the output of the command."""
    for name, block in zip(("story.yaml", "wrong.yaml"), YAML.findall(TEXT), strict=True):
        (tmp_path / name).write_text(block, "utf-8")
    output = run(command, tmp_path)
    text = README.read_text("utf-8")
    found = next(found for found in BLOCK.finditer(text) if found["command"] == command)
    if request.config.getoption("--update-golden"):
        README.write_text(text[: found.start("output")] + output + text[found.end("output") :], "utf-8")
    else:
        assert output == found["output"]


@pytest.mark.parametrize("row", re.findall(r"^\| (`.*?) \|[^|]*\| ([\d.-]+) \| ([\d.-]+) \|$", TEXT, re.MULTILINE))
def test_date_table(row: tuple[str, str, str]) -> None:
    """Every way to write a date in the table has the first and last day that stand beside it."""
    texts, lower, upper = row
    for text in re.findall(r"`([^`]+)`", texts):
        when = read(text)
        days = tuple(".." if day is None else iso(day) for day in (when.lower, when.upper))
        assert days == (lower, upper), text


def test_every_command_stands_in_readme() -> None:
    """No command is left out."""
    for name in COMMANDS:
        assert f"`timeline {name}" in TEXT


def test_the_make_targets_of_readme_are_there() -> None:
    """`make show` and `make test` are what README tells a new user, and what continuous integration runs."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make (\w+)`", TEXT):
        assert f"\n{target}:" in makefile
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == "make test"
