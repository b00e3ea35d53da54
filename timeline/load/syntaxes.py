"""Our syntaxes: which one a file is in, and who reads it.

To add one, write a reader, which turns the text of a file into a `Document` with the place of every value, and give it
a row in `READERS`. A syntax may have a second, faster reader that keeps no places (`PLAIN`); what it does not take, and
what turns out to be wrong, is read by the first.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from timeline.load.files import Document, SourceFile
from timeline.load.nodes import Buffer


def _yaml(file: SourceFile) -> Document:
    from timeline.load.yaml_reader import read_yaml

    return read_yaml(file)


def _json(file: SourceFile) -> Document:
    from timeline.load.json_reader import read_json

    return read_json(file)


def _json_lines(file: SourceFile) -> Document:
    from timeline.load.json_reader import read_json_lines

    return read_json_lines(file)


def _csv(file: SourceFile) -> Document:
    from timeline.load.csv_reader import read_csv

    return read_csv(file, ",")


def _tsv(file: SourceFile) -> Document:
    from timeline.load.csv_reader import read_csv

    return read_csv(file, "\t")


def _yaml_plain(file: SourceFile, data: Buffer, marks: tuple[int, ...]) -> Document | None:
    from timeline.load.yaml_plain import read_yaml_plain

    return read_yaml_plain(file, data, marks)


def _json_plain(file: SourceFile, data: Buffer, marks: tuple[int, ...]) -> Document | None:
    from timeline.load.json_plain import read_json_plain

    return read_json_plain(file, data)


def _json_lines_plain(file: SourceFile, data: Buffer, marks: tuple[int, ...]) -> Document | None:
    from timeline.load.json_plain import read_json_lines_plain

    return read_json_lines_plain(file, data)


def _csv_plain(file: SourceFile, data: Buffer, marks: tuple[int, ...]) -> Document | None:
    from timeline.load.csv_plain import read_csv_plain

    return read_csv_plain(file, data, ",")


def _tsv_plain(file: SourceFile, data: Buffer, marks: tuple[int, ...]) -> Document | None:
    from timeline.load.csv_plain import read_csv_plain

    return read_csv_plain(file, data, "\t")


_PlainReader = Callable[[SourceFile, Buffer, tuple[int, ...]], Document | None]
"""From a file, its bytes and the `Document.marks` of an earlier reading of them, if there was one."""

READERS: dict[str, Callable[[SourceFile], Document]] = {
    "yaml": _yaml,
    "json": _json,
    "jsonl": _json_lines,
    "csv": _csv,
    "tsv": _tsv,
}
PLAIN: dict[str, _PlainReader] = {
    "yaml": _yaml_plain,
    "json": _json_plain,
    "jsonl": _json_lines_plain,
    "csv": _csv_plain,
    "tsv": _tsv_plain,
}
SIFTED = {"yaml": 1 << 18, "json": 1 << 18, "jsonl": 1 << 20}
"""Bytes from which a file is not built whole where few of its events can match.

Further sources of an event in a table may stand in any row: that is read whole.
"""

STREAMED = frozenset(("yaml", "jsonl"))
"""Syntaxes that are read an event at a time, as long as nothing is wrong; of others the whole file is in memory."""

_BEGINNING = 1 << 16
"""Bytes that tell the syntax of a file whose name does not; with as many behind it, where they are one line."""

SUFFIXES = {".yml": "yaml", ".ndjson": "jsonl", **{f".{syntax}": syntax for syntax in READERS}}


def syntax_of(name: str, data: Buffer) -> str:
    """Which syntax a file is in: by its name's suffix; where that says nothing, by how the text begins."""
    known = SUFFIXES.get(os.path.splitext(name)[1].lower())
    if known is not None:
        return known
    first = _beginning(data).decode("utf-8-sig", "replace").lstrip("\ufeff \t\r\n")
    line = first.partition("\n")[0].strip()
    if first.startswith("{"):
        rest = first[len(line) :].strip()
        lines = line.endswith("}") and (rest.startswith("{") or (not rest and '"events"' not in line))
        return "jsonl" if lines else "json"
    if "title" in line and ":" not in line:
        if "\t" in line:
            return "tsv"
        if "," in line:
            return "csv"
    return "yaml"


def _beginning(data: Buffer) -> bytes:
    """Enough of a file to tell its syntax by: its first line, and some of what follows."""
    first = data[:_BEGINNING]
    if b"\n" in first.strip() or len(data) <= _BEGINNING:
        return first
    end = data.find(b"\n", _BEGINNING)
    return data[: len(data) if end < 0 else end + _BEGINNING]


def plain_document(name: str, data: Buffer, marks: tuple[int, ...] = ()) -> Document | None:
    """A file read by the fast reader of its syntax; None where there is none, or the file is not plain enough.

    Args:
        name: What messages call it; its ending tells the syntax.
        data: Its bytes.
        marks: `Document.marks` of an earlier reading of the same bytes.
    """
    syntax = SUFFIXES.get(os.path.splitext(name)[1].lower(), "")
    plain = PLAIN.get(syntax)
    return None if plain is None else plain(SourceFile(name, data=data), data, marks)
