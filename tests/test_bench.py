"""The harness that measures: its stories are what they claim, and its figures are compared as they should be."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from support import ROOT, run_pipe

EVENTS = 600


@pytest.fixture(scope="module")
def bench() -> Iterator[dict[str, ModuleType]]:
    """Modules of `bench`, by name; its folder is on the path only while they are in use."""
    from importlib import import_module

    names = ("gen", "story", "run", "peers", "measure", "report", "scenarios")
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        yield {name: import_module(name) for name in names}
    finally:
        sys.path.remove(str(ROOT / "bench"))


def made(bench: dict[str, ModuleType], name: str, *, events: int = EVENTS, seed: int = 7, refs: bool = False) -> bytes:
    out = io.BytesIO()
    bench["gen"].write(out, events, name, seed, refs=refs)
    return out.getvalue()


@pytest.mark.parametrize("name", ["yaml", "json", "jsonl", "csv"])
@pytest.mark.parametrize("refs", [False, True], ids=["plain", "refs"])
def test_every_answer_is_counted(bench: dict[str, ModuleType], name: str, refs: bool, tmp_path: Path) -> None:
    """The program finds in each format as many events as the generator counted, and no problem."""
    path = tmp_path / f"story.{name}"
    with path.open("wb") as out:
        facts = bench["gen"].write(out, EVENTS, name, refs=refs)
    assert facts.bytes == path.stat().st_size
    done = run_pipe("filter", str(path), "--person", facts.person, "--since", "2018", "--until", "2019", "--brief")
    assert (done.err, done.code) == ("", 0)
    assert len(done.out.splitlines()) == facts.touching > 0
    if not refs:
        checked = run_pipe("check", str(path), "--severity", "error")
        assert (checked.out, checked.code) == ("", 0)


def test_formats_hold_the_same_events(bench: dict[str, ModuleType], tmp_path: Path) -> None:
    """Whatever the format, the same story is printed."""
    printed = set()
    for name in ("yaml", "json", "jsonl", "csv"):
        path = tmp_path / f"story.{name}"
        path.write_bytes(made(bench, name, events=200))
        lines = run_pipe("show", str(path), "-O", "jsonl").out.splitlines()
        printed.add(tuple(line for line in lines if '"id"' in line))  # a table has no header
    assert len(printed) == 1


@pytest.mark.parametrize("name", ["yaml", "jsonl", "hledger", "jrnl", "beancount", "markwhen", "ics"])
def test_a_seed_makes_one_story(bench: dict[str, ModuleType], name: str) -> None:
    """The same seed gives the same bytes, another one others."""
    assert made(bench, name) == made(bench, name)
    assert made(bench, name) != made(bench, name, seed=8)


def test_the_mix_is_as_described(bench: dict[str, ModuleType]) -> None:
    """Days, months, years, intervals and doubtful dates; some 770 bytes an event; Zipf's law for people."""
    events = list(bench["story"].story(20_000))
    shapes = {
        "day": (r"\d{4}-\d\d-\d\d", 0.72),
        "month": (r"\d{4}-\d\d", 0.145),  # some intervals lie within a month
        "year": (r"\d{4}", 0.04),
        "interval": (r".+/.+", 0.045),
        "doubtful": (r".+[?~]", 0.05),
    }
    for name, (pattern, share) in shapes.items():
        found = sum(1 for event in events if re.fullmatch(pattern, event.date)) / len(events)
        assert abs(found - share) < 0.01, name
    assert 700 < len(made(bench, "jsonl", events=2_000)) / 2_000 < 840
    named: dict[str, int] = {}
    for event in events:
        for person in event.people:
            named[person] = named.get(person, 0) + 1
    first, second, eighth = (named[bench["story"].people_of(20_000)[rank - 1]] for rank in (1, 2, 8))
    assert 1.6 < first / second < 2.4
    assert 6 < first / eighth < 10


def test_names_are_not_parts_of_one_another(bench: dict[str, ModuleType]) -> None:
    """A search for one person's surname finds no other's."""
    surnames = [name.split()[1] for name in bench["story"].people_of(1_000_000)]
    assert len(surnames) == len(set(surnames)) == 40_000
    assert {len(name) for name in surnames} == {6}


def _record(name: str, ratio: float, peak: int, failed: str = "") -> dict[str, object]:
    return {"name": name, "ratio": ratio, "peak": peak * 2**20, "failed": failed, "limits": []}


def test_changes(bench: dict[str, ModuleType]) -> None:
    """Ratios then and now, with the change; a scenario that only one run has is left out."""
    old = [_record("a", 10.0, 20), _record("b", 5.0, 20, "exit 2"), _record("gone", 1.0, 1)]
    new = [_record("a", 5.0, 30), _record("b", 5.0, 20), _record("new", 1.0, 1)]
    lines = [" ".join(line.split()) for line in bench["run"].changes(old, new)]
    assert lines == ["a 10.00 x -> 5.00 x -50 % 20 -> 30 MiB +50 %", "b exit 2 -> works"]


def test_ratios_are_of_one_round(bench: dict[str, ModuleType]) -> None:
    """The median of the pairwise ratios, not the ratio of the medians: a slow minute slows both of a pair."""
    measure = bench["measure"]

    def samples(*walls: float) -> list[object]:
        return [measure.Sample(wall, wall, 1, 1, 0, "") for wall in walls]

    found = measure.Series({"ours": samples(2, 20, 4), "pass": samples(1, 10, 1)})
    assert found.ratio("ours", "pass") == 2


def test_a_process_is_accounted_for(bench: dict[str, ModuleType]) -> None:
    """Lines, exit code, what was said on stderr; a terminal is one; what takes too long is ended."""
    measure = bench["measure"]
    program = "import sys; print('a\\nb'); print('c', file=sys.stderr); print(sys.stdout.isatty()); sys.exit(3)"
    kept: list[bytes] = []
    sample = measure.run(measure.Command((sys.executable, "-c", program)), kept)
    assert (sample.lines, sample.code, sample.errors.split()) == (3, 3, ["c"])
    assert b"".join(kept).split() == [b"a", b"b", b"False"]
    kept.clear()
    measure.run(measure.Command((sys.executable, "-c", program), columns=80), kept)
    assert b"True" in b"".join(kept)
    slow = measure.Command((sys.executable, "-c", "import time; time.sleep(60)"), seconds=0.2)
    assert measure.run(slow).code == -9


def test_tables_have_their_place(bench: dict[str, ModuleType], tmp_path: Path) -> None:
    """Only what stands between the marks is replaced; a page without them is an error."""
    page = tmp_path / "page.md"
    page.write_text("above\n<!-- begin run -->\nold\n<!-- end run -->\nbelow\n", "utf-8")
    bench["report"].put_table(page, "run", bench["report"].table([["a", "b"], ["x|y", "1"]]))
    text = page.read_text("utf-8")
    assert text == "above\n<!-- begin run -->\n| a | b |\n| --- | ---: |\n| x\\|y | 1 |\n<!-- end run -->\nbelow\n"
    with pytest.raises(SystemExit, match="no place for the table"):
        bench["report"].put_table(page, "peers", [])


def test_every_limit_can_be_measured(bench: dict[str, ModuleType]) -> None:
    """Limits are of known kinds, and what they are measured by is a peer or a command of ours."""
    for scenario in bench["scenarios"].SCENARIOS:
        for limit in scenario.limits:
            assert limit.kind in bench["run"].LIMITS
            assert limit.than in ("", "the direct query", *bench["peers"].PEERS)
            assert bool(limit.than) == (limit.kind in ("faster", "time"))
