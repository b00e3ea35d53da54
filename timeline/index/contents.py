"""What an index says: numbers of events by name, by id and by day."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from timeline.index import shape
from timeline.index.freshness import Stamp
from timeline.index.store import Damaged, Reader
from timeline.index.texts import Kept


class Contents:
    """An index, read as far as it is asked.

    Attributes:
        events: How many events the file has.
        schema, version: Of the program that made it; where the schema is 0, nothing else is known.
        path: The real path of the file that it was made of.
        has_texts: Whether it tells who says what; not where the SQLite that it was made with could not.

    Raises:
        Damaged: It is no index, or not what was written; so do all methods.
    """

    def __init__(self, path: str) -> None:
        self._reader = Reader(path)
        self._counts: dict[str, array[int]] = {}
        lines = self._reader.part("meta").decode().splitlines()
        meta = {key: value for key, _, value in (line.partition(" ") for line in lines)}
        self.schema = int(meta["schema"])
        self.version = meta["version"]
        if self.schema != shape.SCHEMA or meta["order"] != array("I", [1]).tobytes().hex():
            self.schema = 0
            return
        self.path = os.fsdecode(bytes.fromhex(meta["path"]))
        self.stamp = Stamp(*map(int, meta["stamp"].split()))
        self.is_settled = meta["settled"] == "1"
        self.hash = meta["hash"]
        self.marks = tuple(map(int, meta["marks"].split()))
        self.events = int(meta["events"])
        self.has_texts = meta["texts"] == "1"

    def close(self) -> None:
        self._reader.close()

    def _numbers(self, kind: str, name: str, n: int = 0) -> array[int]:
        found = array(kind)
        try:
            found.frombytes(self._reader.part(name, n))
        except ValueError as error:
            raise Damaged from error
        return found

    # --- names ----------------------------------------------------------------------------------------------------

    def names(self, kind: str, fits: Callable[[bytes], Iterable[int]]) -> dict[str, int]:
        """The names as written of those that `fits` finds among the folded forms, with their numbers."""
        ends = self._numbers("I", f"ends {kind}")
        text = self._reader.part(f"names {kind}")
        found = {}
        for n in fits(self._reader.part(f"forms {kind}")):
            start = ends[n - 1] if n else 0
            found[text[start : ends[n]].decode("utf-8", "surrogatepass")] = n
        return found

    def named(self, kind: str, number: int) -> tuple[int, Callable[[], Sequence[int]]]:
        """How many events have a name, and what gives their numbers."""
        counts = self._counts.get(kind) or self._numbers("I", f"counts {kind}")
        self._counts[kind] = counts
        return counts[number], lambda: self._numbers("I", f"has {kind}", number)

    def counts(self, kind: str) -> dict[str, int]:
        """In how many events each name stands, as written (outlets: as the header has them), in file order."""
        text, start = self._reader.part(f"names {kind}"), 0
        found = {}
        for end, count in zip(self._numbers("I", f"ends {kind}"), self._numbers("I", f"counts {kind}"), strict=True):
            found[text[start:end].decode("utf-8", "surrogatepass")] = count
            start = end
        return found

    def outlets_out(self, *, possible: bool) -> Sequence[int]:
        """Of each outlet the first day on which it was out."""
        return self._numbers("i", "out outlet")[int(possible) :: 2]

    # --- words ----------------------------------------------------------------------------------------------------

    @property
    def chunks(self) -> int:
        """How many chunks of events there are."""
        return -(-self.events // shape.CHUNK)

    def words(self, chunk: int) -> tuple[bytes, array[int]]:
        """The folded words of the texts of a chunk, one a line, and how many of its events have each."""
        return self._reader.part("words", chunk), self._numbers("I", "word counts", chunk)

    def written(self, chunk: int) -> tuple[list[bytes], int]:
        """The last of these words as they were written, and how many words there are."""
        return self._reader.part("words written", chunk).split(), len(self._numbers("I", "word counts", chunk))

    def kept(self, chunk: int) -> Kept:
        """The texts of a chunk."""
        return Kept(self._reader.part("texts", chunk))

    # --- ids ------------------------------------------------------------------------------------------------------

    def ids(self, beginning: str) -> dict[str, int]:
        """The ids that begin so, with the numbers of their events."""
        firsts = self._reader.part("id blocks").decode().split("\n")
        found: dict[str, int] = {}
        for n in range(max(bisect_right(firsts, beginning) - 1, 0), len(firsts)):
            if firsts[n] > beginning and not firsts[n].startswith(beginning):
                break
            block = self._reader.part("ids", n).decode().split("\n")
            numbers = self._numbers("I", "id numbers", n)
            found |= {one: numbers[m] for m, one in enumerate(block) if one.startswith(beginning)}
        return found

    # --- days -----------------------------------------------------------------------------------------------------

    def touching(self, axis: str, first: int, last: int) -> tuple[int, Callable[[], Iterable[int]]]:
        """At most how many events may touch a window on an axis, and what gives the numbers of those that may."""
        listed = self._numbers("i", f"buckets {axis}")
        buckets = [
            (n, listed[3 * n + 2])
            for n in range(len(listed) // 3)
            if shape.may_reach(listed[3 * n], listed[3 * n + 1], first, last)
        ]

        def load() -> Iterable[int]:
            for n, _ in buckets:
                yield from self._numbers("I", f"bucket {axis}", n)

        return sum(count for _, count in buckets), load

    def inside(self, axis: str, numbers: Sequence[int], first: int, last: int) -> list[int]:
        """Those of some events, which are in ascending order, that may touch a window on an axis."""
        low, high = shape.AXES[axis]
        ranges = self._numbers("i", f"ranges {axis}")
        found: list[int] = []
        for chunk, some in _by_chunk(numbers):
            first_low, last_low, first_high, last_high = ranges[4 * chunk : 4 * chunk + 4]
            if first_low > last or last_high < first:
                continue
            start = chunk * shape.CHUNK
            if last_low > last:
                lows = self._chunk(low, chunk)
                some = [n for n in some if lows[n - start] <= last]
            if first_high < first:
                highs = self._chunk(high, chunk)
                some = [n for n in some if highs[n - start] >= first]
            found += some
        return found

    def column(self, name: str, numbers: Sequence[int]) -> list[int]:
        """A number of each of some events, which are in ascending order."""
        found: list[int] = []
        for chunk, some in _by_chunk(numbers):
            column, start = self._chunk(name, chunk), chunk * shape.CHUNK
            found += [column[n - start] for n in some]
        return found

    def _chunk(self, name: str, chunk: int) -> memoryview[int]:
        try:
            return memoryview(self._reader.part(name, chunk)).cast(shape.COLUMNS[name])
        except TypeError as error:  # it is not as long as it must be
            raise Damaged from error

    def known(self, day: int, *, possible: bool) -> int:
        """How many events were publicly known by a day."""
        name = "known perhaps" if possible else "known"
        at = bisect_right(self._numbers("i", name), day)
        return self._numbers("I", name, 1)[at - 1] if at else 0


def _by_chunk(numbers: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """Ascending numbers of events by the chunk of columns in which they are."""
    done = 0
    while done < len(numbers):
        chunk = numbers[done] // shape.CHUNK
        end = bisect_left(numbers, (chunk + 1) * shape.CHUNK, done)
        yield chunk, numbers[done:end]
        done = end
