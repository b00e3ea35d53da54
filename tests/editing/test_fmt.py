"""`timeline fmt`: writes, checks, prints; what is not sound stays as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from support import run_pipe, run_pty, without_escapes, write

UNTIDY = "events: [{title: A, date: May 2020}]  # one\n"
TIDY = "events:  # one\n  - date: May 2020\n    title: A\n"


def test_writes_the_file(tmp_path: Path) -> None:
    """The file is written, one line on stderr says so, stdout is silent; the second time there is nothing to do."""
    path = write(tmp_path, "story.yaml", UNTIDY)
    os.chmod(path, 0o640)
    done = run_pipe("fmt", path)
    assert (done.out, done.err, done.code) == ("", f"timeline: {path}: 3 of 3 lines written anew\n", 0)
    assert Path(path).read_bytes() == TIDY.encode()
    assert os.stat(path).st_mode & 0o777 == 0o640
    done = run_pipe("fmt", path)
    assert (done.out, done.err, done.code) == ("", "timeline: nothing to change; 1 file is in canonical form\n", 0)


def test_check_writes_nothing(tmp_path: Path) -> None:
    """`--check` lists what would change and exits 1; with nothing to change it is silent and exits 0."""
    write(tmp_path, "a.yaml", UNTIDY)
    write(tmp_path, "b.yaml", TIDY)
    done = run_pipe("fmt", "--check", "a.yaml", "b.yaml", cwd=tmp_path)
    assert (done.out, done.code) == ("a.yaml\n", 1)
    assert done.err == "timeline: 1 file is not in canonical form; write it with: timeline fmt\n"
    assert (tmp_path / "a.yaml").read_text("utf-8") == UNTIDY
    assert run_pipe("fmt", "--check", "b.yaml", cwd=tmp_path) == ("", "", 0)


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@pytest.mark.parametrize("text", [UNTIDY, UNTIDY.rstrip("\n"), UNTIDY + "# end\n"])
def test_the_diff_is_a_patch(tmp_path: Path, text: str) -> None:
    """`--diff` prints what `patch` understands, and writes nothing; with `--check` it exits 1."""
    write(tmp_path, "a.yaml", text)
    done = run_pipe("fmt", "--diff", "a.yaml", cwd=tmp_path)
    assert (done.err, done.code) == ("", 0)
    assert (tmp_path / "a.yaml").read_text("utf-8") == text
    subprocess.run(["patch", "-p0", "-s"], input=done.out.encode(), cwd=tmp_path, check=True)
    assert run_pipe("fmt", "--check", "a.yaml", cwd=tmp_path).code == 0
    write(tmp_path, "a.yaml", text)
    assert run_pipe("fmt", "--diff", "--check", "a.yaml", cwd=tmp_path).code == 1


def test_standard_input(tmp_path: Path) -> None:
    """`-` reads stdin and writes stdout, whatever the syntax; a canonical text passes through."""
    assert run_pipe("fmt", "-", stdin=UNTIDY) == (TIDY, "", 0)
    assert run_pipe("fmt", "-", stdin=TIDY) == (TIDY, "", 0)
    assert run_pipe("fmt", "--check", "-", stdin=UNTIDY).out == "<stdin>\n"
    assert run_pipe("fmt", "-", stdin='{"title": "A", "date": "2020"}\n').out == '{"date": "2020", "title": "A"}\n'
    assert run_pipe("fmt", "-", stdin="title,date\nA,2020\n").out == "date,title\n2020,A\n"


def test_which_file(tmp_path: Path) -> None:
    """TIMELINE_FILE, else timeline.yaml here, and never a bundled story."""
    write(tmp_path, "mine.yaml", UNTIDY)
    none = run_pipe("fmt", cwd=tmp_path)
    assert (none.code, none.out) == (2, "")
    assert none.err == "timeline: no file to work on; name one, or begin a timeline.yaml here\n"
    assert run_pipe("fmt", "space-film", cwd=tmp_path).code == 3
    assert run_pipe("fmt", cwd=tmp_path, env={"TIMELINE_FILE": "mine.yaml"}).code == 0
    assert (tmp_path / "mine.yaml").read_text("utf-8") == TIDY
    write(tmp_path, "timeline.yaml", UNTIDY)
    assert run_pipe("fmt", cwd=tmp_path).err == "timeline: timeline.yaml: 3 of 3 lines written anew\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("events: [{title: A, date: nonsense}]\n", 'bad.yaml:1:27: D101 not a date: "nonsense"'),
        ('events:\n  - title: "A\n    date: 2020\n', "bad.yaml:2:12: F101 not valid YAML"),
        ("events: [{title: A, title: B, date: 2020}]\n", "F105"),
        ("events: [{title: &a A, date: 2020}]\n", "F107"),
    ],
)
def test_errors_leave_the_file_alone(tmp_path: Path, text: str, said: str) -> None:
    """A file with errors is told with its places and not touched; the others are written; exit 2."""
    write(tmp_path, "bad.yaml", text)
    write(tmp_path, "good.yaml", UNTIDY)
    done = run_pipe("fmt", "bad.yaml", "good.yaml", cwd=tmp_path)
    assert (done.out, done.code) == ("", 2)
    assert said in done.err
    assert "timeline: bad.yaml: left as it is\n" in done.err
    assert (tmp_path / "bad.yaml").read_text("utf-8") == text
    assert (tmp_path / "good.yaml").read_text("utf-8") == TIDY
    assert run_pipe("fmt", "-", stdin=text).out == ""


def test_what_the_machine_refuses(tmp_path: Path) -> None:
    """A missing file and a folder are told; the rest is done; exit 3."""
    write(tmp_path, "good.yaml", UNTIDY)
    done = run_pipe("fmt", "none.yaml", ".", "good.yaml", cwd=tmp_path)
    assert done.code == 3
    assert "none.yaml: nothing changed: No such file or directory" in done.err
    assert (tmp_path / "good.yaml").read_text("utf-8") == TIDY


def test_warnings_are_told(tmp_path: Path) -> None:
    """An unknown key is kept, and told as on every run."""
    path = write(tmp_path, "a.yaml", "events: [{title: A, titel: B, date: 2020}]\n")
    assert "did you mean `title`?" in run_pipe("fmt", path).err.lower()
    assert "titel: B" in Path(path).read_text("utf-8")


def test_files_of_one_story(tmp_path: Path) -> None:
    """Named together, a file may add sources to an event of another."""
    write(tmp_path, "a.yaml", "events: [{id: a, title: A, date: 2020}]\n")
    write(tmp_path, "b.yaml", "events: [{sources: [{outlet: O}], id: a}]\n")
    assert run_pipe("fmt", "b.yaml", cwd=tmp_path).code == 2
    assert run_pipe("fmt", "a.yaml", "b.yaml", cwd=tmp_path).code == 0
    assert (tmp_path / "b.yaml").read_text("utf-8") == "events:\n  - id: a\n    sources:\n      - {outlet: O}\n"


def test_on_a_terminal(tmp_path: Path) -> None:
    """Nothing in a file steers the terminal; the diff is painted, and the same without its colours."""
    path = write(tmp_path, "a.csv", "title,date,note\nA,2020,\x1b[2J\n")
    assert "\x1b[2J" not in run_pty("fmt", "--diff", path).out
    story = write(tmp_path, "a.yaml", UNTIDY)
    shown = run_pty("fmt", "--diff", story, cols=40)
    assert "\x1b[" in shown.out
    assert without_escapes(shown.out) == run_pipe("fmt", "--diff", story).out
    assert "\x1b[" not in run_pty("fmt", "--diff", story, "--color", "never").out
    assert run_pty("fmt", "--check", story).out.splitlines()[0] == story


def test_the_bundled_stories_are_canonical(data: Path) -> None:
    """What we ship is in the form that we ask for."""
    assert run_pipe("fmt", "--check", *map(str, sorted(data.glob("*.yaml")))) == ("", "", 0)
