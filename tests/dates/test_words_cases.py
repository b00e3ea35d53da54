"""The shared collection of phrases, each with the one answer that it must get."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from timeline.dates import DateError, iso
from timeline.dates.read import read
from timeline.dates.show import plain

CASES = Path(__file__).parents[3] / "shared" / "cases" / "dates" / "phrases.tsv"


def rows(*classes: str) -> list[dict[str, str]]:
    if not CASES.exists():
        return []
    with CASES.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row["class"] in classes]


needs_cases = pytest.mark.skipif(not CASES.exists(), reason=f"the shared cases are not at {CASES}")


def days(bound: int | None) -> str:
    return ".." if bound is None else iso(bound)


@needs_cases
@pytest.mark.parametrize("row", rows("fixed", "convention"), ids=lambda row: row["phrase"])
def test_read(row: dict[str, str]) -> None:
    when = read(row["phrase"])
    for side, bound in (("lower", when.lower), ("upper", when.upper)):
        if row[side] != "*":
            assert days(bound) == row[side].replace("unknown", "..")
    assert (when.uncertain, when.approximate) == (row["uncertain"] == "1", row["approximate"] == "1")


@needs_cases
@pytest.mark.parametrize("row", rows("fixed", "convention"), ids=lambda row: row["phrase"])
def test_said_plainly_it_reads_the_same(row: dict[str, str]) -> None:
    when = read(row["phrase"])
    again = read(plain(when))
    assert again.ranges == when.ranges
    for field in ("kind", "start", "end", "precision", "uncertain", "approximate", "convention"):
        assert getattr(again, field) == getattr(when, field), plain(when)


@needs_cases
@pytest.mark.parametrize("row", rows("ambiguous", "refuse"), ids=lambda row: row["phrase"])
def test_refused(row: dict[str, str]) -> None:
    with pytest.raises(DateError) as caught:
        read(row["phrase"])
    assert caught.value.code in ({"D103"} if row["class"] == "ambiguous" else {"D102", "D105"})
    assert caught.value.hint
