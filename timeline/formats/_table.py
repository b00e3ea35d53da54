"""Tables for spreadsheets, loss-free with our own reader: a row an event and its first source, a row each further one.

A cell that a spreadsheet would take for a formula is written with an apostrophe in front, which the reader takes away
again (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from timeline.dates import iso
from timeline.formats import Out
from timeline.model import Chronology, Event, Source
from timeline.query import Found, Match
from timeline.tables import DERIVED, EVENT_COLUMNS, LISTS, MORE_COLUMNS, SOURCE_COLUMNS, guarded, joined
from timeline.views import Options, Shown, arranged


def write_table(separator: str, chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the table; the last columns hold what was worked out and are not read back."""
    row = io.StringIO()
    writer = csv.writer(row, delimiter=separator, lineterminator="\n")

    def put(cells: list[str]) -> None:
        writer.writerow([guarded(cell) for cell in cells])
        out.write(row.getvalue())
        row.seek(0)
        row.truncate()

    put([*EVENT_COLUMNS, *(f"source_{name}" for name in SOURCE_COLUMNS), *MORE_COLUMNS, *DERIVED])
    for one in arranged(chronology, found, options, out.day)[: options.limit or None]:
        event = [_cell(one.event, name) for name in EVENT_COLUMNS]
        first, *more = one.event.sources or (None,)
        put([*event, *_source(first), *(_cell(one.event, name) for name in MORE_COLUMNS), *_derived(one)])
        for source in more:
            put(
                [
                    one.event.id,
                    *[""] * (len(EVENT_COLUMNS) - 1),
                    *_source(source),
                    *[""] * len((*MORE_COLUMNS, *DERIVED)),
                ]
            )


def _cell(event: Event, name: str) -> str:
    if name == "date":
        return event.date.text
    if name == "background":
        return "true" if event.background else ""
    value = getattr(event, name)
    return joined(value) if name in LISTS else str(value)


def _source(source: Source | None) -> list[str]:
    if source is None:
        return [""] * len(SOURCE_COLUMNS)
    special: dict[str, Callable[[], str]] = {"date": lambda: source.date.text}
    return [special[name]() if name in special else getattr(source, name) for name in SOURCE_COLUMNS]


def _derived(one: Shown) -> list[str]:
    when = one.event.when
    days = ["" if day is None else iso(day) for day in (when.lower, when.upper)]
    return [one.status, "certain" if one.match is Match.CERTAIN else "possible", *days]
