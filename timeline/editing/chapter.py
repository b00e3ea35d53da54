"""A file as part of the chronology that it is read with: what an edit has to know, and holds its result against."""

import os
from collections.abc import Sequence
from typing import Any

from timeline.dates import Context, When
from timeline.editing.changes import Change, applied
from timeline.editing.yaml_lines import Writer
from timeline.editing.yaml_style import Style
from timeline.errors import DataError, MachineError, UsageError
from timeline.importers import Record
from timeline.load import read_documents
from timeline.load.build import build
from timeline.load.disk import from_disk
from timeline.load.files import Document, SourceFile
from timeline.load.identities import identity_of
from timeline.load.nodes import Buffer, List, Node, Text
from timeline.load.syntaxes import syntax_of
from timeline.model import Chronology, Event
from timeline.records import NamedTuple

THE_NEW = "the new event"
"""What messages call the records that are to go in."""

_MARK = "\ufeff"


class Result(NamedTuple):
    """A file with events put in.

    Attributes:
        text: All of it.
        lines: On which line each new event begins, from 1, in the order in which they were given.
        events: The new events as they are read.
    """

    text: str
    lines: tuple[int, ...]
    events: tuple[Event, ...]


def plain(node: Node) -> Any:
    """What a node says, without its places: text, list, dict."""
    if isinstance(node, Text):
        return node.text
    if isinstance(node, List):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.pairs.items()}


def read_with(name: str, text: str, files: Sequence[str]) -> list[Document]:
    """The files and those that they include, with a text in place of what the file of a name holds on the disk."""
    real = os.path.realpath(name)

    def fetch(asked: str) -> tuple[str, Buffer]:
        return (name, text.encode()) if os.path.realpath(asked) == real else from_disk(asked)

    documents = read_documents(files, fetch)
    return documents if any(one.file.name == name for one in documents) else read_documents([*files, name], fetch)


class Chapter:
    """A file as part of the chronology that it is read with.

    Raises:
        DataError: There are errors in it.
    """

    def __init__(self, text: str, name: str, files: Sequence[str]) -> None:
        self.whole_text = text
        self.mark = _MARK if text.startswith(_MARK) else ""
        self.text, self.name, self.files = text.removeprefix(_MARK), name, files
        self._tried: tuple[Sequence[Record], Chronology] | None = None
        self.syntax = syntax_of(name, self.text.encode())
        self.documents = read_with(name, self.text, files)
        self.own = next(one for one in self.documents if one.file.name == name)
        if _has_no_list_yet(self.own):
            self.own.problems = ()
        self.chronology = build(self.documents)
        _refuse(self.chronology)

    @property
    def context(self) -> Context:
        """How its dates are read."""
        return self.own.context

    def identified(self, records: Sequence[Record]) -> list[Record]:
        """The records, with ids where the file's events have them and where those made of titles are taken."""
        known = {one.id for ones in (self.chronology.events, self.chronology.eras) for one in ones}
        known.update(record["id"] for record in records if "id" in record)
        bare = self.syntax in ("csv", "tsv") and self.text.strip() and not self.own.maps  # may have no column for them
        habit = not bare and sum("id" in event.pairs for event in self.own.maps) * 2 >= len(self.own.maps)
        found = []
        for record in records:
            if "id" not in record:
                title = str(record.get("title", ""))
                identity = identity_of(title, known)
                known.add(identity)
                if habit or identity != identity_of(title, ()):
                    record = {"id": identity} | record
            found.append(record)
        return found

    def tried(self, records: Sequence[Record]) -> Chronology:
        """The chronology with the records read after all else.

        Raises:
            DataError: Something is wrong with them; their places are lines of how we would write them.
        """
        if self._tried is not None and self._tried[0] == records:
            return self._tried[1]
        writer = Writer(Style())
        lines = ["events:", *(line for record in records for line in writer.event(record, 2))] if records else []
        from timeline.load.yaml_reader import read_yaml

        new = read_yaml(SourceFile(THE_NEW, "\n".join(lines)))
        new.includers = [self.own]  # so that its dates are read as those of the file
        whole = build([*self.documents, new])
        _refuse(whole)
        self._tried = records, whole
        return whole

    def dates(self, whole: Chronology) -> list[When | None]:
        """The date of each event of the file, in its order; None for what only adds sources to another's event."""
        at = {event.where: event.when for event in whole.events}
        return [at.get(self.own.file.place_of(node)) for node in self.own.maps]

    def number_of(self, event_id: str) -> int:
        """Which event of the file has an id, from 0."""
        event = next((one for one in self.chronology.events if one.id == event_id), None)
        places = [self.own.file.place_of(node) for node in self.own.maps]
        if event is None or event.where not in places:
            where = f"; it stands in {event.where.file}" if event is not None else ""
            raise UsageError(f"no event {event_id} in {self.name}{where}")
        return places.index(event.where)

    def changed(self, changes: Sequence[Change], expected: Sequence[Any]) -> Document:
        """The file after changes, once it is sure that it says what it said and what is expected beside."""
        result = applied(self.text, changes)
        documents = read_with(self.name, result, self.files)
        own = next(one for one in documents if one.file.name == self.name)
        sound = not own.problems and syntax_of(self.name, result.encode()) == self.syntax
        same = plain(own.header) == plain(self.own.header) and [plain(event) for event in own.maps] == expected
        if not (sound and same):
            hint = "" if self.text.endswith("\n") else "; its last line has no end, which may be why"
            raise MachineError(f"{self.name}: cannot insert without touching the rest; nothing changed{hint}")
        return own


def text_of(name: str, data: Buffer) -> str:
    """The bytes of a file as text, with its mark if it has one.

    Raises:
        DataError: They are no UTF-8, or no text.
    """
    data = bytes(data)
    documents = read_documents([name], lambda _: (name, data)) if b"\0" in data or not _is_utf8(data) else []
    for document in documents:
        raise DataError(document.problems)
    return data.decode("utf-8")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _has_no_list_yet(document: Document) -> bool:
    """Whether all that is wrong with a file is that it has no `events`, nor a key that looks like it."""
    header = document.header
    codes = [problem.code for problem in document.problems if problem.severity == "error"]
    return codes == ["F104"] and "events" not in header.keys and 0 < len(header.keys) == len(header.pairs)


def _refuse(chronology: Chronology) -> None:
    if any(problem.severity == "error" for problem in chronology.problems):
        raise DataError(chronology.problems)
