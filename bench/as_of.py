"""Times of a filter on a big chronology, with and without going back to a day first: run `python bench/as_of.py`.

Prints milliseconds, the ratio to a fixed loop measured in the same run so that machines can be compared, and the
ratio of the two: going back may at most double the time. Once with sources that follow their event within weeks, and
once with sources that have nothing to do with it, so that almost every event has some that were out and some not.

As in the program itself, no garbage is collected on the way.
"""

from __future__ import annotations

import gc
import random
import sys

from inside import best, calibration

from timeline.dates import When, iso, read
from timeline.dates.days import ordinal
from timeline.model import Chronology, Event, Source
from timeline.query import Query, Wish, select
from timeline.replay import as_of

_FIRST, _LAST = ordinal(1990, 1, 1), ordinal(2026, 11, 1)
_DAY = ordinal(2010, 6, 30)
_MOST = 2.0


def chronology(events: int, *, weeks: int, seed: int = 1) -> Chronology:
    """Events with three sources each, out up to so many weeks later; dates are days, months and years, or missing."""
    chance = random.Random(seed)
    people = [f"Person Number{n}" for n in range(2_000)]
    outlets = [f"Outlet {n}" for n in range(300)]
    known: dict[str, When] = {}

    def date(number: int) -> When:
        day = iso(number)
        text = chance.choice((day, day, day, day, day, day[:7], day[:7], day[:7], day[:4], "unknown"))
        if text not in known:
            known[text] = read(text)
        return known[text]

    def source(happened: int) -> Source:
        when = date(happened + chance.randint(0, 7 * weeks))
        return Source(chance.choice(outlets), when, when)

    made: list[Event] = []
    for n in range(events):
        happened = chance.randint(_FIRST, _LAST)
        when = date(happened)
        sources = (source(happened), source(happened), source(happened))
        made.append(Event(f"e{n}", when, when, f"Event {n}", people=tuple(chance.sample(people, 3)), sources=sources))
    return Chronology(title="Big", events=tuple(made))


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    query = Query((Wish("person", ("Number7",)),))
    gc.disable()
    for title, weeks in (("sources within 8 weeks", 8), ("sources within 10 years", 520)):
        whole = chronology(events, weeks=weeks)
        unit, plain, back = best(
            calibration,
            lambda whole=whole: select(whole, query, _DAY),  # type: ignore[misc]
            lambda whole=whole: select(as_of(whole, _DAY), query, _DAY),  # type: ignore[misc]
            runs=9,
        )
        print(f"{events:,} events, {title}")
        print(f"  calibration loop         {unit:8.1f} ms")
        print(f"  filter                   {plain:8.1f} ms   {plain / unit:6.2f} x")
        print(f"  the same as of {iso(_DAY)}{back:8.1f} ms   {back / unit:6.2f} x")
        print(f"  ratio                    {back / plain:8.2f}      (at most {_MOST})")


if __name__ == "__main__":
    main()
