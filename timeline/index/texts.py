"""The words of the texts of events: by them an index tells which events may hold a text that is searched for.

A search finds any part of the folded text (`names.fold`): of several words the first may be the end of one, and the
last the beginning. So the words of a chunk of events are kept as a list that is looked through; there are far fewer of
them than of events. Which events have a word is kept by SQLite's FTS5, in a database of the chunk's own that is a part
of the index as any other: what its checksum has passed is opened in memory.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing

from timeline.load.nodes import NotPlain
from timeline.names import fold

_TABLE = """
CREATE VIRTUAL TABLE event USING fts5 (text, content = '', detail = none, columnsize = 0, tokenize = 'ascii');
INSERT INTO event (event, rank) VALUES ('automerge', 0), ('pgsz', 32000), ('hashsize', 33554432);
CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, event, row);
BEGIN;
"""
_LONGEST = 1 << 15
"""Bytes of a word that FTS5 keeps."""
_AT_ONCE = 512
"""Events whose texts wait to be taken together."""


def can_be_kept() -> bool:
    """Whether the SQLite of this Python has what it takes: FTS5, and databases as bytes."""
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.executescript(_TABLE)
        except sqlite3.OperationalError:
            return False
        return hasattr(database, "serialize")


class Texts:
    """The words of the events of a chunk."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, bytes]] = []
        self._database: sqlite3.Connection | None = None

    def take(self, number: int, texts: Iterable[str]) -> None:
        """Takes the texts of an event by its number in the chunk.

        Raises:
            NotPlain: One has a word that is too long to be kept.
        """
        text = "\n".join({*texts}).replace("'", "").encode("utf-8", "surrogatepass")
        if len(text) > _LONGEST and max(map(len, text.split())) > _LONGEST:
            raise NotPlain(f"it has a word of more than {_LONGEST:,} bytes")
        self._waiting.append((number, text))
        if len(self._waiting) == _AT_ONCE:
            self._insert()

    def _insert(self) -> sqlite3.Connection:
        if self._database is None:
            self._database = sqlite3.connect(":memory:", isolation_level=None)
            self._database.text_factory = bytes
            self._database.executescript(_TABLE)
        self._database.executemany("INSERT INTO event (rowid, text) VALUES (?, ?)", self._waiting)
        self._waiting.clear()
        return self._database

    def drain(self, chunk: int) -> Iterator[tuple[str, int, bytes]]:
        """The parts of an index for the texts that were taken."""
        with closing(self._insert()) as database:
            self._database = None
            database.execute("COMMIT")
            words = _Words(database.execute("SELECT term, doc FROM word"))
            yield "words", chunk, b"\n".join([b"", *words.forms, b""])
            yield "words written", chunk, b"\n".join(words.written)
            yield "word counts", chunk, array("I", words.counts).tobytes()
            yield "texts", chunk, database.serialize()


class _Words:
    """The words of texts in the order in which an index has them.

    Attributes:
        forms: Folded. Of one beyond ASCII, which FTS5 takes as it stands, that may be other words, or several.
        written: As FTS5 has them, those that are not as their forms; they come last.
        counts: How many events have each.
    """

    def __init__(self, found: Iterable[tuple[bytes, int]]) -> None:
        self.forms: list[bytes] = []
        self.written: list[bytes] = []
        self.counts: list[int] = []
        later = []
        for word, count in found:
            if word.isascii():
                self.forms.append(word)
                self.counts.append(count)
            else:
                later.append((word, count))
        for word, count in later:
            for form in fold(word.decode("utf-8", "surrogatepass")).split():
                self.forms.append(form.encode("utf-8", "surrogatepass"))
                self.written.append(word)
                self.counts.append(count)


def lines_with(text: bytes, part: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that hold a part, with their numbers; each line of the text stands between two line ends.

    The part may begin with the line end before the line, and end with the one behind it.
    """
    number, counted = -1, 0
    at = text.find(part)
    while at >= 0:
        inside = at + (part[:1] == b"\n")
        number += text.count(b"\n", counted, inside)
        counted = inside
        end = text.find(b"\n", inside)
        yield number, text[text.rfind(b"\n", 0, inside) + 1 : end]
        at = text.find(part, end)


class Kept:
    """The texts that were kept of a chunk.

    Raises:
        sqlite3.Error: They are not what was kept; so does the method.
    """

    def __init__(self, texts: bytes) -> None:
        self._database = sqlite3.connect(":memory:")
        self._database.deserialize(texts)

    def having(self, words: Iterable[bytes]) -> set[int]:
        """The numbers in the chunk of the events that have one of some words, as they were written."""
        wanted = b" OR ".join([b'"%b"' % word for word in words])
        return {
            number for (number,) in self._database.execute("SELECT rowid FROM event WHERE event MATCH ?", (wanted,))
        }

    def close(self) -> None:
        self._database.close()
