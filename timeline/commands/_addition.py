"""What the options of `add` ask for: an event, or a source of one that is there."""

from __future__ import annotations

import re
from typing import Any

from timeline import keys
from timeline.commands import Params
from timeline.dates import Context, DateError, read
from timeline.errors import UsageError
from timeline.importers import Record
from timeline.model import STANCES, STATUSES

_TEXTS = ("id", "summary", "group", "status", "because", "note")
_SOURCE = {
    "outlet": "outlet", "date": "source_date", "title": "source_title", "url": "url", "by": "by", "unnamed": "unnamed",
    "says": "says", "via": "via", "archive": "archive", "accessed": "accessed", "lang": "lang", "quote": "quote",
}  # fmt: skip
_OF_EVENTS = ("text", "date", "title", "background", *_TEXTS, *keys.LISTS.values())

EXAMPLE = 'timeline add "May 2020: Deadline reports the film" --outlet Deadline'


def is_bare(params: Params) -> bool:
    """Whether the options say nothing of an event or a source."""
    return not any(params[key] for key in (*_OF_EVENTS, *_SOURCE.values()))


def event_of(params: Params, context: Context) -> Record:
    """The event that is asked for, with its source if it has one.

    Raises:
        UsageError: It has no date or no title, or a value is none.
    """
    record: Record = {"date": params["date"], "title": params["title"]}
    text = params["text"].strip()
    if text and record["title"]:
        raise UsageError("the title is given twice: as TEXT and as --title")
    if text and record["date"]:
        if _has_date(text, context):
            raise UsageError("the date is given twice: as TEXT and as --date; a title with one in front is --title")
        record["title"] = text
    elif text:
        record["date"], record["title"] = date_and_title(text, context)
    if not record["title"].strip():
        raise UsageError(f"what happened? Write: {EXAMPLE}")
    checked_date("--date", record["date"], context)
    record |= {key: params[key] for key in _TEXTS}
    record |= {key: list(params[option] or ()) for key, option in keys.LISTS.items()}
    record["background"] = params["background"]
    checked_choice("--status", record["status"], STATUSES)
    source = source_of(params, context)
    if source:
        record["sources"] = [source]
    return printable_only({key: value for key, value in record.items() if value})


def source_of(params: Params, context: Context) -> Record:
    """The source that is asked for; empty where none is.

    Raises:
        UsageError: It has no outlet, or a value is none.
    """
    source = {key: params[option] for key, option in _SOURCE.items() if params[option]}
    if source and "outlet" not in source:
        raise UsageError("a source needs --outlet: who published it")
    checked_choice("--says", source.get("says", ""), STANCES)
    if "date" in source:
        checked_date("--source-date", source["date"], context)
    return printable_only(source)


def only_source_of(params: Params, context: Context) -> Record:
    """The source that goes to an event that is there.

    Raises:
        UsageError: There is none, or something is said of the event.
    """
    given = [key for key in _OF_EVENTS if params[key]]
    if given:
        names = ", ".join("TEXT" if key == "text" else f"--{key}" for key in given)
        raise UsageError(f"--to adds a source to an event that is there; leave out {names}")
    source = source_of(params, context)
    if not source:
        raise UsageError("--to needs a source: --outlet, and --url, --source-date, --says and so on")
    return source


def _has_date(text: str, context: Context) -> bool:
    """Whether a date stands in front of a text."""
    try:
        return bool(date_and_title(text, context))
    except UsageError:
        return False


def date_and_title(text: str, context: Context) -> tuple[str, str]:
    """`May 2020: what happened` in two: the date stands before the first colon and blank where one can be read.

    Raises:
        UsageError: No such date, or nothing behind it; says why the text before the first colon is none.
    """
    refused: tuple[str, DateError] | None = None
    for colon in re.finditer(r":(?:\s|$)", text):
        before, title = text[: colon.start()].strip(), text[colon.end() :].strip()
        try:
            read(before, context)
        except DateError as error:
            refused = refused or (before, error)
            continue
        if not title:
            raise UsageError(f'what happened? Write it after the date: "{before}: …"')
        return before, title
    if refused is not None and any(char.isdigit() or char == "@" for char in refused[0]):
        raise _date_refused("", *refused)
    raise UsageError(
        'no date in front: write "May 2020: what happened", or give --date; unknown where nothing is known'
    )


def checked_date(option: str, text: str, context: Context) -> None:
    """Raises:
    UsageError: The text is no date; says what to write instead.
    """
    if not text.strip():
        raise UsageError(f"{option} is missing; write May 2020, mid-2020, or unknown where nothing is known")
    try:
        read(text, context)
    except DateError as error:
        raise _date_refused(f"{option} ", text, error) from error


def checked_choice(option: str, value: str, choices: tuple[str, ...]) -> None:
    """Raises:
    UsageError: The value is not one of the choices.
    """
    if value and value not in choices:
        raise UsageError(f'{option} "{value}"; use one of: {", ".join(choices)}')


def printable_only(record: Record) -> Record:
    """The record itself.

    Raises:
        UsageError: A text holds bytes that are no UTF-8, which no file of ours can hold.
    """
    broken = [text for text in _texts(record) if any("\ud800" <= char <= "\udfff" for char in text)]
    if broken:
        raise UsageError(f'"{broken[0]}" is not UTF-8; write it as UTF-8')
    return record


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def _date_refused(option: str, text: str, error: DateError) -> UsageError:
    said = f"{option}{error}" if text in str(error) else f'{option}"{text}": {error}'
    return UsageError(f"{said}; {error.hint[:1].lower()}{error.hint[1:]}" if error.hint else said)
