"""Events that may be one: which pairs are worth comparing, and whether two titles say the same.

All pairs of a hundred thousand events are out of reach, so candidates share one of the rarest words of their titles, or
a word of like spelling is left to the comparison, and their dates overlap; among the events of a word they are found by
a sweep over the days, and only so many neighbours are looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType

from timeline.model import Event
from timeline.names import folded

_RARE = 3
"""So many of a title's rarest words make it a candidate."""

_NEIGHBOURS = 24
"""With so many of the events before it in a sweep an event is compared."""

_FAR = 10**12
"""A day, counted from either end, beyond all that a date is compared with."""

_COMMON = 3
"""So many words that count stand in both titles; one of them may be mistyped."""

_LIKE_WORD, _LIKE_TITLE = 0.8, 0.78

_EMPTY = frozenset((
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "as", "is", "are", "was",
    "were", "be", "been", "has", "have", "had", "that", "this", "it", "its", "his", "her", "their", "he", "she", "they",
    "will", "would", "not", "no",
))  # fmt: skip
"""Words that do not set titles apart. "not" and "no" do, and are looked at by themselves."""

_TURNING = frozenset(("not", "no", "never", "denies", "denied", "begins", "ends", "starts", "first", "second", "third"))
"""Words of which one alone makes another event."""


_NOBODY: frozenset[str] = frozenset()
_Facts = tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], str]


class Telling:
    """What the fields of events say of them, by their numbers, put together when it is first asked for.

    Args:
        events: The events.
        persons: By folded alias of a person the folded name, where they differ.
    """

    def __init__(self, events: Sequence[Event], persons: Mapping[str, str] = MappingProxyType({})) -> None:
        self._events, self._persons = events, persons
        self._known: list[_Facts | None] = [None] * len(events)
        self._forms: dict[tuple[str, ...], frozenset[str]] = {}

    def apart(self, one: int, other: int) -> bool:
        """Whether two events differ: other works, other people, other places, other organisations, another group."""
        return not self.not_apart(one, (other,))

    def not_apart(self, one: int, others: Iterable[int]) -> list[int]:
        """The events that do not differ from one in any of these."""
        known = self._known
        works, people, places, orgs, group = known[one] or self._of(one)
        left = []
        for other in others:
            its_works, its_people, its_places, its_orgs, its_group = known[other] or self._of(other)
            if not (
                (works and its_works and works.isdisjoint(its_works))
                or (people and its_people and people.isdisjoint(its_people))
                or (places and its_places and places.isdisjoint(its_places))
                or (orgs and its_orgs and orgs.isdisjoint(its_orgs))
                or (group and its_group and group != its_group)
            ):
                left.append(other)
        return left

    def _of(self, number: int) -> _Facts:
        event = self._events[number]
        works, people, places, orgs = [
            (self._forms.get(names) or self._folded(names)) if names else _NOBODY
            for names in (event.works, event.people, event.places, event.orgs)
        ]
        if not self._persons.keys().isdisjoint(people):
            people = frozenset(self._persons.get(one, one) for one in people)
        found = self._known[number] = works, people, places, orgs, folded(event.group) if event.group else ""
        return found

    def _folded(self, names: tuple[str, ...]) -> frozenset[str]:
        found = self._forms[names] = frozenset(map(folded, names))
        return found


def candidates(events: Sequence[Event], telling: Telling) -> list[tuple[int, int]]:
    """Index pairs of events, each once, in order: their dates overlap, their titles share words, a rare one among them.

    Pairs that differ in what `telling` knows of them are none.
    """
    words = [content_words(event.title) for event in events]
    counts: dict[str, int] = {}
    for mine in words:
        for word in mine:
            counts[word] = counts.get(word, 0) + 1
    sharing: dict[str, list[int]] = {}
    for number, mine in enumerate(words):
        shared = sorted((counts[word], word) for word in mine if counts[word] > 1)
        for _, word in shared[:_RARE]:
            sharing.setdefault(word, []).append(number)
    found: set[tuple[int, int]] = set()
    for numbers in sharing.values():
        for number, others in _overlapping(numbers, events):
            mine = words[number]
            for other in telling.not_apart(number, others):
                if len(mine & words[other]) >= _COMMON - 1:
                    found.add((number, other) if number < other else (other, number))
    return sorted(found)


def _overlapping(numbers: list[int], events: Sequence[Event]) -> Iterator[tuple[int, list[int]]]:
    """Each event with others whose dates can mean the same day; of two without any date at all, the one before it."""
    dated = sorted(
        (-_FAR if when.lower is None else when.lower, number)
        for number in numbers
        if (when := events[number].when).is_dated
    )
    undated = [number for number in numbers if not events[number].when.is_dated]
    for before, number in pairwise(undated):
        yield number, [before]
    active: list[tuple[int, int]] = []
    for lower, number in dated:
        if active:
            active = [one for one in active if one[0] >= lower][-_NEIGHBOURS:]
            yield number, [other for _, other in active]
        upper = events[number].when.upper
        active.append((_FAR if upper is None else upper, number))


@lru_cache(maxsize=1 << 16)
def content_words(title: str) -> frozenset[str]:
    """The words of a title that can set it apart from another."""
    return frozenset(folded(title).split()) - _EMPTY


def say_the_same(one: str, other: str) -> bool:
    """Whether two titles tell the same: the words of one are among those of the other, up to typing mistakes.

    Numbers must be the same, and words such as not, first, begins. Where each has a word that the other lacks, they
    tell of two things.
    """
    mine, its = content_words(one), content_words(other)
    left, right = mine - its, its - mine
    if (left | right) & _TURNING or _negated(one) != _negated(other):
        return False
    if any(any(map(str.isdigit, word)) for word in left | right):
        return False
    if left and right:
        few, many = (left, right) if len(left) <= len(right) else (right, left)
        if not {word[0] for word in many}.issuperset([word[0] for word in few]):
            return False  # as words of like spelling begin alike
        left, right = _unmatched(left, right)
        if left and right:
            return False
    common = len(mine) - len(left)
    if common < _COMMON or 3 * len(left | right) > common:
        return False
    return _ratio(folded(one), folded(other), _LIKE_TITLE)


@lru_cache(maxsize=1 << 16)
def _negated(title: str) -> bool:
    return bool({"not", "no"} & set(folded(title).split()))


def _unmatched(left: frozenset[str], right: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """What remains when words of like spelling are taken for the same; five letters at least, as short ones differ."""
    if len(left) > 4 or len(right) > 4:
        return left, right
    for word in sorted(left):
        near = next((one for one in sorted(right) if min(len(one), len(word)) >= 4 and _is_like(word, one)), None)
        if near is not None:
            left, right = left - {word}, right - {near}
    return left, right


@lru_cache(maxsize=1 << 16)
def _is_like(one: str, other: str) -> bool:
    return one[0] == other[0] and _ratio(one, other, _LIKE_WORD)


def _ratio(one: str, other: str, least: float) -> bool:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least
