"""`csl-json`: the sources as references for Zotero, pandoc and other citation software, one item a source.

The schema is csl-data.json of the Citation Style Language, 1.0.2. The same article cited for several events is one
item whose `note` has them all. `author` is who wrote the article, which is not known, but where an outlet speaks for
itself; who is quoted stands in the note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from timeline.dates import DateError, When, read, remembered
from timeline.dates.edtf_text import edtf_of
from timeline.dates.show import words
from timeline.formats._addresses import web_address
from timeline.formats._parts import plain_parts
from timeline.model import Chronology, Source, further_of
from timeline.names import folded
from timeline.printable import counted
from timeline.query import Found
from timeline.views import Options, arranged
from timeline.writing import Out
from timeline.writing.json_text import writer_of

SUFFIXES = ()

_SINGLE = r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?"
_DATES = re.compile(rf"{_SINGLE}(?:/{_SINGLE})?([?~%]?)").fullmatch
_LEVEL_1 = re.compile(r"-?[\dX]{4}(?:-[\dX]{2}){0,2}[?~%]?(?:/(?:\.\.|-?\d{4}(?:-\d\d){0,2}[?~%]?)?)?").fullmatch
_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}

Key = tuple[str, ...]


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the list of items, in the order in which the events first cite them."""
    items: dict[Key, tuple[dict[str, Any], list[str]]] = {}
    taken: dict[str, int] = {}
    bare = 0
    issued = remembered(_date)
    for one in arranged(chronology, found, options, out.day)[: options.limit or None]:
        event = one.event
        bare += not event.sources
        for source in event.sources:
            key = _key(source)
            known = items.get(key)
            if known is None:
                known = items[key] = (_item(source, _identity(source, event.id, taken), issued(source.when)), [])
            known[1].append(_mention(source, event.id))
    out.write("[")
    text_of = writer_of(len(items), ascii_only=out.ascii)
    for n, (key, (item, mentions)) in enumerate(items.items()):
        events = mentions[0] if len(mentions) == 1 else "; ".join(dict.fromkeys(mentions))
        item["note"] = f"Events: {events}"
        if key[4] or (key[3] and "URL" not in item):
            item["note"] = "\n".join([item["note"], *_left_over(key[3], key[4])])
        out.write((",\n " if n else "\n ") + text_of(item))
    out.write("\n]\n" if items else "]\n")
    if bare:
        out.say(f"{counted(bare, 'event')} without a source left out: csl-json holds sources only")


def _key(source: Source) -> Key:
    """What makes two sources the same article; without title and address, everything that is said of them."""
    same = (source.outlet, source.date.text, source.title, source.url, source.archive, source.accessed, source.lang)
    if source.title or source.url:
        return same
    return (*same, source.says, source.by, source.unnamed, source.via, source.quote)


def _item(source: Source, identity: str, issued: Mapping[str, Any] | None) -> dict[str, Any]:
    """The item without its note; only what is given."""
    item: dict[str, Any] = {"id": identity, "type": "article-newspaper"}
    if source.by and folded(source.by) in (folded(source.outlet), folded(source.publisher)):
        item["author"] = [{"literal": source.by}]
    if source.title:
        item["title"] = source.title
    if source.outlet:
        item["container-title"] = source.outlet
    if issued:
        item["issued"] = issued
    if source.url and (url := web_address(source.url)):
        item["URL"] = url
    if not any(further_of(source)):
        return item
    if accessed := _written_date(source.accessed):
        item["accessed"] = accessed
    if archive := web_address(source.archive):
        item |= {"archive": archive.split("/")[2], "archive_location": archive}
    if source.lang:
        item["language"] = source.lang
    return item


def _left_over(url: str, archive: str) -> Iterator[str]:
    """Addresses that are no links, for the note."""
    for name, address in (("Address", url), ("Archived copy", archive)):
        if address and not web_address(address):
            yield f"{name} as given: {address}"


def _identity(source: Source, event: str, taken: dict[str, int]) -> str:
    """An id from the outlet and the title, or from the event where there is no title; with a number where taken."""
    # Each by itself, as outlets come back over and over; folded text is words with single blanks between them.
    words_of = folded(source.outlet).split() + folded(source.title or event).split()
    base = "-".join(words_of[:8]) or "source"
    identity = base
    while identity in taken:
        taken[base] += 1
        identity = f"{base}-{taken[base]}"
    taken[identity] = 1
    return identity


def _mention(source: Source, event: str) -> str:
    """The event, and what the source does with it and who speaks: `liman-physical (denies; unnamed: a source)`."""
    if source.says == "reports" and not (source.by or source.unnamed or source.via or source.quote):
        return event
    said = (("quoted", source.by), ("unnamed", source.unnamed), ("via", source.via), ("quote", source.quote))
    words_of = [source.says] if source.says != "reports" else []
    words_of += [f"{name}: {' '.join(text.split())}" for name, text in said if text]
    return f"{event} ({'; '.join(words_of)})"


# --- dates --------------------------------------------------------------------------------------------------------


def _written_date(text: str) -> Mapping[str, Any] | None:
    if not text:
        return None
    try:
        return _date(read(text)) or {"literal": text}
    except DateError:
        return {"literal": text}


def _date(when: When) -> Mapping[str, Any] | None:
    """A date variable: parts where they say all, else the words, with the parts or EDTF that say the same days."""
    if not when.is_dated:
        return None
    if parts := plain_parts(when):
        return {"date-parts": [list(parts)]}
    edtf = edtf_of(when)
    found = _DATES(edtf)
    record = _parts(found) if found else {}
    if record and not when.uncertain:
        return record
    record["literal"] = words(when)
    if _LEVEL_1(edtf):
        record["edtf"] = edtf
    return record


def _parts(found: re.Match[str]) -> dict[str, Any]:
    """`date-parts` of one or two dates, with `season` and `circa`; empty where a part is none of the calendar's."""
    ends = [[int(part) for part in found.groups()[n : n + 3] if part] for n in (0, 3) if found[n + 1]]
    record: dict[str, Any] = {"date-parts": ends}
    if len(ends) == 1 and len(ends[0]) == 2 and ends[0][1] in _SEASONS:
        record = {"date-parts": [ends[0][:1]], "season": _SEASONS[ends[0][1]]}
    elif not all(end[0] and (len(end) < 2 or end[1] <= 12) for end in ends):
        return {}
    if found[7] in ("~", "%"):
        record["circa"] = True
    return record
