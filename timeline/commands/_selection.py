"""A selection of events, printed: what `show` and `filter` share."""

from __future__ import annotations

from timeline import console, formats
from timeline.commands import Params
from timeline.commands._delivery import deliver, terminal_of
from timeline.commands._files import day_of, loaded
from timeline.console import Exit, say
from timeline.errors import UsageError
from timeline.model import Chronology
from timeline.query import Query, select
from timeline.views import Options


def print_selection(params: Params, query: Query) -> int:
    """Loads, selects and writes; 1 with `--exit-code` where nothing matches."""
    arranged = ("sort", "reverse", "group", "color_by", "dates", "order", "limit")
    options = Options(*(params[name] for name in arranged))
    module = _format_of(params)
    terminal = terminal_of(params)
    chronology = loaded(params)
    console.say_problems(chronology.problems)
    query = _with_view(query, chronology, params["view"])
    day = day_of(chronology)
    found = select(chronology, query, day, explain=bool(params.get("explain")))
    for note in found.notes:
        say(note)
    if not found.events:
        say("no events" if not chronology.events else "no event matches")
    deliver(params, terminal, day, lambda out: module.write(chronology, found, options, out))
    if any(problem.severity == "error" for problem in chronology.problems):
        return Exit.DATA
    return Exit.FOUND if params["exit_code"] and not found.events else Exit.DONE


def _with_view(query: Query, chronology: Chronology, name: str) -> Query:
    if not name:
        return query
    views = dict(chronology.views)
    if name not in views:
        known = f"; there are: {', '.join(views)}" if views else "; the file saves none (views:)"
        raise UsageError(f'no view "{name}"{known}')
    where = f"({query.where}) ({views[name]})" if query.where else views[name]
    return query._replace(where=where)


def _format_of(params: Params) -> formats.Format:
    if params["output_format"]:
        return formats.named(params["output_format"])
    if params["json"]:
        return formats.named("json")
    if params["brief"]:
        return formats.named("brief")
    found = formats.for_file(params["output"]) if params["output"] else None
    return found or formats.named("text")
