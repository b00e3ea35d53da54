"""The diff is true: applied to the old lines it gives the new ones."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from timeline.editing.unified import unified


def applied(old: list[str], diff: list[str]) -> list[str]:
    """The new lines, by the diff alone."""
    new: list[str] = []
    at = 0
    for n, line in enumerate(diff[2:], 2):
        if line.startswith("@@"):
            found = re.match(r"@@ -(\d+)(?:,(\d+))? ", line)
            assert found is not None
            start = int(found[1]) - (found[2] != "0")
            new += old[at:start]
            at = start
        elif not line.startswith("\\"):
            text = line[1:-1] if n + 1 < len(diff) and diff[n + 1].startswith("\\") else line[1:]
            if line[0] != "+":
                assert old[at] == text
                at += 1
            if line[0] != "-":
                new.append(text)
    return new + old[at:]


@pytest.mark.parametrize("seed", range(100))
def test_a_diff_makes_the_new_from_the_old(seed: int) -> None:
    """Lines moved, gone, new and repeated; with and without a last line end."""
    draw = random.Random(seed)
    old = [draw.choice(("same\n", f"{n}\n", "\n")) for n in range(draw.randint(0, 60))]
    new = [line for line in old if draw.random() < 0.8]
    for _ in range(draw.randint(0, 8)):
        new.insert(draw.randint(0, len(new)), draw.choice(("same\n", f"new {draw.random()}\n", *old)))
    if draw.random() < 0.3:
        new += ["end"]
    diff = list(unified("a", old, new))
    assert applied(old, diff) == new
    assert bool(diff) == (old != new)


def test_many_like_lines_take_no_time() -> None:
    """Ten thousand events of like lines: the work grows with the lines, not with their square."""
    old = [line for n in range(10_000) for line in (f"  - id: {n}\n", "    tags: [a]\n", "    date: 2020\n")]
    new = [line for n in range(10_000) for line in (f"  - id: {n}\n", "    date: 2020\n", "    tags: [a]\n", "\n")]
    assert sum(line.startswith("+") for line in unified("a", old, new)) >= 10_000


@pytest.mark.skipif(shutil.which("patch") is None, reason="no patch here")
@pytest.mark.parametrize(
    ("old", "new"), [("a\nb\n", "a\nx\nb\n"), ("a", "a\nb"), ("", "a\n"), ("a\n" * 9, "a\n" * 8 + "b\n")]
)
def test_patch_takes_it(tmp_path: Path, old: str, new: str) -> None:
    """The program itself, final line ends included."""
    path = tmp_path / "x"
    path.write_text(old)
    diff = "".join(unified("x", old.splitlines(keepends=True), new.splitlines(keepends=True)))
    subprocess.run(["patch", "-s", str(path)], input=diff, text=True, check=True)
    assert path.read_text() == new
