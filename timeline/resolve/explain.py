"""References that cannot be followed, and dates that cannot all hold, as problems that show each line concerned."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from timeline.dates.when import Clause, When
from timeline.errors import Place, Problem

_new = tuple.__new__
_BORN = "born:"
_MOST_GUESSES = 20
"""Unknown ids for which a near one is looked for: no more problems than this are shown."""


class Node(NamedTuple):
    """A date that may refer to others or be referred to: an event's, an era's, a source's.

    Attributes:
        id: What others call it; empty for the date of a source.
        when: As read.
        place: Where its text stands.
        excerpt: The user's own line.
    """

    id: str
    when: When
    place: Place = Place("")
    excerpt: str = ""


class Line(NamedTuple):
    """One statement: a node's own date (`clause` None) or one of its clauses."""

    node: Node
    clause: Clause | None

    @property
    def place(self) -> Place:
        return self.node.place if self.clause is None else clause_place(self.node, self.clause)

    @property
    def sentence(self) -> str:
        """`@b is after @a`, `@a is dated June 2020`, `Tom Cruise was born 1962-07-03`."""
        name = self.node.id
        if name.startswith(_BORN):
            return f"{name.removeprefix(_BORN)} was born {own_text(self.node.when)}"
        subject = f"@{name}" if name else "the source"
        if self.clause is None:
            return f"{subject} is dated {own_text(self.node.when)}"
        text = self.clause.text
        verb = "lasts" if text.lower().startswith(("since", "from")) else "is"
        return f"{subject} {verb} {text}"


def clause_place(node: Node, clause: Clause) -> Place:
    """Where a clause stands, as far as the place of its date is known."""
    place = node.place
    if not place.column:
        return place
    return _new(Place, (place.file, place.line, place.column + clause.column, len(clause.text)))


def own_text(when: When) -> str:
    """What a date says itself, without its references."""
    if not when.clauses:
        return when.text.strip()
    columns = {clause.column for clause in when.clauses}
    own: list[str] = []
    column = 0
    for piece in when.text.split(";"):
        if column + len(piece) - len(piece.lstrip()) not in columns:
            own.append(piece.strip())
        column += len(piece) + 1
    return "; ".join(own)


class Guesses:
    """Near names for unknown ones, each looked for once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(dict.fromkeys(name for name in names if name))
        self._found: dict[str, str] = {}

    def near(self, name: str) -> str:
        """The name most like it; empty where there is none."""
        if name not in self._found and len(self._found) < _MOST_GUESSES:
            from difflib import get_close_matches

            lower = {known.casefold(): known for known in self._names}
            near = get_close_matches(name.casefold(), lower, 1, 0.6)
            self._found[name] = lower[near[0]] if near else ""
        return self._found.get(name, "")


def unknown(node: Node, clause: Clause, target: str, ids: Guesses, born: Guesses) -> Problem:
    """R101, an id that nothing has, or R104, an age of somebody whose birth date is not known."""
    place = clause_place(node, clause)
    if target.startswith(_BORN):
        name = target.removeprefix(_BORN)
        near = born.near(name)
        hint = f"Did you mean {near}?" if near else f"Write under people:  {name}: {{born: YYYY-MM-DD}}"
        return Problem(place, "R104", f'the birth date of "{name}" is not in the file', hint, excerpt=node.excerpt)
    near = ids.near(target)
    hint = f"Did you mean @{near}?" if near else "Give the event or the era that is meant this id"
    at = clause.text.find("@" + target)
    if place.column and at >= 0:
        place = Place(place.file, place.line, place.column + at, len(target) + 1)
    return Problem(place, "R101", f'no event or era has the id "{target}"', hint, excerpt=node.excerpt)


def refers_to_itself(node: Node, clause: Clause) -> Problem:
    """R103, a date that is told by itself."""
    message = f"the date of @{node.id} refers to itself"
    return Problem(clause_place(node, clause), "R103", message, "Name another event, or an era", excerpt=node.excerpt)


def clashing(lines: Sequence[Line], first: Line) -> Problem:
    """R102, dates that contradict each other, or R103, references that go round in a circle; placed at `first`."""
    related = tuple((line.place, line.sentence) for line in lines)
    if all(line.clause is not None for line in lines):
        names = ", ".join(dict.fromkeys(f"@{line.node.id}" for line in lines if line.node.id))
        message = f"references that lead round in a circle and cannot hold: {names}"
        hint = "Take out or turn round one of them"
        return Problem(first.place, "R103", message, hint, excerpt=first.node.excerpt, related=related)
    message = f"dates that contradict each other: {len(lines)} statements cannot all hold"
    hint = "Correct or take out one of them; the others can then hold"
    return Problem(first.place, "R102", message, hint, excerpt=first.node.excerpt, related=related)


def birth_node(target: str, births: Mapping[str, When], file: str) -> Node | None:
    """The node of a birth date that an age refers to; None where it is not known, or the target is none."""
    if not target.startswith(_BORN):
        return None
    name = target.removeprefix(_BORN)
    when = births.get(name)
    if when is None:
        folded = {" ".join(known.casefold().split()): known for known in births}
        known = folded.get(name.casefold())
        when = None if known is None else births[known]
    return None if when is None else Node(target, when, Place(file))
