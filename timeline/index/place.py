"""Where the index of a file lies: in the user's cache folder, under a name made from the file's real path."""

from __future__ import annotations

import os
from collections.abc import Mapping

SUFFIX = ".index"

_PRIME = 2**96 - 17
"""Paths are told apart by what is left when they are divided by it: no module has to be imported for that."""


def folder(env: Mapping[str, str]) -> str:
    """The folder of all indexes; empty where the environment names neither a cache folder nor a home."""
    cache = env.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(cache):  # so the XDG specification wants it
        home = env.get("HOME", "")
        if not os.path.isabs(home):
            return ""
        cache = os.path.join(home, ".cache")
    return os.path.join(cache, "timeline")


def index_of(path: str, env: Mapping[str, str]) -> str:
    """The index of a file, whether or not there is one; empty where there is no cache folder."""
    inside = folder(env)
    if not inside:
        return ""
    number = int.from_bytes(os.fsencode(os.path.realpath(path))) % _PRIME
    return os.path.join(inside, f"{number:024x}{SUFFIX}")
