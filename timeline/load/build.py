"""Documents to one chronology: keys checked, dates read, references resolved, every problem collected.

What is plainly right takes the short way of `records`; the rest the long way of this module, which knows the place of
every value and says what is wrong.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from typing import Any

from timeline.errors import Problem, Where
from timeline.load.files import Document, SourceFile, Spot
from timeline.load.headers import Headers
from timeline.load.identities import base_of, identity_of, is_identity
from timeline.load.keys import (
    EVENT_KEYS,
    EVENT_LISTS,
    SOURCE_KEYS,
)
from timeline.load.nodes import List, Map, Node, Record, Row, Text
from timeline.load.records import UNDATED, Reader
from timeline.model import STANCES, STATUSES, Chronology, Era, Event, Source

_SOURCE_TEXTS = tuple(sorted(SOURCE_KEYS - {"outlet", "date", "says"}))

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.names import OutletNames


def build(documents: Sequence[Document]) -> Chronology:
    """One chronology of files read together; `problems` holds all that is wrong, in file order."""
    builder = Builder()
    builder.headers(documents)
    for document in documents:
        builder.events(document)
    return builder.finish(documents)


class Builder(Headers):
    """Puts the chronology of some documents together: first every header, then the events, then `finish`."""

    def __init__(self) -> None:
        super().__init__()
        self.outlet_names: OutletNames | None = None
        self.found: dict[str, Event] = {}
        self.taken = ChainMap[str, Any](self.found, self.eras)
        # Ids made of titles, and by the words of a title how many such there are.
        self.made: set[str] = set()
        self.named_alike: dict[str, int] = {}
        # The ids of events that are left out for a mistake, which is told; a reference to one of them is none.
        self.left_out: set[str] = set()
        # Where the dates of sources stand, by object, only where they hold references.
        self.source_dates: dict[int, Where] = {}
        self.reader = Reader(self.file, self.context)

    # --- events ---------------------------------------------------------------------------------------------------

    def events(self, document: Document) -> None:
        self.begin(document)
        for node in document.events:
            if isinstance(node, Map):
                self.event(node)
            elif not self.record(node):
                self.event(self.file.read_again(node.at))
        self.problems += document.problems

    def begin(self, document: Document) -> None:
        """Takes up the events of a file, once every header has been read."""
        self.file, self.context = document.file, document.context
        if self.outlets and self.outlet_names is None:
            from timeline.names import OutletNames

            self.outlet_names = OutletNames(self.outlets.values())
        self.reader = Reader(self.file, self.context, self.outlet_names, self.whole)

    def read(self, record: Record | Row) -> Event | None:
        """The event of a record; None where it is not plainly right."""
        if isinstance(record, Row):
            return self.reader.row(record)
        event = self.reader.event(record)
        if event is None:
            typed = self.file.as_typed(record) if self.file.as_typed is not None and record.values else None
            event = None if typed is None else self.reader.event(Record(typed, record.at))
        return event

    def record(self, record: Record | Row) -> bool:
        """Adds an event the short way; False where it is not plainly right."""
        event = self.read(record)
        return event is not None and self.take(event, record.at)

    def take(self, event: Event, at: int) -> bool:
        """Adds an event that has been read the short way; False where it is not plainly right.

        Args:
            event: Its id is made here, if it has none.
            at: By what its file reads it again.
        """
        identity = event.id
        if not identity:
            identity = self.identity(event.title)
            event = event._replace(id=identity)
        elif identity in self.found or identity in self.eras or not is_identity(identity):
            return False
        self.found[identity] = event
        if self.reader.refers:
            if event.date.clauses:
                self.dates[identity] = Spot(self.file, at, ("date",))
            for n, source in enumerate(event.sources):
                if source.date.clauses:
                    self.source_dates[id(source)] = Spot(self.file, at, ("sources", n, "date"))
        return True

    def event(self, node: Map) -> None:
        """Adds an event, or sources to one that an earlier file tells of; one with a mistake in it is left out."""
        told = len(self.problems)
        self.known_keys(node, EVENT_KEYS, "an event")
        where = Spot(self.file, node)
        given = self.text(node, "id")
        if given in self.found and given and not {"title", "date"} & node.pairs.keys():
            self.add_sources(given, node)
            return
        title = self.text(node, "title")
        if not title.strip() and not isinstance(node.pairs.get("title"), (List, Map)):
            place = node.pairs.get("title", node)
            self.problem(place, "E101", "an event without a title", "Add: title: what happened, in one line")
        date = self.date(node, node.at, f'"{title}"' if title else "an event")
        identity = given or self.identity(title)
        if given and not is_identity(given):
            hint = "Use letters, digits, dots and hyphens: deadline-report"
            self.problem(node.pairs["id"], "E110", f'"{given}" cannot be an id', hint)
        taken = (self.found.get(given) or self.eras.get(given)) if given else None
        if taken is not None:
            message, hint = f"id `{given}` is given twice", f"First at {taken.where}"
            if given in self.made:
                message = f"id `{given}` is what an event without one goes by, after its title"
                hint = f"Give that one an id of its own: {taken.where}"
            self.problem(node.pairs["id"], "E103", message, hint)
        sources = self.sources(node)
        lists = {key: self.texts(node, key) for key in EVENT_LISTS}
        status = self.status(node)
        if date is None or any(problem.severity == "error" for problem in self.problems[told:]):
            self.left_out.add(identity)
            return
        text = self.text
        event = Event(
            id=identity, date=date, when=date, title=title, summary=text(node, "summary"), **lists,
            group=text(node, "group"), status=status, because=text(node, "because"),
            background=self.yes(node, "background"), note=text(node, "note"), sources=sources,
            extra=self.extra(node), where=where,
        )  # fmt: skip
        self.found[identity] = event
        self.dates[identity] = Spot(self.file, node.pairs["date"])

    def identity(self, title: str) -> str:
        """An id made from a title."""
        base = base_of(title)
        identity = identity_of(title, self.taken, self.named_alike.get(base, 1))
        self.named_alike[base] = int(identity[len(base) + 1 :] or 1)
        self.made.add(identity)
        return identity

    def status(self, node: Map) -> str:
        """The author's own status; one that our JSON had worked out from the sources is worked out again."""
        return "" if self.text(node, "status_from") == "sources" else self.one_of(node, "status", STATUSES, "E107")

    def add_sources(self, identity: str, node: Map) -> None:
        """Further sources of an event that an earlier file tells of."""
        event = self.found[identity]
        self.found[identity] = event._replace(sources=event.sources + self.sources(node))

    def sources(self, node: Map) -> tuple[Source, ...]:
        listed = node.pairs.get("sources")
        if listed is None or (isinstance(listed, Text) and not listed.text):
            return ()
        if isinstance(listed, Map):
            listed = List((listed,), listed.at)
        if not isinstance(listed, List):
            self.problem(
                listed, "E104", "`sources` is not a list", "Write: sources: [{outlet: Deadline, date: May 2020}]"
            )
            return ()
        found = [self.source(item) for item in listed.items]
        return tuple(source for source in found if source is not None)

    def source(self, node: Node) -> Source | None:
        if not isinstance(node, Map):
            self.problem(
                node, "E104", "a source is not a map of keys and values", "Write: {outlet: Deadline, date: May 2020}"
            )
            return None
        self.known_keys(node, SOURCE_KEYS, "a source")
        outlet = self.text(node, "outlet")
        if not outlet:
            self.problem(
                node.pairs.get("outlet", node), "E108", "a source without an outlet", "Add: outlet: who published it"
            )
        date = self.date(node, node.at, "a source") if "date" in node.pairs else UNDATED
        says = self.one_of(node, "says", STANCES, "E106") or "reports"
        if date is None:
            return None
        texts = {key: self.text(node, key) for key in _SOURCE_TEXTS}
        source = Source(
            outlet=outlet, date=date, when=date, says=says, **texts, extra=self.extra(node), where=Spot(self.file, node)
        )
        if self.outlet_names is not None:
            source = self.outlet_names.named(source)
        if date.clauses:
            self.source_dates[id(source)] = Spot(self.file, node.pairs["date"])
        return source

    # --- the whole ------------------------------------------------------------------------------------------------

    def finish(self, documents: Sequence[Document]) -> Chronology:
        chronology = Chronology(
            self.title, self.about, tuple(self.eras.values()), tuple(self.people.values()),
            tuple(self.outlets.values()), tuple(self.found.values()), (), self.year, self.conventions,
            tuple(self.views.items()), tuple(document.file.name for document in documents),
            extra=tuple(self.own_keys.items()), contexts=tuple(document.context for document in documents),
            view_places=tuple(self.given["views", name] for name in self.views),
        )  # fmt: skip
        refers = (one.date.clauses for ones in (chronology.eras, chronology.events) for one in ones)
        if self.source_dates or any(refers):
            from timeline.resolve.whole import resolve_chronology

            chronology, problems = resolve_chronology(chronology, self.where)
            files = {document.file.name: document.file for document in documents}
            self.problems += [_with_line(problem, files) for problem in problems if not self._is_left_out(problem)]
        return chronology._replace(problems=tuple(_in_file_order(self.problems, documents)))

    def _is_left_out(self, problem: Problem) -> bool:
        """Whether a problem is that of a reference to an event that has been left out."""
        if problem.code != "R101" or not self.left_out:
            return False
        from timeline.resolve.explain import nothing_has

        return problem.message in map(nothing_has, self.left_out)

    def where(self, one: Era | Event | Source) -> Where:
        """Where the date of an era, an event or a source stands."""
        if isinstance(one, Source):
            return self.source_dates[id(one)]
        found = self.dates.get(one.id)
        if found is None:  # an event that took the short way and refers to nothing
            found = one.where.to("date") if isinstance(one.where, Spot) else one.where
        return found


def _with_line(problem: Problem, files: dict[str, SourceFile]) -> Problem:
    file = files.get(problem.place.file)
    return problem if file is None else problem._replace(excerpt=file.line_text(problem.place.line))


def _in_file_order(problems: list[Problem], documents: Sequence[Document]) -> list[Problem]:
    """By file in the order of reading, then by line and column."""
    files = {document.file.name: n for n, document in enumerate(documents)}
    return sorted(problems, key=lambda one: (files[one.place.file], one.place.line, one.place.column))
