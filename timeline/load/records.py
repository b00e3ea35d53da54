"""Events from plain values, the short way: where all is well, no place of any value is needed.

Whatever is not plainly right is refused here without a word, and read again with places by the long way, which says
what is wrong. So this way must never take what the long way would not, nor read it otherwise; tests hold both together.
"""

from __future__ import annotations

from typing import Any

from timeline.dates import Context, DateError, When, read
from timeline.load.keys import DERIVED_KEYS, EVENT_KEYS, EVENT_LISTS, NO, SOURCE_KEYS, YES
from timeline.load.nodes import Record, SourceFile, Spot
from timeline.model import STANCES, STATUSES, Event, Source

UNDATED = When("unknown", "none", None, None)

_STANCES = frozenset(STANCES)
_STATUSES = frozenset(("", *STATUSES))
_PLAIN_KEYS = EVENT_KEYS - {"status"}
_new = tuple.__new__


def event_of(record: Record, file: SourceFile, context: Context) -> Event | None:
    """The event of a record, its id empty where none was given; None where it is not plainly right."""
    values = record.values
    given = values.get
    title = given("title")
    written = given("date")
    if type(title) is not str or not title or title.isspace():
        return None
    date = _date(written, context)
    if date is None:
        return None
    extra: tuple[tuple[str, str], ...] = ()
    status = ""
    if not values.keys() <= _PLAIN_KEYS:
        found = _unusual(values)
        if found is None:
            return None
        status, extra = found
    texts = (given("id", ""), given("summary", ""), given("group", ""), given("because", ""), given("note", ""))
    background = given("background", "")
    for text in texts:
        if type(text) is not str:
            return None
    if type(background) is not str or background.lower() not in _FLAGS:
        return None
    lists: list[tuple[str, ...]] = []
    for key in EVENT_LISTS:
        value = given(key)
        if value is None:
            lists.append(())
            continue
        names = _names(value)
        if names is None:
            return None
        lists.append(names)
    sources = _sources(given("sources"), record, file, context)
    if sources is None:
        return None
    return _new(
        Event,
        (
            texts[0], date, date, title, texts[1], *lists, texts[2], status, texts[3], background.lower() in YES,
            texts[4], sources, extra, Spot(file, record.at),
        ),
    )  # fmt: skip


_FLAGS = YES | NO


def _unusual(values: dict[str, Any]) -> tuple[str, tuple[tuple[str, str], ...]] | None:
    """The author's own status and `x-` keys; None where another key stands there, or a value is none."""
    extra = []
    for key, value in values.items():
        if key in _PLAIN_KEYS or key in DERIVED_KEYS:
            continue
        if type(value) is not str or not (key == "status" or key.startswith("x-")):
            return None
        if key != "status":
            extra.append((key, value))
    status = "" if values.get("status_from") == "sources" else values.get("status", "")
    return (status, tuple(extra)) if status in _STATUSES else None


def _date(written: Any, context: Context) -> When | None:
    if type(written) is dict:  # a date of our own JSON, which says more than was written
        written = written.get("text")
    if type(written) is not str or not written or written.isspace():
        return None
    try:
        return read(written, context)
    except DateError:
        return None


def _names(value: Any) -> tuple[str, ...] | None:
    if type(value) is str:
        return (value,) if value else ()
    if type(value) is not list:
        return None
    for one in value:
        if type(one) is not str:
            return None
    return tuple(value) if "" not in value else tuple([one for one in value if one])


def _sources(listed: Any, record: Record, file: SourceFile, context: Context) -> tuple[Source, ...] | None:
    if listed is None or listed == "":
        return ()
    if type(listed) is dict:
        listed = [listed]
    if type(listed) is not list:
        return None
    found = []
    for n, values in enumerate(listed):
        if type(values) is not dict:
            return None
        source = _source(values, Spot(file, record.at, ("sources", n)), context)
        if source is None:
            return None
        found.append(source)
    return tuple(found)


def _source(values: dict[str, Any], where: Spot, context: Context) -> Source | None:
    given = values.get
    outlet = given("outlet")
    if not outlet:
        return None
    date: When | None = UNDATED
    if "date" in values:
        date = _date(values["date"], context)
        if date is None:
            return None
    extra: tuple[tuple[str, str], ...] = ()
    if not values.keys() <= SOURCE_KEYS:
        if any(not (key in SOURCE_KEYS or key.startswith("x-") or key in DERIVED_KEYS) for key in values):
            return None
        extra = tuple((key, value) for key, value in values.items() if key.startswith("x-"))
    for key, value in values.items():
        if type(value) is not str and not (key == "date" or key in DERIVED_KEYS):
            return None
    says = given("says") or "reports"
    if says not in _STANCES:
        return None
    return _new(
        Source,
        (
            outlet, date, date, says, given("title", ""), given("url", ""), given("by", ""), given("unnamed", ""),
            given("via", ""), given("archive", ""), given("accessed", ""), given("lang", ""), given("quote", ""),
            extra, where,
        ),
    )  # fmt: skip
