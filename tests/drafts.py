"""Foreign files to drafts and to chronologies, and our own exports back: for the tests of the importers."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from samples import written
from support import ROOT

from timeline.dates import When
from timeline.importers import Draft, Input, Options, Record, named
from timeline.load import load
from timeline.model import Chronology, Event

SAMPLES = ROOT.parent / "shared" / "cases" / "import"
STORIES = {"hard": ROOT / "tests/data/hard.yaml", "record": ROOT / "data/space-film-record.yaml"}


def sample(name: str) -> Path:
    """A file of the collected samples; the test is skipped where they are not at hand."""
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"no sample files at {SAMPLES}")
    return path


def counts(kind: str) -> dict[str, Any]:
    """What is known of the sample files of a kind, by name; empty where they are not at hand."""
    path = SAMPLES / "counts.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: value for name, value in known.items() if name.startswith(f"{kind}/")}


def drafted(kind: str, text: str | bytes, name: str = "given") -> Draft:
    """The draft that an importer makes of a text."""
    data = text.encode() if isinstance(text, str) else text
    return named(kind).read(Input(name, data), Options())


def only(kind: str, text: str | bytes) -> Record:
    """The one event of a text."""
    [event] = drafted(kind, text).events
    return event


def chronology_of(draft: Draft) -> Chronology:
    """A draft as a chronology: written as a file and loaded, so that every record must be one that a file can hold."""
    text = json.dumps({"timeline": "1", **draft.header, "events": list(draft.events)}, ensure_ascii=False)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.json"
        path.write_text(text, encoding="utf-8")
        chronology = load([str(path)])
    assert not [problem for problem in chronology.problems if problem.code == "E105"]
    return chronology


def story(name: str) -> Chronology:
    return load([str(STORIES[name])])


def imported_again(kind: str, name: str, format_name: str = "") -> tuple[Chronology, Chronology, Draft]:
    """A story, the same exported and imported again, and the draft between them."""
    given = story(name)
    text = written(format_name or kind, given)
    draft = drafted(kind, text) if text else Draft(())
    return given, chronology_of(draft), draft


def is_looser(imported: When, given: When) -> bool:
    """Whether a date leaves every day open that another one does."""
    low = imported.lower is None or (given.lower is not None and imported.lower <= given.lower)
    return low and (imported.upper is None or (given.upper is not None and imported.upper >= given.upper))


def by_title(events: tuple[Event, ...]) -> dict[str, Event]:
    return {" ".join(event.title.split()): event for event in events}
