"""Why the bounds of dates are what they are: told from the network when asked, of the dates that are asked about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from timeline.model import Reason
from timeline.resolve.network import STRUCTURE, Edge, Network

if TYPE_CHECKING:
    from timeline.dates.when import Clause
    from timeline.resolve import Node


class Reasons(Mapping[str, tuple[Reason, ...]]):
    """For each bound that comes from a reference, its reason, by the ids of nodes; of a date that has none, nothing.

    Attributes:
        ids: Which variables the date of an id has, of those that have reasons.
    """

    __slots__ = ("_clauses", "_network", "_nodes", "_owners", "ids")

    def __init__(
        self, network: Network, nodes: list[Node], owners: list[int], clauses: list[tuple[int, Clause]]
    ) -> None:
        """For a network at rest; `owners` are the nodes of its variables, `clauses` what its lines say, and of which
        node.
        """
        self._network, self._nodes, self._owners, self._clauses = network, nodes, owners, clauses
        self.ids: dict[str, tuple[int, int]] = {}

    def note(self, id_: str, begins: int, ends: int) -> tuple[str, ...]:
        """Remember the variables of a date if a reference set a bound of theirs; the ids of the dates that did."""
        network, owners = self._network, self._owners
        raised, lowered = network.raised, network.lowered
        neighbours: list[int] = []
        for v in (begins,) if begins == ends else (begins, ends):
            edge = raised[v]
            if edge is not None and edge[5] != STRUCTURE:
                neighbours.append(edge[0])
            edge = lowered[v]
            if edge is not None and edge[5] != STRUCTURE:
                neighbours.append(edge[1])
        if not neighbours:
            return ()
        if id_:  # the date of a source has none
            self.ids[id_] = begins, ends
        nodes = self._nodes
        if len(neighbours) == 1:
            return (nodes[owners[neighbours[0]]].id,)
        return tuple(dict.fromkeys([nodes[owners[v]].id for v in neighbours]))

    def __getitem__(self, id_: str) -> tuple[Reason, ...]:
        begins, ends = self.ids[id_]
        network = self._network
        point = begins == ends
        rows = (
            (network.raised[begins], 0, network.earliest[begins], "earliest" if point else "earliest start"),
            (network.lowered[begins], 1, network.latest[begins], "latest" if point else "latest start"),
            (network.raised[ends], 0, network.earliest[ends], "earliest end"),
            (network.lowered[ends], 1, network.latest[ends], "latest end"),
        )
        return tuple(
            self._reason(edge, other, day, bound)
            for edge, other, day, bound in rows[: 2 if point else 4]
            if edge is not None and edge[5] != STRUCTURE
        )

    def _reason(self, edge: Edge, other: int, day: int, bound: str) -> Reason:
        i, clause = self._clauses[edge[5]]
        node = self._nodes[i]
        neighbour = self._nodes[self._owners[edge[1] if other else edge[0]]].id
        return Reason(bound, day, (neighbour,), node.id, clause.text, node.place_of(clause))

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)
