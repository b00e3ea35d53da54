"""`markdown`: headings and bullets for documents, issues and wikis; CommonMark, and safe in its usual extensions.

All text of the data is escaped: no emphasis, link, tag, entity, emoji, mention or address in it is ever interpreted.
Only addresses with http(s) and safe characters become links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from timeline.dates import When
from timeline.formats import Out
from timeline.formats._addresses import web_address
from timeline.formats._grouped import Entry, doubts, grouped, one_line, remarks, stance_words
from timeline.model import Chronology, Source
from timeline.query import POSSIBLE, Found
from timeline.views import Options, date_label, remembered, source_words

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


@lru_cache(maxsize=4096)
def escaped(text: str) -> str:
    """The text on one line, as Markdown that reads as just this text wherever it stands."""
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
    page = grouped(chronology, found, options, out.day)
    label = remembered(lambda when: escaped(date_label(when, options.dates)))
    lines = [f"# {escaped(page.title)}", "", escaped(page.summary)]
    for group in page.groups:
        lines.append("")
        if group.heading:
            lines += [f"## {escaped(group.heading)}", ""]
        for entry in group.entries:
            lines += _bullets(entry, options, out.day, label)
    if page.cut:
        lines += ["", f"{page.cut} more not shown; `--limit 0` shows all"]
    out.write("\n".join(lines) + "\n")


def _bullets(entry: Entry, options: Options, day: int, label: Callable[[When], str]) -> Iterator[str]:
    """The bullet of an event: date, status and title; below it, indented, all that is told of it."""
    one = entry.one
    event = one.event
    date = escaped(date_label(event.when, options.dates, entry.year))
    mark = "? " if one.match is POSSIBLE else ""
    yield f"- **{date}** · {mark}{one.status.upper()} · {escaped(event.title)}"
    if event.summary.strip():
        yield f"  - {escaped(event.summary)}"
    for source in event.sources:
        yield f"  - {_source(source, label(source.when))}"
    names = [", ".join(names) for names in (event.people, event.orgs) if names]
    if names:
        yield f"  - {escaped(' · '.join(names))}"
    for words in (*remarks(entry, day), *doubts(entry)):
        yield f"  - {escaped(words)}"
    if event.note.strip():
        yield f"  - Note: {escaped(event.note)}"


def _source(source: Source, date: str) -> str:
    """A source: what it does, who published it as a link, when, its title, its words, its copy."""
    parts = [_linked(source_words(source), source.url), date]
    if source.title:
        parts.append(f"“{escaped(source.title)}”")
    if source.quote:
        parts.append(f"quote: “{escaped(source.quote)}”")
    if source.lang:
        parts.append(f"language: {escaped(source.lang)}")
    if source.url and not web_address(source.url):
        parts.append(f"address as given: {escaped(source.url)}")
    if source.archive:
        parts.append(_linked("archived copy", source.archive))
        if not web_address(source.archive):
            parts[-1] += f": {escaped(source.archive)}"
    if source.accessed:
        parts.append(f"seen {escaped(source.accessed)}")
    return stance_words(source.says) + ", ".join(parts)


def _linked(text: str, url: str) -> str:
    """The text as a link where the address may be one, else the text alone."""
    if not web_address(url):
        return escaped(text)
    target = url.replace("&", "&amp;") if ";" in url else url
    return f"[{escaped(text)}]({f'<{target}>' if '(' in url or ')' in url else target})"
