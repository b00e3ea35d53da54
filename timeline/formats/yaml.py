"""`yaml`: the format of our own files, so that what is shown can be kept, edited and read back whole.

Values that other programs would take for a number, a date or a yes are quoted, but for dates, which are written as
people write them. Events that a written date refers to are written too, or the file could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from timeline.dates import When
from timeline.formats import Out
from timeline.formats._records import header_record
from timeline.model import Chronology, Event, Source
from timeline.query import Found
from timeline.views import Options, arranged

SUFFIXES = (".yaml", ".yml")

_LISTS = ("people", "orgs", "works", "places", "tags")
_TEXTS_AFTER = ("group", "status", "because")
_SOURCE_BEFORE = ("title", "url", "by", "unnamed")
_SOURCE_AFTER = ("via", "archive", "accessed", "lang", "quote")
_AS_DATES = frozenset(("date", "born", "accessed", "year", "timeline"))
_ID = re.compile(r"[^\W_][\w.-]*").fullmatch

# Plain in a block and in a flow alike: nothing that YAML reads; colons and blanks are looked at apart.
_PLAIN = re.compile(r"[^\W_][\w .;:/()'!%+*&@$~^=<>|–—’“”…·-]*").fullmatch
_COLON = re.compile(r":(?![\w/])").search
_PLAIN_DATE = re.compile(r"\w[\w ./?~%@;,()-]*").fullmatch
# What YAML 1.1 or 1.2 reads as something other than text.
_NUMBER = re.compile(r"[\d_.,:eExXoObBa-fA-F+-]+(?:[Tt ][\d:.Zz +-]*)?").fullmatch
_NO_TEXT = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
# Texts of several lines that a literal block holds exactly: no blanks around a line, one line end at most behind it.
_LITERAL = re.compile(r"\S(?:[^\n]*\S)?(?:\n{1,2}\S(?:[^\n]*\S)?)+\n?").fullmatch
_RISKY = re.compile(
    '[\\x00-\\x1f"\\\\\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]'
)
_RISKY_ASCII = re.compile('[\\x00-\\x1f"\\\\]|[^\\x00-\\x7e]')
_BREAKS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LONGEST_KEY = 1000
"""YAML wants a key and its colon within 1024 characters; a longer one is introduced by a question mark."""


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the header, then an event at a time."""
    chosen = [one.event for one in arranged(chronology, found, options, out.day)[: options.limit or None]]
    more = _referred(chronology, chosen)
    if more:
        names = ", ".join(event.id for event in more[:5]) + (", …" if len(more) > 5 else "")
        out.say(f"{len(more)} more event{'s' * (len(more) != 1)} written, as dates refer to them: {names}")
    writer = _Writer(out.ascii)
    header = header_record(chronology, out.day)
    del header["as_of"]
    if not header["title"]:
        del header["title"]
    for line in writer.header(header):
        out.write(line + "\n")
    out.write("events:\n" if chosen or more else "events: []\n")
    for event in out.follow(chain(chosen, more), len(chosen) + len(more)):
        out.write("\n".join(writer.event(event)) + "\n")
    if writer.lost:
        out.say(f"{writer.lost} character{'s' * (writer.lost != 1)} that no file can hold written as U+FFFD")


# --- what must be written -----------------------------------------------------------------------------------------


def _referred(chronology: Chronology, chosen: list[Event]) -> list[Event]:
    """The events that are not chosen, but that the dates of what is written refer to, in file order."""
    if len(chosen) == chronology.total:
        return []
    eras = (one.date for one in chronology.eras)
    waiting = {target for date in chain(eras, *map(_dates, chosen)) for target in _targets(date)}
    if not waiting:
        return []
    known = {event.id: event for event in chronology.events}
    kept = {event.id for event in chosen}
    more: set[str] = set()
    while waiting:
        identity = waiting.pop()
        if identity in known and identity not in kept and identity not in more:
            more.add(identity)
            waiting.update(target for date in _dates(known[identity]) for target in _targets(date))
    return [event for event in chronology.events if event.id in more]


def _dates(event: Event) -> list[When]:
    return [event.date, *(source.date for source in event.sources)]


def _targets(date: When) -> Iterable[str]:
    return (target for clause in date.clauses for target in clause.targets) if date.clauses else ()


def _is_plain(text: str) -> bool:
    return _PLAIN(text) is not None and text[-1] != " " and not (":" in text and _COLON(text))


def _is_retyped(text: str) -> bool:
    """Whether other programs would take it for a number, a date or a yes."""
    return (text[0].isdigit() and _NUMBER(text) is not None) or (len(text) < 6 and text.lower() in _NO_TEXT)


# --- lines --------------------------------------------------------------------------------------------------------


class _Writer:
    """Records to lines; `lost` counts the characters that no file can hold."""

    def __init__(self, ascii_only: bool) -> None:
        self.risky = _RISKY_ASCII if ascii_only else _RISKY
        self.ascii_only = ascii_only
        self.lost = 0

    def header(self, record: dict[str, Any]) -> Iterator[str]:
        for key, value in record.items():
            if isinstance(value, dict) and key != "conventions":
                yield f"{key}:"
                for name, inner in value.items():
                    shown = self.flow(inner) if isinstance(inner, dict) else self.value(name, inner, "    ")
                    yield "  " + self.pair(name, shown, "  ")
            else:
                shown = self.flow(value) if isinstance(value, dict) else self.value(key, str(value), "  ")
                yield f"{key}: {shown}"

    def event(self, event: Event) -> list[str]:
        """An event as an item of the list: the first line after a dash, the others under it."""
        lines: list[str] = []
        if _ID(event.id):
            lines.append(f"id: {self.scalar(event.id)}")
        lines.append(f"date: {self.value('date', event.date.text)}")
        self.texts(lines, event, ("title", "summary"), "    ")
        for key in _LISTS:
            if items := getattr(event, key):
                lines.append(f"{key}: [{', '.join(map(self.scalar, items))}]")
        self.texts(lines, event, _TEXTS_AFTER, "    ")
        if event.background:
            lines.append("background: true")
        self.texts(lines, event, ("note",), "    ")
        self.own(lines, event.extra, "    ")
        if event.sources:
            lines.append("sources:")
        for source in event.sources:
            first, *rest = self.source(source)
            lines.append(f"  - {first}")
            lines += [f"    {line}" for line in rest]
        return [f"  {'- ' if not n else '  '}{line}" for n, line in enumerate(lines)]

    def source(self, source: Source) -> list[str]:
        lines = [f"outlet: {self.scalar(source.outlet)}"]
        if source.date.form is not None or source.date.kind != "none" or source.date.clauses:
            lines.append(f"date: {self.value('date', source.date.text)}")
        self.texts(lines, source, _SOURCE_BEFORE, "        ")
        if source.says != "reports":
            lines.append(f"says: {source.says}")
        self.texts(lines, source, _SOURCE_AFTER, "        ")
        self.own(lines, source.extra, "        ")
        return lines

    def texts(self, lines: list[str], record: Event | Source, keys: tuple[str, ...], indent: str) -> None:
        for key in keys:
            if text := getattr(record, key):
                lines.append(f"{key}: {self.value(key, text, indent)}")

    def own(self, lines: list[str], extra: tuple[tuple[str, str], ...], indent: str) -> None:
        for key, text in extra:
            lines.append(self.pair(key, self.scalar(text), indent))

    def pair(self, key: str, value: str, indent: str) -> str:
        shown = self.scalar(key)
        return f"{shown}: {value}" if len(shown) < _LONGEST_KEY else f"? {shown}\n{indent}: {value}"

    # --- values ---------------------------------------------------------------------------------------------------

    def flow(self, record: dict[str, Any]) -> str:
        return "{" + ", ".join(f"{key}: {self.inner(key, value)}" for key, value in record.items()) + "}"

    def inner(self, key: str, value: Any) -> str:
        if isinstance(value, list):
            return f"[{', '.join(map(self.scalar, value))}]"
        text = str(value)
        return self.value(key, text) if _is_plain(text) else self.scalar(text)

    def value(self, key: str, text: str, indent: str = "") -> str:
        """A value in a block: a date as people write it, several lines as a literal block, all else as a scalar."""
        if key in _AS_DATES and text.isascii() and _PLAIN_DATE(text) and text[-1] != " " and text != "null":
            return text
        if "\n" in text and indent and _LITERAL(text) and self.risky is _RISKY and not _BREAKS.search(text):
            lines = text.removesuffix("\n").replace("\n", f"\n{indent}  ")
            return f"|{'' if text.endswith(chr(10)) else '-'}\n{indent}  {lines}"
        return self.scalar(text)

    def scalar(self, text: str) -> str:
        """The text on one line: plain where it reads as text everywhere, else in double quotes."""
        if (text.isascii() or not self.ascii_only) and _is_plain(text) and not _is_retyped(text):
            return text
        return f'"{self.risky.sub(self.escape, text)}"'

    def escape(self, found: re.Match[str]) -> str:
        char = found[0]
        code = ord(char)
        if 0xD800 <= code <= 0xDFFF:
            self.lost += 1
            code = 0xFFFD
        if char in _SHORT:
            return _SHORT[char]
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
