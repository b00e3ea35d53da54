"""A date as the JSON contract has it: days as `YYYY-MM-DD`, null where there is no bound."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from timeline.dates import show
from timeline.dates.days import iso
from timeline.dates.edtf_text import edtf_of
from timeline.dates.when import DateError, Range, When

_NONE: dict[str, Any] = {
    "kind": "none", "lower": None, "upper": None, "start": None, "end": None, "ranges": [], "precision": "none",
    "uncertain": False, "approximate": False, "convention": False, "edtf": "", "plain": "",
}  # fmt: skip


def read_record(text: str, when: When) -> dict[str, Any]:
    """What `timeline date --json` says of a text that was read."""
    return {"text": text, "ok": True, **meaning(when), "warnings": list(when.warnings), "error": None}


def refused_record(text: str, error: DateError) -> dict[str, Any]:
    """What it says of a text that was refused."""
    problem = {"code": error.code, "message": error.message, "hint": error.hint}
    return {"text": text, "ok": False, **_NONE, "warnings": [], "error": problem}


def meaning(when: When) -> dict[str, Any]:
    """Kind, bounds, precision and flags, with the date in EDTF and in plain words."""
    kind, lower, upper, *rest = outline(when).items()
    days = {
        "start": _range(when.start),
        "end": _range(when.end),
        "ranges": [_range(days) for days in when.ranges],
    }
    return {**dict((kind, lower, upper)), **days, **dict(rest)}


@lru_cache(maxsize=1 << 12)
def outline(when: When) -> Mapping[str, Any]:
    """The same without the ranges of days: how exact a date is, and its first and last day.

    It is remembered, as the dates of a story come back, and thus not to be changed.
    """
    return {
        "kind": when.kind,
        "lower": _day(when.lower),
        "upper": _day(when.upper),
        "precision": when.precision,
        "uncertain": when.uncertain,
        "approximate": when.approximate,
        "convention": when.convention,
        "edtf": edtf_of(when),
        "plain": show.plain(when),
    }


def _day(day: int | None) -> str | None:
    return None if day is None else iso(day)


def _range(days: Range | None) -> list[str | None] | None:
    return None if days is None else [_day(days[0]), _day(days[1])]
