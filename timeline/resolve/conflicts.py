"""Why dates cannot all hold: the smallest set of lines that clash, each of which alone would dissolve the clash.

A line is a date as its author gave it, or one clause. The clash with the fewest lines is looked for round by round,
one more reference each round, among all that are connected with the one that showed, from the dates on and then round
in circles, which need no date; then every line that is not needed is left out.
"""

from collections.abc import Callable, Sequence
from itertools import combinations

from timeline.records import NamedTuple
from timeline.resolve.network import ANY_DAY, STRUCTURE, Clash, Edge, Network
from timeline.resolve.possible import EARLIEST

Consistent = Callable[[list[int]], bool]

_PATIENCE = 2_000_000
"""Edges looked at in the search for the shortest clash before the one at hand is taken."""

_MOST_HOPS = 6
"""References of a circle that is looked for beside the chains from date to date."""

_MOST_CIRCLING = 100_000
"""Edges looked at in that search."""

_FEW = 24
"""Lines up to which each two of them are held against each other."""

_MOST_COMPARED = 40
"""Sets that are freed of needless lines before the smallest of them is chosen."""

_SHRINK = 150
"""Longer chains are taken as they are: the search by rounds has left out what is not needed."""


class _Step(NamedTuple):
    """How an earliest day came about: by an edge from an earlier step, None for the variable's own date.

    `moved_on`: the day was then moved on to the next one that the variable's own date can mean.
    """

    variable: int
    edge: Edge | None
    before: "_Step | None"
    moved_on: bool = False


class Conflicts:
    """Explains clashes of one network.

    Args:
        network: Its edges; the days in it are not looked at.
        dated: For each variable, the line of its own date.
        consistent: Whether some lines can hold together.
        also: The lines that a line may lean on: a clause on the dates of its targets.
    """

    def __init__(
        self, network: Network, dated: Sequence[int], consistent: Consistent, also: Callable[[int], list[int]]
    ) -> None:
        self._network, self._dated, self._consistent, self._also = network, dated, consistent, also

    def explain(self, clash: Clash, component: list[int]) -> list[list[int]]:
        """Sets of lines that clash, the smallest first, no line in two of them; at least one.

        Each is in the order of its chain, from the date that is passed back to the one that the chain starts from.
        """
        circle = _unique([edge[5] for edge in reversed(clash.circle)])
        found = self._shortest(component, len(circle) or len(component) * 2 + 2)
        if circle:
            found.append(circle)
        found += self._circles(component, min(map(len, found), default=_MOST_HOPS + 1))
        unlike = sorted({frozenset(lines): lines for lines in found}.values(), key=_size)
        compared = sorted(filter(None, map(self._least, unlike[:_MOST_COMPARED])), key=_size)
        if not compared or len(compared[0]) > 2:
            compared = self._pair(component) + compared
        chosen: list[list[int]] = []
        for n, lines in enumerate(compared + unlike[_MOST_COMPARED:]):
            if not any(set(lines) & set(other) for other in chosen):
                least = lines if n < len(compared) else self._least(lines)
                if least:
                    chosen.append(least)
        if chosen:
            return chosen
        return [self._needed([], False, self._lines_in(component))]

    def _lines_in(self, component: list[int]) -> list[int]:
        """Every line that is said of some variables: clauses, then dates."""
        said = [edge[5] for v in component for edge in self._network.up[v]]
        return _unique(said + [self._dated[v] for v in component])

    def _pair(self, component: list[int]) -> list[list[int]]:
        """Two lines of few that clash by themselves: one such set, or none."""
        lines = self._lines_in(component)
        pairs = combinations(lines, 2) if len(lines) <= _FEW else ()
        return [self._minimal(list(pair)) for pair in pairs if not self._consistent(list(pair))][:1]

    def _least(self, lines: list[int]) -> list[int]:
        """What is needed of lines that clash, together with the dates they lean on; empty if they do not clash."""
        wider = _unique(lines + [more for line in lines for more in self._also(line)])
        for some in (lines, wider):
            if not self._consistent(some):
                return self._minimal(some)
        return []

    def _minimal(self, lines: list[int]) -> list[int]:
        """The same without the lines that are not needed, in the same order."""
        if len(lines) > _SHRINK:
            said = [line for line in lines if line >= 0]
            return lines if len(said) == len(lines) or self._consistent(said) else said  # round in a circle
        needed = set(self._needed([], False, lines))
        return [line for line in lines if line in needed]

    def _needed(self, given: list[int], added: bool, lines: list[int]) -> list[int]:
        """A smallest part of `lines` that clashes together with `given` (U. Junker, "QuickXplain", 2004)."""
        if added and not self._consistent(given):
            return []
        if len(lines) == 1:
            return lines
        half = len(lines) // 2
        first, second = lines[:half], lines[half:]
        right = self._needed(given + first, bool(first), second)
        left = self._needed(given + right, bool(right), first)
        return left + right

    def _shortest(self, component: list[int], limit: int) -> list[list[int]]:
        """Sets of lines that clash, found in the first rounds in which there are any; the smallest is among them.

        The search ends where a set would have `limit` lines or more.
        """
        network = self._network
        days = list(network.first)
        steps: dict[int, _Step] = {v: _Step(v, None, None) for v in component if days[v] != EARLIEST}
        for v in list(steps):
            self._settle(v, days[v], steps[v], days, steps)
        frontier = sorted(steps)
        found: list[list[int]] = []
        looked = rounds = 0
        # A chain of so many references has that many lines and one date at least.
        while frontier and rounds + 1 < limit and looked < _PATIENCE:
            rounds += 1
            new: dict[int, tuple[int, _Step]] = {}
            for u in frontier:
                looked += len(network.up[u])
                for edge in network.up[u]:
                    self._follow(edge, days, steps, new)
            changed: set[int] = set()
            for v, (day, step) in sorted(new.items()):
                changed |= self._settle(v, day, step, days, steps)
            frontier = sorted(changed)
            found += filter(None, (self._clash_at(v, days[v], steps[v], rounds) for v in frontier))
            limit = min([limit, *map(len, found)])
        return found

    def _circles(self, component: list[int], limit: int) -> list[list[int]]:
        """Sets of fewer lines than `limit` that clash without any date: references that lead round in a circle."""
        network = self._network
        days = [EARLIEST] * len(network.first)
        found: list[list[int]] = []
        looked = 0
        for start in self._both_ways(component):
            day = network.first[start] if network.first[start] != EARLIEST else ANY_DAY
            begun = _Step(start, None, None)
            steps: dict[int, _Step] = {}
            frontier = self._settle(start, day, begun, days, steps)
            for _ in range(min(limit, _MOST_HOPS)):
                new: dict[int, tuple[int, _Step]] = {}
                for u in sorted(frontier):
                    looked += len(network.up[u])
                    for edge in network.up[u]:
                        self._follow(edge, days, steps, new, dated=False)
                frontier = set()
                for v, (later, step) in sorted(new.items()):
                    frontier |= self._settle(v, later, step, days, steps)
                if days[start] > day:
                    lines = self._lines([], steps[start], begun)
                    if len(lines) < limit and not self._consistent(lines):
                        limit = len(lines)
                        found.append(lines)
                    break
            for v in steps:
                days[v] = EARLIEST
            if looked > _MOST_CIRCLING:
                break
        return found

    def _both_ways(self, component: list[int]) -> list[int]:
        """The variables that edges lead to and from, none of them to or from a dead end."""
        left = set(component)
        waiting = component
        while waiting:
            dead = [v for v in waiting if v in left and not all(map(left.intersection, self._either_way(v)))]
            left.difference_update(dead)
            waiting = sorted({other for v in dead for others in self._either_way(v) for other in others} & left)
        return sorted(left)

    def _either_way(self, v: int) -> tuple[list[int], list[int]]:
        """The variables that the edges of one lead to, and those that they come from."""
        return [edge[1] for edge in self._network.up[v]], [edge[0] for edge in self._network.down[v]]

    def _follow(
        self,
        edge: Edge,
        days: list[int],
        steps: dict[int, _Step],
        new: dict[int, tuple[int, _Step]],
        *,
        dated: bool = True,
    ) -> None:
        """Note where an edge raises an earliest day, if higher than what this round has found.

        `dated`: as far as the holes of the variable's own date allow.
        """
        u, v, added, step, _, line = edge
        if line == STRUCTURE:
            return
        day = days[u] + added if step is None else step(days[u], days)
        if day <= days[v]:
            return
        holes = self._network.holes.get(v) if dated else None
        possible = day if holes is None else holes.up(day)
        if v not in new or possible > new[v][0]:
            new[v] = possible, _Step(v, edge, steps[u], possible != day)

    def _settle(self, v: int, day: int, step: _Step, days: list[int], steps: dict[int, _Step]) -> set[int]:
        """Take over a raised day, for a span's end as well where its start is raised past it; the variables changed."""
        changed: set[int] = set()
        if step.edge is None or day > days[v]:
            days[v], steps[v] = day, step
            changed.add(v)
            for edge in self._network.up[v]:
                if edge[5] == STRUCTURE and day > days[edge[1]]:
                    changed |= self._settle(edge[1], day, _Step(edge[1], edge, step), days, steps)
        return changed

    def _clash_at(self, v: int, day: int, step: _Step, rounds: int) -> list[int]:
        """The lines of the chain to a variable, if its day is one too late or the chain goes round in a circle."""
        if day > self._network.last[v]:
            return self._lines([self._dated[v]], step, None)
        if rounds <= 8:
            before = step.before
            while before is not None:
                if before.variable == v:
                    lines = self._lines([], step, before)
                    return [] if self._consistent(lines) else lines
                before = before.before
        return []

    def _lines(self, lines: list[int], step: _Step, until: _Step | None) -> list[int]:
        at: _Step | None = step
        while at is not None and at is not until:
            if at.moved_on:
                lines.append(self._dated[at.variable])
            lines.append(self._dated[at.variable] if at.edge is None else at.edge[5])
            at = at.before
        return _unique(lines)


def _size(lines: list[int]) -> tuple[int, list[int]]:
    """For sorting: fewest lines first, then by the lines themselves."""
    return len(lines), sorted(lines)


def _unique(lines: list[int]) -> list[int]:
    """Each line once, in order, without what nobody has to say."""
    return [line for line in dict.fromkeys(lines) if line != STRUCTURE]
