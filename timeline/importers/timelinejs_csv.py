"""`timelinejs-csv`: the spreadsheet of TimelineJS as CSV or TSV, also with the column names of older templates."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from timeline.importers import Draft, Input, Options
from timeline.importers._drafting import Drafting
from timeline.importers._json import refused, text_of
from timeline.importers._timelinejs_slides import Media, Moment, Slide, add, old_moment

SUMMARY = "TimelineJS: its spreadsheet as CSV"

_KINDS = {"title": "title", "start": "title", "era": "era"}
"""What stands in the column Type; "start" is what older templates called the title."""


def looks_like(given: Input) -> bool:
    """Whether the first row has its columns: a headline, and a year or a start date."""
    first = text_of(given)[:10_000]
    try:
        rows = list(csv.reader(io.StringIO(first.partition("\n")[0]), delimiter=_separator(first)))
    except csv.Error:
        return False
    return bool(rows) and _is_head(rows[0])


def _is_head(row: list[str]) -> bool:
    names = set(map(_name, row))
    return "headline" in names and bool(names & {"year", "start date"})


def read(given: Input, options: Options) -> Draft:
    """Title, eras and events, a row each.

    Raises:
        DataError: It is no CSV, or its first row does not have the columns.
    """
    drafting = Drafting("timelinejs-csv")
    rows = _rows(given)
    names: list[str] = []
    for _, row in rows:
        if any(row):
            names = list(map(_name, row))
            break
    if not _is_head(names):
        message = "the first row does not name the columns of TimelineJS"
        raise refused(given, "F104", message, "Begin with: Year,Month,Day,Time,End Year,…,Headline,Text")
    for line, row in rows:
        if any(cell.strip() for cell in row):
            cells = dict(reversed(list(zip(names, map(str.strip, row), strict=False))))
            add(drafting, _slide(line, cells))
    return drafting.draft()


def _rows(given: Input) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins."""
    text = given.text
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise refused(given, "F109", f"not valid CSV: {error}", "Save the sheet anew as CSV") from error
        yield line, row


def _separator(text: str) -> str:
    line = text.lstrip().partition("\n")[0]
    return "\t" if line.count("\t") > line.count(",") else ","


def _name(cell: str) -> str:
    return " ".join(cell.lower().replace("_", " ").split())


_LEFT = (
    ("media thumbnail", "thumbnails of media"),
    ("media link", "links of media"),
    ("background", "backgrounds of slides"),
)


def _slide(line: int, cells: dict[str, str]) -> Slide:
    def cell(name: str) -> str:
        return cells.get(name, "")

    def moment(lead: str, old: str) -> Moment:
        year, month, day, time = (_part(name, cell(f"{lead}{name}")) for name in ("year", "month", "day", "time"))
        parts = Moment(year, month, day, time)
        return parts if parts.is_given else old_moment(cell(old))

    tags = tuple(filter(None, (cell("tag"),)))
    return Slide(
        line, _KINDS.get(cell("type").lower(), ""), cell("unique id"), moment("", "start date"),
        moment("end ", "end date"), cell("display date"), cell("headline"), cell("text"), cell("group"), tags,
        Media(cell("media"), cell("media credit"), cell("media caption"), cell("alt text")),
        tuple(what for name, what in _LEFT if cell(name)),
    )  # fmt: skip


def _part(name: str, text: str) -> str:
    """A cell of a date; a month or a day that is 0 is one that is not given."""
    return "" if name in ("month", "day") and text.strip("0") == "" else text
