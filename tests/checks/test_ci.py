"""What the page on continuous integration and the hooks say is true."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT, environment, run_pipe

from timeline.cli import COMMANDS

PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def test_every_example_is_yaml() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 4
    for block in blocks:
        assert isinstance(yaml.safe_load(block), dict)


def test_every_option_of_the_examples_is_there() -> None:
    """Each `timeline check` of the page is taken by the command line."""
    commands = re.findall(r"run: timeline check stories/\*\.yaml ([^\n>]+)", PAGE)
    assert len(commands) == 3
    for options in commands:
        words = [word for word in options.split() if word != "--links"]
        assert run_pipe("check", "data/space-film.yaml", *words).code in (0, 1), options


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hooks(hook: dict[str, Any]) -> None:
    """A hook runs a command of ours on chronologies, by the name of the file."""
    program, command, *options = hook["entry"].split()
    assert program == "timeline"
    if command in COMMANDS:
        assert run_pipe(command, *options, "data/space-film.yaml").code == 0
    wanted = ("timeline.yaml", "stories/film.timeline.yml", "a/film-timeline.yaml")
    others = ("mytimelines.yaml", "timeline.yaml.txt", "other.yaml")
    assert [bool(re.search(hook["files"], name)) for name in (*wanted, *others)] == [True] * 3 + [False] * 3


def test_the_output_on_the_page(tmp_path: Path) -> None:
    """The command of the page prints what stands below it."""
    command, output = re.findall(r"```console\n\$ ([^\n]+)\n(.*?)```", PAGE, re.DOTALL)[0]
    shim = tmp_path / "timeline"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m timeline "$@"\n')
    shim.chmod(0o755)
    env = environment()
    env["PATH"] = f"{tmp_path}:{env['PATH']}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=ROOT, env=env, text=True, check=True)
    assert done.stdout == output
