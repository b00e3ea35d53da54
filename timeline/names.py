"""Names as people type them: any case, with or without accents, by alias, by surname, whole words first."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from timeline.model import Chronology, Event, Name, Source
from timeline.records import NamedTuple


def fold(text: str) -> str:
    """The text without case, accents and punctuation: "O’Brien-Łukasz" and "obrien lukasz" fold alike."""
    if not text.isascii():
        text = " ".join([part if part.isascii() else _bare(part) for part in text.split()])
        if not text.isascii():
            return " ".join(re.findall(r"\w+", text.replace("'", "").replace("_", " ").casefold()))
    return " ".join(text.encode().translate(SPACED, b"'").decode().split())


@lru_cache(maxsize=65536)
def _bare(part: str) -> str:
    """Without accents, and with blanks for signs beyond ASCII that stand in no word."""
    from unicodedata import combining, normalize

    chars = [char for char in normalize("NFKD", part.translate(_LETTERS)) if not combining(char)]
    return "".join([char if char.isascii() or char.isalnum() else " " for char in chars])


folded = lru_cache(maxsize=65536)(fold)
"""The same for texts that come again."""

# Letters that Unicode does not take apart into a base and an accent; and the apostrophe, which is none.
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "ı": "i", "’": ""}
)
SPACED = bytes(ord(chr(n).lower()) if chr(n).isalnum() else ord(" ") for n in range(128)) + bytes(range(128, 256))
"""ASCII in lower case, with blanks between words; of apostrophes folding leaves nothing. The rest as it is."""


def key_of(name: str) -> str:
    """The name as one lower-case word without blanks, as completion offers it: `doug-liman`."""
    return folded(name).replace(" ", "-")


class OutletNames(dict[str, str]):
    """By outlet as written, the name that the header gives it; one that the header does not describe goes by its own.

    An outlet's own name goes before an alias of another, and as written before any case and accents. What may be two
    outlets, such as an alias that was given to both, stays itself. Names are remembered as they are asked for.
    """

    def __init__(self, described: Iterable[Name]) -> None:
        own: dict[str, str] = {}
        aliases: dict[str, str] = {}
        for one in described:
            self[one.name] = one.name
            _note(own, one.name, one.name)
            for alias in one.aliases:
                _note(aliases, alias, one.name)
        self._forms = aliases | own

    @property
    def has_any(self) -> bool:
        """Whether the header describes any outlet."""
        return bool(self._forms)

    def __missing__(self, written: str) -> str:
        found = self[written] = (self._forms and self._forms.get(folded(written))) or written
        return found

    def named(self, source: Source) -> Source:
        """The source with the names that the header gives its outlets, where those are others than were written."""
        outlet, via = self[source.outlet], self[source.via] if source.via else ""
        if outlet == source.outlet and via == source.via:
            return source
        return source._replace(
            header_outlet=outlet if outlet != source.outlet else "", header_via=via if via != source.via else ""
        )


def _note(forms: dict[str, str], written: str, name: str) -> None:
    """Takes note of an outlet's name under the folded form of one that it goes by; empty for that of two outlets."""
    form = folded(written)
    if form:
        forms[form] = name if forms.get(form, name) == name else ""


VALUES: dict[str, Callable[[Event], Sequence[str]]] = {
    "person": lambda event: event.people,
    "org": lambda event: event.orgs,
    "outlet": lambda event: [one for source in event.sources for one in (source.publisher, source.credited) if one],
    "work": lambda event: event.works,
    "place": lambda event: event.places,
    "tag": lambda event: event.tags,
    "group": lambda event: (event.group,) if event.group else (),
}
"""By field, the names of an event as written."""
FIELDS = tuple(VALUES)


class NameBook(NamedTuple):
    """The names of one kind that a chronology uses.

    Attributes:
        values: The names of an event, as written; of outlets those that the header gives them.
        spellings: Every such name, to the folded forms by which it goes: itself and its aliases.
        counts: In how many events each name stands.
    """

    values: Callable[[Event], Iterable[str]]
    spellings: dict[str, tuple[str, ...]]
    counts: dict[str, int]

    @classmethod
    def of(cls, chronology: Chronology, field: str) -> "NameBook":
        values = VALUES[field]
        counts: dict[str, int] = {}
        for event in chronology.events:
            for name in set(values(event)):
                counts[name] = counts.get(name, 0) + 1
        for name in (chronology.names or {}).get(field, ()):
            counts.setdefault(name, 0)
        aliases: dict[str, tuple[str, ...]] = {}
        if field == "outlet":
            own = {folded(one.name) for one in chronology.outlets}
            for one in chronology.outlets:
                others = (form for form in map(folded, one.aliases) if form not in own)
                aliases[one.name] = (folded(one.name), *others)
            return cls(values, {name: aliases.get(name, (folded(name),)) for name in counts}, counts)
        for one in chronology.people if field == "person" else ():
            forms = tuple(dict.fromkeys(folded(name) for name in (one.name, *one.aliases)))
            for form in forms:
                aliases[form] = forms
        return cls(values, {name: aliases.get(folded(name), (folded(name),)) for name in counts}, counts)

    def matching(self, wanted: str) -> frozenset[str]:
        """The names that a typed name means: the whole name or an alias; else whole words; else a part.

        One of signs alone means itself.
        """
        word = folded(wanted)
        if not word:
            return frozenset([wanted] if wanted in self.spellings else [])
        for fits in (_is_whole, _has_words, _has_part):
            found = frozenset(name for name, forms in self.spellings.items() if any(fits(word, form) for form in forms))
            if found:
                return found
        return frozenset()

    def did_you_mean(self, wanted: str) -> str:
        """A remedy for a name that nothing has: the nearest names, or those there are."""
        from difflib import get_close_matches

        word = folded(wanted)
        forms: dict[str, str] = {}
        for name, spelt in self.spellings.items():
            for form in spelt:
                for part in (form, *form.split()):
                    forms.setdefault(part, name)
        near = list(dict.fromkeys(forms[one] for one in get_close_matches(word, list(forms), 3, 0.7)))
        if near:
            return f"; did you mean {' or '.join(near)}?"
        most = sorted(self.counts, key=lambda name: (-self.counts[name], name))[:6]
        return f"; there are: {', '.join(most)}" if most else ""


def _is_whole(word: str, form: str) -> bool:
    return word == form


def _has_words(word: str, form: str) -> bool:
    return f" {word} " in f" {form} "


def _has_part(word: str, form: str) -> bool:
    return word in form
