"""References: every phrase, the bounds it puts on the days, and what is refused with what advice."""

import re
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.dates import DateError, When, iso, read
from timeline.dates.days import ordinal
from timeline.dates.references import read_references
from timeline.dates.when import Bound


def bounds(text: str) -> set[str]:
    """The bounds of a text as sentences: `start >= a.end + 12m - 1d`."""
    return {sentence(bound) for clause in read(text).clauses for bound in clause.bounds}


def sentence(bound: Bound) -> str:
    moved = f"{bound.unit}({bound.target}.{bound.of})" if bound.unit else f"{bound.target}.{bound.of}"
    if bound.share:
        moved += f" {bound.share[0]}/{bound.share[1]}"
    for amount, unit in ((bound.months, "m"), (bound.days, "d")):
        if amount:
            moved += f" {'+' if amount > 0 else '-'} {abs(amount)}{unit}"
    return f"{bound.side} {'>=' if bound.at_least else '<='} {moved}"


PHRASES = [
    ("after @a", "start >= a.end"),
    ("before @a", "end <= a.start"),
    ("on or after @a", "start >= a.start"),
    ("not before @a", "start >= a.start"),
    ("on or before @a", "end <= a.end"),
    ("by @a", "end <= a.end"),
    ("not after @a", "end <= a.end"),
    ("between @a and @b", "start >= a.end | end <= b.start"),
    ("@a", "start >= a.start | end <= a.end"),
    ("same day as @a", "start >= a.start | end <= a.end"),
    ("on the same day as @a", "start >= a.start | end <= a.end"),
    ("during @a", "start >= a.start | end <= a.end"),
    ("start of @a", "start >= a.start | end <= a.start"),
    ("the beginning of @a", "start >= a.start | end <= a.start"),
    ("at the end of @a", "start >= a.end | end <= a.end"),
    ("@a/start", "start >= a.start | end <= a.start"),
    ("@a/end", "start >= a.end | end <= a.end"),
    ("by @a/end", "end <= a.end"),
    ("after the start of @a", "start >= a.start"),
    ("before @a/end", "end <= a.end"),
    ("within 1 year after @a", "start >= a.end | start <= a.end + 12m"),
    ("within a year before @a", "end <= a.start | end >= a.start - 12m"),
    ("within 3 weeks of @a", "end >= a.start - 21d | start <= a.end + 21d"),
    ("less than 1 year after @a", "start >= a.end | start <= a.end + 12m - 1d"),
    ("less than two months before @a", "end <= a.start | end >= a.start - 2m + 1d"),
    ("less than ten days from @a", "end >= a.start - 9d | start <= a.end + 9d"),
    ("at least 2 weeks after @a", "start >= a.end + 14d"),
    ("at least 2 weeks before @a", "end <= a.start - 14d"),
    ("no later than 2 weeks before @a", "end <= a.start - 14d"),
    ("not later than 2 weeks after @a", "start <= a.end + 14d"),
    ("no earlier than 2 weeks before @a", "end >= a.start - 14d"),
    ("no earlier than 2 weeks after @a", "start >= a.end + 14d"),
    ("more than a month after @a", "start >= a.end + 1m + 1d"),
    ("more than a month before @a", "end <= a.start - 1m - 1d"),
    ("10 days after @a", "start >= a.end + 10d | start <= a.end + 10d"),
    ("exactly twelve days before @a", "end >= a.start - 12d | end <= a.start - 12d"),
    ("eighteen months after @a", "start >= a.end + 18m | start <= a.end + 18m"),
    ("within twenty-one days after @a", "start >= a.end | start <= a.end + 21d"),
    ("at least Ninety nine years before @a", "end <= a.start - 1188m"),
    ("twenty to thirty-five days after @a", "start >= a.end + 20d | start <= a.end + 35d"),
    ("thirteen-fourteen weeks after @a", "start >= a.end + 91d | start <= a.end + 98d"),
    ("a couple of days after @a", "start >= a.end + 2d | start <= a.end + 2d"),
    ("1 to 2 years after @a", "start >= a.end + 12m | start <= a.end + 24m"),
    ("between 1 and 2 years after @a", "start >= a.end + 12m | start <= a.end + 24m"),
    ("about 1 year after @a", "start >= a.end + 6m | start <= a.end + 18m"),
    ("c. 10 days before @a", "end <= a.start - 5d | end >= a.start - 15d"),
    ("about three months after @a", "start >= a.end + 1m + 15d | start <= a.end + 4m + 15d"),
    ("about 5 days after @a", "start >= a.end + 2d | start <= a.end + 8d"),
    ("the day after @a", "start >= a.end + 1d | end <= a.end + 1d"),
    ("the next day after @a", "start >= a.end + 1d | end <= a.end + 1d"),
    ("the day before @a", "start >= a.start - 1d | end <= a.start - 1d"),
    ("the next week after @a", "start >= week(a.end) + 7d | end <= week(a.end) + 13d"),
    ("the next month after @a", "start >= month(a.end) + 1m | end <= month(a.end) + 2m - 1d"),
    ("the next year after @a", "start >= year(a.end) + 12m | end <= year(a.end) + 24m - 1d"),
    ("the previous month before @a", "start >= month(a.start) - 1m | end <= month(a.start) - 1d"),
    ("the same month as @a", "start >= month(a.start) | end <= month(a.end) + 1m - 1d"),
    ("the same year as @a", "start >= year(a.start) | end <= year(a.end) + 12m - 1d"),
    ("later the same year as @a", "start >= a.end | end <= year(a.end) + 12m - 1d"),
    ("following @a", "start >= a.end"),
    ("prior to @a", "end <= a.start"),
    ("two years later than @a", "start >= a.end + 24m | start <= a.end + 24m"),
    ("half a year after @a", "start >= a.end + 6m | start <= a.end + 6m"),
    ("within a year and a half after @a", "start >= a.end | start <= a.end + 18m"),
    ("in the following month after @a", "start >= month(a.end) + 1m | end <= month(a.end) + 2m - 1d"),
    ("the month of @a", "start >= month(a.start) | end <= month(a.end) + 1m - 1d"),
    ("on the eve of @a", "start >= a.start - 1d | end <= a.start - 1d"),
    ("@a's end", "start >= a.end | end <= a.end"),
    ("late in @a", "start >= a.start | end <= a.end | start >= a.start 2/3"),
    ("later that year, after @a", "start >= a.end | end <= year(a.end) + 12m - 1d"),
    ("earlier that month, before @a", "start >= month(a.start) | end <= a.start"),
    ("early @a", "start >= a.start | end <= a.end | end <= a.end 1/3"),
    ("mid @a", "start >= a.start | end <= a.end | start >= a.start 1/3 | end <= a.end 2/3"),
    ("mid-@a", "start >= a.start | end <= a.end | start >= a.start 1/3 | end <= a.end 2/3"),
    ("in late @a", "start >= a.start | end <= a.end | start >= a.start 2/3"),
    ("since @a", "start >= a.start | start <= a.start"),
    ("from @a to @b", "start >= a.start | start <= a.start | end >= b.end | end <= b.end"),
    ("when Tom Cruise was 63", "start >= born:Tom Cruise.start + 756m | end <= born:Tom Cruise.start + 768m - 1d"),
    ("while Tom  Cruise was aged 5", "start >= born:Tom Cruise.start + 60m | end <= born:Tom Cruise.start + 72m - 1d"),
    ("aged 0 (Suri Cruise)", "start >= born:Suri Cruise.start | end <= born:Suri Cruise.start + 12m - 1d"),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_what_a_phrase_says(text: str, expected: str) -> None:
    when = read(text)
    assert bounds(text) == set(expected.split(" | "))
    assert (when.text, when.lower, when.upper) == (text, None, None)
    assert when.kind == ("span" if text.startswith(("since", "from")) else "point")


@pytest.mark.parametrize("text", [phrase for phrase, _ in PHRASES])
def test_case_blanks_and_a_final_stop_do_not_matter(text: str) -> None:
    loud = re.sub(r"(?<![@:\w])[a-z]+", lambda found: found[0].upper(), text).replace(" ", "   ")
    if "Cruise" in text:
        loud = text
    assert bounds(f"  {loud}. ") == bounds(text)


@pytest.mark.parametrize(
    ("text", "approximate", "convention", "precision", "warned"),
    [
        ("about 1 year after @a", True, False, "none", False),
        ("c. 2 weeks before @a", True, False, "none", False),
        ("late @a", False, True, "era", False),
        ("during @a", False, False, "era", False),
        ("after @a", False, False, "none", False),
        ("2020-05; during @a", False, False, "month", False),
        ("2020-05-04; about 1 year after @a; early @b", True, True, "day", False),
        ("2 years after @a", False, False, "none", True),
        ("exactly 2 years after @a", False, False, "none", False),
        ("3 days after @a", False, False, "none", False),
    ],
)
def test_flags(text: str, approximate: bool, convention: bool, precision: str, warned: bool) -> None:
    when = read(text)
    assert (when.approximate, when.convention, when.precision) == (approximate, convention, precision)
    assert bool(when.warnings) == warned


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("after @a.b-c_2.", ("a.b-c_2",)),
        ("after @2020-report,", ("2020-report",)),
        ("after @café", ("café",)),
        ("between @a/end and @b/start", ("a", "b")),
        ("within a day of @a", ("a",)),
        ("from @a to @a", ("a",)),
        ("when Tom Cruise was 63", ("born:Tom Cruise",)),
    ],
)
def test_ids(text: str, targets: tuple[str, ...]) -> None:
    assert read(text).clauses[0].targets == targets


def test_clauses_know_where_they_stand() -> None:
    text = " 2020-05;  after @a ;before @b"
    assert [(clause.text, clause.column) for clause in read(text).clauses] == [("after @a", 11), ("before @b", 21)]
    assert all(text[c.column :].startswith(c.text) for c in read(text).clauses)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "precision"),
    [
        ("2020; after @a", "2020-01-01", "2020-12-31", "year"),
        ("2020; 2020-05; after @a", "2020-05-01", "2020-05-31", "month"),
        ("2020-05; 2020", "2020-05-01", "2020-05-31", "month"),
        ("2020; September", "2020-09-01", "2020-09-30", "month"),
        ("between June and August 2020; after @a; 2020-07/..", None, None, ""),
        ("since 2019; after @a", "2019-01-01", None, "year"),
        ("by May 2020; 2020", "2020-01-01", "2020-05-31", "month"),
        ("September; after 2020-05; before 2021", "2020-09-01", "2020-09-30", "month"),
        ("after 2020-05; September; before 2021", "2020-09-01", "2020-09-30", "month"),
        ("before 2021; after 2020-05; September", "2020-09-01", "2020-09-30", "month"),
        ("September; 2020", "2020-09-01", "2020-09-30", "month"),
        ("Sept. 5; 2020", "2020-09-05", "2020-09-05", "day"),
        ("September; after 2020-05", "2020-09-01", None, "month"),
        ("September; after 2020-09-14", "2020-09-15", None, "day"),
        ("September; before 2021", None, "2020-09-30", "month"),
        ("September; after 2020-05; after @a", "2020-09-01", None, "month"),
        ("September; after @a; after 2020-05; before 2021", "2020-09-01", "2020-09-30", "month"),
        ("after 1896; XXXX-02-29", "1904-02-29", None, "day"),
        ("XXXX-02-29; before 1904", None, "1896-02-29", "day"),
        ("September; XXXX-XX-15", None, None, "day"),
        ("September; 202X", "2020-09-01", "2029-09-30", "month"),
    ],
)
def test_plain_dates_among_the_clauses(text: str, lower: str | None, upper: str | None, precision: str) -> None:
    if not precision:
        with pytest.raises(DateError, match="lasted"):
            read(text)
        return
    when = read(text)
    found = tuple(None if day is None else iso(day) for day in (when.lower, when.upper))
    assert (*found, when.precision) == (lower, upper, precision)


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("September; after 2020-05; before 2023", ["2020-09-01/2020-09-30", "2021-09-01/2021-09-30", "2022-09-01/2022-09-30"]),
        ("XXXX-XX-31; 2021; before June", []),
        ("XXXX-XX-31; 2021; before 2021-06", ["2021-01-31/2021-01-31", "2021-03-31/2021-03-31", "2021-05-31/2021-05-31"]),
        ("September; XXXX-XX-15; 2020/..", []),
        ("September; XXXX-XX-15; after 2019; before 2021", ["2020-09-15/2020-09-15"]),
    ],
)  # fmt: skip
def test_clauses_all_hold(text: str, ranges: list[str]) -> None:
    """The days are those that every clause allows, in whatever order the clauses stand; else the text is refused."""
    for order in permutations(text.split("; ")):
        if not ranges:
            with pytest.raises(DateError):
                read("; ".join(order))
        else:
            found = read("; ".join(order)).ranges
            assert [f"{iso(low or 0)}/{iso(high or 0)}" for low, high in found] == ranges


MONTHS = ("September", "XXXX-02-29", "XXXX-XX-31", "February", "XXXX")
YEARS = st.integers(1890, 1910)


@given(st.sampled_from(MONTHS), YEARS, YEARS)
def test_plain_clauses_hold_as_references_do(month: str, first: int, last: int) -> None:
    """`September; after 1899; before 1905` allows the very days of September that lie between the two."""
    text = f"{month}; after {first}; before {last}"
    days = (ordinal(first + 1, 1, 1), ordinal(last, 1, 1) - 1)
    expected = read(month).narrowed(*days, ()).ranges if days[0] <= days[1] else ()
    try:
        found = read(text).ranges
    except DateError as error:
        assert (error.code, expected) == ("D105", ())
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("text", "words", "plain", "edtf"),
    [
        ("2020; September", "September 2020", "September 2020", "2020-09"),
        ("September; after 2020-05; before 2021", "September 2020", "September 2020", "2020-09"),
        ("c. 2020; September", "c. September 2020", "c. September 2020", "2020-09~"),
        ("September; after 2020-05", "September, 2020 or later", "September; after 2020-05", "[2020-09-01..]"),
        ("September; before 2021", "September, 2020 or earlier", "September; before 2021", "[..2020-09-30]"),
        (
            "September; after 1000; before 1990", "September, 1001 to 1989", "September; after 1000; before 1990",
            "[1001-09..1989-09]",
        ),
        ("after 2019; before 2021", "2020", "2020", "2020"),
    ],
)  # fmt: skip
def test_joined_dates_are_shown_as_what_they_mean(text: str, words: str, plain: str, edtf: str) -> None:
    """A whole month is called by its name, and what an end alone leaves open says so."""
    from timeline.dates import show
    from timeline.dates.edtf_text import edtf_of

    when = read(text)
    assert (show.words(when), show.plain(when), edtf_of(when)) == (words, plain, edtf)


def test_unknown_with_a_reference_stays_undated() -> None:
    when = read("unknown; before @a")
    assert (when.kind, len(when.clauses)) == ("none", 1)


@pytest.mark.parametrize(
    ("text", "said", "start", "end"),
    [
        ("between @a and May 2020", "start >= a.end", (None, "2020-05-31"), None),
        ("between 2019 and @a", "end <= a.start", ("2019-01-01", None), None),
        (
            "from @a until 2021",
            "start >= a.start | start <= a.start",
            (None, "2021-12-31"),
            ("2021-01-01", "2021-12-31"),
        ),
        ("from May 2019 to the end of @a", "end >= a.end | end <= a.end", ("2019-05-01", "2019-05-31"), (None, None)),
    ],
)
def test_an_id_at_one_end_and_a_plain_date_at_the_other(
    text: str, said: str, start: tuple[str | None, ...], end: tuple[str | None, ...] | None
) -> None:
    when = read(text)
    assert bounds(text) == set(said.split(" | "))
    first = (when.lower, when.upper) if end is None else (when.start or ())
    if end is None:
        assert tuple(None if day is None else iso(day) for day in first) == start
        return
    assert when.kind == "span"
    last = when.end or ()
    assert tuple(None if day is None else iso(day) for day in last)[1] == end[1]
    assert (when.lower is None) == (start[0] is None)


KINDS = (
    "Write such as after @id, before @id, by @id, on @id, during @id, late @id, within 1 year after @id, "
    "between @id and @other or from @id to @other"
)

REFUSED = [
    ("until @a", "D103", '"until @a" may or may not take in the day itself', "Write before @a, by @a or from @other to @a"),
    (
        "the month after @a", "D103", '"the month after @a" may be a calendar month, or not',
        "Write the next month after @a, within a month after @a or exactly a month after @a",
    ),
    ("soon after @a", "D103", '"soon after @a" does not say how long', "Write after @a or within a month after @a"),
    ("a few days after @a", "D106", '"a few days after @a" is not understood', "Write after @a, or within 10 days after @a"),
    ("several years before @a", "D106", '"several years before @a" is not understood', "Write before @a, or within 10 years before @a"),
    ("not long after @a", "D103", '"not long after @a" does not say how long', "Write after @a or within a month after @a"),
    ("long after @a", "D103", '"long after @a" does not say how long', "Write after @a or more than a year after @a"),
    ("well before @a", "D103", '"well before @a" does not say how long', "Write before @a or more than a year before @a"),
    ("90 minutes after @a", "D106", '"90 minutes after @a" is not understood', "A date is told in days, weeks, months, quarters, years or decades"),
    ("not during @a", "D106", '"not during @a" is not understood', KINDS),
    ("outside @a", "D106", '"outside @a" is not understood', KINDS),
    ("nearly @a", "D106", '"nearly @a" is not understood', KINDS),
    ("never after @a", "D106", '"never after @a" is not understood', KINDS),
    ("almost 2 years after @a", "D106", '"almost 2 years after @a" is not understood', KINDS),
    ("@a or @b", "D106", '"@a or @b" is not understood', KINDS),
    ("after @a or before @b", "D106", '"after @a or before @b" is not understood', KINDS),
    ("after @a?", "D106", '"after @a?" is not understood', KINDS),
    ("the second day after @a", "D106", '"the second day after @a" is not understood', KINDS),
    ("between @a & @b", "D106", '"between @a & @b" is not understood', "Write between @a and @b"),
    ("@a-@b", "D106", '"@a-@b" is not understood', "Write from @a to @b or between @a and @b"),
    ("@a – @b", "D106", '"@a – @b" is not understood', "Write from @a to @b or between @a and @b"),
    ("before @a, after @b", "D106", '"before @a, after @b" is not understood', "Write before @a; after @b"),
    (
        "two days later than @a but not after @b/end", "D106",
        '"two days later than @a but not after @b/end" is not understood', "Write two days after @a; not after @b/end",
    ),
    ("sometime after the end of @a", "D106", '"sometime after the end of @a" is not understood', "Write after @a/end"),
    ("3-2 weeks after @a", "D105", '"3-2 weeks" has its numbers reversed', "Put the smaller number first"),
    ("between five and two days before @a", "D105", '"five and two days" has its numbers reversed', "Put the smaller number first"),
    ("afetr @a", "D106", '"afetr @a" is not understood', "Write after @a"),
    ("wihtin 2 years after @b", "D106", '"wihtin 2 years after @b" is not understood', "Write within 2 years after @b"),
    ("first half of @a", "D106", "a part of @a is early, mid or late: a third of its days", "Write early @a, mid @a or late @a"),
    ("the last quarter of @a", "D106", "a part of @a is early, mid or late: a third of its days", "Write early @a, mid @a or late @a"),
    ("around @a", "D103", '"around @a" does not say how near', "Write on @a or within a month of @a"),
    ("after @a but before @b", "D106", '"after @a but before @b" is not understood', "Write after @a and before @b"),
    ("@a mit @b", "D106", '"@a mit @b" is not understood', KINDS),
    ("between @a and September", "D106", '"between @a and September" has an end that is no one stretch of days', "Give the date a year"),
    ("betwen @a and @b", "D106", '"betwen @a and @b" is not understood', "Write between @a and @b"),
    ("after @", "D106", '"after @" is not understood', "Write after @id, with the id of an event or an era"),
    ("end of @a/start", "D106", '"end of @a/start" names an end twice', "Write @a/start"),
    ("early @a/end", "D106", "one day has no early, mid or late", "Write @a/end"),
    ("when he turned up", "D106", '"when he turned up" is not understood', "Write when Tom Cruise was 63, or after @id"),
    ("2020; 2021; after @a", "D105", 'no day is in all of "2020; 2021; after @a"', "Keep the date that is right"),
    ("September; October", "D105", 'no day is in all of "September; October"', "Keep the date that is right"),
    ("XXXX-02-29; after 1896; by 1903", "D105", 'no day is in all of "XXXX-02-29; after 1896; by 1903"', "Keep the date that is right"),
    ("September; after 9999", "D105", 'no day is in all of "September; after 9999"', "Keep the date that is right"),
    (
        "[..2010,2015..]; September", "D106",
        '"[..2010,2015..]; September" joins a date without a year with days that have no end', "Keep one of the two",
    ),
    ("2020;", "D106", "an empty clause", "Take out one of the semicolons"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message", "hint"), REFUSED)
def test_refused_with_advice(text: str, code: str, message: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        read(text)
    assert (caught.value.code, caught.value.message, caught.value.hint) == (code, message, hint)


@pytest.mark.parametrize("text", [text for text, *_ in REFUSED])
def test_advice_can_be_followed(text: str) -> None:
    """Every form that a refusal offers is one that is read."""
    with pytest.raises(DateError) as caught:
        read(text)
    if caught.value.hint.startswith("Write "):
        forms = (
            caught.value.hint.removeprefix("Write ")
            .removeprefix("such as ")
            .removesuffix(", with the id of an event or an era")
        )
        for form in re.split(r", or | or |, ", forms):
            assert read(form).clauses


TELLING = (
    "not", "no", "never", "outside", "until", "after", "before", "by", "during", "between", "or", "@a", "@b", "2", "3",
    "weeks", "months",
)  # fmt: skip


@given(st.lists(st.sampled_from((*TELLING, "and", "then", "the", "sometime", "aftr", "befroe", ",")), max_size=7))
def test_advice_never_says_anything_else(words: list[str]) -> None:
    """What was typed of order, "not", lengths and ids stands in what is offered, or the kinds of phrases are told."""
    try:
        read(" ".join(words))
    except DateError as error:
        if error.code != "D106" or not error.hint.startswith("Write ") or error.hint == KINDS or "@id" in error.hint:
            return
        meant = [{"aftr": "after", "befroe": "before"}.get(word, word) for word in words]
        offered = re.findall(r"@?\w+", error.hint)
        assert [word for word in offered if word in TELLING] == [word for word in meant if word in TELLING]


def test_an_error_points_at_its_clause() -> None:
    text = "2020; nearly @a; before @b"
    with pytest.raises(DateError) as caught:
        read(text)
    assert text[caught.value.start : caught.value.end] == "nearly @a"


def test_an_error_of_a_plain_date_points_into_the_whole() -> None:
    text = "after @a; 2021-02-30"
    with pytest.raises(DateError) as caught:
        read(text)
    assert caught.value.code == "D102"
    assert text[caught.value.start : caught.value.end] == "2021-02-30"


WORDS = (
    "after before @a @b @ ; # within less than at least 1 2.5 99999999 a year years days of between and from to since "
    "during early mid- late when was 63 aged (Tom) 2020 2020-05 September unknown the next same as end start "
    "/end /start"
)


@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join)))
@example("@")
@example("# after @a")
@example("when  was 5")
@example("@a;@a")
def test_any_text_is_a_date_or_refused(text: str) -> None:
    for attempt in (text, f"after @a; {text}"):
        try:
            when = read(attempt)
        except DateError as error:
            end = len(attempt) if error.end is None else error.end
            assert 0 <= error.start <= end <= len(attempt)
            assert error.message
        else:
            assert isinstance(when, When)
            assert when.text == attempt


def test_the_same_text_is_read_the_same_way() -> None:
    from timeline.dates.read import Context

    assert read_references("after @a", Context()) == read("after @a")
