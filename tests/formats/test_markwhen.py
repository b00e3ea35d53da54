"""markwhen: what its parser reads is our dates and tags; all else of the data is text."""

from __future__ import annotations

import json
import re
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import HARD, one, source, written

from timeline.load import load
from timeline.views import printable

text_of = partial(written, "markwhen")


DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
EVENT = re.compile(rf"({DATE}(?:/{DATE})?): (.*)")
PROPERTY = re.compile(r"  ([a-z]+): (.+)")


def events(text: str) -> list[tuple[str, str, dict[str, object]]]:
    """Date, text and properties of each event; fails on a line that is of no known kind."""
    found: list[tuple[str, str, dict[str, object]]] = []
    for line in text.splitlines():
        if event := EVENT.fullmatch(line):
            found.append((event[1], event[2], {}))
        elif fact := PROPERTY.fullmatch(line):
            found[-1][2][fact[1]] = json.loads(fact[2])
        else:
            assert line == "" or re.match(r"title: \"|description: \"|# |// ", line), line
    return found


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2020", "2020"),
        ("May 2020", "2020-05"),
        ("May 4, 2020", "2020-05-04"),
        ("mid-2020", "2020-05/2020-08"),
        ("c. 2019?", "2019"),
        ("2020-06/2020-08", "2020-06/2020-08"),
        ("2017-01-20/2021-01-20", "2017-01-20/2021-01-20"),
        ("2020s", "2020/2029"),
        ("[2019,2021]", "2019/2021"),
    ],
)
def test_dates_are_level_0_and_keep_their_words(date: str, shown: str) -> None:
    """Widened to the days that it can mean; the words as typed are a property."""
    ((found, title, properties),) = events(text_of(one("T", date)))
    assert (found, title, properties["date"], properties["id"]) == (shown, "T", date, "e")


@pytest.mark.parametrize("date", ["unknown", "before 2015", "since 2019", "September"])
def test_open_dates_are_comments(date: str) -> None:
    """No range is open and none is made up; how many there are is said."""
    said: list[str] = []
    text = text_of(one("T", date), said=said)
    assert events(text) == []
    assert re.search("^// .* · unsourced · T$", text, re.MULTILINE)
    assert said == ["1 event without a first or a last day left as comments: markwhen has no open ranges"]


@pytest.mark.parametrize("date", ["-0044", "-0043-03-15", "Y12020", "-0043-03-15/2020"])
def test_far_years_are_comments(date: str) -> None:
    """The parser knows the years 1 to 9999; that is the reason that is given."""
    said: list[str] = []
    assert events(text_of(one("T", date), said=said)) == []
    assert said == ["1 event outside of the years 1 to 9999 left as comments: markwhen has no others"]


@pytest.mark.parametrize(
    "title", ["#tag", "a #tag", "[x] done", "[ ] open", "[a](b)", "@me", "2020: x", "# h", "// c", "- x", "id: y"]
)
def test_nothing_is_read_as_syntax(title: str) -> None:
    """Tags, links, mentions and boxes of the data are none."""
    ((_, shown, _),) = events(text_of(one(title, "2020")))
    assert shown.replace("\u2060", "") == title
    assert not re.search(r"(?:^|\s)#\w|^\s*\[[xX ]?\]|\[[^\[\]]+\]\([^()]+\)|@\w", shown)


def test_tags() -> None:
    """Tags as words; what had to be changed is kept whole beside them."""
    ((_, shown, properties),) = events(text_of(one("T", "2020", tags=("shoot", "Mission: Impossible", "1917"))))
    assert shown == "T #shoot #mission_impossible"
    assert properties["tags"] == ["shoot", "Mission: Impossible", "1917"]
    assert "tags" not in events(text_of(one("T", "2020", tags=("shoot",))))[0][2]


@given(st.text(max_size=30).filter(lambda text: text.strip()))
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_the_lines(text: str) -> None:
    """One event stays one event whatever its texts hold."""
    page = text_of(one(text, "2020", source(outlet=text), summary=text, note=text, tags=(text,)))
    ((_, shown, properties),) = events(page)
    assert shown.replace("\u2060", "").startswith(printable(text.strip()).replace("\u2060", ""))
    assert properties.get("summary", "") == text.strip()


def test_hard_values() -> None:
    """Nothing steers a terminal, every event is there, years are sections."""
    text = text_of(load([HARD]))
    assert not {char for char in text if char != "\n" and printable(char) != char}
    assert (len(events(text)), text.count("\n// ")) == (5, 1)
    assert re.findall("^# (.*)$", text, re.MULTILINE) == ["2019", "2020", "Undated"]
