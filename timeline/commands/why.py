"""`timeline why`: everything about one event."""

from __future__ import annotations

from timeline import console, why
from timeline.commands import Params
from timeline.commands._delivery import deliver, terminal_of
from timeline.commands._files import day_of, loaded
from timeline.console import Exit
from timeline.load.identities import is_identity
from timeline.query import Query


def run(params: Params) -> int:
    """Explains the event that an id or words of a title name."""
    terminal = terminal_of(params)
    identity = params["event"].strip().removeprefix("@")
    chronology = loaded(params, query=_about(identity), sifted=False)  # asking each event takes longer than keeping it
    if chronology.passed and not any(event.id == identity for event in chronology.events):
        chronology = loaded(params, again=True)  # where it is no id, any title may be meant
    console.say_problems(chronology.problems)
    day = day_of(chronology)
    deliver(
        params, terminal, day, lambda out: why.run(chronology, params["event"], day, as_json=params["json"], out=out)
    )
    return Exit.DONE


def _about(identity: str) -> Query | None:
    """The event of an id and those that may mention it; None where that can be no id."""
    return Query(where=f'id:{identity} or text:"{identity}"') if is_identity(identity) else None
