"""The bullets of our own Markdown and wikitext exports, read back."""

from __future__ import annotations

import re

from timeline.importers import Record
from timeline.importers._days import UNKNOWN, reading
from timeline.importers._drafting import address
from timeline.importers._own import source_of, take_status, take_words
from timeline.importers._prose import Prose, markdown
from timeline.model import STANCES, STATUSES
from timeline.views import STANCE_WORDS

_SUMMARY = r"(?:\d+ of )?\d[\d,]* events?"
_OURS = re.compile(rf"# .+\n\n{_SUMMARY}|<!-- .*: {_SUMMARY}.* -->\n", re.DOTALL).match
_HEAD = re.compile(
    rf"\*\*(.+?)\*\* · (?:\? )?({'|'.join(status.upper() for status in STATUSES)}) · (.*)", re.DOTALL
).fullmatch
_DOUBT = re.compile(r"matches only possibly|the order of this and its neighbours|\d+ outlets?, \d+ origins?:").match


def is_ours(text: str) -> bool:
    """Whether a document begins as our exports do: with its title and the number of events."""
    return _OURS(text[:5000]) is not None


# --- Markdown -----------------------------------------------------------------------------------------------------


def markdown_head(item: str) -> tuple[str, str, str] | None:
    """Date, status and title of an event's bullet; None for any other."""
    found = _HEAD(item)
    return (markdown(found[1]).text, found[2].lower(), markdown(found[3]).text) if found else None


def take_markdown(record: Record, status: str, items: list[str]) -> None:
    """Puts the bullets below an event into its record: summary, sources, names, remarks, note."""
    take_status(record, status)
    sources: list[Record] = []
    before: list[str] = []
    names: list[str] = []
    remarks: list[str] = []
    for item in items:
        words = markdown(item)
        if words.text.startswith(("Note: ", "Status set by hand: ")):
            remarks.append(words.text)
        elif found := _source_of(item, words):
            sources.append(found)
        elif not _DOUBT(words.text):
            (names if sources or before else before).append(words.text)
    record["summary"] = "\n".join(before)
    record["sources"] = sources
    if names:
        people, _, orgs = names[0].partition(" · ")
        record["people"], record["orgs"] = people.split(", "), orgs.split(", ") if orgs else []
    take_words(record, remarks)


def settle_names(records: list[Record]) -> None:
    """Tells people from organisations where a bullet names but one kind: by what other bullets say of the same names.

    Where people and organisations are both named they stand apart; an outlet is no person.
    """
    both = [record for record in records if record.get("orgs")]
    orgs = {name for record in both for name in record["orgs"]}
    orgs |= {source["outlet"] for record in records for source in record.get("sources", ())}
    people = {name for record in both for name in record.get("people", ())}
    for record in records:
        names = record.get("people", [])
        if not record.get("orgs") and any(name in orgs - people for name in names):
            record["orgs"] = record.pop("people")


_PIECE = re.compile(
    r"quote: “(.*)”|“(.*)”|language: (.*)|address as given: (.*)|archived copy(?:: (.*))?|seen (.*)", re.DOTALL
).fullmatch
_KEYS = ("quote", "title", "lang", "url", "archive", "accessed")


def _source_of(item: str, words: Prose) -> Record | None:
    """A source from its bullet: who, when it was published, and the rest, each behind a comma; None for any other."""
    pieces = _pieces(words.text)
    for count in range(1, len(pieces)):
        for end in range(min(len(pieces), count + 4), count, -1):
            date = ", ".join(pieces[count:end])
            if re.search(r"\d\.$", date) or reading(date) is None or not all(map(_PIECE, pieces[end:])):
                continue
            record = source_of(", ".join(pieces[:count]))
            if date != "date unknown":
                record["date"] = date
            record |= _more(pieces[end:])
            urls = [url for url in _addresses(item) if url]
            archive = re.search(r"\[archived copy\]\(", item)
            if archive and urls:
                record["archive"] = urls.pop()
            if urls:
                record["url"] = urls[0]
            return record
    return None


def _addresses(item: str) -> list[str]:
    return [address(found.get("url", "")) for found in markdown(item).sources]


def _pieces(text: str) -> list[str]:
    """The text at its commas, none within brackets or quotes."""
    pieces, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += {"(": 1, "“": 1, ")": -1, "”": -1}.get(char, 0)
        if depth <= 0 and text.startswith(", ", at):
            pieces.append(text[start:at])
            start = at + 2
    return [*pieces, text[start:]]


def _more(pieces: list[str]) -> Record:
    record: Record = {}
    for piece in pieces:
        if found := _PIECE(piece):
            for key, value in zip(_KEYS, found.groups(), strict=True):
                if value:
                    record[key] = value
    return record


# --- wikitext -----------------------------------------------------------------------------------------------------

_LEADS = {words.capitalize(): stance for stance, words in STANCE_WORDS.items()}
assert set(_LEADS.values()) <= set(STANCES)
_STATUS_BEHIND = re.compile(rf"\s\((?:{'|'.join(STATUSES)})(?:; [^()]*)?\)$")


def without_status(text: str) -> str:
    """The text of a bullet without the status behind it, which the sources give."""
    return _STATUS_BEHIND.sub("", text)


_BEHIND = {"published ": "date", "address as given: ": "url", "archived copy: ": "archive", "seen ": "accessed"}
_PARTS = re.compile(rf"; (?=\[\S+ archived copy\]|{'|'.join(_BEHIND)})")
_ARCHIVED = re.compile(r"\[(\S+) archived copy\]").fullmatch


def take_around(source: Record, before: str, behind: str) -> None:
    """Puts the words around a citation into its source: what it does before, who speaks and the rest behind."""
    stance = next((stance for lead, stance in _LEADS.items() if before.strip() == lead.strip()), "")
    if stance:
        source["says"] = stance
    for part in _PARTS.split(behind.strip()):
        lead = next((lead for lead in _BEHIND if part.startswith(lead)), "")
        value = part.removeprefix(lead)
        if part.startswith("("):
            said = source_of(f"x {part}")
            source |= {key: said[key] for key in ("by", "unnamed", "via") if key in said}
        elif found := _ARCHIVED(part):
            source["archive"] = found[1]
        elif lead and (lead != "published " or reading(value) is not None):
            # An address as given stands above that of the template, which is what the archive copied.
            source[_BEHIND[lead]] = value
    if not source.get("date") or source["date"] == UNKNOWN:
        source.pop("date", None)


def take_aside(record: Record, aside: str) -> None:
    """Puts what the comment behind a bullet says into the record: the status set by hand, the note."""
    words, sign, note = aside.partition("Note: ")
    found = re.search(r"Status set by hand: .*; the sources alone: \w+", words)
    take_words(record, [*([found[0]] if found else []), *([f"Note: {note.strip()}"] if sign else [])])
