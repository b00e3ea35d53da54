"""`timeline diff`: what changed between two files, two as-of days, or a file and a git revision of it."""

from timeline import compare
from timeline.commands import Params
from timeline.commands._delivery import deliver, terminal_of
from timeline.commands._files import as_of_text, chosen_files, day_of
from timeline.console import Exit, say
from timeline.errors import UsageError
from timeline.load import load
from timeline.model import Chronology
from timeline.records import NamedTuple


class _Side(NamedTuple):
    """One of the two that are compared, and how it is called."""

    chronology: Chronology
    label: str


def run(params: Params) -> int:
    """Compares; 1 with `--exit-code` where something differs."""
    terminal = terminal_of(params)
    old, new = _sides(params, chosen_files(params))
    days = day_of(old.chronology), day_of(new.chronology)
    differs = []
    deliver(
        params,
        terminal,
        days[1],
        lambda out: differs.append(
            compare.run(
                old.chronology, new.chronology, *days, labels=(old.label, new.label), as_json=params["json"], out=out
            )
        ),
    )
    if not differs[0]:
        say(f"no difference between {old.label} and {new.label}")
    return Exit.FOUND if params["exit_code"] and differs[0] else Exit.DONE


def _sides(params: Params, files: list[str]) -> tuple[_Side, _Side]:
    """The older and the newer side, by what was asked for."""
    dated = params["from_day"] or params["to_day"]
    if dated:
        if params["rev"]:
            raise UsageError("--rev goes without --from and --to")
        chronology = load(files)
        return _as_of(params, chronology, params["from_day"]), _as_of(params, chronology, params["to_day"])
    if params["as_of_possible"]:
        raise UsageError("--as-of-possible says how --from and --to are meant; add one of them, or leave it out")
    if params["rev"] or len(files) == 1:
        if len(files) != 1:
            raise UsageError("--rev compares one file with itself; name one")
        revision = params["rev"] or "HEAD"
        old = compare.revision_chronology(files[0], revision)
        return _Side(old, f"{files[0]}@{revision}"), _Side(load(files), files[0])
    if len(files) != 2:
        raise UsageError("name two files, or one with --from, --to or --rev")
    return _Side(load(files[:1]), files[0]), _Side(load(files[1:]), files[1])


def _as_of(params: Params, chronology: Chronology, text: str) -> _Side:
    day = as_of_text(chronology, text, params["as_of_possible"])
    return _Side(day, f"as of {text}" if text else "today")
