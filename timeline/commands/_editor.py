"""`add --editor`: an event as text in the user's own editor."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from timeline import console, keys
from timeline.console import say
from timeline.editing.chapter import Chapter, plain
from timeline.editing.keys import normal
from timeline.editing.yaml_lines import Writer
from timeline.editing.yaml_style import Style
from timeline.errors import DataError, MachineError, UsageError
from timeline.importers import Record
from timeline.load.files import SourceFile
from timeline.load.nodes import List, Map, Node, Text
from timeline.writing.yaml_shapes import EVENT, SOURCE, Shape

_HINTS = {
    "date": "as the source says it: May 2020, mid-2020, after @other-event, unknown",
    "title": "what happened, in one line; in quotes if it holds a colon",
    "people": "[Ann Lee, Bo Chan]",
}
_SOURCE_HINTS = {
    "outlet": "who published it",
    "date": "when, as exactly as is known",
    "by": "who speaks on the record",
    "unnamed": "or how an unnamed speaker is described",
    "says": "reports, confirms, rumours, plans, denies, corrects, retracts",
}
_EMPTY = ("date", "title", "people", "tags")
_EMPTY_SOURCE = ("outlet", "date", "url", "by", "unnamed", "says")
_INTRODUCTION = """\
# The new event. Save and leave to add it; what stays empty is left out, and # begins a remark that goes nowhere.
# Leave without a title to add nothing.
"""


def edited(given: Record, chapter: Chapter, add: Callable[[list[Record]], int]) -> int:
    """Has the user write an event, and adds what was saved; asks again where something is wrong with it.

    Args:
        given: What is known of the event already.
        chapter: What it is to be part of.
        add: Adds events and gives the exit code.

    Raises:
        DataError: Something is wrong with the text and nobody is there to be asked; the text is kept.
        MachineError: There is no editor, or it failed; the text is kept.
    """
    command = _editor()
    before = template(given)
    path = _draft(before)
    while True:
        try:
            _edit(command, path)
            text = _saved(path)
            records = records_of(path, text, chapter, given)
            if not records:
                say("nothing added")
                os.unlink(path)
                return console.Exit.DONE
            code = add(records)
        except (DataError, UsageError) as error:
            _tell(error)
            if not _again():
                say(f"nothing added; the text is kept in {path}")
                return console.Exit.DATA
        except BaseException:
            _keep(path, before)
            raise
        else:
            os.unlink(path)
            return code


def template(given: Record) -> str:
    """The text that the editor opens: an event with what is known, and the keys that most have."""
    given = normal(given)
    source = (given.get("sources") or [{}])[0]
    shown = [key for key in keys.EVENT if key in given or key in _EMPTY]
    shown_of_source = [key for key in keys.SOURCE if key in source or key in _EMPTY_SOURCE]
    lines = ["events:", *_fields(given, shown, EVENT, _HINTS, 2)]
    lines += ["    sources:", *_fields(source, shown_of_source, SOURCE, _SOURCE_HINTS, 6)]
    return _INTRODUCTION + "\n".join(lines) + "\n"


def _fields(record: Record, shown: list[str], shape: Shape, hints: dict[str, str], dash: int) -> list[str]:
    """The keys of an item of a list whose dash stands in a column; an empty one has its hint beside it."""
    writer = Writer(Style())
    indent = " " * (dash + 2)
    lines: list[str] = []
    for key in shown:
        if key == "sources":
            continue
        if record.get(key):
            lines += writer.pair(key, record[key], shape, len(indent))
        else:
            lines.append(f"{indent}{f'{key}:':<24}# {hints[key]}" if key in hints else f"{indent}{key}:")
    lines[0] = f"{' ' * dash}- {lines[0].lstrip(' ')}"
    return lines


def records_of(path: str, text: str, chapter: Chapter, given: Record) -> list[Record]:
    """The events of a saved text; what is empty is left out, and so is an event with nothing but a date.

    What was given to the editor counts as nothing; an event without a title that says more is a mistake.

    Raises:
        DataError: Something is wrong with it, or with it as part of the chronology; a warning counts too, as the text
            can still be mended.
    """
    from timeline.load.build import build
    from timeline.load.yaml_reader import read_yaml

    document = read_yaml(SourceFile(path, text))
    nothing = {"date", *normal(given)} - {"title"}
    events = [event for event in map(_filled, document.maps) if isinstance(event, Map) and event.pairs.keys() - nothing]
    document.events = tuple(events)
    problems = build([*chapter.documents, document]).problems if events or document.problems else ()
    own = tuple(
        problem for problem in problems if path in {problem.place.file, *(at.file for at, _ in problem.related)}
    )
    if own:
        raise DataError(own)
    return [plain(event) for event in events]


def _filled(node: Node) -> Node | None:
    """A node without what is empty in it; None where nothing is left."""
    if isinstance(node, Text):
        return node if node.text.strip() else None
    if isinstance(node, List):
        items = tuple(item for item in map(_filled, node.items) if item is not None)
        return List(items, node.at) if items else None
    pairs = {key: value for key, one in node.pairs.items() if (value := _filled(one)) is not None}
    return Map(pairs, node.keys, node.at) if pairs else None


def _draft(text: str) -> str:
    """A file for the user's text; one for each run, and it stays where the run is cut short."""
    from tempfile import mkstemp

    try:
        descriptor, path = mkstemp(prefix="timeline-", suffix=".yaml")
        with open(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
    except OSError as error:
        raise MachineError(f"no room for a draft: {error.strerror or error}") from error
    return path


def _saved(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as stream:
            return stream.read()
    except OSError as error:
        raise MachineError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8; save the text as UTF-8") from error


def _keep(path: str, before: str) -> None:
    """Says where the text is, or removes it where it is still the template."""
    if _saved(path) == before:
        os.unlink(path)
    else:
        say(f"nothing added; the text is kept in {path}")


def _editor() -> list[str]:
    """The user's editor, as words of a command."""
    import shlex
    import shutil

    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise UsageError(f"the editor {command} cannot be read as a command: {error}") from error
    if not words or shutil.which(words[0]) is None:
        raise MachineError(f"no editor {command}; name one in VISUAL or EDITOR")
    return words


def _edit(words: list[str], path: str) -> None:
    import subprocess

    process = subprocess.Popen([*words, path])
    while True:
        try:
            code = process.wait()
            break
        except KeyboardInterrupt:  # the editor's own business
            continue
    if code:
        raise MachineError(f"the editor {words[0]} left with exit code {code}")


def _tell(error: DataError | UsageError) -> None:
    if isinstance(error, DataError):
        console.say_problems(error.problems)
    else:
        say(str(error))


def _again() -> bool:
    """Whether the user, if there is one at a terminal, wants to edit the text once more."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    from timeline.commands._questions import agreed

    try:
        return agreed("edit it again?")
    except (EOFError, KeyboardInterrupt):
        return False
