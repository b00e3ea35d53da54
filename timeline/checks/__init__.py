"""Rules: what is doubtful in a chronology though every line of it can be read. One module a rule, found by name.

To add one: a module here, named as the rule (a hyphen is an underscore in the file name), with

- `CODE`, a letter for the area and three digits. C: the chronology and its events, S: what an event stands on, T: time,
  N: names, L: addresses. The letters D, E, F and R belong to loading.
- `NAME`, the rule in a few words joined by hyphens; `SEVERITY`, `error` for what cannot be, `warning` for what is
  probably a mistake, `note` for what is worth knowing.
- a docstring, which is its manual page: a line that says what is found, why it matters, then an indented example after
  `Wrong:` and one after `Right:`, each a whole file. `timeline check --explain CODE` prints it, and docs/checks.md
  collects it; the tests run the examples.
- `find(story)`, which yields a `Problem` for each finding: the place from `story.at(…)`, `CODE`, a message without
  names of variables, what to do, `SEVERITY`; `related` where another event takes part. The excerpt is filled in
  afterwards.

and `tests/checks/CODE/bad.yaml` and `good.yaml`; `make golden` writes `expected.txt`. Nothing else needs to change: the
command, its help and its reports list what stands in this folder.

Four things hold for all. A rule is quiet about mere vagueness: what is open in the file stays open. A date counts only
where nothing else is possible, `?` makes nothing certain, and leeway is that of the filters (`_days`). Every name and
event is looked at a fixed number of times, so that a hundred thousand events take seconds. Text of the files is quoted
in messages as it is; whoever prints it cleans it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from importlib import import_module
from typing import Any, Protocol

from timeline.checks._story import Story
from timeline.errors import Place, Problem, UsageError, Where
from timeline.helper import in_turns

SEVERITIES = ("error", "warning", "note")
"""The gravest first."""

_WORTH_TWO = 2_500
"""Events from which a second process saves more than it costs."""

_NOWHERE = Place("")


class Rule(Protocol):
    """What a module of this folder offers."""

    __doc__: str | None
    CODE: str
    NAME: str
    SEVERITY: str

    def find(self, story: Story) -> Iterator[Problem]: ...


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, by code."""
    files = os.listdir(os.path.dirname(__file__))
    names = sorted(file[:-3] for file in files if file.endswith(".py") and file[0].isalpha())
    modules: list[Any] = [import_module(f"timeline.checks.{name}") for name in names]
    return tuple(sorted(modules, key=lambda rule: str(rule.CODE)))


@cache
def known_codes() -> frozenset[str]:
    """The codes of all rules, and those of loading that are described."""
    from timeline.checks._load_codes import LOAD_CODES

    return frozenset((*(rule.CODE for rule in rules()), *LOAD_CODES))


def codes_of(words: Sequence[str], option: str) -> frozenset[str]:
    """The codes that a list of codes, names of rules and first letters of codes means: `T101`, `lapsed-plan`, `T`.

    Raises:
        UsageError: One of them means nothing.
    """
    from timeline.checks._load_codes import LOAD_CODES

    known = {rule.CODE: rule.NAME for rule in rules()} | {code: about.name for code, about in LOAD_CODES.items()}
    found: set[str] = set()
    for word in words:
        meant = {code for code, name in known.items() if code.startswith(word.upper()) or name == word.lower()}
        if not meant:
            hint = _near(word, [*known, *known.values()])
            raise UsageError(f'{option}: no rule "{word}"{hint}; timeline check --explain codes lists them')
        found |= meant
    return frozenset(found)


def _near(word: str, choices: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = [*get_close_matches(word.upper(), choices, 1), *get_close_matches(word.lower(), choices, 1)]
    return f"; did you mean {near[0]}?" if near else ""


def found_in(story: Story, wanted: Iterable[Rule], told: Sequence[str] = SEVERITIES) -> tuple[Problem, ...]:
    """All that the rules find, and the warnings of loading, in file order; what is to be ignored left out.

    What is of a severity that nobody is told stands last, to be counted: without its place and what it says. Of many
    events a second process looks for some of it.
    """
    ignores = story.ignores  # read here, before there are two processes
    finders: list[Callable[[], Iterable[Problem]]] = [partial(rule.find, story) for rule in wanted]
    finders.append(lambda: [problem for problem in story.chronology.problems if problem.severity != "error"])

    def found_by(number: int) -> list[Problem]:
        found = (one for one in finders[number]() if not ignores.silence(one))
        return [_settled(one, story) if one.severity in told else _counted(one) for one in found]

    if len(story.chronology.events) < _WORTH_TWO:
        parts: Iterable[list[Problem]] = map(found_by, range(len(finders)))
    else:
        import pickle

        parts = in_turns(len(finders), found_by, pickle.dumps, pickle.loads)
    every = [one for part in parts for one in part]
    order = {name: n for n, name in enumerate(story.chronology.files)}
    far = len(order)

    def position(problem: Problem) -> tuple[int, int, int, str]:
        place = problem.place
        return order.get(place.file, far), place.line, place.column, problem.code

    shown = sorted((one for one in every if one.severity in told), key=position)
    return (*shown, *(one for one in every if one.severity not in told))


def _settled(problem: Problem, story: Story) -> Problem:
    """A finding as it is told: with its line, and no place in it that has to be looked up."""
    place = problem.place
    related = tuple([(_place_of(other), words) for other, words in problem.related])
    return problem._replace(place=_place_of(place), excerpt=problem.excerpt or story.line_of(place), related=related)


def _place_of(where: Where) -> Place:
    return Place(where.file, where.line, where.column, where.width)


def _counted(problem: Problem) -> Problem:
    return Problem(_NOWHERE, problem.code, "", severity=problem.severity)
