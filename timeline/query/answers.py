"""The three answers of a filter, and how they are put together."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from timeline.model import Event


class Match(IntEnum):
    """How an event answers a filter; ordered, so that `min` is "and" and `max` is "or"."""

    NO = 0
    POSSIBLE = 1
    CERTAIN = 2


NO, POSSIBLE, CERTAIN = Match.NO, Match.POSSIBLE, Match.CERTAIN
Filter = Callable[[Event], Match]


def any_of(filters: Sequence[Filter]) -> Filter:
    return lambda event: max(match(event) for match in filters)


def all_of(filters: Sequence[Filter]) -> Filter:
    if len(filters) == 1:
        return filters[0]
    return lambda event: min(match(event) for match in filters)


def opposite(match: Filter) -> Filter:
    return lambda event: Match(CERTAIN - match(event))
