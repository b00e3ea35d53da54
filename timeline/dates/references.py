"""References: dates told by other dates, `after @deadline-report; before @page-six-report`.

A clause is read in three steps. Its ids become `@` and its lengths of time `#`, what is left is looked up whole in a
table of phrases ("within # after @", see `reference_phrases`), and the phrase's function says which bounds it puts on
the days. A clause without an id is a plain date, or somebody's age.
"""

import re

from timeline.dates.forms import Date, Form, Interval, Stretch
from timeline.dates.read import Context, read_single, tells_age
from timeline.dates.reference_phrases import PHRASES, REFUSED, UNITS, Anchor, Length, Said, until_end
from timeline.dates.when import Bound, Clause, DateError, When

_ANCHOR = re.compile(
    r"(?:(?:\bthe\s+)?\b(?P<edge>start|beginning|end)\s+of\s+(?:the\s+)?)?"
    r"@(?P<id>[^\W_](?:[\w.-]*[\w-])?)(?:(?:/|['’]s\s+)(?P<part>start|end)(?![\w-]))?",
    re.IGNORECASE,
)
_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_NUMBERS = _ONES | _TENS | {
    "a": 1, "an": 1, "a couple of": 2, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_NUMBER = (
    rf"(?:\d{{1,6}}|(?:{'|'.join(_TENS)})[ -](?:{'|'.join(_ONES)})"
    rf"|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
)
# Patterns that many files never need are compiled at their first use, by `re` itself.
_LENGTH = (
    rf"(?<![\w@.,-])(?P<n>{_NUMBER})(?:\s*(?:-|–|\bto\b|\bor\b|\band\b)\s*(?P<m>{_NUMBER}))?\s*[ -]?"
    rf"(?P<unit>{'|'.join(UNITS)})s?\b(?!-)"
)
_REWRITTEN = (
    (r"\bthe |,(?= )", ""),
    (r"\b(?:prior to|earlier than) @", "before @"),
    (r"\b(?:following|later than) @", "after @"),
    (r"\bfollowing (?=day|week|month|year)", "next "),
    (r"\bhalf an? year\b", "6 months"),
    (r"\b(?:an?|one) year and a half\b", "18 months"),
    (r"^(?:on|in|at|during) (?=same|next|previous|early|mid|late|day|week|month|year|eve|@)", ""),
)
"""Other ways to say the same, put into the words of the table."""

_MIXED = r"(?P<word>between|from)\s+(?P<first>.+?)\s+(?:and|to|until|through)\s+(?:the\s+)?(?P<second>.+?)[., ]*"
_AGES = (
    r"(?:when|while)\s+(?P<name>[^@;]{1,80}?)\s+was\s+(?:aged\s+)?(?P<age>\d{1,3})(?:\s+years\s+old)?",
    r"(?:at\s+age|aged)\s+(?P<age>\d{1,3})\s*\(\s*(?P<name>[^@;()]{1,80}?)\s*\)",
)


def read_references(text: str, context: Context) -> When:
    """The date that clauses joined by `;` state together; all of them hold.

    One clause may be a plain date; of more than one, the days common to all count. The bounds are those of the plain
    dates alone: `resolve` narrows them by the references.

    Raises:
        DateError: A clause is not understood (D106), is ambiguous (D103), two dates exclude each other (D105), or a
            plain date is refused, with its own code. `start` and `end` point into the text.
    """
    dates: list[When] = []
    clauses: list[Clause] = []
    said: list[Said] = []
    column = 0
    for piece in text.split(";"):
        start = column + len(piece) - len(piece.lstrip())
        column += len(piece) + 1
        clause = piece.strip()
        try:
            meaning, targets, date = _read_clause(clause, context)
        except DateError as error:
            raise _shifted(error, start, len(clause)) from None
        if date is not None:
            dates.append(date)
        if meaning is not None:
            said.append(meaning)
            flags = meaning.approximate, meaning.convention, meaning.same, date is not None
            clauses.append(Clause(clause, start, targets, meaning.bounds, *flags))
    return _joined(text, dates, clauses, said, context)


def _shifted(error: DateError, start: int, length: int) -> DateError:
    """The error of a clause, placed in the whole text."""
    end = start + (length if error.end is None else error.end)
    return DateError(error.code, error.message, error.hint, start + error.start, end)


def _joined(text: str, dates: list[When], clauses: list[Clause], said: list[Said], context: Context) -> When:
    """One date of all its clauses."""
    if not dates and len(said) == 1 and not said[0].lasted:
        meaning = said[0]
        return When(
            text, "point", None, None, meaning.precision, None, None, False, meaning.approximate, meaning.convention,
            None, None, tuple(clauses), "", (), (meaning.warning,) if meaning.warning else (),
        )  # fmt: skip
    lasted = any(meaning.lasted for meaning in said)
    if len(dates) > 1:
        from timeline.dates.shared_days import intersected

        own = intersected(text, dates, context)
    else:
        own = dates[0] if dates else When(text, "span" if lasted else "point", None, None)
    if lasted and own.kind == "point" and dates:
        raise DateError("D106", f'"{text.strip()}" both lasted and happened on one day', "Write two events")
    start, end = own.start, own.end
    if own.kind == "span" and start is None:
        start = end = (None, None)
    precision = own.precision
    if not dates and any(meaning.precision == "era" for meaning in said):
        precision = "era"
    return When(
        text, own.kind, own.lower, own.upper, precision, start, end,
        own.uncertain,
        own.approximate or any(c.approximate for c in clauses),
        own.convention or any(c.convention for c in clauses),
        own.form, own.gaps, tuple(clauses),
        "" if clauses else own.edtf,
        (),
        own.warnings + tuple(meaning.warning for meaning in said if meaning.warning),
    )  # fmt: skip


# --- one clause ---------------------------------------------------------------------------------------------------


_Read = tuple[Said | None, tuple[str, ...], When | None]
"""What a clause says, the ids it names, and the plain date in it; None and nothing for what it has not."""


def _read_clause(clause: str, context: Context) -> _Read:
    if not clause:
        raise DateError("D106", "an empty clause", "Take out one of the semicolons")
    if "@" not in clause:
        age = _age(clause)
        return (None, (), read_single(clause, context)) if age is None else (*age, None)
    anchors = [_anchor(found) for found in _ANCHOR.finditer(clause)]
    phrase = words = _ANCHOR.sub("@", clause)
    # An @ or a # of the author's own is no id and no length.
    plain = phrase.count("@") == len(anchors) and "#" not in clause
    reader = PHRASES.get(phrase) if plain else None
    lengths: list[re.Match[str]] = []
    for rewritten in (False, True):
        if reader is None:
            phrase, lengths = _simplified(words, rewritten)
            reader = PHRASES.get(phrase) or REFUSED.get(phrase)
    if reader is None or not plain:
        mixed = _mixed(clause, anchors, context)
        if mixed is None:
            raise _refusal(clause, phrase, anchors, lengths)
        return mixed
    names = (anchors[0].id,) if len(anchors) == 1 else tuple(dict.fromkeys(anchor.id for anchor in anchors))
    return reader(anchors, [_length(found) for found in lengths]), names, None


def _simplified(phrase: str, rewritten: bool) -> tuple[str, list[re.Match[str]]]:
    """The phrase in lower case with its lengths as `#`, and those; perhaps put into the words of the table."""
    phrase = " ".join(phrase.lower().split())
    for pattern, other in _REWRITTEN if rewritten else ():
        phrase = re.sub(pattern, other, phrase)
    lengths: list[re.Match[str]] = []

    def note(found: re.Match[str]) -> str:
        lengths.append(found)
        return "#-#" if found["m"] else "#"

    return re.sub(_LENGTH, note, phrase).rstrip("., "), lengths


def _mixed(clause: str, anchors: list[Anchor], context: Context) -> _Read | None:
    """`between @a and May 2020`, `from 2019 to @a`: one end an id, the other a plain date."""
    found = re.fullmatch(_MIXED, clause, re.IGNORECASE)
    if found is None or len(anchors) != 1:
        return None
    id_first = _ANCHOR.fullmatch(found["first"]) is not None
    if not id_first and _ANCHOR.fullmatch(found["second"]) is None:
        return None
    date = read_single(found["second"] if id_first else found["first"], context)
    if date.kind != "point" or date.lower is None or date.upper is None:
        raise DateError("D106", f'"{clause}" has an end that is no one stretch of days', "Give the date a year")
    form = _form_of(date)
    side: Form
    if found["word"].lower() == "from":
        reader = PHRASES["since @"] if id_first else until_end
        side = Interval("unknown", form) if id_first else Interval(form, "unknown")
    else:
        reader = PHRASES["after @" if id_first else "before @"]
        side = Stretch(None, form) if id_first else Stretch(form, None)
    from timeline.dates.bounds import when_of

    own = when_of(clause, side, context.conventions, "", date.warnings)
    return reader(anchors, []), (anchors[0].id,), own


def _form_of(date: When) -> Form:
    """The form of a plain date; one that was read on the fast path has none of its own."""
    if date.form is not None or date.lower is None:
        return date.form or Stretch(None, None)
    from timeline.dates.days import civil

    year, month, day = civil(date.lower)
    return Date(year, month if date.precision != "year" else 0, day if date.precision == "day" else 0)


def _anchor(found: re.Match[str]) -> Anchor:
    edge, name, part = found.group("edge", "id", "part")
    if not edge and not part:
        return Anchor(name, "")
    if edge and part:
        raise DateError("D106", f'"{found.group()}" names an end twice', f"Write @{name}/{part}")
    side = (edge or part).lower()
    return Anchor(name, "start" if side == "beginning" else side)


def _length(found: re.Match[str]) -> Length:
    first, second, unit = found.group("n", "m", "unit")
    months, days = UNITS[unit]
    count = _number(first)
    if second is not None and _number(second) < count:
        raise DateError("D105", f'"{found.group()}" has its numbers reversed', "Put the smaller number first")
    longest = None if second is None else (months * _number(second), days * _number(second))
    return Length(months * count, days * count, longest)


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    tens, _, ones = word.replace("-", " ").partition(" ")
    return _TENS[tens] + _ONES[ones] if ones in _ONES and tens in _TENS else _NUMBERS[" ".join(word.split())]


def _refusal(clause: str, phrase: str, anchors: list[Anchor], lengths: list[re.Match[str]]) -> DateError:
    from timeline.dates.references_refused import not_understood

    names = [f"@{anchor.id.rstrip('-')}" + (f"/{anchor.side}" if anchor.side else "") for anchor in anchors]
    phrase = phrase.replace("@@", "@-@")  # the dash of `@a-@b` was taken for a part of the id
    return not_understood(clause, phrase, names, [found.group() for found in lengths])


def _age(clause: str) -> tuple[Said, tuple[str, ...]] | None:
    """The year of somebody's life; None for a clause that tells no age."""
    if not tells_age(clause):
        return None
    for pattern in _AGES:
        found = re.fullmatch(pattern, clause.rstrip("."), re.IGNORECASE)
        if found is not None:
            target = "born:" + " ".join(found["name"].split())
            months = 12 * int(found["age"])
            bounds = (
                Bound("start", True, target, "start", months),
                Bound("end", False, target, "start", months + 12, -1),
            )
            return Said(bounds), (target,)
    raise DateError("D106", f'"{clause}" is not understood', "Write when Tom Cruise was 63, or after @id")
