"""Days as an index keeps them: numbers that fit into four bytes, with a first and a last in place of "no bound"."""

from __future__ import annotations

from timeline.dates import Conventions, When
from timeline.query.windows import leeway_of

FIRST, LAST = -(2**31), 2**31 - 1

Envelope = tuple[int, int]
"""A first and a last day, both included."""


def held(day: int) -> int:
    """A day, or the first or last that is kept, so that comparisons of any two hold."""
    return FIRST if day < FIRST else min(day, LAST)


def bounds(lower: int | None, upper: int | None) -> Envelope:
    """Two bounds; None is none."""
    return FIRST if lower is None else held(lower), LAST if upper is None else held(upper)


def envelope_of(when: When, conventions: Conventions) -> Envelope:
    """The days outside of which a date cannot match a window: its bounds with the leeway that `within` grants."""
    early, late, _, _ = leeway_of(when, conventions)
    lows, highs = [when.lower], [when.upper]
    if when.start is not None and when.end is not None:
        lows.append(when.start[0])
        highs.append(when.end[1])
    low = None if None in lows else min(day for day in lows if day is not None) - early
    high = None if None in highs else max(day for day in highs if day is not None) + late
    return bounds(low, high)
