"""A line of JSON decoded fast, by msgspec: the values of an event where all of them are text.

What is not taken here is decoded by the standard library, which gives the same for what is taken.
"""

from __future__ import annotations

from typing import Any

from timeline.fast_json import msgspec

_Value = str | list[str | dict[str, str]] | dict[str, Any]
_decode = msgspec.json.Decoder(dict[str, _Value]).decode


def values_of(line: bytes) -> dict[str, Any] | None:
    """The values of a line; None where they are not all text, lists of text or of sources, and plain maps."""
    try:
        values = _decode(line)
    except (ValueError, RecursionError):  # msgspec's errors are such
        return None
    date = values.get("date")
    # Of a date of our own JSON the text alone is read; where that is a number, it is the text that was typed.
    return None if date.__class__ is dict and date.get("text").__class__ is not str else values
