"""Markdown: what a reader sees of the data is the data, and nothing in it is interpreted."""

from __future__ import annotations

import re
from functools import partial
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from samples import HARD, one, source, written

from timeline.load import load
from timeline.query import Query, Wish
from timeline.views import printable

text_of = partial(written, "markdown")


class _Page(HTMLParser):
    """Tags, links and visible text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(text: str) -> _Page:
    return _Page(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))


OURS = {"h1", "h2", "ul", "li", "p", "strong", "a"}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("title", [
    "*a* _b_ **c** __d__ ~~e~~ `f`", "<b>x</b> <script>alert(1)</script> <!-- c -->", "[a](http://b) ![i](j) [r][s] [^1]",
    "# h", "1. one", "1) one", "- dash", "+ plus", "---", "***", "===", "> quote", "| a | b |", "&amp; &lt; &#60; AT&T A & B",
    "back\\slash \\* end\\", "https://example.com/x www.example.com a@example.com <https://x.y>", ":smile: @user #1 {{ x }} {% y %}",
    "$x$ ```", "   spaces   around   ", "2019-2020", "10.5 and 3) of 4", "Yahoo!", "\t- tab",
])  # fmt: skip
@pytest.mark.parametrize("field", ["title", "summary", "note"])
def test_text_is_shown_as_typed(field: str, title: str) -> None:
    """Whatever a title, a summary or a note holds, its own characters are what is seen, in our own tags only."""
    chronology = one("T", "2020", **{field: title}) if field != "title" else one(title, "2020")
    page = rendered(text_of(chronology))
    assert page.tags <= OURS
    assert page.links == []
    assert squeezed(printable(title.strip())) in squeezed(page.text)


@given(st.text(max_size=40).filter(lambda text: text.strip()))
@settings(max_examples=200, deadline=None)
def test_any_text_is_shown_as_typed(text: str) -> None:
    """The same of any text at all."""
    page = rendered(text_of(one(text, "2020", source(outlet=text, title=text, quote=text), summary=text)))
    assert page.tags <= OURS
    assert page.links == []
    assert page.text.count("\ufffd") or squeezed(page.text).count(squeezed(printable(text.strip()))) >= 4


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://deadline.com/2020/05/x-1/", True),
        ("http://a.b/c_(d)?e=f&g=h#i", True),
        ("https://a.b/?x=1&copy;y", True),
        ("https://a.b/*_~[1]", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://a.b/ c", False),
        ("https://a.b/<x>", False),
        ('https://a.b/"onclick', False),
        ("//a.b/c", False),
    ],
)
def test_only_safe_addresses_are_links(url: str, linked: bool) -> None:
    """A link goes to just this address; what is no http(s) address with safe characters is text."""
    page = rendered(text_of(one("T", "2020", source(url=url, archive=url))))
    links = [link.replace("%5B", "[").replace("%5D", "]") for link in page.links]
    assert links == ([url] * 2 if linked else [])
    assert linked or squeezed(url) in squeezed(page.text)


def test_hard_values_make_no_tags() -> None:
    """Nothing steers a terminal, nothing becomes a tag or a link."""
    text = text_of(load([HARD]))
    assert not {char for char in text if char != "\n" and printable(char) != char}
    page = rendered(text)
    assert page.tags <= OURS
    assert page.links == []


def test_options() -> None:
    """Groups are headings, a limit tells what it cut, nothing found is nothing written."""
    chronology = load([HARD])
    assert "## Disputed\n" in text_of(chronology, group="status")
    assert "## " not in text_of(chronology, group="none")
    assert text_of(chronology, limit=2).endswith("\n4 more not shown; `--limit 0` shows all\n")
    assert text_of(chronology, Query(wishes=(Wish("id", ("none",)),))) == ""
    assert "order of this and its neighbours cannot be known" in text_of(chronology, order="honest")
