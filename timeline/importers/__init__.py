"""Foreign inputs, one module each, found by name: what people already have, turned into drafts of events.

To add one: a module named as the kind (a hyphen is an underscore in the file name) with `SUMMARY`, a line for the
help; `looks_like(given)`, whether a file is of this kind; and `read(given, options)`, which gives a `Draft`. Nothing
else needs to change. Three rules hold for all: nothing is left out without a reason in `Draft.skipped`; no date is
written more exactly than the input says it; the same input gives the same drafts, ids included.

A draft need not be valid: a date that our reader refuses, an unknown stance, a missing id are seen to when the drafts
become a chronology (`_settle`), and told to the user. HTML becomes text by `_html.plain`.
"""

import os
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol

from timeline.errors import DataError, Place, Problem, UsageError
from timeline.model import Chronology
from timeline.records import NamedTuple

Record = dict[str, Any]
"""An event or a header as our files hold it: text, lists of text, `sources` as a list of such records."""


class Input:
    """A file to import: what the user calls it, and its bytes."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data
        self._text: str | None = None

    @property
    def text(self) -> str:
        """The bytes as UTF-8, a mark at the beginning left out.

        Raises:
            DataError: They are no such text.
        """
        if self._text is None:
            try:
                self._text = self.data.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                line = self.data.count(b"\n", 0, error.start) + 1
                message = f"not UTF-8 (byte 0x{self.data[error.start]:02x})"
                place = Place(self.name, line)
                raise DataError((Problem(place, "F103", message, "Save the file as UTF-8"),)) from error
        return self._text


class Options(NamedTuple):
    """What the user says about the input.

    Attributes:
        columns: Our field by the name of a column, for tables: `{"When": "date"}`.
        day_first: How 02/03/2020 is meant: True is 2 March, False is 3 February, None leaves it to the input.
        partial: It goes into a chronology, which may have what its dates refer to.
    """

    columns: Mapping[str, str] = {}
    day_first: bool | None = None
    partial: bool = False


class Skipped(NamedTuple):
    """What was left out: the line where it begins (from 1, 0 where there is none), what it is, and why."""

    line: int
    what: str
    reason: str


class Draft(NamedTuple):
    """What an importer found.

    Attributes:
        events: In the order of the input; each says in `x-import` which item of the input it is, so that importing
            again finds it: the item's own identifier, or one made of what it says.
        header: Title, about, eras and the like, as at the top of our files.
        skipped: What was left out.
        notes: What the user should know of the whole, a sentence each.
        doubts: What was kept, but not as it stood: a date that cannot be read, say.
        whole: What our own reader made of the input, where it is one of our files: `events` say the same.
    """

    events: Sequence[Record]
    header: Record = {}  # noqa: RUF012  # never changed
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[Skipped, ...] = ()
    whole: Chronology | None = None


class Importer(Protocol):
    """What a module of this folder offers."""

    SUMMARY: str

    def looks_like(self, given: Input) -> bool: ...

    def read(self, given: Input, options: Options) -> Draft: ...


def names() -> list[str]:
    """The kinds that can be imported."""
    files = os.listdir(os.path.dirname(__file__))
    return sorted(file[:-3].replace("_", "-") for file in files if file.endswith(".py") and file[0].isalpha())


def named(kind: str) -> Importer:
    """The importer of a kind.

    Raises:
        UsageError: There is none of that name.
    """
    if kind not in names():
        raise UsageError(f'unknown kind "{kind}"; use one of: {", ".join(names())}')
    module: Any = import_module(f"timeline.importers.{kind.replace('-', '_')}")
    found: Importer = module
    return found


_LAST = ("csv", "bullets", "lines")
"""The kinds that take almost anything are asked when all others have said no, in this order."""

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a workbook of a spreadsheet program or another ZIP file", "save the sheet as CSV (UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "save the sheet as CSV (UTF-8)"),
    (b"%PDF", "a PDF file", "copy its text, or ask for the table behind it"),
    (b"\x1f\x8b", "compressed", "unpack it first"),
    (b"SQLite format 3\0", "a database", "export the table as CSV"),
)


def kind_of(given: Input) -> str:
    """The kind that a file is of, by its text, and where that says too little by its name.

    Every kind is asked, in the order of their names but for those of `_LAST`.

    Raises:
        UsageError: It is empty, or of no kind that is known.
        DataError: It is no text.
    """
    if not given.data.strip():
        raise UsageError(f"{given.name}: empty")
    for start, what, remedy in _SIGNATURES:
        if given.data.startswith(start):
            raise UsageError(f"{given.name}: this is {what}, which cannot be imported; {remedy}")
    refusal: DataError | None = None
    for kind in sorted(names(), key=lambda kind: (_LAST.index(kind) + 1 if kind in _LAST else 0, kind)):
        try:
            if named(kind).looks_like(given):
                return kind
        except DataError as error:
            refusal = error  # not this kind; if it is none, this is why
    if refusal is not None:
        raise refusal
    raise UsageError(f"{given.name}: of no known kind; if it is one of these, name it: --from {' | '.join(names())}")
