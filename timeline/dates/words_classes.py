"""A text as words, each with its class (see `words_table`) and the value that it stands for."""

from functools import lru_cache
from typing import Any

from timeline.dates.forms import Masked
from timeline.dates.words_table import GLUE, LEXICON, Row, is_glue, split_words

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘ʼ′`´＇"), "'")
_SIGNS = {**_DASHES, **_QUOTES, ord("…"): ".", ord("～"): "~"}


class Words:
    """A part of the text: the classes of its words, one letter each, and their values."""

    __slots__ = ("shape", "values")

    def __init__(self, shape: str, values: list[Any]) -> None:
        self.shape, self.values = shape, values

    def part(self, start: int, stop: int | None = None) -> "Words":
        return Words(self.shape[start:stop], self.values[start:stop])


def words_of(text: str) -> Words:
    """The words of a text with their classes; an unknown word has the class `#` and is its own value."""
    if not text.isascii():
        text = " ".join(text.translate(_SIGNS).split())
    found = split_words(text.lower())
    letters: list[str] = []
    values: list[Any] = []
    last, at, count = "^", 0, len(found)
    while at < count:
        word = found[at]
        at += 1
        for rest, letter, value in _readings(word):  # noqa: B007  # the last one fits always
            if not rest:
                break
            if found[at : at + len(rest)] == rest:
                at += len(rest)
                break
        while last in GLUE and is_glue(letters[-2] if len(letters) > 1 else "^", last, letter):
            del letters[-1], values[-1]
            last = letters[-1] if letters else "^"
        letters.append(letter)
        values.append(value)
        last = letter
    return Words("".join(letters), values)


@lru_cache(maxsize=4096)
def _readings(word: str) -> tuple[Row, ...]:
    """The rows that a word can begin, longest first, and after them what it is by itself."""
    return (*LEXICON.get(word, ()), ([], *_number(word)))


def _number(word: str) -> tuple[str, Any]:
    """The class and value of a number, an ordinal, a decade or a dash; `#` for what is no word of a date."""
    end = word.lstrip("0123456789")
    figures = word[: len(word) - len(end)]
    if not end:
        return "#nnky"[len(figures) if len(figures) < 5 else 0], int(figures[:4])
    if end in ("st", "nd", "rd", "th") and len(figures) in (1, 2):
        return "o", int(figures)
    if end in ("s", "'s") and len(figures) in (2, 4) and figures[-1] == "0":
        return _decade(figures)
    if end == "c" and len(figures) in (1, 2):
        return "c", int(figures)
    if end == "xx" and len(figures) == 2:
        return "c", int(figures) + 1
    if end == "x" and len(figures) == 3:
        return "D", Masked(f"{figures}X")
    if end[0] in " -":
        return "=" if end != end.strip() else "-", None
    if word[0] == "'" and len(word) in (4, 5) and word[3:] in ("s", "'s") and word[2] == "0":
        return "z", int(word[1:3])
    return "#", word


def _decade(figures: str) -> tuple[str, Any]:
    """`1960s`; of `2000s` and `60s` it is not known which they are."""
    if len(figures) == 2:
        return "z", int(figures)
    return ("Z", int(figures)) if figures[2] == "0" else ("D", Masked(f"{figures[:3]}X"))
