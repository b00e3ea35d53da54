"""`brief`: one event a line, for `grep`, `sort` and eyes in a hurry: date, status, title, outlets."""

from __future__ import annotations

from timeline.dates import remembered
from timeline.model import Chronology
from timeline.query import POSSIBLE, Found
from timeline.views import Options, arranged, check_options, date_label, outlets_words, printable
from timeline.width import padded
from timeline.writing import Out

SUFFIXES = ()


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes a line an event, without a heading; fields stand two blanks or more apart.

    What is only possible has a `?` of its own between date and status: one that touched the date would be EDTF's.
    """
    check_options(options)
    chosen = arranged(chronology, found, options, out.day)
    if options.limit:
        chosen = chosen[: options.limit]
    date_of = remembered(lambda when: padded(printable(date_label(when, options.dates)), 24))
    lines = []
    for one in chosen:
        date = date_of(one.event.when)
        mark = " " if one.match is not POSSIBLE else "?" if date.endswith(" ") else " ?"
        outlets = ", ".join(outlets_words(one.event.sources))
        who = f"  [{outlets}]" if outlets else ""
        lines.append(printable(f"{date}{mark} {one.status.upper():<10}  {one.event.title}{who}"))
    out.write("\n".join([*lines, ""]))
