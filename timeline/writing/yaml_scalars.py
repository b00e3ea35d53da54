"""Texts as YAML scalars: plain where every program reads them as the same text, else in quotes, long prose folded.

The one truth for every writer of our YAML. Values that other programs would take for a number, a date or a yes are
quoted, but for dates, which are written as people write them.
"""

from __future__ import annotations

import re

WIDTH = 100
"""Columns that a line should not pass; a word or a title longer than that still does."""

_LEAST_WIDTH = 40
_LONGEST_KEY = 1000
"""YAML wants a key and its colon within 1024 characters; a longer one is introduced by a question mark."""
_LONGEST_KNOWN = 40
"""Dates come back over and over; what they look like is kept."""

# What must not stand bare in a file: control characters, and those that break or turn round a line.
_UNSEEN = "\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
_RISKY = re.compile(f'[\\x00-\\x1f"\\\\{_UNSEEN}]')
_RISKY_ASCII = re.compile('[\\x00-\\x1f"\\\\]|[^\\x00-\\x7e]')
_BREAKS = re.compile(f"[\x00-\x09\x0b-\x1f{_UNSEEN}]").search
_CONTROLS = re.compile(f"[\x00-\x1f{_UNSEEN}]").search
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}

# Plain in a block and in a flow alike: nothing that YAML reads; colons and blanks are looked at apart.
_PLAIN = re.compile(r"[^\W_][\w .;:/()'!%+*&@$~^=<>|–—’“”…·-]*").fullmatch
_COLON = re.compile(r":(?![\w/])").search
# Plain after a key of a block, where commas, brackets and quotes are letters like others.
_PLAIN_IN_BLOCK = re.compile(
    rf"(?:[^\W_]|[(“‘«„¿¡£€$§…])[^\x00-\x1f:#{_UNSEEN}]*(?:(?::(?=\S)|(?<=\S)#)[^\x00-\x1f:#{_UNSEEN}]*)*(?<!\s)"
).fullmatch
# Most texts: as above, and neither a number nor a short word that is something else.
# And addresses: no blank in them that a colon or a number sign could stand before or behind.
_WORDS_IN_BLOCK = re.compile(f"[A-Za-z“‘][^\x00-\x1f:#{_UNSEEN}]{{5,}}(?<!\\s)|https?://[!-9;-~]+").fullmatch
_WORDS_IN_FLOW = re.compile(r"[A-Za-z][A-Za-z0-9 .;/()'!–—’-]{5,}(?<! )").fullmatch
_PLAIN_DATE = re.compile(r"\w[\w ./?~%@;,()-]*(?::(?=\w)[\w ./?~%@;,()-]*)*").fullmatch
_STRETCH = re.compile(r"\d+ ?- ?\d+").fullmatch
FLAGS = dict.fromkeys(("true", "yes", "on"), "true") | dict.fromkeys(("false", "no", "off"), "false")
# What YAML 1.1 or 1.2 reads as something other than text.
_NUMBER = re.compile(r"[\d_.,:eExXoObBa-fA-F+-]+(?:[Tt ][\d:.Zz +-]*)?").fullmatch
_NO_TEXT = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
# Texts that a block holds exactly: no blanks around a line, one line end at most behind the last.
_BLOCK_TEXT = re.compile(r"\S(?:[^\n]*\S)?(?:\n+\S(?:[^\n]*\S)?)*\n?").fullmatch
_FOLDS = re.compile(r"(?<! ) (?! )")


_ORDINARY = ("text", "prose")
"""Kinds of value that allow nothing more to stand bare than any other text."""


class Bare(str):
    """A text that is written as it is: `~` or `null` without quotes, which is no text to other programs."""

    __slots__ = ()


def _nothing(text: str) -> None:
    """Where nothing is known beforehand."""


class Scalars:
    """Texts to scalars; `lost` counts the characters that no file can hold."""

    def __init__(self, ascii_only: bool = False) -> None:
        self.ascii_only = ascii_only
        self.lost = 0
        # Most texts of a block, which are written as they are.
        self.is_bare = _nothing if ascii_only else _WORDS_IN_BLOCK
        self._known: dict[tuple[str, str], str] = {}

    def in_flow(self, text: str, kind: str = "text") -> str:
        """The text on one line, between the brackets of a flow or as a key."""
        if kind in _ORDINARY:
            if _WORDS_IN_FLOW(text) and not self.ascii_only:
                return text
            return self._in_flow(text, kind)
        known = self._known.get((text, kind))
        if known is None:
            known = self._in_flow(text, kind)
            if len(text) <= _LONGEST_KNOWN:
                self._known[text, kind] = known
        return known

    def _in_flow(self, text: str, kind: str) -> str:
        if type(text) is Bare:
            return text
        if kind not in _ORDINARY and (special := self._special(text, kind)) and _is_plain(special):
            return special
        if (text.isascii() or not self.ascii_only) and _is_plain(text) and not _is_retyped(text):
            return text
        return self.quoted(text)

    def in_block(self, text: str, kind: str = "text") -> str:
        """The text on one line, after a key or a dash."""
        return text if kind in _ORDINARY and self.is_bare(text) else self.odd_in_block(text, kind)

    def odd_in_block(self, text: str, kind: str = "text") -> str:
        """The same of a text that is not found to be bare at once."""
        if type(text) is Bare:
            return text
        if kind not in _ORDINARY and (special := self._special(text, kind)):
            return special
        if (text.isascii() or not self.ascii_only) and _PLAIN_IN_BLOCK(text) and not _is_retyped(text):
            return text
        return self.quoted(text)

    def key(self, key: str, indent: str = "") -> str:
        """A key with its colon; a very long one takes two lines."""
        shown = self.in_flow(key)
        return f"{indent}{shown}:" if len(shown) < _LONGEST_KEY else f"{indent}? {shown}\n{indent}:"

    def lines(self, text: str, kind: str, indent: int, used: int) -> list[str]:
        """The text after a key: on its line, or as a block whose lines stand at an indent.

        Args:
            text: Any text.
            kind: `text`, `prose` (folded where it is long), `date`, `flag`, `stretch`.
            indent: Columns before the lines of a block.
            used: Columns that the key takes.
        """
        broken = "\n" in text
        if broken or (kind == "prose" and used + len(text) > WIDTH):
            block = self._block(text, kind, indent)
            if block and (broken or len(block) > 2):
                return block
        return [self.in_block(text, kind)]

    def quoted(self, text: str) -> str:
        """In single quotes where that saves escapes, else in double quotes."""
        if ('"' in text or "\\" in text) and "'" not in text and not self._is_risky(text):
            return f"'{text}'"
        return f'"{(_RISKY_ASCII if self.ascii_only else _RISKY).sub(self._escape, text)}"'

    def _is_risky(self, text: str) -> bool:
        return _CONTROLS(text) is not None or (self.ascii_only and not text.isascii())

    def _special(self, text: str, kind: str) -> str:
        """What the kind of a value allows to stand bare; empty where it says nothing."""
        if kind == "date" and text.isascii() and _PLAIN_DATE(text) and text[-1] != " " and text != "null":
            return text
        if kind == "flag":
            return FLAGS.get(text.lower(), "")
        return text if kind == "stretch" and text.isascii() and _STRETCH(text) else ""

    def _block(self, text: str, kind: str, indent: int) -> list[str]:
        """A literal block, or a folded one where lines of prose are long; empty where neither holds the text."""
        if not _BLOCK_TEXT(text) or _BREAKS(text) or (self.ascii_only and not text.isascii()):
            return []
        keep = "" if text.endswith("\n") else "-"
        lines = text.removesuffix("\n").split("\n")
        width = max(WIDTH - indent, _LEAST_WIDTH)
        pad = " " * indent
        if "\n" in text and (kind != "prose" or max(map(len, lines)) <= width):
            return [f"|{keep}", *(line and pad + line for line in lines)]
        folded: list[str] = []
        for n, line in enumerate(lines):
            if n:
                folded.append("")
            folded += [pad + part for part in _folded(line, width)]
        return [f">{keep}", *folded]

    def _escape(self, found: re.Match[str]) -> str:
        char = found[0]
        code = ord(char)
        if 0xD800 <= code <= 0xDFFF:
            self.lost += 1
            code = 0xFFFD
        if char in _SHORT:
            return _SHORT[char]
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def single_quoted(text: str) -> str | None:
    """The text in single quotes; None where only double quotes can hold it."""
    return None if _CONTROLS(text) else "'" + text.replace("'", "''") + "'"


def _folded(line: str, width: int) -> list[str]:
    """A line of prose in lines of a width, broken at single blanks alone, so that folding gives the text again."""
    parts: list[str] = []
    if "  " not in line:
        start, last = 0, len(line) - width
        while start < last:
            at = line.rfind(" ", start, start + width + 1)
            if at < 0 and (at := line.find(" ", start)) < 0:  # a word that is longer than a line
                break
            parts.append(line[start:at])
            start = at + 1
        return [*parts, line[start:]] if line else parts
    held = ""
    for word in _FOLDS.split(line) if line else ():
        if held and len(held) + 1 + len(word) > width:
            parts.append(held)
            held = word
        else:
            held = f"{held} {word}" if held else word
    return [*parts, held] if held else parts


def _is_plain(text: str) -> bool:
    return _PLAIN(text) is not None and text[-1] != " " and not (":" in text and _COLON(text))


def _is_retyped(text: str) -> bool:
    """Whether other programs would take it for a number, a date or a yes."""
    return (text[0].isdigit() and _NUMBER(text) is not None) or (len(text) < 6 and text.lower() in _NO_TEXT)
