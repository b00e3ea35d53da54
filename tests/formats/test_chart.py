"""The picture: the laws of its geometry, exact charts of small chronologies, both bundled stories."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from support import write

from timeline.commands import chart as command
from timeline.dates import When, read
from timeline.dates.days import iso, ordinal
from timeline.formats import chart
from timeline.load import load
from timeline.model import STATUSES
from timeline.picture import extent_of, marks
from timeline.picture.axis import Axis, Stretch, axis_of
from timeline.picture.density import counted
from timeline.picture.extent import Extent
from timeline.picture.ticks import ruler_of
from timeline.query import Query, select
from timeline.views import Options
from timeline.width import width_of
from timeline.writing import Out
from timeline.writing.signs import LETTERS, SIGNS
from timeline.writing.signs import drawn as cells_drawn

DAY = ordinal(2026, 1, 1)
HARD = str(Path(__file__).parent.parent / "data" / "hard.yaml")


def drawn(path: str, width: int = 0, function: Callable[..., None] = chart.write, **how: object) -> str:
    """A file as a chart; `how` has the fields of `Out` and of `Query`."""
    chronology = load([path])
    query = Query(**{key: how.pop(key) for key in list(how) if key in Query._fields})  # type: ignore[arg-type]
    options = Options(**{key: how.pop(key) for key in list(how) if key in Options._fields})  # type: ignore[arg-type]
    parts: list[str] = []
    function(chronology, select(chronology, query, DAY), options, Out(parts.append, DAY, width=width, **how))  # type: ignore[arg-type]
    return "".join(parts)


# --- laws of the geometry -----------------------------------------------------------------------------------------

_BEGIN = ordinal(1700, 1, 1)


@st.composite
def _spans(draw: st.DrawFn, first: int, last: int) -> Extent:
    """A date between two days, as a point, a set or a span, with its ends known or not."""
    days = sorted(draw(st.lists(st.integers(first, last), min_size=4, max_size=4)))
    low = draw(st.sampled_from([days[0], None]))
    high = draw(st.sampled_from([days[3], None])) if low is not None else days[3]
    kind = draw(st.sampled_from(["exact", "point", "set", "span"]))
    if kind == "exact":
        return Extent(((days[0], days[0]),), exact=True)
    if kind == "set" and days[1] + 1 < days[2]:
        return Extent(((low, days[1]), (days[2], high)))
    return Extent(((low, high),), (days[1], days[2]) if kind == "span" else None, doubtful=kind == "set")


@st.composite
def _charts(draw: st.DrawFn) -> tuple[list[Extent], int]:
    """Dates over three days to four hundred years, and how many cells there are for them."""
    length = draw(st.one_of(st.integers(3, 40), st.integers(40, 4000), st.integers(4000, 146_000)))
    first = draw(st.integers(_BEGIN, _BEGIN + 146_000))
    extents = draw(st.lists(_spans(first, first + length), min_size=1, max_size=6))
    if draw(st.booleans()):
        extents.append(Extent(((first - draw(st.integers(100, 90_000)),) * 2,), exact=True))
    return extents, draw(st.integers(20, 180))


def _cells(axis: Axis, extent: Extent, *kinds: str) -> set[int]:
    return {cell for kind, low, high in marks(axis, extent) if kind in kinds for cell in range(low, high + 1)}


_POSSIBLE = ("possible", "doubtful", "exact", "unsure")


@given(_charts())
def test_marks_are_on_the_axis_and_what_is_certain_is_possible(drawn: tuple[list[Extent], int]) -> None:
    """Every date has a mark inside the axis; every certain cell is a possible cell; open ends have arrows."""
    extents, cells = drawn
    axis = axis_of(extents, cells)
    assert axis is not None
    for extent in extents:
        found = marks(axis, extent)
        assert found
        assert all(0 <= low <= high < cells for _, low, high in found)
        assert _cells(axis, extent, "certain") <= _cells(axis, extent, *_POSSIBLE)
        kinds = {mark.kind for mark in found}
        assert ("left" in kinds, "right" in kinds) == (extent.first is None, extent.last is None)


@given(_charts(), st.data())
def test_a_narrower_date_never_covers_more(drawn: tuple[list[Extent], int], data: st.DataObject) -> None:
    """Fewer possible days, no more possible cells; fewer certain days, no more certain cells."""
    extents, cells = drawn
    axis = axis_of(extents, cells)
    assert axis is not None
    wide = data.draw(st.sampled_from(extents))
    assume(not wide.exact)
    low = max(wide.first or axis.first, axis.first)
    high = min(wide.last or axis.last, axis.last)
    one, two = sorted(data.draw(st.tuples(st.integers(low, high), st.integers(low, high))))
    ranges = [(max(one, a or one), min(two, b or two)) for a, b in wide.possible]
    kept = tuple((a, b) for a, b in ranges if a <= b)
    assume(kept)
    narrow = Extent(kept, exact=kept[0][0] == kept[-1][1])
    assert _cells(axis, narrow, *_POSSIBLE) <= _cells(axis, wide, *_POSSIBLE)
    if wide.certain and (one := max(one, wide.certain[0])) <= (two := min(two, wide.certain[1])):
        less = wide._replace(certain=(one, two))
        assert _cells(axis, less, "certain") <= _cells(axis, wide, "certain")


@given(_charts())
def test_days_and_cells_go_the_same_way(drawn: tuple[list[Extent], int]) -> None:
    """A later day never stands further left; the stretches and the gaps share out all cells."""
    extents, cells = drawn
    axis = axis_of(extents, cells)
    assert axis is not None
    days = sorted({day for extent in extents for day in extent.anchors()})
    assert all(axis.middle(one) <= axis.middle(two) for one, two in pairwise(days))
    assert sum(one.cells for one in axis.stretches) + axis.gap * (len(axis.stretches) - 1) == cells
    assert all(
        one.last < two.first and one.start + one.cells + axis.gap == two.start for one, two in pairwise(axis.stretches)
    )
    assert all(one.cells > 0 for one in axis.stretches)
    assert all(any(one.first <= day <= one.last for one in axis.stretches) for day in days)


@given(_charts(), st.sampled_from([(1, 1, 1), (1, 1, 1), (7, 10, 5)]))
@example(([Extent(possible=((645136, 645140), (645381, 645381)))], 20), (1, 1, 1))  # no Monday on either stretch
def test_ticks_increase_and_labels_stay_apart(drawn: tuple[list[Extent], int], how: tuple[int, int, int]) -> None:
    """Ticks go up in days and cells; no two labels of a line touch; none leaves the axis."""
    letter, blank, times = how
    extents, cells = drawn
    axis = axis_of(extents, cells * times)
    assert axis is not None
    ruler = ruler_of(axis, letter, blank)
    assert ruler.ticks
    assert all(one.day < two.day and one.cell < two.cell for one, two in pairwise(ruler.ticks))
    for line in (ruler.above, (*ruler.begin, *ruler.ticks)):
        labels = [(tick.cell, tick.cell + len(tick.label) * letter) for tick in line if tick.label]
        assert all(end + blank <= start for (_, end), (start, _) in pairwise(labels))
        assert all(start >= 0 and end <= axis.cells for start, end in labels)


def test_a_stretch_of_any_length_has_few_ticks() -> None:
    """The longest year has eighteen digits; round years are found among them as among others."""
    axis = axis_of([Extent(possible=((0, 365 * 10**18),))], 80)
    assert axis is not None
    assert 0 < len(ruler_of(axis).ticks) < 80


@given(_charts())
def test_density_never_claims_more_than_is_known(drawn: tuple[list[Extent], int]) -> None:
    """A point is certain in one unit at most, and only where all its days are in it; doubt makes nothing certain."""
    extents, _ = drawn
    points = [extent for extent in extents if extent.certain is None]
    _, counts = counted(extents)
    assert all(one.certain + one.possible <= len(extents) for one in counts)
    _, counts = counted(points)
    known = sum(1 for one in points if not one.doubtful and one.first is not None and one.last is not None)
    assert sum(one.certain for one in counts) <= known


# --- what of a date is drawn --------------------------------------------------------------------------------------


def _said(extent: Extent | None) -> str:
    if extent is None:
        return "nothing"
    ends = [f"{'..' if a is None else iso(a)}/{'..' if b is None else iso(b)}" for a, b in extent.possible]
    sure = f" certain {iso(extent.certain[0])}/{iso(extent.certain[1])}" if extent.certain else ""
    return " ".join(ends) + sure + " exact" * extent.exact + " doubtful" * extent.doubtful


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2020-05-04", "2020-05-04/2020-05-04 exact"),
        ("2020-05-04?", "2020-05-04/2020-05-04 exact doubtful"),
        ("May 2020", "2020-05-01/2020-05-31"),
        ("[2019,2021]", "2019-01-01/2019-12-31 2021-01-01/2021-12-31"),
        ("before 2015", "../2014-12-31"),
        ("2020-06/2020-08", "2020-06-01/2020-08-31 certain 2020-06-30/2020-08-01"),
        ("2020-06~/2020-08", "2020-06-01/2020-08-31 doubtful"),
        ("2020-06/2020-06", "2020-06-01/2020-06-30"),
        ("unknown", "nothing"),
    ],
)
def test_extents(text: str, said: str) -> None:
    """Exact days, gaps, open ends, and what of a span is certain: from its latest beginning to its earliest end."""
    assert _said(extent_of(read(text))) == said


def test_a_date_without_a_day_left_is_not_drawn() -> None:
    """A contradiction has no place on the axis."""
    assert extent_of(When("x", "point", 5, 4)) is None


def test_an_outlier_does_not_squash_the_rest() -> None:
    """A birth date far away is cut off with a gap; three even steps are not; nor is what something spans."""
    born, *days = (ordinal(year, 7, 1) for year in (1962, 2019, 2020, 2021, 2022))
    far = [Extent(((day, day),), exact=True) for day in (born, *days)]
    axis = axis_of(far, 60)
    assert axis is not None
    assert [iso(one.first)[:4] for one in axis.stretches] == ["1962", "2019"]
    assert axis.middle(days[0]) < 12
    even = axis_of([far[1], far[2], far[3]], 60)
    assert even is not None
    assert len(even.stretches) == 1
    spanned = axis_of([*far, Extent(((born, days[1]),))], 60)
    assert spanned is not None
    assert len(spanned.stretches) == 1


# --- exact charts -------------------------------------------------------------------------------------------------

SMALL = """\
title: Small
eras:
  term: {name: First term, date: 2017-01-20/2021-01-20}
events:
  - {id: day, date: 2020-05-04, title: One day that is known}
  - {id: month, date: May 2020, title: Some day in May}
  - {id: doubt, date: "2020-09-01?", title: A day in doubt}
  - {id: span, date: 2020-06/2021-03, title: It lasted, background: true}
  - {id: set, date: "[2020-07,2020-10]", title: July or October}
  - {id: open, date: since 2021, title: It goes on}
  - {id: early, date: "before July 1, 2020", title: Before July}
  - {id: none, date: unknown, title: Nobody knows when}
"""


@pytest.mark.parametrize(
    ("text", "bar"),
    [
        ("2020-05-04", "   ●"),
        ("2020-05-04~", "   ○"),
        ("between May 4 and 8, 2020", "   ▒▒▒▒▒"),
        ("between May 4 and 8, 2020 (uncertain)", "   ░░░░░"),
        ("[2020-05-02,2020-05-05..2020-05-06]", " ▒  ▒▒"),
        ("before May 4, 2020", "◀▒▒"),
        ("after May 16, 2020", "                ▒▒▒▶"),
        ("2020-05-03/2020-05-07", "  █████"),
        ("2020-05-03~/2020-05-07", "  ░░░░░"),
        ("2020-05-18/..", "                 █▒▶"),
        ("2015/2025", "◀██████████████████▶"),
        ("April 2020", ""),
        ("May 2020", "▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▶"),
    ],
)
def test_bars(text: str, bar: str) -> None:
    """Dates on the first twenty days of May 2020, a column a day."""
    axis = Axis((Stretch(ordinal(2020, 5, 1), ordinal(2020, 5, 20), 0, 20),), 20, 1)
    extent = extent_of(read(text))
    assert extent is not None
    assert cells_drawn(axis, marks(axis, extent), False) == bar


def test_small_at_60_and_40(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    """A chart that holds every sign, at two widths and in ASCII."""
    path = write(tmp_path, "small.yaml", SMALL)
    for width in (60, 40):
        golden(f"chart/small-{width}.txt", drawn(path, width))
    golden("chart/small-ascii.txt", drawn(path, 60, ascii=True))
    golden("chart/small-density.txt", drawn(path, 60, chart.write_density))


@pytest.mark.parametrize("story", ["space-film", "space-film-record"])
def test_the_bundled_stories(story: str, data: Path, golden: Callable[[str, str], None]) -> None:
    """What a reader sees in a pipe and on a narrow terminal; read in review."""
    path = str(data / f"{story}.yaml")
    golden(f"chart/{story}.txt", drawn(path))
    golden(f"chart/{story}-60.txt", drawn(path, 60))
    golden(f"chart/{story}-density.txt", drawn(path, 0, chart.write_density))


@pytest.mark.parametrize("width", [24, 40, 60, 79, 100, 111, 160, 250])
@pytest.mark.parametrize("path", ["space-film", "space-film-record", HARD])
def test_no_line_is_wider_than_asked(width: int, path: str, data: Path) -> None:
    """Any width is kept, in characters and in ASCII, by the picture and the histogram; every row is there."""
    path = path if path == HARD else str(data / f"{path}.yaml")
    for ascii_only in (False, True):
        for function in (chart.write, chart.write_density)[: 1 if width < 40 else 2]:
            text = drawn(path, width, function, ascii=ascii_only)
            assert all(width_of(line) <= width or len(line.split()) == 1 for line in text.splitlines())
            assert text.isascii() or not ascii_only


def test_colour_repeats_the_letters(tmp_path: Path) -> None:
    """Painted or not, the characters are the same."""
    from support import without_escapes

    path = write(tmp_path, "small.yaml", SMALL)
    painted = drawn(path, 60, color=True)
    assert "\x1b[" in painted
    assert without_escapes(painted) == drawn(path, 60)


def test_titles_are_shortened_with_a_sign() -> None:
    """What does not fit ends in a visible sign; wide characters keep the columns straight."""
    lines = drawn(HARD, 80).splitlines()
    rows = [line for line in lines if "▒" in line or "░" in line]
    assert any("… " in line for line in rows)
    assert (
        len(
            {
                width_of(line[: line.index(letter)])
                for line in rows
                for letter in (" S ", " R ", " C ", " N ")
                if letter in line[:44]
            }
        )
        == 1
    )


def test_possible_matches_are_marked(data: Path) -> None:
    """What matches a filter only possibly has a question mark."""
    text = drawn(str(data / "space-film.yaml"), 60, since="2021", until="2021")
    assert any(line.startswith("talks-fade") and " ? R " in line for line in text.splitlines())


def test_limit_and_nothing(tmp_path: Path) -> None:
    """What a limit leaves out is said; nothing found writes nothing; no date at all gives the list alone."""
    path = write(tmp_path, "small.yaml", SMALL)
    assert "6 more not shown; --limit 0 shows all" in drawn(path, 60, limit=2)
    assert drawn(path, 60, where="nothing") == drawn(path, 60, chart.write_density, where="nothing") == ""
    only = write(tmp_path, "only.yaml", "events: [{id: a, date: unknown, title: A}]")
    assert drawn(only, 40).splitlines()[-2:] == ["Without a date", "  UNSOURCED A"]
    assert "1 event without a date is not counted" in drawn(only, 60, chart.write_density)


def test_every_status_has_its_letter_and_every_sign_its_own() -> None:
    """Nothing is told by colour alone; in ASCII too every sign is another."""
    assert set(LETTERS) == set(STATUSES)
    assert len(set(LETTERS.values())) == len(STATUSES)
    for ascii_only in (False, True):
        marked = {SIGNS[kind][ascii_only]: SIGNS[kind][2] for kind in SIGNS if SIGNS[kind][2]}
        assert len(marked) == len({(sign[ascii_only], sign[2]) for sign in SIGNS.values() if sign[2]})


# --- the command --------------------------------------------------------------------------------------------------


def _params(**given: object) -> dict[str, object]:
    from timeline.commands._selection import _WISHES

    params: dict[str, object] = dict.fromkeys((*_WISHES, *(f"not_{name}" for name in _WISHES)))
    params |= Query()._asdict() | Options()._asdict()
    params |= {"color": "never", "ascii_only": False, "output_format": "", "json": False, "brief": False}
    return params | {"output": "", "view": "", "exit_code": False, "density": False, "as_of": "2026"} | given


@pytest.mark.parametrize(
    ("name", "density", "begins"),
    [
        ("a.txt", False, "Tom Cruise and Doug Liman's space film"),
        ("a.txt", True, "Tom Cruise and Doug Liman's space film"),
        ("a.svg", False, "<?xml"),
    ],
)
def test_the_command(name: str, density: bool, begins: str, data: Path, tmp_path: Path) -> None:
    """A text file gets the chart, an SVG file the drawing."""
    target = tmp_path / name
    params = _params(files=[str(data / "space-film.yaml")], output=str(target), density=density)
    assert command.run(params) == 0
    text = target.read_text("utf-8")
    assert text.startswith(begins)
    assert ("a sign is one event" in text) == density


def test_density_in_another_format_is_refused(data: Path) -> None:
    """There is a histogram in characters only."""
    from timeline.errors import UsageError

    with pytest.raises(UsageError, match="only the format chart can do this"):
        command.run(_params(files=[str(data / "space-film.yaml")], density=True, json=True))
