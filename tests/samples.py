"""Small chronologies, and what a format makes of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from timeline import formats
from timeline.dates import read
from timeline.errors import Place
from timeline.load.files import Spot
from timeline.model import Chronology, Event, Source
from timeline.query import Query, select
from timeline.views import Options
from timeline.writing import Out

HARD = str(Path(__file__).parent / "data" / "hard.yaml")
DAY = 739_000
"""An as-of day: what a format writes must not hang on the day of the run."""


def written(
    name: str,
    chronology: Chronology,
    query: Query = Query(),  # noqa: B008  # immutable
    said: list[str] | None = None,
    **options: object,
) -> str:
    """What the format of a name writes of a chronology; what it says beside goes to `said`."""
    parts: list[str] = []
    out = Out(parts.append, DAY, say=(said if said is not None else []).append)
    formats.named(name).write(chronology, select(chronology, query, DAY), Options(**options), out)  # type: ignore[arg-type]
    return "".join(parts)


def one(title: str = "T", date: str = "May 2020", *sources: Source, **fields: object) -> Chronology:
    """A chronology of one event."""
    return Chronology("C", events=(Event("e", read(date), read(date), title, sources=sources, **fields),))  # type: ignore[arg-type]


def source(date: str = "May 2020", **fields: str) -> Source:
    """A source, of Deadline unless another outlet is given."""
    return Source(fields.pop("outlet", "Deadline"), read(date), read(date), **fields)  # type: ignore[arg-type]


def without_places(value: Any) -> Any:
    """A record without the places of what it holds."""
    if isinstance(value, (Place, Spot)):
        return None
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value), [without_places(item) for item in value]
    if isinstance(value, (tuple, list)):
        return [without_places(item) for item in value]
    return {key: without_places(item) for key, item in value.items()} if isinstance(value, dict) else value
