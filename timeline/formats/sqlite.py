"""`sqlite`: a database of tables for SQL, Datasette and sqlite-utils.

Rows of `events` stand in the order asked for (`order by rowid`). A date keeps its own text in `date_text`; `earliest`
and `latest` are the days that it can mean, both included, null where there is no bound. Lists of `origins` are JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import keys
from timeline.dates import When, iso
from timeline.dates.edtf_text import edtf_of
from timeline.dates.show import plain
from timeline.model import Chronology, Source, origins_of
from timeline.query import Found, Match
from timeline.views import Options, Shown, arranged, check_options
from timeline.writing import Out
from timeline.writing.plain_records import header_record

if TYPE_CHECKING:
    from sqlite3 import Connection

SUFFIXES = (".db", ".sqlite", ".sqlite3")
BINARY = True

VERSION = 1
"""Of the tables; stands in `pragma user_version`."""

LINKS = tuple(keys.LISTS)
"""Tables of `event_id` and `name`."""

_DATE = "date_text text not null, kind text not null, earliest text, latest text, precision text not null"
_TABLES = (
    "create table meta (key text primary key, value text not null)",
    f"""create table events (
        id text primary key, title text not null, summary text not null, {_DATE},
        uncertain integer not null, approximate integer not null, convention integer not null,
        edtf text not null, plain text not null, status text not null, status_from text not null,
        match text not null, group_name text not null, because text not null, note text not null,
        background integer not null, origins text not null)""",
    """create table sources (
        event_id text not null references events (id), n integer not null, outlet text not null,
        date_text text not null, earliest text, latest text, says text not null, by text not null,
        unnamed text not null, title text not null, url text not null, via text not null, archive text not null,
        accessed text not null, lang text not null, quote text not null, primary key (event_id, n))""",
    *(f"create table {name} (event_id text not null references events (id), name text not null)" for name in LINKS),
    f"create table eras (id text primary key, name text not null, {_DATE}, edtf text not null, plain text not null)",
    """create table own (
        event_id text not null references events (id), n integer, key text not null, value text not null)""",
)
"""`n` counts the sources of an event from 1; `own` has the author's `x-` keys, without `n` those of the event."""

_INDEXES = (
    "create index events_earliest on events (earliest)",
    "create index events_latest on events (latest)",
    "create index events_status on events (status)",
    "create index sources_outlet on sources (outlet)",
    *(f"create index {name}_{column} on {name} ({column})" for name in LINKS for column in ("event_id", "name")),
)

# Datasette and sqlite-utils find a search index by the text `content=[events]`.
_SEARCH = (
    """create virtual table events_fts using fts5 (
        title, summary, note, content=[events], tokenize='unicode61 remove_diacritics 2')""",
    "insert into events_fts (events_fts) values ('rebuild')",
)

Row = tuple[Any, ...]


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Hands over the file whole."""
    import sqlite3
    from contextlib import closing
    from tempfile import TemporaryDirectory

    check_options(options)
    chosen = arranged(chronology, found, options, out.day)[: options.limit or None]
    with TemporaryDirectory(prefix="timeline-") as folder:
        path = Path(folder) / "timeline.db"
        with closing(sqlite3.connect(path)) as database:
            for pragma in ("journal_mode = off", "synchronous = off", f"user_version = {VERSION}"):
                database.execute(f"pragma {pragma}")
            with database:
                _fill(database, chronology, chosen, out.day)
            try:
                with database:
                    _run(database, _SEARCH)
            except sqlite3.OperationalError:
                out.say("no full-text search in the database: this SQLite has no FTS5")
        out.write_bytes(path.read_bytes())


def _run(database: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        database.execute(statement)


def _fill(database: Connection, chronology: Chronology, chosen: list[Shown], day: int) -> None:
    _run(database, _TABLES)
    _put(database, "meta", _meta(chronology, day))
    _put(database, "events", map(_event, chosen))
    _put(
        database,
        "sources",
        (_source(one.event.id, n, source) for one in chosen for n, source in enumerate(one.event.sources, 1)),
    )
    for name in LINKS:
        _put(database, name, ((one.event.id, item) for one in chosen for item in getattr(one.event, name)))
    _put(
        database, "eras", ((era.id, era.name, *_date(era.date, era.when), *_said(era.when)) for era in chronology.eras)
    )
    _put(database, "own", (row for one in chosen for row in _own(one)))
    _run(database, _INDEXES)


def _put(database: Connection, table: str, rows: Iterable[Row]) -> None:
    """Adds rows; half of a surrogate pair, which SQLite cannot hold, is written out as an escape."""
    width = len(database.execute(f"pragma table_info({table})").fetchall())
    statement = f"insert into {table} values ({', '.join('?' * width)})"
    database.executemany(statement, (tuple(map(_storable, row)) for row in rows))


def _storable(value: object) -> object:
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


def _meta(chronology: Chronology, day: int) -> Iterator[Row]:
    """What stands above the events, under the keys of our JSON; lists and maps as JSON. Eras have a table."""
    record = header_record(chronology, day)
    record.pop("eras", None)
    for key, value in record.items():
        yield key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _date(date: When, when: When) -> Row:
    days = ("" if day is None else iso(day) for day in (when.lower, when.upper))
    return date.text, when.kind, *(day or None for day in days), when.precision


def _said(when: When) -> Row:
    return edtf_of(when), plain(when)


def _event(one: Shown) -> Row:
    event, when = one.event, one.event.when
    origins = origins_of(event)
    return (
        event.id, event.title, event.summary, *_date(event.date, when),
        int(when.uncertain), int(when.approximate), int(when.convention), *_said(when),
        one.status, "author" if event.status else "sources", "certain" if one.match is Match.CERTAIN else "possible",
        event.group, event.because, event.note, int(event.background),
        json.dumps([*origins.roots, *origins.circles], ensure_ascii=False),
    )  # fmt: skip


def _source(event_id: str, n: int, source: Source) -> Row:
    text, _, earliest, latest, _ = _date(source.date, source.when)
    return (
        event_id, n, source.outlet, text, earliest, latest, source.says, source.by, source.unnamed, source.title,
        source.url, source.via, source.archive, source.accessed, source.lang, source.quote,
    )  # fmt: skip


def _own(one: Shown) -> Iterator[Row]:
    for n, extra in [(None, one.event.extra), *enumerate((source.extra for source in one.event.sources), 1)]:
        for key, value in extra:
            yield one.event.id, n, key, value
