"""Lines of text: wrapped between words, by the columns that they take."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.views import Piece
from timeline.width import width_of
from timeline.writing import Out, lines
from timeline.writing.lines import wrapped
from timeline.writing.paint import painter


def words_of(text: str) -> Iterator[tuple[str, str]]:
    """Words, each with the blanks behind it."""
    while text:
        word = text.split(" ", 1)[0]
        word = word[:1] if word[:1] in "日本語" else word
        rest = text[len(word) :].lstrip(" ")
        yield word, text[len(word) : len(text) - len(rest)]
        text = rest


def word_by_word(pieces: list[Piece], hang: int, width: int) -> list[str]:
    """What wrapping means, said as simply as it can be."""
    hang = min(hang, max(width - 10, 0))
    lines, line = [], ""
    for piece in pieces:
        for word, blanks in words_of(piece.text):
            if word and width_of(line + word) > width and width_of(line) > hang:
                lines.append(line.rstrip())
                line = " " * hang
            line += word + blanks
    return [*lines, line.rstrip()]


TEXTS = st.lists(
    st.sampled_from(["a", "and", "  ", " ", "é", "日本語", "e\u0301", "word" * 5, "of", "–", " · "]), max_size=12
)


@given(st.lists(TEXTS.map(" ".join), max_size=4), st.integers(0, 12), st.integers(1, 40), st.sampled_from([1, 5, 500]))
@example(["  ", "long" * 9, " b"], 2, 12, 500)
def test_words_go_on_the_next_line_where_they_do_not_fit(texts: list[str], hang: int, width: int, long: int) -> None:
    pieces = [Piece(text, "ab"[n % 2]) for n, text in enumerate(texts)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_LONG", long)
        found = list(wrapped(pieces, hang, Out(print, 0, width=width), painter(False)))
    assert found == word_by_word(pieces, hang, width)


def test_a_text_of_many_words_is_wrapped_once() -> None:
    """It takes as long as it is long: half a million words would never end otherwise."""
    lines = list(wrapped([Piece("wörd " * 500_000, "")], 0, Out(print, 0, width=10), painter(False)))
    assert lines[0] == "wörd wörd"
    assert len(lines) == 250_000


def test_a_text_without_blanks_is_wrapped_once() -> None:
    """Nor would it end for two hundred thousand signs of a script that has none."""
    lines = list(wrapped([Piece("映" * 200_000, "")], 0, Out(print, 0, width=10), painter(False)))
    assert lines[0] == "映映映映映"
    assert len(lines) == 40_000
