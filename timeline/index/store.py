"""The container of an index: an SQLite file of parts, each with a checksum over its name and its bytes.

What is read is checked, so a flipped bit is found out wherever it would matter: in a part its checksum differs, in the
tree that leads there the part is missing or another one, and every name that is asked for is one that must be there.
(SQLite's own quick_check reads the whole file and yet does not look at the bytes of a value.)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from zlib import crc32

_SCHEMA = "CREATE TABLE part (name TEXT NOT NULL, n INTEGER NOT NULL, sum INTEGER NOT NULL, data BLOB NOT NULL)"
_KEY = "CREATE UNIQUE INDEX part_of ON part (name, n)"


class Damaged(Exception):
    """The file is no index of ours, or not what was written."""


def _sum(name: str, n: int, data: bytes) -> int:
    return crc32(data, crc32(f"{name} {n}".encode()))


class Writer:
    """Writes a new container at a path where an empty file may stand."""

    def __init__(self, path: str) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        # Nobody sees the file before it is whole and renamed.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA temp_store = FILE")
        self._connection.execute("BEGIN")
        self._connection.execute(_SCHEMA)
        self._connection.execute("CREATE TEMP TABLE id (id TEXT NOT NULL, n INTEGER NOT NULL)")

    def put(self, name: str, n: int, data: bytes) -> None:
        self._connection.execute("INSERT INTO part VALUES (?, ?, ?, ?)", (name, n, _sum(name, n, data), data))

    def add_ids(self, ids: Iterable[tuple[str, int]]) -> None:
        """Takes ids with the numbers of their events, to be sorted: a million in memory would be most of it."""
        self._connection.executemany("INSERT INTO temp.id VALUES (?, ?)", ids)

    def sorted_ids(self) -> Iterator[tuple[str, int]]:
        return self._connection.execute("SELECT id, n FROM temp.id ORDER BY id")

    def finish(self) -> None:
        self._connection.execute(_KEY)
        self._connection.execute("COMMIT")
        self._connection.close()

    def close(self) -> None:
        self._connection.close()


class Reader:
    """Reads parts.

    Raises:
        Damaged: The file cannot be opened.
    """

    def __init__(self, path: str) -> None:
        quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        try:
            self._connection = sqlite3.connect(f"file:{quoted}?mode=ro&immutable=1", uri=True)
        except sqlite3.Error as error:
            raise Damaged from error

    def part(self, name: str, n: int = 0) -> bytes:
        """A part that must be there.

        Raises:
            Damaged: It is not, or is not what was written.
        """
        try:
            row = self._connection.execute("SELECT sum, data FROM part WHERE name = ? AND n = ?", (name, n)).fetchone()
        except (sqlite3.Error, MemoryError, OverflowError) as error:
            raise Damaged from error
        if row is None or row[1].__class__ is not bytes or row[0] != _sum(name, n, row[1]):
            raise Damaged
        data: bytes = row[1]
        return data

    def close(self) -> None:
        self._connection.close()
