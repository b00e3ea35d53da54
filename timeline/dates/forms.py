"""What was said, as a tree: a year, a season, a set, an interval, before something.

A form holds no days; `bounds` works those out under the conventions in force. `q` is EDTF's qualifier of the form
as a whole: `?` uncertain, `~` approximate, `%` both, empty for neither.
"""

from typing import Literal, NamedTuple, Union

End = Literal["open", "unknown"]
PartName = Literal["early", "mid", "late"]


class Date(NamedTuple):
    """A year, a month (`day` 0) or a day; a year alone has `month` 0. Any year, either sign."""

    year: int
    month: int = 0
    day: int = 0
    q: str = ""


class Season(NamedTuple):
    """EDTF codes 21-41: seasons 21-32, quarters 33-36, quadrimesters 37-39, semesters 40-41 (levels 1 and 2)."""

    year: int
    code: int
    q: str = ""


class WinterAcross(NamedTuple):
    """The one winter that begins in `year` and ends in the next: "winter 2022/23"."""

    year: int
    q: str = ""


class TvSeason(NamedTuple):
    """The film and television season that begins in `year`: "the 2020-21 season"."""

    year: int
    q: str = ""


class Masked(NamedTuple):
    """EDTF with unspecified digits: `201X`, `2004-XX`, `156X-12-25`, `XXXX-09`; also decades and centuries."""

    pattern: str
    q: str = ""


class Digits(NamedTuple):
    """A year of which only the first `digits` digits are significant: `1950S2` (level 2)."""

    year: int
    digits: int
    q: str = ""


class Part(NamedTuple):
    """Early, mid or late in a month, a year or a decade (`Date`, `Season` or a decade `Masked`)."""

    part: PartName
    of: "Form"
    q: str = ""


class Week(NamedTuple):
    """The calendar week, Monday to Sunday, that holds the day with this ordinal."""

    day: int
    q: str = ""


class Before(NamedTuple):
    """Earlier than the first day of `of`."""

    of: "Form"


class After(NamedTuple):
    """Later than the last day of `of`."""

    of: "Form"


class Stretch(NamedTuple):
    """Within a set: from the first day of `first` to the last of `last`; None is open."""

    first: "Form | None"
    last: "Form | None"


class Set(NamedTuple):
    """One of the members, or `every` one of them: `[1667,1668]`, `{1960,1961-12}`, "between June and August 2020"."""

    members: "tuple[Form, ...]"
    every: bool = False
    q: str = ""


class Interval(NamedTuple):
    """Something that lasted: begins somewhere in `start`, ends somewhere in `end`."""

    start: "Form | End"
    end: "Form | End"


class Undated(NamedTuple):
    """No date: "unknown", "n.d."."""

    said: bool = True


Form = Union[
    Date,
    Season,
    WinterAcross,
    TvSeason,
    Masked,
    Digits,
    Part,
    Week,
    Before,
    After,
    Stretch,
    Set,
    Interval,
    Undated,
]
