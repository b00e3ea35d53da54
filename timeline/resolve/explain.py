"""References that cannot be followed, and dates that cannot all hold, as problems that show each line concerned."""

from collections.abc import Iterable, Sequence

from timeline.dates.when import Clause, When
from timeline.errors import Problem, Where
from timeline.records import NamedTuple
from timeline.resolve import BORN
from timeline.resolve import Node as Node

_MOST_GUESSES = 20
"""Unknown ids for which a near one is looked for: no more problems than this are shown."""


class Line(NamedTuple):
    """One statement: a node's own date (`clause` None) or one of its clauses."""

    node: Node
    clause: Clause | None

    @property
    def place(self) -> Where:
        return self.node.place if self.clause is None else self.node.place_of(self.clause)

    @property
    def sentence(self) -> str:
        """`@b is after @a`, `@a is dated June 2020`, `Tom Cruise was born 1962-07-03`."""
        name = self.node.id
        if name.startswith(BORN):
            return f"{name.removeprefix(BORN)} was born {own_text(self.node.when)}"
        subject = f"@{name}" if name else "the source"
        if self.clause is None:
            return f"{subject} is dated {own_text(self.node.when)}"
        text = self.clause.text
        verb = "lasts" if text.lower().startswith(("since", "from")) else "is"
        return f"{subject} {verb} {text}"


def own_text(when: When) -> str:
    """What a date says itself, without its references; of `between @a and May 2020`, all of it."""
    if not when.clauses:
        return when.text.strip()
    columns = {clause.column for clause in when.clauses if not clause.dated}
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


def nothing_has(target: str) -> str:
    """What R101 says of an id."""
    return f'no event or era has the id "{target}"'


def unknown(node: Node, clause: Clause, target: str, ids: Guesses, born: Guesses) -> Problem:
    """R101, an id that nothing has, or R104, an age of somebody whose birth date is not known."""
    place = node.place_of(clause)
    if target.startswith(BORN):
        name = target.removeprefix(BORN)
        near = born.near(name)
        hint = f"Did you mean {near}?" if near else f"Write under people:  {name}: {{born: YYYY-MM-DD}}"
        return Problem(place, "R104", f'the birth date of "{name}" is not in the file', hint, excerpt=node.excerpt)
    near = ids.near(target)
    hint = f"Did you mean @{near}?" if near else "Give the event or the era that is meant this id"
    at = clause.text.find("@" + target)
    if at >= 0:
        place = place.inside(at, len(target) + 1)
    return Problem(place, "R101", nothing_has(target), hint, excerpt=node.excerpt)


def refers_to_itself(node: Node, clause: Clause) -> Problem:
    """R103, a date that is told by itself."""
    message = f"the date of @{node.id} refers to itself"
    return Problem(node.place_of(clause), "R103", message, "Name another event, or an era", excerpt=node.excerpt)


def _each_once(lines: Sequence[Line]) -> list[Line]:
    """The lines without own dates that stand in one of the clauses alone: `between @a and May 2020` is one line."""
    told = {(line.node, line.clause.text) for line in lines if line.clause is not None and line.clause.dated}
    return [line for line in lines if line.clause is not None or (line.node, own_text(line.node.when)) not in told]


def clashing(lines: Sequence[Line], first: Line) -> Problem:
    """R102, dates that contradict each other, or R103, references that go round in a circle; placed at `first`."""
    lines = _each_once(lines)
    related = tuple((line.place, line.sentence) for line in lines)
    if all(line.clause is not None for line in lines):
        names = ", ".join(dict.fromkeys(f"@{line.node.id}" for line in lines if line.node.id))
        message = f"references that lead round in a circle and cannot hold: {names}"
        hint = "Take out or turn round one of them"
        return Problem(first.place, "R103", message, hint, excerpt=first.node.excerpt, related=related)
    message = f"dates that contradict each other: {len(lines)} statements cannot all hold"
    hint = "Correct or take out one of them; the others can then hold"
    return Problem(first.place, "R102", message, hint, excerpt=first.node.excerpt, related=related)
