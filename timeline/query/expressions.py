"""Filters written out: `person:Liman and not (status:rumoured or tag:politics)`."""

from __future__ import annotations

import re
from collections.abc import Callable

from timeline.errors import UsageError
from timeline.query.answers import Filter, all_of, any_of, opposite

Field = Callable[[str, str], Filter]


def read_expression(text: str, field: Field, word: Callable[[str], Filter]) -> Filter:
    """The filter that an expression means.

    Args:
        text: As typed behind `--where`.
        field: Makes the filter of `field:value`.
        word: Makes that of a bare word.

    Raises:
        UsageError: It is not understood.
    """
    return _Expression(text, field, word).whole()


_TOKENS = r'\s*(?:(\()|(\))|([\w-]+):(?:"([^"]*)"|([^\s()"]+))|"([^"]*)"|([^\s()":]+))'

_DEEPEST = 64


class _Expression:
    """`person:Liman and not (status:rumoured or tag:politics)`; a bare word is looked for in the text."""

    def __init__(self, text: str, field: Field, word: Callable[[str], Filter]) -> None:
        self.text, self.at, self.depth = text, 0, 0
        self.field, self.plain = field, word

    def whole(self) -> Filter:
        match = self.either()
        if self.text[self.at :].strip():
            raise self.error("the expression goes on where it should end")
        return match

    def either(self) -> Filter:
        filters = [self.both()]
        while self.word("or"):
            filters.append(self.both())
        return filters[0] if len(filters) == 1 else any_of(filters)

    def both(self) -> Filter:
        filters = [self.one()]
        while self.word("and") or self.starts_another():
            filters.append(self.one())
        return filters[0] if len(filters) == 1 else all_of(filters)

    def one(self) -> Filter:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UsageError(f"--where: more than {_DEEPEST} parentheses or nots within one another")
        try:
            return self.inner()
        finally:
            self.depth -= 1

    def inner(self) -> Filter:
        if self.word("not"):
            return opposite(self.one())
        found = self.next()
        if found is None or found[2]:
            raise self.error("a filter is missing" if self.text[self.at :].strip() in ("", ")") else "not understood")
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

    def next(self) -> re.Match[str] | None:
        return re.compile(_TOKENS).match(self.text, self.at)

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
        return UsageError(f'--where: {what} at "{rest}"; write person:Liman and not status:rumoured')
