"""A list item of Markdown or wikitext as plain text, with the addresses and citations that stood in it."""

import re
from collections.abc import Callable
from html import unescape

from timeline.importers import Record
from timeline.importers._drafting import address, one_line, source, without_addresses


class Prose:
    """What an item says.

    Attributes:
        text: Without markup.
        bold: What stands in bold at its very beginning; often the date.
        sources: Of links and citations, in their order.
        asides: What comments hold.
        left: Templates that stand for no words, and are not in the text.
    """

    def __init__(
        self, text: str, bold: str, sources: list[Record], asides: list[str], left: tuple[str, ...] = ()
    ) -> None:
        self.text, self.bold, self.sources, self.asides, self.left = text, bold, sources, asides, left


_ENDING = re.compile(r"(?<!\.)[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_ANY_ENDING = re.compile(r"(?<!\.)[.!?…][\"”’')\]]*\s+")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|St|Jr|Sr|Inc|Ltd|Co|Corp|No|Nos|Vol|vs|etc|al|approx|ca|c|v"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)$"
)


def parted(text: str, *, strictly: bool = True) -> tuple[str, str]:
    """The first sentence as a title, without its full stop, and the rest.

    `strictly` it ends only where the next one begins as sentences do.
    """
    text = one_line(text)
    for found in (_ENDING if strictly else _ANY_ENDING).finditer(text):
        before = text[: found.start()]
        if text[found.start()] == "." and _SHORT.search(before):
            continue
        sentence = text[: found.end()].rstrip()
        return _unstopped(sentence), text[found.end() :]
    return _unstopped(text), ""


def _unstopped(sentence: str) -> str:
    if sentence.endswith(".") and not sentence.endswith("..") and not _SHORT.search(sentence[:-1]):
        return sentence[:-1]
    return sentence


def cut_out(
    text: str,
    opening: Callable[[str, int], re.Match[str] | None],
    closing: str,
    put: Callable[[re.Match[str], str], str],
) -> str:
    """The text with all between an opening and the next closing replaced; `put` is given the opening and what is in it.

    Where one is never closed, it and what follows stay: a pattern that looks for the closing from each opening anew
    would take time with the square of their number.
    """
    parts: list[str] = []
    at = 0
    while found := opening(text, at):
        end = text.find(closing, found.end())
        if end < 0:
            break
        parts += [text[at : found.start()], put(found, text[found.end() : end])]
        at = end + len(closing)
    return "".join([*parts, text[at:]])


comment_begins = re.compile("<!--").search


# --- Markdown -----------------------------------------------------------------------------------------------------

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_LINK = re.compile(
    r"\[((?:[^\[\]\\]|\\.)*)\]\(\s*(?:<([^<>]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))(?:\s+[\"'(][^)]*)?\s*\)"
)
_AUTO = re.compile(r"<(https?://[^\s<>]+)>")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_WEAK = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*])|(~~|`+)(.+?)\3")
_BOLD_LEAD = re.compile(r"\s*(?:\*\*|__)(?=\S)(.+?)(?<=\S)(?:\*\*|__)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def markdown(text: str, notes: dict[str, str] | None = None) -> Prose:
    """Markdown as text; `notes` are its footnotes by their names."""
    found: list[Record] = []
    footnotes = notes or {}

    def link(one: re.Match[str]) -> str:
        words = _plain_markdown(one[1])
        found.append(source(unescape(one[2] or one[3] or ""), title=words))
        return one[1]

    def note(one: re.Match[str]) -> str:
        if one[1] in footnotes:
            inner = markdown(footnotes[one[1]])
            found.extend(inner.sources)
        return ""

    bold = _BOLD_LEAD.match(text)
    asides: list[str] = []

    def aside(_: re.Match[str], content: str) -> str:
        asides.append(one_line(content))
        return ""

    text = cut_out(text, comment_begins, "-->", aside)
    text = _LINK.sub(link, _IMAGE.sub(r"\1", text))
    text = _NOTE.sub(note, text)
    text = _AUTO.sub(lambda one: found.append(source(one[1])) or "", text)  # type: ignore[func-returns-value]
    text, bare = without_addresses(text)
    found += map(source, bare)
    return Prose(one_line(_plain_markdown(text)), _plain_markdown(bold[1]) if bold else "", found, asides)


def _plain_markdown(text: str) -> str:
    """Without emphasis, code and tags; what is escaped is kept through them."""
    kept: list[str] = []

    def keep(one: re.Match[str]) -> str:
        kept.append(one[1])
        return f"\0{len(kept) - 1}\0"

    text = _ESCAPED.sub(keep, text.replace("\0", "\ufffd"))
    for _ in range(3):
        text = _WEAK.sub(lambda one: one[2] or one[4], _STRONG.sub(r"\2", text))
    text = unescape(_TAG.sub("", text))
    return re.sub(r"\x00(\d+)\x00", lambda one: kept[int(one[1])], text)


# --- wikitext -----------------------------------------------------------------------------------------------------

_INNERMOST = re.compile(r"\{\{([^{}]*)\}\}")
_WIKI_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_EXTERNAL = re.compile(r"\[(https?://[^\s\[\]]+)(?:\s+([^\[\]]*))?\]")
_QUOTES = re.compile(r"'{2,5}")
_WIKI_BOLD = re.compile(r"\s*'''(?!')(.+?)'''")


def wikitext(text: str) -> Prose:
    """Wikitext as text; its references and comments must have been taken out."""
    found: list[Record] = []
    left: list[str] = []

    def template(one: re.Match[str]) -> str:
        words = _template(one)
        if not words:
            left.append(one_line(one[0]))
        return words

    for _ in range(5):
        text = _INNERMOST.sub(template, text)
    bold = _WIKI_BOLD.match(text)

    def link(one: re.Match[str]) -> str:
        if re.match(r"\s*(?:file|image|category)\s*:", one[1], re.IGNORECASE):
            return ""
        return one[2].rpartition("|")[2] if one[2] is not None else one[1].lstrip(":")

    def external(one: re.Match[str]) -> str:
        words = plain_wikitext(one[2] or "")
        found.append(source(unescape(one[1]), title=words))
        return one[2] or ""

    text, bare = without_addresses(_EXTERNAL.sub(external, _WIKI_LINK.sub(link, text)))
    found += map(source, bare)
    lead = plain_wikitext(_WIKI_LINK.sub(link, bold[1])) if bold else ""
    return Prose(one_line(plain_wikitext(text)), lead, found, [], tuple(left))


def plain_wikitext(text: str) -> str:
    text = re.sub(r"<br\s*/?>", " ", text, flags=re.IGNORECASE)
    return unescape(_TAG.sub("", _QUOTES.sub("", text)))


_DATES = ("start date", "start date and age", "end date", "dts", "date", "film date", "birth date", "death date")
_SIGNS = {"nbsp": " ", "spaced ndash": " – ", "snd": " – ", "ndash": "–", "mdash": "—", "snds": " – ", "spd": " – "}


def _template(one: re.Match[str]) -> str:
    """A template in words where it stands for some: a date, a sign, text with a gloss; else nothing."""
    name, *given = (part.strip() for part in one[1].split("|"))
    name = " ".join(name.lower().replace("_", " ").split())
    plain = [part for part in given if "=" not in part]
    if name in _DATES and plain:
        return "-".join(part.zfill(2) for part in plain[:3]) if all(map(str.isdigit, plain[:3])) else plain[0]
    if name in ("circa", "c."):
        return f"c. {plain[0]}" if plain else "c."
    if name in _SIGNS:
        return _SIGNS[name]
    if name in ("abbr", "nowrap", "nobr", "small", "lang", "tooltip", "sic", "visible anchor", "anchor text"):
        return plain[-1 if name == "lang" else 0] if plain else ""
    return ""


# --- citations ----------------------------------------------------------------------------------------------------

_OUTLET = ("work", "newspaper", "magazine", "website", "journal", "periodical", "publisher", "agency", "via", "user")
_CITES = re.compile(r"\s*(?:cite\b|citation\b|vcite\b)", re.IGNORECASE).match


def citation(text: str, date_of: Callable[[str], str]) -> tuple[Record, str, str]:
    """The source of a reference, what stands before its template, and behind it.

    A reference without a template gives its first link, and no words around it.
    """
    at = re.search(r"\{\{\s*(?:cite|citation|vcite)\b", text, re.IGNORECASE)
    end = text.rfind("}}")
    if at is None or end < at.end():
        linked = wikitext(text)
        return (linked.sources[0] if linked.sources else {}), "", ""
    fields = _fields(text[at.start() + 2 : end])
    url = address(fields.get("url", ""))
    outlet = next((fields[name] for name in _OUTLET if fields.get(name)), "")
    dates = (fields.get(name, "") for name in ("date", "year", "publication-date"))
    found = source(url, outlet, date=date_of(next(filter(None, dates), "")))
    if not found and fields.get("title"):
        found = {"outlet": fields["title"]}
    more = {
        "title": fields.get("title", ""),
        "archive": address(fields.get("archive-url", fields.get("archiveurl", ""))),
        "accessed": date_of(fields.get("access-date", fields.get("accessdate", ""))),
        "lang": fields.get("language", ""),
        "quote": fields.get("quote", ""),
        "x-author": _author(fields),
    }
    found |= {key: value for key, value in more.items() if value} if found else {}
    return found, text[: at.start()], text[end + 2 :]


def _fields(template: str) -> dict[str, str]:
    """The named parameters of a template, as text."""
    template = _WIKI_LINK.sub(lambda one: one[2] if one[2] is not None else one[1], template)
    for _ in range(3):
        template = _INNERMOST.sub(_template, template)
    fields: dict[str, str] = {}
    for part in template.split("|")[1:]:
        name, sign, value = part.partition("=")
        if sign and (said := one_line(plain_wikitext(value))):
            fields[name.strip().lower()] = said
    return fields


def _author(fields: dict[str, str]) -> str:
    for name in ("author", "author1", "authors"):
        if fields.get(name):
            return fields[name]
    last = fields.get("last", fields.get("last1", ""))
    first = fields.get("first", fields.get("first1", ""))
    return f"{first} {last}".strip()
