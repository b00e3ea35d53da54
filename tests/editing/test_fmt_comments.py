"""Comments: each stands in the canonical form once, where it belongs, whatever the style of the file."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hand_styled import Comment, Hand, Path
from samples import without_places

from timeline.editing.canonical import canonical
from timeline.load import load

_KEY = re.compile(r"""("(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'\[{|>#][^:]*):(?:\s+(.*))?$""")


def chronology(text: bytes) -> Any:
    read = load(["story.yaml"], fetch=lambda name: (name, text))
    return without_places(read._replace(problems=()))


def lines_with_paths(text: str) -> list[tuple[str, set[Path]]]:
    """Each line of a canonical file with the paths of the keys and items that begin on it; none for a comment."""
    found: list[tuple[str, set[Path]]] = []
    owners: list[tuple[int, Path]] = [(-1, ())]
    numbers: dict[Path, int] = {}
    skip = -1
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip(" "))
        body = line.strip()
        if skip >= 0 and (indent > skip or not body):
            continue
        skip = -1
        paths: set[Path] = set()
        if body and not body.startswith("#"):
            while body.startswith("- "):
                owners = [one for one in owners if one[0] < indent]
                parent = owners[-1][1]
                numbers[parent] = numbers.get(parent, -1) + 1
                owners.append((indent, (*parent, numbers[parent])))
                paths.add(owners[-1][1])
                indent, body = indent + 2, body[2:]
            key = _KEY.match(body)
            if body.startswith("{"):  # a source on one line: what stands above its first key stands above it
                paths.add((*owners[-1][1], body[1 : body.index(":")]))
            elif key:
                owners = [one for one in owners if one[0] < indent]
                owners.append((indent, (*owners[-1][1], key[1].strip("\"'"))))
                paths.add(owners[-1][1])
                if key[2] and key[2][0] in "|>":
                    skip = indent
        found.append((line, paths))
    return found


def belongs(comment: Comment, lines: list[tuple[str, set[Path]]]) -> bool:
    """Whether a comment stands where it says."""
    n = next(n for n, (line, _) in enumerate(lines) if comment.text in line)
    line, paths = lines[n]
    behind = next((paths for _, paths in lines[n:] if paths), set())
    before = next((paths for _, paths in reversed(lines[:n]) if paths), set())
    alone = line.strip() == comment.text
    if comment.where == "top":
        return alone and not before
    if comment.where == "below":
        inside = any(path[: len(comment.path)] == comment.path for path in before) or not comment.path
        return alone and inside and not any(path[: len(comment.path)] == comment.path for path in behind)
    if comment.where == "above" or alone:
        return alone and comment.path in behind
    return comment.path in paths


@pytest.mark.parametrize("start", range(0, 600, 60))
def test_hand_styled_files(start: int) -> None:
    """The same chronology, every comment once and in its place, and nothing more to change."""
    for seed in range(start, start + 60):
        hand = Hand(seed, seed + 1)
        text, _ = hand.file()
        old = text.encode()
        new = canonical("story.yaml", old)
        assert canonical("story.yaml", new) == new, seed
        assert chronology(new) == chronology(old), seed
        written = new.decode()
        assert all(written.count(comment.text) == 1 for comment in hand.comments), seed
        lines = lines_with_paths(written)
        wrong = [comment for comment in hand.comments if not belongs(comment, lines)]
        assert not wrong, (seed, wrong, text, written)


@pytest.mark.parametrize("start", range(0, 200, 100))
def test_style_is_no_matter(start: int) -> None:
    """Files that say the same are written the same, comments aside."""
    for seed in range(start, start + 100):
        files = [Hand(seed, style, much=0).file()[0].encode() for style in (seed + 1, seed + 2)]
        one, two = (canonical("story.yaml", text) for text in files)
        assert one == two, seed
