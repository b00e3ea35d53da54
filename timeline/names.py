"""Names as people type them: any case, with or without accents, by alias, by surname, whole words first."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from timeline.model import Chronology, Event, Name, Source
from timeline.records import NamedTuple


def fold(text: str) -> str:
    """The text without case, accents and punctuation: "O’Brien-Łukasz" and "obrien lukasz" fold alike.

    Latin and Greek letters lose their accents. Marks of other scripts make letters, and stay: パ is no ハ, and й no и.
    """
    if not text.isascii():
        text = " ".join([part if part.isascii() else _bare(part) for part in text.split()])
    return " ".join(text.encode().translate(SPACED, b"'").decode().split())


@lru_cache(maxsize=65536)
def _bare(part: str) -> str:
    """In lower case, without accents, and with blanks for signs beyond ASCII that stand in no word."""
    from unicodedata import category, normalize

    is_accented, is_left_out = _among(_ACCENTED), _among(_LEFT_OUT)
    kept: list[str] = []
    takes_marks = False
    for char in normalize("NFKD", part).translate(_LETTERS):
        if char.isascii():
            kept.append(char)
            takes_marks = False
        elif char.isalnum():
            kept.append(char)
            takes_marks = char.isalpha() and not is_accented(char)
        elif category(char)[0] != "M":
            kept.append(" ")
            takes_marks = False
        elif takes_marks and not is_left_out(char):
            kept.append(char)
    composed = normalize("NFC", "".join(kept))
    return "".join([char for char in composed if not _is_stress(char)]).casefold().replace("ё", "е")


@lru_cache
def _among(chars: str) -> Callable[[str], object]:
    """Whether a character is in a class of them, of which few files need any."""
    return re.compile(chars).match


def _is_stress(char: str) -> bool:
    """Whether it is an accent that makes no letter, such as one that shows where a Russian word is stressed."""
    return "\u0300" <= char <= "\u036f"


folded = lru_cache(maxsize=65536)(fold)
"""The same for texts that come again."""

# Letters that Unicode does not take apart into a base and an accent; and the apostrophe, which is none.
_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i",
     "’": "", "'": ""}
)  # fmt: skip
_ACCENTED = "[\u0080-\u03ff\u1d00-\u1dbf\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f]"
"""Latin and Greek letters, taken apart: the marks on them are accents."""
_LEFT_OUT = "[\u0591-\u05c7\u064b-\u0652\u0670\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]"
"""Marks that writers leave out as they please: the vowel points of Hebrew and Arabic, variants of signs."""
SPACED = bytes(ord(chr(n).lower()) if chr(n).isalnum() else ord(" ") for n in range(128)) + bytes(range(128, 256))
"""ASCII in lower case, with blanks between words; of apostrophes folding leaves nothing. The rest as it is."""


@lru_cache(maxsize=65536)
def spelt(name: str) -> str:
    """The folded name with the signs that tell names apart, each a word of its own: "C++" is "c + +", and no "c #".

    Two that are spelt alike differ in case, accents, apostrophes, blanks and punctuation at most.
    """
    if name.isascii():
        signs = _SIGNS.intersection(name)
    else:
        from unicodedata import normalize

        name = normalize("NFKC", name)
        signs = frozenset(filter(_is_sign, name))
    if not signs:
        return folded(name)
    parts = re.split(f"([{re.escape(''.join(signs))}])", name)
    return " ".join(filter(None, [part if part in signs else fold(part) for part in parts]))


def _is_sign(char: str) -> bool:
    """Whether a character tells names apart: a sign such as an emoji, and no punctuation."""
    from unicodedata import category

    if char.isascii() or char in "©®−⁄":
        return char in _SIGNS
    return category(char) in ("Sc", "Sm", "So") and not char.isalnum()


_SIGNS = frozenset("!#$%&*+=?@")


def key_of(name: str) -> str:
    """The name as one lower-case word without blanks, as completion offers it: `doug-liman`, `c++`."""
    key, tight = "", True
    for word in spelt(name).split():
        is_sign = len(word) == 1 and _is_sign(word)
        key += word if tight or is_sign else f"-{word}"
        tight = is_sign
    return key


class HeaderNames(dict[str, str]):
    """By name as written, the name that the header gives it; one that the header does not describe goes by its own.

    One's own name goes before an alias of another, and as written before any case and accents. What may be two, such
    as an alias that was given to both, stays itself. Names are remembered as they are asked for.
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
        """Whether the header describes any."""
        return bool(self._forms)

    def __missing__(self, written: str) -> str:
        found = self[written] = (self._forms and self._forms.get(spelt(written))) or written
        return found


class OutletNames(HeaderNames):
    """The names that the header gives outlets."""

    def named(self, source: Source) -> Source:
        """The source with the names that the header gives its outlets, where those are others than were written."""
        outlet, via = self[source.outlet], self[source.via] if source.via else ""
        if outlet == source.outlet and via == source.via:
            return source
        return source._replace(
            header_outlet=outlet if outlet != source.outlet else "", header_via=via if via != source.via else ""
        )


def _note(forms: dict[str, str], written: str, name: str) -> None:
    """Takes note of a name under the form of one that it goes by; empty for that of two."""
    form = spelt(written)
    if form:
        forms[form] = name if forms.get(form, name) == name else ""


VALUES: dict[str, Callable[[Event], Sequence[str]]] = {
    "person": attrgetter("people"),
    "org": attrgetter("orgs"),
    "outlet": lambda event: [one for source in event.sources for one in (source.publisher, source.credited) if one],
    "work": attrgetter("works"),
    "place": attrgetter("places"),
    "tag": attrgetter("tags"),
    "group": lambda event: (event.group,) if event.group else (),
}
"""By field, the names of an event as written."""
FIELDS = tuple(VALUES)


def counted_by_header(chronology: Chronology, field: str) -> dict[str, int]:
    """In how many events each name stands; people go by the names that the header gives them, as outlets do."""
    if field != "person" or not chronology.people:
        return NameBook.of(chronology, field).counts
    names = HeaderNames(chronology.people)
    counts: dict[str, int] = {}
    for event in chronology.events:
        for name in {names[one] for one in event.people}:
            counts[name] = counts.get(name, 0) + 1
    return counts


class NameBook(NamedTuple):
    """The names of one kind that a chronology uses.

    Attributes:
        values: The names of an event, as written; of outlets those that the header gives them.
        spellings: Every such name that may be asked for, to the folded forms by which it goes: itself and its aliases.
        counts: In how many events each name stands.
        signed: Of the names of which signs stand in some form, how all of them are spelt.
    """

    values: Callable[[Event], Iterable[str]]
    spellings: dict[str, tuple[str, ...]]
    counts: dict[str, int]
    signed: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, chronology: Chronology, field: str) -> "NameBook":
        values = VALUES[field]
        counts = Counter(chain.from_iterable(map(dict.fromkeys, map(values, chronology.events))))
        meant = (chronology.names or {}).get(field)
        if meant is not None:  # no other name is asked for
            counts = Counter({name: counts[name] for name in meant})
        aliases = _aliases(chronology, field)
        spellings: dict[str, tuple[str, ...]] = {}
        signed: dict[str, tuple[str, ...]] = {}
        for name in counts:
            forms = (aliases.get(spelt(name)) if field != "outlet" else aliases.get(name)) or (name,)
            spellings[name] = tuple(map(folded, forms))
            exact = tuple(map(spelt, forms))
            if exact != spellings[name]:
                signed[name] = exact
        return cls(values, spellings, counts, signed)

    def matching(self, wanted: str) -> frozenset[str]:
        """The names that a typed name means: the whole name or an alias; else whole words; else a part.

        Signs tell names apart only where one is spelt just so: "c++" is no "c", unless there is no other. One of
        punctuation alone means itself.
        """
        exact, word = spelt(wanted), folded(wanted)
        if not exact:
            return frozenset([wanted] if wanted in self.spellings else [])
        whole = self._having(word, _is_whole)
        found = frozenset(name for name in whole if exact in (self.signed.get(name) or self.spellings[name]))
        if found or not word:
            return found
        return whole or self._having(word, _has_words) or self._having(word, _has_part)

    def _having(self, word: str, fits: Callable[[str, str], bool]) -> frozenset[str]:
        return frozenset(name for name, forms in self.spellings.items() if any(fits(word, form) for form in forms))

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


def _aliases(chronology: Chronology, field: str) -> dict[str, tuple[str, ...]]:
    """Of those that the header describes all names that they go by: of outlets by name, of people as any is spelt."""
    found: dict[str, tuple[str, ...]] = {}
    if field == "outlet":
        own = {spelt(one.name) for one in chronology.outlets}
        for one in chronology.outlets:
            found[one.name] = (one.name, *(alias for alias in one.aliases if spelt(alias) not in own))
    for one in chronology.people if field == "person" else ():
        names = (one.name, *one.aliases)
        found.update(dict.fromkeys(map(spelt, names), names))
    return found


def _is_whole(word: str, form: str) -> bool:
    return word == form


def _has_words(word: str, form: str) -> bool:
    return f" {word} " in f" {form} "


def _has_part(word: str, form: str) -> bool:
    return word in form
