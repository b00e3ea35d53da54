"""In which order the keys of an event and of a source are written: as the file has them, else in ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from timeline import keys
from timeline.importers import Record


def merged_order(orders: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """One order of keys out of several, the first above the later ones: a new key comes after all its predecessors."""
    order: list[str] = []
    for one in orders:
        at = 0
        for key in one:
            if key in order:
                at = max(at, order.index(key) + 1)
            else:
                order.insert(at, key)
                at += 1
    return tuple(order)


def in_order(record: Record, order: Sequence[str]) -> Record:
    """The record with its keys in an order; keys that it does not name stand last, yet before the sources."""
    known = {key: n for n, key in enumerate(order)}
    last = known.get("sources", len(order)) - 0.5
    return {key: record[key] for key in sorted(record, key=lambda key: known.get(key, last))}


def arranged(record: Record) -> Record:
    """An event with its keys and those of its sources in our own order."""
    record = in_order(record, keys.EVENT)
    if "sources" in record:
        record["sources"] = [in_order(source, keys.SOURCE) for source in record["sources"]]
    return record


def normal(record: Record) -> Record:
    """A record of texts, lists of texts and sources alone; what says nothing is left out."""
    texts: Record = {}
    for key, value in record.items():
        if key == "sources":
            shown: Any = [normal(source) for source in value]
        elif isinstance(value, (list, tuple)):
            shown = [_text(item) for item in value if _text(item)]
        else:
            shown = _text(value)
        if shown:
            texts[key] = shown
    return texts


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    return "true" if value is True else str(value)
