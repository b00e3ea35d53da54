"""Dates as spreadsheets hold them: a column is looked at whole first, then each cell is put into our date language.

Nothing is guessed: 02/03/2020 has two readings until the user, the column's name or another row of it says which; a
bare number is a day's serial only in a column of such numbers.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from timeline.dates import Context, DateError, iso, read
from timeline.dates.days import month_length, ordinal
from timeline.dates.edtf_text import edtf_of
from timeline.dates.names import MONTH_NUMBERS, MONTHS
from timeline.printable import counted
from timeline.records import NamedTuple

UNKNOWN = "unknown"

_NOTHING = frozenset(("", "-", "--", "–", "—", "?", "??", "n/a", "n.a.", "na", "none", "null", "nan", "nat", "no date",
                      "not known", "unknown", "undated", "n.d."))  # fmt: skip
_SAID_UNKNOWN = frozenset(("?", "??", "not known", "unknown"))
"""Of those above, what says that there is an end that nobody knows."""
_ONGOING = frozenset(("ongoing", "present", "now", "current", "to date", "..", "…", "still"))

_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})|([-/.])(\d{1,2})\3(\d{1,2}))").fullmatch
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})").fullmatch
_COMPACT = re.compile(r"((?:1[89]|2[01])\d\d)(\d\d)(\d\d)").fullmatch
_NUMBER = re.compile(r"(\d{1,7})(?:\.(\d+))?").fullmatch
_YEAR_AS_NUMBER = re.compile(r"(\d{4})\.0+").fullmatch
_MONTH_AND_TWO_DIGITS = re.compile(r"([A-Za-z]{3,9})[-/](\d\d)").fullmatch
_TIME = re.compile(
    r"(?<=[\d,])(?:T|,?\s+(?:at\s+)?)(\d{1,2}(?::\d\d){1,2}(?:[.,]\d+)?(?:\s*[AaPp]\.?[Mm]\.?)?"
    r"(?:\s*(?:Z|UTC|GMT|[A-Z]{2,4}T|[+-]\d\d:?\d\d))?|\d{1,2}\s*[AaPp]\.?[Mm]\.?)$"
).search
_MIDNIGHT = re.compile(r"0?0:00(?::00)?(?:\.0+)?(?:Z|\+00:?00)?|12:00(?::00)?\s*AM").fullmatch

_LAST_SERIAL = 2958465  # 31 December 9999
_FIRST_LIKELY_SERIAL = 10_000  # May 1927: what has fewer digits may be a year
_DAY_ZERO = ordinal(1899, 12, 30)
_PLAIN = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?").fullmatch


class Cell(NamedTuple):
    """A cell read: the date in our language, the time of day that stood with it, and why it could not be read.

    Where `why` says something, `text` is `unknown`.
    """

    text: str
    time: str = ""
    why: str = ""


class DayColumn(NamedTuple):
    """What a column as a whole says of its cells.

    Attributes:
        day_first: How 02/03/2020 is meant; None where nothing says so.
        serials: Whether its numbers are days counted from 1900.
        note: A sentence for the user, empty where there is nothing to say.
    """

    day_first: bool | None = None
    serials: bool = False
    note: str = ""

    def read(self, cell: str) -> Cell:
        """The date of a cell; `unknown` without a reason where it holds no date at all."""
        return _cell(self, cell)

    def date_of(self, text: str) -> str:
        """Our spelling of a date.

        Raises:
            DateError: It has none, or more than one.
        """
        if _PLAIN(text) is None or (self.serials and len(text) == 4):
            text = self._tidied(text)
        read(text, _CONTEXT)
        return text

    def _tidied(self, text: str) -> str:
        if found := _ISO(text):
            parts = (found[1], found[2] or found[4], found[5])
            return "-".join(part.zfill(2) for part in parts if part)
        if found := _NUMERIC(text):
            return self._numeric(text, int(found[1]), int(found[3]), found[4])
        if found := _COMPACT(text):
            return "-".join(found.groups())
        if (found := _YEAR_AS_NUMBER(text)) and not self.serials:
            return found[1]
        if found := _NUMBER(text):
            return self._serial(text, int(found[1]))
        found = _MONTH_AND_TWO_DIGITS(text)
        if found and found[1].lower() in MONTH_NUMBERS:
            raise DateError("D103", f'"{text}" has more than one reading: a day of a month, or a month of a year')
        return text

    def _numeric(self, text: str, first: int, second: int, year: str) -> str:
        if first > 12 or second > 12 or first == second:
            day, month = (first, second) if first > 12 else (second, first)
        elif self.day_first is None:
            raise DateError("D103", f'"{text}" has more than one reading')
        else:
            day, month = (first, second) if self.day_first else (second, first)
        if not _is_day(int(year), month, day):
            raise DateError("D102", f'"{text}" is no day of the calendar')
        return f"{year}-{month:02}-{day:02}"

    def _serial(self, text: str, number: int) -> str:
        """Day 1 is 1 January 1900; day 60 is a 29 February 1900 that there was not, so that 61 is 1 March."""
        if not self.serials:
            return text
        if 1000 <= number < _FIRST_LIKELY_SERIAL:
            raise DateError("D103", f'"{text}" among numbers of days is a year or the number of a day')
        if number == 60 or not 1 <= number <= _LAST_SERIAL:
            raise DateError("D101", f'"{text}" is the number of no day')
        return iso(_DAY_ZERO + number + (number < 60))


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


_CONTEXT = Context()


@lru_cache(maxsize=1 << 15)
def _cell(column: DayColumn, cell: str) -> Cell:
    text = " ".join(cell.split())
    if text.lower() in _NOTHING:
        return Cell(UNKNOWN)
    text, time = _without_time(text)
    if column.serials and (number := _NUMBER(text)) and number[2]:
        time = _share_of_day(number[2])
    try:
        return Cell(column.date_of(text), time)
    except DateError as error:
        return Cell(UNKNOWN, "", error.message)


def column_of(cells: Iterable[tuple[int, str]], name: str, day_first: bool | None) -> DayColumn:
    """What the cells of a column, each with its line, say together.

    Args:
        cells: All of them.
        name: The column's, for the sentences.
        day_first: What the user or the column's name says; None leaves it to the cells.
    """
    proofs: dict[bool, tuple[int, str]] = {}
    doubtful: list[tuple[int, str]] = []
    filled = serials = unclear = 0
    for line, cell in cells:
        text = cell.strip()
        if not text or _PLAIN(text) is not None:
            filled += bool(text)
            continue
        if text.lower() in _NOTHING:
            continue
        filled += 1
        text, _ = _without_time(text)
        if number := _NUMBER(text):
            is_likely = _FIRST_LIKELY_SERIAL <= int(number[1]) <= _LAST_SERIAL
            serials += is_likely
            filled -= not is_likely and len(number[1]) < 4  # no year either: it says nothing of the others
        elif found := _NUMERIC(text):
            first, second = int(found[1]), int(found[3])
            if first <= 12 and second <= 12:
                unclear += first != second
                if first != second and not doubtful:
                    doubtful.append((line, text))
            elif _is_day(int(found[4]), min(first, second), max(first, second)):
                proofs.setdefault(first > 12, (line, text))
    is_serial = serials * 2 > filled
    notes = [f'column "{name}": {serials} numbers are read as days counted from 1900, as Excel counts'] * is_serial
    if unclear and day_first is None:
        day_first, note = _order(proofs, doubtful[0], unclear)
        notes.append(f'column "{name}": {note}')
    return DayColumn(day_first, is_serial, "; ".join(notes))


def _order(
    proofs: dict[bool, tuple[int, str]], example: tuple[int, str], unclear: int
) -> tuple[bool | None, str]:  # fmt: skip
    """Whether days stand first by what other rows show, and the sentence that says so."""
    dates = f"{counted(unclear, 'date')} such as {example[1]} (line {example[0]})"
    if len(proofs) == 1:
        ((day_first, (line, proof)),) = proofs.items()
        return day_first, f"{dates} read with the {'day' if day_first else 'month'} first, as {proof} on line {line} is"
    remedy = "say --day-first or --month-first"
    if proofs:
        shown = " and ".join(f"{proof} (line {line})" for line, proof in sorted(proofs.values()))
        return None, f"{dates} not read, for there are both {shown}; {remedy}"
    return None, f"{dates} not read, for {'they have' if unclear > 1 else 'it has'} two readings; {remedy}"


def _without_time(text: str) -> tuple[str, str]:
    """The text without the time of day at its end, and that time; midnight, which spreadsheets add, is none."""
    if ":" not in text and text[-1:] not in "mM.":
        return text, ""
    found = _TIME(text)
    if found is None:
        return text, ""
    return text[: found.start()].rstrip(" ,"), "" if _MIDNIGHT(found[1].upper()) else found[1]


def _share_of_day(decimals: str) -> str:
    """The time that the decimals of a serial stand for, to the minute; empty for midnight."""
    minutes = min(round(float(f"0.{decimals}") * 1440), 1439)
    return f"{minutes // 60:02}:{minutes % 60:02}" if minutes else ""


# --- several cells ------------------------------------------------------------------------------------------------


def from_parts(year: str, month: str, day: str) -> str:
    """A date whose parts stand in columns of their own, as one text; empty where there is no part."""
    year, month, day = (re.sub(r"^(\d+)\.0+$", r"\1", part.strip()) for part in (year, month, day))
    year, month, day = ("" if part.lower() in _NOTHING else part for part in (year, month, day))
    if not (year or month or day):
        return ""
    number = MONTH_NUMBERS.get(month.lower().rstrip("."), 0)
    if not number and month.isascii() and month.isdigit() and len(month) < 3:
        number = int(month)
    if len(year) == 4 and year.isdigit() and (number or not (month or day)) and (day.isdigit() or not day):
        return "-".join(part for part in (year, f"{number:02}" if number else "", day and day.zfill(2)) if part)
    if number and not year:
        month = MONTHS[number - 1] if number <= 12 else month
    return " ".join(part for part in (day, month, year) if part)


def span(start: Cell, end: Cell, given: str, end_given: str) -> Cell:
    """The dates of two columns as one: a day where both are the same day, else a range.

    Args:
        start: As read.
        end: As read.
        given: Both as they stood, for the message.
        end_given: The end as it stood: "ongoing" is an open end, "?" an unknown one, an empty cell none.
    """
    if end_given.strip().lower() in _ONGOING and not start.why and start.text != UNKNOWN:
        return _first_that_reads((f"{start.text}/..", f"since {start.text}"), start, given)
    if start.why or end.why:
        return Cell(UNKNOWN, "", start.why or end.why)
    if end.text == UNKNOWN:
        if start.text != UNKNOWN and end_given.strip().lower() in _SAID_UNKNOWN:
            return _first_that_reads((f"{start.text}/", f"{edtf_of(read(start.text, _CONTEXT))}/"), start, given)
        return start
    if start.text == UNKNOWN:
        return _first_that_reads((f"../{end.text}", f"../{edtf_of(read(end.text, _CONTEXT))}"), end, given)
    if start.text == end.text and read(end.text, _CONTEXT).precision == "day":
        return start
    return _first_that_reads((f"{start.text}/{end.text}", f"from {start.text} to {end.text}"), start, given)


def _first_that_reads(texts: Iterable[str], start: Cell, given: str) -> Cell:
    why = ""
    for text in texts:
        try:
            if read(text, _CONTEXT).kind == "span":
                return Cell(text, start.time)
        except DateError as error:
            why = error.message if error.code == "D105" else why
    return Cell(UNKNOWN, "", why or f'"{given}" cannot be written as one date')
