"""JSON and JSON Lines in canonical form: keys in order, laid out as our own writers do, values as they were typed.

Numbers keep their digits, and so do true, false and null: another program that reads the file finds the same values.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from timeline.load.keys import DERIVED_KEYS
from timeline.writing.json_text import to_json
from timeline.writing.yaml_shapes import CHRONOLOGY, EVENT, Shape

Order = Callable[[Sequence[Any]], Sequence[Any]]


class _Number(str):
    """A number as it was typed."""

    __slots__ = ()


def canonical_json(text: str, order: Order | None = None) -> str:
    """The text of a sound JSON chronology in canonical form."""
    root = _read(text)
    if not isinstance(root, dict):
        return _written(root, 0) + "\n"
    record = _settled(root, CHRONOLOGY)
    if order is not None and isinstance(record.get("events"), list):
        record["events"] = list(order(record["events"]))
    return _written(record, 0) + "\n"


def canonical_json_lines(text: str, order: Order | None = None) -> str:
    """The text of sound JSON Lines in canonical form; blank lines go."""
    records = [_read(line) for line in text.split("\n") if line.strip()]
    header: list[Any] = []
    if records and ("timeline" in records[0] or not {"date", "sources", "id"} & records[0].keys()):
        header = [_settled(records.pop(0), CHRONOLOGY)]
    events = [_settled(record, EVENT) for record in records]
    return "".join(_written(record) + "\n" for record in [*header, *(order(events) if order else events)])


def _read(text: str) -> Any:
    return json.loads(text, parse_int=_Number, parse_float=_Number) if text.strip() else {}


def _settled(value: Any, shape: Shape) -> Any:
    """The value with its keys in order: known ones, the author's own, those that were worked out, then long lists."""
    if isinstance(value, list):
        return [_settled(item, shape.of(None)) for item in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    if shape.kind == "map":
        keys.sort(key=lambda key: (shape.rank(key), key in DERIVED_KEYS))
    return {key: _settled(value[key], shape.of(key)) for key in keys}


def _written(value: Any, depth: int | None = None) -> str:
    """JSON text on lines with an indent of one, or on one line where no depth is given."""
    if isinstance(value, _Number):
        return str(value)
    if not value or not isinstance(value, (dict, list)):
        return to_json(value)
    inner = None if depth is None else depth + 1
    line, between, last = ("", ", ", "") if depth is None else ("\n" + " " * (depth + 1), ",", "\n" + " " * depth)
    between += line
    if isinstance(value, list):
        return f"[{line}{between.join(_written(item, inner) for item in value)}{last}]"
    pairs = (f"{to_json(key)}: {_written(item, inner)}" for key, item in value.items())
    return f"{{{line}{between.join(pairs)}{last}}}"
