"""What files say of themselves: titles, conventions, people, outlets, views and eras, of several files put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from timeline.dates import STANDARD, Context, Conventions
from timeline.errors import Where
from timeline.load.files import HEADER, Document, Spot
from timeline.load.keys import ERA_KEYS, HEADER_KEYS, NO, OUTLET_KEYS, PERSON_KEYS, YES
from timeline.load.nodes import NOWHERE, List, Map, Node, Text
from timeline.load.values import Values
from timeline.model import Era, Name

_VERSION = "1"
_ONE_OF_BOTH = "give both files the same, or leave it out of one"


class Headers(Values):
    """Takes the header of each file.

    Attributes:
        dates: Where the dates of eras stand, by id.
        given: Where what may be said but once stands, by what it is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.about = ""
        self.year: int | None = None
        self.conventions: Conventions = STANDARD
        self.eras: dict[str, Era] = {}
        self.people: dict[str, Name] = {}
        self.outlets: dict[str, Name] = {}
        self.views: dict[str, str] = {}
        self.own_keys: dict[str, str] = {}
        self.dates: dict[str, Where] = {}
        self.given: dict[tuple[str, ...], Where] = {}

    def headers(self, documents: Sequence[Document]) -> None:
        """What the files say of themselves: first how their dates are read, then all else."""
        self.settings(documents)
        for document in documents:
            self.header(document)

    def settings(self, documents: Sequence[Document]) -> None:
        """How the dates of each file are read.

        A year, and EDTF alone, hold for the file that says so and for those that it includes, unless they say something
        else; conventions for all files that are read together. Where the files differ, dates come out as they have to
        be written where no year holds.
        """
        years: dict[Document, str] = {}
        ways: dict[Document, str] = {}
        for document in documents:
            self.file, header = document.file, document.header
            years[document] = self.read_year(header)
            ways[document] = self.text(header, "dates")
            self.read_conventions(header)
        for document in documents:
            self.file = document.file
            found = dict.fromkeys(_inherited(document, years))
            if len(found) > 1:
                told = " and ".join(f"year: {year}" for year in found)
                message = f"the file has no `year`, and is included by files with {told}"
                self.problem(document.header, "E113", message, f"Write year: {next(iter(found))} into it, or the other")
            edtf = "edtf" in _inherited(document, ways)
            document.context = Context(self.conventions, int(next(iter(found))) if found else None, edtf)
        contexts = {document.context for document in documents}
        self.year = next(iter(contexts)).year if len(contexts) == 1 else None
        self.whole = Context(self.conventions) if len(contexts) > 1 else None

    def header(self, document: Document) -> None:
        """What a file says of itself; of several files the first title and text stand."""
        self.file = document.file
        header = document.header
        self.known_keys(header, HEADER_KEYS, "a chronology")
        version = self.text(header, "timeline")
        if version and version != _VERSION:
            self.problem(header.pairs["timeline"], "F111", f"this is format version {version}; known is {_VERSION}")
        self.title = self.title or self.text(header, "title")
        self.about = self.about or self.text(header, "about")
        for key, text in self.extra(header):
            self.own_keys.setdefault(key, text)
        self.context = document.context
        for name, node in self.entries(header, "people"):
            self.person(name, node)
        for name, node in self.entries(header, "outlets"):
            known, one = self.outlets.get(name.text), self.named(name, node, OUTLET_KEYS)
            self.home(known, one, node)
            self.outlets[name.text] = _joined(known, one)
        for name, node in self.entries(header, "views"):
            if isinstance(node, Text):
                self.view(name.text, node)
        for name, node in self.entries(header, "eras"):
            self.era(name, node)

    def read_year(self, header: Map) -> str:
        year = self.text(header, "year")
        if not year or (year.isascii() and year.isdigit() and len(year) == 4):
            return year
        self.problem(header.pairs["year"], "E109", f'`year` is "{year}"', "Write four digits: year: 2021")
        return ""

    def read_conventions(self, header: Map) -> None:
        """Takes over the header's changes to the conventions: `conventions: {summer: 5-9, slack: no}`."""
        node = header.pairs.get("conventions")
        if node is None or (isinstance(node, Text) and not node.text):
            return
        conventions = self.changed_conventions(header)
        if self.is_first(("conventions",), node):
            self.conventions = conventions
        elif conventions != self.conventions:
            message = "`conventions` differ from those of a file that is read with this one"
            self.differs(("conventions",), node, message)

    def is_first(self, path: tuple[str, ...], node: Node) -> bool:
        """Whether nothing has been said there before, `people`, a name, `born`; takes note of where it is said now."""
        if path in self.given:
            return False
        self.given[path] = Spot(self.file, HEADER, path) if node.at == NOWHERE else Spot(self.file, node)
        return True

    def differs(self, path: tuple[str, ...], node: Node, message: str) -> None:
        self.problem(node, "E113", message, f"First at {self.given[path]}; {_ONE_OF_BOTH}")

    def home(self, known: Name | None, one: Name, node: Node) -> None:
        """Tells of an outlet's home page that another file gives differently."""
        path = "outlets", one.name, "home"
        if not one.home or not isinstance(node, Map) or self.is_first(path, node.pairs["home"]) or known is None:
            return
        if known.home and known.home != one.home:
            message = f"`home` of {one.name} is given twice: {known.home} and {one.home}"
            self.differs(path, node.pairs["home"], message)

    def person(self, name: Text, node: Node) -> None:
        known, one = self.people.get(name.text), self.named(name, node, PERSON_KEYS)
        path = "people", name.text, "born"
        if one.born is not None and isinstance(node, Map) and not self.is_first(path, node.pairs["born"]):
            from timeline.dates.carried import meaning

            assert known is not None and known.born is not None
            if meaning(known.born) != meaning(one.born):
                message = f"`born` of {name.text} is given twice: {known.born.text} and {one.born.text}"
                self.differs(path, node.pairs["born"], message)
        self.people[name.text] = _joined(known, one)

    def view(self, name: str, node: Text) -> None:
        path = "views", name
        if not self.is_first(path, node) and self.views[name].split() != node.text.split():
            self.differs(path, node, f"view `{name}` is given twice")
            return
        self.views.setdefault(name, node.text)

    def changed_conventions(self, header: Map) -> Conventions:
        """The table of conventions with the header's changes."""
        from timeline.dates.stretches import STRETCHES, how_to_write, stretch_of

        changed: dict[str, Any] = {}
        for name, node in self.entries(header, "conventions"):
            key = name.text.replace("-", "_").replace(" ", "_")
            value = node.text if isinstance(node, Text) else ""
            stretch = stretch_of(key, value) if key in STRETCHES else None
            if stretch is not None:
                changed[key] = stretch
            elif key == "slack" and value in YES | NO:
                changed[key] = value in YES
            else:
                hint = "" if key in Conventions._fields else self.near(key, Conventions._fields).replace("_", "-")
                hint = hint or "Write first and last: mid-year: 5-8, or slack: no"
                hint = how_to_write(key) if key in STRETCHES else hint
                self.problem(name, "E112", f"`{name.text}: {value}` is no convention", hint)
        return STANDARD._replace(**changed)

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
        if name.text in self.eras:
            self.problem(name, "E103", f"era `{name.text}` is given twice", f"First at {self.eras[name.text].where}")
            return
        plain = name.at == NOWHERE
        where = Spot(self.file, HEADER, ("eras", (name.text,))) if plain else Spot(self.file, name)
        self.eras[name.text] = Era(name.text, self.text(node, "name") or name.text, date, date, where, self.extra(node))
        path = ("eras", name.text, "date")
        self.dates[name.text] = Spot(self.file, HEADER, path) if plain else Spot(self.file, node.pairs["date"])

    def named(self, name: Text, node: Node, keys: frozenset[str]) -> Name:
        if isinstance(node, Text) and not node.text:
            return Name(name.text)
        if isinstance(node, (Text, List)):
            node = Map({"aliases": node}, {}, node.at)
        self.known_keys(node, keys, "a name")
        born = self.date(node, node.at, name.text, "born") if "born" in node.pairs else None
        return Name(name.text, self.texts(node, "aliases"), born, self.text(node, "home"), self.extra(node))


def _inherited(document: Document, own: Mapping[Document, str]) -> Iterator[str]:
    """What a file says, else what those say that include it, in the order of reading."""
    waiting, seen = [document], {document}
    while waiting:
        one = waiting.pop(0)
        said = own.get(one)
        if said:
            yield said
        else:
            waiting += [other for other in one.includers if other not in seen]
            seen.update(one.includers)


def _joined(known: Name | None, one: Name) -> Name:
    """A name that several files describe: all its aliases, and else what the last of them says."""
    if known is None:
        return one
    return Name(
        one.name,
        tuple(dict.fromkeys((*known.aliases, *one.aliases))),
        known.born if one.born is None else one.born,
        one.home or known.home,
        tuple((dict(known.extra) | dict(one.extra)).items()),
    )
