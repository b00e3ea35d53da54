"""Marks of a picture as characters, and text that has to fit into so many columns."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.picture import Mark
from timeline.picture.axis import Axis
from timeline.width import padded, width_of

SIGNS: dict[str, tuple[str, str, str]] = {
    "certain": ("█", "#", "certain"),
    "possible": ("▒", "=", "possible"),
    "doubtful": ("░", "-", "in doubt (c., ?)"),
    "exact": ("●", "o", "exact day"),
    "unsure": ("○", "?", "day in doubt"),
    "left": ("◀", "<", "goes on, or may"),
    "right": ("▶", ">", "goes on, or may"),
    "gap": ("┊", ":", "time left out"),
    "era certain": ("━", "~", "era"),
    "era possible": ("╌", ".", "era, possibly"),
    "era doubtful": ("╌", ".", "era, possibly"),
    "rule": ("─", "-", ""),
    "tick": ("┬", "+", ""),
}
"""What a mark shows: the sign, the sign in ASCII, and what the legend says of it."""

LETTERS: dict[str, str] = {
    "confirmed": "C", "reported": "R", "rumoured": "U", "planned": "P", "lapsed": "L",
    "disputed": "D", "denied": "N", "retracted": "T", "unsourced": "S", "background": "B",
}  # fmt: skip
"""A letter for each status where there is no room for the word."""


def sign(kind: str, ascii_only: bool) -> str:
    """The character of a mark."""
    return SIGNS[kind][ascii_only]


def drawn(axis: Axis, marks: Iterable[Mark], ascii_only: bool, prefix: str = "") -> str:
    """The marks on the cells of an axis; `prefix` chooses other signs where there are any ("era ")."""
    cells = [" "] * axis.cells
    for kind, first, last in marks:
        one = prefix + kind if prefix + kind in SIGNS else kind
        cells[first : last + 1] = sign(one, ascii_only) * (last - first + 1)
    return "".join(cut(cells, axis, ascii_only)).rstrip()


def cut(cells: list[str], axis: Axis, ascii_only: bool) -> list[str]:
    """The cells with the sign of a gap wherever days were left out."""
    for first, last in axis.gaps():
        cells[first : last + 1] = sign("gap", ascii_only) * (last - first + 1)
    return cells


_LIKE = str.maketrans({"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "·": "|", "\u00a0": " "})


def plain(text: str, ascii_only: bool) -> str:
    """The text; in ASCII signs as their likenesses and letters as escapes, before anything is measured."""
    return text.translate(_LIKE).encode("ascii", "backslashreplace").decode("ascii") if ascii_only else text


def fitted(text: str, width: int, ascii_only: bool) -> str:
    """The text in just so many columns, shortened with a visible sign where it is longer."""
    text = plain(text, ascii_only)
    if width_of(text) <= width:
        return padded(text, width)
    more = "..." if ascii_only else "…"
    room = width - len(more)
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if width_of(text[:middle]) > room:
            too_long = middle
        else:
            fits = middle
    return padded(text[:fits].rstrip() + more, width)
