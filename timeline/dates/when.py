"""The value that every date of a chronology becomes: the text as typed and the days that it can mean.

Days are ordinals (see `days`), both ends of a range are included, and None is "no bound". A *point* happened on one
day, which one perhaps unknown; a *span* lasted. Nothing here is ever narrower than what was said.
"""

from __future__ import annotations

from timeline.dates.forms import Form, Masked
from timeline.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal, TypeVar

    T = TypeVar("T")
    Kind = Literal["point", "span", "none"]
    Precision = Literal["day", "month", "season", "part", "year", "decade", "century", "era", "none"]
else:  # importing typing takes as long as all of the date reader
    Kind = Precision = str

Range = tuple[int | None, int | None]

PRECISIONS: tuple[Precision, ...] = ("day", "part", "month", "season", "year", "decade", "century", "era", "none")
"""Finest first."""


class DateError(ValueError):
    """A text is no date, or more than one.

    Attributes:
        code: `D101` and so on; `dates.CODES` tells what each means.
        message: What is wrong, quoting the text, a sentence without a final stop.
        hint: What to write instead.
        start, end: The characters of the text that it is about, `end` excluded; None for the whole.
    """

    def __init__(self, code: str, message: str, hint: str = "", start: int = 0, end: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.start, self.end = code, message, hint, start, end


class Bound(NamedTuple):
    """One inequality of a reference, between a day of this date and a day of its target.

    `side` day of this date >= (`at_least`) or <= (not) the `of` day of `target`, moved by `months` and then `days`.
    `side` and `of` are "start" or "end"; they are the same day for a point. With `unit` ("week", "month", "year") the
    target's day is first taken back to the first day of its calendar week, month or year. With `share`, the bound is
    not a moved day but a share of the way through the target: (1, 3) is where its second third begins, or (not
    `at_least`) where its first third ends.

    `target` is an id, or `born:NAME` for the day on which a person was born.
    """

    side: str
    at_least: bool
    target: str
    of: str
    months: int = 0
    days: int = 0
    unit: str = ""
    share: tuple[int, int] | None = None


class Leeway(NamedTuple):
    """Days by which a date may be off where it is about, or rests on our conventions.

    Attributes:
        lower, upper: Before its first day, and behind its last.
        begun, ended: Of a span, behind its latest beginning and before its earliest end; of a point with gaps, behind
            and before the days that a gap lies between.
    """

    lower: int = 0
    upper: int = 0
    begun: int = 0
    ended: int = 0


NO_LEEWAY = Leeway()


class Clause(NamedTuple):
    """One reference as written: `after @deadline-report`.

    Attributes:
        text: The clause as typed.
        column: Where it begins in the date's text, from 0.
        targets: What it names: ids without the `@`, or `born:NAME`.
        bounds: What it says of the days.
        approximate, convention: As on `When`.
        same: `@a` alone: where the target lasted, a date that says nothing else lasted just as long.
        dated: It tells a plain date as well: `between @a and May 2020`.
    """

    text: str
    column: int
    targets: tuple[str, ...]
    bounds: tuple[Bound, ...]
    approximate: bool = False
    convention: bool = False
    same: bool = False
    dated: bool = False


_new = tuple.__new__


class When(NamedTuple):
    """A date as it was stated.

    Attributes:
        text: Exactly as typed.
        kind: `point`, `span`, or `none` where nothing is known of the day.
        lower, upper: Earliest and latest day that it can touch, both included.
        start, end: Of a span: the days on which it can have begun, and ended.
        precision: The finest unit that was given.
        uncertain, approximate: EDTF's `?` and `~`; `%` is both.
        convention: Rests on our reading of mid, early, late or a season.
        form: What was said, as a tree; None for a plain year, month or day.
        gaps: The separate ranges where the days have holes; None where they have none. Those of unspecified digits
            are worked out on demand: use `ranges`.
        clauses: References that narrow the date once they are resolved.
        edtf: The text in canonical EDTF where it was typed as EDTF; empty otherwise.
        derived: Ids that narrowed the date; empty where it says no more than its own text.
        warnings: What a careful author would want to know of this reading.
        leeway: By how much the days that references leave may be off; None where its own words tell (`leeways`).
    """

    text: str
    kind: Kind
    lower: int | None
    upper: int | None
    precision: Precision = "none"
    start: Range | None = None
    end: Range | None = None
    uncertain: bool = False
    approximate: bool = False
    convention: bool = False
    form: Form | None = None
    gaps: tuple[Range, ...] | None = None
    clauses: tuple[Clause, ...] = ()
    edtf: str = ""
    derived: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    leeway: Leeway | None = None

    @property
    def ranges(self) -> tuple[Range, ...]:
        """The days that it can mean, as disjoint ranges in order; a span's is the one from its first to its last.

        Empty where nothing is known, and where no day is left (`narrowed`).
        """
        if self.kind == "none" and not self.is_dated:
            return ()
        if self.gaps is not None:
            return self.gaps
        if isinstance(self.form, Masked) and self.lower is not None and self.upper is not None:
            from timeline.dates.bounds import mask_gaps

            return mask_gaps(self.form, self.lower, self.upper)
        return ((self.lower, self.upper),)

    @property
    def begins(self) -> Range:
        """The earliest and the latest day on which it can have begun: of a point, its own."""
        return (self.lower, self.upper) if self.start is None else self.start

    @property
    def is_dated(self) -> bool:
        """Whether anything at all is known of the day."""
        return self.lower is not None or self.upper is not None

    @property
    def is_contradictory(self) -> bool:
        """Whether no day is left: it would have to end before it begins."""
        return self.lower is not None and self.upper is not None and self.lower > self.upper

    def narrowed(self, lower: int | None, upper: int | None, derived: tuple[str, ...]) -> When:
        """The same date held between two more days; gaps are respected, so the ends land on possible days.

        For a point; for a span see `narrowed_span`. Where no day is left, `lower` comes out above `upper`.
        """
        low = lower if self.lower is None or (lower is not None and lower > self.lower) else self.lower
        high = upper if self.upper is None or (upper is not None and upper < self.upper) else self.upper
        held = _new(When, (*self[:2], low, high, *self[4:14], derived, *self[15:]))
        if self.gaps is None and not isinstance(self.form, Masked) and (low is None or high is None or low <= high):
            return held
        if low is not None and high is not None and low > high:
            return held._replace(gaps=None)
        left = between(held.ranges, low, high)
        if not left:
            return held if self.kind == "none" else held._replace(lower=1, upper=0, gaps=None)
        return held._replace(lower=left[0][0], upper=left[-1][1], gaps=left if len(left) > 1 else None)

    def narrowed_span(self, start: Range, end: Range, derived: tuple[str, ...]) -> When:
        """The same span with its beginning and its end held to these days."""
        return self._replace(lower=start[0], upper=end[1], start=start, end=end, derived=derived)


def between(ranges: tuple[Range, ...], lower: int | None, upper: int | None) -> tuple[Range, ...]:
    """The part of some ranges that lies between two days, both included."""
    left: list[Range] = []
    for low, high in ranges:
        first = lower if low is None or (lower is not None and lower > low) else low
        last = upper if high is None or (upper is not None and upper < high) else high
        if first is None or last is None or first <= last:
            left.append((first, last))
    return tuple(left)


def remembered(of: Callable[[When], T]) -> Callable[[When], T]:
    """The same, asked once for each date object: a file's events share their dates, and an object is found at once.

    A cache by value would have to look at all that a date holds, every time.
    """
    known: dict[int, tuple[T, When]] = {}  # with the date, so that no other can take its number

    def found(when: When) -> T:
        hit = known.get(id(when))
        if hit is None:
            hit = known[id(when)] = of(when), when
        return hit[0]

    return found
