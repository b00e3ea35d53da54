"""Plain command lines, read by the table of options alone.

Whatever is out of the ordinary is left to typer, which reads by the same table: help, an unknown or incomplete option,
a missing argument, `--`, a value that begins with a dash or is empty, short options written together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.options import Group, Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Params = Mapping[str, Any]


def read(words: Sequence[str], groups: Sequence[Group]) -> Params | None:
    """What the words behind a command say, one value for each option; None where typer is to read them.

    Where it is not None, it is what typer would give.
    """
    table = {key: option for group in groups for key, option in group().items()}
    named = {name: key for key, option in table.items() for name in option.names}
    params: dict[str, Any] = {key: () if option.kind == "texts" else option.default for key, option in table.items()}
    loose: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "-" or not word.startswith("-"):
            loose.append(word)
            continue
        name, equals, value = word.partition("=")
        key = named.get(name, "")
        if not key or (equals and not name.startswith("--")):
            return None
        option = table[key]
        if option.kind == "flag":
            if equals:
                return None
            params[key] = True
            continue
        if not equals:
            value = next(waiting, "--")
            if value.startswith("-") and value != "-":
                return None
        if not value or not _put(params, key, option, value):
            return None
    return params if _put_loose(params, table, loose) else None


def given_twice(words: Sequence[str], groups: Sequence[Group]) -> str:
    """An option that takes one value and is given two, of which one would be lost; empty where there is none."""
    named = {name: option for group in groups for option in group().values() for name in option.names}
    seen: set[str] = set()
    waiting = iter(words)
    for word in waiting:
        name, equals, _ = word.partition("=")
        if word == "--":
            break
        option = named.get(name)
        if option is None or option.kind == "flag":
            continue
        if not equals:
            next(waiting, "")
        if option.kind != "texts":
            if option.names[0] in seen:
                return option.names[0]
            seen.add(option.names[0])
    return ""


def _put(params: dict[str, Any], key: str, option: Option, value: str) -> bool:
    if option.kind == "texts":
        params[key] = (*params[key], value)
    elif option.kind == "text":
        params[key] = value
    else:
        if not (value.isascii() and value.isdigit() and len(value) < 10 and int(value) >= option.least):
            return False
        params[key] = int(value)
    return True


def _put_loose(params: dict[str, Any], table: Mapping[str, Option], loose: list[str]) -> bool:
    """Gives the words that are no options to the arguments, in their order; False where they are too few or many."""
    for key, option in table.items():
        if option.names:
            continue
        if option.kind == "texts":
            params[key] = tuple(loose)
            loose = []
        elif loose:
            params[key] = loose.pop(0)
        elif option.default is ...:
            return False
    return not loose
