"""Why a date is narrowed: the lines of the files that a bound follows from."""

from timeline.errors import Place, Where
from timeline.model import Chronology, Era, Event, Reason
from timeline.resolve import explain
from timeline.views import date_label

Proof = tuple[tuple[Where, str], ...]
"""Statements, each with its place; that of a birth date is not known."""


def proof_of(chronology: Chronology, reason: Reason) -> Proof:
    """The lines that a bound follows from, each with its place: clauses first, then the date that they lead to."""
    chain = chain_of(chronology, reason)
    lines: list[tuple[Where, str]] = [(one.place, _sentence(one)) for one in chain]
    basis = _basis(chain[-1])
    if basis.startswith("born:"):
        name = basis.removeprefix("born:")
        born = next((one.born for one in chronology.people if one.born and name in (one.name, *one.aliases)), None)
        if born is not None:
            lines.append((Place(""), f"{name} was born {date_label(born)}"))
    dated: list[Era | Event] = [*chronology.eras, *chronology.events]
    for one in dated:
        if one.id == basis and explain.own_text(one.date):
            lines.append((one.where, explain.Line(explain.Node(one.id, one.date), None).sentence))
    return tuple(dict.fromkeys(lines))


def chain_of(chronology: Chronology, reason: Reason) -> list[Reason]:
    """A reason, the reason of the date that it rests on, and so on to a date that stands by itself."""
    chain = [reason]
    while True:
        follower = next(
            (one for one in chronology.reasons.get(_basis(chain[-1]), ()) if _rests_on(chain[-1], one)), None
        )
        if follower is None or follower in chain:
            return chain
        chain.append(follower)


def _basis(reason: Reason) -> str:
    """The id of the date that a bound comes from; empty where it is that of a source."""
    return reason.ids[0] if reason.ids else ""


def _rests_on(reason: Reason, other: Reason) -> bool:
    """Whether a bound comes from another: an earliest from an earliest; of a span, from the end with the same day."""
    side, _, end = other.bound.partition(" ")
    return reason.bound.startswith(side) and (not end or other.day == reason.day)


def _sentence(reason: Reason) -> str:
    """`@talks-fade is after @first-term-ends`, as contradictions say it too."""
    verb = "lasts" if reason.clause.lower().startswith(("since", "from")) else "is"
    return f"{f'@{reason.owner}' if reason.owner else 'a source'} {verb} {reason.clause}"
