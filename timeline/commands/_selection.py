"""A selection of events, printed: what `show`, `filter` and `chart` share."""

from __future__ import annotations

import os

from timeline import console, formats
from timeline.commands import Params
from timeline.commands._delivery import deliver, terminal_of
from timeline.commands._files import day_of, loaded
from timeline.console import Exit, say
from timeline.errors import UsageError
from timeline.query import Query, Wish, broken_views, select, with_view
from timeline.views import Options

_WISHES = ("person", "org", "outlet", "work", "place", "tag", "status", "says", "era", "text", "id")


def query_of(params: Params) -> Query:
    """What the filter options of a command ask for."""
    wishes = []
    for field in _WISHES:
        for key, negated in ((field, False), (f"not_{field}", True)):
            if params.get(key):
                wishes.append(Wish(field, tuple(params[key]), negated))
    others = {name: params[name] for name in Query._fields if name != "wishes"}
    return Query(tuple(wishes), **others)


def print_selection(params: Params, query: Query, default: str = "text", function: str = "write") -> int:
    """Loads, selects and writes; 1 with `--exit-code` where nothing matches.

    Args:
        params: The options of the command.
        query: What to keep.
        default: The format where the options ask for none.
        function: The function of the format that writes.

    Raises:
        UsageError: An option has a value that is none, or the format has no such function.
    """
    arranged = ("sort", "reverse", "group", "color_by", "dates", "order", "limit")
    options = Options(*(params[name] for name in arranged))
    chosen = _format_of(params, default)
    write = getattr(chosen, function, None)
    if write is None:
        raise UsageError(f"only the format {default} can do this; leave --format out")
    terminal = terminal_of(params)
    if not formats.paints(chosen):
        terminal = terminal._replace(color=False)
    chronology = loaded(params, query=query)
    console.say_problems(chronology.problems)
    views = params["view"] or ()
    query = with_view(query, dict(chronology.views), views)
    day = day_of(chronology)
    for name, place, wrong in broken_views(chronology, day, views) if views else ():
        raise UsageError(f"{place}: view `{name}`: {wrong}" if place.file else f"view `{name}`: {wrong}")
    found = select(chronology, query, day, explain=bool(params.get("explain")))
    if found.notes and chronology.passed:  # what there is instead is told from all of it
        chronology = loaded(params, again=True)
        found = select(chronology, query, day, explain=bool(params.get("explain")))
    for note in found.notes:
        say(note)
    if not found.events:
        say("no events" if not chronology.total else "no event matches")
    deliver(params, terminal, day, lambda out: write(chronology, found, options, out))
    if any(problem.severity == "error" for problem in chronology.problems):
        return Exit.DATA
    return Exit.FOUND if params["exit_code"] and not found.events else Exit.DONE


def _format_of(params: Params, default: str) -> formats.Format:
    """The format that is asked for; a file's ending asks for none where it means text and the default is another."""
    if params["output_format"]:
        return formats.named(params["output_format"])
    if params["json"]:
        return formats.named("json")
    if params["brief"]:
        return formats.named("brief")
    output = params["output"]
    found = formats.for_file(output) if output else None
    ending = os.path.splitext(output)[1]
    if found is None and ending:
        say(f"{output}: {ending} is no ending of a format, so this is {default}; -O names another")
    return formats.named(default) if found is None or found is formats.named("text") else found
