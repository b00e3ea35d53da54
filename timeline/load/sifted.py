"""Events of big files that may match, and how many were passed over: those are read, yet not built.

An event is passed over where the caller's sieve says that it cannot match, and nothing is wrong with it. Where
something is wrong, or a date refers to another event, the file has to be read whole (NotPlain), so that the answer is
the same. In JSON Lines alone less is looked at (`json_sift`): `timeline check` looks at everything.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from timeline.dates import Context, DateError, When, read
from timeline.load.build import Builder
from timeline.load.files import Document
from timeline.load.identities import is_identity
from timeline.load.nodes import Map, NotPlain, Record, Row
from timeline.model import Chronology, Event

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Protocol

    class Names(Protocol):
        """Tells of the value of a key whether its event may match."""

        key: str

        def __call__(self, value: Any) -> bool: ...

        def among(self, values: Sequence[Any]) -> list[int]: ...

    class Sieve(Protocol):
        """Tells of an event whether it may match; see `timeline.query.sieve`."""

        @property
        def names(self) -> Sequence[Names]: ...

        @property
        def tells_early(self) -> bool: ...

        @property
        def holds(self) -> Callable[[bytes], bool] | None: ...

        @property
        def keeps(self) -> Callable[[Event], bool | None] | None: ...

        def prepare(self, header: Chronology, context: Context) -> None: ...

        def is_inside_years(self, first: int, last: int) -> bool: ...

        def is_inside(self, when: When) -> bool: ...

        def __call__(self, values: Sequence[Any], inside: bool) -> bool: ...


YEAR = "[1-9][0-9]{3}"
MONTH_AND_DAY = (
    "(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]|(?<!-02-)(?:29|30)|(?:(?<=0[13578]-)|(?<=1[02]-))31))?)?"
)
"""What may stand behind a year in a date of the calendar; a leap day is left out."""

_YEARS = re.compile(f"({YEAR}){MONTH_AND_DAY}[?~%]?(?:/({YEAR}){MONTH_AND_DAY}[?~%]?)?").fullmatch
"""Dates and stretches of dates that mean the same days, but for some leeway, under all conventions."""
_BEHIND_A_YEAR = frozenset(
    rest + doubt
    for month in range(1, 13)
    for rest in ("", f"-{month:02}", *(f"-{month:02}-{day:02}" for day in range(1, 29 if month == 2 else 31)))
    for doubt in ("", "?")
)
"""What most dates have behind a year that is known."""
_LEEWAY = 2
"""More years than such a date may be off where it is approximate."""

WATCHED = 80 << 20
"""Bytes in which ids are looked at for one that is given twice; all of them would take more memory than the events that
match. It is where an event begins that tells, so that the answer depends on the file alone."""


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
        self._by_year: dict[str, bool] = {}
        self._hashes: set[int] = set()
        self._noted = 0
        # The same in the order in which they came: to take a set apart takes several times as long.
        self._in_order: array[int] | None = None
        self._later = array("q")
        self._twice = False
        self._sound: dict[str, bool] = {}

    def dates(self, written: set[Any]) -> None:
        """Takes note of dates that are new in `inside`.

        Raises:
            NotPlain: One is not plainly a date, or refers to another.
        """
        inside, by_year = self.inside, self._by_year
        for one in written:
            if one.__class__ is str and one[:4] in by_year and one[4:] in _BEHIND_A_YEAR:
                inside[one] = by_year[one[:4]]
            else:
                self.date(one)

    def date(self, written: Any) -> bool:
        """Whether an event of a date may match.

        Raises:
            NotPlain: It is not plainly a date, or refers to another.
        """
        text = getattr(written, "text", written)
        if type(text) is not str and type(text) is not int:
            raise NotPlain
        found = self._told_by_years(str(text))
        if found is None:
            try:
                when = read(str(text), self._context)
            except DateError as error:
                raise NotPlain from error
            if when.clauses:
                raise NotPlain
            found = self._sieve.is_inside(when)
        self.inside[written] = found
        return found

    def _told_by_years(self, text: str) -> bool | None:
        """Whether an event may match of a date as most are written, told without reading it; None of any other."""
        years = _YEARS(text)
        if years is None:
            return None
        first, last = int(years[1]), int(years[2] or years[1])
        if years[2] and first >= last:
            begin, end = text.rstrip("?~%").split("/")
            if len(begin) != len(end) or begin >= end:  # perhaps for the reader to refuse
                return None
        leeway = _LEEWAY if "~" in text or "%" in text else 0
        found = self._sieve.is_inside_years(first - leeway, last + leeway)
        if first == last and not leeway:
            self._by_year[years[1]] = found
        return found

    def is_sound(self, written: str) -> bool:
        """Whether a date, of a source, can be read and refers to no other."""
        sound = self._sound.get(written)
        if sound is None:
            try:
                sound = not read(written, self._context).clauses
            except DateError:
                sound = False
            self._sound[written] = sound
        return sound

    def looks_at_ids(self, at: int) -> bool:
        """Whether ids are looked at of events that begin there; of others `count` alone is to be told."""
        return at < WATCHED

    def note(self, ids: Sequence[str], at: int, *, counts: bool = True) -> None:
        """Takes note of events that are passed over, by their ids and by where they begin, or the first of them.

        Those that were not known as of the day asked for do not count.
        """
        self.count += len(ids) * counts
        if self.looks_at_ids(at):
            hashes = list(map(hash, ids))
            self._hashes.update(hashes)
            self._noted += len(ids)
            if self._in_order is not None:
                self._in_order.extend(hashes)

    def later(self) -> Passing:
        """One for a later part of the file, whose notes this one then takes."""
        later = Passing(self._sieve, self._context)
        later._in_order = array("q")
        return later

    @property
    def notes(self) -> tuple[int, bool, bytes]:
        """What one for a later part has noted, for `take`, in a process that is a copy of the same."""
        assert self._in_order is not None
        return self.count, self._noted > len(self._hashes), self._in_order.tobytes()

    def take(self, notes: tuple[int, bool, bytes]) -> None:
        """Takes over what another has noted of a later part of the file."""
        count, self._twice, hashes = notes
        self.count += count
        self._later.frombytes(hashes)

    def has_twice(self, others: Iterable[str]) -> bool:
        """Whether two events that were passed over have one id, or one of them an id of others; asked once."""
        hashes, theirs = self._hashes, set(map(hash, others))
        if self._twice or self._noted > len(hashes) or not hashes.isdisjoint(theirs):
            return True
        hashes |= theirs
        return not hashes.isdisjoint(self._later)


def sifted(records: Iterable[Map | Record | Row], sieve: Sieve, passing: Passing) -> Iterator[tuple[Record, bool]]:
    """The records, each with whether it may match.

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
        yield record, sieve([record.values.get(key) for key in keys], may)


def build_sifted(document: Document, sieve: Sieve) -> Chronology:
    """The chronology of one file with the events that may match alone; `passed` counts the others.

    Raises:
        NotPlain: The file has to be read whole: something is not plainly right, or dates refer to one another.
    """
    builder = Builder()
    builder.headers([document])
    if builder.problems or any(era.date.clauses for era in builder.eras.values()):
        raise NotPlain
    sieve.prepare(builder.finish([document]), document.context)
    passing = Passing(sieve, document.context)
    builder.begin(document)
    keeps = sieve.keeps
    for record, may in _looked_at(document, sieve, passing):
        if may and keeps is None:
            if not builder.record(record):
                raise NotPlain
            continue
        event = builder.read(record)
        if event is None or not is_identity(event.id):
            raise NotPlain
        kept = may and (keeps is None or keeps(event))
        if not kept:
            passing.note([event.id], record.at, counts=kept is not None)
        elif not builder.take(event, record.at):
            raise NotPlain
    if builder.reader.refers or document.problems or passing.has_twice((*builder.found, *builder.eras)):
        raise NotPlain
    return builder.finish([document])._replace(passed=passing.count)


def _looked_at(document: Document, sieve: Sieve, passing: Passing) -> Iterable[tuple[Record | Row, bool]]:
    """The records with whether they may match, as far as that is told before they are built."""
    if sieve.tells_early:
        return (document.sift or partial(sifted, document.events))(sieve, passing)
    return ((record, True) for record in _plain(document.events))


def _plain(records: Iterable[Map | Record | Row]) -> Iterator[Record | Row]:
    for record in records:
        if isinstance(record, Map):
            raise NotPlain
        yield record
