"""What a view is made of, and the one way for text of the data to leave."""

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
