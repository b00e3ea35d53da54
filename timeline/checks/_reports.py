"""Findings written for people and for programs: text, JSON, SARIF 2.1.0, and the workflow commands of GitHub.

SARIF is the OASIS standard of 27 March 2020 with errata 01; what its writers of results must do stands in sections
3.13 to 3.52. GitHub's commands: docs.github.com, "Workflow commands for GitHub Actions".
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from timeline.checks import rules
from timeline.checks._load_codes import LOAD_CODES
from timeline.errors import Problem, UsageError, Where
from timeline.messages import problem_lines
from timeline.views import printable
from timeline.writing import Out
from timeline.writing.json_text import to_json
from timeline.writing.paint import painter


def named(name: str) -> Callable[[Sequence[Problem], Out], None]:
    """The report of a name.

    Raises:
        UsageError: There is none.
    """
    if name not in REPORTS:
        raise UsageError(f'--format "{name}"; use one of: {", ".join(REPORTS)}')
    return REPORTS[name]


# --- text ---------------------------------------------------------------------------------------------------------


def _text(found: Sequence[Problem], out: Out) -> None:
    """Each finding with its place, the user's own line and the remedy, as everywhere."""
    paint = painter(out.color)
    for problem in found:
        first, *rest = problem_lines(problem, out.width)
        out.write("\n".join([paint(first, "heading"), *rest]) + "\n")


# --- JSON ---------------------------------------------------------------------------------------------------------


def _json(found: Sequence[Problem], out: Out) -> None:
    record = {"timeline": 1, "findings": [_record(problem) for problem in found]}
    out.write(to_json(record, ascii_only=out.ascii, indent=1) + "\n")


def _record(problem: Problem) -> dict[str, Any]:
    """A finding under stable keys; line and column are null where it speaks of a whole file."""
    return {
        "code": problem.code,
        "name": _names().get(problem.code, ""),
        "severity": problem.severity,
        **_place(problem.place),
        "message": problem.message,
        "hint": problem.hint,
        "related": [{**_place(place), "message": said} for place, said in problem.related],
    }


def _place(place: Where) -> dict[str, Any]:
    return {"file": place.file, "line": place.line or None, "column": place.column or None}


def _names() -> dict[str, str]:
    return {code: about.name for code, about in LOAD_CODES.items()} | {rule.CODE: rule.NAME for rule in rules()}


# --- SARIF --------------------------------------------------------------------------------------------------------

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def _sarif(found: Sequence[Problem], out: Out) -> None:
    from timeline import __version__

    described = _descriptions()
    ids = list(described)
    # A code that nothing describes yet is named by its message alone.
    ids += sorted({problem.code for problem in found} - set(ids))
    driver = {
        "name": "timeline",
        "semanticVersion": __version__,
        "rules": [described.get(code, {"id": code}) for code in ids],
    }
    index = {code: n for n, code in enumerate(ids)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, index[problem.code]) for problem in found],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    out.write(to_json(log, ascii_only=out.ascii, indent=1) + "\n")


def _descriptions() -> dict[str, dict[str, Any]]:
    from timeline.checks._manual import manual_of

    found = {}
    for rule in rules():
        page = manual_of(rule)
        found[rule.CODE] = {
            "id": rule.CODE,
            "name": _pascal(rule.NAME),
            "shortDescription": {"text": page.summary},
            "fullDescription": {"text": " ".join(page.why.split())},
            "help": {"text": f"{page.why}\n\nWrong:\n\n{page.wrong}\nRight:\n\n{page.right}"},
            "defaultConfiguration": {"level": rule.SEVERITY},
        }
    for code, about in LOAD_CODES.items():
        found[code] = {
            "id": code,
            "name": _pascal(about.name),
            "shortDescription": {"text": f"{about.found}."},
            "help": {"text": f"{about.remedy}."},
            "defaultConfiguration": {"level": about.severity},
        }
    return found


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("-"))


def _result(problem: Problem, index: int) -> dict[str, Any]:
    hint = f". {problem.hint}" if problem.hint else ""
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity,
        "message": {"text": f"{problem.message}{hint}"},
        "locations": [_location(problem.place, problem.excerpt)],
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": n, **_location(place), "message": {"text": said}}
            for n, (place, said) in enumerate(problem.related, 1)
        ]
    return result


def _location(place: Where, excerpt: str = "") -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": _artifact(place.file)}
    if place.line:
        physical["region"] = {"startLine": place.line}
        if place.column:
            physical["region"] |= {"startColumn": place.column, "endColumn": place.column + place.width}
        if excerpt:
            physical["region"]["snippet"] = {"text": excerpt}
    return {"physicalLocation": physical}


def _artifact(file: str) -> dict[str, str]:
    """The file's address, relative to where the command ran if it lies there (sections 3.4.3 and 3.10)."""
    if file == "<stdin>":
        return {"uri": "stdin"}
    relative = os.path.relpath(file) if os.path.isabs(file) else os.path.normpath(file)
    if relative.startswith(os.pardir):
        return {"uri": "file://" + _quoted(os.path.abspath(file))}
    return {"uri": _quoted(relative), "uriBaseId": "%SRCROOT%"}


def _quoted(path: str) -> str:
    """A path as part of an address; names that are not UTF-8 keep their bytes."""
    return quote(path.replace(os.sep, "/"), errors="surrogateescape")


# --- GitHub -------------------------------------------------------------------------------------------------------

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_DATA, ":": "%3A", ",": "%2C"}


def _github(found: Sequence[Problem], out: Out) -> None:
    for problem in found:
        place = problem.place
        properties = {"file": place.file}
        if place.line:
            properties["line"] = str(place.line)
        if place.column:
            properties |= {"col": str(place.column), "endColumn": str(place.column + place.width)}
        properties["title"] = f"{problem.code} {_names()[problem.code]}" if problem.code in _names() else problem.code
        said = ",".join(f"{key}={_escaped(value, _IN_PROPERTY)}" for key, value in properties.items())
        lines = [problem.message, *(f"{where}: {sentence}" for where, sentence in problem.related), problem.hint]
        message = "\n".join(printable(line) for line in lines if line)
        out.write(f"::{_COMMANDS[problem.severity]} {said}::{_escaped(message, _IN_DATA)}\n")


def _escaped(text: str, signs: dict[str, str]) -> str:
    text = text if signs is _IN_DATA else printable(text)
    return "".join(signs.get(char, char) for char in text)


REPORTS: dict[str, Callable[[Sequence[Problem], Out], None]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
}
