"""Events to YAML without a tree between: the very lines that `yaml_layout` makes of their keys and values.

Large chronologies are all events, and these have no comments: what the layout has to ask of every value is known here.
`timeline fmt`, which goes through the layout, must leave the result as it is; tests hold both together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from timeline.model import Event, Source, further_of
from timeline.writing.yaml_scalars import WIDTH, Scalars
from timeline.writing.yaml_shapes import EVENT, SOURCE, UNKNOWN

_ID = re.compile(r"[^\W_][\w.-]*").fullmatch
_ANY = 1 << 60
_EVENT = tuple(
    (Event._fields.index(key), f"    {key}:", shape.kind, WIDTH - len(key) - 6 if shape.kind == "prose" else _ANY)
    for key, shape in EVENT.keys.items()
    if key not in ("id", "date", "sources")
)
_USUAL = ("outlet", "date", "title", "url")
_MORE = tuple((Source._fields.index(key), key, shape.kind) for key, shape in SOURCE.keys.items() if key not in _USUAL)
_ON_A_LINE = ("text", "prose")
_HEADS = {key: f"        {key}:" for key in SOURCE.keys}
_MOST_KNOWN = 20_000
_DASH = "      - "
_ROOM = WIDTH - len(_DASH) - 2
"""Columns between the braces of a source."""
_KEYS = "outlet: , title: , url: "
_QUOTES = "\"'"


class EventLayout:
    """Events to text, at the indent that they have below `events:`."""

    def __init__(self, scalars: Scalars) -> None:
        self._scalars = scalars
        self._lists: dict[tuple[str, tuple[str, ...]], str] = {}
        self._heads: dict[str, str] = {}
        self._source_heads = dict(_HEADS)
        self._dates: dict[tuple[str, str], str] = {}
        self._outlets: dict[str, str] = {}

    def text(self, event: Event) -> str:
        """The lines of an event, each with its end, the dash before the first."""
        odd, is_bare = self._scalars.odd_in_block, self._scalars.is_bare
        lines: list[str] = []
        if _ID(event.id):
            lines.append(f"    id: {event.id if is_bare(event.id) else odd(event.id)}")
        lines.append(self._date(event.date.text, "    date:", 6))
        for number, head, kind, room in _EVENT:
            value: Any = event[number]
            if not value:
                continue
            if kind == "names":
                lines.append(self._names(head, value))
            elif kind in _ON_A_LINE and len(value) <= room and "\n" not in value:
                lines.append(f"{head} {value if is_bare(value) else odd(value)}")
            else:
                self._pair(lines, head, "true" if kind == "flag" else value, kind, 6)
        for key, value in event.extra:
            own = self._heads.get(key)
            if own is None:
                own = self._heads[key] = self._head(key, 4)
            if value and len(own) + 1 + len(value) <= WIDTH and "\n" not in value:
                lines.append(f"{own} {value if is_bare(value) else odd(value)}")
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
        title, url, more = source.title, source.url, _more_of(source)
        least = len(source.outlet) + len(source.date.text) + len(title) + len(url) + len(_KEYS if title and url else "")
        if least <= _ROOM and (line := self._in_braces(source, more)):
            lines.append(line)
            return
        odd, is_bare, heads = self._scalars.odd_in_block, self._scalars.is_bare, self._source_heads
        lines.append(self._outlet(source.outlet))
        if _is_dated(source):
            lines.append(self._date(source.date.text, _HEADS["date"], 10))
        for key, text, kind in (("title", title, "text"), ("url", url, "text"), *more):
            head = heads.get(key) or heads.setdefault(key, self._head(key, 8))
            if kind == "text" and "\n" not in text:
                if text:
                    lines.append(f"{head} {text if is_bare(text) else odd(text)}")
            else:
                self._pair(lines, head, text, kind, 10)

    def _outlet(self, name: str) -> str:
        """The lines of an outlet, which begin its source and which many share."""
        found = self._outlets.get(name)
        if found is None:
            lines: list[str] = []
            self._pair(lines, f"{_DASH}outlet:", name, "text", 10)
            found = "\n".join(lines)
            if len(self._outlets) < _MOST_KNOWN:
                self._outlets[name] = found
        return found

    def _in_braces(self, source: Source, more: Sequence[tuple[str, str, str]]) -> str:
        """A source on one line; empty where it does not fit, or a value in it needs quotes."""
        write = self._scalars.in_flow
        outlet, title, url = write(source.outlet), source.title, source.url
        line = f"{_DASH}{{outlet: {outlet}"
        quoted = outlet[0] in _QUOTES
        if _is_dated(source):
            date = write(source.date.text, "date")
            quoted = quoted or date[0] in _QUOTES
            line += f", date: {date}"
        if title:
            title = write(title)
            quoted = quoted or title[0] in _QUOTES
            line += f", title: {title}"
        if url:
            url = write(url)
            quoted = quoted or url[0] in _QUOTES
            line += f", url: {url}"
        for key, text, kind in more:
            written = write(text, kind)
            quoted = quoted or written[0] in _QUOTES
            line += f", {key if key in _HEADS else write(key)}: {written}"
        return "" if quoted or len(line) >= WIDTH else line + "}"


def _more_of(source: Source) -> Sequence[tuple[str, str, str]]:
    """What most sources have none of: the keys behind outlet, date, title and address, each with its text and kind."""
    if source.says == "reports" and not source.extra and not any(further_of(source)):
        return ()
    found = []
    for number, key, kind in _MORE:
        text: Any = source[number]
        if text and (text != "reports" or key != "says"):
            found.append((key, text, kind))
    return [*found, *((key, text, UNKNOWN.kind) for key, text in source.extra)] if source.extra else found


def _is_dated(source: Source) -> bool:
    """Whether a date is written, be it that there is none."""
    date = source.date
    return date.kind != "none" or date.form is not None or bool(date.clauses)
