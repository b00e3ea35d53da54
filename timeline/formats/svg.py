"""`svg`: the picture as a drawing that stands alone: no scripts, no fonts from elsewhere, light and dark.

Status is told by a letter and by colour, what is certain by a full bar, what is only possible by a pale one.
"""

from collections.abc import Iterator, Sequence

from timeline.formats._addresses import first_linked, web_address
from timeline.formats._drawing import STYLE, hue, safe, shape, wrapped
from timeline.formats._html_text import escape
from timeline.model import STATUSES, Chronology
from timeline.picture import Axis, Band, Extent, Line, Mark, Picture, marks, picture_of
from timeline.picture.ticks import Tick, ruler_of
from timeline.query import Found
from timeline.records import NamedTuple
from timeline.views import Options
from timeline.writing import Out
from timeline.writing.signs import LETTERS, SIGNS

SUFFIXES = (".svg",)

_WIDTH, _EDGE = 1080, 16
_BADGE = 396
"""Where the letters of the statuses stand; the labels end before it, the plot begins behind it."""
_PLOT = 424
_CELLS = _WIDTH - _PLOT - _EDGE
_LABEL = 64
"""Columns of a label's line; a label has two lines at most."""
_LINE, _PAD = 14, 7
_GAP, _LEAST = 14, 48
_LETTER, _BLANK = 7, 10
_REPEAT = 24
"""With more rows than this, the labels of the axis stand below them too."""


class _Item(NamedTuple):
    """A row of the plot: the lines of its label, what it is called in full, and where it stands."""

    lines: tuple[str, ...]
    tooltip: str
    extent: Extent
    top: int
    line: Line | None

    @property
    def middle(self) -> int:
        return self.top + (_LINE * len(self.lines) + _PAD) // 2

    @property
    def bottom(self) -> int:
        return self.top + _LINE * len(self.lines) + _PAD


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the drawing in one piece; without events it has a heading alone."""
    picture = picture_of(chronology, found, options, out.day)
    text = "\n".join(_document(picture)) + "\n"
    out.write(text.encode("ascii", "xmlcharrefreplace").decode("ascii") if out.ascii else text)


def _document(picture: Picture) -> Iterator[str]:
    parts: list[str] = []
    top = _EDGE
    for n, line in enumerate(wrapped(picture.title, 100)):
        top += 22 if n else 18
        parts.append(_text(_EDGE, top, line, "title"))
    top += 18
    parts.append(_text(_EDGE, top, picture.summary, "dim"))
    axis = picture.axis(_CELLS, _GAP, _LEAST)
    if axis is not None:
        top += 44
        items = list(_items(picture, axis, top))
        parts += _plot(axis, items)
        top = items[-1].bottom + (28 if len(items) > _REPEAT else 0)
        parts += _legend(picture, axis, top + 24)
        top += 48
    lists, top = _undated(picture.undated, top + 30)
    parts += lists
    if picture.cut:
        top += 20
        parts.append(_text(_EDGE, top, f"{picture.cut} more not shown; --limit 0 shows all", "dim"))
    height = top + _EDGE
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" '
        f'width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="title desc">'
    )
    yield f'<title id="title">{safe(picture.title)}</title>'
    yield f'<desc id="desc">{safe(_description(picture))}</desc>'
    yield f'<style type="text/css">{STYLE}</style>'
    yield f'<rect class="page" width="{_WIDTH}" height="{height}"/>'
    yield from parts
    yield "</svg>"


def _description(picture: Picture) -> str:
    """The picture for those who do not see it: a sentence an event."""
    told = [_told(line) for line in (*picture.lines, *picture.undated)]
    return "; ".join([f"A timeline of {picture.summary}", *told]) + "."


def _text(x: int, y: int, text: str, kind: str = "") -> str:
    return f'<text x="{x}" y="{y}"{f" class={chr(34)}{kind}{chr(34)}" if kind else ""}>{safe(text)}</text>'


# --- the plot -----------------------------------------------------------------------------------------------------


def _items(picture: Picture, axis: Axis, top: int) -> Iterator[_Item]:
    """The rows one below the other: eras, then events."""
    for band in picture.eras_on(axis):
        item = _of_era(band, top)
        yield item
        top = item.bottom
    for line in picture.lines:
        if line.extent is not None:
            item = _of_event(line, line.extent, top)
            yield item
            top = item.bottom


def _of_era(band: Band, top: int) -> _Item:
    return _Item(
        tuple(wrapped(f"{band.name}, {band.date}", _LABEL, 2)), f"{band.name}: {band.date}", band.extent, top, None
    )


def _of_event(line: Line, extent: Extent, top: int) -> _Item:
    row = line.row
    told = f"{_told(line)}, possible match" if row.possible else _told(line)
    title = f"? {row.title}" if row.possible else row.title
    return _Item(tuple(wrapped(title, _LABEL, 2)), told, extent, top, line)


def _told(line: Line) -> str:
    """An event in words: "May 4, 2020: Deadline reports … (reported)"."""
    return f"{line.row.date}: {line.row.title} ({line.row.status.lower()})"


def _plot(axis: Axis, items: Sequence[_Item]) -> Iterator[str]:
    top, bottom = items[0].top, items[-1].bottom
    for item in items:
        if item.line is None:
            yield from _band(axis, item, top, bottom)
    yield from _ruler(axis, top, bottom, len(items) > _REPEAT)
    for item in items:
        yield "<g>"
        yield f"<title>{safe(item.tooltip)}</title>"
        yield from _label(item)
        kind = "era" if item.line is None else hue(item.line.status)
        for mark in marks(axis, item.extent):
            yield shape(mark, _PLOT, item.middle, kind)
        yield "</g>"
    for first, last in axis.gaps():
        x = _PLOT + first
        yield f'<rect class="gap" x="{x}" y="{top}" width="{last - first + 1}" height="{bottom - top}"/>'
        for edge in (x, x + last - first + 1):
            yield f'<line class="cut" x1="{edge}" y1="{top}" x2="{edge}" y2="{bottom}"/>'


def _band(axis: Axis, item: _Item, top: int, bottom: int) -> Iterator[str]:
    """An era behind all rows, as far as it certainly lasted."""
    for mark in marks(axis, item.extent):
        if mark.kind == "certain":
            yield (
                f'<rect class="band" x="{_PLOT + mark.first}" y="{top}" width="{mark.last - mark.first + 1}" '
                f'height="{bottom - top}"/>'
            )


def _ruler(axis: Axis, top: int, bottom: int, repeat: bool) -> Iterator[str]:
    ruler = ruler_of(axis, _LETTER, _BLANK)
    for tick in ruler.ticks:
        x = _PLOT + tick.cell
        yield f'<line class="grid" x1="{x}" y1="{top - 6}" x2="{x}" y2="{bottom}"/>'
    labels: list[tuple[Sequence[Tick], int]] = [(ruler.above, top - 24), (ruler.begin + ruler.ticks, top - 10)]
    if repeat:
        labels += [(ruler.begin + ruler.ticks, bottom + 12), (ruler.above, bottom + 26)]
    for ticks, y in labels:
        yield from (_text(_PLOT + tick.cell, y, tick.label, "tick") for tick in ticks if tick.label)


def _label(item: _Item) -> Iterator[str]:
    """The title, a link where its first source with an address has a safe one, and the letter of the status."""
    line = item.line
    linked = None if line is None else first_linked(line.event.sources)
    url = "" if linked is None else web_address(linked.url)
    if url:
        yield f'<a xlink:href="{escape(url)}">'
    for n, text in enumerate(item.lines, 1):
        yield _text(_EDGE, item.top + n * _LINE, text, "" if line else "dim")
    if url:
        yield "</a>"
    if line is not None:
        yield _badge(_BADGE, item.middle, line.status)


def _badge(x: int, middle: int, status: str) -> str:
    kind = hue(status)
    return (
        f'<rect class="{kind}" x="{x}" y="{middle - 7}" width="15" height="14" rx="3"/>'
        f'<text class="letter on-{kind}" x="{x + 7}" y="{middle + 4}">{LETTERS[status]}</text>'
    )


# --- below the plot -----------------------------------------------------------------------------------------------


def _legend(picture: Picture, axis: Axis, y: int) -> Iterator[str]:
    """What letters and shapes mean."""
    x = _EDGE
    here = {line.status for line in (*picture.lines, *picture.undated)}
    for status in (one for one in STATUSES if one in here):
        yield _badge(x, y - 4, status)
        yield _text(x + 20, y, status, "dim")
        x += 36 + 7 * len(status)
    x = _EDGE
    for kind, first, last in (
        ("certain", 0, 23), ("possible", 0, 23), ("doubtful", 0, 23), ("exact", 12, 12), ("unsure", 12, 12),
        ("right", 16, 16),
    ):  # fmt: skip
        yield shape(Mark(kind, first, last), x, y + 20, "other")
        yield _text(x + 30, y + 24, SIGNS[kind][2], "dim")
        x += 46 + 7 * len(SIGNS[kind][2])
    if len(axis.stretches) > 1:
        for edge in (x + 6, x + 18):
            yield f'<line class="cut" x1="{edge}" y1="{y + 13}" x2="{edge}" y2="{y + 27}"/>'
        yield _text(x + 30, y + 24, SIGNS["gap"][2], "dim")


def _undated(lines: Sequence[Line], top: int) -> tuple[list[str], int]:
    """The events that are not on the axis, and where their list ends."""
    if not lines:
        return [], top - 30
    parts = [_text(_EDGE, top, "Without a date", "heading")]
    for line in lines:
        parts += ["<g>", f"<title>{safe(_told(line))}</title>", _badge(_EDGE, top + 16, line.status)]
        for text in wrapped(line.row.title, 150):
            top += 20
            parts.append(_text(_EDGE + 24, top, text))
        parts.append("</g>")
    return parts, top
