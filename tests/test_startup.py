"""What a run imports: the guard of its start-up time that needs no clock."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

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
        (
            ("show", "data/space-film.yaml"),
            ("typer", "rich", "dateutil", "pydantic", "json", "csv", "sqlite3", "pathlib", "urllib"),
        ),
        (
            ("filter", "--person", "Liman", "data/space-film.yaml"),
            ("typer", "rich", "pydantic", "json", "csv", "sqlite3", "timeline.index.reading", "pathlib", "urllib"),
        ),
        (("date", "2020-05"), ("typer", "rich", "dateutil", "yaml", "pydantic")),
    ],
)
def test_modules(arguments: tuple[str, ...], absent: tuple[str, ...]) -> None:
    """Into a pipe, nothing is imported that the run does not need; rich only where something is painted."""
    modules = imported(*arguments)
    assert not {name for name in absent if name in modules}


def test_msgspec_alone() -> None:
    """msgspec is imported without what it has for other values; that can be imported later as ever."""
    listing = "import timeline.fast_json as f, sys; print(*{'uuid', 'platform', 'textwrap'} & {*sys.modules}); import uuid, textwrap; print(uuid.uuid4().version, textwrap.dedent(' a'), f.msgspec.json.decode(b'[1]'))"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, cwd=ROOT, check=True, text=True)
    assert done.stdout == "\n4 a [1]\n"


def test_a_yaml_rs_that_needs_pathlib(tmp_path: Path) -> None:
    """What is imported beside a stand-in of pathlib is imported anew where that will not do; no stand-in stays."""
    (tmp_path / "yaml_rs.py").write_text(
        "from pathlib import Path\nHERE = Path(__file__).parent\nloads = len\n", "utf-8"
    )
    listing = "import timeline.fast_yaml as f, pathlib; print(f.loads('abc'), pathlib.Path('a'))"
    env = environment(PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, env=env, check=True, text=True)
    assert done.stdout == "3 a\n"


def test_records_are_ours() -> None:
    """No class is made by `typing.NamedTuple`, which compiles a constructor for each at every start."""
    makers = []
    for path in (ROOT / "timeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "typing":
                makers += [path.name for one in node.names if one.name == "NamedTuple"]
    assert makers == ["records.py"]  # for the type checker alone


def test_the_date_reader_alone() -> None:
    """Reading dates takes neither typing nor any other part of the program."""
    listing = "import sys, timeline.dates as d; d.read('2020-05'); print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", listing], capture_output=True, cwd=ROOT, check=True, text=True
    ).stdout.split()
    assert "typing" not in modules
    ours = {name for name in modules if name.startswith("timeline.")}
    assert ours <= {
        "timeline.records",
        *(f"timeline.dates.{part}" for part in ("", "conventions", "days", "forms", "read", "when")),
    } | {"timeline.dates"}
