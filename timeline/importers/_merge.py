"""Imported events against those that a chronology has already: which are new, which the same, which have changed.

An event is known by `x-import`, else by its id with the same title or date, else by title and date together. What the
chronology says beyond the import is its author's own and no difference.
"""

from collections.abc import Callable, Collection, Iterator, Sequence

from timeline import keys
from timeline.dates import When
from timeline.dates.carried import meaning
from timeline.model import Event, Source
from timeline.records import NamedTuple

_TEXTS = ("title", "summary", "group", "status", "because", "note")
_SOURCE_TEXTS = ("title", "by", "unnamed", "via", "archive", "accessed", "lang", "quote")
_AS_GIVEN = " as given: "
_SAME: tuple[Callable[[Source], tuple[str, ...]], ...] = (
    lambda one: (one.publisher, one.url, one.says),
    lambda one: (one.outlet, one.says),
    lambda one: (one.publisher, one.says),
    lambda one: (one.publisher.casefold(), one.says),
)
"""What makes a source that is imported one that is there, from the surest to the least sure."""


class Change(NamedTuple):
    """An event of the chronology, and what the import says of it otherwise, a phrase each."""

    event: Event
    differences: tuple[str, ...]


class Merge(NamedTuple):
    """What came of the comparison.

    Attributes:
        new: The numbers of the imported events that the chronology does not have.
        same: How many it has, saying all that the import says.
        changed: Those of which the import says something else, in the order of the import.
        known: The id in the chronology by the id in the import, of those that it has.
    """

    new: tuple[int, ...]
    same: int
    changed: tuple[Change, ...]
    known: dict[str, str]


def compared(existing: Sequence[Event], imported: Sequence[Event]) -> Merge:
    """Finds each imported event in the chronology, each of whose events stands for one of them at most.

    The outlets of both go by the names that the chronology's header gives them.
    """
    pairs = _pairs(existing, imported)
    same = 0
    changed: list[Change] = []
    for number, event in sorted(pairs.items()):
        found = tuple(differences(event, imported[number]))
        if found:
            changed.append(Change(event, found))
        else:
            same += 1
    new = tuple(number for number in range(len(imported)) if number not in pairs)
    return Merge(new, same, tuple(changed), {imported[number].id: event.id for number, event in pairs.items()})


def _pairs(existing: Sequence[Event], imported: Sequence[Event]) -> dict[int, Event]:
    """By the number of an imported event the one that it is."""
    pairs: dict[int, Event] = {}
    taken: set[str] = set()

    def pair(number: int, event: Event | None) -> None:
        if event is not None and number not in pairs and event.id not in taken:
            pairs[number] = event
            taken.add(event.id)

    by_origin = {origin: event for event in existing if (origin := _origin(event))}
    for number, event in enumerate(imported):
        pair(number, by_origin.get(_origin(event)))
    by_id = {event.id: event for event in existing}
    for number, event in enumerate(imported):
        like = by_id.get(event.id)
        if like is not None and (_title(like) == _title(event) or _is_same_date(like, event)):
            pair(number, like)
    by_words: dict[tuple[str, When], list[Event]] = {}
    for event in reversed(existing):
        by_words.setdefault((_title(event), meaning(event.date)), []).append(event)
    for number, event in enumerate(imported):
        like_it = by_words.get((_title(event), meaning(event.date)), [])
        while number not in pairs and like_it:
            pair(number, like_it.pop())
    return pairs


def _origin(event: Event) -> str:
    return dict(event.extra).get("x-import", "")


def _title(event: Event) -> str:
    return " ".join(event.title.casefold().split())


def _is_same_date(one: Event | Source, other: Event | Source) -> bool:
    """Whether two dates say the same of days: "June" in a file of 2020 is not "June" in one of 2022."""
    return meaning(one.date) == meaning(other.date)


# --- what differs -------------------------------------------------------------------------------------------------


def differences(event: Event, imported: Event) -> Iterator[str]:
    """What an import says that the chronology does not, a phrase each: `date: 2020-05, imported as 2020-05-04`."""
    if (imported.date.kind != "none" or imported.date.clauses) and not _is_same_date(event, imported):
        yield _differs("date", event.date.text, imported.date.text)
    for key in _TEXTS:
        old, new = getattr(event, key), getattr(imported, key)
        if key == "note":
            old, new = _own_words(old), _own_words(new)
        if new and new != old:
            yield _differs(key, old, new)
    for key in keys.LISTS:
        more = [one for one in getattr(imported, key) if one not in getattr(event, key)]
        if more:
            yield f"{key}: imported with {', '.join(more)}"
    extra = dict(event.extra)
    for key, new in imported.extra:
        if new and key != "x-import" and extra.get(key, "") != new:
            yield _differs(key, extra.get(key, ""), new)
    yield from _source_differences(event.sources, imported.sources)


def _source_differences(sources: Collection[Source], imported: Sequence[Source]) -> Iterator[str]:
    left = list(sources)
    for new in imported:
        alike = (next((one for one in left if same(one) == same(new)), None) for same in _SAME)
        old = next(filter(None, alike), None)
        if old is None:
            yield f"sources: imported with {new.outlet}{f' {new.url}' if new.url else ''}"
            continue
        left.remove(old)
        if new.url and new.url != old.url:
            yield _differs(f"address of {new.outlet}", old.url, new.url)
        if (new.date.kind != "none" or new.date.clauses) and not _is_same_date(new, old):
            yield _differs(f"date of {new.outlet}", old.date.text, new.date.text)
        for key in _SOURCE_TEXTS:
            was, text = getattr(old, key), getattr(new, key)
            if text and text != was and not (key == "via" and new.credited == old.credited):
                yield _differs(f"{key} of {new.outlet}", was, text)


def _own_words(note: str) -> str:
    """A note without the lines that an import adds."""
    return "\n".join(line for line in note.split("\n") if _AS_GIVEN not in line)


def _differs(what: str, old: str, new: str) -> str:
    return f"{what}: {_short(old) if old else 'nothing'}, imported as {_short(new)}"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
