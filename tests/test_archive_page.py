"""The page on archives is true: its SQL is run on the file that its command writes, and the tables compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, run_pipe

from timeline.formats import parquet

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

PAGE = ROOT / "docs" / "archive.md"
TEXT = PAGE.read_text("utf-8")
QUERY = re.compile(r"```sql\n(?P<sql>.*?)```\n\n(?P<table>(?:\|[^\n]*\n)+)", re.DOTALL)
COMMANDS = re.findall(r"```console\n\$ timeline ([^\n]+)\n", TEXT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands of the page have been run."""
    folder = tmp_path_factory.mktemp("archive")
    for command in COMMANDS:
        done = run_pipe(*shlex.split(command), cwd=folder, env={"PYTHONPATH": str(ROOT)})
        assert (done.err, done.code) == ("", 0)
    return folder


def table(columns: list[str], rows: list[tuple[Any, ...]]) -> str:
    """The answer as a Markdown table; figures stand to the right."""
    numbers = [bool(rows) and all(type(row[n]) is int for row in rows) for n in range(len(columns))]
    rule = "|".join("---:" if number else "---" for number in numbers)
    lines = [" | ".join(map(_cell, row)) for row in rows]
    return "".join(f"| {line} |\n" for line in (" | ".join(columns), *lines)).replace("|\n", f"|\n|{rule}|\n", 1)


def _cell(value: Any) -> str:
    """As DuckDB itself prints it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value).replace("|", "\\|")


@pytest.mark.parametrize("number", range(len(QUERY.findall(TEXT))))
def test_query(number: int, folder: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """The table below a query is its answer."""
    monkeypatch.chdir(folder)
    text = PAGE.read_text("utf-8")
    found = list(QUERY.finditer(text))[number]
    answer = duckdb.sql(found["sql"])
    shown = table(answer.columns, answer.fetchall())
    if request.config.getoption("--update-golden"):
        PAGE.write_text(text[: found.start("table")] + shown + text[found.end("table") :], "utf-8")
    else:
        assert shown == found["table"]


def test_there_are_three_questions() -> None:
    """The page asks as many as it says."""
    assert len(QUERY.findall(TEXT)) == 3


def test_every_column_is_explained() -> None:
    """No column stands in the file that the page does not name."""
    arrow = pytest.importorskip("pyarrow")
    explained = set(re.findall(r"`(\w+)`", TEXT.split("## What the columns mean")[1].split("## Three")[0]))
    schema = parquet._schema(arrow)
    inner = {field.name for field in schema.field("sources").type.value_type}
    assert {field.name for field in schema} | inner <= explained
