"""The options of the commands, in groups that commands share.

This is the one table of what a command line may hold. `arguments` reads plain command lines by it; `application` makes
a typer application of it, for help, completion, mistakes and all that is out of the ordinary. Nothing is imported here,
so that a command begins at once. A group is a function, so that a run builds the options of its own command alone.
"""

from __future__ import annotations

from collections.abc import Callable

_FILTERS = "Filters"


class Option:
    """An option or an argument of a command.

    Attributes:
        names: As typed, `--output` and `-o`; empty for an argument.
        kind: "flag", "text", "texts" (may be given several times) or "number".
        metavar: What stands for the value in the help; empty for a flag.
        about: The help.
        default: The value where it is not given; None is none of "texts", `...` an argument that must be given.
        panel: The heading in the help; empty for the common one.
        complete: What completion offers: a kind of name, "formats", or words joined by `|`.
        hidden: Left out of the help.
        least: The least number.
    """

    __slots__ = ("about", "complete", "default", "hidden", "kind", "least", "metavar", "names", "panel")

    def __init__(
        self,
        names: tuple[str, ...],
        kind: str,
        metavar: str,
        about: str,
        default: object,
        *,
        panel: str = "",
        complete: str = "",
        hidden: bool = False,
        least: int = 0,
    ) -> None:
        self.names, self.kind, self.metavar, self.about, self.default = names, kind, metavar, about, default
        self.panel, self.complete, self.hidden, self.least = panel, complete, hidden, least


Group = Callable[[], dict[str, Option]]


def _flag(name: str, what: str, panel: str = "") -> Option:
    return Option((name,), "flag", "", what, False, panel=panel)


def _text(names: str, metavar: str, what: str, panel: str = "", complete: str = "") -> Option:
    return Option(tuple(names.split()), "text", metavar, what, "", panel=panel, complete=complete)


def _number(name: str, metavar: str, what: str, default: int = 0, panel: str = "", least: int = 0) -> Option:
    return Option((name,), "number", metavar, what, default, panel=panel, least=least)


def _choice(name: str, choices: str, what: str) -> Option:
    return Option((name,), "text", choices, what, choices.partition("|")[0], complete=choices)


def _names(field: str, what: str, metavar: str = "NAME", *, hidden: bool = False) -> Option:
    name = f"--not-{field}" if hidden else f"--{field}"
    panel = "" if hidden else _FILTERS
    return Option((name,), "texts", metavar, what, None, panel=panel, complete=field, hidden=hidden)


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
    what = "Chronologies, read together; - is standard input."
    return {
        "files": Option((), "texts", "[FILE]...", what, None),
        "file": Option(("--file", "-f"), "texts", "FILE", "The same as an option; repeatable.", None),
        "no_index": _flag("--no-index", "Read the files even where there is an index."),
    }


def event() -> dict[str, Option]:
    what = "An id, how it begins, or words of the title."
    return {"event": Option((), "text", "EVENT", what, ..., complete="id")}


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
        "certain": _flag("--certain", "Leave out what is only possible, or only partly inside.", _FILTERS),
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
        "view": Option(
            ("--view",), "texts", "NAME", "A filter saved in the file; of several, all hold.", None, complete="view"
        ),
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
    return {
        "output_format": _text("--format -O", "FORMAT", "text, brief, json, csv, html and more.", complete="formats"),
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
    metavar = "person|org|outlet|work|place|tag|group"
    kinds = Option(("--kind",), "texts", metavar, "Only these kinds; repeatable.", None)
    outlets = _flag("--outlets", "What each outlet reported first, credited, denied.")
    return {"kind": kinds, "outlets": outlets}


def checking() -> dict[str, Option]:
    return {
        "report": _choice("--format", "text|json|sarif|github", "How findings are written."),
        "severity": _text("--severity", "error|warning|note", "The least grave to tell; warning unless given."),
        "only": _text("--only", "CODE,...", "Only these rules: codes, names, first letters of codes."),
        "skip": _text("--skip", "CODE,...", "All rules but these."),
        "explain": _text("--explain", "CODE", "Explain a code or a rule; status; codes lists them all."),
        "each": _flag("--each", "Each file by itself, not all as one chronology."),
        "links": _flag("--links", "Ask for every address over the network: what is gone, what has moved."),
        "timeout": _number("--timeout", "SECONDS", "With --links: how long to wait for an answer.", 10, least=1),
        "sourcing": _flag("--sourcing", "Report on how events are sourced."),
        "silence": _number("--silence", "DAYS", "Days without a publication to report.", 180, least=1),
    }


def formatting() -> dict[str, Option]:
    return {
        "check": _flag("--check", "Write nothing; list what would change, exit 1."),
        "diff": _flag("--diff", "Print what would change instead of writing."),
        "sort": _flag("--sort", "Put the events in the order of their dates."),
    }


def indexing() -> dict[str, Option]:
    return {
        "list": _flag("--list", "List the indexes there are."),
        "remove": _flag("--remove", "Remove the indexes of the files."),
    }


def dates() -> dict[str, Option]:
    return {
        "texts": Option((), "texts", "[TEXT]...", "Dates, one an argument; - reads one a line.", None),
        "json": _flag("--json", "One JSON object a line."),
        "edtf": _flag("--edtf", "Read as the EDTF standard alone: no words."),
        "conventions": _flag("--conventions", "Print what mid, early, late and the seasons mean."),
        "ascii_only": _flag("--ascii", "Nothing but ASCII."),
    }


_ADDED = {
    "person": "Who is named; repeatable.",
    "org": "An organisation; repeatable.",
    "work": "A film or other work; repeatable.",
    "place": "A place; repeatable.",
    "tag": "A tag; repeatable.",
}


def addition() -> dict[str, Option]:
    """What is to be added, and where."""
    what = "When and what, as in: May 2020: Deadline reports the film."
    of_event, of_source = "The event", "Its source"
    files = "The file to add to; further ones are read with it."
    found: dict[str, Option] = {
        "text": Option((), "text", '["DATE: TITLE"]', what, ""),
        "file": Option(("--file", "-f"), "texts", "FILE", files, None),
        "to": _text("--to", "EVENT", "Add a source to this event: its id, or words of its title.", complete="id"),
        "editor": _flag("--editor", "Write the event in your editor (VISUAL, EDITOR)."),
        "dry_run": _flag("--dry-run", "Print the change as a diff and write nothing."),
        "strict": _flag("--strict", "Add nothing where there is a doubt."),
        "color": _choice("--color", "auto|always|never", "Colour of the diff: auto is on a terminal only."),
        "no_color": _flag("--no-color", "The same as --color never."),
        "date": _text("--date", "DATE", "When, as the source says it; unknown where nothing is.", of_event),
        "title": _text("--title", "TEXT", "What happened, in one line.", of_event),
        "summary": _text("--summary", "TEXT", "More about it.", of_event),
    }
    for field, about in _ADDED.items():
        metavar = _NAMED[field][1]
        found[field] = Option((f"--{field}",), "texts", metavar, about, None, panel=of_event, complete=field)
    return found | {
        "group": _text("--group", "NAME", "The strand of the story.", of_event, complete="group"),
        "status": _text("--status", "STATUS", "Stands above what the sources add up to.", of_event, complete="status"),
        "because": _text("--because", "TEXT", "Why the status is set by hand.", of_event),
        "note": _text("--note", "TEXT", "A remark of your own.", of_event),
        "id": _text("--id", "ID", "What others call it by; made of the title unless given.", of_event),
        "background": _flag("--background", "Common knowledge that needs no source.", of_event),
        "outlet": _text("--outlet", "NAME", "Who published it.", of_source, complete="outlet"),
        "source_date": _text("--source-date", "DATE", "When it was published.", of_source),
        "url": _text("--url", "ADDRESS", "Where it stands.", of_source),
        "by": _text("--by", "NAME", "Who speaks on the record.", of_source, complete="person"),
        "unnamed": _text("--unnamed", "TEXT", "How an unnamed speaker is described: insiders.", of_source),
        "says": _text("--says", "STANCE", "What it does: reports unless given.", of_source, complete="says"),
        "via": _text("--via", "NAME", "The outlet that it credits.", of_source, complete="outlet"),
        "source_title": _text("--source-title", "TEXT", "Its headline.", of_source),
        "quote": _text("--quote", "TEXT", "The words that matter.", of_source),
        "archive": _text("--archive", "ADDRESS", "A copy in an archive.", of_source),
        "accessed": _text("--accessed", "DATE", "When it was read.", of_source),
        "lang": _text("--lang", "CODE", "Its language.", of_source),
    }


def starting() -> dict[str, Option]:
    return {"name": Option((), "text", "[FILE]", "timeline.yaml unless given; - prints it.", "")}


def picture() -> dict[str, Option]:
    return {"density": _flag("--density", "How many events by month or year, in place of bars.")}


def importing() -> dict[str, Option]:
    return {
        "input": Option((), "text", "FILE", "The file to import; - is standard input.", ...),
        "kind": _text("--from", "KIND", "What it is: csv, timeline, ics and so on; found by looking unless given."),
        "output": _text("--output -o", "FILE", "Write to a file; its ending chooses the format."),
        "output_format": _text(
            "--format -O", "FORMAT", "yaml, json, jsonl, csv or tsv.", complete="yaml|json|jsonl|csv|tsv"
        ),
        "into": _text("--into", "FILE", "Add the new events to this chronology."),
        "force": _flag("--force", "Let -o replace a file that is there."),
        "map": Option(("--map",), "texts", "COLUMN=FIELD", "What a column of a table holds; - leaves it out.", None),
        "day_first": _flag("--day-first", "02/03/2020 is 2 March."),
        "month_first": _flag("--month-first", "02/03/2020 is February 3."),
        "ascii_only": _flag("--ascii", "Nothing but ASCII."),
    }
