"""The answer for programs: an event with its reasons, its ledger and what refers to it."""

from __future__ import annotations

from typing import Any

from timeline.dates import When, iso
from timeline.model import Chronology, Event, Reason, standing, status_from, status_of
from timeline.query import CERTAIN
from timeline.views import Shown, date_label
from timeline.why.ledger import BACKWARD, aliases_of, cited, meant, statuses
from timeline.why.lines import place_words
from timeline.why.mentions import mentions_of, title_of
from timeline.why.proof import chain_of
from timeline.writing.plain_records import event_record


def why_record(chronology: Chronology, event: Event, day: int) -> dict[str, Any]:
    """An event as in the other JSON formats, and `as_of`, `where`, `reasons`, `ledger` and `referred_to_by`.

    `ledger` has the sources in order of publication, with the keys of the file and the days on which each can have
    been published, whether it stands, and `status_after` it; `names` has the outlets of a source that the header gives
    another name, with that. A reason's `chain` is what it rests on in turn.
    """
    record = event_record(Shown(event, CERTAIN, status_of(event, day)))
    written = {id(source): entry for source, entry in zip(event.sources, record["sources"], strict=True)}
    left = standing(event.sources)
    reasons = chronology.reasons.get(event.id, ())
    record |= {
        "as_of": iso(day),
        "status_of_sources": status_from(event, event.sources, day),
        "where": place_words(event.where),
        "reasons": [_reason_record(one) | {"chain": _chain_records(chronology, one)} for one in reasons],
        "ledger": [
            written[id(source)]
            | {
                "published": _bounds_record(source.when),
                "status_after": status,
                "stands": source in left,
                "where": place_words(source.where),
            }
            | ({"names": dict(names)} if (names := tuple(aliases_of(source))) else {})
            | ({"about": [cited(one) for one in meant(event, source)]} if source.says in BACKWARD else {})
            for source, status in statuses(chronology, event, day)
        ],
        "referred_to_by": [
            {
                "id": one.by.id,
                "title": title_of(one.by),
                "in": one.part,
                "clause": one.clause,
                "where": place_words(one.by.where),
            }
            for one in mentions_of(chronology, event)
        ],
    }
    return record


def _bounds_record(when: When) -> dict[str, str | None]:
    lower, upper = (None if day is None else iso(day) for day in (when.lower, when.upper))
    return {"words": date_label(when), "lower": lower, "upper": upper}


def _reason_record(reason: Reason) -> dict[str, Any]:
    return {
        "bound": reason.bound,
        "day": iso(reason.day),
        "owner": reason.owner,
        "clause": reason.clause,
        "ids": list(reason.ids),
        "where": place_words(reason.place),
    }


def _chain_records(chronology: Chronology, reason: Reason) -> list[dict[str, Any]]:
    return [_reason_record(one) for one in chain_of(chronology, reason)[1:]]
