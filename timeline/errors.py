"""What can be wrong with data, said once: a problem is collected, never raised past the part that found it.

Lines and columns count from 1, in characters; a place whose line is 0 speaks of the file as a whole.
"""

from typing import Protocol

from timeline.records import NamedTuple


class Where(Protocol):
    """Where a value stands: `file` as the user named it, `line` and `column` from 1, `width` in characters."""

    @property
    def file(self) -> str: ...

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...

    @property
    def width(self) -> int: ...

    def inside(self, start: int, width: int) -> "Where":
        """Some of its characters, `start` counted from its first; itself where its column is not known."""
        ...


class Place(NamedTuple):
    """Where a value stands, known beforehand; see `Where`."""

    file: str
    line: int = 0
    column: int = 0
    width: int = 1

    def inside(self, start: int, width: int) -> "Place":
        """Some of its characters, `start` counted from its first; itself where its column is not known."""
        return Place(self.file, self.line, self.column + start, width) if self.column else self

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}" if self.column else f"{self.file}:{self.line}"


class LatePlace:
    """A `Where` that is looked up when more than its file is asked for; a subclass has `file`, and `place` to look."""

    __slots__ = ()

    @property
    def place(self) -> Where:
        raise NotImplementedError

    @property
    def line(self) -> int:
        return self.place.line

    @property
    def column(self) -> int:
        return self.place.column

    @property
    def width(self) -> int:
        return self.place.width

    def __str__(self) -> str:
        return str(self.place)

    def __eq__(self, other: object) -> bool:
        return self.place == (other.place if isinstance(other, LatePlace) else other)

    def __hash__(self) -> int:
        return hash(self.place)


class Problem(NamedTuple):
    """One thing wrong with the data, with the place, the user's own line and the remedy.

    Attributes:
        place: Where the caret goes.
        code: Stable short name such as `D101`; the letter is the area (F file, E event, D date, R reference;
            those of the rules are in `timeline.checks`).
        message: What is wrong, a sentence without a final stop.
        hint: What to write instead; may be empty.
        severity: `error` (nothing is shown) or `warning` (said, and the run goes on); rules also know `note`.
        excerpt: The user's own line, without its line end; empty where there is none.
        related: Further lines that take part, each with a sentence (the chain of a contradiction).
    """

    place: Where
    code: str
    message: str
    hint: str = ""
    severity: str = "error"
    excerpt: str = ""
    related: tuple[tuple[Where, str], ...] = ()


class DataError(Exception):
    """The files cannot be trusted; carries every problem that was found, errors and warnings, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problems in the data")
        self.problems = problems


class MachineError(Exception):
    """The machine refused: a missing or forbidden file, a full disk, a closed output, a lock."""


class UsageError(Exception):
    """The command line asks for something that cannot be done; the message says what to write instead."""
