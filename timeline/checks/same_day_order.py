"""Two events of one day stand in an order that their clock times, or those of their sources, do not allow.

A date reaches down to the day, so events of the same day stand in the order of the file, unless `after @…` says
otherwise. Where dates carry a time ("2020-05-30T19:22:45Z"), that order can be wrong without anybody seeing it. Two
things are compared: the time of an event itself, and for an event without a time the earliest source that already
reported it, since it had happened by then. Times with and without a zone are never compared with each other. Where
nobody gave a time, nothing is found: which came first is then open, and `--order honest` shows it as open.

Wrong:

    events:
      - id: docking
        date: 2020-05-30T21:10:00Z
        title: The ship docks
        sources: [{outlet: NASA, date: 2020-05-30}]
      - id: launch
        date: 2020-05-30T19:22:45Z
        title: The ship launches
        sources: [{outlet: NASA, date: 2020-05-30}]

Right:

    events:
      - id: docking
        date: 2020-05-30T21:10:00Z; after @launch
        title: The ship docks
        sources: [{outlet: NASA, date: 2020-05-30}]
      - id: launch
        date: 2020-05-30T19:22:45Z
        title: The ship launches
        sources: [{outlet: NASA, date: 2020-05-30}]
"""

import re
from collections.abc import Iterator, Sequence

from timeline.checks._story import Story
from timeline.dates import When
from timeline.errors import Problem
from timeline.model import Chronology, Event
from timeline.records import NamedTuple

CODE = "T109"
NAME = "same-day-order"
SEVERITY = "warning"

_TIME = re.compile(
    r"\d{4}-\d\d-\d\dT(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d)"
    r"(?P<zone>Z|(?P<sign>[+-])(?P<ahead>\d\d)(?::?(?P<more>\d\d))?)?",
    re.ASCII,
)
_DAY = 86_400


class _Moment(NamedTuple):
    """A point of time in seconds: of universal time where a zone was given, else of the place's own clock."""

    seconds: int
    has_zone: bool


class _Timed(NamedTuple):
    """An event of one day: not before `earliest`, not after `latest`; None where no time says so."""

    number: int
    event: Event
    earliest: _Moment | None
    latest: _Moment | None


def find(story: Story) -> Iterator[Problem]:
    days: dict[int, list[_Timed]] = {}
    for number, event in enumerate(story.chronology.events):
        if event.when.lower is not None and event.when.lower == event.when.upper:
            timed = _timed(number, event)
            if timed is not None:
                days.setdefault(event.when.lower, []).append(timed)
    several = [timed for timed in days.values() if len(timed) > 1]
    if several:
        declared = _declared(story.chronology)
        for those in several:
            yield from _of_a_day(those, declared, story)


def _of_a_day(timed: Sequence[_Timed], declared: dict[int, set[int]], story: Story) -> Iterator[Problem]:
    """Each event that stands too early, with the one of that day that it follows."""
    for place, one in enumerate(timed):
        for other in timed[place + 1 :]:
            if _is_later(one, other) and not _leads_to(other.number, one.number, declared):
                exact = other.latest == other.earliest
                what = f"{_clock(other.event.date)} is earlier" if exact else "a source had reported it by then"
                yield Problem(
                    story.at(one.event, "date", one.event.date.text),
                    CODE,
                    f"stands before @{other.event.id} of the same day, but came after it: {what}",
                    f"Add to the date: ; after @{other.event.id}",
                    SEVERITY,
                    related=((story.at(other.event, "date", other.event.date.text), f'"{other.event.date.text}"'),),
                )
                break


def _is_later(one: _Timed, other: _Timed) -> bool:
    if one.earliest is None or other.latest is None or one.earliest.has_zone != other.latest.has_zone:
        return False
    return one.earliest.seconds > other.latest.seconds


def _timed(number: int, event: Event) -> _Timed | None:
    moment = _moment(event.date)
    if moment is not None:
        return _Timed(number, event, moment, moment)
    told = [
        found
        for source in event.sources
        if source.says in ("reports", "confirms") and (found := _moment(source.date)) is not None
    ]
    if not told or len({one.has_zone for one in told}) > 1:
        return None
    return _Timed(number, event, None, min(told))


def _moment(when: When) -> _Moment | None:
    if "T" not in when.text or when.uncertain or when.approximate or when.lower != when.upper or when.lower is None:
        return None
    found = _TIME.match(when.text)
    if found is None:
        return None
    seconds = int(found["hour"]) * 3600 + int(found["minute"]) * 60 + int(found["second"])
    if found["sign"]:
        ahead = int(found["ahead"]) * 3600 + int(found["more"] or 0) * 60
        seconds -= ahead if found["sign"] == "+" else -ahead
    return _Moment(when.lower * _DAY + seconds, found["zone"] is not None)


def _clock(when: When) -> str:
    return when.text.partition("T")[2].partition(";")[0].strip()


def _declared(chronology: Chronology) -> dict[int, set[int]]:
    following: dict[int, set[int]] = {}
    for before, after in chronology.before:
        following.setdefault(before, set()).add(after)
    return following


def _leads_to(start: int, goal: int, following: dict[int, set[int]]) -> bool:
    """Whether a chain of declared orders leads from one event to another."""
    waiting, seen = [start], {start}
    while waiting:
        one = waiting.pop()
        if one == goal:
            return True
        new = following.get(one, set()) - seen
        seen |= new
        waiting += new
    return False
