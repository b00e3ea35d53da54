"""Pieces of text to lines: painted by their roles, and wrapped where there is a width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from timeline.views import Piece
from timeline.width import is_narrow, width_of
from timeline.writing import Out
from timeline.writing.paint import Painter


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
    for rest, role in _short(pieces):
        while rest:
            end = _fitting(rest, out.width - column)
            if not end and column > hang:
                yield _painted(line, paint)
                line, column = [Piece(" " * hang)], hang
                continue
            end = end or _first(rest)
            some, rest = rest[:end], rest[end:]
            column += width_of(some)
            if line and line[-1].role == role:
                some = line.pop().text + some
            line.append(Piece(some, role))
    yield _painted(line, paint)


_LONG = 500
_IDEOGRAPHS = (
    "\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60\U00020000-\U0003fffd"
)
_NOT_FIRST = "\u0300-\u036f\u3099\u309a\ufe00-\ufe0f、。，．：；！？）〕］｝〉》」』】ー々"


@cache
def _ideograph() -> re.Pattern[str]:
    return re.compile(f"(?<=[{_IDEOGRAPHS}])[{_IDEOGRAPHS}](?<![{_NOT_FIRST}])")


@cache
def _word() -> re.Pattern[str]:
    """What stays on one line: a word; where a script has no blanks between words a sign, with what may begin no line.

    Made when a text asks for it, since that takes as long as reading a small file.
    """
    return re.compile(rf"([{_IDEOGRAPHS}][{_NOT_FIRST}]*|[^ {_IDEOGRAPHS}]+|) *")


def _short(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The same, long ones parted between words: each is looked at again for every line of it."""
    for piece in pieces:
        text, start = piece.text, 0
        while (end := _parting(text, start + _LONG)) < len(text):
            yield Piece(text[start:end], piece.role)
            start = end
        yield Piece(text[start:], piece.role)


def _parting(text: str, start: int) -> int:
    """Where a text may be parted, from an offset on: behind a blank, or before a sign that is a word of its own."""
    blank = text.find(" ", start)
    end = len(text) if blank < 0 else blank + 1
    if end - start < _LONG or is_narrow(text[start:end]):
        return end
    found = _ideograph().search(text, start, end)
    return found.start() if found else end


def _fitting(text: str, room: int) -> int:
    """How many characters of a text go into some columns: whole words, with the blanks behind them."""
    if width_of(text.rstrip(" ")) <= room:
        return len(text)
    if is_narrow(text):  # a column each
        blank = text.rfind(" ", 0, max(room, 0) + 1)
        return 0 if blank < 0 else len(text) - len(text[blank:].lstrip(" "))
    end = 0
    for word in _word().finditer(text):
        if word[1] and width_of(word[1]) > room:
            break
        room -= width_of(word[0])
        end = word.end()
    return end


def _first(text: str) -> int:
    """How many characters the first word of a text has, with the blanks behind it."""
    if is_narrow(text):
        return len(text) - len(text.partition(" ")[2].lstrip(" "))
    found = _word().match(text)
    return found.end() if found else len(text)


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
