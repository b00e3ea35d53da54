"""How imprecise dates stand to each other: which is certainly the earlier, and how many days lie between, at least
and at most.

Days are ordinals; None is no bound. Something that lasted counts from its beginning.
"""

from collections.abc import Iterable

from timeline.dates import Conventions, Range, When
from timeline.dates.when import Leeway
from timeline.model import Source
from timeline.printable import counted
from timeline.query import CERTAIN, NO, POSSIBLE, Match, within
from timeline.records import NamedTuple


class Lapse(NamedTuple):
    """The days from one thing to another, both limits included; negative where the other came before.

    Attributes:
        least, most: None where there is no limit.
        about: Rests on a date that is uncertain, approximate or read by our conventions.
    """

    least: int | None
    most: int | None
    about: bool = False

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return self.least is not None or self.most is not None


class First(NamedTuple):
    """The day of the first of several publications: one day of a range; `about` as in `Lapse`."""

    days: Range = (None, None)
    about: bool = False


def begun(when: When) -> When:
    """A date as the point at which it began; what lasted is known by its beginning."""
    if when.kind != "span" or when.start is None:
        return when
    left = when.leeway
    return when._replace(
        kind="point",
        lower=when.start[0],
        upper=when.start[1],
        start=None,
        end=None,
        form=None,
        gaps=None,
        leeway=None if left is None else Leeway(left.lower, left.begun, left.begun, left.lower),
    )


def is_about(when: When) -> bool:
    """Whether the days of a date may be off: `?`, `c.`, or months that are our convention."""
    return when.uncertain or when.approximate or when.convention


def not_later(one: When, other: When, conventions: Conventions) -> Match:
    """Whether one date is before another or on the same day, by the measure of the filters (`query.within`).

    Certain where a day can be named that the one is certainly not after and the other certainly not before.
    """
    one, other = begun(one), begun(other)
    if one.upper is not None and other.lower is not None and one.upper <= other.lower:
        days = (one.upper, other.lower, (one.upper + other.lower) // 2)
        sure = any(
            within(one, None, day, conventions) is CERTAIN and within(other, day, None, conventions) is CERTAIN
            for day in days
        )
        return CERTAIN if sure else POSSIBLE
    if one.lower is None or other.upper is None:
        return POSSIBLE
    ruled_out = within(one, None, other.upper, conventions) is NO and within(other, one.lower, None, conventions) is NO
    return NO if ruled_out else POSSIBLE


def first_of(sources: Iterable[Source]) -> First:
    """The day on which the first of some sources came out: not after any, not before the earliest that one can be."""
    whens = [begun(source.when) for source in sources]
    if not whens:
        return First()
    lowers = [when.lower for when in whens]
    uppers = [when.upper for when in whens if when.upper is not None]
    known = [lower for lower in lowers if lower is not None]
    lower = min(known) if len(known) == len(lowers) else None
    upper = min(uppers, default=None)
    rivals = [when for when in whens if upper is None or when.lower is None or when.lower <= upper]
    return First((lower, upper), any(map(is_about, rivals)))


def lapse(one: First, other: First) -> Lapse:
    """The days from one to another, at least and at most."""
    least = None if other.days[0] is None or one.days[1] is None else other.days[0] - one.days[1]
    most = None if other.days[1] is None or one.days[0] is None else other.days[1] - one.days[0]
    return Lapse(least, most, one.about or other.about)


def lapse_words(found: Lapse, behind: str = "later", ahead: str = "before") -> str:
    """A lapse in words: "the same day", "38 days later", "at most 4 days later", "31 days before to 30 days later"."""
    least, most = found.least, found.most
    about = "about " if found.about else ""
    if least is None and most is None:
        return "not known"
    if least == most == 0:
        return f"{about}the same day"
    if least is None or most is None:
        return about + _half_open(least, most, behind, ahead)
    if least >= 0:
        return f"{about}{_between(least, most)} {behind}"
    if most <= 0:
        return f"{about}{_between(-most, -least)} {ahead}"
    return f"from {about}{_days(-least)} {ahead} to {_days(most)} {behind}"


def _half_open(least: int | None, most: int | None, behind: str, ahead: str) -> str:
    if 0 in (least, most):
        return f"the same day or {behind if most is None else ahead}"
    if least is not None:
        return f"at least {_days(least)} {behind}" if least >= 0 else f"at most {_days(-least)} {ahead}, or {behind}"
    most = most or 0
    return f"at most {_days(most)} {behind}, or {ahead}" if most >= 0 else f"at least {_days(-most)} {ahead}"


def _between(least: int, most: int) -> str:
    return _days(most) if least == most else f"{least:,} to {_days(most)}"


def _days(number: int) -> str:
    return counted(number, "day")
