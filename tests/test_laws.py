"""Laws of filters and order that hold for any dates at all."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import STANDARD, When, read
from timeline.dates.days import iso, ordinal
from timeline.model import Chronology, Event
from timeline.query import CERTAIN, NO, POSSIBLE, Query, select, within
from timeline.views import Options, arranged
from timeline.views.order import happened_key, latest_key

_TEXTS = (
    "2020", "2020-05", "2020-05-17", "mid-2020", "early May 2020", "late 2019", "c. 2019", "2019?", "c. May 2020?",
    "winter 2020", "autumn 2019", "Q3 2021", "2020s", "before 2020", "after May 2020", "by May 2020", "since 2019",
    "from June to August 2020", "2019/2021", "../2020", "[2019,2021]", "{2019,2021}", "202X-05", "September",
    "5 May", "unknown", "between June and August 2020", "2020-XX-17", "the 2020-21 season",
)  # fmt: skip
DATES = st.sampled_from(_TEXTS).map(read)
DAYS = st.integers(ordinal(2018, 1, 1), ordinal(2023, 12, 31))
EDGES = st.none() | DAYS


@given(DATES, EDGES, EDGES)
def test_what_is_certainly_inside_is_certain_without_whole(when: When, first: int | None, last: int | None) -> None:
    """Certainly inside implies certainly overlapping, and either implies possible."""
    whole = within(when, first, last, STANDARD, whole=True)
    overlap = within(when, first, last, STANDARD)
    assert whole <= overlap
    assert (whole is NO) == (overlap is NO)


@given(DATES, EDGES, EDGES, st.integers(0, 400), st.integers(0, 400))
def test_a_wider_window_loses_nothing(when: When, first: int | None, last: int | None, more: int, even: int) -> None:
    """Widening the window never lowers an answer."""
    for whole in (False, True):
        narrow = within(when, first, last, STANDARD, whole=whole)
        wide = within(
            when, None if first is None else first - more, None if last is None else last + even, STANDARD, whole=whole
        )
        assert wide >= narrow


@given(DAYS, EDGES, EDGES)
def test_a_finer_date_keeps_a_sure_answer(day: int, first: int | None, last: int | None) -> None:
    """From the year to the month to the day, certain stays certain and no stays no."""
    text = iso(day)
    answers = [within(read(part), first, last, STANDARD) for part in (text[:4], text[:7], text)]
    for coarse, fine in pairwise(answers):
        assert coarse is POSSIBLE or coarse is fine


@given(DATES)
def test_no_window_holds_every_date(when: When) -> None:
    """Without limits every date that is known and not doubted is certain; an unknown one only possible."""
    answer = within(when, None, None, STANDARD)
    doubtful = when.uncertain or (when.kind != "span" and not when.is_dated)
    assert answer is (POSSIBLE if doubtful else CERTAIN)


def _chronology(dates: list[When]) -> Chronology:
    return Chronology(events=tuple(Event(f"e{n}", when, when, f"Event {n}") for n, when in enumerate(dates)))


def _order(chronology: Chronology, sort: str) -> list[str]:
    found = select(chronology, Query(), 0)
    return [one.event.id for one in arranged(chronology, found, Options(sort=sort), 0)]


@given(st.lists(DATES, max_size=8), st.sampled_from(["happened", "latest"]), st.randoms())
@settings(max_examples=150)
def test_order_is_total_and_stable(dates: list[When], sort: str, random: Random) -> None:
    """Any dates can be sorted; events of equal dates stay in file order; the order of the file changes nothing else."""
    order = _order(_chronology(dates), sort)
    assert sorted(order) == sorted(f"e{n}" for n in range(len(dates)))
    shuffled = list(enumerate(dates))
    random.shuffle(shuffled)
    again = _order(_chronology([when for _, when in shuffled]), sort)
    key = {"happened": happened_key, "latest": latest_key}[sort]
    keys = [key(dates[int(one[1:])]) for one in order]
    assert keys == sorted(keys)
    assert keys == [key(shuffled[int(one[1:])][1]) for one in again]
    for (one, first), (two, second) in pairwise(zip(order, keys, strict=True)):
        assert first != second or int(one[1:]) < int(two[1:])


@given(st.lists(DATES, min_size=1, max_size=6), EDGES, EDGES)
@settings(max_examples=100)
def test_certain_events_are_among_the_possible(dates: list[When], first: int | None, last: int | None) -> None:
    """--certain keeps a part of what is kept without it."""
    if first is not None and last is not None:
        first, last = sorted((first, last))
    chronology = _chronology(dates)
    query = Query(since="" if first is None else iso(first), until="" if last is None else iso(last))
    all_kept = {event.id for event, _ in select(chronology, query, 0).events}
    certain = {event.id for event, _ in select(chronology, query._replace(certain=True), 0).events}
    assert certain <= all_kept
