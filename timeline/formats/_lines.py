"""Pieces of text to lines: painted by their roles, and wrapped where there is a width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline.formats import Out
from timeline.formats._paint import Painter
from timeline.formats._width import width_of
from timeline.views import Piece


def wrapped(pieces: Sequence[Piece], hang: int, out: Out, paint: Painter) -> Iterator[str]:
    """The pieces on one line; with a width, on as many as they need, the later ones indented by `hang` columns.

    A word that is wider than the line stands alone and unbroken, so that an address can still be clicked.
    """
    if not out.width or sum(width_of(piece.text) for piece in pieces) <= out.width:
        yield "".join([paint(text, role) for text, role in pieces]).rstrip()
        return
    hang = min(hang, max(out.width - 10, 0))
    line: list[str] = []
    column = 0
    for text, role in pieces:
        for word, blanks in _words(text):
            wide = width_of(word)
            if column + wide > out.width and column > hang and word:
                yield "".join(line).rstrip()
                line, column = [" " * hang], hang
            line.append(paint(word, role) if word else "")
            line.append(paint(blanks, role) if blanks and role.startswith(("status:", "number:")) else blanks)
            column += wide + len(blanks)
    yield "".join(line).rstrip()


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
