"""A chronology as plain records, under the keys that the files have, so that what is written can be read back."""

from __future__ import annotations

from typing import Any

from timeline.dates import iso
from timeline.dates.conventions import STANDARD, Conventions
from timeline.dates.record import outline
from timeline.model import FURTHER, Chronology, Event, Name, Source, further_of, origins_of
from timeline.query import Match
from timeline.views import Shown


def header_record(chronology: Chronology, day: int) -> dict[str, Any]:
    """What stands above the events; `as_of` is the day that the statuses are worked out for."""
    record: dict[str, Any] = {"timeline": 1, "title": chronology.title, "as_of": iso(day)}
    if chronology.about:
        record["about"] = chronology.about
    if chronology.year is not None:
        record["year"] = str(chronology.year)
    changed = changed_conventions(chronology.conventions)
    if changed:
        record["conventions"] = changed
    if chronology.eras:
        record["eras"] = {
            era.id: {"name": era.name, "date": era.date.text, **dict(era.extra)} for era in chronology.eras
        }
    for key, names in (("people", chronology.people), ("outlets", chronology.outlets)):
        if names:
            record[key] = {one.name: _name_record(one) for one in names}
    if chronology.views:
        record["views"] = dict(chronology.views)
    if _is_edtf(chronology):
        record["dates"] = "edtf"
    return record | dict(chronology.extra)


def changed_conventions(conventions: Conventions) -> dict[str, str]:
    """What differs from the table, under the keys and in the words of a file: `{"summer": "5-9", "slack": "no"}`."""
    return {
        name.replace("_", "-"): ("yes" if value else "no") if isinstance(value, bool) else f"{value[0]}-{value[1]}"
        for name, value in conventions._asdict().items()
        if value != getattr(STANDARD, name)
    }


def _is_edtf(chronology: Chronology) -> bool:
    """Whether the files were read as the standard alone: a date stands that is refused as ambiguous otherwise."""
    dates = [era.date for era in chronology.eras] + [event.date for event in chronology.events]
    dates += [source.date for event in chronology.events for source in event.sources]
    return any(_is_ambiguous(text) for text in {date.text for date in dates if len(date.text) in (7, 8)})


def _is_ambiguous(text: str) -> bool:
    if text[7:] not in ("", "?", "~", "%") or text[4] != "-" or not (text[:4] + text[5:7]).isdecimal():
        return False
    return 21 <= int(text[5:7]) <= 41 and int(text[5:7]) == (int(text[:4]) + 1) % 100


def _name_record(one: Name) -> dict[str, Any]:
    record: dict[str, Any] = {}
    if one.aliases:
        record["aliases"] = list(one.aliases)
    if one.born is not None:
        record["born"] = one.born.text
    if one.home:
        record["home"] = one.home
    return record | dict(one.extra)


def event_record(one: Shown) -> dict[str, Any]:
    """An event; `status` is what the sources add up to, `status_from` says whether they or the author decided it."""
    event = one.event
    origins = origins_of(event)
    record: dict[str, Any] = {
        "id": event.id,
        "date": _date_record(event),
        "title": event.title,
        "status": one.status,
        "status_from": "author" if event.status else "sources",
        "origins": [*origins.roots, *map(list, origins.circles)],
        "match": "certain" if one.match is Match.CERTAIN else "possible",
    }
    for key, text in (
        ("summary", event.summary), ("group", event.group), ("because", event.because), ("note", event.note)
    ):  # fmt: skip
        if text:
            record[key] = text
    record["people"] = list(event.people)
    record["orgs"] = list(event.orgs)
    record["works"] = list(event.works)
    record["places"] = list(event.places)
    record["tags"] = list(event.tags)
    if event.background:
        record["background"] = "true"
    if event.extra:
        record |= event.extra
    record["sources"] = [_source_record(source) for source in event.sources]
    return record


def _date_record(event: Event) -> dict[str, Any]:
    """The date as written, and what it means; `inferred` has the bounds that references add, and from where."""
    when = event.when
    return {"text": event.date.text, **outline(when), "inferred": list(when.derived) or None}


def _source_record(source: Source) -> dict[str, Any]:
    record: dict[str, Any] = {"outlet": source.outlet, "date": source.date.text, "says": source.says}
    if source.title:
        record["title"] = source.title
    if source.url:
        record["url"] = source.url
    further = further_of(source)
    if any(further):
        record |= {key: text for key, text in zip(FURTHER, further, strict=True) if text}
    if source.extra:
        record |= source.extra
    return record
