"""How wide text is on a terminal."""

from __future__ import annotations

# Letters and signs of one column each: Latin, Greek, Cyrillic, the dashes, quotes and dots of news text.
_RANGES = (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x370, 0x482), (0x48A, 0x52F), (0x2010, 0x2027)
_NARROW = frozenset([chr(code) for first, last in _RANGES for code in range(first, last + 1)])


def is_narrow(text: str) -> bool:
    """Whether every character of a text is plainly one column wide."""
    return text.isascii() or _NARROW.issuperset(text)


def width_of(text: str) -> int:
    """Columns: two for wide characters, none for combining ones."""
    if is_narrow(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, width: int) -> str:
    """The text with blanks behind it up to a width in columns."""
    return text + " " * (width - width_of(text))
