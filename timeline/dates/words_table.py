"""The vocabulary of a date in English: each word or phrase, its class and what it stands for.

A class is one letter, so that a phrase becomes a short string such as `mny` ("May 5, 2020"), which `words_shapes`
looks up. The letters:

    y year of four digits   n number of one or two   k of three      o ordinal
    m month                 w day of the week        s season        q quarter or half of a year
    D decade                c century, `15c`         C "century"     H named day
    p early, mid, late      g start, end             v "day in"      e AD, BC
    t a season of television                         z `60s`         Z `2000s`      d "(decade)"
    h hemisphere
    a about                 u possibly               ? ~ % as in EDTF
    B before                A after                  b by            l on or after
    S since                 F from                   X between       E either       U until       W week of
    2 to    & and    | or   - dash   = dash with blanks   / slash    , comma        . point inside a number
    K or earlier            L or later               O onwards       V end unknown
    N unknown               P present                ! day unknown   x year unknown
    1 of    3 in    4 the   5 year   6 a             # anything else

To add a spelling, add it to a row of `ROWS`; to add a shape of date, a row in `words_shapes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from timeline.dates.named_days import NAMED_DAYS
from timeline.dates.names import MONTH_NUMBERS, ORDINALS, SEASON_CODES, WEEKDAY_NUMBERS

split_words = re.compile(
    r"([qh][1-4](?![0-9])|[a-z]+(?:'[a-z]*)?|[0-9]+(?:'?[a-z]+)?|'[0-9]+'?s?|\s*-+\s*|<=|>=|\S)"
    r"(?:(?<=[a-z'])\.+|\.(?![0-9]))?"
).findall
"""The words, numbers and signs of a text in lower case; points that only mark an abbreviation are dropped."""

Row = tuple[list[str], str, Any]
"""The words after the first, the class and the value."""

ROWS: tuple[tuple[str, str, Any], ...] = (
    ("early|early part|early days|early months|early years", "p", "early"),
    ("mid|middle|the middle|middle part|middle months|midway through", "p", "mid"),
    ("late|later part|latter part|late part|last part", "p", "late"),
    ("start|beginning|the start|the beginning|the very beginning|opening months|first months", "g", "early"),
    ("end|the end|close|the close|the very end|closing months|last months|final months|year-end|year end", "g", "late"),
    ("c|ca|cca|circa|circ|about|abt|around|approx|approximately|approximate|roughly|estimated|est|near", "a", "~"),
    ("some time around|sometime around|on or about|on or around|in or about|in or around|in about", "a", "~"),
    ("or so|or thereabouts|(approximate)|(approximately)|(approx)|(circa)|(about)|(estimated)", "a", "~"),
    ("possibly|perhaps|probably|maybe|presumably|likely|apparently|supposedly|reportedly", "u", "?"),
    ("(uncertain)|(possibly)|(probably)|(perhaps)|(unconfirmed)|(?)|[?]|uncertain|, uncertain", "?", "?"),
    ("?", "?", "?"),
    ("~", "~", "~"),
    ("%|?~|~?|? ~", "%", "%"),
    ("before|bef|bf|prior to|earlier than|previous to|ahead of|sometime before|some time before|<", "B", None),
    ("any time before|anytime before|pre-|pre", "B", None),
    ("any time after|anytime after|post-|post", "A", None),
    ("after|aft|later than|following|sometime after|some time after|subsequent to|>", "A", None),
    ("by|no later than|not later than|on or before|before or on|at or before|before or at|in or before", "b", None),
    ("not after|at the latest by|latest by|earlier than or at|earlier than or on|before or equal to", "b", None),
    ("earlier than or equal to|on or earlier than|in or earlier than|by or before|before or in|<=|≤", "b", None),
    ("up to and including|until and including", "b", None),
    ("on or after|after or on|at or after|after or at|in or after|after or in|no earlier than", "l", None),
    ("not earlier than|not before|later than or at|later than or on|after or equal to|>=|≥", "l", None),
    ("later than or equal to|on or later than|in or later than|equal to or later than", "l", None),
    ("since|ever since", "S", None),
    ("from|starting from|starting on|starting in|starting|beginning in|beginning on|beginning from", "F", None),
    ("between|sometime between|some time between|somewhere between|in between", "X", None),
    ("either|both", "E", None),
    ("until|till|til|up to|up until", "U", None),
    ("week of|week beginning|week starting|week commencing|week that began|week that includes", "W", None),
    ("to|through|thru|through to|→", "2", None),
    ("and|&", "&", None),
    ("or", "|", None),
    ("-", "-", None),
    (" - ", "=", None),
    ("/", "/", None),
    (",", ",", None),
    (".", ".", None),
    ("or earlier|or before|and earlier|and before|at the latest|or sooner|, or earlier|, at the latest", "K", None),
    ("or later|or after|and later|and after|at the earliest|or thereafter|, or later|, at the earliest", "L", None),
    ("onwards|onward|and onwards|forward|on out", "O", None),
    ("end unknown|end not known|until unknown|end date unknown", "V", None),
    ("unknown|unk|not known|undated|date unknown|no date|n d|nd|s d|unknown date|date not known", "N", None),
    ("date not given|no date given|not dated|date uncertain|date unclear|not stated|date not stated", "N", None),
    ("tbd|tba|to be determined|to be announced", "N", None),
    ("present|the present|now|present day|the present day|date|ongoing|today", "P", None),
    ("day unknown|day not known|exact day unknown|date in month unknown", "!", "day"),
    ("month unknown|month not known", "!", "month"),
    ("month and day unknown|day and month unknown", "!", "day"),
    ("year unknown|year not known|unknown year|of unknown year|year not given", "x", None),
    ("day|some day|a day|one day|an unknown day|unknown day", "v", "day"),
    ("month|some month|a month|one month|an unknown month|unknown month", "v", "month"),
    ("of", "1", None),
    ("in|during|at|over|within|sometime in|some time in|sometime during|some time during", "3", "in"),
    ("month of|the month of|in the month of", "3", "in"),
    ("sometime on|some time on|at some point in|at some time in|dated", "3", "in"),
    ("on", "3", "on"),
    ("the", "4", None),
    ("year|the year|years|the years|cy|calendar year|the calendar year|some year|a year|one year", "5", None),
    ("a|an|some|one", "6", None),
    ("century|centuries|cent", "C", None),
    ("season|tv season|television season|film season|broadcast season|theater season|theatre season", "t", None),
    ("ad|a d|ce|c e|a d ", "e", 1),
    ("bc|b c|bce|b c e", "e", -1),
    ("(decade)|, decade", "d", None),
    ("in the northern hemisphere|, northern hemisphere", "h", 4),
    ("in the southern hemisphere|, southern hemisphere", "h", 8),
    ("first four months", "q", 37),
    ("second four months", "q", 38),
    ("last four months", "q", 39),
    ("twenties", "z", 20),
    ("thirties", "z", 30),
    ("forties", "z", 40),
    ("fifties", "z", 50),
    ("sixties", "z", 60),
    ("seventies", "z", 70),
    ("eighties", "z", 80),
    ("nineties", "z", 90),
)

_QUARTER_WORDS = (("first", "1st", "1"), ("second", "2nd", "2"), ("third", "3rd", "3"), ("fourth", "4th", "4"))


def _generated() -> list[tuple[str, str, Any]]:
    """The rows that follow from lists of names."""
    rows: list[tuple[str, str, Any]] = [(name, "m", n) for name, n in MONTH_NUMBERS.items()]
    rows += [(f"{name}|({name})", "w", n) for name, n in WEEKDAY_NUMBERS.items()]
    rows += [(name, "s", code) for name, code in SEASON_CODES.items()]
    rows += [(name, "H", rule) for names, rule in NAMED_DAYS for name in (names, names.replace("'", ""))]
    rows += [(name, "o", n) for n, name in enumerate(ORDINALS, 1)]
    rows += [(name.replace("-", " "), "o", n) for n, name in enumerate(ORDINALS, 1) if "-" in name]
    for n, (word, short, digit) in enumerate(_QUARTER_WORDS):
        rows.append(
            (f"{word} quarter|{short} quarter|{word} qtr|{short} qtr|q{digit}|{digit}q|quarter {digit}", "q", 33 + n)
        )
        if n < 2:
            rows.append((f"{word} half|{short} half|h{digit}|{digit}h", "q", 40 + n))
    rows += [("last quarter|final quarter", "q", 36), ("last half|latter half", "q", 41)]
    return rows


class Lexicon(Mapping[str, tuple[Row, ...]]):
    """By first word: the rows that it can begin, longest first.

    Spellings are parted into words when their first word is first met: a run meets a dozen of four hundred.
    """

    def __init__(self, rows: Iterable[tuple[str, str, Any]]) -> None:
        self._spellings: dict[str, list[tuple[str, str, Any]]] = {}
        for spellings, letter, value in rows:
            for spelling in spellings.split("|"):
                first = spelling.partition(" ")[0]
                if not first.isalpha():
                    first = _words_of(spelling)[0]
                self._spellings.setdefault(first, []).append((spelling, letter, value))

    def __getitem__(self, first: str) -> tuple[Row, ...]:
        rows: dict[tuple[str, ...], Row] = {}
        for spelling, letter, value in self._spellings[first]:
            rest = _words_of(spelling)[1:]
            rows[tuple(rest)] = rest, letter, value
        return tuple(sorted(rows.values(), key=lambda row: len(row[0]), reverse=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self._spellings)

    def __len__(self) -> int:
        return len(self._spellings)


def _words_of(spelling: str) -> list[str]:
    """Only a dash has blanks of its own."""
    return [spelling] if spelling == " - " else split_words(spelling)


LEXICON = Lexicon((*ROWS, *_generated()))

_ATOMS = "ymnoswqDcHpgvzZk"
_ANY = "^" + _ATOMS + "CetauhdxvKLONPBAblSFXE2&|U?~%-=!W,1345"

GLUE: dict[str, tuple[tuple[str, str], ...]] = {
    ",": (("mnosqHwC", "y"), ("w", "mnoHy"), (_ANY, "|&x!VKLtN2O")),
    "1": (("no", "m"), ("mnosqH", "y"), ("q", "mDcosZ4"), ("pgv", _ATOMS + "5"), ("y", "m"), ("!", "my")),
    "3": (("^mnosqpgvHFXE|&2uawSBAbl=-5", _ATOMS + "5W"),),
    "4": ((_ANY, "oswqDcHpgzZ5tnyW"),),
    "5": ((_ANY, "yDc"),),
    "-": (("pg", "mysDcoqHnkeZz2"), ("2", "pg")),
    "=": (("pg", "2"),),
}
"""Words and signs that only join: after one of the first classes and before one of the second they are dropped."""


@cache
def is_glue(before: str, joint: str, after: str) -> bool:
    """Whether a word of the class `joint` only joins its neighbours; `before` is `^` at the beginning of the text."""
    return any(before in befores and after in afters for befores, afters in GLUE[joint])


HAS_YEAR = frozenset("yDcCkezZx6#")
"""Classes that say which year, or that it is not known; and what is no word of a date."""
