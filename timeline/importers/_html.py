"""HTML in titles and descriptions, reduced to the text that a reader sees."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_MARKUP = re.compile(r"<[A-Za-z/!?][^>]*>").search
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_SPACES = re.compile(r" {2,}")
_BREAKS = re.compile(r" ?(?:\n ?)+")

_SILENT = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg", "head", "title"))
"""Elements whose content no reader sees as text."""

_LINES = frozenset(
    (
        "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "dialog",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "optgroup", "option", "p", "pre", "section",
        "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip
"""Elements that stand on lines of their own."""

_CELLS = frozenset(("td", "th"))

_INLINE = frozenset(
    (
        "a", "abbr", "acronym", "area", "audio", "b", "base", "basefont", "bdi", "bdo", "big", "body", "button",
        "canvas", "cite", "code", "col", "colgroup", "data", "datalist", "del", "dfn", "em", "embed", "font",
        "frame", "frameset", "html", "i", "img", "input", "ins", "kbd", "label", "link", "map", "mark", "meta",
        "meter", "noframes", "output", "param", "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp",
        "select", "small", "source", "span", "strike", "strong", "sub", "sup", "textarea", "time", "track",
        "tt", "u", "var", "video", "wbr",
    )
)  # fmt: skip
"""The other elements of HTML: they leave no trace. What is no element (`<the studio>`, `<https://…>`) is text."""


def plain(text: str) -> str:
    """The text without tags, scripts and comments, its character references decoded, blanks at the ends left out.

    A link keeps its words, a line break or a paragraph begins a line; other line ends mean nothing where there are
    tags, as in a browser. A text without tags keeps its lines, and an ampersand that begins no reference stays.
    """
    if "<" in text and _MARKUP(text):
        if "<![CDATA[" in text:
            text = text.replace("<![CDATA[", "").replace("]]>", "")
        reader = _Reader()
        # After the last ">" no tag can be complete: what stands there is text, in every version of the parser.
        whole, end, rest = text.rpartition(">")
        reader.feed(whole + end + rest.replace("<", "&lt;"))
        reader.close()
        if reader.is_html:
            return _BREAKS.sub("\n", _SPACES.sub(" ", "".join(reader.parts))).strip()
    return _REFERENCE.sub(lambda found: unescape(found[0]), text).replace("\xa0", " ").strip()


class _Reader(HTMLParser):
    """Collects what is seen; `is_html` once an element of HTML or a comment was met."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.is_html = False
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.is_html = True
            self._silent.append(tag)
        else:
            self._mark(tag, self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.is_html = True
        else:
            self._mark(tag, self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _SILENT:
            self._mark(tag, f"</{tag}>")
        elif tag in self._silent:
            while self._silent.pop() != tag:
                pass

    def handle_comment(self, data: str) -> None:
        self.is_html = True

    def handle_decl(self, decl: str) -> None:
        self.is_html = True

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(_BLANKS.sub(" ", data))

    def _mark(self, tag: str, typed: str) -> None:
        if tag in _LINES or tag in _CELLS:
            self.is_html = True
            if not self._silent:
                self.parts.append(" " if tag in _CELLS else "\n")
        elif tag in _INLINE or _is_foreign(tag):
            self.is_html = True
        elif not self._silent:
            self.parts.append(typed)


def _is_foreign(tag: str) -> bool:
    """Whether a name is one of another vocabulary: `o:p`, `fb:like`, `custom-element`."""
    before, mark, after = tag.replace("-", ":").partition(":")
    return bool(mark) and before.isalnum() and after.replace(":", "").isalnum()
