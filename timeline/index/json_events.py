"""A line of JSON decoded to what an index keeps of its event, by msgspec."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Required, TypedDict

from timeline.fast_json import msgspec
from timeline.load import keys

_typed: Any = TypedDict  # made of the keys that there are, which no checker of types can follow
_Source = _typed(
    "_Source", {**dict.fromkeys(keys.SOURCE_KEYS, str), "outlet": Required[str], "date": Required[str]}, total=False
)
_Sources: Any = list[_Source]  # type: ignore[valid-type]
_Event = _typed(
    "_Event",
    {
        **dict.fromkeys(keys.EVENT_KEYS - {"background", "group"}, str),
        **dict.fromkeys(keys.EVENT_LISTS, list[str]),
        **dict.fromkeys(keys.DERIVED_KEYS, Any),
        "id": Required[str],
        "title": Required[str],
        "date": Required[str | dict[str, Any]],
        "sources": _Sources,
    },
    total=False,
)
_decode_event: Callable[[bytes], dict[str, Any]] = msgspec.json.Decoder(_Event).decode


def event_of(line: bytes) -> dict[str, Any] | None:
    """The values of a line under known keys, of the kinds that these ask for; None where it has others there.

    Keys that few events have are left out, unknown ones too: whether there are any, their number tells
    (`json_plain.KEY_END`).
    """
    try:
        return _decode_event(line)
    except (ValueError, RecursionError):
        return None
