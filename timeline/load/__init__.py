"""The one way in: files of any of our syntaxes to one chronology.

A reader turns the text of one file into a `Document` of places and text; `build` turns documents into the model. To
add a syntax, write a reader and give it a row in `_READERS`. A syntax may have a second, faster reader that keeps no
places (`_PLAIN`); what it does not take, and what turns out to be wrong, is read by the first.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Sequence
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path

from timeline.errors import DataError, MachineError, Problem
from timeline.errors import Place as Place
from timeline.load.nodes import Buffer, Document, List, Map, NotPlain, SourceFile, Text, Told
from timeline.model import Chronology

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.load.sifted import Sieve

STDIN = "-"
LARGEST = 64 * 1024 * 1024
"""Bytes of a file that is read whole; one that is read an event at a time may be as large as it likes."""

BIG = 1024 * 1024
"""Bytes from which a file is not built whole where few of its events can match."""

_HUGE = 16 * BIG
"""Bytes from which a file is mapped and not read: the machine can then take back what has been looked at."""


_DEEPEST_INCLUDE = 50

Fetch = Callable[[str], tuple[str, Buffer]]
"""From a file's name to what messages call it, and its bytes; raises MachineError where it cannot be had."""


def load(
    names: Sequence[str],
    *,
    keep_going: bool = False,
    strict: bool = False,
    fetch: Fetch | None = None,
    sieve: Sieve | None = None,
    told: Told | None = None,
) -> Chronology:
    """The chronology that the files hold together; `-` is standard input.

    Args:
        names: File names, in the order in which they are read.
        keep_going: Give what is sound, with all problems in `Chronology.problems`.
        strict: Warnings are errors.
        fetch: Where files come from, included ones too; None is the disk.
        sieve: Tells which events may match; of one big file, the others may be left out and counted in
            `Chronology.passed`.
        told: Is told now and then how far the reading of a file has come; None where nobody wants to know.

    Raises:
        DataError: Something is wrong with the data; carries every problem, in file order.
        MachineError: A file is missing, forbidden, or no file.
    """
    from timeline.load.build import build

    read = _once(fetch or from_disk)
    if sieve is not None and len(names) == 1 and names[0] != STDIN:  # which can be read but once
        try:
            return _sifted(names[0], read, sieve, told)
        except NotPlain:
            pass
    try:
        plain = _plain_document if told is None else partial(_plain_document, told=told)
        chronology = build(_documents(names, read, plain))
    except NotPlain:
        chronology = build(_documents(names, read, _document))
    problems = chronology.problems
    if strict:
        problems = tuple(problem._replace(severity="error") for problem in problems)
        chronology = chronology._replace(problems=problems)
    if not keep_going and any(problem.severity == "error" for problem in problems):
        raise DataError(problems)
    return chronology


def _sifted(name: str, fetch: Fetch, sieve: Sieve, told: Told | None) -> Chronology:
    """The events of a big file that may match.

    Raises:
        NotPlain: It is not big, or has to be read whole.
    """
    from timeline.load.build import build_sifted

    shown, data = fetch(name)
    syntax = syntax_of(name, data)
    plain = _PLAIN.get(syntax)
    if plain is None or len(data) < BIG or syntax in _WHOLE:
        raise NotPlain
    file = SourceFile(shown, data=data)
    file.told = told
    document = plain(file, data, ())
    if document is None or "include" in document.header.pairs:
        raise NotPlain
    return build_sifted(document, sieve)


def read_documents(names: Sequence[str], fetch: Fetch | None = None) -> list[Document]:
    """The files and those they include, each once, an including file first, with the place of every value.

    Raises:
        MachineError: A file is missing, forbidden, or no file.
    """
    return _documents(names, _once(fetch or from_disk), _document)


def read_document(name: str, fetch: Fetch) -> Document:
    """One file, without those that it includes, with the place of every value.

    Raises:
        MachineError: It cannot be read at all.
    """
    return _document(name, *fetch(name))


def plain_document(name: str, data: Buffer, marks: tuple[int, ...] = ()) -> Document | None:
    """A file read by the fast reader of its syntax; None where there is none, or the file is not plain enough.

    Args:
        name: What messages call it; its ending tells the syntax.
        data: Its bytes.
        marks: `Document.marks` of an earlier reading of the same bytes.
    """
    syntax = _SUFFIXES.get(os.path.splitext(name)[1].lower(), "")
    plain = _PLAIN.get(syntax)
    return None if plain is None else plain(SourceFile(name, data=data), data, marks)


_Read = Callable[[str, str, Buffer], Document]
"""From the name by which a file is asked for, what messages call it, and its bytes."""


def _once(fetch: Fetch) -> Fetch:
    """The same, each file fetched once however often it is asked for: standard input can be read but once."""
    had: dict[str, tuple[str, Buffer]] = {}

    def read(name: str) -> tuple[str, Buffer]:
        if name not in had:
            had[name] = fetch(name)
        return had[name]

    return read


def _documents(names: Sequence[str], fetch: Fetch, read: _Read) -> list[Document]:
    """The files and those they include, each once, an including file first."""
    documents: list[Document] = []
    seen: set[str] = set()
    for name in names:
        _add_with_includes(name, documents, seen, fetch, read)
    return documents


def _add_with_includes(
    name: str, documents: list[Document], seen: set[str], fetch: Fetch, read: _Read, depth: int = 0
) -> None:
    identity = name if name == STDIN else os.path.realpath(name)
    if identity in seen:
        return
    seen.add(identity)
    document = read(name, *fetch(name))
    documents.append(document)
    included = document.header.pairs.get("include")
    if included is None:
        return
    items = included.items if isinstance(included, List) else (included,)
    for item in items:
        if not isinstance(item, Text) or not item.text:
            problem = document.file.problem(item, "F110", "`include` holds something other than file names")
        elif depth >= _DEEPEST_INCLUDE:
            message = f"files include one another over more than {_DEEPEST_INCLUDE} steps"
            problem = document.file.problem(item, "F110", message, "Include it from a file nearer to the first")
        else:
            base = Path() if name == STDIN else Path(name).parent
            try:
                _add_with_includes(str(base / item.text), documents, seen, fetch, read, depth + 1)
                continue
            except MachineError as error:
                problem = document.file.problem(item, "F110", f"cannot include {error}")
        document.problems = (*document.problems, problem)


def _plain_document(name: str, shown: str, data: Buffer, told: Told | None = None) -> Document:
    """One file by the fast reader of its syntax, where there is one and the file is plain enough."""
    plain = _PLAIN.get(syntax_of(name, data))
    file = SourceFile(shown, data=data)
    if len(data) >= BIG:
        file.told = told
    document = plain(file, data, ()) if plain is not None else None
    return _document(name, shown, data) if document is None else document


def _document(name: str, shown: str, data: Buffer) -> Document:
    """One file read with the place of every value."""
    if len(data) > LARGEST:
        raise _too_large(name)
    text, problem = _decoded(shown, bytes(data))
    if problem is not None:
        return Document(SourceFile(shown, ""), Map({}, {}, 0), (), (problem,))
    return _READERS[syntax_of(name, data)](SourceFile(shown, text))


def from_disk(name: str) -> tuple[str, Buffer]:
    """What messages call a file, and its bytes; `-` is standard input.

    Raises:
        MachineError: It cannot be read.
    """
    return "<stdin>" if name == STDIN else name, _bytes_of(name)


def text_of(name: str) -> str:
    """The text of a file that is no chronology; `-` is standard input.

    Raises:
        DataError: It is not UTF-8, with the place.
        MachineError: It cannot be read.
    """
    shown, data = from_disk(name)
    text, problem = _decoded(shown, bytes(data))
    if problem is not None:
        raise DataError((problem,))
    return text


def _bytes_of(name: str) -> Buffer:
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with open(name, "rb") as stream:
                about = os.fstat(stream.fileno())
                if stat.S_ISREG(about.st_mode) and about.st_size > _HUGE:
                    return mmap(stream.fileno(), 0, access=ACCESS_READ)
                data = stream.read(LARGEST + 1)
    except OSError as error:
        raise MachineError(f"{name}: {error.strerror or error}") from error
    except ValueError as error:  # a NUL in the name
        raise MachineError(f"{name!r}: {error}") from error
    if len(data) > LARGEST:
        raise _too_large(name)
    return data


def _too_large(name: str) -> MachineError:
    return MachineError(f"{name}: larger than {LARGEST >> 20} MiB")


def _decoded(name: str, data: bytes) -> tuple[str, Problem | None]:
    """The text of UTF-8 with or without a mark; anything else is refused, never repaired."""
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", Problem(Place(name, 1, 1), "F103", "the file is UTF-16", "Save it as UTF-8")
    nul = data.find(b"\0")
    if nul >= 0:
        return "", _bad_byte(name, data, nul, "the file holds a NUL byte, so it is not text", "Is this the right file?")
    try:
        return data[start:].decode("utf-8"), None
    except UnicodeDecodeError as error:
        at = error.start + start
        return "", _bad_byte(name, data, at, f"not UTF-8 (byte 0x{data[at]:02x})", "Save the file as UTF-8")


def _bad_byte(name: str, data: bytes, at: int, message: str, hint: str) -> Problem:
    line_start = data.rfind(b"\n", 0, at) + 1
    line_end = data.find(b"\n", at)
    line = data[line_start : len(data) if line_end < 0 else line_end].decode("utf-8", "replace").rstrip("\r")
    column = len(data[line_start:at].decode("utf-8", "replace")) + 1
    return Problem(Place(name, data.count(b"\n", 0, at) + 1, column), "F103", message, hint, excerpt=line)


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

_READERS: dict[str, Callable[[SourceFile], Document]] = {
    "yaml": _yaml,
    "json": _json,
    "jsonl": _json_lines,
    "csv": _csv,
    "tsv": _tsv,
}
_PLAIN: dict[str, _PlainReader] = {
    "yaml": _yaml_plain,
    "json": _json_plain,
    "jsonl": _json_lines_plain,
    "csv": _csv_plain,
    "tsv": _tsv_plain,
}
_WHOLE = ("csv", "tsv")
"""Further sources of an event may stand in any row: such a file is read whole."""

_SUFFIXES = {".yml": "yaml", ".ndjson": "jsonl", **{f".{syntax}": syntax for syntax in _READERS}}


def syntax_of(name: str, data: Buffer) -> str:
    """Which syntax a file is in: by its name's suffix; where that says nothing, by how the text begins."""
    known = _SUFFIXES.get(os.path.splitext(name)[1].lower())
    if known is not None:
        return known
    first = bytes(data).decode("utf-8-sig", "replace").lstrip("\ufeff \t\r\n")
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
