"""`timeline check`: every problem and doubt of the files, and on request how events are sourced."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from timeline import checks, console, sourcing
from timeline.checks import _links, _manual, _reports
from timeline.checks._answers import Answer
from timeline.checks._story import Story
from timeline.commands import Params
from timeline.commands._delivery import deliver, terminal_of
from timeline.commands._files import day_of, loaded
from timeline.console import Exit
from timeline.errors import Problem, UsageError
from timeline.load.disk import from_disk
from timeline.load.files import SourceFile, Spot
from timeline.load.nodes import Buffer, NotPlain
from timeline.model import Chronology, Event
from timeline.printable import counted


def run(params: Params) -> int:
    """Findings on stdout, errors of loading on stderr; 2 where there are such, 1 where anything is found."""
    if params["explain"]:
        topic = params["explain"]
        width = terminal_of(params).width
        text = sourcing.status_explanation() if topic == "status" else _manual.explanation(topic)
        console.put(_manual.filled(text, width) if width else text)
        return Exit.DONE
    return _sourcing(params) if params["sourcing"] else _check(params)


def _sourcing(params: Params) -> int:
    terminal = terminal_of(params)
    chronology = loaded(params)
    console.say_problems(chronology.problems)
    day, silence, as_json = day_of(chronology), params["silence"], params["json"]
    deliver(
        params, terminal, day, lambda out: sourcing.run_sourcing(chronology, day, silence, as_json=as_json, out=out)
    )
    return Exit.FOUND if chronology.problems else Exit.DONE


def _check(params: Params) -> int:
    terminal = terminal_of(params)
    name = "json" if params["json"] else params["report"]
    write = _reports.named(name)
    told = _told_severities(params["severity"])
    wanted = _wanted(params)
    errors: list[Problem] = []
    every: list[Problem] = []
    both: list[Problem] = []
    for one in _each(params):
        wrong, doubtful, chronology = _of(one, wanted, told)
        errors += wrong
        every += doubtful
        both += _in_file_order([*wrong, *(problem for problem in doubtful if problem.severity in told)], chronology)
    console.say_problems(errors)
    found = [problem for problem in every if problem.severity in told]
    shown = found if name == "text" else both
    if shown or name in ("json", "sarif"):
        deliver(params, terminal, 0, lambda out: write(shown, out))  # no report shows the day
    if found and name == "text":
        console.say(_summary([*errors, *every], told))
    return Exit.DATA if errors else Exit.FOUND if found else Exit.DONE


def _each(params: Params) -> list[Params]:
    """The options for one chronology after another: of all files together, or of each by itself."""
    files = [*(params["files"] or ()), *(params["file"] or ())]
    return [{**params, "files": [file], "file": None} for file in files] if params["each"] and files else [params]


def _of(
    params: Params, wanted: frozenset[str], told: tuple[str, ...]
) -> tuple[list[Problem], list[Problem], Chronology]:
    """The errors of loading and all findings of one chronology; those that are not told are to be counted alone."""
    texts = _Texts()
    chronology = loaded({**params, "keep_going": True}, fetch=texts.fetch)
    errors = [problem for problem in chronology.problems if problem.severity == "error"]
    texts.take(chronology.events)
    answers = _asked(chronology, params["timeout"]) if params["links"] else {}
    story = Story(chronology, day_of(chronology), texts.text_of, answers)
    found = checks.found_in(story, [rule for rule in checks.rules() if rule.CODE in wanted], told)
    known = checks.known_codes()
    return errors, [one for one in found if one.code in wanted or one.code not in known], chronology


class _Texts:
    """The files as they were read, so that findings quote what was checked, standard input included."""

    def __init__(self) -> None:
        self._read: dict[str, Buffer] = {}
        self._files: dict[str, SourceFile] = {}

    def fetch(self, name: str) -> tuple[str, Buffer]:
        shown, data = from_disk(name)
        self._read[shown] = data
        return shown, data

    def take(self, events: Iterable[Event]) -> None:
        """Takes over what the events were read from, so that a big file need not be decoded twice."""
        for event in events:
            if isinstance(event.where, Spot):
                self._files[event.where.file] = event.where.source

    def text_of(self, name: str) -> str:
        if name in self._files:
            with suppress(NotPlain):
                return self._files[name].text
        return bytes(self._read.get(name, b"")).decode("utf-8-sig", "replace")


def _told_severities(least: str) -> tuple[str, ...]:
    least = least or "warning"
    if least not in checks.SEVERITIES:
        raise UsageError(f'--severity "{least}"; use one of: {", ".join(checks.SEVERITIES)}')
    return checks.SEVERITIES[: checks.SEVERITIES.index(least) + 1]


def _wanted(params: Params) -> frozenset[str]:
    """The codes that `--only` and `--skip` leave."""
    only, skip = (re.findall(r"[^\s,]+", params[option]) for option in ("only", "skip"))
    wanted = checks.codes_of(only, "--only") if only else checks.known_codes()
    return wanted - (checks.codes_of(skip, "--skip") if skip else frozenset())


def _in_file_order(found: list[Problem], chronology: Chronology) -> list[Problem]:
    order = {name: n for n, name in enumerate(chronology.files)}
    return sorted(found, key=lambda one: (order.get(one.place.file, len(order)), one.place.line, one.place.column))


def _summary(every: list[Problem], told: tuple[str, ...]) -> str:
    """How much was found, and what was left out."""
    counts = {name: sum(one.severity == name for one in every) for name in checks.SEVERITIES}
    said = ", ".join(counted(counts[name], name) for name in told if counts[name])
    left = next((name for name in reversed(checks.SEVERITIES) if name not in told and counts[name]), "")
    if not left:
        return said
    more = " and ".join(counted(counts[name], name) for name in checks.SEVERITIES if name not in told and counts[name])
    return f"{said}; {more} left out (--severity {left} tells all)"


# --- links --------------------------------------------------------------------------------------------------------


def _asked(chronology: Chronology, timeout: int) -> dict[str, Answer]:
    """What every address answers, with progress on a terminal."""
    from timeline.checks import _network

    with console.progress("asking") as progress:
        answers = _network.ask(
            _links.addresses(chronology), timeout, lambda done, of: progress.told(done, of, "addresses")
        )
    if answers and not any(one.status for one in answers.values()):
        console.say("no address answered; is this machine on the network?")
    return answers
