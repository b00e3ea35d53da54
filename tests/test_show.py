"""`timeline show` on the bundled stories: every event, whole, in its order, the same bytes everywhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import run_pipe, run_pty, without_escapes, words_of, write

from timeline import helper
from timeline.formats import text
from timeline.load import load
from timeline.query import Query, select
from timeline.views import Options
from timeline.writing import Out

HARD = str(Path(__file__).parent / "data" / "hard.yaml")


@pytest.mark.parametrize("story", ["space-film", "space-film-record"])
def test_the_story_as_text(story: str, data: Path, golden: Callable[[str, str], None]) -> None:
    """What a reader sees of a bundled story; read in review."""
    done = run_pipe("show", str(data / f"{story}.yaml"))
    assert (done.code, done.err) == (0, "")
    golden(f"{story}.txt", done.out)


def test_without_a_file_the_bundled_story(tmp_path: Path, data: Path) -> None:
    """No file named and none here: the bundled story, and one line on stderr says so."""
    done = run_pipe("show", cwd=tmp_path)
    assert done.out == run_pipe("show", str(data / "space-film.yaml")).out
    assert done.err.count("\n") == 1
    assert "bundled story" in done.err


def test_timeline_yaml_here_and_the_environment(tmp_path: Path) -> None:
    """timeline.yaml in the folder is taken, TIMELINE_FILE stands above it, a named file above both."""
    write(tmp_path, "timeline.yaml", "events: [{date: 2020, title: Here}]")
    other = write(tmp_path, "other.yaml", "events: [{date: 2020, title: Other}]")
    assert "Here" in run_pipe("show", cwd=tmp_path).out
    assert "Other" in run_pipe("show", cwd=tmp_path, env={"TIMELINE_FILE": other}).out
    named = run_pipe("show", "timeline.yaml", cwd=tmp_path, env={"TIMELINE_FILE": other})
    assert "Here" in named.out
    assert named.err == ""


@pytest.mark.parametrize("story", ["space-film", "space-film-record"])
def test_every_event_is_there_whole(story: str, data: Path) -> None:
    """Title, summary, outlets and people of every event stand in the text, uncut."""
    path = str(data / f"{story}.yaml")
    text = run_pipe("show", path).out
    for event in load([path]).events:
        assert event.title in text
        assert " ".join(event.summary.split()) in text
        assert ", ".join(event.people) in text
        assert all(source.outlet in text for source in event.sources)


def test_a_pipe_knows_no_terminal(data: Path) -> None:
    """The same bytes whatever terminal, locale, width or time zone stands behind a pipe; no byte of colour."""
    path = str(data / "space-film-record.yaml")
    plain = run_pipe("show", path).out
    assert "\x1b" not in plain
    for env in (
        {"COLUMNS": "40"},
        {"COLUMNS": "0"},
        {"LC_ALL": "C"},
        {"PYTHONIOENCODING": "ascii"},
        {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
        {"TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "1"},
        {"GITHUB_ACTIONS": "true"},
    ):
        assert run_pipe("show", path, env=env).out == plain, env


@pytest.mark.parametrize("path", ["data/space-film.yaml", "data/space-film-record.yaml", HARD])
def test_a_terminal_shows_the_same_in_colour(path: str) -> None:
    """On a wide terminal the text without its colours is the text of the pipe."""
    painted = run_pty("show", path, cols=2000).out
    assert painted.count("\x1b[") > 20
    assert without_escapes(painted) == run_pipe("show", path).out


@pytest.mark.parametrize("cols", [20, 40, 60, 80, 132])
def test_a_narrow_terminal_wraps_and_loses_nothing(cols: int) -> None:
    """No line is wider than the terminal (but for a single long word), and all words are there, in order."""
    painted = without_escapes(run_pty("show", HARD, cols=cols).out)
    plain = run_pipe("show", HARD).out
    from timeline.width import width_of

    for line in painted.splitlines():
        assert width_of(line) <= cols or len(line.split()) == 1, line
    assert sorted(words_of(painted)) == sorted(words_of(plain))


DAYS = ("2026-01-01", "2026-03-29", "2024-02-29", "2026-11-30", "2026-12-31")

CLOCK = """\
import sys, time, calendar
now = time.struct_time((*map(int, sys.argv[1].split("-")), 12, 0, 0, 0, 1, 0))
time.localtime = lambda seconds=None: now
time.time = lambda: float(calendar.timegm(now))
import datetime
class Date(datetime.date):
    @classmethod
    def today(cls): return cls(now[0], now[1], now[2])
datetime.date = Date
sys.argv = ["timeline", *sys.argv[2:]]
from timeline.__main__ import run
run()
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "data/space-film.yaml"),
        ("filter", "data/space-film.yaml", "--since", "May 2020", "--until", "May 2020", "--brief"),
        ("date", "--json", "May 2020", "mid-2020", "September", "winter 2023", "c. 2019", "2020-05", "5 May"),
    ],
)
def test_the_day_of_the_run_changes_nothing(arguments: tuple[str, ...]) -> None:
    """`May 2020` is a month on the 1st, 29th, 30th and 31st alike: the same bytes on each."""
    import subprocess

    from support import ROOT, environment

    outputs = {
        subprocess.run(
            [sys.executable, "-c", CLOCK, day, *arguments], capture_output=True, cwd=ROOT, env=environment(), check=True
        ).stdout
        for day in DAYS
    }
    assert len(outputs) == 1
    assert b"May 22" not in outputs.pop()


def test_order_is_by_earliest_day_and_respects_declared_order(tmp_path: Path) -> None:
    """By earliest day, then latest, then file; "before X" just before X's day; undated last; declared order kept."""
    path = write(
        tmp_path,
        "order.yaml",
        """\
events:
  - {id: u, date: unknown, title: undated}
  - {id: y, date: 2020, title: year}
  - {id: m, date: May 2020, title: month}
  - {id: d, date: "2020-05-01", title: day}
  - {id: b, date: "before May 1, 2020", title: before}
  - {id: z, date: after @m2, title: declared after}
  - {id: m2, date: May 2020, title: second month}
  - {id: s, date: since May 2020, title: since}
""",
    )
    titles = [line[36:].strip() for line in run_pipe("show", path, "--brief").out.splitlines()]
    assert titles == ["year", "before", "day", "month", "second month", "declared after", "since", "undated"]
    latest = run_pipe("show", path, "--brief", "--sort", "latest").out
    assert latest.index("second month") < latest.index("declared after")
    reversed_titles = [line[36:].strip() for line in run_pipe("show", path, "--brief", "--reverse").out.splitlines()]
    assert reversed_titles == titles[::-1]


@pytest.mark.parametrize(
    ("option", "headings"),
    [
        ("year", ["2020", "2021", "2025", "Undated"]),
        (
            "month",
            ["May 2020", "2020, month not known", "2020", "January 2021", "2021", "January 2025", "2025", "Undated"],
        ),
        ("status", ["Reported", "Confirmed", "Background", "Denied"]),
        ("none", []),
    ],
)
def test_groups(option: str, headings: list[str]) -> None:
    """Headings by --group, each once."""
    lines = run_pipe("show", "data/space-film.yaml", "--group", option).out.splitlines()[1:]
    assert [line for line in lines if line and not line.startswith(" ")] == headings


def test_grouped_by_person_an_event_stands_under_each(data: Path) -> None:
    """By person and by outlet an event stands under every one that it names, the most frequent first."""
    text = run_pipe("show", str(data / "space-film.yaml"), "--group", "person").out
    assert text.count("Deadline reports a Cruise and Liman film") == 2
    assert text.index("\nTom Cruise\n") < text.index("\nElon Musk\n")


@pytest.mark.parametrize(
    ("style", "label"),
    [
        ("words", "  mid-2020  "),
        ("plain", "  mid-2020  "),
        ("edtf", "  [2020-05..2020-08]"),
        ("iso", "  2020-05-01/2020-08-31"),
    ],
)
def test_date_styles(style: str, label: str) -> None:
    """The same date in words, plain, EDTF and ISO days."""
    assert f"\n{label}" in run_pipe("show", "data/space-film.yaml", "--dates", style).out


def test_limit_says_what_it_leaves_out() -> None:
    """What was cut short says so, with the option that shows all."""
    out = run_pipe("show", "data/space-film.yaml", "--limit", "2").out
    assert "14 more not shown; --limit 0 shows all" in out
    assert len(run_pipe("show", "data/space-film.yaml", "--limit", "2", "--brief").out.splitlines()) == 2


def test_output_to_a_file(tmp_path: Path) -> None:
    """-o writes the whole, uncoloured, in the format of the suffix, and keeps permissions and links."""
    target = tmp_path / "story.txt"
    target.write_text("old")
    target.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    done = run_pipe("show", "data/space-film.yaml", "-o", str(link))
    assert (done.out, done.err, done.code) == ("", "", 0)
    assert target.read_text("utf-8") == run_pipe("show", "data/space-film.yaml").out
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"story.txt", "link.txt"}
    run_pipe("show", "data/space-film.yaml", "-o", str(tmp_path / "story.json"))
    assert (tmp_path / "story.json").read_text("utf-8").startswith('{\n "timeline": 1')


def test_ascii() -> None:
    """--ascii writes signs as their likenesses and letters as escapes."""
    out = run_pipe("show", HARD, "--ascii").out
    assert out.isascii()
    assert "D\\xf3ra" in out


def test_what_has_no_date_stands_before_what_follows_it(tmp_path: Path) -> None:
    """Just before the last day on which that can be, so that it holds up nothing of later years; else last."""
    path = write(
        tmp_path,
        "bare.yaml",
        """\
events:
  - {id: b, date: 2021, title: behind}
  - {id: later, date: 2021; before @u, title: ahead}
  - {id: u, date: unknown; before @b, title: undated}
  - {id: v, date: unknown; before @c, title: undated too}
  - {id: c, date: 2019, title: year}
  - {id: w, date: unknown; after @c, title: undated for good}
  - {id: d, date: 2020, title: next}
""",
    )
    titles = [line[36:].strip() for line in run_pipe("show", path, "--brief").out.splitlines()]
    assert titles == ["undated too", "year", "next", "ahead", "undated", "behind", "undated for good"]


def test_honest_order_brackets_what_cannot_be_known(tmp_path: Path) -> None:
    """--order honest brackets neighbours either of which may have come first; a declared order is known."""
    path = write(
        tmp_path,
        "honest.yaml",
        """\
events:
  - {id: a, date: 2020-05, title: month}
  - {id: b, date: mid-2020, title: middle}
  - {id: c, date: 2020-09-01, title: sure}
  - {id: d, date: 2020-10, title: first of two}
  - {id: e, date: 2020-10; after @d, title: second of two}
  - {id: f, date: 2020-12-24, title: same day}
  - {id: g, date: 2020-12-24, title: the same day}
""",
    )
    edges = {
        line[28:]: line[:2] for line in run_pipe("show", path, "--order", "honest").out.splitlines() if "UNS" in line
    }
    assert edges == {
        "month": "┌ ", "middle": "└ ", "sure": "  ", "first of two": "  ", "second of two": "  ",
        "same day": "┌ ", "the same day": "└ ",
    }  # fmt: skip
    assert "the order of these neighbours cannot be known" in run_pipe("show", path, "--order", "honest").out
    assert "/ May" in run_pipe("show", path, "--order", "honest", "--ascii").out
    assert "┌" not in run_pipe("show", path).out


@pytest.mark.parametrize("arrangement", [
    {}, {"order": "honest"}, {"color_by": "person", "group": "person"}, {"color_by": "outlet", "reverse": True, "limit": 31},
], ids=str)  # fmt: skip
@pytest.mark.parametrize("color, width", [(False, 0), (True, 100), (True, 50)])
def test_two_processes_print_what_one_does(
    monkeypatch: pytest.MonkeyPatch, data: Path, arrangement: dict[str, Any], color: bool, width: int
) -> None:
    """A long text is the same to the byte whoever wrote which part of it, the numbers of colours included."""
    if sys.platform != "linux":
        pytest.skip("one process does it all here")
    chronology = load([str(data / "space-film-record.yaml"), HARD], keep_going=True)
    found = select(chronology, Query(), 739_000)

    def printed() -> str:
        parts: list[str] = []
        text.write(chronology, found, Options(**arrangement), Out(parts.append, 739_000, color, width))
        return "".join(parts)

    one = printed()
    monkeypatch.setattr(helper, "can_help", lambda: True)
    monkeypatch.setattr(text, "_WORTH_TWO", 0)
    monkeypatch.setattr(text, "_AT_ONCE", 3)
    assert printed() == one


def test_the_picture_of_a_date_in_ascii() -> None:
    """Signs, no escapes; solid where it certainly lasted."""
    done = run_pipe("date", "--ascii", "mid-2020", "2019/2021")
    bars = [line.strip() for line in done.out.splitlines() if "==" in line]
    assert bars == [
        ".........." + "=" * 41 + ".........",
        "..........=============##############==============.........",
    ]
    assert done.out.isascii()
    assert "\\u" not in done.out
