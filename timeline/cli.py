"""The command line: which command takes which options, and their help. What they do stands in `timeline.commands`.

Nothing but typer is imported here, so that help, completion and mistakes answer at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from timeline import options
from timeline.options import Group

_EPILOG = "Try: timeline show  |  timeline filter --person Liman  |  timeline date mid-2020"
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

        Options of one kind are alternatives, of different kinds all must hold; each has a --not- form. Imprecise dates
        may match only possibly: such events are marked with a question mark, and --certain leaves them out.
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
        """Tell every problem of the files; silent when all is well.

        Example: timeline check story.yaml --sourcing
        """,
        (options.files, options.checking, options.as_of, *_ANSWERED),
    ),
    "date": (
        """Explain how a date is read.

        Example: timeline date "mid-2020" "between June and August 2020"
        """,
        (options.dates,),
    ),
    "schema": (
        """Print the JSON Schema of the file format, for editors that complete and check.

        Example: timeline schema > timeline.schema.json
        """,
        (),
    ),
}


def _command(name: str) -> Callable[..., None]:
    """The function of a command as typer wants it: its options are its parameters."""
    help_text, groups = COMMANDS[name]

    def command(ctx: typer.Context, **_: Any) -> None:
        from timeline.commands import run

        raise typer.Exit(run(name, ctx.params))

    kind = Parameter.POSITIONAL_OR_KEYWORD
    parameters = [Parameter("ctx", kind, annotation=typer.Context)]
    for group in groups:
        for option, (of, about, default) in group().items():
            value = Parameter.empty if default is ... else default
            parameters.append(Parameter(option, Parameter.KEYWORD_ONLY, annotation=Annotated[of, about], default=value))
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # inspect honours it
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    command.__doc__ = help_text
    return command


def _version(wanted: bool) -> None:
    if wanted:
        from timeline import __version__

        print(f"timeline {__version__}")  # noqa: T201  # the whole answer
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep the chronology of a news story: imprecise dates, dated sources, visible doubt."""


def application(arguments: Sequence[str] = ()) -> typer.Typer:
    """The typer application; where the arguments begin with a command, that command alone, which starts faster."""
    plain = not sys.stdout.isatty() or os.environ.get("TERM") == "dumb" or bool(os.environ.get("TIMELINE_PLAIN"))
    first = arguments[0] if arguments else ""
    app = typer.Typer(
        add_completion=first not in COMMANDS,  # its two options stand before a command, if at all
        rich_markup_mode=None if plain else "rich",
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        epilog=_EPILOG,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in [first] if first in COMMANDS else ["date"] if first == "--version" else COMMANDS:
        app.command(name)(_command(name))
    return app


def main(arguments: Sequence[str]) -> int:
    """Runs the command line and gives its exit code; nothing that goes wrong leaves a traceback."""
    try:
        application(arguments)(list(arguments), prog_name="timeline")
    except SystemExit as leaving:
        code = leaving.code
        return _finish(code if isinstance(code, int) else 0 if code is None else 2)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 141
    except Exception as error:  # the last resort: a bug of ours
        if os.environ.get("TIMELINE_DEBUG"):
            raise
        sys.stderr.write(f"timeline: a bug: {type(error).__name__}: {error}; TIMELINE_DEBUG=1 shows where\n")
        return 70
    return _finish(0)


def _finish(code: int) -> int:
    """Hands over what help and messages have left in the buffers."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        return 141
    except (OSError, ValueError):
        return code or 3
    return code
