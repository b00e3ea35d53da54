"""JSON Lines sifted: of each line the few values are decoded that tell whether its event may match.

msgspec checks the whole line for being JSON, yet makes objects of the named keys alone: a tenth of the time of decoding
it whole. A megabyte is held at a time; what has been read is given back to the machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from mmap import MADV_DONTNEED, PAGESIZE, mmap
from typing import Any

import msgspec

from timeline.load.nodes import Buffer, NotPlain
from timeline.load.sifted import Passing, Sieve

_CHUNK = 1 << 20


def candidates(data: Buffer, start: int, sieve: Sieve, passing: Passing) -> Iterator[tuple[int, bytes]]:
    """The lines that may match, each with the byte at which it begins; the others are noted in `passing`.

    Raises:
        NotPlain: A line is no JSON, or not plainly right.
    """
    tests = sieve.tests
    asked = [(f"asked{n}", Any, None) for n in range(len(tests))]
    told: Any = msgspec.defstruct(
        "Told",
        [("id", Any, None), ("date", Any, None), ("title", Any, None), *asked],
        gc=False,
        rename={f"asked{n}": key for n, key in enumerate(sieve.keys)},
    )
    decode = msgspec.json.Decoder(told).decode
    first, others = tests[0], [(test, f"asked{n}") for n, test in enumerate(tests)][1:]
    note = passing.note
    for at, chunk in _chunks(data, start):
        for line in chunk.split(b"\n"):
            if not line.strip():
                at += len(line) + 1
                continue
            try:
                event = decode(line)
            except (ValueError, RecursionError) as error:  # msgspec's errors are such
                raise NotPlain from error
            if first(event.asked0) and all(test(getattr(event, name)) for test, name in others):
                yield at, line
            else:
                date = event.date
                note(event.title, date["text"] if date.__class__ is dict and "text" in date else date, event.id)
            at += len(line) + 1


def _chunks(data: Buffer, start: int) -> Iterator[tuple[int, bytes]]:
    """Whole lines of about a megabyte, each with the byte at which they begin."""
    done = 0
    while start < len(data):
        end = data.find(b"\n", min(start + _CHUNK, len(data) - 1))
        end = len(data) if end < 0 else end + 1
        yield start, data[start:end].removesuffix(b"\n")
        start = end
        if isinstance(data, mmap):
            done = _given_back(data, done, end)


def _given_back(data: mmap, done: int, end: int) -> int:
    """Lets go of the pages of a file that have been read, which would count as memory in use."""
    end -= end % PAGESIZE
    if end > done:
        data.madvise(MADV_DONTNEED, done, end - done)
    return end
