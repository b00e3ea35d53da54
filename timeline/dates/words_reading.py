"""Words to single dates, ranges and lists, with what their neighbours lend them: the year of "June to August 2020"."""

import re
from typing import Any

from timeline.dates.bounds import days_of
from timeline.dates.conventions import Conventions
from timeline.dates.days import ordinal, weekday
from timeline.dates.forms import (
    After,
    Before,
    Date,
    End,
    FirstCentury,
    Form,
    Interval,
    Masked,
    Part,
    Season,
    Stretch,
    TvSeason,
    Undated,
    Week,
    WinterAcross,
)
from timeline.dates.names import MONTHS, SEASONS, WEEKDAYS
from timeline.dates.read import Context
from timeline.dates.words_classes import Words
from timeline.dates.words_shapes import SHAPES, YEARLESS, SeveralReadings, follows
from timeline.dates.words_table import HAS_YEAR

_ENDS_IN_CENTURY = re.compile(r"[^m]*oa").fullmatch
"""`late 17th c.`: the `c.` is not a circa."""

_PLAIN_YEAR = re.compile(r"[5au?~%]*y").fullmatch

_YEAR_FIRST = re.compile(r"[5au?~%]*y.*").fullmatch

_UNCLEAR = re.compile(r".*y n|[^noH]*y mn|mn my").fullmatch
"""Both ends of a range, one of which has a number that may be a year, a month or a day."""

_ENDS: dict[str, End] = {"N": "unknown", "?": "unknown", "P": "open"}

_LACKING = ("y", "my", "m", "C", "D")
"""What a part of a range may lack and its neighbour lend, in the order tried."""

_LACKING_ALL = ("my", "sy", "D", "oC", "y")
"""The same for a bare "early" in "early to mid-May 2020"."""

Donor = dict[str, Any]
"""What the other end of a range lends: a value by class, such as the year of "June to August 2020"."""


class Reading:
    """One text being read: what it may borrow, and what there is to warn of.

    Attributes:
        warnings: For the author.
        filled: Whether the year of the context was used.
    """

    __slots__ = ("conventions", "filled", "loan", "text", "warnings")

    def __init__(self, text: str, context: Context, words: Words) -> None:
        self.text = text
        self.conventions: Conventions = context.conventions
        self.warnings: list[str] = []
        self.filled = False
        self.loan: Donor = {}
        if context.year is not None and HAS_YEAR.isdisjoint(words.shape):
            self.loan = {"y": context.year}

    # --- one date -------------------------------------------------------------------------------------------------

    def single(self, words: Words, donor: Donor | None = None, *, yearless: bool = False) -> Form | None:
        """One date with the words that qualify it: about, possibly, early, a day of the week.

        Args:
            words: Of the date.
            donor: What it may borrow from its neighbour.
            yearless: Whether it may stay without a year.
        """
        q = ""
        shape = words.shape
        while shape:
            if shape[0] in "au~?%":
                q, words = _both(q, words.values[0]), words.part(1)
            elif shape[-1] in "au?~%" and shape not in SHAPES and not _ENDS_IN_CENTURY(shape):
                q, words = _both(q, words.values[-1]), words.part(0, -1)
            else:
                break
            shape = words.shape
        form = self._unqualified(words, donor or self.loan, yearless)
        return form if form is None or not q else qualified(form, q)

    def _unqualified(self, words: Words, donor: Donor, yearless: bool) -> Form | None:
        shape = words.shape
        if not shape:
            return None
        if shape[0] in "pg":
            return self._part(words, donor)
        if shape[0] == "W":
            form = self.single(words.part(1), donor)
            return Week(ordinal(form.year, form.month, form.day)) if isinstance(form, Date) and form.day else None
        if shape[0] == "w" or shape[-1] == "w":
            inner = words.part(1) if shape[0] == "w" else words.part(0, -2 if shape[-2:] == ",w" else -1)
            form = self.single(inner, donor, yearless=yearless) if inner.shape else None
            return self._on_weekday(form, words.values[0 if shape[0] == "w" else -1])
        return self.date(words) or self.borrowed(words, donor) or (self._yearless(words) if yearless else None)

    def _part(self, words: Words, donor: Donor) -> Form | None:
        part = words.values[0]
        rest = words.part(1)
        if rest.shape in ("y-n", "y/n", "y=n"):
            from timeline.dates.words_numbers import refuse_years

            refuse_years(part, rest.values[0], rest.values[2])
        try:
            of = self.single(rest, donor) if rest.shape else self._borrowed_whole(donor)
        except SeveralReadings as several:
            if not several.choices:
                raise
            raise SeveralReadings(*(f"{part} {choice.removeprefix('the ')}" for choice in several.choices)) from None
        if (isinstance(of, Date) and of.day) or (isinstance(of, Masked) and "-" in of.pattern[1:]):
            return None
        if not isinstance(of, (Date, Season, Masked, FirstCentury, TvSeason, WinterAcross)):
            return None
        return Part(part, of.replaced(q="") if of.q else of, of.q)

    def _on_weekday(self, form: Form | None, named: int) -> Form | None:
        """The same day; a day of the week that does not agree is reported."""
        if isinstance(form, Date) and form.day:
            real = weekday(ordinal(form.year, form.month, form.day))
            if real != named:
                said = f"{form.day} {MONTHS[form.month - 1]} {form.year}"
                self.warnings.append(f"{said} was a {WEEKDAYS[real].title()}, not a {WEEKDAYS[named].title()}")
            return form
        # Without a year there is nothing to compare it with.
        return form if isinstance(form, Masked) and form.pattern[8:].isdigit() else None

    def date(self, words: Words) -> Form | None:
        """A date that needs nothing from elsewhere."""
        build = SHAPES.get(words.shape)
        if build is None:
            return self._year_and_number(words) if words.shape in ("y-n", "y/n", "y=n") else None
        form: Form | None = build(*words.values)
        return form

    def _year_and_number(self, words: Words) -> Form | None:
        """`2020-05` inside a phrase is a month; `1861-67` are years; `2020-21` can be three things."""
        year, _, number = words.values
        same_century = year - year % 100 + number
        if follows(year, number) and (21 <= number <= 41 or words.shape == "y/n"):
            raise SeveralReadings(f"{year}/{year + 1}", f"the {year}-{number:02d} season")
        if words.shape == "y-n" and 1 <= number <= 12:
            if number > year % 100 and "-" not in self.text:
                raise SeveralReadings(f"{MONTHS[number - 1]} {year}", f"{year} to {same_century}")
            return Date(year, number)
        if words.shape == "y-n" and 21 <= number <= 24:
            raise SeveralReadings(f"{year} to {same_century}", f"{SEASONS[number]} {year}")
        return None

    def borrowed(self, words: Words, donor: Donor) -> Form | None:
        """A date that lacks its year, or its month and year, with those of its neighbour."""
        shape, values = words.shape, words.values
        for lacking in _LACKING:
            if all(letter in donor for letter in lacking):
                lent = [donor[letter] for letter in lacking]
                more = (
                    Words(lacking + shape, lent + values) if lacking == "m" else Words(shape + lacking, values + lent)
                )
                form = self.date(more) if more.shape in SHAPES else None
                if form is not None:
                    self.filled |= donor is self.loan or ("y" in lacking and bool(self.loan))
                    return form
        return None

    def _borrowed_whole(self, donor: Donor) -> Form | None:
        """All of the other end but its "mid", for a bare "early" in "early to mid-May 2020"."""
        for lacking in _LACKING_ALL if "p" in donor or "g" in donor else ():
            if all(letter in donor for letter in lacking):
                return self.date(Words(lacking, [donor[letter] for letter in lacking]))
        return None

    def _yearless(self, words: Words) -> Form | None:
        """A month or a day of no year, or said to be of an unknown one."""
        shape = words.shape
        if shape[-1] == "x":
            words = words.part(0, -1)
        elif shape[0] == "6":
            words = words.part(1)
        build = YEARLESS.get(words.shape)
        return None if build is None else build(*words.values)

    # --- two and more ---------------------------------------------------------------------------------------------

    def pair(self, left: Words, right: Words, joined: str = "{} to {}") -> tuple[Form, Form] | None:
        """Both ends of a range; each may borrow from the other, and November to February ends in the next year.

        Args:
            left, right: The words on either side.
            joined: How the two are said together, for what has more than one reading.
        """
        if right.shape == "n" and _PLAIN_YEAR(left.shape):
            return self._short_years(left, right.values[0])
        if _UNCLEAR(f"{left.shape} {right.shape}"):
            from timeline.dates.words_numbers import refuse_unclear

            refuse_unclear(self, left, right, joined)
        right = _with_century(right, left)
        lent_left, lent_right = self._lend(right), self._lend(left)
        first, last = self.single(left, lent_left), self.single(right, lent_right)
        if first is None or last is None:
            return None
        left_lacks, right_lacks = (HAS_YEAR.isdisjoint(side.shape) for side in (left, right))
        for form, lacks, other in ((first, left_lacks, right), (last, right_lacks, left)):
            if lacks and _PLAIN_YEAR(other.shape):
                from timeline.dates.words_numbers import refuse_lone_year

                refuse_lone_year(form)
        if left_lacks and right_lacks and self.loan and self.is_reversed(first, last):
            from timeline.dates.words_numbers import refuse_over_new_year

            refuse_over_new_year(self, left, right, joined)
        if left_lacks != right_lacks and self.is_reversed(first, last):
            if left_lacks and "y" in lent_left:
                first = self.single(left, {**lent_left, "y": lent_left["y"] - 1}) or first
            elif right_lacks and "y" in lent_right:
                last = self.single(right, {**lent_right, "y": lent_right["y"] + 1}) or last
        return first, last

    def _lend(self, words: Words) -> Donor:
        """What one end lends the other; the year of the context where neither has one."""
        lent = dict(self.loan)
        for letter, value in zip(words.shape, words.values, strict=True):
            if letter in "ymsDCopg":
                lent[letter] = value
        return lent

    def _short_years(self, left: Words, number: int) -> tuple[Form, Form] | None:
        """`1861-67`: the second year without its century."""
        first = self.single(left)
        year = left.values[-1]
        last = year - year % 100 + number
        return None if first is None or last <= year or number < 10 else (first, Date(last))

    def is_reversed(self, first: Form, last: Form) -> bool:
        """Whether the months stand in the wrong order, not merely the days of one month."""
        if isinstance(first, Date) and isinstance(last, Date) and first.month == last.month:
            return False
        low, high = days_of(first, self.conventions)[0][0], days_of(last, self.conventions)[-1][1]
        return low is not None and high is not None and low > high

    def interval(self, left: Words, right: Words) -> Form | None:
        """Something that lasted from one to the other; `unknown` and `present` are ends too."""
        start, end = _ENDS.get(left.shape), _ENDS.get(right.shape)
        if start is None and end is None:
            ends = self.pair(left, right)
            return None if ends is None else Interval(*ends)
        first: Form | End | None = start or self.single(left)
        last: Form | End | None = end or self.single(right)
        if first is None or last is None or (start == "open") or (start and end):
            return None
        return Interval(first, last)

    def members(self, words: Words, letters: str, joined: str = "{} or {}") -> tuple[Form, ...] | None:
        """The dates of a list; one without a year has that of the next one which has."""
        parts = _split(words, letters)
        if len(parts) == 2 and _UNCLEAR(f"{parts[0].shape} {parts[1].shape}"):
            from timeline.dates.words_numbers import refuse_unclear

            refuse_unclear(self, parts[0], parts[1], joined)
        for n, part in enumerate(parts[1:], 1):
            parts[n] = _with_century(part, parts[n - 1])
        lent: list[Donor] = [{}] * len(parts)
        donor = self.loan
        for n in range(len(parts) - 1, -1, -1):
            lent[n] = donor
            if not HAS_YEAR.isdisjoint(parts[n].shape):
                donor = self._lend(parts[n])
        donor = self.loan
        found: list[Form] = []
        for n, part in enumerate(parts):
            form = self.single(part, {**donor, **lent[n]})
            if form is None:
                return None
            found.append(form)
            donor = {**donor, **self._lend(part)}
        for n, part in enumerate(parts[:-1]):
            lacks = HAS_YEAR.isdisjoint(part.shape) != HAS_YEAR.isdisjoint(parts[n + 1].shape)
            if lacks and (_PLAIN_YEAR(part.shape) or _PLAIN_YEAR(parts[n + 1].shape)):
                from timeline.dates.words_numbers import refuse_lone_year

                refuse_lone_year(found[n] if _PLAIN_YEAR(parts[n + 1].shape) else found[n + 1])
            if (lacks or self.loan) and self.is_reversed(found[n], found[n + 1]):
                raise SeveralReadings(advice="Give each date its own year")
            if _PLAIN_YEAR(parts[n + 1].shape.rstrip("au?~%")) and not lacks and not _YEAR_FIRST(part.shape):
                from timeline.dates.words_numbers import refuse_years_behind

                refuse_years_behind(self, found, joined)
        return tuple(found)


def _both(one: str, other: str) -> str:
    """Uncertain and approximate is `%`."""
    return other if not one or one == other else "%"


def qualified(form: Form, q: str) -> Form:
    """The same form, also uncertain or approximate."""
    if type(form) is Date:
        return Date(form.year, form.month, form.day, _both(form.q, q))
    if isinstance(form, (Before, After)):
        return form.replaced(of=qualified(form.of, q))
    if isinstance(form, Interval):
        return Interval(_qualified_end(form.start, q), _qualified_end(form.end, q))
    if isinstance(form, (Stretch, Undated)):
        return form
    return form.replaced(q=_both(form.q, q))


def _qualified_end(end: Form | End, q: str) -> Form | End:
    return end if isinstance(end, str) else qualified(end, q)


def _with_century(words: Words, before: Words) -> Words:
    """`90s` after `1980s`: a later decade of the same century."""
    at, lender = words.shape.find("z"), before.shape.find("D")
    if at < 0 or lender < 0 or "-" in before.values[lender].pattern:
        return words
    decade = f"{before.values[lender].pattern[:2]}{words.values[at] // 10}X"
    if decade <= before.values[lender].pattern:
        return words
    values = [*words.values[:at], Masked(decade), *words.values[at + 1 :]]
    return Words(words.shape.replace("z", "D", 1), values)


def _split(words: Words, letters: str) -> list[Words]:
    """The parts between the words of these classes."""
    parts, start = [], 0
    for at, letter in enumerate(words.shape):
        if letter in letters:
            parts.append(words.part(start, at))
            start = at + 1
    parts.append(words.part(start))
    return parts
