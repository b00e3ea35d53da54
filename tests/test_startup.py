"""What a run imports: the guard of its start-up time that needs no clock."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from support import ROOT, environment

HEAVY = ("rich", "dateutil", "pydantic", "json", "csv", "sqlite3", "timeline.resolve", "timeline.dates.words")

LISTING = """\
import sys, os
real = os._exit
def leave(code):
    sys.stderr.write("\\n".join(sys.modules)); sys.stderr.flush(); real(code)
os._exit = leave
sys.argv = ["timeline", *sys.argv[1:]]
from timeline.__main__ import run
run()
"""


def imported(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LISTING, *arguments],
        capture_output=True,
        cwd=ROOT,
        env=environment(),
        check=True,
        text=True,
    )
    return set(done.stderr.splitlines())


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (("--version",), ("typer", *HEAVY, "yaml", "timeline.commands")),
        (("show", "--help"), (*HEAVY, "yaml", "timeline.commands")),
        (("show", "data/space-film.yaml"), ("typer", "rich", "dateutil", "pydantic", "json", "csv", "sqlite3")),
        (
            ("filter", "--person", "Liman", "data/space-film.yaml"),
            ("typer", "rich", "pydantic", "json", "csv", "sqlite3"),
        ),
        (("date", "2020-05"), ("typer", "rich", "dateutil", "yaml", "pydantic")),
    ],
)
def test_modules(arguments: tuple[str, ...], absent: tuple[str, ...]) -> None:
    """Into a pipe, nothing is imported that the run does not need; rich only where something is painted."""
    modules = imported(*arguments)
    assert not {name for name in absent if name in modules}


def test_records_evaluate_their_annotations() -> None:
    """A module of records does without `from __future__ import annotations`.

    With it every field of a NamedTuple is compiled from text when the class is made: ten times slower, three
    milliseconds a class, at every start.
    """
    slow = []
    for path in (ROOT / "timeline").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        records = any(
            isinstance(base, ast.Name) and base.id == "NamedTuple"
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            for base in node.bases
        )
        future = any(isinstance(node, ast.ImportFrom) and node.module == "__future__" for node in tree.body)
        if records and future:
            slow.append(path.name)
    assert slow == []
