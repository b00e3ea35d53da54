"""What may be in a chronology already: events of about the same day and title, addresses that are cited, sources."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from timeline.addresses import page_of
from timeline.dates import When, show
from timeline.model import Chronology, Event, Source
from timeline.names import folded

_ALIKE = 0.75
_VERY_ALIKE = 0.9
_MOST = 3


def event_doubts(chronology: Chronology, new: Event) -> list[str]:
    """Events that may be the new one, the most alike first, and those that cite one of its addresses."""
    alike = sorted(_alike(chronology.events, new), key=lambda one: -one[0])[:_MOST]
    said = [
        f"{_named(event)} looks like the same event; for one more source of it: --to {event.id}" for _, event in alike
    ]
    addresses = {page_of(source.url): source.url for source in new.sources if source.url}
    known = {event.id for _, event in alike}
    for event in chronology.events:
        cited = {page_of(source.url) for source in event.sources if source.url}
        if event.id not in known and not cited.isdisjoint(addresses):
            said.append(f"{_named(event)} cites the same address")
    return said[: 2 * _MOST]


def source_doubts(event: Event, new: Source) -> list[str]:
    """Whether the event may have the source already."""
    for source in event.sources:
        address = page_of(source.url)
        same = (source.date.text, source.says, source.by, source.unnamed)
        if address and address == page_of(new.url):
            return [f"{event.id} cites the same address already, at {source.where}"]
        is_same = source.is_by(new.publisher) and same == (new.date.text, new.says, new.by, new.unnamed)
        if is_same and not (address and new.url):
            return [f"{event.id} has the same source already, at {source.where}"]
    return []


def _alike(events: Sequence[Event], new: Event) -> list[tuple[float, Event]]:
    matcher = SequenceMatcher(None, "", folded(new.title), autojunk=False)
    found = []
    for event in events:
        least = _ALIKE if _overlap(event.when, new.when) else _VERY_ALIKE
        if least == _VERY_ALIKE and event.when.is_dated and new.when.is_dated:
            continue
        matcher.set_seq1(folded(event.title))
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least:
            found.append((matcher.ratio(), event))
    return found


def _overlap(one: When, two: When) -> bool:
    """Whether two dates can mean the same day; what is known of neither tells nothing."""
    if not (one.is_dated and two.is_dated):
        return False
    return _not_before(one.upper, two.lower) and _not_before(two.upper, one.lower)


def _not_before(upper: int | None, lower: int | None) -> bool:
    return upper is None or lower is None or upper >= lower


def _named(event: Event) -> str:
    return f'{event.where}: "{event.title}" ({event.id}, {show.words(event.date)})'
