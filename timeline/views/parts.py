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


class Shown(NamedTuple):
    """An event of a selection, with all that a format may want to know."""

    event: Event
    match: Match
    status: str
    why: tuple[str, ...] = ()


class Entry(NamedTuple):
    """An event in its place on a page.

    Attributes:
        one: The event with its match and status.
        year: The year of the heading above it where its date may leave that out, else None.
        bracket: Where it stands in a run of neighbours whose order cannot be known: "first", "middle", "last", or
            empty; told only with `--order honest`.
    """

    one: Shown
    year: int | None = None
    bracket: str = ""


class Group(NamedTuple):
    """A heading, empty for none, and what stands under it."""

    heading: str
    entries: tuple[Entry, ...]


class Page(NamedTuple):
    """A selection under its headings: title, summary such as "3 of 16 events", groups, how many a limit has cut.

    Nothing is escaped.
    """

    title: str
    summary: str
    groups: tuple[Group, ...]
    cut: int = 0

    @property
    def entries(self) -> list[Entry]:
        """All of them, in their order; an event stands under every heading that is its own."""
        return [entry for group in self.groups for entry in group.entries]


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
