"""Trees of texts, lists and maps to the lines of a YAML file in canonical form, with the comments that hang on them.

Two spaces an indent, dashes indented too. A list or a map stands on one line where it fits, holds no comment and its
shape allows it; else each item has lines of its own. One blank line stands between events, and around every part of
the header that takes several lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from timeline.writing.yaml_scalars import WIDTH, Scalars
from timeline.writing.yaml_shapes import CHRONOLOGY, Shape


class Block:
    """A list or a map. Those of one that is written once may come from a generator."""

    __slots__ = ("entries", "is_list")

    def __init__(self, is_list: bool, entries: Iterable[Entry]) -> None:
        self.is_list, self.entries = is_list, entries


class Entry:
    """An item of a list, whose key is None, or a key and its value; with the comments that hang on it.

    Attributes:
        above: Comments on lines of their own before it; an empty text is a blank line.
        beside: The comment at the end of its first line.
        below: Comments at the end of what its value holds, behind the last item.
    """

    __slots__ = ("above", "below", "beside", "key", "value")

    def __init__(self, key: str | None, value: Value) -> None:
        self.key, self.value = key, value
        self.above: Sequence[str] = ()
        self.beside = ""
        self.below: Sequence[str] = ()


Value = str | Block


def entries_of(record: dict[str, Any]) -> list[Entry]:
    """The entries of a map of texts, lists and maps."""
    return [Entry(key, value_of(value)) for key, value in record.items()]


def value_of(value: Any) -> Value:
    if isinstance(value, dict):
        return Block(False, entries_of(value))
    if isinstance(value, list):
        return Block(True, [Entry(None, value_of(item)) for item in value])
    return str(value)


class Layout:
    """Entries to lines, without their ends."""

    def __init__(self, ascii_only: bool = False) -> None:
        self.scalars = Scalars(ascii_only)

    def file(self, root: Entry) -> Iterator[str]:
        """All lines of a file; the root has no key, and its value is the map of the file or an empty text."""
        yield from root.above
        after = isinstance(root.value, Block)
        if isinstance(root.value, Block):
            yield from self.top(root.value.entries)
        if root.below and after:
            yield ""
        yield from root.below

    def top(self, entries: Iterable[Entry]) -> Iterator[str]:
        """The lines of the keys of a chronology."""
        was_spread = first = True
        for entry in entries:
            spread, lines = self._pair(entry, 0, CHRONOLOGY.of(entry.key))
            if (spread or was_spread) and not first:
                yield ""
            yield from _comments(entry.above, 0)
            yield from lines
            was_spread, first = spread, False

    def _pair(self, entry: Entry, indent: int, shape: Shape) -> tuple[bool, Iterable[str]]:
        """The lines of a key and its value, and whether its list or map takes several."""
        head = self.scalars.key(entry.key or "", " " * indent)
        value = entry.value
        beside = f"  {entry.beside}" if entry.beside else ""
        if isinstance(value, str):
            if not value:
                return False, [head + beside, *_comments(entry.below, indent + 2)]
            first, *more = self.scalars.lines(value, shape.kind, indent + 2, len(head) + 1)
            return False, [f"{head} {first}{beside}", *more]
        line = self._on_one_line(entry, shape, WIDTH - len(head) - 1)
        if line:
            return False, [f"{head} {line}{beside}"]
        return True, self._spread(head + beside, entry, value, indent + 2, shape)

    def _spread(self, head: str, entry: Entry, value: Block, indent: int, shape: Shape) -> Iterator[str]:
        yield head
        if shape.apart:
            yield from self._apart(value.entries, indent, shape)
        else:
            above, lines = self._block(value, indent, shape)
            yield from _comments(above, indent)
            yield from lines
        if entry.below and shape.apart and value.entries:
            yield ""
        yield from _comments(entry.below, indent)

    def _apart(self, entries: Iterable[Entry], indent: int, shape: Shape) -> Iterator[str]:
        for n, entry in enumerate(entries):
            if n:
                yield ""
            above, lines = self._item(entry, indent, shape.of(None))
            yield from _comments(above, indent)
            yield from lines

    def _block(self, value: Block, indent: int, shape: Shape) -> tuple[Sequence[str], list[str]]:
        """The comments above the first item or key, and the lines from it on."""
        first: Sequence[str] = ()
        lines: list[str] = []
        for n, entry in enumerate(value.entries):
            of = shape.of(entry.key)
            more: Iterable[str]
            if entry.key is None:
                above, more = self._item(entry, indent, of)
            else:
                above, more = entry.above, self._pair(entry, indent, of)[1]
            if n:
                lines += _comments(above, indent)
            else:
                first = above
            lines += more
        return first, lines

    def _item(self, entry: Entry, indent: int, shape: Shape) -> tuple[Sequence[str], list[str]]:
        """The comments above an item of a list, and its lines; what hangs on its first line may go above too."""
        dash = " " * indent + "- "
        beside = f"  {entry.beside}" if entry.beside else ""
        below = _comments(entry.below, indent + 2)
        value = entry.value
        if isinstance(value, str):
            return entry.above, [dash + self.scalars.in_block(value, shape.kind) + beside, *below]
        line = self._on_one_line(entry, shape, WIDTH - len(dash))
        if line:
            return entry.above, [dash + line + beside]
        if not value.entries:
            return entry.above, [dash.rstrip() + beside, *below]
        above, lines = self._block(value, indent + 2, shape)
        lines[0] = dash + lines[0][indent + 2 :]
        hung = [entry.beside] if entry.beside else ()
        return [*entry.above, *hung, *above], [*lines, *below]

    # --- on one line ----------------------------------------------------------------------------------------------

    def _on_one_line(self, entry: Entry, shape: Shape, room: int) -> str:
        """A list or map between brackets; empty where it does not fit or must have lines of its own."""
        value = entry.value
        if entry.below or isinstance(value, str):
            return ""
        if not value.entries:
            return "[]" if value.is_list else "{}"
        if shape.spread or _is_commented(value):
            return ""
        line = self._flow(value, shape)
        return "" if len(line) > room or (shape.bare and self._has_quotes(value, shape)) else line

    def _has_quotes(self, value: Block, shape: Shape) -> bool:
        return any(self._flow(entry.value, shape.of(entry.key))[0] in "\"'" for entry in value.entries)

    def _flow(self, value: Value, shape: Shape) -> str:
        write = self.scalars.in_flow
        if isinstance(value, str):
            return write(value, shape.kind)
        parts = []
        for entry in value.entries:
            inner, of = entry.value, shape.of(entry.key)
            part = write(inner, of.kind) if isinstance(inner, str) else self._flow(inner, of)
            parts.append(part if entry.key is None else f"{write(entry.key)}: {part}")
        return f"[{', '.join(parts)}]" if value.is_list else f"{{{', '.join(parts)}}}"


def _is_commented(value: Block) -> bool:
    for entry in value.entries:
        if entry.above or entry.beside or entry.below:
            return True
        if not isinstance(entry.value, str) and _is_commented(entry.value):
            return True
    return False


def _comments(comments: Sequence[str], indent: int) -> list[str]:
    return [comment and " " * indent + comment for comment in comments] if comments else []
