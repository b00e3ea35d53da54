"""Times of the output formats, as ratios to `text` in the same run: run `python bench/formats.py [EVENTS]`.

What is timed is a format's `write` alone: the chronology is loaded, the events are selected, no garbage is collected
(as in the program). Two chronologies: one made up, of bare events with dates of every kind, and the bundled public
record, over and over, with its summaries, notes, addresses and references.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from pathlib import Path

from timeline import formats
from timeline.dates import When, iso, read
from timeline.dates.days import ordinal
from timeline.formats import Out
from timeline.load import load
from timeline.model import Chronology, Event, Source
from timeline.query import Found, Query, select
from timeline.views import Options

RECORD = Path(__file__).parent.parent / "data" / "space-film-record.yaml"
NAMES = (
    "text", "brief", "json", "jsonl", "yaml", "csv", "tsv", "markdown", "wikitext", "timelinejs", "timelinejs-csv",
    "ics", "csl-json", "markwhen",
)  # fmt: skip
MOST = 1.5
"""What a format may cost at most, as a multiple of `text`."""

_FIRST, _LAST = ordinal(1990, 1, 1), ordinal(2026, 11, 1)
_DAY = ordinal(2026, 11, 1)


def made_up(events: int, seed: int = 1) -> Chronology:
    """Events with one to three sources, dated by days, months, years, words, or not at all."""
    chance = random.Random(seed)
    people = [f"Person Number{n}" for n in range(2_000)]
    outlets = [f"Outlet {n}" for n in range(300)]
    known: dict[str, When] = {}

    def date(number: int) -> When:
        day = iso(number)
        text = chance.choice(
            (day, day, day, day, day[:7], day[:7], day[:4], f"mid-{day[:4]}", f"c. {day[:4]}", "unknown")
        )
        if text not in known:
            known[text] = read(text)
        return known[text]

    def source(n: int, number: int) -> Source:
        when = date(number + chance.randint(0, 100))
        url = f"https://example.org/{number}/story-{n}.html" if chance.random() < 0.5 else ""
        return Source(chance.choice(outlets), when, when, title=f"What was said of event {n}", url=url)

    found: list[Event] = []
    for n in range(events):
        number = chance.randint(_FIRST, _LAST)
        when = date(number)
        sources = tuple(source(n, number) for _ in range(chance.randint(1, 3)))
        named = tuple(chance.sample(people, chance.randint(0, 3)))
        found.append(Event(f"e{n}", when, when, f"Something happens, number {n}", people=named, sources=sources))
    return Chronology(title="Made up", events=tuple(found))


def repeated(chronology: Chronology, events: int) -> Chronology:
    """A chronology over and over until it has so many events, each with an id of its own."""
    made = []
    for n in range(events):
        one = chronology.events[n % len(chronology.events)]
        made.append(one._replace(id=f"{one.id}-{n}", title=f"{one.title} ({n})"))
    return chronology._replace(events=tuple(made), before=())


def seconds(name: str, chronology: Chronology, found: Found) -> tuple[float, int]:
    """Time of one run, and how many lines were written."""
    parts: list[str] = []
    out = Out(parts.append, _DAY)
    write = formats.named(name).write
    started = time.process_time()
    write(chronology, found, Options(), out)
    taken = time.process_time() - started
    return taken, "".join(parts).count("\n")


def measure(chronology: Chronology, runs: int) -> dict[str, tuple[float, int]]:
    """The fastest run of each format; they take turns, so that a busy machine is busy for all."""
    found = select(chronology, Query(), _DAY)
    best: dict[str, tuple[float, int]] = {}
    for _ in range(runs):
        for name in NAMES:
            one = seconds(name, chronology, found)
            best[name] = min(best.get(name, one), one)
            gc.collect()
    return best


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    runs = 5 if events <= 20_000 else 3
    record = load([str(RECORD)])
    for title, chronology in (("made up", made_up(events)), ("the public record, repeated", repeated(record, events))):
        gc.disable()
        best = measure(chronology, runs)
        unit, lines = best["text"]
        print(f"{events:,} events, {title}; text: {unit * 1e6 / lines:.1f} µs a line, {lines:,} lines")
        for name, (taken, _) in best.items():
            ratio = taken / unit
            print(f"  {name:<16}{taken * 1000:9.1f} ms   {ratio:6.2f} x text{'   too slow' if ratio > MOST else ''}")


if __name__ == "__main__":
    main()
