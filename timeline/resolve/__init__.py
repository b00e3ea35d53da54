"""References resolved: the days that dates can mean once `after @id`, eras and ages are taken into account.

What is concluded is exact: every bound is reached by some way in which all the dates can hold. Only early, mid and
late parts of a span whose own ends are uncertain do not bound those ends. Dates that cannot all hold are reported by
the smallest set of lines that clash, and stay as they were written; the others are resolved as if the clashing
references were absent.
"""

from collections.abc import Mapping, Sequence

from timeline.dates.conventions import Conventions
from timeline.dates.when import Clause, When
from timeline.errors import Place, Problem, Where
from timeline.model import Reason
from timeline.records import NamedTuple

__all__ = ["Node", "Reason", "Solution", "solve"]

BORN = "born:"
"""How the target of an age begins, before the name."""


class Node(NamedTuple):
    """A date that may refer to others or be referred to: an event's, an era's, a source's.

    Attributes:
        id: What others call it; empty for the date of a source.
        when: As read.
        place: Where its text stands.
        excerpt: The user's own line; may be left empty and put in later.
    """

    id: str
    when: When
    place: Where = Place("")
    excerpt: str = ""

    def place_of(self, clause: Clause) -> Where:
        """Where a clause of it stands, as far as its own place is known."""
        return self.place.inside(clause.column, len(clause.text))


class Solution(NamedTuple):
    """Dates resolved.

    Attributes:
        whens: In the order of the nodes, narrowed; `derived` holds the ids of the dates next to each that narrowed it.
        problems: In file order.
        before: Index pairs of nodes, the first declared not to be after the second; no circles.
        reasons: By id of the node, for each bound that comes from a reference.
    """

    whens: list[When]
    problems: tuple[Problem, ...]
    before: list[tuple[int, int]]
    reasons: Mapping[str, tuple[Reason, ...]]


def solve(nodes: Sequence[Node], conventions: Conventions, births: Mapping[str, When]) -> Solution:
    """The dates of a chronology, narrowed by their references.

    Args:
        nodes: Events, eras and the dates of sources, in file order; ids are unique, and "" for a source.
        conventions: Of the file.
        births: Birth dates by name, aliases included.
    """
    if not any(node.when.clauses for node in nodes):
        return Solution([node.when for node in nodes], (), [], {})
    import gc

    from timeline.resolve.solver import Solver

    # Many small tuples and no garbage: collecting in between costs a third of the time in big files.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return Solver(nodes, conventions, births).solution()
    finally:
        if collecting:
            gc.enable()
