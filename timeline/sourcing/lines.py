"""The facts about sources printed: as lines for people, as records for programs.

What comes from the files goes through `views.printable` in lines, and through the JSON writer's escapes in records.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from timeline.dates import Range, iso, read
from timeline.dates.days import civil, month_range, year_range
from timeline.dates.said import day_words
from timeline.dates.show import plain
from timeline.model import Chronology, Event
from timeline.printable import counted
from timeline.records import NamedTuple
from timeline.sourcing.facts import Reported, SourcingFacts, sourcing_report
from timeline.sourcing.lapses import Lapse, lapse_words
from timeline.sourcing.outlets import Counts, OutletFacts, outlets_report
from timeline.views import Piece, origins_words, override_words, printable
from timeline.width import padded, width_of
from timeline.writing import Out
from timeline.writing.json_text import to_json
from timeline.writing.lines import wrapped
from timeline.writing.paint import painter

Line = tuple[Piece, ...]

_WIDEST_ID = 28
_HANG = 4


def run_outlets(chronology: Chronology, *, as_json: bool, out: Out) -> None:
    """Writes what each outlet did: lines, or one JSON object."""
    found = outlets_report(chronology)
    _write(outlets_record(found), outlet_lines(found), as_json, out)


def run_sourcing(chronology: Chronology, day: int, silence: int, *, as_json: bool, out: Out) -> None:
    """Writes how the events are sourced: lines, or one JSON object."""
    facts = sourcing_report(chronology, day, silence)
    _write(sourcing_record(facts), sourcing_lines(facts), as_json, out)


def _write(record: dict[str, Any], lines: Iterable[Line], as_json: bool, out: Out) -> None:
    if as_json:
        out.write(to_json(record, ascii_only=out.ascii, indent=1) + "\n")
        return
    paint = painter(out.color)
    text = [line for pieces in lines for line in wrapped(pieces, _HANG, out, paint)]
    out.write("\n".join(text) + "\n")


# --- outlets ------------------------------------------------------------------------------------------------------


def outlet_lines(outlets: Sequence[OutletFacts]) -> list[Line]:
    """A headline an outlet, with how many events and when it published; below it what it did."""
    lines: list[Line] = [(Piece(f"{counted(len(outlets), 'outlet')}, in alphabetical order", "title"),)]
    column = min(max([width_of(printable(one.name)) for one in outlets], default=0), _WIDEST_ID)
    for one in outlets:
        name = padded(printable(one.name), column)
        lines.append((Piece(name, "event"), Piece(f"  {counted(len(one.events), 'event')}{_published(one)}")))
        lines += [(Piece(f"    {label} "), Piece(printable(said), role)) for label, said, role in _deeds(one) if said]
    return lines


def _published(one: OutletFacts) -> str:
    if not one.events:
        return ", only credited by others"
    first, last = _range_words(one.first_published), _range_words(one.last_published)
    dated = f", published {first}" + (f" – {last}" if first != last else "") if first else ""
    doubts = ((one.undated, "without a date"), (one.uncertain, "of uncertain date"))
    return dated + "".join(f", {counted(number, 'source')} {what}" for number, what in doubts if number)


def _range_words(days: Range) -> str:
    """Two days as one date in words: "May 4, 2020", "May 2020", "between May 4 and 6, 2020"; empty for no bounds."""
    low, high = days
    if low is None or high is None:
        return f"{day_words(low)} or later" if low is not None else "" if high is None else f"by {day_words(high)}"
    year, month, _ = civil(low)
    if not 1000 <= year <= 9998:
        return f"between {day_words(low)} and {day_words(high)}"
    units = {(low, low): 10, month_range(year, month): 7, year_range(year): 4}
    return plain(read(iso(low)[: units[days]] if days in units else f"[{iso(low)}..{iso(high)}]"))


def _deeds(one: OutletFacts) -> Iterator[tuple[str, str, str]]:
    yield "reported first:", ", ".join(one.first), ""
    yield "possibly first:", ", ".join(one.possibly_first), "possible"
    yield "only outlet for:", ", ".join(one.alone), ""
    yield "credits:", _counts_words(one.credits), ""
    yield "credited by:", _counts_words(one.credited_by), ""
    yield "denied:", ", ".join(one.denied), "against"
    yield "corrected:", ", ".join(one.corrected), ""
    yield "retracted:", ", ".join(one.retracted), "against"


def _counts_words(counts: Counts) -> str:
    return ", ".join(f"{name} ({counted(number, 'event')})" if number > 1 else name for name, number in counts)


def outlets_record(outlets: Sequence[OutletFacts]) -> dict[str, Any]:
    """The outlets under stable keys; days as ISO, null where there is no bound."""
    return {"outlets": [_outlet_record(one) for one in outlets]}


def _outlet_record(one: OutletFacts) -> dict[str, Any]:
    ids = ("events", "alone", "first", "possibly_first", "denied", "corrected", "retracted")
    return {
        "name": one.name,
        **{key: list(getattr(one, key)) for key in ids},
        "credits": dict(one.credits),
        "credited_by": dict(one.credited_by),
        "first_published": _range_record(one.first_published),
        "last_published": _range_record(one.last_published),
        "undated": one.undated,
        "uncertain": one.uncertain,
    }


def _range_record(days: Range) -> dict[str, str | None]:
    return {key: None if day is None else iso(day) for key, day in zip(("earliest", "latest"), days, strict=True)}


# --- sourcing -----------------------------------------------------------------------------------------------------


class _Section(NamedTuple):
    """A question, the events that answer it, and what is to be known beside them."""

    heading: str
    found: list[Line]
    notes: list[Line] = []  # noqa: RUF012  # a default that nothing writes to


def sourcing_lines(facts: SourcingFacts) -> list[Line]:
    """A section a question, in a fixed order, with what was found or "none"."""
    title = f"How {counted(facts.number, 'event')} {'is' if facts.number == 1 else 'are'} sourced"
    lines: list[Line] = [(Piece(f"{title}, as of {day_words(facts.day)}", "title"),)]
    for heading, found, notes in (*_standing(facts), *_answers(facts), *_coverage(facts)):
        lines += [
            (),
            (Piece(heading if found else f"{heading}:", "heading"), Piece("" if found else " none")),
            *found,
            *notes,
        ]
    return lines


def _standing(facts: SourcingFacts) -> Iterator[_Section]:
    """What the events stand on."""
    yield _Section("Without a source", _listed((one, "") for one in facts.unsourced), _background(facts))
    yield _Section(
        "On one origin",
        _listed(
            (one.event, origins_words(one.origins) or f"origin: {', '.join(one.origins.roots)}")
            for one in facts.one_origin
        ),
    )
    yield _Section("On unnamed sources alone", _listed((one, "") for one in facts.unnamed))
    yield _Section(
        "Outlets that credit only each other",
        [
            (Piece(f"  {printable(', '.join(one.outlets))}"), Piece(f" · for {_ids(one.events)}", "origins"))
            for one in facts.circles
        ],
    )
    yield _Section(
        "Statuses set by hand",
        _listed((one.event, override_words(one.event, facts.day), one.event.status) for one in facts.overrides),
    )


def _answers(facts: SourcingFacts) -> Iterator[_Section]:
    """What was said against, and what was not."""
    yield _Section(
        "Rumours that nobody has answered",
        _listed((one.event, f"open: {lapse_words(one.open_for, behind='').rstrip()}") for one in facts.unanswered),
    )
    yield _Section(
        "Denials, counted from the first report",
        _listed((one.event, f"{one.status}; {_took(one.took)}", one.status) for one in facts.denials),
    )


def _coverage(facts: SourcingFacts) -> Iterator[_Section]:
    """When things were reported, and when nothing was."""
    yield _Section("First reports, counted from what happened or began", *_reported(facts.reported))
    yield _Section(
        f"Silences of more than {counted(facts.silence, 'day')}",
        [
            (
                Piece(f"  {day_words(one.first)} – {day_words(one.last)}"),
                Piece(f" · {counted(one.days, 'day')}", "origins"),
            )
            for one in facts.silences
        ],
        [
            _note(f"{counted(number, 'publication')} {what}")
            for number, what in (
                (facts.undated, "without a date left aside"),
                (facts.uncertain, "with an uncertain date (?) taken as stated"),
            )
            if number
        ],
    )


def _note(text: str) -> Line:
    return (Piece(f"  {text}", "note"),)


def _ids(events: Iterable[Event]) -> str:
    return printable(", ".join(event.id for event in events))


def _listed(found: Iterable[tuple[Event, str] | tuple[Event, str, str]]) -> list[Line]:
    """An event a line, by id and title, with what there is to say of it; a status gives that its colour."""
    rows = list(found)
    column = min(max([width_of(printable(row[0].id)) for row in rows], default=0), _WIDEST_ID)
    lines: list[Line] = []
    for event, said, *status in rows:
        lead = Piece(f"  {padded(printable(event.id), column)}  {printable(event.title)}")
        role = "against" if status and status[0] in ("denied", "disputed", "retracted") else "origins"
        lines.append((lead, Piece(" · "), Piece(printable(said), role)) if said else (lead,))
    return lines


def _background(facts: SourcingFacts) -> list[Line]:
    if not facts.background:
        return []
    return [_note(f"background, which needs none: {_ids(facts.background)}")]


def _took(took: Lapse | None) -> str:
    if took is None:
        return "no report of it in the file"
    return f"the denial came {lapse_words(took)}" if took.is_known else "how long it took is not known"


def _reported(reported: Sequence[Reported]) -> tuple[list[Line], list[Line]]:
    """The events in the order of the file; how many were reported the same day, and how many do not tell."""
    told = [one for one in reported if one.took.is_known and one.took[:2] != (0, 0)]
    same = sum(one.took[:2] == (0, 0) for one in reported)
    unknown = sum(not one.took.is_known for one in reported)
    notes = ((same, "reported the same day"), (unknown, "whose dates do not tell"))
    lines = _listed((one.event, lapse_words(one.took)) for one in told)
    return lines, [_note(f"{counted(number, 'event')} {what}") for number, what in notes if number]


def sourcing_record(facts: SourcingFacts) -> dict[str, Any]:
    """The same facts under stable keys; durations in days as `least` and `most`, null where there is no limit."""
    return {
        "as_of": iso(facts.day),
        "silence": facts.silence,
        "events": facts.number,
        "unsourced": [_named(one) for one in facts.unsourced],
        "background": [_named(one) for one in facts.background],
        "one_origin": [
            _named(one.event)
            | {"outlets": list(one.origins.outlets), "origins": [*one.origins.roots, *map(list, one.origins.circles)]}
            for one in facts.one_origin
        ],
        "unnamed_only": [_named(one) for one in facts.unnamed],
        "rumours_unanswered": [_named(one.event) | {"open_for": _days(one.open_for)} for one in facts.unanswered],
        "denials": [_named(one.event) | {"status": one.status, "took": _days(one.took)} for one in facts.denials],
        "first_reports": [_named(one.event) | {"took": _days(one.took)} for one in facts.reported],
        "silences": [{"first": iso(one.first), "last": iso(one.last), "days": one.days} for one in facts.silences],
        "undated_publications": facts.undated,
        "uncertain_publications": facts.uncertain,
        "overrides": [
            _named(one.event) | {"status": one.event.status, "because": one.event.because, "sources_alone": one.alone}
            for one in facts.overrides
        ],
        "circles": [
            {"outlets": list(one.outlets), "events": [event.id for event in one.events]} for one in facts.circles
        ],
    }


def _named(event: Event) -> dict[str, Any]:
    return {"id": event.id, "title": event.title}


def _days(took: Lapse | None) -> dict[str, Any] | None:
    return None if took is None else took._asdict()
