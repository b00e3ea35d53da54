"""`timeline new`: a first file that prints at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT, run_pipe

from timeline.dates import read
from timeline.load import load

STARTER = (ROOT / "timeline" / "starter" / "timeline.yaml").read_text("utf-8")


def test_new_makes_a_file_that_shows_at_once(tmp_path: Path) -> None:
    """timeline.yaml unless a name is given; `show` and `check` have nothing to say against it, whatever the day."""
    done = run_pipe("new", cwd=tmp_path)
    assert (done.err, done.code) == ("", 0)
    assert done.out.startswith("timeline.yaml is made; see it with: timeline show\n")
    assert (tmp_path / "timeline.yaml").read_text("utf-8") == STARTER
    shown = run_pipe("show", "timeline.yaml", "--as-of", "2024", cwd=tmp_path)
    assert (shown.err, shown.code) == ("", 0)
    assert "DISPUTED   The shoot is put off" in shown.out
    assert run_pipe("check", "timeline.yaml", cwd=tmp_path)[:3] == ("", "", 0)
    assert load([str(tmp_path / "timeline.yaml")], strict=True).problems == ()


def test_other_names_and_printing(tmp_path: Path) -> None:
    """A name of one's own; `-` prints."""
    done = run_pipe("new", "mine.yml", cwd=tmp_path)
    assert (done.code, "timeline show mine.yml" in done.out, "-f mine.yml" in done.out) == (0, True, True)
    printed = run_pipe("new", "-", cwd=tmp_path)
    assert (printed.out, printed.err, printed.code) == (STARTER, "", 0)


def test_the_first_file_is_in_canonical_form() -> None:
    """`fmt` has nothing to change in it."""
    assert run_pipe("fmt", "-", stdin=STARTER).out == STARTER


@pytest.mark.parametrize("what", ["file", "folder", "link"])
def test_nothing_is_overwritten(tmp_path: Path, what: str) -> None:
    """What is there stays: a file, a folder, a link to nothing."""
    path = tmp_path / "mine.yaml"
    {"file": lambda: path.write_text("x"), "folder": path.mkdir, "link": lambda: path.symlink_to("gone")}[what]()
    done = run_pipe("new", "mine.yaml", cwd=tmp_path)
    assert (done.out, done.code) == ("", 2)
    assert done.err == "timeline: mine.yaml is there already and stays as it is; name another: timeline new FILE\n"
    assert [one.name for one in tmp_path.iterdir()] == ["mine.yaml"]


def test_what_cannot_be_made(tmp_path: Path) -> None:
    """Another syntax, a folder that is not there."""
    assert (
        run_pipe("new", "mine.json", cwd=tmp_path).err
        == "timeline: mine.json: the starter is YAML; name it mine.yaml\n"
    )
    done = run_pipe("new", "none/mine.yaml", cwd=tmp_path)
    assert (done.err, done.code) == ("timeline: none/mine.yaml: nothing written: No such file or directory\n", 3)
    assert list(tmp_path.iterdir()) == []


def test_the_dates_of_the_remarks_are_dates() -> None:
    """Every date that the remarks show is read, alone or as part of the file."""
    known = load(["starter.yaml"], fetch=lambda name: (name, STARTER.encode()))
    lines = STARTER.partition("All of these are dates:\n")[2].partition("# timeline date")[0].splitlines()
    texts = [text.strip() for line in lines for text in line.removeprefix("#").split("  ") if text.strip()]
    assert len(texts) > 15
    ids = {event.id for event in known.events} | {era.id for era in known.eras} | {"denial"}
    for text in texts:
        when = read(text)
        assert {target for clause in when.clauses for target in clause.targets} <= ids, text


def test_an_event_can_be_added(tmp_path: Path) -> None:
    """What `new` makes, `add` takes."""
    run_pipe("new", cwd=tmp_path)
    done = run_pipe("add", "June 2021: Mara Quill speaks", "--person", "Quill", "--outlet", "Stage Post", cwd=tmp_path)
    assert done.code == 0
    assert "    people: [Mara Quill]\n    sources:\n      - {outlet: Stage Post}\n" in (
        tmp_path / "timeline.yaml"
    ).read_text("utf-8")
