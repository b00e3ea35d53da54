"""JSON Lines sifted: of each line the few values are decoded that tell whether its event may match.

msgspec checks the whole line for being JSON, yet makes objects of the named keys alone: a tenth of the time of decoding
it whole. A quarter of a megabyte is looked at at a time, a column at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from timeline.load.chunks import chunks
from timeline.load.nodes import Buffer, NotPlain, Told

if TYPE_CHECKING:
    from timeline.load.sifted import Passing, Sieve

_Filled = Annotated[str, msgspec.Meta(min_length=1)]
_Date = msgspec.defstruct("_Date", [("text", str)], frozen=True, gc=False)
"""A date of our own JSON, which says more than was written."""


def candidates(
    data: Buffer, start: int, stop: int, sieve: Sieve, passing: Passing, told: Told | None = None
) -> Iterator[int]:
    """The bytes at which the lines begin that may match; the others are noted in `passing`.

    Args:
        data: The bytes of a file.
        start, stop: Where the first line begins, and the last one ends.
        sieve, passing: What may match, and who takes note of what does not.
        told: Is told of every chunk.

    Raises:
        NotPlain: A line is no JSON, or not plainly right.
    """
    decode = _decoder(sieve)
    inside = passing.inside
    whole = memoryview(data)
    for at, end in chunks(data, start, stop):
        if told is not None:
            told(at, len(data))
        try:
            events = decode(whole[at:end])
        except (ValueError, RecursionError) as error:  # msgspec's errors are such
            raise NotPlain from error
        for date in {event.date for event in events}.difference(inside):
            passing.date(date)
        chosen = _chosen(events, sieve, inside)
        if passing.wants_ids:
            ids = [event.id for event in events]
            for n in reversed(chosen):
                del ids[n]
            passing.note(ids)
        else:
            passing.count += len(events) - len(chosen)
        if chosen:
            yield from _lines(at, data[at:end], len(events), chosen)


def _decoder(sieve: Sieve) -> Any:
    """Decodes lines to objects with an id, a title, a date, and the value of each key that is asked for."""
    asked: list[Any] = [(f"asked{n}", list[str] | str | None, ()) for n in range(len(sieve.names))]
    keys = {f"asked{n}": names.key for n, names in enumerate(sieve.names)}
    fields = [("id", _Filled), ("title", _Filled), ("date", str | int | _Date), *asked]
    return msgspec.json.Decoder(msgspec.defstruct("_Told", fields, gc=False, rename=keys)).decode_lines


def _chosen(events: list[Any], sieve: Sieve, inside: dict[Any, bool]) -> list[int]:
    """The numbers of the events that may match."""
    if not sieve.names:
        return [n for n, event in enumerate(events) if inside[event.date]]
    # Most events name nobody but those who are known not to be meant.
    named = [event.asked0 for event in events]
    try:
        known = list(map(sieve.names[0].refused.issuperset, named))
    except TypeError:  # a null among them
        known = [not value or sieve.names[0].refused.issuperset(value) for value in named]
    left = [n for n, is_known in enumerate(known) if not is_known]
    for m in range(1, len(sieve.names)):
        left += [n for n, event in enumerate(events) if getattr(event, f"asked{m}")]
    first, *more = sieve.names
    asked = [f"asked{m}" for m in range(len(sieve.names))]
    chosen = []
    for n in sorted(set(left)):
        event = events[n]
        if (more or first(event.asked0)) and sieve([getattr(event, name) for name in asked], inside[event.date]):
            chosen.append(n)
    return chosen


def _lines(at: int, chunk: bytes, count: int, numbers: list[int]) -> Iterator[int]:
    """The bytes of the file at which some of the lines of a chunk begin.

    Raises:
        NotPlain: There are other lines than those that were counted.
    """
    lines = chunk.split(b"\n")
    if len(lines) != count:
        raise NotPlain
    before = 0
    for n in numbers:
        at += sum(map(len, lines[before:n])) + n - before
        before = n
        yield at
