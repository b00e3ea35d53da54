"""Events from plain values, the short way: where all is well, no place of any value is needed.

Whatever is not plainly right is refused here without a word, and read again with places by the long way, which says
what is wrong. So this way must never take what the long way would not, nor read it otherwise; tests hold both together.

What a set of keys asks for is worked out once (`_Plan`), since the events of a file have few different sets.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from timeline.dates import Context, DateError, When
from timeline.load.files import SourceFile, Spot
from timeline.load.keys import DERIVED_KEYS, EVENT_KEYS, EVENT_LISTS, NO, SOURCE_KEYS, YES
from timeline.load.nodes import Record, Row
from timeline.load.values import read_for
from timeline.model import STANCES, STATUSES, Event, Source

UNDATED = When("unknown", "none", None, None)

_STANCES = frozenset(STANCES)
_STATUSES = frozenset(("", *STATUSES))
_FLAGS = YES | NO
_NO_EVENT: list[Any] = list(Event("", UNDATED, UNDATED, ""))
_NO_SOURCE: list[Any] = list(Source("", UNDATED, UNDATED))
_TITLE, _LISTED, _DATE, _WHEN, _WHERE = map(Event._fields.index, ("title", "sources", "date", "when", "where"))
_EXTRA, _STATUS, _BACKGROUND = map(Event._fields.index, ("extra", "status", "background"))
_OUTLET, _SAYS, _ITS_DATE, _ITS_WHEN, _ITS_EXTRA, _ITS_WHERE = map(
    Source._fields.index, ("outlet", "says", "date", "when", "extra", "where")
)
_SPECIAL = frozenset(("date", "sources", "background", "status"))
_new = tuple.__new__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.names import OutletNames


def is_own(key: Any) -> bool:
    """Whether a key is one of the author's own; YAML knows numbers as keys, too."""
    return key.__class__ is str and key.startswith("x-")


class _Plan:
    """What is to be done with values that have certain keys; `number` is the field of a record that a key fills.

    Attributes:
        texts, lists: Keys and the numbers of their fields.
        own: The author's own keys.
        odd: There is more to look at: an own status, a flag.
    """

    __slots__ = ("lists", "odd", "own", "texts")

    def __init__(self, keys: tuple[str, ...], kind: type[Event] | type[Source]) -> None:
        fields = kind._fields
        lists = EVENT_LISTS if kind is Event else ()
        plain = [key for key in keys if key not in _SPECIAL and key in fields and key not in lists]
        self.texts = tuple((key, fields.index(key)) for key in plain)
        self.lists = tuple((key, fields.index(key)) for key in keys if key in lists)
        self.own = tuple(key for key in keys if is_own(key))
        self.odd = bool(self.own) or "background" in keys or "status" in keys


@lru_cache(maxsize=512)
def _event_plan(keys: tuple[str, ...]) -> _Plan | None:
    known = all(key in EVENT_KEYS or key in DERIVED_KEYS or is_own(key) for key in keys)
    return _Plan(keys, Event) if known else None


@lru_cache(maxsize=512)
def _source_plan(keys: tuple[str, ...]) -> _Plan | None:
    known = all(key in SOURCE_KEYS or key in DERIVED_KEYS or is_own(key) for key in keys)
    return _Plan(keys, Source) if known else None


class Reader:
    """Makes events of the records of a file; dates that stand in it more than once are read once.

    Args:
        file: Where the records come from.
        context: What the headers add to the reading of dates.
        outlet_names: The names that the headers give outlets; None where they describe none.
        whole: As of `Values`.

    Attributes:
        refers: Whether any of the dates so far refers to something.
    """

    def __init__(
        self,
        file: SourceFile,
        context: Context,
        outlet_names: OutletNames | None = None,
        whole: Context | None = None,
    ) -> None:
        self.refers = False
        self._file = file
        self._context = context
        self._outlet_names = outlet_names
        self._whole = whole
        self._dates: dict[str, When] = {}
        # Outlets and lists of names come back over and over; one of each is kept.
        self._known: dict[Any, Any] = {}

    def event(self, record: Record) -> Event | None:
        """The event of a record, its id empty where none was given; None where it is not plainly right."""
        values = record.values
        plan = _event_plan(tuple(values))
        if plan is None:
            return None
        row = _NO_EVENT.copy()
        known = self._known
        for key, number in plan.texts:
            value = values[key]
            if value.__class__ is not str:
                return None
            row[number] = value
        title = row[_TITLE]
        if not title or title.isspace():
            return None
        date = self._date(values.get("date"))
        if date is None:
            return None
        row[_DATE] = row[_WHEN] = date
        for key, number in plan.lists:
            names = _names(values[key])
            if names is None:
                return None
            row[number] = known.setdefault(names, names)
        if plan.odd and not _odd_values(row, values, plan.own):
            return None
        if "sources" in values:
            sources = self._sources(values["sources"], record.at)
            if sources is None:
                return None
            row[_LISTED] = sources
        row[_WHERE] = Spot(self._file, record.at)
        return _new(Event, row)

    def row(self, row: Row) -> Event | None:
        """The event of a row; None where one of its dates is none."""
        (
            identity, date, title, summary, people, orgs, works, places, tags, group, status, because, background, note,
            listed,
        ) = row.fields  # fmt: skip
        when = self._dates.get(date) or self._date(date)
        if when is None:
            return None
        file, at, known = self._file, row.at, self._known.setdefault
        sources: list[Source] = []
        for outlet, published, *others in listed:
            out = UNDATED if published is None else self._dates.get(published) or self._date(published)
            if out is None:
                return None
            where = Spot(file, at, _path_of_source(len(sources)))
            sources.append(_new(Source, (known(outlet, outlet), out, out, *others, (), where, "", "")))
        if self._outlet_names is not None:
            sources = list(map(self._outlet_names.named, sources))
        return _new(
            Event,
            (
                identity, when, when, title, summary, known(people, people), known(orgs, orgs), known(works, works),
                known(places, places), known(tags, tags), group, status, because, background, note, tuple(sources), (),
                Spot(file, at),
            ),
        )  # fmt: skip

    def _date(self, written: Any) -> When | None:
        if written.__class__ is dict:  # a date of our own JSON, which says more than was written
            written = written.get("text")
        if written.__class__ is not str:
            return None
        found = self._dates.get(written)
        if found is None:
            if not written or written.isspace():
                return None
            try:
                found = self._dates[written] = read_for(self._whole, written, self._context)
            except DateError:
                return None
            if found.clauses:
                self.refers = True
        return found

    def _sources(self, listed: Any, at: int) -> tuple[Source, ...] | None:
        if listed.__class__ is dict:
            listed = [listed]
        if listed.__class__ is not list:
            return () if listed == "" else None
        found = []
        for n, values in enumerate(listed):
            source = self._source(values, at, n) if values.__class__ is dict else None
            if source is None:
                return None
            found.append(source)
        return tuple(found)

    def _source(self, values: dict[str, Any], at: int, n: int) -> Source | None:
        plan = _source_plan(tuple(values))
        if plan is None:
            return None
        row = _NO_SOURCE.copy()
        for key, number in plan.texts:
            value = values[key]
            if value.__class__ is not str:
                return None
            row[number] = value
        if "date" in values:
            date = self._date(values["date"])
            if date is None:
                return None
            row[_ITS_DATE] = row[_ITS_WHEN] = date
        says = row[_SAYS]
        if says not in _STANCES:
            if says:
                return None
            row[_SAYS] = "reports"
        outlet = row[_OUTLET]
        if not outlet:
            return None
        row[_OUTLET] = self._known.setdefault(outlet, outlet)
        if plan.own:
            own = tuple((key, values[key]) for key in plan.own)
            if any(value.__class__ is not str for _, value in own):
                return None
            row[_ITS_EXTRA] = own
        row[_ITS_WHERE] = Spot(self._file, at, _path_of_source(n))
        source: Source = _new(Source, row)
        return source if self._outlet_names is None else self._outlet_names.named(source)


@lru_cache(maxsize=64)
def _path_of_source(n: int) -> tuple[str, int]:
    """One path for all first sources, one for all second ones, and so on: there are many of them."""
    return "sources", n


def _odd_values(row: list[Any], values: dict[str, Any], own: tuple[str, ...]) -> bool:
    """Puts in the author's own status, the flag and the own keys; False where one of them is not plainly right."""
    if own:
        row[_EXTRA] = extra = tuple([(key, values[key]) for key in own])
        for _, value in extra:
            if value.__class__ is not str:
                return False
    if "background" not in values and "status" not in values:
        return True
    background = values.get("background", "")
    if background.__class__ is not str or background.lower() not in _FLAGS:
        return False
    row[_BACKGROUND] = background.lower() in YES
    status = "" if values.get("status_from") == "sources" else values.get("status", "")
    if status.__class__ is not str or status not in _STATUSES:
        return False
    row[_STATUS] = status
    return True


def _names(value: Any) -> tuple[str, ...] | None:
    if value.__class__ is str:
        return (value,) if value else ()
    if value.__class__ is not list:
        return None
    for one in value:
        if one.__class__ is not str:
            return None
    return tuple(value) if "" not in value else tuple([one for one in value if one])
