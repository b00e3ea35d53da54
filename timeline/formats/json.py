"""`json`: one object, a contract with a version: `{"timeline": 1, "title", "as_of", "events": […]}`."""

from __future__ import annotations

from timeline.formats import Out
from timeline.formats._json import to_json
from timeline.formats._records import event_record, header_record
from timeline.model import Chronology
from timeline.query import Found
from timeline.views import Options, arranged

SUFFIXES = (".json",)


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the header, then an event at a time, so that memory does not grow with the text."""
    chosen = arranged(chronology, found, options, out.day)[: options.limit or None]
    header = to_json(header_record(chronology, out.day), ascii_only=out.ascii, indent=1)
    out.write(header[: -len("\n}")] + ',\n "events": [')
    for n, one in enumerate(out.follow(chosen, len(chosen))):
        text = to_json(event_record(one), ascii_only=out.ascii, indent=1, margin="  ")
        out.write((",\n  " if n else "\n  ") + text)
    out.write("\n ]\n}\n" if chosen else "]\n}\n")
