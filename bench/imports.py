"""Measures `timeline import` of large tables: processor time, peak memory, and both beside Python itself.

Usage: python bench/imports.py [--rows N] [--rounds N]

Tables of five and nine columns with other people's names of columns, and one of nine with ours, to standard output and
to a file. The ratios are to `python -c pass` and to reading the same file with the csv module, in the same rounds.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from measure import MIB, Command, machine, pass_command, series

SEED = 7
_WORDS = ["film", "studio", "space", "insurance", "director", "star", "rocket", "launch", "report", "deal"]
_NAMES = [f"{first} {last}" for first in ("Ann", "Bea", "Carl", "Dina") for last in ("Doe", "Hall", "Jones", "Roe")]
_OUTLETS = ("Deadline", "Variety", "Page Six", "The Hollywood Reporter")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")

_READ = "import csv, sys\nfor row in csv.reader(open(sys.argv[1], newline='')): pass"

TABLES = {
    "five": "Date,Title,Description,People,Source",
    "nine": "Ref,Date,Headline,Description,People,Tags,Source,Published,Link",
    "ours": "id,date,title,summary,people,tags,source_outlet,source_date,source_url",
}
"""By name the first row. `ours` is read by the reader of our files, the others by that of foreign tables."""


def _date(chance: random.Random) -> str:
    year, month, day = chance.randint(1950, 2025), chance.randint(1, 10), chance.randint(1, 28)
    whole = f"{_MONTHS[month - 1]} {day}, {year}"
    return chance.choice(
        (f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}", whole, whole[:-6] + f", {year}")
    )


def _row(chance: random.Random, number: int, *, is_wide: bool) -> list[str]:
    title = f"{' '.join(chance.choices(_WORDS, k=6)).capitalize()} {number}"
    summary = " ".join(chance.choices(_WORDS, k=chance.randint(8, 30))).capitalize()
    people = "; ".join(chance.sample(_NAMES, chance.randint(1, 3)))
    row = [_date(chance), title, summary, people]
    if not is_wide:
        return [*row, chance.choice(_OUTLETS)]
    published = f"{chance.randint(1990, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    url = f"https://example.com/{number}"
    return [f"e{number}", *row, chance.choice(_WORDS), chance.choice(_OUTLETS), published, url]


def write_table(path: Path, name: str, rows: int) -> None:
    """A table of one kind; the same name and number of rows give the same bytes."""
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(TABLES[name].split(","))
        writer.writerows(_row(chance, number, is_wide=name != "five") for number in range(rows))


def measured(folder: Path, rows: int, rounds: int, tell: Callable[[str], object]) -> None:
    """Writes the tables, imports each, and tells a line for each way of doing so."""
    tell(f"{'table':6} {'to':7} {'cpu s':>6} {'peak MB':>8} {'x pass':>7} {'x csv':>6}")
    for name in TABLES:
        path = folder / f"{name}.csv"
        write_table(path, name, rows)
        run = (sys.executable, "-m", "timeline", "import", str(path))
        commands = {
            "pass": pass_command(),
            "csv": Command((sys.executable, "-c", _READ, str(path))),
            "stdout": Command(run),
            "file": Command((*run, "-o", str(folder / "out.yaml"))),
        }
        found = series(commands, pairs=rounds)
        for where in ("stdout", "file"):
            worst = next((one for one in found.samples[where] if one.code), None)
            if worst is not None:
                raise SystemExit(f"{name} to {where}: exit code {worst.code}: {worst.errors}")
            cpu, peak = found.median(where, lambda one: one.cpu), found.peak(where) / MIB
            over_pass, over_csv = found.cpu_ratio(where, "pass"), found.cpu_ratio(where, "csv")
            tell(f"{name:6} {where:7} {cpu:6.2f} {peak:8.0f} {over_pass:7.0f} {over_csv:6.1f}")


def main() -> None:
    """Reads the options and measures in a folder that is removed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    print(", ".join(f"{key} {value}" for key, value in machine().items()))
    with tempfile.TemporaryDirectory() as folder:
        measured(Path(folder), given.rows, given.rounds, print)


if __name__ == "__main__":
    main()
