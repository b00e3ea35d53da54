"""Which events may match a query, told by an index: never too few, at times too many.

A name means just what it means to `names.NameBook`, for all names of the file are known here. Of what a filter asks
beyond that, days are compared by their outer bounds, words of a text are looked for each by itself, and what is asked
in the negative narrows nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

from timeline.dates import Context, DateError, When, read
from timeline.errors import UsageError
from timeline.index import shape
from timeline.index.contents import Contents
from timeline.index.days import bounds
from timeline.index.saying import ENOUGH, Saying, Word
from timeline.index.texts import lines_with
from timeline.model import Chronology, Era
from timeline.names import NameBook, folded
from timeline.query import Query
from timeline.query.windows import window_of
from timeline.records import NamedTuple

_MOST_NAMES = 1000
"""Names that one wish may mean; more make it so vague that the file may as well be read."""


class Unhelpful(Exception):
    """The index cannot help with this query, or what is to be told needs the whole file."""


class Near(NamedTuple):
    """Some of the events: at most how many, and what gives their numbers."""

    most: int
    load: Callable[[], Iterable[int]]


class Asked(NamedTuple):
    """What an index says to a query.

    Attributes:
        numbers: Of the events that may match and were known by the day asked for, ascending.
        names: As `Chronology.names`.
        total: How many events were known by that day.
    """

    numbers: Sequence[int]
    names: dict[str, frozenset[str]]
    total: int


def narrowed(contents: Contents, header: Chronology, query: Query, day: int | None, *, possible: bool) -> Asked:
    """What may match a query.

    Args:
        contents: The index.
        header: The chronology without events.
        query: What is asked, a saved view included.
        day: The day as of which it is asked, where that is past; None for all that is in the file.
        possible: See `replay.as_of`.

    Raises:
        Unhelpful: The file is to be read.
        Damaged: The index is not what was written.
    """
    asking = _Asking(contents, header, day, possible)
    try:
        near = asking.query(query)
    except UsageError as error:  # told by the filters
        raise Unhelpful from error
    if near is None or near.most > contents.events // 2 + 16:
        raise Unhelpful
    loaded = near.load()
    numbers = loaded if isinstance(loaded, array) else sorted(set(loaded))  # those of one name are in order
    for axis, (first, last) in asking.windows(query).items():
        numbers = contents.inside(axis, numbers, first, last)
    names = {field: frozenset(found) for field, found in asking.names.items()}
    if day is None:
        return Asked(numbers, names, contents.events)
    numbers = asking.known(numbers)
    return Asked(numbers, names, contents.known(day, possible=possible))


class _Asking:
    def __init__(self, contents: Contents, header: Chronology, day: int | None, possible: bool) -> None:
        self.contents, self.header, self.day, self.possible = contents, header, day, possible
        self.names: dict[str, set[str]] = {}
        self._found: dict[tuple[str, str], dict[str, int]] = {}

    # --- the query ------------------------------------------------------------------------------------------------

    def query(self, query: Query) -> Near | None:
        """What may match all that is asked."""
        found: list[Near | None] = []
        for wish in query.wishes:
            each = [self.field(wish.field, value) for value in wish.values]
            if not wish.negated:
                found.append(_any_of(each))
        if query.where:
            from timeline.query.expressions import Expression

            found.append(Expression(query.where, self.field, self.text, _any_of, self.all_of, lambda one: None).whole())
        others = self.all_of(found)
        windows = [Near(*self.contents.touching(axis, *days)) for axis, days in self.windows(query).items()]
        if others is None:
            return self.all_of(windows)
        # Of fewer events than a window has it is told faster by their own days, which are asked in any case.
        return self.all_of([others, *(window for window in windows if window.most < others.most)])

    def windows(self, query: Query) -> dict[str, tuple[int, int]]:
        """The days asked for, by axis."""
        found = {}
        for axis, since, until in (
            ("happened", query.since, query.until),
            ("reported", query.reported_since, query.reported_until),
        ):
            if since or until:
                first = self.date(since).lower if since else None
                last = self.date(until).upper if until else None
                if (since and first is None) or (until and last is None):
                    raise Unhelpful
                found[axis] = bounds(first, last)
        return found

    def field(self, field: str, value: str) -> Near | None:
        if field in shape.NAMES:
            return self.named(field, value)
        make = _FIELDS.get(field)
        if make is None:
            raise Unhelpful
        return make(self, value)

    def all_of(self, nears: Sequence[Near | None]) -> Near | None:
        """What may match all of them, as far as that is soon found out."""
        some = sorted((near for near in nears if near is not None), key=lambda near: near.most)
        if len(some) < 2:
            return some[0] if some else None

        def load() -> Iterable[int]:
            left = set(some[0].load())
            for near in some[1:]:
                if near.most > ENOUGH * len(left):
                    break
                left.intersection_update(near.load())
            return left

        return Near(some[0].most, load)

    # --- names and words ------------------------------------------------------------------------------------------

    def named(self, kind: str, wanted: str) -> Near:
        """The events that have a name that is meant.

        Raises:
            Unhelpful: No name is meant, which the whole file has to tell; or very many are.
        """
        known = self._known_names(kind, wanted)
        header = self.header._replace(names={kind: frozenset(known)})
        meant = NameBook.of(header, kind).matching(wanted)
        if not meant:
            raise Unhelpful
        self.names.setdefault(kind, set()).update(known)
        return self._having(kind, [known[name] for name in meant])

    def _known_names(self, kind: str, wanted: str) -> dict[str, int]:
        """The names that may be meant, by name or alias or part of one, as far as they were known by the day."""
        word = folded(wanted)
        if not word:
            raise Unhelpful
        described = {"person": self.header.people, "outlet": self.header.outlets}.get(kind, ())
        also = set()
        for one in described:
            forms = [folded(name) for name in (one.name, *one.aliases)]
            if any(word in form for form in forms):
                also.update(forms)
        found = self.contents.names(kind, lambda forms: _lines(forms, word, also))
        if len(found) > _MOST_NAMES:
            raise Unhelpful
        if self.day is None:
            return found
        day = self.day
        if kind == "outlet":
            out = self.contents.outlets_out(possible=self.possible)
            return {name: n for name, n in found.items() if out[n] <= day}
        return {name: n for name, n in found.items() if self.known(self.contents.named(kind, n)[1]())}

    def known(self, numbers: Iterable[int]) -> list[int]:
        """Those of some events that were known by the day."""
        assert self.day is not None
        numbers = list(numbers)
        out = self.contents.column("perhaps out" if self.possible else "out", numbers)
        return [n for n, day in zip(numbers, out, strict=True) if day <= self.day]

    def _having(self, kind: str, numbers: Sequence[int]) -> Near:
        found = [Near(*self.contents.named(kind, n)) for n in numbers]
        return _any_of(found) or _NONE

    def word(self, kind: str, *words: str) -> Near:
        """The events that have one of some words of ours: statuses, stances."""
        found = self.contents.names(kind, lambda forms: [n for one in words for n in _lines(forms, one, set())])
        return self._having(kind, [found[one] for one in words if one in found])

    def text(self, wanted: str) -> Near | None:
        """The events that have all words of a text: the first may be the end of one, and the last the beginning."""
        if not self.contents.has_texts:
            return None
        words = folded(wanted).split()
        last = len(words) - 1
        asked = []
        for n, word in enumerate(words):
            named = self._named_with(word)
            if named is not None:
                part = "\n" * (n > 0) + word + "\n" * (n < last)
                asked.append(Word(part.encode("utf-8", "surrogatepass"), *named))
        if not asked:
            return None
        saying = Saying(self.contents, asked)
        return Near(saying.most, saying.load)

    def _named_with(self, word: str) -> Near | None:
        """The events that have a word anywhere in a name; None where very many names have it."""
        found = []
        for kind in shape.NAMED_IN_TEXT:
            names = self.contents.names(kind, lambda forms: _lines(forms, word, set()))
            if len(names) > _MOST_NAMES:
                return None
            found.append(self._having(kind, list(names.values())))
        return _any_of(found)

    def status(self, wanted: str) -> Near | None:
        # As of an earlier day the sources that were out decide.
        if self.day is not None:
            return None
        status = wanted.lower()
        return self.word("status", *(_LAPSING if status in _LAPSING else (status,)))

    def identity(self, wanted: str) -> Near:
        ids = self.contents.ids(wanted.removeprefix("@"))
        if self.day is not None:
            known = set(self.known(sorted(ids.values())))
            ids = {one: n for one, n in ids.items() if n in known}
        if not ids:
            raise Unhelpful
        self.names.setdefault("id", set()).update(ids)
        return Near(len(ids), ids.values)

    # --- days -----------------------------------------------------------------------------------------------------

    def date(self, text: str) -> When:
        """A date as the command line gives it; the filters tell what is wrong with one."""
        try:
            when = read(text, Context(self.header.conventions, self.header.year))
        except DateError as error:
            raise Unhelpful from error
        if when.clauses:
            raise Unhelpful
        return when

    def window(self, axis: str, since: str, until: str) -> Near:
        reported = axis == "reported"
        query = Query(reported_since=since, reported_until=until) if reported else Query(since=since, until=until)
        return Near(*self.contents.touching(axis, *self.windows(query)[axis]))

    def era(self, wanted: str) -> Near | None:
        word = folded(wanted)
        eras = [one for one in self.header.eras if word in folded(one.name) or word in folded(one.id)]
        if not eras:
            raise Unhelpful
        return _any_of([self._around(era) for era in eras])

    def _around(self, era: Era) -> Near:
        outer = window_of(era, self.header.conventions).outer
        return Near(*self.contents.touching("happened", *bounds(*outer)))


_LAPSING = ("planned", "lapsed")
_NONE = Near(0, tuple)

_FIELDS: dict[str, Callable[[_Asking, str], Near | None]] = {
    "status": _Asking.status,
    "says": lambda asking, value: asking.word("says", value.lower()),
    "id": _Asking.identity,
    "era": _Asking.era,
    "text": _Asking.text,
    "since": lambda asking, value: asking.window("happened", value, ""),
    "until": lambda asking, value: asking.window("happened", "", value),
    "reported-since": lambda asking, value: asking.window("reported", value, ""),
    "reported-until": lambda asking, value: asking.window("reported", "", value),
}
"""What a field narrows to, names aside; None is nothing. A field that is not here makes the file be read."""


def _any_of(nears: Sequence[Near | None]) -> Near | None:
    some = [near for near in nears if near is not None]
    if len(some) < len(nears) or not some:
        return None
    if len(some) == 1:
        return some[0]
    return Near(sum(near.most for near in some), lambda: {n for near in some for n in near.load()})


def _lines(forms: bytes, word: str, also: set[str]) -> list[int]:
    """The numbers of the lines, from 0, that hold a word or are one of `also`."""
    parts = (word, *(f"\n{one}\n" for one in also))
    found = (lines_with(forms, part.encode("utf-8", "surrogatepass")) for part in parts)
    return list(dict.fromkeys(number for lines in found for number, _ in lines))
