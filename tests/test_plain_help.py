"""Plain help, and plain words on what there is not, are typer's own, though typer is not asked."""

from __future__ import annotations

import pytest

from timeline import plain_help
from timeline.application import application, run_application
from timeline.cli import COMMANDS

WIDTHS = ["", "40", "52", "60", "66", "80", "120", "x", "0"]
TAILS = [
    ["--nope"], ["--nope=3"], ["--limt", "3"], ["x.yaml", "--persn", "a"], ["--person", "A", "--no-colr"], ["--reverse", "--hlp"],
    ["-x"], ["--lim=3", "-q"], ["--", "--nope"], ["--width", "x", "--nope"], ["--limit", "--nope"], ["a", "--nope", "--help"],
    ["--nope\x1b[31m"], ["--é"], ["--ab"], ["-O", "x", "--jsn"], ["-Ofoo", "--nope"], ["--no-pager=3", "--nope"],
    ["--color", "--nope"], ["-", "--nope"], ["--json", "--jsons"], ["--t"], ["--nope"] * 3, ["--output", "", "--nope"],
]  # fmt: skip


def by_typer(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run_application(application(COMMANDS, words, lambda name, params: 0), words, COMMANDS)
    return (code, *capsys.readouterr())


@pytest.fixture(params=WIDTHS, ids=lambda width: f"COLUMNS={width}")
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    if request.param:
        monkeypatch.setenv("COLUMNS", request.param)


@pytest.mark.usefixtures("width")
def test_help_of_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    # What is installed of itself, typer tells by another name where it has not been asked to.
    assert by_typer(["--help"], capsys) == (0, plain_help.root_help(COMMANDS), "")


@pytest.mark.usefixtures("width")
@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert by_typer([name, "--help"], capsys) == (0, plain_help.help_of(name, *COMMANDS[name]), "")


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("tail", TAILS, ids=" ".join)
def test_an_option_that_there_is_not(name: str, tail: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What is told at once is what typer tells; what is not told at once is left to typer."""
    said = plain_help.mistake_in(name, COMMANDS[name][1], tail)
    if said:
        assert by_typer([name, *tail], capsys) == (2, "", said)


def test_the_commonest_mistake_is_told_at_once() -> None:
    assert plain_help.mistake_in("show", COMMANDS["show"][1], ["story.yaml", "--nope"])


@pytest.mark.parametrize("name", ["shwo", "filtr", "xyzzy", "Show", "add.", "it's", "é"])
def test_a_command_that_there_is_not(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert by_typer([name, "--help"], capsys) == (2, "", plain_help.no_command(name, COMMANDS))
