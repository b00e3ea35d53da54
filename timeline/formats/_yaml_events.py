"""Events to YAML without a tree between: the very lines that `_yaml_layout` makes of their keys and values.

Large chronologies are all events, and these have no comments: what the layout has to ask of every value is known here.
`timeline fmt`, which goes through the layout, must leave the result as it is; tests hold both together.
"""

from __future__ import annotations

import re
from typing import Any

from timeline.formats._yaml_scalars import WIDTH, Scalars
from timeline.formats._yaml_shapes import EVENT, SOURCE, UNKNOWN
from timeline.model import Event, Source

_ID = re.compile(r"[^\W_][\w.-]*").fullmatch
_ANY = 1 << 60
_EVENT = tuple(
    (Event._fields.index(key), f"    {key}:", shape.kind, WIDTH - len(key) - 6 if shape.kind == "prose" else _ANY)
    for key, shape in EVENT.keys.items()
    if key not in ("id", "date", "sources")
)
_SOURCE = tuple(
    (Source._fields.index(key), key, shape.kind) for key, shape in SOURCE.keys.items() if key not in ("outlet", "date")
)
_ON_A_LINE = ("text", "prose")
_USUAL = _SOURCE[:2]
_FIRST_RARE, _AFTER_RARE = Source._fields.index("url") + 1, Source._fields.index("extra")
_SAYS = Source._fields.index("says")
_HEADS = {key: f"        {key}:" for key in SOURCE.keys}
_MOST_KNOWN = 20_000
_DASH = "      - "
_ROOM = WIDTH - len(_DASH) - 2
"""Columns between the braces of a source."""


class EventLayout:
    """Events to text, at the indent that they have below `events:`."""

    def __init__(self, scalars: Scalars) -> None:
        self._scalars = scalars
        self._lists: dict[tuple[str, tuple[str, ...]], str] = {}
        self._heads: dict[str, str] = {}
        self._dates: dict[tuple[str, str], str] = {}

    def text(self, event: Event) -> str:
        """The lines of an event, each with its end, the dash before the first."""
        block, is_bare = self._scalars.in_block, self._scalars.is_bare
        lines: list[str] = []
        if _ID(event.id):
            lines.append(f"    id: {block(event.id)}")
        lines.append(self._date(event.date.text, "    date:", 6))
        for number, head, kind, room in _EVENT:
            value: Any = event[number]
            if not value:
                continue
            if kind == "names":
                lines.append(self._names(head, value))
            elif kind in _ON_A_LINE and len(value) <= room and "\n" not in value:
                lines.append(f"{head} {value if is_bare(value) else block(value)}")
            else:
                self._pair(lines, head, "true" if kind == "flag" else value, kind, 6)
        for key, value in event.extra:
            own = self._heads.get(key)
            if own is None:
                own = self._heads[key] = self._head(key, 4)
            if value and len(own) + 1 + len(value) <= WIDTH and "\n" not in value:
                lines.append(f"{own} {block(value)}")
            else:
                self._pair(lines, own, value, UNKNOWN.kind, 6)
        if event.sources:
            lines.append("    sources:")
            for source in event.sources:
                self._source(lines, source)
        lines[0] = "  - " + lines[0][4:]
        lines.append("")
        return "\n".join(lines)

    def _date(self, text: str, head: str, indent: int) -> str:
        """The lines of a date, which many events and sources share."""
        found = self._dates.get((head, text))
        if found is None:
            lines: list[str] = []
            self._pair(lines, head, text, "date", indent)
            found = self._dates[head, text] = "\n".join(lines)
        return found

    def _head(self, key: str, indent: int) -> str:
        return self._scalars.key(key, " " * indent)

    def _pair(self, lines: list[str], head: str, text: str, kind: str, indent: int) -> None:
        if not text:
            lines.append(head)
            return
        first, *more = self._scalars.lines(text, kind, indent, len(head) + 1)
        lines.append(f"{head} {first}")
        if more:
            lines += more

    def _names(self, head: str, names: tuple[str, ...]) -> str:
        """The lines of a list, which many events share."""
        known = self._lists.get((head, names))
        if known is not None:
            return known
        write = self._scalars.in_flow
        line = ", ".join([write(name, UNKNOWN.kind) for name in names])
        if len(head) + len(line) + 3 <= WIDTH:
            found = f"{head} [{line}]"
        else:
            found = "\n".join([head, *[_DASH + self._scalars.in_block(name, UNKNOWN.kind) for name in names]])
        if len(self._lists) < _MOST_KNOWN:
            self._lists[head, names] = found
        return found

    def _source(self, lines: list[str], source: Source) -> None:
        """A source between braces where it fits and nothing in it needs quotes, else on lines of its own."""
        pairs = _pairs_of(source)
        if sum([len(key) + len(text) + 4 for key, text, _ in pairs]) - 2 <= _ROOM:
            write = self._scalars.in_flow
            parts: list[str] = []
            for key, text, kind in pairs:
                written = write(text, kind)
                if written[0] in "\"'":
                    break
                parts.append(f"{key}: {written}" if key in _HEADS else f"{write(key)}: {written}")
            else:
                line = ", ".join(parts)
                if len(line) <= _ROOM:
                    lines.append(f"{_DASH}{{{line}}}")
                    return
        first = len(lines)
        block, is_bare = self._scalars.in_block, self._scalars.is_bare
        for key, text, kind in pairs:
            head = _HEADS.get(key) or self._head(key, 8)
            if kind == "text" and text and "\n" not in text:
                lines.append(f"{head} {text if is_bare(text) else block(text)}")
            elif kind == "date":
                lines.append(self._date(text, head, 10))
            else:
                self._pair(lines, head, text, kind, 10)
        lines[first] = _DASH + lines[first][8:]


def _pairs_of(source: Source) -> list[tuple[str, str, str]]:
    """The keys of a source, each with its text and the kind of that."""
    date = source.date
    pairs = [("outlet", source.outlet, "text")]
    if date.kind != "none" or date.form is not None or date.clauses:
        pairs.append(("date", date.text, "date"))
    # Most sources have at most these two besides.
    rows = _SOURCE if source.says != "reports" or any(source[_FIRST_RARE:_AFTER_RARE]) else _USUAL
    for number, key, kind in rows:
        text: Any = source[number]
        if text and (number != _SAYS or text != "reports"):
            pairs.append((key, text, kind))
    if source.extra:
        pairs += [(key, text, UNKNOWN.kind) for key, text in source.extra]
    return pairs
