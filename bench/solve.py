"""Times of `resolve.solve`: run `python bench/solve.py`.

Prints milliseconds and the ratio to a fixed loop measured in the same run, so that machines can be compared.
"""

from __future__ import annotations

import random

from inside import best, calibration

from timeline.dates import STANDARD, iso, read
from timeline.dates.days import ordinal
from timeline.errors import Place
from timeline.resolve import Node, Solution, solve

_FIRST, _LAST = ordinal(1990, 1, 1), ordinal(2026, 11, 1)


def chronology(events: int, references: int, seed: int = 1) -> list[Node]:
    """Events with true days, and references between them that hold; a third of the events have no date of their own."""
    chance = random.Random(seed)
    days = [chance.randint(_FIRST, _LAST) for _ in range(events)]
    clauses: list[list[str]] = [[] for _ in range(events)]
    for _ in range(references):
        one, other = chance.randrange(events), chance.randrange(events)
        if one != other:
            clauses[one].append(_clause(chance, days[one] - days[other], other))
    nodes: list[Node] = []
    for i, day in enumerate(days):
        own = chance.choice((iso(day), iso(day)[:7], iso(day)[:4], ""))
        text = "; ".join(filter(None, [own, *clauses[i]])) or "unknown"
        nodes.append(Node(f"e{i}", read(text), Place("big.yaml", i + 1, 9, len(text)), text))
    return nodes


def _clause(chance: random.Random, lag: int, other: int) -> str:
    """Something true of a date `lag` days after another."""
    way = "after" if lag >= 0 else "before"
    lag = abs(lag)
    rows = (
        f"{way} @e{other}",
        f"{way} @e{other}",
        f"within {lag // 365 + 1} years {way} @e{other}",
        f"at least {lag // 31} months {way} @e{other}",
        f"within {lag + 7} days {way} @e{other}",
    )
    return chance.choice(rows)


def contradictory(nodes: list[Node]) -> list[Node]:
    """The same with three lines that cannot all hold, far apart in the file."""
    size = len(nodes)
    place = Place("big.yaml", size + 1, 9, 10)
    return [
        *nodes[: size // 2],
        Node("planted-early", read("2020-05; after @planted-late"), place, "planted"),
        *nodes[size // 2 :],
        Node("planted-late", read("2020-06; after @e1"), Place("big.yaml", size + 2, 9, 10), "planted"),
    ]


def main() -> None:
    [unit] = best(calibration)
    print(f"calibration loop          {unit:8.1f} ms")
    rows: list[tuple[str, list[Node]]] = [
        ("1,000 / 2,000", chronology(1_000, 2_000)),
        ("10,000 / 20,000", chronology(10_000, 20_000)),
        ("10,000 / 20,000, planted", contradictory(chronology(10_000, 20_000))),
        ("10,000 / none", chronology(10_000, 0)),
    ]
    for name, nodes in rows:
        found: list[Solution] = []

        def work(nodes: list[Node] = nodes, found: list[Solution] = found) -> None:
            found[:] = [solve(nodes, STANDARD, {})]

        [took] = best(work)
        print(f"{name:25} {took:8.1f} ms   {took / unit:6.2f} x   {len(found[0].problems)} problems")
        for problem in found[0].problems[:2]:
            for place, sentence in problem.related:
                print(f"    {place}: {sentence}")


if __name__ == "__main__":
    main()
