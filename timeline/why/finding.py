"""Which event is meant: by its id, by how its id begins, or by words of its title."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from timeline.errors import UsageError
from timeline.model import Chronology, Event
from timeline.names import folded
from timeline.why.lines import as_of_words

_MOST_CANDIDATES = 6


def find_event(chronology: Chronology, text: str) -> Event:
    """The event that a text means: by its id, with or without `@`; by how its id begins; by words of its title.

    The words count in any order and case, with or without accents.

    Raises:
        UsageError: None is meant, or several; the message has those that may be.
    """
    wanted = text.strip().removeprefix("@")
    if not wanted:
        raise UsageError("which event? Write its id, the beginning of its id, or words of its title")
    for matching in _WAYS:
        found = matching(chronology.events, wanted)
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f'"{wanted}" may be any of {len(found)} events: {_listed(found)}')
    unknown = " ".join(part for part in (f'no event "{wanted}"', as_of_words(chronology)) if part)
    raise UsageError(unknown + _did_you_mean(chronology.events, wanted))


def _by_id(events: Sequence[Event], wanted: str) -> list[Event]:
    return [event for event in events if event.id == wanted]


def _by_beginning(events: Sequence[Event], wanted: str) -> list[Event]:
    beginning = wanted.casefold()
    return [event for event in events if event.id.casefold().startswith(beginning)]


def _by_words(events: Sequence[Event], wanted: str) -> list[Event]:
    words = set(folded(wanted).split())
    return [event for event in events if words and words <= set(folded(event.title).split())]


_WAYS: tuple[Callable[[Sequence[Event], str], list[Event]], ...] = (_by_id, _by_beginning, _by_words)
"""How an event is looked for; the first way that finds any decides."""


def _listed(events: Sequence[Event]) -> str:
    more = len(events) - _MOST_CANDIDATES
    named = "; ".join(f"{event.id}  {event.title}" for event in events[:_MOST_CANDIDATES])
    return f"{named}; and {more} more" if more > 0 else named


def _did_you_mean(events: Sequence[Event], wanted: str) -> str:
    """A remedy: near ids, else titles with near words, else the ids there are."""
    if not events:
        return "; the chronology has none"
    ids = {event.id.casefold(): event.id for event in events}
    near = [ids[found] for found in get_close_matches(wanted.casefold(), ids, 3, 0.6)]
    if near:
        return f"; did you mean {' or '.join(near)}?"
    words = list(dict.fromkeys(word for event in events for word in folded(event.title).split()))
    meant = _by_words(events, " ".join(_nearest(word, words) for word in folded(wanted).split()))
    if meant:
        return f"; did you mean {_listed(meant)}?"
    more = len(events) - _MOST_CANDIDATES
    listed = ", ".join(event.id for event in events[:_MOST_CANDIDATES])
    return f"; there are: {listed}" + (f" and {more} more" if more > 0 else "")


def _nearest(word: str, words: Sequence[str]) -> str:
    """The word itself, else the one that begins with it, else the most like it."""
    begun = [one for one in words if one.startswith(word)]
    return word if word in begun else begun[0] if begun else next(iter(get_close_matches(word, words, 1, 0.75)), word)
