"""`chart`: the picture in characters: a row an event, over a time axis, with what is certain and what only possible.

The title stands shortened beside its row where it is long, with a visible sign; everything else is in `text`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from timeline.model import STATUSES, Chronology
from timeline.picture import Axis, Line, Picture, marks, picture_of
from timeline.picture.density import Count, counted
from timeline.picture.ticks import Tick, ruler_of
from timeline.query import Found
from timeline.records import NamedTuple
from timeline.views import Options, Piece
from timeline.width import width_of
from timeline.writing import Out
from timeline.writing.lines import wrapped
from timeline.writing.paint import Painter, painter
from timeline.writing.signs import LETTERS, SIGNS, cut, drawn, fitted, plain, sign

SUFFIXES = ()
PAINTS = True

_PIPE = 100
"""Columns where nobody says how many there are."""
_NARROWEST = 24
_TITLES = 72
"""From this width on, rows are named by titles; below by ids, which are shorter."""
_WORDS = 110
"""From this width on, statuses are words; below letters, which the legend explains."""
_REPEAT = 24
"""With more rows than this, the axis stands below them too."""


class _Sheet(NamedTuple):
    """How the columns are shared out: label, status, picture."""

    width: int
    label: int
    words: bool
    titles: bool
    marked: bool

    @property
    def margin(self) -> int:
        """Columns before the picture."""
        return self.label + 2 + (10 if self.words else 1) + 2 * self.marked

    @property
    def cells(self) -> int:
        return self.width - self.margin


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the picture, then what has no date; nothing where nothing matches."""
    _write(_lines, chronology, found, options, out)


def write_density(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes how many events certainly and possibly fall into each month or year; nothing where nothing matches."""
    _write(_histogram, chronology, found, options, out)


def _write(
    lines_of: Callable[[Picture, Out], Iterator[str]], chronology: Chronology, found: Found, options: Options, out: Out
) -> None:
    if found.events:
        picture = picture_of(chronology, found, options, out.day)
        out = out._replace(width=max(out.width or _PIPE, _NARROWEST))
        out.write("\n".join(lines_of(picture, out)) + "\n")


def _lines(picture: Picture, out: Out) -> Iterator[str]:
    paint = painter(out.color)
    yield from _heading(picture, out, paint)
    sheet = _sheet(picture, out)
    axis = picture.axis(sheet.cells)
    if axis is not None:
        yield ""
        yield from _chart(picture, axis, sheet, out, paint)
    if picture.undated:
        yield ""
        yield paint("Without a date", "heading")
        for line in picture.undated:
            status = Piece(line.row.status.ljust(10) if out.width >= _TITLES else line.row.status, line.row.role)
            mark = "? " if line.row.possible else ""
            pieces = [Piece("  "), status, Piece(" "), Piece(mark, "possible"), Piece(_text(line.row.title, out))]
            yield from wrapped(pieces, 13 if out.width >= _TITLES else 4, out, paint)
    if picture.cut:
        yield ""
        yield from wrapped([Piece(f"{picture.cut} more not shown; --limit 0 shows all", "note")], 0, out, paint)


def _heading(picture: Picture, out: Out, paint: Painter) -> Iterator[str]:
    title, summary = _text(picture.title, out), _text(picture.summary, out)
    gap = out.width - width_of(title) - width_of(summary)
    if gap >= 2:
        yield paint(title, "title") + " " * gap + paint(summary, "summary")
    else:
        yield from wrapped([Piece(title, "title")], 0, out, paint)
        yield from wrapped([Piece(summary, "summary")], 0, out, paint)


def _text(text: str, out: Out) -> str:
    return plain(text, out.ascii)


def _sheet(picture: Picture, out: Out) -> _Sheet:
    titles = out.width >= _TITLES
    names = [_name(line, titles) for line in picture.lines] + [band.name for band in picture.eras]
    longest = max((width_of(_text(name, out)) for name in names), default=0)
    label = min(longest, out.width * (42 if titles else 36) // 100)
    return _Sheet(out.width, label, out.width >= _WORDS, titles, any(line.row.possible for line in picture.lines))


def _name(line: Line, titles: bool) -> str:
    return line.row.title if titles else line.event.id


# --- the picture --------------------------------------------------------------------------------------------------


def _chart(picture: Picture, axis: Axis, sheet: _Sheet, out: Out, paint: Painter) -> Iterator[str]:
    scale = list(_scale(axis, sheet, out))
    yield from scale
    seen: set[str] = set()
    for band in picture.eras_on(axis):
        bar = drawn(axis, marks(axis, band.extent), out.ascii, "era ")
        seen.update(bar)
        named = f"{band.name}, {band.date}"
        name = named if width_of(_text(named, out)) <= sheet.label else band.name
        yield _row(name, "", "", bar, sheet, out, paint)
    for line in picture.lines:
        if line.extent is None:
            continue
        bar = drawn(axis, marks(axis, line.extent), out.ascii)
        seen.update(bar)
        status = line.row.status if sheet.words else LETTERS[line.status]
        name = _name(line, sheet.titles)
        yield _row(name, status, line.row.role, bar, sheet, out, paint, line.row.possible)
    if len(picture.lines) > _REPEAT:
        yield from reversed(scale)
    yield ""
    yield from _legend(picture, seen, sheet, out)


def _row(
    name: str, status: str, role: str, bar: str, sheet: _Sheet, out: Out, paint: Painter, possible: bool = False
) -> str:
    wide = 10 if sheet.words else 1
    mark = ("? " if possible else "  ") if sheet.marked else ""
    label = fitted(name, sheet.label, out.ascii)
    badge = paint(status.ljust(wide), role) if status else " " * wide
    return f"{label} {paint(mark, 'possible')}{badge} {bar}".rstrip()


def _scale(axis: Axis, sheet: _Sheet, out: Out) -> Iterator[str]:
    """The lines of the axis: months or years, then the labels of the ticks, then the ticks."""
    ruler = ruler_of(axis)
    margin = " " * sheet.margin
    for ticks in (ruler.above, ruler.begin + ruler.ticks):
        if any(tick.label for tick in ticks):
            yield margin + _labels(ticks, axis, out)
    rule = [sign("rule", out.ascii)] * axis.cells
    for tick in ruler.ticks:
        rule[tick.cell] = sign("tick", out.ascii)
    yield margin + "".join(cut(rule, axis, out.ascii))


def _labels(ticks: Sequence[Tick], axis: Axis, out: Out) -> str:
    cells = cut([" "] * axis.cells, axis, out.ascii)
    for tick in ticks:
        cells[tick.cell : tick.cell + len(tick.label)] = tick.label
    return "".join(cells).rstrip()


def _legend(picture: Picture, seen: set[str], sheet: _Sheet, out: Out) -> Iterator[str]:
    """What the signs and the letters mean: those that are there, in as many lines as they need."""
    meanings: dict[str, dict[str, None]] = {}
    for kind in SIGNS:
        if sign(kind, out.ascii) in seen and SIGNS[kind][2]:
            meanings.setdefault(SIGNS[kind][2], {})[sign(kind, out.ascii)] = None
    yield from _packed([f"{' '.join(signs)} {meaning}" for meaning, signs in meanings.items()], out)
    if not sheet.words:
        statuses = {line.status for line in picture.lines}
        yield from _packed([f"{LETTERS[one]} {one}" for one in STATUSES if one in statuses], out)


def _packed(items: Iterable[str], out: Out) -> Iterator[str]:
    """The items on as few lines as they need, each whole on its line where it has room."""
    lines: list[str] = []
    for item in items:
        if lines and width_of(lines[-1]) + 3 + width_of(item) <= out.width:
            lines[-1] += f"   {item}"
        else:
            lines.append(item)
    for line in lines:
        yield from wrapped([Piece(line)], 2, out, painter(False))


# --- the histogram ------------------------------------------------------------------------------------------------


def _histogram(picture: Picture, out: Out) -> Iterator[str]:
    paint = painter(out.color)
    yield from _heading(picture, out, paint)
    unit, counts = counted([line.extent for line in picture.lines if line.extent])
    if counts:
        yield ""
        yield from _bars(counts, out)
        yield ""
        each = _each(counts, out)
        share = "one event" if each == 1 else f"up to {each} events"
        signs = [f"{sign(kind, out.ascii)} {SIGNS[kind][2]}" for kind in ("certain", "possible")]
        yield from _packed([*signs, f"a sign is {share}", f"what lasted counts in each {unit}"], out)
    if picture.undated:
        number = len(picture.undated)
        text = f"{number} event{'s' * (number != 1)} without a date {'is' if number == 1 else 'are'} not counted"
        yield from wrapped([Piece(text, "note")], 0, out, paint)
    if picture.cut:
        yield from wrapped([Piece(f"{picture.cut} more not shown; --limit 0 shows all", "note")], 0, out, paint)


def _bars(counts: Sequence[Count], out: Out) -> Iterator[str]:
    names = [_text(one.label, out) for one in counts]
    label = max(map(width_of, names))
    sure_digits = len(str(max(one.certain for one in counts)))
    maybe_digits = len(str(max(one.possible for one in counts))) + 1
    each = _each(counts, out)
    for name, one in zip(names, counts, strict=True):
        sure, maybe = -(-one.certain // each), -(-one.possible // each)
        bar = sign("certain", out.ascii) * sure + sign("possible", out.ascii) * maybe
        more = f"+{one.possible}" if one.possible else ""
        yield f"{name.ljust(label)}  {one.certain or '':>{sure_digits}} {more:<{maybe_digits}} {bar}".rstrip()


def _each(counts: Sequence[Count], out: Out) -> int:
    """Events for a sign, so that the longest bar has room."""
    room = out.width - max(width_of(_text(one.label, out)) for one in counts) - 12
    most = max(one.certain + one.possible for one in counts)
    return max(-(-most // max(room - 1, 1)), 1)
