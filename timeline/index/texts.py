"""The words of the texts of events: by them an index tells which events may hold a text that is searched for.

A search finds any part of the folded text (`names.fold`): of several words the first may be the end of one, and the
last the beginning. So all words are kept, and looked through; there are far fewer of them than of events.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain

from timeline.index import shape
from timeline.names import SPACED, fold


def words_of(text: str) -> list[bytes]:
    """The words of a text in UTF-8, folded where they are ASCII; the others are folded later, each once."""
    return text.encode("utf-8", "surrogatepass").translate(SPACED, b"'").split()


class Texts:
    """The words of the events of a chunk."""

    def __init__(self) -> None:
        self._having: defaultdict[bytes, list[int]] = defaultdict(list)

    def take(self, number: int, text: str, more: Iterable[bytes] = ()) -> None:
        """Takes the words of an event, and more of them, by its number in the chunk."""
        having = self._having
        for word in {*words_of(text), *more}:
            having[word].append(number)

    def drain(self, chunk: int) -> Iterator[tuple[str, int, bytes]]:
        """The parts of an index for the words that were taken."""
        having = self._folded()
        words = sorted(having)
        listed = [having[word] for word in words]
        yield "words", chunk, b"\n".join([b"", *words, b""])
        yield "word ends", chunk, array("I", accumulate(map(len, listed))).tobytes()
        numbers = array("H", chain.from_iterable(listed))
        for block in range(0, len(numbers), shape.TEXTS):
            yield f"texts {chunk}", block // shape.TEXTS, numbers[block : block + shape.TEXTS].tobytes()

    def _folded(self) -> dict[bytes, list[int]]:
        """What was taken, the words beyond ASCII folded: of accents and signs they may be other words, or several."""
        having, self._having = self._having, defaultdict(list)
        for word in [word for word in having if not word.isascii()]:
            numbers = having.pop(word)
            for one in fold(word.decode("utf-8", "surrogatepass")).split():
                folded = one.encode("utf-8", "surrogatepass")
                having[folded] = sorted({*having[folded], *numbers})
        return having
