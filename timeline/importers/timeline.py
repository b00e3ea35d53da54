"""`timeline`: our own files in YAML, JSON, JSON Lines, CSV and TSV, taken over whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

from timeline import keys
from timeline.dates import Context
from timeline.errors import DataError
from timeline.importers import Draft, Input, Options, Record
from timeline.importers._settle import NOT_THERE

if TYPE_CHECKING:
    from timeline.model import Event, Source

SUMMARY = "our own files: YAML, JSON, JSON Lines, CSV, TSV"

_SAMPLE = 200_000
_OWN_COLUMNS = frozenset(("id", "date", "title", "source_outlet"))
_YAML_EVENTS = re.compile(r"^events:[ \t]*(?:$|\[|#)", re.MULTILINE).search
_YAML_HEADER = re.compile(r"^timeline:[ \t]*1\b", re.MULTILINE).search
_JSON_OURS = re.compile(
    r'"(?:timeline"\s*:\s*"?1"?\s*[,}]|events"\s*:\s*\[\s*(?:\]|\{[^{}\[\]]*"title"\s*:\s*"))'
).search
_JSON_LINE = re.compile(r'\s*\{(?=[^\n]*"title"\s*:\s*")(?=[^\n]*"date"\s*:)').match
_EMPTY_SLIDES = re.compile(
    r'\s*\{\s*(?:"title"\s*:\s*\{.*\}\s*,\s*)?"events"\s*:\s*\[\s*\](?:\s*,\s*"eras"\s*:\s*\[.*\])?\s*\}\s*', re.DOTALL
).fullmatch
"""What our export to TimelineJS makes of no events."""
_FOREIGN_JSON = re.compile(r'"start_date"\s*:').search


def looks_like(given: Input) -> bool:
    """Whether the text has the header or the events of our files; a table, our columns."""
    text = given.data[:_SAMPLE].decode("utf-8", "ignore").removeprefix("\ufeff")
    first = text.lstrip()[:1]
    if first == "{":
        return not _FOREIGN_JSON(text) and not _EMPTY_SLIDES(text) and bool(_JSON_OURS(text) or _JSON_LINE(text))
    if _has_own_columns(text):
        return True
    if first == "[" or first == "<" or Path(given.name).suffix.lower() in (".csv", ".tsv"):
        return False
    return _YAML_EVENTS(text) is not None or _YAML_HEADER(text) is not None


def _has_own_columns(text: str) -> bool:
    line = text.lstrip("\r\n").split("\n", 1)[0].rstrip("\r")
    return {name.strip().strip('"') for name in line.split("\t" if "\t" in line else ",")} >= _OWN_COLUMNS


def _is_table(given: Input) -> bool:
    return _has_own_columns(given.text[:_SAMPLE])


def read(given: Input, options: Options) -> Draft:
    """The events as they stand; files that are included are taken over with them.

    Raises:
        DataError: The file has mistakes; all are told, each with its place.
        MachineError: A file that it includes cannot be read.
    """
    from timeline.load import load

    name, fetch = _name(given), _fetch(given)
    try:
        chronology = load([name], fetch=fetch)
    except DataError as error:
        if any(problem.code not in NOT_THERE and problem.severity == "error" for problem in error.problems):
            raise
        chronology = load([name], fetch=fetch, keep_going=True)
        if not options.partial:
            plain = chronology.context == Context(year=chronology.year)
            if chronology.eras or not plain or not _is_table(given):
                raise
            # A table may be of events alone: references to eras and births are seen to, and told, where drafts are
            # settled.
            year = {} if chronology.year is None else {"year": str(chronology.year)}
            return Draft(tuple(map(record_of, chronology.events)), year)
    warnings = tuple(f"{one.place}: {one.message}" for one in chronology.problems if one.severity != "error")
    return Draft(_Records(chronology.events), notes=warnings, whole=chronology._replace(problems=()))


def _name(given: Input) -> str:
    """The name by which the reader of the syntax is found: a table's own separator, where the suffix says nothing."""
    return "-" if given.name == "<stdin>" else given.name


def _fetch(given: Input) -> Callable[[str], tuple[str, bytes]]:
    """The input under its own name, included files from the disk."""

    def fetch(name: str) -> tuple[str, bytes]:
        if name == _name(given):
            return given.name, given.data
        from timeline.load.disk import from_disk

        shown, data = from_disk(name)
        return shown, bytes(data)

    return fetch


# --- the model as records -----------------------------------------------------------------------------------------

_TEXTS = ("summary", "group", "status", "because", "note")


class _Records(Sequence[Record]):
    """The records of events, each made when it is asked for: what is only converted needs none."""

    def __init__(self, events: tuple[Event, ...]) -> None:
        self._events = events

    def __len__(self) -> int:
        return len(self._events)

    @overload
    def __getitem__(self, number: int) -> Record: ...

    @overload
    def __getitem__(self, number: slice) -> list[Record]: ...

    def __getitem__(self, number: int | slice) -> Record | list[Record]:
        if isinstance(number, slice):
            return [record_of(event) for event in self._events[number]]
        return record_of(self._events[number])


_SOURCE_TEXTS = ("title", "url", "by", "unnamed", "via", "archive", "accessed", "lang", "quote")


def record_of(event: Event) -> Record:
    """An event as its author wrote it."""
    record: Record = {"id": event.id, "date": event.date.text, "title": event.title}
    record |= {key: value for key in _TEXTS if (value := getattr(event, key))}
    record |= {key: list(value) for key in keys.LISTS if (value := getattr(event, key))}
    if event.background:
        record["background"] = "true"
    record |= dict(event.extra)
    if event.sources:
        record["sources"] = [_source_record(source) for source in event.sources]
    return record


def _source_record(source: Source) -> Record:
    record: Record = {"outlet": source.outlet, "date": source.date.text}
    if source.says != "reports":
        record["says"] = source.says
    record |= {key: value for key in _SOURCE_TEXTS if (value := getattr(source, key))}
    return record | dict(source.extra)
