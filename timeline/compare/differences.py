"""The comparison: events matched by their ids, texts by their words, lists and sources by what they hold."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from timeline import keys
from timeline.compare.changes import SOURCE_TEXTS, Change, Difference, EraChange, FieldChange, source_text
from timeline.compare.days import how_moved
from timeline.dates import Conventions
from timeline.model import Chronology, Era, Event, Name, Source, status_of
from timeline.query import CERTAIN, Found
from timeline.views import Options, Shown, arranged
from timeline.writing.plain_records import changed_conventions

HEADER_TEXTS = ("title", "about")
EVENT_TEXTS = ("title", "summary", "note", "group", "override", "because")

_T = TypeVar("_T")


def compare(old: Chronology, new: Chronology, old_day: int, new_day: int) -> Difference:
    """What is new, gone and changed between two chronologies; the days (ordinals) are those of their statuses."""
    before = {event.id: event for event in old.events}
    after = {event.id: event for event in new.events}
    changes = []
    for id_, event in after.items():
        if id_ in before:
            was = before[id_]
            change = _change(_standing(was, old_day), _standing(event, new_day))
            if change.fields or change.added or change.gone:
                changes.append(change)
    return Difference(
        old_day,
        new_day,
        (*_texts(old, new, HEADER_TEXTS), *_header(old, new)),
        tuple(_eras(old.eras, new.eras)),
        _in_order(new, before, new_day),
        _in_order(old, after, old_day),
        tuple(sorted(changes, key=_place_in_time)),
    )


def _standing(event: Event, day: int) -> Shown:
    return Shown(event, CERTAIN, status_of(event, day))


def _in_order(chronology: Chronology, others: Mapping[str, Event], day: int) -> tuple[Shown, ...]:
    """The events that the other side lacks, as `show` would order them."""
    found = Found(tuple((event, CERTAIN) for event in chronology.events if event.id not in others))
    return tuple(arranged(chronology, found, Options(), day)) if found.events else ()


def _place_in_time(change: Change) -> tuple[int, str]:
    """The same from either side, so that a comparison read backwards has the same order; undated last."""
    whens = (change.old.event.when, change.new.event.when)
    days = [day for when in whens if (day := when.upper if when.lower is None else when.lower) is not None]
    return (min(days, default=10**12), change.id)


def _change(old: Shown, new: Shown) -> Change:
    fields = [FieldChange("status", "changed", (old.status,), (new.status,))] if old.status != new.status else []
    fields += _date(old.event, new.event)
    fields += _texts(old.event, new.event, EVENT_TEXTS)
    for name in keys.LISTS:
        was, now = getattr(old.event, name), getattr(new.event, name)
        out, added = _lacking(was, now, str), _lacking(now, was, str)
        if out or added:
            fields.append(FieldChange(name, "items", out, added))
    gone = _lacking(old.event.sources, new.event.sources, _source_key)
    added_sources = _lacking(new.event.sources, old.event.sources, _source_key)
    return Change(old, new, tuple(fields), added_sources, gone)


def _texts(old: object, new: object, names: Sequence[str]) -> Iterator[FieldChange]:
    """Texts whose words are others; where lines break does not count."""
    for name in names:
        attribute = "status" if name == "override" else name
        was, now = (getattr(one, attribute) for one in (old, new))
        if was.split() != now.split():
            yield FieldChange(name, "changed", (was,), (now,))


def _header(old: Chronology, new: Chronology) -> Iterator[FieldChange]:
    """What else the files say of themselves: how dates are read, views, people, outlets, the author's own keys."""
    if old.year != new.year:
        was_year, now_year = ("" if year is None else str(year) for year in (old.year, new.year))
        yield FieldChange("year", "changed", (was_year,), (now_year,))
    for name, told in (("conventions", _conventions), ("views", _worded), ("people", _names), ("outlets", _names)):
        was, now = (told(getattr(one, name)) for one in (old, new))
        out, added = (tuple(sorted(ones - others)) for ones, others in ((was, now), (now, was)))
        if out or added:
            yield FieldChange(name, "items", out, added)
    before, after = dict(old.extra), dict(new.extra)
    for key in sorted(before.keys() | after.keys()):
        texts = before.get(key, ""), after.get(key, "")
        if texts[0] != texts[1]:
            yield FieldChange(key, "changed", texts[:1], texts[1:])


def _worded(pairs: Iterable[tuple[str, str]]) -> set[str]:
    return {f"{name}: {text}" for name, text in pairs}


def _conventions(conventions: Conventions) -> set[str]:
    return _worded(changed_conventions(conventions).items())


def _names(names: Iterable[Name]) -> set[str]:
    """People or outlets, each with what the header says of it."""
    found = set()
    for one in names:
        said = [f"also {', '.join(sorted(one.aliases))}"] if one.aliases else []
        said += [f"born {one.born.text}"] if one.born else []
        said += [one.home] if one.home else []
        said += sorted(_worded(one.extra))
        found.add(f"{one.name} ({'; '.join(said)})" if said else one.name)
    return found


def _lacking(ones: Sequence[_T], others: Sequence[_T], key: Callable[[_T], Hashable]) -> tuple[_T, ...]:
    """Those of `ones` that `others` lack, each counted as often as it stands."""
    if ones == others:
        return ()
    there = Counter(map(key, others))
    lacking = []
    for one in ones:
        if there[key(one)]:
            there[key(one)] -= 1
        else:
            lacking.append(one)
    return tuple(lacking)


def _source_key(source: Source) -> Hashable:
    return tuple(source_text(source, name) for name in SOURCE_TEXTS)


def _eras(old: Sequence[Era], new: Sequence[Era]) -> Iterator[EraChange]:
    """By id, so that the order is the same from either side."""
    before, after = {era.id: era for era in old}, {era.id: era for era in new}
    for id_ in sorted(before.keys() | after.keys()):
        was, now = before.get(id_), after.get(id_)
        if was is None or now is None:
            yield EraChange(id_, was, now)
        elif fields := (*_texts(was, now, ("name",)), *_era_date(was, now)):
            yield EraChange(id_, was, now, fields)


def _era_date(old: Era, new: Era) -> Iterator[FieldChange]:
    """As for an event; what events tell of an era that says its own days is a change of theirs."""
    if old.date.text != new.date.text or old.date.clauses or new.date.clauses:
        yield from _date(old, new)


def _date(old: Event | Era, new: Event | Era) -> Iterator[FieldChange]:
    if old.date.text != new.date.text or old.when != new.when:
        how = how_moved(old.when, new.when)
        if how != "same" or old.date.text != new.date.text:
            yield FieldChange("date", how, (old.date.text,), (new.date.text,))
