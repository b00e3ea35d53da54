"""Text as HTML text."""

from __future__ import annotations

import html
import re

_SPECIAL = re.compile("[&<>\"']").search


def escape(text: str, quote: bool = True) -> str:
    """`html.escape`, which looks five times through texts that mostly have nothing to escape."""
    return text if _SPECIAL(text) is None else html.escape(text, quote)
