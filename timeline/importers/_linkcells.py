"""Cells of a table that are links as spreadsheets write them: `=HYPERLINK("https://…","Variety")`."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LINK_FORMULA = re.compile(
    r'=\s*HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*(?:"((?:[^"]|"")*)"|[^"]*))?\)', re.IGNORECASE
).fullmatch
_NO_OUTLETS = frozenset(
    ("link", "here", "click here", "source", "url", "web", "website", "article", "read", "read more")
)
"""Words of links that name no outlet."""


def linked(cell: str) -> tuple[str, str] | None:
    """The words and the address of a cell that is a link, `=HYPERLINK("https://…","Variety")`; either may be empty."""
    found = _LINK_FORMULA(cell.strip())
    if found is None:
        return None
    address, words = ((part or "").replace('""', '"').strip() for part in found.groups())
    return ("" if words == address else words), address


def put_links(cells: dict[str, str], links: Mapping[str, tuple[str, str]]) -> None:
    """Puts the address of a link that is a title or an outlet to the addresses, and its words there to the outlets."""
    for field, (words, address) in links.items():
        if field == "source_url":
            cells[field] = address or words
            if words.lower() not in _NO_OUTLETS and words:
                cells.setdefault("source_outlet", words)
        elif address and field == "source_outlet":
            cells["source_url"] = " ".join(dict.fromkeys([*cells.get("source_url", "").split(), address]))
        elif address and field == "title":
            cells.setdefault("source_url", address)
