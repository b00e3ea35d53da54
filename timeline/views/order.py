"""The order of events: total, stable, and never against a declared before or after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from timeline.dates import When
from timeline.model import Chronology, Event, status_of
from timeline.query import Found, Match
from timeline.views.parts import Options, Shown

_FAR = 10**12


def happened_key(when: When) -> tuple[int, int, int]:
    """Earliest first, then earliest end; "before X" just before what happened on its last day, "after X" just after.

    What has no date stands last, but for what other events follow: just before the last day on which those can be.
    """
    if when.upper is not None and (when.lower is None or when.kind == "none"):
        return (when.upper, -1, 0)
    if when.kind == "none" or when.lower is None:
        return (_FAR, 0, 0)
    if when.upper is None:
        return (when.lower, 1, 0)
    return (when.lower, 0, when.upper)


def latest_key(when: When) -> tuple[int, int, int]:
    """Latest last, then earliest beginning; what has no last day after all that has one."""
    if when.upper is None and (when.kind == "none" or when.lower is None):
        return (_FAR, 0, 0)
    if when.upper is None:
        return (_FAR - 1, 0, when.lower or 0)
    return (when.upper, 0, -_FAR if when.lower is None else when.lower)


def _reported(event: Event) -> tuple[int, int, int]:
    return min((happened_key(source.when) for source in event.sources), default=(_FAR, 1, 0))


def in_order(chronology: Chronology, found: Found, options: Options) -> list[tuple[Event, Match]]:
    """The selected events in the order asked for: total, stable, and never against a declared before or after."""
    keys: Callable[[Event], tuple[int, int, int]] = {
        "happened": lambda event: happened_key(event.when),
        "latest": lambda event: latest_key(event.when),
        "reported": _reported,
    }[options.sort]
    chosen = list(found.events)
    if options.sort != "reported" and chronology.before:
        place = {id(event): n for n, event in enumerate(_declared(chronology, keys))}
        chosen.sort(key=lambda one: place[id(one[0])])
    else:
        chosen.sort(key=lambda one: keys(one[0]))
    if options.reverse:
        chosen.reverse()
    return chosen


def arranged(chronology: Chronology, found: Found, options: Options, day: int) -> list[Shown]:
    """The selected events in the order asked for, each with its status and what is to be said of its match."""
    why = found.reasons
    return [
        Shown(event, match, status_of(event, day), why.get(event.id, ()))
        for event, match in in_order(chronology, found, options)
    ]


def _declared(chronology: Chronology, keys: Callable[[Event], tuple[int, int, int]]) -> list[Event]:
    """All events by key, yet each after those that are declared to come before it (a heap on the key)."""
    from heapq import heapify, heappop, heappush

    events = chronology.events
    waiting = [0] * len(events)
    after: dict[int, list[int]] = {}
    for first, second in chronology.before:
        after.setdefault(first, []).append(second)
        waiting[second] += 1
    ready = [(*keys(event), n) for n, event in enumerate(events) if not waiting[n]]
    heapify(ready)
    order: list[Event] = []
    done = [False] * len(events)
    while ready:
        n = heappop(ready)[-1]
        order.append(events[n])
        done[n] = True
        for follower in after.get(n, ()):
            waiting[follower] -= 1
            if not waiting[follower]:
                heappush(ready, (*keys(events[follower]), follower))
    # What is left stands in a circle of "same day": file order.
    return order + [event for n, event in enumerate(events) if not done[n]]


def brackets(chronology: Chronology, chosen: Sequence[Shown]) -> list[str]:
    """Where each event stands in a run of neighbours whose order cannot be known: first, middle, last or ""."""
    after: dict[str, list[str]] = {}
    for first, second in chronology.before:
        after.setdefault(chronology.events[first].id, []).append(chronology.events[second].id)
    joined = [_unordered(one.event, two.event, after) for one, two in pairwise(chosen)]
    marks = []
    for before, behind in zip([False, *joined], [*joined, False], strict=True):
        marks.append("middle" if before and behind else "last" if before else "first" if behind else "")
    return marks


def _unordered(one: Event, two: Event, after: dict[str, list[str]]) -> bool:
    """Whether either of two events may have come, or begun, first, as far as dates and declared order tell."""
    days = []
    for when in (one.when, two.when):
        days.append(when.start if when.kind == "span" and when.start is not None else (when.lower, when.upper))
    for (_, latest), (earliest, _) in (days, days[::-1]):
        if latest is not None and earliest is not None and latest < earliest:
            return False
    return not (_reaches(one.id, two.id, after) or _reaches(two.id, one.id, after))


def _reaches(one: str, two: str, after: dict[str, list[str]]) -> bool:
    seen, waiting = {one}, [one]
    while waiting:
        for follower in after.get(waiting.pop(), ()):
            if follower == two:
                return True
            if follower not in seen:
                seen.add(follower)
                waiting.append(follower)
    return False
