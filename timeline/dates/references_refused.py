"""Why a clause with references is not read, and what to write instead. Only imported once a clause has been refused.

A remedy corrects a slip or leaves an idle word out; all other words that were typed stand in it, in the same order, so
that it never says before for after, or leaves a "not" out. Where there is no such phrase, the kinds of them are told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import cycle

from timeline.dates.reference_phrases import PHRASES, REFUSED, UNITS
from timeline.dates.when import DateError

_KINDS = (
    "Write such as after @id, before @id, by @id, on @id, during @id, late @id, within 1 year after @id, "
    "between @id and @other or from @id to @other"
)
_IDLE = frozenset(("a", "also", "and", "but", "event", "some", "sometime", "somewhere", "the", "then", "time"))
"""Words that a remedy may leave out or bring in: a phrase says the same without them."""

_TOO_SHORT = r"\b(?:seconds|(?:minute|hour|morning|evening|night)s?)\b"
_VAGUE = rf"(?:(?:a )?few|several|some) ({'|'.join(UNITS)})s? (after|before) @"


def not_understood(clause: str, phrase: str, names: Sequence[str], lengths: Sequence[str]) -> DateError:
    """The refusal of a clause.

    Args:
        clause: As typed.
        phrase: In lower case, its ids as `@`, its lengths as `#`.
        names: What stands for each `@`, such as `@a/end`.
        lengths: What stands for each `#`, such as `2 weeks`.
    """
    message = f'"{clause}" is not understood'
    if not names:
        return DateError("D106", message, "Write after @id, with the id of an event or an era")
    # An @ or a # of the author's own stands for nothing.
    plain = phrase.count("@") == len(names) and "#" not in clause
    for advice in (_shorter, _vague, _range, _near, _split) if plain else ():
        hint = advice(phrase)
        if hint:
            return DateError("D106", message, _filled(hint, names, lengths))
    return DateError("D106", message, _KINDS)


def _filled(hint: str, names: Sequence[str], lengths: Sequence[str]) -> str:
    """The hint with ids and lengths in it, each in its turn, and all over again for one more choice."""
    ids, sizes = cycle(names), iter(lengths)
    hint = re.sub(r"@(?!\w)", lambda _: next(ids), hint)
    return re.sub(r"#-#|#", lambda _: next(sizes), hint)


def _shorter(phrase: str) -> str:
    """`90 minutes after @a`: no length is shorter than a day."""
    return "A date is told in days, weeks, months, quarters, years or decades" if re.search(_TOO_SHORT, phrase) else ""


def _vague(phrase: str) -> str:
    """`a few days after @a`, and nothing else."""
    found = re.fullmatch(_VAGUE, phrase)
    return f"Write {found[2]} @, or within 10 {found[1]}s {found[2]} @" if found else ""


def _split(phrase: str) -> str:
    """`before @a, after @b`: a clause for each, where each can be read."""
    parts = [part.strip() for part in re.split(r"(?<=@),? (?:and |but )?", phrase)]
    if len(parts) < 2 or any(part.count("@") != 1 or part not in PHRASES or part == "@" for part in parts):
        return ""
    return "Write " + "; ".join(parts)


def _range(phrase: str) -> str:
    return "Write from @ to @ or between @ and @" if re.fullmatch(r"@\s*[-–—]+\s*@", phrase) else ""


def _near(phrase: str) -> str:
    """The phrase that differs least, if it differs in slips and idle words alone."""
    words = [_corrected(word) for word in _words(phrase)]
    telling = [word for word in words if word not in _IDLE]
    same = [one for one in PHRASES if one != "@" and [w for w in _words(one) if w not in _IDLE] == telling]
    best = min(same, key=lambda one: abs(len(_words(one)) - len(words)), default="")
    return best and f"Write {best}"


def _words(phrase: str) -> list[str]:
    """Words and signs; a comma and an & only join."""
    return re.findall(r"@|#-#|#|[\w.'-]*\w|[^\s\w,&.]", phrase)


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(word for phrase in (*PHRASES, *REFUSED) for word in _words(phrase))


def _corrected(word: str) -> str:
    """A slip as the word that was meant; it begins with the same letter."""
    from difflib import get_close_matches

    if word in _vocabulary() or word in _IDLE or len(word) < 4:
        return word
    known = [other for other in _vocabulary() if other[0] == word[0] and len(other) > 3]
    return next(iter(get_close_matches(word, known, 1, 0.75)), word)
