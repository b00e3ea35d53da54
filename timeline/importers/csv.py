"""`csv`: the table of any spreadsheet, dirty as it comes: a row an event, columns known by their usual names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import DataError, Place, Problem, UsageError
from timeline.importers import Draft, Input, Options, Skipped

if TYPE_CHECKING:
    from timeline.importers._columns import Columns
    from timeline.importers._sheet import Row, Sheet

SUMMARY = "any spreadsheet saved as CSV or TSV; columns by their usual names, or by --map"

_SUFFIXES = (".csv", ".tsv", ".tab")
_HEADER_WITHIN = 20
"""The rows among which the names of columns are looked for; titles may stand above them."""


def looks_like(given: Input) -> bool:
    """Whether a row among the first names a date and something that happened, or the file's name says so."""
    if Path(given.name).suffix.lower() in _SUFFIXES:
        return True
    from timeline.importers._sheet import sheet_of

    found = _header(sheet_of(given), Options())
    if found is None or len(found[1].fields) < 2:
        return False
    if found[0] != "|":
        return True
    # A table may stand in a document whose list is what tells the story.
    from timeline.importers import bullets

    return not bullets.looks_like(given)


def read(given: Input, options: Options) -> Draft:
    """An event a row; what cannot be read is kept as text or told.

    Raises:
        DataError: There is no such table in it: no column for a date or for what happened, or no text at all.
        UsageError: `options.columns` does not fit the table.
    """
    from timeline.importers._rows import Reader
    from timeline.importers._sheet import sheet_of

    sheet = sheet_of(given)
    found = _header(sheet, options)
    if found is None:
        raise _no_columns(sheet, options)
    separator, columns, header_row = found
    reader = Reader(columns, options)
    above: list[Row] = []

    def body() -> Iterator[Row]:
        for row in sheet.rows(separator):
            if row.line > header_row:
                yield row
            elif row.line < header_row and len(above) < _HEADER_WITHIN and row not in above:
                above.append(row)

    reader.look(body())
    draft = reader.draft(body())
    header, skipped = _titles(above)
    notes = (*([sheet.note] if sheet.note else ()), *draft.notes)
    return draft._replace(header=header, skipped=(*skipped, *draft.skipped), notes=notes)


def _header(sheet: Sheet, options: Options) -> tuple[str, Columns, int] | None:
    """The separator, the columns and the line of the row that names most of them; None where no row names any."""
    from timeline.importers._columns import columns_of, recognised
    from timeline.importers._sheet import SEPARATORS

    best: tuple[int, str, Columns, int] | None = None
    for separator in (sheet.separator,) if sheet.separator else SEPARATORS:
        for row in sheet.sample(separator)[:_HEADER_WITHIN]:
            if len(row.cells) < 2 and not options.columns:
                continue
            try:
                columns = columns_of(row.cells, options.columns) if options.columns else recognised(row.cells)
            except UsageError:  # not the row that the user means
                continue
            if columns.is_table_of_events and (best is None or len(columns.fields) > best[0]):
                best = len(columns.fields), separator, columns, row.line
    return None if best is None else best[1:]


def _no_columns(sheet: Sheet, options: Options) -> Exception:
    """Why there is no table of events here: what the widest of the first rows names."""
    from timeline.importers._columns import columns_of, listed
    from timeline.importers._sheet import SEPARATORS

    separators = (sheet.separator,) if sheet.separator else SEPARATORS
    rows = [row for separator in separators for row in sheet.sample(separator)[:_HEADER_WITHIN] if _says_something(row)]
    if not rows:
        return DataError((Problem(Place(sheet.name, 1), "F104", "no table in it", "Is this the right file?"),))
    widest = max(rows, key=lambda row: (_names_in(row, options), sum(bool(cell.strip()) for cell in row.cells)))
    if options.columns:
        try:
            columns = columns_of(widest.cells, options.columns)
        except UsageError as error:
            return error
    else:
        columns = columns_of(widest.cells, {})
    missing = [what for what, fields in _NEEDED if not set(fields) & columns.fields.keys()]
    message = f"no column for {' or '.join(missing)} among {listed(widest.cells)}"
    hint = 'Say which it is: --map "NAME=date,NAME=title"'
    return DataError((Problem(Place(sheet.name, widest.line), "F104", message, hint),))


def _says_something(row: Row) -> bool:
    return any(char.isalnum() for cell in row.cells for char in cell)


def _names_in(row: Row, options: Options) -> int:
    """How many cells of a row are names that we or the user give to columns."""
    from timeline.importers._columns import recognised, simple

    said = {simple(name) for name in options.columns}
    return len(recognised(row.cells).fields) + sum(simple(cell) in said for cell in row.cells)


_NEEDED = (("the date", ("date", "year", "source_date")), ("what happened", ("title", "summary")))


def _titles(above: list[Row]) -> tuple[dict[str, str], list[Skipped]]:
    """What stands above the names of the columns: a first row of one cell is the title, the others are left out."""
    from timeline.importers._html import plain

    header: dict[str, str] = {}
    skipped: list[Skipped] = []
    for n, row in enumerate(above):
        filled = [" ".join(plain(cell).split()) for cell in row.cells if cell.strip()]
        if not n and len(filled) == 1 and not filled[0].lower().startswith("sep="):
            header["title"] = filled[0]
        elif not (len(filled) <= 1 and row.line == 1 and (not filled or filled[0].lower().startswith("sep="))):
            skipped.append(Skipped(row.line, " ".join(filled), "above the names of the columns"))
    return header, skipped
