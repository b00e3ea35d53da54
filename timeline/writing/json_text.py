"""JSON text that is safe to print: what would steer a terminal or break a line is escaped, which loses nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, partial
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any

_NESTED = frozenset((dict, list, tuple))
_TEXT = frozenset((str,))
"""The types in a list of nothing but text."""
_MANY = 500
"""Values from which on it pays to import what is faster."""
_RISKY = re.compile("[\x7f-\x9f\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def to_json(
    value: Any,
    *,
    ascii_only: bool = False,
    indent: int | str | None = None,
    margin: str = "",
    separators: tuple[str, str] | None = None,
) -> str:
    """The value on one line, or with an indent; characters outside ASCII stay as they are unless `ascii_only`.

    Args:
        value: Of maps, lists, text and the like.
        ascii_only: Escape what is not ASCII.
        indent: Blanks, or their number, for each level; None is one line.
        margin: What every line but the first begins with, besides.
        separators: Of items and of keys, on one line.
    """
    if indent is None:
        text = _encoder(ascii_only, separators)(value)
    else:
        step = indent if isinstance(indent, str) else " " * indent
        text = _lines(value, encode_basestring_ascii if ascii_only else encode_basestring, step, "\n" + margin)
    return _harmless(text)


def text_to_json(value: str | list[str], *, ascii_only: bool = False) -> str:
    """`to_json` of a text or a list of texts, on one line."""
    quoted = encode_basestring_ascii if ascii_only else encode_basestring
    return _harmless(quoted(value) if type(value) is str else f"[{', '.join(map(quoted, value))}]")


def writer_of(
    count: int, *, ascii_only: bool = False, indent: int | None = None, margin: str = ""
) -> Callable[[Any], str]:
    """`to_json` for so many values: of many the same text comes several times as fast."""
    encoded = None if ascii_only or count < _MANY else _encoded()
    if encoded is None:
        return partial(to_json, ascii_only=ascii_only, indent=indent, margin=margin)
    line = "\n" + margin

    def written(value: Any) -> str:
        try:
            text = encoded(value, indent or 0)
        except UnicodeEncodeError:  # half a surrogate pair
            return to_json(value, indent=indent, margin=margin)
        return _harmless(text.replace("\n", line) if margin else text)

    return written


def _encoded() -> Callable[[Any, int], str] | None:
    """What gives a value with an indent, or with 0 on one line, by msgspec; None where that is not installed."""
    try:
        from timeline.fast_json import msgspec
    except ImportError:
        return None
    encode, laid_out = msgspec.json.Encoder().encode, msgspec.json.format
    return lambda value, indent: laid_out(encode(value), indent=indent).decode()


def _harmless(text: str) -> str:
    """What JSON leaves as it is and must not be printed, escaped."""
    if text.isascii():
        return text if "\x7f" not in text else text.replace("\x7f", "\\u007f")
    if text.replace("\n", "").isprintable():  # what Unicode calls printable is harmless
        return text
    return _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@cache
def _encoder(ascii_only: bool, separators: tuple[str, str] | None) -> Callable[[Any], str]:
    return json.JSONEncoder(ensure_ascii=ascii_only, separators=separators).encode


def _lines(value: Any, quoted: Callable[[str], str], step: str, line: str) -> str:
    """A value with an indent, as `json.dumps` writes it, which leaves its fast path in C for that."""
    kind = type(value)
    if kind is str:
        return quoted(value)
    if not value:  # much of a record that has all its keys is one of these
        return "null" if value is None else "false" if value is False else "[]" if kind is list else json.dumps(value)
    if kind not in _NESTED:
        return json.dumps(value)
    inner = line + step
    between = "," + inner
    if kind is dict:
        items = [
            f"{quoted(key)}: {quoted(one) if type(one) is str else _lines(one, quoted, step, inner)}"
            for key, one in value.items()
        ]
        return f"{{{inner}{between.join(items)}{line}}}"
    if _TEXT.issuperset(map(type, value)):
        return f"[{inner}{between.join(map(quoted, value))}{line}]"
    return f"[{inner}{between.join([_lines(one, quoted, step, inner) for one in value])}{line}]"
