"""EDTF levels 0, 1 and 2: every construct by table, refusals by their whole text, and a slow reader as the judge."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.dates import STANDARD, Context, DateError, When, iso, read
from timeline.dates.bounds import when_of
from timeline.dates.days import ordinal
from timeline.dates.edtf import looks_like_edtf, read_edtf
from timeline.dates.edtf_text import edtf_of
from timeline.dates.forms import (
    After,
    Before,
    Date,
    Digits,
    FirstCentury,
    Form,
    Interval,
    Masked,
    Part,
    Season,
    Set,
    Stretch,
    TvSeason,
    Undated,
    Week,
    WinterAcross,
)

ALONE = Context(edtf=True)

# text, first day, last day, flags (? and ~), kind, precision; ".." is no bound
CONSTRUCTS = [
    # level 0
    ("1985-04-12", "1985-04-12", "1985-04-12", "", "point", "day"),
    ("1985-04", "1985-04-01", "1985-04-30", "", "point", "month"),
    ("1985", "1985-01-01", "1985-12-31", "", "point", "year"),
    ("0000", "0000-01-01", "0000-12-31", "", "point", "year"),
    ("0000-02-29", "0000-02-29", "0000-02-29", "", "point", "day"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12", "", "point", "day"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", "", "point", "day"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", "", "point", "day"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", "", "point", "day"),
    ("1985-04-12T24:00:00", "1985-04-12", "1985-04-12", "", "point", "day"),
    ("2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31", "", "point", "day"),
    ("2017-01-01T05:29:60+05:30", "2017-01-01", "2017-01-01", "", "point", "day"),
    ("1964/2008", "1964-01-01", "2008-12-31", "", "span", "year"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31", "", "span", "month"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", "", "span", "day"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "", "span", "month"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31", "", "span", "year"),
    ("2005/2006-02", "2005-01-01", "2006-02-28", "", "span", "year"),
    ("2004-06-11/2004-06", "2004-06-11", "2004-06-30", "", "span", "month"),
    # level 1
    ("Y170000002", "170000002-01-01", "170000002-12-31", "", "point", "year"),
    ("Y-170000002", "-170000002-01-01", "-170000002-12-31", "", "point", "year"),
    ("-1985", "-1985-01-01", "-1985-12-31", "", "point", "year"),
    ("-0004-02-29", "-0004-02-29", "-0004-02-29", "", "point", "day"),
    ("2001-21", "2001-03-01", "2001-05-31", "", "point", "season"),
    ("2001-22", "2001-06-01", "2001-08-31", "", "point", "season"),
    ("2001-23", "2001-09-01", "2001-11-30", "", "point", "season"),
    ("2001-24", "2000-12-01", "2002-02-28", "", "point", "season"),
    ("1984?", "1984-01-01", "1984-12-31", "?", "point", "year"),
    ("2004-06~", "2004-06-01", "2004-06-30", "~", "point", "month"),
    ("2004-06-11%", "2004-06-11", "2004-06-11", "?~", "point", "day"),
    ("201X", "2010-01-01", "2019-12-31", "", "point", "decade"),
    ("20XX", "2000-01-01", "2099-12-31", "", "point", "century"),
    ("2004-XX", "2004-01-01", "2004-12-31", "", "point", "year"),
    ("1985-04-XX", "1985-04-01", "1985-04-30", "", "point", "month"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31", "", "point", "year"),
    ("-01XX", "-0199-01-01", "-0100-12-31", "", "point", "century"),
    ("1985-04-12/..", "1985-04-12", "..", "", "span", "day"),
    ("1985/..", "1985-01-01", "..", "", "span", "year"),
    ("../1985-04", "..", "1985-04-30", "", "span", "month"),
    ("1985-04-12/", "1985-04-12", "..", "", "span", "day"),
    ("/1985", "..", "1985-12-31", "", "span", "year"),
    ("/", "..", "..", "", "span", "none"),
    ("1984?/2004-06~", "1984-01-01", "2004-06-30", "?~", "span", "year"),
    # level 2
    ("Y-17E7", "-170000000-01-01", "-170000000-12-31", "", "point", "year"),
    ("Y1E3", "1000-01-01", "1000-12-31", "", "point", "year"),
    ("1950S2", "1900-01-01", "1999-12-31", "", "point", "century"),
    ("1950S4", "1950-01-01", "1950-12-31", "", "point", "year"),
    ("-1859S5", "-1859-01-01", "-1859-12-31", "", "point", "year"),
    ("Y171010000S3", "171000000-01-01", "171999999-12-31", "", "point", "century"),
    ("Y3388E2S3", "338000-01-01", "338999-12-31", "", "point", "century"),
    ("Y-20E2S3", "-2009-01-01", "-2000-12-31", "", "point", "century"),
    ("2001-25", "2001-03-01", "2001-05-31", "", "point", "season"),
    ("2001-29", "2001-09-01", "2001-11-30", "", "point", "season"),
    ("2001-31", "2001-03-01", "2001-05-31", "", "point", "season"),
    ("2001-32", "2001-06-01", "2001-08-31", "", "point", "season"),
    ("2001-34", "2001-04-01", "2001-06-30", "", "point", "season"),
    ("2001-37", "2001-01-01", "2001-04-30", "", "point", "season"),
    ("2001-39", "2001-09-01", "2001-12-31", "", "point", "season"),
    ("2001-41", "2001-07-01", "2001-12-31", "", "point", "season"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "", "point", "year"),
    ("[1760-01,-1760-02,1760-12..]", "-1760-02-01", "..", "", "point", "month"),
    ("[..1760-12-03]", "..", "1760-12-03", "", "point", "day"),
    ("[1760-12..]", "1760-12-01", "..", "", "point", "month"),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31", "", "point", "year"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31", "", "point", "year"),
    ("{..1984}", "..", "1984-12-31", "", "point", "year"),
    ("2004-06~-11", "2004-06-11", "2004-06-11", "~", "point", "day"),
    ("2004?-06-11", "2004-06-11", "2004-06-11", "?", "point", "day"),
    ("?2004-06-~11", "2004-06-11", "2004-06-11", "?~", "point", "day"),
    ("2004-%06-11", "2004-06-11", "2004-06-11", "?~", "point", "day"),
    ("?-2004-06", "-2004-06-01", "-2004-06-30", "?", "point", "month"),
    ("2001?-21", "2001-03-01", "2001-05-31", "?", "point", "season"),
    ("156X-12-25", "1560-12-25", "1569-12-25", "", "point", "day"),
    ("15XX-12-25", "1500-12-25", "1599-12-25", "", "point", "day"),
    ("XXXX-12-XX", "..", "..", "", "point", "month"),
    ("XXXX-09-05", "..", "..", "", "point", "day"),
    ("XXXX", "..", "..", "", "point", "century"),
    ("1XXX-12", "1000-12-01", "1999-12-31", "", "point", "month"),
    ("1984-1X", "1984-10-01", "1984-12-31", "", "point", "month"),
    ("19XX-02-29", "1904-02-29", "1996-02-29", "", "point", "day"),
    ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20", "~", "span", "day"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03", "", "span", "month"),
    ("XXXX-12-21/1890", "..", "1890-12-31", "", "span", "year"),
    ("2018-21/2018-23", "2018-03-01", "2018-11-30", "", "span", "season"),
]  # fmt: skip


def _text(day: int | None) -> str:
    return ".." if day is None else iso(day)


@pytest.mark.parametrize(("text", "first", "last", "flags", "kind", "precision"), CONSTRUCTS)
def test_constructs_of_the_standard(text: str, first: str, last: str, flags: str, kind: str, precision: str) -> None:
    when = read_edtf(text, STANDARD)
    assert (_text(when.lower), _text(when.upper)) == (first, last)
    assert (when.uncertain, when.approximate) == ("?" in flags, "~" in flags)
    assert (when.kind, when.precision, when.text, when.edtf) == (kind, precision, text, text)
    assert looks_like_edtf(text)


def test_the_ends_of_an_interval() -> None:
    """It starts somewhere in June 2004 and ends somewhere in August 2006; open is not unknown."""
    when = read_edtf("2004-06/2006-08", STANDARD)
    assert when.start == (ordinal(2004, 6, 1), ordinal(2004, 6, 30))
    assert when.end == (ordinal(2006, 8, 1), ordinal(2006, 8, 31))
    assert read_edtf("1985/..", STANDARD).form == Interval(Date(1985), "open")
    assert read_edtf("1985/", STANDARD).form == Interval(Date(1985), "unknown")


def test_sets_have_gaps() -> None:
    when = read_edtf("[1667,1668,1670..1672]", STANDARD)
    assert when.gaps == ((ordinal(1667, 1, 1), ordinal(1668, 12, 31)), (ordinal(1670, 1, 1), ordinal(1672, 12, 31)))
    assert when.form == Set((Date(1667), Date(1668), Stretch(Date(1670), Date(1672))))
    assert read_edtf("{1960,1961-12}", STANDARD).form == Set((Date(1960), Date(1961, 12)), True)


def test_a_bare_code_says_how_it_was_read() -> None:
    """A month 21 to 41 is easily a slip of the pen; with a qualifier, it is meant."""
    assert read_edtf("2016-21", STANDARD).warnings == ("read as EDTF: spring 2016",)
    assert read_edtf("2021-35", STANDARD).warnings == ("read as EDTF: third quarter of 2021",)
    assert read_edtf("2016-21~", STANDARD).warnings == ()
    assert read_edtf("2016-12", STANDARD).warnings == ()


def test_a_winter_is_two() -> None:
    when = read_edtf("2016-24", STANDARD)
    assert when.gaps is not None
    assert len(when.gaps) == 2
    assert when.warnings[1] == (
        "winter 2016 is both the one that ends in 2016 and the one that begins in it; "
        "write [2015-12..2016-02] or [2016-12..2017-02]"
    )


# text, code, message, hint, the characters that it is about
REFUSED = [
    ("1985-02-29", "D102", "29 February 1985 does not exist; February 1985 has 28 days",
     "Write February 1985 if the day is not known", "1985-02-29"),
    ("2000-01-01/1999-02-30", "D102", "30 February 1999 does not exist; February 1999 has 28 days",
     "Write February 1999 if the day is not known", "1999-02-30"),
    ("15XX-02-3X", "D102", 'no day matches "15XX-02-3X"', "Write 15XX-02 if the day is not known", "15XX-02-3X"),
    ("1984-13", "D101", 'there is no month 13 in "1984-13"',
     "Months are 01 to 12; 21 to 41 are seasons, quarters and halves of a year", "1984-13"),
    ("1861-67", "D101", 'there is no month 67 in "1861-67"',
     "Write 1861/1867 for the years from 1861 to 1867; months are 01 to 12", "1861-67"),
    ("2001-21-04", "D101", '"2001-21-04" has a day in spring 2001', "Write 2001-21 for spring 2001", "2001-21-04"),
    ("201X-21", "D101", '"201X-21" is a season of an unspecified year', "Write 201X for the year alone", "201X-21"),
    ("199u", "D104", '"199u" is a form of the 2012 draft of EDTF', "Write 199X", "u"),
    ("196x", "D104", '"196x" is a form of the 2012 draft of EDTF', "Write 196X", "x"),
    ("2004?~", "D104", '"2004?~" is a form of the 2012 draft of EDTF', "Write 2004%", "?~"),
    ("2004-(06)?", "D104", '"2004-(06)?" is a form of the 2012 draft of EDTF', "Write 2004-?06", "(06)?"),
    ("(2011)-06-04~", "D104", '"(2011)-06-04~" is a form of the 2012 draft of EDTF', "Write 2011-~06-~04",
     "(2011)-06-04~"),
    ("2008-08-23/open", "D104", '"2008-08-23/open" is a form of the 2012 draft of EDTF', "Write 2008-08-23/..", "open"),
    ("unknown/2006", "D104", '"unknown/2006" is a form of the 2012 draft of EDTF', "Write /2006", "unknown"),
    ("y17e7", "D104", '"y17e7" is a form of the 2012 draft of EDTF', "Write Y17E7", "y17e"),
    ("y17101e4p3", "D104", '"y17101e4p3" is a form of the 2012 draft of EDTF', "Write Y17101E4S3", "y17101e4p"),
    ("1950p2", "D104", '"1950p2" is a form of the 2012 draft of EDTF', "Write 1950S2", "p"),
    ("2001-21^southernHemisphere", "D104", '"2001-21^southernHemisphere" is a form of the 2012 draft of EDTF',
     "Write 2001-29", "1^southernHemisphere"),
    ("1999/1980", "D105", '"1999/1980" ends before it starts', "Put the earlier date first: 1980/1999", "1999/1980"),
    ("[1990,2002..2001]", "D105", '"2002..2001" ends before it starts', "Put the earlier date first: 2001..2002",
     "2002..2001"),
    ("[2025-01..2026]", "D101", '"2025-01..2026" is a range from a month to a year',
     "Both ends of a range in a set have the same precision: years, months or days", "[2025-01..2026]"),
    ("[1667, 1668]", "D101", '"[1667, 1668]" has a space', "Write [1667,1668]", " "),
    ("20", "D101", '"20" is no year', "Write 20XX for the years 2000 to 2099; a year has 4 digits", "20"),
    ("202", "D101", '"202" is no year', "Write 202X for the years 2020 to 2029; a year has 4 digits", "202"),
    ("Y2006", "D101", '"Y2006" has a Y, which is for years of five digits or more', "Write 2006", "Y2006"),
    ("20067890", "D101", '"20067890" is a year of more than four digits', "Write Y20067890", "20067890"),
    ("20200517", "D101", '"20200517" has no hyphens', "Write 2020-05-17", "20200517"),
    ("-0000", "D101", '"-0000" has a year 0 with a minus', "Write 0000", "-0000"),
    ("2016-05-02T16:54:59.042Z", "D101", '"2016-05-02T16:54:59.042Z" has a fraction of a second, which EDTF does not',
     "Write 2016-05-02T16:54:59Z", ".042"),
    ("2020-05-01T10:30Z", "D101", '"2020-05-01T10:30Z" has a time without seconds; EDTF\'s are hh:mm:ss',
     "Write 2020-05-01", "T10:30Z"),
    ("2005-07-25/2006-01-01T10:10:10Z", "D101",
     '"2005-07-25/2006-01-01T10:10:10Z" has a time of day, which an interval or a set may not',
     "Write 2005-07-25/2006-01-01", "2006-01-01T10:10:10Z"),
    ("Y1000000000000000000", "D101", '"Y1000000000000000000" is not an EDTF date',
     "A year of five to 18 digits stands alone, a Y before it and no 0 in front: Y170000002, Y-17E7",
     "Y1000000000000000000"),
    ("1985/2000/2010", "D101", '"1985/2000/2010" has 2 slashes', "An interval has one slash: start/end",
     "1985/2000/2010"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "message", "hint", "about"), REFUSED)
def test_refusals_by_their_whole_text(text: str, code: str, message: str, hint: str, about: str) -> None:
    with pytest.raises(DateError) as caught:
        read_edtf(text, STANDARD)
    error = caught.value
    assert (error.code, error.message, error.hint, text[error.start : error.end]) == (code, message, hint, about)


def _each(texts: str, between: str | None = None) -> list[str]:
    return texts.strip().split(between)


NOT_EDTF = _each("""
1985-04-12T23:60:30Z 1985-04-12T24:00:01 2016-05-02T01:01:60 1985-04-12T23:20:30+14:01 1985-04-12T23:20:30-12:01
1985-04-12T23:20:30-00:00 1985-04-12T23:20:30+24 1985-04-12t23:20:30 1985-04-12T23:20:30z 1985-04T23:20:30
1985-4 1985-04-1 1985-00 1985-00-12 1985-01-00 12004-06 Y17E7-12 Y00001 Y-00001 Y017E7 Y17E0 1950S0 Y1700S2
-?2004 2004?? 2004-06?~ 2004-?-06 +2006 /1985/ ../../.. ..1985 1985.. ... [1985?~] [1985]? XXXXX 19X X Xx open unknown
[] {} [,] [..] {..} [1985 1985] [1985} [1985,] [,1985] [..1985..] [1984,..1985] [1984..,1985] [1985...1986] [[1985]]
[1985/1986] [1985-04-12T23:20:30] 1985-04-12T23:20:30/1986 1985/[1986] 1985-04-12T23:20:30? 1985-XX-04T10:00:00
""")


@pytest.mark.parametrize("text", NOT_EDTF)
def test_what_is_not_in_the_standard(text: str) -> None:
    with pytest.raises(DateError):
        read_edtf(text, STANDARD)


ENGLISH = _each(
    """May 2020|mid-2020|2016 H2|1861-67|1861-67?|2003 – 2005|01/2020|02/22/2016|21-04-2016|2019-aug-1|1776 - 1789 March
|2020s|1960's|c. 2019|~ Feb 1812|<1988|15c.|2011 and 2012|1988 - unknown|2014 to 2018|3/2015|10/7/2008|the 60s|60s
|2003-2005|unknown|open|n.d.|2017-q1|2016 November|2019 q3|1776 4 July|16. Nov. 2016|2020? or 2021|2016/05/03|cy 2008
|~1960s|(uncertain)|1984 (uncertain)|2020-05-17 to 2020-05-19|[sic] 2020|Xmas 2020|Year 2020|early 2020|(1984)|?
""".replace("\n", ""),
    "|",
)


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_left_to_the_words(text: str) -> None:
    assert not looks_like_edtf(text)


EDTF_OR_A_SLIP = _each(
    """2019?|2019~|~1945|199u|19xx|2004?~|2004-(06)?|(2011)-06-04~|y17e7|open/2008|2008/unknown|/|../..|[1667, 1668]
|2020-13|1999-20|2001-99|2020-5|2020-|20|202|20%|201?|-04|12345|20200517|1985/2000/2010|2012\\2013|1950S2|XXXX-09
|2020-05-01T10:30Z|..2004/2005|2020..2021|2016/17|-0042|{ ..1983}|1914-18|2020-21|2016-21""".replace("\n", ""),
    "|",
)


@pytest.mark.parametrize("text", EDTF_OR_A_SLIP)
def test_what_can_only_be_meant_as_edtf(text: str) -> None:
    assert looks_like_edtf(text)


# --- any text -----------------------------------------------------------------------------------------------------

LETTERS = "0123456789XXX?~%--/...[]{},YEST:Z+u x()^²٣\u2212"


@settings(deadline=None, max_examples=600)
@given(
    st.one_of(
        st.text(), st.text(LETTERS, max_size=40), st.from_regex(r"-?[0-9X]{4}(-[0-9X]{2}){0,2}.?", fullmatch=True)
    )
)
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    readings: tuple[Callable[[], When], ...] = (lambda: read_edtf(text, STANDARD), lambda: read(text, ALONE))
    for reading in readings:
        try:
            when = reading()
        except DateError as error:
            assert error.code in ("D101", "D102", "D104", "D105")
            assert error.message
            assert 0 <= error.start <= len(text)
        else:
            assert isinstance(when, When)
            assert when.lower is None or when.upper is None or when.lower <= when.upper
    assert looks_like_edtf(text) in (True, False)


LONG = 200_000


@pytest.mark.parametrize(
    "unit",
    [
        "2",
        "X",
        "?",
        "[",
        "(",
        "[1985,",
        "1985/",
        "..",
        "Y9",
        "-",
        "(2004-(06)~)?",
        "1985 ",
        "u",
        "{2020..2021,",
        "/,.",
        "T1",
    ],
)
def test_a_text_of_any_length_is_refused_quickly(unit: str) -> None:
    """Twice the length takes about twice the time; the bound is generous, a square would take hours."""
    text = unit * (LONG // len(unit))
    started = time.process_time()
    looks_like_edtf(text)
    with pytest.raises(DateError) as error:
        read_edtf(text, STANDARD)
    assert time.process_time() - started < 5
    assert len(error.value.message) < 200


def test_a_long_set_is_read_in_linear_time() -> None:
    members = ",".join(f"{y:04d}-XX-X1" for y in range(1000, 3000))
    when = read_edtf(f"[{members}]", STANDARD)
    assert (when.lower, when.upper) == (ordinal(1000, 1, 1), ordinal(2999, 12, 31))


def test_a_set_of_many_masks_does_not_explode() -> None:
    """A mask of 400,000 ranges counts as one from first to last day where it is a member."""
    started = time.process_time()
    read("[" + ",".join(["-XXXX-XX-X1"] * 40) + "]")
    assert time.process_time() - started < 5


# --- a slow reader ------------------------------------------------------------------------------------------------
# Written from the standard's text alone and sharing nothing with the reader but the months of the seasons. It walks
# character by character, and finds the days of unspecified digits by trying every year, month and day.

Answer = tuple[int | None, int | None, bool, bool, str]


class No(Exception):
    """Not in the standard."""


def slow_day(year: int, month: int, day: int) -> int:
    """Proleptic Gregorian, by Python's own calendar moved in steps of 400 years."""
    moved = year % 400 + 2000
    try:
        return date(moved, month, day).toordinal() + (year - moved) // 400 * 146_097
    except ValueError:
        raise No from None


def slow_month(year: int, month: int) -> tuple[int, int]:
    first = slow_day(year, month, 1)
    after = slow_day(year, month + 1, 1) if month < 12 else slow_day(year + 1, 1, 1)
    return first, after - 1


def slow_first(years: list[int], months: list[int] | None, days: list[int] | None, last: bool) -> int:
    """The first (or last) day there is, trying all in order."""
    turn = -1 if last else 1
    for year in sorted(years)[::turn]:
        for month in (months or list(range(1, 13)))[::turn]:
            if not 1 <= month <= 12:
                continue
            for day in (days or list(range(1, 32)))[::turn]:
                try:
                    return slow_day(year, month, day)
                except No:
                    continue
    raise No


def slow_numbers(digits: str) -> list[int]:
    return [int("".join(n)) for n in product(*("0123456789" if d == "X" else d for d in digits))]


class Walk:
    """A place in a text."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self, allowed: str) -> str:
        """One character of those, or nothing."""
        c = self.peek()
        if c and c in allowed:
            self.at += 1
            return c
        return ""

    def must(self, allowed: str, count: int = 1) -> str:
        out = ""
        for _ in range(count):
            c = self.take(allowed)
            if not c:
                raise No
            out += c
        return out

    def end(self) -> None:
        if self.at != len(self.text):
            raise No


D, DX, Q = "0123456789", "0123456789X", "?~%"
Slow = tuple[int | None, int | None, str, str]  # first, last, marks, unit


def slow_date(text: str) -> Slow:
    walk = Walk(text)
    if walk.peek() == "Y" or "S" in text:
        return slow_long(walk)
    marks = walk.take(Q)
    minus = walk.take("-")
    year = walk.must(DX, 4)
    marks += walk.take(Q)
    parts = []
    while walk.take("-"):
        marks += walk.take(Q)
        parts.append(walk.must(DX, 2))
        marks += walk.take(Q)
    walk.end()
    if len(parts) > 2 or (minus and year == "0000"):
        raise No
    years = [-y for y in slow_numbers(year) if y] if minus else slow_numbers(year)
    if not years:
        raise No
    if len(parts) == 1 and parts[0].isdigit() and 21 <= int(parts[0]) <= 41:
        if len(years) > 1 or "X" in year:
            raise No
        return (*slow_season(years[0], int(parts[0])), marks, "season")
    months = slow_numbers(parts[0]) if parts else None
    days = slow_numbers(parts[1]) if len(parts) == 2 else None
    first, last = slow_first(years, months, days, False), slow_first(years, months, days, True)
    unit = ("year", "month", "day")[len(parts)]
    return (None, None, marks, unit) if year == "XXXX" and not minus else (first, last, marks, unit)


SLOW_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
SLOW_SEASONS |= {code + 4: months for code, months in SLOW_SEASONS.items()}
SLOW_SEASONS |= {29: (9, 11), 30: (12, 2), 31: (3, 5), 32: (6, 8)}
SLOW_SEASONS |= {33 + n: (3 * n + 1, 3 * n + 3) for n in range(4)}
SLOW_SEASONS |= {37 + n: (4 * n + 1, 4 * n + 4) for n in range(3)}
SLOW_SEASONS |= {40 + n: (6 * n + 1, 6 * n + 6) for n in range(2)}


def slow_season(year: int, code: int) -> tuple[int, int]:
    first, last = SLOW_SEASONS[code]
    if first > last:
        return slow_month(year - 1, first)[0], slow_month(year + 1, last)[1]
    return slow_month(year, first)[0], slow_month(year, last)[1]


def slow_digits(walk: Walk) -> str:
    out = walk.must("123456789")
    while walk.peek() and walk.peek() in D:
        out += walk.take(D)
    return out


def slow_long(walk: Walk) -> Slow:
    long = bool(walk.take("Y"))
    minus = walk.take("-")
    digits = slow_digits(walk) if long else walk.must(D, 4)
    exponent = slow_digits(walk) if long and walk.take("E") else ""
    if long and not exponent and len(digits) < 5:
        raise No
    if (minus and digits == "0000") or len(exponent) > 2 or len(digits) + int(exponent or 0) > 18:
        raise No
    year = int(digits + "0" * int(exponent or 0))
    low = high = year
    if walk.take("S"):
        kept = slow_digits(walk)
        if len(kept) > 3:
            raise No
        written = str(year)
        low = int(written[: int(kept)].ljust(len(written), "0"))
        high = int(written[: int(kept)].ljust(len(written), "9"))
    elif not long:
        raise No
    marks = walk.take(Q)
    walk.end()
    if minus:
        low, high = -high, -low
    return slow_day(low, 1, 1), slow_day(high, 12, 31), marks, "year"


def slow_time(text: str) -> Slow:
    day, _, clock = text.partition("T")
    found = slow_date(day)
    if found[3] != "day" or found[2] or "X" in day:
        raise No
    walk = Walk(clock)
    hour = int(walk.must(D, 2))
    walk.must(":")
    minute = int(walk.must(D, 2))
    walk.must(":")
    second = int(walk.must(D, 2))
    shift = 0
    if not walk.take("Z") and walk.peek():
        sign = walk.must("+-")
        shift = 60 * int(walk.must(D, 2))
        if walk.take(":"):
            minutes = int(walk.must(D, 2))
            if minutes > 59:
                raise No
            shift += minutes
        if shift > (840 if sign == "+" else 720) or (sign == "-" and shift == 0):
            raise No
        shift *= 1 if sign == "+" else -1
    walk.end()
    if second == 60 and hour < 24 and minute < 60 and (hour * 60 + minute - shift) % 1440 == 23 * 60 + 59:
        second = 59
    if (hour, minute, second) != (24, 0, 0) and not (hour < 24 and minute < 60 and second < 60):
        raise No
    return found


def slow_set(text: str) -> Slow:
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise No
    members = text[1:-1].split(",")
    found: list[Slow] = []
    for n, member in enumerate(members):
        ends = member.split("..")
        if len(ends) == 1:
            found.append(slow_date(member))
            continue
        if len(ends) > 2 or ends == ["", ""]:
            raise No
        if (not ends[0] and n) or (not ends[1] and n < len(members) - 1):
            raise No
        first = slow_date(ends[0]) if ends[0] else None
        last = slow_date(ends[1]) if ends[1] else None
        if first and last and first[3] != last[3]:
            raise No
        if first and last and first[0] is not None and last[1] is not None and first[0] > last[1]:
            raise No
        marks = (first[2] if first else "") + (last[2] if last else "")
        found.append((first[0] if first else None, last[1] if last else None, marks, ""))
    lows, highs = [f[0] for f in found], [f[1] for f in found]
    return (
        None if None in lows else min(d for d in lows if d is not None),
        None if None in highs else max(d for d in highs if d is not None),
        "".join(f[2] for f in found),
        "",
    )


def slow_interval(text: str) -> Slow:
    ends = text.split("/")
    if len(ends) != 2:
        raise No
    open_end: Slow = (None, None, "", "")
    start, end = (open_end if end in ("", "..") else slow_date(end) for end in ends)
    if start[0] is not None and end[1] is not None and start[0] > end[1]:
        raise No
    return start[0], end[1], start[2] + end[2], ""


def slow_read(text: str) -> Answer | None:
    try:
        kind = "point"
        if text[:1] in ("[", "{") and text:
            found = slow_set(text)
        elif "/" in text:
            kind, found = "span", slow_interval(text)
        elif "T" in text:
            found = slow_time(text)
        else:
            found = slow_date(text)
    except No:
        return None
    marks = found[2]
    return found[0], found[1], "?" in marks or "%" in marks, "~" in marks or "%" in marks, kind


def fast_read(text: str) -> Answer | None:
    try:
        when = read_edtf(text, STANDARD)
    except DateError:
        return None
    return when.lower, when.upper, when.uncertain, when.approximate, when.kind


class Strings:
    """Strings that are EDTF or nearly so, the same on every run."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def mark(self) -> str:
        return self.draw.choice("?~%") if self.draw.random() < 0.12 else ""

    def digits(self, text: str) -> str:
        if self.draw.random() < 0.75:
            return text
        return "".join("X" if self.draw.random() < 0.4 else c for c in text)

    def number(self, *common: str) -> str:
        return self.draw.choice(common) if self.draw.random() < 0.85 else f"{self.draw.randrange(100):02d}"

    def date(self) -> str:
        draw = self.draw
        if draw.random() < 0.06:
            return self.long()
        year = draw.choice(
            ["0000", "0004", "1582", "1900", "1999", "2000", "2004", "2023", f"{draw.randrange(10000):04d}"]
        )
        text = self.mark() + ("-" if draw.random() < 0.1 else "") + self.digits(year) + self.mark()
        if draw.random() < 0.7:
            month = self.number("01", "02", "02", "04", "12", "10", "21", "24", "30", "35", "41")
            text += "-" + self.mark() + self.digits(month) + self.mark()
            if draw.random() < 0.6:
                day = self.number("01", "28", "29", "29", "30", "31", "12")
                text += "-" + self.mark() + self.digits(day) + self.mark()
        return text

    def long(self) -> str:
        draw = self.draw
        minus = "-" if draw.random() < 0.3 else ""
        if draw.random() < 0.3:
            text = f"{minus}{draw.randrange(10000):04d}"
        else:
            text = f"Y{minus}{draw.randrange(10 ** draw.randrange(1, 20))}"
            if draw.random() < 0.4:
                text += f"E{draw.randrange(20)}"
        return text + (f"S{draw.randrange(12)}" if draw.random() < 0.5 else "") + self.mark()

    def time(self) -> str:
        draw = self.draw
        clock = ":".join(
            self.number(*common) for common in (("00", "23", "24", "12"), ("00", "59", "60"), ("00", "59", "60"))
        )
        shift = draw.choice(
            [
                "",
                "Z",
                "+01",
                "-05:00",
                "+14:00",
                "-12:00",
                f"{draw.choice('+-')}{self.number('00', '13')}:{self.number('00', '30')}",
            ]
        )
        return f"{self.date()}T{clock}{shift}"

    def member(self) -> str:
        roll = self.draw.random()
        if roll < 0.6:
            return self.date()
        if roll < 0.75:
            year = self.draw.randrange(1, 9000)
            return f"{year:04d}..{year + self.draw.randrange(-1, 40):04d}"
        return self.draw.choice(["{}..{}", "..{}", "{}.."]).format(self.date(), self.date())

    def any(self) -> str:
        roll = self.draw.random()
        if roll < 0.4:
            text = self.date()
        elif roll < 0.65:
            text = "/".join(self.draw.choice(["", "..", self.date(), self.date(), self.date()]) for _ in range(2))
        elif roll < 0.75:
            text = self.time()
        else:
            opening, closing = self.draw.choice([("[", "]"), ("{", "}")])
            text = opening + ",".join(self.member() for _ in range(self.draw.randrange(1, 4))) + closing
        return self.slip(text) if self.draw.random() < 0.2 else text

    def slip(self, text: str) -> str:
        at = self.draw.randrange(len(text) + 1)
        put = self.draw.choice(LETTERS) if self.draw.random() < 0.7 else ""
        return text[:at] + put + text[at + self.draw.randrange(2) :]


STRINGS = 30_000


def test_the_reader_agrees_with_a_slow_one() -> None:
    """Same strings taken, same first and last day, same flags and kind."""
    strings = Strings(20190204)
    taken = 0
    for _ in range(STRINGS):
        text = strings.any()
        answer = fast_read(text)
        assert answer == slow_read(text), text
        taken += answer is not None
    assert STRINGS // 4 < taken < STRINGS


# --- writing ------------------------------------------------------------------------------------------------------


def _form(form: Form) -> When:
    return when_of("as typed", form, STANDARD)


WRITTEN: list[tuple[Form, str]] = [
    (Date(2020), "2020"),
    (Date(2020, 5, 0, "~"), "2020-05~"),
    (Date(-44, 3, 15), "-0044-03-15"),
    (Date(12_000), "Y12000"),
    (Date(-12_000), "Y-12000"),
    (Season(2023, 23), "2023-23"),
    (Season(2023, 24, "~"), "2023-24~"),
    (Season(2021, 35), "2021-35"),
    (WinterAcross(2022), "[2022-12..2023-02]"),
    (TvSeason(2020), "[2020-09..2021-08]"),
    (Masked("202X"), "202X"),
    (Masked("18XX", "~"), "18XX~"),
    (Masked("XXXX-09-05"), "XXXX-09-05"),
    (Digits(1950, 2), "1950S2"),
    (Digits(338_800, 3, "?"), "Y338800S3?"),
    (Part("mid", Date(2020)), "[2020-05..2020-08]"),
    (Part("early", Date(2020, 5), "?"), "[2020-05-01?..2020-05-10?]"),
    (Part("late", Masked("199X")), "[1997..1999]"),
    (FirstCentury(1, "?"), "[0001?..0099?]"),
    (FirstCentury(-1), "[-0099..0000]"),
    (Interval(FirstCentury(1), Date(120)), "00XX/0120"),
    (Week(ordinal(2020, 5, 16)), "[2020-05-11..2020-05-17]"),
    (Before(Date(2020, 5)), "[..2020-04-30]"),
    (After(Date(2020, 5, 0, "~")), "[2020-06-01~..]"),
    (Stretch(None, Date(2020, 5)), "[..2020-05]"),
    (Stretch(Date(2018), None), "[2018..]"),
    (Stretch(Date(2020, 6), Date(2020, 8)), "[2020-06..2020-08]"),
    (Stretch(Date(2020), Date(2021, 6)), "[2020-01..2021-06]"),
    (Set((Date(2019), Date(2021))), "[2019,2021]"),
    (Set((Date(1960), Date(1961, 12)), True), "{1960,1961-12}"),
    (Set((Date(2019), Date(2021, 5, 0, "~")), False, "?"), "[2019?,2021-05%]"),
    (Set((After(Date(2020)), Date(2010), Before(Date(2000)))), "[..1999-12-31,2010,2021-01-01..]"),
    (Set((Part("mid", Date(2020)), Date(2022))), "[2020-05..2020-08,2022]"),
    (Interval(Date(2020, 6), Date(2020, 8)), "2020-06/2020-08"),
    (Interval(Date(2019), "open"), "2019/.."),
    (Interval(Date(2019), "unknown"), "2019/"),
    (Interval("unknown", Date(2019, 0, 0, "?")), "/2019?"),
    (Interval(Part("mid", Date(1990)), Part("mid", Date(2000))), "1990/2000"),
    (Interval(Part("early", Date(1990, 5)), "unknown"), "1990-05/"),
    (Interval(Part("late", Date(1989)), "open"), "1989/.."),
    (Interval(Date(1980), Part("late", Masked("199X"))), "1980/199X"),
    (Interval(Part("early", Masked("198X")), Part("late", Masked("199X"), "~")), "198X/199X~"),
    (Interval(Part("mid", Masked("-04XX")), Set((Date(-390), Date(-310)))), "-04XX/-03XX"),
    (Interval(WinterAcross(2022), Date(2024)), "202X/2024"),
    (Interval(WinterAcross(2009), Date(2024)), "20XX/2024"),
    (Interval(WinterAcross(1999), Date(2024, 0, 0, "?")), "/2024?"),
    (Interval(WinterAcross(1999), "open"), "../.."),
    (Interval(After(Date(2010)), "open"), "../.."),
    (Interval(Date(2000), Before(Date(2005))), "2000/200X"),
    (Interval(Before(Date(1990, 0, 0, "?")), Date(2000)), "../2000?"),
    (Undated(), ""),
]  # fmt: skip


@pytest.mark.parametrize(("form", "text"), WRITTEN)
def test_every_form_in_edtf(form: Form, text: str) -> None:
    assert edtf_of(_form(form)) == text


@pytest.mark.parametrize("text", ["2020", "2020-05", "2020-05-17", "1984?/2004-06~", "{1960,1961-12}"])
def test_what_was_typed_as_edtf_stays(text: str) -> None:
    assert edtf_of(read(text)) == text


def test_a_narrowed_date_is_its_days() -> None:
    inside = ordinal(2019, 5, 10), ordinal(2020, 5, 10)
    assert edtf_of(read("201X?").narrowed(*inside, ("a",))) == "[2019-05-10?..2019-12-31?]"
    assert edtf_of(read("2019").narrowed(inside[0], ordinal(2019, 12, 31), ("a",))) == "[2019-05-10..2019-12-31]"
    assert edtf_of(_form(Undated()).narrowed(inside[0], inside[0], ("a",))) == "2019-05-10"
    assert edtf_of(_form(Undated()).narrowed(None, inside[0], ("a",))) == "[..2019-05-10]"
    span = read("2018/2021~").narrowed_span((inside[0], inside[0] + 3), (inside[1], inside[1]), ("a",))
    assert edtf_of(span) == "2019-05~/2020-05-10"
    assert edtf_of(read("2018/").narrowed_span((inside[0], inside[0]), (None, None), ("a",))) == "2019-05-10/"


@pytest.mark.parametrize(
    ("text", "first", "last", "edtf"),
    [
        ("2019, 2020 or 2022; after @x", "2020-05-10", "", "[2020-05-10..2020-12-31,2022]"),
        ("2019?, 2020 or 2022; after @x", "2020-05-10", "", "[2020-05-10?..2020-12-31?,2022?]"),
        ("2019, 2020 or 2022; after @x", "2021-05-10", "", "2022"),
        ("[..2010,2015..]; after @x", "2009-05-10", "", "[2009-05-10..2010-12-31,2015-01-01..]"),
        ("winter 2023; after @x", "2023-01-01", "", "[2023-01..2023-02,2023-12..2024-02]"),
        ("September; after @x; before 2023", "2020-05-10", "", "[2020-09,2021-09,2022-09]"),
        ("September; after @x", "2020-05-10", "", "[2020-05-10..]"),
        ("February 29; after @x; before 2026", "2020-01-31", "", "[2020-02-29,2024-02-29]"),
        ("XXXX-XX-05; between @x and @y", "1950-01-05", "2020-01-05", "[1950-01-05..2020-01-05]"),
    ],
)
def test_days_that_were_left_out_stay_out_of_a_narrowed_date(text: str, first: str, last: str, edtf: str) -> None:
    lower, upper = read(first).lower, read(last).upper if last else None
    assert edtf_of(read(text).narrowed(lower, upper, ("x",))) == edtf


def _said(when: When) -> tuple[int | None, int | None, bool, bool, str]:
    return when.lower, when.upper, when.uncertain, when.approximate, when.kind


def _holds(wider: When, when: When) -> bool:
    """Whether a span, read back, can have begun and ended whenever the other can."""
    return all(
        (outer[0] is None or (inner[0] is not None and outer[0] <= inner[0]))
        and (outer[1] is None or (inner[1] is not None and outer[1] >= inner[1]))
        for outer, inner in ((wider.start or (None, None), when.start or (None, None)),
                             (wider.end or (None, None), when.end or (None, None)))
    )  # fmt: skip


def test_reading_back_edtf_changes_nothing() -> None:
    strings = Strings(1988)
    for _ in range(STRINGS // 6):
        text = strings.any()
        try:
            when = read(text, ALONE)
        except DateError:
            continue
        assert _said(read(edtf_of(when), ALONE)) == _said(when)
        if when.form is not None:
            # Written anew from what was said.
            again = edtf_of(when._replace(edtf=""))
            assert not again or _said(read(again, ALONE)) == _said(when), text


years = st.integers(-9990, 9990)
marks = st.sampled_from(["", "", "?", "~", "%"])
dates = st.one_of(
    st.builds(Date, years, st.just(0), st.just(0), marks),
    st.builds(Date, years, st.integers(1, 12), st.just(0), marks),
    st.builds(Date, years, st.integers(1, 12), st.integers(1, 28), marks),
)
decades = st.builds(Masked, st.from_regex(r"[0-9]{3}X", fullmatch=True), marks)
singles = st.one_of(
    dates,
    st.builds(Season, years, st.integers(21, 41), marks),
    decades,
    st.builds(Masked, st.from_regex(r"XXXX(-0[1-9](-2[0-8])?)?", fullmatch=True), marks),
    st.builds(Digits, years, st.integers(1, 5), marks),
)
points = st.one_of(
    singles,
    st.builds(WinterAcross, years, marks),
    st.builds(TvSeason, years, marks),
    st.builds(Week, st.integers(-3_000_000, 3_000_000), marks),
    st.builds(
        Part, st.sampled_from(["early", "mid", "late"]), st.one_of(dates.filter(lambda d: not d.day), decades), marks
    ),
)
bounded = st.one_of(points, st.builds(Before, points), st.builds(After, points))
stretches = st.builds(Stretch, st.one_of(st.none(), points), st.one_of(st.none(), points))
sets = st.builds(Set, st.lists(st.one_of(bounded, stretches), min_size=1, max_size=4).map(tuple), st.booleans(), marks)
ends = st.one_of(st.sampled_from(["open", "unknown"]), bounded, sets)
forms = st.one_of(bounded, stretches, sets, st.builds(Interval, ends, ends))


@settings(deadline=None, max_examples=1500)
@given(forms)
def test_reading_back_a_form_changes_nothing(form: Form) -> None:
    """For every form that can be built; one that says nothing of the day, or ends before it starts, has no text.

    The ends of a span may be told by longer ones.
    """
    try:
        when = _form(form)
    except DateError:
        return
    text = edtf_of(when)
    if not text:
        assert when.lower is None
        assert when.upper is None
        return
    again = read(text, ALONE)
    if when.kind == "span":
        if again.lower is None and again.upper is None:
            # `../..` has no date that could carry a qualifier.
            again = again._replace(uncertain=when.uncertain, approximate=when.approximate)
        assert _said(again)[2:] == _said(when)[2:], text
        assert _holds(again, when), text
        return
    assert _said(again) == _said(when), text
