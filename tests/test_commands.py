"""`why`, `diff`, `names` and `check` as commands: options, streams, exit codes."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from support import run_pipe, run_pty, without_escapes, write

RECORD = "data/space-film-record.yaml"
STORY = "data/space-film.yaml"


def test_why_finds_an_event_by_id_prefix_and_words() -> None:
    """An id, how it begins, or words of the title name the same event."""
    texts = {
        run_pipe("why", name, STORY).out
        for name in ("liman-physical", "@liman-physical", "liman-ph", "failed physical")
    }
    assert len(texts) == 1
    text = texts.pop()
    assert "DENIED" in text
    assert f"{STORY}:" in text
    assert "before @page-six-report" in text


def test_why_on_a_terminal_is_the_same_in_colour() -> None:
    """Colour repeats what the words say."""
    painted = run_pty("why", "liman-physical", STORY, cols=2000).out
    assert "\x1b[" in painted
    assert without_escapes(painted) == run_pipe("why", "liman-physical", STORY).out


def test_why_as_of_and_json() -> None:
    """--as-of leaves later sources out, --json gives the record."""
    assert run_pipe("why", "liman-physical", RECORD, "--as-of", "2022").code == 2
    record = json.loads(run_pipe("why", "liman-physical", RECORD, "--json").out)
    assert (record["id"], record["status"]) == ("liman-physical", "denied")


def test_why_of_nothing() -> None:
    """An unknown event is told with what there is: exit 2, nothing on stdout."""
    done = run_pipe("why", "no such thing", STORY)
    assert (done.out, done.code) == ("", 2)
    assert done.err.startswith("timeline: ")


def test_diff_of_a_file_with_itself_is_silent_about_changes() -> None:
    """Nothing differs: exit 0 with --exit-code too."""
    done = run_pipe("diff", STORY, STORY, "--exit-code")
    assert done.code == 0
    assert "+ " not in done.out


def test_diff_of_two_days() -> None:
    """What came out between two days; 1 with --exit-code; the same as JSON."""
    days = ("--from", "1 July 2020", "--to", "1 January 2022")
    done = run_pipe("diff", RECORD, *days)
    assert done.code == 0
    assert "Variety: Universal in talks" in done.out
    assert run_pipe("diff", RECORD, *days, "--exit-code").code == 1
    assert isinstance(json.loads(run_pipe("diff", RECORD, *days, "--json").out), dict)


@pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
def test_diff_with_the_last_committed_version(tmp_path: Path) -> None:
    """One file alone is compared with its last committed version."""
    path = write(tmp_path, "story.yaml", "events: [{id: a, date: 2020, title: A}]\n")
    for command in (
        ["init", "-q"],
        ["add", "story.yaml"],
        ["-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "one"],
    ):
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True)
    assert run_pipe("diff", path, "--exit-code").code == 0
    write(tmp_path, "story.yaml", "events: [{id: a, date: 2020, title: A}, {id: b, date: 2021, title: B came}]\n")
    done = run_pipe("diff", path, "--exit-code")
    assert done.code == 1
    assert "B came" in done.out
    assert run_pipe("diff", path, "--rev", "no-such-revision").code in (2, 3)


@pytest.mark.parametrize(
    "arguments",
    [
        ("diff", STORY, RECORD, "--rev", "HEAD"),
        ("diff", STORY, "--rev", "HEAD", "--from", "2020"),
        ("diff", STORY, STORY, STORY),
    ],
)
def test_diff_wrong_usage(arguments: tuple[str, ...]) -> None:
    """What cannot be compared is told."""
    done = run_pipe(*arguments)
    assert (done.out, done.code) == ("", 2)


def test_names() -> None:
    """Every kind with counts, the most frequent first; one kind; JSON."""
    out = run_pipe("names", STORY).out
    assert out.startswith("person\n")
    assert "     5  Doug Liman\n" in out
    assert "outlet" not in run_pipe("names", STORY, "--kind", "person").out
    assert json.loads(run_pipe("names", STORY, "--json").out)["person"]["Doug Liman"] == 5
    assert "Page Six" in run_pipe("names", STORY, "--outlets").out
    assert isinstance(json.loads(run_pipe("names", STORY, "--outlets", "--json").out), (dict, list))


def test_check_is_silent_when_all_is_well() -> None:
    """Nothing is doubtful in the bundled story of one article: no output, exit 0."""
    done = run_pipe("check", STORY)
    assert (done.out, done.err, done.code) == ("", "", 0)


def test_check_tells_what_it_finds(tmp_path: Path) -> None:
    """A finding is exit 1 and stands on stdout; an error of loading is exit 2 and stands on stderr."""
    path = write(tmp_path, "typo.yaml", "events: [{date: 2020, title: T, background: true, poeple: Ann}]\n")
    done = run_pipe("check", path)
    assert (done.code, done.err) == (1, "timeline: 1 warning\n")
    assert "E105 unknown key `poeple`" in done.out
    bad = run_pipe("check", write(tmp_path, "bad.yaml", "events: [{date: nonsense, title: T}]\n"))
    assert (bad.code, bad.out) == (2, "")
    assert "D101" in bad.err


def test_check_reports_and_explains() -> None:
    """--sourcing reports on stdout; --explain status prints the table."""
    assert "On one origin" in run_pipe("check", RECORD, "--sourcing").out
    assert "retracted" in run_pipe("check", "--explain", "status").out
    assert run_pipe("check", "--explain", "nothing").code == 2


def test_a_bundled_story_by_its_bare_name(tmp_path: Path) -> None:
    """`space-film-record` is the bundled record from any folder; a file of that name stands above it."""
    assert run_pipe("show", "space-film-record", "--brief", cwd=tmp_path).out == run_pipe("show", RECORD, "--brief").out
    write(tmp_path, "space-film", "events: [{date: 2020, title: Mine}]\n")
    assert "Mine" in run_pipe("show", "space-film", cwd=tmp_path).out


@pytest.mark.parametrize("option", ["--as-of", "--since", "--where", "--view", "--era", "--id", "--person", "--output"])
def test_an_option_without_a_value(option: str) -> None:
    """A variable that is not set must not answer another question than the one that was meant."""
    for words in ([option, ""], [f"{option}="]):
        done = run_pipe("filter", "space-film", *words)
        assert (done.code, done.out) == (2, "")
        assert f"Invalid value for {option}: the value is empty" in " ".join(done.err.split())
