"""What the fuzzer starts from and what it once found, played again without it; each target says what it holds."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from support import ROOT

FUZZ = ROOT / "fuzz"
FILES = sorted(path for folder in ("corpus", "regressions") for path in (FUZZ / folder).glob("*/*"))


@pytest.fixture(scope="module")
def targets() -> Iterator[ModuleType]:
    """The module of the targets; its folder is on the path only while it is in use."""
    from importlib import import_module

    sys.path.insert(0, str(FUZZ))
    try:
        yield import_module("targets")
    finally:
        sys.path.remove(str(FUZZ))


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_known_bytes(path: Path, targets: ModuleType) -> None:
    """No target is broken by what is kept for it; those that compare readers get the files of their syntax too."""
    for name in (path.parent.name, f"plain-{path.parent.name}", f"sift-{path.parent.name}"):
        if name in targets.TARGETS:
            targets.TARGETS[name](path.read_bytes())


def test_every_target_has_something_to_start_from(targets: ModuleType) -> None:
    """A fuzzer that begins with nothing finds nothing."""
    for name in targets.TARGETS:
        assert list((FUZZ / "corpus" / name.rpartition("-")[2]).iterdir())


def test_every_prefix_of_what_is_kept(targets: ModuleType) -> None:
    """A file that was cut off anywhere loads or is refused with places."""
    for name in ("yaml", "json", "jsonl", "csv"):
        for path in sorted((FUZZ / "corpus" / name).iterdir()):
            data = path.read_bytes()
            for end in range(0, len(data), 3):
                targets.TARGETS[name](data[:end])
