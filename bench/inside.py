"""Times of work inside one process, and a fixed piece of work to measure them by, so that machines can be compared."""

from __future__ import annotations

import time
from collections.abc import Callable


def best(*works: Callable[[], object], runs: int = 5) -> list[float]:
    """Milliseconds of the fastest run of each; they take turns, so that a busy machine is busy for all."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for taken, work in zip(times, works, strict=True):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
    return [min(taken) * 1000 for taken in times]


def calibration() -> int:
    """A million additions and look-ups."""
    table = list(range(1000))
    total = 0
    for i in range(1_000_000):
        total += table[i % 1000]
    return total
