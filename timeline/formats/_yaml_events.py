"""Events to YAML without a tree between: the very lines that `_yaml_layout` makes of their keys and values.

Large chronologies are all events, and these have no comments: what the layout has to ask of every value is known here.
`timeline fmt`, which goes through the layout, must leave the result as it is; tests hold both together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.formats._yaml_scalars import WIDTH, Scalars
from timeline.formats._yaml_shapes import EVENT, SOURCE, UNKNOWN
from timeline.model import Event, Source

_ID = re.compile(r"[^\W_][\w.-]*").fullmatch
_EVENT = tuple(
    (key, f"    {key}:", shape.kind) for key, shape in EVENT.keys.items() if key not in ("id", "date", "sources")
)
_SOURCE = tuple((key, shape.kind) for key, shape in SOURCE.keys.items() if key not in ("outlet", "date"))
_DASH = "      - "


class EventLayout:
    """Events to text, at the indent that they have below `events:`."""

    def __init__(self, scalars: Scalars) -> None:
        self._scalars = scalars

    def text(self, event: Event) -> str:
        """The lines of an event, each with its end, the dash before the first."""
        lines: list[str] = []
        if _ID(event.id):
            self._pair(lines, "    id:", event.id, "text", 6)
        self._pair(lines, "    date:", event.date.text, "date", 6)
        for key, head, kind in _EVENT:
            value = getattr(event, key)
            if not value:
                continue
            if kind == "names":
                self._names(lines, head, value)
            else:
                self._pair(lines, head, "true" if kind == "flag" else value, kind, 6)
        for key, value in event.extra:
            self._pair(lines, self._head(key, 4), value, UNKNOWN.kind, 6)
        if event.sources:
            lines.append("    sources:")
            for source in event.sources:
                self._source(lines, source)
        lines[0] = "  - " + lines[0][4:]
        lines.append("")
        return "\n".join(lines)

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

    def _names(self, lines: list[str], head: str, names: Iterable[str]) -> None:
        write = self._scalars.in_flow
        line = ", ".join([write(name, UNKNOWN.kind) for name in names])
        if len(head) + len(line) + 3 <= WIDTH:
            lines.append(f"{head} [{line}]")
            return
        lines.append(head)
        lines += [_DASH + self._scalars.in_block(name, UNKNOWN.kind) for name in names]

    def _source(self, lines: list[str], source: Source) -> None:
        """A source between braces where it fits and nothing in it needs quotes, else on lines of its own."""
        write = self._scalars.in_flow
        pairs = _pairs_of(source)
        parts = [f"{key if key in SOURCE.keys else write(key)}: {write(text, kind)}" for key, text, kind in pairs]
        line = ", ".join(parts)
        if len(_DASH) + len(line) + 2 <= WIDTH and not any(write(text, kind)[0] in "\"'" for _, text, kind in pairs):
            lines.append(f"{_DASH}{{{line}}}")
            return
        first = len(lines)
        for key, text, kind in pairs:
            self._pair(lines, self._head(key, 8), text, kind, 10)
        lines[first] = _DASH + lines[first][8:]


def _pairs_of(source: Source) -> list[tuple[str, str, str]]:
    """The keys of a source, each with its text and the kind of that."""
    date = source.date
    pairs = [("outlet", source.outlet, "text")]
    if date.kind != "none" or date.form is not None or date.clauses:
        pairs.append(("date", date.text, "date"))
    for key, kind in _SOURCE:
        text = getattr(source, key)
        if text and not (key == "says" and text == "reports"):
            pairs.append((key, text, kind))
    pairs += [(key, text, UNKNOWN.kind) for key, text in source.extra]
    return pairs
