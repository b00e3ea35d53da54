"""The outline of a Markdown or wikitext document: headings, list items with those below them, and the rest."""

import re

from timeline.importers._lead import lead_of
from timeline.records import NamedTuple


class Item(NamedTuple):
    """A list item: its line, how deep it is (from 1), its text with the lines that continue it."""

    line: int
    depth: int
    text: str


class Heading(NamedTuple):
    """A heading: its line, its level (1 is the highest), its text as written."""

    line: int
    level: int
    text: str


class Other(NamedTuple):
    """A line that is neither."""

    line: int
    text: str


Part = Item | Heading | Other

_DEEPEST = 20
"""Lists within lists beyond this are taken as one."""

_WIKI = re.compile(
    r"^={2,6}[^=\n].*?=\s*$|\[\[[^\[\]\n]+\]\]|^\*+\s*'''|<ref[\s>]|\{\{\s*cite\b", re.MULTILINE | re.IGNORECASE
)
_WIKI_HEADING = re.compile(r"(={1,6})\s*(.*?)\s*\1\s*").fullmatch
_WIKI_ITEM = re.compile(r"([*#:;]+)\s*(.*)").fullmatch
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*").fullmatch
_ITEM = re.compile(r"(\s*)(?:[-*+•‣·▪]|\d{1,3}[.)])\s+(?:\[[ xX]?\]\s+)?(.*)").fullmatch
_UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*").fullmatch
_UNFINISHED = re.compile(
    r"(?:[,;(\[–—-]|\b(?:a|an|and|around|as|at|before|after|by|during|for|from|in|of|on|or|since|than|that|the|to|until"
    r"|was|were|is|with))$",
    re.IGNORECASE,
).search
"""The end of a line that goes on in the next one, though that begins with a date."""
_FENCE = re.compile(r"\s{0,3}(```|~~~)").match


def is_wikitext(text: str) -> bool:
    return _WIKI.search(text) is not None


def outline(text: str) -> list[Part]:
    """The parts of a document in order; blank lines are none."""
    lines = re.split(r"\r\n|\n|\r", text)
    return _wikitext(lines) if is_wikitext(text) else _markdown(lines)


def _wikitext(lines: list[str]) -> list[Part]:
    parts: list[Part] = []
    for number, line in enumerate(lines, 1):
        if found := _WIKI_HEADING(line.strip()) if line.startswith("=") else None:
            parts.append(Heading(number, len(found[1]), found[2]))
        elif found := _WIKI_ITEM(line):
            parts.append(Item(number, min(len(found[1]), _DEEPEST), found[2]))
        elif line.strip():
            parts.append(Other(number, line.strip()))
    return parts


def _markdown(lines: list[str]) -> list[Part]:
    """Items are as deep as their indentation says; a line below an item continues it.

    One that is not indented and begins with a date of its own does not, unless the item breaks off before it.
    """
    parts: list[Part] = []
    indents: list[int] = []
    fenced = blank = False
    for number, line in enumerate(lines, 1):
        line = line.expandtabs(4)
        if _FENCE(line):
            fenced = not fenced
            indents = []
        elif fenced or not line.strip():
            blank = True
            continue
        elif found := _HEADING(line):
            parts.append(Heading(number, len(found[1]), found[2]))
            indents = []
        elif _is_underlined(parts, line, number):
            last = parts.pop()
            parts.append(Heading(last.line, 1 if "=" in line else 2, last.text))
        elif found := _ITEM(line):
            indent = len(found[1])
            while indents and indents[-1] > indent:
                indents.pop()
            if not indents or indents[-1] < indent:
                indents.append(indent)
            parts.append(Item(number, min(len(indents), _DEEPEST), found[2].strip()))
        elif (
            indents
            and parts
            and isinstance(parts[-1], Item)
            and (line.startswith(" " * (indents[-1] + 2)) or not (blank or _is_dated(line, parts[-1].text)))
        ):
            parts[-1] = parts[-1]._replace(text=f"{parts[-1].text} {line.strip()}")
        else:
            parts.append(Other(number, line.strip()))
            indents = []
        blank = False
    return parts


def _is_dated(line: str, above: str) -> bool:
    """Whether a line tells of a date itself, rather than going on with what stands above it."""
    return lead_of(line) is not None and not _UNFINISHED(above)


def _is_underlined(parts: list[Part], line: str, number: int) -> bool:
    return bool(_UNDERLINE(line) and parts and isinstance(parts[-1], Other) and parts[-1].line == number - 1)
