"""Where everything of a YAML file stands, from its beginning to its end: what the reader's nodes leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from timeline.editing.changes import after_line

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Span:
    """A scalar, a list or a map of a file.

    Attributes:
        start, end: Offsets; the end of what has no brackets is that of the last scalar in it.
        kind: `scalar`, `list` or `map`.
        flow: A list in brackets or a map in braces.
        style: Of a scalar: empty where it is plain, else what it begins with: `'`, `"`, `|` or `>`.
        text: Of a scalar, what it says.
        inner: The items of a list; keys and values of a map in turn.
    """

    __slots__ = ("end", "flow", "inner", "kind", "start", "style", "text")

    def __init__(self, kind: str, start: int, end: int, *, flow: bool = False, style: str = "", text: str = "") -> None:
        self.kind, self.start, self.end, self.flow, self.style, self.text = kind, start, end, flow, style, text
        self.inner: list[Span] = []

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing, as the value of a key with nothing behind it does."""
        plain_null = self.kind == "scalar" and not self.style and self.text in ("~", "null")
        return plain_null or (self.kind == "scalar" and not self.text.strip()) or (self.flow and not self.inner)

    def pairs(self) -> Iterator[tuple[Span, Span]]:
        """Keys and values of a map."""
        return zip(self.inner[::2], self.inner[1::2], strict=True)

    def pair(self, key: str) -> tuple[Span, Span] | None:
        return next((pair for pair in self.pairs() if pair[0].text == key), None)


def spans_of(text: str) -> tuple[Span | None, int]:
    """The whole of a file, None where it is empty, and where more can be put behind it: before an end mark (`...`)."""
    loader = _Loader(text)
    root: Span | None = None
    end = len(text)
    try:
        while True:
            event = loader.get_event()
            if event is None or isinstance(event, yaml.StreamEndEvent):
                return root, end
            if isinstance(event, yaml.DocumentEndEvent) and event.explicit:
                end = _place(event.start_mark)
            elif isinstance(event, yaml.NodeEvent):
                root = _span(loader, event)
    finally:
        loader.dispose()


def _span(loader: Any, event: Any) -> Span:
    start, end = _place(event.start_mark), _place(event.end_mark)
    if isinstance(event, yaml.ScalarEvent):
        return Span("scalar", start, end, style=event.style or "", text=event.value)
    kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "map"
    span = Span(kind, start, end, flow=bool(event.flow_style))
    while True:
        event = loader.get_event()
        if isinstance(event, yaml.CollectionEndEvent):
            break
        span.inner.append(_span(loader, event))
    if span.flow:
        span.end = _place(event.end_mark)
    elif span.inner:
        span.end = span.inner[-1].end
    return span


def _place(mark: Any) -> int:
    place: int = mark.index
    return place


def last_scalar(span: Span) -> Span:
    """What a block ends with: a scalar, or a list or map in brackets; a key where there is nothing behind it."""
    while span.inner and not span.flow:
        last = span.inner[-1]
        span = span.inner[-2] if span.kind == "map" and last.start == last.end else last
    return span


def keeps_blank_lines(text: str, span: Span) -> bool:
    """Whether blank lines behind a span are part of it: it ends with a block scalar that says `+`."""
    last = last_scalar(span)
    return last.style in ("|", ">") and "+" in text[last.start : after_line(text, last.start)].partition("#")[0]


def after_span(text: str, span: Span, column: int) -> int:
    """Where a line may go in behind a block: after its last line, and after comments that are indented as its own.

    Args:
        text: The whole text.
        span: The block.
        column: Of the dash or the key that the block belongs to; a comment to the right of it, with no blank line
            above, is the block's.
    """
    last = last_scalar(span)
    end = last.end
    if last.style in ("|", ">"):
        if keeps_blank_lines(text, span):
            return end
        end = last.start + len(text[last.start : end].rstrip())
    at = after_line(text, end)
    comment = re.compile(rf" {{{column + 1},}}#[^\r\n]*(?:\r\n|\n|\r|\Z)")
    while found := comment.match(text, at):
        at = found.end()
    return at
