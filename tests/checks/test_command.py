"""`timeline check` as a command: reports, options, streams, exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from support import run_pipe, run_pty, without_escapes, write

SCHEMA = Path(__file__).parent.parent / "data" / "sarif-2.1.0.schema.json"

DOUBTS = """\
events:
  - id: docking
    date: June 3, 2020
    title: "The ship, docks: 100%"
    sources:
      - {outlet: Deadline, date: May 28 2020}
  - date: October 2021
    title: They are to fly
    sources: [{outlet: Tesmanian, date: 2020, says: plans}]
  - {date: May 2020, title: Told by nobody}
"""
BROKEN = DOUBTS + "  - {date: mid-2020ish, title: Not a date}\n"
CODES = ["T101", "C104", "S101"]


@pytest.fixture
def doubts(tmp_path: Path) -> str:
    return write(tmp_path, "story.yaml", DOUBTS)


def codes(text: str) -> list[str]:
    return re.findall(r"^\S+?:\d+:\d+: (?:\w+: )?([A-Z]\d{3}) ", text, re.MULTILINE)


def test_text(doubts: str, tmp_path: Path) -> None:
    """The house style on stdout, in the order of the file; notes are left out, and that is said."""
    done = run_pipe("check", "story.yaml", cwd=tmp_path)
    assert done.out == (
        "story.yaml:6:34: warning: T101 Deadline reports it before it can have happened:"
        " published May 28, 2020, happened June 3, 2020\n"
        "6 |       - {outlet: Deadline, date: May 28 2020}\n"
        "  |                                  ^^^^^^^^^^^\n"
        '  story.yaml:3:11: @docking is dated "June 3, 2020"\n'
        "Correct one of the dates, or write says: plans where it tells of what was to come\n"
        "story.yaml:10:29: warning: S101 an event without a source\n"
        "10 |   - {date: May 2020, title: Told by nobody}\n"
        "   |                             ^^^^^^^^^^^^^^\n"
        "Add: sources: [{outlet: …, date: …}], or background: true for what needs none\n"
    )
    assert done.err == "timeline: 2 warnings; 1 note left out (--severity note tells all)\n"
    assert done.code == 1


@pytest.mark.parametrize(
    ("arguments", "expected", "code"),
    [
        ((), ["T101", "S101"], 1),
        (("--severity", "note"), CODES, 1),
        (("--severity", "error"), [], 0),
        (("--only", "T,lapsed-plan", "--severity", "note"), ["T101", "C104"], 1),
        (("--only", "C104"), [], 0),
        (("--skip", "T101,no-source"), [], 0),
        (("--skip", "S", "--severity", "note"), ["T101", "C104"], 1),
        (("--only", "S101", "--skip", "S"), [], 0),
    ],
)
def test_what_is_told(doubts: str, arguments: tuple[str, ...], expected: list[str], code: int) -> None:
    done = run_pipe("check", doubts, *arguments)
    assert codes(done.out) == expected
    assert done.code == code
    assert bool(done.err) == bool(expected)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--severity", "grave"), '--severity "grave"; use one of: error, warning, note'),
        (("--format", "xml"), '--format "xml"; use one of: text, json, sarif, github'),
        (("--only", "T999"), '--only: no rule "T999"'),
        (("--skip", "no-sauce"), "did you mean no-source?"),
        (("--explain", "T999"), 'nothing to explain by the name "T999"'),
        (("--timeout", "0"), "--timeout"),
    ],
)
def test_wrong_options(doubts: str, arguments: tuple[str, ...], said: str) -> None:
    done = run_pipe("check", doubts, *arguments)
    assert (done.out, done.code) == ("", 2)
    assert said in done.err


def test_a_broken_file_is_checked_as_far_as_it_is_sound(tmp_path: Path) -> None:
    """Errors of loading on stderr, findings on stdout, exit 2; reports for programs hold both."""
    write(tmp_path, "story.yaml", BROKEN)
    done = run_pipe("check", "story.yaml", cwd=tmp_path)
    assert codes(done.out) == ["T101", "S101"]
    assert codes(done.err) == ["D101"]
    assert done.code == 2
    found = json.loads(run_pipe("check", "story.yaml", "--format", "json", cwd=tmp_path).out)["findings"]
    assert [one["code"] for one in found] == ["T101", "S101", "D101"]
    assert "::error file=story.yaml,line=11," in run_pipe("check", "story.yaml", "--format", "github", cwd=tmp_path).out


def test_json(doubts: str, tmp_path: Path) -> None:
    """The contract: a version, and findings with stable keys; --json is the same."""
    done = run_pipe("check", "story.yaml", "--format", "json", cwd=tmp_path)
    record = json.loads(done.out)
    assert list(record) == ["timeline", "findings"]
    assert record["timeline"] == 1
    assert record["findings"][0] == {
        "code": "T101",
        "name": "source-before-event",
        "severity": "warning",
        "file": "story.yaml",
        "line": 6,
        "column": 34,
        "message": "Deadline reports it before it can have happened: published May 28, 2020, happened June 3, 2020",
        "hint": "Correct one of the dates, or write says: plans where it tells of what was to come",
        "related": [
            {"file": "story.yaml", "line": 3, "column": 11, "message": '@docking is dated "June 3, 2020"'},
        ],
    }
    assert (done.err, done.code) == ("", 1)
    assert run_pipe("check", "story.yaml", "--json", cwd=tmp_path).out == done.out
    assert json.loads(run_pipe("check", "data/space-film.yaml", "--json").out) == {"timeline": 1, "findings": []}


def test_sarif(tmp_path: Path) -> None:
    """Valid by the standard's schema; every result names its rule, and addresses are relative."""
    (tmp_path / "a folder").mkdir()
    path = write(tmp_path / "a folder", "the story.yaml", BROKEN)
    for file in ("a folder/the story.yaml", path):
        log = json.loads(run_pipe("check", file, "--format", "sarif", "--severity", "note", cwd=tmp_path).out)
        jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(log)
        (run,) = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert [one["ruleId"] for one in run["results"]] == [*CODES, "D101"]
        for one in run["results"]:
            assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
            location = one["locations"][0]["physicalLocation"]
            assert location["artifactLocation"] == {"uri": "a%20folder/the%20story.yaml", "uriBaseId": "%SRCROOT%"}
        assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
            "startLine": 6,
            "startColumn": 34,
            "endColumn": 45,
            "snippet": {"text": "      - {outlet: Deadline, date: May 28 2020}"},
        }
        assert [one["level"] for one in run["results"]] == ["warning", "note", "warning", "error"]


def test_sarif_of_nothing() -> None:
    """No findings are a log without results, which tells a platform that all are mended."""
    log = json.loads(run_pipe("check", "data/space-film.yaml", "--format", "sarif").out)
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(log)
    assert log["runs"][0]["results"] == []


def test_github(tmp_path: Path) -> None:
    """One command a finding, with what would end a property or a line escaped."""
    write(tmp_path, "a,b:c.yaml", "events:\n  - {date: May 2020, title: T, note: 'See @no-such: 100%, and'}\n")
    done = run_pipe("check", "a,b:c.yaml", "--format", "github", cwd=tmp_path)
    first, second = done.out.splitlines()
    assert first == (
        "::warning file=a%2Cb%3Ac.yaml,line=2,col=29,endColumn=30,title=S101 no-source::an event without a source"
        "%0AAdd: sources: [{outlet: …, date: …}], or background: true for what needs none"
    )
    assert second.startswith("::warning file=a%2Cb%3Ac.yaml,line=2,col=43,endColumn=51,title=C103 unknown-mention::no")
    assert done.err == ""


def test_nothing_of_a_file_steers_the_terminal(tmp_path: Path) -> None:
    """Escape sequences, workflow commands and control characters in a file are shown, not sent."""
    evil = 'events:\n  - {date: May 2020, title: "\\e[31mred\\n::error::x", people: ["A\\u202ebc", "A\\u202ebd Long Name"]}\n'
    path = write(tmp_path, "evil.yaml", evil + '  - {date: 2021, title: "x\\e]0;y\\a", status: confirmed}\n')
    for report in ("text", "json", "sarif", "github"):
        done = run_pipe("check", path, "--format", report)
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out
        assert "\n::error::x" not in done.out
        assert done.code == 1


def test_on_a_terminal_it_is_the_same_in_colour(doubts: str) -> None:
    painted = run_pty("check", doubts, "--color", "always", cols=60).out
    assert "\x1b[" in painted
    assert without_escapes(painted).startswith(run_pipe("check", doubts).out)


def test_standard_input_is_quoted_and_its_comments_count() -> None:
    """What was read is what is quoted, a stream included."""
    done = run_pipe("check", "-", stdin=DOUBTS)
    assert "6 |       - {outlet: Deadline, date: May 28 2020}" in done.out
    assert done.out.startswith("<stdin>:6:34: ")
    silenced = DOUBTS.replace("title: Told by nobody}", "title: Told by nobody} # timeline: ignore S101")
    assert codes(run_pipe("check", "-", stdin="# timeline: ignore T101\n" + silenced).out) == []


def test_several_files(tmp_path: Path) -> None:
    """Findings stand in the order of the files, included ones too; comments hold for their own file."""
    write(tmp_path, "one.yaml", "include: two.yaml\nevents: [{date: 2020, title: One}]\n")
    write(tmp_path, "two.yaml", "# timeline: ignore S104\nevents: [{date: 2020, title: Two, status: denied}]\n")
    done = run_pipe("check", "one.yaml", "--format", "json", cwd=tmp_path)
    assert [(one["file"], one["code"]) for one in json.loads(done.out)["findings"]] == [
        ("one.yaml", "S101"),
        ("two.yaml", "S101"),
    ]


def test_each_file_by_itself(tmp_path: Path) -> None:
    """Unrelated stories may use one id; together they may not."""
    for name in ("one.yaml", "two.yaml"):
        write(tmp_path, name, f"events: [{{id: a, date: 2020, title: {name}}}]\n")
    assert run_pipe("check", "one.yaml", "two.yaml", cwd=tmp_path).code == 2
    done = run_pipe("check", "one.yaml", "two.yaml", "--each", "--format", "json", cwd=tmp_path)
    assert [one["file"] for one in json.loads(done.out)["findings"]] == ["one.yaml", "two.yaml"]
    assert done.code == 1


def test_a_long_line_is_cut_to_the_terminal(tmp_path: Path) -> None:
    """So that the caret stays below the value."""
    path = write(tmp_path, "s.yaml", "events: [{date: 2020, title: " + "a long title " * 20 + "}]\n")
    lines = without_escapes(run_pty("check", path, cols=50).out).splitlines()
    assert max(len(line) for line in lines if line.startswith(("1 |", "  |"))) <= 50
    assert any(line.startswith("  |") and "^^^^" in line for line in lines)


def test_as_of_checks_what_was_out_by_then(doubts: str) -> None:
    """On a day the sources of that day are checked, and a plan has not lapsed yet."""
    done = run_pipe("check", doubts, "--severity", "note", "--as-of", "2020-06-04", "--only", "T101,C104")
    assert codes(done.out) == ["T101"]


def test_into_a_file(doubts: str) -> None:
    """What is explained goes to stdout; an unknown file is the machine's refusal."""
    assert run_pipe("check", "--explain", "T101").out.startswith("T101 source-before-event (warning)\n\n")
    assert "R102  error" in run_pipe("check", "--explain", "codes").out
    assert run_pipe("check", "no-such.yaml").code == 3


def test_explanations_are_wrapped_at_the_width_of_the_terminal() -> None:
    """Paragraphs are, examples stay; a pipe gets the page as it is."""
    piped = run_pipe("check", "--explain", "S102").out
    shown = without_escapes(run_pty("check", "--explain", "S102", cols=60).out).replace("\r", "")
    assert max(map(len, piped.splitlines())) > 100
    prose = [line for line in shown.splitlines() if not line.startswith(" ")]
    assert max(map(len, prose)) <= 60
    assert shown.split() == piped.split()
    examples = [line for line in piped.splitlines() if line.startswith(" ")]
    assert [line for line in shown.splitlines() if line.startswith(" ")] == examples
