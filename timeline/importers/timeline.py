"""`timeline`: our own files in YAML, JSON, JSON Lines, CSV and TSV, taken over whole.

A table is ours by its columns, however a spreadsheet has saved it: parted by semicolons, below a line `sep=;`, in
UTF-16 or Windows-1252.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, overload

from timeline import keys
from timeline.dates import Context
from timeline.errors import DataError
from timeline.importers import Draft, Input, Options, Record
from timeline.importers._settle import NOT_THERE

if TYPE_CHECKING:
    from timeline.model import Chronology, Event, Source

SUMMARY = "our own files: YAML, JSON, JSON Lines, CSV, TSV"

_SAMPLE = 200_000
_OWN_COLUMNS = frozenset(("id", "date", "title", "source_outlet"))
_SYNTAXES = {",": "csv", "\t": "tsv"}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_RULE = re.compile(r"[ \t|:-]*").fullmatch
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
    text = _beginning(given)
    first = text.lstrip()[:1]
    if first == "{":
        return not _FOREIGN_JSON(text) and not _EMPTY_SLIDES(text) and bool(_JSON_OURS(text) or _JSON_LINE(text))
    if _separator(text):
        return True
    if (
        first == "["
        or first == "<"
        or given.data.startswith(_UTF_16)
        or Path(given.name).suffix.lower() in (".csv", ".tsv")
    ):
        return False
    return _YAML_EVENTS(text) is not None or _YAML_HEADER(text) is not None


def _beginning(given: Input) -> str:
    return given.data[:_SAMPLE].decode("utf-16" if given.data.startswith(_UTF_16) else "utf-8-sig", "ignore")


def _separator(text: str) -> str:
    """What parts the cells of a table of ours; empty where the text is none."""
    from timeline.importers._sheet import SEPARATORS, named_separator

    named = named_separator(text)
    first, _, rest = text[named.end() if named else 0 :].lstrip("\r\n").partition("\n")
    for separator in (named[1],) if named else SEPARATORS:
        if {name.strip().strip('"') for name in first.rstrip("\r").split(separator)} >= _OWN_COLUMNS:
            is_markdown = separator == "|" and _RULE(rest.partition("\n")[0].rstrip("\r"))
            return "" if is_markdown else separator
    return ""


def read(given: Input, options: Options) -> Draft:
    """The events as they stand; files that are included are taken over with them.

    Raises:
        DataError: The file has mistakes; all are told, each with its place.
        MachineError: A file that it includes cannot be read.
    """
    load, told = _loader(given)
    try:
        chronology = load(False)
    except DataError as error:
        if any(problem.code not in NOT_THERE and problem.severity == "error" for problem in error.problems):
            raise
        chronology = load(True)
        if not options.partial:
            plain = chronology.context == Context(year=chronology.year)
            if chronology.eras or not plain or not _separator(_beginning(given)):
                raise
            # A table may be of events alone: references to eras and births are seen to, and told, where drafts are
            # settled.
            year = {} if chronology.year is None else {"year": str(chronology.year)}
            return Draft(tuple(map(record_of, chronology.events)), year, notes=told)
    warnings = tuple(f"{one.place}: {one.message}" for one in chronology.problems if one.severity != "error")
    return Draft(_Records(chronology.events), notes=(*told, *warnings), whole=chronology._replace(problems=()))


def _loader(given: Input) -> tuple[Callable[[bool], Chronology], tuple[str, ...]]:
    """What loads the file, keeping going or not, and what is to be told of its encoding."""
    from timeline.importers._sheet import named_separator, sheet_of
    from timeline.load import load
    from timeline.load.syntaxes import syntax_of

    name, text = _name(given), _beginning(given)
    if separator := _separator(text):
        sheet = sheet_of(given)
        is_named = named_separator(text) is not None
        if sheet.note or is_named or syntax_of(name, given.data) != _SYNTAXES.get(separator):
            text = sheet.data.decode(sheet.encoding)
            return partial(_table, given.name, text, separator), (sheet.note,) if sheet.note else ()
    fetch = _fetch(given)
    return lambda keep_going: load([name], fetch=fetch, keep_going=keep_going), ()


def _table(name: str, text: str, separator: str, keep_going: bool) -> Chronology:
    """The chronology of a table that no ending of a name stands for.

    Raises:
        DataError: As `load` does.
    """
    from timeline.importers._sheet import named_separator
    from timeline.load.build import build
    from timeline.load.csv_reader import read_csv
    from timeline.load.files import SourceFile

    if named := named_separator(text):  # its line stays, so that the others keep their numbers
        text = text[named.end(1) :].lstrip('"')
    chronology = build((read_csv(SourceFile(name, text), separator),))
    if not keep_going and any(problem.severity == "error" for problem in chronology.problems):
        raise DataError(chronology.problems)
    return chronology


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
