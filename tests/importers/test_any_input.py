"""Any bytes give a draft that a file can hold, or a problem; nothing else, and in bounded time."""

from __future__ import annotations

import time

import pytest
from drafts import chronology_of, drafted
from hypothesis import example, given, settings
from hypothesis import strategies as st

from timeline.errors import DataError
from timeline.importers import Draft, Input, named

KINDS = ("timelinejs", "timelinejs-csv", "ics", "feed", "markwhen", "bullets", "lines")

# Scraps of each syntax, so that what is made of them gets past the first check.
SCRAPS = {
    "timelinejs": [
        '{"events": [', '{"start_date": {"year": "', '2020', '"}, ', '"text": {"headline": "', "<b>x", '"}', "}", "]",
        '{"timeline": {"date": [', '"startDate": "2011,12', "null", "1e999", '"display_date": "mid-2020"', "\\ud800",
    ],
    "timelinejs-csv": ["Year,Headline,Type,Display Date\n", "2020,", "\n", '"', "era", ",", "-44", "mid-2020", "'"],
    "ics": [
        "BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", "END:VEVENT\n", "END:VCALENDAR\n", "DTSTART", ";TZID=", '"', ":",
        "20200504", "T093000Z", "\n", "DTEND:", "DURATION:P1DT", "99999999", "H\n", "SUMMARY:x\\", "RRULE:", " ",
        "BEGIN:VTODO\n", "BEGIN:VJOURNAL\n", "RECURRENCE-ID:",
    ],
    "feed": [
        "<rss>", "<channel>", "<item>", "<title>", "x", "</title>", "</item>", "<pubDate>", "Mon, 04 May 2020", "</",
        "&lt;", "&", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "]>", "<link>javascript:x", "<![CDATA[", "\x1b[31m", "<feed>",
        '{"version": "https://jsonfeed.org/version/1", "items": [', '{"id": 1}', "]}",
    ],
    "markwhen": [
        "title: x\n", "---\n", "2020", "-05", "/", "now", ": ", "text", "\n", "  key: [", "]", "# ", "#tag ", "// ",
        "after !a ", "3 days", " - ", "every 2 weeks", "id: a\n", "12/7/1941", "\\", "10:30", "500 BC", "&a *a", "Dec 1",
    ],
    "bullets": [
        "- ", "* ", "** ", "  - ", "2020", "May 4", " – ", ": ", "text", "\n", "== 2020 ==\n", "# 2020\n", "[[a|b]]",
        "[a](http://b.c)", "<ref>", "</ref>", "{{cite news|title=x|url=http://b.c|date=May 2020}}", "'''", "**", "<!--",
        "-->", "\x00", "\x01", "0", "[^1]", "\n[^1]: x\n", "<ref name=a />", "{{", "}}", "\\", "& ",
    ],
    "lines": ["2020", ": ", "May 4", "\t", "\n", " ", "x", "http://a.b", " - ", ",", "2021-22", "(", ")", "In "],
}  # fmt: skip


def check(kind: str, data: bytes) -> Draft | None:
    named(kind).looks_like(Input("x", data))
    try:
        draft = drafted(kind, data)
    except DataError as error:
        assert error.problems
        return None
    for event in draft.events:
        assert event["date"] and event["title"] and event["x-import"].startswith(f"{kind}:")
    assert all(skipped.reason for skipped in draft.skipped)
    chronology_of(draft)
    return draft


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_scraps_of_its_syntax(kind: str, data: st.DataObject) -> None:
    scraps = data.draw(st.lists(st.one_of(st.sampled_from(SCRAPS[kind]), st.text(max_size=5)), max_size=40))
    draft = check(kind, "".join(scraps).encode("utf-8", "replace"))
    if draft is not None:
        assert draft == drafted(kind, "".join(scraps).encode("utf-8", "replace")), "the same input, the same draft"


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes(kind: str, data: bytes) -> None:
    check(kind, data)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200))
@example(text="()")
@example(text="- []\n\n() 2020: a")
def test_any_text(kind: str, text: str) -> None:
    check(kind, text.encode("utf-8", "replace"))


LONG = [
    "<" * 12_000, "[" * 12_000, "{{" * 5_000, "* " * 7_000, "- " * 7_000, "[[" * 7_000, "<ref>" * 2_000,
    "1d " * 5_000, "2020 - " * 2_000, "**" * 5_000, "a_" * 5_000, "'" * 12_000, "\n " * 7_000, "(" * 12_000,
    "- 2020: " + "[a](b" * 2_000, "- 2020: " + "x. Y" * 2_000, "2020: " + "#a " * 5_000, "\\" * 12_000,
    "BEGIN:VEVENT\n" * 1_000, "X;" * 7_000 + ":", 'X="' * 5_000, "<!--" * 5_000, "- 2020: " + "**a" * 2_000,
    "- 2020: " + "`a" * 2_000, "- 2020: " + "~~a" * 2_000, "2020: " + "[a](b.c" * 1_000, "{{cite news|" * 1_000,
    "* 2020: <ref>{{cite news|" + "a=b|" * 2_000 + "}}</ref>", "after !a " + "1 day " * 2_000 + ": x",
    "2020 every " * 1_000, " ".join(["title: x"] * 2_000), "- 2020: " + "__a" * 2_000, "- 2020: _" + "a*" * 2_000,
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_long_nonsense_ends_soon(kind: str) -> None:
    """Nothing takes time that grows with the square of the input: seconds here would be hours for a large file."""
    for text in LONG:
        for lead in ("", "<rss>") if kind == "feed" else ("",):
            start = time.process_time()
            try:
                named(kind).looks_like(Input("x", (lead + text).encode()))
                drafted(kind, lead + text)
            except DataError:
                pass
            assert time.process_time() - start < 10, text[:20]
