"""`bullets` and `lines`: dates at the beginning of list items and lines, with years from headings."""

from __future__ import annotations

import pytest
from drafts import chronology_of, drafted, only

from timeline.importers import Input, kind_of

LEADS = [
    # what an item says, its date, its title
    ("May 4, 2020 – Deadline reports it", "May 4, 2020", "Deadline reports it"),
    ("2020: A film", "2020", "A film"),
    ("mid-2020 — Variety", "mid-2020", "Variety"),
    ("c. 2019 - an idea", "c. 2019", "an idea"),
    ("May 4 – June 5, 2020 – a shoot", "May 4 – June 5, 2020", "a shoot"),
    ("May 4–7, 2020: days", "May 4–7, 2020", "days"),
    ("2020–2021: years", "2020–2021", "years"),
    ("**May 2020** Told", "May 2020", "Told"),
    ("**May 2020:** Told", "May 2020", "Told"),
    ("*May 2020* – Told", "May 2020", "Told"),
    ("(May 2020) – Told", "May 2020", "Told"),
    ("In May 2020, Liman said so", "May 2020", "Liman said so"),
    ("On May 4, 2020, NASA agreed", "May 4, 2020", "NASA agreed"),
    ("September – a month of some year", "September", "a month of some year"),
    ("Unknown – Something", "unknown", "Something"),
    ("2020-05-04: ISO", "2020-05-04", "ISO"),
    ("[2020-05]: in brackets", "2020-05", "in brackets"),
    ("[x] 2020: done", "2020", "done"),
    ("May 4, 2020 Deadline reports", "May 4, 2020", "Deadline reports"),
    ("4 May 2020 Deadline reports", "4 May 2020", "Deadline reports"),
    ("2020-05-04 10:30 Deadline reports", "2020-05-04", "10:30 Deadline reports"),
    ("24 August AD 79 – Vesuvius", "0079-08-24", "Vesuvius"),
    ("March 44 BC – Caesar", "-0043-03", "Caesar"),
    ("1 February AD 31 – 6 May AD 32 – x", "0031-02-01/0032-05-06", "x"),
    ("2020: told (https://a.com/x)", "2020", "told"),
    ("2020: told (see https://a.com/x), again", "2020", "told, again"),
    ("May 2020: a: b – c", "May 2020", "a: b – c"),
]


@pytest.mark.parametrize(("item", "date", "title"), LEADS)
def test_an_item_begins_with_its_date(item: str, date: str, title: str) -> None:
    event = only("bullets", f"- {item}\n")
    assert (event["date"], event["title"]) == (date, title)


NONE = [
    "no date",
    "02/03/2020: two readings",
    "2021-22 – a season",
    "May I – ask",
    "not dated",
    "10:30 – a time",
    "after @a – x",
]


@pytest.mark.parametrize("item", NONE)
def test_an_item_without_a_date_is_left_out(item: str) -> None:
    draft = drafted("bullets", f"- {item}\n")
    assert draft.events == ()
    assert [(one.line, one.reason) for one in draft.skipped] == [(1, "no date at its beginning")]


YEARS = [
    ("## 2020", "May 4 – x", "May 4, 2020"),
    ("## 2020", "c. July – x", "c. July 2020"),
    ("## 2020", "by Sept. 23 – x", "by Sept. 23, 2020"),
    ("## 2020", "between June and August – x", "between June and August 2020"),
    ("## 2020", "September – x", "September 2020"),
    ("## 2020", "June or later – x", "June 2020 or later"),
    ("## 2020", "**June 5 or later** – x", "June 5, 2020 or later"),
    ("## 2020", "before June – x", "before June 2020"),
    ("## 2020", "from May, end unknown – x", "from May 2020, end unknown"),
    ("## 2020", "from May 3 (uncertain), end unknown – x", "2020-05-03?/"),
    ("## 2020", "May 4, 2021 – x", "May 4, 2021"),
    ("## 2020", "2021 – x", "2021"),
    ("## 2020", "x", "2020"),
    ("## May 2020", "4 – x", "2020-05-04"),
    ("## May 2020", "May 4 – x", "May 4, 2020"),
    ("## May 2020", "x", "May 2020"),
    ("## 2020\n### May", "4 – x", "2020-05-04"),
    ("## 2019–2020", "September – x", "September"),
    ("## Events", "September – x", "September"),
]


@pytest.mark.parametrize(("heading", "item", "date"), YEARS)
def test_a_heading_says_the_year(heading: str, item: str, date: str) -> None:
    from timeline.dates import read

    event = only("bullets", f"{heading}\n\n- {item}\n")
    found, wanted = read(event["date"]), read(date)
    assert (found.lower, found.upper, found.precision) == (wanted.lower, wanted.upper, wanted.precision)
    assert event["title"] == "x"


def test_a_heading_that_is_no_date_is_the_group() -> None:
    draft = drafted(
        "bullets", "# The story\n\n## Space\n\n- 2020: a\n\n### Inner\n\n- 2021: b\n\n## 2022\n\n- May: c\n"
    )
    assert draft.header == {"title": "The story"}
    assert [event.get("group") for event in draft.events] == ["Space", "Space / Inner", None]


def test_what_stands_below_an_item_belongs_to_it() -> None:
    text = (
        "- 2020: One. Two.\n  continued\n  - below\n    - deeper\n  - [Variety](https://variety.com/x)\n- 2021: next\n"
    )
    first, second = drafted("bullets", text).events
    assert (first["title"], first["summary"]) == ("One", "Two. continued\nbelow\n  deeper\nVariety")
    assert first["sources"] == [{"outlet": "variety.com", "url": "https://variety.com/x", "title": "Variety"}]
    assert second["title"] == "next"


def test_an_item_that_is_a_year_says_the_year_of_those_below_it() -> None:
    draft = drafted("bullets", "* 2020\n  * May 4 – a\n  * Q3 – b\n* People\n  * 2021 – c\n  * nothing\n")
    assert [(event["date"], event.get("group")) for event in draft.events] == [
        ("May 4, 2020", None), ("Q3 2020", None), ("2021", "People"),
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["*", "  "])
def test_lists_nested_a_thousand_deep(mark: str) -> None:
    text = "== x ==\n" if mark == "*" else ""
    text += "".join(f"{mark * n}{'' if mark == '*' else '-'} 2020: x\n" for n in range(1, 1000))
    assert drafted("bullets", text).events
    assert drafted("bullets", text.replace(": x", "")).events == ()


def test_markdown_is_reduced_to_text() -> None:
    text = "- 2020: **Bold** _it_ `code` \\*kept\\* &amp; [a](http://b.c/d_(e) 'f') ![i](j.png) <http://k.l> snake_case_name\n"
    event = only("bullets", text)
    assert event["title"] == "Bold it code *kept* & a i snake_case_name"
    assert [one["url"] for one in event["sources"]] == ["http://b.c/d_(e)", "http://k.l"]


def test_footnotes_are_sources() -> None:
    event = only("bullets", "- 2020: x[^1]\n\n[^1]: [Variety](https://variety.com/x), 2020\n")
    assert event["title"] == "x"
    assert event["sources"][0]["outlet"] == "variety.com"


WIKI = """== History ==
Some prose.
=== 2020 ===
* May 4 – [[Deadline Hollywood|Deadline]] reports ''it'' &ndash; {{nowrap|in space}}.<ref name="dl">{{cite news
 |last=Fleming |first=Mike |title=Out Of This [[World]]! |url=https://deadline.com/x?a=1&b=2 |work=[[Deadline Hollywood]]
 |date=May 4, 2020 |access-date=June 1, 2020 |archive-url=https://web.archive.org/web/2020/https://deadline.com/x
 |language=en |quote=So it is}} (subscription required)</ref> More.
* {{start date|2020|5|5}}: NASA confirms<ref>[https://www.nasa.gov/a A page]</ref><ref name=dl /><!-- a remark -->
** He said so
* '''26–27 May''' [https://x.org/y Liman] to direct<ref>https://bare.org/z</ref>
# {{circa|2021}} – numbered
=== Reception ===
* no date
[[Category:Films]]
"""


def test_wikitext() -> None:
    draft = drafted("bullets", WIKI)
    first, second, third, fourth = draft.events
    cited = {
        "outlet": "Deadline Hollywood",
        "date": "May 4, 2020",
        "url": "https://deadline.com/x?a=1&b=2",
        "title": "Out Of This World!",
        "archive": "https://web.archive.org/web/2020/https://deadline.com/x",
        "accessed": "June 1, 2020",
        "lang": "en",
        "quote": "So it is",
        "x-author": "Mike Fleming",
    }
    assert first["sources"] == [cited]
    assert (first["date"], first["title"], first["summary"], first["group"]) == (
        "May 4, 2020", "Deadline reports it – in space", "More.", "History",
    )  # fmt: skip
    assert second["sources"] == [{"outlet": "nasa.gov", "url": "https://www.nasa.gov/a", "title": "A page"}, cited]
    assert (second["date"], second["title"], second["summary"]) == ("2020-05-05", "NASA confirms", "He said so")
    assert (third["date"], third["title"]) == ("26–27 May 2020", "Liman to direct")
    assert {one["outlet"] for one in third["sources"]} == {"bare.org", "x.org"}
    assert (fourth["date"], fourth["title"]) == ("c. 2021", "numbered")
    assert [one.what for one in draft.skipped] == ["no date"]
    assert draft.notes == ("lines that are no list items, left out: 2",)
    assert len(chronology_of(draft).events) == 4


def test_tables_and_templates_of_wikitext_are_told_by_line() -> None:
    """What stands in a table or in a template that is no text is no part of an event, and not left out silently."""
    text = (
        "== [[Film]] ==\n* 2020: A came.{{citation needed|date=May 2020}}\n** more {{dubious}}\n"
        '{| class="wikitable"\n|+ Dates\n! Date !! What\n|-\n| 2021 || [[B]] came\n|-\n| 2022\n| C came\n|}\n* 2023: D{{nbsp}}came\n'
    )
    draft = drafted("bullets", text)
    assert [event["title"] for event in draft.events] == ["A came", "D came"]
    assert [tuple(one) for one in draft.skipped] == [
        (2, "{{citation needed|date=May 2020}}", "a template that stands for no words"),
        (3, "{{dubious}}", "a template that stands for no words"),
        (6, "Date !! What", "a row of a table, no list item"),
        (8, "2021 || B came", "a row of a table, no list item"),
        (10, "2022", "a row of a table, no list item"),
    ]
    assert draft.notes == ()


def test_the_same_list_again_gives_the_same_marks() -> None:
    assert drafted("bullets", WIKI) == drafted("bullets", WIKI)


# --- lines --------------------------------------------------------------------------------------------------------

TEXT = """A title
2020
May 4: Deadline reports https://deadline.com/a?b=1
  more about it
mid-2020\tVariety: insurance
May 2021 - thing
Sept. 17, 2021 – another
02/03/2020: two readings
June 2022, a comma
"""


def test_lines() -> None:
    draft = drafted("lines", TEXT)
    assert [(event["date"], event["title"]) for event in draft.events] == [
        ("May 4, 2020", "Deadline reports"), ("mid-2020", "Variety: insurance"), ("May 2021", "thing"),
        ("Sept. 17, 2021", "another"), ("June 2022", "a comma"),
    ]  # fmt: skip
    assert draft.events[0]["summary"] == "more about it"
    assert draft.events[0]["sources"] == [{"outlet": "deadline.com", "url": "https://deadline.com/a?b=1"}]
    assert [tuple(one) for one in draft.skipped] == [
        (1, "A title", "no date at its beginning"),
        (8, "02/03/2020: two readings", '"02/03/2020" has more than one reading. Write Feb. 3, 2020 or March 2, 2020'),
    ]


MIXED = "Notes\n\n2020\nMay 4: first\n- June 2020: second\nJuly 2020: third\n  cont\nAug 2020: fourth\n"


def test_a_stray_bullet_does_not_swallow_the_dated_lines_below_it() -> None:
    """A text most of whose dated lines are no items is read as lines, the item among them."""
    assert kind_of(Input("notes.txt", MIXED.encode())) == "lines"
    draft = drafted("lines", MIXED)
    assert [(event["date"], event["title"], event.get("summary")) for event in draft.events] == [
        ("May 4, 2020", "first", None), ("June 2020", "second", None), ("July 2020", "third", "cont"),
        ("Aug 2020", "fourth", None),
    ]  # fmt: skip
    assert [one.what for one in draft.skipped] == ["Notes"]


@pytest.mark.parametrize(
    ("text", "title", "left"),
    [
        ("- 2020: One\nJuly 2020: two\n", "One", ["July 2020: two"]),
        ("- 2020: One\nand more\n", "One and more", []),
        ("- 2020: One was told on\nJuly 4, 2020, by two\n", "One was told on July 4, 2020, by two", []),
        ("- 2020: One\n  July 2020: two\n", "One July 2020: two", []),
    ],
)
def test_a_dated_line_below_an_item_is_none_of_it(text: str, title: str, left: list[str]) -> None:
    """One that is not indented, and does not end a sentence of the item, is told with its line."""
    draft = drafted("bullets", text)
    assert [event["title"] for event in draft.events] == [title]
    assert [tuple(one) for one in draft.skipped] == [(2, line, "a dated line that is no list item") for line in left]


def test_a_line_that_is_indented_belongs_to_nothing_behind_one_that_is_left_out() -> None:
    draft = drafted("lines", "2020: a\nno date\n  what is this\n")
    assert "summary" not in draft.events[0]
    assert [one.line for one in draft.skipped] == [2, 3]
