"""Addresses compared and taken apart without asking anybody."""

from __future__ import annotations

import re

_START = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


def page_of(address: str) -> str:
    """The page that an address means: without scheme, www, fragment and a slash at the end, its host in lower case."""
    start = _START.match(address)
    rest = address[start.end() if start else 0 :].partition("#")[0]
    host, slash, path = rest.partition("/")
    return f"{host.lower()}{slash}{path}".rstrip("/")


def is_web(address: str) -> bool:
    """Whether it is a whole http or https address: scheme, host, no blanks."""
    return _WEB(address) is not None


_WEB = re.compile(
    r"https?://(?:[^\s/?#@]*@)?(?:[^\s/?#:@]+\.?|\[[0-9a-fA-F:.]+\])(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
).fullmatch
