"""A YAML file as the tree that the layout writes, each part with its place, so that comments can be hung on it.

The reader has found the file sound before: no anchors, tags, aliases, second documents. Offsets count the characters
of a text whose line ends are line feeds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from timeline.writing.yaml_layout import Block, Entry, Value
from timeline.writing.yaml_scalars import Bare


class Piece(Entry):
    """An entry with its place.

    Attributes:
        at: Where its key begins, of an item its value.
        home: The list or map that it stands in; None of the root.
    """

    __slots__ = ("above", "at", "below", "home")

    def __init__(self, at: int, home: Place | None) -> None:
        self.key, self.value = None, ""
        self.at, self.home, self.beside = at, home, ""
        self.above: list[str] = []
        self.below: list[str] = []


class Place(Block):
    """A list or map with its place.

    Attributes:
        owner: The piece whose value it is.
        pieces: Its entries, as pieces.
        is_flow: Written between brackets.
        start: Where it begins.
        end: Behind the closing bracket; of a block nothing is told.
        column: Where the lines of a block begin, from 0.
    """

    __slots__ = ("column", "end", "is_flow", "owner", "pieces", "start")

    def __init__(self, is_list: bool, owner: Piece, event: Any) -> None:
        self.is_list, self.owner = is_list, owner
        self.pieces: list[Piece] = []
        self.entries = self.pieces
        self.is_flow = bool(event.flow_style)
        mark = event.start_mark
        self.start: int = mark.index
        self.column: int = mark.column
        self.end = -1


class Tree:
    """A file: its root, every other piece in the order of the text, and where each scalar begins and ends."""

    __slots__ = ("pieces", "root", "scalars", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Piece(0, None)
        self.pieces: list[Piece] = []
        self.scalars: list[tuple[int, int]] = []


def tree_of(text: str) -> Tree:
    """The tree of a sound YAML text."""
    import yaml

    tree = Tree(text)
    loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)(text)
    composer = _Composer(tree, loader.get_event)
    try:
        while not isinstance(event := loader.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.NodeEvent):
                tree.root.value = composer.value(event, tree.root)
    finally:
        loader.dispose()
    return tree


class _Composer:
    """Pieces from the parser's events; a file has a hundred thousand of them, so names are looked up once."""

    def __init__(self, tree: Tree, following: Callable[[], Any]) -> None:
        import yaml

        self.tree, self.following = tree, following
        self.scalar, self.list = yaml.ScalarEvent, yaml.SequenceStartEvent
        self.ends = frozenset((yaml.SequenceEndEvent, yaml.MappingEndEvent))

    def value(self, event: Any, owner: Piece) -> Value:
        """What an event begins."""
        scalar = self.scalar
        if type(event) is scalar:
            return self.text(event)
        place = Place(type(event) is self.list, owner, event)
        following, ends, text, value = self.following, self.ends, self.text, self.value
        enter, add, is_list = self.tree.pieces.append, place.pieces.append, place.is_list
        while type(event := following()) not in ends:
            piece = Piece(event.start_mark.index, place)
            enter(piece)
            add(piece)
            if not is_list:
                piece.key = text(event)
                event = following()
            piece.value = text(event) if type(event) is scalar else value(event, piece)
        place.end = event.end_mark.index
        return place

    def text(self, event: Any) -> str:
        """A text as typed, of any type to other programs; what stands for nothing stays bare."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.tag is not None:
            start = _behind_tag(self.tree.text, start, end)
        self.tree.scalars.append((start, end))
        text: str = event.value
        return Bare(text) if text in _NOTHING and not event.style else text


_NOTHING = frozenset(("~", "null"))


def _behind_tag(text: str, start: int, end: int) -> int:
    """Where a scalar begins whose tag comes first; comments may stand between the two."""
    import re

    found = re.compile(r"!\S*(?:[ \t\n]+|#[^\n]*)*").match(text, start, end)
    return found.end() if found else start
