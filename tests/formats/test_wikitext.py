"""Wikitext: citations in Wikipedia's shapes, and no text of the data that is read as markup."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import HARD, one, source, written

from timeline.dates import read
from timeline.formats._wikidates import archived, prose_and_cited
from timeline.load import load
from timeline.model import Chronology
from timeline.views import printable

text_of = partial(written, "wikitext")


PARAMETERS = {
    "author", "title", "url", "work", "date", "access-date", "language", "quote", "archive-url", "archive-date",
    "url-status",
}  # fmt: skip


def citations(text: str) -> list[dict[str, str]]:
    """The parameters of each template; fails where signs do not balance or a template is another."""
    text = re.sub(r"<!-- .*? -->", "", text)
    templates = re.findall(r"\{\{(.*?)\}\}", text)
    rest = re.sub(r"\{\{.*?\}\}", "", text)
    assert not set("{}") & set(rest)
    assert not set("{}[]<>") & set("".join(templates))
    opened, closed = (len(re.findall(tag, text)) for tag in ('<ref(?: name="[a-z0-9-]+")?>', "</ref>"))
    assert opened == closed
    assert not set("<>") & set(re.sub(r'<ref(?: name="[a-z0-9-]+"(?: /)?)?>|</ref>', "", text))
    assert not set("[]") & set(re.sub(r"\[https?://[^ ]+ archived copy\]", "", rest))
    found = []
    for template in templates:
        name, *fields = template.split("|")
        assert name.strip() == "cite news"
        pairs = dict(field.split("=", 1) for field in fields)
        assert set(pairs) <= PARAMETERS
        found.append({name: value.strip() for name, value in pairs.items()})
    return found


@pytest.mark.parametrize(
    ("date", "prose", "cited"),
    [
        ("2020", "2020", "2020"),
        ("May 2020", "May 2020", "May 2020"),
        ("2003-05-12", "12 May 2003", "12 May 2003"),
        ("Sept. 17, 2021", "17 September 2021", "17 September 2021"),
        ("2020-06/2020-08", "June–August 2020", "June–August 2020"),
        ("2003-05-12/2003-05-15", "12–15 May 2003", "12–15 May 2003"),
        ("2020-02-03/2020-03-05", "3 February – 5 March 2020", "3 February – 5 March 2020"),
        ("2017-01-20/2021-01-20", "20 January 2017 – 20 January 2021", "20 January 2017 – 20 January 2021"),
        ("2019/2021", "2019–2021", "2019–2021"),
        ("2019-05/2020-06", "May 2019 – June 2020", "May 2019 – June 2020"),
        ("summer 2020", "summer 2020", "Summer 2020"),
        ("Q1 2020", "first quarter of 2020", "First Quarter 2020"),
        ("c. 2019", "c. 2019", "c. 2019"),
        ("mid-2020", "mid-2020", ""),
        ("between May 5 and 12, 2020", "between 5 and 12 May 2020", ""),
        ("before 2015", "before 2015", ""),
        ("2020-05?", "May 2020 (uncertain)", ""),
        ("after May 5, 2020", "after 5 May 2020", ""),
        ("unknown", "date unknown", ""),
        ("September", "September, year unknown", ""),
        ("2030", "2030", ""),
        ("0900-05-04", "4 May 900", ""),
        ("0079-08-24", "24 August AD 79", ""),
        ("0012-08", "August AD 12", ""),
        ("before 0079-08-24", "before 24 August AD 79", ""),
        ("0031-02-01/0032-05-06", "1 February AD 31 – 6 May AD 32", ""),
        ("0000-01-01", "1 January 1 BC", ""),
        ("-0043-03-15", "15 March 44 BC", ""),
        ("2020-05-05/2020-05-05", "5 May 2020", "5 May 2020"),
        ("2020-05/2020-05", "May 2020", "May 2020"),
        ("2020/2020", "2020", "2020"),
    ],
)
def test_dates_are_in_wikipedia_style(date: str, prose: str, cited: str) -> None:
    """Day before month, en dashes, no bare numbers; a template gets what it takes, up to the next year."""
    assert prose_and_cited(read(date), 2025) == (prose, cited)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://web.archive.org/web/20200504123456/https://a.b/c", ("4 May 2020", "https://a.b/c")),
        ("https://web.archive.org/web/20200504123456id_/http://a.b/c", ("4 May 2020", "http://a.b/c")),
        ("https://web.archive.org/web/20200231123456/https://a.b/c", ("", "")),
        ("https://web.archive.org/web/2020/https://a.b/c", ("", "")),
        ("https://a.b/c", ("", "")),
    ],
)
def test_the_day_of_a_copy_is_in_its_address(address: str, found: tuple[str, str]) -> None:
    """The Wayback Machine writes the moment into the address."""
    assert archived(address, 2025) == found


def test_a_full_citation() -> None:
    """Every parameter that a source has something for, in order; what has no place stands behind in words."""
    copy = "https://web.archive.org/web/20200506000000/https://a.b/c"
    full = source(
        "May 4, 2020", title="A | B = {{C}}", url="https://a.b/c", archive=copy, accessed="2020-05-07", lang="en",
        quote="x [[y]]", by="Ann", via="CNN", says="confirms",
    )  # fmt: skip
    text = text_of(one("T", "2020", full))
    assert citations(text) == [{
        "title": "A &#124; B &#61; &#123;&#123;C&#125;&#125;", "url": "https://a.b/c", "work": "Deadline", "date": "4 May 2020",
        "access-date": "7 May 2020", "language": "en", "quote": "x &#91;&#91;y&#93;&#93;", "archive-url": copy,
        "archive-date": "6 May 2020", "url-status": "live",
    }]  # fmt: skip
    assert "<ref>Confirmed: {{cite news" in text
    assert "}} (Ann; via CNN)</ref>" in text


def test_who_is_quoted_is_no_author() -> None:
    """An author is given only where the outlet speaks for itself."""
    assert "author" not in citations(text_of(one("T", "2020", source(by="Jim"))))[0]
    assert "author" not in citations(text_of(one("T", "2020", source(by="Ann", outlet="Ann Arbor News"))))[0]
    assert citations(text_of(one("T", "2020", source(by="NASA", outlet="NASA"))))[0]["author"] == "NASA"


def test_the_same_citation_is_written_once() -> None:
    """A source that several events share is named and called by its name."""
    events = tuple(one(title, "2020", source(title="S")).events[0]._replace(id=title) for title in "ab")
    text = text_of(Chronology("C", events=events))
    assert text.count("{{cite news") == 1
    assert '<ref name="deadline-1">' in text
    assert '<ref name="deadline-1" />' in text


def test_status_and_doubt_are_words() -> None:
    """A denied event says so, and what a citation cannot hold is told once."""
    said: list[str] = []
    text = text_of(one("T", "mid-2020", source("mid-2020", says="denies")), said=said)
    assert "* '''mid-2020''' – T (denied)<ref>Denied: {{cite news |work=Deadline}} published mid-2020</ref>" in text
    (line,) = said
    assert line == (
        "citations without a title, which cite news wants: 1; "
        "publication dates in words behind theirs, as cite news takes none such: 1"
    )


@pytest.mark.parametrize("text", [
    "a|b", "{{x}}", "[[x]]", "[http://x y]", "=x=", "<ref>", "</ref>", "<nowiki>", "-->", "''x''", "'''''x", "~~~~", "__NOTOC__",
    "https://x.y", "mailto:a@b", "ISBN 1234567890", "RFC 12", "&lt;", "{|", "|}", "*", "#", ":x", ";x", "-{x}-",
])  # fmt: skip
def test_nothing_is_read_as_markup(text: str) -> None:
    """Signs of wikitext become character references, in prose, comments and templates."""
    page = text_of(
        one(text, "2020", source(title=text, outlet=text, quote=text, unnamed=text), summary=text, note=text)
    )
    assert len(citations(page)) == 1
    own = re.sub(
        r"<!-- | -->|</?ref>|'''2020'''|\{\{cite news|\}\}| \|[a-z-]+=|^== .* ==$|^\* ", "", page, flags=re.MULTILINE
    )
    assert not re.search(r"[{}|<>=\[\]]|''|~~~|__|[a-z]:\S|ISBN \d|RFC \d|&(?!#\d+;)|^[*#:;]", own, re.MULTILINE)


@given(st.text(max_size=30).filter(lambda text: text.strip()))
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_the_page_whole(text: str) -> None:
    """Braces, brackets and tags balance whatever the data holds."""
    page = text_of(one(text, "2020", source(title=text, outlet=text, url=text, archive=text, accessed=text), note=text))
    assert len(citations(page)) == 1


def test_years_of_one_month_are_no_range(data: Path) -> None:
    """A September of one of some years is not put as a stretch of years."""
    assert "'''September, 2020 to 2025'''" in text_of(load([str(data / "space-film.yaml")]))


def test_hard_values_and_stories(data: Path) -> None:
    """Nothing steers a terminal; every citation has known parameters and no bare date."""
    text = text_of(load([HARD]))
    assert not {char for char in text if char != "\n" and printable(char) != char}
    assert len(citations(text)) == 5
    for found in citations(text_of(load([str(data / "space-film-record.yaml")]))):
        assert not re.search(r"\d{4}-\d\d", found.get("date", ""))
