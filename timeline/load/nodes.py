"""What every reader yields: a tree of text, lists and maps, each with its place in the file.

All scalars are text, as typed: `2020-05`, `no` and `10:30` stay what the author wrote. A place is kept as a character
offset (`at`) and turned into line and column only when a message needs it (`files`). Nodes are plain classes: those are
defined ten times as fast as NamedTuples, at every start.
"""

from __future__ import annotations

from collections.abc import Callable
from mmap import mmap
from typing import Any

Buffer = bytes | mmap

Told = Callable[[int, int], object]
"""Takes the bytes of a file that have been read, and how many there are in all."""

DEEPEST = 64


class Text:
    """A scalar. `cell` is its number in a row of a table, from 0, where `at` is the beginning of the row."""

    __slots__ = ("at", "cell", "text")

    def __init__(self, text: str, at: int, cell: int = -1) -> None:
        self.text, self.at, self.cell = text, at, cell


class List:
    __slots__ = ("at", "items")

    def __init__(self, items: tuple[Node, ...], at: int) -> None:
        self.items, self.at = items, at


class Map:
    """Keys in the order of the file; a key stands once, others are problems. `keys` tells where each key stands."""

    __slots__ = ("at", "keys", "pairs")

    def __init__(self, pairs: dict[str, Node], keys: dict[str, Text], at: int) -> None:
        self.pairs, self.keys, self.at = pairs, keys, at


Node = Text | List | Map


class Record:
    """An event as plain values, read by a reader that keeps no places; `at` is by what its file reads it again.

    Values are text, lists and maps; where they hold numbers or the like, the event needs a second look.
    """

    __slots__ = ("at", "values")

    def __init__(self, values: dict[str, Any], at: int) -> None:
        self.values, self.at = values, at


class Row:
    """An event as the values of all its fields, which are known to be sound; `at` as that of a record.

    `fields` are those of `model.Event` without `when`, `extra` and `where`, the date as text; a source is such a row
    too, its date None where it has none.
    """

    __slots__ = ("at", "fields")

    def __init__(self, fields: tuple[Any, ...], at: int) -> None:
        self.fields, self.at = fields, at


class NotPlain(Exception):
    """A file has to be read with the place of every value: something in it is not as plain as it seemed."""


NOWHERE = -1
"""The offset of a node whose place is not known: it was made of plain values."""


def node_of(value: Any) -> Node:
    """Plain values, text and lists and maps of text, as nodes without places."""
    if isinstance(value, dict):
        keys = {key: Text(key, NOWHERE) for key in value}
        return Map({key: node_of(one) for key, one in value.items()}, keys, NOWHERE)
    if isinstance(value, list):
        return List(tuple(node_of(one) for one in value), NOWHERE)
    return Text(value, NOWHERE)
