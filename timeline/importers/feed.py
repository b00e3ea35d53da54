"""`feed`: items of RSS, RDF, Atom and JSON Feed as drafts of events.

The date of an item is when it was published: it becomes the date of the source. When the thing itself happened no
feed says, so that each event's date is unknown and its tag is `draft`. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from timeline.extras import required
from timeline.importers import Draft, Input, Options, Record
from timeline.importers._drafting import Drafting, address, one_line, shortened, source
from timeline.importers._html import plain
from timeline.importers._json import parsed, refused
from timeline.importers._published import published_day

SUMMARY = "feeds: RSS, RDF, Atom and JSON Feed"

_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>\s*)*<(?:rss|feed|rdf:RDF|channel)\b",
    re.DOTALL | re.IGNORECASE,
)
_JSON = re.compile(r'"version"\s*:\s*"https?:(?:\\?/){2}(?:www\.)?jsonfeed\.org', re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+(%\s+)?[^\s<>]+\s+(?:(?:SYSTEM|PUBLIC)\b|\"([^\"]*)\"|'([^']*)'|)", re.IGNORECASE)
_MOST_ENTITIES, _LONGEST_ENTITY = 300, 200

_SAID = (
    "a feed says when something was reported, not when it happened: every event is dated unknown and tagged draft; "
    "write in when it happened"
)


def looks_like(given: Input) -> bool:
    """Whether it begins as XML of a feed, or is JSON that names the version of JSON Feed."""
    start = _start(given.data[:20_000])
    if start.lstrip().startswith("{"):
        return _JSON.search(start) is not None
    return _ROOT.match(start) is not None


def _start(data: bytes) -> str:
    """The beginning as text of one byte a character, which is enough to see tags in any encoding."""
    return data.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").decode("latin-1")


def read(given: Input, options: Options) -> Draft:
    """A draft an item.

    Raises:
        DataError: It is no feed, or one that would grow beyond bounds when read.
        UsageError: The package feedparser is not installed, and the feed is XML.
    """
    drafting = Drafting("feed")
    if _start(given.data[:100]).lstrip().startswith("{"):
        _read_json(drafting, given)
    else:
        _read_xml(drafting, given)
    if drafting.events:
        drafting.note(_SAID)
    return drafting.draft()


class Item:
    """An item of any feed: what all have in common.

    Attributes:
        published: As written; `is_latest` where it is only the day of the last change, so that it came out by then.
        text: Plain text.
    """

    def __init__(self, title: str, text: str, url: str, published: str, *, is_latest: bool = False) -> None:
        self.title, self.text, self.url, self.published, self.is_latest = title, text, url, published, is_latest
        self.id = self.outlet = self.author = self.lang = ""
        self.tags: list[str] = []


def _add(drafting: Drafting, item: Item, feed_title: str, feed_url: str) -> None:
    title = one_line(item.title) or shortened(item.text, 100) or item.url
    if not title:
        drafting.skip(0, item.id or "an empty item", "it has neither title nor text nor address")
        return
    day = published_day(item.published)
    url = address(item.url)
    if item.url and not url:
        drafting.count("addresses that are none of the web, left out")
    if item.published and not day:
        drafting.count("days of publication that could not be read, left out")
    found = source(
        url, one_line(item.outlet) or one_line(feed_title) or "", date=f"by {day}" if day and item.is_latest else day
    )
    if not found:
        found = source(feed_url, date=day)
    if found:
        more = {"title": title if item.title else "", "lang": item.lang, "x-author": item.author}
        if day != one_line(item.published):
            more["x-published"] = one_line(item.published)
        found |= {key: value for key, value in more.items() if value}
    text = item.text.strip()
    record: Record = {"title": title, "summary": "" if one_line(text) == title else text}
    record["tags"] = list(dict.fromkeys(["draft", *filter(None, map(one_line, item.tags))]))
    record["sources"] = [found] if found else []
    drafting.add(record, item.id or url)


# --- XML ----------------------------------------------------------------------------------------------------------


def _read_xml(drafting: Drafting, given: Input) -> None:
    start = _start(given.data)
    if re.search(r"<(?:rss|feed|rdf:RDF|channel)\b", start, re.IGNORECASE) is None:
        raise refused(given, "F104", "neither RSS nor Atom nor JSON Feed", "A feed begins with <rss, <feed or <rdf:RDF")
    _check_entities(given, start)
    library = required("feedparser", "feeds", "this kind of input")
    found = _parsed(library, given)
    if not found.entries and not dict.get(found, "version"):
        raise refused(given, "F104", "no feed could be read from it", "Save the feed anew, as it is sent")
    if found.bozo and "Encoding" not in type(dict.get(found, "bozo_exception")).__name__:
        drafting.note("the feed is not well-formed XML: what could be read of it was")
    feed = found.feed
    title = _text_of(feed, "title")
    drafting.header = {"title": one_line(title), "about": _text_of(feed, "subtitle")}
    is_atom = str(dict.get(found, "version") or "").startswith("atom")
    for entry in found.entries:
        item = _item(entry, is_atom)
        item.lang = item.lang or _string(feed, "language")
        enclosures = [link for link in dict.get(entry, "links") or () if link.get("rel") == "enclosure"]
        drafting.count("enclosures, left out", len(enclosures))
        _add(drafting, item, title, _string(feed, "link"))


def _parsed(library: Any, given: Input) -> Any:
    """What the library makes of the bytes. A stream, as it takes anything else for an address or a file to open."""
    import io

    try:
        return library.parse(io.BytesIO(given.data))
    except RecursionError as error:
        raise refused(given, "F108", "nested too deep") from error
    except Exception as error:  # its lenient parser meets any bytes with any exception
        raise refused(given, "F104", "the feed cannot be read", "Save the feed anew, as it is sent") from error


def _check_entities(given: Input, text: str) -> None:
    """Refuses entities that grow: those that hold others, long ones, and any from elsewhere."""
    for number, found in enumerate(_ENTITY.finditer(text)):
        value = found[2] if found[2] is not None else found[3]
        grows = value is None or re.search(r"[&%](?!#)", value) or len(value) > _LONGEST_ENTITY
        if grows or found[1] or number >= _MOST_ENTITIES:
            line = text.count("\n", 0, found.start()) + 1
            hint = "Take the lines with <!ENTITY out"
            raise refused(given, "F107", f"line {line} defines an entity that could grow beyond bounds", hint)


def _item(entry: Any, is_atom: bool) -> Item:
    title, text = _text_of(entry, "title"), _text_of(entry, "summary")
    if not text:
        contents = dict.get(entry, "content") or ()
        text = next((_plain(one.get("value", ""), one.get("type", "")) for one in contents if one.get("value")), "")
    written = _string(entry, "published")
    changed = "" if written else _string(entry, "updated") or _string(entry, "created")
    url = _string(entry, "feedburner_origlink") or _string(entry, "link")
    if dict.get(entry, "guidislink") and not address(url):
        url = ""  # none was given: the library puts the item's id in its place
    item = Item(title, text, url, written or changed, is_latest=is_atom and bool(changed))
    item.id, item.author = _string(entry, "id"), one_line(_string(entry, "author"))
    origin = dict.get(entry, "source")
    item.outlet = _text_of(origin, "title") if isinstance(origin, dict) else ""
    item.lang = _string(entry, "language")
    item.tags = [tag for one in dict.get(entry, "tags") or () if (tag := one.get("label") or one.get("term") or "")]
    return item


def _string(record: Any, key: str) -> str:
    """A value as it stands in the feed: the library would put others in place of one that is not there."""
    value = dict.get(record, key)
    return value.strip() if isinstance(value, str) else ""


def _text_of(record: Any, key: str) -> str:
    detail = dict.get(record, f"{key}_detail")
    kind = detail.get("type", "") if isinstance(detail, dict) else ""
    return _plain(_string(record, key), kind)


def _plain(text: str, kind: str) -> str:
    """Text without its HTML, where it is HTML."""
    return text.strip() if kind == "text/plain" else plain(text)


# --- JSON ---------------------------------------------------------------------------------------------------------


def _read_json(drafting: Drafting, given: Input) -> None:
    root = parsed(given, given.text)
    items = root.get("items") if isinstance(root, dict) else None
    if not isinstance(items, list):
        raise refused(given, "F104", "no `items`, as JSON Feed has them", 'It begins with {"version": …, "items": […]}')
    title, url = _value(root, "title"), _value(root, "home_page_url")
    drafting.header = {"title": one_line(title), "about": _value(root, "description")}
    for one in items:
        if not isinstance(one, dict):
            drafting.skip(0, str(one), "an item that is none of JSON Feed")
            continue
        item = _json_item(one)
        item.lang = item.lang or _value(root, "language")
        item.author = item.author or ", ".join(_authors(root))
        drafting.count(
            "attachments, left out", len(one["attachments"]) if isinstance(one.get("attachments"), list) else 0
        )
        _add(drafting, item, title, url)


def _json_item(one: dict[str, Any]) -> Item:
    text = _value(one, "summary") or _value(one, "content_text") or plain(_value(one, "content_html"))
    written, changed = _value(one, "date_published"), _value(one, "date_modified")
    url = _value(one, "url") or _value(one, "external_url")
    item = Item(_value(one, "title"), text, url, written or changed, is_latest=not written)
    item.id, item.lang = _value(one, "id"), _value(one, "language")
    item.author = ", ".join(_authors(one))
    tags = one.get("tags")
    item.tags = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    return item


def _authors(record: dict[str, Any]) -> Iterator[str]:
    listed = record.get("authors")
    for author in [*(listed if isinstance(listed, list) else ()), record.get("author")]:
        if isinstance(author, dict) and (name := one_line(_value(author, "name"))):
            yield name


def _value(record: dict[str, Any], key: str) -> str:
    """A text; a number as text, as some feeds give ids; empty for anything else."""
    value = record.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value.strip() if isinstance(value, str) else ""
