"""`timelinejs`: the JSON of TimelineJS 3: a title slide, a slide an event, eras.

Articles are linked in the text of a slide; `media` has only what TimelineJS can show. What cannot be placed is said.
"""

from __future__ import annotations

from typing import Any

from timeline.formats._slides import Parts, Slide, slides
from timeline.model import Chronology
from timeline.query import Found
from timeline.views import Options
from timeline.writing import Out
from timeline.writing.json_text import writer_of

SUFFIXES = ()


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes an object with a slide a line."""
    records: dict[str, list[str]] = {"title": [], "": [], "era": []}
    text_of = writer_of(len(found.events), ascii_only=out.ascii)
    for slide in slides(chronology, found, options, out):
        records[slide.type].append(text_of(_record(slide)))
    out.write("{\n")
    if records["title"]:
        out.write(f' "title": {records["title"][0]},\n')
    out.write(f' "events": {_list(records[""])}')
    out.write(f',\n "eras": {_list(records["era"])}\n}}\n' if records["era"] else "\n}\n")


def _list(records: list[str]) -> str:
    return "[\n  " + ",\n  ".join(records) + "\n ]" if records else "[]"


def _record(slide: Slide) -> dict[str, Any]:
    """A slide under the names of TimelineJS; what it has not is left out."""
    record: dict[str, Any] = {}
    if slide.id:
        record["unique_id"] = slide.id
    if slide.start:
        record["start_date"] = _date(slide.start)
    if slide.end:
        record["end_date"] = _date(slide.end)
    if slide.date:
        record["display_date"] = slide.date
    record["text"] = {"headline": slide.headline, **({"text": slide.text} if slide.text else {})}
    if slide.group:
        record["group"] = slide.group
    if slide.media:
        record["media"] = {"url": slide.media, "credit": slide.credit, "caption": slide.caption}
    if slide.type != "era":
        record["autolink"] = False
    return record


def _date(parts: Parts) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), parts, strict=False))
