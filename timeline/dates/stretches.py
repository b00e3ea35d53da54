"""What a file's header may say of conventions: first and last month, day or year of a part (`mid-year: 5-8`)."""

from __future__ import annotations

import re

from timeline.dates.conventions import STANDARD, Conventions

STRETCHES = tuple(name for name in Conventions._fields if name != "slack")

_LIMITS = {"month": (1, 31), "decade": (0, 9), "century": (0, 99)}
"""The least and the most, by the last word of a convention; months of a year for the others."""

_SHORTEST_MONTH = 28
_read = re.compile(r"\s*([0-9]{1,2})\s*-\s*([0-9]{1,2})\s*").fullmatch


def stretch_of(name: str, text: str) -> tuple[int, int] | None:
    """First and last, both included, of one of `STRETCHES`; None where the text tells none that there can be.

    Seasons may go over the end of the year; a part of a month begins on a day that every month has.
    """
    found = _read(text)
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    part = name.rpartition("_")[2]
    least, most = _limits(part)
    if not (least <= first <= most and least <= last <= most) or (part == "month" and first > _SHORTEST_MONTH):
        return None
    wraps = part not in ("year", *_LIMITS)
    return (first, last) if wraps or first <= last else None


def how_to_write(name: str) -> str:
    """What a stretch of that name looks like."""
    least, most = _limits(name.rpartition("_")[2])
    first, last = getattr(STANDARD, name)
    return f"Write first and last, from {least} to {most}: {name.replace('_', '-')}: {first}-{last}"


def _limits(part: str) -> tuple[int, int]:
    return _LIMITS.get(part, (1, 12))
