"""Journalists' English to a form: "mid-May 2020", "between June and August 2020", "since 2019".

A text becomes a string of word classes (`words_classes`), one letter a word. A single date is looked up whole in
`words_shapes`; anything else is led by a word (`from`, `between`, `before`), joined by one (`to`, `or`, `and`) or
closed by one (`or later`), each with a row in a table here, and its parts are read by `words_reading`. Nothing is
skipped over, and neither today's date nor a neighbour's is used.
"""

from collections.abc import Callable, Iterator

from timeline.dates.bounds import days_of, forms_in, when_of
from timeline.dates.conventions import Conventions
from timeline.dates.days import month_range, ordinal, year_range
from timeline.dates.forms import After, Before, Date, Form, Interval, Season, Set, Stretch, Undated
from timeline.dates.read import Context
from timeline.dates.when import DateError, When
from timeline.dates.words_classes import Words, words_of
from timeline.dates.words_reading import Reading, qualified
from timeline.dates.words_shapes import SHAPES, SeveralReadings

_new = tuple.__new__


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
        form = whole(reading, words)
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
    return whole(Reading(text, context, words), words)


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
        text, "point", first, last, precision, None, None,
        False, False, False, None, None, (), "", (), warnings, None,
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


# --- a whole text -------------------------------------------------------------------------------------------------


def whole(reading: Reading, words: Words) -> Form | None:
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
        return lead(reading, words.part(1))
    if shape[0] in "au~?" and len(shape) > 1 and shape[1] in _LEADS:
        form = whole(reading, words.part(1))
        return None if form is None else qualified(form, words.values[0])
    if shape[-1] in "?~%" and shape[-2:-1] in _CLOSES:
        form = whole(reading, words.part(0, -1))
        return None if form is None else qualified(form, words.values[-1])
    close = _CLOSES.get(shape[-1])
    if close is not None:
        return close(reading, words.part(0, -1))
    if _JOINTS.isdisjoint(shape):
        return reading.single(words, yearless=True)
    for letter, join in _JOINS:
        form = join(reading, words, letter) if letter in shape else None
        if form is not None:
            return form
    return None


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
    if shape == "y-n":
        # "from 2020-05" is a month; "from 2020-21" can be three things.
        form = reading.single(rest)
        if form is not None:
            return Interval(form, "open")
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
                ends = reading.pair(rest.part(0, at), rest.part(at + 1), "between {} and {}")
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
    from timeline.dates.said import day_words, said_of

    said = said_of(form) or "2012"
    if rest.shape[0] == "g" and rest.values[0] == "late":
        # "before late 2020" is before September, where our end of a year begins.
        ranges = days_of(form, reading.conventions)
        last = ranges[0][1] if len(ranges) == 1 else None
        day = () if last is None else (f"unknown to {day_words(last)}",)
        raise SeveralReadings(said_of(_by(form)) or f"by {said}", f"unknown to {said}", *day)
    raise SeveralReadings(f"by {said}", f"before {said}", f"unknown to {said}")


def _lead_through(reading: Reading, rest: Words) -> Form | None:
    """`through 2020`: one of its days or an earlier one, or lasting to its end?"""
    form = reading.single(rest) if rest.shape else None
    if form is None:
        return None
    from timeline.dates.said import said_of

    said = said_of(form) or "2012"
    raise SeveralReadings(said_of(_by(form)) or f"by {said}", f"unknown to {said}")


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
    "2": _lead_through,
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
    found = reading.members(words, "&,", "{} and {}")
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

_JOINTS = frozenset(letter for letter, _ in _JOINS)
