"""`feed`: what was reported when; never when it happened."""

from __future__ import annotations

import contextlib
import sys
import time

import pytest
from drafts import chronology_of, drafted, only

from timeline.errors import DataError, UsageError
from timeline.importers._published import published_day

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Variety &amp; more</title><link>https://variety.com</link><description>News</description><language>en-us</language>
<item><title>Cruise &amp; Liman &lt;b&gt;in&lt;/b&gt; space</title><link>https://variety.com/1</link><guid>g1</guid>
 <pubDate>Mon, 04 May 2020 23:30:00 -0700</pubDate><dc:creator>A. Writer</dc:creator>
 <description>&lt;p&gt;First &amp;amp; last.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description>
 <category>Film</category><enclosure url="https://variety.com/1.mp3" type="audio/mpeg" length="1"/></item>
<item><title>Two</title><link>javascript:alert(1)</link><pubDate>someday</pubDate><source url="https://d.com">Deadline</source></item>
<item><description>No title here.</description></item>
<item></item>
</channel></rss>"""


def test_a_feed_dates_the_report_and_not_the_event() -> None:
    draft = drafted("feed", RSS)
    assert draft.header == {"title": "Variety & more", "about": "News"}
    assert draft.events[0] == {
        "date": "unknown",
        "title": "Cruise & Liman in space",
        "summary": "First & last.",
        "tags": ["draft", "Film"],
        "sources": [
            {
                "outlet": "Variety & more",
                "date": "2020-05-04",
                "url": "https://variety.com/1",
                "title": "Cruise & Liman in space",
                "lang": "en-us",
                "x-author": "A. Writer",
                "x-published": "Mon, 04 May 2020 23:30:00 -0700",
            }
        ],
        "x-import": "feed:g1",
    }
    assert draft.notes[0].startswith("a feed says when something was reported, not when it happened")
    assert set(draft.notes[1:]) == {
        "enclosures, left out: 1",
        "addresses that are none of the web, left out: 1",
        "days of publication that could not be read, left out: 1",
    }


def test_an_id_is_no_address() -> None:
    """An item that has an id and no link gives no address that could be refused."""
    text = (
        '<rss version="2.0"><channel><title>F</title><item><guid>17 at f</guid><title>T</title></item></channel></rss>'
    )
    assert len(drafted("feed", text).notes) == 1


def test_the_day_is_that_written_in_its_own_zone() -> None:
    """At 23:30 in California it is the next day in London."""
    assert only("feed", RSS.partition("<item><title>Two")[0] + "</channel></rss>")["sources"][0]["date"] == "2020-05-04"


def test_what_is_missing_is_not_made_up() -> None:
    two, three = drafted("feed", RSS).events[1:]
    assert two["sources"] == [
        {"outlet": "Deadline", "title": "Two", "lang": "en-us", "x-published": "someday"},
    ]
    assert three["title"] == "No title here."
    assert "summary" not in three
    assert [tuple(one) for one in drafted("feed", RSS).skipped] == [
        (0, "an empty item", "it has neither title nor text nor address")
    ]


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">a &lt; b</title>
<entry><id>urn:1</id><title>x &lt; y</title><link rel="alternate" href="https://a.com/1"/>
 <updated>2020-05-06T00:10:00+02:00</updated><content type="html">&lt;i&gt;c&lt;/i&gt;</content></entry>
<entry><id>urn:2</id><title type="html">A &amp;amp; B</title><published>2020-05-04T10:00:00Z</published>
 <updated>2020-05-06T00:10:00Z</updated><source><title>Origin</title></source></entry></feed>"""


def test_a_day_of_change_is_the_latest_day_of_publication() -> None:
    first, second = drafted("feed", ATOM).events
    assert first["sources"][0]["date"] == "by 2020-05-06"
    assert (first["title"], first["summary"], first["sources"][0]["outlet"]) == ("x < y", "c", "a < b")
    assert second["sources"][0]["date"] == "2020-05-04"
    assert (second["title"], second["sources"][0]["outlet"]) == ("A & B", "Origin")
    assert len(chronology_of(drafted("feed", ATOM)).events) == 2


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>R</title></channel>
<item rdf:about="https://r.org/1"><title>One</title><link>https://r.org/1</link><dc:date>2020-05</dc:date></item></rdf:RDF>"""


def test_rdf_with_a_month() -> None:
    event = only("feed", RDF)
    assert event["sources"] == [{"outlet": "R", "date": "2020-05", "url": "https://r.org/1", "title": "One"}]


def test_a_json_feed() -> None:
    text = """{"version": "https://jsonfeed.org/version/1.1", "title": "J", "language": "de", "authors": [{"name": "N"}],
     "items": [{"id": 7, "url": "https://j.org/7", "content_html": "<p>Only &amp; text</p>", "date_published": "2020-05-04T10:00:00Z",
       "tags": ["a", 3]}, {"id": "8", "title": "T", "date_modified": "2020-05-05"}, 9]}"""
    draft = drafted("feed", text)
    assert draft.events[0]["title"] == "Only & text"
    assert draft.events[0]["x-import"] == "feed:7"
    assert draft.events[0]["tags"] == ["draft", "a"]
    assert draft.events[0]["sources"][0] == {
        "outlet": "J", "date": "2020-05-04", "url": "https://j.org/7", "lang": "de", "x-author": "N", "x-published": "2020-05-04T10:00:00Z",
    }  # fmt: skip
    assert draft.events[1]["sources"][0]["date"] == "by 2020-05-05"
    assert [one.what for one in draft.skipped] == ["9"]


def test_a_feed_that_is_not_well_formed_is_read_and_said() -> None:
    draft = drafted("feed", RSS.replace("&amp; more", "& more", 1))
    assert len(draft.events) == 3
    assert draft.notes[0] == "the feed is not well-formed XML: what could be read of it was"


BOMBS = [
    '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title></channel></rss>',
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>',
    '<!DOCTYPE x [<!ENTITY % a "b">]><rss></rss>',
    f'<!DOCTYPE x [<!ENTITY a "{"x" * 100_000}">]><rss><channel>{"&a;" * 10_000}</channel></rss>',
]


@pytest.mark.parametrize("text", BOMBS)
def test_entities_that_grow_are_refused_at_once(text: str) -> None:
    start = time.process_time()
    with pytest.raises(DataError) as caught:
        drafted("feed", text)
    assert caught.value.problems[0].code == "F107"
    assert time.process_time() - start < 5


@pytest.mark.parametrize("text", ["", "x", "<html></html>", "{}", '{"items": 1}', "<?xml version='1.0'?><a/>"])
def test_what_is_no_feed_is_refused(text: str) -> None:
    with pytest.raises(DataError):
        drafted("feed", text)


def test_a_missing_package_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(
        UsageError, match=r"^this kind of input needs feedparser; install it with: pip install '.*\[feeds\]'$"
    ):
        drafted("feed", RSS)
    assert drafted("feed", '{"version": "https://jsonfeed.org/version/1", "items": []}').events == ()


def test_a_name_is_never_opened_or_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import urllib.request

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("fetched")

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", refuse)
    for text in ("http://example.com/feed <rss>", "/etc/passwd <rss>", "file:///etc/passwd <rss>"):
        with contextlib.suppress(DataError):
            assert drafted("feed", text).events == ()


PUBLISHED = [
    ("2020-05-04T23:30:00-07:00", "2020-05-04"),
    ("2020-05-04", "2020-05-04"),
    ("20200504", "2020-05-04"),
    ("2020-05", "2020-05"),
    ("2020", "2020"),
    ("Mon, 04 May 2020 23:30:00 GMT", "2020-05-04"),
    ("4 May 20 10:00 EST", "2020-05-04"),
    ("04 Dec 99 10:00 EST", "1999-12-04"),
    ("Sun, 4 Sept 2020", "2020-09-04"),
    ("May 4, 2020 10:30 PM", "2020-05-04"),
    ("Mon May  4 10:30:00 2020", "2020-05-04"),
    ("May 2020", ""),
    ("05/04/2020", ""),
    ("Monday", ""),
    ("30 Feb 2020", ""),
    ("", ""),
    ("x" * 500, ""),
]


@pytest.mark.parametrize(("text", "day"), PUBLISHED)
def test_days_of_publication(text: str, day: str) -> None:
    assert published_day(text) == day
