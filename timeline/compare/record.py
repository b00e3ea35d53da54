"""A difference as programs read it."""

from __future__ import annotations

from typing import Any

from timeline.compare.changes import Change, Difference, EraChange, FieldChange
from timeline.dates import iso
from timeline.model import Source
from timeline.views import Shown
from timeline.writing.plain_records import event_record


def difference_record(difference: Difference, labels: tuple[str, str] = ("old", "new")) -> dict[str, Any]:
    """The difference for programs; events and sources under the keys that the files have."""
    sides = zip(("old", "new"), labels, (difference.old_day, difference.new_day), strict=True)
    return {
        "timeline": 1,
        **{side: {"label": label, "as_of": iso(day)} for side, label, day in sides},
        "differs": not difference.is_empty,
        "header": {change.field: _field_record(change) for change in difference.header},
        "eras": [_era_record(change) for change in difference.eras],
        "events": {
            "new": [event_record(one) for one in difference.new],
            "gone": [event_record(one) for one in difference.gone],
            "changed": [_change_record(change) for change in difference.changed],
        },
    }


def _change_record(change: Change) -> dict[str, Any]:
    """An event that changed: id, title and both statuses always; sources; below `fields` only what is another."""
    fields = {field.field: _field_record(field) for field in change.fields if field.field != "status"}
    if "date" in fields:
        fields["date"] |= {"old": event_record(change.old)["date"], "new": event_record(change.new)["date"]}
    return {
        "id": change.id,
        "title": change.new.event.title,
        "status": {"old": change.old.status, "new": change.new.status},
        "sources": {
            "added": _source_records(change.new, change.added),
            "gone": _source_records(change.old, change.gone),
        },
        "fields": fields,
    }


def _source_records(one: Shown, sources: tuple[Source, ...]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = event_record(one._replace(event=one.event._replace(sources=sources)))["sources"]
    return found


def _field_record(change: FieldChange) -> dict[str, Any]:
    if change.how == "items":
        return {"added": list(change.new), "gone": list(change.old)}
    record = {"old": change.old[0], "new": change.new[0]}
    return record if change.how == "changed" else {"change": change.how, **record}


def _era_record(change: EraChange) -> dict[str, Any]:
    what = "new" if change.old is None else "gone" if change.new is None else "changed"
    sides = {
        side: None if era is None else {"name": era.name, "date": era.date.text}
        for side, era in (("old", change.old), ("new", change.new))
    }
    moved = next((field.how for field in change.fields if field.field == "date"), None)
    return {"id": change.id, "change": what, "date_change": moved, **sides}
