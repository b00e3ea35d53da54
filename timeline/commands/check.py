"""`timeline check`: every problem of the files, and on request how events are sourced."""

from __future__ import annotations

import sys

from timeline import console, sourcing
from timeline.commands import Params
from timeline.commands._delivery import deliver, terminal_of
from timeline.commands._files import day_of, loaded
from timeline.console import Exit
from timeline.errors import UsageError

_TOPICS = {"status": sourcing.status_explanation}


def run(params: Params) -> int:
    """Tells every problem on stderr; 1 where there is a warning, 2 (by the caller) where there is an error."""
    if params["explain"]:
        topic = _TOPICS.get(params["explain"])
        if topic is None:
            raise UsageError(f'nothing to explain by the name "{params["explain"]}"; there is: {", ".join(_TOPICS)}')
        sys.stdout.write(topic())
        return Exit.DONE
    terminal = terminal_of(params)
    chronology = loaded(params)
    console.say_problems(chronology.problems)
    if params["sourcing"]:
        day, silence, as_json = day_of(chronology), params["silence"], params["json"]
        deliver(
            params, terminal, day, lambda out: sourcing.run_sourcing(chronology, day, silence, as_json=as_json, out=out)
        )
    return Exit.FOUND if chronology.problems else Exit.DONE
