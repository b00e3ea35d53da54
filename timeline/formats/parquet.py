"""`parquet`: a column store for archives, one row an event, for DuckDB, Polars, Spark and warehouses.

`earliest` and `latest` are the days that a date can mean, both included, null where there is no bound. A DATE knows
the years 1 to 9999 alone; `earliest_ordinal` and `latest_ordinal` hold days beyond them too, as a number: 1 is 1
January of the year 1. Rows stand in the order asked for. What stands above the events is in the metadata under
`timeline`, as JSON. The same events on the same day give the same bytes, by the same release of pyarrow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from timeline import keys
from timeline.dates import When
from timeline.dates.edtf_text import edtf_of
from timeline.dates.show import plain
from timeline.extras import required
from timeline.model import Chronology, Source, origins_of
from timeline.query import Found, Match
from timeline.views import Options, Shown, arranged, check_options
from timeline.writing import Out
from timeline.writing.plain_records import header_record

SUFFIXES = (".parquet",)
BINARY = True

VERSION = "1"
"""Of the columns; stands in the metadata under `timeline-columns`."""

_FLAGS = ("uncertain", "approximate", "convention")
_EVENT = ("summary", "note", "because")
_SOURCE = ("says", "by", "unnamed", "title", "url", "via", "archive", "accessed", "lang", "quote")

_AT_ONCE = 2_000
"""Rows made into columns at a time: as records of Python they take ten times the memory."""

_GROUP = 50_000
"""Rows of a row group: what is in memory at a time, and what a reader can leave out."""

_FIRST, _LAST, _EPOCH = 1, 3_652_059, 719_163
"""Ordinals of 0001-01-01, 9999-12-31 and 1970-01-01."""

_MOST = 2**63 - 1
"""The farthest day of a number of eight bytes; EDTF's years of 18 digits have days beyond it."""

Row = dict[str, Any]


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Hands over the file whole; what is held meanwhile is a row group, and what is written, compressed."""
    arrow, parquet = required("pyarrow", "archive"), required("pyarrow.parquet", "archive")
    check_options(options)
    chosen = arranged(chronology, found, options, out.day)[: options.limit or None]
    header = json.dumps(header_record(chronology, out.day), ensure_ascii=False)
    schema = _schema(arrow).with_metadata({"timeline": _storable(header), "timeline-columns": VERSION})
    buffer = arrow.BufferOutputStream()
    with parquet.ParquetWriter(buffer, schema, compression="zstd") as writer:
        for group in _batches(iter(chosen), _GROUP):
            rows = map(_row, group)
            parts = [arrow.RecordBatch.from_pylist(part, schema) for part in _batches(rows, _AT_ONCE)]
            writer.write_table(arrow.Table.from_batches(parts, schema), row_group_size=_GROUP)
    out.write_bytes(buffer.getvalue().to_pybytes())


def _batches(items: Iterator[Any], number: int) -> Iterator[list[Any]]:
    while batch := list(islice(items, number)):
        yield batch


def _schema(arrow: Any) -> Any:
    """The columns. Text that is not given is empty, a list that is not given is empty; only days can be null."""
    text, flag, day, number = arrow.string(), arrow.bool_(), arrow.date32(), arrow.int64()
    texts, own = arrow.list_(text), arrow.map_(text, text)

    def sure(name: str, kind: Any) -> Any:
        return arrow.field(name, kind, nullable=False)

    days = [arrow.field("earliest", day), arrow.field("latest", day)]
    source = arrow.struct(
        [
            sure("outlet", text),
            sure("date_text", text),
            *days,
            *(sure(name, text) for name in _SOURCE),
            sure("own", own),
        ]
    )
    return arrow.schema(
        [
            *(sure(name, text) for name in ("id", "title", "date_text", "edtf", "plain")),
            *days,
            arrow.field("earliest_ordinal", number),
            arrow.field("latest_ordinal", number),
            sure("kind", text),
            sure("precision", text),
            *(sure(name, flag) for name in _FLAGS),
            sure("inferred", texts),
            *(sure(name, text) for name in ("status", "status_from", "match")),
            sure("background", flag),
            sure("origins", arrow.int32()),
            *(sure(name, texts) for name in (*keys.LISTS, "outlets")),
            sure("group_name", text),
            *(sure(name, text) for name in _EVENT),
            sure("sources", arrow.list_(source)),
            sure("own", own),
        ]
    )


def _row(one: Shown) -> Row:
    event, when = one.event, one.event.when
    return {
        "id": _storable(event.id),
        "title": _storable(event.title),
        "date_text": _storable(event.date.text),
        "edtf": edtf_of(when),
        "plain": _storable(plain(when)),
        **_days(when),
        "earliest_ordinal": _ordinal(when.lower),
        "latest_ordinal": _ordinal(when.upper),
        "kind": when.kind,
        "precision": when.precision,
        **{name: getattr(when, name) for name in _FLAGS},
        "inferred": _texts(when.derived),
        "status": one.status,
        "status_from": "author" if event.status else "sources",
        "match": "certain" if one.match is Match.CERTAIN else "possible",
        "background": event.background,
        "origins": origins_of(event).number,
        **{name: _texts(getattr(event, name)) for name in keys.LISTS},
        "outlets": _texts(tuple(dict.fromkeys(source.publisher for source in event.sources))),
        "group_name": _storable(event.group),
        **{name: _storable(getattr(event, name)) for name in _EVENT},
        "sources": [_source(source) for source in event.sources],
        "own": _own(event.extra),
    }


def _source(source: Source) -> Row:
    return {
        "outlet": _storable(source.outlet),
        "date_text": _storable(source.date.text),
        **_days(source.when),
        **{name: _storable(getattr(source, name)) for name in _SOURCE},
        "own": _own(source.extra),
    }


def _days(when: When) -> Row:
    """The bounds as days since 1970, null where a DATE cannot hold them."""
    bounds = {"earliest": when.lower, "latest": when.upper}
    return {name: None if day is None or not _FIRST <= day <= _LAST else day - _EPOCH for name, day in bounds.items()}


def _ordinal(day: int | None) -> int | None:
    return None if day is None or not -_MOST <= day <= _MOST else day


def _texts(items: tuple[str, ...]) -> list[str]:
    return [_storable(item) for item in items]


def _own(extra: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(_storable(key), _storable(value)) for key, value in extra]


def _storable(text: str) -> str:
    """Half of a surrogate pair, which UTF-8 cannot hold, is written out as an escape."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
