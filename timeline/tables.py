r"""What our tables look like, for those who read them and those who write them.

Lists are joined with `; `; a semicolon within an item is written `\;`, a blank at its edge `\ `. A cell that begins
like a formula, or with an apostrophe, has an apostrophe in front of it.

What a chronology says of itself stands in rows of its own before the events (`HEADER_ROWS`), which the last column,
`type`, tells from them. A table without such rows has no such column.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from timeline import keys
from timeline.records import NamedTuple

MORE_COLUMNS = ("background",)
"""Of an event, behind those of the sources."""

EVENT_COLUMNS = tuple(key for key in keys.EVENT if key not in (*MORE_COLUMNS, "sources"))
SOURCE_COLUMNS = keys.SOURCE
WRITTEN = (*EVENT_COLUMNS, *(f"source_{name}" for name in SOURCE_COLUMNS), *MORE_COLUMNS)
"""What an author writes, in order."""

DERIVED = ("shown_status", "match", "earliest", "latest")
TYPE = "type"


class HeaderRow(NamedTuple):
    """How a part of the header stands in rows.

    Attributes:
        key: Of the header, where each entry has a row of its own; empty where one row holds plain values.
        name: The column that names an entry.
        columns: By key of the entry its column; the key "" is an entry that is a mere text.
    """

    key: str
    name: str
    columns: dict[str, str]


HEADER_ROWS: dict[str, HeaderRow] = {
    "title": HeaderRow("", "", {"title": "title", "about": "summary"}),
    "year": HeaderRow("", "", {"year": "date"}),
    "dates": HeaderRow("", "", {"dates": "title"}),
    "convention": HeaderRow("conventions", "title", {"": "summary"}),
    "era": HeaderRow("eras", "id", {"name": "title", "date": "date"}),
    "person": HeaderRow("people", "title", {"aliases": "people", "born": "date"}),
    "outlet": HeaderRow("outlets", "title", {"aliases": "orgs", "home": "source_url"}),
    "view": HeaderRow("views", "title", {"": "summary"}),
}
"""By `type`: what the row holds in which column. `dates` is `edtf` where dates are read as that standard alone."""

LISTS = frozenset(keys.LISTS)

_FORMULA = frozenset("=+-@\t\r'")


def joined(items: Iterable[str]) -> str:
    return "; ".join(map(_escaped, items))


def _escaped(item: str) -> str:
    text = item.replace("\\", "\\\\").replace(";", "\\;")
    if text[-1:].isspace():
        text = f"{text[:-1]}\\{text[-1]}"
    return f"\\{text}" if text[:1].isspace() else text


def split(cell: str) -> list[str]:
    r"""The items of a list; `\;` is a semicolon within an item, `\\` a backslash, `\ ` a blank at its edge."""
    if "\\" not in cell:
        return [item for part in cell.split(";") if (item := part.strip())]
    found = re.findall(r"(?:\\.|[^;\\]|\\$)+", cell, re.DOTALL)
    return [re.sub(r"\\(.)", r"\1", _trimmed(item), flags=re.DOTALL) for item in found if item.strip()]


def _trimmed(item: str) -> str:
    """An item without the blanks around it, but for one behind a backslash."""
    text = item.strip()
    is_escape = (len(text) - len(text.rstrip("\\"))) % 2
    end = len(item.lstrip())
    return item.lstrip()[: len(text) + 1] if is_escape and len(text) < end else text


class _Lines:
    """Takes lines that end as RFC 4180 has it, and hands them on with a line feed alone."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    def write(self, line: str) -> object:
        return self._write(line[:-2] + "\n")


def writer_of_rows(
    write: Callable[[str], object], separator: str, *, quote_all: bool = False
) -> Callable[[Iterable[object]], object]:
    """What writes a row, with quotes around each cell that needs them (RFC 4180 section 2.6).

    Before Python 3.13 the module csv quotes those line ends only that its own lines end with, so it is given both; a
    bare CR without quotes would end the row for its reader.
    """
    import csv

    lines = _Lines(write)
    if quote_all:
        return csv.writer(lines, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow
    return csv.writer(lines, delimiter=separator, lineterminator="\r\n").writerow


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula."""
    return cell[:1] in _FORMULA


def has_formula(cells: Iterable[str]) -> bool:
    return not _FORMULA.isdisjoint([cell[0] for cell in filter(None, cells)])


def guarded_row(cells: Sequence[str]) -> Sequence[str]:
    """The cells, an apostrophe before each that a spreadsheet would take for a formula."""
    return list(map(guarded, cells)) if has_formula(cells) else cells


def guarded(cell: str) -> str:
    return f"'{cell}" if cell and cell[0] in _FORMULA else cell


def unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA else cell
