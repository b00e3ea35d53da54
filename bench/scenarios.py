"""What is measured, and what it may take. A scenario is one row; its limits stand beside it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from files import CACHE, HERE, Made, made
from measure import Command, run
from ours import asked, question, timeline

PROFILES = ("quick", "normal", "full")
BUNDLED = str(HERE.parent / "data" / "space-film.yaml")
RECORD = str(HERE.parent / "data" / "space-film-record.yaml")
BUILT, REBUILT = CACHE / "indexed", CACHE / "index-build"
"""Cache folders: of the index that queries use, and of the one that is built again and again."""


class Limit(NamedTuple):
    """What a scenario may take.

    Attributes:
        kind: A key of `run.LIMITS`.
        value: The figure: at most, for `faster` at least.
        than: The peer, or the other command of ours, that it is measured by.
        each: Added to the value for every line printed.
    """

    kind: str
    value: float
    than: str = ""
    each: float = 0


class Scenario(NamedTuple):
    """One thing to measure.

    Attributes:
        name: As printed, and as compared with earlier figures.
        profile: The shortest that has it.
        command: Makes the command from the file, which is None where the scenario needs none.
        limits: What it may take.
        story: Format and number of events of its file.
        lines: What the lines that match `pattern` (or all of them) are held against: `touching`, `events` or "".
        pattern: Of lines that count.
        codes: Exit codes that are right.
        index: Whether it needs the `index` command.
    """

    name: str
    profile: str
    command: Callable[[Made | None], Command]
    limits: tuple[Limit, ...] = ()
    story: tuple[str, int] | None = None
    lines: str = ""
    pattern: bytes = b""
    codes: tuple[int, ...] = (0,)
    index: bool = False


def _plain(*arguments: str, columns: int = 0) -> Callable[[Made | None], Command]:
    return lambda file: timeline(*arguments, columns=columns)


def _with_file(*arguments: str) -> Callable[[Made | None], Command]:
    return lambda file: timeline(*arguments, file.path if file else "")


def _question(file: Made | None) -> Command:
    assert file is not None
    return asked(file)


def _indexed(file: Made | None) -> Command:
    """The question, once an index is there; where none can be made, the command that failed, so that it is told."""
    assert file is not None
    build = timeline("index", file.path, cache=BUILT, seconds=600)
    if run(build).code:
        return build
    return timeline(*question(file), cache=BUILT)


def _searched(file: Made | None) -> Command:
    """A search for text by an index."""
    assert file is not None
    asked = _indexed(file)
    words = ("filter", file.path, "--text", f"{file.person} signs", "--brief")
    return timeline(*words, cache=BUILT) if "filter" in asked.argv else asked


def _build(file: Made | None) -> Command:
    """An index made from nothing, each time."""
    assert file is not None
    build = timeline("index", file.path, cache=REBUILT)
    return build._replace(before=lambda: shutil.rmtree(REBUILT, ignore_errors=True))


def size_of_index(folder: Path = REBUILT) -> int:
    """Bytes of what an index build left behind."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def direct(story: tuple[str, int]) -> Command:
    """The question, directly of a file: what `check` is measured by."""
    return asked(made(*story))


_BADGE = rb"(?:CONFIRMED|REPORTED|RUMOURED|PLANNED|LAPSED|DISPUTED|DENIED|RETRACTED|UNSOURCED|BACKGROUND)\b"
"""Stands on the first line of an event in the format for people, and on no other."""

_START = (Limit("pass", 4.8),)

SCENARIOS = (
    Scenario("--version", "quick", _plain("--version"), _START),
    Scenario("show --help", "quick", _plain("show", "--help"), _START),
    Scenario("usage error", "quick", _plain("show", "--no-such-option"), _START, codes=(2,)),
    Scenario(
        "bundled story", "quick", _plain("show", BUNDLED), (Limit("pass", 5.5),), lines="16", pattern=_BADGE
    ),
    Scenario(
        "bundled story, coloured on a terminal", "quick", _plain("show", BUNDLED, "--no-pager", columns=100),
        (Limit("pass", 7.5),), lines="16", pattern=rb"\x1b\[.*" + _BADGE,
    ),
    Scenario("bundled story, filtered", "quick", _plain("filter", BUNDLED, "--person", "Liman")),
    Scenario("the public record", "quick", _plain("show", RECORD)),
    Scenario("date mid-2020", "quick", _plain("date", "mid-2020")),
    Scenario(
        "1,000 YAML, filter", "quick", _question, (Limit("pass", 7.5), Limit("faster", 2.5, "jrnl")), ("yaml", 1_000),
        "touching",
    ),
    Scenario(
        "5,000 YAML, all printed", "quick", _with_file("show"), (Limit("pass", 15), Limit("peak", 40)), ("yaml", 5_000),
        "events", _BADGE,
    ),
    Scenario(
        "10,000 YAML, filter", "normal", _question, (Limit("faster", 2.5, "hledger"),), ("yaml", 10_000), "touching",
    ),
    Scenario(
        "100,000 YAML, filter", "normal", _question, (Limit("faster", 4, "hledger"), Limit("peak", 120)),
        ("yaml", 100_000), "touching",
    ),
    Scenario(
        "100,000 JSON Lines, filter", "normal", _question,
        (Limit("faster", 5, "jq"), Limit("faster", 1.2, "DuckDB read_json")), ("jsonl", 100_000), "touching",
    ),
    Scenario(
        "100,000 YAML, check", "normal", _with_file("check"), (Limit("time", 2, "the direct query"),),
        ("yaml", 100_000), codes=(0, 1),
    ),
    Scenario(
        "100,000 JSON Lines, check", "normal", _with_file("check"), (Limit("time", 2, "the direct query"),),
        ("jsonl", 100_000), codes=(0, 1),
    ),
    Scenario("100,000 JSON Lines, index build", "normal", _build, (), ("jsonl", 100_000), index=True),
    Scenario(
        "100,000 JSON Lines, indexed filter", "normal", _indexed, (Limit("pass", 6),), ("jsonl", 100_000), "touching",
        index=True,
    ),
    Scenario("100,000 JSON Lines, indexed search", "normal", _searched, (), ("jsonl", 100_000), index=True),
    Scenario(
        "1,000,000 JSON Lines, filter", "full", _question,
        (Limit("faster", 6, "jq"), Limit("time", 1.4, "ripgrep"), Limit("time", 1.4, "ripgrep -i"),
         Limit("peak", 40, each=1.3 / 1024)),
        ("jsonl", 1_000_000), "touching",
    ),
    Scenario(
        "1,000,000 JSON Lines, index build", "full", _build,
        (Limit("seconds", 20), Limit("peak", 250), Limit("share", 30)), ("jsonl", 1_000_000), index=True,
    ),
    Scenario(
        "1,000,000 JSON Lines, indexed filter", "full", _indexed, (Limit("pass", 8),), ("jsonl", 1_000_000), "touching",
        index=True,
    ),
    Scenario("1,000,000 JSON Lines, indexed search", "full", _searched, (), ("jsonl", 1_000_000), index=True),
)  # fmt: skip
