"""`markwhen`: `date: text` lines with their descriptions, properties, tags and sections.

Dates that are told by other events become references; `now` is never the day of reading: at the end of a range it is
an open end, else the date is unknown. What recurs is imported once, at its first date.
"""

import re
from itertools import islice
from typing import Any

from timeline.importers import Draft, Input, Options, Record
from timeline.importers._days import reading
from timeline.importers._drafting import UNTITLED, Drafting, address, one_line, remark, source, sources
from timeline.importers._json import text_of
from timeline.importers._markwhen_dates import Dated, Side, dated, event_line, relative, sides_of
from timeline.importers._markwhen_lines import Entry, Page, Section, flat, page_of, tags_of
from timeline.importers._own_markwhen import is_own, own_comments, take_own, year_of
from timeline.records import NamedTuple

SUMMARY = "markwhen: .mw files"

_PLACES = ("location", "locations", "place", "places")
_LISTS = ("people", "orgs", "works")
_ADDRESSES = ("url", "link", "source", "sources", "links")
_ZONES = ("timezone", "tz")


class Facts(NamedTuple):
    """What stands in a file: its events, and what markwhen itself would call mistakes."""

    events: int
    errors: int


def looks_like(given: Input) -> bool:
    """Whether its name says so, or it has events and, beside them, what only markwhen writes.

    Bare lines of a date, a colon and text are anybody's, and where as many dated lines are items of a list it is one.
    """
    text = text_of(given)
    if not text.strip() or text.lstrip()[:1] in "{[<" or "\0" in text:
        return False
    if given.name.lower().endswith((".mw", ".markwhen")):
        return True
    lines = text.splitlines()
    if not any(map(_is_sure, islice(filter(str.strip, lines), _FIRST_LINES))) or not any(map(_MARKS, lines)):
        return False
    items = sum(_is_sure(line[found.end() :]) for line in lines if (found := _SIGN(line)))
    if items and items >= sum(map(_is_sure, lines)):
        return False
    page = page_of(text)
    return bool(page.entries) and len(page.stray) * 4 <= sum(bool(line.strip()) for line in lines)


_FIRST_LINES = 1_000
"""Among which an event must be, of the lines that are not blank."""

_SIGN = re.compile(r"[-*+]\s+").match

# A header, a comment, a range with a slash, a recurrence, another event, a tag, a property below its event.
_MARKS = re.compile(
    r"---\s*$|(?:title|description|timezone|dateFormat|tz|id|location):\s|#{1,6}\s+\S|\s*- \[[xX ]?\]|\s*//\s"
    r"|\s*(?:after|before|by) !\w|\s+[a-z][\w-]*:\s|[^:]*\bevery\b[^:]*:\s|.*:\s.*\s#[A-Za-z]\w*\s*$"
    r"|\s*\d{4}(?:-\d\d){0,2}(?:T[\d:.]+Z)?\s*/\s*(?:\d{4}|now|\d+ \w+)\b[^:]*:\s"
).match


def _is_sure(line: str) -> bool:
    """Whether a line is an event with a date that begins with a year, a month or a number between slashes."""
    found = event_line(line)
    return found is not None and sides_of(found["date"])[0].kind in ("date", "now")


def facts(given: Input) -> Facts:
    page = page_of(given.text)
    return Facts(len(page.entries), len(_mistakes(page)))


def read(given: Input, options: Options) -> Draft:
    """The events in the order of the file.

    Raises:
        DataError: It is not text.
    """
    page = page_of(given.text)
    return _Importer(page).draft()


class _Importer:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafting = Drafting("markwhen")
        header = page.header or {}
        self.day_first = re.fullmatch(r"d+/M+/y+", " ".join(flat(header.get("dateFormat"))) or "-") is not None
        self.zones = _zones(header)
        self.year = year_of(page)
        self.known = {text for entry in page.entries for text in flat(entry.properties.get("id"))[:1]}
        # Only what stands above can be referred to, as in markwhen itself; so no event is told by itself.
        self.above: set[str] = set()
        self.previous: Record | None = None

    def draft(self) -> Draft:
        header = self.page.header or {}
        title = " ".join(flat(header.get("title")))
        self.drafting.header = {"title": one_line(title), "about": "\n".join(flat(header.get("description")))}
        if self.year is not None:
            self.drafting.header["year"] = str(self.year)
        for mistake in _mistakes(self.page):
            self.drafting.note(mistake)
        ours = own_comments(self.page)
        entries = {entry.line: entry for entry in self.page.entries}
        for line in sorted((*entries, *ours)):
            if line in entries:
                self.event(entries[line])
            else:
                self.drafting.add(ours[line])
        for line, text in self.page.stray:
            self.drafting.skip(line, text, "a line that belongs to no event")
        for line, text in self.page.comments:
            if line not in ours:
                self.drafting.skip(line, text, "a comment")
        self.drafting.count(
            "events that stand as comments, whose sources are not there, with the status as it was",
            sum("status" in record for record in ours.values()),
        )
        left = sum(bool(section.properties) for section in self.page.sections)
        self.drafting.count("sections whose properties are left out", left)
        return self.drafting.draft()

    def event(self, entry: Entry) -> None:
        record: Record = {}
        first, second = sides_of(entry.date, day_first=self.day_first)
        identity = next(iter(flat(entry.properties.get("id"))), "")
        if is_own(entry):
            take_own(record, entry, self.known, self.year)
        else:
            self.take_text(record, entry)
            self.take_properties(record, entry)
        if not record.get("date"):
            self.take_date(record, entry, first, second)
        record["x-recurrence"] = entry.every
        self.drafting.count("recurring events, imported once, at their first date", bool(entry.every))
        self.previous = self.drafting.add(record, identity, identity)
        self.above.add(self.previous.get("id", ""))

    # --- dates ----------------------------------------------------------------------------------------------------

    def take_date(self, record: Record, entry: Entry, first: Side, second: Side | None) -> None:
        found = self.dated(first, second)
        if found.text and reading(found.text, references=True) is not None:
            record["date"] = found.text
        elif reading(entry.date) is not None and first.kind in ("date", "bad"):
            record["date"] = entry.date
        else:
            self.drafting.undated(record, entry.date)
        zones = next(filter(any, map(_zones, (entry.properties, *_inner_first(entry.sections)))), self.zones)
        record["x-time"] = _zoned(found.time, zones)
        record["x-duration"] = found.duration
        if not self.day_first and re.match(r"\d+/\d+/\d", first.words):
            self.drafting.note(
                "dates such as 12/7/1941 are read month first; `dateFormat: d/M/y` in the header says else"
            )
        if first.kind == "now" or (second is not None and second.kind == "now"):
            self.drafting.count("dates told by `now`: an open end, or unknown")

    def dated(self, first: Side, second: Side | None) -> Dated:
        if first.kind == "relative":
            target = self.target(first)
            return relative(first, second, target) if target else Dated("", "", first.lasts)
        if first.kind == "date" and second is not None and second.kind == "relative" and second.target:
            return dated(first, None)._replace(text=f"{first.text}/" if first.parts else first.text)
        return dated(first, second)

    def target(self, side: Side) -> str:
        """The other event as our reference; the one before where none is named. Empty where there is none."""
        name, _, edge = side.target.partition("/")
        if name:
            return f"@{name}{f'/{edge}' if edge else ''}" if name in self.above and _can_be_id(name) else ""
        if self.previous is None:
            return ""
        if not self.previous.get("id"):
            self.drafting.name(self.previous, self.known)
        return f"@{self.previous['id']}"

    # --- texts ----------------------------------------------------------------------------------------------------

    def take_text(self, record: Record, entry: Entry) -> None:
        """Title, description, tags and links."""
        text = entry.text
        if found := re.match(r"\[([xX ]?)\]\s*(?!\()", text):
            record["x-completed"] = "yes" if found[1].lower() == "x" else "no"
            text = text[found.end() :]
        body = "\n".join(_dedented(entry.body))
        linked = _LINK.findall(f"{text}\n{body}")
        record["sources"] = sources(source(url, title=one_line(words)) for words, url in linked)
        record["x-links"] = " ".join(dict.fromkeys(url for _, url in linked if not address(url)))
        title, tags = tags_of(_LINK.sub(r"\1", text))
        body, more = _without_tag_lines(_LINK.sub(r"\1", body)), tags_of(body)[1]
        if not title:
            title = next((_ITEM.sub("", line).strip() for line in body.split("\n") if line.strip()), "")
        record["title"] = title or UNTITLED
        record["summary"] = "" if one_line(body) == title else body
        inherited = [tag for section in entry.sections for tag in section.tags]
        record["tags"] = list(dict.fromkeys([*tags, *more, *inherited]))
        record["group"] = " / ".join(section.title for section in entry.sections if section.title)

    def take_properties(self, record: Record, entry: Entry) -> None:
        for key, value in entry.properties.items():
            texts = flat(value)
            name = key.lower()
            if not texts or name == "id" or name in _ZONES:
                continue
            if name in _PLACES:
                record["places"] = [*record.get("places", []), *map(one_line, texts)]
            elif name in _LISTS:
                record[name] = list(map(one_line, texts))
            elif name == "tags":
                record["tags"] = list(dict.fromkeys([*record["tags"], *(one_line(tag).lstrip("#") for tag in texts)]))
            elif name in _ADDRESSES and all(map(address, texts)):
                record["sources"] = sources([*record["sources"], *map(source, texts)])
            elif name == "summary":
                record["summary"] = "\n".join(filter(None, (*texts, record["summary"])))
            elif name == "note":
                remark(record, "\n".join(texts))
            else:
                slug = re.sub(r"[^a-z0-9]+", "-", name).strip("-") or "property"
                record.setdefault(f"x-{slug}", "; ".join(texts))


_LINK = re.compile(r"\[([^\]\[()]+)\]\(([^\s()]+\.[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)")
_ITEM = re.compile(r"^\s*[-*]\s+(?:\[[xX ]?\]\s*)?")


def _dedented(lines: tuple[str, ...]) -> list[str]:
    """The lines without the blanks that all begin with, and without empty ones around them."""
    from textwrap import dedent

    return dedent("\n".join(lines)).strip("\n").rstrip().split("\n")


def _without_tag_lines(text: str) -> str:
    """The text without lines that hold nothing but tags."""
    kept = [line for line in text.split("\n") if not re.fullmatch(r"\s*(?:#\w+\s*)+", line)]
    return "\n".join(kept).strip("\n")


def _can_be_id(name: str) -> bool:
    return re.fullmatch(r"[^\W_](?:[\w.-]*[\w-])?", name) is not None


def _inner_first(sections: tuple[Section, ...]) -> list[dict[str, Any]]:
    return [section.properties for section in reversed(sections)]


def _zones(properties: dict[str, Any]) -> tuple[str, str]:
    """The time zones of the beginning and of the end, as written; empty where there are none."""
    value = next((properties[key] for key in _ZONES if key in properties), "")
    if isinstance(value, dict):
        first, last = (" ".join(flat(value.get(key))) for key in ("from", "to"))
        return first, last
    zone = " ".join(flat(value))
    return zone, zone


def _zoned(time: str, zones: tuple[str, str]) -> str:
    """Times of day with their zones where they do not tell them themselves."""
    if not time or re.search(r"UTC|[+-]\d\d:?\d\d$", time):
        return time
    first, _, last = time.partition(" to ")
    if not last or zones[0] == zones[1]:
        return f"{time} {zones[0]}".strip()
    return f"{first} {zones[0]}".strip() + " to " + f"{last} {zones[1]}".strip()


# --- mistakes -----------------------------------------------------------------------------------------------------

_RECURS = re.compile(
    r"every(?:\s+\d+)?\s*(?:week\s*|work\s*|business\s*)?[a-z]+"
    r"(?:\s+for\s+\d+\s*(?:week\s*|work\s*|business\s*)?[a-z]+|\s+x\s*\d+|\s+(?:(?:un)?til|to|\|)\s+.+)?\s*",
    re.IGNORECASE,
).fullmatch


def _mistakes(page: Page) -> list[str]:
    """What markwhen would call mistakes: a header that is no YAML, time zones and recurrences that it does not know."""
    found = [] if page.header is not None else ["the header is no YAML and is left out"]
    owners: list[dict[str, Any]] = [page.header or {}]
    owners += [section.properties for section in page.sections]
    owners += [entry.properties for entry in page.entries]
    for properties in owners:
        zones = flat(next((properties[key] for key in _ZONES if key in properties), ""))
        found += [f'unknown time zone "{one_line(zone)}"' for zone in zones if not _is_zone(zone)]
    for entry in page.entries:
        if entry.every and (not _RECURS(entry.every) or re.match(r"every\s+other\b", entry.every, re.IGNORECASE)):
            found.append(f'line {entry.line}: "{one_line(entry.every)}" is no recurrence that markwhen knows')
    return found


def _is_zone(text: str) -> bool:
    """Whether it is an offset, or a name of the time zone database, where the machine has one."""
    name = text.partition(": ")[2] or text
    if re.fullmatch(r"(?:UTC|GMT)?\s*[+-]?\d{1,2}(?::?\d\d)?|UTC|GMT|Z", name, re.IGNORECASE):
        return True
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo("Europe/London")
    except (KeyError, OSError):
        return True
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return False
    return True
