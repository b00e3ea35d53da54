"""Plain command lines are read by the table of options alone, and just as typer reads them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import arguments
from timeline.application import application
from timeline.cli import COMMANDS


def by_typer(words: list[str]) -> Mapping[str, Any] | None:
    """What typer makes of a command line; None where it does not run the command."""
    seen: list[Mapping[str, Any]] = []

    def run(name: str, params: Mapping[str, Any]) -> int:
        assert name == words[0]
        seen.append(dict(params))
        return 0

    with suppress(SystemExit):
        application(COMMANDS, words, run)(words, prog_name="timeline")
    return seen[0] if seen else None


def by_table(words: list[str]) -> Mapping[str, Any] | None:
    return arguments.read(words[1:], COMMANDS[words[0]][1])


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """Command lines with the options of their command, values of any kind, and mistakes."""
    command = draw(st.sampled_from(list(COMMANDS)))
    options = [option for group in COMMANDS[command][1] for option in group().values() if option.names]
    names = [name for option in options for name in option.names] or ["--json"]
    values = st.sampled_from(["a", "Doug Liman", "2020", "7", "0", "-", "-1", "", "x=y", "--", "--nonsense", "é", "٣"])
    words = [command]
    for _ in range(draw(st.integers(0, 6))):
        name, value = draw(st.sampled_from(names)), draw(values)
        words += draw(st.sampled_from([[name], [name, value], [f"{name}={value}"], [value], [name + value]]))
    return words


@settings(max_examples=300, deadline=None)
@given(lines())
def test_the_table_reads_as_typer_does(words: list[str]) -> None:
    """Whatever the table reads, typer reads alike."""
    plain = by_table(words)
    if plain is not None:
        assert plain == by_typer(words)


@pytest.mark.parametrize(
    "line",
    [
        "show", "show story.yaml", "show a.yaml b.yaml -f c.yaml --file d.yaml", "filter --person Liman --person Cruise",
        "filter --since=2020 -o out.txt --limit 3", "why liman-physical story.yaml --no-color", "date mid-2020 - --json",
        "show -", "filter --where person:Liman --certain --width 80 -O json",
    ],
)  # fmt: skip
def test_usual_lines_do_without_typer(line: str) -> None:
    """What people usually type is read by the table."""
    plain = by_table(line.split())
    assert plain is not None
    assert plain == by_typer(line.split())


@pytest.mark.parametrize(
    "line",
    [
        "show --help", "show -h", "show --no-such-option", "filter --person", "why", "show --limit many", "show --limit -1",
        "show -- -odd-name.yaml", "filter --person -x", "show -ostory.txt", "schema extra", "show --json=yes",
    ],
)  # fmt: skip
def test_the_rest_is_left_to_typer(line: str) -> None:
    assert by_table(line.split()) is None
