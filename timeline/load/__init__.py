"""The one way in: files of any of our syntaxes to one chronology.

A reader (`syntaxes`) turns one file into a `Document`; `build` turns documents into the model.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial

from timeline.errors import DataError, MachineError
from timeline.load import syntaxes
from timeline.load.disk import LARGEST, STDIN, Fetch, decoded, from_disk, too_large
from timeline.load.files import Document, SourceFile
from timeline.load.nodes import Buffer, List, Map, NotPlain, Text, Told
from timeline.model import Chronology

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.load.sifted import Sieve

BIG = 1024 * 1024
"""Bytes from which somebody may want to know how far the reading of a file has come."""

_DEEPEST_INCLUDE = 50


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
    if sieve is not None and len(names) == 1 and (fetch is not None or os.path.isfile(names[0])):
        # What is no regular file can be read but once, and whoever asks with a sieve may ask again.
        try:
            return _sifted(names[0], read, sieve, told)
        except NotPlain:
            pass
    try:
        plain = _plain_document if told is None else partial(_plain_document, told=told)
        documents = _documents(names, read, plain)
        chronology = build(documents)
        for document in documents:
            document.file.settled = True
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
    from timeline.load.sifted import build_sifted

    shown, data = fetch(name)
    syntax = _syntax_of(name, data)
    plain = syntaxes.PLAIN.get(syntax)
    if plain is None or len(data) < syntaxes.SIFTED.get(syntax, len(data) + 1):
        raise NotPlain
    file = SourceFile(shown, data=data)
    file.told = told
    document = plain(file, data, ())
    if document is None or "include" in document.header.pairs:
        raise NotPlain
    chronology = build_sifted(document, sieve)
    file.settled = True
    return chronology


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
    seen: dict[str, Document] = {}
    for name in names:
        _add_with_includes(name, documents, seen, fetch, read)
    return documents


def _add_with_includes(
    name: str,
    documents: list[Document],
    seen: dict[str, Document],
    fetch: Fetch,
    read: _Read,
    depth: int = 0,
    includer: Document | None = None,
) -> None:
    identity = name if name == STDIN else os.path.realpath(name)
    document = seen.get(identity)
    is_new = document is None
    if document is None:
        document = seen[identity] = read(name, *fetch(name))
        documents.append(document)
    if includer is not None:
        document.includers.append(includer)
    if not is_new:
        return
    included = document.header.pairs.get("include")
    if included is None:
        return
    from pathlib import Path

    items = included.items if isinstance(included, List) else (included,)
    for item in items:
        if not isinstance(item, Text) or not item.text:
            problem = document.file.problem(item, "F110", "`include` holds something other than file names")
        elif depth >= _DEEPEST_INCLUDE:
            message = f"files include one another over more than {_DEEPEST_INCLUDE} steps"
            problem = document.file.problem(item, "F110", message, "Include it from a file nearer to the first")
        else:
            base = Path() if name == STDIN else Path(name).parent
            inside = str(base / item.text)
            if inside == STDIN:  # a file of that name
                inside = os.path.join(os.curdir, inside)
            try:
                _add_with_includes(inside, documents, seen, fetch, read, depth + 1, document)
                continue
            except MachineError as error:
                problem = document.file.problem(item, "F110", f"cannot include {error}")
        document.problems = (*document.problems, problem)


def _plain_document(name: str, shown: str, data: Buffer, told: Told | None = None) -> Document:
    """One file by the fast reader of its syntax, where there is one and the file is plain enough."""
    plain = syntaxes.PLAIN.get(_syntax_of(name, data))
    file = SourceFile(shown, data=data)
    if len(data) >= BIG:
        file.told = told
    document = plain(file, data, ()) if plain is not None else None
    return _document(name, shown, data) if document is None else document


def _syntax_of(name: str, data: Buffer) -> str:
    """Which syntax a file is in.

    Raises:
        MachineError: It has to be read whole in that syntax, and is too large for that.
    """
    syntax = syntaxes.syntax_of(name, data)
    if len(data) > LARGEST and syntax not in syntaxes.STREAMED:
        raise too_large(name, "; JSON Lines and YAML may be larger")
    return syntax


def _document(name: str, shown: str, data: Buffer) -> Document:
    """One file read with the place of every value."""
    if len(data) > LARGEST:
        raise too_large(name)
    text, problem = decoded(shown, bytes(data))
    if problem is not None:
        return Document(SourceFile(shown, ""), Map({}, {}, 0), (), (problem,))
    return syntaxes.READERS[syntaxes.syntax_of(name, data)](SourceFile(shown, text))
