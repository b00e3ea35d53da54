"""Filters of one chronology, made from what was asked for; to add one, add a row to `FIELDS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import product
from math import prod
from operator import attrgetter

from timeline.dates import When, remembered
from timeline.errors import UsageError
from timeline.model import STANCES, STATUSES, Chronology, Event, Source, origins_of, status_of, supporting
from timeline.names import NameBook, folded
from timeline.query import Query, Wish
from timeline.query.answers import CERTAIN, NO, POSSIBLE, Filter, Match, all_of, any_of, opposite
from timeline.query.dates import date_bounds
from timeline.query.windows import Window, window_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.query.inside import Inside

_HAPPENED, _REPORTED = "happened", "reported"
_MOST_WINDOWS = 1000
"""Alternatives that are joined; of more, each set is asked by itself."""


class Scope:
    """Turns wishes into filters over one chronology, and collects notes on names that nothing has."""

    def __init__(self, chronology: Chronology, day: int, certain: bool) -> None:
        self.chronology = chronology
        self.day = day
        self.certain = certain
        self.notes: list[str] = []
        self._inside: Inside | None = None
        self._books: dict[str, NameBook] = {}
        self._windows: dict[Filter, tuple[str, tuple[Window, ...]]] = {}
        self._parts: dict[Filter, tuple[Filter, ...]] = {}

    def doubts(self, event: Event) -> tuple[str, ...]:
        """Why an event is only possibly in the windows that were asked for."""
        conventions = self.chronology.conventions

        def answer(windows: Sequence[Window], one: Event | Source) -> Match:
            return self._answer(windows, whole=self.certain)(one.when, one.date)

        found = (
            (f"{axis}: " if axis == _REPORTED else "") + window.doubt(one.when, conventions)
            for axis, asked in self._windows.values()
            for windows in ([window.for_event(event.id) for window in asked] if axis == _HAPPENED else asked,)
            for one in (event.sources if axis == _REPORTED else (event,))
            if answer(windows, one) is POSSIBLE
            for window in windows
            if answer((window,), one) is POSSIBLE
        )
        return tuple(dict.fromkeys(found))

    def query(self, query: Query) -> list[Filter]:
        """All that a query asks; every one must hold.

        Raises:
            UsageError: A date, a field or an expression is not understood.
        """
        matches = [self.wish(wish) for wish in query.wishes]
        if query.where:
            matches.append(self.expression(query.where))
        if query.since or query.until:
            matches.append(self.window(query.since, query.until))
        if query.reported_since or query.reported_until:
            matches.append(self.reported(query.reported_since, query.reported_until))
        return [*self.joined(matches), *_sourcing(query)]

    def wish(self, wish: Wish) -> Filter:
        field = FIELDS.get(wish.field)
        if field is None:
            if wish.field in OPTIONS:
                raise UsageError(f"{wish.field} is an option, no filter of an expression; write --{wish.field}")
            from timeline.query.slips import meant

            if remedy := meant(wish.field, wish.values[0]):
                raise UsageError(f'unknown filter "{wish.field}"; write {remedy}')
            known = f"; there are: {', '.join(FIELDS)}; a text with a colon stands in quotes"
            raise UsageError(f'unknown filter "{wish.field}"{near(wish.field, FIELDS) or known}')
        filters = [field(self, value) for value in wish.values]
        match = self.either(filters)
        return opposite(match) if wish.negated else match

    def names(self, field: str, wanted: str) -> Filter:
        """Events that name somebody or something: by name, alias or part of it, any case, with or without accents."""
        book = self._books.get(field)
        if book is None:
            book = self._books[field] = NameBook.of(self.chronology, field)
        names = book.matching(wanted)
        if not names:
            self.notes.append(f'no {field} "{wanted}" in the chronology{book.did_you_mean(wanted)}')
        values = book.values
        return lambda event: CERTAIN if not names.isdisjoint(values(event)) else NO

    def status(self, wanted: str) -> Filter:
        status = _choice("status", wanted, STATUSES)
        return lambda event: CERTAIN if status_of(event, self.day) == status else NO

    def says(self, wanted: str) -> Filter:
        stance = _choice("says", wanted, STANCES)
        return lambda event: CERTAIN if any(source.says == stance for source in event.sources) else NO

    def text(self, wanted: str) -> Filter:
        needle = folded(wanted)
        return lambda event: CERTAIN if needle in folded(_all_text(event)) else NO

    def identity(self, wanted: str) -> Filter:
        wanted = wanted.removeprefix("@")
        ids = [event.id for event in self.chronology.events]
        ids += (self.chronology.names or {}).get("id", ())
        exact = wanted in ids
        if not exact and not any(one.startswith(wanted) for one in ids):
            self.notes.append(f'no event "{wanted}"{near(wanted, ids)}')
        return lambda event: CERTAIN if event.id == wanted or (not exact and event.id.startswith(wanted)) else NO

    def era(self, wanted: str) -> Filter:
        eras = self.chronology.eras
        named = [era for era in eras if folded(wanted) in (folded(era.id), folded(era.name))]
        named = named or [era for era in eras if folded(wanted) in folded(era.name) or folded(wanted) in folded(era.id)]
        if not named:
            known = [era.id for era in eras]
            listed = f"; there are: {', '.join(known)}" if known else "; the file names none"
            raise UsageError(f'unknown era "{wanted}"{near(wanted, known) or listed}')
        if self._inside is None:
            from timeline.query.inside import Inside

            self._inside = Inside(self.chronology)
        inside, conventions = self._inside, self.chronology.conventions
        return self._in_windows(_HAPPENED, [window_of(era, conventions, self.day, inside(era.id)) for era in named])

    def window(self, since: str, until: str) -> Filter:
        """Events that happened between the first day of one date and the last of another; empty is no limit."""
        first = self._edge(since, "since", lambda when: when.lower)
        last = self._edge(until, "until", lambda when: when.upper)
        return self._between(_HAPPENED, first, last)

    def reported(self, since: str, until: str) -> Filter:
        """Events of which some source came out between the days."""
        first = self._edge(since, "reported-since", lambda when: when.lower)
        last = self._edge(until, "reported-until", lambda when: when.upper)
        return self._between(_REPORTED, first, last)

    def _between(self, axis: str, first: int | None, last: int | None) -> Filter:
        if first is not None and last is not None and first > last:
            raise _no_day(first, last)
        return self._in_windows(axis, [Window((first, last), (first, last))])

    def _in_windows(self, axis: str, windows: Iterable[Window]) -> Filter:
        """What falls into any of some windows."""
        windows = tuple(windows)
        answer = self._answer(windows, whole=self.certain and axis == _HAPPENED)
        plain = remembered(lambda when: answer(when, when))

        def of(one: Event | Source) -> Match:
            return plain(one.when) if one.when is one.date else answer(one.when, one.date)

        special = frozenset[str]().union(*(one.held for window in windows for one in (window, *window.parts)))

        def happened(event: Event) -> Match:
            return of(event) if event.id not in special else self._for_event(windows, event)

        def reported(event: Event) -> Match:
            return max(map(of, event.sources), default=NO)

        match = happened if axis == _HAPPENED else reported
        self._windows[match] = axis, windows
        return match

    def _for_event(self, windows: Sequence[Window], event: Event) -> Match:
        """The answer for an event that lies in some era by what it says."""
        left = [window.for_event(event.id) for window in windows]
        return self._answer(left, whole=self.certain)(event.when, event.date)

    def _answer(self, windows: Sequence[Window], *, whole: bool) -> Callable[[When, When], Match]:
        """Whether a date, which others may have narrowed, falls into any of some windows."""
        conventions = self.chronology.conventions
        return lambda when, date: max((one.answer(when, date, conventions, whole=whole) for one in windows), default=NO)

    def either(self, filters: Sequence[Filter]) -> Filter:
        """What matches any of the filters; windows on one axis stay windows."""
        if len(filters) == 1:
            return filters[0]
        match = any_of(filters)
        axes = {self._windows[one][0] if one in self._windows else "" for one in filters}
        if len(axes) == 1 and "" not in axes:
            windows = tuple(window for one in filters for window in self._windows.pop(one)[1])
            self._windows[match] = axes.pop(), windows
        return match

    def joined(self, filters: Iterable[Filter]) -> list[Filter]:
        """The filters, those of windows on one axis as one: one day, or one source, has to lie in all of them."""
        left = [part for one in filters for part in self._parts.get(one, (one,))]
        for axis in (_HAPPENED, _REPORTED):
            parts = [one for one in left if self._windows.get(one, ("",))[0] == axis]
            if len(parts) > 1 and prod(len(self._windows[one][1]) for one in parts) <= _MOST_WINDOWS:
                choices = [self._windows.pop(one)[1] for one in parts]
                left = [one for one in left if one not in parts]
                left.append(self._in_windows(axis, self._joint(choices)))
        return left

    def _joint(self, choices: Iterable[Sequence[Window]]) -> list[Window]:
        """The windows that lie in one of each.

        Raises:
            UsageError: There is none, and no era is among them, which may well have no event.
        """
        joint = [reduce(Window.joined, some) for some in product(*choices)]
        found = [window for window in joint if not window.is_empty]
        if not found and not any(window.is_era for window in joint):
            raise _no_day(*joint[0].outer)
        return found

    def _edge(self, text: str, option: str, of: Callable[[When], int | None]) -> int | None:
        if not text:
            return None
        try:
            edge = of(date_bounds(text, self.chronology))
        except UsageError as error:
            raise UsageError(f"--{option}: {error}") from error
        if edge is None:
            which = "first" if option.endswith("since") else "last"
            raise UsageError(f'--{option}: "{text}" has no {which} day')
        return edge

    def expression(self, text: str, option: str = "--where") -> Filter:
        """What an expression asks; `option` is what a mistake in it is told of, empty where the caller tells."""
        from timeline.query.expressions import Expression

        def all_together(filters: Sequence[Filter]) -> Filter:
            parts = self.joined(filters)
            found = all_of(parts)
            self._parts[found] = tuple(parts)
            return found

        def leaf(field: str, value: str) -> Filter:
            return self.wish(Wish(field, (value,)))

        return Expression(text, leaf, self.text, self.either, all_together, opposite, option).whole()


OPTIONS = (
    "min-origins", "unnamed-only", "single-source", "certain", "as-of", "as-of-possible", "sort", "order", "explain",
    "view", "where",
)  # fmt: skip
"""What is asked for by options alone."""

FIELDS: dict[str, Callable[[Scope, str], Filter]] = {
    "person": lambda scope, value: scope.names("person", value),
    "org": lambda scope, value: scope.names("org", value),
    "outlet": lambda scope, value: scope.names("outlet", value),
    "work": lambda scope, value: scope.names("work", value),
    "place": lambda scope, value: scope.names("place", value),
    "tag": lambda scope, value: scope.names("tag", value),
    "group": lambda scope, value: scope.names("group", value),
    "status": Scope.status,
    "says": Scope.says,
    "era": Scope.era,
    "text": Scope.text,
    "id": Scope.identity,
    "since": lambda scope, value: scope.window(value, ""),
    "until": lambda scope, value: scope.window("", value),
    "reported-since": lambda scope, value: scope.reported(value, ""),
    "reported-until": lambda scope, value: scope.reported("", value),
}


def _sourcing(query: Query) -> list[Filter]:
    """The filters on how well an event is sourced; they ask what stands, so retracted reports do not count."""
    found: list[Filter] = []
    if query.min_origins:
        found.append(lambda event: CERTAIN if origins_of(event).number >= query.min_origins else NO)
    if query.single_source:
        found.append(lambda event: CERTAIN if origins_of(event).number == 1 else NO)
    if query.unnamed_only:
        found.append(lambda event: CERTAIN if _is_unnamed(supporting(event.sources)) else NO)
    return found


def _no_day(first: int | None, last: int | None) -> UsageError:
    from timeline.dates.said import day_words

    assert first is not None and last is not None
    return UsageError(f"since {day_words(first)}, until {day_words(last)}: no day lies between")


def _is_unnamed(sources: Sequence[Source]) -> bool:
    return bool(sources) and all(source.unnamed and not source.by for source in sources)


def _choice(field: str, wanted: str, choices: Sequence[str]) -> str:
    word = wanted.lower()
    for choice in choices:
        if choice == word:
            return choice
    raise UsageError(f'unknown {field} "{wanted}"{near(word, choices) or "; use one of: " + ", ".join(choices)}')


def near(word: str, choices: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(choices), 1, 0.6)
    return f"; did you mean {near[0]}?" if near else ""


PROSE = ("title", "summary", "note", "because")
SPOKEN = ("title", "by", "unnamed", "quote")
"""The fields of an event, and of each source, that are searched for a text beside its date and its names."""
_prose_of, _spoken_of = attrgetter(*PROSE), attrgetter(*SPOKEN)


def _all_text(event: Event) -> str:
    sources = (part for one in event.sources for part in (one.outlet, *_spoken_of(one), one.via))
    lists = (*event.people, *event.orgs, *event.works, *event.places, *event.tags)
    return "\n".join((*_prose_of(event), event.date.text, *lists, *sources))
