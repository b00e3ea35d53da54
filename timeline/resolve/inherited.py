"""What a date takes over from those that its days rest on: that they are doubtful, and gaps.

A bound rests on the date that it was told by, or on what that one's bound rests on: after `@u`, dated `2019?`, is only
possibly in 2019 or later. What a date says itself stays as sure as it was (`query.windows.happened_within`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from timeline.dates.bounds import flags_of
from timeline.dates.conventions import Conventions
from timeline.dates.forms import Interval, Set, Stretch
from timeline.dates.leeways import leeway_of
from timeline.dates.when import Clause, When, between
from timeline.records import NamedTuple
from timeline.resolve.network import STRUCTURE, Network
from timeline.resolve.possible import EARLIEST, LATEST

if TYPE_CHECKING:
    from timeline.resolve import Node

_MOST_RANGES = 1_000
"""Separate stretches of days that are taken over; more of them are one."""


class Doubts(NamedTuple):
    """As on `When`."""

    uncertain: bool = False
    approximate: bool = False
    convention: bool = False

    def joined(self, other: Doubts) -> Doubts:
        """Both."""
        return Doubts(
            self.uncertain or other.uncertain,
            self.approximate or other.approximate,
            self.convention or other.convention,
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
        again = 1 + (v in chain)  # what comes round takes over what those behind it rest on
        for v in [*reversed(chain)] * again:
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
    """What is doubtful of one end of a date: of its first day or beginning (0), or of its last day or end (1)."""
    form, found = when.form, Doubts(when.uncertain, when.approximate, when.convention)
    if isinstance(form, Set) and len(form.members) == 1 and not form.q:
        form = form.members[0]
    if isinstance(form, (Interval, Stretch)) and found == flags_of(form):
        ends = (form.start, form.end) if isinstance(form, Interval) else (form.first, form.last)
        return Doubts(*flags_of(ends[end]))
    return found


# --- gaps ---------------------------------------------------------------------------------------------------------


def exact_lag(clause: Clause) -> tuple[str, int]:
    """What a clause says a point is just so many days after, and how many: none for the same day.

    The name is empty for a clause that says anything else.
    """
    if len(clause.targets) != 1 or len(clause.bounds) != 2:
        return "", 0
    one, other = clause.bounds
    days = one.days
    is_exact = one.at_least != other.at_least and one[4:] == other[4:] == (0, days, "", None)
    return (clause.targets[0], days) if is_exact else ("", 0)


def with_gaps(whens: list[When], lags: Mapping[int, Sequence[tuple[int, int]]], conventions: Conventions) -> None:
    """Leave out of dates the days that those leave out which they are an exact lag after.

    `lags` has, by the number of each, the numbers of those and the days.
    """
    begun: set[int] = set()
    for first in lags:
        waiting = [(first, iter(lags[first]))] if first not in begun else []
        begun.add(first)
        while waiting:
            i, others = waiting[-1]
            other = next((j for j, _ in others if j in lags and j not in begun), None)
            if other is not None:
                begun.add(other)
                waiting.append((other, iter(lags[other])))
                continue
            waiting.pop()
            for j, days in lags[i]:
                whens[i] = _days_after(whens[i], whens[j], days, conventions)


def _days_after(when: When, other: When, days: int, conventions: Conventions) -> When:
    theirs = [
        (None if low is None else low + days, None if high is None else high + days) for low, high in other.ranges
    ]
    if not when.derived or not 1 < len(theirs) <= _MOST_RANGES:
        return when
    ranges = tuple(left for low, high in theirs for left in between(when.ranges, low, high))
    if not ranges:
        return when
    mine, others = leeway_of(when, conventions), leeway_of(other, conventions)
    mine = mine._replace(begun=max(mine.begun, others.begun), ended=max(mine.ended, others.ended))
    gaps = ranges if len(ranges) > 1 else None
    return when._replace(lower=ranges[0][0], upper=ranges[-1][1], gaps=gaps, leeway=mine if any(mine) else when.leeway)
