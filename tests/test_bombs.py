"""Hostile files are refused or shown within limits of time and memory; `bench/bombs.py` has the table and prints figures.

The limits here are wider by far than those of the bench, for slow and busy machines: what is meant to be caught takes
minutes or gigabytes, or dies by a signal.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

sys.path.insert(0, str(ROOT / "bench"))
try:
    import bombs
finally:
    sys.path.remove(str(ROOT / "bench"))

PATIENCE = 6
"""Times the seconds that a bomb may take."""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
@pytest.mark.parametrize("name", bombs.BOMBS)
def test_bomb(name: str, tmp_path: Path) -> None:
    """Shown or refused with a place, never ended by a signal, our limits, or a bug."""
    bomb: Any = bombs.BOMBS[name]
    seconds, memory = bomb.limits
    sample = bombs.blow(bomb, tmp_path, PATIENCE)
    assert sample.code in bomb.codes, sample.errors[-500:]
    assert sample.peak < memory
    assert sample.wall < PATIENCE * seconds
    assert bomb.says in sample.errors
    if sample.code == 2:
        assert f"{tmp_path / bomb.name}:" in sample.errors
