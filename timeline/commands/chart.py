"""`timeline chart`: the picture of the events that match; `--density` counts them by month or year."""

from __future__ import annotations

from timeline.commands import Params
from timeline.commands._selection import print_selection, query_of


def run(params: Params) -> int:
    """Draws the events that match every option; in another format only where one is asked for."""
    return print_selection(params, query_of(params), "chart", "write_density" if params["density"] else "write")
