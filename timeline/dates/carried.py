"""A date as it has to be written where another year, or other conventions, hold, so that it means the same there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from timeline.dates.edtf_text import edtf_of
from timeline.dates.forms import Masked
from timeline.dates.read import Context, read
from timeline.dates.show import plain
from timeline.dates.when import DateError, When

_WORDS_END = re.compile(r"(?<=\w)(?=[.,]?(?:\s|$))\.?")


@lru_cache(maxsize=1 << 12)
def carried(text: str, here: Context, there: Context) -> str | None:
    """The date in the author's words as far as they will do; None where no words say the same there.

    Args:
        text: As typed; it can be read.
        here: How it is read where it stands.
        there: How dates are read where it is to stand.
    """
    if here == there or _meaning(text, here) == _meaning(text, there):
        return text
    pieces = []
    for piece in text.split(";"):
        clause = piece.strip()
        found = _carried_clause(clause, here, there)
        if found is None:
            return None
        pieces.append(piece.replace(clause, found))
    whole = ";".join(pieces)
    return whole if _meaning(text, here) == _meaning(whole, there) else None


def _carried_clause(clause: str, here: Context, there: Context) -> str | None:
    meant = _meaning(clause, here)
    if meant is None:
        return None
    return next((one for one in _ways(clause, here) if _meaning(one, there) == meant), None)


def _ways(clause: str, here: Context) -> Iterator[str]:
    """Ways to write a clause: as typed, with its year behind one of its words, in our words, in EDTF."""
    yield clause
    if here.year is not None:
        for end in reversed([found.end() for found in _WORDS_END.finditer(clause)]):
            years = [f" {here.year}", f", {here.year}"]
            for year in reversed(years) if re.search(r"\s\d+$", clause[:end]) else years:
                yield clause[:end] + year + clause[end:]
    when = read(clause, here)
    yield plain(when)
    yield edtf_of(when._replace(derived=()))


def _meaning(text: str, context: Context) -> When | None:
    """What a text says of days, without the words for it; None where it is refused."""
    try:
        when = read(text, context)
    except DateError:
        return None
    return meaning(when)


def meaning(when: When) -> When:
    """What a date says of days, the same for all words that say the same."""
    clauses = tuple(clause._replace(text="", column=0) for clause in when.clauses)
    form = when.form if isinstance(when.form, Masked) or not when.is_dated else None  # a month of any year
    return when._replace(text="", form=form, gaps=when.ranges, clauses=clauses, edtf="", derived=(), warnings=())
