r"""What our tables look like, for those who read them and those who write them.

Lists are joined with `; `; a semicolon within an item is written `\;`. A cell that begins like a formula, or with an
apostrophe, has an apostrophe in front of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

EVENT_COLUMNS = (
    "id", "date", "title", "summary", "people", "orgs", "works", "places", "tags",
    "group", "status", "because", "note",
)  # fmt: skip
SOURCE_COLUMNS = (
    "outlet", "date", "title", "url", "by", "unnamed", "says", "via", "archive", "accessed", "lang", "quote",
)  # fmt: skip
MORE_COLUMNS = ("background",)
DERIVED = ("shown_status", "match", "earliest", "latest")
LISTS = frozenset({"people", "orgs", "works", "places", "tags"})

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def joined(items: Iterable[str]) -> str:
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def split(cell: str) -> list[str]:
    r"""The items of a list; `\;` is a semicolon within an item, `\\` a backslash."""
    found = re.findall(r"(?:\\.|[^;\\]|\\$)+", cell, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", item.strip()) for item in found if item.strip()]


def guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
