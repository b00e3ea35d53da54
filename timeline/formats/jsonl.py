"""`jsonl`: JSON Lines; the header on the first line, then an event a line."""

from __future__ import annotations

from timeline.model import Chronology
from timeline.query import Found
from timeline.views import Options, arranged
from timeline.writing import Out
from timeline.writing.json_text import to_json, writer_of
from timeline.writing.known_dates import as_known
from timeline.writing.plain_records import event_record, header_record

SUFFIXES = (".jsonl", ".ndjson")


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes a line at a time."""
    chronology, found = as_known(chronology, found, out)
    out.write(to_json(header_record(chronology, out.day), ascii_only=out.ascii) + "\n")
    chosen = arranged(chronology, found, options, out.day)[: options.limit or None]
    text_of = writer_of(len(chosen), ascii_only=out.ascii)
    for one in out.follow(chosen, len(chosen)):
        out.write(text_of(event_record(one)) + "\n")
