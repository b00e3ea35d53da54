"""What files say of themselves: titles, conventions, people, outlets, views and eras, of several files put together."""

from __future__ import annotations

from typing import Any

from timeline.dates import STANDARD, Context, Conventions
from timeline.errors import Where
from timeline.load.files import HEADER, Document, Spot
from timeline.load.keys import ERA_KEYS, HEADER_KEYS, NO, OUTLET_KEYS, PERSON_KEYS, YES
from timeline.load.nodes import NOWHERE, List, Map, Node, Text
from timeline.load.values import Values
from timeline.model import Era, Name

_VERSION = "1"


class Headers(Values):
    """Takes the header of each file.

    Attributes:
        dates: Where the dates of eras stand, by id.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.about = ""
        self.year: int | None = None
        self.conventions: Conventions = STANDARD
        self.as_edtf = False
        self.eras: dict[str, Era] = {}
        self.people: dict[str, Name] = {}
        self.outlets: dict[str, Name] = {}
        self.views: dict[str, str] = {}
        self.own_keys: dict[str, str] = {}
        self.dates: dict[str, Where] = {}

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
        self.as_edtf = self.as_edtf or self.text(header, "dates") == "edtf"
        year = self.text(header, "year")
        if year:
            if year.isascii() and year.isdigit() and len(year) == 4:
                self.year = int(year)
            else:
                self.problem(header.pairs["year"], "E109", f'`year` is "{year}"', "Write four digits: year: 2021")
        for key, text in self.extra(header):
            self.own_keys.setdefault(key, text)
        self.conventions = self.read_conventions(header)
        self.context = Context(self.conventions, self.year, self.as_edtf)
        for name, node in self.entries(header, "people"):
            self.people[name.text] = _joined(self.people.get(name.text), self.named(name, node, PERSON_KEYS))
        for name, node in self.entries(header, "outlets"):
            self.outlets[name.text] = _joined(self.outlets.get(name.text), self.named(name, node, OUTLET_KEYS))
        for name, node in self.entries(header, "views"):
            if isinstance(node, Text):
                self.views[name.text] = node.text
        for name, node in self.entries(header, "eras"):
            self.era(name, node)

    def read_conventions(self, header: Map) -> Conventions:
        """The table of conventions with the header's changes: `conventions: {summer: 5-9, slack: no}`."""
        if "conventions" not in header.pairs:
            return self.conventions
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
