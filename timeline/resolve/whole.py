"""A whole chronology resolved: eras, events and the dates of sources are narrowed by what they say of each other."""

from __future__ import annotations

from collections.abc import Callable

from timeline.dates import When
from timeline.errors import Problem, Where
from timeline.model import Chronology, Era, Event, Source
from timeline.resolve import Node, solve

Dated = Era | Event | Source
PlaceOf = Callable[[Dated], Where]


def resolve_chronology(
    chronology: Chronology, where: PlaceOf, *, sources: bool = True
) -> tuple[Chronology, tuple[Problem, ...]]:
    """The chronology with every reference resolved, and the problems of references and contradictions.

    Args:
        chronology: Eras, events and sources with their dates as written.
        where: Where the date of one of them stands.
        sources: Whether the dates of sources are resolved too, or stay as they are.
    """
    dated: list[Era | Event] = [*chronology.eras, *chronology.events]
    nodes = [Node(one.id, one.date, where(one)) for one in dated]
    waiting: dict[int, int] = {}
    if sources:
        for event in chronology.events:
            for source in event.sources:
                if source.date.clauses:
                    waiting[id(source)] = len(nodes)
                    nodes.append(Node("", source.date, where(source)))
    solution = solve(nodes, chronology.conventions, births(chronology))
    whens = solution.whens
    first, last = len(chronology.eras), len(dated)
    eras = tuple(era._replace(when=when) for era, when in zip(chronology.eras, whens, strict=False))
    events = []
    for event, when in zip(chronology.events, whens[first:], strict=False):
        held = event.sources
        if waiting:
            held = tuple(one._replace(when=whens[waiting[id(one)]]) if id(one) in waiting else one for one in held)
        events.append(event._replace(when=when, sources=held))
    before = tuple((a - first, b - first) for a, b in solution.before if first <= a < last and first <= b < last)
    return chronology._replace(
        eras=eras, events=tuple(events), before=before, reasons=solution.reasons
    ), solution.problems


def births(chronology: Chronology) -> dict[str, When]:
    """Birth dates by name, aliases included."""
    return {name: person.born for person in chronology.people for name in (person.name, *person.aliases) if person.born}
