"""Documents to one chronology: keys checked, dates read, references resolved, every problem collected.

What a key of a file may hold is said in the tables at the top; to add a key, add a row and a field of the model.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from timeline.dates import STANDARD, Context, Conventions, DateError, When, read
from timeline.errors import Place, Problem
from timeline.load.nodes import Document, List, Map, Node, SourceFile, Text
from timeline.model import STANCES, STATUSES, Chronology, Era, Event, Name, Source

EVENT_TEXTS = ("id", "date", "title", "summary", "group", "status", "because", "note", "background")
EVENT_LISTS = ("people", "orgs", "works", "places", "tags")
EVENT_KEYS = frozenset((*EVENT_TEXTS, *EVENT_LISTS, "sources"))
DERIVED_KEYS = frozenset(("match", "origins", "status_from", "as_of"))
"""What our own JSON says beside what the author wrote; passed over when it is read back."""

SOURCE_KEYS = frozenset(
    ("outlet", "date", "title", "url", "by", "unnamed", "says", "via", "archive", "accessed", "lang", "quote")
)
HEADER_KEYS = frozenset(
    ("timeline", "title", "about", "eras", "people", "outlets", "year", "conventions", "include", "views", "dates")
)
ERA_KEYS = frozenset(("name", "date"))
PERSON_KEYS = frozenset(("aliases", "born"))
OUTLET_KEYS = frozenset(("aliases", "home"))

_VERSION = "1"
_YES = frozenset(("true", "yes", "on"))
_NO = frozenset(("false", "no", "off", ""))


_UNDATED = When("unknown", "none", None, None)
_IDENTITY = re.compile(r"[^\W_][\w.-]*").fullmatch


def build(documents: Sequence[Document]) -> Chronology:
    """One chronology of files read together; `problems` holds all that is wrong, in file order."""
    builder = _Builder()
    for document in documents:
        builder.header(document)
    for document in documents:
        builder.events(document)
    return builder.finish(documents)


class _Builder:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.title = ""
        self.about = ""
        self.year: int | None = None
        self.conventions: Conventions = STANDARD
        self.as_edtf = False
        self.eras: dict[str, Era] = {}
        self.people: dict[str, Name] = {}
        self.outlets: dict[str, Name] = {}
        self.views: dict[str, str] = {}
        self.found: dict[str, Event] = {}
        # Where the dates of eras and events stand, by id; those of sources, by object, only where they hold references.
        self.dates: dict[str, tuple[SourceFile, Node]] = {}
        self.source_dates: dict[int, tuple[SourceFile, Node]] = {}
        self.context = Context()
        self.file = SourceFile("", "")

    # --- header ---------------------------------------------------------------------------------------------------

    def header(self, document: Document) -> None:
        """What a file says of itself; of several files the first title and text stand."""
        self.file = document.file
        self.problems += document.problems
        header = document.header
        self.known_keys(header, HEADER_KEYS, "a chronology")
        version = self.text(header, "timeline")
        if version and version != _VERSION:
            self.problem(header.pairs["timeline"], "F111", f"this is format version {version}; known is {_VERSION}")
        self.title = self.title or self.text(header, "title")
        self.about = self.about or self.text(header, "about")
        self.as_edtf = self.as_edtf or self.text(header, "dates") == "edtf"
        year = self.text(header, "year")
        if year:
            if year.isascii() and year.isdigit() and len(year) == 4:
                self.year = int(year)
            else:
                self.problem(header.pairs["year"], "E109", f'`year` is "{year}"', "Write four digits: year: 2021")
        self.conventions = self.read_conventions(header)
        self.context = Context(self.conventions, self.year, self.as_edtf)
        for name, node in self.entries(header, "people"):
            self.people[name.text] = self.named(name, node, PERSON_KEYS)
        for name, node in self.entries(header, "outlets"):
            self.outlets[name.text] = self.named(name, node, OUTLET_KEYS)
        for name, node in self.entries(header, "views"):
            if isinstance(node, Text):
                self.views[name.text] = node.text
        for name, node in self.entries(header, "eras"):
            self.era(name, node)

    def read_conventions(self, header: Map) -> Conventions:
        """The table of conventions with the header's changes: `conventions: {summer: 5-9, slack: no}`."""
        changed: dict[str, Any] = {}
        for name, node in self.entries(header, "conventions"):
            key = name.text.replace("-", "_").replace(" ", "_")
            value = node.text if isinstance(node, Text) else ""
            first, _, last = value.partition("-")
            if key == "slack" and value in _YES | _NO:
                changed[key] = value in _YES
            elif key in Conventions._fields and first.strip().isdigit() and last.strip().isdigit():
                changed[key] = (int(first), int(last))
            else:
                hint = "" if key in Conventions._fields else self.near(key, Conventions._fields)
                hint = hint.replace("_", "-") or "Write first and last: mid-year: 5-8, or slack: no"
                self.problem(name, "E112", f"`{name.text}: {value}` is no convention", hint)
        return self.conventions._replace(**changed)

    def era(self, name: Text, node: Node) -> None:
        if isinstance(node, Text):
            node = Map({"date": node}, {"date": node}, node.at)
        if not isinstance(node, Map):
            self.problem(
                node, "E104", f"era `{name.text}` is not a map", "Write {name: …, date: 2017-01-20/2021-01-20}"
            )
            return
        self.known_keys(node, ERA_KEYS, "an era")
        date = self.date(node, node.at, f"era `{name.text}`")
        if date is None:
            return
        if date.kind == "point" and not date.clauses:
            # An era lasts: "2020" is the whole of the year, not some day in it.
            date = date._replace(kind="span", start=(date.lower, date.lower), end=(date.upper, date.upper))
        where = self.file.place_of(name)
        if name.text in self.eras:
            self.problem(name, "E103", f"era `{name.text}` is given twice", f"First at {self.eras[name.text].where}")
            return
        self.eras[name.text] = Era(name.text, self.text(node, "name") or name.text, date, date, where)
        self.dates[name.text] = (self.file, node.pairs["date"])

    def named(self, name: Text, node: Node, keys: frozenset[str]) -> Name:
        if isinstance(node, Text) and not node.text:
            return Name(name.text)
        if isinstance(node, (Text, List)):
            node = Map({"aliases": node}, {}, node.at)
        self.known_keys(node, keys, "a name")
        born = self.date(node, node.at, name.text, "born") if "born" in node.pairs else None
        return Name(name.text, self.texts(node, "aliases"), born, self.text(node, "home"))

    # --- events ---------------------------------------------------------------------------------------------------

    def events(self, document: Document) -> None:
        self.file = document.file
        for node in document.events:
            self.event(node)

    def event(self, node: Map) -> None:
        """Adds an event, or sources to one that an earlier file tells of; one with a mistake in it is left out."""
        told = len(self.problems)
        self.known_keys(node, EVENT_KEYS, "an event")
        where = self.file.place_of(node)
        given = self.text(node, "id")
        if given in self.found and given and not {"title", "date"} & node.pairs.keys():
            self.add_sources(given, node)
            return
        title = self.text(node, "title")
        if not title.strip() and not isinstance(node.pairs.get("title"), (List, Map)):
            place = node.pairs.get("title", node)
            self.problem(place, "E101", "an event without a title", "Add: title: what happened, in one line")
        date = self.date(node, node.at, f'"{title}"' if title else "an event")
        identity = given or _identity(title, self.found)
        if given and not _IDENTITY(given):
            hint = "Use letters, digits, dots and hyphens: deadline-report"
            self.problem(node.pairs["id"], "E110", f'"{given}" cannot be an id', hint)
        taken = self.found.get(given) or self.eras.get(given)
        if taken is not None:
            self.problem(node.pairs["id"], "E103", f"id `{given}` is given twice", f"First at {taken.where}")
        sources = self.sources(node)
        lists = {key: self.texts(node, key) for key in EVENT_LISTS}
        status = self.status(node)
        if date is None or any(problem.severity == "error" for problem in self.problems[told:]):
            return
        event = Event(
            identity, date, date, title, self.text(node, "summary"), lists["people"], lists["orgs"], lists["works"],
            lists["places"], lists["tags"], self.text(node, "group"), status,
            self.text(node, "because"), self.yes(node, "background"), self.text(node, "note"), sources,
            self.extra(node), where,
        )  # fmt: skip
        self.found[identity] = event
        self.dates[identity] = (self.file, node.pairs["date"])

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
        date = self.date(node, node.at, "a source") if "date" in node.pairs else _UNDATED
        says = self.one_of(node, "says", STANCES, "E106") or "reports"
        if date is None:
            return None
        text = self.text
        source = Source(
            outlet, date, date, says, text(node, "title"), text(node, "url"), text(node, "by"), text(node, "unnamed"),
            text(node, "via"), text(node, "archive"), text(node, "accessed"), text(node, "lang"), text(node, "quote"),
            self.extra(node), self.file.place_of(node),
        )  # fmt: skip
        if date.clauses:
            self.source_dates[id(source)] = (self.file, node.pairs["date"])
        return source

    # --- values ---------------------------------------------------------------------------------------------------

    def problem(self, node: Node, code: str, message: str, hint: str = "", severity: str = "error") -> None:
        self.problems.append(self.file.problem(node, code, message, hint, severity=severity))

    def text(self, node: Map, key: str) -> str:
        """The text of a key, empty where it is not given; anything else is a problem."""
        value = node.pairs.get(key)
        if value is None:
            return ""
        if isinstance(value, Text):
            return value.text
        what = "a list" if isinstance(value, List) else "a map"
        self.problem(value, "E104", f"`{key}` holds {what}, not text", "Put quotes around text with brackets or colons")
        return ""

    def texts(self, node: Map, key: str) -> tuple[str, ...]:
        """The texts of a list; one text stands for a list of one."""
        value = node.pairs.get(key)
        if value is None or (isinstance(value, Text) and not value.text):
            return ()
        if isinstance(value, Text):
            return (value.text,)
        if isinstance(value, List):
            for item in value.items:
                if not isinstance(item, Text):
                    self.problem(item, "E104", f"an item of `{key}` is not text", "Put quotes around it")
            return tuple(item.text for item in value.items if isinstance(item, Text) and item.text)
        self.problem(value, "E104", f"`{key}` holds a map, not a list", f"Write: {key}: [one, two]")
        return ()

    def entries(self, node: Map, key: str) -> list[tuple[Text, Node]]:
        """The named entries of a map such as `eras`."""
        value = node.pairs.get(key)
        if value is None or (isinstance(value, Text) and not value.text):
            return []
        if isinstance(value, Map):
            return [(value.keys[name], entry) for name, entry in value.pairs.items()]
        self.problem(value, "E104", f"`{key}` is not a map", "Write a name, a colon and the entry on each line")
        return []

    def one_of(self, node: Map, key: str, choices: Sequence[str], code: str) -> str:
        value = self.text(node, key)
        if value and value not in choices:
            hint = self.near(value, choices) or "Use one of: " + ", ".join(choices)
            self.problem(node.pairs[key], code, f'unknown `{key}`: "{value}"', hint)
            return ""
        return value

    def yes(self, node: Map, key: str) -> bool:
        value = self.text(node, key).lower()
        if value not in _YES | _NO:
            self.problem(node.pairs[key], "E109", f'`{key}` is "{value}"', "Write true, or leave it out")
        return value in _YES

    def extra(self, node: Map) -> tuple[tuple[str, str], ...]:
        """The author's own keys, which begin with `x-`."""
        if len(node.pairs) == 0:
            return ()
        return tuple((key, self.text(node, key)) for key in node.pairs if key.startswith("x-"))

    def known_keys(self, node: Map, known: frozenset[str], what: str) -> None:
        for key in node.pairs:
            if key not in known and not key.startswith("x-") and key not in DERIVED_KEYS:
                hint = self.near(key, sorted(known)) or f"Known are: {', '.join(sorted(known))}; x-… keys are yours"
                self.problem(node.keys.get(key, node), "E105", f"unknown key `{key}` of {what}", hint, "warning")

    def near(self, word: str, choices: Sequence[str]) -> str:
        from difflib import get_close_matches

        near = get_close_matches(word.lower(), choices, 1, 0.6)
        return f"Did you mean `{near[0]}`?" if near else ""

    def date(self, node: Map, at: int, what: str, key: str = "date") -> When | None:
        """The date of a map, or None with a problem; a date that is not given is one."""
        value = node.pairs.get(key)
        if value is None or (isinstance(value, Text) and not value.text.strip()):
            place: Node = value or node
            self.problem(place, "E102", f"{what} has no `{key}`", f"Add: {key}: May 2020, or {key}: unknown")
            return None
        if isinstance(value, Map) and isinstance(value.pairs.get("text"), Text):
            value = value.pairs["text"]  # a date of our own JSON, which says more than was written
            node = Map({key: value}, {}, value.at)
        text = self.text(node, key)
        if not text:
            return None
        try:
            return read(text, self.context)
        except DateError as error:
            place_of_error = self.file.place_of(value, error.start, error.end)
            self.problems.append(self.file.problem_at(place_of_error, error.code, str(error), error.hint))
            return None

    # --- the whole ------------------------------------------------------------------------------------------------

    def finish(self, documents: Sequence[Document]) -> Chronology:
        chronology = Chronology(
            self.title, self.about, tuple(self.eras.values()), tuple(self.people.values()),
            tuple(self.outlets.values()), tuple(self.found.values()), (), self.year, self.conventions,
            tuple(self.views.items()), tuple(document.file.name for document in documents),
        )  # fmt: skip
        refers = (one.date.clauses for ones in (chronology.eras, chronology.events) for one in ones)
        if self.source_dates or any(refers):
            from timeline.resolve.whole import resolve_chronology

            chronology, problems = resolve_chronology(chronology, self.where)
            self.problems += problems
        return chronology._replace(problems=tuple(_in_file_order(self.problems)))

    def where(self, one: Era | Event | Source) -> tuple[Place, str]:
        """Where the date of an era, an event or a source stands, and its line."""
        file, node = self.source_dates[id(one)] if isinstance(one, Source) else self.dates[one.id]
        place = file.place_of(node)
        return place, file.line_text(place.line)


def _in_file_order(problems: list[Problem]) -> list[Problem]:
    """By file in the order of reading, then by line and column."""
    files = {name: n for n, name in reversed(list(enumerate(problem.place.file for problem in problems)))}
    return sorted(problems, key=lambda one: (files[one.place.file], one.place.line, one.place.column))


def _identity(title: str, taken: dict[str, Event]) -> str:
    """An id made from a title: its first six words, folded to ASCII where they can be; a number where it is taken."""
    words = re.findall(r"[^\W_]+", _folded(title))
    base = "-".join(words[:6]) or "event"
    identity, n = base, 1
    while identity in taken:
        n += 1
        identity = f"{base}-{n}"
    return identity


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    from unicodedata import combining, normalize

    return "".join(char for char in normalize("NFKD", text) if not combining(char)).lower()
