"""The chronology: events that stand on dated sources, and the status that the sources add up to.

Every record is immutable. Empty text and empty tuples stand for "not given"; None never does, but for a birth date.
"""

from collections.abc import Iterable
from typing import NamedTuple

from timeline.dates import STANDARD, Conventions, When
from timeline.errors import Place, Problem

STANCES = ("reports", "confirms", "rumours", "plans", "denies", "corrects", "retracts")
"""What a source does with an event. `reports` is the default."""

STATUSES = (
    "confirmed", "reported", "rumoured", "planned", "lapsed",
    "disputed", "denied", "retracted", "unsourced", "background",
)  # fmt: skip


class Source(NamedTuple):
    """One published statement about an event.

    `date` is when it was published, as written; `when` is the same with its references resolved. `by` is who speaks
    on the record, `unnamed` how an unnamed speaker is described, `via` the outlet that this one credits.
    """

    outlet: str
    date: When
    when: When
    says: str = "reports"
    title: str = ""
    url: str = ""
    by: str = ""
    unnamed: str = ""
    via: str = ""
    archive: str = ""
    accessed: str = ""
    lang: str = ""
    quote: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    where: Place = Place("")


class Event(NamedTuple):
    """Something that happened, was said to happen, or was planned.

    `date` is the date as written; `when` the same narrowed by references. `status` is the author's override, empty
    where the sources decide; `extra` holds the author's own `x-` keys.
    """

    id: str
    date: When
    when: When
    title: str
    summary: str = ""
    people: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    group: str = ""
    status: str = ""
    because: str = ""
    background: bool = False
    note: str = ""
    sources: tuple[Source, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    where: Place = Place("")


class Era(NamedTuple):
    """A named stretch of time."""

    id: str
    name: str
    date: When
    when: When
    where: Place = Place("")


class Name(NamedTuple):
    """A person or an outlet that the header describes; `born` for people, `home` for outlets."""

    name: str
    aliases: tuple[str, ...] = ()
    born: When | None = None
    home: str = ""


class Chronology(NamedTuple):
    """One or more files read together.

    Attributes:
        events: In file order.
        before: Index pairs of events that are declared in this order.
        views: Saved filters, name and expression.
        problems: Warnings met while loading, in file order; errors too where the caller asked to keep going.
    """

    title: str = ""
    about: str = ""
    eras: tuple[Era, ...] = ()
    people: tuple[Name, ...] = ()
    outlets: tuple[Name, ...] = ()
    events: tuple[Event, ...] = ()
    before: tuple[tuple[int, int], ...] = ()
    year: int | None = None
    conventions: Conventions = STANDARD
    views: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def status_of(event: Event, day: int) -> str:
    """One of `STATUSES`: what the sources add up to on `day` (an ordinal).

    The author's own `status` stands above the sources. The day is asked only for a plan: it has lapsed once its latest
    possible day has passed with nothing more.
    """
    if event.status:
        return event.status
    if not event.sources:
        return "background" if event.background else "unsourced"
    stances = {source.says for source in standing(event.sources)}
    denied = "denies" in stances
    if "confirms" in stances or "reports" in stances or "corrects" in stances:
        if denied:
            return "disputed"
        return "confirmed" if "confirms" in stances else "reported"
    if denied:
        return "denied"
    if "rumours" in stances:
        return "rumoured"
    if "plans" in stances:
        latest = event.when.upper
        return "lapsed" if latest is not None and latest < day else "planned"
    return "retracted"


def standing(sources: Iterable[Source]) -> list[Source]:
    """The sources that still stand: a retraction takes back what the same outlet said, and is gone itself."""
    withdrawn = {source.outlet for source in sources if source.says == "retracts"}
    return [source for source in sources if source.outlet not in withdrawn]
