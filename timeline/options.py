"""The options of the commands, in groups that commands share: name, type, what typer is told, default.

A group is a function, so that a run builds the options of its own command alone. Nothing but typer is imported here.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import typer

Option = tuple[Any, Any, Any]
"""The type, typer's description and the default."""

Group = Callable[[], dict[str, Option]]

Completion = Callable[..., list[tuple[str, str]]] | Callable[[], list[str]]

_TEXTS = list[str] | None
_FILTERS = "Filters"


# typer inspects the completion of every option at every start; only a TAB needs it.
_COMPLETING = "_TIMELINE_COMPLETE" in os.environ


def _complete(field: str) -> Completion | None:
    """Completion of names of one kind, from the files in use; silent on any trouble, since a TAB must not print."""
    if not _COMPLETING:
        return None

    def names(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from timeline.completion import offers

        # Behind an option that still waits for its value the files are left unread among the arguments.
        files = ctx.params.get("files") or [word for word in ctx.args if not word.startswith("-")]
        return offers(field, incomplete, {**ctx.params, "files": files})

    return names


def _flag(name: str, what: str, panel: str | None = None) -> Option:
    return bool, typer.Option(name, help=what, rich_help_panel=panel), False


def _text(names: str, metavar: str, what: str, panel: str | None = None, complete: str = "") -> Option:
    completion = _complete(complete) if complete else None
    about = typer.Option(*names.split(), metavar=metavar, help=what, rich_help_panel=panel, autocompletion=completion)
    return str, about, ""


def _number(name: str, metavar: str, what: str, default: int = 0, panel: str | None = None, least: int = 0) -> Option:
    return int, typer.Option(name, min=least, metavar=metavar, help=what, rich_help_panel=panel), default


def _choice(name: str, choices: str, what: str) -> Option:
    words = choices.split("|")
    completion = (lambda: words) if _COMPLETING else None
    return str, typer.Option(name, metavar=choices, help=what, autocompletion=completion), words[0]


def _names(field: str, what: str, metavar: str = "NAME", *, hidden: bool = False) -> Option:
    name = f"--not-{field}" if hidden else f"--{field}"
    panel = None if hidden else _FILTERS
    about = typer.Option(
        name, metavar=metavar, help=what, autocompletion=_complete(field), rich_help_panel=panel, hidden=hidden
    )
    return _TEXTS, about, None


_NAMED = {
    "person": ("Who is named: name, surname or alias.", "NAME"),
    "org": ("An organisation.", "NAME"),
    "outlet": ("Who published it, or is credited.", "NAME"),
    "work": ("A film or other work.", "NAME"),
    "place": ("A place.", "NAME"),
    "tag": ("A tag.", "NAME"),
    "status": ("confirmed, reported, rumoured, denied, disputed, planned, lapsed and so on.", "STATUS"),
    "says": ("What a source does: reports, confirms, rumours, plans, denies and so on.", "STANCE"),
    "era": ("Within a named era.", "NAME"),
    "text": ("Words in titles, summaries, notes, sources.", "TEXT"),
    "id": ("An event's id or how it begins.", "ID"),
}
"""Filters that may be given several times, each with a form that leaves out what matches."""


def files() -> dict[str, Option]:
    about = typer.Argument(metavar="[FILE]...", help="Chronologies, read together; - is standard input.")
    named = typer.Option("--file", "-f", metavar="FILE", help="The same as an option; repeatable.")
    return {"files": (_TEXTS, about, None), "file": (_TEXTS, named, None)}


def event() -> dict[str, Option]:
    what = "An id, how it begins, or words of the title."
    return {"event": (str, typer.Argument(metavar="EVENT", help=what, autocompletion=_complete("id")), ...)}


def as_of() -> dict[str, Option]:
    return {
        "as_of": _text("--as-of", "DAY", "As it stood published on a day: a date or @id."),
        "as_of_possible": _flag("--as-of-possible", "Take what may have been out by then for out."),
    }


def filters() -> dict[str, Option]:
    found = {field: _names(field, *about) for field, about in _NAMED.items()}
    found |= {
        "since": _text("--since", "DATE", "Happened on or after the first day of this date or @id.", _FILTERS),
        "until": _text("--until", "DATE", "Happened on or before the last day of this date or @id.", _FILTERS),
        "reported_since": _text("--reported-since", "DATE", "Published on or after.", _FILTERS),
        "reported_until": _text("--reported-until", "DATE", "Published on or before.", _FILTERS),
        "certain": _flag("--certain", "Leave out what matches only possibly.", _FILTERS),
        "explain": _flag("--explain", "Say why a possible match is only possible.", _FILTERS),
        "min_origins": _number("--min-origins", "N", "At least N independent origins.", panel=_FILTERS),
        "unnamed_only": _flag("--unnamed-only", "What rests on unnamed sources alone.", _FILTERS),
        "single_source": _flag("--single-source", "What a single origin supports.", _FILTERS),
        "where": _text("--where", "EXPRESSION", "'person:Liman and not status:rumoured'.", _FILTERS),
    }
    return found | {f"not_{field}": _names(field, *about, hidden=True) for field, about in _NAMED.items()}


def arrangement() -> dict[str, Option]:
    return {
        "sort": _choice("--sort", "happened|reported|latest", "Order of events."),
        "reverse": _flag("--reverse", "Last first."),
        "group": _choice("--group", "year|month|era|person|outlet|status|none", "Headings."),
        "color_by": _choice("--color-by", "status|outlet|person|tag|era", "What the colours tell apart."),
        "dates": _choice("--dates", "words|plain|edtf|iso", "How dates are written."),
        "order": _choice("--order", "plain|honest", "honest brackets neighbours whose order cannot be known."),
        "limit": _number("--limit", "N", "At most so many events; 0 is all."),
        "view": _text("--view", "NAME", "A filter saved in the file.", complete="view"),
    }


def painting() -> dict[str, Option]:
    return {
        "color": _choice("--color", "auto|always|never", "Colour: auto is on a terminal only."),
        "no_color": _flag("--no-color", "The same as --color never."),
        "width": _number("--width", "COLUMNS", "Wrap at this width; 0 wraps on a terminal only."),
        "ascii_only": _flag("--ascii", "Nothing but ASCII."),
        "no_pager": _flag("--no-pager", "Do not page on a terminal."),
    }


def json() -> dict[str, Option]:
    return {"json": _flag("--json", "As JSON.")}


def output() -> dict[str, Option]:
    about = typer.Option(
        "--format",
        "-O",
        metavar="FORMAT",
        help="text, brief, json, csv, html and more.",
        autocompletion=_formats if _COMPLETING else None,
    )
    return {
        "output_format": (str, about, ""),
        "output": _text("--output -o", "FILE", "Write to a file; its ending chooses the format."),
        "brief": _flag("--brief", "One event a line."),
    }


def reading() -> dict[str, Option]:
    return {
        "strict": _flag("--strict", "Warnings are errors."),
        "keep_going": _flag("--keep-going", "Show what is sound in a file with errors."),
        "exit_code": _flag("--exit-code", "Exit 1 when nothing matches."),
    }


def comparison() -> dict[str, Option]:
    return {
        "from_day": _text("--from", "DAY", "Compare with how it stood on this day."),
        "to_day": _text("--to", "DAY", "Up to this day; today unless given."),
        "rev": _text("--rev", "REVISION", "Compare with a git revision of the file."),
        "as_of_possible": _flag("--as-of-possible", "Take what may have been out by then for out."),
        "exit_code": _flag("--exit-code", "Exit 1 when something differs."),
    }


def listing() -> dict[str, Option]:
    kinds = typer.Option(
        "--kind", metavar="person|org|outlet|work|place|tag|group", help="Only these kinds; repeatable."
    )
    outlets = _flag("--outlets", "What each outlet reported first, credited, denied.")
    return {"kind": (_TEXTS, kinds, None), "outlets": outlets}


def checking() -> dict[str, Option]:
    return {
        "sourcing": _flag("--sourcing", "Report on how events are sourced."),
        "silence": _number("--silence", "DAYS", "Days without a publication to report.", 180, least=1),
        "explain": _text("--explain", "TOPIC", "Explain a topic: status."),
    }


def dates() -> dict[str, Option]:
    texts = typer.Argument(metavar="[TEXT]...", help="Dates, one an argument; - reads one a line.")
    return {
        "texts": (_TEXTS, texts, None),
        "json": _flag("--json", "One JSON object a line."),
        "edtf": _flag("--edtf", "Read as the EDTF standard alone: no words."),
        "conventions": _flag("--conventions", "Print what mid, early, late and the seasons mean."),
        "ascii_only": _flag("--ascii", "Nothing but ASCII."),
    }


def picture() -> dict[str, Option]:
    return {"density": _flag("--density", "How many events by month or year, in place of bars.")}


def _formats() -> list[str]:
    from timeline import formats

    return formats.names()
