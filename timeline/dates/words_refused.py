"""Why a text is no date, and what to write instead. Only imported once a text has been refused.

To explain one more kind of text, add a row to `_KNOWN`; otherwise the nearest spelling that reads is offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product

from timeline.dates.names import MONTH_NUMBERS
from timeline.dates.read import Context
from timeline.dates.when import DateError, When
from timeline.dates.words_table import HAS_YEAR, LEXICON, split_words

_EXAMPLES = "Write for example May 2020, Sept. 17, 2021, mid-2020, c. 2019, between June and August 2020, or unknown"

_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|some|many|a few|a couple of)"
_UNIT = r"(?:day|night|morning|evening|afternoon|week|weekend|fortnight|month|quarter|season|year|decade|century)s?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
_ERAS = r"(?:term|presidency|administration|tenure|reign|premiership|era|pandemic|lockdown|strike|war)"

_BACK = r"(?:this|last|next|past|previous|coming|current)"
_AWAY = r"(?:later|earlier|before|after)"
_LENGTHS = r"(?:less than|more than|within|about|at least)"
_ADVERBS = r"(?:present|date|soon|shortly|later|earlier|eventually|then|once|ongoing|long ago)"
_TODAY = r"(?:today|yesterday|tomorrow|tonight|now|nowadays|currently|recently|lately|present day)"

_FROM_TODAY = (
    '"{}" depends on the day on which it is read',
    "Write the date itself, or after @id to count from an event",
)
_FROM_WHERE = (
    '"{}" does not say from which event',
    "Write 1 year after @id, within 1 year after @id or less than 1 year after @id",
)
_TWO_DIGITS = '"{}" has more than one reading', "Write the year with four digits"

_KNOWN: tuple[tuple[str, str, tuple[str, str]], ...] = (
    (rf"^(?!.*\d{{4}})(?:{_LENGTHS} )?{_COUNT} {_UNIT} {_AWAY}\b", "D103", _FROM_WHERE),
    (rf"^(?:the )?(?:{_UNIT} |{_WEEKDAY} )?{_AWAY}(?:wards)?$", "D103", _FROM_WHERE),
    (rf"^(?:later|earlier) (?:that|the same) {_UNIT}$", "D103", _FROM_WHERE),
    (rf"\b{_BACK} (?:{_UNIT}|{_WEEKDAY}|[a-z]+)$|\bago$", "D103", _FROM_TODAY),
    (rf"\b{_TODAY}\b|^(?:the )?{_ADVERBS}$", "D103", _FROM_TODAY),
    (rf"^(?:on |last |next )?{_WEEKDAY}$", "D103", ('"{}" is a day of the week, not a date', "Write the date itself")),
    (r"\d:\d\d|\d ?[ap]\.?m\b|\b(?:noon|midnight|morning|afternoon|evening|night|o'clock)\b", "D103",
     ('"{}" has a time of day', "Write the day alone, such as May 5, 2020")),
    (r"'\d\d$|^[a-z]+\.? (?:\d\d?,? )?\d\d$|^\d\d? [a-z]+\.? \d\d$|\d[/.-]\d\d?[/.-]\d\d$", "D103", _TWO_DIGITS),
    (r"\b(?:fy ?\d*|fiscal|academic|school)\b", "D103", ('"{}" depends on whose year it is', "Write its months")),
    (r"^\d{8}$", "D101", ('not a date: "{}"', "Write it with dashes, such as 2020-05-17")),
    (r"^(?:the )?\d{1,3}$", "D103", ('"{}" has more than one reading', "Write such as 2020, 2020s or 20th century")),
)  # fmt: skip
"""Texts in lower case that people write and that are no date: what they hold, code, message and hint."""


def refusal(text: str, shape: str, context: Context) -> DateError:
    """What is wrong with a text that `words` does not read, and what to write instead.

    Args:
        text: As typed.
        shape: The classes of its words, `words_table`.
        context: In which it was read.
    """
    return (
        _era(text)
        or _without_year(text, shape, context)
        or _reworded(text, context)
        or _known(text)
        or _respelled(text, context)
        or _unknown(text)
    )


def _quoted(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _known(text: str) -> DateError | None:
    plain = text.lower().rstrip(".").replace("’", "'")
    for pattern, code, (message, hint) in _KNOWN:
        if re.search(pattern, plain):
            return DateError(code, message.format(_quoted(text)), hint)
    return None


def _era(text: str) -> DateError | None:
    """`end of Trump's first term`: an era that the file has to define."""
    plain = text.lower().rstrip(".").replace("’", "'")
    if not re.search(rf"\b{_ERAS}\b", plain) or "#" in plain:
        return None
    name = re.sub(
        r"^(?:(?:in|at|on|by|during|the|early|mid|late|end|start|beginning|of|since|after|before)\b[ -]*)+", "", plain
    )
    slug = re.sub(r"[^a-z0-9]+", "-", name.replace("'s ", " ")).strip("-") or "name"
    edge = re.search(r"\b(end|late|start|beginning|early)\b", plain)
    first, third = ("end", "late") if edge and edge[1] in ("end", "late") else ("start", "early")
    choices = f"{first} of @{slug} or {third} @{slug}" if edge else f"during @{slug}"
    return DateError("D103", f'"{_quoted(text)}" names an era', f"Write {choices}, with {slug} under eras: in the file")


def _without_year(text: str, shape: str, context: Context) -> DateError | None:
    """`June to August`: it would be read if it had a year."""
    if context.year is not None or not HAS_YEAR.isdisjoint(shape) or _read(text, context._replace(year=2000)) is None:
        return None
    return DateError(
        "D101", f'"{_quoted(text)}" has no year', "Write the year, or year: with it at the top of the file"
    )


def _reworded(text: str, context: Context) -> DateError | None:
    """What newspapers write, with a date that says no more."""
    from timeline.dates.words_reworded import rewordings, without_time

    def read(part: str) -> When | None:
        return _read(part, context)

    day = without_time(text, read)
    if day:
        return DateError("D103", f'"{_quoted(text)}" has a time of day', f"Write the day alone: {day}")
    choices = [choice for choice in rewordings(text, read) if read(choice)]
    return DateError("D101", f'not a date: "{_quoted(text)}"', f"Write {' or '.join(choices)}") if choices else None


def _respelled(text: str, context: Context) -> DateError | None:
    """A spelling close by that is read."""
    from timeline.dates.show import plain

    for attempt in _attempts(text.lower()):
        found = _read(attempt, context)
        if found is not None:
            return DateError("D101", f'not a date: "{_quoted(text)}"', f"Write {plain(found)}")
    return None


def _attempts(text: str) -> Iterator[str]:
    """The text with figures and letters parted, then with each unknown word replaced by one like it."""
    yield re.sub(r"(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)", " ", text)
    if about := re.fullmatch(r"(.*\d)-?ish", text):
        yield f"c. {about[1]}"
    yield re.sub(r"(\d)(?:ish|-ish|[a-z]+)\b", r"\1", text)
    unknown = [word for word in dict.fromkeys(split_words(text)) if word not in LEXICON and not word[0].isdigit()]
    likely = [_like(word) for word in unknown[:3]]
    if len(unknown) <= 3 and all(likely):
        for words in islice(product(*likely), 9):
            changed = text
            for word, other in zip(unknown, words, strict=True):
                changed = changed.replace(word, other)
            yield changed


_NO_SLIPS = frozenset(
    (
        "all", "any", "day", "days", "each", "every", "except", "just", "many", "most", "much", "must", "neither",
        "never", "none", "nor", "not", "one", "outside", "part", "rest", "same", "some", "unlike", "without",
    )
)  # fmt: skip
"""Words that mean what they say, though one like them is a word of dates: "all" is no slip for "fall"."""


def _like(word: str) -> list[str]:
    """The words of the vocabulary that are nearest to it; of those that are equally near, months first."""
    from difflib import SequenceMatcher, get_close_matches

    if not 3 <= len(word) <= 20 or word in _NO_SLIPS:
        return []
    near = [other for other in LEXICON if abs(len(other) - len(word)) <= 2 and set(other[:2]) & set(word[:2])]
    found = get_close_matches(word, near, 3, 0.6)
    return sorted(found, key=lambda other: (-SequenceMatcher(None, other, word).ratio(), other not in MONTH_NUMBERS))


def _read(text: str, context: Context) -> When | None:
    """The date that a changed text would be; None where it is none."""
    from timeline.dates.bounds import when_of
    from timeline.dates.words import form_in

    try:
        form = form_in(text, context)
        return None if form is None else when_of(text, form, context.conventions)
    except ValueError:
        return None


def _unknown(text: str) -> DateError:
    unknown = [word for word in split_words(text.lower()) if word not in LEXICON and not word[0].isdigit()]
    foreign = (
        f'"{unknown[0]}" is no word of a date; ' if unknown and unknown[0].isalpha() and len(unknown[0]) <= 30 else ""
    )
    hint = foreign + (_EXAMPLES if not foreign else _EXAMPLES[0].lower() + _EXAMPLES[1:])
    return DateError("D101", f'not a date: "{_quoted(text)}"', hint)
