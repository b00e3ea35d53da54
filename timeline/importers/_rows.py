"""Rows of a spreadsheet to drafts of events, once it is known which column says what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from timeline import keys
from timeline.importers import Draft, Options, Record, Skipped
from timeline.importers._columns import Columns, columns_of, day_first_by
from timeline.importers._daycells import UNKNOWN, Cell, DayColumn, column_of, from_parts, span
from timeline.importers._linkcells import linked, put_links
from timeline.importers._sheet import Row
from timeline.importers._stance_words import stance_of, status_of
from timeline.importers._textcells import (
    COMMAS,
    GUARDS,
    addresses,
    bare,
    by_commas,
    items,
    line_of,
    site_of,
    text_of,
)
from timeline.model import STANCES, STATUSES
from timeline.printable import counted

_DAYS = ("date", "end", "source_date", "source_accessed")
_YES = frozenset(("true", "yes", "y", "1", "x", "on"))
_NAME = re.compile(r"[^\W\d_][\w.-]*|\d+[-.][\w.-]*").fullmatch
_LONGEST_SHOWN = 60

Cells = Mapping[str, str]
"""The text of a row's cells, by our field."""


class Reader:
    """Reads the rows of one table: `look` at them all, then `draft`."""

    def __init__(self, columns: Columns, options: Options) -> None:
        self.columns = columns
        self.fields = columns.fields
        self.options = options
        self.days: dict[str, DayColumn] = {}
        self.notes: list[str] = []
        self.counts: Counter[str] = Counter()
        self.doubts: list[Skipped] = []
        self._rows: dict[int, int] = {}  # the line of each row, by what it says
        self._keys: dict[str, int] = {}
        self._ids: set[str] = set()
        # Where our columns of sources make no source, their cells are kept under the names that they have.
        self._own = columns_of([f"x-{name}" for name in columns.header], {}).extras
        self._about = {field: field[7:] for field in self.fields if field[:7] == "source_" and field != "source_outlet"}
        self._numbers = tuple(self.fields.items())
        self._read: dict[tuple[str, str], Cell] = {}
        self._lists = tuple(field for field in keys.LISTS if field in self.fields)
        self._has_words = not {"group", "because", "note", "status", "background"}.isdisjoint(self.fields)
        self._is_long = bool({"end", "end_year"} & self.fields.keys())
        self._published = not {"date", "year", "end"} & self.fields.keys() and "source_date" in self.fields

    # --- the table as a whole -------------------------------------------------------------------------------------

    def look(self, rows: Iterable[Row]) -> None:
        """Learns from all rows how the columns of dates are meant."""
        cells: dict[str, list[tuple[int, str]]] = {field: [] for field in _DAYS if field in self.fields}
        for row in rows:
            for field, found in cells.items():
                number = self.fields[field]
                if number < len(row.cells) and row.cells[number]:
                    found.append((row.line, bare(row.cells[number])))
        for field, found in cells.items():
            name = self.columns.name(field)
            said = self.options.day_first
            column = column_of(found, name, day_first_by(name) if said is None else said)
            self.days[field] = column
            if column.note:
                self.notes.append(column.note)

    def draft(self, rows: Iterable[Row]) -> Draft:
        """The events, what was left out and why, and what the user should know."""
        events: list[Record] = []
        skipped: list[Skipped] = []
        for row in rows:
            found = self.record(row)
            if isinstance(found, Skipped):
                skipped.append(found)
            else:
                events.append(found)
        return Draft(
            tuple(events), skipped=tuple(skipped), notes=(*self.notes, *self._counted()), doubts=tuple(self.doubts)
        )

    def _counted(self) -> list[str]:
        """What was concluded for more than one row, a sentence each."""
        said = []
        if self._published:
            said.append(f'no column tells when it happened; "{self.columns.name("source_date")}" is taken for the date')
        if n := self.counts["undated"]:
            said.append(f"{_rows(n)} without a date: it is unknown")
        if n := self.counts["title"]:
            said.append(f'{_rows(n)} without a title: the first line of "{self.columns.name("summary")}" is the title')
        for field in COMMAS:
            if n := self.counts[field]:
                said.append(f'column "{self.columns.name(field)}": {_rows(n)} read as lists with commas')
        if n := self.counts["site"]:
            said.append(f"{counted(n, 'source')} without the name of an outlet: the site stands for it")
        return said

    # --- a row ----------------------------------------------------------------------------------------------------

    def record(self, row: Row) -> Record | Skipped:
        """The event that a row tells of, or why there is none."""
        refusal = self._refusal(row)
        if refusal:
            return Skipped(row.line, _shown(row.cells), refusal)
        cells = self._cells(row)
        title, summary = self._title(cells)
        if not title:
            return Skipped(row.line, _shown(row.cells), "no title")
        date, given = self._date(cells)
        record: Record = {"date": date.text, "title": title}
        self._identify(record, cells, given, title)
        if summary:
            record["summary"] = summary
        self._texts(record, row.line, cells)
        sources, kept = self._sources(cells)
        if kept or self.columns.extras:
            self._extras(record, row, cells, kept)
        if date.text == UNKNOWN and not date.why:
            self.counts["undated"] += 1
        if date.time:
            record.setdefault("x-time", date.time)
        if date.why:
            self._doubt(record, row.line, "date", given, date.why)
        if sources:
            self._source_date(record, row.line, cells, sources)
            if (says := cells.get("source_says", "")) and stance_of(says) is None:
                why = f"none of {', '.join(STANCES)}; the source counts as a report"
                self._doubt(record, row.line, "stance", line_of(says), why)
            record["sources"] = sources
        return record

    def _refusal(self, row: Row) -> str:
        if row.fault:
            return row.fault
        columns = len(self.columns.header)
        if len(row.cells) > columns and any(cell.strip() for cell in row.cells[columns:]):
            return f"{len(row.cells)} cells where there are {columns} columns"
        if row.cells[0] == self.columns.header[0] and _stripped(row.cells) == _stripped(self.columns.header):
            return "the names of the columns again"
        line = self._rows.setdefault(hash(tuple(row.cells)), row.line)
        return f"the same as line {line}" if line != row.line else ""

    def _cells(self, row: Row) -> Cells:
        """What stands in the columns that are fields of ours; an empty cell is none."""
        cells = row.cells
        filled = len(cells)
        found: dict[str, str] = {}
        links: dict[str, tuple[str, str]] = {}
        for field, number in self._numbers:
            if number < filled and (text := cells[number].strip()):
                if text[0] in GUARDS:
                    if link := linked(text):
                        links[field] = link
                    text = bare(text)
                if text:
                    found[field] = text
        if links:
            put_links(found, links)
        return found

    def _title(self, cells: Cells) -> tuple[str, str]:
        """Title and summary; without a title the first line of the summary is one."""
        title, summary = line_of(cells.get("title", "")), cells.get("summary", "")
        if summary:
            summary = text_of(summary)
        if title or not summary:
            return title, summary
        self.counts["title"] += 1
        first = line_of(summary.split("\n", 1)[0])
        return first, "" if first == summary else summary

    def _date(self, cells: Cells) -> tuple[Cell, str]:
        """When it happened, and the cells as they stood."""
        start, given = self._day(cells, "date", "")
        if self._published:
            return self._day(cells, "source_date", "")
        end, end_given = self._day(cells, "end", "end_") if self._is_long else (start, "")
        if not end_given:
            return start, given
        both = f"{given} to {end_given}" if given else f"to {end_given}"
        return span(start, end, both, end_given), both

    def _day(self, cells: Cells, field: str, split: str) -> tuple[Cell, str]:
        """A date that stands in one column, else in those of its parts."""
        given = line_of(cells.get(field, ""))
        if not given and f"{split}year" in self.fields:
            given = from_parts(*(cells.get(f"{split}{part}", "") for part in ("year", "month", "day")))
        found = self._read.get((field, given))
        if found is None:
            found = self._read[field, given] = self.days.get(field, _NO_COLUMN).read(given)
        return found, given

    def _identify(self, record: Record, cells: Cells, given: str, title: str) -> None:
        """Its id where the table has one of words, and by which this row is known when it is imported again."""
        identity = cells.get("id", "")
        if identity and _NAME(identity) and identity not in self._ids:
            self._ids.add(identity)
            record["id"] = key = identity
        else:
            if identity:
                record["x-id"] = identity
            said = "\0".join((given, title, cells.get("source_url", "")))
            key = blake2b(said.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
        n = self._keys[key] = self._keys.get(key, 0) + 1
        record["x-import"] = f"csv:{key}" if n == 1 else f"csv:{key}-{n}"

    def _texts(self, record: Record, line: int, cells: Cells) -> None:
        for field in self._lists:
            if field in cells and (found := items(cells[field], field)):
                record[field] = found
                if len(found) > 1 and ";" not in cells[field] and "\n" not in cells[field]:
                    self.counts[field] += 1
        if not self._has_words:
            return
        for field in ("group", "because"):
            if field in cells:
                record[field] = line_of(cells[field])
        if "note" in cells:
            record["note"] = text_of(cells["note"])
        if "status" in cells:
            status = status_of(cells["status"])
            if status:
                record["status"] = status
            elif status is None:
                self._doubt(record, line, "status", line_of(cells["status"]), f"none of {', '.join(STATUSES)}")
        if "background" in cells:
            is_yes = cells["background"].lower() in _YES
            record["background" if is_yes else "x-background"] = "true" if is_yes else cells["background"]

    def _extras(self, record: Record, row: Row, cells: Cells, kept: Sequence[str]) -> None:
        """The columns that are no field of ours, and those of a source where there is none."""
        for number, key in self.columns.extras.items():
            if number < len(row.cells) and (cell := _whole(row.cells[number])):
                record[key] = text_of(cell)
        for field in kept:
            if cell := cells.get(field, ""):
                record.setdefault(self._own[self.fields[field]], text_of(cell))

    # --- sources --------------------------------------------------------------------------------------------------

    def _sources(self, cells: Cells) -> tuple[list[Record], list[str]]:
        """The sources of a row, and the fields of its columns that found no place in them."""
        outlets, urls, more = self._outlets(cells)
        if not outlets:
            return [], [field for field in self._about if not (field == "source_date" and self._published)]
        kept = ["source_url"] if more else []
        about: Record = {}
        for field, name in self._about.items():
            if field not in cells or name in ("date", "url"):
                continue
            about[name] = cell = line_of(cells[field])
            if name == "accessed":
                day = self.days[field].read(cell)
                about[name] = cell if day.why else day.text
            elif name == "says":
                about[name] = stance_of(cell) or ""
                if not about[name]:
                    del about[name]
        if not urls:
            return [{"outlet": outlet, **about} for outlet in outlets], kept
        return [
            {"outlet": outlet, "url": url, **about} if url else {"outlet": outlet, **about}
            for outlet, url in zip(outlets, urls, strict=True)
        ], kept

    def _outlets(self, cells: Cells) -> tuple[list[str], list[str], str]:
        """Outlets and addresses, as many of one as of the other or no addresses, and what stands beside those."""
        named, rest = cells.get("source_outlet", ""), cells.get("source_url", "")
        within, named = addresses(named) if named else ([], "")
        urls, rest = addresses(rest) if rest else ([], "")
        if rest and not urls and not re.search(r"\s", rest):
            urls, rest = [rest], ""  # `variety.com/2020/film`
        if within or len(urls) > 1:
            urls = list(dict.fromkeys([*urls, *within]))
        outlets = items(named, "outlet") if named else []
        if len(outlets) == 1 < len(urls) and len(parts := by_commas(outlets[0], "outlet")) == len(urls):
            outlets = parts
        if not urls:
            return outlets, [], rest
        if len(outlets) == 1:
            return outlets * len(urls), urls, rest
        if len(outlets) != len(urls):
            self.counts["site"] += len(urls)
            sites = [site_of(url) for url in urls]
            return [*outlets, *sites], [*[""] * len(outlets), *urls], rest
        return outlets, urls, rest

    def _source_date(self, record: Record, line: int, cells: Cells, sources: list[Record]) -> None:
        """When the sources were published; a date that cannot be read is kept in the event's note."""
        if "source_date" not in cells:
            return
        given = line_of(cells["source_date"])
        day = self.days["source_date"].read(given)
        if day.why:
            if not self._published:
                self._doubt(record, line, "source date", given, day.why)
        elif day.text != UNKNOWN:
            for source in sources:
                source["date"] = day.text

    def _doubt(self, record: Record, line: int, what: str, given: str, why: str) -> None:
        sentence = f"{what} as given: {given}"
        record["note"] = f"{record['note']}\n{sentence}" if record.get("note") else sentence
        self.doubts.append(Skipped(line, str(record["title"]), f"{what} not read, kept in the note: {why}"))


_NO_COLUMN = DayColumn()


def _whole(cell: str) -> str:
    """A cell of a column that is no field of ours: of a link both the words and the address."""
    link = linked(cell)
    return bare(cell) if link is None else " ".join(filter(None, link))


def _stripped(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells if cell.strip()]


def _rows(n: int) -> str:
    return counted(n, "row")


def _shown(cells: Sequence[str]) -> str:
    """The beginning of a row, as it is quoted to the user."""
    text = " ".join(" ".join(cells).split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
