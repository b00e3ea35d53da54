r"""Content lines of iCalendar (RFC 5545 sections 3.1 and 3.3.11): escaped, folded at 75 octets, ended by CRLF.

A fold never stands within the octets of one character.
"""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 75


def escaped(text: str) -> str:
    """Text as a value of type TEXT; it must be free of control characters but line feeds."""
    # Four times through the text, and still faster than a table of texts.
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def content_lines(pairs: Iterable[tuple[str, str]]) -> str:
    """Names, with their parameters, and values, each a line that is folded where it is too long."""
    lines = []
    for name, value in pairs:
        line = f"{name}:{value}"
        if len(line) > _LONGEST or not (line.isascii() or len(line.encode()) <= _LONGEST):
            line = _folded(line)
        lines.append(line)
    return "\r\n".join([*lines, ""])


def _folded(line: str) -> str:
    """The line in pieces, the later ones behind a blank, which counts."""
    if line.isascii():
        rest = range(_LONGEST, len(line), _LONGEST - 1)
        return "\r\n ".join([line[:_LONGEST], *[line[at : at + _LONGEST - 1] for at in rest]])
    data, at, most, pieces = line.encode(), 0, _LONGEST, []
    while len(data) - at > most:
        end = at + most
        while data[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        pieces.append(data[at:end])
        at, most = end, _LONGEST - 1
    return b"\r\n ".join([*pieces, data[at:]]).decode()
