"""`timeline why`: everything about one event."""

from __future__ import annotations

from timeline import console, why
from timeline.commands import Params
from timeline.commands._delivery import deliver, terminal_of
from timeline.commands._files import day_of, loaded
from timeline.console import Exit


def run(params: Params) -> int:
    """Explains the event that an id or words of a title name."""
    terminal = terminal_of(params)
    chronology = loaded(params)
    console.say_problems(chronology.problems)
    day = day_of(chronology)
    deliver(
        params, terminal, day, lambda out: why.run(chronology, params["event"], day, as_json=params["json"], out=out)
    )
    return Exit.DONE
