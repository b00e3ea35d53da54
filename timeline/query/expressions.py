"""Filters written out: `person:Liman and not (status:rumoured or tag:politics)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from timeline.errors import UsageError

Meaning = TypeVar("Meaning")


_TOKENS = r'\s*(?:(\()|(\))|([\w-]+):(?:"([^"]*)"|([^\s()"]+))|"([^"]*)"|([^\s()":]+))'

_COMPARED = re.compile(
    r"(?P<field>[!-]?[\w-]+)\s*(?P<sign>!=|!~|<>|[=<>]=?|=?~)"
    r'(?:\s*"(?P<quoted>[^"]*)"|(?P<value>[^\s()"]+)|\s+(?P<apart>[^\s()"]+))?'
)
_COLON = re.compile(r'\s*:(?:\s*"([^"]*)"|\s*([^\s()"]*))')
_SIGNS = {"&": "and", "&&": "and", "|": "or", "||": "or", "!": "not"}

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
        word = found[7]
        if word.lower() in ("and", "or"):
            raise self.error("a filter is missing")
        if word in _SIGNS:
            remedy = f"write {_SIGNS[word]}{self.in_quotes(found) if word in '&|' else ''}"
            raise UsageError(f'{self.before}"{word}" stands for {_SIGNS[word]}; {remedy}')
        if colon := _COLON.match(self.text, found.end()):
            value = colon[1] if colon[1] is not None else colon[2]
            remedy = meant(word, value)
            text = self.text[found.start(7) : self.row_end(colon.end())]
            quoted = f'put a text with a colon in quotes: "{text.rstrip()}"'
            if not remedy:
                raise UsageError(f'{self.before}"{word}" is no filter; {quoted}')
            remedy += (
                f", or {quoted}" if remedy.removeprefix("not ").startswith("text:") and word.lower() != "text" else ""
            )
            what = "no blank stands beside the colon of a filter" if value else f'"{word}:" has no value'
            what = f'"{word}:{value}" excludes nothing' if word[0] == "!" and value else what
            raise UsageError(f"{self.before}{what}; write {remedy}")
        if compared := _COMPARED.match(self.text, found.start(7)):
            value = compared["quoted"] or compared["value"] or compared["apart"] or ""
            if remedy := meant(compared["field"], value, compared["sign"]):
                said = compared.group().partition('"')[0].rstrip()
                raise UsageError(f'{self.before}"{said}" compares nothing; write {remedy}')
        if word[0] in "!-" and (word[1:2].isalnum() or (word == "-" and self.text[found.end() :][:1] in ('"', "("))):
            rest = word[1:] or self.text[found.end() :]
            raise UsageError(f'{self.before}"{word}" excludes nothing; write not {rest}; as a text it stands in quotes')
        from timeline.query.filters import OPTIONS

        if word.lower() in OPTIONS:
            raise UsageError(f"{self.before}{word} is an option: --{word.lower()}; as a text it stands in quotes")

    def in_quotes(self, sign: re.Match[str]) -> str:
        """The remedy for `Simon & Garfunkel`; empty where no words stand on both sides."""
        start, end = self.row
        last = self.row_end(sign.end())
        if start == end or self.text[end : sign.start(7)].strip() or not self.text[sign.end() : last].strip():
            return ""
        field, colon, first = self.text[start:end].rpartition(":")
        text = f"{first}{self.text[end:last]}".replace('"', "").rstrip()
        return f', or put the text in quotes: {field}{colon}"{text}"'

    def row_end(self, at: int) -> int:
        """Where bare words in a row end."""
        while (found := re.compile(_TOKENS).match(self.text, at)) and found[7]:
            if found[7].lower() in ("and", "or", "not") or _COLON.match(self.text, found.end()):
                break
            at = found.end()
        return at

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
        return UsageError(f'{self.before}{what} at "{rest}"; write person:Liman and not status:rumoured')


def meant(field: str, value: str, sign: str = "") -> str:
    """What to write for a filter that was typed otherwise, `person=Quill`; empty where there is none of that name."""
    from timeline.query.filters import FIELDS, PROSE

    typed = field.lower()
    name = typed.lstrip("!-").removeprefix("not-")
    negated = (name != typed) != (sign in ("!=", "!~", "<>"))
    value = f'"{value}"' if any(one in " ()" for one in value) else value or "…"
    if name in FIELDS:
        found = f"{name}:{value}"
    elif name in (*PROSE, "quote"):
        found = f"text:{value}"
    elif name == "date" and sign in (">", ">=", "<", "<="):
        found = f"since:{value}" if sign in (">=", "<") else f"until:{value}"
        negated = negated != (len(sign) == 1)
    elif name == "date":
        found = f"since:{value} until:{value}"
        return f"not ({found})" if negated else found
    else:
        return ""
    return f"not {found}" if negated else found
