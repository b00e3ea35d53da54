"""Names, lists and addresses as people type them into the cells of a spreadsheet."""

from __future__ import annotations

import re

from timeline.importers._html import plain
from timeline.importers._linkcells import linked
from timeline.tables import split, unguarded

_ADDRESS = re.compile(r"https?://(?:(?![,;]+https?://)[^\s<>\"|])+", re.IGNORECASE)
_ABOUT_AN_ADDRESS = re.compile(r"[\s()<>\[\],;:|–—-]+")
_ONE_ADDRESS = re.compile(r"https?://[^\s<>\"|(),;']+(?<!\.)").fullmatch
_PARTED = re.compile(r"[\\;,\r\n]").search
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|esq|inc|llc|ltd|co|corp|plc|gmbh|n\.?v|s\.?a)\.?", re.IGNORECASE)

_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"').fullmatch

COMMAS = ("tags", "orgs", "people")
"""The lists in whose cells commas may part the items; in titles of works and in places they stand within names."""


GUARDS = "'="
"""What a cell begins with that spreadsheets have put something around."""


def bare(cell: str) -> str:
    """A cell without what spreadsheets put around it: our guard of a formula, `="2020-05-04"` for text, a link."""
    cell = cell.strip()
    if cell[:1] == "'":
        return unguarded(cell)
    if cell[:2] == '="' and (found := _TEXT_FORMULA(cell)):
        return found[1].replace('""', '"').strip()
    if cell[:1] == "=" and (link := linked(cell)):
        return link[0] or link[1]
    return cell


def line_of(cell: str) -> str:
    """A cell as one line of plain text."""
    text = plain(cell) if "<" in cell or "&" in cell else cell
    return " ".join(text.split())


def text_of(cell: str) -> str:
    """A cell as plain text that keeps its lines, without blanks at their ends."""
    text = plain(cell) if "<" in cell or "&" in cell else cell.strip()
    if "\n" not in text and "\r" not in text:
        return text
    return "\n".join(line.strip() for line in text.splitlines()).strip()


def items(cell: str, field: str) -> list[str]:
    """The items of a list, each once: parted by semicolons or line ends, else by commas where no name is torn."""
    if _PARTED(cell) is None:
        one = line_of(cell)
        return [one] if one else []
    if "\\" in cell:
        parts = split(cell.replace("\r", "\n").replace("\n", ";"))
    else:
        parts = cell.replace("\r", "\n").replace("\n", ";").split(";")
    if len(parts) == 1 and "," in cell and field in COMMAS:
        parts = by_commas(parts[0], field)
    return list(dict.fromkeys(filter(None, map(line_of, parts))))


def by_commas(text: str, field: str) -> list[str]:
    """The parts between commas; the whole where they may be one name: `Cruise, Tom`, `Robert Downey, Jr.`."""
    parts: list[str] = []
    for part in filter(None, map(str.strip, text.split(","))):
        if parts and _SUFFIX.fullmatch(part):
            parts[-1] = f"{parts[-1]}, {part}"
        else:
            parts.append(part)
    if field == "people" and not all(" " in part for part in parts):
        # A part of one word is a surname before its first name, or somebody of one name: that cannot be told.
        return [text]
    return parts


def addresses(cell: str) -> tuple[list[str], str]:
    """The web addresses in a cell, and what else stands in it."""
    if "://" not in cell:
        return [], cell
    if _ONE_ADDRESS(cell):
        return [cell], ""
    found = [one.rstrip(".,;)'") if "(" not in one else one.rstrip(".,;'") for one in _ADDRESS.findall(cell)]
    rest = _ADDRESS.sub(" ", cell)
    return found, "" if _ABOUT_AN_ADDRESS.fullmatch(rest or " ") else line_of(rest).strip("()<>[],;:|–—- ")


def site_of(address: str) -> str:
    """The name of the site that an address is on: `variety.com`."""
    host = re.sub(r"^[a-z]+://(?:[^/@]*@)?(?:www\.)?", "", address, flags=re.IGNORECASE)
    return re.split(r"[/?#:]", host, maxsplit=1)[0].lower()
