"""`timelinejs-csv`: the spreadsheet of TimelineJS, ready to be put into its Google Sheet.

A cell that a spreadsheet would take for a formula begins with an HTML reference instead (`&#61;` for `=`): TimelineJS
reads every text cell as HTML, so that a reader sees nothing of it (OWASP, CSV injection). So are characters outside
ASCII where only that is wanted.
"""

from __future__ import annotations

from timeline.formats._slides import Parts, Slide, slides
from timeline.model import Chronology
from timeline.query import Found
from timeline.tables import has_formula, is_formula, writer_of_rows
from timeline.views import Options
from timeline.writing import Out

SUFFIXES = ()

COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background",
)  # fmt: skip
"""In the order of the template; without "Year" in its first cell TimelineJS reads nothing."""


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes a row a slide: the title, events, eras."""
    rows: list[str] = []
    write_row = writer_of_rows(rows.append, ",")
    write_row(COLUMNS)
    for slide in slides(chronology, found, options, out):
        write_row(_cells(slide))
    text = "".join(rows)
    out.write(text.encode("ascii", "xmlcharrefreplace").decode() if out.ascii else text)


def _cells(slide: Slide) -> list[str | int]:
    texts = (slide.date, slide.headline, slide.text, slide.media, slide.credit, slide.caption, "", slide.type)
    cells = [*texts, slide.group, ""]
    if has_formula(cells):
        cells = list(map(_harmless, cells))
    return [*_date(slide.start), *_date(slide.end), *cells]


def _date(parts: Parts) -> list[str | int]:
    """Year, month and day as far as they are known, and no time."""
    return [*parts, *[""] * (4 - len(parts))]


def _harmless(cell: str) -> str:
    return f"&#{ord(cell[0])};{cell[1:]}" if is_formula(cell) else cell
