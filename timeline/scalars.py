"""Text as YAML holds it, quoted only where it must be, so that every reader gets the same text back.

What other programs would take for a number, a date or a yes is quoted, but for dates, which are written as people
write them.
"""

from __future__ import annotations

import re

_AS_DATES = frozenset(("date", "born", "accessed", "year", "timeline"))

# Plain in a block and in a flow alike: nothing that YAML reads; colons and blanks are looked at apart.
_PLAIN = re.compile(r"[^\W_][\w .;:/()'!%+*&@$~^=<>|–—’“”…·-]*").fullmatch
_COLON = re.compile(r":(?![\w/])").search
_PLAIN_DATE = re.compile(r"\w[\w ./?~%@;,()-]*").fullmatch
# What YAML 1.1 or 1.2 reads as something other than text.
_NUMBER = re.compile(r"[\d_.,:eExXoObBa-fA-F+-]+(?:[Tt ][\d:.Zz +-]*)?").fullmatch
_NO_TEXT = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
# Texts of several lines that a literal block holds exactly: no blanks around a line, one line end at most behind it.
_LITERAL = re.compile(r"\S(?:[^\n]*\S)?(?:\n{1,2}\S(?:[^\n]*\S)?)+\n?").fullmatch
_RISKY = re.compile(
    '[\\x00-\\x1f"\\\\\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]'
)
_RISKY_ASCII = re.compile('[\\x00-\\x1f"\\\\]|[^\\x00-\\x7e]')
_BREAKS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LONGEST_KEY = 1000
"""YAML wants a key and its colon within 1024 characters; a longer one is introduced by a question mark."""


def is_plain(text: str) -> bool:
    """Whether YAML reads it as it stands, in a block and in a flow; not whether as text."""
    return _PLAIN(text) is not None and text[-1] != " " and not (":" in text and _COLON(text))


def _is_retyped(text: str) -> bool:
    """Whether other programs would take it for a number, a date or a yes."""
    return (text[0].isdigit() and _NUMBER(text) is not None) or (len(text) < 6 and text.lower() in _NO_TEXT)


def single_quoted(text: str) -> str | None:
    """The text in single quotes; None where only double quotes can hold it."""
    return None if "\n" in text or _BREAKS.search(text) else "'" + text.replace("'", "''") + "'"


class Scalars:
    """Text to scalars; `lost` counts the characters that no file can hold."""

    def __init__(self, ascii_only: bool = False) -> None:
        self.risky = _RISKY_ASCII if ascii_only else _RISKY
        self.ascii_only = ascii_only
        self.lost = 0

    def pair(self, key: str, value: str, indent: str) -> str:
        """A key with its value, which is ready."""
        shown = self.scalar(key)
        return f"{shown}: {value}" if len(shown) < _LONGEST_KEY else f"? {shown}\n{indent}: {value}"

    def value(self, key: str, text: str, indent: str = "") -> str:
        """A value in a block: a date as people write it, several lines as a literal block, all else as a scalar."""
        if key in _AS_DATES and text.isascii() and _PLAIN_DATE(text) and text[-1] != " " and text != "null":
            return text
        if "\n" in text and indent and _LITERAL(text) and self.risky is _RISKY and not _BREAKS.search(text):
            lines = text.removesuffix("\n").replace("\n", f"\n{indent}  ")
            return f"|{'' if text.endswith(chr(10)) else '-'}\n{indent}  {lines}"
        return self.scalar(text)

    def inner(self, key: str, text: str) -> str:
        """A value within braces or brackets."""
        return self.value(key, text) if is_plain(text) else self.scalar(text)

    def scalar(self, text: str) -> str:
        """The text on one line: plain where it reads as text everywhere, else in double quotes."""
        if (text.isascii() or not self.ascii_only) and is_plain(text) and not _is_retyped(text):
            return text
        return self.quoted(text)

    def quoted(self, text: str) -> str:
        """The text in double quotes, which hold any."""
        return f'"{self.risky.sub(self._escape, text)}"'

    def _escape(self, found: re.Match[str]) -> str:
        char = found[0]
        code = ord(char)
        if 0xD800 <= code <= 0xDFFF:
            self.lost += 1
            code = 0xFFFD
        if char in _SHORT:
            return _SHORT[char]
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
