"""`text`: the timeline as people read it; painted on a terminal, the same characters plain in a pipe.

Headline lines hold date, status and title, so that `grep` and `head` work. With a width, lines wrap under their own
beginning; without one they never do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from timeline.formats import Out
from timeline.formats._lines import joined, wrapped
from timeline.formats._paint import Painter, painter
from timeline.model import Chronology
from timeline.query import Found
from timeline.views import Options, Piece, Row, View, view_of
from timeline.width import padded, width_of

SUFFIXES = (".txt",)
PAINTS = True

_STATUS = 11
_WIDEST_DATE = 22
_NARROWEST_DATE = 14
_LINE = 104
"""Columns of the heading in a pipe, where no terminal's width counts."""


_AT_ONCE = 1_000
"""Lines that are written at once: few calls, and not all of a long text in memory."""


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the whole view, many lines at a time; nothing where nothing matches."""
    if not found.events:
        return
    lines = _lines(view_of(chronology, found, options, out.day), out)
    while some := list(islice(lines, _AT_ONCE)):
        some.append("")
        out.write("\n".join(some))


def _lines(view: View, out: Out) -> Iterator[str]:
    paint = painter(out.color)
    yield from _heading(view, out, paint)
    rows = [row for section in view.sections for row in section.rows]
    dates = [width_of(row.date) for row in rows]
    column = min(max([_NARROWEST_DATE, *(width for width in dates if width <= _WIDEST_DATE)]), _WIDEST_DATE)
    marked = any(row.possible for row in rows)
    lines_of = _lines_of_rows(column, marked, out, paint)
    for section in view.sections:
        if section.heading:
            yield ""
            yield from wrapped([Piece(section.heading, "heading")], 0, out, paint)
        for row in section.rows:
            lines = lines_of(row)
            if row.bracket:
                lines = [_margin(row.bracket, n, out.ascii) + line[2:] for n, line in enumerate(lines)]
            yield from lines
    if any(row.bracket for row in rows):
        yield ""
        yield from wrapped(
            [Piece("Bracketed together: the order of these neighbours cannot be known", "note")], 0, out, paint
        )
    if view.cut:
        yield ""
        yield from wrapped([Piece(f"{view.cut} more not shown; --limit 0 shows all", "note")], 0, out, paint)


def _heading(view: View, out: Out, paint: Painter) -> Iterator[str]:
    both = width_of(view.title) + width_of(view.summary)
    gap = min(out.width or _LINE, _LINE) - both
    if not out.width or both + 2 <= out.width:
        yield paint(view.title, "title") + " " * max(gap, 2) + paint(view.summary, "summary")
    else:
        yield from wrapped([Piece(view.title, "title")], 0, out, paint)
        yield from wrapped([Piece(view.summary, "summary")], 0, out, paint)


def _lines_of_rows(column: int, marked: bool, out: Out, paint: Painter) -> Callable[[Row], list[str]]:
    """The way to the lines of a row: stacked where it is narrow, bare where nothing is painted or wrapped."""
    stacked = bool(out.width) and out.width < column + _STATUS + 45
    lead = 2 + column + 1 + 2 * marked + _STATUS
    indent = " " * lead

    def date_and_mark(row: Row) -> tuple[str, str]:
        # A date too long for its column keeps two blanks behind it.
        date = padded(row.date, column) + " " * (width_of(row.date) > column)
        return date, ("? " if row.possible else "  ") if marked else ""

    def bare(row: Row) -> list[str]:
        date, mark = date_and_mark(row)
        lines = [f"  {date} {mark}{row.status:<{_STATUS}}{row.title}".rstrip()]
        return lines + [indent + joined(pieces) for pieces in row.details]

    def whole(row: Row) -> list[str]:
        date, mark = date_and_mark(row)
        pieces = [
            Piece("  "), Piece(date, "date"), Piece(f" {mark}", "possible"),
            Piece(row.status.ljust(_STATUS - 1), row.role), Piece(" "),
        ]  # fmt: skip
        hang = sum([width_of(piece.text) for piece in pieces])
        return [*wrapped([*pieces, Piece(row.title, "event")], hang, out, paint), *details(row, lead)]

    def on_top(row: Row) -> list[str]:
        mark = date_and_mark(row)[1]
        pieces = [Piece("  "), Piece(row.date, "date"), Piece(f" {mark}", "possible"), Piece(row.status, row.role)]
        title = wrapped([Piece("    "), Piece(row.title, "event")], 4, out, paint)
        return [*wrapped(pieces, 2, out, paint), *title, *details(row, 4)]

    def details(row: Row, hang: int) -> list[str]:
        return [line for one in row.details for line in wrapped([Piece(" " * hang), *one], hang, out, paint)]

    return on_top if stacked else whole if out.width or out.color else bare


def _margin(bracket: str, line: int, ascii_only: bool) -> str:
    """The two columns before a line of a bracketed event; the bracket goes on beside the lines below the first."""
    if line:
        return "  " if bracket == "last" else "| " if ascii_only else "│ "
    signs = (
        {"first": "/ ", "middle": "| ", "last": "\\ "} if ascii_only else {"first": "┌ ", "middle": "├ ", "last": "└ "}
    )
    return signs[bracket]
