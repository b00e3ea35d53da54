"""Events of big files that may match, and how many were passed over: those are read, yet not built.

An event is passed over where the caller's sieve says that it cannot match. That it can be trusted all the same is
looked at as far as that costs next to nothing: its syntax, its keys (not in JSON Lines), its title and its date. Where
something is wrong, or a date refers to another event, the file has to be read whole (NotPlain). Its sources are not
looked at: `timeline check` looks at everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline.dates import Context, DateError, When, read
from timeline.load.keys import DERIVED_KEYS, EVENT_KEYS
from timeline.load.nodes import Map, NotPlain, Record
from timeline.load.records import is_own
from timeline.model import Name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    class Names(Protocol):
        """Tells of the value of a key whether its event may match."""

        key: str
        refused: set[str]

        def __call__(self, value: Any) -> bool: ...

    class Sieve(Protocol):
        """Tells of an event whether it may match; see `timeline.query.sieve`."""

        @property
        def names(self) -> Sequence[Names]: ...

        def prepare(self, people: Iterable[Name], context: Context) -> None: ...

        def is_inside(self, when: When) -> bool: ...

        def __call__(self, values: Sequence[Any], inside: bool) -> bool: ...


_KNOWN_KEYS = EVENT_KEYS | DERIVED_KEYS
_MOST_IDS = 100_000
"""Ids looked at for one that is given twice; beyond, they would take more memory than the events that match."""


class Passing:
    """Looks at the events that are passed over, and counts them.

    Attributes:
        inside: By date as written, whether an event of that date may match.
        count: How many were passed over.
    """

    def __init__(self, sieve: Sieve, context: Context) -> None:
        self.inside: dict[Any, bool] = {}
        self.count = 0
        self._sieve = sieve
        self._context = context
        self._ids: set[int] = set()

    def date(self, written: Any) -> bool:
        """Whether an event of a date may match.

        Raises:
            NotPlain: It is not plainly a date, or refers to another.
        """
        text = getattr(written, "text", written)
        if type(text) is not str and type(text) is not int:
            raise NotPlain
        try:
            when = read(str(text), self._context)
        except DateError as error:
            raise NotPlain from error
        if when.clauses:
            raise NotPlain
        found = self.inside[written] = self._sieve.is_inside(when)
        return found

    @property
    def wants_ids(self) -> bool:
        """Whether ids are still looked at for one that is given twice."""
        return self.count <= _MOST_IDS

    def look(self, values: dict[str, Any]) -> None:
        """Takes note of an event that is passed over.

        Raises:
            NotPlain: It is not plainly right.
        """
        title, identity = values.get("title"), values.get("id")
        if not (values.keys() <= _KNOWN_KEYS or all(key in _KNOWN_KEYS or is_own(key) for key in values)):
            raise NotPlain
        if type(title) is not str or not title or type(identity) is not str or not identity:
            raise NotPlain
        self.note([identity])

    def note(self, ids: Sequence[str]) -> None:
        """Takes note of events that are passed over, by their ids.

        Raises:
            NotPlain: An id is given twice.
        """
        self.count += len(ids)
        if self.wants_ids:
            before = len(self._ids)
            self._ids.update(map(hash, ids))
            if len(self._ids) != before + len(ids):
                raise NotPlain

    def holds(self, identity: str) -> bool:
        """Whether an event that was passed over has an id."""
        return hash(identity) in self._ids


def sifted(records: Iterable[Map | Record], sieve: Sieve, passing: Passing) -> Iterator[Record]:
    """The records that may match; the others are noted in `passing`.

    Raises:
        NotPlain: Something is not plainly right.
    """
    inside = passing.inside
    keys = [names.key for names in sieve.names]
    for record in records:
        if not isinstance(record, Record) or not record.values:
            raise NotPlain
        date = record.values.get("date")
        if date.__class__ is dict:
            date = date.get("text")
        may = inside.get(date)
        if may is None:
            may = passing.date(date)
        if sieve([record.values.get(key) for key in keys], may):
            yield record
        else:
            passing.look(record.values)
