"""Every name that a chronology uses, by kind: how often, and where first."""

from collections.abc import Iterator
from functools import lru_cache

from timeline.checks._story import Story
from timeline.errors import Place, Where
from timeline.model import Event, Source
from timeline.records import NamedTuple

KINDS = {"people": "person", "orgs": "organisation", "works": "work", "places": "place", "tags": "tag"}
"""The keys of an event that hold names, and what one of them is called."""

OUTLET, PERSON = "outlet", "person"


class Use(NamedTuple):
    """A name as written.

    Attributes:
        name: As written.
        number: In how many events or sources it stands.
        one, key: Where it stands first; None for a name that stands in the header alone.
    """

    name: str
    number: int
    one: Event | Source | None
    key: str

    def place(self, story: Story) -> Where:
        return Place("") if self.one is None else story.at(self.one, self.key, self.name)


@lru_cache(maxsize=1)  # by the story as an object; several rules ask
def used_names(story: Story) -> dict[str, dict[str, Use]]:
    """By kind, every name as written; those of the header too, unused ones with number 0.

    Who speaks in a source (`by`) is a person where somebody of that name, or nearly, may be listed: the rules decide.
    """
    first: dict[str, dict[str, tuple[Event | Source, str]]] = {kind: {} for kind in (*KINDS.values(), OUTLET)}
    counts: dict[str, dict[str, int]] = {kind: {} for kind in first}
    for kind, name, one, key in _uses(story):
        first[kind].setdefault(name, (one, key))
        counts[kind][name] = counts[kind].get(name, 0) + 1
    found = {
        kind: {name: Use(name, counts[kind][name], *where) for name, where in names.items()}
        for kind, names in first.items()
    }
    for kind, described in ((PERSON, story.chronology.people), (OUTLET, story.chronology.outlets)):
        for entry in described:
            for name in (entry.name, *entry.aliases):
                found[kind].setdefault(name, Use(name, 0, None, ""))
    return found


def _uses(story: Story) -> Iterator[tuple[str, str, Event | Source, str]]:
    for event in story.chronology.events:
        for key, kind in KINDS.items():
            for name in getattr(event, key):
                yield kind, name, event, key
        for source in event.sources:
            yield OUTLET, source.outlet, source, "outlet"
            if source.via:
                yield OUTLET, source.via, source, "via"
            if source.by:
                yield PERSON, source.by, source, "by"


def described(story: Story) -> dict[str, dict[str, str]]:
    """By kind, names and aliases of the header as written, to the entry that they stand in."""
    return {
        kind: {name: entry.name for entry in entries for name in (entry.name, *entry.aliases)}
        for kind, entries in ((PERSON, story.chronology.people), (OUTLET, story.chronology.outlets))
    }


def right_first(one: Use, other: Use, headers: dict[str, str]) -> tuple[Use, Use]:
    """Of two spellings the likelier one, then the other: listed in the header, more frequent, first."""
    if (one.name in headers) != (other.name in headers):
        return (one, other) if one.name in headers else (other, one)
    return (one, other) if one.number >= other.number else (other, one)
