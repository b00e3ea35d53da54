"""Spreadsheets as they come: what is understood, what is kept as text, what is left out and why."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import DateError, read
from timeline.errors import DataError, UsageError
from timeline.importers import Draft, Input, Options, kind_of, names
from timeline.importers import csv as importer
from timeline.importers._columns import FIELDS, columns_of, day_first_by, recognised
from timeline.importers._daycells import DayColumn, column_of, from_parts, span
from timeline.importers._settle import settled
from timeline.importers._sheet import is_windows_1252
from timeline.importers._textcells import addresses, items, site_of
from timeline.model import STANCES, STATUSES


def imported(text: str | bytes, name: str = "s.csv", **options: object) -> Draft:
    data = text if isinstance(text, bytes) else text.encode()
    return importer.read(Input(name, data), Options(**options))  # type: ignore[arg-type]


def dates(*cells: str, head: str = "Date", **options: object) -> list[str]:
    """The dates of a column of cells."""
    rows = "".join(f'"{cell}",Event {n}\n' for n, cell in enumerate(cells))
    return [event["date"] for event in imported(f'"{head}",Event\n{rows}', **options).events]


def titles(text: str | bytes, **options: object) -> list[str]:
    return [event["title"] for event in imported(text, **options).events]


# --- dates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "date", "time"),
    [
        ("2020-05-04", "2020-05-04", ""),
        ("2020-5-4", "2020-05-04", ""),
        ("2020/05/04", "2020-05-04", ""),
        ("20200504", "2020-05-04", ""),
        ("2020-05", "2020-05", ""),
        ("2020-5", "2020-05", ""),
        ("2020", "2020", ""),
        ("2020.0", "2020", ""),
        ("May 2020", "May 2020", ""),
        ("mid-2020", "mid-2020", ""),
        ("c. 2019", "c. 2019", ""),
        ("25/4/2020", "2020-04-25", ""),
        ("4/25/2020", "2020-04-25", ""),
        ("02/02/2020", "2020-02-02", ""),
        ("2020-05-04 00:00:00", "2020-05-04", ""),
        ("2020-05-04T00:00:00Z", "2020-05-04", ""),
        ("2020-05-04T10:30:00.123+02:00", "2020-05-04", "10:30:00.123+02:00"),
        ("4/25/2020 12:00:00 AM", "2020-04-25", ""),
        ("4/25/2020 10:30 PM", "2020-04-25", "10:30 PM"),
        ("May 4, 2020 at 10am", "May 4, 2020", "10am"),
        ("Mon, 04 May 2020 10:00:00 GMT", "Mon, 04 May 2020", "10:00:00 GMT"),
        ("  May   2020 ", "May 2020", ""),
        ("4-May", "4-May", ""),
        ("", "unknown", ""),
        ("n/a", "unknown", ""),
        ("-", "unknown", ""),
        ("?", "unknown", ""),
    ],
)
def test_dates_that_are_read(cell: str, date: str, time: str) -> None:
    """The spellings of spreadsheets in our language; a time of day is kept beside, midnight is none."""
    assert DayColumn().read(cell) == (date, time, "")


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("5/4/2020", "more than one reading"),
        ("5.4.2020", "more than one reading"),
        ("May-20", "a day of a month, or a month of a year"),
        ("4-May-20", "more than one reading"),
        ("5/4/20", "more than one reading"),
        ("30/02/2020", "no day of the calendar"),
        ("13/13/2020", "no day of the calendar"),
        ("2020-02-30", "29 days"),
        ("2020-21", "more than one reading"),
        ("sometime", "not a date"),
        ("2020-13-01", "month"),
    ],
)
def test_dates_that_are_not(cell: str, why: str) -> None:
    """Nothing is guessed: the date is unknown, the words stay in the note, and the row is told."""
    draft = imported(f"Date,Event\n{cell},Talks\n")
    (event,) = draft.events
    assert (event["date"], event["note"]) == ("unknown", f"date as given: {cell}")
    (doubt,) = draft.doubts
    assert (doubt.line, doubt.what) == (2, "Talks")
    assert why in doubt.reason


@pytest.mark.parametrize(
    ("cells", "day_first", "expected"),
    [
        (("02/03/2020",), None, ["unknown"]),
        (("02/03/2020",), True, ["2020-03-02"]),
        (("02/03/2020",), False, ["2020-02-03"]),
        (("02/03/2020", "25/3/2020"), None, ["2020-03-02", "2020-03-25"]),
        (("02/03/2020", "3/25/2020"), None, ["2020-02-03", "2020-03-25"]),
        (("02/03/2020", "3/25/2020", "25/3/2020"), None, ["unknown", "2020-03-25", "2020-03-25"]),
        (("02/03/2020", "3/25/2020", "25/3/2020"), True, ["2020-03-02", "2020-03-25", "2020-03-25"]),
        (("02/03/2020 10:00", "25/3/2020"), None, ["2020-03-02", "2020-03-25"]),
        (("02/03/2020", "99/99/2020"), None, ["unknown", "unknown"]),
        (("02/03/2020", "31/02/2020"), None, ["unknown", "unknown"]),
        (("02/03/2020", "2/30/2020", "25/3/2020"), None, ["2020-03-02", "unknown", "2020-03-25"]),
    ],
)
def test_the_order_of_day_and_month(cells: tuple[str, ...], day_first: bool | None, expected: list[str]) -> None:
    """02/03/2020 is read as the user says, else as another row of the column shows where none contradicts."""
    assert dates(*cells, day_first=day_first) == expected


def test_how_the_order_was_settled_is_told() -> None:
    """A note names the row that settled it, or both that contradict, or the options that settle it."""
    assert imported("Date,Event\n2/3/2020,A\n25/3/2020,B\n").notes == (
        'column "Date": 1 date such as 2/3/2020 (line 2) read with the day first, as 25/3/2020 on line 3 is',
    )
    assert imported("Date,Event\n2/3/2020,A\n").notes == (
        (
            'column "Date": 1 date such as 2/3/2020 (line 2) not read, for it has two readings; '
            "say --day-first or --month-first"
        ),
    )
    (note,) = imported("Date,Event\n2/3/2020,A\n25/3/2020,B\n3/25/2020,C\n").notes
    assert "there are both 25/3/2020 (line 3) and 3/25/2020 (line 4)" in note


@pytest.mark.parametrize(
    ("name", "day_first"),
    [("Date (DD/MM/YYYY)", True), ("Date (mm/dd/yy)", False), ("dd.mm.yyyy", True), ("Date", None), ("Added by", None)],
)
def test_the_name_of_the_column_settles_it(name: str, day_first: bool | None) -> None:
    """A layout in a column's name is what its author says of it."""
    assert day_first_by(name) is day_first


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("43955", "43956"), ["2020-05-04", "2020-05-05"]),
        (("43955",), ["2020-05-04"]),
        (("43955.5", "43956", "May 2020"), ["2020-05-04", "2020-05-05", "May 2020"]),
        (("43955", "59", "61", "43956"), ["2020-05-04", "1900-02-28", "1900-03-01", "2020-05-05"]),
        (("43955", "60", "43956"), ["2020-05-04", "unknown", "2020-05-05"]),
        (("43955", "2020", "43956", "43957"), ["2020-05-04", "unknown", "2020-05-05", "2020-05-06"]),
        (("43955", "May 2020", "2019", "2018"), ["unknown", "May 2020", "2019", "2018"]),
        (("2020", "2019"), ["2020", "2019"]),
        (("2958465", "43955"), ["9999-12-31", "2020-05-04"]),
        (("2958466", "43955", "43956"), ["unknown", "2020-05-04", "2020-05-05"]),
    ],
)
def test_serial_numbers(cells: tuple[str, ...], expected: list[str]) -> None:
    """Excel's days since 1900, its 29 February 1900 included, only where the column is made of them."""
    assert dates(*cells) == expected


def test_serial_numbers_are_told_and_keep_their_time() -> None:
    draft = imported("Date,Event\n43955.75,A\n43956,B\n")
    assert draft.events[0]["x-time"] == "18:00"
    assert draft.notes == ('column "Date": 2 numbers are read as days counted from 1900, as Excel counts',)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2020-05-04", "2020-05-08", "2020-05-04/2020-05-08"),
        ("2020-05-04", "2020-05-04", "2020-05-04"),
        ("2020-05", "2021", "2020-05/2021"),
        ("May 4, 2020", "May 8, 2020", "from May 4, 2020 to May 8, 2020"),
        ("mid-2020", "2021", "from mid-2020 to 2021"),
        ("May 2020", "May 2020", "from May 2020 to May 2020"),
        ("2020-05-04", "", "2020-05-04"),
        ("2020-05-04", "n/a", "2020-05-04"),
        ("2020-05-04", "?", "2020-05-04/"),
        ("2020-05", "Unknown", "2020-05/"),
        ("May 4, 2020", "unknown", "2020-05-04/"),
        ("mid-2020", "?", "unknown"),
        ("", "2020-05-08", "../2020-05-08"),
        ("", "May 2020", "../2020-05"),
        ("2019", "ongoing", "2019/.."),
        ("May 2019", "present", "since May 2019"),
        ("2020-05-08", "2020-05-04", "unknown"),
        ("2020-05-04", "later", "unknown"),
        ("5/4/2020", "2020-05-08", "unknown"),
    ],
)
def test_start_and_end(start: str, end: str, expected: str) -> None:
    """Two columns are a range; one that is the same day, a day; no end, no range."""
    column = DayColumn()
    found = span(column.read(start), column.read(end), f"{start} to {end}", end)
    assert found.text == expected
    assert bool(found.why) == (expected == "unknown")
    read(found.text)


def test_a_range_that_is_not_read_is_kept_whole() -> None:
    (event,) = imported("Start,End,Event\n2020-05-08,2020-05-04,A\n").events
    assert event["note"] == "date as given: 2020-05-08 to 2020-05-04"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("2020", "5", "4"), "2020-05-04"),
        (("2020", "May", ""), "2020-05"),
        (("2020", "", ""), "2020"),
        (("2020.0", "5.0", "4.0"), "2020-05-04"),
        (("c. 2020", "", ""), "c. 2020"),
        (("", "5", "4"), "4 May"),
        (("2020", "", "4"), "4 2020"),
        (("", "", ""), ""),
    ],
)
def test_parts_in_columns_of_their_own(parts: tuple[str, str, str], expected: str) -> None:
    """Year, month and day: as exact as they are filled; what makes no date is left for the reader to refuse."""
    assert from_parts(*parts) == expected


def test_year_month_day_columns() -> None:
    draft = imported("Year,Month,Day,Event\n2020,5,4,A\n2020,June,,B\n2020,,,C\n2020,,4,D\n,,,E\n")
    assert [event["date"] for event in draft.events] == ["2020-05-04", "2020-06", "2020", "unknown", "unknown"]
    assert [doubt.line for doubt in draft.doubts] == [5]


_CELLS = st.one_of(
    st.text(max_size=20),
    st.from_regex(r"\d{1,4}[-/. ]\d{1,4}[-/. ]?\d{0,4}", fullmatch=True),
    st.integers(0, 3_000_000).map(str),
)


@given(st.lists(_CELLS, max_size=8))
def test_no_cell_is_read_more_exactly_than_our_reader_does(cells: list[str]) -> None:
    """Whatever stands in a column, each cell becomes a date that our reader takes, or unknown."""
    column = column_of(enumerate(cells, 2), "Date", None)
    for cell in cells:
        found = column.read(cell)
        when = read(found.text)
        if cell.strip().isdigit() and len(cell.strip()) < 4 and not column.serials:
            assert when.kind == "none"
        try:
            plain = read(" ".join(cell.split()))
        except DateError:
            continue
        if not found.why:
            assert plain.precision == when.precision or when.kind == "none"


# --- columns ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Date|Event|Source|Link|Who|Notes", "date title source_outlet source_url people note"),
        ("WHEN|What happened|Outlet|URL", "date title source_outlet source_url"),
        ("day|headline|text|publisher", "date title summary source_outlet"),
        ("Start date|End Date|Title|Description|Category", "date end title summary tags"),
        ("Year|Month|Day|Event", "year month day title"),
        ("Published|Headline|Publication|Link", "source_date title source_outlet source_url"),
        ("Date|Event|Headline|Published", "date title source_title source_date"),
        ("date:|event |where?|people involved", "date title places people"),
        ("Date (UTC)|Event name|Location", "date title places"),
        ("date|title|source_outlet|source_says|because", "date title source_outlet source_says because"),
    ],
)
def test_usual_names(header: str, fields: str) -> None:
    """Whatever the case and the signs."""
    columns = recognised(header.split("|"))
    assert [field for field, _ in sorted(columns.fields.items(), key=lambda item: item[1])] == fields.split()
    assert columns.extras == {}


def test_other_columns_are_kept() -> None:
    """Under x- and their name, each once."""
    (event,) = imported("Date,Event,Fact Checked?,fact checked,,Import\n2020,A,yes,no,left,by hand\n").events
    assert {key: value for key, value in event.items() if key.startswith("x-") and key != "x-import"} == {
        "x-fact-checked": "yes",
        "x-fact-checked-2": "no",
        "x-column-5": "left",
        "x-import-2": "by hand",
    }


def test_columns_that_the_user_names() -> None:
    """--map stands above the usual names; - leaves a column out; x-… keeps one under that name."""
    draft = imported(
        "A;B;C;D;E\n2020;Talks;secret;high;https://variety.com/x\n",
        columns={"a": "date", "B": "title", "C": "-", "D": "x-trust", "E": "source_url"},
    )
    (event,) = draft.events
    assert (event["date"], event["title"], event["x-trust"]) == ("2020", "Talks", "high")
    assert event["sources"] == [{"outlet": "variety.com", "url": "https://variety.com/x"}]
    assert "secret" not in str(event)


@pytest.mark.parametrize(
    ("mapped", "said"),
    [
        ({"Whn": "date"}, 'no column "Whn"; there are: "When", "What", "Why"'),
        ({"When": "dat"}, 'no field "dat"; there are: id, date'),
        ({"When": "date", "Why": "date"}, "two columns for date"),
    ],
)
def test_columns_that_are_not_there(mapped: dict[str, str], said: str) -> None:
    """The message has the names that there are."""
    with pytest.raises(UsageError, match=said):
        imported("When,What,Why\n2020,A,B\n", columns=mapped)


def test_fields_are_those_of_our_files() -> None:
    """What --map offers, our builder takes."""
    from timeline.load.build import EVENT_KEYS, SOURCE_KEYS

    own = {f"source_{key}" for key in SOURCE_KEYS} | (EVENT_KEYS - {"sources"})
    assert set(FIELDS) - own == {"end", "year", "month", "day", "end_year", "end_month", "end_day"}
    assert own <= set(FIELDS)
    assert columns_of(sorted(own), {}).extras == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("foo,bar\n1,2\n", 'no column for the date or what happened among "foo", "bar"'),
        ("Date,bar\n1,2\n", 'no column for what happened among "Date", "bar"'),
        ("foo;Event\n1;2\n", 'no column for the date among "foo", "Event"'),
        ("Date\n2020\n", 'no column for what happened among "Date"'),
        ("\n,,\n", "no table in it"),
    ],
)
def test_a_table_without_a_date_or_an_event(text: str, said: str) -> None:
    """It is refused with the columns that were seen."""
    with pytest.raises(DataError) as error:
        imported(text)
    (problem,) = error.value.problems
    assert said in problem.message


# --- rows ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(separator: str, end: str) -> None:
    """Found by looking; cells in quotes hold separators and line ends."""
    rows = [["Date", "Event", "Notes"], ["2020", f'"Talks{separator} again"', f'"one{end}two"'], ["2021", "More", ""]]
    draft = imported(end.join(separator.join(row) for row in rows))
    assert [event["title"] for event in draft.events] == [f"Talks{separator} again".replace("\t ", " "), "More"]
    assert draft.events[0]["note"] == "one\ntwo"


@pytest.mark.parametrize(
    "data",
    [
        "Date,Event\n2020,Café “x” – naïve\n".encode(),
        codecs.BOM_UTF8 + "Date,Event\n2020,Café “x” – naïve\n".encode(),
        "Date,Event\n2020,Café “x” – naïve\n".encode("utf-16"),
        codecs.BOM_UTF16_BE + "Date\tEvent\r\n2020\tCafé “x” – naïve\r\n".encode("utf-16-be"),
        "Date;Event\n2020;Café “x” – naïve\n".encode("cp1252"),
    ],
)
def test_encodings(data: bytes) -> None:
    """UTF-8 with or without a mark, UTF-16, and Windows-1252 where nothing speaks against it."""
    assert titles(data) == ["Café “x” – naïve"]


def test_a_concluded_encoding_is_told() -> None:
    (note,) = imported("Date,Event\n2020,Café\n".encode("cp1252")).notes
    assert "Windows-1252" in note


@pytest.mark.parametrize(
    ("text", "encoding", "is_it"),
    [
        ("café créée naïve Éric ÉCOLE £5 don’t – … “x” €", "cp1252", True),
        ("Señor Ñandú, Müller Straße, à l'été", "cp1252", True),
        ("café “x”", "mac-roman", False),
        ("don’t", "mac-roman", False),
        ("naïve", "mac-roman", False),
        ("Москва", "cp1251", False),
        ("Łódź", "cp1250", False),
        ("映画", "shift-jis", False),
    ],
)
def test_which_bytes_are_windows_1252(text: str, encoding: str, is_it: bool) -> None:
    """Text of other code pages makes no words in it."""
    assert is_windows_1252(text.encode(encoding)) is is_it


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"Date,Event\n2020,caf\x8e\n", 2, 9),
        (b"Date,Event\n2020,a\0b\n", 2, 7),
        (codecs.BOM_UTF8 + b"Date,Event\n2020,caf\x81\n", 2, 9),
    ],
)
def test_what_cannot_be_decoded_is_refused_in_its_place(data: bytes, line: int, column: int) -> None:
    with pytest.raises(DataError) as error:
        imported(data)
    (problem,) = error.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("F103", line, column)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2020,,x", "no title"),
        ("2020,A,x,more", "4 cells where there are 3 columns"),
        ("Date,Event,Note", "the names of the columns again"),
        ("2019,First,", "the same as line 2"),
        ('2020,"A" b,x', "a quote within quotes"),
    ],
)
def test_rows_that_are_left_out(row: str, reason: str) -> None:
    """Each with its line and the reason; the rows after it are read."""
    draft = imported(f"Date,Event,Note\n2019,First,\n{row}\n2021,Last,\n")
    assert [event["title"] for event in draft.events] == ["First", "Last"]
    (skipped,) = draft.skipped
    assert skipped.line == 3
    assert reason in skipped.reason


@pytest.mark.parametrize("row", ["2020,A", "2020,A,", "2020,A,,", "2020,A,,,,,"])
def test_missing_and_empty_cells_at_the_end(row: str) -> None:
    """Spreadsheets drop them, and add them."""
    assert titles(f"Date,Event,Note\n{row}\n") == ["A"]


def test_blank_rows_are_nothing() -> None:
    draft = imported("Date,Event\n\n,\n  ,  \n2020,A\n\n")
    assert len(draft.events) == 1
    assert draft.skipped == ()


def test_rows_above_the_names_of_the_columns() -> None:
    """The first is the title where it stands alone; others are told."""
    draft = imported("Space film,,\n,,\nmade by,me,\nDate,Event,Source\n2020,A,Variety\n")
    assert draft.header == {"title": "Space film"}
    assert [(one.line, one.reason) for one in draft.skipped] == [(3, "above the names of the columns")]
    assert len(draft.events) == 1


def test_a_table_of_markdown() -> None:
    r"""Its delimiter row is no event, a bar behind a backslash is one of the cell (GFM 4.10), quotes are only quotes."""
    draft = imported('| Date | Event |\n|------|:-----:|\n| 2020 | A \\| B |\n| 2021 | "C" said |\n', "s.md")
    assert [(event["date"], event["title"]) for event in draft.events] == [("2020", "A | B"), ("2021", '"C" said')]
    assert draft.skipped == draft.doubts == ()
    assert titles("Date|Event\n2020|C:\\\n") == ["C:\\"]


def test_the_separator_that_excel_names() -> None:
    draft = imported("sep=|\nDate|Event\n2020|A, b; c\n")
    assert (draft.header, draft.skipped, draft.events[0]["title"]) == ({}, (), "A, b; c")


def test_a_quote_that_is_never_closed_is_refused() -> None:
    """Nothing after it can be trusted."""
    with pytest.raises(DataError) as error:
        imported('Date,Event\n2019,A\n2020,"B\n2021,C\n')
    (problem,) = error.value.problems
    assert (problem.code, problem.place.line) == ("F109", 3)


def test_text_is_plain_and_guards_are_taken_off() -> None:
    """HTML is text, a title is one line, an apostrophe before a formula is not the author's."""
    (event,) = imported('Date,Event,Description\n2020,"\'=SUM &amp; <b>more</b>\ntext","<p>one</p><p>two</p>"\n').events
    assert (event["title"], event["summary"]) == ("=SUM & more text", "one\ntwo")


def test_text_that_a_spreadsheet_marks_as_text() -> None:
    """`="2020-05-04"` is how some programs keep a cell from being counted with."""
    (event,) = imported('Date,Event\n"=""2020-05-04""","=""say """"A"""""""\n').events
    assert (event["date"], event["title"]) == ("2020-05-04", 'say "A"')


def test_a_description_serves_as_a_title() -> None:
    draft = imported('Date,Description\n2020,Talks fade\n2021,"First line\nand more"\n')
    assert [(event["title"], event.get("summary")) for event in draft.events] == [
        ("Talks fade", None),
        ("First line", "First line\nand more"),
    ]
    assert draft.notes == ('2 rows without a title: the first line of "Description" is the title',)


@pytest.mark.parametrize(
    ("cell", "field", "expected"),
    [
        ("Tom Cruise; Doug Liman", "people", ["Tom Cruise", "Doug Liman"]),
        ("Tom Cruise\nDoug Liman", "people", ["Tom Cruise", "Doug Liman"]),
        ("Tom Cruise, Doug Liman", "people", ["Tom Cruise", "Doug Liman"]),
        ("Cruise, Tom", "people", ["Cruise, Tom"]),
        ("Robert Downey, Jr., Doug Liman", "people", ["Robert Downey, Jr.", "Doug Liman"]),
        ("Tom Cruise, Madonna", "people", ["Tom Cruise, Madonna"]),
        ("NASA, SpaceX", "orgs", ["NASA", "SpaceX"]),
        ("Acme, Inc., NASA", "orgs", ["Acme, Inc.", "NASA"]),
        ("a, b,a,", "tags", ["a", "b"]),
        ("Los Angeles, California", "places", ["Los Angeles, California"]),
        ("The Good, the Bad", "works", ["The Good, the Bad"]),
        (r"semi\;colon; two", "tags", ["semi;colon", "two"]),
    ],
)
def test_lists(cell: str, field: str, expected: list[str]) -> None:
    """Semicolons and line ends part items, commas where no name can be torn."""
    assert items(cell, field) == expected


@pytest.mark.parametrize(
    ("source", "link", "sources"),
    [
        ("Deadline", "https://deadline.com/x", [("Deadline", "https://deadline.com/x")]),
        ("Deadline", "", [("Deadline", None)]),
        ("", "https://www.variety.com/x", [("variety.com", "https://www.variety.com/x")]),
        ("https://variety.com/x", "", [("variety.com", "https://variety.com/x")]),
        ("Deadline (https://deadline.com/x)", "", [("Deadline", "https://deadline.com/x")]),
        ("Deadline; Variety", "", [("Deadline", None), ("Variety", None)]),
        (
            "Deadline; Variety",
            "https://a.com https://b.com",
            [("Deadline", "https://a.com"), ("Variety", "https://b.com")],
        ),
        ("Deadline", "https://a.com, https://b.com.", [("Deadline", "https://a.com"), ("Deadline", "https://b.com")]),
        ("A; B", "https://c.com/1", [("A", None), ("B", None), ("c.com", "https://c.com/1")]),
        ("Variety", "variety.com/x", [("Variety", "variety.com/x")]),
        (
            "Variety; Deadline",
            "https://a.com/1;https://b.com/2",
            [("Variety", "https://a.com/1"), ("Deadline", "https://b.com/2")],
        ),
        (
            "Variety",
            "https://a.com/1,https://b.com/2",
            [("Variety", "https://a.com/1"), ("Variety", "https://b.com/2")],
        ),
        (
            "Variety, Deadline",
            "https://a.com/1 https://b.com/2",
            [("Variety", "https://a.com/1"), ("Deadline", "https://b.com/2")],
        ),
        ("Variety, Deadline", "https://a.com/1", [("Variety, Deadline", "https://a.com/1")]),
        (
            "Acme, Inc.",
            "https://a.com/1 https://b.com/2",
            [("Acme, Inc.", "https://a.com/1"), ("Acme, Inc.", "https://b.com/2")],
        ),
    ],
)
def test_sources(source: str, link: str, sources: list[tuple[str, str | None]]) -> None:
    """Outlets and addresses, paired where they can be; an address alone is known by its site."""
    (event,) = imported(f'Date,Event,Source,Link\n2020,A,"{source}","{link}"\n').events
    assert [(one["outlet"], one.get("url")) for one in event["sources"]] == sources


_LINK = '"=HYPERLINK(""https://variety.com/a,b""{}""{}"")"'


@pytest.mark.parametrize(
    ("title", "source", "link", "expected", "sources"),
    [
        ("A", _LINK.format(",", "Variety"), "", "A", [("Variety", "https://variety.com/a,b")]),
        ("A", _LINK.format(";", "Variety"), "", "A", [("Variety", "https://variety.com/a,b")]),
        ("A", _LINK.format(", ", "A B"), "", "A", [("A B", "https://variety.com/a,b")]),
        ("A", _LINK.format(",", "Variety"), "https://variety.com/a", "A",
         [("Variety", "https://variety.com/a"), ("Variety", "https://variety.com/a,b")]),
        ("A", "", _LINK.format(",", "Variety"), "A", [("Variety", "https://variety.com/a,b")]),
        ("A", "", _LINK.format(",", "Link"), "A", [("variety.com", "https://variety.com/a,b")]),
        ("A", "Deadline", _LINK.format(",", "Read more"), "A", [("Deadline", "https://variety.com/a,b")]),
        ("A", "Deadline", '"=hyperlink(""https://a.com"")"', "A", [("Deadline", "https://a.com")]),
        (_LINK.format(",", "The film"), "Variety", "", "The film", [("Variety", "https://variety.com/a,b")]),
        (_LINK.format(",", "The film"), "", "https://a.com/x", "The film", [("a.com", "https://a.com/x")]),
    ],
)  # fmt: skip
def test_links_as_formulas(title: str, source: str, link: str, expected: str, sources: list[tuple[str, str]]) -> None:
    """Spreadsheets keep a link as a formula of its address and its words; no column of ours loses either."""
    (event,) = imported(f"Date,Event,Source,Link\n2020,{title},{source},{link}\n").events
    assert event["title"] == expected
    assert [(one["outlet"], one.get("url")) for one in event["sources"]] == sources


def test_a_link_in_another_column_keeps_both() -> None:
    (event,) = imported(f"Date,Event,Seen\n2020,A,{_LINK.format(',', 'Variety')}\n").events
    assert event["x-seen"] == "Variety https://variety.com/a,b"


def test_what_makes_no_source_is_kept() -> None:
    """A publication date without an outlet, words in a column of addresses: nothing is lost."""
    (event,) = imported("Date,Event,Published,Link\n2020,A,2020-05-04,see the file\n").events
    assert "sources" not in event
    assert (event["x-published"], event["x-link"]) == ("2020-05-04", "see the file")


def test_publication_dates() -> None:
    """One that cannot be read goes to the note; where nothing else is dated it is the date, and that is told."""
    draft = imported("Date,Event,Source,Published\n2020,A,Variety,2020-05-04\n2020,B,Variety,soon\n")
    assert draft.events[0]["sources"] == [{"outlet": "Variety", "date": "2020-05-04"}]
    assert draft.events[1]["note"] == "source date as given: soon"
    alone = imported("Headline,Published,Outlet\nA,2020-05-04,Variety\n")
    assert (alone.events[0]["date"], alone.events[0]["sources"][0]["date"]) == ("2020-05-04", "2020-05-04")
    assert alone.notes == ('no column tells when it happened; "Published" is taken for the date',)


def test_addresses_and_sites() -> None:
    assert addresses("see https://a.com/x(1) now") == (["https://a.com/x(1)"], "see now")
    assert addresses("https://a.com/x;https://b.com/y,https://c.com/z") == (
        ["https://a.com/x", "https://b.com/y", "https://c.com/z"],
        "",
    )
    assert addresses("https://a.com/1,2;3") == (["https://a.com/1,2;3"], "")
    assert site_of("https://user@www.Variety.com:80/x?y") == "variety.com"


@pytest.mark.parametrize(
    ("says", "stance"),
    [
        ("Reported", "reports"),
        ("confirmed", "confirms"),
        ("Confirmation", "confirms"),
        ("rumor", "rumours"),
        ("Rumors", "rumours"),
        ("rumored", "rumours"),
        ("rumoured", "rumours"),
        ("Planned", "plans"),
        ("Denied", "denies"),
        ("denial.", "denies"),
        ("DENY", "denies"),
        ("correction", "corrects"),
        ("Retracted", "retracts"),
        ("n/a", None),
        ("", None),
    ],
)
def test_stances_in_their_usual_forms(says: str, stance: str | None) -> None:
    draft = imported(f"Date,Title,Source,Says\n2020,A,Variety,{says}\n")
    assert draft.events[0]["sources"] == [{"outlet": "Variety"} | ({"says": stance} if stance else {})]
    assert draft.doubts == ()


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("Confirmed", "confirmed"),
        ("Rumored", "rumoured"),
        ("rumor", "rumoured"),
        ("denial", "denied"),
        ("Disputed", "disputed"),
        ("retraction", "retracted"),
        ("-", None),
    ],
)
def test_statuses_in_their_usual_forms(cell: str, status: str | None) -> None:
    draft = imported(f"Date,Title,Status\n2020,A,{cell}\n")
    assert draft.events[0].get("status") == status
    assert draft.doubts == ()


def test_words_that_are_none_of_ours_are_told_and_kept() -> None:
    """A status or a stance of another vocabulary is no report that nobody hears of: the line, the word, the reason."""
    draft = imported("Date,Event,Status,Source,Stance,Background\n2020,A,,V,debunked,maybe\n2021,B,Done,V,,yes\n")
    (one, two) = draft.events
    assert (one["sources"], one["note"], one["x-background"]) == (
        [{"outlet": "V"}],
        "stance as given: debunked",
        "maybe",
    )
    assert (two.get("status"), two["note"], two["background"]) == (None, "status as given: Done", "true")
    kept = "not read, kept in the note: none of"
    assert [(doubt.line, doubt.what, doubt.reason) for doubt in draft.doubts] == [
        (2, "A", f"stance {kept} {', '.join(STANCES)}; the source counts as a report"),
        (3, "B", f"status {kept} {', '.join(STATUSES)}"),
    ]


# --- identity -----------------------------------------------------------------------------------------------------


def test_rows_are_known_again() -> None:
    """x-import does not hang on the other rows, on options or on the columns that say more."""
    one = imported("Date,Event\n2/3/2020,A\n")
    other = imported("Note,Date,Event\nx,2021,B\ny,2/3/2020,A\n", day_first=True)
    assert one.events[0]["x-import"] == other.events[1]["x-import"]
    again = imported("Date,Event,Note\n2020,A,x\n2020,A,y\n").events
    assert again[1]["x-import"] == again[0]["x-import"] + "-2"


def test_ids_of_words_are_kept_and_numbers_are_not() -> None:
    events = imported("ID,Date,Event\n1,2020,A\nb-two,2020,B\nb-two,2020,C\n").events
    assert [(event.get("id"), event.get("x-id")) for event in events] == [
        (None, "1"),
        ("b-two", None),
        (None, "b-two"),
    ]
    assert events[1]["x-import"] == "csv:b-two"


def test_ids_are_made_from_titles_and_unique() -> None:
    draft = imported("ID,Date,Event\n,2020,Talks fade\n,2021,Talks fade\ntalks-fade-2,2022,Other\n")
    assert [event.id for event in settled(draft, "s.csv").chronology.events] == [
        "talks-fade", "talks-fade-3", "talks-fade-2",
    ]  # fmt: skip


def test_references_to_what_is_not_there_are_kept_in_the_note() -> None:
    """A date that our reader takes, but the chronology does not hold, is told as any other."""
    draft = imported("Date,Event\nafter @nobody,A\nafter @b,C\n2020,B\n")
    found = settled(draft, "s.csv")
    assert [event.date.text for event in found.chronology.events] == ["unknown", "after @b", "2020"]
    assert found.chronology.events[0].note == "date as given: after @nobody"
    assert [doubt.what for doubt in found.doubts] == ["A"]


def test_kinds_are_asked_before_any_table() -> None:
    """csv, and what is looser still, come last."""
    assert kind_of(Input("a.csv", b"Date,Event\n2020,A\n")) == "csv"
    assert kind_of(Input("a.txt", b"Date|Event\n2020|A\n")) == "csv"
    assert kind_of(Input("a.csv", b"id,date,title,source_outlet\n,2020,A,V\n")) == "timeline"
    assert {"csv", "timeline"} <= set(names())


@given(st.binary(max_size=300) | st.text("Date,Event\n\"';2019/-\t|é", max_size=120).map(str.encode))
def test_any_bytes_are_a_draft_or_a_refusal(data: bytes) -> None:
    """No input ends otherwise, and every draft becomes a sound chronology with nothing lost in between."""
    given = Input("s.csv", data)
    try:
        draft = importer.read(given, Options())
    except (DataError, UsageError):
        return
    found = settled(draft, "s.csv")
    assert len(found.chronology.events) == len(draft.events)
    assert len({event.id for event in found.chronology.events}) == len(draft.events)
