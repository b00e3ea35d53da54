"""The shape of an index: its version, the names of its parts, and how big they are.

Numbers are arrays of the machine's own order, which `meta` names. Events are numbered in file order from 0.

| part | holds |
|---|---|
| `meta` | lines `key value` |
| `at`, `low`, `high`, … | a number of every event (`COLUMNS`), in chunks of `CHUNK` |
| `forms KIND` | the folded names of a kind, one a line, each line between two line ends |
| `names KIND`, `ends KIND` | the same names as written (outlets: as the header has them), on end, and where each ends |
| `counts KIND` | how many events have each |
| `out outlet` | the first days on which an outlet was out: certainly, perhaps |
| `has KIND`, n | the events that have the nth name |
| `ranges AXIS` | of each chunk the first and the last day on which one of its events begins, and ends |
| `buckets AXIS`, `bucket AXIS`, n | the events whose days begin about the same time: level, number, count; the events |
| `ids`, n | a block of ids in order, and `id numbers`; `id blocks` has the first of each block |
| `words`, n | the folded words of the texts of the nth chunk of events, one a line, each line between two line ends |
| `words written`, n | the last of them as written, one a line: those that fold to something else |
| `word counts`, n | how many events of the chunk have each |
| `texts`, n | an SQLite database with the full-text index of the chunk: `texts` |
| `known` , `known perhaps` | days and how many events were known by them, of which `as_of` tells |
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

SCHEMA = 7
"""Goes up with every change of the parts, and of the days that dates of some kind mean."""
CHUNK = 1 << 14
"""Events in a chunk."""
IDS = 512
"""Ids in a block."""

COLUMNS: dict[str, Literal["Q", "i"]] = {
    "at": "Q",
    "low": "i",
    "high": "i",
    "reported low": "i",
    "reported high": "i",
    "out": "i",
    "perhaps out": "i",
}
"""Of every event: the byte at which it begins; the days that it can touch; the days of its sources; the first day on
which it was certainly and perhaps publicly known. With the type of the number."""

NAMES = ("person", "org", "outlet", "work", "place", "tag", "group")
NAMED_IN_TEXT = tuple(kind for kind in NAMES if kind != "group")
"""Those that a search for text looks at."""
KINDS = (*NAMES, "status", "says")

WIDTHS = (32, 1024, 32768)
"""Days that an event of each level lasts at most; a bucket of that level is as wide. Longer ones are a level of their
own, of one bucket."""

AXES = {"happened": ("low", "high"), "reported": ("reported low", "reported high")}


def bucket_of(low: int, high: int) -> tuple[int, int]:
    """The level and the number of the bucket of some days."""
    lasts = high - low
    for level, width in enumerate(WIDTHS):
        if lasts < width:
            return level, low // width
    return len(WIDTHS), 0


def may_reach(level: int, number: int, first: int, last: int) -> bool:
    """Whether what begins in a bucket may touch a window."""
    if level == len(WIDTHS):
        return True
    width = WIDTHS[level]
    return number * width <= last and (number + 2) * width > first
