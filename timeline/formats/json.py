"""`json`: one object, a contract with a version: `{"timeline": 1, "title", "as_of", "events": […]}`."""

from __future__ import annotations

from timeline.model import Chronology
from timeline.query import Found
from timeline.views import Options, arranged
from timeline.writing import Out
from timeline.writing.json_text import to_json, writer_of
from timeline.writing.known_dates import as_known
from timeline.writing.plain_records import event_record, header_record

SUFFIXES = (".json",)


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the header, then an event at a time, so that memory does not grow with the text."""
    chronology, found = as_known(chronology, found, out)
    chosen = arranged(chronology, found, options, out.day)[: options.limit or None]
    header = to_json(header_record(chronology, out.day), ascii_only=out.ascii, indent=1)
    out.write(header[: -len("\n}")] + ',\n "events": [')
    text_of = writer_of(len(chosen), ascii_only=out.ascii, indent=1, margin="  ")
    before = "\n  "
    for one in out.follow(chosen, len(chosen)):
        out.write(before + text_of(event_record(one)))
        before = ",\n  "
    out.write("\n ]\n}\n" if chosen else "]\n}\n")
