"""The comparison written: painted lines for people, a JSON object for programs."""

from __future__ import annotations

from timeline.compare.changes import Difference
from timeline.compare.differences import compare
from timeline.compare.record import difference_record
from timeline.compare.words import lines
from timeline.model import Chronology
from timeline.writing import Out
from timeline.writing.json_text import to_json
from timeline.writing.lines import wrapped
from timeline.writing.paint import painter


def run(
    old: Chronology,
    new: Chronology,
    old_day: int,
    new_day: int,
    *,
    labels: tuple[str, str],
    as_json: bool,
    out: Out,
) -> bool:
    """Writes what changed; whether anything did. Where nothing did, people are told nothing, programs are."""
    difference = compare(old, new, old_day, new_day)
    if as_json:
        out.write(to_json(difference_record(difference, labels), ascii_only=out.ascii, indent=1) + "\n")
    elif not difference.is_empty:
        out.write(text_of(difference, labels, out))
    return not difference.is_empty


def text_of(difference: Difference, labels: tuple[str, str], out: Out) -> str:
    """The lines of a difference, painted and wrapped as `out` wants it."""
    paint = painter(out.color)
    text: list[str] = []
    for line in lines(difference, labels):
        whole = "".join(piece.text for piece in line)
        indent = len(whole) - len(whole.lstrip(" ")) + 2
        text += wrapped(line, indent, out, paint)
    return "\n".join(text) + "\n"
