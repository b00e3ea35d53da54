"""EDTF strings gathered from the test suites of other programs, where their files are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.dates import STANDARD, Context, DateError, iso, read
from timeline.dates.edtf import looks_like_edtf, read_edtf
from timeline.dates.edtf_text import edtf_of

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases" / "dates"
ALONE = Context(edtf=True)


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of a table without quoting; none where the file is absent."""
    path = CASES / name
    if not path.is_file():
        return []
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    keys = head.split("\t")
    return [dict(zip(keys, line.split("\t"), strict=False)) for line in lines]


VALID, INVALID, PHRASES = (_rows(name) for name in ("edtf_valid.tsv", "edtf_invalid.tsv", "phrases.tsv"))
needs_cases = pytest.mark.skipif(not VALID, reason=f"no cases in {CASES}")


def _is_expected(expected: str, day: int | None, is_year_unsaid: bool) -> bool:
    """`..` and `unknown` are no bound, `*` is not tested; a year wholly unspecified may have no bound."""
    if expected == "*" or (is_year_unsaid and day is None):
        return True
    return day is None if expected in ("..", "unknown") else day is not None and iso(day) == expected


@needs_cases
def test_every_valid_string_has_its_days_and_flags() -> None:
    wrong = []
    for row in VALID:
        text = row["input"]
        when = read(text, ALONE)
        unsaid = "XXXX" in text
        right = (
            _is_expected(row["lower"], when.lower, unsaid)
            and _is_expected(row["upper"], when.upper, unsaid)
            and (when.uncertain, when.approximate) == (row["uncertain"] == "1", row["approximate"] == "1")
            and (when.kind == "span") == (row["kind"] == "interval")
            and ("/" not in text or _ends(row) == _unknown_ends(text))
        )
        if not right:
            wrong.append((row, when))
    assert not wrong


def _ends(row: dict[str, str]) -> tuple[bool, bool]:
    return row["lower"] == "unknown", row["upper"] == "unknown"


def _unknown_ends(text: str) -> tuple[bool, bool]:
    form = read_edtf(text, STANDARD).form
    return getattr(form, "start", "") == "unknown", getattr(form, "end", "") == "unknown"


@needs_cases
def test_every_valid_string_is_known_for_edtf() -> None:
    assert [row["input"] for row in VALID if not looks_like_edtf(row["input"])] == []


@needs_cases
def test_every_valid_string_can_be_written_anew() -> None:
    for row in VALID:
        when = read(row["input"], ALONE)
        again = read(edtf_of(when._replace(edtf="")), ALONE)
        assert again[1:4] == when[1:4], row["input"]
        assert (again.uncertain, again.approximate) == (when.uncertain, when.approximate), row["input"]


@needs_cases
def test_every_invalid_string_is_refused_with_a_hint() -> None:
    for row in INVALID:
        with pytest.raises(DateError) as error:
            read(row["input"], ALONE)
        assert error.value.hint, row["input"]
        if row["category"] == "draft2012":
            assert error.value.code == "D104", row["input"]


@needs_cases
def test_phrases_are_left_to_the_words() -> None:
    """But for those that are EDTF as they stand."""
    taken = {row["phrase"] for row in PHRASES if looks_like_edtf(row["phrase"])}
    assert all(phrase.replace("-", "").isdigit() for phrase in taken)
