"""JSON and JSON Lines read fast, as plain values, by the standard library.

It keeps no places, so what it refuses is read again by `json_reader`, which says what is wrong; so is a key that is
given twice, of which it would take the last. Numbers, true and false stay the text that was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from timeline.load.files import HEADER, Document, SourceFile, following
from timeline.load.nodes import NOWHERE, Buffer, Map, NotPlain, Record, Row, node_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.load.sifted import Passing, Sieve

_WORDS = {True: "true", False: "false", None: ""}
_SIMPLE = frozenset((str, dict, list))


@cache
def _decode() -> Callable[[str], Any]:
    from json import JSONDecoder

    return JSONDecoder(object_pairs_hook=_map, parse_int=str, parse_float=str, parse_constant=_refused).decode


KEY_END = b'":'
"""What ends a key, where no blanks stand behind it (`has_blank_keys`).

Where a line holds it as often as keys came out of it, no key was given twice: outside of strings a quote before a colon
ends a key, and what looks like one inside a string errs on the safe side.
"""


_WORTH_FASTER = 1 << 20
"""Bytes of lines from which on it pays to import what decodes them faster."""

_BLANKS = b" \t\r"

_MOST_LINES = 2048
"""Bytes that hold most lines."""

_MANY = 1_000
"""Lines from which on it does."""


def _map(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a key is given twice")
    for key, value in pairs:
        if value is None or value is True or value is False:
            values[key] = _WORDS[value]
        elif type(value) is list and (None in value or True in value or False in value):
            values[key] = [one if type(one) in _SIMPLE else _WORDS[one] for one in value]
    return values


def _refused(word: str) -> str:
    raise ValueError(f"{word} is no JSON")


def read_json_lines_plain(file: SourceFile, data: Buffer) -> Document | None:
    """One event a line, as records; a first line without `title` of an event may carry the header."""
    start = 3 if data[:3] == b"\xef\xbb\xbf" else 0
    decode = _decode()
    end, line = _line(data, start)
    while not line and end < len(data):
        start = end
        end, line = _line(data, start)
    values = _value(decode, line)
    if values is None:
        return None
    first = start
    file.again = lambda at: _line_again(file, data, first if at == HEADER else at)
    file.begins = lambda at: 0 if data[at : at + 1] == b"{" else None
    if "timeline" in values or not values.keys() & {"date", "sources", "id"}:
        header = node_of(values)
        # An empty line of JSON leaves open whether the next is the header.
        if not isinstance(header, Map) or not header.pairs:
            return None
        start = end
    else:
        header = Map({}, {}, NOWHERE)
    document = Document(file, header, following(_records(data, start), file, len(data)), marks=(start,))
    document.pick = lambda offsets: _picked(data, offsets)
    document.sift = lambda sieve, passing: _sifted(file, data, start, sieve, passing)
    return document


def _sifted(
    file: SourceFile, data: Buffer, start: int, sieve: Sieve, passing: Passing
) -> Iterator[tuple[Record | Row, bool]]:
    """The records that may match, by a decoder that makes of each line but the few values that tell.

    Raises:
        NotPlain: Some line is not plainly right.
    """
    try:
        import timeline.fast_json  # noqa: F401  # asked for here, so that no other missing module is taken for it
    except ImportError:  # every line is decoded whole
        from timeline.load.sifted import sifted

        yield from sifted(following(_records(data, start), file, len(data)), sieve, passing)
        return
    from timeline.load.chunks import gently
    from timeline.load.json_sift import candidates
    from timeline.load.together import looked_through

    def scan(parts: Iterable[tuple[int, int]], passing: Passing) -> Iterator[int]:
        return candidates(data, parts, sieve, passing)

    record_of = _reader(fast=True)
    for at in gently(looked_through(scan, data, start, len(data), b"\n", passing, file.told), data):
        record = record_of(_line(data, at)[1], at)
        if isinstance(record, Record) and not record.values:
            raise NotPlain
        yield record, True


def _picked(data: Buffer, offsets: Sequence[int]) -> Iterator[Record | Row]:
    """The events of the lines that begin at some bytes, which give no key twice."""
    from timeline.load.chunks import gently, part_of

    record_of = _reader(fast=len(offsets) >= _MANY, sure=True)
    for at in gently(offsets, data):
        part = part_of(data, at, _MOST_LINES)
        end = part.find(b"\n")
        yield record_of(part[:end].strip(_BLANKS) if end >= 0 else _line(data, at)[1], at)


def _records(data: Buffer, start: int) -> Iterator[Record | Row]:
    record_of = _reader(fast=len(data) - start >= _WORTH_FASTER)
    while start < len(data):
        end, line = _line(data, start)
        if line:
            yield record_of(line, start)
        start = end


def _reader(*, fast: bool, sure: bool = False) -> Callable[[bytes, int], Record | Row]:
    """What makes a row or a record of a line and of the byte at which that begins.

    The record is empty where the line is no map, or gives a key twice.

    Args:
        fast: By msgspec, where that is installed and gives the same.
        sure: Whether no line gives a key twice.
    """
    decode = _decode()

    def slowly(line: bytes, at: int) -> Record:
        return Record(_value(decode, line) or {}, at)

    if not fast:
        return slowly
    try:
        from timeline.load.json_values import row_of, values_of
    except ImportError:
        return slowly

    def record_of(line: bytes, at: int) -> Record | Row:
        fields = row_of(line, sure=sure)
        if fields is not None:
            return Row(fields, at)
        values = values_of(line)
        if values is None or (not sure and _may_have_a_key_twice(values, line)):
            return slowly(line, at)
        return Record(values, at)

    return record_of


def _may_have_a_key_twice(values: dict[str, Any], line: bytes) -> bool:
    number = len(values)
    for value in values.values():
        if value.__class__ is dict:
            number += len(value)
        elif value.__class__ is list and value and value[0].__class__ is dict:
            number += sum(map(len, value))  # a text among them errs on the safe side
    return line.count(KEY_END) != number or has_blank_keys(line)


def _line(data: Buffer, start: int) -> tuple[int, bytes]:
    """Where the next line begins, and this one without blanks around it."""
    end = data.find(b"\n", start)
    end = len(data) if end < 0 else end
    return end + 1, data[start:end].strip(_BLANKS)


def _value(decode: Callable[[str], Any], line: bytes) -> dict[str, Any] | None:
    try:
        values = decode(line.decode())
    except UnicodeDecodeError as error:
        raise NotPlain from error
    except (ValueError, RecursionError):
        return None
    return values if type(values) is dict else None


def values_as_typed(line: bytes) -> dict[str, Any] | None:
    """The values of a line by the standard library; None where it is no map, or a key is given twice.

    Raises:
        NotPlain: It is not UTF-8.
    """
    return _value(_decode(), line)


def has_blank_keys(data: bytes) -> bool:
    """Whether blanks may stand between a key and its colon, in one line or in several."""
    # One character is found a hundred times as fast as two.
    return b" :" in data or (b"\t" in data and b"\t:" in data) or (b"\r" in data and b"\r:" in data)


def _line_again(file: SourceFile, data: Buffer, at: int) -> Map:
    from timeline.load.json_reader import read_part

    end = data.find(b"\n", at)
    return read_part(file, data[at : len(data) if end < 0 else end].decode(), file.characters_before(at))


def read_json_plain(file: SourceFile, data: Buffer) -> Document | None:
    """`{"timeline": 1, "title": …, "events": [...]}`, its events as records."""
    try:
        values = _decode()(bytes(data).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if type(values) is not dict or type(values.get("events")) is not list:
        return None
    events = values.pop("events")
    if not all(type(event) is dict for event in events):
        return None
    document: list[Document] = []

    def again(at: int) -> Map:
        from timeline.load.json_reader import read_json

        if not document:
            document.append(read_json(SourceFile(file.name, file.text)))
            if document[0].problems:
                raise NotPlain
            document[0].events = tuple(document[0].events)
        found = document[0].header if at == HEADER else tuple(document[0].events)[at]
        if not isinstance(found, Map):
            raise NotPlain
        return found

    file.again = again
    header = node_of(values)
    assert isinstance(header, Map)
    return Document(file, header, (Record(event, n) for n, event in enumerate(events)))
