"""`text`: the timeline as people read it; painted on a terminal, the same characters plain in a pipe.

Headline lines hold date, status and title, so that `grep` and `head` work. With a width, lines wrap under their own
beginning; without one they never do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat

from timeline.model import Chronology
from timeline.query import POSSIBLE, Found
from timeline.views import Options, Piece, Row, date_of, page_of, printable, roles_of, row_of
from timeline.width import padded, width_of
from timeline.writing import Out
from timeline.writing.lines import joined, wrapped
from timeline.writing.paint import Painter, painter

SUFFIXES = (".txt",)
PAINTS = True

_STATUS = 11
_WIDEST_DATE = 22
_NARROWEST_DATE = 14
_LINE = 104
"""Columns of the heading in a pipe, where no terminal's width counts."""


_AT_ONCE = 50
"""Events that are written at once: few calls, and not all of a long text in memory."""

_MOST_PARTS = 200
_WORTH_TWO = 1_500
"""Events from which a second process saves more than it costs."""


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the whole selection, many lines at a time; nothing where nothing matches."""
    if not found.events:
        return
    page = page_of(chronology, found, options, out.day)
    entries, paint = page.entries, painter(out.color)
    dates = [date_of(entry, options) for entry in entries]
    # In their order, for outlets, people and so on are numbered as they come.
    roles = list(map(roles_of(chronology, options.color_by), [entry.one for entry in entries]))
    headings = [heading for group in page.groups for heading in (group.heading, *repeat("", len(group.entries) - 1))]
    lines_of = _lines_of_rows(_column(dates), any(entry.one.match is POSSIBLE for entry in entries), out, paint)
    size = max(-(-len(entries) // _MOST_PARTS), _AT_ONCE)

    def text_of(number: int) -> str:
        lines: list[str] = []
        for n in range(number * size, min(number * size + size, len(entries))):
            if headings[n]:
                lines += ["", *wrapped([Piece(printable(headings[n]), "heading")], 0, out, paint)]
            entry = entries[n]
            of_event = lines_of(row_of(entry.one, dates[n], roles[n], out.day))
            if entry.bracket:
                of_event = [_margin(entry.bracket, m, out.ascii) + line[2:] for m, line in enumerate(of_event)]
            lines += of_event
        return _text(lines)

    out.write(_text(_heading(printable(page.title), page.summary, out, paint)))
    count = -(-len(entries) // size)
    if len(entries) < _WORTH_TWO:
        texts: Iterable[str] = map(text_of, range(count))
    else:
        from timeline.helper import in_turns

        texts = in_turns(count, text_of, str.encode, bytes.decode)
    for text in texts:
        out.write(text)
    notes = []
    if any(entry.bracket for entry in entries):
        notes.append("Bracketed together: the order of these neighbours cannot be known")
    if page.cut:
        notes.append(f"{page.cut} more not shown; --limit 0 shows all")
    for note in notes:
        out.write(_text(["", *wrapped([Piece(note, "note")], 0, out, paint)]))


def _text(lines: Iterable[str]) -> str:
    return "\n".join([*lines, ""])


def _column(dates: Sequence[str]) -> int:
    """How wide the column of dates is: as the widest that is not too wide."""
    widths = map(width_of, dates)
    return max([_NARROWEST_DATE, *(width for width in widths if width <= _WIDEST_DATE)])


def _heading(title: str, summary: str, out: Out, paint: Painter) -> Iterator[str]:
    both = width_of(title) + width_of(summary)
    gap = min(out.width or _LINE, _LINE) - both
    if not out.width or both + 2 <= out.width:
        yield paint(title, "title") + " " * max(gap, 2) + paint(summary, "summary")
    else:
        yield from wrapped([Piece(title, "title")], 0, out, paint)
        yield from wrapped([Piece(summary, "summary")], 0, out, paint)


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
