"""Pieces of an SVG drawing: style, shapes, text that is safe in XML."""

from __future__ import annotations

import re

from timeline.formats._html_text import escape
from timeline.picture import Mark
from timeline.views import printable
from timeline.width import width_of

_HUES: dict[str, str] = {
    "confirmed": "sourced", "reported": "sourced",
    "rumoured": "unproven", "planned": "unproven", "unsourced": "unproven",
    "denied": "against", "disputed": "against", "retracted": "against",
}  # fmt: skip

_COLORS: tuple[tuple[str, str, str, str, str], ...] = (
    ("sourced", "#0b5cad", "#ffffff", "#6cb4ff", "#10141a"),
    ("unproven", "#e0a000", "#1a1a1a", "#f2c14e", "#10141a"),
    ("against", "#c1121f", "#ffffff", "#ff7b72", "#10141a"),
    ("other", "#5f6670", "#ffffff", "#a8b0ba", "#10141a"),
)
"""A hue, its colour on light and what is written on it, its colour on dark and what is written on it."""

_LIGHT = {"page": "#ffffff", "ink": "#1a1a1a", "dim": "#595f69", "grid": "#d9dce1", "era": "#7a5ea8"}
_DARK = {"page": "#10141a", "ink": "#e6e8eb", "dim": "#a8b0ba", "grid": "#2c333d", "era": "#b79ae6"}


def _colors(theme: dict[str, str], light: bool) -> str:
    hues = "".join(
        f".{name}{{fill:{one if light else two};stroke:{one if light else two}}}"
        f".on-{name}{{fill:{on_one if light else on_two}}}"
        for name, one, on_one, two, on_two in _COLORS
    )
    return (
        f".page,.gap{{fill:{theme['page']}}}text{{fill:{theme['ink']}}}.dim,.tick{{fill:{theme['dim']}}}"
        f".grid,.cut{{stroke:{theme['grid']}}}.cut{{stroke:{theme['dim']}}}.band{{fill:{theme['era']}}}"
        f".era{{fill:{theme['era']};stroke:{theme['era']}}}{hues}"
    )


STYLE = (
    "text{font-family:Arial,Helvetica,'Liberation Sans','DejaVu Sans',sans-serif;font-size:12px}"
    ".title{font-size:18px;font-weight:bold}.heading{font-weight:bold}.tick{font-size:11px}"
    ".letter{font-size:10px;font-weight:bold;text-anchor:middle}"
    ".band{fill-opacity:.07}.possible{fill-opacity:.3}.doubtful{fill-opacity:.12;stroke-dasharray:3 2}"
    ".unsure{fill-opacity:0;stroke-width:2}.cut{stroke-dasharray:2 3}a text{text-decoration:underline}"
    + _colors(_LIGHT, True)
    + "@media (prefers-color-scheme:dark){"
    + _colors(_DARK, False)
    + "}"
)
"""Both colours of everything are set, for light and for dark."""


def hue(status: str) -> str:
    """The class of a status: sourced, unproven, against or other."""
    return _HUES.get(status, "other")


# What XML 1.0 cannot hold and `printable` lets through.
_NOT_XML = re.compile("[\ufffe\uffff]")


def safe(text: str) -> str:
    """The text as XML: nothing that steers, nothing that ends the text, nothing that XML forbids."""
    return escape(_NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", printable(text)))


def wrapped(text: str, columns: int, lines: int = 0) -> list[str]:
    """The text on lines of so many columns; with a most of `lines`, the last one is visibly shortened."""
    done: list[str] = []
    line = ""
    for word in text.split():
        while width_of(word) > columns:
            room = columns - width_of(line) - bool(line)
            if line and room < 2:  # no room for a wide character
                done.append(line)
                line = ""
                continue
            part = word[: max(room // 2, 1)]
            done.append(f"{line} {part}".strip())
            line, word = "", word[len(part) :]
        if line and width_of(line) + 1 + width_of(word) > columns:
            done.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    done.append(line)
    if lines and len(done) > lines:
        kept = done[lines - 1]
        while width_of(kept) > columns - 1:
            kept = kept[:-1]
        return [*done[: lines - 1], f"{kept.rstrip()}…"]
    return done


def shape(mark: Mark, left: int, middle: int, kind: str) -> str:
    """A mark as a shape: bars for days that lasted or are possible, a diamond for a day, triangles for what goes on."""
    x, wide = left + mark.first, mark.last - mark.first + 1
    css = f"{kind} {mark.kind}"
    if mark.kind in ("possible", "doubtful", "certain"):
        high = 6 if kind == "era" else 10
        return f'<rect class="{css}" x="{x}" y="{middle - high // 2}" width="{wide}" height="{high}"/>'
    if mark.kind in ("exact", "unsure"):
        return f'<path class="{css}" d="M{x} {middle - 6}l6 6l-6 6l-6 -6z"/>'
    back = 9 if mark.kind == "left" else -9
    return f'<path class="{css}" d="M{x} {middle}l{back} -7v14z"/>'
