"""YAML as people usually write it, read fast: a few events at a time, as plain values, by yaml-rs.

yaml-rs reads YAML 1.2 twenty times as fast as PyYAML and finds keys that are given twice, but it keeps no places, makes
numbers of numbers, and follows anchors. So whatever it refuses, and whatever it would change, is read by `yaml_reader`;
both give the same chronology. An event is a slice of the file: in a block list no item can hold a line that begins with
the dash of the list. Where one of a few is not plainly right each of them is parsed by itself; of a slice that is
broken the whole file is read again, for it may not be a slice at all. Of big files what is in our own layout is not
parsed but taken by a pattern (`yaml_layout`), in less than half the time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import starmap
from typing import Any

from timeline.load.chunks import pieces
from timeline.load.files import HEADER, Document, SourceFile, following
from timeline.load.nodes import NOWHERE, Buffer, Map, NotPlain, Record, Row, node_of
from timeline.load.yaml_special import ends_in_block, holds_special, is_special

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.load.sifted import Passing, Sieve
    from timeline.load.together import Parse
    from timeline.load.yaml_layout import Layout

_EVENTS = re.compile(rb"^events: *(?:#[^\n]*)?\r?\n(?: *(?:#[^\n]*)?\r?\n)*( *)- ", re.MULTILINE)
"""The line that begins the events, and the blanks before the dash of the first."""

_DASH_AND_KEY = re.compile(rb"- +(?=[\w\"'{])").match
"""Where the map of an event plainly begins."""

_AT_ONCE = 2 << 10
"""Bytes of events that are parsed at once: faster than one by one, and of more yaml-rs takes more memory for good."""

_WORTH_FASTER = 1 << 18
"""Bytes of events from which on it pays to make the pattern of our own layout, which takes as long as 200 events."""

_WORTH_TWO = 1 << 20
"""Bytes of events from which a second process saves more than it costs."""

_ODD_WORD = re.compile(r"""
    (?<![\w.:/-]) (?: [-+]?0[\dxXoObB_.] | \+[.\d] | -0(?!\w) )
    | \d_ | \b(?:True|TRUE|False|FALSE|Null|NULL)\b
    """, re.VERBOSE)  # fmt: skip
"""Numbers and words that do not come back as they were typed."""

_WORDS = {True: "true", False: "false", None: ""}


@cache
def _parser() -> Callable[[str], Any] | None:
    try:
        from timeline.fast_yaml import loads
    except ImportError:  # no wheel for this machine
        return None
    return lambda text: loads(text, parse_datetime=False)


def read_yaml_plain(file: SourceFile, data: Buffer, marks: tuple[int, ...] = ()) -> Document | None:
    """The header, and the events as records, one after the other; None where the other reader is to read the file.

    Reading on raises NotPlain where that shows only later. With the `marks` of an earlier reading of the same bytes
    (`Document.marks`) the file is not looked through.
    """
    parse = _parser()
    marks = marks or _marks(data)
    if parse is None or not marks:
        return None
    before, start, last, blanks = marks
    indent = b" " * blanks
    start_of_text = 3 if data[:3] == b"\xef\xbb\xbf" else 0
    header = _header(parse, data[start_of_text:before])
    if header is None:
        return None
    file.as_typed = lambda record: _as_typed(
        record.values, data[record.at : next(slices(data, record.at, last, indent))[1]]
    )
    file.again = lambda at: _again(file, data, at, before, last, indent)
    file.begins = lambda at: found.end() - at if (found := _DASH_AND_KEY(data, at)) else None
    records = following(_records(parse, data, start, last, indent), file, len(data))
    document = Document(file, header, records, marks=marks)
    document.pick = lambda offsets: _gently_picked(parse, data, offsets, last, indent)
    document.sift = partial(_sifted, parse, file, data, (start, last, indent))
    return document


def _sifted(
    parse: Callable[[str], Any],
    file: SourceFile,
    data: Buffer,
    events: tuple[int, int, bytes],
    sieve: Sieve,
    passing: Passing,
) -> Iterator[tuple[Record, bool]]:
    """The records that may match, and those that tell only when they are parsed; see `Document.sift`."""
    from timeline.load.chunks import gently
    from timeline.load.sifted import sifted
    from timeline.load.together import looked_through
    from timeline.load.yaml_sift import looked_at

    start, last, indent = events

    def scan(parts: Iterable[tuple[int, int]], passing: Passing) -> Iterator[tuple[int, bool | None]]:
        return looked_at(data, parts, indent, sieve, passing)

    found = looked_through(scan, data, start - len(indent), last, b"\n" + indent + b"- ", passing, file.told)
    for at, may in gently(found, data):
        record = next(iter(_picked(parse, data, (at,), last, indent)))
        if may:
            yield record, True
        else:
            yield from sifted((record,), sieve, passing)


def _marks(data: Buffer) -> tuple[int, ...]:
    """Where the header and the events begin and end, and by how many blanks events are indented; empty for none."""
    found = _EVENTS.search(data)
    if found is None or data.find(b"\n---") >= 0 or data.find(b"\n...") >= 0:
        return ()
    start, indent = found.end() - 2, found[1]
    last = _end(data, start, indent)
    return () if data[last:].strip() else (found.start(), start, last, len(indent))


def _end(data: Buffer, start: int, indent: bytes) -> int:
    """Where the block list ends: at the first line that has less indent and is no comment."""
    # Such a line before the last item makes a slice that is no item, and so is found out.
    start = max(data.rfind(b"\n" + indent + b"- ") + 1, start)
    less = re.compile(rb"^(?!" + indent + rb"[ -]|[ \t]*(?:#|\r?$))", re.MULTILINE)
    stop = less.search(data, data.find(b"\n", start) + 1)
    return stop.start() if stop else len(data)


def slices(data: Buffer, start: int, last: int, indent: bytes) -> Iterator[tuple[int, int]]:
    """Where each item of the block list begins, at its dash, and ends."""
    dash = b"\n" + indent + b"- "
    while start < last:
        following = data.find(dash, start, last)
        end = last if following < 0 else following + 1
        yield start, end
        start = end + len(indent)


def _records(parse: Callable[[str], Any], data: Buffer, start: int, last: int, indent: bytes) -> Iterator[Record | Row]:
    of_part: Parse = partial(_values_of_part, parse, data, indent)
    start -= len(indent)
    if last - start >= _WORTH_FASTER:
        from timeline.load.yaml_layout import Layout

        of_part = partial(_laid_out, Layout(len(indent)), data, of_part)
    if last - start < _WORTH_TWO:
        return starmap(_record, of_part(start, last))
    from timeline.load.together import parsed

    return starmap(_record, parsed(of_part, data, start, last, b"\n" + indent + b"- "))


def _record(values: dict[str, Any] | tuple[Any, ...], at: int) -> Record | Row:
    return Record(values, at) if isinstance(values, dict) else Row(values, at)


def _values_of_part(
    parse: Callable[[str], Any], data: Buffer, indent: bytes, start: int, stop: int
) -> Iterator[tuple[dict[str, Any], int]]:
    """The values of the events whose lines stand between two bytes, and where the dash of each stands."""
    lead = " " * len(indent)
    for first, end in pieces(data, start, stop, b"\n" + indent + b"- ", _AT_ONCE):
        end = min(end + 1, stop)
        found = list(slices(data, first + len(indent), end, indent))
        listed: Iterable[dict[str, Any]] | None = _listed(parse, data[first:end], lead, len(found))
        if listed is None:
            listed = (_values(parse, data[at:stop], lead) for at, stop in found)
        yield from zip(listed, (at for at, _ in found), strict=True)


def _laid_out(
    layout: Layout, data: Buffer, otherwise: Parse, start: int, stop: int
) -> Iterator[tuple[dict[str, Any] | tuple[Any, ...], int]]:
    """As `_values_of_part`, but rows, by the pattern of our own layout where that takes all of a few events."""
    from timeline.load.yaml_layout import decoded

    for first, end in pieces(data, start, stop, layout.dash, _AT_ONCE):
        end = min(end + 1, stop)
        text, is_harmless = decoded(data[first:end])
        events = layout.events(text) if is_harmless else None
        if events is None:
            yield from otherwise(first, end)
            continue
        known, offset = 0, first + layout.blanks
        for row, at in events:
            offset += len(text[known:at].encode())
            known = at
            yield row, offset


def _gently_picked(
    parse: Callable[[str], Any], data: Buffer, offsets: Iterable[int], last: int, indent: bytes
) -> Iterator[Record]:
    from timeline.load.chunks import gently

    return _picked(parse, data, gently(offsets, data), last, indent)


def _picked(
    parse: Callable[[str], Any], data: Buffer, offsets: Iterable[int], last: int, indent: bytes
) -> Iterator[Record]:
    """The events that begin at some bytes."""
    lead = " " * len(indent)
    for at in offsets:
        yield Record(_values(parse, data[at : next(slices(data, at, last, indent), (at, at))[1]], lead), at)


def _listed(parse: Callable[[str], Any], data: bytes, lead: str, count: int) -> list[dict[str, Any]] | None:
    """The values of some slices that stand one behind the other; None where each is to be looked at by itself.

    As many items as there are slices are those of the slices: an item begins nowhere else, for no dash stands alone.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    dash = f"\n{lead}-"
    if holds_special(data, text) or text.endswith(dash) or any(dash + blank in text for blank in "\n\r\t"):
        return None
    if ("|" in text or ">" in text) and any(map(ends_in_block, text.split(dash + " "))):
        return None
    try:
        listed = parse(text)
    except (ValueError, RecursionError, TypeError):  # a list for a key is the last
        return None
    sound = type(listed) is list and len(listed) == count and {dict}.issuperset(map(type, listed))
    return listed if sound else None


def _values(parse: Callable[[str], Any], data: bytes, lead: str) -> dict[str, Any]:
    """The values of one event, numbers and words that YAML knows as such; empty where it is for the other reader."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise NotPlain from error
    if is_special(data, text):
        return {}
    try:
        listed = parse(lead + text)
    except (ValueError, RecursionError, TypeError):  # a list for a key is the last
        return {}
    if type(listed) is list and len(listed) == 1 and type(listed[0]) is dict:
        return listed[0]
    return {}


_ODD_SIGNS = ("_", "+", " 0", " -0", "[0", "[-0", ",0", ",-0", "True", "TRUE", "False", "FALSE", "Null", "NULL", "\n0")


def _as_typed(values: dict[str, Any], data: bytes) -> dict[str, Any] | None:
    """The values of one event, all of them text as typed; None where that cannot be told."""
    text = data.decode()
    if any(sign in text for sign in _ODD_SIGNS) and _ODD_WORD.search(text) is not None:
        return None
    found: dict[str, Any] | None = _as_text(values, 0)
    return found


def _as_text(value: Any, depth: int) -> Any:
    """The same with whole numbers, true, false and null as text; None where it holds more than that."""
    kind = type(value)
    if kind is str:
        return value
    if kind is int:
        return str(value)
    if kind is bool or value is None:
        return _WORDS[value]
    if depth > 4:
        return None
    if kind is list:
        items = [one if type(one) is str else _as_text(one, depth + 1) for one in value]
        return None if None in items else items
    if kind is dict:
        pairs = {key: _as_text(one, depth + 1) for key, one in value.items() if type(key) is str}
        return None if None in pairs.values() or len(pairs) < len(value) else pairs
    return None


# --- the header ---------------------------------------------------------------------------------------------------


def _header(parse: Callable[[str], Any], data: bytes) -> Map | None:
    """The header as nodes without places; None where it is for the other reader."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    if not text.strip() or not re.sub(r"(?m)^\s*#.*$", "", text).strip():
        return Map({}, {}, NOWHERE)
    if is_special(data, text):
        return None
    try:
        values = parse(text)
    except (ValueError, RecursionError, TypeError):  # a list for a key is the last
        return None
    if type(values) is not dict or text.lstrip().startswith(("%", "---")):
        return None
    typed = _as_typed(values, data)
    node = None if typed is None else node_of(typed)
    return node if isinstance(node, Map) else None


# --- again, with places -------------------------------------------------------------------------------------------


def _again(file: SourceFile, data: Buffer, at: int, header: int, last: int, indent: bytes) -> Map:
    """An event that begins at a byte, or the header, read by the other reader.

    Raises:
        NotPlain: That finds something wrong with it.
    """
    from timeline.load.yaml_reader import read_part

    mark = 3 if data[:3] == b"\xef\xbb\xbf" else 0
    if at == HEADER:
        return read_part(file, data[mark:header].decode(), 0) or Map({}, {}, 0)
    end = next(slices(data, at, last, indent))[1]
    try:
        node = read_part(file, data[at:end].decode(), file.characters_before(at), len(indent))
    except UnicodeDecodeError as error:
        raise NotPlain from error
    if node is None:
        raise NotPlain
    return node
