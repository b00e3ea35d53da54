"""Drafts to a chronology that our own builder has found sound: what it refuses is put right here, and told.

Each record, and each of its sources, is a line of a file that is not there: the builder's problems name lines.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from typing import Any

from timeline.errors import DataError, Place, Problem
from timeline.importers import Draft, Record, Skipped
from timeline.load.build import build
from timeline.load.files import Document, SourceFile
from timeline.load.identities import identity_of, is_identity
from timeline.load.nodes import List, Map, Node, Text
from timeline.load.nodes import Record as Plain
from timeline.model import Chronology
from timeline.records import NamedTuple

UNKNOWN = "unknown"

_MOST_PASSES = 8
_REFERENCE = re.compile(r"@([^\W_][\w.-]*)")


class Settled(NamedTuple):
    """A draft that holds.

    Attributes:
        chronology: Its events are those of `records`, in the same order.
        records: What the builder was given, ids included.
        skipped: What was left out.
        doubts: What was kept otherwise than it stood.
    """

    chronology: Chronology
    records: Sequence[Record]
    skipped: tuple[Skipped, ...]
    doubts: tuple[Skipped, ...]


NOT_THERE = ("R101", "R104")
"""The codes of references to an id and to a birth date that the input does not have."""


def settled(draft: Draft, name: str, *, partial: bool = False) -> Settled:
    """The draft as a chronology; a date that does not hold becomes `unknown`, its words going to the note.

    Args:
        draft: What an importer found.
        name: Of the input.
        partial: It goes into a chronology, which may have what dates refer to: such references are left as they are.

    Raises:
        DataError: The header is wrong, or something that cannot be put right.
    """
    if draft.whole is not None:
        return Settled(draft.whole, draft.events, draft.skipped, draft.doubts)
    titled = [record for record in draft.events if _is_titled(record)]
    skipped = [Skipped(0, str(one.get("date", "")), "no title") for one in draft.events if not _is_titled(one)]
    records = with_identities(titled, frozenset(draft.header.get("eras") or ()))
    doubts: list[Skipped] = []
    for _ in range(_MOST_PASSES):
        document = document_of(records, draft.header, name)
        chronology = build((document,))
        errors = [
            one for one in chronology.problems if one.severity == "error" and not (partial and one.code in NOT_THERE)
        ]
        if not errors:
            document.file.again = _nowhere  # the events keep the file, but need not keep the records
            chronology = chronology._replace(problems=())
            return Settled(chronology, records, (*draft.skipped, *skipped), (*draft.doubts, *doubts))
        _mend(records, errors, doubts)
    raise DataError(tuple(_placed(problem, name) for problem in errors))


def _nowhere(at: int) -> Map:
    return Map({}, {}, 0)


def _is_titled(record: Record) -> bool:
    return bool(str(record.get("title") or "").strip())


# --- ids ----------------------------------------------------------------------------------------------------------


def with_identities(records: Sequence[Record], taken: Container[str]) -> list[Record]:
    """The records, each given an id of its own: the one it has where that can stand, else one made from the title.

    References to an id that had to be changed are changed with it.
    """
    given = {str(record["id"]) for record in records if record.get("id")}
    used: set[str] = set()
    numbers: dict[str, int] = {}
    renamed: dict[str, str] = {}
    for record in records:
        wish = str(record.get("id") or "")
        identity = wish
        if not wish or wish in used or wish in taken or not is_identity(wish):
            base = wish if wish and is_identity(wish) else identity_of(str(record["title"]), ())
            identity = base
            while identity in used or identity in taken or identity in given:
                numbers[base] = numbers.get(base, 1) + 1
                identity = f"{base}-{numbers[base]}"
            if wish and wish not in used:
                renamed[wish] = identity
        used.add(identity)
        record["id"] = identity
        record["date"] = record.get("date") or UNKNOWN
    return [with_references(record, renamed) for record in records] if renamed else list(records)


def with_references(record: Record, renamed: Mapping[str, str]) -> Record:
    """The record with the ids that its dates refer to replaced."""

    def replaced(text: str) -> str:
        return _REFERENCE.sub(lambda found: f"@{renamed.get(found[1], found[1])}", text) if "@" in text else text

    changed = dict(record)
    if "date" in record:
        changed["date"] = replaced(str(record["date"]))
    if record.get("sources"):
        changed["sources"] = [
            {key: replaced(value) if key == "date" else value for key, value in source.items()}
            for source in record["sources"]
        ]
    return changed


# --- the builder's input ------------------------------------------------------------------------------------------


def document_of(records: Sequence[Record], header: Record, name: str) -> Document:
    """The records as the builder takes them: the header on the first line, then one for each record and each source."""
    node = _node(header, 0)
    assert isinstance(node, Map)
    starts = [1]
    for record in records:
        starts.append(starts[-1] + 1 + len(record.get("sources") or ()))
    file = SourceFile(name, "\n" * starts[-1])  # a line is its end alone, so that offsets count lines
    file.again = lambda at: _event(records[bisect_left(starts, at)], at)
    return Document(file, node, map(Plain, records, starts))


def _event(record: Record, at: int) -> Map:
    """A record with the place of every value."""
    pairs = {key: _node(value, at) for key, value in record.items() if key != "sources"}
    if record.get("sources"):
        pairs["sources"] = List(tuple(_node(one, at + n) for n, one in enumerate(record["sources"], 1)), at)
    return Map(pairs, {}, at)


def _node(value: Any, at: int) -> Node:
    if isinstance(value, (list, tuple)):
        return List(tuple(_node(one, at) for one in value), at)
    if isinstance(value, Mapping):
        pairs = {str(key): _node(one, at) for key, one in value.items()}
        return Map(pairs, {key: Text(key, at) for key in pairs}, at)
    return Text("" if value is None else str(value), at)


# --- what the builder refuses -------------------------------------------------------------------------------------


def _mend(records: list[Record], errors: Sequence[Problem], doubts: list[Skipped]) -> None:
    """Puts right what the builder refuses, as little as will do.

    Raises:
        DataError: It cannot be put right.
    """
    owners = _owners(records)
    mended: set[int] = set()
    for problem in errors:
        line = problem.place.line
        known = problem.code[0] in "DR" or problem.code in _WORDS or problem.code == "E108"
        if line not in owners or not known:
            raise DataError((_placed(problem, problem.place.file),))
        if line not in mended:
            mended.add(line)
            number, source = owners[line]
            records[number] = _mended(records[number], source, problem, doubts)
    for line, record in enumerate(records):
        if record.get("sources"):
            records[line] = {**record, "sources": [source for source in record["sources"] if source.get("outlet")]}


def _owners(records: Sequence[Record]) -> dict[int, tuple[int, int]]:
    """By line the number of its record and of the source in it, -1 for the event itself."""
    owners: dict[int, tuple[int, int]] = {}
    line = 1
    for number, record in enumerate(records):
        for source in range(-1, len(record.get("sources") or ())):
            line += 1
            owners[line] = number, source
    return owners


_WORDS = {"E106": "says", "E107": "status", "E109": "background"}
"""By code the key whose word is none of ours."""


def _mended(record: Record, source: int, problem: Problem, doubts: list[Skipped]) -> Record:
    """A record without what is wrong with it; the words of it go to the note. `source` is -1 for the event itself."""
    record = dict(record)
    part = record
    if source >= 0:
        record["sources"] = [dict(one) for one in record["sources"]]
        part = record["sources"][source]
    of = "source " if source >= 0 else ""
    if problem.code == "E108":
        given = ", ".join(f"{key} {value}" for key, value in part.items())
        part.clear()
        what = "source without an outlet"
    else:
        key = _WORDS.get(problem.code, "date")
        given = str(part.pop(key, ""))
        what = f"{of}{key}"
        if key == "date" and source < 0:
            record["date"] = UNKNOWN
    sentence = f"{what} as given: {given}"
    record["note"] = f"{record['note']}\n{sentence}" if record.get("note") else sentence
    doubts.append(Skipped(0, str(record["title"]), f"{what} not read, kept in the note: {problem.message}"))
    return record


def _placed(problem: Problem, name: str) -> Problem:
    """A problem of a line that is not there, told of the file as a whole."""
    return problem._replace(place=Place(name), excerpt="", related=())
