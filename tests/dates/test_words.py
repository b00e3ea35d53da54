"""Newspaper English: each phrase with the days that it can mean, each refusal with its words."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import Context, DateError, When, iso
from timeline.dates.read import read
from timeline.dates.words import read_words
from timeline.dates.words_table import LEXICON

CONVENTION, UNCERTAIN, APPROXIMATE = "c", "?", "~"

POINTS = (
    # Months and days, in the orders and spellings of newspapers.
    ("May, 2020", "2020-05-01", "2020-05-31", ""),
    ("May of 2020", "2020-05-01", "2020-05-31", ""),
    ("2020 May", "2020-05-01", "2020-05-31", ""),
    ("the month of May 2020", "2020-05-01", "2020-05-31", ""),
    ("in May 2020", "2020-05-01", "2020-05-31", ""),
    ("01/2020", "2020-01-01", "2020-01-31", ""),
    ("May 5, 2020", "2020-05-05", "2020-05-05", ""),
    ("5 May 2020", "2020-05-05", "2020-05-05", ""),
    ("the 5th of May, 2020", "2020-05-05", "2020-05-05", ""),
    ("the fifth of May 2020", "2020-05-05", "2020-05-05", ""),
    ("Tuesday, May 5, 2020", "2020-05-05", "2020-05-05", ""),
    ("5 May 2020 (Tuesday)", "2020-05-05", "2020-05-05", ""),
    ("on Sept. 17, 2021", "2021-09-17", "2021-09-17", ""),
    ("16. Nov. 2016", "2016-11-16", "2016-11-16", ""),
    ("2019-aug-1", "2019-08-01", "2019-08-01", ""),
    ("1776 4 July", "1776-07-04", "1776-07-04", ""),
    ("02/22/2016", "2016-02-22", "2016-02-22", ""),
    ("21-04-2016", "2016-04-21", "2016-04-21", ""),
    ("24.05.2016", "2016-05-24", "2016-05-24", ""),
    ("1/1/2016", "2016-01-01", "2016-01-01", ""),
    # Named days.
    ("Christmas 2019", "2019-12-25", "2019-12-25", ""),
    ("Christmas Eve, 2019", "2019-12-24", "2019-12-24", ""),
    ("New Year’s Day 2020", "2020-01-01", "2020-01-01", ""),
    ("new years eve 2019", "2019-12-31", "2019-12-31", ""),
    ("Thanksgiving 2019", "2019-11-28", "2019-11-28", ""),
    ("the Fourth of July, 2019", "2019-07-04", "2019-07-04", ""),
    ("Easter Sunday 2020", "2020-04-12", "2020-04-12", ""),
    ("Good Friday 2020", "2020-04-10", "2020-04-10", ""),
    ("Memorial Day 2020", "2020-05-25", "2020-05-25", ""),
    # Years and longer.
    ("in 2020", "2020-01-01", "2020-12-31", ""),
    ("sometime in 2020", "2020-01-01", "2020-12-31", ""),
    ("the year 1800", "1800-01-01", "1800-12-31", ""),
    ("year 800", "0800-01-01", "0800-12-31", ""),
    ("64 BC", "-0063-01-01", "-0063-12-31", ""),
    ("AD 79", "0079-01-01", "0079-12-31", ""),
    ("2020s", "2020-01-01", "2029-12-31", ""),
    ("the 1960's", "1960-01-01", "1969-12-31", ""),
    ("2000s (decade)", "2000-01-01", "2009-12-31", ""),
    ("17th century", "1600-01-01", "1699-12-31", ""),
    ("the nineteenth century", "1800-01-01", "1899-12-31", ""),
    ("15c.", "1400-01-01", "1499-12-31", ""),
    ("2nd century BC", "-0199-01-01", "-0100-12-31", ""),
    ("1st century BC", "-0099-01-01", "0000-12-31", ""),
    ("1st century", "0001-01-01", "0099-12-31", ""),
    ("first century AD", "0001-01-01", "0099-12-31", ""),
    ("early 1st century", "0001-01-01", "0032-12-31", CONVENTION),
    ("late 1st century", "0067-01-01", "0099-12-31", CONVENTION),
    ("late 1st century BC", "-0032-01-01", "0000-12-31", CONVENTION),
    ("first half of the 1st century", "0001-01-01", "0049-12-31", ""),
    # Seasons, quarters, halves.
    ("autumn 2023", "2023-09-01", "2023-11-30", CONVENTION),
    ("Fall of 2023", "2023-09-01", "2023-11-30", CONVENTION),
    ("winter 2023", "2022-12-01", "2024-02-29", CONVENTION),
    ("winter 2022/23", "2022-12-01", "2023-02-28", CONVENTION),
    ("the winter of 2022–23", "2022-12-01", "2023-02-28", CONVENTION),
    ("winter of 2022-2023", "2022-12-01", "2023-02-28", CONVENTION),
    ("spring 2020 in the southern hemisphere", "2020-09-01", "2020-11-30", CONVENTION),
    ("Q3 2021", "2021-07-01", "2021-09-30", ""),
    ("2019 q1", "2019-01-01", "2019-03-31", ""),
    ("the third quarter of 2021", "2021-07-01", "2021-09-30", ""),
    ("H1 2016", "2016-01-01", "2016-06-30", ""),
    ("second half of 2020", "2020-07-01", "2020-12-31", ""),
    ("the second half of the 1990s", "1995-01-01", "1999-12-31", ""),
    ("first half of May 2020", "2020-05-01", "2020-05-15", ""),
    ("the 2020-21 season", "2020-09-01", "2021-08-31", CONVENTION),
    ("2020/21 TV season", "2020-09-01", "2021-08-31", CONVENTION),
    # Parts.
    ("mid-2020", "2020-05-01", "2020-08-31", CONVENTION),
    ("the middle of 2020", "2020-05-01", "2020-08-31", CONVENTION),
    ("early in 1914", "1914-01-01", "1914-04-30", CONVENTION),
    ("the end of 2020", "2020-09-01", "2020-12-31", CONVENTION),
    ("mid-May 2020", "2020-05-11", "2020-05-20", CONVENTION),
    ("late February 2024", "2024-02-21", "2024-02-29", CONVENTION),
    ("early 1990s", "1990-01-01", "1993-12-31", CONVENTION),
    ("early 200X", "2000-01-01", "2003-12-31", CONVENTION),
    ("early 19th century", "1800-01-01", "1832-12-31", CONVENTION),
    ("late spring 2021", "2021-05-01", "2021-05-31", CONVENTION),
    ("the week of 5 May 2020", "2020-05-04", "2020-05-10", CONVENTION),
    ("the week of May 9, 2020", "2020-05-04", "2020-05-10", CONVENTION),
    ("week of May 10, 2020", "2020-05-10", "2020-05-16", CONVENTION),
    # Doubt.
    ("c. 2019", "2019-01-01", "2019-12-31", APPROXIMATE),
    ("ca1860", "1860-01-01", "1860-12-31", APPROXIMATE),
    ("1860 approximately", "1860-01-01", "1860-12-31", APPROXIMATE),
    ("May 2020?", "2020-05-01", "2020-05-31", UNCERTAIN),
    ("possibly 1984", "1984-01-01", "1984-12-31", UNCERTAIN),
    ("1984 (uncertain)", "1984-01-01", "1984-12-31", UNCERTAIN),
    ("c. 2019 (uncertain)", "2019-01-01", "2019-12-31", APPROXIMATE + UNCERTAIN),
    ("mar 1988?~", "1988-03-01", "1988-03-31", APPROXIMATE + UNCERTAIN),
    ("circa mid-1990s", "1994-01-01", "1996-12-31", APPROXIMATE + CONVENTION),
    ("May 2020, day unknown", "2020-05-01", "2020-05-31", ""),
    ("a day in May 2020", "2020-05-01", "2020-05-31", ""),
    ("some month in 1999", "1999-01-01", "1999-12-31", ""),
    # On some day within.
    ("between June and August 2020", "2020-06-01", "2020-08-31", ""),
    ("between late May and early June 2021", "2021-05-21", "2021-06-10", CONVENTION),
    ("between 2015-2018", "2015-01-01", "2018-12-31", ""),
    ("between November and February 2017", "2016-11-01", "2017-02-28", ""),
    ("before May 2020", None, "2020-04-30", ""),
    ("before c. January 1928", None, "1927-12-31", APPROXIMATE),
    ("<1988", None, "1987-12-31", ""),
    ("after 2018", "2019-01-01", None, ""),
    ("by May 2020", None, "2020-05-31", ""),
    ("May 2020 or earlier", None, "2020-05-31", ""),
    ("not later than May 2020", None, "2020-05-31", ""),
    ("on or before May 5, 2020", None, "2020-05-05", ""),
    ("2018 or later", "2018-01-01", None, ""),
    ("no earlier than 2018", "2018-01-01", None, ""),
    ("before the end of 2019", None, "2019-12-31", CONVENTION),
    ("after the start of 2019", "2019-01-01", None, CONVENTION),
    ("2014 or 2016", "2014-01-01", "2016-12-31", ""),
    ("either 2014, 2015 or 2017", "2014-01-01", "2017-12-31", ""),
    ("late May or early June 2021", "2021-05-21", "2021-06-10", CONVENTION),
    ("May/June 2020", "2020-05-01", "2020-06-30", ""),
    ("2011 and 2013", "2011-01-01", "2013-12-31", ""),
    ("May 5 and 6, 2020", "2020-05-05", "2020-05-06", ""),
)

SPANS = (
    ("June to August 2020", "2020-06-01", "2020-08-31", ""),
    ("from June to August 2020", "2020-06-01", "2020-08-31", ""),
    ("June through August, 2020", "2020-06-01", "2020-08-31", ""),
    ("jan-feb 2017", "2017-01-01", "2017-02-28", ""),
    ("Nov-Feb 2017", "2016-11-01", "2017-02-28", ""),
    ("Nov 2016 – Feb", "2016-11-01", "2017-02-28", ""),
    ("Dec. 28 to Jan. 3, 2021", "2020-12-28", "2021-01-03", ""),
    ("4-10 July 1776", "1776-07-04", "1776-07-10", ""),
    ("July 4-10, 1776", "1776-07-04", "1776-07-10", ""),
    ("1776 July 4 - August 1", "1776-07-04", "1776-08-01", ""),
    ("nov 18-dec 19, 2015", "2015-11-18", "2015-12-19", ""),
    ("from 4 to January 22, 1995", "1995-01-04", "1995-01-22", ""),
    ("1776 - 1789 March", "1776-01-01", "1789-03-31", ""),
    ("1861-67", "1861-01-01", "1867-12-31", ""),
    ("1914–18", "1914-01-01", "1918-12-31", ""),
    ("2014-2018", "2014-01-01", "2018-12-31", ""),
    ("2003 – 2005", "2003-01-01", "2005-12-31", ""),
    ("from 2010 until 2012", "2010-01-01", "2012-12-31", ""),
    ("from around 1984 to June 2004", "1984-01-01", "2004-06-30", APPROXIMATE),
    ("from the early 1980s to the late 1990s", "1980-01-01", "1999-12-31", CONVENTION),
    ("late 1960s-early 70s", "1967-01-01", "1973-12-31", CONVENTION),
    ("1st to 2nd century", "0001-01-01", "0199-12-31", ""),
    ("16th to 17th century", "1500-01-01", "1699-12-31", ""),
    ("early to mid-May 2020", "2020-05-01", "2020-05-20", CONVENTION),
    ("from 2017-q1 to 2018-q1", "2017-01-01", "2018-03-31", ""),
    ("since 2019", "2019-01-01", None, ""),
    ("from May 2020 on", "2020-05-01", None, ""),
    ("starting from 1/1/2016", "2016-01-01", None, ""),
    ("since the end of 1989", "1989-09-01", None, CONVENTION),
    ("2019 to present", "2019-01-01", None, ""),
    ("from 2019, end unknown", "2019-01-01", None, ""),
    ("1988 - unknown", "1988-01-01", None, ""),
    ("unknown - 1988", None, "1988-12-31", ""),
)


def flags_of(when: When) -> set[str]:
    flags = {CONVENTION: when.convention, UNCERTAIN: when.uncertain, APPROXIMATE: when.approximate}
    return {flag for flag, is_set in flags.items() if is_set}


def days_of(when: When) -> tuple[str | None, str | None]:
    lower, upper = (None if day is None else iso(day) for day in (when.lower, when.upper))
    return lower, upper


@pytest.mark.parametrize(("phrase", "lower", "upper", "flags"), POINTS)
def test_happened_on_one_day(phrase: str, lower: str | None, upper: str | None, flags: str) -> None:
    when = read(phrase)
    assert (when.kind, days_of(when), flags_of(when)) == ("point", (lower, upper), set(flags))
    assert when.text == phrase


@pytest.mark.parametrize(("phrase", "lower", "upper", "flags"), SPANS)
def test_lasted(phrase: str, lower: str | None, upper: str | None, flags: str) -> None:
    when = read(phrase)
    assert (when.kind, days_of(when), flags_of(when)) == ("span", (lower, upper), set(flags))


def test_ends_of_a_span_keep_their_own_doubt() -> None:
    when = read("June 2004 to August 2006")
    assert when.start is not None and when.end is not None
    assert [iso(day) for day in (*when.start, *when.end) if day] == [
        "2004-06-01",
        "2004-06-30",
        "2006-08-01",
        "2006-08-31",
    ]


@pytest.mark.parametrize(
    "phrase", ["unknown", "Unknown.", "n.d.", "undated", "date unknown", "not known", "unk.", "no date", "s.d.", "TBD"]
)
def test_no_date(phrase: str) -> None:
    when = read(phrase)
    assert (when.kind, when.lower, when.upper) == ("none", None, None)


@pytest.mark.parametrize(
    ("phrase", "ranges"),
    [
        ("winter 2023", ["2022-12-01/2023-02-28", "2023-12-01/2024-02-29"]),
        ("2014 or 2016", ["2014-01-01/2014-12-31", "2016-01-01/2016-12-31"]),
        ("May or July 2020", ["2020-05-01/2020-05-31", "2020-07-01/2020-07-31"]),
    ],
)
def test_gaps(phrase: str, ranges: list[str]) -> None:
    assert [f"{iso(low)}/{iso(high)}" for low, high in read(phrase).ranges if low and high] == ranges


# --- without a year -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "mask", "precision"),
    [
        ("September", "XXXX-09", "month"),
        ("Sept., year unknown", "XXXX-09", "month"),
        ("September, year unknown", "XXXX-09", "month"),
        ("a September", "XXXX-09", "month"),
        ("September 5", "XXXX-09-05", "day"),
        ("5 September", "XXXX-09-05", "day"),
        ("Tuesday, Sept. 5", "XXXX-09-05", "day"),
        ("Halloween", "XXXX-10-31", "day"),
        ("29 February", "XXXX-02-29", "day"),
    ],
)
def test_a_date_without_a_year_stays_without(phrase: str, mask: str, precision: str) -> None:
    when = read(phrase)
    assert (getattr(when.form, "pattern", None), when.precision, when.derived) == (mask, precision, ())


@pytest.mark.parametrize(
    ("phrase", "lower", "upper"),
    [
        ("September", "2020-09-01", "2020-09-30"),
        ("September 5", "2020-09-05", "2020-09-05"),
        ("early May", "2020-05-01", "2020-05-10"),
        ("autumn", "2020-09-01", "2020-11-30"),
        ("Thanksgiving", "2020-11-26", "2020-11-26"),
        ("June to August", "2020-06-01", "2020-08-31"),
        ("between 4 and 10 July", "2020-07-04", "2020-07-10"),
        ("before May", None, "2020-04-30"),
        ("May or June", "2020-05-01", "2020-06-30"),
    ],
)
def test_the_year_of_the_context_fills_it_and_says_so(phrase: str, lower: str | None, upper: str) -> None:
    when = read(phrase, Context(year=2020))
    assert (days_of(when), when.derived) == ((lower, upper), ("year",))


@pytest.mark.parametrize(
    "phrase", ["May 2021", "the 1990s", "since 2019", "unknown", "a September", "Sept., year unknown"]
)
def test_the_year_of_the_context_changes_nothing_else(phrase: str) -> None:
    assert read(phrase, Context(year=2020)) == read(phrase)


# --- warnings -----------------------------------------------------------------------------------------------------


def test_winter_of_one_year_warns_and_offers_what_to_write() -> None:
    warning = (
        "winter 2023 is both the winter that ends in 2023 and the one that begins in it; "
        "write winter 2022/23, winter 2023/24 or a month such as January 2023"
    )
    for phrase in ("winter 2023", "late winter 2023", "c. winter 2023", "between winter 2023 and spring 2024"):
        assert read(phrase).warnings == (warning,)
    for phrase in ("winter 2022/23", "early winter 2022-23", "autumn 2023"):
        assert read(phrase).warnings == ()


def test_a_wrong_day_of_the_week_warns() -> None:
    when = read("Friday, March 29, 1988")
    assert (days_of(when), when.warnings) == (
        ("1988-03-29", "1988-03-29"),
        ("29 March 1988 was a Tuesday, not a Friday",),
    )


# --- refused ------------------------------------------------------------------------------------------------------

EXAMPLES = "May 2020, Sept. 17, 2021, mid-2020, c. 2019, between June and August 2020, or unknown"

REFUSED = (
    ("02/03/2020", "D103", '"02/03/2020" has more than one reading', "Write Feb. 3, 2020 or March 2, 2020"),
    ("the 60s", "D103", '"the 60s" has more than one reading', "Write 1960s or 1860s"),
    ("the '40s", "D103", '"the \'40s" has more than one reading', "Write 1940s or 1840s"),
    ("2000s", "D103", '"2000s" has more than one reading', "Write 2000s (decade) or 21st century"),
    (
        "late 1800s",
        "D103",
        '"late 1800s" has more than one reading',
        "Write late 1800s (decade) or late 19th century",
    ),
    (
        "until 2012",
        "D103",
        '"until 2012" has more than one reading',
        "Write by 2012, before 2012 or unknown to 2012",
    ),
    (
        "2020-21",
        "D103",
        '"2020-21" has more than one reading',
        "Write spring 2020, 2020/2021 or the 2020-21 season",
    ),
    (
        "before 2020-21",
        "D103",
        '"before 2020-21" has more than one reading',
        "Write 2020/2021 or the 2020-21 season",
    ),
    ("all of 2020", "D101", 'not a date: "all of 2020"', f'"all" is no word of a date; write for example {EXAMPLES}'),
    (
        "May 5-2020",
        "D103",
        '"May 5-2020" has more than one reading',
        "Write May 5, 2020, or give each date its own year",
    ),
    (
        "2020 to May",
        "D103",
        '"2020 to May" has more than one reading',
        "Write May 2020, or give each date its own year",
    ),
    (
        "May or 2020",
        "D103",
        '"May or 2020" has more than one reading',
        "Write May 2020, or give each date its own year",
    ),
    ("through 2020", "D103", '"through 2020" has more than one reading', "Write by 2020 or unknown to 2020"),
    (
        "neither 2019 nor 2020",
        "D101",
        'not a date: "neither 2019 nor 2020"',
        f'"neither" is no word of a date; write for example {EXAMPLES}',
    ),
    (
        "never before 2020",
        "D101",
        'not a date: "never before 2020"',
        f'"never" is no word of a date; write for example {EXAMPLES}',
    ),
    (
        "the rest of 2020",
        "D101",
        'not a date: "the rest of 2020"',
        f'"rest" is no word of a date; write for example {EXAMPLES}',
    ),
    ("1901–05", "D103", '"1901–05" has more than one reading', "Write May 1901 or 1901 to 1905"),
    (
        "December or January 2020",
        "D103",
        '"December or January 2020" has more than one reading',
        "Give each date its own year",
    ),
    ("Sept. 5, 88", "D103", '"Sept. 5, 88" has more than one reading', "Write the year with four digits"),
    ("04/30/88", "D103", '"04/30/88" has more than one reading', "Write the year with four digits"),
    (
        "last month",
        "D103",
        '"last month" depends on the day on which it is read',
        "Write the date itself, or after @id to count from an event",
    ),
    (
        "yesterday",
        "D103",
        '"yesterday" depends on the day on which it is read',
        "Write the date itself, or after @id to count from an event",
    ),
    (
        "recently",
        "D103",
        '"recently" depends on the day on which it is read',
        "Write the date itself, or after @id to count from an event",
    ),
    ("Monday", "D103", '"Monday" is a day of the week, not a date', "Write the date itself"),
    (
        "less than a year later",
        "D103",
        '"less than a year later" does not say from which event',
        "Write 1 year after @id, within 1 year after @id or less than 1 year after @id",
    ),
    (
        "Trump's first term",
        "D103",
        '"Trump\'s first term" names an era',
        "Write during @trump-first-term, with trump-first-term under eras: in the file",
    ),
    (
        "end of Trump's first term",
        "D103",
        '"end of Trump\'s first term" names an era',
        "Write end of @trump-first-term or late @trump-first-term, with trump-first-term under eras: in the file",
    ),
    (
        "May 5, 2020 at 10pm",
        "D103",
        '"May 5, 2020 at 10pm" has a time of day',
        "Write the day alone: May 5, 2020",
    ),
    ("noon of May 5", "D103", '"noon of May 5" has a time of day', "Write the day alone, such as May 5, 2020"),
    ("fiscal 2020", "D103", '"fiscal 2020" depends on whose year it is', "Write its months"),
    (
        "30 February 2020",
        "D102",
        "30 February 2020 does not exist; February 2020 has 29 days",
        "Write February 2020 if the day is not known",
    ),
    (
        "09/31/1988",
        "D102",
        "31 September 1988 does not exist; September 1988 has 30 days",
        "Write September 1988 if the day is not known",
    ),
    (
        "30 February",
        "D102",
        "30 February does not exist; February has 29 days at most",
        "Write February if the day is not known",
    ),
    (
        "August 2020 to June 2019",
        "D105",
        '"August 2020 to June 2019" ends before it starts',
        "Put the earlier date first",
    ),
    ("between 2021 and 2019", "D105", '"between 2021 and 2019" ends before it starts', "Put the earlier date first"),
    ("May 10-5, 2020", "D105", '"May 10-5, 2020" ends before it starts', "Put the earlier date first"),
    (
        "June to August",
        "D101",
        '"June to August" has no year',
        "Write the year, or year: with it at the top of the file",
    ),
    ("mid-2020ish", "D101", 'not a date: "mid-2020ish"', "Write c. mid-2020"),
    ("2020-", "D101", '"2020-" ends with a hyphen', "Write 2020/.. where it goes on, 2020 where it does not"),
    ("2020-ish", "D101", 'not a date: "2020-ish"', "Write c. 2020"),
    ("May 2020ish", "D101", 'not a date: "May 2020ish"', "Write c. May 2020"),
    ("Mya 2020", "D101", 'not a date: "Mya 2020"', "Write May 2020"),
    ("Mai 2020", "D101", 'not a date: "Mai 2020"', "Write May 2020"),
    ("5may2020", "D101", 'not a date: "5may2020"', "Write May 5, 2020"),
    (
        "attica 1802",
        "D101",
        'not a date: "attica 1802"',
        f'"attica" is no word of a date; write for example {EXAMPLES}',
    ),
)


@pytest.mark.parametrize(("phrase", "code", "message", "hint"), REFUSED)
def test_refused(phrase: str, code: str, message: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        read(phrase)
    assert (caught.value.code, caught.value.message, caught.value.hint) == (code, message, hint)


@pytest.mark.parametrize(
    "phrase",
    [
        "before",
        "between",
        "from to",
        "or",
        "c.",
        "the of",
        "mid-",
        "May May",
        "2020 2021",
        "since before 2019",
        "the",
        "late to 2021",
    ],
)
@pytest.mark.parametrize("context", [Context(), Context(year=2020)])
def test_words_that_say_nothing_are_no_date(phrase: str, context: Context) -> None:
    with pytest.raises(DateError):
        read(phrase, context)


@pytest.mark.parametrize(
    "row", [row for row in REFUSED if "has more than one reading" in row[2]], ids=lambda row: row[0]
)
def test_every_choice_offered_is_accepted(row: tuple[str, str, str, str]) -> None:
    choices = row[3].removeprefix("Write ").replace("2020, 2020/", "2020 or 2020/").replace("by 2012,", "by 2012 or")
    if not re.search(r"\d", choices):
        pytest.skip("the hint describes, it does not spell out")
    for choice in choices.removesuffix(", or give each date its own year").split(" or "):
        assert read(choice).is_dated


UNCLEAR = (
    ("Sept 2020-21", "September 2020 to 2021 | September 2020 to September 2021 | Sept. 21, 2020"),
    ("from May 2020 to 21", "May 2020 to 2021 | May 2020 to May 2021 | May 21, 2020"),
    ("between May 2020 and 21", "between May 2020 and 2021 | between May 2020 and May 2021 | May 21, 2020"),
    ("May 2020/21", "2021 or May 2020 | May 2020 or May 2021 | May 21, 2020"),
    ("May 2020 and 21", "2021 and May 2020 | May 2020 and May 2021 | May 21, 2020"),
    ("May 2020-12", "May 2020 to December 2020 | May 12, 2020"),
    ("May 2020-3", "May 3, 2020 | May 2020"),
    ("May 2020-35", "May 2020 to 2035 | May 2020 to May 2035"),
    ("mid-May 2020–21", "mid-May 2020 to 2021 | mid-May 2020 to mid-May 2021 | May 21, 2020"),
    ("May 5, 2020-21", "May 5, 2020 to 2021 | May 5 to 21, 2020"),
    ("late 2019-20", "late 2019 to 2020 | late 2019 to late 2020 | late 2019-20 season"),
    ("mid-2019/20", "mid-2019 to 2020 | mid-2019 to mid-2020 | mid-2019-20 season"),
    ("late 2009-10", "late October 2009 | late 2009 to 2010 | late 2009 to late 2010 | late 2009-10 season"),
    ("late 1861-67", "late 1861 to 1867 | late 1861 to late 1867"),
    ("late 2019 to 20", "late 2019 to 2020 | late 2019 to late 2020"),
    ("summer 2020-21", "summer 2020 to 2021 | summer 2020 to summer 2021"),
    ("winter 2022-24", "winter 2022 to 2024 | winter 2022 to winter 2024"),
    ("Q3 2019-20", "third quarter of 2019 to 2020 | third quarter of 2019 to third quarter of 2020"),
    ("Thanksgiving 2020-21", "Nov. 26, 2020 to 2021 | Nov. 26, 2020 to Nov. 26, 2021"),
    ("Sept 2020 - Sept 21", "September 2020 to September 2021 | September 2020 to Sept. 21, 2020"),
    ("May 2019 to June 20", "May 2019 to June 2020 | May 2019 to June 20, 2019"),
    ("Sept 2019 to June 20", "September 2019 to June 2020 | September 2019 to June 20, 2020"),
    ("Sept 2019-June 20", "September 2019 to June 2020 | September 2019 to June 20, 2020"),
    ("end of 2019 to June 20", "late 2019 to June 2020 | late 2019 to June 20, 2020"),
    ("end of 2020 to June 20", "late 2020 to June 20, 2021"),
    ("mid-2019 to June 20", "mid-2019 to June 2020 | mid-2019 to June 20, 2019"),
    ("May 25, 2020-21", "May 25, 2020 to 2021"),
    ("Sept 20 to June 2021", "September 2020 to June 2021 | Sept. 20, 2020 to June 2021"),
    ("June 20 to July 2021", "June 2020 to July 2021 | June 20, 2021 to July 2021"),
    ("from 2020-21", "2020/2021 | the 2020-21 season"),
    ("until the end of 2020", "by the end of 2020 | unknown to late 2020 | unknown to Dec. 31, 2020"),
    ("until the end of May 2020", "by the end of May 2020 | unknown to late May 2020 | unknown to May 31, 2020"),
    ("until the end of winter 2020", "by the end of winter 2020 | unknown to late winter 2020"),
    ("Sept. 2020 or 2021", "September 2020 or September 2021 | 2021 or September 2020"),
    ("September 2020/2021", "September 2020 or September 2021 | 2021 or September 2020"),
    ("Sept. 2020 and 2021", "September 2020 and September 2021 | 2021 and September 2020"),
    ("either Q3 2020 or 2021", "third quarter of 2020 or third quarter of 2021 | 2021 or third quarter of 2020"),
    ("mid-2020 or 2021", "mid-2020 or mid-2021 | 2021 or mid-2020"),
    ("mid-2020 or 2022?", "mid-2020 or mid-2022 (uncertain) | 2022 (uncertain) or mid-2020"),
    ("Sept. 2020 or c. 2021", "September 2020 or c. September 2021 | c. 2021 or September 2020"),
    ("late May 2019, 2020 or 2021", "late May 2019 or late May 2020 or late May 2021 | 2020 or 2021 or late May 2019"),
    ("2023-24?", "winter 2023? | 2023?/2024? | the 2023-24 season?"),
)  # fmt: skip


@pytest.mark.parametrize(("phrase", "choices"), UNCLEAR)
def test_a_number_that_may_be_a_year_or_a_day_is_refused_with_each_reading(phrase: str, choices: str) -> None:
    """Each choice is itself read, and means something else than the others; none ends before it starts."""
    with pytest.raises(DateError) as caught:
        read(phrase)
    each = choices.split(" | ")
    is_list = any(" or " in one or (" and " in one and "between" not in one) for one in each)
    comma, last = ("; ", "; or ") if is_list else (", ", " or ")
    assert caught.value.code == "D103"
    assert caught.value.hint == "Write " + last.join(filter(None, (comma.join(each[:-1]), each[-1])))
    assert len({(found.ranges, found.start, found.end) for found in map(read, each)}) == len(each)


@pytest.mark.parametrize(
    ("phrase", "bounds"),
    [
        ("1861-67", "1861-01-01/1867-12-31"),
        ("2020-09 or 2021", "2020-09-01/2021-12-31"),
        ("2021 or Sept. 2020", "2020-09-01/2021-12-31"),
        ("Feb. 29, 2020 or 2021", "2020-02-29/2021-12-31"),
        ("winter 2019/20 or 2021", "2019-12-01/2021-12-31"),
        ("after winter 2020", "2020-03-01/.."),
        ("before winter 2020", "../2020-11-30"),
        ("after late winter 2020", "2020-03-01/.."),
        ("by winter 2020", "../2021-02-28"),
        ("c. 2019-20", "2019-01-01/2020-12-31"),
        ("between 2019 and 20", "2019-01-01/2020-12-31"),
        ("from 2020-05", "2020-05-01/.."),
        ("mid-2020-05", "2020-05-11/2020-05-20"),
        ("late May-June 2020", "2020-05-21/2020-06-30"),
        ("May 12-21, 2020", "2020-05-12/2020-05-21"),
        ("May 5, 2020-12", "2020-05-05/2020-05-12"),
        ("2020 May 5-12", "2020-05-05/2020-05-12"),
        ("Sept. 2020-Jan. 2021", "2020-09-01/2021-01-31"),
        ("May 2020 to 12 June", "2020-05-01/2020-06-12"),
        ("May 2019 to June 5", "2019-05-01/2019-06-05"),
        ("May 12 to June 2020", "2020-05-12/2020-06-30"),
        ("late 2019-20 season", "2020-05-02/2020-08-31"),
    ],
)
def test_a_number_with_one_reading_is_read(phrase: str, bounds: str) -> None:
    from timeline.dates.show import iso

    assert iso(read(phrase)) == bounds


@pytest.mark.parametrize(
    ("phrase", "remedy"),
    [
        ("the first week of May 2020", "between May 1 and 7, 2020"),
        ("in the last week of Feb. 2020", "between Feb. 23 and 29, 2020"),
        ("the weekend of May 9, 2020", "between May 9 and 10, 2020"),
        ("over the weekend of May 10, 2020", "between May 9 and 10, 2020"),
        ("weekend of May 8, 2020", "between May 9 and 10, 2020"),
        ("as early as May 2020", "May 2020 or later"),
        ("as late as mid-2020", "by mid-2020"),
        ("shortly after May 2020", "after May 2020"),
        ("a few days before May 4, 2020", "before May 4, 2020"),
        ("several months after 2020?", "after 2020 (uncertain)"),
        ("Monday, May 4, 2020 at 3:15 p.m.", "the day alone: May 4, 2020"),
        ("4 May 2020, 3 pm ET", "the day alone: May 4, 2020"),
        ("10:30 a.m. EST on May 4, 2020", "the day alone: May 4, 2020"),
        ("the evening of May 4, 2020", "the day alone: May 4, 2020"),
        ("late on May 4, 2020", "the day alone: May 4, 2020"),
    ],
)
def test_what_newspapers_write_is_put_as_a_date_that_says_no_more(phrase: str, remedy: str) -> None:
    with pytest.raises(DateError) as caught:
        read(phrase)
    assert caught.value.hint == f"Write {remedy}"
    read(remedy.removeprefix("the day alone: "))


@pytest.mark.parametrize("end", ["2020", "May 2020", "summer 2020", "the 2010s", "December"])
def test_no_choice_for_the_end_of_a_time_cuts_its_last_days_off(end: str) -> None:
    context = Context(year=2021)
    with pytest.raises(DateError) as caught:
        read(f"until the end of {end}", context)
    last = read(end, context).upper
    for choice in re.split(r", (?=by|unknown)| or ", caught.value.hint.removeprefix("Write ")):
        assert read(choice, context).upper == last


@pytest.mark.parametrize(
    ("phrase", "choices"),
    [
        ("from November to February", "November 2020 to February 2021 | November 2021 to February 2022"),
        ("Nov. 5-Feb. 3", "Nov. 5, 2020 to Feb. 3, 2021 | Nov. 5, 2021 to Feb. 3, 2022"),
        (
            "between late November and February",
            "between late November 2020 and February 2021 | between late November 2021 and February 2022",
        ),
        ("Christmas to Easter", "Dec. 25, 2020 to April 4, 2021 | Dec. 25, 2021 to April 17, 2022"),
        ("from autumn to spring", "autumn 2020 to spring 2021 | autumn 2021 to spring 2022"),
        ("November or February", ""),
    ],
)
def test_months_over_new_year_do_not_say_which_of_them_is_in_the_year_of_the_file(phrase: str, choices: str) -> None:
    with pytest.raises(DateError) as caught:
        read(phrase, Context(year=2021))
    hint = f"Write {choices.replace(' | ', ' or ')}" if choices else "Give each date its own year"
    assert (caught.value.code, caught.value.hint) == ("D103", hint)


# --- properties ---------------------------------------------------------------------------------------------------

VOCABULARY = sorted({" ".join([first, *rest]) for first, rows in LEXICON.items() for rest, _, _ in rows})
NUMBERS = ["2020", "1999", "5", "31", "02", "1990s", "2000s", "60s", "19c", "3rd", "800", "20xx", "199x", "99999"]


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        assert isinstance(read(text), When)
    except DateError as error:
        assert error.message


@given(
    st.lists(st.sampled_from(VOCABULARY) | st.sampled_from(NUMBERS), min_size=1, max_size=9), st.sampled_from(["", " "])
)
def test_any_words_are_a_date_or_refused(words: list[str], between: str) -> None:
    for context in (Context(), Context(year=2020)):
        try:
            read(between.join(words), context)
        except DateError as error:
            assert error.message


@given(st.sampled_from(POINTS + SPANS), st.randoms(use_true_random=False))
def test_case_stops_dashes_and_blanks_do_not_matter(row: tuple[str, str, str, str], rnd: random.Random) -> None:
    phrase = row[0]
    expected = read_words(phrase, Context())
    dash = rnd.choice("-‐‑‒–—−") if not re.search(r"\d-\d\d(?!\d)", phrase) else "-"
    other = re.sub("[-–]", dash, phrase).replace("'", rnd.choice("'’"))
    other = rnd.choice((str.upper, str.lower, str.title, str.swapcase))(other)
    other = re.sub(r" (?=\w)", lambda _: rnd.choice((" ", "  ", "\u00a0", "\t")), other) + rnd.choice(("", "."))
    found = read_words(other, Context())
    assert found._replace(text="") == expected._replace(text="")


@pytest.mark.parametrize(
    "piece", ["2020-", "- ", "may or ", "(?", "'", "c. ", "a-", "may - ", "0/", "mayy ", "1 day ", "x1", "of "]
)
def test_long_nonsense_is_refused_at_once(piece: str) -> None:
    with pytest.raises(DateError):
        read_words((piece * 500)[:500].strip(), Context())
