"""The answer for people: the event, its date, its sources and what refers to it, one section each."""

from __future__ import annotations

from collections.abc import Iterator

from timeline import keys
from timeline.model import Chronology, Event, status_of
from timeline.views import Piece, badge, printable
from timeline.why.dating import date_lines
from timeline.why.finding import find_event
from timeline.why.ledger import ledger_lines
from timeline.why.lines import STATUS, Line, as_of_words, place_words, row, section, set_line
from timeline.why.mentions import referring_lines
from timeline.why.record import why_record
from timeline.writing import Out
from timeline.writing.json_text import to_json


def run(chronology: Chronology, text: str, day: int, *, as_json: bool, out: Out) -> None:
    """Writes all that is known about the one event that a text means.

    Args:
        chronology: As loaded, or as it stood (`replay.as_of`).
        text: An id, the beginning of one, or words of a title; see `find_event`.
        day: The as-of day, an ordinal; it decides whether a plan has lapsed.
        as_json: A JSON object in place of text.
        out: Where to.

    Raises:
        UsageError: The text means no event, or more than one.
    """
    event = find_event(chronology, text)
    if as_json:
        out.write(to_json(why_record(chronology, event, day), ascii_only=out.ascii, indent=1) + "\n")
        return
    out.write("".join(f"{text}\n" for line in _lines(chronology, event, day) for text in set_line(line, out)))


def explained(chronology: Chronology, event: Event, day: int) -> list[tuple[Piece, ...]]:
    """Everything about an event, as lines of pieces that are ready to print; `day` is the as-of day."""
    return [(*line.lead, *line.rest) for line in _lines(chronology, event, day)]


def _lines(chronology: Chronology, event: Event, day: int) -> list[Line]:
    return [
        *_head(chronology, event, day),
        *section("Date", date_lines(chronology, event)),
        *section("Sources, in order of publication, with the status after each", ledger_lines(chronology, event, day)),
        *section("About", _about(event)),
        *section("Referred to by", referring_lines(chronology, event)),
    ]


def _head(chronology: Chronology, event: Event, day: int) -> Iterator[Line]:
    status = status_of(event, day)
    yield Line((badge(status, STATUS - 1), Piece(" ")), (Piece(printable(event.title), "event"),))
    blank = (Piece(" " * STATUS),)
    if event.summary:
        yield Line(blank, (Piece(printable(event.summary.strip())),))
    about = [f"@{event.id}", place_words(event.where), as_of_words(chronology)]
    yield Line(blank, (Piece(printable(" · ".join(part for part in about if part)), "where"),))


def _about(event: Event) -> Iterator[Line]:
    for label in keys.LISTS:
        if names := getattr(event, label):
            yield row(label, ", ".join(names), label)
    for label, text in (("group", event.group), ("note", event.note), *event.extra):
        if text:
            yield row(label, text.strip(), "note" if label == "note" else "")
