"""Some of the events of one file: those at known bytes.

Only a file in which nothing is wrong and no date refers to another can be read in part; any other is read whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.load.build import Builder
from timeline.load.files import Document
from timeline.load.identities import is_identity
from timeline.load.nodes import Map, NotPlain, Record, Row
from timeline.model import Chronology, Event

_NO_ID = "an event has no id"
_REFERS = "dates refer to other events, to eras or to ages"


class Picking:
    """Reads some of the events of one file, in which nothing is wrong and no date refers to another.

    Raises:
        NotPlain: It is no such file; says why, where it can.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._builder = builder = Builder()
        if "include" in document.header.pairs:
            raise NotPlain("it includes other files")
        builder.headers([document])
        if builder.problems:
            raise NotPlain
        if document.context.edtf:
            raise NotPlain("its dates are read as EDTF alone")
        if any(era.date.clauses for era in builder.eras.values()):
            raise NotPlain("dates of eras refer to one another")
        self.header = builder.finish([document])
        self.context = document.context
        builder.begin(document)

    def event(self, record: Map | Record | Row) -> Event:
        """The event of a record; whether another has its id is not looked at.

        Raises:
            NotPlain: It has no id, something is wrong with it, or a date of it refers to another.
        """
        builder = self._builder
        event = builder.reader.row(record) if isinstance(record, Row) else self._of(record)
        if event is None or not is_identity(event.id) or event.id in builder.eras:
            event = self._again(record, event)
        if builder.reader.refers:
            raise NotPlain(_REFERS)
        return event

    def _of(self, record: Map | Record) -> Event | None:
        if isinstance(record, Map):
            raise NotPlain
        return self._builder.read(record)

    def _again(self, record: Map | Record | Row, event: Event | None) -> Event:
        """The event read with the place of every value; `event` is what it seemed to be."""
        builder = self._builder
        if event is not None and not event.id:
            raise NotPlain(_NO_ID)
        node = builder.file.read_again(record.at)
        if not builder.text(node, "id"):
            raise NotPlain(_NO_ID)
        builder.event(node)
        if builder.problems or not builder.found:
            raise NotPlain
        event = builder.found.popitem()[1]
        if event.date.clauses or builder.source_dates:
            raise NotPlain(_REFERS)
        return event

    def at(self, offsets: Sequence[int]) -> Chronology:
        """The chronology with the events alone that begin at these bytes, in file order.

        Raises:
            NotPlain: There are none.
        """
        pick = self._document.pick
        if pick is None:
            raise NotPlain
        return self.header._replace(events=tuple(map(self.event, pick(offsets))))
