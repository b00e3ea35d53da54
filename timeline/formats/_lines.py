"""Pieces of text to lines: painted by their roles, and wrapped where there is a width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline.formats import Out
from timeline.formats._paint import Painter
from timeline.views import Piece
from timeline.width import width_of


def wrapped(pieces: Sequence[Piece], hang: int, out: Out, paint: Painter) -> Iterator[str]:
    """The pieces on one line; with a width, on as many as they need, the later ones indented by `hang` columns.

    A word that is wider than the line stands alone and unbroken, so that an address can still be clicked.
    """
    if not out.width or sum(width_of(piece.text) for piece in pieces) <= out.width:
        yield _painted(pieces, paint)
        return
    hang = min(hang, max(out.width - 10, 0))
    line: list[Piece] = []
    column = 0
    for text, role in pieces:
        for word, blanks in _words(text):
            wide = width_of(word)
            if column + wide > out.width and column > hang and word:
                yield _painted(line, paint)
                line, column = [Piece(" " * hang)], hang
            if line and line[-1].role == role:
                line[-1] = Piece(line[-1].text + word + blanks, role)
            else:
                line.append(Piece(word + blanks, role))
            column += wide + len(blanks)
    yield _painted(line, paint)


def _painted(pieces: Sequence[Piece], paint: Painter) -> str:
    """A line without blanks at its end, but for those of a badge."""
    if not pieces:
        return ""
    if not paint.has_looks:
        return joined(pieces)
    *before, last = pieces
    if not last.role.startswith(("status:", "number:")):
        last = Piece(last.text.rstrip(), last.role)
    return "".join([paint(text, role) for text, role in (*before, last)]).rstrip()


def joined(pieces: Sequence[Piece]) -> str:
    """The text of a line that is neither painted nor wrapped."""
    return "".join([piece.text for piece in pieces]).rstrip()


def _words(text: str) -> Iterable[tuple[str, str]]:
    """Words, each with the blanks behind it."""
    at = 0
    while at < len(text):
        end = at
        while end < len(text) and text[end] != " ":
            end += 1
        after = end
        while after < len(text) and text[after] == " ":
            after += 1
        yield text[at:end], text[end:after]
        at = after
