"""Dates on the command line: any date text, or `@id` and the like."""

from __future__ import annotations

from timeline.dates import Context, DateError, When, read
from timeline.errors import Problem, UsageError
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
        hint = _hint(problem, chronology)
        raise UsageError(f"{text}: {problem.message}" + (f"; {hint}" if hint else ""))
    return solution.whens[-1]


def _hint(problem: Problem, chronology: Chronology) -> str:
    """What to do about a problem where no file has to be changed for it."""
    if problem.code != "R101":
        return problem.hint
    if chronology.as_of is not None:
        from timeline.dates.said import day_words

        return f"nothing of that id was reported by {day_words(chronology.as_of)}"
    return problem.hint if problem.hint.startswith("Did you mean") else ""
