"""`timeline import --into`: new events put into a chronology that there is, all else in it left as it stands."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any

from timeline.dates import STANDARD, Context, When
from timeline.dates.carried import carried
from timeline.errors import DataError, Problem
from timeline.importers import Record, Skipped
from timeline.importers._merge import Change, Merge, compared
from timeline.importers._settle import Settled, with_identities, with_references
from timeline.load import load
from timeline.load.disk import Fetch, from_disk
from timeline.load.syntaxes import syntax_of
from timeline.model import Chronology, Event
from timeline.names import OutletNames
from timeline.records import NamedTuple
from timeline.resolve import BORN
from timeline.resolve.whole import births
from timeline.storage import edit_file

_SEPARATORS = {"csv": ",", "tsv": "\t"}


class Outcome(NamedTuple):
    """What came of a merge: events added, the same, changed (and left alone), and those that could not be added."""

    new: int
    same: int
    changed: tuple[Change, ...]
    skipped: tuple[Skipped, ...]
    missing: str


def merge_into(path: str, found: Settled) -> Outcome:
    """Adds to a file the events that it does not have.

    Raises:
        DataError: The file has mistakes, or would have with the events added; it stands as it was.
        MachineError: It cannot be read or replaced.
    """
    outcomes: list[Outcome] = []

    def edit(old: bytes) -> bytes:
        new, outcome = _merged(path, old, found)
        outcomes.append(outcome)
        return new

    edit_file(path, edit)
    return outcomes[0]


def _merged(path: str, old: bytes, found: Settled) -> tuple[bytes, Outcome]:
    existing = load([path], fetch=_fetch(path, old))
    named = OutletNames(existing.outlets).named
    here, there = found.chronology.context, existing.contexts[0]
    events = [event._replace(sources=tuple(map(named, event.sources))) for event in found.chronology.events]
    imported = [_as_written(event, here, there) for event in events]
    merge = compared(existing.events, imported)
    records, skipped = _to_add(path, existing, found, merge)
    outcome = Outcome(len(records), merge.same, merge.changed, skipped, _missing(existing, found.chronology))
    if not records:
        return old, outcome
    new = _inserted(path, old, records)
    try:
        load([path], fetch=_fetch(path, new))
    except DataError as error:
        raise DataError(tuple(map(_of_result, error.problems))) from error
    return new, outcome


def _fetch(path: str, data: bytes) -> Fetch:
    """The file as it is being edited, others from the disk."""
    return lambda name: (path, data) if name == path else from_disk(name)


def _of_result(problem: Problem) -> Problem:
    return problem._replace(message=f"with the imported events: {problem.message}")


# --- what is added ------------------------------------------------------------------------------------------------


def _to_add(
    path: str, existing: Chronology, found: Settled, merge: Merge
) -> tuple[list[Record], tuple[Skipped, ...]]:  # fmt: skip
    """The records of the new events under ids that are free; those that refer to what is not there are left out."""
    have = {event.id for event in existing.events} | {era.id for era in existing.eras}
    have |= {BORN + name for name in births(existing)}
    events = found.chronology.events
    here, there = found.chronology.context, existing.contexts[0]
    adding: list[int] = []
    skipped: list[Skipped] = []
    for number in merge.new:
        unsaid = next(_unsaid(events[number], here, there), "")
        if unsaid:
            why = "reads dates as EDTF alone" if there.edtf and not here.edtf else "has other conventions"
            skipped.append(
                Skipped(0, events[number].title, f'its date "{unsaid}" does not mean the same in {path}, which {why}')
            )
        else:
            adding.append(number)
    while True:
        known = have | merge.known.keys() | {events[number].id for number in adding}
        lost = {number: next(_absent(events[number], known), "") for number in adding}
        if not any(lost.values()):
            break
        skipped += [
            Skipped(0, events[number].title, _why_left_out(target, path)) for number, target in lost.items() if target
        ]
        adding = [number for number in adding if not lost[number]]
    records = [_carried(found.records[number], here, there) for number in adding]
    records = [with_references(record, merge.known) for record in records]
    return with_identities(records, have), tuple(skipped)


def _absent(event: Event, there: set[str]) -> Iterator[str]:
    """The ids that an event's dates refer to and that are not there."""
    for date in (event.date, *(source.date for source in event.sources)):
        for clause in date.clauses:
            yield from (target for target in clause.targets if target not in there)


def _why_left_out(target: str, path: str) -> str:
    if target.startswith(BORN):
        name = target.removeprefix(BORN)
        remedy = f"write there under people: {name}: {{born: YYYY-MM-DD}}"
        return f"its date rests on the birth date of {name}, which {path} does not have; {remedy}"
    return f"its date refers to @{target}, which {path} does not have"


def _as_written(event: Event, here: Context, there: Context) -> Event:
    """An imported event with its dates as they have to be written in the chronology."""

    def written(date: When) -> When:
        return date._replace(text=carried(date.text, here, there) or date.text)

    if here == there:
        return event
    sources = tuple(source._replace(date=written(source.date)) for source in event.sources)
    return event._replace(date=written(event.date), sources=sources)


def _unsaid(event: Event, here: Context, there: Context) -> Iterator[str]:
    """The dates of an imported event that cannot be written so that they mean the same in the chronology."""
    dates = (event.date, *(source.date for source in event.sources))
    return (date.text for date in dates if carried(date.text, here, there) is None)


def _carried(record: Record, here: Context, there: Context) -> Record:
    """A record with its dates as they have to be written in the chronology; all of them can be."""

    def dated(one: Record) -> Record:
        return one | {"date": carried(str(one["date"]), here, there)} if one.get("date") else one

    if here == there:
        return record
    return dated(record) | ({"sources": list(map(dated, record["sources"]))} if record.get("sources") else {})


def _missing(existing: Chronology, imported: Chronology) -> str:
    """What the import names beside events that the chronology does not: `2 eras, 3 people`; empty where nothing."""
    parts = []
    for what, plural, old, new in (
        ("era", "eras", {era.id for era in existing.eras}, {era.id for era in imported.eras}),
        ("person", "people", {one.name for one in existing.people}, {one.name for one in imported.people}),
        ("outlet", "outlets", {one.name for one in existing.outlets}, {one.name for one in imported.outlets}),
        ("view", "views", {name for name, _ in existing.views}, {name for name, _ in imported.views}),
    ):
        number = len(new - old)
        if number:
            parts.append(f"{number} {what if number == 1 else plural}")
    if imported.conventions not in (STANDARD, existing.conventions):
        parts.append("other conventions")
    return ", ".join(parts)


# --- how it is written --------------------------------------------------------------------------------------------


def _inserted(path: str, old: bytes, records: Sequence[Record]) -> bytes:
    editing: Any = import_module("timeline.editing.insert")
    mark = b"\xef\xbb\xbf" if old.startswith(b"\xef\xbb\xbf") else b""
    text = old[len(mark) :].decode("utf-8")
    separator = _SEPARATORS.get(syntax_of(path, old))
    if separator is not None:
        text = import_module("timeline.editing.table_text").with_columns(text, separator, _columns(records))
    new: str = editing.inserted(text, path, records)
    return mark + new.encode("utf-8")


def _columns(records: Sequence[Record]) -> list[str]:
    """The columns that a table needs for events, in the order in which they are first needed."""
    found: dict[str, None] = {}
    for record in records:
        found |= {key: None for key, value in record.items() if value and key != "sources"}
        for source in record.get("sources") or ():
            found |= {f"source_{key}": None for key, value in source.items() if value}
    return list(found)
