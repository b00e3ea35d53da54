"""`timeline import`: what people already have, as a chronology, or into one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from timeline import formats
from timeline.commands import Params
from timeline.commands._delivery import deliver, terminal_of
from timeline.commands._files import bundled, day_of, spare
from timeline.console import Exit, say, say_if_typed
from timeline.errors import UsageError
from timeline.importers import Input, Options, kind_of, named
from timeline.importers._report import MOST, reasons, summary
from timeline.importers._settle import Settled, settled
from timeline.load.disk import LARGEST, STDIN, from_disk, too_large
from timeline.load.syntaxes import SUFFIXES
from timeline.query import Query, select
from timeline.views import Options as Arrangement

_FORMATS = ("yaml", "json", "jsonl", "csv", "tsv")
"""Those that can be read back."""


def run(params: Params) -> int:
    """Reads a foreign file and writes a chronology; 2 where there is nothing in it."""
    output_format = _format_of(params)
    spare(params["output"], [params["input"]])
    if not params["force"]:
        _spare_what_is_there(params["output"])
    kind, name, found, notes = _read(params)
    if not found.chronology.events:
        for line in reasons(name, found.skipped, found.doubts, notes):
            say(line)
        say(f"{name}: nothing to import in it as {kind}")
        return Exit.DATA
    if params["into"]:
        _merge(params["into"], name, kind, found, notes)
        return Exit.DONE
    found = found._replace(records=())  # memory: what is written is written from the chronology
    chronology = found.chronology
    day = day_of(chronology)
    selected = select(chronology, Query(), day)
    writing = {**params, "color": "never", "no_pager": True}
    terminal = terminal_of(writing)
    writer = formats.named(output_format)
    deliver(writing, terminal, day, lambda out: writer.write(chronology, selected, Arrangement(), out))
    say(summary(name, kind, len(chronology.events), found.skipped, found.doubts))
    for line in reasons(name, found.skipped, found.doubts, notes):
        say(line)
    return Exit.DONE


def _spare_what_is_there(path: str) -> None:
    """Sees to it that -o, a slip away from --into, does not write over a chronology.

    Raises:
        UsageError: There is a file with something in it.
    """
    if path and path != STDIN and os.path.isfile(path) and os.path.getsize(path):
        raise UsageError(f"-o {path}: there already; add to it with --into {path}, or replace it with --force")


def _read(params: Params) -> tuple[str, str, Settled, tuple[str, ...]]:
    """The kind of the input, what it is called, what is in it, and what is to be said of the whole."""
    partial = bool(params["into"])
    options = Options(columns(params["map"] or ()), _day_first(params), partial)
    given = _input(params["input"])
    kind = params["kind"] or ("csv" if options.columns else kind_of(given))
    draft = named(kind).read(given, options)
    return kind, given.name, settled(draft, given.name, partial=partial), draft.notes


def columns(texts: Sequence[str]) -> dict[str, str]:
    """Our field by the name of a column, from `When=date,What=title`; a name may hold commas and equals signs.

    Raises:
        UsageError: A text has no field.
    """
    found: dict[str, str] = {}
    for text in texts:
        name = ""
        for part in text.split(","):
            name = f"{name},{part}" if name else part
            column, equals, field = name.rpartition("=")
            if equals and column.strip() and field.strip():
                found[column.strip()] = field.strip()
                name = ""
        if name.strip():
            raise UsageError(f'--map "{name.strip()}"; write COLUMN=FIELD: --map "When=date,What=title"')
    return found


def _day_first(params: Params) -> bool | None:
    if params["day_first"] and params["month_first"]:
        raise UsageError("--day-first and --month-first exclude each other")
    return True if params["day_first"] else False if params["month_first"] else None


def _format_of(params: Params) -> str:
    """The format to write, by the option or the ending of the file.

    Raises:
        UsageError: It cannot be read back, or there is nothing to write in it.
    """
    name, path = params["output_format"], params["output"]
    if params["into"] and (name or path):
        raise UsageError("--into adds to a file; leave --output and --format out")
    if params["into"] == STDIN:
        raise UsageError("--into needs a file, which it adds to")
    suffix = Path(path).suffix.lower() if path and path != STDIN else ""
    chosen: str = name or SUFFIXES.get(suffix, suffix.lstrip(".") if suffix else "yaml")
    if chosen not in _FORMATS:
        raise UsageError(
            f'import does not write "{chosen}"; use one of: {", ".join(_FORMATS)}, and timeline show for others'
        )
    return chosen


def _input(name: str) -> Input:
    if name == STDIN:
        say_if_typed()
    shown, data = from_disk(bundled(name) or name)
    if len(data) > LARGEST:
        raise too_large(name)
    return Input(shown, bytes(data))


def _merge(path: str, name: str, kind: str, found: Settled, notes: Sequence[str]) -> None:
    """Adds to a file what it does not have, and tells what came of it."""
    from timeline.commands._merging import merge_into

    outcome = merge_into(path, found)
    say(summary(name, kind, len(found.chronology.events), found.skipped, found.doubts, "read"))
    for line in reasons(name, (*found.skipped, *outcome.skipped), found.doubts, notes):
        say(line)
    left = f", {len(outcome.skipped)} left out" if outcome.skipped else ""
    say(f"{path}: {outcome.new} new, {outcome.same} same, {len(outcome.changed)} changed{left}")
    for change in outcome.changed[:MOST]:
        where, title = change.event.where, change.event.title
        say(f'{where.file}:{where.line}: "{title}" left as it is: {"; ".join(change.differences)}')
    if len(outcome.changed) > MOST:
        say(f"{path}: and {len(outcome.changed) - MOST} more changed")
    if outcome.missing:
        say(f"{path}: its header is left as it is; the import also names {outcome.missing}")
