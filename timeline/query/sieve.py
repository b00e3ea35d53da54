"""What cannot match, told from the plain values of an event: so that big files are not built whole for a few events.

A sieve may let through what does not match, never the reverse; what it lets through is built and asked properly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress, count
from operator import not_

from timeline.dates import Context, DateError, When, read
from timeline.dates.days import civil
from timeline.model import Name
from timeline.names import fold, folded
from timeline.query import NO, Query, within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KEYS = {"person": "people", "org": "orgs", "work": "works", "place": "places", "tag": "tags"}
"""The keys of names, by the field of a wish."""


class Names:
    """Whether a value of an event, one name or a list of them, holds one that may be meant.

    Attributes:
        key: The key of the value.
    """

    def __init__(self, field: str, values: Sequence[str]) -> None:
        self.key = _KEYS[field]
        self._field = field
        self._refused: set[str] = set()
        self._meant: set[str] = set()
        self._known: set[str] = set()
        self._wanted = {folded(value) for value in values}

    def prepare(self, people: Iterable[Name]) -> None:
        """Takes note of the names that the header describes: who is asked for by one goes by all of them."""
        described = [[folded(name) for name in (one.name, *one.aliases)] for one in people if self._field == "person"]
        self._wanted |= {form for forms in described if any(map(self._holds, forms)) for form in forms}

    def _holds(self, form: str) -> bool:
        return any(one in form for one in self._wanted)

    def __call__(self, value: Any) -> bool:
        refused = self._refused
        for name in _listed(value):
            if not isinstance(name, str):  # for the builder to refuse
                return True
            if name not in refused:
                if name in self._meant or self._holds(folded(name)):
                    return True
                refused.add(name)
        return False

    def among(self, values: Sequence[Any]) -> list[int]:
        """The numbers of those among many values that hold a name that may be meant: a list of names, one, or None."""
        if not {list, tuple}.issuperset(map(type, values)):
            values = list(map(_listed, values))
        refused = self._refused
        left = list(compress(count(), map(not_, map(refused.issuperset, values))))
        new = set().union(*[values[n] for n in left]) - self._meant - refused
        if new:
            self._learn(new)
            left = [n for n in left if not refused.issuperset(values[n])]
        return left

    def _learn(self, names: set[str]) -> None:
        # A wanted name that is not in them folded together is in none of them. ASCII folds faster alone.
        simple = [name for name in names if name.isascii()]
        for some in (simple, names.difference(simple)):
            if self._holds(fold("\n".join(some))):
                self._meant |= {name for name in some if self._holds(fold(name))}
        self._refused |= names - self._meant

    def is_new(self, value: Any) -> bool:
        """Whether a value holds a name that may be meant and that has not been asked about before.

        Whether a name is meant depends on the others that there are: a whole name goes before a part of one.
        """
        listed = _listed(value)
        names = [name for name in listed if isinstance(name, str)]
        if len(names) < len(listed):
            return True
        if self._known.issuperset(names):
            return False
        new = set(names) - self._refused - self._known
        self._known.update(names)
        return bool(new)


def _listed(value: Any) -> Sequence[Any]:
    """The names of a value that is a list, a single one, or nothing."""
    if isinstance(value, (list, tuple)):
        return value
    return (value,) if value else ()


class Sieve:
    """Lets through the events that may match a query.

    Attributes:
        names: What is asked of names; all must hold.
    """

    def __init__(self, names: Sequence[Names], query: Query) -> None:
        self.names = names
        self._query = query
        self._context = Context()
        self._edges: tuple[int | None, int | None] = (None, None)
        self._years: tuple[int | None, int | None] = (None, None)

    def prepare(self, people: Iterable[Name], context: Context) -> None:
        """Takes note of what the header says."""
        for one in self.names:
            one.prepare(people)
        self._context = context
        first, last = self._bounds(self._query.since), self._bounds(self._query.until)
        self._edges = since, until = (first.lower if first else None, last.upper if last else None)
        self._years = (None if since is None else civil(since)[0], None if until is None else civil(until)[0])

    def _bounds(self, text: str) -> When | None:
        try:
            return read(text, self._context) if text else None
        except DateError:  # told when the events are asked
            return None

    def is_inside_years(self, first: int, last: int) -> bool:
        """Whether an event may match that falls into some years, the first and the last included."""
        since, until = self._years
        return (since is None or last >= since) and (until is None or first <= until)

    def is_inside(self, when: When) -> bool:
        """Whether an event with this date may match."""
        whole = self._query.certain
        return within(when, *self._edges, self._context.conventions, whole=whole) is not NO

    def __call__(self, values: Sequence[Any], inside: bool) -> bool:
        """Whether an event may match, or names one who may be meant for the first time.

        Args:
            values: Those of the keys of `names`.
            inside: Whether its date may match.
        """
        pairs = list(zip(self.names, values, strict=True))
        new = [one.is_new(value) for one, value in pairs if one(value)]
        return any(new) or (inside and len(new) == len(pairs))


_BESIDE = frozenset((*_KEYS, "status", "says", "text"))
"""Fields of wishes beside which events may be left out: no other asks what names or ids there are in all the events."""


def sieve_of(query: Query) -> Sieve | None:
    """The sieve of a query; None where it asks for nothing that tells beforehand, or where all events have a say."""
    if query.where or "@" in query.since + query.until + query.reported_since + query.reported_until:
        return None
    if any(wish.field not in _BESIDE or (wish.negated and wish.field in _KEYS) for wish in query.wishes):
        return None
    wishes = {wish.field: wish.values for wish in query.wishes if wish.field in _KEYS}
    if not wishes and not query.since and not query.until:
        return None
    return Sieve([Names(field, values) for field, values in wishes.items()], query)
