"""Values that a comma has torn: between braces `{date: May 28, 2020}` is a date `May 28` and a key `2020`."""

from __future__ import annotations

from timeline.load.files import SourceFile
from timeline.load.nodes import NOWHERE, Map, Node, Text

_NEAR = 200
"""Characters in which the comma before a key, and the sign behind it, are looked for: lines may end between them."""


def remedies(file: SourceFile, node: Map) -> dict[str, str]:
    """What to write, by the keys that are the rest of the value before them.

    A key is a rest where it has no colon, and what stands before it is text without quotes, or such a rest.
    """
    found: dict[str, str] = {}
    before, value, rests = "", "", list[str]()
    for name, label in node.keys.items():
        if value and _is_rest(file, label, node.pairs.get(name)):
            rests.append(name)
        else:
            if rests:
                found |= dict.fromkeys(rests, _remedy(before, [value, *rests]))
            before, value, rests = name, _unquoted(file, node.pairs.get(name)), []
    return found | dict.fromkeys(rests, _remedy(before, [value, *rests]))


def _remedy(key: str, parts: list[str]) -> str:
    whole = ", ".join(parts)
    quote = "'" if '"' in whole else '"'
    return f"Put quotes around a value with a comma: {key}: {quote}{whole}{quote}"


def _is_rest(file: SourceFile, label: Text, value: Node | None) -> bool:
    if not isinstance(value, Text) or value.text or not _unquoted(file, label):
        return False
    end = label.at + len(label.text)
    before, behind = file.text[max(label.at - _NEAR, 0) : label.at], file.text[end : end + _NEAR]
    return before.rstrip()[-1:] == "," and behind.lstrip()[:1] in (",", "}")


def _unquoted(file: SourceFile, value: Node | None) -> str:
    """A text that stands in the file as it is; else empty."""
    if not isinstance(value, Text) or value.at == NOWHERE or not file.text.startswith(value.text, value.at):
        return ""
    return value.text
