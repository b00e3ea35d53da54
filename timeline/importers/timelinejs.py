"""`timelinejs`: the JSON of TimelineJS 3 and of its older versions, JSONP included."""

from __future__ import annotations

import re
from typing import Any

from timeline.importers import Draft, Input, Options
from timeline.importers._drafting import Drafting
from timeline.importers._json import parsed, parsed_or_none, refused, text_of
from timeline.importers._timelinejs_slides import Media, Moment, Slide, add, old_moment

SUMMARY = "TimelineJS: JSON, also that of its older versions"

_EMPTY = re.compile(r'\s*\{\s*"events"\s*:\s*\[\s*\]\s*\}\s*').fullmatch
"""What our export makes of no events and no title; a chronology of ours says `timeline` too."""
_WRAPPED = re.compile(r"\s*(?:var\s+|window\.)?[A-Za-z_$][\w$.]*\s*(?:=|\()\s*(?=\{)")


def looks_like(given: Input) -> bool:
    """Whether it is JSON with slides: `events` with a `start_date`, a title slide, or a `timeline` with `date`."""
    text = text_of(given)
    if _EMPTY(text):
        return True
    if not any(word in text for word in ('"start_date"', '"startDate"', '"headline"')):
        return False
    root = parsed_or_none(_unwrapped(text))
    if not isinstance(root, dict):
        return False
    old = root.get("timeline")
    if isinstance(old, dict):
        return any(key in old for key in ("date", "headline", "startDate", "era"))
    listed = [*_list(root.get("events")), *_list(root.get("eras"))]
    return any("start_date" in item for item in listed) or (not listed and bool(_text(_map(root.get("title")))))


def read(given: Input, options: Options) -> Draft:
    """Title, eras and events.

    Raises:
        DataError: It is no JSON, or has none of these.
    """
    root = parsed(given, _unwrapped(given.text))
    drafting = Drafting("timelinejs")
    if not isinstance(root, dict) or not {"title", "events", "eras", "timeline"} & root.keys():
        message = "no `events`, as TimelineJS has them"
        raise refused(given, "F104", message, 'It begins with {"title": …, "events": […]}')
    old = root.get("timeline")
    slides = _old_slides(old) if isinstance(old, dict) else _slides(root)
    for slide in slides:
        add(drafting, slide)
    for key in ("events", "eras"):
        for item in root.get(key, ()) if isinstance(root.get(key), list) else ():
            if not isinstance(item, dict):
                drafting.skip(0, str(item), f"an item of `{key}` that is no slide")
    return drafting.draft()


def _unwrapped(text: str) -> str:
    """The object within `storyjs_jsonp_data = {…};` or `callback({…});`; other text as it is."""
    found = _WRAPPED.match(text)
    if found is None:
        return text
    end = text.rfind("}")
    return text[found.end() : end + 1]


_LEFT = (
    ("media", "thumbnail", "thumbnails of media"),
    ("media", "link", "links of media"),
    ("", "background", "backgrounds of slides"),
)


def _slides(root: dict[str, Any]) -> list[Slide]:
    title = root.get("title")
    slides = [_slide(title, "title")] if isinstance(title, dict) else []
    slides += [_slide(item, "era") for item in _list(root.get("eras"))]
    return slides + [_slide(item, "") for item in _list(root.get("events"))]


def _slide(item: dict[str, Any], kind: str) -> Slide:
    text, media = _map(item.get("text")), _map(item.get("media"))
    start = item.get("start_date")
    display = _raw(item.get("display_date")) or _raw(_map(start).get("display_date"))
    return Slide(
        0, kind, _raw(item.get("unique_id")), _moment(start), _moment(item.get("end_date")), display,
        _raw(text.get("headline")), _raw(text.get("text")), _raw(item.get("group")), (),
        Media(*(_raw(media.get(key)) for key in ("url", "credit", "caption", "alt"))),
        tuple(what for part, key, what in _LEFT if _map(item.get(part) if part else item).get(key)),
    )  # fmt: skip


def _moment(value: Any) -> Moment:
    if not isinstance(value, dict):
        return old_moment(_raw(value))
    date = [_raw(value.get(key)) for key in ("year", "month", "day")]
    # A part that is 0 is one that is not given, but for the year.
    date[1:] = ["" if part.strip("0") == "" else part for part in date[1:]]
    hour, *rest = (_raw(value.get(key)) for key in ("hour", "minute", "second"))
    while rest and not rest[-1]:
        rest.pop()
    time = ":".join([part.zfill(2) for part in (hour, *(rest or ["00"]))]) if hour else ""
    return Moment(date[0], date[1], date[2], time)


def _old_slides(root: dict[str, Any]) -> list[Slide]:
    """The slides of version 2: the timeline itself is the title."""
    none = Moment()
    title = Slide(0, "title", "", none, none, "", _raw(root.get("headline")), _raw(root.get("text")))
    slides = [title] if title.headline or title.text else []
    return slides + [
        _old_slide(item, kind) for key, kind in (("era", "era"), ("date", "")) for item in _list(root.get(key))
    ]


def _old_slide(item: dict[str, Any], kind: str) -> Slide:
    asset = _map(item.get("asset"))
    tags = tuple(filter(None, (_raw(item.get("tag")),)))
    return Slide(
        0, kind, _raw(item.get("unique_id")), old_moment(_raw(item.get("startDate"))),
        old_moment(_raw(item.get("endDate"))), _raw(item.get("displayDate")), _raw(item.get("headline")),
        _raw(item.get("text")), "", tags, Media(*(_raw(asset.get(key)) for key in ("media", "credit", "caption"))),
    )  # fmt: skip


def _text(title: dict[str, Any]) -> str:
    return _raw(_map(title.get("text")).get("headline"))


def _list(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _map(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _raw(value: Any) -> str:
    """A value as text: whole numbers without a point; empty for what is neither text nor number."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return str(value)
