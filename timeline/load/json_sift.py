"""JSON Lines sifted: of each line the few values are decoded that tell whether its event may match.

msgspec checks the whole line for being JSON, yet makes objects of the named keys alone: a tenth of the time of decoding
it whole. Half a megabyte is looked at at a time, a column at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import compress, count
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any

from timeline.fast_json import msgspec
from timeline.load.nodes import Buffer, NotPlain

if TYPE_CHECKING:
    from timeline.load.sifted import Passing, Sieve

_NEAR = 1 << 13
"""Bytes before and behind the place where a line is expected."""

_id_of, _date_of = attrgetter("id"), attrgetter("date")
_Filled = Annotated[str, msgspec.Meta(min_length=1)]
_Date = msgspec.defstruct("_Date", [("text", str)], frozen=True, gc=False)
"""A date of our own JSON, which says more than was written."""


def candidates(data: Buffer, parts: Iterable[tuple[int, int]], sieve: Sieve, passing: Passing) -> Iterator[int]:
    """The bytes at which the lines begin that may match; the others are noted in `passing`.

    Args:
        data: The bytes of a file.
        parts: Where parts of it begin, and the last line of each ends.
        sieve, passing: What may match, and who takes note of what does not.

    Raises:
        NotPlain: A line is no JSON, or not plainly right.
    """
    decode = _decoder(sieve)
    inside = passing.inside
    whole = memoryview(data)
    for at, end in parts:
        try:
            events = decode(whole[at:end])
        except (ValueError, RecursionError) as error:  # msgspec's errors are such
            raise NotPlain from error
        dates = list(map(_date_of, events))
        are_inside = list(map(inside.get, dates))
        if None in are_inside:
            passing.dates(set(dates).difference(inside))
            are_inside = list(map(inside.get, dates))
        chosen = _chosen(events, sieve, are_inside)
        if sieve.holds is not None and chosen:
            lines = _split(data[at:end], len(events))
            chosen = [n for n in chosen if sieve.holds(lines[n])]
        if passing.looks_at_ids(at):
            ids = list(map(_id_of, events))
            for n in reversed(chosen):
                del ids[n]
            passing.note(ids, at)
        else:
            passing.count += len(events) - len(chosen)
        begins = [_begin_near(data, at, end, n, events, decode) for n in chosen]
        yield from begins if -1 not in begins else _lines(at, data[at:end], len(events), chosen)


def _decoder(sieve: Sieve) -> Any:
    """Decodes lines to objects with an id, a title, a date, and the value of each key that is asked for."""
    asked: list[Any] = [(f"asked{n}", list[str] | str | None, ()) for n in range(len(sieve.names))]
    keys = {f"asked{n}": names.key for n, names in enumerate(sieve.names)}
    fields = [("id", _Filled), ("title", _Filled), ("date", str | int | _Date), *asked]
    return msgspec.json.Decoder(msgspec.defstruct("_Told", fields, gc=False, rename=keys)).decode_lines


def _chosen(events: list[Any], sieve: Sieve, are_inside: Sequence[Any]) -> list[int]:
    """The numbers of the events that may match; of each it is told whether its date may."""
    if not sieve.names:
        return list(compress(count(), are_inside))
    asked = [list(map(attrgetter(f"asked{m}"), events)) for m in range(len(sieve.names))]
    left = set().union(*(names.among(values) for names, values in zip(sieve.names, asked, strict=True)))
    return [n for n in sorted(left) if sieve([values[n] for values in asked], are_inside[n])]


def _begin_near(data: Buffer, at: int, end: int, n: int, events: list[Any], decode: Callable[[bytes], Any]) -> int:
    """The byte of the file at which the line of an event of a chunk begins, found by its id about where it must be.

    To take the whole chunk apart would bring all of its bytes through memory again. It is -1 where another line there
    has that id too, or the lines are not about as long as one another.
    """
    about = at + (end - at) * n // len(events)
    first = max(about - _NEAR, at)
    part = data[first : min(about + _NEAR, end)]
    found = part.find(f'"{events[n].id}"'.encode())
    begin, stop = part.rfind(b"\n", 0, found) + 1, part.find(b"\n", found)
    if found < 0 or stop < 0 or (not begin and first > at):
        return -1
    with suppress(ValueError):
        if decode(part[begin:stop]) == [events[n]]:
            return first + begin
    return -1


def _lines(at: int, chunk: bytes, count: int, numbers: list[int]) -> Iterator[int]:
    """The bytes of the file at which some of the lines of a chunk begin.

    Raises:
        NotPlain: There are other lines than those that were counted.
    """
    lines = _split(chunk, count)
    before = 0
    for n in numbers:
        at += sum(map(len, lines[before:n])) + n - before
        before = n
        yield at


def _split(chunk: bytes, count: int) -> list[bytes]:
    lines = chunk.split(b"\n")
    if len(lines) != count:
        raise NotPlain
    return lines
