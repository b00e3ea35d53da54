"""What is held against any bytes: each target takes them and raises only where a promise is broken.

A chronology is loaded, or refused with places; a date is read, or refused; what leaves for a terminal cannot steer it;
the fast readers and those that keep places give the same. `run.py` looks for bytes that break one, guided by coverage;
`tests/test_fuzz.py` plays again what is known, without any fuzzer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any
from unittest.mock import patch

from support import told

from timeline import importers
from timeline.dates import Context, DateError, read
from timeline.errors import DataError, MachineError, Problem, UsageError
from timeline.load import json_plain, load, syntaxes, yaml_plain
from timeline.load.nodes import Buffer
from timeline.messages import problem_lines
from timeline.model import Chronology
from timeline.query import Query, Wish, select
from timeline.query.sieve import sieve_of
from timeline.views import printable

Target = Callable[[bytes], None]

FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""What may not reach a terminal."""


def _loaded(name: str, data: bytes) -> tuple[Chronology | None, tuple[Problem, ...]]:
    """The chronology of a file that holds these bytes, and what is told of it; problems are looked at as people do."""

    def fetch(asked: str) -> tuple[str, Buffer]:
        if asked != name:
            raise MachineError(f"{asked}: not here")
        return name, data

    try:
        chronology = load([name], keep_going=True, fetch=fetch)
    except MachineError:
        return None, ()
    for problem in chronology.problems[:30]:
        assert problem.place.file == name and problem.place.line >= 0, problem
        for line in problem_lines(problem):
            assert not FORBIDDEN.search(line), repr(line)
    try:
        load([name], fetch=fetch)
    except DataError:
        assert any(problem.severity == "error" for problem in chronology.problems)
    return chronology, chronology.problems


def _reader(name: str) -> Target:
    def target(data: bytes) -> None:
        _loaded(name, data)

    return target


def _both(name: str) -> Target:
    """The fast reader of a syntax and the one that keeps places."""

    def target(data: bytes) -> None:
        fast = told(_loaded(name, data)[0])
        for module in (json_plain, yaml_plain):
            with patch.object(module, "_WORTH_FASTER", 0):
                assert told(_loaded(name, data)[0]) == fast
        with patch.object(syntaxes, "PLAIN", {}):
            exact = told(_loaded(name, data)[0])
        assert fast == exact

    return target


def _sifted(name: str) -> Target:
    """A file looked through for a name, and the same file read whole by the reader that keeps places."""
    query = Query((Wish("person", ("b",)),))

    def target(data: bytes) -> None:
        def fetch(asked: str) -> tuple[str, Buffer]:
            if asked != name:
                raise MachineError(f"{asked}: not here")
            return name, data

        with patch.dict(syntaxes.SIFTED, dict.fromkeys(syntaxes.SIFTED, 0)):
            sifted = load([name], keep_going=True, fetch=fetch, sieve=sieve_of(query, 740_000))
        with patch.object(syntaxes, "PLAIN", {}):
            whole = load([name], keep_going=True, fetch=fetch)
        assert (sifted.total, sifted.problems) == (whole.total, whole.problems)

    return target


def _date(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    for context in (Context(), Context(year=2021), Context(edtf=True)):
        try:
            when = read(text, context)
        except DateError as error:
            assert error.code and not FORBIDDEN.search(printable(str(error)))
        else:
            assert when.text == text
            assert when.lower is None or when.upper is None or when.lower <= when.upper


def _clean(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    clean = printable(text)
    assert not FORBIDDEN.search(clean)
    assert printable(clean) == clean
    if text.isprintable():
        assert clean == text


@cache
def _story() -> Chronology:
    events = "- {id: one, date: 2020, title: T, people: [Ann Lee], sources: [{outlet: O, date: May 2020}]}"
    return load(["a.yaml"], fetch=lambda name: (name, f"events:\n{events}\n".encode()))


def _where(data: bytes) -> None:
    try:
        select(_story(), Query(where=data.decode("utf-8", "surrogateescape")), 738_000)
    except UsageError as error:
        assert not FORBIDDEN.search(printable(str(error)))


@cache
def _importers() -> list[Any]:
    return [importers.named(name) for name in importers.names()]


def _import(data: bytes) -> None:
    for importer in _importers():
        given = importers.Input("a.txt", data)
        try:
            importer.looks_like(given)
            importer.read(given, importers.Options())
        except (DataError, MachineError, UsageError):
            pass


TARGETS: dict[str, Target] = {
    "yaml": _reader("a.yaml"),
    "json": _reader("a.json"),
    "jsonl": _reader("a.jsonl"),
    "csv": _reader("a.csv"),
    "date": _date,
    "clean": _clean,
    "where": _where,
    "importers": _import,
    "plain-yaml": _both("a.yaml"),
    "plain-json": _both("a.json"),
    "plain-jsonl": _both("a.jsonl"),
    "sift-yaml": _sifted("a.yaml"),
}
