"""The command line: which command takes which options, and their help. What they do stands in `timeline.commands`.

A plain command line is read by the table of options itself, for typer alone takes longer to import than the bundled
story takes to print. typer has the rest: help, completion, mistakes, unusual spellings; both read the same table.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from timeline import __version__, arguments, options
from timeline.options import Group

_PRINTED = (options.as_of, options.arrangement, options.painting, options.json, options.output, options.reading)
_ANSWERED = (options.painting, options.json)

COMMANDS: dict[str, tuple[str, tuple[Group, ...]]] = {
    "show": (
        """Print the whole chronology.

        Files are those named, else TIMELINE_FILE, else timeline.yaml here, else the bundled story.
        Example: timeline show story.yaml --group person -o story.txt
        """,
        (options.files, *_PRINTED),
    ),
    "filter": (
        """Print the events that match.

        Options of one kind are alternatives, of different kinds all must hold; each but those of days has a --not-
        form. Imprecise dates may match only possibly: such events are marked with a question mark, and --certain leaves
        them out.
        Example: timeline filter --person Liman --since "June 2020" --until @first-term-ends
        """,
        (options.files, options.filters, *_PRINTED),
    ),
    "why": (
        """Explain one event: its date and what narrowed it, its sources and the status after each, its origins.

        Example: timeline why liman-physical
        """,
        (options.event, options.files, options.as_of, *_ANSWERED),
    ),
    "diff": (
        """Tell what changed between two files, two as-of days, or a file and a git revision of it.

        Without an option one file is compared with its last committed version.
        Example: timeline diff story.yaml --from "1 July 2020" --to "1 January 2022"
        """,
        (options.files, options.comparison, *_ANSWERED),
    ),
    "chart": (
        """Draw the events on a line of time: certain days solid, possible ones shaded, eras as bands.

        Takes the options of filter. Example: timeline chart --person Liman --width 80
        """,
        (options.files, options.picture, options.filters, *_PRINTED),
    ),
    "names": (
        """List people, outlets, tags and so on, with how many events name each.

        Example: timeline names --kind person
        """,
        (options.files, options.listing, options.as_of, *_ANSWERED),
    ),
    "check": (
        """Tell every problem and doubt of the files, with its place and a remedy; silent when all is well.

        Exits with 1 where something is found, with 2 where a file has errors. A comment # timeline: ignore CODE on
        the line of a finding, or on the first line of its event, passes over it.
        Example: timeline check story.yaml --severity note --skip S102
        """,
        (options.files, options.checking, options.as_of, *_ANSWERED),
    ),
    "date": (
        """Explain how a date is read.

        Example: timeline date "mid-2020" "between June and August 2020"
        """,
        (options.dates,),
    ),
    "add": (
        """Add an event to a file, or a source to an event; not a byte of the rest changes.

        The file is that of -f, else TIMELINE_FILE, else timeline.yaml here. The event goes where its date belongs.
        Without arguments, on a terminal, it asks.
        Example: timeline add "May 2020: Deadline reports the film" --outlet Deadline --person "Doug Liman"
        """,
        (options.addition,),
    ),
    "new": (
        """Write a first file to start from: a made-up story whose remarks explain the format.

        Example: timeline new story.yaml
        """,
        (options.starting,),
    ),
    "fmt": (
        """Put files into canonical form: keys in order, one style, comments kept.

        Without a file: TIMELINE_FILE, else timeline.yaml here; - reads standard input and prints.
        Example: timeline fmt story.yaml --diff
        """,
        (options.files, options.formatting, options.painting),
    ),
    "import": (
        """Make a chronology of what there is: a spreadsheet, a calendar, a feed, another program's timeline.

        What is left out or not understood is told. Prints YAML unless -o or -O says otherwise; --into adds the new
        events to a chronology and leaves those that it has.
        Example: timeline import sheet.csv --map "When=date,What=title" -o story.yaml
        """,
        (options.importing,),
    ),
    "index": (
        """Make an index beside a big archive, in the cache folder; filter then reads what may match alone.

        An index is used as long as the file is unchanged, and can be thrown away at any time.
        Example: timeline index archive.jsonl
        """,
        (options.files, options.indexing),
    ),
    "schema": (
        """Print the JSON Schema of the file format, for editors that complete and check.

        Example: timeline schema > timeline.schema.json
        """,
        (),
    ),
}


def _run(name: str, params: arguments.Params) -> int:
    from timeline.commands import run

    return run(name, params)


def _dispatch(words: Sequence[str]) -> int:
    """Runs a command line: a plain one at once, any other through typer."""
    if "_TIMELINE_COMPLETE" not in os.environ and words:
        if list(words) == ["--version"]:
            print(f"timeline {__version__}")  # noqa: T201  # the whole answer
            return 0
        if words[0] == "add" and (twice := arguments.given_twice(words[1:], COMMANDS["add"][1])):
            from timeline.console import say

            say(f"{twice} is given twice, and has one value; a further source is added with --to EVENT")
            return 2
        if words[0] in COMMANDS:
            params = arguments.read(words[1:], COMMANDS[words[0]][1])
            if params is not None:
                return _run(words[0], params)
        told = _told(words)
        if told is not None:
            return told
    from timeline.application import application, run_application

    try:
        return run_application(application(COMMANDS, words, _run), words, COMMANDS)
    except SystemExit as leaving:
        code = leaving.code
        return code if isinstance(code, int) else 0 if code is None else 2


def _told(words: Sequence[str]) -> int | None:
    """Tells help, or of a command or an option that there is not, in plain text; None where typer is to tell."""
    from timeline import plain_help

    if not plain_help.is_plain():
        return None
    name, wants_help = words[0], words[-1] in ("--help", "-h")
    if wants_help and len(words) == 1:
        sys.stdout.write(plain_help.root_help(COMMANDS))
        return 0
    if name in COMMANDS:
        about, groups = COMMANDS[name]
        if wants_help and len(words) == 2:
            sys.stdout.write(plain_help.help_of(name, about, groups))
            return 0
        said = plain_help.mistake_in(name, groups, words[1:])
    else:
        said = plain_help.no_command(name, COMMANDS) if name.isprintable() and name[:1].isalpha() else ""
    if said:
        sys.stderr.write(said)
    return 2 if said else None


def main(words: Sequence[str]) -> int:
    """Runs the command line and gives its exit code; nothing that goes wrong leaves a traceback."""
    if sys.stdin is None or sys.stdout is None or sys.stderr is None:
        from timeline.closed_streams import replace_closed_streams

        replace_closed_streams()
    try:
        return _finish(_dispatch(words))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 141
    except OSError as error:  # commands tell of their own; what is left is help and the version
        return _cannot_write(error, 3)
    except Exception as error:  # the last resort: a bug of ours
        if os.environ.get("TIMELINE_DEBUG"):
            raise
        from timeline.console import say

        say(f"a bug: {type(error).__name__}: {error}; TIMELINE_DEBUG=1 shows where")
        return _said(70)


def _finish(code: int) -> int:
    """Hands over what help and messages have left in the buffers."""
    try:
        _said(code)
        sys.stdout.flush()
    except BrokenPipeError:
        return 141
    except (OSError, ValueError) as error:
        return code or _cannot_write(error, 3)
    return code


def _cannot_write(error: Exception, code: int) -> int:
    from timeline.console import say

    say(f"cannot write to standard output: {getattr(error, 'strerror', None) or error}")
    return _said(code)


def _said(code: int) -> int:
    """Hands over what has been said, for nobody does that when the run leaves."""
    # Of what cannot be said nothing can be said.
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    return code
