"""Long work says on a terminal how far it has come, and leaves nothing of that behind."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest
from support import ROOT, run_pipe, run_pty

from timeline import console
from timeline.commands._files import _told, loaded
from timeline.console import Progress
from timeline.load import load
from timeline.query import Query, Wish
from timeline.query.sieve import sieve_of


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class _Clock:
    """A clock that a test sets."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def shown(ticks: list[float], stream: io.StringIO, **env: str) -> str:
    """What appears while an event is done at each of these seconds."""
    clock = _Clock()
    with Progress("writing a.html", stream, {"TERM": "xterm", **env}, clock) as progress:
        items = progress.follow(range(len(ticks)), 5000)
        for item in items:
            clock.now = 100 + ticks[item]
    return stream.getvalue()


def test_it_begins_after_half_a_second_and_is_erased() -> None:
    """A line once the work has lasted, then ten a second at most; at the end the line is empty."""
    assert shown([0.1, 0.4, 0.5, 0.55, 0.62, 0.9], _Terminal()) == (
        "\rwriting a.html: 3 of 5,000 events\x1b[K"
        "\rwriting a.html: 5 of 5,000 events\x1b[K"
        "\rwriting a.html: 6 of 5,000 events\x1b[K"
        "\r\x1b[K"
    )


def test_short_work_shows_nothing() -> None:
    """Nothing at all within half a second."""
    assert shown([0.1, 0.2, 0.49], _Terminal()) == ""


@pytest.mark.parametrize(("stream", "term"), [(io.StringIO(), "xterm"), (_Terminal(), "dumb")])
def test_nothing_in_a_pipe_or_on_a_dumb_terminal(stream: io.StringIO, term: str) -> None:
    """Nothing is written, and the items are handed on as they are."""
    assert shown([1.0, 2.0], stream, TERM=term) == ""
    items = [1, 2]
    assert Progress("x", stream, {"TERM": term}, _Clock()).follow(items, 2) is items


def test_a_narrow_terminal_and_a_hostile_name() -> None:
    """The line is cut at the width, so that it can be erased; nothing in a file's name steers the terminal."""
    text = shown([1.0], _Terminal(), COLUMNS="24")
    assert text == "\rwriting a.html: 1 of 5,\x1b[K\r\x1b[K"
    stream, clock = _Terminal(), _Clock()
    with Progress("writing a\x1b[2J", stream, {"TERM": "xterm"}, clock) as progress:
        for _ in progress.follow([1], 1):
            clock.now += 9
    assert "\\x1b[2J: 1 of 1 events" in stream.getvalue()


def test_a_message_stands_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is erased before anything else is said."""
    stream, clock = _Terminal(), _Clock()
    monkeypatch.setattr("sys.stderr", stream)
    with Progress("writing", stream, {"TERM": "xterm"}, clock) as progress:
        for _ in progress.follow([1], 1):
            clock.now += 9
        console.say("left out: 1")
    assert stream.getvalue().endswith("\r\x1b[Ktimeline: left out: 1\n")


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A chronology of some thousand events."""
    path = tmp_path_factory.mktemp("big") / "big.csv"
    rows = [f"e{n},2020-05-{n % 28 + 1:02d},Event {n},Deadline,May 2020" for n in range(6000)]
    path.write_text("\n".join(["id,date,title,source_outlet,source_date", *rows, ""]), "utf-8")
    return str(path)


def test_a_page_on_a_terminal(big: str, tmp_path: Path) -> None:
    """The file's name and the numbers, and an empty line at the end."""
    pytest.importorskip("jinja2")
    impatient = "from timeline.console import Progress\nProgress.FIRST = 0.0\n"  # on a fast machine, too
    (tmp_path / "sitecustomize.py").write_text(impatient, "utf-8")
    path = os.pathsep.join((str(tmp_path), str(ROOT)))
    done = run_pty("show", big, "-o", "page.html", cwd=tmp_path, env={"PYTHONPATH": path})
    assert done.code == 0
    assert re.search(r"\rwriting page\.html: [\d,]+ of 6,000 events\x1b\[K", done.out)
    assert done.out.endswith("\r\x1b[K")
    assert (tmp_path / "page.html").stat().st_size > 1_000_000


def test_nothing_in_a_pipe(big: str, tmp_path: Path) -> None:
    """stderr stays empty where it is no terminal."""
    done = run_pipe("show", big, "-o", str(tmp_path / "p.csv"))
    assert (done.code, done.err) == (0, "")


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of some megabytes, an event a line."""
    path = tmp_path_factory.mktemp("lines") / "big.jsonl"
    summary = "a summary " * 400
    events = [{"id": f"e{n}", "date": "2020", "title": f"Event {n}", "summary": summary} for n in range(1500)]
    path.write_text("".join(json.dumps(event) + "\n" for event in events), "utf-8")
    return path


@pytest.mark.parametrize("syntax", ["jsonl", "yaml", "sifted"])
def test_reading_is_told_by_the_megabyte(syntax: str, lines: Path, tmp_path: Path) -> None:
    """Every megabyte or half of one, never for each event, whichever way a big file is read."""
    path, sieve = lines, None
    if syntax == "yaml":
        path = tmp_path / "big.yaml"
        path.write_text(
            f"events:\n{''.join(f'  - {line}' for line in lines.read_text('utf-8').splitlines(True))}", "utf-8"
        )
    if syntax == "sifted":
        sieve = sieve_of(Query((Wish("text", ("Event 7",)),)), 740_000)
    said: list[tuple[int, int]] = []
    chronology = load([str(path)], sieve=sieve, told=lambda done, total: said.append((done, total)))
    size = path.stat().st_size
    assert len(chronology.events) + chronology.passed == 1500
    assert size // 1_300_000 <= len(said) <= size // 500_000 + 1
    assert said == sorted(said)
    assert {total for _, total in said} == {size}


def test_reading_on_a_terminal_and_in_a_pipe(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Megabytes read of how many, then an empty line; nothing is even asked for where stderr is a pipe."""
    stream, clock = _Terminal(), _Clock()

    def told(shown: Progress, done: int, total: int) -> None:
        clock.now += 1
        _told(shown, done, total)

    monkeypatch.setattr("timeline.commands._files._told", told)
    monkeypatch.setattr(
        "timeline.commands._files.progress",
        lambda label: Progress("reading big.jsonl", stream, {"TERM": "xterm"}, clock),
    )
    loaded({"files": [str(lines)]})
    assert stream.getvalue().startswith("\rreading big.jsonl: 1 of 7 MB\x1b[K\rreading big.jsonl: 2 of 7 MB\x1b[K")
    assert stream.getvalue().endswith("\r\x1b[K")
    done = run_pipe("show", str(lines), "--limit", "1", "--brief")
    assert (done.code, "reading" in done.err) == (0, False)


def test_a_short_file_on_a_terminal(tmp_path: Path) -> None:
    """What is read at once is not talked about."""
    (tmp_path / "a.yaml").write_text("events:\n  - {date: 2020, title: A}\n", "utf-8")
    done = run_pty("show", "a.yaml", "--no-pager", cwd=tmp_path)
    assert done.code == 0
    assert "reading" not in done.out
