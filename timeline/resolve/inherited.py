"""What a date takes over from those that its days rest on: that they are doubtful, how far they may be off, and gaps.

A bound rests on the date that it was told by, or on what that one's bound rests on: after `@u`, dated `2019?`, is only
possibly in 2019 or later. What a date says itself stays as sure as it was (`query.windows.happened_within`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from timeline.dates.when import Clause, Precision, When, between
from timeline.records import NamedTuple
from timeline.resolve.network import STRUCTURE, Network
from timeline.resolve.possible import EARLIEST, LATEST

if TYPE_CHECKING:
    from timeline.resolve import Node

_BY_LEEWAY: tuple[Precision, ...] = ("none", "day", "month", "season", "year", "decade")
"""Precisions by how far a date that is about or by convention may be off, the least first."""

_MOST_RANGES = 1_000
"""Separate stretches of days that are taken over; more of them are one."""


class Doubts(NamedTuple):
    """As on `When`; `leeway` is a place in `_BY_LEEWAY`."""

    uncertain: bool = False
    approximate: bool = False
    convention: bool = False
    leeway: int = 0

    def joined(self, other: Doubts) -> Doubts:
        """Both."""
        return Doubts(
            self.uncertain or other.uncertain,
            self.approximate or other.approximate,
            self.convention or other.convention,
            max(self.leeway, other.leeway),
        )


_NONE = Doubts()


class Inherited:
    """What the bounds of a network at rest rest on; the owner of each variable is a node, of each line a clause."""

    def __init__(
        self, network: Network, nodes: Sequence[Node], owners: Sequence[int], clauses: Sequence[tuple[int, Clause]]
    ) -> None:
        self._network, self._nodes, self._owners, self._clauses = network, nodes, owners, clauses
        self._known: tuple[dict[int, Doubts], dict[int, Doubts]] = {}, {}

    def doubtful(self, when: When, begins: int, ends: int) -> When:
        """A narrowed date with the doubts of what its bounds rest on."""
        found = _NONE
        for v in (begins,) if begins == ends else (begins, ends):
            found = found.joined(self._rests(v, 0)).joined(self._rests(v, 1))
        if found == _NONE:
            return when
        return when._replace(
            uncertain=when.uncertain or found.uncertain,
            approximate=when.approximate or found.approximate,
            convention=when.convention or found.convention,
            leeway=_BY_LEEWAY[found.leeway],
        )

    def _rests(self, variable: int, side: int) -> Doubts:
        """The doubts of the earliest (0) or the latest (1) day of a variable."""
        known = self._known[side]
        network = self._network
        parents = network.lowered if side else network.raised
        chain = []
        v: int | None = variable
        while v is not None and v not in known:
            known[v] = _NONE  # for chains that come round
            chain.append(v)
            edge = parents[v]
            v = None if edge is None else (edge[1] if side else edge[0])
        for v in reversed(chain):
            edge = parents[v]
            if edge is None:
                known[v] = self._own(v, side)
                continue
            found = known[edge[1] if side else edge[0]]
            if edge[5] != STRUCTURE:
                clause = self._clauses[edge[5]][1]
                found = found.joined(Doubts(False, clause.approximate, clause.convention))
            known[v] = found.joined(self._own(v, side)) if v in network.holes else found
        return known[variable]

    def _own(self, v: int, side: int) -> Doubts:
        network = self._network
        if network.latest[v] == LATEST if side else network.earliest[v] == EARLIEST:
            return _NONE
        owners = self._owners
        is_end = v > 0 and owners[v - 1] == owners[v]
        is_begin = owners[v : v + 2].count(owners[v]) == 2
        return _doubts_of(self._nodes[owners[v]].when, int(is_end or (side == 1 and not is_begin)))


def _doubts_of(when: When, end: int) -> Doubts:
    """What is doubtful of a date, with the leeway of one of its ends (see `leeways`)."""
    leeway = 0
    if when.approximate or when.convention:
        from timeline.dates.leeways import leeways_of

        unit = leeways_of(when)[end]
        unit = _OF_PARTS.get(unit, unit)
        leeway = _BY_LEEWAY.index(unit) if unit in _BY_LEEWAY else 0
    return Doubts(when.uncertain, when.approximate, when.convention, leeway)


_OF_PARTS = {"part of a month": "month", "part of a year": "month", "part of a decade": "year"}
"""A part of a decade may be a year off, one of a year a month; one of a month, a few days, counts as such."""


# --- gaps ---------------------------------------------------------------------------------------------------------


def same_days(clause: Clause) -> str:
    """The target of a clause that says of two points that they are on the same day; empty for any other."""
    if len(clause.targets) != 1 or len(clause.bounds) != 2:
        return ""
    low, high = clause.bounds
    is_same = low.at_least and not high.at_least and low[4:] == high[4:] == (0, 0, "", None)
    return clause.targets[0] if is_same else ""


def with_gaps(whens: list[When], same: Mapping[int, Sequence[int]]) -> None:
    """Leave out of dates the days that those on the same day leave out; `same` has those by the number of each."""
    begun: set[int] = set()
    for first in same:
        waiting = [(first, iter(same[first]))] if first not in begun else []
        begun.add(first)
        while waiting:
            i, others = waiting[-1]
            other = next((j for j in others if j in same and j not in begun), None)
            if other is not None:
                begun.add(other)
                waiting.append((other, iter(same[other])))
                continue
            waiting.pop()
            for j in same[i]:
                whens[i] = _on_days_of(whens[i], whens[j])


def _on_days_of(when: When, other: When) -> When:
    theirs = other.ranges
    if not when.derived or not 1 < len(theirs) <= _MOST_RANGES:
        return when
    ranges = tuple(days for low, high in theirs for days in between(when.ranges, low, high))
    if not ranges:
        return when
    return when._replace(lower=ranges[0][0], upper=ranges[-1][1], gaps=ranges if len(ranges) > 1 else None)
