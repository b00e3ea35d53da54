"""A line of the answer: how its pieces are laid out, and how it is set on a screen."""

from collections.abc import Iterable, Iterator

from timeline.dates.said import day_words
from timeline.errors import Place, Where
from timeline.model import Chronology
from timeline.records import NamedTuple
from timeline.views import Piece, printable
from timeline.width import width_of
from timeline.writing import Out
from timeline.writing.lines import wrapped
from timeline.writing.paint import painter

_LABEL = 13

STATUS = 11
"""Columns of a status with the blank behind it."""


class Line(NamedTuple):
    """A line of the answer: what wraps (`rest`) beside what does not (`lead`), `deeper` columns further in."""

    lead: tuple[Piece, ...]
    rest: tuple[Piece, ...] = ()
    deeper: int = 0


def section(heading: str, lines: Iterable[Line]) -> Iterator[Line]:
    """A heading and its lines; nothing where there are none."""
    listed = list(lines)
    if listed:
        yield Line(())
        yield Line((), (Piece(heading, "heading"),))
        yield from listed


def row(label: str, text: str, role: str = "") -> Line:
    """A label, and beside it what it stands for."""
    return Line((Piece("  "), Piece(f"{printable(label):<{_LABEL - 3}} ", "label")), (Piece(printable(text), role),))


def sentence_line(text: str) -> Line:
    """A sentence without a label."""
    return Line((Piece("  "),), (Piece(printable(text)),))


def place_words(place: Where) -> str:
    """`space-film.yaml:66`; a place is quoted without its column, which only an editor needs."""
    return str(Place(place.file, place.line)) if place.file else ""


def as_of_words(chronology: Chronology) -> str:
    """`as of Sept. 1, 2020`; empty for a chronology as loaded."""
    return "" if chronology.as_of is None else f"as of {day_words(chronology.as_of)}"


def set_line(line: Line, out: Out) -> Iterator[str]:
    """A line as it is printed: the rest beside the lead, or below it where that would leave it too little room."""
    paint = painter(out.color)
    hang = sum(width_of(piece.text) for piece in line.lead)
    if not out.width or hang <= out.width // 2:
        yield from wrapped([*line.lead, *line.rest], hang + line.deeper, out, paint)
        return
    if any(piece.text.strip() for piece in line.lead):
        yield from wrapped(line.lead, 4, out, paint)
    if line.rest:
        yield from wrapped([Piece("    "), *line.rest], 4 + line.deeper, out, paint)
