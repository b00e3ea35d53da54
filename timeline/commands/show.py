"""`timeline show`: the whole chronology."""

from __future__ import annotations

from timeline.commands import Params
from timeline.commands._selection import print_selection
from timeline.query import Query


def run(params: Params) -> int:
    """Prints every event."""
    return print_selection(params, Query())
