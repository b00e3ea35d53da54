"""The one way for text of the data to leave for people: what would steer a terminal is written out."""

from __future__ import annotations

import re

# Control and C1 characters, line and paragraph separators, everything that turns the direction of text, and characters
# that are none.
_STEERING = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f"  # ranges of a class
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
)
_UNPRINTABLE = f"[\t\n{_STEERING}]"
_UNPRINTABLE_IN_LINES = f"[{_STEERING}]"
_LONGEST_MESSAGE = 1000
_PAINTED = rf"(\x1b\[[0-9;]*m)|{_UNPRINTABLE_IN_LINES}"


def printable(text: str) -> str:
    r"""The text on one line, with characters that would steer a terminal written out: `\x1b`, `\u202e`."""
    if text.isprintable():  # what Unicode calls printable has none of them
        return text
    return re.sub(_UNPRINTABLE, _escape, text)


def printable_lines(text: str, *, painted: bool = False) -> str:
    """The same of text that is ready to go out: its lines and tabs stay, and its colours where it is `painted`."""
    if painted:
        return re.sub(_PAINTED, lambda found: found[1] or _escape(found), text)
    return re.sub(_UNPRINTABLE_IN_LINES, _escape, text)


def counted(number: int, what: str) -> str:
    """`1 event`, `2 events`, `1,000 events`."""
    return f"{number:,} {what}{'s' * (number != 1)}"


def shortened(message: str) -> str:
    """A message on one line, its middle left out where it is longer than anybody reads."""
    if len(message) > _LONGEST_MESSAGE:
        message = f"{message[: _LONGEST_MESSAGE - 200]} … {message[-200:]}"
    return printable(message)


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char in "\n\t":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"
