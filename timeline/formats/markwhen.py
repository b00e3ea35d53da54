"""`markwhen`: `date: text` lines for the markwhen parser and its views, in its own sections.

It knows EDTF level 0 and ranges with two ends. A looser date is widened to the days that it can mean and keeps its
words in the property `date`; an event without a first or a last day, which would need an open range, is left as a
comment. There is no escaping in markwhen: a word joiner (U+2060), which nobody sees, keeps data from being read as a
tag, a link, a mention or a box to tick.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from timeline.dates import When, remembered
from timeline.dates.days import civil, month_length
from timeline.dates.show import words
from timeline.formats._prose import doubts, one_line, remarks, stance_words
from timeline.model import Chronology, Event
from timeline.names import folded
from timeline.printable import counted
from timeline.query import Found
from timeline.views import Entry, Options, page_of, source_words
from timeline.writing import Out
from timeline.writing.json_text import text_to_json

SUFFIXES = (".mw",)

# TAG_REGEX, COMPLETION_REGEX, LINK_REGEX and AT_REGEX of the parser: the sign behind which a joiner is put.
_SYNTAX = re.compile(r"#(?=\w)|^\[(?=[xX ]?\])|\](?=\()|@(?=[\w/])")
_TAG = re.compile(r"(?!\d+$)[A-Za-z0-9_]+").fullmatch
_LISTS = ("people", "orgs", "works", "places")


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the whole selection; nothing where nothing matches."""
    if not found.events:
        return
    joiner = "\\" if out.ascii else "\u2060"
    page = page_of(chronology, found, options, out.day)
    range_of = remembered(_range)

    def quoted(value: str | list[str]) -> str:
        """Text or a list of it as YAML; a hash would be read as a colour even in quotes."""
        return text_to_json(value, ascii_only=out.ascii).replace("#", "\\u0023")

    lines = [f"title: {quoted(page.title)}"]
    if chronology.about.strip():
        lines.append(f"description: {quoted(chronology.about.strip())}")
    if chronology.year is not None:  # of the dates as they were typed
        lines.append(f"year: {chronology.year:04d}")
    open_ended: set[str] = set()
    far: set[str] = set()
    for group in page.groups:
        lines.append("")
        if group.heading:
            lines += [f"# {_safe(group.heading, joiner)}", ""]
        for entry in group.entries:
            event = entry.one.event
            date = range_of(event.when)
            if date:
                lines += _event(date, entry, joiner, out.day, quoted)
            else:
                has_ends = event.when.lower is not None and event.when.upper is not None
                (far if has_ends else open_ended).add(event.id)
                lines.append(f"// {one_line(words(event.when))} · {entry.one.status} · {one_line(event.title)}")
    out.write("\n".join(lines) + "\n")
    if open_ended:
        events = counted(len(open_ended), "event")
        out.say(f"{events} without a first or a last day left as comments: markwhen has no open ranges")
    if far:
        events = counted(len(far), "event")
        out.say(f"{events} outside of the years 1 to 9999 left as comments: markwhen has no others")


def _event(date: str, entry: Entry, joiner: str, day: int, quoted: Callable[[str | list[str]], str]) -> Iterator[str]:
    """The line of an event, then its properties, one a line, as quoted text and lists of it."""
    event = entry.one.event
    tags = {tag: _tag(tag) for tag in event.tags}
    shown = "".join([f" #{name}" for name in tags.values() if _TAG(name)])
    yield f"{date}: {_safe(event.title, joiner)}{shown}"
    said = [stance_words(source.says) + source_words(source) for source in event.sources]
    properties: list[tuple[str, str | list[str]]] = [
        ("id", event.id),
        ("date", event.date.text),
        ("means", words(event.when) if _is_doubtful_reference(event) else ""),
        ("status", entry.one.status),
        ("summary", event.summary.strip()),
        *((name, list(getattr(event, name))) for name in _LISTS),
        ("tags", [] if all(tag == name for tag, name in tags.items()) else list(event.tags)),
        ("sources", said),
        ("remarks", [*remarks(entry, day), *doubts(entry)]),
        ("note", event.note.strip()),
    ]
    for name, value in properties:
        if value:
            yield f"  {name}: {quoted(value)}"


def _is_doubtful_reference(event: Event) -> bool:
    """Whether a date rests on another that is doubtful, which neither its words nor its days can say."""
    when = event.when
    return bool(when.clauses) and (when.approximate or when.uncertain) and when.is_dated


def _safe(text: str, joiner: str) -> str:
    """The text on one line, with nothing in it that the parser reads."""
    return _SYNTAX.sub(lambda found: found[0] + joiner, one_line(text))


@lru_cache(maxsize=1 << 10)
def _tag(tag: str) -> str:
    """A tag as markwhen can take it, perhaps."""
    return "_".join(re.findall("[a-z0-9]+", folded(tag)))


def _range(when: When) -> str:
    """The days as one EDTF date or as `A/B`, in years or months where both ends are whole ones; empty where open."""
    if when.lower is None or when.upper is None or when.kind == "none" or when.lower > when.upper:
        return ""
    first, last = civil(when.lower), civil(when.upper)
    if not (first[0] >= 1 and last[0] <= 9999):
        return ""
    length = 10
    if first[2] == 1 and last[2] == month_length(*last[:2]):
        length = 4 if first[1] == 1 and last[1] == 12 else 7
    texts = [f"{year:04d}-{month:02d}-{day:02d}"[:length] for year, month, day in (first, last)]
    return texts[0] if texts[0] == texts[1] else "/".join(texts)
