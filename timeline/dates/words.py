"""Journalists' English to a form: "mid-May 2020", "between June and August 2020", "since 2019".

A text becomes a string of word classes (`words_table`), one letter a word. A single date is looked up whole in
`words_shapes`; anything else is led by a word (`from`, `between`, `before`), joined by one (`to`, `or`, `and`) or
closed by one (`or later`), each with a row in a table here, and its parts are read in the same way. Nothing is
skipped over, and neither today's date nor a neighbour's is used.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from timeline.dates.bounds import days_of, forms_in, when_of
from timeline.dates.conventions import Conventions
from timeline.dates.days import month_range, ordinal, weekday, year_range
from timeline.dates.forms import (
    After,
    Before,
    Date,
    End,
    Form,
    Interval,
    Masked,
    Part,
    Season,
    Set,
    Stretch,
    TvSeason,
    Undated,
    Week,
    WinterAcross,
)
from timeline.dates.names import MONTHS, SEASONS, WEEKDAYS
from timeline.dates.read import Context
from timeline.dates.when import DateError, When
from timeline.dates.words_shapes import SHAPES, YEARLESS, SeveralReadings, follows
from timeline.dates.words_table import GLUE, HAS_YEAR, LEXICON, Row, is_glue, split_words

_new = tuple.__new__
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘ʼ′`´＇"), "'")
_SIGNS = {**_DASHES, **_QUOTES, ord("…"): ".", ord("～"): "~"}


class Words:
    """A part of the text: the classes of its words, one letter each, and their values."""

    __slots__ = ("shape", "values")

    def __init__(self, shape: str, values: list[Any]) -> None:
        self.shape, self.values = shape, values

    def part(self, start: int, stop: int | None = None) -> "Words":
        return Words(self.shape[start:stop], self.values[start:stop])


def read_words(text: str, context: Context) -> When:
    """The days that a phrase of newspaper English can mean.

    Args:
        text: Trimmed, without references.
        context: Its `year` fills a date that has none, which is then marked derived.

    Raises:
        DateError: D101 not a date, D102 no such day, D103 more than one reading, D105 ends before it starts.
    """
    words = words_of(text)
    reading = Reading(text, context, words)
    try:
        form = reading.whole(words)
    except SeveralReadings as several:
        raise DateError("D103", f'"{text}" has more than one reading', several.advice) from None
    if form is None:
        from timeline.dates.words_refused import refusal

        raise refusal(text, words.shape, context)
    warnings = tuple(dict.fromkeys(reading.warnings)) if reading.warnings else ()
    if "s" in words.shape:
        warnings += _winters(form, context.conventions)
    if type(form) is Date and not form.q:
        when = _plain_date(text, form, warnings)
    else:
        try:
            when = when_of(text, form, context.conventions, warnings=warnings)
        except DateError as error:
            message = f'"{text}" ends before it starts' if error.code == "D105" else error.message
            raise DateError(error.code, message, error.hint) from None
    return when._replace(derived=("year",)) if reading.filled else when


def form_in(text: str, context: Context) -> Form | None:
    """What a text says; None where it is no date.

    Raises:
        ValueError: It has more than one reading, or names a day that does not exist.
    """
    words = words_of(text)
    return Reading(text, context, words).whole(words)


def words_of(text: str) -> Words:
    """The words of a text with their classes; an unknown word has the class `#` and is its own value."""
    if not text.isascii():
        text = " ".join(text.translate(_SIGNS).split())
    found = split_words(text.lower())
    letters: list[str] = []
    values: list[Any] = []
    last, at, count = "^", 0, len(found)
    while at < count:
        word = found[at]
        at += 1
        for rest, letter, value in _readings(word):  # noqa: B007  # the last one fits always
            if not rest:
                break
            if found[at : at + len(rest)] == rest:
                at += len(rest)
                break
        while last in GLUE and is_glue(letters[-2] if len(letters) > 1 else "^", last, letter):
            del letters[-1], values[-1]
            last = letters[-1] if letters else "^"
        letters.append(letter)
        values.append(value)
        last = letter
    return Words("".join(letters), values)


@lru_cache(maxsize=4096)
def _readings(word: str) -> tuple[Row, ...]:
    """The rows that a word can begin, longest first, and after them what it is by itself."""
    return (*LEXICON.get(word, ()), ([], *_number(word)))


def _number(word: str) -> tuple[str, Any]:
    """The class and value of a number, an ordinal, a decade or a dash; `#` for what is no word of a date."""
    end = word.lstrip("0123456789")
    figures = word[: len(word) - len(end)]
    if not end:
        return "#nnky"[len(figures) if len(figures) < 5 else 0], int(figures[:4])
    if end in ("st", "nd", "rd", "th") and len(figures) in (1, 2):
        return "o", int(figures)
    if end in ("s", "'s") and len(figures) in (2, 4) and figures[-1] == "0":
        return _decade(figures)
    if end == "c" and len(figures) in (1, 2):
        return "c", int(figures)
    if end == "xx" and len(figures) == 2:
        return "c", int(figures) + 1
    if end == "x" and len(figures) == 3:
        return "D", Masked(f"{figures}X")
    if end[0] in " -":
        return "=" if end != end.strip() else "-", None
    if word[0] == "'" and len(word) in (4, 5) and word[3:] in ("s", "'s") and word[2] == "0":
        return "z", int(word[1:3])
    return "#", word


def _decade(figures: str) -> tuple[str, Any]:
    """`1960s`; of `2000s` and `60s` it is not known which they are."""
    if len(figures) == 2:
        return "z", int(figures)
    return ("Z", int(figures)) if figures[2] == "0" else ("D", Masked(f"{figures[:3]}X"))


def _plain_date(text: str, date: Date, warnings: tuple[str, ...]) -> When:
    """A year, a month or a day: no form is kept, as the fields say all of it."""
    year, month, day = date.year, date.month, date.day
    precision = "year"
    if day:
        first = last = ordinal(year, month, day)
        precision = "day"
    elif month:
        first, last = month_range(year, month)
        precision = "month"
    else:
        first, last = year_range(year)
    return _new(When, (
        text, "point", first, last, precision, None, None, False, False, False, None, None, (), "", (), warnings,
    ))  # fmt: skip


def _winters(form: Form, conventions: Conventions) -> tuple[str, ...]:
    """A warning for each winter of a single year: there are two."""
    first, last = conventions.winter
    if first < last:
        return ()
    return tuple(
        f"winter {year} is both the winter that ends in {year} and the one that begins in it; write "
        f"winter {year - 1}/{year % 100:02d}, winter {year}/{(year + 1) % 100:02d} or a month such as January {year}"
        for year in dict.fromkeys(_winter_years(form))
    )


def _winter_years(form: Form | str | None) -> Iterator[int]:
    """The years of the winters anywhere in a form."""
    if isinstance(form, Season) and form.code == 24:
        yield form.year
    for inner in forms_in(form):
        yield from _winter_years(inner)


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

    def whole(self, words: Words) -> Form | None:
        """The form of a whole text; None where it is no date."""
        shape = words.shape
        if not shape or "#" in shape:
            return None
        build = SHAPES.get(shape)
        if build is not None:
            form: Form | None = build(*words.values)
            if form is not None:
                return form
        lead = _LEADS.get(shape[0])
        if lead is not None:
            return lead(self, words.part(1))
        if shape[0] in "au~?" and len(shape) > 1 and shape[1] in _LEADS:
            form = self.whole(words.part(1))
            return None if form is None else qualified(form, words.values[0])
        if shape[-1] in "?~%" and shape[-2:-1] in _CLOSES:
            form = self.whole(words.part(0, -1))
            return None if form is None else qualified(form, words.values[-1])
        close = _CLOSES.get(shape[-1])
        if close is not None:
            return close(self, words.part(0, -1))
        if _JOINTS.isdisjoint(shape):
            return self.single(words, yearless=True)
        for letter, join in _JOINS:
            form = join(self, words, letter) if letter in shape else None
            if form is not None:
                return form
        return None

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
        try:
            rest = words.part(1)
            of = self.single(rest, donor) if rest.shape else self._borrowed_whole(donor)
        except SeveralReadings as several:
            if not several.choices:
                raise
            raise SeveralReadings(*(f"{part} {choice}" for choice in several.choices)) from None
        if (isinstance(of, Date) and of.day) or (isinstance(of, Masked) and "-" in of.pattern[1:]):
            return None
        if not isinstance(of, (Date, Season, Masked, TvSeason, WinterAcross)):
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

    def pair(self, left: Words, right: Words) -> tuple[Form, Form] | None:
        """Both ends of a range; each may borrow from the other, and November to February ends in the next year."""
        if right.shape == "n" and left.shape[-1:] == "y" and "m" not in left.shape:
            return self._short_years(left, right.values[0])
        right = _with_century(right, left)
        lent_left, lent_right = self._lend(right), self._lend(left)
        first, last = self.single(left, lent_left), self.single(right, lent_right)
        if first is None or last is None:
            return None
        left_lacks, right_lacks = (HAS_YEAR.isdisjoint(side.shape) for side in (left, right))
        if left_lacks != right_lacks and self._is_reversed(first, last):
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
        if first is None or last <= year or number < 10:
            return None
        return first, Date(last)

    def _is_reversed(self, first: Form, last: Form) -> bool:
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

    def members(self, words: Words, letters: str) -> tuple[Form, ...] | None:
        """The dates of a list; one without a year has that of the next one which has."""
        parts = _split(words, letters)
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
            if lacks and self._is_reversed(found[n], found[n + 1]):
                raise SeveralReadings(advice="Give each date its own year")
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


# --- words that lead ----------------------------------------------------------------------------------------------


def _lead_before(reading: Reading, rest: Words) -> Form | None:
    form = reading.single(rest)
    if form is None:
        return None
    # "before the end of 2019" is not before September, where our end of a year begins.
    is_end = rest.shape[0] == "g" and rest.values[0] == "late"
    return _by(form) if is_end else Before(form)


def _lead_after(reading: Reading, rest: Words) -> Form | None:
    form = reading.single(rest)
    if form is None:
        return None
    is_start = rest.shape[0] == "g" and rest.values[0] == "early"
    return _or_later(form) if is_start else After(form)


def _by(form: Form) -> Form:
    return Set((Stretch(None, form),))


def _or_later(form: Form) -> Form:
    return Set((Stretch(form, None),))


def _lead_by(reading: Reading, rest: Words) -> Form | None:
    form = reading.single(rest)
    return None if form is None else _by(form)


def _lead_on_or_after(reading: Reading, rest: Words) -> Form | None:
    form = reading.single(rest)
    return None if form is None else _or_later(form)


def _lead_since(reading: Reading, rest: Words) -> Form | None:
    if rest.shape[-1:] == "V":
        return _close_end_unknown(reading, rest.part(0, -1))
    form = reading.single(rest)
    return None if form is None else Interval(form, "open")


def _lead_from(reading: Reading, rest: Words) -> Form | None:
    shape = rest.shape
    if shape[-1:] == "O" or (shape[-1:] == "3" and rest.values[-1] == "on"):
        return _lead_since(reading, rest.part(0, -1))
    for letter in "2U=~-":
        if letter in shape:
            form = _to(reading, rest, letter)
            if form is not None:
                return form
    return _lead_since(reading, rest)


def _lead_between(reading: Reading, rest: Words) -> Form | None:
    for letter in "&2=-":
        for at, found in enumerate(rest.shape):
            if found == letter:
                ends = reading.pair(rest.part(0, at), rest.part(at + 1))
                if ends is not None:
                    return Set((Stretch(*ends),))
    return None


def _lead_either(reading: Reading, rest: Words) -> Form | None:
    """`either A or B`, `both A and B`."""
    if "|" in rest.shape:
        return _or(reading, rest, "|")
    return _and(reading, rest, "&") if "&" in rest.shape else None


def _lead_until(reading: Reading, rest: Words) -> Form | None:
    """`until 2012`: to its end, or only up to its start?"""
    form = reading.single(rest) if rest.shape else None
    if form is None:
        return None
    from timeline.dates.show import said_of

    said = said_of(form) or "2012"
    raise SeveralReadings(f"by {said}", f"before {said}", f"unknown to {said}")


_LEADS: dict[str, Callable[[Reading, Words], Form | None]] = {
    "B": _lead_before,
    "A": _lead_after,
    "b": _lead_by,
    "l": _lead_on_or_after,
    "S": _lead_since,
    "F": _lead_from,
    "X": _lead_between,
    "E": _lead_either,
    "U": _lead_until,
    "2": _lead_until,
}


# --- words that close ---------------------------------------------------------------------------------------------


def _close_end_unknown(reading: Reading, rest: Words) -> Form | None:
    form = reading.single(rest)
    return None if form is None else Interval(form, "unknown")


def _close_unknown(reading: Reading, rest: Words) -> Form | None:
    """`unknown` alone, or as the end of a range."""
    if not rest.shape:
        return Undated()
    return reading.interval(rest.part(0, -1), Words("N", [None])) if rest.shape[-1] in "2=-" else None


def _close_onwards(reading: Reading, rest: Words) -> Form | None:
    return _lead_since(reading, rest)


_CLOSES: dict[str, Callable[[Reading, Words], Form | None]] = {
    "K": _lead_by,
    "L": _lead_on_or_after,
    "O": _close_onwards,
    "V": _close_end_unknown,
    "N": _close_unknown,
}


# --- words that join ----------------------------------------------------------------------------------------------


def _or(reading: Reading, words: Words, letter: str) -> Form | None:
    found = reading.members(words, "|,")
    return None if found is None else Set(found)


def _and(reading: Reading, words: Words, letter: str) -> Form | None:
    found = reading.members(words, "&,")
    return None if found is None else Set(found, every=True)


def _to(reading: Reading, words: Words, letter: str) -> Form | None:
    """The first of these signs that has a date on either side."""
    for at, found in enumerate(words.shape):
        if found == letter:
            form = reading.interval(words.part(0, at), words.part(at + 1))
            if form is not None:
                return form
    return None


def _slash(reading: Reading, words: Words, letter: str) -> Form | None:
    """`May/June 2020`: one of the two."""
    found = reading.members(words, "/")
    return None if found is None else Set(found)


def _one(reading: Reading, words: Words, letter: str) -> Form | None:
    """A dash or a slash may also belong to a single date: `early winter 2022-23`."""
    return reading.single(words, yearless=True)


_JOINS: tuple[tuple[str, Callable[[Reading, Words, str], Form | None]], ...] = (
    ("|", _or),
    ("&", _and),
    ("2", _to),
    ("U", _to),
    ("=", _to),
    ("-", _one),
    ("/", _one),
    ("-", _to),
    ("/", _slash),
)

_ENDS_IN_CENTURY = re.compile(r"[^m]*oa").fullmatch
"""`late 17th c.`: the `c.` is not a circa."""

_JOINTS = frozenset(letter for letter, _ in _JOINS)

_ENDS: dict[str, End] = {"N": "unknown", "?": "unknown", "P": "open"}

_LACKING = ("y", "my", "m", "C", "D")
"""What a part of a range may lack and its neighbour lend, in the order tried."""

_LACKING_ALL = ("my", "sy", "D", "oC", "y")
"""The same for a bare "early" in "early to mid-May 2020"."""
