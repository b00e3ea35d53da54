"""`markdown`: headings and bullets for documents, issues and wikis; CommonMark, and safe in its usual extensions.

All text of the data is escaped: no emphasis, link, tag, entity, emoji, mention or address in it is ever interpreted.
Only addresses with http(s) and safe characters become links.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from timeline.dates import When, remembered
from timeline.formats._addresses import web_address
from timeline.formats._prose import doubts, one_line, remarks, stance_words
from timeline.model import Chronology, Source
from timeline.query import POSSIBLE, Found
from timeline.views import Entry, Options, date_label, page_of, source_words
from timeline.writing import Out

SUFFIXES = (".md", ".markdown")

# What means something in the middle of a line, and only where it can. Round brackets do so only behind square ones,
# which are always escaped; `\(` itself would be read as mathematics by some.
# Each alternative begins with a character, no class or group: so the search runs over all other text at once.
_MIDDLE = re.compile(
    r"\\|`|\*|_|\[|\]|<|>|{|}|#|\||~|\$|@|\^|!(?=\[|$)|&(?=[#\w])|:(?=\S)|/(?=/)|=(?==)"
    r"|\.(?=[^\W\d_]{2})(?<=\w\.)|-(?=[-+])|\+(?=[-+])"
)
# What begins a list, a rule or a heading at the beginning of a line: `- `, `---`, `+ `, `===`, `1. `, `1) `.
_BEGINNING = re.compile(r"(\d{1,9})([.)])(?=\s|$)|()([-+=])")


# Nothing of the above, as in most texts.
_QUIET = re.compile(r"[A-Za-z“‘(][A-Za-z0-9 ,;()“”‘’–—…?%€£]*(?<! )").fullmatch


def escaped(text: str) -> str:
    """The text on one line, as Markdown that reads as just this text wherever it stands."""
    return text if _QUIET(text) else _escaped(text)


@lru_cache(maxsize=4096)  # what is said of sources comes back over and over
def _escaped(text: str) -> str:
    line = one_line(text)
    found = _BEGINNING.match(line)
    if found is None:
        return _MIDDLE.sub(_with_backslash, line)
    return f"{found[1] or ''}\\{found[2] or found[4]}{_MIDDLE.sub(_with_backslash, line[found.end() :])}"


def _with_backslash(found: re.Match[str]) -> str:
    return "\\" + found[0]


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the whole selection; nothing where nothing matches."""
    if not found.events:
        return
    page = page_of(chronology, found, options, out.day)
    label = remembered(lambda when: escaped(date_label(when, options.dates)))
    lines = [f"# {escaped(page.title)}", "", escaped(page.summary)]
    for group in page.groups:
        lines.append("")
        if group.heading:
            lines += [f"## {escaped(group.heading)}", ""]
        for entry in group.entries:
            _bullets(lines, entry, options, out.day, label)
    if page.cut:
        lines += ["", f"{page.cut} more not shown; `--limit 0` shows all"]
    out.write("\n".join(lines) + "\n")


def _bullets(lines: list[str], entry: Entry, options: Options, day: int, label: Callable[[When], str]) -> None:
    """The bullet of an event: date, status and title; below it, indented, all that is told of it."""
    one = entry.one
    event = one.event
    date = escaped(date_label(event.when, options.dates, entry.year))
    mark = "? " if one.match is POSSIBLE else ""
    lines.append(f"- **{date}** · {mark}{one.status.upper()} · {escaped(event.title)}")
    if event.summary.strip():
        lines.append(f"  - {escaped(event.summary)}")
    for source in event.sources:
        lines.append(f"  - {_source(source, label(source.when))}")
    if event.people or event.orgs:
        names = [", ".join(names) for names in (event.people, event.orgs) if names]
        lines.append(f"  - {escaped(' · '.join(names))}")
    for words in (*remarks(entry, day), *doubts(entry)):
        lines.append(f"  - {escaped(words)}")
    if event.note.strip():
        lines.append(f"  - Note: {escaped(event.note)}")


def _source(source: Source, date: str) -> str:
    """A source: what it does, who published it as a link, when, its title, its words, its copy."""
    address = source.url and web_address(source.url)
    said = f"{stance_words(source.says)}{_linked(source_words(source), address)}, {date}"
    if source.title:
        said += f", “{escaped(source.title)}”"
    if source.quote:
        said += f", quote: “{escaped(source.quote)}”"
    if source.lang:
        said += f", language: {escaped(source.lang)}"
    if source.url and not address:
        said += f", address as given: {escaped(source.url)}"
    if source.archive:
        copy = web_address(source.archive)
        said += f", {_linked('archived copy', copy)}{'' if copy else f': {escaped(source.archive)}'}"
    if source.accessed:
        said += f", seen {escaped(source.accessed)}"
    return said


def _linked(text: str, address: str) -> str:
    """The text as a link where there is an address that may be one, else the text alone."""
    if not address:
        return escaped(text)
    target = address.replace("&", "&amp;") if ";" in address else address
    return f"[{escaped(text)}]({f'<{target}>' if '(' in address or ')' in address else target})"
