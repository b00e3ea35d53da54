"""What is found without comparing all pairs is what comparing all pairs would find."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.addresses import is_web, page_of
from timeline.checks._alike import Telling, candidates, say_the_same
from timeline.checks._slips import distance, is_slip, near_pairs
from timeline.checks.address_date import days_in
from timeline.dates import When, iso, read
from timeline.model import Event

_NAME = st.text("abe ", min_size=4, max_size=11).map(lambda name: "x" + " ".join(name.split()))
NAMES = st.lists(_NAME, max_size=12, unique=True)


@given(NAMES)
def test_slips_of_one_letter_are_all_found(names: list[str]) -> None:
    """The deletion neighbourhood loses no pair at a distance of one."""
    found = set(near_pairs(names))
    for one, other in combinations(names, 2):
        if min(len(one), len(other)) >= 5:
            assert ((one, other) in found) == is_slip(one, other)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("dough liman", "doug liman", True),
        ("doug limna", "doug liman", True),
        ("doug lima", "doug liman", True),
        ("varity", "variety", True),
        ("christopher mcquarrie", "cristopher mcquarie", True),
        ("jon smith", "jan smith", False),
        ("j smith", "k smith", False),
        ("john lee", "joan lee", False),
        ("maria rossi", "mario rossi", False),
        ("louis malle", "louise malle", False),
        ("apollo 11", "apollo 13", False),
        ("rocky ii", "rocky iii", False),
        ("rocky", "rocky i", False),
        ("marriage", "carriage", False),
        ("channel4", "channel5", False),
    ],
)
def test_what_is_a_slip(one: str, other: str, expected: bool) -> None:
    assert is_slip(one, other) is expected
    assert is_slip(other, one) is expected
    assert bool(list(near_pairs([one, other]))) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("liman", "liman", 0), ("liman", "limna", 1), ("liman", "lman", 1), ("liman", "lixan", 1), ("liman", "namil", 3)],
)
def test_distance(one: str, other: str, expected: int) -> None:
    assert distance(one, other, 2) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Universal weighs the space film", "Universal weighs the space film of Liman", True),
        ("Universal weighs the space film", "Universal weihgs the space film", True),
        ("Universal weighs the space film", "The space film: Universal weighs it", False),
        ("Universal weighs the space film", "Universal drops the space film", False),
        ("Universal weighs the space film", "Universal does not weigh the space film", False),
        ("Trump's first term ends", "Trump's second term ends", False),
        ("Season 1 of the series begins", "Season 2 of the series begins", False),
        ("Cruise sues Liman over film", "Liman sues Cruise over film", False),
        ("The film", "A film", False),
        ("", "", False),
    ],
)
def test_titles(one: str, other: str, expected: bool) -> None:
    assert say_the_same(one, other) is expected
    assert say_the_same(other, one) is expected


def _is_before(one: When, other: When) -> bool:
    return one.upper is not None and other.lower is not None and one.upper < other.lower


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                ["2020", "2020-05", "2020-05-04", "2020-06", "2021", "before 2020", "since May 2020", "unknown"]
            ),
            st.integers(0, 2),
        ),
        max_size=9,
    )
)
def test_candidates_overlap(drawn: list[tuple[str, int]]) -> None:
    """Every pair of dated events of like titles whose dates overlap is a candidate, each once, and no other is."""
    titles = ("one two three four", "one two three five", "six seven eight nine")
    events = [Event(f"e{n}", read(date), read(date), titles[title]) for n, (date, title) in enumerate(drawn)]
    found = candidates(events, Telling(events))
    assert len(found) == len(set(found))
    for n, m in combinations(range(len(events)), 2):
        one, other = events[n], events[m]
        if not (one.when.is_dated and other.when.is_dated):
            continue
        overlap = not _is_before(one.when, other.when) and not _is_before(other.when, one.when)
        alike = len(set(one.title.split()) & set(other.title.split())) >= 2
        assert ((n, m) in found) == (overlap and alike)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://deadline.com/2020/05/04/film", "2020-05-04 2020-05-04"),
        ("https://deadline.com/2020/5/4", "2020-05-04 2020-05-04"),
        ("https://www.theguardian.com/film/2020/may/27/x", "2020-05-27 2020-05-27"),
        ("https://x.org/2020-05-04-film", "2020-05-04 2020-05-04"),
        ("https://x.org/video/20200703/1.htm", "2020-07-03 2020-07-03"),
        ("https://x.org/2020/05/film", "2020-05-01 2020-05-31"),
        ("https://x.org/2020/film", ""),
        ("https://x.org/2020/02/31/film", ""),
        ("https://x.org/2020-05", ""),
        ("https://x.org/202005041234/film", ""),
        ("https://x.org/story/306170/", ""),
        ("https://x.org/web/20211231120000/https://y.org/2020/05/04/film", "2020-05-04 2020-05-04"),
    ],
)
def test_dates_in_addresses(address: str, expected: str) -> None:
    assert " ".join(iso(day) for day in days_in(address) if day is not None) == expected


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://deadline.com", True),
        ("http://user@localhost:80/a?b#c", True),
        ("HTTPS://пример.рф/я", True),
        ("http://[::1]:8000/", True),
        ("https://", False),
        ("https:///path", False),
        ("https://a b.com", False),
        ("https://a.com/a b", False),
        ("ftp://a.com", False),
        ("a.com", False),
        ("javascript:alert(1)//https://a.com", False),
        ("", False),
    ],
)
def test_web_addresses(address: str, is_one: bool) -> None:
    assert is_web(address) is is_one


def test_pages() -> None:
    """Scheme, www, fragment, the slash at the end and the case of the host do not make another page; the query does."""
    forms = ("https://deadline.com/Film", "http://www.Deadline.com/Film/", "HTTPS://deadline.com/Film#top")
    assert {page_of(form) for form in forms} == {"deadline.com/Film"}
    assert page_of("https://deadline.com/film") != page_of(forms[0])
    assert page_of("https://deadline.com/Film?page=2") != page_of(forms[0])
