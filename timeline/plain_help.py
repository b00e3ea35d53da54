"""Help of a command, and the commonest mistake, where nothing is painted: typer's own words, by the table of options.

typer takes longer to import than the bundled story takes to print. What is not told here is told by typer; tests hold
both together.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from timeline.options import Group, Option

ABOUT = "Keep the chronology of a news story: imprecise dates, dated sources, visible doubt."
EPILOG = "Try: timeline show  |  timeline filter --person Liman  |  timeline date mid-2020"

Commands = Mapping[str, tuple[str, tuple[Group, ...]]]
"""By the name of a command its help and its options."""

_HELP = ("-h, --help", "Show this message and exit.")
_ROOT_OPTIONS = (
    ("--version", "Print the version."),
    ("--install-completion", "Install completion for the current shell."),
    (
        "--show-completion",
        "Show completion for the current shell, to copy it or customize the installation.",
    ),
    _HELP,
)
_WIDEST_NAMES = 30


def is_plain() -> bool:
    """Whether help and mistakes are told in plain text."""
    return not sys.stdout.isatty() or os.environ.get("TERM") == "dumb" or bool(os.environ.get("TIMELINE_PLAIN"))


def root_help(commands: Commands) -> str:
    """What `timeline --help` prints."""
    width = _width()
    lines = [*_usage_of_root(width), "", *_wrapped(ABOUT, width, "  ", "  "), "", "Options:"]
    lines += _columns(_ROOT_OPTIONS, width)
    room = width - 6 - max(map(len, commands))
    rows = [(name, _shortened(about.partition("\n\n")[0].split(), room)) for name, (about, _) in commands.items()]
    lines += ["", "Commands:", *_columns(rows, width)]
    return "\n".join([*lines, "", *_wrapped(EPILOG, width, "  ", "  "), ""])


def no_command(name: str, commands: Commands) -> str:
    """What is told of a command that there is not."""
    from difflib import get_close_matches

    near = ", ".join([f"{one!r}" for one in get_close_matches(name, list(commands))])
    usage = "\n".join(_usage_of_root(_width()))
    meant = f" Did you mean {near}?" if near else ""
    return f"{usage}\nTry 'timeline -h' for help.\n\nError: No such command {name!r}.{meant}\n"


def _usage_of_root(width: int) -> list[str]:
    begin = "Usage: timeline "
    return _wrapped("[OPTIONS] COMMAND [ARGS]...", width, begin, " " * len(begin))


def _shortened(words: list[str], room: int) -> str:
    """The first sentence, cut at a word where it is longer than there is room."""
    ends = [n for n, word in enumerate(words, 1) if word.endswith(".")]
    sentence = words[: ends[0]] if ends else words
    if len(" ".join(sentence)) <= room:
        return " ".join(sentence)
    while len(sentence) > 1 and len(" ".join(sentence)) > room - 3:
        sentence = sentence[:-1]
    return " ".join(sentence) + "..."


def help_of(name: str, about: str, groups: Sequence[Group]) -> str:
    """What `timeline COMMAND --help` prints.

    Args:
        name: Of the command.
        about: Its help, paragraphs with empty lines between them.
        groups: Its options.
    """
    width = _width()
    table = [option for group in groups for option in group().values() if not option.hidden]
    lines = [*_usage(name, table, width), ""]
    for n, paragraph in enumerate("\n".join(map(str.strip, about.strip().split("\n"))).split("\n\n")):
        lines += [""] * bool(n)
        lines += _wrapped(" ".join(paragraph.split("\n")), width, "  ", "  ")
    arguments = [(option.metavar, _described(option)) for option in table if not option.names]
    if arguments:
        lines += ["", "Arguments:", *_columns(arguments, width)]
    options = [(_names(option), _described(option)) for option in table if option.names]
    return "\n".join([*lines, "", "Options:", *_columns([*options, _HELP], width), ""])


def mistake_in(name: str, groups: Sequence[Group], words: Iterable[str]) -> str:
    """What is told of an option that there is not, as the first mistake in the words behind a command; else empty."""
    table = [option for group in groups for option in group().values()]
    named = {one: option for option in table for one in option.names}
    waiting = iter(words)
    for word in waiting:
        if word == "-" or not word.startswith("-"):
            continue
        option = named.get(word.partition("=")[0])
        if option is None:
            unknown = word.partition("=")[0]
            if len(unknown) < 4 or not unknown.startswith("--") or unknown == "--help" or not unknown.isprintable():
                return ""
            return _unknown(name, unknown, [option for option in table if not option.hidden], named)
        if "=" in word or (option.kind != "flag" and next(waiting, "-").startswith("-")):
            return ""
    return ""


def _unknown(name: str, unknown: str, table: Sequence[Option], named: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(unknown, [one for one in (*named, "--help") if one.startswith("--")])
    possible = f" (Possible options: {', '.join(sorted(near))})" if near else ""
    usage = "\n".join(_usage(name, table, _width()))
    return f"{usage}\nTry 'timeline {name} -h' for help.\n\nError: No such option: {unknown}{possible}\n"


def _width() -> int:
    """The columns of a line: those of the terminal, 80 at most and where there is none, without a margin of two."""
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = 0
    if columns <= 0:
        try:
            columns = os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
        except (AttributeError, ValueError, OSError):
            columns = 80
    return max(min(columns or 80, 80) - 2, 50)


def _usage(name: str, table: Sequence[Option], width: int) -> list[str]:
    begin = f"Usage: timeline {name} "
    arguments = [
        f"{{{option.metavar}}}" if option.default is ... else option.metavar for option in table if not option.names
    ]
    words = " ".join(["[OPTIONS]", *arguments])
    return _wrapped(words, width, begin, " " * len(begin))


def _names(option: Option) -> str:
    names = ", ".join(sorted(option.names, key=lambda one: one.startswith("--")))
    return f"{names} {option.metavar}" if option.metavar else names


def _described(option: Option) -> str:
    """What an option is for, with its default, its least number, and whether it must be given."""
    more = []
    if option.default is ...:
        more.append("required")
    elif option.default not in (None, "", False) or option.kind == "number":
        more.append(f"default: {option.default}")
    if option.kind == "number":
        more.append(f"x>={option.least}")
    return f"{option.about}  [{'; '.join(more)}]" if more else option.about


def _columns(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Names, and beside them what they are for; below names that are long."""
    first = min(max([len(names) for names, _ in rows]), _WIDEST_NAMES) + 2
    for names, about in rows:
        begin = f"  {names}"
        if len(names) <= first - 2:
            begin = begin.ljust(first + 2)
        else:
            yield begin
            begin = " " * (first + 2)
        for line in _wrapped(about, max(width - first - 2, 10), "", ""):
            yield begin + line
            begin = " " * (first + 2)


def _wrapped(text: str, width: int, begin: str, indent: str) -> list[str]:
    from textwrap import TextWrapper

    return TextWrapper(width, initial_indent=begin, subsequent_indent=indent, replace_whitespace=False).wrap(text)
