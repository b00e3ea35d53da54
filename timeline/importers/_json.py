"""JSON of other programs, read with bounds; and text that may not be text."""

from __future__ import annotations

import json
from typing import Any

from timeline.errors import DataError, Place, Problem
from timeline.importers import Input


def text_of(given: Input) -> str:
    """The text of an input; empty where it is none. For guesses: whoever reads lets `Input.text` complain."""
    try:
        return given.text
    except DataError:
        return ""


def parsed(given: Input, text: str) -> Any:
    """The value that a text of the input holds.

    Raises:
        DataError: It is no JSON, is nested too deep, or has a number with thousands of digits.
    """
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        offset = max(given.text.find(text), 0) + error.pos
        before = given.text[:offset]
        line, column = before.count("\n") + 1, offset - before.rfind("\n")
        lines = given.text.split("\n")
        excerpt = lines[line - 1].rstrip("\r") if line <= len(lines) else ""
        message = f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        problem = Problem(Place(given.name, line, column), "F102", message, "Export it anew", excerpt=excerpt)
        raise DataError((problem,)) from error
    except RecursionError as error:
        raise refused(given, "F108", "nested too deep") from error
    except ValueError as error:
        raise refused(given, "F102", f"not valid JSON: {error}") from error


def parsed_or_none(text: str) -> Any:
    """The same for guesses: None where it is none."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def refused(given: Input, code: str, message: str, hint: str = "") -> DataError:
    """The whole file cannot be read, and why."""
    return DataError((Problem(Place(given.name), code, message, hint),))
