"""Dates and references as a network of bounds, tightened until nothing changes.

A point is one variable, a span two: the days on which it began and ended. Each bound of a reference says that one
variable is at least a moved other one; seen from the other side, that the other is at most so much. Earliest days are
raised along the first kind, latest days lowered along the second. Because no move ever turns an order round, the
earliest days, all taken together, keep every bound, and so do the latest: tightening is exact, and the dates can all
hold if and only if no earliest day is raised past the latest that its own date allows. (For simple differences this is
the classical result: R. Dechter, I. Meiri, J. Pearl, "Temporal constraint networks", 1991.)
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from timeline.dates.forms import Set
from timeline.dates.when import Clause, Range, When
from timeline.resolve.moves import Step, move, never_back, share_end, share_of
from timeline.resolve.possible import BEYOND, EARLIEST, LATEST, Possible, possible_days

Edge = tuple[int, int, int, Step | None, Step | None, int]
"""That a variable is at most another one: the two, the days added to the first, the line that says so.

Where adding is not enough, the first step raises the earliest day of the second variable, and the other lowers the
latest of the first.
"""

ANY_DAY = 730_120
"""1 January 2000; the calendar is the same every 400 years."""

STRUCTURE = -1
"""The line of what nobody has to say: a span begins before it ends."""


class Clash:
    """The lines cannot all hold: the variable at which it showed, and the way there.

    `circle` has edges that lead round, mostly a chain that ends where it begins, and raise a day each time; it is empty
    where an earliest day was raised past the latest of the variable's own date.
    """

    __slots__ = ("circle", "variable")

    def __init__(self, variable: int, circle: tuple[Edge, ...] = ()) -> None:
        self.variable, self.circle = variable, circle


class Network:
    """Variables with their earliest and latest days, and the bounds between them.

    Attributes:
        ends: The variables of each date, twice the same for a point.
        earliest, latest: A day for each variable; `EARLIEST` and `LATEST` where there is none.
        first, last: The same as the variables' own dates have them.
        up, down: Edges by the variable whose earliest day they carry on, and by the one whose latest.
        raised, lowered: The edge that set each earliest and latest day; None where it is the variable's own.
        ordered: Edges of clauses that say that the first variable is not after the second.
        holes: The possible days of variables whose dates have holes.
    """

    def __init__(self, dates: Iterable[tuple[When | None, bool]]) -> None:
        """Variables for some dates, each with whether it lasted; a date of None bounds nothing."""
        self.ends: list[tuple[int, int]] = []
        self.first: list[int] = []
        self.last: list[int] = []
        self.holes: dict[int, Possible] = {}
        spans: list[int] = []
        for when, lasted in dates:
            variable = len(self.first)
            self.ends.append((variable, variable + lasted))
            ranges = ((None, None),) * 2 if when is None else _ends(when) if lasted else ((when.lower, when.upper),)
            for lower, upper in ranges[: 1 + lasted]:
                self.first.append(EARLIEST if lower is None else lower)
                self.last.append(LATEST if upper is None else upper)
            if lasted:
                spans.append(variable)
            elif when is not None and (when.form is not None or when.gaps is not None):
                holes = possible_days(when)
                if holes is not None:
                    self.holes[variable] = holes
        size = len(self.first)
        self.earliest, self.latest = self.first.copy(), self.last.copy()
        self.up: list[list[Edge]] = [[] for _ in range(size)]
        self.down: list[list[Edge]] = [[] for _ in range(size)]
        self.raised: list[Edge | None] = [None] * size
        self.lowered: list[Edge | None] = [None] * size
        self.ordered: list[Edge] = []
        self._queue: deque[int] = deque()
        self._queued = bytearray(size)
        for begins in spans:
            self._order(begins, begins + 1, 0, STRUCTURE)

    def _order(self, first: int, second: int, days: int, line: int) -> None:
        """Say that the second variable is at least so many days after the first."""
        edge = (first, second, days, None, None, line)
        self.up[first].append(edge)
        self.down[second].append(edge)

    def bind(self, clause: Clause, own: tuple[int, int], targets: Mapping[str, tuple[int, int]], line: int) -> None:
        """Put the bounds of a clause on the variables of its own date; targets that are not there are passed over."""
        up, down = self.up, self.down
        for side, at_least, target, of, months, days, unit, share in clause.bounds:
            there = targets.get(target)
            if there is None:
                continue
            mine = own[side == "end"]
            other = there[of == "end"]
            if share is not None:
                self._share(mine, there, share, at_least, line)
                continue
            edge: Edge
            if not months and not unit:
                edge = (other, mine, days, None, None, line) if at_least else (mine, other, -days, None, None, line)
                in_order = edge[2] >= 0
            else:
                forward, least, greatest = move(months, days, unit)
                edge = (other, mine, 0, forward, greatest, line) if at_least else (mine, other, 0, least, forward, line)
                in_order = never_back(months, days, unit) if at_least else months <= 0 and days <= 0
            if in_order:
                self.ordered.append(edge)
            up[edge[0]].append(edge)
            down[edge[1]].append(edge)

    def bind_same(self, own: tuple[int, int], target: tuple[int, int], line: int) -> None:
        """Say that one span lasted no shorter than another, whose days it lies within."""
        self._order(own[0], target[0], 0, line)
        self._order(target[1], own[1], 0, line)

    def _share(self, mine: int, target: tuple[int, int], share: tuple[int, int], at_least: bool, line: int) -> None:
        """Bound a day by a share of the way through a span; the span's own ends are not tightened by it."""
        begins, ends = target
        of = share_of if at_least else share_end

        def from_start(day: int, days: Sequence[int]) -> int:
            end = max(day, days[ends]) if at_least else days[ends]
            return LATEST if end == LATEST else of(min(day, end), end, share)

        def from_end(day: int, days: Sequence[int]) -> int:
            start = min(day, days[begins])
            return EARLIEST if start == EARLIEST else of(start, day, share)

        for variable, step in ((begins, from_start), (ends, from_end))[: 1 + (begins != ends)]:
            if at_least:
                self.up[variable].append((variable, mine, 0, step, None, line))
            else:
                self.down[variable].append((mine, variable, 0, None, step, line))

    def wake(self, variables: Iterable[int]) -> None:
        """Mark variables as changed: `raise_earliest` starts from them."""
        for v in variables:
            if not self._queued[v] and self.up[v] and self.earliest[v] != EARLIEST:
                self._queued[v] = 1
                self._queue.append(v)

    def free(self, variables: Iterable[int]) -> None:
        """Let variables be any day, whatever their own dates say."""
        for v in variables:
            self.first[v], self.last[v], self.latest[v] = EARLIEST, LATEST, LATEST
            self.holes.pop(v, None)

    def silence(self, lines: set[int], variables: list[int]) -> None:
        """Take the bounds of some lines back, and with them all that was concluded in these variables."""
        for v in variables:
            self.up[v] = [edge for edge in self.up[v] if edge[5] not in lines]
            self.down[v] = [edge for edge in self.down[v] if edge[5] not in lines]
            self.earliest[v] = self.first[v]
            self.raised[v] = None
        self.wake(variables)

    def raise_earliest(self) -> Clash | None:
        """Raise earliest days until nothing changes, or until the lines clash."""
        earliest, last, up, raised, holes = self.earliest, self.last, self.up, self.raised, self.holes
        queue, queued = self._queue, self._queued
        patience = most = len(up)
        while queue:
            u = queue.popleft()
            queued[u] = 0
            day = earliest[u]
            for edge in up[u]:
                v, step = edge[1], edge[3]
                moved = day + edge[2] if step is None else step(day, earliest)
                if moved <= earliest[v]:
                    continue
                if v in holes:
                    moved = holes[v].up(moved)
                earliest[v] = moved
                raised[v] = edge
                if moved > last[v]:
                    return Clash(v)
                if not queued[v]:
                    queued[v] = 1
                    queue.append(v)
                patience -= 1
            if patience <= 0:
                patience = most
                from timeline.resolve.climbing import endless

                circle = endless(self)
                if circle:
                    return Clash(circle[0][0], circle)
        return None

    def come_to_rest(self) -> None:
        """Begin anew with the own days of all variables, which are known not to clash."""
        size = len(self.up)
        self.earliest, self.latest = self.first.copy(), self.last.copy()
        self.raised, self.lowered, self._queued = [None] * size, [None] * size, bytearray(size)
        self.wake(range(size))
        self.raise_earliest()
        self.lower_latest(range(size))

    def undated_circle(self) -> Clash | None:
        """A clash among variables that have no earliest day at all, which no raising can show.

        Those of them that lie on circles are given the same day, from which a circle that holds comes to rest.
        """
        circling = self._circling()
        if not circling:
            return None
        copy = Network(())
        size = len(self.up)
        copy.earliest, copy.last = [EARLIEST] * size, [BEYOND] * size
        copy.raised, copy.up = [None] * size, [[] for _ in range(size)]
        copy._queued = bytearray(size)
        for v in circling:
            copy.earliest[v] = ANY_DAY
            copy.up[v] = [edge for edge in self.up[v] if edge[1] in circling]
        copy.holes = {v: holes for v, holes in self.holes.items() if v in circling}
        copy.wake(sorted(circling))
        return copy.raise_earliest()

    def _circling(self) -> set[int]:
        """Variables without an earliest day that lie on circles of edges, or between two circles."""
        left = {v for v, day in enumerate(self.earliest) if day == EARLIEST and self.up[v]}
        for forth, back, to, fro in ((self.up, self.down, 1, 0), (self.down, self.up, 0, 1)):
            counts = {v: sum(edge[to] in left for edge in forth[v]) for v in left}
            loose = [v for v, count in counts.items() if not count]
            while loose:
                v = loose.pop()
                left.discard(v)
                for edge in back[v]:
                    u = edge[fro]
                    if u in left:
                        counts[u] -= 1
                        if not counts[u]:
                            loose.append(u)
        return left

    def lower_latest(self, variables: Iterable[int]) -> None:
        """Lower latest days until nothing changes; to be called once the earliest have come to rest without a clash."""
        latest, down, lowered, holes = self.latest, self.down, self.lowered, self.holes
        queue = deque(v for v in variables if down[v] and latest[v] != LATEST)
        queued = bytearray(len(down))
        for v in queue:
            queued[v] = 1
        while queue:
            u = queue.popleft()
            queued[u] = 0
            day = latest[u]
            for edge in down[u]:
                v, step = edge[0], edge[4]
                moved = day - edge[2] if step is None else step(day, latest)
                if moved >= latest[v]:
                    continue
                if v in holes:
                    moved = holes[v].down(moved)
                latest[v] = moved
                lowered[v] = edge
                if not queued[v]:
                    queued[v] = 1
                    queue.append(v)


def lasts(when: When) -> bool:
    """Whether a date takes two variables; the first and the last of "all of these days" are treated as its ends."""
    return when.kind == "span" or (isinstance(when.form, Set) and when.form.every)


def _ends(when: When) -> tuple[Range, Range]:
    if when.kind == "span":
        return when.start or (None, None), when.end or (None, None)
    ranges = when.ranges or ((None, None),)
    return ranges[0], ranges[-1]
