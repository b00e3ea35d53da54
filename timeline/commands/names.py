"""`timeline names`: people, outlets, tags and so on, with how many events name each."""

from __future__ import annotations

from timeline import sourcing
from timeline.commands import Params
from timeline.commands._delivery import deliver, terminal_of
from timeline.commands._files import counted_by_index, day_of, loaded
from timeline.console import Exit
from timeline.errors import UsageError
from timeline.names import FIELDS, counted_by_header
from timeline.views import printable
from timeline.writing import Out
from timeline.writing.json_text import to_json


def run(params: Params) -> int:
    """Every name of every kind, with counts."""
    if params["outlets"]:
        terminal = terminal_of(params)
        chronology = loaded(params)
        as_json = params["json"]
        deliver(
            params, terminal, day_of(chronology), lambda out: sourcing.run_outlets(chronology, as_json=as_json, out=out)
        )
        return Exit.DONE
    terminal = terminal_of(params)
    wanted = params["kind"] or FIELDS
    unknown = [kind for kind in wanted if kind not in FIELDS]
    if unknown:
        raise UsageError(f'--kind "{unknown[0]}"; use one of: {", ".join(FIELDS)}')
    by_index = counted_by_index(params, wanted)
    if by_index is not None:
        counted = by_index[1]
    else:
        chronology = loaded(params)
        counted = {kind: counted_by_header(chronology, kind) for kind in wanted}
    ordered = {
        kind: dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
        for kind, counts in counted.items()
        if counts
    }

    def write(out: Out) -> None:
        if params["json"]:
            out.write(to_json(ordered, ascii_only=out.ascii, indent=1) + "\n")
            return
        for n, (kind, counts) in enumerate(ordered.items()):
            out.write(("\n" if n else "") + kind + "\n")
            for name, count in counts.items():
                out.write(f"{count:6}  {printable(name)}\n")

    deliver(params, terminal, 0, write)  # no list of names shows the day
    return Exit.DONE
