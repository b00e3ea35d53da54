"""An event of our own markwhen export, read back: its properties say what its line cannot."""

from __future__ import annotations

import re

from timeline.importers import Record
from timeline.importers._days import holds, reading
from timeline.importers._markwhen_lines import Entry, Page, flat, tags_of
from timeline.importers._own import loosened, source_of, take_status, take_words
from timeline.model import STATUSES

_LISTS = ("people", "orgs", "works", "places")
# A word joiner (or, in ASCII, a backslash) keeps data from being read as syntax.
_JOINED = re.compile(r"(#|@|^\[|\])(?:\u2060|\\(?=[\w(/\]xX ]))")


def is_own(entry: Entry) -> bool:
    """Whether the properties are those that our export writes."""
    return {"id", "date", "status"} <= entry.properties.keys() and _text(entry, "status") in STATUSES


def year_of(page: Page) -> int | None:
    """The year of dates without one, as the header of our export has it; None where there is none."""
    text = flat((page.header or {}).get("year"))
    is_year = len(text) == 1 and re.fullmatch("[0-9]{4}", text[0]) and any(map(is_own, page.entries))
    return int(text[0]) if is_year else None


def take_own(record: Record, entry: Entry, known: set[str], year: int | None) -> None:
    """Puts the event into the record.

    Args:
        known: The ids of the file: a date that refers to any other stands as the range of its line.
        year: Of dates without one.
    """
    title, tags = tags_of(entry.text)
    if entry.properties.get("tags"):
        tags = flat(entry.properties["tags"])
    record["title"] = _JOINED.sub(r"\1", title)
    record["summary"] = _text(entry, "summary")
    record |= {name: flat(entry.properties.get(name)) for name in _LISTS}
    record["tags"] = tags
    take_status(record, _text(entry, "status"))
    record["sources"] = [source_of(words) for words in flat(entry.properties.get("sources"))]
    take_words(record, flat(entry.properties.get("remarks")))
    record["note"] = _text(entry, "note")
    _take_date(record, entry, known, year)


_COMMENT = re.compile(rf"(.+?) · ({'|'.join(STATUSES)}) · (.+)").fullmatch


def own_comments(page: Page) -> dict[int, Record]:
    """The events that our export leaves as comments, having no end that markwhen could show, by their lines.

    A file of ours may hold nothing else below its title.
    """
    if not any(map(is_own, page.entries)) and (page.entries or not (page.header or {}).get("title")):
        return {}
    found: dict[int, Record] = {}
    for line, text in page.comments:
        told = _COMMENT(text)
        if told and (reading(told[1]) is not None):
            record: Record = {"date": loosened(told[1]), "title": told[3]}
            take_status(record, told[2])
            if told[2] not in ("background", "unsourced"):
                record |= {"status": told[2], "because": "markwhen has the status, not the sources"}
            found[line] = record
    return found


def _text(entry: Entry, key: str) -> str:
    value = entry.properties.get(key)
    return value if isinstance(value, str) else ""


def _take_date(record: Record, entry: Entry, known: set[str], year: int | None) -> None:
    """The date as it was typed, unless it refers to what is not in the file or is more exact than the range."""
    typed = _text(entry, "date")
    when, given = reading(typed, references=True, year=year), reading(entry.date)
    if when is None or given is None:
        return
    targets = {target for clause in when.clauses for target in clause.targets}
    if targets <= known and holds(when, given):
        record["date"] = typed
        return
    record["x-date"] = typed
    means = reading(_text(entry, "means"))
    if means is not None and holds(means, given):
        record["date"] = loosened(_text(entry, "means"))
        return
    # The range of one day, not known which, is no stretch of time.
    record["date"] = (
        entry.date if when.kind == "span" or "/" not in entry.date else f"[{entry.date.replace('/', '..')}]"
    )
