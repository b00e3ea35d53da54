"""Web addresses that may become links: anything else stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.model import Source

# RFC 3986 section 2: unreserved, reserved and percent-encoded characters, without the quotes that end an attribute.
_SAFE = re.compile(r"https?://[\w.~:/?#\[\]@!$&()*+,;=%-]+", re.ASCII | re.IGNORECASE).fullmatch


def web_address(text: str) -> str:
    """The address where it is http(s) and has safe characters only; else empty."""
    return text if text and _SAFE(text) else ""


def first_linked(sources: Iterable[Source]) -> Source | None:
    """The first source with an address that may become a link, if any."""
    return next((source for source in sources if web_address(source.url)), None)
