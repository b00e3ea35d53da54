"""Tables for spreadsheets, loss-free with our own reader: a row an event and its first source, a row each further one.

Above them stand rows for the title, eras, names and so on, where there are any (`timeline.tables`). A cell that a
spreadsheet would take for a formula is written with an apostrophe in front, which the reader takes away again (OWASP,
CSV injection).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from timeline.dates import iso
from timeline.model import Chronology, Event, Source
from timeline.query import Found, Match
from timeline.tables import (
    DERIVED,
    EVENT_COLUMNS,
    HEADER_ROWS,
    LISTS,
    MORE_COLUMNS,
    SOURCE_COLUMNS,
    TYPE,
    WRITTEN,
    guarded_row,
    joined,
    writer_of_rows,
)  # fmt: skip
from timeline.views import Options, Shown, arranged
from timeline.writing import Out
from timeline.writing.known_dates import as_known
from timeline.writing.plain_records import header_record

_EVENT_CELLS = attrgetter(*EVENT_COLUMNS)
_SOURCE_CELLS = attrgetter(*SOURCE_COLUMNS)
_DATE = EVENT_COLUMNS.index("date")
_SOURCE_DATE = SOURCE_COLUMNS.index("date")
_LISTS = [n for n, name in enumerate(EVENT_COLUMNS) if name in LISTS]


def write_table(separator: str, chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the table; the derived columns hold what was worked out and are not read back."""
    chronology, found = as_known(chronology, found, out)
    chosen = arranged(chronology, found, options, out.day)[: options.limit or None]
    own = _own_keys(one.event for one in chosen)
    own_of_sources = _own_keys(source for one in chosen for source in one.event.sources)
    above = list(_header(header_record(chronology, out.day)))
    names = [
        *WRITTEN, *DERIVED, *own, *(f"source_{name}" for name in own_of_sources), *([TYPE] if above else []),
    ]  # fmt: skip
    write = writer_of_rows(out.write, separator)
    if chronology.extra or any(
        one.extra for ones in (chronology.eras, chronology.people, chronology.outlets) for one in ones
    ):
        out.say("keys of the header's own (x-…) left out: a table has no rows for them")
    write(names)
    for row in above:
        write(guarded_row([row.get(name, "") for name in names]))
    kind = [""] if above else []
    further = [""] * (len(EVENT_COLUMNS) - 1)
    behind = [""] * len((*MORE_COLUMNS, *DERIVED, *own))
    for one in out.follow(chosen, len(chosen)):
        event = one.event
        first, *more = event.sources or (None,)
        cells = [*_event(event), *_source(first), "true" if event.background else "", *_derived(one)]
        cells += [*_own(event, own), *_own(first, own_of_sources), *kind]
        write(guarded_row(cells))
        for source in more:
            cells = [event.id, *further, *_source(source), *behind, *_own(source, own_of_sources), *kind]
            write(guarded_row(cells))


def _header(record: dict[str, Any]) -> Iterator[dict[str, str]]:
    """The rows above the events, by column; only those that say something."""
    for kind, (key, name, columns) in HEADER_ROWS.items():
        entries: dict[str, Any] = record.get(key, {}) if key else {"": record}
        for entry, value in entries.items():
            values = value if isinstance(value, dict) else {"": value}
            row = {column: values[of] for of, column in columns.items() if values.get(of)}
            row = {column: joined(text) if isinstance(text, list) else text for column, text in row.items()}
            if row or key:
                yield row | ({name: entry} if key else {}) | {TYPE: kind}


def _event(event: Event) -> list[str]:
    cells = list(_EVENT_CELLS(event))
    cells[_DATE] = event.date.text
    for n in _LISTS:
        cells[n] = joined(cells[n]) if cells[n] else ""
    return cells


def _source(source: Source | None) -> list[str]:
    if source is None:
        return [""] * len(SOURCE_COLUMNS)
    cells = list(_SOURCE_CELLS(source))
    cells[_SOURCE_DATE] = source.date.text
    return cells


def _own_keys(records: Iterable[Event | Source]) -> list[str]:
    """The author's own keys, in the order in which they first stand."""
    return list({name: None for record in records if record.extra for name, _ in record.extra})


def _own(record: Event | Source | None, keys: list[str]) -> list[str]:
    if not keys:
        return keys
    values = {} if record is None else dict(record.extra)
    return [values.get(name, "") for name in keys]


def _derived(one: Shown) -> list[str]:
    when = one.event.when
    days = ["" if day is None else iso(day) for day in (when.lower, when.upper)]
    return [one.status, "certain" if one.match is Match.CERTAIN else "possible", *days]
