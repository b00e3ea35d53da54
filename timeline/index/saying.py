"""Which events say all of some words: a chunk of them at a time, so that its texts are opened once."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from sqlite3 import Error

from timeline.index import shape
from timeline.index.contents import Contents
from timeline.index.store import Damaged
from timeline.index.texts import Kept, lines_with
from timeline.records import NamedTuple

ENOUGH = 64
"""What else narrows is looked at as long as it is at most so many times as long as what is left: to read an event that
does not match takes hundreds of times as long as its number."""


class Word:
    """A word that is asked for.

    Args:
        part: Such part of a line of the words of a chunk (`texts.lines_with`).
        most, named: At most how many events have it in a name, and what gives their numbers.
    """

    def __init__(self, part: bytes, most: int, named: Callable[[], Iterable[int]]) -> None:
        self.part, self.most = part, most
        self._load = named
        self._named: array[int] | None = None

    def named_in(self, chunk: int) -> set[int]:
        """The numbers in a chunk of the events that have it in a name."""
        if not self.most:
            return set()
        if self._named is None:
            self._named = array("I", sorted(self._load()))
        first = chunk * shape.CHUNK
        named = self._named[bisect_left(self._named, first) : bisect_left(self._named, first + shape.CHUNK)]
        return {number - first for number in named}


class _Told(NamedTuple):
    """What the words of a chunk tell of one that is asked for: how many of its events have it, and in which lines."""

    word: Word
    events: int
    lines: list[tuple[int, bytes]]


class Saying:
    """The events that have all of some words, one at least, in their texts or their names.

    Attributes:
        most: How many they are at most.

    Raises:
        Damaged: The index is not what was written; so does `load`.
    """

    def __init__(self, contents: Contents, asked: Sequence[Word]) -> None:
        self._contents = contents
        self._told: list[list[_Told]] = []
        most = [word.most for word in asked]
        for chunk in range(contents.chunks):
            forms, counts = contents.words(chunk)
            told = []
            for n, word in enumerate(asked):
                lines = list(lines_with(forms, word.part))
                told.append(_Told(word, sum([counts[number] for number, _ in lines]), lines))
                most[n] += told[n].events
            self._told.append(told)
        self.most = min(most)

    def load(self) -> Iterator[int]:
        """Their numbers, and of some that may not have all: what would leave little less is not looked for."""
        for chunk, told in enumerate(self._told):
            first = chunk * shape.CHUNK
            for number in self._in(chunk, told):
                yield first + number

    def _in(self, chunk: int, told: list[_Told]) -> set[int]:
        share = self._contents.chunks
        left: set[int] | None = None
        kept: Kept | None = None
        try:
            for count, one in sorted(
                ((one.events + one.word.most // share, one) for one in told), key=lambda it: it[0]
            ):
                if left is not None and count > ENOUGH * len(left):
                    break
                having = one.word.named_in(chunk)
                if one.lines:
                    kept = kept or self._contents.kept(chunk)
                    having |= kept.having(self._written(chunk, one.lines))
                left = having if left is None else left & having
                if not left:
                    break
        except Error as error:
            raise Damaged from error
        finally:
            if kept is not None:
                kept.close()
        return left or set()

    def _written(self, chunk: int, lines: Sequence[tuple[int, bytes]]) -> list[bytes]:
        """The words in some lines as they were written; those that are others than their forms come last."""
        written, counts = self._contents.written(chunk)
        plain = counts - len(written)
        return [word if number < plain else written[number - plain] for number, word in lines]
