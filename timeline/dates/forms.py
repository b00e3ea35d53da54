"""What was said, as a tree: a year, a season, a set, an interval, before something.

A form holds no days; `bounds` works those out under the conventions in force. `q` is EDTF's qualifier of the form
as a whole: `?` uncertain, `~` approximate, `%` both, empty for neither. A form is never changed once it is made.
"""

# ruff: noqa: RUF023  # slots stand in the order of the constructor

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal, Self

    End = Literal["open", "unknown"]
    PartName = Literal["early", "mid", "late"]
else:
    End = PartName = str


class FormBase:
    """What all forms share. Two are equal where their kind and their fields, `__slots__`, are.

    Classes with slots, as they are ten times faster to define than NamedTuples, and there are many of them at every
    start; besides, tuples of the same fields would be equal whatever their kind.
    """

    __slots__: tuple[str, ...] = ()

    def _fields(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self.__slots__])

    def replaced(self, **changes: Any) -> Self:
        """The same form with other values of some fields."""
        new = object.__new__(type(self))
        for name in self.__slots__:
            setattr(new, name, changes[name] if name in changes else getattr(self, name))
        return new

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FormBase) and type(self) is type(other) and self._fields() == other._fields()

    def __hash__(self) -> int:
        return hash((type(self), self._fields()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self._fields()))})"


class Date(FormBase):
    """A year, a month (`day` 0) or a day; a year alone has `month` 0. Any year, either sign."""

    __slots__ = ("year", "month", "day", "q")

    def __init__(self, year: int, month: int = 0, day: int = 0, q: str = "") -> None:
        self.year, self.month, self.day, self.q = year, month, day, q


class Season(FormBase):
    """EDTF codes 21-41: seasons 21-32, quarters 33-36, quadrimesters 37-39, semesters 40-41 (levels 1 and 2)."""

    __slots__ = ("year", "code", "q")

    def __init__(self, year: int, code: int, q: str = "") -> None:
        self.year, self.code, self.q = year, code, q


class WinterAcross(FormBase):
    """The one winter that begins in `year` and ends in the next: "winter 2022/23"."""

    __slots__ = ("year", "q")

    def __init__(self, year: int, q: str = "") -> None:
        self.year, self.q = year, q


class TvSeason(FormBase):
    """The film and television season that begins in `year`: "the 2020-21 season"."""

    __slots__ = ("year", "q")

    def __init__(self, year: int, q: str = "") -> None:
        self.year, self.q = year, q


class Masked(FormBase):
    """EDTF with unspecified digits: `201X`, `2004-XX`, `156X-12-25`, `XXXX-09`; also decades and centuries."""

    __slots__ = ("pattern", "q")

    def __init__(self, pattern: str, q: str = "") -> None:
        self.pattern, self.q = pattern, q


class FirstCentury(FormBase):
    """The years 1 to 99, or (`era` -1) 100 to 1 BC; EDTF's `00XX` and `-00XX` put the year 0, 1 BC, elsewhere."""

    __slots__ = ("era", "q")

    def __init__(self, era: int, q: str = "") -> None:
        self.era, self.q = era, q


class Digits(FormBase):
    """A year of which only the first `digits` digits are significant: `1950S2` (level 2)."""

    __slots__ = ("year", "digits", "q")

    def __init__(self, year: int, digits: int, q: str = "") -> None:
        self.year, self.digits, self.q = year, digits, q


class Part(FormBase):
    """Early, mid or late in a month, a year or a decade (`Date`, `Season` or a decade `Masked`)."""

    __slots__ = ("part", "of", "q")

    def __init__(self, part: PartName, of: Form, q: str = "") -> None:
        self.part: PartName = part
        self.of, self.q = of, q


class Week(FormBase):
    """The calendar week, Monday to Sunday, that holds the day with this ordinal, or that begins with it, a Sunday."""

    __slots__ = ("day", "q")

    def __init__(self, day: int, q: str = "") -> None:
        self.day, self.q = day, q


class Before(FormBase):
    """Earlier than the first day of `of`."""

    __slots__ = ("of",)

    def __init__(self, of: Form) -> None:
        self.of = of


class After(FormBase):
    """Later than the last day of `of`."""

    __slots__ = ("of",)

    def __init__(self, of: Form) -> None:
        self.of = of


class Stretch(FormBase):
    """Within a set: from the first day of `first` to the last of `last`; None is open."""

    __slots__ = ("first", "last")

    def __init__(self, first: Form | None, last: Form | None) -> None:
        self.first, self.last = first, last


class Set(FormBase):
    """One of the members, or `every` one of them: `[1667,1668]`, `{1960,1961-12}`, "between June and August 2020"."""

    __slots__ = ("members", "every", "q")

    def __init__(self, members: tuple[Form, ...], every: bool = False, q: str = "") -> None:
        self.members, self.every, self.q = members, every, q


class Interval(FormBase):
    """Something that lasted: begins somewhere in `start`, ends somewhere in `end`."""

    __slots__ = ("start", "end")

    def __init__(self, start: Form | End, end: Form | End) -> None:
        self.start: Form | End = start
        self.end: Form | End = end


class Undated(FormBase):
    """No date: "unknown", "n.d."."""

    __slots__ = ()


Form = (
    Date
    | Season
    | WinterAcross
    | TvSeason
    | Masked
    | FirstCentury
    | Digits
    | Part
    | Week
    | Before
    | After
    | Stretch
    | Set
    | Interval
    | Undated
)
