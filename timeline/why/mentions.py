"""What else in the chronology refers to an event."""

import re
from collections.abc import Iterator

from timeline.dates import When
from timeline.model import Chronology, Era, Event
from timeline.records import NamedTuple
from timeline.views import Piece, printable
from timeline.why.lines import Line
from timeline.width import padded, width_of

_WIDEST_ID = 28

_MENTION = re.compile(r"(?<!\w)@([^\W_][\w.-]*)")


class Mention(NamedTuple):
    """What refers to an event: an event or an era (`by`), in which part of it; `clause` is that of a date."""

    by: Era | Event
    part: str
    clause: str = ""


def mentions_of(chronology: Chronology, event: Event) -> Iterator[Mention]:
    """Every place where the rest of the chronology refers to an event, eras first, then in file order."""
    for era in chronology.eras:
        yield from _in_date(era, era.date, "date", event.id)
    for other in chronology.events:
        if other is not event:
            yield from _in_date(other, other.date, "date", event.id)
            for source in other.sources:
                yield from _in_date(other, source.date, f"date of source {source.outlet}", event.id)
            for part in ("summary", "note", "because"):
                if _names(getattr(other, part), event.id):
                    yield Mention(other, part)


def _in_date(by: Era | Event, date: When, part: str, identity: str) -> Iterator[Mention]:
    return (Mention(by, part, clause.text) for clause in date.clauses if identity in clause.targets)


def _names(text: str, identity: str) -> bool:
    """Whether a text names `@id`; a stop or a hyphen behind it may be the sentence's own."""
    return "@" in text and any(identity in (found, found.rstrip(".-")) for found in _MENTION.findall(text))


def title_of(one: Era | Event) -> str:
    """The title of an event, the name of an era."""
    return one.title if isinstance(one, Event) else one.name


def referring_lines(chronology: Chronology, event: Event) -> Iterator[Line]:
    """A line for each that refers to the event: its id, its title, and how it refers."""
    by_id: dict[str, list[Mention]] = {}
    for mention in mentions_of(chronology, event):
        by_id.setdefault(mention.by.id, []).append(mention)
    column = min(max((width_of(identity) for identity in by_id), default=0), _WIDEST_ID) + 1
    for identity, mentions in by_id.items():
        ways = dict.fromkeys(f"{one.part}: {one.clause}" if one.clause else one.part for one in mentions)
        lead = (Piece("  "), Piece(padded(printable(f"@{identity}"), column), "id"), Piece("  "))
        how = Piece(printable(f" · {'; '.join(f'in its {way}' for way in ways)}"))
        yield Line(lead, (Piece(printable(title_of(mentions[0].by))), how))
