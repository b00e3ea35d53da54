"""What an index keeps of every event: numbers in columns, and who and what it names."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from timeline.dates import Context, Conventions, DateError, When, read
from timeline.index import shape
from timeline.index.days import FIRST, LAST, Envelope, bounds, envelope_of
from timeline.index.shape import AXES, COLUMNS, KINDS, bucket_of
from timeline.index.texts import Texts
from timeline.load.identities import is_identity
from timeline.load.json_plain import KEY_END
from timeline.load.records import UNDATED
from timeline.model import STANCES, Event, Source, status_from
from timeline.names import OutletNames
from timeline.query.filters import PROSE, SPOKEN

_STANCES = frozenset(STANCES) - {"retracts"}
_LISTS = (("person", "people"), ("org", "orgs"), ("work", "works"), ("place", "places"), ("tag", "tags"))
_NAMES = attrgetter(*(key for _, key in _LISTS))
_prose_of = attrgetter(*PROSE)
_MOST_DATES = 200_000
_NEVER = (LAST, FIRST)


class _Date:
    """A date: its envelope, its bounds and those of its beginning, and the buckets of its day on either axis."""

    __slots__ = ("begins", "bounds", "envelope", "happened", "reported")

    def __init__(self, when: When, conventions: Conventions, of: Callable[[str, Envelope], array[int]]) -> None:
        self.envelope = envelope_of(when, conventions)
        self.bounds = bounds(when.lower, when.upper)
        self.begins = bounds(*when.begins)
        self.happened = of("happened", self.envelope)
        self.reported = of("reported", self.envelope)


class Collected:
    """The events of one file, as far as an index tells them apart.

    Attributes:
        number: Of events so far.
        terms: By kind, the events that have each name as written (or each status, or stance); outlets go by the names
            that the header gives them.
        out: By outlet, the first day on which it was certainly out, and perhaps.
        buckets: By axis, the events of each bucket.
        ids: The ids since the last `drain`, with the numbers of their events.
        has_blank_keys: Whether keys cannot be counted in the lines to come; to be set.
        known: Certainly and perhaps, how many events were first publicly known on each day.
        ranges: By axis and chunk, the first and the last day on which one of its events begins, and ends.
    """

    def __init__(
        self, context: Context, taken: frozenset[str], outlet_names: OutletNames, *, with_texts: bool = True
    ) -> None:
        self.number = 0
        self.terms: dict[str, dict[str, array[int]]] = {kind: {} for kind in KINDS}
        self.out: dict[str, list[int]] = {}
        self.buckets: dict[str, dict[tuple[int, int], array[int]]] = {axis: {} for axis in AXES}
        self.known: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
        self.ranges: dict[str, dict[int, tuple[int, int, int, int]]] = {axis: {} for axis in AXES}
        self.has_blank_keys = False
        self.ids: list[tuple[str, int]] = []
        self._context = context
        self._taken = taken
        self._outlet_names = outlet_names
        self._rows: list[tuple[int, ...]] = []
        self._texts = Texts() if with_texts else None
        # Outlets as written may be other words than the names by which they are found.
        self._spoken = (*SPOKEN, "outlet", "via") if outlet_names.has_any else SPOKEN
        self._spoken_of = attrgetter(*self._spoken)
        self._dates: dict[str, _Date] = {}
        self._lists = [(key, self.terms[kind]) for kind, key in _LISTS]
        self._stances: dict[tuple[str, ...], tuple[array[int], ...] | None] = {}
        self._buckets: dict[tuple[str, Envelope], array[int]] = {}
        self._outlets: dict[str, tuple[array[int], list[int]]] = {}

    def later(self, number: int) -> Collected:
        """One for the events from a number on, which this one then joins to its own."""
        found = Collected(self._context, self._taken, self._outlet_names, with_texts=self._texts is not None)
        found.number = number
        return found

    # --- an event -------------------------------------------------------------------------------------------------

    def add(self, event: Event, at: int) -> None:
        """Takes an event that has been built."""
        conventions = self._context.conventions
        for kind, names in zip((kind for kind, _ in _LISTS), _NAMES(event), strict=True):
            for name in names:
                self._post(kind, name)
        if event.group:
            self._post("group", event.group)
        # A plan lapses with the day, so both go by one name; see `narrowing`.
        self._post("status", event.status or status_from(event, event.sources, FIRST))
        for says in dict.fromkeys(source.says for source in event.sources):
            self._post("says", says)
        for source in event.sources:
            for outlet in filter(None, (source.outlet, source.via)):
                self._publish(outlet, bounds(source.when.lower, source.when.upper))
        days = [bounds(one.when.lower, one.when.upper) for one in event.sources] or [bounds(*event.when.begins)]
        when = envelope_of(event.when, conventions)
        reports = [envelope_of(one.when, conventions) for one in event.sources]
        reported = _around(reports) if reports else _NEVER
        self._bucket("happened", when).append(self.number)
        if reports:
            self._bucket("reported", reported).append(self.number)
        out, perhaps = min(day for _, day in days), min(day for day, _ in days)
        self._rows.append((at, *when, *reported, out, perhaps))
        if self._texts is not None:
            said = [text for source in event.sources for text in self._spoken_of(source) if text]
            self._texts.take(self.number % shape.CHUNK, (*_prose_of(event), event.date.text, *said))
        self.ids.append((event.id, self.number))
        self.number += 1

    def add_plain(self, values: dict[str, Any], line: bytes, at: int) -> bool:
        """Takes an event from the values of its line where all is plain in them, without building it.

        Args:
            values: As `json_events.event_of` gives them.
            line: What they were decoded from.
            at: The byte at which the line begins.

        Returns:
            Whether it was taken. Where not, it has to be built to know what it is.
        """
        number, date = len(values), values["date"]
        if date.__class__ is dict:
            number += len(date)
            date = date.get("text")
            if date.__class__ is not str:
                return False
        dates = self._dates
        when = dates.get(date) or self._date(date)
        identity, title = values["id"], values["title"]
        if when is None or not title or title.isspace() or not is_identity(identity) or identity in self._taken:
            return False
        if "status" in values and values.get("status_from") != "sources":
            return False
        listed = values.get("sources", ())
        reports: list[_Date] = []
        stances: tuple[str, ...] = ("reports",) if listed else ()
        for source in listed:
            number += len(source)
            text = source["date"]
            published = dates.get(text) or self._date(text)
            if published is None or not source["outlet"]:
                return False
            reports.append(published)
            if "says" in source:
                stances = tuple([one.get("says") or "reports" for one in listed])
        postings = self._stances[stances] if stances in self._stances else self._postings(stances)
        if postings is None or self.has_blank_keys or line.count(KEY_END) != number:
            return False
        n = self.number
        self._post_lists(values)
        for posting in postings:
            posting.append(n)
        for source, published in zip(listed, reports, strict=True):
            self._publish(source["outlet"], published.bounds)
            if source.get("via"):
                self._publish(source["via"], published.bounds)
        self._place(at, when, reports)
        if self._texts is not None:
            texts = [date, *[values[key] for key in PROSE if key in values]]
            texts += [source[key] for source in listed for key in self._spoken if key in source]
            self._texts.take(n % shape.CHUNK, texts)
        self.ids.append((identity, n))
        self.number = n + 1
        return True

    def _post_lists(self, values: dict[str, Any]) -> None:
        n = self.number
        for key, terms in self._lists:
            if key in values:
                for name in values[key]:
                    try:
                        terms[name].append(n)
                    except KeyError:
                        if name:
                            terms[name] = array("I", (n,))

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
            low, high, perhaps, out = LAST, FIRST, LAST, LAST
            for one in reports:  # min and max would take four times as long
                start, end = one.envelope
                if start < low:
                    low = start
                if end > high:
                    high = end
                start, end = one.bounds
                if start < perhaps:
                    perhaps = start
                if end < out:
                    out = end
            self._bucket("reported", (low, high)).append(n)
            self._rows.append((at, first, last, low, high, out, perhaps))
        else:
            perhaps, out = when.begins
            self._rows.append((at, first, last, *_NEVER, out, perhaps))

    def _postings(self, stances: tuple[str, ...]) -> tuple[array[int], ...] | None:
        """The postings of events whose sources say this; None where they have to be built."""
        found = None
        if _STANCES.issuperset(stances):
            wanted = [("says", one) for one in dict.fromkeys(stances)] + [("status", _status(stances))]
            found = tuple([self.terms[kind].setdefault(name, array("I")) for kind, name in wanted])
        self._stances[stances] = found
        return found

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
        found = self._buckets.get((axis, days))
        if found is None:
            found = self.buckets[axis].setdefault(bucket_of(*days), array("I"))
            self._buckets[axis, days] = found
        return found

    def _post(self, kind: str, name: str) -> None:
        terms = self.terms[kind]
        if name in terms:
            terms[name].append(self.number)
        else:
            terms[name] = array("I", (self.number,))

    def _publish(self, outlet: str, days: Envelope) -> None:
        """Takes note of an outlet of a source, and of the first and the last day on which that may have been out."""
        posting, first = self._outlets.get(outlet) or self._outlet(outlet)
        if not posting or posting[-1] != self.number:
            posting.append(self.number)
        perhaps, out = days
        if out < first[0]:
            first[0] = out
        if perhaps < first[1]:
            first[1] = perhaps

    def _outlet(self, written: str) -> tuple[array[int], list[int]]:
        name = self._outlet_names[written]
        posting = self.terms["outlet"].setdefault(name, array("I"))
        found = self._outlets[written] = posting, self.out.setdefault(name, [LAST, LAST])
        return found

    # --- what has been taken --------------------------------------------------------------------------------------

    def drain(self) -> Iterator[tuple[str, int, bytes]]:
        """The parts of the chunk of the events since the last time; there must be some."""
        chunk = (self.number - 1) // shape.CHUNK
        columns = dict(zip(COLUMNS, zip(*self._rows, strict=True), strict=True))
        self._rows = []
        for known, name in zip(self.known, ("out", "perhaps out"), strict=True):
            known.update(columns[name])
        for axis, (low, high) in AXES.items():
            lows, highs = columns[low], columns[high]
            self.ranges[axis][chunk] = min(lows), max(lows), min(highs), max(highs)
        for name, kind in COLUMNS.items():
            yield name, chunk, array(kind, columns[name]).tobytes()
        if self._texts is not None:
            yield from self._texts.drain(chunk)

    def parts(self) -> Iterator[tuple[str, str, Any]]:
        """All but what was drained, for `join`: plain values, in parts, each with what and of which kind it is."""
        for kind, terms in self.terms.items():
            yield "terms", kind, [(name, numbers.tobytes()) for name, numbers in terms.items()]
        for axis, buckets in self.buckets.items():
            yield "buckets", axis, [(where, numbers.tobytes()) for where, numbers in buckets.items()]
        for axis, ranges in self.ranges.items():
            yield "ranges", axis, ranges
        yield "out", "", self.out
        yield "known", "", [dict(known) for known in self.known]
        yield "number", "", self.number

    def join(self, what: str, kind: str, values: Any) -> None:
        """Takes over a part of what another has taken of the events behind these."""
        if what == "terms":
            for name, numbers in values:
                self.terms[kind].setdefault(name, array("I")).frombytes(numbers)
        elif what == "buckets":
            for where, numbers in values:
                self.buckets[kind].setdefault(where, array("I")).frombytes(numbers)
        elif what == "ranges":
            self.ranges[kind].update(values)
        elif what == "out":
            for name, days in values.items():
                self.out[name] = list(map(min, self.out.get(name, days), days))
        elif what == "known":
            for known, more in zip(self.known, values, strict=True):
                known.update(more)
        else:
            self.number = values


def _around(envelopes: Sequence[Envelope]) -> Envelope:
    """The days from the first to the last of some."""
    return min([low for low, _ in envelopes]), max([high for _, high in envelopes])


@lru_cache
def _status(said: tuple[str, ...]) -> str:
    """What stances without a retraction add up to; a plan has not lapsed."""
    sources = tuple([Source("", UNDATED, UNDATED, says) for says in said])
    return status_from(Event("", UNDATED, UNDATED, "", sources=sources), sources, FIRST)
