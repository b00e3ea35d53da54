"""`timeline add`: into the user's own file, at the right place, told, and never at the cost of what is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from handwritten import handwritten
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import ROOT, environment, run_pipe, run_pty, write

from timeline.commands import add
from timeline.load import load
from timeline.model import Event

STORY = """\
title: A film
people:
  Doug Liman: {aliases: [Liman]}
events:
  - id: first-report
    date: May 2020
    title: Deadline reports a film to be shot in space
    people: [Doug Liman]
    tags: [money-talk]
    sources:
      - {outlet: Deadline, date: May 2020, url: https://example.org/report}

  # this one is later
  - id: talks-fade
    date: 2022
    title: Talks fade
    sources:
      - {outlet: Page Six, date: 2022}
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    return Path(write(tmp_path, "timeline.yaml", STORY))


def events(path: Path) -> dict[str, Event]:
    return {event.id: event for event in load([str(path)]).events}


# --- an event -----------------------------------------------------------------------------------------------------


def test_one_line(story: Path) -> None:
    """Date, title and source on one line; the answer is one line that says where it went."""
    done = run_pipe(
        "add",
        "mid-2021: Variety tells: a budget",
        "--outlet",
        "Variety",
        "--url",
        "https://example.org/b",
        "--says",
        "rumours",
        cwd=story.parent,
    )
    assert (done.out, done.err, done.code) == (
        "timeline.yaml:13: added variety-tells-a-budget, mid-2021: Variety tells: a budget\n",
        "",
        0,
    )
    added = """\
  - id: variety-tells-a-budget
    date: mid-2021
    title: "Variety tells: a budget"
    sources:
      - {outlet: Variety, url: https://example.org/b, says: rumours}

"""
    assert story.read_text("utf-8") == STORY.replace("  # this one", added + "  # this one")


def test_every_option(story: Path) -> None:
    """Each option is a key of the event or of its source, and all are read back."""
    done = run_pipe(
        "add", "May 17, 2021: What happened",
        *("--summary", "More", "--person", "A. Lee", "--person", "Bo", "--org", "NASA", "--work", "W", "--place", "P, Q"),
        *("--tag", "t", "--group", "g", "--status", "confirmed", "--because", "I saw it", "--note", "N", "--id", "own.id"),
        *("--background", "--outlet", "O", "--source-date", "June 2021", "--url", "https://u.example", "--by", "B"),
        *("--unnamed", "insiders", "--says", "denies", "--via", "V", "--source-title", "H", "--quote", "Q: q"),
        *("--archive", "https://a.example", "--accessed", "2021-07-01", "--lang", "en"),
        cwd=story.parent,
    )  # fmt: skip
    assert done.code == 0
    event = events(story)["own.id"]
    assert (event.date.text, event.title, event.summary, event.people) == (
        "May 17, 2021",
        "What happened",
        "More",
        ("A. Lee", "Bo"),
    )
    assert (event.orgs, event.works, event.places, event.tags, event.group) == (
        ("NASA",),
        ("W",),
        ("P, Q",),
        ("t",),
        "g",
    )
    assert (event.status, event.because, event.note, event.background) == ("confirmed", "I saw it", "N", True)
    (source,) = event.sources
    assert (source.outlet, source.date.text, *source[3:13]) == (
        "O", "June 2021", "denies", "H", "https://u.example", "B", "insiders", "V", "https://a.example", "2021-07-01", "en", "Q: q",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "date", "title"),
    [
        (("2020: A",), "2020", "A"),
        (("between June and August 2020:  a title ",), "between June and August 2020", "a title"),
        (("after @first-report: A: b",), "after @first-report", "A: b"),
        (("September; after @first-report: A",), "September; after @first-report", "A"),
        (("unknown: 10:30 is no date",), "unknown", "10:30 is no date"),
        (("Variety: A", "--date", "2020"), "2020", "Variety: A"),
        (("--title", "A", "--date", "c. 2019"), "c. 2019", "A"),
    ],
)
def test_date_and_title(story: Path, arguments: tuple[str, ...], date: str, title: str) -> None:
    """The date stands before the first colon with a blank behind it where a date can be read; options say it too."""
    assert run_pipe("add", *arguments, "--id", "new", cwd=story.parent).code == 0
    assert (events(story)["new"].date.text, events(story)["new"].title) == (date, title)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), 'what happened? Write: timeline add "May 2020: Deadline reports the film" --outlet Deadline'),
        (("No date here",), "no date in front: write"),
        (("Variety: A",), "no date in front: write"),
        (("02/03/2020: A",), '"02/03/2020" has more than one reading; write Feb. 3, 2020 or March 2, 2020'),
        (("mid-2020ish: A",), 'not a date: "mid-2020ish"; write c. mid-2020'),
        (("2020:",), 'what happened? Write it after the date: "2020: …"'),
        (("2020: A", "--date", "2020", "--title", "B"), "the title is given twice"),
        (("2020: A", "--date", "2021"), "the date is given twice: as TEXT and as --date"),
        (("2020: A", "--outlet", "X", "--outlet", "Y"), "--outlet is given twice, and has one value"),
        (("2020: A", "--quote=a", "--quote", "b"), "--quote is given twice"),
        (("--to", "talks-fade", "--outlet", "X", "--outlet=Y"), "--outlet is given twice"),
        (("A", "--date", "30 February 2020"), "--date 30 February 2020 does not exist"),
        (("--title", "A"), "--date is missing"),
        (("2020: A", "--url", "https://u.example"), "a source needs --outlet"),
        (("2020: A", "--outlet", "O", "--says", "shouts"), '--says "shouts"; use one of: reports, confirms'),
        (("2020: A", "--outlet", "O", "--source-date", "nonsense"), '--source-date not a date: "nonsense"'),
        (("2020: A", "--status", "sure"), '--status "sure"; use one of: confirmed'),
        (("2020: A", "-f", "-"), "add writes into a file; name one with -f FILE"),
        (("--to", "first-report"), "--to needs a source: --outlet"),
        (("--to", "first-report", "--date", "2020", "--outlet", "O"), "--to adds a source to an event that is there; leave out --date"),
        (("--to", "frist-report", "--outlet", "O"), 'no event "frist-report"; did you mean first-report?'),
    ],
)  # fmt: skip
def test_wrong_usage(story: Path, arguments: tuple[str, ...], said: str) -> None:
    """What is wrong, and what to write instead; exit 2, nothing on stdout, the file as it was."""
    done = run_pipe("add", *arguments, cwd=story.parent)
    assert (done.out, done.code) == ("", 2)
    assert done.err.startswith(f"timeline: {said}")
    assert story.read_text("utf-8") == STORY


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("after @nobody: A",), "the new event:3:17: R101 no event or era has the id"),
        (("2020: A", "--id", "talks-fade"), "the new event:2:9: E103 id `talks-fade` is given twice"),
        (("2020: A", "--id", "two words"), 'the new event:2:9: E110 "two words" cannot be an id'),
        (("2019; after @first-report: A",), "R102 dates that contradict each other"),
    ],
)
def test_what_the_chronology_says_no_to(story: Path, arguments: tuple[str, ...], said: str) -> None:
    """The new event has to fit into the whole; its lines are quoted as they would be written."""
    done = run_pipe("add", *arguments, cwd=story.parent)
    assert (done.out, done.code) == ("", 2)
    assert said in done.err
    assert story.read_text("utf-8") == STORY


def test_a_file_with_errors_is_refused(tmp_path: Path) -> None:
    """The file's own problems are told, and it stays."""
    text = STORY + "  - date: nonsense\n    title: A\n"
    path = Path(write(tmp_path, "timeline.yaml", text))
    done = run_pipe("add", "2020: A", cwd=tmp_path)
    assert (done.out, done.code) == ("", 2)
    assert done.err.startswith("timeline.yaml:19:11: D101 ")
    assert path.read_text("utf-8") == text


def test_other_bytes(tmp_path: Path) -> None:
    """A file that is no UTF-8 is refused; a title that is none too."""
    (tmp_path / "timeline.yaml").write_bytes(b"events:\n  - {date: 2020, title: caf\xe9}\n")
    done = run_pipe("add", "2020: A", cwd=tmp_path)
    assert (done.code, "F103 not UTF-8 (byte 0xe9)" in done.err) == (2, True)
    (tmp_path / "timeline.yaml").write_text("events: []\n")
    broken = subprocess.run(
        [sys.executable, "-m", "timeline", "add", b"2020: caf\xe9"],
        capture_output=True, cwd=tmp_path, env=environment(PYTHONPATH=str(ROOT)), check=False,
    )  # fmt: skip
    assert (broken.returncode, b"is not UTF-8" in broken.stderr) == (2, True)


# --- which file ---------------------------------------------------------------------------------------------------


def test_never_the_bundled_story(tmp_path: Path) -> None:
    """Without a file of one's own there is none to add to; how to make one is said."""
    done = run_pipe("add", "2020: A", cwd=tmp_path)
    assert (done.out, done.code) == ("", 2)
    assert "timeline new" in done.err
    assert run_pipe("add", "2020: A", "-f", "space-film", cwd=tmp_path).code == 3
    done = run_pipe("add", "2020: A", "-f", "none.yaml", cwd=tmp_path)
    assert (done.err, done.code) == (
        "timeline: none.yaml: No such file or directory; make it with: timeline new none.yaml\n",
        3,
    )


def test_the_file_by_option_and_by_environment(tmp_path: Path) -> None:
    """-f, then TIMELINE_FILE, then timeline.yaml here."""
    paths = [Path(write(tmp_path, name, "events: []\n")) for name in ("one.yaml", "two.yaml", "timeline.yaml")]
    assert run_pipe("add", "2020: A", "-f", "one.yaml", cwd=tmp_path, env={"TIMELINE_FILE": "two.yaml"}).code == 0
    assert run_pipe("add", "2020: A", cwd=tmp_path, env={"TIMELINE_FILE": "two.yaml"}).code == 0
    assert run_pipe("add", "2020: A", cwd=tmp_path).code == 0
    assert [list(events(path)) for path in paths] == [["a"], ["a"], ["a"]]


def test_several_files(tmp_path: Path) -> None:
    """The first takes new events; a source goes where its event stands, in an included file too."""
    one = Path(write(tmp_path, "one.yaml", "include: far.yaml\nevents:\n  - {id: a, date: 2020, title: A}\n"))
    two = Path(write(tmp_path, "two.yaml", "events:\n  - {id: b, date: 2021, title: B}\n"))
    far = Path(write(tmp_path, "far.yaml", "events:\n  - {id: c, date: after @a, title: C}\n"))
    files = ("-f", "one.yaml", "-f", "two.yaml")
    assert run_pipe("add", "after @b: new", *files, cwd=tmp_path).code == 0
    assert run_pipe("add", "--to", "b", "--outlet", "O", *files, cwd=tmp_path).code == 0
    assert run_pipe("add", "--to", "c", "--outlet", "O", *files, cwd=tmp_path).code == 0
    assert "title: new" in one.read_text("utf-8")
    assert "outlet: O" in two.read_text("utf-8")
    assert "outlet: O" in far.read_text("utf-8")


def test_links_and_pipes(story: Path) -> None:
    """A link stays one; what is no regular file is refused."""
    (story.parent / "link.yaml").symlink_to("timeline.yaml")
    assert run_pipe("add", "2021: A", "-f", "link.yaml", cwd=story.parent).code == 0
    assert (story.parent / "link.yaml").is_symlink()
    assert "a" in events(story)
    for name in ("/dev/stdin", "."):
        done = run_pipe("add", "2021: A", "-f", name, cwd=story.parent, stdin=STORY)
        assert (done.err, done.code) == (f"timeline: {name}: not a regular file\n", 3)
    done = run_pipe("add", "2021: A", "-f", "/dev/null", cwd=story.parent)
    assert (done.err, done.code) == ("timeline: /dev/null: not a regular file\n", 3)


# --- a source -----------------------------------------------------------------------------------------------------


def test_a_source_of_an_event_found_by_words(story: Path) -> None:
    """`--to` finds an event as `why` does."""
    done = run_pipe(
        "add",
        "--to",
        "film reports",
        "--outlet",
        "Variety",
        "--source-date",
        "June 2020",
        "--says",
        "denies",
        cwd=story.parent,
    )
    assert (done.out, done.err, done.code) == (
        "timeline.yaml:12: added Variety to first-report, May 2020: Deadline reports a film to be shot in space\n", "", 0,
    )  # fmt: skip
    line = "      - {outlet: Variety, date: June 2020, says: denies}\n"
    assert story.read_text("utf-8") == STORY.replace("report}\n\n", f"report}}\n{line}\n")


# --- doubts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "doubt"),
    [
        (("5 May 2020: Deadline reports a film to be shot in the space",), '"Deadline reports a film to be shot in space" (first-report, May 2020) looks like the same event'),
        (("unknown: Talks fade",), '"Talks fade" (talks-fade, 2022) looks like the same event'),
        (("2021: Another", "--outlet", "O", "--url", "http://www.example.org/report/#top"), "(first-report, May 2020) cites the same address"),
        (("2021: Another", "--person", "Dough Liman"), 'person "Dough Liman" is new; did you mean Doug Liman?'),
        (("2021: Another", "--outlet", "Dedline"), 'outlet "Dedline" is new; did you mean Deadline?'),
        (("--to", "first-report", "--outlet", "Deadline", "--source-date", "May 2020"), "first-report has the same source already, at timeline.yaml:11:9"),
    ],
)  # fmt: skip
def test_doubts_are_told_and_refused_by_strict(story: Path, arguments: tuple[str, ...], doubt: str) -> None:
    """What looks like something that is there is said on stderr, and added all the same unless --strict is given."""
    strict = run_pipe("add", *arguments, "--strict", cwd=story.parent)
    assert (strict.out, strict.code) == ("", 2)
    assert doubt in strict.err
    assert story.read_text("utf-8") == STORY
    done = run_pipe("add", *arguments, cwd=story.parent)
    assert (done.code, doubt in done.err, "warning: " in done.err) == (0, True, True)
    assert story.read_text("utf-8") != STORY


@pytest.mark.parametrize(
    "arguments",
    [
        ("2021: Deadline reports a film to be shot in space",),
        ("May 2020: NASA welcomes the idea", "--person", "Doug Liman", "--outlet", "Deadline"),
        ("2021: Another", "--person", "Ann Lee", "--tag", "money"),
        ("2021: Another", "--outlet", "Deadline", "--url", "https://example.org/report-2"),
    ],
)
def test_what_is_no_doubt(story: Path, arguments: tuple[str, ...]) -> None:
    """The same title in another year, other titles of the month, other names."""
    done = run_pipe("add", *arguments, "--background", "--strict", cwd=story.parent)
    assert (done.code, done.err) == (0, "")


def test_names_are_written_as_the_file_has_them(story: Path) -> None:
    """An alias, a completed key and another case mean the name; that is said."""
    done = run_pipe(
        "add",
        "2021: A",
        "--person",
        "liman",
        "--person",
        "Bo",
        "--tag",
        "MONEY talk",
        "--outlet",
        "page-six",
        cwd=story.parent,
    )
    event = events(story)["a"]
    assert (event.people, event.tags, event.sources[0].outlet) == (("Doug Liman", "Bo"), ("money-talk",), "Page Six")
    assert 'person "liman" is written Doug Liman, as in the file' in done.err


@pytest.mark.parametrize(
    ("field", "stands", "typed", "written"),
    [
        ("tag", "c#", "c++", "c++"),
        ("tag", "c#", "C#", "c#"),
        ("tag", "c#", "c", "c"),
        ("tag", "r&b", "r-b", "r-b"),
        ("tag", "r&b", "R & B", "r&b"),
        ("tag", "🚀", "🔥", "🔥"),
        ("tag", "…", "—", "—"),
        ("work", "バリ", "パリ", "パリ"),
        ("work", "バリ", "ﾊﾞﾘ", "バリ"),
        ("work", "की", "का", "का"),
        ("work", "Иод", "Йод", "Йод"),
        ("work", "Фёдор", "федор", "Фёдор"),
        ("work", "Amélie", "AMELIE", "Amélie"),
        ("work", "Ocean’s Eleven", "oceans eleven", "Ocean’s Eleven"),
        ("work", "Spider-Man", "spider man", "Spider-Man"),
        ("work", "Apollo 13", "Apollo 1 3", "Apollo 1 3"),
        ("outlet", "E!", "E", "E"),
        ("outlet", "E!", "e!", "E!"),
        ("person", "Ann Lee!", "Lee", "Lee"),
    ],
)
def test_what_is_written_as_the_file_has_it(field: str, stands: str, typed: str, written: str, tmp_path: Path) -> None:
    """Names that differ in case, accents, apostrophes and blanks at most; other signs and letters tell them apart."""
    names = {"outlet": f"sources: [{{outlet: '{stands}'}}]", "person": f"people: ['{stands}']"}
    held = names.get(field, f"{field}s: ['{stands}']")
    path = Path(write(tmp_path, "timeline.yaml", f"events:\n  - {{date: 2020, title: T, {held}}}\n"))
    done = run_pipe("add", "2021: A", f"--{field}", typed, cwd=tmp_path)
    event = events(path)["a"]
    found = {"outlet": [source.outlet for source in event.sources], "person": event.people, "work": event.works}
    assert list(found.get(field, event.tags)) == [written]
    assert (f"is written {written}, as in the file" in done.err) == (written != typed)


def test_surnames(tmp_path: Path) -> None:
    """A surname that one person alone has means that person; one of several is only doubted."""
    people = "people: [Ann Lee, Bo Chan, Cy Chan]"
    path = Path(write(tmp_path, "timeline.yaml", f"events:\n  - {{date: 2020, title: T, {people}}}\n"))
    done = run_pipe("add", "2021: A", "--person", "Lee", "--person", "Chan", cwd=tmp_path)
    assert events(path)["a"].people == ("Ann Lee", "Chan")
    assert 'person "Lee" is written Ann Lee' in done.err
    assert 'person "Chan" is new; did you mean Bo Chan or Cy Chan?' in done.err


def test_an_event_without_a_source_is_told(story: Path) -> None:
    """How to add one is said; common knowledge needs none."""
    assert "timeline add --to a --outlet …" in run_pipe("add", "2021: A", cwd=story.parent).err
    assert run_pipe("add", "2021: B", "--background", cwd=story.parent).err == ""
    other = write(story.parent, "o ther.yaml", "events: []\n")
    assert f"timeline add --to c --outlet … -f '{other}'" in run_pipe("add", "2021: C", "-f", other).err


# --- the difference alone -----------------------------------------------------------------------------------------


def test_dry_run(story: Path) -> None:
    """A unified diff that `patch` would take, and nothing is written; in colour on a terminal."""
    done = run_pipe("add", "2021: A \x1b[31m", "--background", "--dry-run", cwd=story.parent)
    assert done.code == 0
    assert done.out == (
        "--- timeline.yaml\n+++ timeline.yaml\n@@ -10,6 +10,11 @@\n     sources:\n"
        "       - {outlet: Deadline, date: May 2020, url: https://example.org/report}\n \n"
        '+  - id: a-31m\n+    date: 2021\n+    title: "A \\x1b[31m"\n+    background: true\n+\n'
        "   # this one is later\n   - id: talks-fade\n     date: 2022\n"
    )
    assert story.read_text("utf-8") == STORY
    painted = run_pty("add", "2021: A", "--dry-run", cwd=story.parent, env={"PYTHONPATH": str(ROOT)}).out
    assert "\x1b[32m+    date: 2021\x1b[0m\n" in painted
    plain = run_pty("add", "2021: A", "--dry-run", "--no-color", cwd=story.parent, env={"PYTHONPATH": str(ROOT)}).out
    assert "\x1b[" not in plain


# --- in an editor -------------------------------------------------------------------------------------------------


def editor(folder: Path, script: str) -> dict[str, str]:
    """An editor that changes the file with sed."""
    path = folder / "edit"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    (folder / "tmp").mkdir(exist_ok=True)
    return {"VISUAL": f"'{path}'", "TMPDIR": str(folder / "tmp"), "PYTHONPATH": str(ROOT)}


FILL = """sed -i -e 's/- date:.*/- date: May 2021/' -e 's/^    title:.*/    title: "Said: it"/' """


def test_the_editor(story: Path) -> None:
    """What was saved is added, what stayed empty is left out, and no draft stays behind."""
    env = editor(story.parent, FILL + """-e 's/- outlet:.*/- outlet: Variety/' "$1" """)
    done = run_pipe("add", "--editor", "--tag", "t", cwd=story.parent, env=env)
    assert (done.out, done.err, done.code) == ("timeline.yaml:13: added said-it, May 2021: Said: it\n", "", 0)
    event = events(story)["said-it"]
    assert (event.tags, event.people, [source.outlet for source in event.sources]) == (("t",), (), ["Variety"])
    assert os.listdir(story.parent / "tmp") == []


@pytest.mark.parametrize("script", ["true", ': > "$1"', "sed -i 's/- date:.*/- date: 2020/' \"$1\""])
def test_an_editor_that_adds_nothing(story: Path, script: str) -> None:
    """Nothing saved, nothing left of it, no title: nothing is added."""
    done = run_pipe("add", "--editor", cwd=story.parent, env=editor(story.parent, script))
    assert (done.out, done.err, done.code) == ("", "timeline: nothing added\n", 0)
    assert story.read_text("utf-8") == STORY
    assert os.listdir(story.parent / "tmp") == []


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (FILL.replace("May 2021", "nonsense") + '"$1"', ':4:11: D101 not a date: "nonsense"'),
        (FILL.replace("'s/^    title", "-e 's/^    people:.*/    poeple: x/' -e 's/^    title") .replace("-e -e", "-e") + '"$1"', ": E105 unknown key `poeple` of an event"),
        (FILL.replace("May 2021", "after @nobody") + '"$1"', ": R101 no event or era has the id"),
        ("printf 'events: [' > \"$1\"", ": F101 not valid YAML"),
        ("printf 'events:\n- date: 2020\n  summary: an hour of work\n' > \"$1\"", ": E101 an event without a title"),
        ("printf 'events:\n- date: 2020\n  title: A\n- date: 2020\n  summary: more\n' > \"$1\"", ": E101 an event without a title"),
    ],
)  # fmt: skip
def test_mistakes_in_the_editor(story: Path, script: str, said: str) -> None:
    """Told at the line of the draft; where nobody can be asked, the text is kept and its place is said."""
    done = run_pipe("add", "--editor", cwd=story.parent, env=editor(story.parent, script))
    (draft,) = (story.parent / "tmp").iterdir()
    assert (done.out, done.code) == ("", 2)
    assert f"{draft}{said}" in done.err or said in done.err
    assert done.err.endswith(f"timeline: nothing added; the text is kept in {draft}\n")
    assert story.read_text("utf-8") == STORY


def test_no_editor_and_a_failing_one(story: Path) -> None:
    """Both are told, and nothing is left behind."""
    env = {"VISUAL": "no-such-editor -x", "PYTHONPATH": str(ROOT)}
    done = run_pipe("add", "--editor", cwd=story.parent, env=env)
    assert (done.err, done.code) == ("timeline: no editor no-such-editor -x; name one in VISUAL or EDITOR\n", 3)
    done = run_pipe("add", "--editor", cwd=story.parent, env=editor(story.parent, "exit 4"))
    assert (done.code, done.err.endswith("left with exit code 4\n")) == (3, True)
    assert os.listdir(story.parent / "tmp") == []


# --- questions ----------------------------------------------------------------------------------------------------


def asked(story: Path, *arguments: str, answers: list[tuple[str, str]]) -> tuple[str, int]:
    """What a terminal shows while questions are answered; ^C and ^D leave."""
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(
        sys.executable, ["-m", "timeline", "add", *arguments], cwd=str(story.parent), encoding="utf-8", timeout=60,
        env=environment(TERM="xterm", PYTHONPATH=str(ROOT)), dimensions=(40, 80),
    )  # fmt: skip
    shown = ""
    for question, answer in answers:
        child.expect_exact(question)
        shown += child.before + child.after
        {"^C": child.sendintr, "^D": child.sendeof}.get(answer, lambda answer=answer: child.sendline(answer))()
    shown += child.read()
    child.close()
    return shown.replace("\r\n", "\n"), child.exitstatus


def test_questions(story: Path) -> None:
    """One after the other, the date explained back, mistakes asked for again, names as the file has them."""
    shown, code = asked(
        story,
        answers=[
            ("date: ", "nonsense"), ("date: ", "mid-2021; after @first-report"), ("title: ", ""), ("title: ", "The: title"),
            ("people, parted by ;: ", "liman; Bo"), ("outlet: ", "Page Six"), ("empty): ", "June 2021"),
            ("url: ", ""), ("[reports]: ", "shouts"), ("[reports]: ", "conf"), ("add it? [Y/n]: ", ""),
        ],
    )  # fmt: skip
    assert code == 0
    assert "days       2021-05-01 to 2021-08-31 (123 days)" in shown
    assert 'not a date: "nonsense"' in shown
    assert "timeline.yaml:13: added the-title, mid-2021" in shown
    event = events(story)["the-title"]
    assert (event.people, event.sources[0].says, event.sources[0].date.text) == (
        ("Doug Liman", "Bo"),
        "confirms",
        "June 2021",
    )


@pytest.mark.parametrize(("leave", "code"), [("^C", 130), ("^D", 0)])
def test_leaving_the_questions(story: Path, leave: str, code: int) -> None:
    """Ctrl-C and Ctrl-D leave without a change, which is said; so does "no" at the end."""
    shown, ended = asked(story, answers=[("date: ", "2020"), ("title: ", leave)])
    assert shown.endswith("timeline: nothing added\n")
    assert ended == code
    shown, ended = asked(
        story,
        "--to",
        "talks-fade",
        answers=[("outlet: ", "O"), ("empty): ", ""), ("url: ", ""), ("[reports]: ", ""), ("[Y/n]: ", "n")],
    )
    assert shown.endswith("timeline: nothing added\n")
    assert story.read_text("utf-8") == STORY


def test_questions_of_a_source(story: Path) -> None:
    """`add --to EVENT` alone asks for the source."""
    _, code = asked(
        story,
        "--to",
        "talks-fade",
        answers=[("outlet: ", "O"), ("empty): ", ""), ("url: ", ""), ("[reports]: ", ""), ("[Y/n]: ", "")],
    )
    assert code == 0
    assert [source.outlet for source in events(story)["talks-fade"].sources] == ["Page Six", "O"]


# --- whatever happens ---------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1).filter(str.strip),
    st.integers(0, 100),
)
@example("- [x]: {y} # no 'quote' \"here\" \\ \u2028 \x85 \x1b[0m", 3)
@example("null", 4)
@example("~", 5)
@example("two\nlines", 6)
def test_any_title_comes_back(tmp_path_factory: pytest.TempPathFactory, title: str, seed: int) -> None:
    """A title of any text is the same when it is loaded, in a file of any hand."""
    path = tmp_path_factory.mktemp("any") / "x.yaml"
    path.write_text(handwritten(seed), "utf-8", newline="")
    params = dict.fromkeys(PARAMS, "") | {"title": title, "date": "2001", "file": [str(path)], "color": "never"}
    before = len(load([str(path)]).events)
    assert add.run(params) == 0
    found = load([str(path)]).events
    assert len(found) == before + 1
    assert sum(event.title == title.strip() or event.title == title for event in found) >= 1


PARAMS = (
    "text", "to", "editor", "dry_run", "strict", "no_color", "summary", "person", "org", "work", "place", "tag", "group",
    "status", "because", "note", "id", "background", "outlet", "source_date", "url", "by", "unnamed", "says", "via",
    "source_title", "quote", "archive", "accessed", "lang",
)  # fmt: skip


def _start(story: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "timeline", "add", *arguments], cwd=story.parent, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env=environment(PYTHONPATH=str(ROOT)),
    )  # fmt: skip


def test_eight_at_once(story: Path) -> None:
    """All land, each once, and the rest of the file is as it was."""
    started = [_start(story, f"{2001 + n}: Number {n} of eight", "--background") for n in range(8)]
    assert [process.wait(timeout=120) for process in started] == [0] * 8
    titles = [event.title for event in load([str(story)]).events]
    assert titles == [
        *(f"Number {n} of eight" for n in range(8)),
        *(
            event.title
            for event in load([str(story.with_name("old.yaml"))], fetch=lambda name: (name, STORY.encode())).events
        ),
    ]
    assert sorted(os.listdir(story.parent)) == ["timeline.yaml"]


def test_killed_at_any_moment(story: Path) -> None:
    """The file holds the events of those that got through and no half one; the next add works."""
    dice = random.Random(5)
    for n in range(10):
        process = _start(story, f"2001: Killed {n}", "--background")
        time.sleep(dice.uniform(0.05, 0.4))
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
        load([str(story)])
    done = run_pipe("add", "2023: The next", "--background", cwd=story.parent)
    assert done.code == 0
    found = events(story)
    assert {"first-report", "talks-fade", "the-next"} <= set(found)
    assert sorted(os.listdir(story.parent)) == ["timeline.yaml"]


SLOW = """
import os, sys, time
sys.argv[0] = "timeline"
true = os.fsync
def slow(out):
    print("writing", flush=True)
    time.sleep(60)
os.fsync = slow
from timeline.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
os._exit(code)
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)])
def test_told_to_end_while_writing(story: Path, number: signal.Signals, code: int) -> None:
    """The exit code of the signal, no word, the old file, and nothing beside it."""
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, "add", "2021: A", "--background"], cwd=story.parent, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=environment(PYTHONPATH=str(ROOT)), text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    process.send_signal(number)
    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == code
    assert story.read_text("utf-8") == STORY
    assert os.listdir(story.parent) == ["timeline.yaml"]


def test_a_full_disk(story: Path) -> None:
    """The message names the file, says that nothing changed, and why; exit 3."""
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
    code += "import sys, os; from timeline.cli import main; code = main(sys.argv[1:]); os._exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", code, "add", "2021: A", "--background"], cwd=story.parent, capture_output=True,
        env=environment(PYTHONPATH=str(ROOT)), text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr, done.returncode) == (
        "",
        "timeline: timeline.yaml: nothing changed: File too large\n",
        3,
    )
    assert story.read_text("utf-8") == STORY
    assert os.listdir(story.parent) == ["timeline.yaml"]


def test_a_file_as_an_argument_is_told_how_to_be_named(tmp_path: Path) -> None:
    """The commonest slip: other commands take files as arguments."""
    path = tmp_path / "story.yaml"
    path.write_text("events: []\n", "utf-8")
    done = run_pipe("add", "2020: A report", str(path))
    assert done.code == 2
    assert f"a file is named with -f: timeline add ... -f {path}" in " ".join(done.err.split())
    assert path.read_text("utf-8") == "events: []\n"


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("story.yaml", "story.yaml: nothing changed: Too many levels of symbolic links"),
        ("gone.yaml", "story.yaml: a link to gone.yaml, which is not there"),
    ],
)
def test_a_link_that_leads_nowhere(target: str, said: str, tmp_path: Path) -> None:
    """It is told as what it is: making the file anew would not help."""
    (tmp_path / "story.yaml").symlink_to(target)
    done = run_pipe("add", "-f", str(tmp_path / "story.yaml"), "2020: Talks")
    assert (done.code, done.out, done.err) == (3, "", f"timeline: {tmp_path / said}\n")
