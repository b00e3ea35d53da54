"""What a view is made of, and the one way for text of the data to leave."""

import re

from timeline.errors import UsageError
from timeline.model import Event
from timeline.query import Match
from timeline.records import NamedTuple

SORTS = ("happened", "reported", "latest")
GROUPS = ("year", "month", "era", "person", "outlet", "status", "none")
COLOR_BY = ("status", "outlet", "person", "tag", "era")
ORDERS = ("plain", "honest")
DATES = ("words", "plain", "edtf", "iso")


class Options(NamedTuple):
    """How a selection is to be arranged; the names are those of the command line."""

    sort: str = "happened"
    reverse: bool = False
    group: str = "year"
    color_by: str = "status"
    dates: str = "words"
    order: str = "plain"
    limit: int = 0


class Piece(NamedTuple):
    """Text with the role that it plays; an empty role is plain."""

    text: str
    role: str = ""


class Row(NamedTuple):
    """One event as a reader sees it: `date` and `title` are ready to print, `details` are lines below.

    `bracket` is where it stands in a run of neighbours whose order cannot be known: "first", "middle", "last" or "".
    """

    date: str
    status: str
    role: str
    possible: bool
    title: str
    details: tuple[tuple[Piece, ...], ...]
    bracket: str = ""


class Section(NamedTuple):
    heading: str
    rows: tuple[Row, ...]


class View(NamedTuple):
    """A selection arranged: a heading, a summary such as "3 of 16 events", sections of rows."""

    title: str
    summary: str
    sections: tuple[Section, ...]
    cut: int = 0


class Shown(NamedTuple):
    """An event of a selection, in its place, with all that a format may want to know."""

    event: Event
    match: Match
    status: str
    why: tuple[str, ...] = ()


def check_options(options: Options) -> None:
    """Raises:
    UsageError: An option has a value that is not one of its choices.
    """
    for name, value, choices in (
        ("sort", options.sort, SORTS),
        ("group", options.group, GROUPS),
        ("color-by", options.color_by, COLOR_BY),
        ("dates", options.dates, DATES),
        ("order", options.order, ORDERS),
    ):
        if value not in choices:
            raise UsageError(f'--{name} "{value}"; use one of: {", ".join(choices)}')


# Control and C1 characters, line and paragraph separators, everything that turns the direction of text, and characters
# that are none.
_STEERING = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f"  # ranges of a class
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
)
_UNPRINTABLE = f"[\t\n{_STEERING}]"
_UNPRINTABLE_IN_LINES = f"[{_STEERING}]"
_PAINTED = rf"(\x1b\[[0-9;]*m)|{_UNPRINTABLE_IN_LINES}"


def printable(text: str) -> str:
    r"""The text on one line, with characters that would steer a terminal written out: `\x1b`, `\u202e`."""
    if text.isprintable():  # what Unicode calls printable has none of them
        return text
    return re.sub(_UNPRINTABLE, _escape, text)


def printable_lines(text: str, *, painted: bool = False) -> str:
    """The same of text that is ready to go out: its lines and tabs stay, and its colours where it is `painted`."""
    if painted:
        return re.sub(_PAINTED, lambda found: found[1] or _escape(found), text)
    return re.sub(_UNPRINTABLE_IN_LINES, _escape, text)


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char in "\n\t":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
