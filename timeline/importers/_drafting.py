"""How an importer gathers what it finds: events with their marks and ids, what is left out, what is to be said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from timeline import keys
from timeline.importers import Draft, Record, Skipped
from timeline.importers._days import UNKNOWN

_IDENTITY = re.compile(r"[^\W_][\w.-]*").fullmatch
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_HOST = re.compile(r"https?://(?:[^/?#@\s]*@)?([\w.-]+|\[[\da-f:.]+\])(?::\d+)?(?:[/?#]|$)", re.IGNORECASE).match
_SURROGATES = re.compile("[\ud800-\udfff]")

UNTITLED = "(untitled)"


class Drafting:
    """A draft in the making.

    Attributes:
        kind: The importer's name; events are marked `kind:identifier`.
        header: What stands above the events.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.header: Record = {}
        self.events: list[Record] = []
        self._skipped: list[Skipped] = []
        self._notes: list[str] = []
        self._counts: Counter[str] = Counter()
        self._marks: Counter[str] = Counter()
        self._ids: set[str] = set()
        self._numbers: Counter[str] = Counter()

    def add(self, record: Record, identifier: str = "", identity: str = "") -> Record:
        """Adds an event; what is empty in its record is left out.

        Args:
            record: As our files hold it, its `date` and `title` perhaps empty.
            identifier: Of the item in its own file; where there is none, one is made of what the record says.
            identity: An id for it, taken where it can be one of ours and is still free.
        """
        record = _clean({**record, "date": record.get("date") or UNKNOWN})
        record["title"] = one_line(record.get("title", "")) or UNTITLED
        record["id"] = self.identity(identity)
        mark = one_line(identifier) or _digest(record)
        self._marks[mark] += 1
        again = self._marks[mark]
        record["x-import"] = f"{self.kind}:{mark}#{again}" if again > 1 else f"{self.kind}:{mark}"
        # What is already referred to keeps its identity: the record handed back is the one in the draft.
        record = _in_order(record)
        self.events.append(record)
        return record

    def name(self, record: Record, taken: Collection[str] = ()) -> None:
        """Gives an event an id made of its title, which must not be one of those `taken` besides."""
        from timeline.names import folded

        base = "-".join(re.findall(r"[^\W_]+", folded(record["title"]))[:6]) or "event"
        # Numbers go on from the last one given to the same base, so that many of one title take no longer than others.
        while True:
            self._numbers[base] += 1
            number = self._numbers[base]
            wanted = f"{base}-{number}" if number > 1 else base
            if wanted not in taken and self.identity(wanted):
                record["id"] = wanted
                return

    def identity(self, wanted: str) -> str:
        """The id, where it can be one of ours and nothing else has it; else empty."""
        if not _IDENTITY(wanted) or wanted in self._ids:
            return ""
        self._ids.add(wanted)
        return wanted

    def skip(self, line: int, what: str, reason: str) -> None:
        """Something is left out."""
        self._skipped.append(Skipped(line, shortened(what), reason))

    def note(self, text: str) -> None:
        """Something to say of the whole, once."""
        if text not in self._notes:
            self._notes.append(text)

    def count(self, what: str, number: int = 1) -> None:
        """Something to say with the number of times that it was met."""
        self._counts[what] += number

    def undated(self, record: Record, given: str) -> None:
        """A date that could not be read: unknown, with the text as given in the note."""
        record["date"] = UNKNOWN
        if given := one_line(given):
            remark(record, f'date as given: "{given}"')
            self.count("dates that could not be read, now unknown, with the text in the note")

    def draft(self) -> Draft:
        """The whole. Where one event has an id all have, as one made later of a title could be the same."""
        if any("id" in record for record in self.events):
            for record in self.events:
                if "id" not in record:
                    self.name(record)
        self.events = list(map(_in_order, self.events))
        notes = [*self._notes, *(f"{what}: {number}" for what, number in self._counts.items() if number)]
        return Draft(tuple(self.events), _clean(self.header), tuple(self._skipped), tuple(notes))


def _in_order(record: Record) -> Record:
    """The record with its keys in the order of our files, its own keys last, and nothing empty."""
    order = [*keys.EVENT, *(key for key in record if key not in keys.EVENT)]
    return {key: record[key] for key in order if record.get(key)}


def remark(record: Record, text: str) -> None:
    """Adds a sentence to the note of a record."""
    record["note"] = f"{record['note']}\n{text}" if record.get("note") else text


def one_line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def shortened(text: str, longest: int = 60) -> str:
    """A few words of a text, on one line."""
    text = one_line(text)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def address(text: str) -> str:
    """The text where it is an address of the web, http or https, without blanks; else empty."""
    text = text.strip()
    return text if _HOST(text) and not re.search(r"\s", text) else ""


def host_of(url: str) -> str:
    """Who stands behind an address: `variety.com`; empty where it is none."""
    found = _HOST(url)
    return found[1].lower().removeprefix("www.") if found else ""


def source(url: str = "", outlet: str = "", **fields: str) -> Record:
    """A source, its outlet the host of its address where no other is known; empty where neither is."""
    url = address(url)
    outlet = one_line(outlet) or host_of(url)
    if not outlet:
        return {}
    named = {"outlet": outlet, "date": fields.pop("date", ""), "url": url, **fields}
    return {key: value for key, value in named.items() if value}


_LINKS = re.compile(r"""<a\s[^<>]*?href\s*=\s*["']?(https?://[^\s"'<>]+)""", re.IGNORECASE).findall


def links_in(html: str) -> str:
    """The addresses that some HTML links to, each once, parted by blanks: what is lost when it becomes text."""
    from html import unescape

    return " ".join(dict.fromkeys(unescape(url) for url in _LINKS(html)))


_BARE = re.compile(r"https?://[^\s<>\"\\]*[^\s<>\".,;:!?)\]\\]")
_ASIDE = re.compile(rf"\s*[(\[](?:\w+:?\s+)?{_BARE.pattern}[)\]]|(?:\s+[–—|-]|:)?\s*{_BARE.pattern}")


def without_addresses(text: str) -> tuple[str, list[str]]:
    """The text without the addresses that stand bare in it, and those."""
    found = _BARE.findall(text)
    return (one_line(_ASIDE.sub("", text)), found) if found else (text, [])


def sources(found: Iterable[Record]) -> list[Record]:
    """The sources that are any, each once."""
    kept: list[Record] = []
    for one in found:
        if one and one not in kept:
            kept.append(one)
    return kept


def _clean(value: Any) -> Any:
    """The value without what is empty, and without half characters, which no file can hold."""
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value.replace("\0", "\ufffd"))
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items() if item}
    return [_clean(item) for item in value]


def _digest(record: Record) -> str:
    """What a record says, as twelve hexadecimal digits."""
    import hashlib
    import json

    said = json.dumps(record, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()[:12]
