"""Names as the file writes them: what a key, an alias or another case stands for, and names that look mistyped."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from timeline import keys
from timeline.importers import Record
from timeline.model import Chronology
from timeline.names import NameBook, spelt

_FIELDS = keys.LISTS | {"group": "group"}
_SOURCE_FIELDS = {"outlet": "outlet", "via": "outlet"}
_NEAR = 0.8


class Spelling:
    """The names that a chronology uses and describes."""

    def __init__(self, chronology: Chronology) -> None:
        self._chronology = chronology
        self._known: dict[str, dict[str, str]] = {}

    def known(self, field: str) -> dict[str, str]:
        """How the names of a kind are spelt, aliases included, to the name as written; empty for two of one.

        The alias of a person leads to the name; that of an outlet stays, for a source is cited as it calls itself.
        """
        if field not in self._known:
            forms: dict[str, str] = {}
            outlets = self._chronology.outlets if field == "outlet" else ()
            for one in outlets:
                _note(forms, spelt(one.name), one.name)
            for alias in (alias for one in outlets for alias in one.aliases):
                forms.setdefault(spelt(alias), alias)
            for one in self._chronology.people if field == "person" else ():
                for name in (one.name, *one.aliases):
                    _note(forms, spelt(name), one.name)
            own = set(forms)
            for name in NameBook.of(self._chronology, field).counts:
                if spelt(name) not in own:
                    _note(forms, spelt(name), name)
            self._known[field] = forms
        return self._known[field]

    def corrected(self, record: Record) -> tuple[Record, list[str]]:
        """The record with keys, aliases and other cases as the names that they mean, and what was changed, in words."""
        said: list[str] = []

        def written(field: str, text: str) -> str:
            name = self._meant(field, text)
            if name != text:
                said.append(f'{field} "{text}" is written {name}, as in the file')
            return name

        return _mapped(record, written), said

    def _meant(self, field: str, text: str) -> str:
        forms = self.known(field)
        if text in forms.values():
            return text
        form = spelt(text)
        return (form and (forms.get(form) or self._surnamed(field, form))) or text

    def _surnamed(self, field: str, form: str) -> str:
        """The one person who has this surname, as completion offers people; empty for none and for several."""
        ending = " " + form
        found = {name for known, name in self.known("person").items() if field == "person" and known.endswith(ending)}
        return found.pop() if len(found) == 1 and " " not in ending.strip() else ""

    def doubts(self, record: Record) -> list[str]:
        """Names that are new to the chronology and look like one that it knows."""
        said: dict[str, None] = {}

        def look(field: str, text: str) -> str:
            near = self._near(field, text)
            if near:
                said[f'{field} "{text}" is new; did you mean {" or ".join(near)}?'] = None
            return text

        _mapped(record, look)
        return list(said)

    def _near(self, field: str, text: str) -> list[str]:
        forms, word = self.known(field), spelt(text)
        if not word or word in forms:
            return []
        near = [forms[one] for one in get_close_matches(word, list(forms), 3, _NEAR)]
        if field == "person":
            near += sorted(name for form, name in forms.items() if form.endswith(" " + word))
        return list(dict.fromkeys(name for name in near if name))


def _note(forms: dict[str, str], form: str, name: str) -> None:
    forms[form] = name if forms.get(form, name) == name else ""


def _mapped(record: Record, change: Any) -> Record:
    """The record with every name changed by a function of its kind and its text."""
    found: Record = {}
    for key, value in record.items():
        if key == "sources":
            found[key] = [_mapped_values(source, _SOURCE_FIELDS, change) for source in value]
        else:
            found |= _mapped_values({key: value}, _FIELDS, change)
    return found


def _mapped_values(record: Mapping[str, Any], fields: Mapping[str, str], change: Any) -> Record:
    return {key: _value(fields.get(key, ""), value, change) for key, value in record.items()}


def _value(field: str, value: Any, change: Any) -> Any:
    if not field:
        return value
    return list(dict.fromkeys(change(field, one) for one in value)) if isinstance(value, list) else change(field, value)
