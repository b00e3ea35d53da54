"""What cannot match, told from the plain values of an event: so that big files are not built whole for a few events.

A sieve may let through what does not match, never the reverse; what it lets through is built and asked properly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from timeline.model import Name
from timeline.names import folded
from timeline.query import Query

_KEYS = {"person": "people", "org": "orgs", "work": "works", "place": "places", "tag": "tags"}
"""The keys of names, by the field of a wish."""

_Test = Callable[[Any], bool]


class Sieve:
    """Lets through the events that may match a query.

    Attributes:
        keys: The keys of an event whose values are looked at, one for each wish.
        tests: Whether the value of each of these keys lets the event through.
    """

    def __init__(self, wishes: Sequence[tuple[str, tuple[str, ...]]]) -> None:
        self._wishes = wishes
        self.tests: list[_Test] = []
        self.keys = tuple(_KEYS[field] for field, _ in wishes)

    def prepare(self, people: Iterable[Name]) -> None:
        """Takes note of the names that the header describes: who is asked for by one goes by all of them."""
        described = [[folded(name) for name in (one.name, *one.aliases)] for one in people]
        self.tests = []
        for field, values in self._wishes:
            wanted = {folded(value) for value in values}
            also = described if field == "person" else []
            wanted |= {form for forms in also if any(_holds(form, wanted) for form in forms) for form in forms}
            self.tests.append(_names_one(frozenset(wanted)))

    def __call__(self, values: dict[str, Any]) -> bool:
        """Whether an event with these values may match."""
        return all(test(values.get(key)) for key, test in zip(self.keys, self.tests, strict=True))


def _holds(form: str, wanted: Iterable[str]) -> bool:
    return any(one in form for one in wanted)


def _names_one(wanted: frozenset[str]) -> _Test:
    """Whether a value of an event, one name or a list of them, holds one that may be meant."""
    seen: dict[str, bool] = {}

    def may_be_meant(name: str) -> bool:
        found = seen[name] = _holds(folded(name), wanted)
        return found

    def test(value: Any) -> bool:
        if value.__class__ is list:
            for name in value:
                found = seen.get(name) if name.__class__ is str else True
                if found or (found is None and may_be_meant(name)):
                    return True
            return False
        if value.__class__ is str:
            return may_be_meant(value) if bool(value) else False
        return value is not None

    return test


def sieve_of(query: Query) -> Sieve | None:
    """The sieve of a query; None where it asks for nothing that tells beforehand, or for a certain event."""
    if "@" in query.since + query.until + query.reported_since + query.reported_until + query.where:
        return None
    wishes = {wish.field: wish.values for wish in query.wishes if not wish.negated and wish.field in _KEYS}
    return Sieve(tuple(wishes.items())) if wishes else None
