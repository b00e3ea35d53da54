"""The work of `resolve.solve`, from nodes to network and back.

What tells of problems is imported with the first of them: most files have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from timeline.dates.conventions import Conventions
from timeline.dates.when import Clause, Leeway, When
from timeline.errors import Place, Problem
from timeline.resolve import BORN, Node, Solution
from timeline.resolve.network import STRUCTURE, Network, lasts
from timeline.resolve.order import circles
from timeline.resolve.possible import EARLIEST, LATEST
from timeline.resolve.reasons import Reasons

if TYPE_CHECKING:
    from timeline.resolve.explain import Guesses, Line
    from timeline.resolve.inherited import Inherited
    from timeline.resolve.loosened import Loosened

_MOST_EFFORT = 50_000
"""Variables looked at to explain clashes, and ten times all there are; of what is connected with a further clash,
every reference is left out. So a file in which thousands of dates are wrong is refused in seconds too."""


class Solver:
    """Nodes as a network.

    Nodes are told by their index, those of birth dates following the file's. Lines are numbered: clauses from 0 in
    file order, own dates as `-2 - node` (-1 is `STRUCTURE`).
    """

    def __init__(self, nodes: Sequence[Node], conventions: Conventions, births: Mapping[str, When]) -> None:
        self._count = len(nodes)
        self._nodes = list(nodes)
        self._conventions = conventions
        self._births = births
        self._problems: list[Problem] = []
        self._index = {node.id: i for i, node in enumerate(nodes) if node.id}
        self._guesses: tuple[Guesses, Guesses] | None = None
        self._clauses: list[tuple[int, Clause]] = []
        self._taking_part = self._note_clauses()
        self._spans = self._lasting()
        self._network = self._network_of(range(len(self._clauses)), self._taking_part, None)
        self._owners = [i for i in self._taking_part for _ in range(1 + self._spans[i])]
        self._dated = [-2 - i for i in self._owners]
        self._silent: set[int] = set()
        self._unresolved: set[int] = set()

    def solution(self) -> Solution:
        """Everything tightened, or explained."""
        reported: set[int] = set()
        effort = 0
        while True:
            clash = self._network.raise_earliest() or self._network.undated_circle()
            if clash is None:
                break
            component = self._component(clash.variable)
            effort += len(component)
            if effort > _MOST_EFFORT + 10 * len(self._owners):
                self._leave_out([self._lines_of(component)], component)
                continue
            from timeline.resolve.conflicts import Conflicts

            found = Conflicts(self._network, self._dated, self._consistent, self._also).explain(clash, component)
            self._leave_out(found, component)
            for lines in found:
                if reported.isdisjoint(lines):
                    reported.update(lines)
                    self._report(lines)
        self._network.lower_latest(range(len(self._owners)))
        whens, reasons = self._narrowed()
        return Solution(whens, self._in_file_order(), self._order(), reasons)

    # --- building -------------------------------------------------------------------------------------------------

    def _note_clauses(self) -> list[int]:
        """Number the clauses, but for those that refer to their own date; the nodes that take part, in file order."""
        index, nodes, clauses = self._index, self._nodes, self._clauses
        involved: set[int] = set()
        for i in range(self._count):
            node = nodes[i]
            said = node.when.clauses
            if not said:
                continue
            involved.add(i)
            for clause in said:
                targets = clause.targets
                if node.id and node.id in targets:
                    from timeline.resolve.explain import refers_to_itself

                    self._problems.append(refers_to_itself(node, clause))
                    continue
                clauses.append((i, clause))
                for target in targets:
                    j = index.get(target)
                    if j is None:
                        j = self._born(node, clause, target)
                    if j is not None:
                        involved.add(j)
        return sorted(involved)

    def _born(self, node: Node, clause: Clause, target: str) -> int | None:
        """The node of a birth date, made when first referred to; None, and a problem, where nothing has the id."""
        found = _birth_node(target, self._births, node.place.file)
        if found is None:
            self._problems.append(self._unknown(node, clause, target))
            return None
        self._index[target] = len(self._nodes)
        self._nodes.append(found)
        return self._index[target]

    def _unknown(self, node: Node, clause: Clause, target: str) -> Problem:
        from timeline.resolve.explain import Guesses, unknown

        if self._guesses is None:
            self._guesses = Guesses(one.id for one in self._nodes[: self._count]), Guesses(self._births)
        return unknown(node, clause, target, *self._guesses)

    def _lasting(self) -> list[bool]:
        """Whether each date lasted; one that is nothing but `@a` lasted where its target did."""
        spans = [lasts(node.when) for node in self._nodes]
        same: dict[int, int] = {}
        for i, clause in self._clauses:
            when = self._nodes[i].when
            if clause.same and not spans[i] and when.form is None and not when.is_dated:
                target = self._index.get(clause.targets[0])
                if target is not None:
                    same.setdefault(i, target)
        for i in same:
            seen: set[int] = set()
            at = i
            while at in same and at not in seen and not spans[at]:
                seen.add(at)
                at = same[at]
            if spans[at]:
                for one in seen:
                    spans[one] = True
        return spans

    def _network_of(self, lines: Iterable[int], nodes: list[int], dated: set[int] | None) -> Network:
        """The network of some clauses among some nodes; own dates count where they are in `dated`, or all of them."""
        every, spans = self._nodes, self._spans
        network = Network((every[i].when if dated is None or i in dated else None, spans[i]) for i in nodes)
        ends = dict(zip(nodes, network.ends, strict=True))
        targets = {every[i].id: pair for i, pair in ends.items()}
        clauses, bind = self._clauses, network.bind
        for line in lines:
            i, clause = clauses[line]
            bind(clause, ends[i], targets, line)
            if clause.same and spans[i] and clause.targets[0] in targets:
                network.bind_same(ends[i], targets[clause.targets[0]], line)
        network.wake(range(len(network.up)))
        return network

    # --- clashes --------------------------------------------------------------------------------------------------

    def _leave_out(self, clashing_lines: list[list[int]], component: list[int]) -> None:
        """Take back the references of clashes; the dates that take part stay as they were written."""
        lines = {line for some in clashing_lines for line in some}
        silent = {line for line in lines if line >= 0}
        self._silent |= silent
        owners = {self._owner(line) for line in lines}
        self._unresolved |= owners
        if not silent:
            # A date that no day can be: none is read from a text, but a program may hand one over.
            self._network.free(v for v in component if self._owners[v] in owners)
        self._network.silence(silent, component)

    def _lines_of(self, component: list[int]) -> list[int]:
        """Every line that speaks of some variables."""
        lines = [edge[5] for v in component for edge in self._network.up[v] if edge[5] != STRUCTURE]
        return lines + [self._dated[v] for v in component]

    def _owner(self, line: int) -> int:
        return self._clauses[line][0] if line >= 0 else -2 - line

    def _component(self, variable: int) -> list[int]:
        """All variables that references connect with one."""
        found = {variable}
        waiting = [variable]
        while waiting:
            v = waiting.pop()
            for edge in (*self._network.up[v], *self._network.down[v]):
                for other in edge[:2]:
                    if other not in found:
                        found.add(other)
                        waiting.append(other)
        return sorted(found)

    def _consistent(self, lines: list[int]) -> bool:
        """Whether some lines can hold together, whatever the others say."""
        said = [line for line in lines if line >= 0]
        dated = {-2 - line for line in lines if line < 0}
        nodes = set(dated)
        for line in said:
            i, clause = self._clauses[line]
            nodes.update([i, *(self._index[target] for target in clause.targets if target in self._index)])
        network = self._network_of(said, sorted(nodes), dated)
        return network.raise_earliest() is None and network.undated_circle() is None

    def _also(self, line: int) -> list[int]:
        if line < 0:
            return []
        i, clause = self._clauses[line]
        return [-2 - self._index[target] for target in clause.targets if target in self._index] + [-2 - i]

    def _report(self, lines: list[int]) -> None:
        """A problem for the lines of a clash, placed at the first of them in the file."""
        from timeline.resolve.explain import clashing

        shown = [self._line(line) for line in lines]
        within = [n for n, line in enumerate(lines) if self._owner(line) < self._count]
        ranks = self._file_ranks()
        at = min(
            within,
            key=lambda n: (
                ranks[shown[n].place.file],
                shown[n].place.line,
                shown[n].place.column,
                shown[n].clause is not None,
            ),
        )
        if all(line >= 0 for line in lines):
            # A circle may be told from anywhere.
            self._problems.append(clashing(shown[at:] + shown[:at], shown[at]))
        else:
            self._problems.append(clashing(shown, shown[at]))

    def _file_ranks(self) -> dict[str, int]:
        """Files in the order in which the nodes name them."""
        return {name: n for n, name in enumerate(dict.fromkeys(node.place.file for node in self._nodes))}

    def _in_file_order(self) -> tuple[Problem, ...]:
        ranks = self._file_ranks() if self._problems else {}
        return tuple(sorted(self._problems, key=lambda one: (ranks[one.place.file], one.place.line, one.place.column)))

    def _line(self, line: int) -> Line:
        from timeline.resolve.explain import Line

        if line < 0:
            return Line(self._nodes[-2 - line], None)
        i, clause = self._clauses[line]
        return Line(self._nodes[i], clause)

    # --- results --------------------------------------------------------------------------------------------------

    def _narrowed(self) -> tuple[list[When], Reasons]:
        """The dates with the days that are left to them, and why."""
        nodes, spans, unresolved, count = self._nodes, self._spans, self._unresolved, self._count
        whens = [node.when for node in nodes[:count]]
        reasons = Reasons(self._network, nodes, self._owners, self._clauses)
        inherited, loosened = self._inherited(), self._loosened()
        for n, (i, (begins, ends)) in enumerate(zip(self._taking_part, self._network.ends, strict=True)):
            if i >= count or i in unresolved:
                continue
            neighbours = reasons.note(nodes[i].id, begins, ends)
            when = whens[i]
            if spans[i] and lasts(when) and when.kind != "span":
                continue
            if neighbours:
                whens[i] = self._held(when, begins, ends, neighbours)
                if inherited is not None:
                    whens[i] = inherited.doubtful(whens[i], begins, ends)
            if loosened is not None and (leeway := loosened.leeway(n)) is not None:
                whens[i] = whens[i]._replace(leeway=leeway)
        self._leave_gaps(whens)
        return whens, reasons

    def _inherited(self) -> Inherited | None:
        """What dates take over from others; None where none that take part is doubtful."""
        nodes = self._nodes
        for i in self._taking_part:
            when = nodes[i].when
            if when.uncertain or when.approximate or when.convention:
                from timeline.resolve.inherited import Inherited

                return Inherited(self._network, nodes, self._owners, self._clauses)
        return None

    def _loosened(self) -> Loosened | None:
        """By how much dates may be off; None where none that takes part may be."""
        if not self._conventions.slack:
            return None
        leeways: dict[int, Leeway] = {}
        for n, i in enumerate(self._taking_part):
            when = self._nodes[i].when
            if when.approximate or when.convention:
                from timeline.dates.leeways import leeway_of

                leeways[n] = leeway_of(when, self._conventions)
        if not any(map(any, leeways.values())):
            return None
        from timeline.resolve.loosened import Loosened

        return Loosened(self._network, leeways)

    def _leave_gaps(self, whens: list[When]) -> None:
        """Take the gaps of dates over into those on the same day, or a known number of days off."""
        if not self._network.holes:
            return
        from timeline.resolve.inherited import exact_lag, with_gaps

        lags: dict[int, list[tuple[int, int]]] = {}
        for line, (i, clause) in enumerate(self._clauses):
            if line in self._silent or self._spans[i]:
                continue
            target, days = exact_lag(clause)
            j = self._index.get(target)
            if j is not None and j < self._count and not self._spans[j]:
                lags.setdefault(i, []).append((j, days))
        with_gaps(whens, lags, self._conventions)

    def _held(self, when: When, begins: int, ends: int, derived: tuple[str, ...]) -> When:
        """The date held to the days of its variables."""
        network = self._network
        lower, upper = _bound(network.earliest[begins]), _bound(network.latest[ends])
        if begins == ends:
            return when.narrowed(lower, upper, derived)
        start = lower, _bound(network.latest[begins])
        end = _bound(network.earliest[ends]), upper
        return when.narrowed_span(start, end, derived)._replace(kind="span")

    def _order(self) -> list[tuple[int, int]]:
        """Pairs of nodes whose order is declared."""
        network, owners, count, silent = self._network, self._owners, self._count, self._silent
        begins = {pair[0] for pair in network.ends}
        pairs: dict[tuple[int, int], None] = {}
        for u, v, _, _, _, line in network.ordered:
            i, j = owners[u], owners[v]
            if v in begins and i < count and j < count and line not in silent:
                pairs[i, j] = None
        earliest = {owners[v]: network.earliest[v] for v in begins}
        # Round a circle nothing begins earlier than anything else.
        circling = circles([pair for pair in pairs if earliest[pair[0]] == earliest[pair[1]]])
        return [pair for pair in pairs if pair not in circling] if circling else list(pairs)


def _bound(day: int) -> int | None:
    return None if day in (EARLIEST, LATEST) else day


def _birth_node(target: str, births: Mapping[str, When], file: str) -> Node | None:
    """The node of a birth date that an age refers to; None where it is not known, or the target is none."""
    if not target.startswith(BORN):
        return None
    name = target.removeprefix(BORN)
    when = births.get(name)
    if when is None:
        folded = {" ".join(known.casefold().split()): known for known in births}
        known = folded.get(name.casefold())
        when = None if known is None else births[known]
    return None if when is None else Node(target, when, Place(file))
