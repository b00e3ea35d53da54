"""The front door: any text becomes a `When` or a `DateError`, nothing else.

Tried in order, the first that matches whole wins and nothing is skipped over: a plain year, month or day; references
(`after @id`); EDTF; words. Reading is a pure function of the text and the `Context`: no clock, no locale.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from timeline.dates.conventions import STANDARD, Conventions
from timeline.dates.days import month_length, month_range, year_range
from timeline.dates.when import DateError, When
from timeline.records import NamedTuple

_LONGEST = 500
_LONGEST_PHRASE = 200
_MOST_WORDS = 40
_WORDS = re.compile(r"\w+|[^\w\s]").findall
_PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII).fullmatch


class Context(NamedTuple):
    """What a file's header adds to the reading of its dates.

    Attributes:
        conventions: The table of mid, early, late and seasons.
        year: Fills a date without a year, which is then marked derived; None leaves such a date open.
        edtf: Read as the standard alone: no words, no references, and `2020-21` is spring.
    """

    conventions: Conventions = STANDARD
    year: int | None = None
    edtf: bool = False


_DEFAULT = Context()
_new = tuple.__new__


def read(text: str, context: Context = _DEFAULT) -> When:
    """The days a written date can mean.

    Args:
        text: As in a file or on the command line; surrounding blanks are ignored.
        context: From the file's header.

    Raises:
        DateError: No form matches whole, the day does not exist, or there is more than one reading.
    """
    if _PLAIN(text) is not None:
        return _plain(text)
    return _read(text, context)


def _plain(text: str) -> When:
    """`2020`, `2020-05` or `2020-05-17`, already matched."""
    if len(text) == 4:
        first, last = _year(text)
        return _new(When, (text, "point", first, last, "year", *_REST))
    first, last = _month(text[:7])
    if len(text) == 7:
        return _new(When, (text, "point", first, last, "month", *_REST))
    day = first + int(text[8:]) - 1
    if day > last:
        raise no_such_day(int(text[:4]), int(text[5:7]), int(text[8:]))
    return _new(When, (text, "point", day, day, "day", *_REST))


@lru_cache(maxsize=1024)
def _year(text: str) -> tuple[int, int]:
    return year_range(int(text))


@lru_cache(maxsize=4096)
def _month(text: str) -> tuple[int, int]:
    return month_range(int(text[:4]), int(text[5:]))


_REST = tuple(When("", "point", None, None))[5:]


@lru_cache(maxsize=1 << 15)
def _read(text: str, context: Context) -> When:
    trimmed = text.strip()
    if not trimmed:
        raise DateError("D101", "the date is empty", "Write unknown where nothing is known")
    if len(trimmed) > _LONGEST:
        raise DateError("D101", f"a date of {len(trimmed)} characters", f"A date has at most {_LONGEST}")
    if context.edtf:
        from timeline.dates.edtf import read_edtf

        return read_edtf(trimmed, context.conventions)._replace(text=text)
    if "@" in trimmed or ";" in trimmed or tells_age(trimmed):
        from timeline.dates.references import read_references

        return read_references(text, context)
    when = read_single(trimmed, context)
    return when if when.text == text else when._replace(text=text)


def tells_age(text: str) -> bool:
    """Whether a clause begins as somebody's age does: `when Tom Cruise was 63`, `aged 63 (Tom Cruise)`."""
    # The first letter spares most texts the pattern.
    return text[:1] in "wWaA" and re.match(r"(?:when|while|aged|at\s+age)\s", text, re.IGNORECASE) is not None


def read_single(text: str, context: Context) -> When:
    """A date without references, already trimmed: plain, EDTF or words.

    Raises:
        DateError: As `read`.
    """
    if text[-1:] == "." and text[-2:-1].isdigit():
        text = text[:-1]
    # No EDTF, of today or of the draft, begins with another letter: open, unknown, u, x, X, y, Y.
    if text[:1].isalpha() and text[0] not in "OoUuXxYy":
        return _in_words(text, context)
    if _PLAIN(text) is not None:
        return _plain(text)
    looks_like_edtf, read_edtf = _edtf()
    if looks_like_edtf(text):
        season = _season_of_years(text)
        if season is not None:
            raise season
        return read_edtf(text, context.conventions)
    return _in_words(text, context)


def _in_words(text: str, context: Context) -> When:
    """A phrase, if it is one: what is longer than any is not tried, for that takes the square of its length."""
    if len(text) > _MOST_WORDS and (len(text) > _LONGEST_PHRASE or len(_WORDS(text)) > _MOST_WORDS):
        hint = "A date is a phrase such as between June and August 2020; the rest belongs into the title or a note"
        raise DateError("D101", f'not a date: "{text[:60]}…"', hint)
    return _words()(text, context)


# The two readers are imported with the first date that needs them: the statement costs a microsecond a date.


@cache
def _edtf() -> tuple[Callable[[str], bool], Callable[[str, Conventions], When]]:
    from timeline.dates.edtf import looks_like_edtf, read_edtf

    return looks_like_edtf, read_edtf


@cache
def _words() -> Callable[[str, Context], When]:
    from timeline.dates.words import read_words

    return read_words


def no_such_day(year: int, month: int, day: int) -> DateError:
    """The refusal of a day that the calendar does not have: 30 February, 31 June, 29 February 2023."""
    from timeline.dates.names import MONTHS

    name = MONTHS[month - 1]
    days = month_length(year, month)
    message = f"{day} {name} {year} does not exist; {name} {year} has {days} days"
    return DateError("D102", message, f"Write {name} {year} if the day is not known")


def _season_of_years(text: str) -> DateError | None:
    """`2020-21`: spring in EDTF, a television season or two years in a newspaper. Refused, with the choices."""
    plain = text[:-1] if text[-1] in "?~%" else text
    if len(plain) == 7 and plain[4] == "-" and plain[:4].isdigit() and plain[5:].isdigit():
        year, code = int(plain[:4]), int(plain[5:])
        if 21 <= code <= 41 and code == (year + 1) % 100:
            named = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}.get(code)
            choices = [f"{named} {year}"] if named else []
            choices += [f"{year}/{year + 1}", f"the {plain} season"]
            if plain != text:
                # A sign behind two years belongs to each, behind words to all that they say.
                choices = [choice.replace("/", f"{text[-1]}/") + text[-1] for choice in choices]
            hint = f"Write {', '.join(choices[:-1])} or {choices[-1]}"
            return DateError("D103", f'"{text}" has more than one reading', hint)
    return None
