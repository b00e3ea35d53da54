"""HTML is reduced to what a reader sees; what is no HTML stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.importers._html import plain


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", ""),
        ("Talks fade", "Talks fade"),
        ("  Talks fade \n", "Talks fade"),
        ("<b>Talks</b> fade", "Talks fade"),
        ('Says <a href="https://example.org/?a=1&amp;b=2">Variety</a>.', "Says Variety."),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<p>one</p>\n\n<p>two\nlines</p>", "one\ntwo lines"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a<script>alert('<b>')</script>b<style>p {}</style>c", "abc"),
        ("a<script>never closed", "a"),
        ("a<svg><title>x</title><path/></svg>b", "ab"),
        ("a<!-- not seen -->b", "ab"),
        ("<![CDATA[x]]>y", "xy"),
        ("<!DOCTYPE html><html><body>x</body></html>", "x"),
        ("Cruise &amp; Liman&#39;s &ldquo;film&rdquo;&nbsp;here", "Cruise & Liman's “film” here"),
        ("&amp;lt;b&amp;gt; is decoded once", "&lt;b&gt; is decoded once"),
        ("AT&T and R&D &copy 2020", "AT&T and R&D &copy 2020"),
        ("two\nlines", "two\nlines"),
        ("3 < 4 and <3", "3 < 4 and <3"),
        ("a <b", "a <b"),
        ("<b>a</b> <b", "a <b"),
        ("the <studio> said", "the <studio> said"),
        ("see <https://example.org/a>", "see <https://example.org/a>"),
        ("<o:p>office</o:p> <my-tag>own</my-tag>", "office own"),
        ('<img src="x" alt="y">picture', "picture"),
        ("<i>one</I> two", "one two"),
        ("a&#0;b&#27;c&#xD800;d", "a\ufffdbc\ufffdd"),
        ("</p>stray", "stray"),
    ],
)
def test_what_is_seen(text: str, seen: str) -> None:
    assert plain(text) == seen


@given(st.text(alphabet="<>/!-&;#abp \n\"'=", max_size=60))
def test_any_text_is_reduced(text: str) -> None:
    """No text is refused, and without markup nothing but the blanks around it goes."""
    seen = plain(text)
    assert seen == seen.strip()
    if "<" not in text and "&" not in text:
        assert seen == text.strip()
