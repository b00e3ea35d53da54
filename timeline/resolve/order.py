"""Circles in the declared order of events: dates on the same day, whose order for printing is nobody's to say."""


def circles(pairs: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The pairs that lie on circles: their dates are on the same day."""
    after: dict[int, list[int]] = {}
    for first, second in pairs:
        after.setdefault(first, []).append(second)
    groups = _strong(after) if after else {}
    return {pair for pair in pairs if groups[pair[0]] == groups[pair[1]]}


def _strong(after: dict[int, list[int]]) -> dict[int, int]:
    """The group of each node: nodes that lie on common circles (R. Tarjan, 1972), without recursion."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    groups: dict[int, int] = {}
    stack: list[int] = []
    for root in after:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        work = [(root, iter(after[root]))]
        while work:
            node, following = work[-1]
            for other in following:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    work.append((other, iter(after.get(other, ()))))
                    break
                if other not in groups:
                    low[node] = min(low[node], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    while True:
                        other = stack.pop()
                        groups[other] = index[node]
                        if other == node:
                            break
    return groups
