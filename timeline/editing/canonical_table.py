"""CSV and TSV in canonical form: columns in order, each event followed by the rows of its further sources.

The columns are those of the file; none is added, and those that we do not know stay behind those that we do. What the
chronology says of itself stands above the events. Cells keep their text; lists are joined with a semicolon and a
blank, quotes stand only where they are needed. What was written is read back before it is given.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from timeline.tables import (
    DERIVED,
    LISTS,
    TYPE,
    WRITTEN,
    guarded,
    joined,
    split,
    unguarded,
    writer_of_rows,
)

_RANKS = {name: n for n, name in enumerate((*WRITTEN, *DERIVED, "", TYPE))}
_OTHERS = _RANKS[""]

Rows = list[list[str]]
Order = Callable[[Sequence[Rows]], Sequence[Rows]]
"""The events of a file, each with its rows, in the order in which they are to stand."""


def canonical_table(text: str, separator: str, order: Order | None = None) -> str:
    """The text of a sound table in canonical form."""
    rows = _rows(text, separator)
    if not rows:
        return ""
    names = [name.strip() for name in rows[0]]
    places = sorted(range(len(names)), key=lambda n: _RANKS.get(names[n], _OTHERS))
    head, rest = _parted(names, rows[1:])
    events = _events(names, rest)
    told = [[names[n] for n in places]]
    for event in (head, *(order(events) if order else events)):
        told += [[_cell(names[n], row[n]) for n in places] for row in event]
    lines: list[str] = []
    write = writer_of_rows(lines.append, separator)
    for row in told:
        write(row)
    written = "".join(lines)
    if _rows(written, separator) != [row for row in told if any(row)]:
        raise AssertionError("the canonical form does not say what the table says; nothing was written")
    return written


def _rows(text: str, separator: str) -> Rows:
    """The rows of a sound table but for blank ones."""
    csv.field_size_limit(2**31 - 1)
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True) if any(row)]


def _parted(names: list[str], rows: Rows) -> tuple[Rows, Rows]:
    """The rows of the header, and those of events."""
    if TYPE not in names:
        return [], rows
    column = names.index(TYPE)
    return [row for row in rows if any(row[column : column + 1])], [
        row for row in rows if not any(row[column : column + 1])
    ]


def _events(names: list[str], rows: Rows) -> list[Rows]:
    """The rows of each event, in file order; a row with the id of an earlier one is a further source of it."""
    column = names.index("id") if "id" in names else -1
    events: dict[str, Rows] = {}
    for n, row in enumerate(rows):
        identity = unguarded(row[column]) if column >= 0 else ""
        events.setdefault(identity or f"\0{n}", []).append(row)
    return list(events.values())


def _cell(name: str, cell: str) -> str:
    text = unguarded(cell)
    return guarded(joined(split(text)) if name in LISTS else text)
