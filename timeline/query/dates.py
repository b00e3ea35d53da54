"""Dates on the command line: any date text, or `@id` and the like."""

from __future__ import annotations

from timeline.dates import Context, DateError, When, read
from timeline.errors import UsageError
from timeline.model import Chronology, Era, Event


def date_bounds(text: str, chronology: Chronology) -> When:
    """What a date on the command line means in a chronology: any date text, or `@id` and the like.

    Raises:
        UsageError: Not a date, or a reference to nothing.
    """
    try:
        when = read(text, Context(chronology.conventions, chronology.year))
    except DateError as error:
        raise UsageError(f"{error}; {error.hint}" if error.hint else str(error)) from error
    if not when.clauses:
        return when
    from timeline.errors import Place
    from timeline.resolve import Node, solve

    known: list[Era | Event] = [*chronology.eras, *chronology.events]
    nodes = [Node(one.id, one.when._replace(clauses=()), one.where) for one in known]
    solution = solve([*nodes, Node("", when, Place("the command line"), "")], chronology.conventions, {})
    for problem in solution.problems:
        raise UsageError(f"{text}: {problem.message}" + (f"; {problem.hint}" if problem.hint else ""))
    return solution.whens[-1]
