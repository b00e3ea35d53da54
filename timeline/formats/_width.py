"""How wide text is on a terminal."""

from __future__ import annotations

import re

# Letters and signs of one column each: Latin, Greek, Cyrillic, the dashes, quotes and dots of news text.
_NARROW = re.compile("[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027]*").fullmatch


def width_of(text: str) -> int:
    """Columns: two for wide characters, none for combining ones."""
    if text.isascii() or _NARROW(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, width: int) -> str:
    """The text with blanks behind it up to a width in columns."""
    return text + " " * (width - width_of(text))
