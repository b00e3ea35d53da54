"""`timeline filter`: the events that match."""

from __future__ import annotations

from timeline.commands import Params
from timeline.commands._selection import print_selection
from timeline.query import Query, Wish

_WISHES = ("person", "org", "outlet", "work", "place", "tag", "status", "says", "era", "text", "id")


def run(params: Params) -> int:
    """Prints the events that match every option."""
    wishes = []
    for field in _WISHES:
        for key, negated in ((field, False), (f"not_{field}", True)):
            if params.get(key):
                wishes.append(Wish(field, tuple(params[key]), negated))
    others = {name: params[name] for name in Query._fields if name != "wishes"}
    return print_selection(params, Query(tuple(wishes), **others))
