"""What yaml-rs reads otherwise than PyYAML, or may: anchors, signs, broken lines; found in the text, not by parsing it.

In doubt a text is special: then PyYAML reads it, which takes twenty times as long and decides what is right.
"""

from __future__ import annotations

import re

_ANCHOR = re.compile(r"[&*!](?:(?<=[\s\[{,:?-][&*!])|(?<=\A[&*!]))(?=\S)").search
"""What begins like an anchor, an alias or a tag."""

_QUESTION = re.compile(r"\?(?:(?<=[\s,\[{]\?)|(?<=\A\?))").search
_COLON = re.compile(r":(?:(?<=[\s,\[{]:)(?=\S)|(?=[,?\[\]{}]))").search
"""What begins a key or a text in YAML 1.2 alone, or in 1.1 alone: `? key`, `[:smile:]`, `{title:, url: x:?}`."""

_FOLDED, _LITERAL = (
    re.compile(
        rf"{sign}(?:(?<=[\[{{,]{sign})|(?<=[\[{{,:-]\s{sign})|(?<=\s\s{sign}))(?![-+\d]*[ \t]*(?:#|\r?\n|$))"
    ).search
    for sign in (">", r"\|")
)
"""What is meant to begin a block of text where none can begin, as in `[>-]`: yaml-rs takes it for text."""

_BUT_BRACKETS = bytes({*range(256)}.difference(b"[]{}\n"))
_QUOTED = r"""(?s)(?<=[\s,{\[:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
"""Text in quotes; compiled when it is first needed."""

_DASHES = 60
"""So many make no list within lists that is too deep."""

_LONG, _LONGEST = 100_000, 8_000_000
_MANY_DIGITS = re.compile(r"\d{1000}").search
"""A number that takes the square of its length to be read; looked for in slices of more than so many bytes."""

_STEERING = re.compile(rb"[\xc2\xe2\xef](?:(?<=\xc2)[\x80-\x9f]|(?<=\xe2)\x80[\xa8\xa9]|(?<=\xef)\xbb\xbf)").search
"""U+0080 to U+009F, U+FEFF, U+2028, U+2029."""
_CONTROLS = bytes([*range(10), *range(11, 32), 127])


def has_controls(data: bytes) -> bool:
    """Whether UTF-8 holds control characters, or what one of the readers takes for a line end or a mark."""
    if len(data.translate(None, _CONTROLS)) != len(data):
        return True
    if data.isascii():
        return False
    return (b"\xc2" in data or b"\xef" in data or b"\xe2" in data) and _STEERING(data) is not None


def is_special(data: bytes, text: str) -> bool:
    """Whether a slice is one for the other reader, or may be."""
    return holds_special(data, text) or ends_in_block(text)


def holds_special(data: bytes, text: str) -> bool:
    """Whether one or more slices hold something that is for the other reader, or may be."""
    if has_controls(data):
        return True
    if ("&" in text or "*" in text or "!" in text) and _ANCHOR(text) is not None:
        return True
    # One character is found ten times as fast as two.
    if ("<" in text and "<<" in text) or ("?" in text and _QUESTION(text) is not None) or _COLON(text) is not None:
        return True
    if (">" in text and _FOLDED(text) is not None) or ("|" in text and _LITERAL(text) is not None):
        return True
    if not _closes_in_lines(data) and _breaks_in_brackets(text):
        return True
    # A block of text without a line end is read otherwise.
    if text[-1:] != "\n" and ("|" in text or ">" in text):
        return True
    # yaml-rs has no limit for lists within lists, and dies of many; of maps it takes a megabyte to make too many.
    if data.count(b"-") > _DASHES and ("- - " in text or "-  " in text):
        return True
    return len(data) > _LONG and (len(data) > _LONGEST or _MANY_DIGITS(text) is not None)


def _closes_in_lines(data: bytes) -> bool:
    """Whether every bracket is closed in its line."""
    brackets = data.translate(None, _BUT_BRACKETS)
    for _ in range(3):  # as deep as they usually are
        brackets = brackets.replace(b"[]", b"").replace(b"{}", b"")
    return not brackets.strip(b"\n")


def _breaks_in_brackets(text: str) -> bool:
    """Whether a line within brackets may break off a key, which yaml-rs alone puts together: `{dat` and `e: 2020}`."""
    depth, before = 0, ""
    for line in re.sub(_QUOTED, lambda found: '"\n"' if "\n" in found[0] else '""', text).split("\n"):
        said = line.strip()
        if said and depth > 0 and before not in ",{[" and said[0] not in "}],":
            return True
        depth += said.count("{") + said.count("[") - said.count("}") - said.count("]")
        before = said[-1:] or before
    return False


def ends_in_block(text: str) -> bool:
    """Whether a block of text with nothing in it may end a slice: there it is read otherwise."""
    last = text.rfind("\n", 0, len(text.rstrip())) + 1
    return text.find("|", last) >= 0 or text.find(">", last) >= 0
