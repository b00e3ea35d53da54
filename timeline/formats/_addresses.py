"""Web addresses that may become links: anything else stays text.

What an author may write in an address and a link may not hold is encoded, which changes nothing of where it leads:
apostrophes and letters beyond ASCII behind the host (RFC 3986 section 2.1), the host itself as RFC 3490 has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.model import Source

# RFC 3986 section 2: unreserved, reserved and percent-encoded characters, without the quotes that end an attribute.
_SAFE = re.compile(r"https?://[\w.~:/?#\[\]@!$&()*+,;=%-]+", re.ASCII | re.IGNORECASE).fullmatch


def web_address(text: str) -> str:
    """The address as a link has it where it is http(s) and has nothing but safe characters then; else empty."""
    if not text or _SAFE(text):
        return text
    parts = _PARTS(text)
    if parts is None or not (parts[3].isascii() or parts[3].isprintable()):
        return ""
    link = f"{parts[1]}{_host(parts[2])}{_ENCODED.sub(_percent, parts[3])}"
    return link if _SAFE(link) and _host(parts[2]) else ""


_PARTS = re.compile(r"(https?://)([^/?#]+)(.*)", re.IGNORECASE).fullmatch
_ENCODED = re.compile(r"[^\x00-\x7f]|'")


def _percent(found: re.Match[str]) -> str:
    return "".join([f"%{byte:02X}" for byte in found[0].encode()])


def _host(host: str) -> str:
    """The host, with the port, in ASCII; empty where it has no such form.

    Signs that are written wide become narrow on the way: one of them could end the host, or make a user name of it.
    """
    if host.isascii():
        return host
    try:
        encoded = host.encode("idna").decode()
    except UnicodeError:
        return ""
    return encoded if re.fullmatch(r"[\w.-]+(?::\d+)?", encoded, re.ASCII) else ""


def first_linked(sources: Iterable[Source]) -> Source | None:
    """The first source with an address that may become a link, if any."""
    return next((source for source in sources if web_address(source.url)), None)
