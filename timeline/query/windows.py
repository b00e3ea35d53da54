"""Whether a date falls into a window of days: certainly, possibly or not; and why it is only possible."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from timeline.dates import Conventions, Range, When
from timeline.dates.forms import Interval, Masked
from timeline.dates.when import NO_LEEWAY, Leeway
from timeline.model import Era
from timeline.printable import counted
from timeline.query.answers import CERTAIN, NO, POSSIBLE, Match
from timeline.records import NamedTuple


def leeway_of(when: When, conventions: Conventions) -> Leeway:
    """Days by which a date may be off, as `dates.leeways` has it."""
    if not (when.approximate or when.convention):
        return NO_LEEWAY
    from timeline.dates import leeways

    return leeways.leeway_of(when, conventions)


def ranges_with_leeway(when: When, conventions: Conventions) -> Iterator[Range]:
    """The days that a date can mean, by how much it may be off included; where that is much, they overlap."""
    early, late, behind, before = leeway_of(when, conventions)
    ranges = when.ranges
    last = len(ranges) - 1
    for n, (low, high) in enumerate(ranges):
        yield _moved(low, -before if n else -early), _moved(high, late if n == last else behind)


def within(when: When, first: int | None, last: int | None, conventions: Conventions, *, whole: bool = False) -> Match:
    """Whether a date falls between two days, both included; None is no limit.

    A point is certain when every day it can mean falls in the window; a span when it certainly overlaps the window,
    or, with `whole`, when all of it certainly lies inside. `about` and conventions widen a date by their slack first,
    and what is uncertain (`?`) is never certain. A month or a day without a year is possible where the window holds
    such a day.
    """
    if when.lower is None and when.upper is None and when.kind != "span":
        return POSSIBLE if type(when.form) is not Masked else _in_some_year(when, first, last, conventions)
    leeway = leeway_of(when, conventions)
    if when.kind == "span" and when.start is not None and when.end is not None:
        return _span_within(when.start, when.end, when.uncertain, leeway, (first, last), whole)
    low = None if when.lower is None else when.lower - leeway.lower
    high = None if when.upper is None else when.upper + leeway.upper
    if first is None or (low is not None and low >= first):
        inside = last is None or (high is not None and high <= last)
    else:
        inside = False
    if inside and not when.uncertain:
        return CERTAIN
    # Most dates have no gaps.
    is_whole = when.gaps is None and type(when.form) is not Masked
    for begin, end in ((low, high),) if is_whole else ranges_with_leeway(when, conventions):
        if (first is None or end is None or end >= first) and (last is None or begin is None or begin <= last):
            is_open = (begin is None or end is None) and type(when.form) is Masked
            return POSSIBLE if not is_open else _in_some_year(when, first, last, conventions)
    return NO


def happened_within(
    when: When, date: When, first: int | None, last: int | None, conventions: Conventions, *, whole: bool = False
) -> Match:
    """Whether `date`, which others may have narrowed to `when`, falls between two days, as `within`.

    What its own words make sure, yes or no, does not depend on the dates that narrow it, which may be doubtful.
    """
    if when is not date:
        own = within(date, first, last, conventions, whole=whole)
        if own is not POSSIBLE:
            return own
    return within(when, first, last, conventions, whole=whole)


class Window(NamedTuple):
    """Days that are asked for, both ends included; None is no limit.

    Attributes:
        inner: Those that are certainly meant; where an era may end before another begins, from the latest beginning to
            the earliest end.
        outer: Those that may be meant.
        is_sure: Whether the inner days, or any at all, are certainly meant.
        vague: Why an era's own dates are not sure; empty where they are, and of what is no era.
        is_era: Whether it is one of an era, alone or with others.
        held: The ids of the events that certainly lie in it by what they say.
        parts: What it is made of, of which some may hold an event so, and some may not.
    """

    inner: Range
    outer: Range
    is_sure: bool = True
    vague: str = ""
    is_era: bool = False
    held: frozenset[str] = frozenset()
    parts: tuple[Window, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no day lies in it."""
        first, last = self.outer
        return first is not None and last is not None and first > last

    def joined(self, other: Window) -> Window:
        """The days that are in both."""
        inner = _both(self.inner, other.inner)
        vague = "; ".join(dict.fromkeys(one.vague for one in (self, other) if one.vague))
        is_sure = self.is_sure and other.is_sure and not (None not in inner and inner[0] > inner[1])  # type: ignore[operator]
        parts = (*(self.parts or (self,)), *(other.parts or (other,)))
        outer = _both(self.outer, other.outer)
        return Window(inner, outer, is_sure, vague, self.is_era or other.is_era, self.held & other.held, parts)

    def for_event(self, identity: str) -> Window:
        """What is left to be asked of an event, by its id."""
        if identity in self.held:
            return ALWAYS
        if not any(identity in part.held for part in self.parts):
            return self
        return reduce(Window.joined, (part.for_event(identity) for part in self.parts))

    def answer(self, when: When, date: When, conventions: Conventions, *, whole: bool = False) -> Match:
        """Whether a date falls into it, as `happened_within`."""
        if self.is_empty:
            return NO
        if self == ALWAYS:
            return CERTAIN
        found = happened_within(when, date, *self.inner, conventions, whole=whole)
        if self.is_sure and (found is CERTAIN or self.inner == self.outer):
            return found
        return min(POSSIBLE, happened_within(when, date, *self.outer, conventions))

    def doubt(self, when: When, conventions: Conventions) -> str:
        """Why a date is only possibly in it."""
        why = doubt(when, *self.inner, conventions)
        return "; ".join(part for part in (why, self.vague) if part) or "it may fall into a gap"


ALWAYS = Window((None, None), (None, None))


def _both(one: Range, other: Range) -> Range:
    firsts = [first for first, _ in (one, other) if first is not None]
    lasts = [last for _, last in (one, other) if last is not None]
    return max(firsts, default=None), min(lasts, default=None)


def window_of(era: Era, conventions: Conventions, day: int | None = None, held: frozenset[str] = frozenset()) -> Window:
    """The days of an era: certainly those from its latest beginning to its earliest end, leeway taken off.

    One with an open end has not ended by `day`, on which is asked. `held` has the ids of the events that lie in it by
    what they say.

    What it says itself holds whatever narrows it, as of an event (`happened_within`).
    """
    inner, outer = _days_of_era(era.when, conventions)
    if era.when is not era.date:
        outer = _both(outer, _days_of_era(era.date, conventions)[1])
    when = era.when
    goes_on = day is not None and _is_open(when) and (inner[0] is None or inner[0] <= day)
    if goes_on:
        inner = inner[0], day
    is_sure = not when.uncertain and None not in inner and when.gaps is None
    doubts = [
        *(["are uncertain (?)"] if when.uncertain else []),
        *(["are approximate (c.)"] if when.approximate else []),
        *(["rest on our conventions"] if when.convention else []),
    ]
    vague = f"the era's own dates {' and '.join(doubts)}" if doubts else ""
    if not vague and not (is_sure and inner == outer):
        has_begun = goes_on and inner[0] == outer[0]
        vague = "the era has no end yet" if has_begun else "the era may begin later or end earlier"
    return Window(inner, outer, is_sure, vague, True, held)


def _is_open(when: When) -> bool:
    """Whether something lasted and has no end, which is more than that its end is not known."""
    form = when.form
    return when.upper is None and isinstance(form, Interval) and form.end == "open"


def _days_of_era(when: When, conventions: Conventions) -> tuple[Range, Range]:
    """The days between its latest beginning and its earliest end; and those from the earliest to the latest."""
    start, end = (when.start, when.end) if when.start and when.end else ((when.lower,) * 2, (when.upper,) * 2)
    lower, upper, begun, ended = leeway_of(when, conventions)
    if when.kind != "span":  # it lasted all of the time that the date means
        begun, ended = lower, upper
    return (_moved(start[1], begun), _moved(end[0], -ended)), (_moved(start[0], -lower), _moved(end[1], upper))


def _moved(day: int | None, days: int) -> int | None:
    return None if day is None else day + days


def _in_some_year(when: When, first: int | None, last: int | None, conventions: Conventions) -> Match:
    """Whether a window holds a day of a date without a year, which has no first or no last such day."""
    from timeline.resolve.possible import EARLIEST, LATEST, possible_days

    days = possible_days(when)
    if days is None or (first is None and last is None):
        return POSSIBLE
    _, _, late, early = leeway_of(when, conventions)
    if first is None:
        assert last is not None
        return POSSIBLE if days.down(last + early) > EARLIEST else NO
    found = days.up(first - late)
    return POSSIBLE if found < LATEST and (last is None or found <= last + early) else NO


def doubt(when: When, first: int | None, last: int | None, conventions: Conventions) -> str:
    """Why a date is only possibly between two days: "may be as early as May 1, 2020, before June 1, 2020".

    Empty where it may lie in a gap between them, or does lie between them.
    """
    from timeline.dates.said import day_words

    if not when.is_dated:
        return "its date is not known" if when.kind == "none" else "its year is not known"
    early, late, _, _ = leeway_of(when, conventions)
    low = None if when.lower is None else when.lower - early
    high = None if when.upper is None else when.upper + late
    why, counting = [], set()
    if first is not None and (low is None or low < first):
        said = "has no earliest day" if low is None else f"may be as early as {day_words(low)}"
        why.append(f"{said}, before {day_words(first)}")
        counting.add(0 if low is None else early)
    if last is not None and (high is None or high > last):
        said = "has no latest day" if high is None else f"may be as late as {day_words(high)}"
        why.append(f"{said}, after {day_words(last)}")
        counting.add(0 if high is None else late)
    if leeway := " and ".join(counted(days, "day") for days in sorted(counting) if days):
        why.append(f"counting {leeway} of leeway for {'c.' if when.approximate else 'our conventions'}")
    if when.uncertain:
        why.append("its date is uncertain (?)")
    return "; ".join(why)


def _span_within(start: Range, end: Range, uncertain: bool, leeway: Leeway, window: Range, whole: bool) -> Match:
    first, last = window
    earliest = None if start[0] is None else start[0] - leeway.lower
    latest = None if end[1] is None else end[1] + leeway.upper
    if (first is not None and latest is not None and latest < first) or (
        last is not None and earliest is not None and earliest > last
    ):
        return NO
    if uncertain:
        return POSSIBLE
    if whole:
        sure = (first is None or (earliest is not None and earliest >= first)) and (
            last is None or (latest is not None and latest <= last)
        )
    else:
        sure = (first is None or (end[0] is not None and end[0] - leeway.ended >= first)) and (
            last is None or (start[1] is not None and start[1] + leeway.begun <= last)
        )
    return CERTAIN if sure else POSSIBLE
