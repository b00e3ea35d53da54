"""A change of a text as pieces: what goes out, what comes in, and where; all else stays byte for byte."""

import re
from collections.abc import Iterable, Sequence

from timeline.importers import Record
from timeline.records import NamedTuple

_END = re.compile(r"\r\n|\n|\r").search


class Change(NamedTuple):
    """The characters from `start` up to `end` give way to `text`; where both are the same, nothing goes out."""

    start: int
    end: int
    text: str


class Put(NamedTuple):
    """Events that go in before the event of this number of the file, from 0; the number of events is the end."""

    before: int
    records: tuple[Record, ...]


def applied(text: str, changes: Iterable[Change]) -> str:
    """The text after all changes, which do not overlap; those of one place in their order."""
    parts: list[str] = []
    at = 0
    for change in sorted(changes, key=lambda one: (one.start, one.end)):
        parts += (text[at : change.start], change.text)
        at = change.end
    return "".join((*parts, text[at:]))


def line_end_of(text: str) -> str:
    r"""What the lines of a text end with: the most frequent of `\n`, `\r\n` and, where no other stands, `\r`."""
    windows = text.count("\r\n")
    feeds = text.count("\n") - windows
    if not windows and not feeds:
        return "\r" if "\r" in text else "\n"
    return "\r\n" if windows > feeds else "\n"


def after_line(text: str, at: int) -> int:
    """The offset at which the line after the one of `at` begins, or the end of the text."""
    found = _END(text, at)
    return found.end() if found else len(text)


def column_of(text: str, at: int) -> int:
    """In how many characters of its line an offset stands, from 0."""
    return at - 1 - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at))


def lines_at(text: str, at: int, lines: Sequence[str], end: str) -> Change:
    """Whole lines that go in at the beginning of a line or at the end of a text, whose last line may lack its end."""
    new = end.join(lines)
    open_line = at == len(text) and text != "" and text[-1] not in "\r\n"
    if not open_line:
        return Change(at, at, new + end)
    return Change(at, at, end + new + end * _needs_end(lines))


def _needs_end(lines: Sequence[str]) -> bool:
    """Whether the last line needs its end: a block scalar of YAML that ends with one stands last."""
    for n in range(len(lines) - 2, -1, -1):
        indent = len(lines[n]) - len(lines[n].lstrip(" "))
        if len(lines[-1]) - len(lines[-1].lstrip(" ")) > indent:
            return lines[n].endswith(": |")
    return False


def into_brackets(
    text: str, start: int, end: int, items: Sequence[tuple[int, int]], index: int, new: Sequence[str], comma: str = ", "
) -> Change:
    """New items of a list in brackets, placed and parted as the items there are.

    Args:
        text: The whole text.
        start, end: Of the list; `start` is its opening bracket, `end` is behind the closing one.
        items: Where each item begins and ends.
        index: Before which item they go in; the number of items is the end.
        new: The items, ready.
        comma: What parts them where the items there do not show it.
    """
    if not items:
        return Change(start + 1, start + 1, comma.join(new))
    lead = text[start + 1 : items[0][0]]
    parting = comma
    if "\n" in lead or "\r" in lead:
        column = column_of(text, items[0][0])
        parting = "," + line_end_of(lead) + text[items[0][0] - column : items[0][0]]
    elif len(items) > 1 and text[items[0][1] : items[1][0]].strip(" \t") == ",":
        parting = text[items[0][1] : items[1][0]]
    joined = parting.join(new)
    if index < len(items):
        return Change(items[index][0], items[index][0], joined + parting)
    return Change(items[-1][1], items[-1][1], parting + joined)
