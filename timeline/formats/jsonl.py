"""`jsonl`: JSON Lines; the header on the first line, then an event a line."""

from __future__ import annotations

from timeline.formats import Out
from timeline.formats._json import to_json
from timeline.formats._records import event_record, header_record
from timeline.model import Chronology
from timeline.query import Found
from timeline.views import Options, arranged

SUFFIXES = (".jsonl", ".ndjson")


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes a line at a time."""
    out.write(to_json(header_record(chronology, out.day), ascii_only=out.ascii) + "\n")
    chosen = arranged(chronology, found, options, out.day)[: options.limit or None]
    for one in out.follow(chosen, len(chosen)):
        out.write(to_json(event_record(one), ascii_only=out.ascii) + "\n")
