"""`wikitext`: bullets with citations for MediaWiki; dates in Wikipedia's style, sources as `cite news`.

All text of the data is escaped with character references, which read the same inside and outside of templates. Who
is quoted stands in words behind the citation: the template's `author` is who wrote the article, which is not known,
but where an outlet speaks for itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

from timeline.dates import When, remembered
from timeline.dates.days import civil
from timeline.formats._addresses import web_address
from timeline.formats._prose import doubts, one_line, remarks, stance_words
from timeline.formats._wikidates import archived, cited_day, prose_and_cited
from timeline.model import Chronology, Source, further_of
from timeline.names import folded
from timeline.query import Found
from timeline.views import Entry, Options, Page, page_of, source_words
from timeline.writing import Out

SUFFIXES = (".wiki", ".wikitext")

# Each alternative begins with a character, no class or group: so the search runs over all other text at once.
_SPECIAL = re.compile(r"\||{|}|\[|\]|=|<|>|&|''+|~~~+|__|:(?=\S)(?<=[A-Za-z]:)|ISBN\s|RFC\s|PMID\s")
_QUIET = re.compile(r"[A-Za-z0-9“‘(][A-Za-z0-9 .,;()“”‘’–—…!?/%$€£-]*(?<! )").fullmatch
_LISTS = "*#:;"
_IN_ADDRESS = {"[": "%5B", "]": "%5D", "~~": "~%7E", "__": "_%5F"}
_MEANING = re.compile(r"\[|\]|~~|__").search
_UNSAID = frozenset(("confirmed", "reported", "background"))
"""Statuses that prose with citations need not say."""


def escaped(text: str) -> str:
    """The text on one line, as wikitext that reads as just this text, inside templates too."""
    if _QUIET(text) and not ("ISBN" in text or "RFC" in text or "PMID" in text):
        return text
    line = _SPECIAL.sub(_references, one_line(text))
    return f"&#{ord(line[0])};{line[1:]}" if line and line[0] in _LISTS else line


def _references(found: re.Match[str]) -> str:
    text = found[0]
    if text[0].isalpha():  # ISBN and its like become links where a number follows
        return f"{text[:-1]}&#32;"
    return "".join([f"&#{ord(char)};" for char in text])


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the whole selection; nothing where nothing matches."""
    if not found.events:
        return
    page = page_of(chronology, found, options, out.day)
    last_year = civil(out.day)[0] + 1

    def written(when: When) -> tuple[str, str]:
        prose, cited = prose_and_cited(when, last_year)
        return escaped(prose).replace("'", "&#39;"), cited

    dates = remembered(written)
    citations = _Citations(page, last_year, dates)
    lines = [_comment(f"{page.title}: {page.summary}" + (f"; {page.cut} more not shown" if page.cut else ""))]
    for group in page.groups:
        if group.heading:
            lines += ["", f"== {escaped(group.heading)} =="]
        lines += [_bullet(entry, dates(entry.one.event.when)[0], citations, out.day) for entry in group.entries]
    out.write("\n".join(lines) + "\n")
    if told := citations.told():
        out.say(told)


def _bullet(entry: Entry, date: str, citations: _Citations, day: int) -> str:
    event = entry.one.event
    text = escaped(event.title)
    if event.summary.strip():
        text += f"{'' if text.endswith(('.', '!', '?', '…')) else '.'} {escaped(event.summary)}"
    words = doubts(entry)
    if entry.one.status not in _UNSAID:
        words = [entry.one.status, *words]
    said = f" ({'; '.join(map(escaped, words))})" if words else ""
    aside = remarks(entry, day)
    if event.note.strip():
        aside.append(f"Note: {event.note.strip()}")
    comment = f" {_comment('. '.join(aside))}" if aside else ""
    return f"* '''{date}''' – {text}{said}{''.join(map(citations.reference, event.sources))}{comment}"


def _comment(text: str) -> str:
    return f"<!-- {escaped(text)} -->"


class _Citations:
    """The sources as references; one that stands several times is written once and then called by its name."""

    def __init__(self, page: Page, last_year: int, dates: Callable[[When], tuple[str, str]]) -> None:
        self.last_year = last_year
        self.without_title = self.in_words = 0
        self.known: dict[int, str] = {}
        self.dates = dates
        sources = [source for entry in page.entries for source in entry.one.event.sources]
        self.times = Counter(map(self.text, sources))
        self.names: dict[str, str] = {}

    def reference(self, source: Source) -> str:
        text = self.known[id(source)]
        if self.times[text] == 1:
            return f"<ref>{text}</ref>"
        if text in self.names:
            return f'<ref name="{self.names[text]}" />'
        name = re.sub(r"[^a-z0-9]+", "-", source.outlet.lower()).strip("-") or "source"
        self.names[text] = f"{name}-{len(self.names) + 1}"
        return f'<ref name="{self.names[text]}">{text}</ref>'

    def text(self, source: Source) -> str:
        """What stands within a reference: what the source does, the template, and in words what it has no place for."""
        known = self.known.get(id(source))
        if known is not None:
            return known
        date = self.dates(source.when)[1]
        url = source.url and web_address(source.url)
        words = ""
        if (date or not source.when.is_dated) and (url or not source.url) and not any(further_of(source)):
            # As `fields` writes them, where there are no others.
            title = escaped(source.title)
            fields = f" |title={title}" if title else self.titled(source)
            fields += f" |url={_address(url)}{_work(source.outlet)}" if url else _work(source.outlet)
            fields += f" |date={date}" if date else ""
        else:
            fields = self.fields(source, date)
            words = "; ".join(self.words(source, date))
        lead = "" if source.says == "reports" else stance_words(source.says).capitalize()
        found = self.known[id(source)] = f"{lead}{{{{cite news{fields}}}}}{' ' * bool(words)}{words}"
        return found

    def titled(self, source: Source) -> str:
        """The title as a parameter; one that is missing is counted."""
        if not source.title:
            self.without_title += 1
        return _field("title", source.title)

    def fields(self, source: Source, date: str) -> str:
        """The parameters of the template that have values; `date` as the template takes it."""
        archive = web_address(source.archive) if source.archive else ""
        day, original = archived(archive, self.last_year) if archive else ("", "")
        url = web_address(source.url) or web_address(original)
        said = ""
        if source.by and folded(source.by) in (folded(source.outlet), folded(source.publisher)):
            said += _field("author", source.by)
        said += self.titled(source)
        if url:
            said += f" |url={_address(url)}"
        said += _work(source.outlet)
        if date:
            said += f" |date={date}"
        if source.accessed and url and (accessed := cited_day(source.accessed, self.last_year)):
            said += f" |access-date={accessed}"
        if source.lang or source.quote:
            said += _field("language", source.lang) + _field("quote", source.quote)
        if day and url:
            said += f" |archive-url={_address(archive)} |archive-date={day}"
            if web_address(source.url):
                said += " |url-status=live"
        return said

    def words(self, source: Source, date: str) -> Iterator[str]:
        """What the template has no place for: who speaks, a date that it does not take, other addresses."""
        if (source.by or source.unnamed or source.via) and (who := source_words(source).removeprefix(source.outlet)):
            yield escaped(who.strip())
        if source.when.is_dated and not date:
            self.in_words += 1
            yield f"published {self.dates(source.when)[0]}"
        if source.url and not web_address(source.url):
            yield f"address as given: {escaped(source.url)}"
        linked = web_address(source.archive)
        if source.archive and not (linked and archived(linked, self.last_year)[0]):
            yield f"[{_address(linked)} archived copy]" if linked else f"archived copy: {escaped(source.archive)}"
        if source.accessed and not (cited_day(source.accessed, self.last_year) and web_address(source.url)):
            yield f"seen {escaped(source.accessed)}"

    def told(self) -> str:
        """One line of what an editor has to look after; empty for nothing."""
        counts = (
            (self.without_title, "citations without a title, which cite news wants"),
            (self.in_words, "publication dates in words behind theirs, as cite news takes none such"),
        )
        return "; ".join(f"{what}: {number}" for number, what in counts if number)


@lru_cache(maxsize=4096)  # outlets come back over and over
def _work(outlet: str) -> str:
    return _field("work", outlet)


def _field(name: str, text: str) -> str:
    """A parameter with its value; nothing where there is none."""
    value = escaped(text) if text else ""
    return f" |{name}={value}" if value else ""


def _address(url: str) -> str:
    """An address without what ends or means something in wikitext."""
    if _MEANING(url) is not None:
        for sign, encoded in _IN_ADDRESS.items():
            url = url.replace(sign, encoded)
    return url.replace("&", "&amp;") if ";" in url else url
