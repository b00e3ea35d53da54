"""Dates in words: house style, nothing that was not given, and read back as the same days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import Context, DateError, When, read
from timeline.dates.days import ordinal
from timeline.dates.show import iso, plain, short, words
from timeline.dates.words_table import LEXICON

PLAIN = (
    ("2020-05-05", "May 5, 2020"),
    ("2021-01-20", "Jan. 20, 2021"),
    ("20 January 2021", "Jan. 20, 2021"),
    ("2020-09", "September 2020"),
    ("2020", "2020"),
    ("mid 2020", "mid-2020"),
    ("the middle of May 2020", "mid-May 2020"),
    ("beginning of May 2020", "early May 2020"),
    ("fall 2023", "autumn 2023"),
    ("2023-24", None),
    ("winter of 2022-2023", "winter 2022/23"),
    ("2020-2021 season", "the 2020-21 season"),
    ("Q3 2021", "third quarter of 2021"),
    ("H1 2021", "first half of 2021"),
    ("the 2020's", "2020s"),
    ("200X", "2000s (decade)"),
    ("18XX", "19th century"),
    ("00XX", "00XX"),
    ("1st century BC", "1st century BC"),
    ("late 1st century?", "late 1st century (uncertain)"),
    ("about 2019", "c. 2019"),
    ("2019?", "2019 (uncertain)"),
    ("2019%", "c. 2019 (uncertain)"),
    ("Sept", "September, year unknown"),
    ("5 Sept", "Sept. 5, year unknown"),
    ("2020-05-XX", "May 2020, day unknown"),
    ("2020-XX", "2020, month unknown"),
    ("day in 1872", "1872, month and day unknown"),
    ("[2020-06..2020-08]", "between June and August 2020"),
    ("between 4 and 10 July 2020", "between July 4 and 10, 2020"),
    ("2020-06/2020-08", "June to August 2020"),
    ("5-12 May 2020", "May 5 to 12, 2020"),
    ("Oct. 5-Nov. 17, 2021", "Oct. 5 to Nov. 17, 2021"),
    ("Nov-Feb 2017", "November 2016 to February 2017"),
    ("from late 2019 to early 2020", "late 2019 to early 2020"),
    ("from circa 2019 to 2020", "c. 2019 to 2020"),
    ("[..2020-05]", "by May 2020"),
    ("by the end of 2020", "by the end of 2020"),
    ("earlier than May 2020", "before May 2020"),
    ("later than May 2020", "after May 2020"),
    ("[2020-05..]", "May 2020 or later"),
    ("2019/..", "since 2019"),
    ("2019/", "from 2019, end unknown"),
    ("/2019", "unknown to 2019"),
    ("May or June 2020", "May 2020 or June 2020"),
    ("{2011,2012}", "2011 and 2012"),
    ("week of 6 May 2020", "the week of May 6, 2020"),
    ("first half of May 2020", "between May 1 and 15, 2020"),
    ("Christmas 2019", "Dec. 25, 2019"),
    ("n.d.", "date unknown"),
    # What has no words stays EDTF.
    ("156X-12-25", "156X-12-25"),
    ("1950S2", "1950S2"),
    ("../2019", "../2019"),
    ("{2019..2021}", "{2019..2021}"),
)


@pytest.mark.parametrize(("text", "said"), [row for row in PLAIN if row[1]])
def test_plain(text: str, said: str) -> None:
    assert plain(read(text)) == said


@pytest.mark.parametrize(("text", "said"), [row for row in PLAIN if row[1]])
def test_words_without_references_are_plain(text: str, said: str) -> None:
    assert words(read(text)) == said


@pytest.mark.parametrize(
    ("text", "year", "said"),
    [
        ("May 2020", 2020, "May"),
        ("May 2020", 2021, "May 2020"),
        ("Jan. 20, 2021", 2021, "Jan. 20"),
        ("after Jan. 20, 2021", 2021, "after Jan. 20"),
        ("before May 2020", 2020, "before May"),
        ("by May 5, 2020", 2020, "by May 5"),
        ("May 2020 or later", 2020, "May or later"),
        ("since May 2020", 2020, "since May"),
        ("mid-2020", 2020, "mid-2020"),
        ("mid-May 2020", 2020, "mid-May"),
        ("early May 2020", 2020, "early May"),
        ("c. May 2020", 2020, "c. May"),
        ("May 2020?", 2020, "May (uncertain)"),
        ("May 2020, day unknown", 2020, "May, day unknown"),
        ("autumn 2023", 2023, "autumn"),
        ("winter 2023", 2023, "winter 2023"),
        ("winter 2022/23", 2022, "winter 2022/23"),
        ("Q3 2021", 2021, "third quarter"),
        ("2020", 2020, "2020"),
        ("c. 2020", 2020, "c. 2020"),
        ("by 2020", 2020, "by 2020"),
        ("2020s", 2020, "2020s"),
        ("between June and August 2020", 2020, "between June and August"),
        ("between 4 and 10 July 2020", 2020, "between July 4 and 10"),
        ("2020 or May 2020", 2020, "2020 or May 2020"),
        ("May 5, 2020 or May 7, 2020", 2020, "May 5 or May 7"),
        ("November 2020 to February 2021", 2020, "November 2020 to February 2021"),
        ("September", 2020, "September, year unknown"),
        ("unknown", 2020, "date unknown"),
    ],
)
def test_short_drops_the_year_of_the_heading(text: str, year: int, said: str) -> None:
    assert short(read(text), year) == said


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("May 2020", "2020-05-01/2020-05-31"),
        ("May 5, 2020", "2020-05-05"),
        ("since 2019", "2019-01-01/.."),
        ("before 2019", "../2018-12-31"),
        ("unknown", ""),
        ("September", ""),
    ],
)
def test_iso(text: str, days: str) -> None:
    assert iso(read(text)) == days


# --- what references leave ----------------------------------------------------------------------------------------


def day(text: str) -> int | None:
    if not text:
        return None
    year, month, of_month = map(int, text.split("-"))
    return ordinal(year, month, of_month)


def narrowed(text: str, lower: str, upper: str) -> When:
    return read(text).narrowed(day(lower), day(upper), ("a",))


@pytest.mark.parametrize(
    ("text", "lower", "upper", "said"),
    [
        ("@a", "2021-01-20", "2021-01-20", "Jan. 20, 2021"),
        ("after @a", "2021-01-20", "", "after Jan. 20, 2021"),
        ("before @a", "", "2025-12-10", "before Dec. 10, 2025"),
        ("on or after @a", "2021-01-20", "", "Jan. 20, 2021 or later"),
        ("by @a", "", "2021-01-20", "by Jan. 20, 2021"),
        ("after @a", "2020-05-01", "", "May 2020 or later"),
        ("after @a", "2020-01-01", "", "2020 or later"),
        ("before @a", "", "2020-05-31", "by May 2020"),
        ("before @a", "", "2020-12-31", "by 2020"),
        ("between @a and @b", "2019-05-10", "2020-05-10", "between May 10, 2019 and May 10, 2020"),
        ("between @a and @b", "2019-05-01", "2020-05-31", "between May 2019 and May 2020"),
        ("between @a and @b", "2019-01-01", "2020-12-31", "between 2019 and 2020"),
        ("between @a and @b", "2019-01-01", "2020-05-10", "between January 2019 and May 10, 2020"),
        ("between @a and @b", "2020-05-01", "2020-05-10", "between May 1 and 10, 2020"),
        ("between @a and @b", "2020-05-01", "2020-05-31", "May 2020"),
        ("between @a and @b", "2020-01-01", "2020-05-31", "between January and May 2020"),
        ("about 1 year after @a", "2019-11-10", "2020-11-10", "c. between Nov. 10, 2019 and Nov. 10, 2020"),
        ("after @a; before @b", "", "", "after a; before b"),
        ("unknown; before @a", "", "2025-12-10", "date unknown"),
        ("September; after @a", "2025-09-01", "2025-09-30", "September 2025"),
        ("September; after @a", "2020-09-01", "2025-09-30", "September, 2020 to 2025"),
        ("September; after @a", "2020-09-10", "", "September, 2020 or later"),
        ("September; after @a", "2020-10-01", "", "September, 2021 or later"),
        ("September; before @a", "", "2025-08-31", "September, 2024 or earlier"),
        ("Sept. 5; after @a", "2020-09-05", "2025-09-05", "Sept. 5, 2020 to 2025"),
        ("2020; after @a", "2020-05-05", "2020-12-31", "2020"),
        ("c. May 2020; after @a", "2020-05-05", "2020-05-31", "c. May 2020"),
        ("2020; after @a", "2020-12-31", "2020-12-31", "Dec. 31, 2020"),
        # There is no EDTF for a day after 9999, and no words that are read for a month before 1000.
        ("after @a", "12345-01-01", "", "Y12345 or later"),
        ("after @a", "12345-05-01", "", "May 12345 or later"),
        ("after @a", "12345-05-07", "", "after May 7, 12345"),
        ("before @a", "", "12345-12-31", "by Y12345"),
        ("same year as @a", "12345-01-01", "12345-12-31", "Y12345"),
        ("within 1 year after @b", "12345-01-01", "12346-12-31", "between Y12345 and Y12346"),
        ("between @a and @b", "12345-01-01", "12346-05-10", "between January 12345 and May 10, 12346"),
        ("between @a and @b", "0500-05-01", "0501-06-30", "between 0500-05 and 0501-06"),
        ("before @a", "", "0500-05-31", "by 0500-05"),
        # A contradiction is reported elsewhere; the author's words stay.
        ("2020; after @a", "2021-05-05", "2020-12-31", "2020; after a"),
    ],
)
def test_what_references_leave(text: str, lower: str, upper: str, said: str) -> None:
    assert words(narrowed(text, lower, upper)) == said


@pytest.mark.parametrize(
    ("text", "doubts", "said"),
    [
        ("after @a", "~", "after c. May 10, 2019"),
        ("before @b", "%", "between May 10, 2019 and May 10, 2020 (uncertain)"),
        ("same day as @a", "?", "2019 (uncertain)"),
        ("September; after @a", "?", "September 2019 (uncertain)"),
        # Its own words stay as they are.
        ("2019; after @a", "%", "2019"),
        ("September 2019; after @a", "%", "September 2019"),
    ],
)
def test_doubts_of_others_are_said_of_what_rests_on_them(text: str, doubts: str, said: str) -> None:
    days = {"after @a": ("2019-05-10", ""), "before @b": ("2019-05-10", "2020-05-10")}
    first, last = days.get(text, ("2019-01-01", "2019-12-31"))
    doubtful = narrowed(text, first, last)._replace(uncertain=doubts in "?%", approximate=doubts in "~%")
    assert words(doubtful) == (said if text != "before @b" else f"c. {said}")


def test_few_gaps_that_references_leave_are_said() -> None:
    years = tuple((day(f"{year}-01-01"), day(f"{year}-12-31")) for year in (2019, 2021))
    assert words(narrowed("@a", "2019-01-01", "2021-12-31")._replace(gaps=years)) == "2019 or 2021"


@pytest.mark.parametrize(
    ("text", "start", "end", "said"),
    [
        ("since @a", ("2021-01-20", "2021-01-20"), ("", ""), "since Jan. 20, 2021"),
        ("from @a to @b", ("2017-01-20", "2017-01-20"), ("2021-01-20", "2021-01-20"), "Jan. 20, 2017 to Jan. 20, 2021"),
        ("from @a to @b", ("2020-05-01", "2020-05-31"), ("2021-01-01", "2021-12-31"), "May 2020 to 2021"),
        ("since @a", ("2020-05-03", "2020-06-05"), ("", ""), "since some day from May 3 to June 5, 2020"),
        # One end is the author's own.
        ("from @a to 2021", ("2020-05-10", "2020-05-10"), ("2021-01-01", "2021-12-31"), "May 10, 2020 to 2021"),
        ("from 2019 to @a", ("2019-01-01", "2019-12-31"), ("2020-05-10", "2020-05-10"), "2019 to May 10, 2020"),
        (
            "from @a to mid-2021?",
            ("2020-05-01", "2020-05-31"),
            ("2021-05-01", "2021-08-31"),
            "May 2020 to mid-2021 (uncertain)",
        ),
        ("from c. 2019 to @a", ("2019-01-01", "2019-12-31"), ("2020-05-10", "2020-05-10"), "c. 2019 to May 10, 2020"),
        ("from 2019 to @a", ("2019-05-01", "2019-12-31"), ("2019-05-01", ""), "from 2019, end unknown"),
        ("from @a to 2021", ("", "2021-04-30"), ("2021-01-01", "2021-04-30"), "unknown to 2021"),
        ("from 2019 to unknown; after @a", ("2019-05-10", "2019-12-31"), ("2019-05-10", ""), "from 2019, end unknown"),
    ],
)
def test_what_references_leave_of_a_span(text: str, start: tuple[str, str], end: tuple[str, str], said: str) -> None:
    when = read(text).narrowed_span((day(start[0]), day(start[1])), (day(end[0]), day(end[1])), ("a",))
    assert (words(when), plain(when)) == (said, said)


def test_unresolved_references_are_said_without_their_sign() -> None:
    assert words(read("within 1 year after @deadline-report")) == "within 1 year after deadline-report"
    assert words(read("from @a to 2021")) == plain(read("from @a to 2021")) == "from a to 2021"


@pytest.mark.parametrize(
    ("text", "lower", "upper", "said"),
    [
        ("between @a and May 2020", "2020-05-05", "2020-05-31", "between May 5 and 31, 2020"),
        ("between @a and May 2021", "2020-01-01", "2021-05-31", "between January 2020 and May 2021"),
        ("between @a and 2021", "", "2021-12-31", "by 2021"),
        ("between 2019 and @a", "2019-01-01", "", "2019 or later"),
        ("2020; between @a and May 2020", "2020-02-01", "2020-05-31", "between February and May 2020"),
        ("156X-12-25; after @a", "1560-12-25", "1569-12-25", "156X-12-25"),
        ("after 2019; before 2022; after @a", "2020-02-01", "2021-12-31", "between Jan. 1, 2020 and Dec. 31, 2021"),
    ],
)
def test_a_day_and_an_event_are_said_as_what_is_left(text: str, lower: str, upper: str, said: str) -> None:
    """Never as typed: the sign of an id is no word."""
    when = narrowed(text, lower, upper)
    assert (words(when), plain(when)) == (said, said)


def test_the_year_of_the_context_is_said() -> None:
    assert plain(read("early May", Context(year=2020))) == "early May 2020"


# --- it reads back ------------------------------------------------------------------------------------------------

YEARS = st.integers(1000, 9990).map(str)
MONTHS = st.sampled_from(["January", "Feb.", "march", "May", "Sept", "December"])
DATES = st.one_of(
    YEARS,
    st.builds("{} {}".format, MONTHS, YEARS),
    st.builds("{} {}, {}".format, MONTHS, st.integers(1, 31), YEARS),
    st.builds("{} {}".format, st.sampled_from(["spring", "summer", "fall", "winter", "Q1", "second half of"]), YEARS),
    st.integers(100, 998).map("{}0s (decade)".format),
    st.integers(1, 40).map("{}th century".format),
    st.builds("the week of {} {}, {}".format, MONTHS, st.integers(1, 28), YEARS),
)
PARTS = st.builds("{} {}".format, st.sampled_from(["early", "mid", "late", "end of", "the start of"]), DATES)
QUALIFIED = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "c. ", "possibly "]),
    DATES | PARTS,
    st.sampled_from(["", "?", " (uncertain)"]),
)
PHRASES = st.one_of(
    QUALIFIED,
    st.builds("{} {}".format, st.sampled_from(["before", "after", "by", "since", "on or after", "from"]), QUALIFIED),
    st.builds("{} {}".format, QUALIFIED, st.sampled_from(["or later", "or earlier", "onwards", "- unknown"])),
    st.builds("{} to {}".format, QUALIFIED, QUALIFIED),
    st.builds("between {} and {}".format, QUALIFIED, QUALIFIED),
    st.builds("{} or {}".format, QUALIFIED, QUALIFIED),
    st.builds("{} and {}".format, QUALIFIED, QUALIFIED),
    st.builds("{} to {} {}".format, MONTHS, MONTHS, YEARS),
)
VOCABULARY = sorted({" ".join([first, *rest]) for first, rows in LEXICON.items() for rest, _, _ in rows})


def assert_reads_back(text: str) -> None:
    try:
        when = read(text)
    except DateError:
        return
    again = read(plain(when))
    for field in ("kind", "lower", "upper", "start", "end", "gaps", "uncertain", "approximate", "convention"):
        assert getattr(again, field) == getattr(when, field), plain(when)
    assert plain(again) == plain(when)


@given(PHRASES)
def test_plain_reads_back(text: str) -> None:
    assert_reads_back(text)


@given(st.lists(st.sampled_from([*VOCABULARY, "2020", "1999", "2020s", "5", "30", "19c"]), min_size=1, max_size=6))
def test_plain_of_any_words_reads_back(chosen: list[str]) -> None:
    assert_reads_back(" ".join(chosen))


@given(PHRASES, st.integers(1000, 9999))
def test_short_is_words_or_less(text: str, year: int) -> None:
    try:
        when = read(text)
    except DateError:
        return
    said = short(when, year)
    assert said == words(when) or (str(year) in words(when) and len(said) < len(words(when)))


@given(st.integers(1, 3_000_000), st.integers(0, 4000))
def test_what_references_leave_names_exactly_those_days(first: int, length: int) -> None:
    """Between two days: the words, read again, mean the same days."""
    when = read("between @a and @b").narrowed(first + 365_250, first + 365_250 + length, ("a", "b"))
    if when.upper is not None and when.upper < ordinal(9990, 1, 1):
        again = read(words(when))
        assert (again.lower, again.upper) == (when.lower, when.upper)
