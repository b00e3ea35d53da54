"""Ids of events: what may be one, and those that are made of titles."""

from __future__ import annotations

import re
from collections.abc import Container

is_identity = re.compile(r"[^\W_][\w.-]*").fullmatch


def identity_of(title: str, taken: Container[str], tried: int = 1) -> str:
    """An id made from a title: its first six words, in ASCII where they can be; a number where it is taken.

    `tried` is a number up to which all are known to be taken.
    """
    base = base_of(title)
    identity, n = base, tried
    while identity in taken:
        n += 1
        identity = f"{base}-{n}"
    return identity


_WORDS = re.compile(r"[^\W_]+").findall


def base_of(title: str) -> str:
    return "-".join(_WORDS(_folded(title))[:6]) or "event"


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    from unicodedata import combining, normalize

    return "".join(char for char in normalize("NFKD", text) if not combining(char)).lower()
