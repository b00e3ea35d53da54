"""What the TAB key offers: names from the files in use, as keys that no shell has to quote."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from timeline.model import STANCES, STATUSES, Chronology
from timeline.names import FIELDS, NameBook, folded, key_of
from timeline.printable import counted
from timeline.query import Query, Wish
from timeline.views import printable

_UNQUOTED = re.compile(r"[\w.,:+@%-]+").fullmatch
"""What a shell takes as it stands: eras and views are named as anybody likes, `$(…)` among others."""


def offers(field: str, typed: str, params: dict[str, Any]) -> list[tuple[str, str]]:
    """Values that begin with what was typed, each with a word of help; none on any trouble.

    A name goes by its last word where that is its alone (`liman`), else by all of them (`doug-liman`). Case and
    accents do not matter; the offer repeats what was typed, as shells compare letter by letter.
    """
    beginning = key_of(typed) + ("-" if typed.endswith(("-", " ")) else "")
    try:
        choices = _choices(field, beginning, params)
    except Exception:  # noqa: BLE001  # a TAB must not print a traceback into the command line
        return []
    choices = {key: about for key, about in choices.items() if _UNQUOTED(key)}
    return [
        (typed + key[len(beginning) :], _plain(about))
        for key, about in choices.items()
        if key.startswith(beginning) and key != beginning
    ] or [(typed, _plain(choices[beginning])) for _ in [0] if beginning in choices]


def _choices(field: str, beginning: str, params: dict[str, Any]) -> dict[str, str]:
    """Keys with what they mean, the most frequent name first; those of events need not be others than begin so."""
    if field == "status":
        return dict.fromkeys(STATUSES, "")
    if field == "says":
        return dict.fromkeys(STANCES, "")
    from timeline.commands._files import by_index, counted_by_index

    # As files hold them, whatever else the options ask.
    params = {key: params.get(key) for key in ("files", "file", "no_index")}
    if field == "id":
        found = by_index(params, Query((Wish("id", (beginning,)),)), quiet=True) if beginning else None
        chronology = found or _read(params)
        return {event.id: event.title for event in chronology.events}
    if field in FIELDS:
        told = counted_by_index(params, (field,), by_header=False, quiet=True)
        return _keys(field, told[1][field] if told else NameBook.of(_read(params), field).counts)
    told = counted_by_index(params, (), quiet=True)
    header = told[0] if told else _read(params)
    return {era.id: era.name for era in header.eras} if field == "era" else dict(header.views)


def _read(params: dict[str, Any]) -> Chronology:
    from timeline.commands._files import chosen_files
    from timeline.load import load
    from timeline.load.disk import STDIN

    return load([name for name in chosen_files(params, quiet=True) if name != STDIN], keep_going=True)


def _keys(field: str, counts: Mapping[str, int]) -> dict[str, str]:
    """By key the name and in how many events it stands."""
    last: dict[str, int] = {}
    for name in counts:
        word = folded(name).rpartition(" ")[2]
        last[word] = last.get(word, 0) + 1
    choices: dict[str, str] = {}
    quoted: dict[str, str] = {}
    for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        about = f"{name}, {counted(count, 'event')}"
        word = folded(name).rpartition(" ")[2]
        if field == "person" and last[word] == 1:
            choices.setdefault(word, about)
        key = key_of(name)
        if _UNQUOTED(key):
            choices.setdefault(key, about)
        else:  # it can be typed without its signs, where nothing else is spelt so
            quoted.setdefault(folded(name).replace(" ", "-"), about)
    return quoted | choices


def _plain(text: str) -> str:
    """Help without brackets, which the shell's completion would take for markup."""
    return printable(text).replace("[", "(").replace("]", ")")
