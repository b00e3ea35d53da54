"""The command line: options and help. What a command does stands in `commands`, which is imported once it is known.

Nothing but typer is imported here, so that help, completion and mistakes answer at once.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

_EPILOG = "Try: timeline show  |  timeline filter --person Liman  |  timeline date mid-2020"


def _complete(field: str) -> Callable[..., list[tuple[str, str]]]:
    """Completion of names of one kind, from the files in use; silent on any trouble, since a TAB must not print."""

    def names(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from timeline.completion import offers

        # Behind an option that still waits for its value the files are left unread among the arguments.
        files = ctx.params.get("files") or [word for word in ctx.args if not word.startswith("-")]
        return offers(field, incomplete, {**ctx.params, "files": files})

    return names


def _names(field: str, what: str) -> Any:
    return typer.Option(
        f"--{field}", help=what, metavar="NAME", autocompletion=_complete(field), rich_help_panel="Filters"
    )


def _without(field: str) -> Any:
    return typer.Option(f"--not-{field}", metavar="NAME", autocompletion=_complete(field), hidden=True)


def _words(field: str, what: str) -> Any:
    return typer.Option(
        f"--{field}", help=what, metavar=field.upper(), autocompletion=_complete(field), rich_help_panel="Filters"
    )


def _choice(name: str, choices: str, what: str) -> Any:
    words = choices.split("|")
    return typer.Option(name, metavar=choices, help=what, autocompletion=lambda: words)


Texts = list[str] | None

Files = Annotated[Texts, typer.Argument(metavar="[FILE]...", help="Chronologies, read together; - is standard input.")]
File = Annotated[Texts, typer.Option("--file", "-f", metavar="FILE", help="The same as an option; repeatable.")]

AsOf = Annotated[str, typer.Option("--as-of", metavar="DAY", help="As it stood published on a day: a date or @id.")]
AsOfPossible = Annotated[bool, typer.Option("--as-of-possible", help="Take what may have been out by then for out.")]
Sort = Annotated[str, _choice("--sort", "happened|reported|latest", "Order of events.")]
Reverse = Annotated[bool, typer.Option("--reverse", help="Last first.")]
Group = Annotated[str, _choice("--group", "year|month|era|person|outlet|status|none", "Headings.")]
Color = Annotated[str, _choice("--color", "auto|always|never", "Colour: auto is on a terminal only.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="The same as --color never.")]
ColorBy = Annotated[str, _choice("--color-by", "status|outlet|person|tag|era", "What the colours tell apart.")]
Width = Annotated[
    int, typer.Option("--width", metavar="COLUMNS", help="Wrap at this width; 0 wraps on a terminal only.")
]
Ascii = Annotated[bool, typer.Option("--ascii", help="Nothing but ASCII.")]
Dates = Annotated[str, _choice("--dates", "words|plain|edtf|iso", "How dates are written.")]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-O",
        metavar="FORMAT",
        help="text, brief, json, jsonl, csv, tsv.",
        autocompletion=lambda: _format_names(),
    ),
]
Output = Annotated[
    str, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; its ending chooses the format.")
]
Order = Annotated[str, _choice("--order", "plain|honest", "honest brackets neighbours whose order cannot be known.")]
Limit = Annotated[int, typer.Option("--limit", min=0, metavar="N", help="At most so many events; 0 is all.")]
Brief = Annotated[bool, typer.Option("--brief", help="One event a line.")]
Json = Annotated[bool, typer.Option("--json", help="The same as -O json.")]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Do not page on a terminal.")]
View = Annotated[
    str, typer.Option("--view", metavar="NAME", help="A filter saved in the file.", autocompletion=_complete("view"))
]
Strict = Annotated[bool, typer.Option("--strict", help="Warnings are errors.")]
KeepGoing = Annotated[bool, typer.Option("--keep-going", help="Show what is sound in a file with errors.")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="Exit 1 when nothing matches.")]

Person = Annotated[Texts, _names("person", "Who is named: name, surname or alias.")]
Org = Annotated[Texts, _names("org", "An organisation.")]
Outlet = Annotated[Texts, _names("outlet", "Who published it, or is credited.")]
Work = Annotated[Texts, _names("work", "A film or other work.")]
Place = Annotated[Texts, _names("place", "A place.")]
Tag = Annotated[Texts, _names("tag", "A tag.")]
Status = Annotated[
    Texts, _words("status", "confirmed, reported, rumoured, denied, disputed, planned, lapsed and so on.")
]
Says = Annotated[Texts, _words("says", "What a source does: reports, confirms, rumours, plans, denies and so on.")]
EraName = Annotated[Texts, _names("era", "Within a named era.")]
TextIn = Annotated[
    Texts,
    typer.Option(
        "--text", metavar="TEXT", help="Words in titles, summaries, notes, sources.", rich_help_panel="Filters"
    ),
]
Id = Annotated[Texts, _names("id", "An event's id or how it begins.")]
Since = Annotated[
    str,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Happened on or after the first day of this date or @id.",
        rich_help_panel="Filters",
    ),
]
Until = Annotated[
    str,
    typer.Option(
        "--until",
        metavar="DATE",
        help="Happened on or before the last day of this date or @id.",
        rich_help_panel="Filters",
    ),
]
ReportedSince = Annotated[
    str, typer.Option("--reported-since", metavar="DATE", help="Published on or after.", rich_help_panel="Filters")
]
ReportedUntil = Annotated[
    str, typer.Option("--reported-until", metavar="DATE", help="Published on or before.", rich_help_panel="Filters")
]
Certain = Annotated[
    bool, typer.Option("--certain", help="Leave out what matches only possibly.", rich_help_panel="Filters")
]
MinOrigins = Annotated[
    int,
    typer.Option(
        "--min-origins", min=0, metavar="N", help="At least N independent origins.", rich_help_panel="Filters"
    ),
]
UnnamedOnly = Annotated[
    bool, typer.Option("--unnamed-only", help="What rests on unnamed sources alone.", rich_help_panel="Filters")
]
SingleSource = Annotated[
    bool, typer.Option("--single-source", help="What a single origin supports.", rich_help_panel="Filters")
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Say why a possible match is only possible.", rich_help_panel="Filters")
]
Where = Annotated[
    str,
    typer.Option(
        "--where", metavar="EXPRESSION", help="'person:Liman and not status:rumoured'.", rich_help_panel="Filters"
    ),
]


def show(
    ctx: typer.Context,
    files: Files = None,
    file: File = None,
    as_of: AsOf = "",
    as_of_possible: AsOfPossible = False,
    sort: Sort = "happened",
    reverse: Reverse = False,
    group: Group = "year",
    color: Color = "auto",
    no_color: NoColor = False,
    color_by: ColorBy = "status",
    width: Width = 0,
    ascii_only: Ascii = False,
    dates: Dates = "words",
    order: Order = "plain",
    output_format: Format = "",
    output: Output = "",
    limit: Limit = 0,
    brief: Brief = False,
    json: Json = False,
    no_pager: NoPager = False,
    view: View = "",
    strict: Strict = False,
    keep_going: KeepGoing = False,
    exit_code: ExitCode = False,
) -> None:
    """Print the whole chronology.

    Files are those named, else TIMELINE_FILE, else timeline.yaml here, else the bundled story.
    Example: timeline show story.yaml --group person -o story.txt
    """
    _run("show", ctx.params)


def filter_(
    ctx: typer.Context,
    files: Files = None,
    file: File = None,
    person: Person = None,
    org: Org = None,
    outlet: Outlet = None,
    work: Work = None,
    place: Place = None,
    tag: Tag = None,
    status: Status = None,
    says: Says = None,
    era: EraName = None,
    text: TextIn = None,
    identity: Id = None,
    since: Since = "",
    until: Until = "",
    reported_since: ReportedSince = "",
    reported_until: ReportedUntil = "",
    certain: Certain = False,
    explain: Explain = False,
    where: Where = "",
    not_person: Annotated[Texts, _without("person")] = None,
    not_org: Annotated[Texts, _without("org")] = None,
    not_outlet: Annotated[Texts, _without("outlet")] = None,
    not_work: Annotated[Texts, _without("work")] = None,
    not_place: Annotated[Texts, _without("place")] = None,
    not_tag: Annotated[Texts, _without("tag")] = None,
    not_status: Annotated[Texts, _without("status")] = None,
    not_says: Annotated[Texts, _without("says")] = None,
    not_era: Annotated[Texts, _without("era")] = None,
    not_text: Annotated[Texts, _without("text")] = None,
    not_id: Annotated[Texts, _without("id")] = None,
    min_origins: MinOrigins = 0,
    unnamed_only: UnnamedOnly = False,
    single_source: SingleSource = False,
    as_of: AsOf = "",
    as_of_possible: AsOfPossible = False,
    sort: Sort = "happened",
    reverse: Reverse = False,
    group: Group = "year",
    color: Color = "auto",
    no_color: NoColor = False,
    color_by: ColorBy = "status",
    width: Width = 0,
    ascii_only: Ascii = False,
    dates: Dates = "words",
    order: Order = "plain",
    output_format: Format = "",
    output: Output = "",
    limit: Limit = 0,
    brief: Brief = False,
    json: Json = False,
    no_pager: NoPager = False,
    view: View = "",
    strict: Strict = False,
    keep_going: KeepGoing = False,
    exit_code: ExitCode = False,
) -> None:
    """Print the events that match.

    Options of one kind are alternatives, of different kinds all must hold; each has a --not- form. Imprecise dates
    may match only possibly: such events are marked with a question mark, and --certain leaves them out.
    Example: timeline filter --person Liman --since "June 2020" --until @first-term-ends
    """
    _run("filter", ctx.params)


def date(
    ctx: typer.Context,
    texts: Annotated[
        Texts, typer.Argument(metavar="[TEXT]...", help="Dates, one an argument; - reads one a line.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    edtf: Annotated[bool, typer.Option("--edtf", help="Read as the EDTF standard alone: no words.")] = False,
    conventions: Annotated[
        bool, typer.Option("--conventions", help="Print what mid, early, late and the seasons mean.")
    ] = False,
    color: Color = "auto",
    ascii_only: Ascii = False,
) -> None:
    """Explain how a date is read.

    Example: timeline date "mid-2020" "between June and August 2020"
    """
    _run("date", ctx.params)


def names(
    ctx: typer.Context,
    files: Files = None,
    file: File = None,
    kind: Annotated[
        Texts, _choice("--kind", "person|org|outlet|work|place|tag|group", "Only these kinds; repeatable.")
    ] = None,
    json: Json = False,
) -> None:
    """List people, outlets, tags and so on, with how many events name each.

    Example: timeline names --kind person
    """
    _run("names", ctx.params)


COMMANDS: dict[str, Callable[..., None]] = {"show": show, "filter": filter_, "date": date, "names": names}


def _format_names() -> list[str]:
    from timeline import formats

    return formats.names()


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
    app = typer.Typer(
        rich_markup_mode=None if plain else "rich",
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        epilog=_EPILOG,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    first = arguments[0] if arguments else ""
    wanted = [first] if first in COMMANDS else ["names"] if first == "--version" else list(COMMANDS)
    for name in wanted:
        app.command(name)(COMMANDS[name])
    return app


def _run(command: str, options: dict[str, Any]) -> None:
    from timeline.commands import run

    raise typer.Exit(run(command, options))


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
