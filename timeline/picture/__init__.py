"""The picture of a chronology, without saying how it is drawn: rows, a time axis, marks on its cells.

`picture_of` says what is to be seen, `Picture.axis` lays out the days on so many cells, `marks` says what stands on
which cells. The formats put signs or shapes for the marks.
"""

from collections.abc import Iterator

from timeline.model import Chronology, Event
from timeline.picture.axis import Axis, axis_of
from timeline.picture.extent import Extent, extent_of
from timeline.query import Found
from timeline.records import NamedTuple
from timeline.views import Options, Row, date_label, date_of, page_of, printable, roles_of, row_of

__all__ = ["Axis", "Band", "Extent", "Line", "Mark", "Picture", "extent_of", "marks", "picture_of"]


class Line(NamedTuple):
    """One event of the picture, as a page has it; without `extent` it is not on the axis but listed below."""

    event: Event
    status: str
    row: Row
    extent: Extent | None


class Band(NamedTuple):
    """An era: its name and its date in words, ready to print, and its days."""

    name: str
    date: str
    extent: Extent


class Mark(NamedTuple):
    """Cells `first` to `last` and what they show.

    `possible`, `doubtful` (possible, and the source itself has its doubts), `certain`; on one cell: `exact` (a day that
    is known), `unsure` (a day that is named with doubt), `left` and `right` (it may go on, or goes on, beyond).
    """

    kind: str
    first: int
    last: int


class Picture(NamedTuple):
    """What is to be seen, in order; `cut` events were left out for a limit."""

    title: str
    summary: str
    eras: tuple[Band, ...]
    lines: tuple[Line, ...]
    undated: tuple[Line, ...]
    cut: int

    def axis(self, cells: int, gap: int = 1, least: int = 6) -> Axis | None:
        """The axis for so many cells; None where no event has a date. Eras do not lengthen it."""
        return axis_of([line.extent for line in self.lines if line.extent], cells, gap, least)

    def eras_on(self, axis: Axis) -> list[Band]:
        """The eras that the axis shows something of."""
        return [band for band in self.eras if marks(axis, band.extent)]


def picture_of(chronology: Chronology, found: Found, options: Options, day: int) -> Picture:
    """A selection as a picture, in the order that the options ask for.

    Raises:
        UsageError: An option has a value that is not one of its choices.
    """
    page = page_of(chronology, found, options._replace(group="none"), day)
    role_of = roles_of(chronology, options.color_by)
    lines = []
    for entry in page.entries:
        one = entry.one
        row = row_of(one, date_of(entry, options), role_of(one), day)
        lines.append(Line(one.event, one.status, row, extent_of(one.event.when)))
    bands = [(era, extent_of(era.when)) for era in chronology.eras]
    return Picture(
        printable(page.title),
        page.summary,
        tuple(
            Band(printable(era.name), printable(date_label(era.when, options.dates)), extent)
            for era, extent in bands
            if extent is not None
        ),
        tuple(line for line in lines if line.extent),
        tuple(line for line in lines if not line.extent),
        page.cut,
    )


def marks(axis: Axis, extent: Extent) -> list[Mark]:
    """What stands on which cells; where marks overlap, the later one is seen. Empty where all lies beyond the axis."""
    if extent.exact and extent.first is not None:
        if not axis.first <= extent.first <= axis.last:
            return []
        cell = axis.middle(extent.first)
        return [Mark("unsure" if extent.doubtful else "exact", cell, cell)]
    return [*_shades(axis, extent), *_arrows(axis, extent)]


def _shades(axis: Axis, extent: Extent) -> Iterator[Mark]:
    for first, last in extent.possible:
        if run := axis.run(first, last):
            yield Mark("doubtful" if extent.doubtful else "possible", *run)
    if extent.certain and (run := axis.run(*extent.certain)):
        yield Mark("certain", *run)


def _arrows(axis: Axis, extent: Extent) -> Iterator[Mark]:
    """Signs on the outer cells for what reaches beyond the axis."""
    first, last = extent.first, extent.last
    if (first is None or first < axis.first) and (last is None or last >= axis.first):
        yield Mark("left", 0, 0)
    if (last is None or last > axis.last) and (first is None or first <= axis.last):
        yield Mark("right", axis.cells - 1, axis.cells - 1)
