"""Each kind of file is claimed by its importer, and by none that is asked before it."""

from __future__ import annotations

import pytest
from drafts import SAMPLES, STORIES, story
from samples import written

from timeline import formats
from timeline.importers import Input, kind_of, named

# Specific before general: bare lists and lines are anybody's, so they are asked last.
KINDS = ("timelinejs", "timelinejs-csv", "ics", "feed", "markwhen", "bullets", "lines")
_LIST = "# Story\n\n- May 2020: x\n- 2021: y\n"
_TABLE = "| Date | Event |\n|---|---|\n| 2020 | z |\n"

OURS = {
    "timelinejs": "timelinejs", "timelinejs-csv": "timelinejs-csv", "ics": "ics", "markwhen": "markwhen",
    "markdown": "bullets", "wikitext": "bullets",
}  # fmt: skip
"""Our formats that can be imported as another kind; all others are none of these."""

SMALL = [
    ("feed", '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>x</title></channel></rss>'),
    ("feed", '<!-- a comment -->\n<feed xmlns="http://www.w3.org/2005/Atom"></feed>'),
    ("feed", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'),
    ("feed", '{"version": "https://jsonfeed.org/version/1.1", "title": "x", "items": []}'),
    ("timelinejs", '{"events": [{"start_date": {"year": 2020}, "text": {"headline": "x"}}]}'),
    ("timelinejs", '{\n "events": []\n}\n'),
    ("timelinejs", '{"title": {"text": {"headline": "x"}}, "events": []}'),
    ("timelinejs", 'storyjs_jsonp_data = {"timeline": {"headline": "x", "date": [{"startDate": "2011"}]}};'),
    ("timelinejs-csv", "Start Date,End Date,Headline,Text\n2020,,x,y\n"),
    ("timelinejs-csv", "Year\tMonth\tDay\tHeadline\n2020\t\t\tx\n"),
    ("ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
    ("ics", "\nBEGIN:VEVENT\nEND:VEVENT\n"),
    ("markwhen", "title: x\n\n2020-05: y\n"),
    ("markwhen", "2020-05 / 2020-06: y\n2021: z\n"),
    ("markwhen", "2020: one #tag\n2021: two\n"),
    ("markwhen", "# Section\n\n2020: one\n"),
    ("bullets", "- May 2020: x\n- 2021: y\n"),
    ("bullets", "# Story\n\n- May 2020: x\n- 2021: y\n2022: z\n"),
    ("markwhen", "# Story\n\n- May 2020: x\n2021: y\n2022: z\n"),
    ("bullets", "== 2020 ==\n* 4 May – x\n"),
    ("bullets", "## 2020\n\n* May 4 – x\n"),
    ("lines", "May 2020: x\n2021: y\n"),
    ("lines", "2020\tx\n2021\ty\n"),
    ("lines", "mid-2020 - x\nSept. 17, 2021 – y\n"),
    ("", ""),
    ("", "\0\1\2"),
    ("", '{"timeline": 1, "title": "x", "events": [{"date": "May 2020", "title": "y"}]}'),
    ("", "timeline: 1\nevents:\n  - date: May 2020\n    title: x\n"),
    ("", "id,date,title\na,May 2020,x\n"),
    ("", "Just a text: with a colon.\nAnd another line.\n"),
    ("", "- a list\n- without dates\n- 2020: but for one\n- more\n"),
    ("", "<html><body><p>2020: x</p></body></html>"),
    ("", "[1, 2, 3]"),
    ("", '{"events": [{"title": "x"}]}'),
]


def claimed(data: bytes, name: str = "-") -> list[str]:
    return [kind for kind in KINDS if named(kind).looks_like(Input(name, data))]


@pytest.mark.parametrize(("kind", "text"), SMALL)
def test_the_right_kind_is_the_first_to_claim_a_file(kind: str, text: str) -> None:
    assert claimed(text.encode())[:1] == ([kind] if kind else [])


@pytest.mark.parametrize(("text", "kind"), [(_LIST + _TABLE, "bullets"), (_TABLE, "csv"), ("- see:\n" + _TABLE, "csv")])
def test_a_table_in_a_document_does_not_hide_its_list(text: str, kind: str) -> None:
    """What tells the story is the list with dates, where there is one."""
    assert kind_of(Input("story.md", text.encode())) == kind


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("format_name", [name for name in formats.names() if name != "sqlite"])
def test_our_exports_are_claimed_by_their_importer_or_none(format_name: str, name: str) -> None:
    data = written(format_name, story(name)).encode()
    assert claimed(data)[:1] == ([OURS[format_name]] if format_name in OURS and data else [])


@pytest.mark.parametrize(
    ("folder", "kind"), [("ics", "ics"), ("markwhen", "markwhen"), ("timelinejs", "timelinejs-csv")]
)
def test_sample_files_are_claimed_by_their_importer(folder: str, kind: str) -> None:
    if not SAMPLES.exists():
        pytest.skip(f"no sample files at {SAMPLES}")
    for path in sorted((SAMPLES / folder).iterdir()):
        assert claimed(path.read_bytes(), path.name)[:1] == [kind], path.name


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_text_is_claimed_by_nobody(kind: str) -> None:
    assert not named(kind).looks_like(Input("x", b"\xff\xfe\x00\xd8\xff\xff"))
    assert named(kind).SUMMARY
