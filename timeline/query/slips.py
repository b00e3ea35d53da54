"""Slips in filters that are written out: bare words that somebody surely meant otherwise, and what to write instead."""

from __future__ import annotations

import re

from timeline.query.expressions import TOKENS
from timeline.query.filters import FIELDS, OPTIONS, PROSE

_COMPARED = re.compile(
    r"(?P<field>[!-]?[\w-]+)\s*(?P<sign>!=|!~|<>|[=<>]=?|=?~)"
    r'(?:\s*"(?P<quoted>[^"]*)"|(?P<value>[^\s()"]+)|\s+(?P<apart>[^\s()"]+))?'
)
_COLON = re.compile(r'\s*:(?:\s*"([^"]*)"|\s*([^\s()"]*))')
_SIGNS = {"&": "and", "&&": "and", "|": "or", "||": "or", "!": "not"}


def slip(text: str, found: re.Match[str], row: tuple[int, int]) -> str:
    """What is wrong with a bare word, and what to write; empty where it is a word to look for.

    Args:
        text: The whole expression.
        found: The word, by `TOKENS`.
        row: Where the last bare words before it that stand in a row, or the last filter, begin and end.
    """
    word = found[7]
    if word in _SIGNS:
        quoted = _in_quotes(text, found, row) if word in "&|" else ""
        return f'"{word}" stands for {_SIGNS[word]}; write {_SIGNS[word]}{quoted}'
    if colon := _COLON.match(text, found.end()):
        return _before_a_colon(text, found, colon)
    if compared := _COMPARED.match(text, found.start(7)):
        value = compared["quoted"] or compared["value"] or compared["apart"] or ""
        if remedy := meant(compared["field"], value, compared["sign"]):
            said = compared.group().partition('"')[0].rstrip()
            return f'"{said}" compares nothing; write {remedy}'
    behind = text[found.end() :]
    if word[0] in "!-" and (word[1:2].isalnum() or (word == "-" and behind[:1] in ('"', "("))):
        return f'"{word}" excludes nothing; write not {word[1:] or behind}; as a text it stands in quotes'
    if word.lower() in OPTIONS:
        return f"{word} is an option: --{word.lower()}; as a text it stands in quotes"
    return ""


def _before_a_colon(text: str, found: re.Match[str], colon: re.Match[str]) -> str:
    """A word with a colon behind it that is no filter as it stands: `person: Liman`, `Alien: Romulus`."""
    word, value = found[7], colon[1] if colon[1] is not None else colon[2]
    quoted = f'put a text with a colon in quotes: "{text[found.start(7) : _end_of_row(text, colon.end())].rstrip()}"'
    remedy = meant(word, value)
    if not remedy:
        return f'"{word}" is no filter; {quoted}'
    if remedy.removeprefix("not ").startswith("text:") and word.lower() != "text":
        remedy += f", or {quoted}"
    if not value:
        what = f'"{word}:" has no value'
    elif word[0] == "!":
        what = f'"{word}:{value}" excludes nothing'
    else:
        what = "no blank stands beside the colon of a filter"
    return f"{what}; write {remedy}"


def _in_quotes(text: str, sign: re.Match[str], row: tuple[int, int]) -> str:
    """The remedy for `Simon & Garfunkel`; empty where no words stand on both sides."""
    start, end = row
    last = _end_of_row(text, sign.end())
    if start == end or text[end : sign.start(7)].strip() or not text[sign.end() : last].strip():
        return ""
    field, colon, first = text[start:end].rpartition(":")
    whole = f"{first}{text[end:last]}".replace('"', "").rstrip()
    return f', or put the text in quotes: {field}{colon}"{whole}"'


def _end_of_row(text: str, at: int) -> int:
    """Where bare words in a row end."""
    token = re.compile(TOKENS)
    while (found := token.match(text, at)) and found[7]:
        if found[7].lower() in ("and", "or", "not") or _COLON.match(text, found.end()):
            break
        at = found.end()
    return at


def meant(field: str, value: str, sign: str = "") -> str:
    """What to write for a filter that was typed otherwise, `person=Quill`; empty where there is none of that name."""
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
