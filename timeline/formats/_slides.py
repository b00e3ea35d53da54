"""A chronology as the slides of TimelineJS, for its JSON and its spreadsheet.

TimelineJS knows a date as a year with, where they are given, a month and a day; it shows `display_date` instead where
there is one. So a date is given the parts that all its days share, and its words. A date whose days share no year is a
stretch from its first year to its last; one with a single bound stands at the year of that bound; one without any, or
without a year, cannot be placed and is left out.
"""

import re
from collections.abc import Iterator

from timeline.dates import Range, When, remembered
from timeline.dates.days import civil
from timeline.formats._addresses import web_address
from timeline.formats._html_text import escape
from timeline.model import Chronology, Source
from timeline.query import Found
from timeline.records import NamedTuple
from timeline.views import (
    Options,
    Shown,
    arranged,
    check_options,
    date_label,
    override_words,
    printable,
    said_words,
)
from timeline.writing import Out

Parts = tuple[int, ...]
"""Year, month and day, as far as they are known."""


class Slide(NamedTuple):
    """One slide or era, its texts ready for their fields.

    Attributes:
        type: As in the spreadsheet: `title`, `era`, or empty for an event.
        start, end: Empty where there is none; the title has neither.
        date, group: Fields that TimelineJS reads as HTML for their text, and then shows as HTML (`twice_escaped`).
        headline, text, credit, caption: HTML.
        media: An address that TimelineJS can show, or empty.
    """

    type: str
    id: str
    start: Parts
    end: Parts
    date: str
    headline: str
    text: str = ""
    group: str = ""
    media: str = ""
    credit: str = ""
    caption: str = ""


def slides(chronology: Chronology, found: Found, options: Options, out: Out) -> Iterator[Slide]:
    """The title where there is one, the events in order, the eras; then says what could not be placed."""
    check_options(options)
    if chronology.title or chronology.about:
        about = f"<p>{escape(chronology.about.strip())}</p>" if chronology.about else ""
        yield Slide("title", "", (), (), "", escape(chronology.title), about)
    chosen = arranged(chronology, found, options, out.day)[: options.limit or None]
    place = remembered(placed)
    label = remembered(lambda when: twice_escaped(printable(date_label(when, options.dates))))
    unplaced: list[Shown] = []
    loose: list[Shown] = []
    refused = 0
    for one in chosen:
        when = one.event.when
        start, end = place(when)
        if not start:
            unplaced.append(one)
            continue
        if when.lower is None or when.upper is None:
            loose.append(one)
        refused += sum(bool(source.url) and not web_address(source.url) for source in one.event.sources)
        yield _event(one, start, end, label(when), out.day)
    eras = [era for era in chronology.eras if era.when.lower is not None and era.when.upper is not None]
    for era in eras:
        start, end = placed(era.when)
        yield Slide("era", era.id, start, end or start, label(era.when), escape(era.name))
    total = len(chosen)
    _say(out, options, unplaced, total, "left out, because no year is known")
    _say(out, options, loose, total, "with only a first or a last day, placed at its year")
    if refused:
        out.say(f"addresses that are none of the web, left out: {refused}")
    if open_ended := [printable(era.name) for era in chronology.eras if era not in eras]:
        out.say(f"eras need both ends here; left out: {', '.join(open_ended)}")


def _say(out: Out, options: Options, which: list[Shown], total: int, what: str) -> None:
    if which:
        event = which[0].event
        example = f'"{printable(event.title)}" ({printable(date_label(event.when, options.dates))})'
        out.say(f"{what}: {len(which)} of {total} events, such as {example}")


# --- dates --------------------------------------------------------------------------------------------------------


def placed(when: When) -> tuple[Parts, Parts]:
    """Where a date stands: the parts that are known of its beginning and of its end; no beginning, no place."""
    lower, upper = when.lower, when.upper
    if when.kind == "none" or not when.is_dated or (lower is not None and upper is not None and lower > upper):
        return (), ()
    if when.kind == "span" and when.start is not None and when.end is not None:
        start, end = _side(when.start, 0), _side(when.end, 1)
    else:
        start, end = _shared((lower, upper)), ()
        if not start:
            start, end = _side((lower, None), 0), _side((None, upper), 1)
    if not start:
        start, end = end, ()
    # TimelineJS puts what has no month into January: an end within the beginning would come before it.
    return (start, ()) if start[: len(end)] == end else (start, end)


def _shared(days: Range) -> Parts:
    """The parts of the date that all days of a range share; none where it has no end."""
    if days[0] is None or days[1] is None:
        return ()
    first, last = civil(days[0]), civil(days[1])
    return next((first[:n] for n in (3, 2, 1) if first[:n] == last[:n]), ())


def _side(days: Range, outer: int) -> Parts:
    """What the days of a beginning (`outer` 0) or an end (1) share, else the year of the outermost, if there is one."""
    day = days[outer]
    return _shared(days) or (() if day is None else civil(day)[:1])


# --- texts --------------------------------------------------------------------------------------------------------


def twice_escaped(text: str) -> str:
    """Text for a field whose markup TimelineJS takes away, reading it as HTML, before it shows the rest as HTML.

    Escaped once, `<b>` would become markup again on the way (`STRIP_MARKUP_FIELDS` of its TimelineConfig.js).
    """
    return escape(escape(text, quote=False), quote=False)


def _event(one: Shown, start: Parts, end: Parts, date: str, day: int) -> Slide:
    event = one.event
    addresses = [source.url and web_address(source.url) for source in event.sources]
    media = credit = caption = ""
    for source, address in zip(event.sources, addresses, strict=True):
        if address and _is_shown(address):
            media, credit, caption = address, escape(source.outlet), escape(source.title)
            break
    group = twice_escaped(event.group) if event.group else ""
    return Slide(
        "", event.id, start, end, date, escape(event.title), _text(one, addresses, day), group, media, credit, caption
    )  # fmt: skip


def _text(one: Shown, addresses: list[str], day: int) -> str:
    """Summary, status with the sources as links, doubts and note, a paragraph each."""
    event = one.event
    paragraphs = [escape(event.summary.strip())] if event.summary else []
    said = map(_source, event.sources, addresses)
    paragraphs.append(" · ".join([f"<b>{one.status.capitalize()}</b>", *said]))
    if one.why:
        paragraphs.append(escape(printable("? " + "; ".join(one.why))))
    if event.status:
        paragraphs.append(escape(printable(override_words(event, day))))
    if event.note:
        paragraphs.append(f"Note: {escape(event.note.strip())}")
    return f"<p>{'</p><p>'.join(paragraphs)}</p>"


def _source(source: Source, address: str) -> str:
    # A dot of the data's own is written so that it parts no sources for who reads them back.
    words = escape(said_words(source)).replace("·", "&#183;")
    return f'<a href="{escape(address)}">{words}</a>' if address else words


_FILE = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|mp4|webm|mp3|wav|m4a|pdf)(?:\?|$)", re.IGNORECASE).search
_SERVICE = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube\.com|youtu\.be|(?:player\.)?vimeo\.com|(?:www\.)?dailymotion\.com"
    r"|soundcloud\.com|(?:www\.)?(?:twitter|x)\.com|(?:www\.)?instagram\.com/p|[\w.]+\.wikipedia\.org"
    r"|(?:www\.)?documentcloud\.org)/.",
    re.IGNORECASE,
).match


def _is_shown(address: str) -> bool:
    """Whether TimelineJS can show it (the table of its MediaType.js); all else it takes for a broken picture."""
    return bool(_FILE(address) or _SERVICE(address))
