"""A line of JSON decoded fast, by msgspec: to a row where all of it is plain, else to the values where they are text.

What is not taken here is decoded by the standard library, which gives the same for what is taken.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from timeline.fast_json import msgspec
from timeline.keys import EVENT, SOURCE
from timeline.load.json_plain import KEY_END, has_blank_keys
from timeline.load.keys import EVENT_LISTS
from timeline.model import STANCES, STATUSES, Source

_Value = str | list[str | dict[str, str]] | dict[str, Any]
_decode = msgspec.json.Decoder(dict[str, _Value]).decode

_Filled = Annotated[str, msgspec.Meta(min_length=1)]
_names: Any = (tuple[_Filled, ...], ())
_source: dict[str, Any] = {"outlet": (_Filled,), "date": (_Filled, None), "says": (Literal["", *STANCES], "")}
_Source: Any = msgspec.defstruct(
    "_Source",
    [(field, *_source.get(field, (str, ""))) for field in Source._fields if field in SOURCE],
    forbid_unknown_fields=True,
    gc=False,
)
_event: dict[str, Any] = {
    "date": (_Filled,), "title": (_Filled,), **dict.fromkeys(EVENT_LISTS, _names),
    "status": (Literal["", *STATUSES], ""), "background": (bool, False), "sources": (list[_Source], ()),
}  # fmt: skip
_Event: Any = msgspec.defstruct(
    "_Event",
    [(field, *_event.get(field, (str, ""))) for field in EVENT],
    forbid_unknown_fields=True,
    gc=False,
    kw_only=True,
)
_decode_event = msgspec.json.Decoder(_Event).decode
_fields_of = msgspec.structs.astuple
_TITLE = EVENT.index("title")


def row_of(line: bytes, *, sure: bool = False) -> tuple[Any, ...] | None:
    """The fields of the row (`nodes.Row`) of a line; None where it says more than that, or may give a key twice.

    Our own JSON says more: what it worked out from the sources is passed over elsewhere.

    Args:
        line: Without blanks around it.
        sure: Whether it is known to give no key twice.
    """
    try:
        *fields, listed = _fields_of(_decode_event(line))
    except (ValueError, RecursionError):  # msgspec's errors are such
        return None
    sources = list(map(_fields_of, listed))
    if fields[_TITLE].isspace() or not (sure or _gives_keys_once(line, [*fields, listed], sources)):
        return None
    return (*fields, [(outlet, date, says or STANCES[0], *others) for outlet, date, says, *others in sources])


def _gives_keys_once(line: bytes, event: list[Any], sources: list[tuple[Any, ...]]) -> bool:
    """Whether a line holds no more keys than have a value; see `json_plain.KEY_END`."""
    number = sum([len([*filter(None, fields)]) for fields in (event, *sources)])
    return line.count(KEY_END) == number and not has_blank_keys(line)


def values_of(line: bytes) -> dict[str, Any] | None:
    """The values of a line; None where they are not all text, lists of text or of sources, and plain maps."""
    try:
        values = _decode(line)
    except (ValueError, RecursionError):
        return None
    date = values.get("date")
    # Of a date of our own JSON the text alone is read; where that is a number, it is the text that was typed.
    return None if date.__class__ is dict and date.get("text").__class__ is not str else values
