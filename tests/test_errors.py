"""Every problem has a code, a file that shows it, and a message that is read in review."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT, run_pipe

from timeline.errors import DataError
from timeline.load import load
from timeline.messages import problem_lines

FOLDER = Path(__file__).parent / "errors"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".txt")
CODES = re.compile(r'"([FEDR]\d{3})"')


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_message(path: Path, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole message of each kind of mistake: place, line, caret, remedy."""
    monkeypatch.chdir(FOLDER)
    try:
        problems = load([path.name]).problems
    except DataError as error:
        problems = error.problems
    assert any(problem.code == path.stem for problem in problems)
    golden(f"../errors/{path.name}.txt", "\n\n".join("\n".join(problem_lines(one)) for one in problems) + "\n")


@pytest.mark.parametrize("escape", ["\\ud800", "\\ud83d\\ude00", "\\U00110000"])
def test_half_a_character(escape: str) -> None:
    """An escape that is no character of its own is told as that, not as an open quote."""
    text = f'title: "{escape}x"\nevents: []\n'
    with pytest.raises(DataError) as caught:
        load(["t.yaml"], fetch=lambda name: (name, text.encode()))
    (problem,) = caught.value.problems
    assert problem.code == "F101"
    assert problem.hint.startswith("Write the character itself")


def test_every_code_has_a_file() -> None:
    """No message goes unread: each code in the source stands in `tests/errors`."""
    used = {code for path in (ROOT / "timeline").rglob("*.py") for code in CODES.findall(path.read_text("utf-8"))}
    assert used == {path.stem for path in FILES}


TEN_MISTAKES = """\
title: Ten mistakes
year: last
events:
  - date: mid-2020ish
    title: Not a date
  - date: 30 February 2020
    title: No such day
  - title: No date at all
  - date: May 2020
  - date: 02/03/2020
    title: Which is the month
  - date: May 2020
    title: Variety: a colon in a title
  - date: after @nobody
    title: A reference to nothing
  - date: May 2020
    title: A stance that there is not
    sources: [{outlet: Variety, says: denys}]
  - date: May 2020
    title: No outlet
    sources: [{date: May 2020}]
  - {id: twice, date: May 2020, title: First}
  - {id: twice, date: May 2020, title: Second}
"""


def test_ten_mistakes_give_ten_located_messages(tmp_path: Path) -> None:
    """All problems at once, each with file, line and column; nothing on stdout; exit 2."""
    path = tmp_path / "ten.yaml"
    path.write_text(TEN_MISTAKES, "utf-8")
    done = run_pipe("show", "ten.yaml", cwd=tmp_path)
    located = re.findall(r"^ten\.yaml:(\d+):\d+: [A-Z]\d{3} ", done.err, re.MULTILINE)
    assert [int(line) for line in located] == [2, 4, 6, 8, 9, 10, 13, 14, 18, 21, 23]
    assert done.out == ""
    assert done.code == 2


def test_keep_going_shows_what_is_sound(tmp_path: Path) -> None:
    """With --keep-going the sound events are shown, the problems told, and the exit is still 2."""
    path = tmp_path / "ten.yaml"
    path.write_text(TEN_MISTAKES, "utf-8")
    done = run_pipe("show", "ten.yaml", "--keep-going", "--brief", cwd=tmp_path)
    assert [line.split("UNSOURCED")[1].strip() for line in done.out.splitlines()] == ["First", "A reference to nothing"]
    assert "not a date" in done.err
    assert done.code == 2


def test_at_most_twenty_messages(tmp_path: Path) -> None:
    """Twenty messages are enough; the rest is a number."""
    path = tmp_path / "many.yaml"
    path.write_text("events:\n" + "  - {date: nonsense, title: Same}\n" * 50, "utf-8")
    done = run_pipe("show", str(path))
    assert done.err.count("D101") == 20
    assert done.err.endswith("and 30 more\n")
