"""`text`: the timeline as people read it; painted on a terminal, the same characters plain in a pipe.

Headline lines hold date, status and title, so that `grep` and `head` work. With a width, lines wrap under their own
beginning; without one they never do.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.formats import Out
from timeline.formats._lines import wrapped
from timeline.formats._paint import Painter, painter
from timeline.formats._width import padded, width_of
from timeline.model import Chronology
from timeline.query import Found
from timeline.views import Options, Piece, Row, View, view_of

SUFFIXES = (".txt",)

_STATUS = 11
_WIDEST_DATE = 22
_NARROWEST_DATE = 14
_LINE = 104
"""Columns of the heading in a pipe, where no terminal's width counts."""


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the whole view in one piece; nothing where nothing matches."""
    if not found.events:
        return
    view = view_of(chronology, found, options, out.day)
    text = "\n".join(_lines(view, out))
    out.write(text + "\n")


def _lines(view: View, out: Out) -> Iterator[str]:
    paint = painter(out.color)
    yield from _heading(view, out, paint)
    dates = [width_of(row.date) for section in view.sections for row in section.rows]
    column = min(max([_NARROWEST_DATE, *(width for width in dates if width <= _WIDEST_DATE)]), _WIDEST_DATE)
    marked = any(row.possible for section in view.sections for row in section.rows)
    stacked = bool(out.width) and out.width < column + _STATUS + 45
    for section in view.sections:
        if section.heading:
            yield ""
            yield from wrapped([Piece(section.heading, "heading")], 0, out, paint)
        for row in section.rows:
            for n, line in enumerate(_row(row, column, marked, stacked, out, paint)):
                yield _margin(row.bracket, n, out.ascii) + line[2:] if row.bracket else line
    if any(row.bracket for section in view.sections for row in section.rows):
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


def _row(row: Row, column: int, marked: bool, stacked: bool, out: Out, paint: Painter) -> Iterator[str]:
    mark = ("? " if row.possible else "  ") if marked else ""
    status = Piece(row.status.ljust(_STATUS - 1), row.role)
    # A date too long for its column keeps two blanks behind it.
    date = Piece(padded(row.date, column) + " " * (width_of(row.date) > column), "date")
    lead = [Piece("  "), date, Piece(" " + mark, "possible"), status, Piece(" ")]
    hang = sum(width_of(piece.text) for piece in lead)
    if stacked:
        yield from wrapped(
            [Piece("  "), Piece(row.date, "date"), Piece(" " + mark, "possible"), status._replace(text=row.status)],
            2,
            out,
            paint,
        )
        yield from wrapped([Piece("    "), Piece(row.title, "event")], 4, out, paint)
        hang = 4
    else:
        yield from wrapped([*lead, Piece(row.title, "event")], hang, out, paint)
        hang = 2 + column + 1 + len(mark) + _STATUS
    for line in row.details:
        yield from wrapped([Piece(" " * hang), *line], hang, out, paint)


def _margin(bracket: str, line: int, ascii_only: bool) -> str:
    """The two columns before a line of a bracketed event; the bracket goes on beside the lines below the first."""
    if line:
        return "  " if bracket == "last" else "| " if ascii_only else "│ "
    signs = (
        {"first": "/ ", "middle": "| ", "last": "\\ "} if ascii_only else {"first": "┌ ", "middle": "├ ", "last": "└ "}
    )
    return signs[bracket]
