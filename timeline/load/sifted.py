"""Events of big files that may match, and how many were passed over: those are read, yet not built.

An event is passed over where the caller's sieve says that it cannot match. That it can be trusted all the same is
looked at as far as that costs next to nothing: its syntax, its keys (not in JSON Lines), its title and its date. Where
something is wrong, or a date refers to another event, the file has to be read whole (NotPlain). Its sources are not
looked at: `timeline check` looks at everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

from timeline.dates import Context, DateError, read
from timeline.load.keys import DERIVED_KEYS, EVENT_KEYS
from timeline.load.nodes import Map, NotPlain, Record
from timeline.model import Name


class Sieve(Protocol):
    """Tells of an event whether it may match; see `timeline.query.sieve`."""

    keys: tuple[str, ...]
    tests: list[Callable[[Any], bool]]

    def prepare(self, people: Iterable[Name]) -> None: ...

    def __call__(self, values: dict[str, Any]) -> bool: ...


_KNOWN_KEYS = EVENT_KEYS | DERIVED_KEYS
_MOST_IDS = 250_000
"""Ids looked at for one that is given twice; beyond, they would take more memory than the events that match."""


class Passing:
    """Looks at the events that are passed over, and counts them."""

    def __init__(self, context: Context) -> None:
        self.count = 0
        self._context = context
        self._ids: set[str] = set()
        self._dates: set[str | int] = set()

    def look(self, values: dict[str, Any]) -> None:
        """Takes note of an event that is passed over.

        Raises:
            NotPlain: It is not plainly right.
        """
        title, date, identity = values.get("title"), values.get("date"), values.get("id")
        if type(date) is dict:
            date = date.get("text")
        if not (values.keys() <= _KNOWN_KEYS or all(key in _KNOWN_KEYS or key.startswith("x-") for key in values)):
            raise NotPlain
        self.note(title, date, identity)

    def note(self, title: Any, date: Any, identity: Any) -> None:
        """The same of its title, its date and its id.

        Raises:
            NotPlain: One of them is not plainly right.
        """
        self.count += 1
        if title.__class__ is not str or not title or identity.__class__ is not str or not identity:
            raise NotPlain
        if date not in self._dates:
            self._try(date)
        if self.count <= _MOST_IDS:
            if identity in self._ids:
                raise NotPlain
            self._ids.add(identity)

    def _try(self, date: Any) -> None:
        if type(date) is not str and type(date) is not int:
            raise NotPlain
        try:
            when = read(str(date), self._context)
        except DateError as error:
            raise NotPlain from error
        if when.clauses:
            raise NotPlain
        self._dates.add(date)

    def holds(self, identity: str) -> bool:
        """Whether an event that was passed over has an id."""
        return identity in self._ids


def sifted(records: Iterable[Map | Record], sieve: Sieve, passing: Passing) -> Iterator[Record]:
    """The records that may match; the others are noted in `passing`.

    Raises:
        NotPlain: Something is not plainly right.
    """
    for record in records:
        if not isinstance(record, Record) or not record.values:
            raise NotPlain
        if sieve(record.values):
            yield record
        else:
            passing.look(record.values)
