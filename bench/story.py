"""A story made up from a seed: events as a newsroom would file them, any number, one at a time.

People, outlets and tags follow Zipf's law; there are as many people as a twenty-fifth of the events. Of the dates 72 %
are days, 14 % months, 4 % years, 5 % intervals and 5 % uncertain or approximate, all EDTF; an event has one to three
sources with addresses. Events come in order of time, give or take six weeks, as they do in files that people keep. No
text holds a quote, a backslash or a control character, so that every format can write it as it stands.

`Question` is what every tool is asked, and counts the answers while the story is made.
"""

import random
from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import date
from itertools import accumulate
from typing import NamedTuple

SEED = 7
FIRST = date(2003, 1, 1).toordinal()
LAST = date(2025, 12, 31).toordinal()
TITLE = "A story made up for measuring"
RANK, SINCE, UNTIL = 8, 2018, 2019
"""The question: the person of this rank, in these years."""

_SLACK = {7: 30, 4: 366}
"""Days by which an approximate month or year may be off in `timeline`'s filters, by the length of its text."""

GIVEN = (
    "Mira", "Anton", "Zoë", "Carl", "Ines", "José", "Rosa", "Viktor", "Hanna", "Omar", "Lena", "Paul", "Łucja", "Sven",
    "Nadia", "Hugo", "Amara", "Felix", "Keiko", "Björn", "Clara", "Idris", "Maud", "Tomas", "Priya", "René", "Salma",
)  # fmt: skip
_SYLLABLES = [consonant + vowel for consonant in "bdfgjklmnprstvwxyz" for vowel in "aeiou"]
OUTLETS = tuple(
    f"{place} {kind}"
    for kind in ("Herald", "Ledger", "Star", "Dispatch", "Review", "Post")
    for place in ("Harbor", "Northern", "Capital", "Valley", "Coast", "Union", "Metro", "Lake", "Summit", "Daily")
)
TAGS = (
    "announcement", "casting", "money", "interview", "production", "release", "legal", "award", "delay", "rights",
    "festival", "review", "insurance", "schedule", "music", "script", "location", "effects", "stunts", "union",
    "health", "marketing", "streaming", "box office", "sequel", "training", "launch", "cancellation",
)  # fmt: skip
_ORGS = tuple(
    f"{one} {two}" for two in ("Pictures", "Studios", "Agency", "Space Lab") for one in ("Aurora", "Delta", "Orion")
)
_WORKS = tuple(
    f"The {one} {two}" for two in ("Orbit", "Winter", "Signal", "Harbour") for one in ("Last", "Long", "Far")
)
_PLACES = ("Los Angeles", "London", "Cape Canaveral", "Budapest", "Toronto", "Wellington", "Berlin", "Kraków")
_DEEDS = (
    "signs for", "leaves", "is said to lead", "is in talks for", "speaks of", "denies a part in", "trains for",
    "begins to shoot", "ends the shoot of", "is named producer of", "asks for changes to", "shows first pictures of",
)  # fmt: skip
_REMARKS = (
    "People close to the production say that the date may still move.",
    "A spokesman gave no comment, and the studio has not answered questions since.",
    "Two outlets name the same figure, which neither the insurer nor the agency has confirmed.",
    "The report rests on a call sheet seen by the paper, and on one person who asked not to be named.",
    "It is the third plan in as many years, after the earlier ones had come to nothing.",
)
_UNNAMED = ("sources", "insiders", "a person close to the production", "two people with knowledge of the talks")
_STANCES = ("reports",) * 85 + ("confirms",) * 6 + ("rumours",) * 5 + ("denies",) * 3 + ("plans",)


class Source(NamedTuple):
    """One published statement; `by` and `unnamed` are empty where nobody is quoted."""

    outlet: str
    date: str
    title: str
    url: str
    says: str
    by: str
    unnamed: str


class Event(NamedTuple):
    """One event. `first` and `last` are the days that its date can mean, slack included, None where open."""

    number: int
    id: str
    date: str
    first: int | None
    last: int | None
    title: str
    summary: str
    people: tuple[str, ...]
    orgs: tuple[str, ...]
    works: tuple[str, ...]
    places: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[Source, ...]


def people_of(events: int) -> list[str]:
    """The names of a story of so many events, by rank; no surname is part of another."""
    size = len(_SYLLABLES)
    names = []
    for rank in range(max(events // 25, RANK)):
        at = (rank * 370_003 + 4711) % size**3
        surname = _SYLLABLES[at // size**2] + _SYLLABLES[at // size % size] + _SYLLABLES[at % size]
        names.append(f"{GIVEN[rank % len(GIVEN)]} {surname.title()}")
    return names


class Question:
    """The events of one person in some years: those whose days touch them, and those whose text begins in them.

    A tool that knows one day an event can find no more than the latter.
    """

    def __init__(self, events: int) -> None:
        self.person = people_of(events)[RANK - 1]
        self.first = date(SINCE, 1, 1).toordinal()
        self.last = date(UNTIL, 12, 31).toordinal()
        self.years = {str(year) for year in range(SINCE, UNTIL + 1)}
        self.touching = 0
        self.beginning = 0

    def ask(self, event: Event) -> None:
        """Counts an event."""
        if self.person not in event.people:
            return
        if (event.first is None or event.first <= self.last) and (event.last is None or event.last >= self.first):
            self.touching += 1
        if event.date[:4] in self.years:
            self.beginning += 1


class _Zipf:
    """Draws from a list by Zipf's law: the second item half as often as the first, the third a third as often."""

    def __init__(self, items: tuple[str, ...] | list[str], draw: random.Random) -> None:
        self.items = items
        self.sums = list(accumulate(1 / rank for rank in range(1, len(items) + 1)))
        self.random = draw.random

    def one(self) -> str:
        return self.items[bisect(self.sums, self.random() * self.sums[-1])]

    def some(self, number: int) -> tuple[str, ...]:
        """So many draws, each item once."""
        if number == 1:
            return (self.one(),)
        return tuple(dict.fromkeys([self.one() for _ in range(number)]))


def story(events: int, seed: int = SEED, *, refs: bool = False) -> Iterator[Event]:
    """The events; with `refs` one in six is dated by others as well, in ways that hold."""
    draw = random.Random(seed)
    rnd = draw.random
    people, outlets, tags = _Zipf(people_of(events), draw), _Zipf(OUTLETS, draw), _Zipf(TAGS, draw)
    iso = [date.fromordinal(day).isoformat() for day in range(FIRST, LAST + 1)]
    span = LAST - FIRST + 1
    end = span - 1
    exact: list[tuple[int, str]] = []
    for number in range(events):
        at = min(max(number * span // events + int(rnd() * 84) - 42, 0), end)
        text, first, last = _dated(rnd(), rnd(), at, iso)
        who = people.some(1 + int(rnd() * 3))
        work = _WORKS[int(rnd() * len(_WORKS))]
        deed = _DEEDS[int(rnd() * len(_DEEDS))]
        outlet = outlets.one()
        told = f"{who[0]} {deed} {work}"
        title = f"{outlet}: {told}" if rnd() < 0.2 else told
        slug = f"{who[0].split()[1].lower()}-{deed.split()[0]}-{number}"
        if refs:
            text, first, last = _referring(rnd, at, (text, first, last), exact)
            if text == iso[at]:
                exact.append((at, slug))
                del exact[:-400]
        yield Event(
            number, slug, text, first, last, title,
            f"{told} in {_PLACES[at % 8]}. {_REMARKS[at % 5]}",
            who,
            (_ORGS[int(rnd() * 12)],) if rnd() < 0.6 else (),
            (work,),
            (_PLACES[at % 8],) if rnd() < 0.4 else (),
            tags.some(1 + int(rnd() * 2)),
            tuple(
                _source(rnd, outlets.one() if n else outlet, iso[min(at + int(rnd() * 20), end)], told, number, who)
                for n in range(1 + int(rnd() * 3))
            ),
        )  # fmt: skip


def _dated(kind: float, more: float, at: int, iso: list[str]) -> tuple[str, int, int]:
    """A date that holds the day `at`, and its first and last day, slack included."""
    day = iso[at]
    if kind < 0.72:
        return day, FIRST + at, FIRST + at
    if kind < 0.86:
        return day[:7], *_ends(day[:7])
    if kind < 0.90:
        return day[:4], *_ends(day[:4])
    if kind < 0.95:
        other = iso[min(at + 5 + int(more * 120), len(iso) - 1)]
        length = 7 if more < 0.6 else 10
        one, two = day[:length], other[:length]
        return (one, *_ends(one)) if one == two else (f"{one}/{two}", _ends(one)[0], _ends(two)[1])
    length = (10, 7, 7, 4)[int(more * 4)]
    first, last = _ends(day[:length])
    sign = "?" if more * 8 % 1 < 0.5 or length == 10 else "~"
    slack = _SLACK[length] if sign == "~" else 0
    return day[:length] + sign, first - slack, last + slack


def _ends(text: str) -> tuple[int, int]:
    """First and last day of a year, a month or a day."""
    if len(text) == 10:
        day = date.fromisoformat(text).toordinal()
        return day, day
    year = int(text[:4])
    if len(text) == 4:
        return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    month = int(text[5:7])
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1).toordinal(), after.toordinal() - 1


Dated = tuple[str, int | None, int | None]
Chance = Callable[[], float]


def _referring(rnd: Chance, at: int, own: Dated, exact: list[tuple[int, str]]) -> Dated:
    """A date that refers to events before it in the file, where there are such; true of the day `at`."""
    if rnd() >= 1 / 6 or not exact:
        return own
    picks = [exact[int(rnd() * len(exact))] for _ in range(12)] + exact[-12:]
    before = [pick for pick in picks if pick[0] <= at]
    behind = [pick for pick in picks if pick[0] >= at]
    close = [pick for pick in before if pick[0] >= at - 21]
    kind = int(rnd() * 3)
    if kind == 0 and before and len(own[0]) == 7:
        day, name = before[0]
        return f"{own[0]}; after @{name}", max(own[1] or 0, FIRST + day), own[2]
    if kind == 1 and close:
        day, name = close[0]
        return f"within 3 weeks after @{name}", FIRST + day, FIRST + day + 21
    if before and behind:
        return f"after @{before[0][1]}; before @{behind[0][1]}", FIRST + before[0][0], FIRST + behind[0][0]
    return own


def _source(rnd: Chance, outlet: str, day: str, told: str, number: int, who: tuple[str, ...]) -> Source:
    says = _STANCES[int(rnd() * 100)]
    quoted = rnd()
    by = who[0] if says in ("confirms", "denies") or quoted < 0.1 else ""
    unnamed = _UNNAMED[int(quoted * 4)] if not by and quoted < 0.4 else ""
    date_text = day if quoted < 0.93 else day[:7]
    stem = outlet.lower().replace(" ", "-")
    url = f"https://www.{stem}.example/{day[:4]}/{day[5:7]}/{day[8:]}/film/{number:07}-{int(quoted * 1e6):06}"
    return Source(outlet, date_text, told if quoted < 0.75 else "", url, says, by, unnamed)
