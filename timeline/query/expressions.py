"""Filters written out: `person:Liman and not (status:rumoured or tag:politics)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from timeline.errors import UsageError

Meaning = TypeVar("Meaning")


TOKENS = r'\s*(?:(\()|(\))|([\w-]+):(?:"([^"]*)"|([^\s()"]+))|"([^"]*)"|([^\s()":]+))'

_DEEPEST = 64


class Expression(Generic[Meaning]):
    """`person:Liman and not (status:rumoured or tag:politics)`; a bare word is looked for in the text.

    Args:
        text: As typed behind `--where`.
        field: Makes what `field:value` means: a filter, or whatever else an expression is to mean.
        word: Makes what a bare word means.
        any_of, all_of, opposite: Put that together.
        option: What a mistake is told of; empty where the caller says so.
    """

    def __init__(
        self,
        text: str,
        field: Callable[[str, str], Meaning],
        word: Callable[[str], Meaning],
        any_of: Callable[[Sequence[Meaning]], Meaning],
        all_of: Callable[[Sequence[Meaning]], Meaning],
        opposite: Callable[[Meaning], Meaning],
        option: str = "--where",
    ) -> None:
        self.before = f"{option}: " if option else ""
        self.text, self.at, self.depth = text, 0, 0
        self.row = 0, 0
        """Where the last bare words that stand in a row, or the last filter, begin and end."""
        self.field, self.plain = field, word
        self.any_of, self.all_of, self.opposite = any_of, all_of, opposite

    def whole(self) -> Meaning:
        """What all of it means.

        Raises:
            UsageError: It is not understood.
        """
        match = self.either()
        if self.text[self.at :].strip():
            raise self.error("the expression goes on where it should end")
        return match

    def either(self) -> Meaning:
        filters = [self.both()]
        while self.word("or"):
            filters.append(self.both())
        return filters[0] if len(filters) == 1 else self.any_of(filters)

    def both(self) -> Meaning:
        filters = [self.one()]
        while self.word("and") or self.starts_another():
            filters.append(self.one())
        return filters[0] if len(filters) == 1 else self.all_of(filters)

    def one(self) -> Meaning:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UsageError(f"{self.before}more than {_DEEPEST} parentheses or nots within one another")
        try:
            return self.inner()
        finally:
            self.depth -= 1

    def inner(self) -> Meaning:
        if self.word("not"):
            return self.opposite(self.one())
        found = self.next()
        if found is None or found[2]:
            raise self.error("a filter is missing" if self.text[self.at :].strip() in ("", ")") else "not understood")
        if found[7]:
            self.refuse_slip(found)
            in_row = self.text[self.row[1] : found.start(7)].isspace() and ":" not in self.text[slice(*self.row)]
            self.row = self.row[0] if in_row else found.start(7), found.end()
        elif found[3]:
            self.row = found.start(3), found.end()
        self.at = found.end()
        if found[1]:
            inner = self.either()
            closing = self.next()
            if closing is None or not closing[2]:
                raise self.error("a closing parenthesis is missing")
            self.at = closing.end()
            return inner
        if found[3]:
            value = found[4] if found[4] is not None else found[5]
            return self.field(found[3].lower(), value)
        return self.plain(found[6] if found[6] is not None else found[7])

    def refuse_slip(self, found: re.Match[str]) -> None:
        """A bare word that somebody surely meant otherwise; in quotes it is a text.

        Raises:
            UsageError: It is one.
        """
        if found[7].lower() in ("and", "or"):
            raise self.error("a filter is missing")
        from timeline.query.slips import slip

        if said := slip(self.text, found, self.row):
            raise UsageError(f"{self.before}{said}")

    def next(self) -> re.Match[str] | None:
        return re.compile(TOKENS).match(self.text, self.at)

    def word(self, word: str) -> bool:
        found = self.next()
        if found is not None and found[7] and found[7].lower() == word:
            self.at = found.end()
            return True
        return False

    def starts_another(self) -> bool:
        found = self.next()
        return found is not None and not found[2] and (found[7] or "").lower() != "or"

    def error(self, what: str) -> UsageError:
        rest = self.text[self.at :].strip() or "the end"
        return UsageError(f'{self.before}{what} at "{rest}"; write person:Liman and not status:rumoured')
