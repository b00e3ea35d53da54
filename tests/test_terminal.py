"""Colour, width, pager, pipes: the manners of a command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, environment, run_pipe, run_pty, without_escapes

STORY = "data/space-film.yaml"


@pytest.mark.parametrize(
    ("options", "env", "painted"),
    [
        ((), {}, True),
        (("--color", "never"), {}, False),
        (("--no-color",), {"FORCE_COLOR": "1"}, False),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": ""}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ((), {"CLICOLOR": "0"}, False),
        ((), {"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, True),
        ((), {"TERM": "dumb"}, False),
        ((), {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": ""}, True),
        ((), {"FORCE_COLOR": "0"}, True),
    ],
)
def test_colour_on_a_terminal(options: tuple[str, ...], env: dict[str, str], painted: bool) -> None:
    """Option, NO_COLOR, CLICOLOR_FORCE or FORCE_COLOR, CLICOLOR=0, TERM=dumb, terminal: the first that speaks decides."""
    assert ("\x1b[" in run_pty("show", STORY, *options, env=env).out) is painted


@pytest.mark.parametrize(
    ("options", "env", "painted"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"CLICOLOR_FORCE": "1"}, True),
        ((), {"FORCE_COLOR": "0"}, False),
        ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_in_a_pipe(options: tuple[str, ...], env: dict[str, str], painted: bool) -> None:
    """A pipe has no colour unless it is forced, and then the text is the same."""
    out = run_pipe("show", STORY, *options, env=env).out
    assert ("\x1b[" in out) is painted
    assert without_escapes(out) == run_pipe("show", STORY).out


def test_the_word_says_what_the_colour_says() -> None:
    """Every badge is a word with both its colours set."""
    out = run_pty("show", STORY, cols=120).out
    assert "\x1b[1;97;41mDENIED    \x1b[0m" in out
    assert "\x1b[1;97;44mREPORTED  \x1b[0m" in out


@pytest.mark.parametrize("by", ["outlet", "person", "tag", "era"])
def test_colour_by_other_fields(by: str) -> None:
    """--color-by changes the colours and nothing else."""
    out = run_pty("show", STORY, "--color-by", by, cols=120).out
    assert "\x1b[" in out
    assert without_escapes(out) == without_escapes(run_pty("show", STORY, cols=120).out)


def test_a_file_is_never_painted_unasked(tmp_path: Path) -> None:
    """-o on a terminal writes plain text."""
    run_pty("show", STORY, "-o", str(tmp_path / "out.txt"))
    assert "\x1b" not in (tmp_path / "out.txt").read_text("utf-8")


def test_width_wraps_in_a_pipe_only_when_asked() -> None:
    """--width wraps a pipe; without it no line is broken."""
    assert max(map(len, run_pipe("show", STORY, "--width", "60").out.splitlines())) <= 60
    assert max(map(len, run_pipe("show", STORY).out.splitlines())) > 104


def test_the_pager_on_a_terminal_only(tmp_path: Path) -> None:
    """TIMELINE_PAGER stands above PAGER; colours reach it; a pipe, --no-pager, `cat` and nothing have none."""
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho "paged LESS=$LESS"; cat\n')
    pager.chmod(0o755)
    mine = {"TIMELINE_PAGER": str(pager)}
    paged = run_pty("show", STORY, env=mine).out
    assert "paged LESS=FRX" in paged
    assert "\x1b[" in paged
    assert "paged LESS=-i" in run_pty("show", STORY, env={**mine, "LESS": "-i"}).out
    assert "paged" not in run_pty("show", STORY, "--no-pager", env=mine).out
    assert "paged" not in run_pty("show", STORY, env={"TIMELINE_PAGER": "", "PAGER": str(pager)}).out
    assert "paged" not in run_pipe("show", STORY, env=mine).out
    assert "DENIED" in run_pty("show", STORY, env={"TIMELINE_PAGER": "no-such-pager"}).out


def test_head_ends_the_run_quietly() -> None:
    """`| head` gets its lines; nothing on stderr; the exit says that the reader went away."""
    command = f"{sys.executable} -m timeline show data/space-film-record.yaml --group person -O jsonl"
    done = subprocess.run(
        ["bash", "-c", f"({command}; echo code $? >&2) | head -1"],
        capture_output=True,
        cwd=ROOT,
        env=environment(),
        check=False,
    )
    assert done.stdout.count(b"\n") == 1
    assert done.stderr in (b"code 141\n", b"code 0\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_full_disk_is_told() -> None:
    """Output that cannot be written is exit 3 with one line."""
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "timeline", "show", STORY],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
            check=False,
        )
    assert done.stderr == b"timeline: cannot write to standard output: No space left on device\n"
    assert done.returncode == 3


def test_a_missing_file() -> None:
    """A file that is not there, or is a folder, is the machine's refusal: exit 3, one line."""
    done = run_pipe("show", "no-such.yaml")
    assert (done.out, done.err, done.code) == ("", "timeline: no-such.yaml: No such file or directory\n", 3)
    assert run_pipe("show", "data").code == 3


def test_usage() -> None:
    """Help on stdout and exit 0; a wrong option is exit 2 with a suggestion; nothing at all is help."""
    done = run_pipe("filter", "--help")
    assert "--person" in done.out
    assert (done.err, done.code) == ("", 0)
    wrong = run_pipe("show", "--colour", "never")
    assert "--color" in wrong.err
    assert (wrong.out, wrong.code) == ("", 2)
    assert run_pipe("--version").out.startswith("timeline ")
    assert "show" in run_pipe("shwo").err


def test_a_bug_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake of ours is one line and exit 70; TIMELINE_DEBUG=1 has the traceback."""
    from timeline import cli, commands

    def broken(command: str, params: object) -> int:
        raise ZeroDivisionError("one")

    monkeypatch.setattr(commands, "run", broken)
    monkeypatch.delenv("TIMELINE_DEBUG", raising=False)
    assert cli.main(["show"]) == 70
    assert capsys.readouterr().err == "timeline: a bug: ZeroDivisionError: one; TIMELINE_DEBUG=1 shows where\n"
    monkeypatch.setenv("TIMELINE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["show"])


def test_a_bug_is_told_by_the_process() -> None:
    """The line gets out of the buffer before the run leaves at once."""
    bug = "from timeline import commands; commands.run = lambda *_: 1 // 0; from timeline.__main__ import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", bug, "show"], capture_output=True, cwd=ROOT, env=environment(), text=True, check=False
    )
    assert (done.returncode, done.stdout) == (70, "")
    assert done.stderr.startswith("timeline: a bug: ZeroDivisionError: ")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_told_to_end(number: signal.Signals, code: int) -> None:
    """A run that waits for its input ends at once, with the exit code of the signal and without a word."""
    process = subprocess.Popen(
        [sys.executable, "-c", TOLD, "show", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"waiting\n"
    process.send_signal(number)
    assert process.wait(timeout=60) == code
    assert process.stdout.read() == b""
    assert process.stderr is not None
    assert process.stderr.read() == b""


TOLD = """
import os, sys, timeline.load
class Waiting:
    def read(self, size):
        os.write(1, b"waiting\\n")
        return stdin.read(size)
class Input:
    isatty = lambda self: False
    buffer = Waiting()
stdin, sys.stdin = sys.stdin.buffer, Input()
from timeline.cli import main
os._exit(main(sys.argv[1:]))
"""
