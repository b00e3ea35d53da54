"""What an import has to say for itself: how many events, what was left out, what was not understood, and why."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.importers import Skipped
from timeline.printable import counted

MOST = 20
"""Reasons that are listed; of the rest the number is told."""

_LONGEST = 60


def summary(
    name: str, kind: str, number: int, skipped: Sequence[Skipped], doubts: Sequence[Skipped], done: str = "imported"
) -> str:
    """The first line: `story.csv: 41 events imported as csv; 2 rows left out; 1 with a part not read`."""
    said = f"{name}: {counted(number, 'event')} {done} as {kind}"
    if skipped:
        said += f"; {counted(len(skipped), 'row') if kind == 'csv' else len(skipped)} left out"
    if doubts:
        said += f"; {len(doubts)} with a part not read"
    return said


def reasons(name: str, skipped: Sequence[Skipped], doubts: Sequence[Skipped], notes: Sequence[str]) -> list[str]:
    """A line for each thing left out or not read, in the order of the input, then what holds for the whole."""
    told = [(one.line, f"{_place(name, one)}: left out: {one.reason}{_quoted(one, '; it begins ')}") for one in skipped]
    told += [(one.line, f"{_place(name, one)}:{_quoted(one, ' ')}: {one.reason}") for one in doubts]
    told.sort(key=lambda one: (one[0] == 0, one[0]))
    lines = [line for _, line in told[:MOST]]
    if len(told) > MOST:
        lines.append(f"{name}: and {len(told) - MOST} more left out or not read")
    return lines + [f"{name}: {note}" for note in notes]


def _place(name: str, one: Skipped) -> str:
    return f"{name}:{one.line}" if one.line else name


def _quoted(one: Skipped, before: str) -> str:
    what = " ".join(one.what.split())
    if not what:
        return ""
    return f'{before}"{what if len(what) <= _LONGEST else what[: _LONGEST - 1] + "…"}"'
