"""Tables of figures: as Markdown, and in their places on a page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The lines of a Markdown table; the first row is its head, all columns but the first are of figures."""
    head, *body = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    rule = ["---", *("---:" for _ in head[1:])]
    return [f"| {' | '.join(row)} |" for row in (head, rule, *body)]


def put_table(page: Path, name: str, lines: Sequence[str]) -> None:
    """Replaces what stands between `<!-- begin NAME -->` and `<!-- end NAME -->` on a page.

    Raises:
        SystemExit: The page has no such place.
    """
    text = page.read_text("utf-8")
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->\n"
    if begin not in text or end not in text:
        raise SystemExit(f"{page}: no place for the table: write {begin.strip()} and {end.strip()}, a line each")
    before, rest = text.split(begin, 1)
    page.write_text(f"{before}{begin}" + "\n".join(lines) + f"\n{end}{rest.split(end, 1)[1]}", "utf-8")
