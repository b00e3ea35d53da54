"""Events that lie in an era by what they say, whatever its days are: `during @era`, or the same day as what is."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dates import Bound, When
from timeline.model import Chronology, Era, Event


class Inside:
    """Asks a chronology, by the id of an era, which events certainly lie in it, both their ends."""

    def __init__(self, chronology: Chronology) -> None:
        self._not_before: dict[str, list[str]] = {}
        self._not_after: dict[str, list[str]] = {}
        dated: list[Era | Event] = [*chronology.eras, *chronology.events]
        for one in dated:
            if one.date.clauses and not one.date.uncertain:
                self._note(one.id, one.date, one.when.kind == "span")
        self._known: dict[str, frozenset[str]] = {}

    def __call__(self, era: str) -> frozenset[str]:
        """The ids of the events, and of the eras that lie in it."""
        found = self._known.get(era)
        if found is None:
            found = self._known[era] = frozenset(_reached(era, self._not_before) & _reached(era, self._not_after))
        return found

    def _note(self, own: str, date: When, lasted: bool) -> None:
        for bound in _plain_bounds(date):
            if bound.at_least and (bound.side == "start" or not lasted):
                self._not_before.setdefault(bound.target, []).append(own)
            elif not bound.at_least and (bound.side == "end" or not lasted):
                self._not_after.setdefault(bound.target, []).append(own)


def _plain_bounds(date: When) -> Iterator[Bound]:
    """The bounds that say no less than that a day is not before, or not after, all of another date."""
    for clause in date.clauses:
        for bound in clause.bounds:
            lag = bound.months, bound.days
            if not bound.unit and (min(lag) >= 0 if bound.at_least else max(lag) <= 0):
                yield bound


def _reached(era: str, following: dict[str, list[str]]) -> set[str]:
    """The ids of those that follow an era, and of those that follow them."""
    found: set[str] = set()
    waiting = [era]
    while waiting:
        new = [one for one in following.get(waiting.pop(), ()) if one not in found]
        found.update(new)
        waiting += new
    return found
