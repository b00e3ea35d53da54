"""Filters: a filter is a function from an event to no, possible or certain.

Imprecise dates make the middle answer necessary. `and` takes the least of two answers, `or` the greatest, `not` turns
them round. To add a filter, add a row to `_FIELDS`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from timeline.dates import Context, DateError, Range, When, read
from timeline.dates.conventions import SLACK_DAYS, SLACK_MONTHS, Conventions
from timeline.errors import UsageError
from timeline.model import STANCES, STATUSES, Chronology, Era, Event, Source, origins_of, status_of, supporting
from timeline.names import NameBook, folded


class Match(IntEnum):
    """How an event answers a filter; ordered, so that `min` is "and" and `max` is "or"."""

    NO = 0
    POSSIBLE = 1
    CERTAIN = 2


NO, POSSIBLE, CERTAIN = Match.NO, Match.POSSIBLE, Match.CERTAIN
Filter = Callable[[Event], Match]


class Wish(NamedTuple):
    """One thing asked for: the events whose `field` is any of `values`, or none of them."""

    field: str
    values: tuple[str, ...]
    negated: bool = False


class Query(NamedTuple):
    """What to keep.

    Attributes:
        wishes: All must hold.
        where: An expression such as `person:Liman and not status:rumoured`; empty for none.
        since, until: Any date text or `@id`, happened; the first day of one and the last day of the other count.
        reported_since, reported_until: The same for the publication of a source.
        certain: Keep what certainly matches only.
        min_origins: Keep what at least so many independent origins support.
        unnamed_only: Keep what rests on unnamed sources alone.
        single_source: Keep what a single origin supports.
    """

    wishes: tuple[Wish, ...] = ()
    where: str = ""
    since: str = ""
    until: str = ""
    reported_since: str = ""
    reported_until: str = ""
    certain: bool = False
    min_origins: int = 0
    unnamed_only: bool = False
    single_source: bool = False

    @property
    def is_empty(self) -> bool:
        return self == _NOTHING


_NOTHING = Query()


class Found(NamedTuple):
    """The events that match, in file order, with their answers.

    `notes` tells of names that nothing has; `reasons` says by id why an event matches only possibly, where asked.
    """

    events: tuple[tuple[Event, Match], ...]
    notes: tuple[str, ...] = ()
    reasons: dict[str, tuple[str, ...]] = {}  # noqa: RUF012  # a default that nothing writes to


def select(chronology: Chronology, query: Query, day: int, *, explain: bool = False) -> Found:
    """The events that a query keeps.

    Args:
        chronology: As loaded.
        query: What to keep; an empty one keeps all.
        day: The as-of day (an ordinal), for statuses.
        explain: Say why each possible match is only possible.

    Raises:
        UsageError: A date, a field or an expression is not understood.
    """
    if query.is_empty:
        return Found(tuple((event, CERTAIN) for event in chronology.events))
    scope = _Scope(chronology, day, query.certain)
    matches = [scope.wish(wish) for wish in query.wishes]
    if query.where:
        matches.append(scope.expression(query.where))
    if query.since or query.until:
        matches.append(scope.window(query.since, query.until))
    if query.reported_since or query.reported_until:
        matches.append(scope.reported(query.reported_since, query.reported_until))
    matches += _sourcing(query)
    least = CERTAIN if query.certain else POSSIBLE
    kept: list[tuple[Event, Match]] = []
    for event in chronology.events:
        answer = CERTAIN
        for match in matches:
            answer = min(answer, match(event))
            if answer < least:
                break
        else:
            kept.append((event, answer))
    reasons = {event.id: scope.doubts(event) for event, match in kept if match is POSSIBLE} if explain else {}
    return Found(tuple(kept), tuple(scope.notes), reasons)


# --- dates --------------------------------------------------------------------------------------------------------


def date_bounds(text: str, chronology: Chronology) -> When:
    """What a date on the command line means in a chronology: any date text, or `@id` and the like.

    Raises:
        UsageError: Not a date, or a reference to nothing.
    """
    try:
        when = read(text, Context(chronology.conventions, chronology.year))
    except DateError as error:
        raise UsageError(f"{error}; {error.hint}" if error.hint else str(error)) from error
    if not when.clauses:
        return when
    from timeline.errors import Place
    from timeline.resolve import Node, solve

    known: list[Era | Event] = [*chronology.eras, *chronology.events]
    nodes = [Node(one.id, one.when._replace(clauses=()), one.where, "") for one in known]
    solution = solve([*nodes, Node("", when, Place("the command line"), "")], chronology.conventions, {})
    for problem in solution.problems:
        raise UsageError(f"{text}: {problem.message}" + (f"; {problem.hint}" if problem.hint else ""))
    return solution.whens[-1]


def _slack(when: When, conventions: Conventions) -> int:
    """Days by which `about` and our own conventions may be off, on either side."""
    if not conventions.slack or not (when.approximate or when.convention):
        return 0
    unit: str = when.precision
    if unit == "part":
        days = 0 if when.lower is None or when.upper is None else when.upper - when.lower
        unit = "part of a month" if days < 31 else "part of a year" if days < 366 else "part of a decade"
    if unit in SLACK_DAYS:
        return SLACK_DAYS[unit]
    return SLACK_MONTHS.get(unit, 0) * 30 + SLACK_MONTHS.get(unit, 0) // 2


def within(when: When, first: int | None, last: int | None, conventions: Conventions, *, whole: bool = False) -> Match:
    """Whether a date falls between two days, both included; None is no limit.

    A point is certain when every day it can mean falls in the window; a span when it certainly overlaps the window,
    or, with `whole`, when all of it certainly lies inside. `about` and conventions widen a date by their slack first,
    and what is uncertain (`?`) is never certain.
    """
    if when.lower is None and when.upper is None and when.kind != "span":
        return POSSIBLE
    slack = _slack(when, conventions)
    if when.kind == "span" and when.start is not None and when.end is not None:
        return _span_within(when.start, when.end, when.uncertain, slack, (first, last), whole)
    low = None if when.lower is None else when.lower - slack
    high = None if when.upper is None else when.upper + slack
    if first is None or (low is not None and low >= first):
        inside = last is None or (high is not None and high <= last)
    else:
        inside = False
    if inside and not when.uncertain:
        return CERTAIN
    for low, high in when.ranges:
        if (first is None or high is None or high + slack >= first) and (
            last is None or low is None or low - slack <= last
        ):
            return POSSIBLE
    return NO


def doubt(when: When, first: int | None, last: int | None, conventions: Conventions) -> str:
    """Why a date is only possibly between two days: "may be as early as May 1, 2020, before June 1, 2020"."""
    from timeline.dates.show import day_words

    if not when.is_dated:
        return "its date is not known" if when.kind == "none" else "its year is not known"
    slack = _slack(when, conventions)
    low = None if when.lower is None else when.lower - slack
    high = None if when.upper is None else when.upper + slack
    why = []
    if first is not None and (low is None or low < first):
        early = "has no earliest day" if low is None else f"may be as early as {day_words(low)}"
        why.append(f"{early}, before {day_words(first)}")
    if last is not None and (high is None or high > last):
        late = "has no latest day" if high is None else f"may be as late as {day_words(high)}"
        why.append(f"{late}, after {day_words(last)}")
    if slack and why:
        why.append(
            f"counting {slack} day{'s' * (slack != 1)} of leeway for {'c.' if when.approximate else 'our conventions'}"
        )
    if when.uncertain:
        why.append("its date is uncertain (?)")
    return "; ".join(why) or "it may fall into a gap"


def _span_within(start: Range, end: Range, uncertain: bool, slack: int, window: Range, whole: bool) -> Match:
    first, last = window
    earliest = None if start[0] is None else start[0] - slack
    latest = None if end[1] is None else end[1] + slack
    if (first is not None and latest is not None and latest < first) or (
        last is not None and earliest is not None and earliest > last
    ):
        return NO
    if uncertain:
        return POSSIBLE
    if whole:
        sure = (first is None or (earliest is not None and earliest >= first)) and (
            last is None or (latest is not None and latest <= last)
        )
    else:
        sure = (first is None or (end[0] is not None and end[0] - slack >= first)) and (
            last is None or (start[1] is not None and start[1] + slack <= last)
        )
    return CERTAIN if sure else POSSIBLE


# --- fields -------------------------------------------------------------------------------------------------------


class _Scope:
    """Turns wishes into filters over one chronology, and collects notes on names that nothing has."""

    def __init__(self, chronology: Chronology, day: int, certain: bool) -> None:
        self.chronology = chronology
        self.day = day
        self.certain = certain
        self.notes: list[str] = []
        self._books: dict[str, NameBook] = {}
        self._windows: list[tuple[str, Callable[[Event], list[When]], Range]] = []

    def doubts(self, event: Event) -> tuple[str, ...]:
        """Why an event is only possibly in the windows that were asked for."""
        conventions = self.chronology.conventions
        return tuple(
            why
            for what, dates, (first, last) in self._windows
            for when in dates(event)
            if within(when, first, last, conventions, whole=self.certain) is POSSIBLE
            for why in [what + doubt(when, first, last, conventions)]
        )

    def wish(self, wish: Wish) -> Filter:
        field = _FIELDS.get(wish.field)
        if field is None:
            raise UsageError(f'unknown filter "{wish.field}"{_near(wish.field, _FIELDS)}')
        filters = [field(self, value) for value in wish.values]
        match = filters[0] if len(filters) == 1 else _any(filters)
        return _not(match) if wish.negated else match

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
        exact = any(event.id == wanted for event in self.chronology.events)
        if not exact and not any(event.id.startswith(wanted) for event in self.chronology.events):
            self.notes.append(f'no event "{wanted}"{_near(wanted, [event.id for event in self.chronology.events])}')
        return lambda event: CERTAIN if event.id == wanted or (not exact and event.id.startswith(wanted)) else NO

    def era(self, wanted: str) -> Filter:
        eras = self.chronology.eras
        named = [era for era in eras if folded(wanted) in (folded(era.id), folded(era.name))]
        named = named or [era for era in eras if folded(wanted) in folded(era.name) or folded(wanted) in folded(era.id)]
        if not named:
            known = [era.id for era in eras]
            listed = f"; there are: {', '.join(known)}" if known else "; the file names none"
            raise UsageError(f'unknown era "{wanted}"{_near(wanted, known) or listed}')
        return _any([self._inside(era.when) for era in named])

    def _inside(self, era: When) -> Filter:
        outer = (era.start[0], era.end[1]) if era.start and era.end else (era.lower, era.upper)
        inner = (era.start[1], era.end[0]) if era.start and era.end else outer
        conventions = self.chronology.conventions
        self._windows.append(("", lambda event: [event.when], inner))

        def match(event: Event) -> Match:
            if within(event.when, *inner, conventions, whole=self.certain) is CERTAIN:
                return CERTAIN
            return min(POSSIBLE, within(event.when, *outer, conventions))

        return match

    def window(self, since: str, until: str) -> Filter:
        first = self._edge(since, "since", lambda when: when.lower)
        last = self._edge(until, "until", lambda when: when.upper)
        conventions, whole = self.chronology.conventions, self.certain
        self._windows.append(("", lambda event: [event.when], (first, last)))
        return lambda event: within(event.when, first, last, conventions, whole=whole)

    def reported(self, since: str, until: str) -> Filter:
        first = self._edge(since, "reported-since", lambda when: when.lower)
        last = self._edge(until, "reported-until", lambda when: when.upper)
        conventions = self.chronology.conventions
        self._windows.append(("reported: ", lambda event: [one.when for one in event.sources], (first, last)))

        def match(event: Event) -> Match:
            return max((within(one.when, first, last, conventions) for one in event.sources), default=NO)

        return match

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

    def expression(self, text: str) -> Filter:
        return _Expression(self, text).whole()


_FIELDS: dict[str, Callable[[_Scope, str], Filter]] = {
    "person": lambda scope, value: scope.names("person", value),
    "org": lambda scope, value: scope.names("org", value),
    "outlet": lambda scope, value: scope.names("outlet", value),
    "work": lambda scope, value: scope.names("work", value),
    "place": lambda scope, value: scope.names("place", value),
    "tag": lambda scope, value: scope.names("tag", value),
    "group": lambda scope, value: scope.names("group", value),
    "status": _Scope.status,
    "says": _Scope.says,
    "era": _Scope.era,
    "text": _Scope.text,
    "id": _Scope.identity,
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


def _is_unnamed(sources: Sequence[Source]) -> bool:
    return bool(sources) and all(source.unnamed and not source.by for source in sources)


def _any(filters: Sequence[Filter]) -> Filter:
    return lambda event: max(match(event) for match in filters)


def _all(filters: Sequence[Filter]) -> Filter:
    return lambda event: min(match(event) for match in filters)


def _not(match: Filter) -> Filter:
    return lambda event: Match(CERTAIN - match(event))


def _choice(field: str, wanted: str, choices: Sequence[str]) -> str:
    word = wanted.lower()
    for choice in choices:
        if choice == word:
            return choice
    raise UsageError(f'unknown {field} "{wanted}"{_near(word, choices) or "; use one of: " + ", ".join(choices)}')


def _near(word: str, choices: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, list(choices), 1, 0.6)
    return f"; did you mean {near[0]}?" if near else ""


def _all_text(event: Event) -> str:
    sources = (
        part for one in event.sources for part in (one.outlet, one.title, one.by, one.unnamed, one.via, one.quote)
    )
    lists = (*event.people, *event.orgs, *event.works, *event.places, *event.tags)
    return "\n".join((event.title, event.summary, event.note, event.because, event.date.text, *lists, *sources))


# --- expressions --------------------------------------------------------------------------------------------------

_TOKENS = r'\s*(?:(\()|(\))|([\w-]+):(?:"([^"]*)"|([^\s()"]+))|"([^"]*)"|([^\s()":]+))'


class _Expression:
    """`person:Liman and not (status:rumoured or tag:politics)`; a bare word is looked for in the text."""

    def __init__(self, scope: _Scope, text: str) -> None:
        self.scope, self.text, self.at = scope, text, 0

    def whole(self) -> Filter:
        match = self.either()
        if self.text[self.at :].strip():
            raise self.error("the expression goes on where it should end")
        return match

    def either(self) -> Filter:
        filters = [self.both()]
        while self.word("or"):
            filters.append(self.both())
        return filters[0] if len(filters) == 1 else _any(filters)

    def both(self) -> Filter:
        filters = [self.one()]
        while self.word("and") or self.starts_another():
            filters.append(self.one())
        return filters[0] if len(filters) == 1 else _all(filters)

    def one(self) -> Filter:
        if self.word("not"):
            return _not(self.one())
        found = self.next()
        if found is None or found[2]:
            raise self.error("a filter is missing" if self.text[self.at :].strip() in ("", ")") else "not understood")
        self.at = found.end()
        if found[1]:
            inner = self.either()
            closing = self.next()
            if closing is None or not closing[2]:
                raise self.error("a closing parenthesis is missing")
            self.at = closing.end()
            return inner
        if found[3]:
            value = found[4] if found[4] is not None else found[5]
            return self.scope.wish(Wish(found[3].lower(), (value,)))
        return self.scope.text(found[6] if found[6] is not None else found[7])

    def next(self) -> re.Match[str] | None:
        return re.compile(_TOKENS).match(self.text, self.at)

    def word(self, word: str) -> bool:
        found = self.next()
        if found is not None and found[7] and found[7].lower() == word:
            self.at = found.end()
            return True
        return False

    def starts_another(self) -> bool:
        found = self.next()
        return found is not None and not found[2] and (found[7] or "").lower() != "or"

    def error(self, what: str) -> UsageError:
        rest = self.text[self.at :].strip() or "the end"
        return UsageError(f'--where: {what} at "{rest}"; write person:Liman and not status:rumoured')
