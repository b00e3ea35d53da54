"""The drawing: sound XML that stands alone, with everything the picture says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import write

from timeline.dates import read
from timeline.dates.days import ordinal
from timeline.formats import svg
from timeline.formats._addresses import web_address
from timeline.formats._drawing import wrapped
from timeline.load import load
from timeline.model import Chronology, Event
from timeline.query import Query, select
from timeline.views import Options, printable
from timeline.width import width_of
from timeline.writing import Out

DAY = ordinal(2026, 1, 1)
HARD = str(Path(__file__).parent.parent / "data" / "hard.yaml")
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"


def drawing(chronology: Chronology, ascii_only: bool = False, **query: object) -> str:
    parts: list[str] = []
    found = select(chronology, Query(**query), DAY)  # type: ignore[arg-type]
    svg.write(chronology, found, Options(), Out(parts.append, DAY, ascii=ascii_only))
    return "".join(parts)


def told(text: str) -> list[str]:
    """The tooltips of a drawing."""
    return [one.text or "" for one in ElementTree.fromstring(text).iter(f"{SVG}title")]


@pytest.mark.parametrize("story", ["space-film", "space-film-record"])
def test_the_bundled_stories(story: str, data: Path, golden: Callable[[str, str], None]) -> None:
    """The drawing of a bundled story; look at it in a browser in review."""
    golden(f"svg/{story}.svg", drawing(load([str(data / f"{story}.yaml")])))


@pytest.mark.parametrize("path", ["space-film", "space-film-record", HARD])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_event_is_there_with_date_title_and_status(path: str, ascii_only: bool, data: Path) -> None:
    """Sound XML; an event's date, full title and status stand in its tooltip, its title in real text."""
    chronology = load([path if path == HARD else str(data / f"{path}.yaml")])
    text = drawing(chronology, ascii_only)
    tooltips = told(text)
    root = ElementTree.fromstring(text)
    words = " ".join(one.text or "" for one in root.iter(f"{SVG}text")).split()
    for event in chronology.events:
        title = printable(event.title)
        assert any(title in one for one in tooltips)
        assert title.split()[0] in words
    assert text.isascii() or not ascii_only
    assert not {char for char in text if char != "\n" and printable(char) != char}


def test_it_stands_alone(data: Path) -> None:
    """No script, no style sheet, font or picture from elsewhere; an image with a title and a description."""
    text = drawing(load([str(data / "space-film-record.yaml")]))
    root = ElementTree.fromstring(text)
    assert (root.get("version"), root.get("role"), root.get("aria-labelledby")) == ("1.1", "img", "title desc")
    assert [one.get("id") for one in list(root)[:2]] == ["title", "desc"]
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        "svg", "title", "desc", "style", "g", "a", "rect", "line", "path", "text",
    }  # fmt: skip
    assert not re.search(r"url\(|@import|<!|javascript|\son\w+=", text)
    assert "prefers-color-scheme:dark" in text


def test_links_only_where_an_address_is_safe(data: Path) -> None:
    """Http and https alone, without anything that could end the address; `javascript:` never."""
    assert web_address("https://example.org/a?b=c&d=%20#e")
    for bad in ("javascript:alert(1)", "http://a b", 'https://a"b', "https://a'b", "https://a<b", "data:x", "", "//a"):
        assert not web_address(bad)
    assert not list(ElementTree.fromstring(drawing(load([HARD]))).iter(f"{SVG}a"))
    links = [
        one.get(LINK, "")
        for one in ElementTree.fromstring(drawing(load([str(data / "space-film-record.yaml")]))).iter(f"{SVG}a")
    ]
    assert links
    assert all(map(web_address, links))


def test_status_by_letter_and_by_class(tmp_path: Path) -> None:
    """The letter says what the colour says; certain days are full, possible ones pale, a known day is a diamond."""
    path = write(
        tmp_path,
        "small.yaml",
        """\
events:
  - {id: a, date: 2020-05-04, title: A, sources: [{outlet: O, date: 2020, says: denies}]}
  - {id: b, date: 2020-06/2021-03, title: B, background: true}
  - {id: c, date: "before 2019", title: C}
  - {id: d, date: "2020?", title: D}
""",
    )
    text = drawing(load([path]))
    assert '<text class="letter on-against"' in text
    for css in ("against exact", "other certain", "other possible", "unproven left", "unproven doubtful"):
        assert f'class="{css}"' in text


def test_nothing_found_is_still_a_drawing(data: Path) -> None:
    """A file with the heading alone, not an empty one."""
    text = drawing(load([str(data / "space-film.yaml")]), where="nothing-like-it")
    assert "0 of 16 events" in text
    ElementTree.fromstring(text)


@given(st.lists(st.text(max_size=80), min_size=1, max_size=3))
def test_any_title_is_sound_xml(titles: list[str]) -> None:
    """Whatever stands in a title, the file is XML and the tooltip has the title as it is printed."""
    when = read("May 2020")
    events = tuple(Event(f"e{n}", when, when, title) for n, title in enumerate(titles))
    tooltips = told(drawing(Chronology(title=titles[0], events=events)))
    for title in titles:
        expected = printable(title).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
        assert any(f"May 2020: {expected} (unsourced)" in one for one in tooltips)


@given(st.text(max_size=200), st.integers(8, 60))
def test_lines_are_wrapped_and_whole(text: str, columns: int) -> None:
    """No line is too wide, and nothing is lost but blanks."""
    lines = wrapped(text, columns)
    assert all(width_of(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert len(wrapped(text, columns, 2)) <= 2
