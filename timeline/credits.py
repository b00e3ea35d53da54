"""Who credits whom, followed to its end: roots, and circles of outlets that credit one another.

The work grows with the number of credits, not with its square: a file may hold thousands for one event.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

Credits = Mapping[str, Sequence[str]]
"""By outlet those that it credits."""


def roots_and_circles(
    outlets: Sequence[str], credited: Credits, firsthand: Collection[str]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Where the chains that begin at some outlets end.

    Args:
        outlets: Where to begin, in their order.
        credited: Whom each credits; nobody credits itself.
        firsthand: Those that also speak for themselves.

    Returns:
        The roots in the order in which they are met; the circles, for outlets that reach no root, each sorted.
    """
    roots: list[str] = []
    seen: set[str] = set()
    for outlet in outlets:
        for one in _followed(outlet, credited, seen):
            if one in firsthand or one not in credited:
                roots.append(one)
    grounded = _reaching(roots, seen, credited)
    lost = [outlet for outlet in outlets if outlet not in grounded]
    return tuple(roots), tuple(_circles(lost, credited)) if lost else ()


def _followed(outlet: str, credited: Credits, seen: set[str]) -> list[str]:
    """An outlet and all whom it credits, over however many steps, but for those seen before."""
    found = []
    waiting = [outlet]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            found.append(one)
            waiting += credited.get(one, ())
    return found


def _reaching(roots: Sequence[str], every: Collection[str], credited: Credits) -> set[str]:
    """Those whose chains end at a root."""
    crediting: dict[str, list[str]] = {}
    for one in every:
        for other in credited.get(one, ()):
            crediting.setdefault(other, []).append(one)
    found: set[str] = set()
    for root in roots:
        _followed(root, crediting, found)
    return found


def _circles(outlets: Sequence[str], credited: Credits) -> dict[tuple[str, ...], None]:
    """The outlets that come back to themselves on the way from each of those that reach no root."""
    circles: dict[tuple[str, ...], None] = {}
    known: dict[str, tuple[str, ...]] = {}
    for outlet in outlets:
        if outlet not in known:
            reached = _followed(outlet, credited, set())
            rings = _rings(reached, credited)
            circle = tuple(sorted(one for ring in rings for one in ring))
            # Whoever is on the way to the only circle ends there too.
            known.update(dict.fromkeys(reached if len(rings) == 1 else [outlet], circle))
        circles[known[outlet]] = None
    return circles


def _rings(every: Sequence[str], credited: Credits) -> list[list[str]]:
    """Those that reach one another: the strongly connected components of more than one (Tarjan, 1972)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_ones: list[str] = []
    is_open: set[str] = set()
    found: list[list[str]] = []
    for start in every:
        if start in number:
            continue
        path = [(start, iter(credited.get(start, ())))]
        number[start] = low[start] = len(number)
        open_ones.append(start)
        is_open.add(start)
        while path:
            one, others = path[-1]
            for other in others:
                if other not in number:
                    number[other] = low[other] = len(number)
                    open_ones.append(other)
                    is_open.add(other)
                    path.append((other, iter(credited.get(other, ()))))
                    break
                if other in is_open:
                    low[one] = min(low[one], number[other])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[one])
                if low[one] == number[one]:
                    group = [open_ones.pop()]
                    while group[-1] != one:
                        group.append(open_ones.pop())
                    is_open.difference_update(group)
                    if len(group) > 1:
                        found.append(group)
    return found
