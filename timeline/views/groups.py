"""Headings: the events of a view by year, month, era, person, outlet or status."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from timeline.dates import When
from timeline.dates.days import civil
from timeline.dates.names import MONTHS
from timeline.model import STATUSES, Chronology, Era, Event
from timeline.names import HeaderNames
from timeline.query import CERTAIN, within
from timeline.views.parts import Options, Shown

UNDATED = "Undated"


def year_of(when: When) -> int | None:
    """The year under whose heading a date stands: that of its earliest day, or of its latest where it has no other."""
    if when.kind == "none" or not when.is_dated:
        return None
    day = when.lower if when.lower is not None else when.upper
    return None if day is None else civil(day)[0]


def _headings(chronology: Chronology, group: str) -> Callable[[Shown], Sequence[str]]:
    def year(one: Shown) -> Sequence[str]:
        found = year_of(one.event.when)
        return (UNDATED,) if found is None else (year_text(found),)

    def month(one: Shown) -> Sequence[str]:
        when = one.event.when
        if when.lower is None or when.upper is None or when.kind == "none":
            return year(one)
        first, last = civil(when.lower), civil(when.upper)
        if first[:2] != last[:2]:
            return (f"{year_text(first[0])}, month not known" if first[0] == last[0] else year_text(first[0]),)
        return (f"{MONTHS[first[1] - 1]} {year_text(first[0])}",)

    if group == "era":
        eras_of = _eras(chronology)
        return lambda one: [era.name for era in eras_of(one.event)] or ("In no era",)
    people = HeaderNames(chronology.people)
    table: dict[str, Callable[[Shown], Sequence[str]]] = {
        "year": year,
        "month": month,
        "person": lambda one: tuple(dict.fromkeys(map(people.__getitem__, one.event.people))) or ("Nobody named",),
        "outlet": lambda one: tuple(dict.fromkeys(source.publisher for source in one.event.sources)) or ("No source",),
        "status": lambda one: (one.status.capitalize(),),
        "none": lambda one: ("",),
    }
    return table[group]


def _eras(chronology: Chronology) -> Callable[[Event], Sequence[Era]]:
    """Tells the eras that an event lies in, by its days or by what it says."""
    from timeline.query.inside import Inside

    inside, conventions = Inside(chronology), chronology.conventions._replace(slack=False)
    return lambda event: [
        era
        for era in chronology.eras
        if event.id in inside(era.id) or within(event.when, era.when.lower, era.when.upper, conventions) is CERTAIN
    ]


def year_text(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def sections_of(chronology: Chronology, chosen: list[Shown], options: Options) -> Iterator[tuple[str, list[Shown]]]:
    """Headings with their events: dates in the order of time, names by how much they have."""
    headings = _headings(chronology, options.group)
    sections: dict[str, list[Shown]] = {}
    for one in chosen:
        for heading in headings(one):
            sections.setdefault(heading, []).append(one)
    if options.group in ("person", "outlet"):
        return iter(sorted(sections.items(), key=lambda item: (-len(item[1]), item[0])))
    if options.group == "era":
        order = {era.name: n for n, era in enumerate(chronology.eras)}
        return iter(sorted(sections.items(), key=lambda item: order.get(item[0], len(order))))
    undated = sections.pop(UNDATED, None)
    if undated is not None:
        sections[UNDATED] = undated
    return iter(sections.items())


def roles_of(chronology: Chronology, by: str) -> Callable[[Shown], str]:
    """The role that an event's status word plays: its status, or the number of its outlet, person, tag or era."""
    if by == "status":
        of_status = {status: f"status:{status}" for status in STATUSES}
        return lambda one: of_status[one.status]
    people = HeaderNames(chronology.people)
    eras_of = _eras(chronology) if by == "era" else lambda event: ()
    values: dict[str, Callable[[Shown], Iterable[str]]] = {
        "outlet": lambda one: [source.publisher for source in one.event.sources],
        "person": lambda one: map(people.__getitem__, one.event.people),
        "tag": lambda one: one.event.tags,
        "era": lambda one: [era.id for era in eras_of(one.event)],
    }
    of, numbers = values[by], dict[str, int]()

    def role(one: Shown) -> str:
        first = next(iter(of(one)), None)
        return "" if first is None else f"number:{numbers.setdefault(first, len(numbers))}"

    return role
