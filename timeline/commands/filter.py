"""`timeline filter`: the events that match."""

from __future__ import annotations

from timeline.commands import Params
from timeline.commands._selection import print_selection, query_of


def run(params: Params) -> int:
    """Prints the events that match every option."""
    return print_selection(params, query_of(params))
