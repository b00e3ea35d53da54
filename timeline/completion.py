"""What the TAB key offers: names from the files in use, as keys that no shell has to quote."""

from __future__ import annotations

import re
from typing import Any

from timeline.model import STANCES, STATUSES, Chronology
from timeline.names import FIELDS, NameBook, folded, key_of
from timeline.printable import counted
from timeline.views import printable

_UNQUOTED = re.compile(r"[\w.,:+@%-]+").fullmatch
"""What a shell takes as it stands: eras and views are named as anybody likes, `$(…)` among others."""


def offers(field: str, typed: str, params: dict[str, Any]) -> list[tuple[str, str]]:
    """Values that begin with what was typed, each with a word of help; none on any trouble.

    A name goes by its last word where that is its alone (`liman`), else by all of them (`doug-liman`). Case and
    accents do not matter; the offer repeats what was typed, as shells compare letter by letter.
    """
    try:
        from timeline.commands._files import chosen_files
        from timeline.load import load
        from timeline.load.disk import STDIN

        files = [name for name in chosen_files(params, quiet=True) if name != STDIN]
        choices = _choices(field, load(files, keep_going=True))
    except Exception:  # noqa: BLE001  # a TAB must not print a traceback into the command line
        return []
    choices = {key: about for key, about in choices.items() if _UNQUOTED(key)}
    beginning = key_of(typed) + ("-" if typed.endswith(("-", " ")) else "")
    return [
        (typed + key[len(beginning) :], _plain(about))
        for key, about in choices.items()
        if key.startswith(beginning) and key != beginning
    ] or [(typed, _plain(choices[beginning])) for _ in [0] if beginning in choices]


def _choices(field: str, chronology: Chronology) -> dict[str, str]:
    """Keys with what they mean, the most frequent name first."""
    if field == "status":
        return dict.fromkeys(STATUSES, "")
    if field == "says":
        return dict.fromkeys(STANCES, "")
    if field == "era":
        return {era.id: era.name for era in chronology.eras}
    if field == "id":
        return {event.id: event.title for event in chronology.events}
    if field == "view":
        return dict(chronology.views)
    if field not in FIELDS:
        return {}
    book = NameBook.of(chronology, field)
    last: dict[str, int] = {}
    for name in book.counts:
        word = folded(name).rpartition(" ")[2]
        last[word] = last.get(word, 0) + 1
    choices: dict[str, str] = {}
    quoted: dict[str, str] = {}
    for name, count in sorted(book.counts.items(), key=lambda item: (-item[1], item[0])):
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
