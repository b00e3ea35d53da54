"""The description of an event in our own iCalendar export, read back: summary, status, a line a source, remarks."""

from __future__ import annotations

import re

from timeline.importers import Record
from timeline.importers._days import reading
from timeline.importers._own import STATUS_WORDS, source_of, take_status, take_words


def take_description(record: Record, description: str) -> bool:
    """Puts a description into the record; False where no line of it is a status, so that it is not ours."""
    lines = description.split("\n")
    at = next((n for n, line in enumerate(lines) if line in STATUS_WORDS), None)
    if at is None:
        return False
    record["summary"] = "\n".join(lines[:at])
    take_status(record, STATUS_WORDS[lines[at]])
    rest = lines[at + 1 :]
    remarks = next((n for n, line in enumerate(rest) if _REMARK(line)), len(rest))
    record["sources"] = [source_line(line) for line in rest[:remarks] if line.strip()]
    behind = "\n".join(line for n, line in enumerate(rest[remarks:]) if n or not line.startswith("? "))
    override = _OVERRIDE(behind)
    take_words(record, [override[0], behind[override.end() + 1 :]] if override else [behind])
    return True


_OVERRIDE = re.compile(r"Status set by hand: .*?; the sources alone: \w+$", re.DOTALL | re.MULTILINE).match
"""The reason in it may have lines of its own."""
_REMARK = re.compile(r"\? |Status set by hand: |Note: ").match
_ADDRESS = re.compile(r", ([A-Za-z][\w+.-]*:\S+)$")
_QUOTE = re.compile(r', "([^"]*)"$')
_QUOTED = re.compile(r'"([^"]*)", (.+)').fullmatch


def source_line(line: str) -> Record:
    """A source from its line: who, title, date, words and address, parted by commas.

    The date is the longest end of the line that reads as one, as dates hold commas themselves; what stands behind it is
    an address that is no link.
    """
    found = _ADDRESS.search(line)
    url, line = (found[1], line[: found.start()]) if found else ("", line)
    quoted = _QUOTE.search(line)
    quote, line = (quoted[1], line[: quoted.start()]) if quoted else ("", line)
    pieces = line.split(", ")
    date, words = "", line
    for end in range(len(pieces), 1, -1) if not url else (len(pieces),):
        at = next((at for at in range(1, end) if reading(", ".join(pieces[at:end])) is not None), 0)
        if at:
            date, words, behind = ", ".join(pieces[at:end]), ", ".join(pieces[:at]), ", ".join(pieces[end:])
            if behind:
                quote, url = (found[1], found[2]) if (found := _QUOTED(behind)) else (quote, behind)
            break
    who, title = _first_part(words)
    record = source_of(who)
    more = {"date": "" if date == "date unknown" else date, "title": title, "url": url, "quote": quote}
    return record | {key: value for key, value in more.items() if value}


def _first_part(words: str) -> tuple[str, str]:
    """What stands before the first comma outside of brackets, and what stands behind it."""
    depth = 0
    for at, char in enumerate(words):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth <= 0 and words.startswith(", ", at):
            return words[:at], words[at + 2 :]
    return words, ""
