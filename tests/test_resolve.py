"""References resolved: bounds by hand, bounds against every way in which the dates can hold, and contradictions."""

from functools import cache
from itertools import permutations
from typing import NamedTuple

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from months import add_months

from timeline.dates import STANDARD, DateError, When, iso, read
from timeline.dates.days import civil, ordinal, weekday
from timeline.dates.leeways import leeway_of
from timeline.dates.when import Bound
from timeline.errors import Place
from timeline.resolve import Node, Solution, solve
from timeline.resolve.moves import move


def nodes_of(**dates: str) -> list[Node]:
    """A date a line, `id: text`, the text in column 10."""
    lines = enumerate(dates.items(), 1)
    return [Node(name, read(text), Place("t.yaml", n, 10, len(text)), f"{name}: {text}") for n, (name, text) in lines]


def solved(**dates: str) -> Solution:
    return solve(nodes_of(**dates), STANDARD, {"Tom Cruise": read("1962-07-03")})


def shown(when: When) -> str:
    """`2019-05-01..2019-05-31`, the ends empty where there is none."""
    return "..".join("" if day is None else iso(day) for day in (when.lower, when.upper))


# --- by hand ------------------------------------------------------------------------------------------------------

DAY, MONTH, SPAN = "2019-05-10", "2019-05", "2019-04-20/2019-06-10"

TABLE = [
    # What b says of a; b when a is a day, a month, a span.
    ("after @a", "2019-05-10..", "2019-05-01..", "2019-06-10.."),
    ("before @a", "..2019-05-10", "..2019-05-31", "..2019-04-20"),
    ("on or after @a", "2019-05-10..", "2019-05-01..", "2019-04-20.."),
    ("by @a", "..2019-05-10", "..2019-05-31", "..2019-06-10"),
    ("within 1 year after @a", "2019-05-10..2020-05-10", "2019-05-01..2020-05-31", "2019-06-10..2020-06-10"),
    ("less than 1 year after @a", "2019-05-10..2020-05-09", "2019-05-01..2020-05-30", "2019-06-10..2020-06-09"),
    ("within 1 year before @a", "2018-05-10..2019-05-10", "2018-05-01..2019-05-31", "2018-04-20..2019-04-20"),
    ("within a month of @a", "2019-04-10..2019-06-10", "2019-04-01..2019-06-30", "2019-03-20..2019-07-10"),
    ("10 days after @a", "2019-05-20..2019-05-20", "2019-05-11..2019-06-10", "2019-06-20..2019-06-20"),
    ("10 days before @a", "2019-04-30..2019-04-30", "2019-04-21..2019-05-21", "2019-04-10..2019-04-10"),
    ("about 1 year after @a", "2019-11-10..2020-11-10", "2019-11-01..2020-11-30", "2019-12-10..2020-12-10"),
    ("at least 2 weeks after @a", "2019-05-24..", "2019-05-15..", "2019-06-24.."),
    ("more than 2 weeks before @a", "..2019-04-25", "..2019-05-16", "..2019-04-05"),
    ("later the same year as @a", "2019-05-10..2019-12-31", "2019-05-01..2019-12-31", "2019-06-10..2019-12-31"),
    ("the next month after @a", "2019-06-01..2019-06-30", "2019-06-01..2019-06-30", "2019-07-01..2019-07-31"),
    ("the next week after @a", "2019-05-13..2019-05-19", "2019-05-06..2019-06-09", "2019-06-17..2019-06-23"),
    ("the same month as @a", "2019-05-01..2019-05-31", "2019-05-01..2019-05-31", "2019-04-01..2019-06-30"),
    ("the day after @a", "2019-05-11..2019-05-11", "2019-05-02..2019-06-01", "2019-06-11..2019-06-11"),
    ("same day as @a", "2019-05-10..2019-05-10", "2019-05-01..2019-05-31", "2019-04-20..2019-06-10"),
    ("during @a", "2019-05-10..2019-05-10", "2019-05-01..2019-05-31", "2019-04-20..2019-06-10"),
    ("start of @a", "2019-05-10..2019-05-10", "2019-05-01..2019-05-31", "2019-04-20..2019-04-20"),
    ("@a/end", "2019-05-10..2019-05-10", "2019-05-01..2019-05-31", "2019-06-10..2019-06-10"),
    ("early @a", "2019-05-10..2019-05-10", "2019-05-01..2019-05-31", "2019-04-20..2019-05-06"),
    ("mid @a", "2019-05-10..2019-05-10", "2019-05-01..2019-05-31", "2019-05-07..2019-05-23"),
    ("late @a", "2019-05-10..2019-05-10", "2019-05-01..2019-05-31", "2019-05-24..2019-06-10"),
    ("since @a", "2019-05-10..", "2019-05-01..", "2019-04-20.."),
]


@pytest.mark.parametrize("column", [0, 1, 2], ids=["day", "month", "span"])
@pytest.mark.parametrize(("clause", "day", "month", "span"), TABLE, ids=[row[0] for row in TABLE])
def test_bounds_by_hand(clause: str, day: str, month: str, span: str, column: int) -> None:
    expected = (day, month, span)[column]
    a = (DAY, MONTH, SPAN)[column]
    solution = solved(a=a, b=clause)
    assert shown(solution.whens[1]) == expected
    assert shown(solution.whens[0]) == shown(read(a))


def test_a_month_without_a_year_is_narrowed_to_the_years_it_can_be() -> None:
    solution = solved(report="2020-05", party="2021-12", interview="September; after @report; before @party")
    interview = solution.whens[2]
    assert (shown(interview), interview.derived) == ("2020-09-01..2021-09-30", ("report", "party"))
    assert [tuple(map(iso, days)) for days in interview.ranges if None not in days] == [
        ("2020-09-01", "2020-09-30"),
        ("2021-09-01", "2021-09-30"),
    ]
    only = solved(report="2020-10", party="2022-03", interview="September; after @report; before @party").whens[2]
    assert shown(only) == "2021-09-01..2021-09-30"
    assert shown(solved(report="2020-10", interview="September; after @report").whens[1]) == "2021-09-01.."
    assert shown(solved(report="2020-10", interview="September; before @report").whens[1]) == "..2020-09-30"


def test_holes_carry_over_to_the_neighbours() -> None:
    solution = solved(a="after 2020; before @b", b="February 29; before @c", c="2025")
    assert shown(solution.whens[1]) == "2024-02-29..2024-02-29"
    assert shown(solution.whens[0]) == "2021-01-01..2024-02-29"
    one = solved(a="[2019-01-05,2019-03-05,2019-05-05]; after @b", b="2019-02")
    assert shown(one.whens[0]) == "2019-03-05..2019-05-05"


@pytest.mark.parametrize(
    ("a", "b", "doubts"),
    [
        ("2019?", "same day as @a", "?"),
        ("2019?", "@a", "?"),
        ("2019?", "during @a", "?"),
        ("2019?", "after @a", "?"),
        ("2019?", "3 months after @a", "?"),
        ("2019?", "since @a", "?"),
        ("2019?", "from @a to 2021", "?"),
        ("2018/2020?", "late @a", "? convention"),
        ("2019?", "September; after @a; before 2021", "?"),
        ("2019?", "2019-05; after @a", ""),
        ("2019?", "unknown; after @a", "?"),
        ("c. 2019", "same day as @a", "~ 366 366"),
        ("c. 2019-05", "2019; before @a", "~ 0 30"),
        ("c. 2010s", "before @a", "~ 0 1830"),
        ("mid-2019", "same day as @a", "convention 30 30"),
        ("early May 2019", "same day as @a", "convention 3 3"),
        ("late 2010s", "same day as @a", "convention 366 366"),
        ("2018?/2020", "end of @a", ""),
        ("2018?/2020", "start of @a", "?"),
        ("from c. 2018 to 2020-05-01", "after @a", ""),
        ("from 2018 to mid-2020", "before @a", ""),
        ("between 2018? and 2020", "before @a", ""),
        ("between 2018? and 2020", "after @a", "?"),
        ("2019", "same day as @a", ""),
    ],
)
def test_what_rests_on_a_doubtful_date_is_doubtful(a: str, b: str, doubts: str) -> None:
    """What says as much itself is not."""
    when = solved(a=a, b=b).whens[1]
    found = [
        *(["?"] if when.uncertain else []),
        *(["~"] if when.approximate else []),
        *(["convention"] if when.convention else []),
        *(map(str, leeway[:2]) if any(leeway := leeway_of(when, STANDARD)) else []),
    ]
    assert " ".join(found) == doubts


def test_a_bound_that_rests_on_no_doubtful_date_is_sure() -> None:
    """That `a` is uncertain does not matter where `a` itself is after something sure."""
    solution = solved(
        x="2019-05-10", a="2019?; after @x", b="after @a", about="about 1 year after @x", c="before @about"
    )
    _, a, b, _, c = solution.whens
    assert (a.uncertain, b.uncertain, shown(b)) == (True, False, "2019-05-10..")
    assert (c.approximate, any(leeway_of(c, STANDARD))) == (True, False)


@pytest.mark.parametrize(
    "dates",
    [
        {"a": "the same month as @b; 3 weeks after @b", "b": "unknown", "c": "the same month as @a; 3 weeks after @a"},
        {"a": "mid-2020; 3 weeks after @b", "b": "the same month as @a", "c": "3 weeks after @a; the same month as @a"},
        {"a": "after 2020-04-15; 3 weeks after @b; same day as @d", "b": "2020-05; the same month as @a",
         "c": "3 weeks after @a; the same month as @d", "d": "after 2020-04-15"},
    ],
)  # fmt: skip
def test_circles_that_come_to_rest_one_by_one_but_never_together_are_told(dates: dict[str, str]) -> None:
    (problem,) = solved(**dates).problems
    assert problem.code == "R103"
    assert len(problem.related) >= 4


def test_a_long_circle_is_told_without_the_dates_that_it_contradicts() -> None:
    size = 200
    (problem,) = solved(**{f"e{n}": f"2020; at least 1 day after @e{(n + 1) % size}" for n in range(size)}).problems
    assert (problem.code, len(problem.related)) == ("R103", size)


VAGUE = ("mid-2020", "c. 2020-05", "late 2019", "winter 2020", "from c. 2019 to mid-2020", "between mid-2019 and 2020",
         "by c. 2020-05", "2020-05", "2020-06-10/2020-07-20", "after 2020-04-15", "unknown")  # fmt: skip
VAGUELY = ("after @{}", "before @{}", "same day as @{}", "during @{}", "within 1 month of @{}", "3 weeks after @{}",
           "start of @{}", "from @{} to 2021", "the same month as @{}")  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(VAGUE), st.lists(st.sampled_from(VAGUELY), max_size=2)), max_size=5), st.data()
)
def test_leeway_is_what_is_left_of_the_words_by_all_that_is_said(
    dates: list[tuple[str, list[str]]], data: st.DataObject
) -> None:
    """The days with their leeway are those that come out where each date says as much as it may be off by."""
    nodes, plain = [], []
    for n, (own, clauses) in enumerate(dates):
        said = [clause.format(f"e{data.draw(st.integers(0, len(dates) - 1))}") for clause in clauses]
        if own == "unknown" and said:
            said = said[:1]  # what lasted takes no other clause
        try:
            when = read("; ".join([own, *said]))
        except DateError:  # it lasted, and its own date did not
            when = read(own)
        nodes.append(Node(f"e{n}", when))
        plain.append(Node(f"e{n}", widened(when)))
    tight, wide = solve(nodes, STANDARD, {}), solve(plain, STANDARD, {})
    assume(not tight.problems)
    for narrow, when in zip(tight.whens, wide.whens, strict=True):
        lower, upper, begun, ended = leeway_of(narrow, STANDARD)
        assert when.lower == (None if narrow.lower is None else narrow.lower - lower)
        assert when.upper == (None if narrow.upper is None else narrow.upper + upper)
        if narrow.kind == "span" and narrow.start and narrow.end and when.start and when.end:
            begins = [*([narrow.start[1] + begun] if narrow.start[1] else []), *([when.upper] if when.upper else [])]
            ends = [*([narrow.end[0] - ended] if narrow.end[0] else []), *([when.lower] if when.lower else [])]
            assert (when.start[1], when.end[0]) == (min(begins, default=None), max(ends, default=None))


def widened(when: When) -> When:
    """The same date as wide as it may be, and no longer vague."""
    lower, upper, begun, ended = leeway_of(when, STANDARD)

    def moved(day: int | None, days: int) -> int | None:
        return None if day is None else day + days

    ranges = [(moved(low, -lower), moved(high, upper)) for low, high in when.gaps or ()]
    wide = when._replace(
        lower=moved(when.lower, -lower),
        upper=moved(when.upper, upper),
        approximate=False,
        convention=False,
        gaps=tuple(ranges) or None,
    )
    if when.start and when.end:
        begins, ends = moved(when.start[1], begun), moved(when.end[0], -ended)
        begins = begins if begins is None or wide.upper is None else min(begins, wide.upper)
        ends = ends if ends is None or wide.lower is None else max(ends, wide.lower)
        wide = wide._replace(start=(wide.lower, begins), end=(ends, wide.upper))
    return wide


def test_what_is_exact_holds_whatever_may_be_off() -> None:
    """No leeway beyond what something exact says, even where that does not narrow the date's own days."""
    _, inside, later, same = solved(
        term="2020-06-10/2020-07-20", a="mid-2020; during @term", b="mid-2020; after @d", c="@b", d="2020-04-15"
    ).whens[:4]
    assert leeway_of(inside, STANDARD)[:2] == (0, 0)
    assert (shown(later), leeway_of(later, STANDARD)[:2]) == ("2020-05-01..2020-08-31", (16, 30))
    assert leeway_of(same, STANDARD)[:2] == (16, 30)
    september = solved(a="c. September; before @b", b="c. 2020-05").whens[0]
    assert (shown(september), leeway_of(september, STANDARD)) == ("..2019-09-30", (0, 30, 30, 30))


def test_doubts_go_round_in_a_long_chain() -> None:
    dates = {f"e{n}": f"after @e{n - 1}" if n else "2019?" for n in range(5_000)}
    assert solved(**dates).whens[-1].uncertain


@pytest.mark.parametrize(
    ("dates", "ranges"),
    [
        ({"a": "2019 or 2021", "b": "same day as @a"}, "2019-01-01..2019-12-31 2021-01-01..2021-12-31"),
        ({"a": "2019 or 2021", "b": "@c", "c": "on @a"}, "2019-01-01..2019-12-31 2021-01-01..2021-12-31"),
        ({"a": "2019 or 2021", "b": "@a; after 2020-05"}, "2021-01-01..2021-12-31"),
        ({"a": "2019 or 2021", "b": "@a; before 2021-05"}, "2019-01-01..2019-12-31 2021-01-01..2021-04-30"),
        ({"a": "2019 or 2021", "b": "September; @a"}, "2019-09-01..2019-09-30 2021-09-01..2021-09-30"),
        ({"a": "September; after 2018; before 2021", "b": "@a"}, "2019-09-01..2019-09-30 2020-09-01..2020-09-30"),
        ({"a": "2019 or 2021", "b": "within 1 day of @a"}, "2018-12-31..2022-01-01"),
        ({"a": "2019 or 2021", "b": "2 days after @a"}, "2019-01-03..2020-01-02 2021-01-03..2022-01-02"),
        ({"a": "2019 or 2021", "b": "a week before @c", "c": "@a"}, "2018-12-25..2019-12-24 2020-12-25..2021-12-24"),
        ({"a": "2019 or 2021", "b": "2 days after @a; before 2020-05"}, "2019-01-03..2020-01-02"),
        ({"a": "2019 or 2021", "b": "1 month after @a"}, "2019-02-01..2022-01-31"),
    ],
)
def test_the_same_day_has_the_same_gaps(dates: dict[str, str], ranges: str) -> None:
    found = solved(**dates).whens[1].ranges
    assert " ".join(f"{iso(low)}..{iso(high)}" for low, high in found if low and high) == ranges


def test_what_is_nothing_but_another_date_lasts_as_long_as_it() -> None:
    solution = solved(shoot="2020-06-01/2020-08-31", strike="@shoot", walkout="@strike", talk="2020-07; @shoot")
    for when in solution.whens[:3]:
        assert (when.kind, shown(when)) == ("span", "2020-06-01..2020-08-31")
    assert (solution.whens[3].kind, shown(solution.whens[3])) == ("point", "2020-07-01..2020-07-31")
    assert solved(a="2020-05-04", b="@a").whens[1].kind == "point"


def test_spans_told_by_other_dates() -> None:
    solution = solved(a="2020-05", b="2021", c="from @a to @b", d="since @a", e="2020/2022; after @a/start")
    c, d = solution.whens[2:4]
    assert c.start == read("2020-05").ranges[0]
    assert c.end == read("2021").ranges[0]
    assert d.start == read("2020-05").ranges[0]
    assert d.end == (ordinal(2020, 5, 1), None)
    e = solution.whens[4].start
    assert e is not None
    assert e[0] == ordinal(2020, 5, 1)


def test_an_era_with_imprecise_ends_is_narrowed_by_what_is_in_it() -> None:
    solution = solved(era="2016/2020", early="2017-03-04; early @era", last="2020-06-01; during @era")
    assert solution.whens[0].end == (ordinal(2020, 6, 1), ordinal(2020, 12, 31))
    assert not solution.problems


def test_ages() -> None:
    assert shown(solved(a="when Tom Cruise was 63").whens[0]) == "2025-07-03..2026-07-02"
    assert shown(solved(a="aged 63 (tom cruise); 2025").whens[0]) == "2025-07-03..2025-12-31"
    assert solved(a="when Tom Cruise was 63").whens[0].derived == ("born:Tom Cruise",)
    leap = solve(nodes_of(a="aged 3 (X)"), STANDARD, {"X": read("1960-02-29")})
    assert shown(leap.whens[0]) == "1963-02-28..1964-02-28"


def test_references_may_lead_forward_and_through_the_undated() -> None:
    solution = solved(a="before @b", b="before @c", c="before @d", d="2020-05")
    assert [shown(when) for when in solution.whens[:3]] == ["..2020-05-31"] * 3
    assert [when.derived for when in solution.whens] == [("b",), ("c",), ("d",), ()]


def test_why() -> None:
    solution = solved(a="2020-05", b="2020; after @a", c="before @b; 2020-07")
    assert [tuple(reason) for reason in solution.reasons["b"]] == [
        ("earliest", ordinal(2020, 7, 1), ("c",), "c", "before @b", Place("t.yaml", 3, 10, 9))
    ]
    assert (solution.whens[1].derived, solution.whens[2].derived) == (("c",), ())
    assert "a" not in solution.reasons


def test_a_date_that_says_no_more_than_its_own_text_is_not_called_inferred() -> None:
    solution = solved(a="2020-05", b="2021; after @a")
    assert (solution.whens[1].derived, solution.reasons) == ((), {})


def test_dates_of_sources_have_no_id() -> None:
    nodes = [*nodes_of(a="2020-05", b="before @a"), Node("", read("2020-06; before @b"), Place("t.yaml", 9, 1), "")]
    solution = solve(nodes, STANDARD, {})
    assert [problem.code for problem in solution.problems] == ["R102"]
    assert "the source is dated 2020-06" in [sentence for _, sentence in solution.problems[0].related]
    solution = solve([*nodes[:2], nodes[2]._replace(when=read("2020-03; before @b"))], STANDARD, {})
    assert shown(solution.whens[1]) == "2020-03-01..2020-05-31"
    assert solution.whens[1].derived == ("", "a")


def test_order() -> None:
    solution = solved(
        a="2020", b="after @a", c="within 1 year before @b", d="during @e", e="2019/2021", f="the next month after @b"
    )
    assert set(solution.before) == {(0, 1), (2, 1), (4, 3), (1, 5)}


def test_the_declared_order_has_no_circles() -> None:
    solution = solved(a="after @b", b="after @c", c="after @a", d="after @c", e="same day as @d", f="2020")
    assert solution.before == [(2, 3)]
    assert not solution.problems


def test_without_references_nothing_is_done() -> None:
    nodes = nodes_of(a="2020", b="2021")
    assert solve(nodes, STANDARD, {}) == Solution([node.when for node in nodes], (), [], {})


# --- problems -----------------------------------------------------------------------------------------------------


def told(solution: Solution) -> list[tuple[str, int, int, list[str]]]:
    """Code, line, column and chain of each problem."""
    return [
        (problem.code, problem.place.line, problem.place.column, [sentence for _, sentence in problem.related])
        for problem in solution.problems
    ]


def test_unknown_ids() -> None:
    solution = solved(deadline="2020", b="2020; after @deadlin; before @nothing-like-it", c="aged 3 (Tom Crusie)")
    assert [(problem.code, problem.hint) for problem in solution.problems] == [
        ("R101", "Did you mean @deadline?"),
        ("R101", "Give the event or the era that is meant this id"),
        ("R104", "Did you mean Tom Cruise?"),
    ]
    place = solution.problems[0].place
    assert (place.line, place.column, place.width) == (2, 10 + len("2020; after "), len("@deadlin"))


def test_a_contradiction_is_told_by_its_lines() -> None:
    solution = solved(b="2020-05; after @a", c="2020", a="2020-06; after @c")
    assert told(solution) == [("R102", 1, 10, ["@b is dated 2020-05", "@b is after @a", "@a is dated 2020-06"])]
    assert [place.line for place, _ in solution.problems[0].related] == [1, 1, 3]
    assert [place.column for place, _ in solution.problems[0].related] == [10, 19, 10]
    assert solution.problems[0].excerpt == "b: 2020-05; after @a"


@pytest.mark.parametrize(
    ("dates", "chain"),
    [
        # With the date of @test there are three lines that clash, without any date two.
        (
            {"cut": "May 2020; at least 2 days after @test", "test": "June 2020; on or after @cut"},
            ["@cut is at least 2 days after @test", "@test is on or after @cut"],
        ),
        (
            {"a": "2020-04; exactly 1 month before @b", "b": "2020-05-20; @c", "c": "on or after @b; within 10 days after @a"},
            ["@a is exactly 1 month before @b", "@b is @c", "@c is within 10 days after @a"],
        ),
        (
            {"a": "2020; within 10 days after @b", "b": "2020-05/2020-07; on or after @a; same day as @a"},
            ["@b is same day as @a", "@b is dated 2020-05/2020-07"],
        ),
        (
            {"a": "September; less than a month before @b", "b": "September; the next month after @a; after @a"},
            ["@b is the next month after @a", "@b is dated September", "@a is dated September"],
        ),
    ],
)  # fmt: skip
def test_a_contradiction_is_told_without_a_date_that_it_does_not_need(dates: dict[str, str], chain: list[str]) -> None:
    assert sorted(told(solved(**dates))[0][3]) == sorted(chain)


def test_a_date_between_an_event_and_a_day_is_one_line() -> None:
    solution = solved(b="between 2019 and @a", a="2018")
    assert told(solution)[0][3] == ["@a is dated 2018", "@b is between 2019 and @a"]
    solution = solved(b="between 2019 and @a; before @c", a="unknown", c="2018")
    assert told(solution)[0][3] == ["@c is dated 2018", "@b is before @c", "@b is dated between 2019 and @a"]


def test_the_contradiction_with_the_fewest_lines_is_told() -> None:
    solution = solved(
        a="2020-06", b="after @a", c="after @b", d="2020-05; after @c; after @e", e="2020-07", f="2021; after @d"
    )
    assert told(solution)[0] == ("R102", 4, 10, ["@d is dated 2020-05", "@d is after @e", "@e is dated 2020-07"])


def test_what_does_not_clash_is_resolved_all_the_same() -> None:
    solution = solved(a="2020-06", b="2020-05; after @a", c="after @b", d="before @c; 2021-02", e="after @a")
    assert len(solution.problems) == 1
    assert shown(solution.whens[1]) == "2020-05-01..2020-05-31"
    assert shown(solution.whens[2]) == "2021-02-01.."
    assert shown(solution.whens[4]) == "2020-06-01.."


def test_independent_contradictions_are_all_told_in_file_order() -> None:
    solution = solved(a="2020", b="2019; after @a", c="2021", d="2018; after @c", e="after @b; after @d")
    assert [(code, line) for code, line, *_ in told(solution)] == [("R102", 1), ("R102", 3)]


def test_circles() -> None:
    assert told(solved(a="after @a"))[0][:3] == ("R103", 1, 10)
    strict = solved(a="at least 1 day after @b", b="after @c", c="after @a; 2020")
    assert told(strict) == [("R103", 1, 10, ["@a is at least 1 day after @b", "@b is after @c", "@c is after @a"])]
    assert told(solved(a="exactly 1 month after @b", b="exactly 1 month after @a"))[0][0] == "R103"
    assert not solved(a="after @b", b="after @a").problems
    assert not solved(a="1 month after @b", b="1 month before @a").problems


def test_a_circle_of_months_may_come_to_rest() -> None:
    """In 2021, a month from 1 January is longer than 30 days, and so on until 28 January."""
    solution = solved(a="2021-01; at least 30 days before @b", b="at least 1 month after @a; within 30 days after @a")
    assert shown(solution.whens[0]) == "2021-01-29..2021-01-31"
    assert not solution.problems
    never = solved(a="at least 1 month after @b; within 27 days after @b", b="unknown")
    assert told(never)[0][0] == "R103"


def test_a_month_without_a_year_can_contradict() -> None:
    solution = solved(a="2020-05-01", b="September; after @a; within 10 days after @a")
    chain = told(solution)[0][3]
    assert sorted(chain) == ["@a is dated 2020-05-01", "@b is dated September", "@b is within 10 days after @a"]


def test_a_date_that_no_day_can_be_ends_in_a_problem() -> None:
    backwards = read("2019/2020")._replace(start=(ordinal(2021, 1, 1), None))
    nodes = [Node("a", backwards, Place("t.yaml", 1, 1)), Node("b", read("after @a"), Place("t.yaml", 2, 1))]
    solution = solve(nodes, STANDARD, {})
    assert [problem.code for problem in solution.problems] == ["R102"]
    assert solution.whens[0] == backwards


def test_a_contradiction_in_many_events_is_exactly_its_three_lines() -> None:
    dates = {f"e{n}": f"{1990 + n % 30}-{n % 12 + 1:02d}" for n in range(1000)}
    for n in range(999):
        if dates[f"e{n}"] <= dates[f"e{n + 1}"]:
            dates[f"e{n + 1}"] += f"; after @e{n}"
    dates["late"] = "1995-01; after @e1"
    dates["early"] = "1994-12; after @late; after @e0"
    solution = solved(**dates)
    assert [chain for *_, chain in told(solution)] == [
        ["@early is dated 1994-12", "@early is after @late", "@late is dated 1995-01"]
    ]


# --- moves --------------------------------------------------------------------------------------------------------

MOVES = [
    (1, 0, ""), (13, -1, ""), (-1, 0, ""), (-2, 3, ""), (756, 0, ""), (0, 5, ""), (1, 0, "month"), (2, -1, "month"),
    (-1, 0, "month"), (0, -1, "month"), (12, 0, "year"), (24, -1, "year"), (0, 0, "year"), (0, 7, "week"), (0, -1, "week"),
]  # fmt: skip


@cache
def moved(day: int, months: int, days: int, unit: str) -> int:
    """The rule of `Bound`, word for word."""
    year, month, _ = civil(day)
    first = {"": day, "week": day - weekday(day), "month": ordinal(year, month, 1), "year": ordinal(year, 1, 1)}
    return add_months(first[unit], months) + days


@pytest.mark.parametrize(("months", "days", "unit"), MOVES)
@pytest.mark.parametrize("start", [ordinal(2019, 12, 1), ordinal(1899, 12, 1), ordinal(-1, 12, 1)])
def test_moves_and_their_exact_ways_back(months: int, days: int, unit: str, start: int) -> None:
    forward, least, greatest = move(months, days, unit)
    found = {day: forward(day, ()) for day in range(start, start + 800)}
    assert all(there == moved(day, months, days, unit) for day, there in found.items())
    for day in range(found[start] + 370, found[start + 799] - 370):
        first, last = least(day, ()), greatest(day, ())
        assert found[first] >= day > found[first - 1]
        assert found[last] <= day < found[last + 1]


@given(st.integers(1, 3_000_000), st.integers(-500, 500))
def test_months_are_added_as_dateutil_does(day: int, months: int) -> None:
    from datetime import date

    moved_day = move(months, 0, "").forward(day, ())
    assume(0 < moved_day < 3_652_059)
    assert date.fromordinal(moved_day) == date.fromordinal(day) + relativedelta(months=months)


# --- against every way in which the dates can hold ----------------------------------------------------------------

IDS = "abc"
CLAUSES = (
    "after @{}", "before @{}", "@{}", "same day as @{}", "during @{}", "end of @{}", "by @{}/end", "after @{}/start",
    "within 3 days after @{}", "within 2 days of @{}", "less than 1 month after @{}", "exactly 1 month after @{}",
    "exactly 1 month before @{}", "at least 1 month before @{}", "about 4 days before @{}", "10 days after @{}",
    "at least 1 day after @{}", "the next week after @{}", "the same month as @{}", "the next month after @{}",
    "later the same week as @{}", "between 3 and 5 days after @{}", "less than a week before @{}",
)  # fmt: skip


class Own(NamedTuple):
    """A date of its own: the days of a point, or those of a span's start and end; no days where nothing is known."""

    first: frozenset[int]
    last: frozenset[int]
    lasted: bool


DATED = ("point", "point", "holes", "span")


@st.composite
def owns(draw: st.DrawFn, kinds: tuple[str, ...]) -> Own:
    base = draw(st.sampled_from([ordinal(2020, 1, 24), ordinal(2021, 2, 20), ordinal(2019, 12, 27)]))
    first = base + draw(st.integers(0, 40))
    days = set(range(first, first + draw(st.integers(1, 7))))
    kind = draw(st.sampled_from(kinds))
    if kind == "none":
        return Own(frozenset(), frozenset(), False)
    if kind == "holes":
        days |= set(range(first + 10, first + 10 + draw(st.integers(1, 4))))
    if kind != "span":
        return Own(frozenset(days), frozenset(days), False)
    end = draw(st.integers(0, 10))
    ends = {day for day in range(first + end, first + end + draw(st.integers(1, 6))) if day >= first}
    return Own(frozenset(day for day in days if day <= max(ends)), frozenset(ends), True)


Problem = dict[str, tuple[Own, list[str]]]


@st.composite
def chronologies(draw: st.DrawFn, kinds: tuple[str, ...] = (*DATED, "none")) -> Problem:
    """Dates of their own and clauses for each of two or three ids."""
    ids = IDS[: draw(st.integers(2, 3))]
    clauses = st.sampled_from(CLAUSES)
    found: Problem = {}
    for one in ids:
        others = [other for other in ids if other != one]
        count = draw(st.integers(0, 2))
        found[one] = draw(owns(kinds)), [draw(clauses).format(draw(st.sampled_from(others))) for _ in range(count)]
    return found


def written(problem: Problem) -> list[Node]:
    """As nodes: the own date is the first clause of the text, in column 1, its days put in by hand."""
    nodes: list[Node] = []
    for line, (name, (own, clauses)) in enumerate(problem.items(), 1):
        text = "; ".join(["2000/2000" if own.lasted else "2000" if own.first else "unknown", *clauses])
        when = read(text)
        if not own.first:
            nodes.append(Node(name, when, Place("t.yaml", line, 1, len(text)), text))
            continue
        first, last = (min(own.first), max(own.first)), (min(own.last), max(own.last))
        gaps = tuple(runs(own.first))
        when = when._replace(
            lower=first[0],
            upper=last[1],
            gaps=gaps if len(gaps) > 1 and not own.lasted else None,
            start=first if own.lasted else None,
            end=last if own.lasted else None,
        )
        nodes.append(Node(name, when, Place("t.yaml", line, 1, len(text)), text))
    return nodes


def runs(days: frozenset[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for day in sorted(days):
        if found and found[-1][1] == day - 1:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return found


def holds(bound: Bound, own: tuple[int, int], target: tuple[int, int]) -> bool:
    mine = own[bound.side == "end"]
    there = moved(target[bound.of == "end"], bound.months, bound.days, bound.unit)
    return mine >= there if bound.at_least else mine <= there


def ways(
    nodes: list[Node], lines: set[tuple[int, int]] | None = None, spare: int = 64
) -> list[dict[str, tuple[int, int]]]:
    """Every way in which all dates can hold; of `lines` (line, column) alone, at most one way, if those are given.

    A date whose own line is not among the lines may be on any day near the others.
    """
    known = [day for node in nodes for day in (node.when.lower, node.when.upper) if day is not None] or [737_500]
    free = range(min(known) - spare, max(known) + spare + 1)
    spans = [(node.when.start, node.when.end) for node in nodes if node.when.start and node.when.end]
    lengths = sorted(
        {0, 1, 9, 40} | {b - a for start, end in spans for a in inside(start) for b in inside(end) if a <= b}
    )
    places: list[tuple[str, list[tuple[int, int]]]] = []
    for node in nodes:
        when = node.when
        if when.lower is None or (lines is not None and (node.place.line, 1) not in lines):
            # Of a span that may be anywhere, a few lengths will do beside those that the others can have.
            days = [(a, a + long) for a in free for long in (lengths if when.kind == "span" else (0,))]
        elif when.start and when.end:
            days = [(a, b) for a in inside(when.start) for b in inside(when.end) if a <= b]
        else:
            days = [(a, a) for run in when.ranges for a in inside(run)]
        places.append((node.id, days))
    said = [
        (node.id, bound)
        for node in nodes
        for clause in node.when.clauses
        if lines is None or (node.place.line, clause.column + 1) in lines
        for bound in clause.bounds + same_bounds(node, clause.same)
    ]
    found: list[dict[str, tuple[int, int]]] = []
    _search(places, said, {}, found, lines is not None)
    return found


def inside(days: tuple[int | None, int | None]) -> range:
    return range(days[0] or 0, (days[1] or 0) + 1)


def same_bounds(node: Node, same: bool) -> tuple[Bound, ...]:
    """A span that is said to be the same as another begins and ends with it."""
    if not same or node.when.kind != "span":
        return ()
    target = next(clause.targets[0] for clause in node.when.clauses if clause.same)
    return Bound("start", False, target, "start"), Bound("end", True, target, "end")


def _search(
    places: list[tuple[str, list[tuple[int, int]]]],
    said: list[tuple[str, Bound]],
    chosen: dict[str, tuple[int, int]],
    found: list[dict[str, tuple[int, int]]],
    one: bool,
) -> None:
    if len(chosen) == len(places):
        found.append(dict(chosen))
        return
    name, days = places[len(chosen)]
    mine = [(own, bound) for own, bound in said if name in (own, bound.target)]
    for day in days:
        chosen[name] = day
        if all(
            holds(bound, chosen[own], chosen[bound.target])
            for own, bound in mine
            if own in chosen and bound.target in chosen
        ):
            _search(places, said, chosen, found, one)
            if one and found:
                break
        del chosen[name]
    chosen.pop(name, None)


SPARE = 130
"""Days around the known ones in which undated ones are tried: more than any two clauses reach."""


@settings(max_examples=200, deadline=None)
@given(chronologies())
def test_bounds_are_exactly_what_all_ways_together_reach(problem: Problem) -> None:
    if sum(not own.first for own, _ in problem.values()) > 1:
        return
    nodes = written(problem)
    solution = solve(nodes, STANDARD, {})
    all_ways = ways(nodes, spare=SPARE)
    assert bool(all_ways) == (not solution.problems)
    if not all_ways:
        return
    known = [day for node in nodes for day in (node.when.lower, node.when.upper) if day is not None]
    edges = min(known) - SPARE, max(known) + SPARE
    for node, when in zip(nodes, solution.whens, strict=True):
        starts, ends = zip(*(way[node.id] for way in all_ways), strict=True)
        # An undated one that can be at the edge of what was tried can be anywhere beyond.
        first = None if min(starts) == edges[0] else min(starts)
        last = None if max(ends) == edges[1] else max(ends)
        assert (when.lower, when.upper) == (first, last)
        if when.kind == "span":
            assert (when.start, when.end) == ((first, max(starts)), (min(ends), last))
        elif when.is_dated:
            assert all(any(a is None or b is None or a <= day <= b for a, b in when.ranges) for day in starts)


@settings(max_examples=60, deadline=None)
@given(chronologies())
def test_contradictions_are_minimal(problem: Problem) -> None:
    """The lines of a contradiction clash, and leaving out any one of them dissolves the clash."""
    nodes = written(problem)
    solution = solve(nodes, STANDARD, {})
    for one in solution.problems:
        lines = {(place.line, place.column) for place, _ in one.related}
        assert len(lines) == len(one.related)
        assert one.code == ("R103" if all(column > 1 for _, column in lines) else "R102")
        spoken = [(node, clause) for node in nodes for clause in node.when.clauses]
        named = {t for node, c in spoken if (node.place.line, c.column + 1) in lines for t in c.targets}
        involved = [node for node in nodes if node.id in named or node.place.line in {line for line, _ in lines}]
        assert not ways(involved, lines)
        for left_out in lines:
            assert ways(involved, lines - {left_out})


POINTS = ("2020-05", "2020-06", "2020-05-20", "2020", "September", "by 2020-04", "[2020-04,2020-06]", "unknown")


@st.composite
def stories(draw: st.DrawFn) -> dict[str, list[str]]:
    """For each of two to five ids, its date and its clauses."""
    ids = "abcde"[: draw(st.integers(2, 5))]
    found: dict[str, list[str]] = {}
    for one in ids:
        others = st.sampled_from([other for other in ids if other != one])
        clauses = [draw(st.sampled_from(CLAUSES)).format(draw(others)) for _ in range(draw(st.integers(0, 2)))]
        found[one] = [draw(st.sampled_from(POINTS)), *clauses]
    return found


def clashes(story: dict[str, list[str]], lines: set[tuple[str, str]]) -> bool:
    """Whether some lines, each an id and what is said of it, clash by themselves."""
    left = {one: "; ".join([text for text in said if (one, text) in lines]) or "unknown" for one, said in story.items()}
    return bool(solved(**left).problems)


@settings(max_examples=60, deadline=None)
@given(stories())
def test_no_part_of_a_contradiction_clashes_and_two_lines_are_told_before_three(story: dict[str, list[str]]) -> None:
    problems = solved(**{one: "; ".join(said) for one, said in story.items()}).problems
    sizes = []
    for problem in problems:
        lines = set()
        for place, _ in problem.related:
            one = list(story)[place.line - 1]
            column = place.column - 10
            before = [len("; ".join(story[one][:n])) + 2 if n else 0 for n in range(len(story[one]))]
            lines.add((one, story[one][before.index(column)]))
        sizes.append(len(lines))
        assert clashes(story, lines)
        assert not any(clashes(story, lines - {line}) for line in lines)
    if problems and min(sizes) > 2:
        every = [(one, text) for one, said in story.items() for text in dict.fromkeys(said)]
        assert not any(clashes(story, {a, b}) for a in every for b in every if a < b)


@settings(max_examples=80, deadline=None)
@given(chronologies())
def test_the_order_of_the_file_does_not_matter(problem: Problem) -> None:
    nodes = written(problem)
    expected = {node.id: when for node, when in zip(nodes, solve(nodes, STANDARD, {}).whens, strict=True)}
    if solve(nodes, STANDARD, {}).problems:
        return
    for other in permutations(nodes):
        found = solve(other, STANDARD, {})
        for node, when in zip(other, found.whens, strict=True):
            assert when._replace(derived=()) == expected[node.id]._replace(derived=())


@settings(max_examples=80, deadline=None)
@given(chronologies(), st.sampled_from(CLAUSES))
def test_another_clause_never_widens(problem: Problem, clause: str) -> None:
    nodes = written(problem)
    own, clauses = problem["a"]
    more = written({**problem, "a": (own, [*clauses, clause.format("b")])})
    before, after = solve(nodes, STANDARD, {}), solve(more, STANDARD, {})
    if after.problems:
        return
    assert not before.problems
    for wide, narrow in zip(before.whens, after.whens, strict=True):
        assert wide.lower is None or (narrow.lower is not None and wide.lower <= narrow.lower)
        assert wide.upper is None or (narrow.upper is not None and narrow.upper <= wide.upper)


@settings(max_examples=60, deadline=None)
@given(chronologies(DATED))
def test_the_declared_order_is_kept_by_every_way(problem: Problem) -> None:
    nodes = written(problem)
    solution = solve(nodes, STANDARD, {})
    if solution.problems:
        return
    for way in ways(nodes):
        for first, second in solution.before:
            assert way[nodes[first].id][0] <= way[nodes[second].id][0]


@settings(max_examples=150, deadline=None)
@given(owns(("span",)), st.sampled_from(["early", "mid", "late"]), owns(("point", "holes")))
def test_thirds_of_a_span(era: Own, part: str, own: Own) -> None:
    """The thirds lie one after the other, take in every day, and are never narrower than they can be."""
    nodes = written({"a": (era, []), "b": (own, [f"{part} @a"])})
    solution = solve(nodes, STANDARD, {})
    index = ("early", "mid", "late").index(part)
    possible: set[int] = set()
    for start in era.first:
        for end in era.last:
            length = end - start + 1
            first = start + length * index // 3
            last = max(start + length * (index + 1) // 3 - 1, first)
            if start <= end:
                possible |= {day for day in own.first if first <= day <= min(last, end)}
    if not possible:
        return
    lower, upper = solution.whens[1].lower, solution.whens[1].upper
    assert not solution.problems
    assert lower is not None
    assert upper is not None
    assert lower <= min(possible)
    assert upper >= max(possible)
    if len(era.first) == len(era.last) == 1:
        assert (lower, upper) == (min(possible), max(possible))
