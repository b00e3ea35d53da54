"""What cannot match, told as early as can be: so that of big files only a few events are kept, and few are built.

A sieve may let through what does not match, never the reverse; what it lets through is asked properly. By names and
dates it tells from the plain values of an event, of texts and outlets by the words that the part of the file must hold
that an event stands in; all else, of an event that has been built.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import compress, count
from operator import not_

from timeline.dates import Context, DateError, When, read
from timeline.dates.days import civil
from timeline.errors import UsageError
from timeline.load.nodes import NotPlain
from timeline.model import Chronology, Event, Name
from timeline.names import VALUES, fold, folded
from timeline.query import NO, POSSIBLE, Filter, Query, with_view, within
from timeline.query.dates import date_bounds
from timeline.query.filters import Scope
from timeline.records import NamedTuple
from timeline.replay import known_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KEYS = {"person": "people", "org": "orgs", "work": "works", "place": "places", "tag": "tags"}
"""The keys of names, by the field of a wish."""


class AsOf(NamedTuple):
    """As of when it is asked: a date as typed, empty for today; and whether what may have been out by then counts."""

    text: str
    possible: bool


NOW = AsOf("", False)


class Names:
    """Whether a value of an event, one name or a list of them, holds one that may be meant.

    Attributes:
        key: The key of the value; empty where it is not the value of one.
    """

    def __init__(self, field: str, values: Sequence[str]) -> None:
        self.key = _KEYS.get(field, "")
        self._field = field
        self._refused: set[str] = set()
        self._meant: set[str] = set()
        self._known: set[str] = set()
        self._wanted = {folded(value) for value in values}

    def prepare(self, header: Chronology) -> None:
        """Takes note of the names that the header describes: who is asked for by one goes by all of them."""
        described: Sequence[Name] = {"person": header.people, "outlet": header.outlets}.get(self._field, ())
        every = [[folded(name) for name in (one.name, *one.aliases)] for one in described]
        self._wanted |= {form for forms in every if any(map(self._holds, forms)) for form in forms}

    @property
    def wanted(self) -> Iterable[str]:
        """Folded texts one of which every name holds that may be meant."""
        return self._wanted

    def of(self, event: Event) -> Sequence[str]:
        """The names of an event that has been built."""
        return VALUES[self._field](event)

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
        names: What is asked of the names among plain values; all must hold.
        holds: Whether the part of a file that an event stands in has the words that it must have; None where there are
            none, known after `prepare`.
        keeps: Whether an event that has been built may match; None of one that was not publicly known as of the day
            asked for. It is None where that is not worth asking.
    """

    def __init__(self, query: Query, day: int, as_of: AsOf = NOW, view: Sequence[str] = ()) -> None:
        # Of events that are passed over the other names are not known, so a query that asks for such sees all events.
        named = {wish.field: wish.values for wish in query.wishes if wish.field in _KEYS}
        others = query.where or view or any(wish.negated or wish.field == "outlet" for wish in query.wishes)
        self.names = [] if others or as_of.text else [Names(field, values) for field, values in named.items()]
        self._as_of, self._view = as_of, view
        self.holds: Callable[[bytes], bool] | None = None
        self.keeps: Callable[[Event], bool | None] | None = None
        self._query, self._day = query, day
        self._context = Context()
        self._edges: tuple[int | None, int | None] = (None, None)
        self._years: tuple[int | None, int | None] = (None, None)

    def prepare(self, header: Chronology, context: Context) -> None:
        """Takes note of what the header says: a chronology without events.

        Raises:
            NotPlain: Something is asked that is not understood; it is told when the file has been read whole.
        """
        for one in self.names:
            one.prepare(header)
        self._context = context
        first, last = self._bounds(self._query.since), self._bounds(self._query.until)
        self._edges = since, until = (first.lower if first else None, last.upper if last else None)
        self._years = (None if since is None else civil(since)[0], None if until is None else civil(until)[0])
        rest = self._query._replace(since="", until="", certain=False)
        if not self.names and (not rest.is_empty or self._view or self._as_of.text):
            self._ask(header)

    def _ask(self, header: Chronology) -> None:
        """Makes what asks events alone."""
        text, possible = self._as_of
        try:
            query = with_view(self._query, dict(header.views), self._view)
            day = date_bounds(text, header).upper if text else None
        except UsageError as error:
            raise NotPlain from error
        if text and day is None:
            raise NotPlain
        if day is None or day >= self._day:  # what is in the files today is all out today
            alone = _Alone(header, self._day, query)
            self.holds, self.keeps = _holder(query, alone.named), alone.keeps
            return
        then, asked = day, _Alone(header, day, query)

        def keeps(event: Event) -> bool | None:
            known = known_of(event, then, possible)
            return None if known is None else asked.keeps(known)

        self.keeps = keeps

    @property
    def tells_early(self) -> bool:
        """Whether anything can be told before events are built."""
        is_dated = self._query.since or self._query.until
        return bool(self.names or self.holds is not None or (is_dated and not self._as_of.text))

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


def sieve_of(query: Query, day: int, as_of: AsOf = NOW, view: Sequence[str] = ()) -> Sieve | None:
    """The sieve of a query; None where it asks for nothing, or names an event by whose date others are asked.

    Args:
        query: What is asked.
        day: Today (an ordinal).
        as_of: As of when it is asked.
        view: The names of saved views that are asked as well.
    """
    if "@" in query.where + query.since + query.until + query.reported_since + query.reported_until + as_of.text:
        return None
    return Sieve(query, day, as_of, view) if view or not query._replace(certain=False).is_empty else None


class _Alone(Scope):
    """Asks an event what a query asks, as far as that is told without the others.

    What a name or the beginning of an id means depends on which others there are; so who may be meant is possible, and
    an event that names somebody for the first time, or has just that id, is kept whatever else it says.

    Attributes:
        named: What is asked of names.
    """

    def __init__(self, header: Chronology, day: int, query: Query) -> None:
        super().__init__(header, day, query.certain)
        self.named: list[Names] = []
        self._ids: set[str] = set()
        self._matches: list[Filter] = []
        with suppress(UsageError):  # told when the events are asked
            self._matches = self.query(query)

    def names(self, field: str, wanted: str) -> Filter:
        one = Names(field, (wanted,))
        one.prepare(self.chronology)
        self.named.append(one)
        return lambda event: POSSIBLE if one(one.of(event)) else NO

    def identity(self, wanted: str) -> Filter:
        wanted = wanted.removeprefix("@")
        self._ids.add(wanted)
        return lambda event: POSSIBLE if event.id.startswith(wanted) else NO

    def keeps(self, event: Event) -> bool:
        """Whether an event may match, or has a say in which others do."""
        new = [one.is_new(names) for one in self.named if one(names := one.of(event))]
        return any(new) or event.id in self._ids or all(match(event) is not NO for match in self._matches)


# --- words --------------------------------------------------------------------------------------------------------

_LOWER = bytes(range(256)).lower()


def _holder(query: Query, names: Sequence[Names]) -> Callable[[bytes], bool] | None:
    """Whether a part of a file has the words that an event must have, to name who is meant or to say what is asked.

    An event that names somebody who may be meant is let through whatever it says; see `Names.is_new`.
    """
    if query.where or any(wish.negated for wish in query.wishes) or any(wish.field == "id" for wish in query.wishes):
        return None
    if names:
        choices = [[form for one in names for form in one.wanted]]
    else:
        choices = [[folded(value) for value in one.values] for one in query.wishes if one.field == "text"]
    groups = [words for forms in choices if (words := _words_of(forms))]
    if not groups:
        return None

    def holds(part: bytes) -> bool:
        if b"\\u" in part:  # only reading it tells what that stands for
            return True
        plain = part.translate(_LOWER, b"'") if part.isascii() else fold(part.decode()).encode()
        return all(any(map(plain.__contains__, words)) for words in groups)

    return holds


def _words_of(forms: Sequence[str]) -> list[bytes]:
    """Of each folded text its longest word; nothing where a text has none."""
    words = [max(form.split(), key=len, default="") for form in forms]
    return [word.encode("utf-8", "surrogatepass") for word in words] if all(words) else []
