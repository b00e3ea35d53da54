"""The typer application: help, completion, mistakes, and command lines out of the ordinary.

It is made of the table of commands and their options when one of these is wanted; importing typer is most of its cost.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter, Signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline import __version__
from timeline.options import Group, Option
from timeline.plain_help import ABOUT, EPILOG, Commands, is_plain

if TYPE_CHECKING:
    from timeline.arguments import Params

# typer inspects the completion of every option at every start; only a TAB needs it.
_COMPLETING = "_TIMELINE_COMPLETE" in os.environ

_KINDS: dict[str, Any] = {"flag": bool, "text": str, "texts": list[str] | None, "number": int}


def application(commands: Commands, words: Sequence[str], run: Callable[[str, Params], int]) -> typer.Typer:
    """The typer application; where the words begin with a command, that command alone, which starts faster.

    Args:
        commands: All there are.
        words: The command line.
        run: Runs a command and gives its exit code.
    """
    first = words[0] if words else ""
    app = typer.Typer(
        add_completion=first not in commands,  # its two options stand before a command, if at all
        rich_markup_mode=None if is_plain() else "rich",
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        epilog=EPILOG,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(help=ABOUT)(_root)
    # Where no command is named none will run: help and mistakes want their names, and not their options.
    bare = not _COMPLETING and commands.keys().isdisjoint(words)
    for name in [first] if first in commands else commands:
        about, groups = commands[name]
        app.command(name, help=about)(_nothing if bare else _command(name, groups, run))
    return app


def _nothing() -> None:
    """Stands for a command that is only named."""


_UsageTrouble: Any = typer.BadParameter.__mro__[2]
"""What click raises where a command line is not understood; older versions of typer have it from another place."""


def run_application(app: typer.Typer, words: Sequence[str], commands: Commands) -> int:
    """Runs a command line and gives its exit code; what it echoes of the words cannot steer a terminal."""
    try:
        code = app(list(words), prog_name="timeline", standalone_mode=False)
    except _UsageTrouble as trouble:
        from timeline.printable import printable, printable_lines

        said = trouble.format_message() + _remedy(trouble, words, commands)
        # Help is a message too, of many lines.
        said = printable_lines(said) if "\n" in said and "Usage" in said else printable(said)
        trouble.format_message = lambda: said
        _show(trouble, rich=app.rich_markup_mode is not None)
        return int(trouble.exit_code)
    except typer.Abort:
        return 130
    except SystemExit as leaving:
        if leaving.code == 1 and not _COMPLETING:  # so typer says that the reader of the help has gone
            return 141
        raise
    return code if isinstance(code, int) else 0


def _remedy(trouble: Any, words: Sequence[str], commands: Commands) -> str:
    """What to write where a file stands as an argument of a command that takes it as an option."""
    if "unexpected extra argument" not in trouble.format_message() or words[0] not in commands:
        return ""
    takes_files = any("-f" in option.names for group in commands[words[0]][1] for option in group().values())
    named = next((word for word in words[1:] if os.path.isfile(word)), "")
    return f"; a file is named with -f: timeline {words[0]} ... -f {named}" if takes_files and named else ""


def _show(trouble: Any, *, rich: bool) -> None:
    if rich:
        from typer.rich_utils import rich_format_error

        rich_format_error(trouble)
    else:
        trouble.show()


def _tell_version(wanted: bool) -> None:
    if wanted:
        print(f"timeline {__version__}")  # noqa: T201  # the whole answer
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """What stands before a command."""


def _command(name: str, groups: tuple[Group, ...], run: Callable[[str, Params], int]) -> Callable[..., None]:
    """The function of a command as typer wants it: its options are its parameters."""
    table = {key: option for group in groups for key, option in group().items()}

    def command(ctx: typer.Context, **_: Any) -> None:
        _refuse_empty(ctx, table)
        raise typer.Exit(run(name, ctx.params))

    parameters = [Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)]
    for key, option in table.items():
        value = Parameter.empty if option.default is ... else option.default
        of, told = _KINDS[option.kind], _described(option)
        parameters.append(Parameter(key, Parameter.KEYWORD_ONLY, annotation=Annotated[of, told], default=value))
    command.__signature__ = Signature(parameters)  # type: ignore[attr-defined]  # inspect honours it
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    return command


def _refuse_empty(ctx: typer.Context, table: Mapping[str, Option]) -> None:
    """An option that is given without a value is a variable without one, perhaps; as if it were not there is no answer.

    Raises:
        BadParameter: There is one.
    """
    for key, option in table.items():
        value, source = ctx.params[key], ctx.get_parameter_source(key)
        is_given = bool(option.names) and source is not None and source.name == "COMMANDLINE"
        if is_given and (value == "" or (isinstance(value, (list, tuple)) and "" in value)):
            said = "the value is empty; leave the option out where nothing is meant"
            raise typer.BadParameter(said, ctx, param_hint=option.names[0])


def _described(option: Option) -> Any:
    """What typer is told of an option."""
    completion = _completion(option.complete) if option.complete and _COMPLETING else None
    if not option.names:
        return typer.Argument(metavar=option.metavar, help=option.about, autocompletion=completion)
    return typer.Option(
        *option.names,
        metavar=option.metavar or None,
        help=option.about,
        min=option.least if option.kind == "number" else None,
        rich_help_panel=option.panel or None,
        hidden=option.hidden,
        autocompletion=completion,
    )


def _completion(complete: str) -> Callable[..., list[tuple[str, str]]] | Callable[[], list[str]]:
    """Completion of words, or of names of one kind from the files in use; silent on trouble: a TAB must not print."""
    if "|" in complete:
        return lambda: complete.split("|")
    if complete == "formats":
        from timeline import formats

        return formats.names

    def names(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from timeline.completion import offers

        # Behind an option that still waits for its value the files are left unread among the arguments.
        words = [] if ctx.info_name == "add" else [word for word in ctx.args if not word.startswith("-")]
        files = ctx.params.get("files") or words
        return offers(complete, incomplete, {**ctx.params, "files": files})

    return names
