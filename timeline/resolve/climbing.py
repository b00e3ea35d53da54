"""Whether earliest days that are raised round a circle come to rest, or are raised for ever.

Simple additions round a circle either raise nothing or never end. Months of unequal length can raise a day some times
and then no more, and of two circles that share a date each may come to rest where both together do not.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.dates.days import CYCLE_DAYS

if TYPE_CHECKING:
    from timeline.resolve.network import Edge, Network


def endless(network: Network) -> tuple[Edge, ...]:
    """The edges that raise some days for ever, the first of them on a circle; none where all come to rest.

    The days of a circle that does so by itself are raised to where it rests.
    """
    circle = _circle_of(network.raised)
    if not circle:
        return ()
    if not _comes_to_rest(network, circle):
        return circle
    climbing = _climbing(network)
    return tuple(edge for v in climbing for edge in network.up[v] if edge[1] in climbing)


def _comes_to_rest(network: Network, circle: tuple[Edge, ...]) -> bool:
    """Whether going round a circle ends: months of unequal length can raise a day some times and then no more.

    The calendar repeats after 400 years, so a circle that has raised a day by that much does so for ever. Where
    the circle comes to rest, its variables are left at the days found.
    """
    if all(edge[3] is None for edge in circle) and not any(edge[1] in network.holes for edge in circle):
        return False
    start = circle[0][0]
    limit = network.earliest[start] + CYCLE_DAYS
    changed = True
    while changed:
        changed = False
        for edge in circle:
            u, v, days, step = edge[:4]
            day = network.earliest[u]
            moved = day + days if step is None else step(day, network.earliest)
            if moved <= network.earliest[v]:
                continue
            moved = network.holes[v].up(moved) if v in network.holes else moved
            if moved > network.last[v] or moved > limit + CYCLE_DAYS:
                return False
            network.earliest[v] = moved
            network.raised[v] = edge
            changed = True
        if network.earliest[start] > limit:
            return False
    network.wake(edge[1] for edge in circle)
    return True


def _climbing(network: Network) -> dict[int, int]:
    """Variables that raise one another for ever; empty where there are none.

    Those whose chain of parents comes round are watched, and nothing else: the calendar repeats after 400 years, so
    days that have all been raised by that much are so again.
    """
    left = dict.fromkeys(_behind_circles(network.raised), 0)
    days = list(network.earliest)
    while left:
        begun = {v: days[v] for v in left}
        if not _raise(network, days, begun):
            return {}
        climbed = {v: 0 for v in left if days[v] - begun[v] >= CYCLE_DAYS}
        if len(climbed) == len(left):
            return left
        left = climbed
    return left


def _raise(network: Network, days: list[int], begun: dict[int, int]) -> bool:
    """Raise the days of some variables by one another until one of them has gone far; whether one has."""
    last, holes, up = network.last, network.holes, network.up
    queue = deque(begun)
    queued = dict.fromkeys(begun, True)
    while queue:
        u = queue.popleft()
        queued[u] = False
        for edge in up[u]:
            v, step = edge[1], edge[3]
            if v not in begun:
                continue
            moved = days[u] + edge[2] if step is None else step(days[u], days)
            if moved <= days[v]:
                continue
            days[v] = holes[v].up(moved) if v in holes else moved
            if days[v] > last[v]:
                return False  # which shows without further ado
            if days[v] - begun[v] > 3 * CYCLE_DAYS:
                return True
            if not queued[v]:
                queued[v] = True
                queue.append(v)
    return False


def _behind_circles(parents: Sequence[Edge | None]) -> list[int]:
    """The variables whose chain of parents never ends."""
    ends: dict[int, bool] = {}
    for origin in range(len(parents)):
        chain = []
        v: int | None = origin
        while v is not None and v not in ends:
            ends[v] = False  # for chains that come round
            chain.append(v)
            edge = parents[v]
            v = None if edge is None else edge[0]
        found = v is None or ends[v]
        ends.update(dict.fromkeys(chain, found))
    return [v for v, found in ends.items() if not found]


def _circle_of(parents: Sequence[Edge | None]) -> tuple[Edge, ...]:
    """A chain of edges, each the parent of the next one's start, that ends where it begins; empty if there is none."""
    seen = [-1] * len(parents)
    for origin in range(len(parents)):
        v = origin
        while seen[v] < 0:
            seen[v] = origin
            edge = parents[v]
            if edge is None:
                break
            v = edge[0]
        else:
            if seen[v] == origin:
                return _round(parents, v)
    return ()


def _round(parents: Sequence[Edge | None], start: int) -> tuple[Edge, ...]:
    """The circle through a variable, in the order in which days are raised."""
    chain: list[Edge] = []
    edge = parents[start]
    while edge is not None:
        chain.append(edge)
        if edge[0] == start:
            break
        edge = parents[edge[0]]
    return tuple(reversed(chain))
