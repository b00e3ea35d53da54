"""The difference of two texts is one that `patch` takes."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.editing.unified import unified

LINES = st.lists(st.sampled_from(("a", "b", "c", "")), max_size=12)


@settings(max_examples=200, deadline=None)
@given(LINES, LINES, LINES, LINES, st.booleans())
def test_it_is_what_difflib_says_of_one_stretch(
    head: list[str], gone: list[str], come: list[str], tail: list[str], closed: bool
) -> None:
    """The old lines of the hunk stand in the old text at their place, and with the new ones the new text comes out."""
    old, new = ("\n".join(head + part + tail) + "\n" * closed for part in (gone, come))
    lines = list(unified(old, new, "x"))
    if old == new:
        assert lines == []
        return
    assert lines[:2] == ["--- x", "+++ x"]
    body = [line for line in lines[3:] if not line.startswith("\\")]
    olds = [line[1:] for line in body if line[0] in " -"]
    news = [line[1:] for line in body if line[0] in " +"]
    start, count = (int(part) for part in lines[2].split()[1][1:].split(","))
    at = start - (1 if count else 0)
    whole = old.split("\n")
    assert count == len(olds)
    assert whole[at : at + count] == olds
    assert "\n".join(whole[:at] + news + whole[at + count :]).rstrip("\n") == new.rstrip("\n")
    assert len(news) - len(olds) == len(_lines(new)) - len(_lines(old))


def _lines(text: str) -> list[str]:
    return text.split("\n")[: -1 if text.endswith("\n") or not text else None]


@pytest.mark.skipif(shutil.which("patch") is None, reason="no patch here")
@pytest.mark.parametrize(
    ("old", "new"), [("a\nb\n", "a\nx\nb\n"), ("a", "a\nb"), ("", "a\n"), ("a\n" * 9, "a\n" * 8 + "b\n")]
)
def test_patch_takes_it(tmp_path: Path, old: str, new: str) -> None:
    """The program itself, final line ends included."""
    path = tmp_path / "x"
    path.write_text(old)
    diff = "\n".join(unified(old, new, "x")) + "\n"
    subprocess.run(["patch", "-s", str(path)], input=diff, text=True, check=True)
    assert path.read_text() == new


def test_it_reads_as_difflib_writes_it() -> None:
    """The same lines as the standard library, for a change in the middle."""
    old = [f"line {n}\n" for n in range(20)]
    new = [*old[:10], "new\n", *old[10:]]
    expected = list(difflib.unified_diff(old, new, "x", "x"))
    ours = [line + "\n" for line in unified("".join(old), "".join(new), "x")]
    assert ours == expected
