"""What an index keeps of every event: numbers in columns, and who and what it names."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from timeline.dates import Context, Conventions, DateError, When, read
from timeline.index.days import FIRST, LAST, Envelope, bounds, envelope_of
from timeline.index.shape import AXES, COLUMNS, KINDS, bucket_of
from timeline.load.build import is_identity
from timeline.load.json_plain import has_key_twice
from timeline.load.keys import DERIVED_KEYS, EVENT_KEYS, SOURCE_KEYS
from timeline.load.records import UNDATED
from timeline.model import STANCES, Event, Source, status_from

_PLAIN_KEYS = (EVENT_KEYS | DERIVED_KEYS) - {"background", "group"}
_STANCES = frozenset(STANCES) - {"retracts"}
_LISTS = (("person", "people"), ("org", "orgs"), ("work", "works"), ("place", "places"), ("tag", "tags"))
_TEXTS = frozenset(("id", "title", "summary", "note", "because", "status"))
_NEEDED = frozenset(("id", "title", "date"))
_MOST_DATES = 200_000
_NEVER = (LAST, FIRST)


class _Date:
    """A date text: its envelope and its bounds, and the buckets of what happened and what was reported then."""

    __slots__ = ("bounds", "envelope", "happened", "reported")

    def __init__(self, when: When, conventions: Conventions, of: Callable[[str, Envelope], array[int]]) -> None:
        self.envelope = envelope_of(when, conventions)
        self.bounds = bounds(when.lower, when.upper)
        self.happened = of("happened", self.envelope)
        self.reported = of("reported", self.envelope)


_Plan = tuple[tuple[str, ...], tuple[tuple[str, dict[str, "array[int]"]], ...]]
"""Of events with the same keys: those that hold text, and those that hold names, each with the postings of its kind."""


class Collected:
    """The events of one file, as far as an index tells them apart.

    Attributes:
        number: Of events so far.
        terms: By kind, the events that have each name as written (or each status, or stance).
        out: By outlet, the first day on which it was certainly out, and perhaps.
        buckets: By axis, the events of each bucket.
        ids: The ids since the last `drain`, with the numbers of their events.
        known: Certainly and perhaps, how many events were first publicly known on each day.
    """

    def __init__(self, context: Context, taken: frozenset[str]) -> None:
        self.number = 0
        self.terms: dict[str, dict[str, array[int]]] = {kind: {} for kind in KINDS}
        self.out: dict[str, list[int]] = {}
        self.buckets: dict[str, dict[tuple[int, int], array[int]]] = {axis: {} for axis in AXES}
        self.known: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
        self.ids: list[tuple[str, int]] = []
        self._context = context
        self._taken = taken
        self._rows: list[tuple[int, ...]] = []
        self._dates: dict[str, _Date] = {}
        self._plans: dict[tuple[str, ...], _Plan | None] = {}
        self._sources: set[tuple[str, ...]] = set()
        self._stances: dict[tuple[str, ...], tuple[array[int], ...] | None] = {}
        self._outlets: dict[str, tuple[array[int], list[int]]] = {}

    # --- an event -------------------------------------------------------------------------------------------------

    def add(self, event: Event, at: int) -> None:
        """Takes an event that has been built."""
        conventions = self._context.conventions
        for kind, names in zip(("person", "org", "work", "place", "tag"), event[5:10], strict=True):
            for name in names:
                self._post(kind, name)
        if event.group:
            self._post("group", event.group)
        # A plan lapses with the day, so both go by one name; see `narrowing`.
        self._post("status", event.status or status_from(event, event.sources, FIRST))
        for source in event.sources:
            self._post("says", source.says)
            for outlet in (source.outlet, source.via):
                if outlet:
                    self._source(outlet, bounds(source.when.lower, source.when.upper))
        days = [bounds(one.when.lower, one.when.upper) for one in event.sources or (event,)]
        when = envelope_of(event.when, conventions)
        reports = [envelope_of(one.when, conventions) for one in event.sources]
        reported = _around(reports) if reports else _NEVER
        self._bucket("happened", when).append(self.number)
        if reports:
            self._bucket("reported", reported).append(self.number)
        out, perhaps = min(day for _, day in days), min(day for day, _ in days)
        self._rows.append((at, *when, *reported, out, perhaps))
        self.ids.append((event.id, self.number))
        self.number += 1

    def add_plain(self, values: dict[str, Any], line: bytes, at: int) -> bool:
        """Takes an event from the values of its line where all is plain in them, without building it.

        Args:
            values: As `json_values` gives them.
            line: What they were decoded from.
            at: The byte at which the line begins.

        Returns:
            Whether it was taken. Where not, it has to be built to know what it is.
        """
        keys = tuple(values)
        plan = self._plans[keys] if keys in self._plans else self._plan(keys)
        if plan is None:
            return False
        texts, lists = plan
        for key in texts:
            if values[key].__class__ is not str:
                return False
        number, date = len(keys), values["date"]
        if date.__class__ is dict:
            number += len(date)
            date = date["text"]
        when = self._dates.get(date) or self._date(date)
        identity, title = values["id"], values["title"]
        if when is None or not title or title.isspace() or not is_identity(identity) or identity in self._taken:
            return False
        if "status" in values and values.get("status_from") != "sources":
            return False
        for key, _ in lists:
            if values[key].__class__ is not list:
                return False
        listed = values.get("sources", ())
        read = self._reports(listed)
        if read is None:
            return False
        reports, stances, more = read
        postings = self._stances[stances] if stances in self._stances else self._postings(stances)
        if postings is None or has_key_twice(line, number + more):
            return False
        n = self.number
        try:
            for key, terms in lists:
                for name in values[key]:
                    if name in terms:
                        terms[name].append(n)
                    elif name:
                        terms[name] = array("I", (n,))
        except TypeError:  # an empty map in place of a name; what has been taken of it does no harm
            return False
        for posting in postings:
            posting.append(n)
        for source, published in zip(listed, reports, strict=True):
            self._source(source["outlet"], published.bounds)
            if source.get("via"):
                self._source(source["via"], published.bounds)
        self._place(at, when, reports)
        self.ids.append((identity, n))
        self.number = n + 1
        return True

    def _reports(self, listed: Any) -> tuple[list[_Date], tuple[str, ...], int] | None:
        """Of sources when they were published, what they say, and how many keys they have; None where not plain."""
        reports: list[_Date] = []
        said: list[str] = []
        number = 0
        for source in listed:
            if source.__class__ is not dict:
                return None
            keys = tuple(source)
            if not (keys in self._sources or self._is_source(keys)):
                return None
            number += len(keys)
            published = self._dates.get(source["date"]) or self._date(source["date"])
            if published is None or not source["outlet"]:
                return None
            reports.append(published)
            said.append(source.get("says") or "reports")
        return reports, tuple(said), number

    def _place(self, at: int, when: _Date, reports: list[_Date]) -> None:
        """Puts the event into the buckets of its days, and the days into its row."""
        n = self.number
        when.happened.append(n)
        first, last = when.envelope
        if len(reports) == 1:
            published = reports[0]
            published.reported.append(n)
            perhaps, out = published.bounds
            self._rows.append((at, first, last, *published.envelope, out, perhaps))
        elif reports:
            reported = _around([one.envelope for one in reports])
            self._bucket("reported", reported).append(n)
            out, perhaps = min([one.bounds[1] for one in reports]), min([one.bounds[0] for one in reports])
            self._rows.append((at, first, last, *reported, out, perhaps))
        else:
            perhaps, out = when.bounds
            self._rows.append((at, first, last, *_NEVER, out, perhaps))

    def _postings(self, stances: tuple[str, ...]) -> tuple[array[int], ...] | None:
        """The postings of events whose sources say this; None where they have to be built."""
        found = None
        if _STANCES.issuperset(stances):
            wanted = [("says", one) for one in dict.fromkeys(stances)] + [("status", _status(stances))]
            found = tuple([self.terms[kind].setdefault(name, array("I")) for kind, name in wanted])
        self._stances[stances] = found
        return found

    def _plan(self, keys: tuple[str, ...]) -> _Plan | None:
        """How events with these keys are taken; None where they have to be built."""
        found: _Plan | None = None
        given = frozenset(keys)
        if given <= _PLAIN_KEYS and given >= _NEEDED:
            texts = tuple(key for key in keys if key in _TEXTS)
            lists = tuple((key, self.terms[kind]) for kind, key in _LISTS if key in given)
            found = texts, lists
        self._plans[keys] = found
        return found

    def _is_source(self, keys: tuple[str, ...]) -> bool:
        given = frozenset(keys)
        if not (given <= SOURCE_KEYS and {"outlet", "date"} <= given):
            return False
        self._sources.add(keys)
        return True

    def _date(self, text: str) -> _Date | None:
        """What is kept of a date; None where it refers to another, or is none."""
        if not text or text.isspace():
            return None
        try:
            when = read(text, self._context)
        except DateError:
            return None
        if when.clauses:
            return None
        if len(self._dates) > _MOST_DATES:
            self._dates.clear()
        found = self._dates[text] = _Date(when, self._context.conventions, self._bucket)
        return found

    def _bucket(self, axis: str, days: Envelope) -> array[int]:
        buckets, where = self.buckets[axis], bucket_of(*days)
        if where not in buckets:
            buckets[where] = array("I")
        return buckets[where]

    def _post(self, kind: str, name: str) -> None:
        terms = self.terms[kind]
        if name in terms:
            terms[name].append(self.number)
        else:
            terms[name] = array("I", (self.number,))

    def _source(self, outlet: str, days: Envelope) -> None:
        found = self._outlets.get(outlet)
        if found is None:
            posting = self.terms["outlet"][outlet] = array("I")
            found = self._outlets[outlet] = posting, self.out.setdefault(outlet, [LAST, LAST])
        posting, first = found
        posting.append(self.number)
        if days[1] < first[0]:
            first[0] = days[1]
        if days[0] < first[1]:
            first[1] = days[0]

    # --- what has been taken --------------------------------------------------------------------------------------

    def drain(self) -> Iterator[tuple[str, bytes]]:
        """The columns of the events since the last time."""
        rows = self._rows or [()]
        columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=bool(self._rows)))
        self._rows = []
        for known, name in zip(self.known, ("out", "perhaps out"), strict=True):
            known.update(columns.get(name, ()))
        for name, kind in COLUMNS.items():
            yield name, array(kind, columns.get(name, ())).tobytes()


def _around(envelopes: Sequence[Envelope]) -> Envelope:
    """The days from the first to the last of some."""
    return min([low for low, _ in envelopes]), max([high for _, high in envelopes])


@lru_cache
def _status(said: tuple[str, ...]) -> str:
    """What stances without a retraction add up to; a plan has not lapsed."""
    sources = tuple([Source("", UNDATED, UNDATED, says) for says in said])
    return status_from(Event("", UNDATED, UNDATED, "", sources=sources), sources, FIRST)
