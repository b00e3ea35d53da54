"""What the commands do: load, select, write; and the one place where errors become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from timeline import console, formats
from timeline.console import Exit, say
from timeline.errors import DataError, MachineError, UsageError
from timeline.load import STDIN, load
from timeline.model import Chronology
from timeline.query import Found, Query, Wish, select
from timeline.views import Options

Params = Mapping[str, Any]

BUNDLED = "space-film.yaml"
_DEFAULT_NAME = "timeline.yaml"
_UNIX_EPOCH = 719_163
_WISHES = ("person", "org", "outlet", "work", "place", "tag", "status", "says", "era", "text", "id")


def run(command: str, params: Params) -> int:
    """Runs a command; gives its exit code, with every expected trouble told on stderr."""
    console.prepare_streams()
    try:
        code = _COMMANDS[command](params)
        console.flush()
        return code
    except DataError as error:
        console.say_problems(error.problems)
        return Exit.DATA
    except UsageError as error:
        say(str(error))
        return Exit.DATA
    except MachineError as error:
        say(str(error))
        return Exit.MACHINE
    except BrokenPipeError:
        return Exit.PIPE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except OSError as error:
        say(f"cannot write to standard output: {error.strerror or error}")
        return Exit.MACHINE


def today() -> int:
    """Today's ordinal, in local time. The only use of the clock: the day for which statuses are worked out."""
    import time

    now = time.localtime()
    from timeline.dates.days import ordinal

    return ordinal(now.tm_year, now.tm_mon, now.tm_mday)


# --- files --------------------------------------------------------------------------------------------------------


def data_folder() -> Path:
    """Where the bundled stories are: inside an installed package, beside it in a checkout.

    Raises:
        MachineError: Neither is there.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "data", package.parent / "data"):
        if (folder / BUNDLED).is_file():
            return folder
    raise MachineError(f"the bundled story is missing: no {BUNDLED} beside {package}")


def chosen_files(params: Params, *, quiet: bool = False) -> list[str]:
    """The files a command is about: those named, else TIMELINE_FILE, else timeline.yaml here, else the bundled story.

    Unless `quiet`, one line on stderr says which were taken where none was named.
    """
    named = [*(params.get("files") or ()), *(params.get("file") or ())]
    if named:
        return named
    tell = (lambda message: None) if quiet else say
    from_environment = [name for name in os.environ.get("TIMELINE_FILE", "").split(os.pathsep) if name]
    if from_environment:
        tell(f"reading {', '.join(from_environment)} (TIMELINE_FILE)")
        return from_environment
    if Path(_DEFAULT_NAME).is_file():
        tell(f"reading {_DEFAULT_NAME}")
        return [_DEFAULT_NAME]
    tell("no file named, so this is the bundled story; yours: timeline show FILE")
    return [str(data_folder() / BUNDLED)]


def _loaded(params: Params) -> Chronology:
    names = chosen_files(params)
    if STDIN in names and sys.stdin is not None and sys.stdin.isatty():
        say("reading from the terminal; Ctrl-D ends")
    chronology = load(names, keep_going=bool(params.get("keep_going")), strict=bool(params.get("strict")))
    return _as_of(chronology, params.get("as_of", ""), bool(params.get("as_of_possible")))


def _as_of(chronology: Chronology, text: str, possible: bool) -> Chronology:
    """The chronology as it stood on the last day of a date; what is in the files today is all out today."""
    if not text:
        return chronology
    from timeline.query import date_bounds
    from timeline.replay import as_of

    try:
        day = date_bounds(text, chronology).upper
    except UsageError as error:
        raise UsageError(f"--as-of: {error}") from error
    if day is None:
        raise UsageError(f'--as-of: "{text}" has no last day')
    return chronology._replace(as_of=day) if day >= today() else as_of(chronology, day, possible=possible)


# --- show and filter ----------------------------------------------------------------------------------------------


def show(params: Params) -> int:
    """The whole chronology."""
    return _print(params, Query())


def filter_(params: Params) -> int:
    """The events that match."""
    wishes = []
    for field in _WISHES:
        for key, negated in (("identity" if field == "id" else field, False), (f"not_{field}", True)):
            if params.get(key):
                wishes.append(Wish(field, tuple(params[key]), negated))
    query = Query(
        tuple(wishes), params["where"], params["since"], params["until"],
        params["reported_since"], params["reported_until"], params["certain"],
        params["min_origins"], params["unnamed_only"], params["single_source"],
    )  # fmt: skip
    return _print(params, query)


def _print(params: Params, query: Query) -> int:
    options = Options(
        params["sort"],
        params["reverse"],
        params["group"],
        params["color_by"],
        params["dates"],
        params["order"],
        params["limit"],
    )
    module = _format_of(params)
    terminal = _terminal(params)
    chronology = _loaded(params)
    console.say_problems(chronology.problems)
    query = _with_view(query, chronology, params["view"])
    day = today() if chronology.as_of is None else chronology.as_of
    found = select(chronology, query, day, explain=bool(params.get("explain")))
    for note in found.notes:
        say(note)
    if not found.events:
        say("no events" if not chronology.events else "no event matches")
    _write(module, chronology, found, options, terminal, day, params)
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


def _terminal(params: Params) -> console.Terminal:
    color = "never" if params.get("no_color") else params["color"]
    return console.terminal_of(
        sys.stdout, color=color, width=params["width"], ascii_only=params["ascii_only"], env=os.environ
    )


def _write(
    module: formats.Format, chronology: Chronology, found: Found, options: Options,
    terminal: console.Terminal, day: int, params: Params,
) -> None:  # fmt: skip
    path = params["output"]
    to_file = bool(path) and path != "-"
    parts: list[str] = []
    collect = to_file or terminal.tty
    write: Callable[[str], object] = parts.append if collect else sys.stdout.write
    if terminal.ascii:
        write = _ascii(write)
    color = terminal.color and (not to_file or params["color"] == "always")
    width = params["width"] if to_file else terminal.width
    module.write(chronology, found, options, formats.Out(write, day, color, width, terminal.ascii))
    if to_file:
        console.write_file(path, "".join(parts))
    elif collect:
        text = "".join(parts)
        if params["no_pager"] or not console.page(text, os.environ):
            sys.stdout.write(text)


_ASCII = str.maketrans(
    {"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...", "·": "|", "\u00a0": " ", "−": "-"}
)


def _ascii(write: Callable[[str], object]) -> Callable[[str], object]:
    """Signs as their ASCII likenesses, all else as escapes, so that nothing is lost."""
    return lambda text: write(text.translate(_ASCII).encode("ascii", "backslashreplace").decode("ascii"))


# --- date and names -----------------------------------------------------------------------------------------------


def date(params: Params) -> int:
    """How dates are read; exit 2 if any was refused."""
    from timeline import explain
    from timeline.dates import Context, DateError, read

    if params["conventions"]:
        sys.stdout.write(explain.conventions())
        return Exit.DONE
    texts = list(params["texts"] or ())
    if not texts:
        raise UsageError('which date? Write: timeline date "mid-2020", or - to read one a line')
    if texts == [STDIN]:
        texts = [line.rstrip("\r\n") for line in sys.stdin]
    context = Context(edtf=params["edtf"])
    write = _ascii(sys.stdout.write) if params["ascii_only"] else sys.stdout.write
    refused = False
    for n, text in enumerate(texts):
        try:
            answer = explain.reading(text, read(text, context), params["json"])
        except DateError as error:
            refused = True
            answer = explain.refusal(text, error, params["json"])
        separator = "\n" if n and not params["json"] else ""
        write(separator + answer)
    return Exit.DATA if refused else Exit.DONE


def names(params: Params) -> int:
    """Every name of every kind, with counts."""
    from timeline.formats._json import to_json
    from timeline.names import FIELDS, NameBook
    from timeline.views import printable

    wanted = params["kind"] or FIELDS
    unknown = [kind for kind in wanted if kind not in FIELDS]
    if unknown:
        raise UsageError(f'--kind "{unknown[0]}"; use one of: {", ".join(FIELDS)}')
    chronology = _loaded({**params, "strict": False})
    counted = {kind: NameBook.of(chronology, kind).counts for kind in wanted}
    ordered = {
        kind: dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        for kind, counts in counted.items()
        if counts
    }
    if params["json"]:
        sys.stdout.write(to_json(ordered, indent=1) + "\n")
        return Exit.DONE
    for n, (kind, counts) in enumerate(ordered.items()):
        sys.stdout.write(("\n" if n else "") + kind + "\n")
        for name, count in counts.items():
            sys.stdout.write(f"{count:6}  {printable(name)}\n")
    return Exit.DONE


_COMMANDS: dict[str, Callable[[Params], int]] = {"show": show, "filter": filter_, "date": date, "names": names}
