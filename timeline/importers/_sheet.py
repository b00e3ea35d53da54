r"""The rows of a spreadsheet's CSV, whatever its encoding and separator, one at a time so that big files are streamed.

In a table of Markdown the delimiter row is none, and `\|` within a cell is a `|` (GitHub Flavored
Markdown 4.10).

Rows are known by the line on which they begin, from 1; cells in quotes may hold line ends.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import partial

from timeline.errors import DataError, Place, Problem
from timeline.importers import Input
from timeline.records import NamedTuple

SEPARATORS = (",", ";", "\t", "|")

named_separator = re.compile(r'"?sep=(.)"?[\r\n]+', re.IGNORECASE).match
"""The line with which Excel names the separator of the others."""

_DELIMITER_ROW = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*[\r\n]*").fullmatch
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_SAMPLE_CHARACTERS = 100_000
_SAMPLE_ROWS = 60

# What Windows-1252 has in common with no other likely code page, in ordinary places. Left out are the letters at 0x80
# to 0x9F: in the old code page of the Mac the same bytes are other letters.
_SIGNS = frozenset("€‚„…†‡‰‹‘’“”•–—›™\xa0¡£¥§©«¬\xad®°±²³´µ¶·»¼½¾¿×")
_LETTERS = re.compile("[À-ÖØ-öø-ÿ]")
_FOREIGN_LETTERS = re.compile(
    "[À-ÖØ-öø-ÿ]{3}|[a-zß-öø-ÿ][À-ÖØ-Þ]|[A-Za-zß-öø-ÿ][‚„†‡‰‹“”•›™¡£¥§©«¬®°±²³´µ¶»¼½¾¿×](?=[a-zß-öø-ÿ])"
)


class Row(NamedTuple):
    """A row: the line where it begins, its cells as they stand; or why it is none."""

    line: int
    cells: list[str]
    fault: str = ""


class Sheet(NamedTuple):
    """A file of rows.

    Attributes:
        name: What the user calls the file.
        data: Its bytes.
        encoding: Python's name of their encoding.
        note: A sentence where the encoding was concluded, empty where it is plain UTF-8.
    """

    name: str
    data: bytes
    encoding: str
    note: str = ""

    def rows(self, separator: str) -> Iterator[Row]:
        """Every row that is not blank; one with stray quotes is told as such.

        Raises:
            DataError: A quote is never closed, so that nothing after it can be trusted.
        """
        if separator == "|" and self.is_markdown:
            return _markdown_rows(self._stream())
        return _rows(self._stream(), separator, self.name)

    def sample(self, separator: str) -> list[Row]:
        """The first rows, as far as they can be read."""
        lines = io.StringIO(self._beginning(), newline="")
        rows = (
            _markdown_rows
            if separator == "|" and self.is_markdown
            else partial(_rows, separator=separator, name=self.name)
        )
        found: list[Row] = []
        try:
            for row in rows(lines):
                found.append(row)
                if len(found) == _SAMPLE_ROWS:
                    break
        except DataError:  # the sample may end within quotes; the whole tells
            pass
        return found

    def _stream(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(self.data), self.encoding, newline="")

    def _beginning(self) -> str:
        with self._stream() as stream:
            return stream.read(_SAMPLE_CHARACTERS)

    @property
    def is_markdown(self) -> bool:
        """Whether a delimiter row of a Markdown table stands in its beginning."""
        text = self._beginning()
        return "|" in text and any(map(_DELIMITER_ROW, text.splitlines()))

    @property
    def separator(self) -> str:
        """The separator that the first line names (`sep=;`, which Excel writes and reads), if it does."""
        found = named_separator(self.data[:40].decode(self.encoding, "ignore").lstrip("\ufeff"))
        return found[1] if found else ""


def sheet_of(given: Input) -> Sheet:
    """The file with its encoding: UTF-8, UTF-16 with its mark, else Windows-1252 where nothing speaks against it.

    Raises:
        DataError: It is none of these; tells the first byte that cannot be read.
    """
    data = given.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise _undecodable(given, 0, "the file begins as UTF-16 and does not go on so") from error
        if "\0" in text:
            raise _undecodable(given, 0, "the file holds NUL characters, so it is no table")
        return Sheet(given.name, data, "utf-16", "the file is UTF-16, as Excel's Unicode text is")
    nul = data.find(b"\0")
    if nul >= 0:
        raise _undecodable(given, nul, "the file holds a NUL byte, so it is no table in UTF-8")
    try:
        data.decode("utf-8-sig")
        return Sheet(given.name, data, "utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        if is_windows_1252(data):
            note = "the file is not UTF-8; it is read as Windows-1252, as Excel saves plain CSV"
            return Sheet(given.name, data, "cp1252", note)
        raise _undecodable(given, start, f"not UTF-8 (byte 0x{data[start]:02x}), and more than one reading") from error


def is_windows_1252(data: bytes) -> bool:
    """Whether bytes read as Windows-1252 make words: signs of print, accented letters where words have them.

    Text of another code page (the old Mac's, Central European, Cyrillic) gives capitals within words, letters in runs,
    signs within words; where that is so nothing is concluded.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    strange = {char for char in text if char > "\x7e" or (char < " " and char not in "\t\r\n")}
    if any(char not in _SIGNS and not _LETTERS.match(char) for char in strange):
        return False
    return _FOREIGN_LETTERS.search(text) is None


def _undecodable(given: Input, at: int, message: str) -> DataError:
    start = given.data.rfind(b"\n", 0, at) + 1
    line = given.data[start : start + 400].split(b"\n")[0].decode("latin-1").rstrip("\r")
    place = Place(given.name, given.data.count(b"\n", 0, at) + 1, at - start + 1)
    hint = "Save the sheet as UTF-8; in Excel: Save As, CSV UTF-8"
    return DataError((Problem(place, "F103", message, hint, excerpt=line),))


def _markdown_rows(lines: Iterable[str]) -> Iterator[Row]:
    for number, line in enumerate(lines, 1):
        if line.strip(" \t\r\n|") and not _DELIMITER_ROW(line):
            cells = _BETWEEN_CELLS.split(line.rstrip("\r\n"))
            yield Row(number, [cell.replace("\\|", "|") for cell in cells])


def _rows(lines: Iterable[str], separator: str, name: str) -> Iterator[Row]:
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    made = tuple.__new__
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "end of data" in str(error):
                problem = Problem(
                    Place(name, line), "F109", "a quote that opens in this row is never closed", "Close it"
                )
                raise DataError((problem,)) from error
            yield Row(line, [], f"a quote within quotes ({error}); double it")
            continue
        text = "".join(cells)
        if text and not text.isspace():
            yield made(Row, (line, cells, ""))
