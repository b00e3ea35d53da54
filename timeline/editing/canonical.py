"""Any of our files in canonical form: the same chronology, one way of writing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from timeline.errors import DataError, MachineError, Problem, UsageError
from timeline.load import load, read_document
from timeline.load.disk import STDIN, from_disk
from timeline.load.files import Document
from timeline.load.syntaxes import syntax_of
from timeline.model import Chronology

_ELSEWHERE = frozenset(("R101", "R104"))
"""Problems of a file that refers to what another one holds; they say nothing against its text."""


def canonical(
    name: str,
    data: bytes,
    others: Sequence[str] = (),
    *,
    sort: bool = False,
    tell: Callable[[Sequence[Problem]], object] = list,
) -> bytes:
    """The bytes of a file in canonical form.

    Args:
        name: What the user called it; `-` is standard input.
        data: What it holds.
        others: The files named beside it. They are read with it where it is not sound alone.
        sort: Put the events in the order of their dates; else they stay in that of the file.
        tell: Takes the warnings that a sound file gives rise to.

    Raises:
        DataError: The file has errors; carries them and its warnings.
        UsageError: Sorting would change ids that are made from titles.
    """
    chronology = _sound(name, data, others)
    tell([problem for problem in _own(chronology, name) if problem.severity == "warning"])
    text = data.decode("utf-8-sig")
    if not sort:
        return _written(name, text).encode()
    document = read_document(name, lambda one: (_shown(one), data))
    new = _written(name, text, _date_order(document, chronology)).encode()
    moved = _told(chronology).symmetric_difference(_told(_read_alone(name, new)))
    if moved:
        ids = ", ".join(sorted({identity for identity, *_ in moved}))
        raise UsageError(
            f"{_shown(name)}: sorting would change ids made from titles; first give ids of their own: {ids}"
        )
    return new


def _shown(name: str) -> str:
    return "<stdin>" if name == STDIN else name


def _read(names: Sequence[str], name: str, data: bytes) -> Chronology:
    """The chronology of some files, one of them as it is held here."""
    return load(names, keep_going=True, fetch=lambda one: (_shown(one), data) if one == name else from_disk(one))


def _read_alone(name: str, data: bytes) -> Chronology:
    return _read([name], name, data)


def _own(chronology: Chronology, name: str) -> tuple[Problem, ...]:
    return tuple(problem for problem in chronology.problems if problem.place.file == _shown(name))


def _sound(name: str, data: bytes, others: Sequence[str]) -> Chronology:
    """The chronology of a file without errors, by itself or, where it is part of a larger one, with the others."""
    chronology = _read_alone(name, data)
    if _is_sound(_own(chronology, name)):
        return chronology
    together = [other for other in others if other == name or other != STDIN]
    if len(together) > 1:
        with suppress(MachineError):  # told where that file has its turn
            whole = _read(together, name, data)
            if _is_sound(_own(whole, name)):
                return whole
    raise DataError(_own(chronology, name))


def _is_sound(problems: Sequence[Problem]) -> bool:
    return all(problem.severity == "warning" or problem.code in _ELSEWHERE for problem in problems)


def _written(name: str, text: str, places: Sequence[int] | None = None) -> str:
    """The text in canonical form; `places` has the numbers of its events in the order in which they are to stand."""

    def order(events: Sequence[Any]) -> list[Any]:
        return [events[n] for n in places] if places is not None else list(events)

    syntax = syntax_of(name, text.encode())
    if syntax == "yaml":
        from timeline.editing.canonical_yaml import canonical_yaml

        return canonical_yaml(text, order)
    if syntax in ("csv", "tsv"):
        from timeline.editing.canonical_table import canonical_table

        return canonical_table(text, "," if syntax == "csv" else "\t", order)
    from timeline.editing import canonical_json

    return (canonical_json.canonical_json if syntax == "json" else canonical_json.canonical_json_lines)(text, order)


# --- in order of dates --------------------------------------------------------------------------------------------


def _date_order(document: Document, chronology: Chronology) -> list[int]:
    """The numbers of a file's events by date; an entry that adds sources follows the event that it speaks of."""
    from timeline.query import Query, select
    from timeline.views import Options, arranged

    own = iter([event.id for event in chronology.events if event.where.file == document.file.name])
    tells = [bool(node.pairs.keys() & {"title", "date"}) for node in document.maps]
    first = {next(own): n for n, is_told in enumerate(tells) if is_told}
    added: dict[str, list[int]] = {}
    for n, node in enumerate(document.maps):
        if not tells[n]:
            added.setdefault(getattr(node.pairs["id"], "text", ""), []).append(n)
    places: list[int] = []
    for shown in arranged(chronology, select(chronology, Query(), 1), Options(), 1):
        if shown.event.id in first:
            places += [first[shown.event.id], *added.pop(shown.event.id, ())]
    return places + [n for rest in added.values() for n in rest]


def _told(chronology: Chronology) -> set[tuple[str, str, str]]:
    return {(event.id, event.title, event.date.text) for event in chronology.events}
