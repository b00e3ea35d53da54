"""TimelineJS: its JSON and its spreadsheet; no date gains a part, no text becomes markup or a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from timeline import formats
from timeline.dates import read
from timeline.formats._addresses import web_address
from timeline.formats._slides import placed, twice_escaped
from timeline.formats.timelinejs_csv import COLUMNS
from timeline.load import load
from timeline.model import Chronology, Era, Event, Source
from timeline.query import Query, select
from timeline.views import Options
from timeline.writing import Out

HARD = Path(__file__).parent.parent / "data" / "hard.yaml"
DATA = Path(__file__).parent.parent.parent / "data"
STORIES = [DATA / "space-film.yaml", DATA / "space-film-record.yaml", HARD]
DAY = 739_000


def written(chronology: Chronology, name: str, *, ascii_only: bool = False, **options: object) -> tuple[str, list[str]]:
    """The output, and what was said beside it."""
    parts: list[str] = []
    said: list[str] = []
    found = select(chronology, Query(), DAY)
    out = Out(parts.append, DAY, ascii=ascii_only, say=said.append)
    formats.named(name).write(chronology, found, Options(**options), out)  # type: ignore[arg-type]
    return "".join(parts), said


def slides_of(chronology: Chronology) -> dict[str, dict[str, Any]]:
    return {event["unique_id"]: event for event in json.loads(written(chronology, "timelinejs")[0])["events"]}


def rows_of(chronology: Chronology) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(chronology, "timelinejs-csv")[0])))


def chronology_of(*dates: str) -> Chronology:
    whens = [read(text) for text in dates]
    return Chronology("T", events=tuple(Event(f"e{n}", when, when, f"E{n}") for n, when in enumerate(whens)))


PLACED = [
    ("2020-05-04", (2020, 5, 4), ()),
    ("2020-05-04?", (2020, 5, 4), ()),
    ("May 2020", (2020, 5), ()),
    ("early May 2020", (2020, 5), ()),
    ("mid-2020", (2020,), ()),
    ("summer 2020", (2020,), ()),
    ("between June and August 2020", (2020,), ()),
    ("2020", (2020,), ()),
    ("c. 2019?", (2019,), ()),
    ("2020-XX-05", (2020,), ()),
    ("2020s", (2020,), (2029,)),
    ("2019 or 2021", (2019,), (2021,)),
    ("between 2019-11-30 and 2020-02-01", (2019,), (2020,)),
    ("from June to August 2020", (2020, 6), (2020, 8)),
    ("2020-06-01/2020-06-03", (2020, 6, 1), (2020, 6, 3)),
    ("2020-06-01/2020-06-01", (2020, 6, 1), ()),
    ("2020-06-15/2020", (2020, 6, 15), ()),
    ("2019/2020-03", (2019,), (2020, 3)),
    ("since 2019", (2019,), ()),
    ("2019-04/..", (2019, 4), ()),
    ("../2019-04", (2019, 4), ()),
    ("before 2015", (2014,), ()),
    ("after 2015-03-04", (2015,), ()),
    ("by May 2020", (2020,), ()),
    ("-0043-03-15", (-43, 3, 15), ()),
    ("unknown", (), ()),
    ("September", (), ()),
    ("unknown; before @x", (), ()),
]


@pytest.mark.parametrize(("text", "start", "end"), PLACED)
def test_where_a_date_stands(text: str, start: tuple[int, ...], end: tuple[int, ...]) -> None:
    """A part stands only where all the days share it; what has no year has no place."""
    assert placed(read(text)) == (start, end)


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_nothing_loose_becomes_exact(path: Path) -> None:
    """A slide has a day only where the event's date is that one day, and always its words."""
    chronology = load([str(path)])
    events = {event.id: event for event in chronology.events}
    for identity, slide in slides_of(chronology).items():
        when = events[identity].when
        start, end = when.start or (when.lower, when.upper), when.end or (when.lower, when.upper)
        assert slide["display_date"]
        for name, days in (("start_date", start), ("end_date", end)):
            if "day" in slide.get(name, {}):
                assert days[0] == days[1] is not None


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_event_is_there_or_counted(path: Path) -> None:
    """Slides and what is said to be left out make up the chronology; both formats say the same."""
    chronology = load([str(path)])
    text, said = written(chronology, "timelinejs")
    left = sum(int(re.findall(r": (\d+) of", line)[0]) for line in said if line.startswith("left out, because"))
    assert len(json.loads(text)["events"]) + left == len(chronology.events)
    rows = rows_of(chronology)
    assert len([row for row in rows if not row["Type"]]) + left == len(chronology.events)
    assert written(chronology, "timelinejs-csv")[1] == said


def test_what_is_said() -> None:
    """How many, of how many, with an example; nothing where all is well."""
    when = read("2019/..")
    chronology = chronology_of("unknown", "September", "before 2015", "May 2020")
    chronology = chronology._replace(eras=(Era("e", "Now", when, when),))
    assert written(chronology, "timelinejs")[1] == [
        'left out, because no year is known: 2 of 4 events, such as "E0" (date unknown)',
        'with only a first or a last day, placed at its year: 1 of 4 events, such as "E2" (before 2015)',
        "eras need both ends here; left out: Now",
    ]
    assert written(chronology_of("May 2020"), "timelinejs")[1] == []


def _paragraphs(html: str) -> list[str]:
    """What a reader of the HTML reads, a text a paragraph."""
    return [unescape(re.sub(r"<[^>]*>", "", found)) for found in re.findall(r"<p>(.*?)</p>", html, re.DOTALL)]


def test_hard_values_come_back_from_json() -> None:
    """Headline, summary, note and group of a slide, read as TimelineJS reads them, are the author's."""
    chronology = load([str(HARD)])
    slides = slides_of(chronology)
    title = json.loads(written(chronology, "timelinejs")[0])["title"]
    assert unescape(title["text"]["headline"]) == chronology.title
    assert _paragraphs(title["text"]["text"]) == [chronology.about.strip()]
    for event in (event for event in chronology.events if event.id in slides):
        slide = slides[event.id]
        assert unescape(slide["text"]["headline"]) == event.title
        paragraphs = _paragraphs(slide["text"]["text"])
        assert not event.summary or paragraphs[0] == event.summary.strip()
        assert not event.note or paragraphs[-1] == f"Note: {event.note.strip()}"


def test_hard_values_come_back_from_the_sheet() -> None:
    """The same of the spreadsheet, cell by cell."""
    chronology = load([str(HARD)])
    titles = {unescape(row["Headline"]) for row in rows_of(chronology) if not row["Type"]}
    assert titles == {event.title for event in chronology.events if event.id != "long"}
    for slide, row in zip(
        slides_of(chronology).values(), [r for r in rows_of(chronology) if not r["Type"]], strict=True
    ):
        assert unescape(row["Headline"]) == unescape(slide["text"]["headline"])
        assert unescape(row["Text"]) == unescape(slide["text"]["text"])
        assert row["Display Date"] == slide["display_date"]
        assert row["Group"] == slide.get("group", "")


def test_a_bare_carriage_return_ends_no_row() -> None:
    """RFC 4180 section 2.6: a cell with a line end of any kind stands in quotes."""
    when = read("2020")
    [row] = rows_of(Chronology(events=(Event("e", when, when, "one\rtwo"),)))
    assert row["Headline"] == "one\rtwo"


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-csv"])
def test_no_text_becomes_markup(name: str) -> None:
    """Of what the author writes nothing is a tag, not even where TimelineJS takes one level of escapes away."""
    bad = "<img src=x onerror=alert(1)> & \"q\" 'r'"
    when = read("2020")
    source = Source(bad, when, when, title=bad, url="https://e.org/a.png?b=1&c=2")
    linked = Source("L", when, when, url='https://e.org/"><img src=x>')
    event = Event(
        "e", when, when, bad, bad, group=bad, note=bad, status="denied", because=bad, sources=(source, linked)
    )
    chronology = Chronology(bad, bad, events=(event,), eras=(Era("x", bad, when, when),))
    text, _ = written(chronology, name)
    assert "<img" not in text
    assert "javascript:" not in text
    if name == "timelinejs":
        group = slides_of(chronology)["e"]["group"]
    else:
        group = next(row["Group"] for row in rows_of(chronology) if row["Group"])
    assert "<" not in unescape(group)
    assert unescape(unescape(group)) == bad


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Axiom: 2", "Axiom: 2"),
        ("it's", "it's"),
        ("Q&A", "Q&amp;amp;A"),
        ("a<b", "a&amp;lt;b"),
        ("&lt;", "&amp;amp;lt;"),
    ],
)
def test_twice_escaped(text: str, escaped: str) -> None:
    """Only what could be markup is touched."""
    assert twice_escaped(text) == escaped
    assert unescape(unescape(escaped)) == text


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "'"])
def test_no_cell_is_a_formula(first: str) -> None:
    """Whatever a text begins with, its cell begins with something else and is read as it was."""
    when = read("2020")
    event = Event("e", when, when, f"{first}1+1", group=f"{first}2")
    row = rows_of(Chronology("-t", events=(event,)))[1]
    assert not [cell for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "'")]
    assert (unescape(row["Headline"]), unescape(row["Group"])) == (f"{first}1+1", f"{first}2")


def test_a_year_before_ours_stays_a_number() -> None:
    """A minus sign is not guarded where it belongs to a number."""
    row = rows_of(chronology_of("-0043-03-15"))[1]
    assert (row["Year"], row["Month"], row["Day"]) == ("-43", "3", "15")


def test_the_sheet_has_the_columns_of_the_template() -> None:
    """Title first, eras last, all in the order that TimelineJS's template has."""
    text, _ = written(load([str(STORIES[0])]), "timelinejs-csv")
    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert text.startswith("Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,")
    types = [row["Type"] for row in rows_of(load([str(STORIES[0])]))]
    assert (types[0], types[-1], set(types[1:-1])) == ("title", "era", {""})


@pytest.mark.parametrize(
    ("address", "shown", "linked"),
    [
        ("https://e.org/a.jpg", True, True),
        ("https://www.youtube.com/watch?v=abc", True, True),
        ("http://e.org/story", False, True),
        ("javascript:alert(1)//a.jpg", False, False),
        ("https://e.org/a b.jpg", False, False),
        ("https://e.org'/a.jpg", False, False),
        ("https://e.org/<a>.jpg", False, False),
        ("https://e.org/a.jpg\n", False, False),
        ("//e.org/a.jpg", False, False),
    ],
)
def test_addresses(address: str, shown: bool, linked: bool) -> None:
    """Media is what TimelineJS can show; an article is a link in the text; what is not plainly an address is neither."""
    when = read("2020")
    event = Event("e", when, when, "E", sources=(Source("O", when, when, url=address),))
    slide = slides_of(Chronology(events=(event,)))["e"]
    assert slide.get("media", {}).get("url") == (address if shown else None)
    assert (f'<a href="{address}">' in slide["text"]["text"]) is linked
    assert bool(web_address(address)) is linked
    assert slide["autolink"] is False


def test_an_address_that_is_refused_is_told() -> None:
    when = read("2020")
    sources = tuple(Source("O", when, when, url=url) for url in ("javascript:x", "https://a.b/'", ""))
    chronology = Chronology(events=(Event("e", when, when, "E", sources=sources),))
    assert written(chronology, "timelinejs")[1] == ["addresses that are none of the web, left out: 1"]


def test_options_hold() -> None:
    """--limit cuts, --dates chooses the words of the date."""
    text, _ = written(load([str(STORIES[0])]), "timelinejs", limit=2, dates="edtf")
    assert [event["display_date"] for event in json.loads(text)["events"]] == ["2020-05", "[2020-05..2020-08]"]


def test_ascii_alone() -> None:
    """With --ascii other characters are escapes of JSON and of HTML, which lose nothing."""
    chronology = load([str(HARD)])
    sheet, plain = (written(chronology, "timelinejs-csv", ascii_only=yes)[0] for yes in (True, False))
    assert sheet.isascii()
    assert "宇宙" in unescape(sheet)
    assert len(list(csv.reader(io.StringIO(sheet)))) == len(list(csv.reader(io.StringIO(plain))))
    text, wide = (written(chronology, "timelinejs", ascii_only=yes)[0] for yes in (True, False))
    assert text.isascii()
    assert json.loads(text) == json.loads(wide)


def test_an_empty_chronology() -> None:
    """Still an object with a list."""
    assert json.loads(written(Chronology(), "timelinejs")[0]) == {"events": []}
