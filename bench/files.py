"""The files that are measured: made once by `gen.py`, kept in `.cache`, made anew when the generator changes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from story import SEED

HERE = Path(__file__).resolve().parent
CACHE = HERE / ".cache"
SUFFIXES = {"hledger": "journal", "jrnl": "txt", "markwhen": "mw"}
_MAKERS = ("gen.py", "story.py", "peer_files.py")


class Made(NamedTuple):
    """A file of a made-up story; `touching` and `beginning` are the answers to the question, see `story.Question`."""

    path: str
    events: int
    bytes: int
    person: str
    touching: int
    beginning: int


def made(name: str, events: int, *, refs: bool = False) -> Made:
    """The file of a format and a size; the generator runs in a process of its own, so that this one stays small."""
    version = crc32(b"".join((HERE / maker).read_bytes() for maker in _MAKERS))
    folder = CACHE / "files" / f"{SEED}-{version:08x}"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{events}{'-refs' * refs}.{SUFFIXES.get(name, name)}"
    facts = path.with_name(path.name + ".facts")
    if not facts.exists():
        options = ["--format", name, "--output", str(path), "--facts", str(facts)] + ["--refs"] * refs
        subprocess.run(
            [sys.executable, str(HERE / "gen.py"), str(events), *options], check=True, stderr=subprocess.PIPE
        )
    return Made(str(path), **json.loads(facts.read_text("utf-8")))
