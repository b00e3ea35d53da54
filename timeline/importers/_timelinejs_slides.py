"""The slides of TimelineJS, from its JSON and from its spreadsheet alike, to events.

A date is its parts; the words shown for it stand in their place where they agree with them (`fits`). The media of a
slide is shown, not cited, so it is no source.
"""

import re
from html import unescape

from timeline.importers import Record
from timeline.importers._days import UNKNOWN, fits, month_number, number, of_parts, of_span, reading
from timeline.importers._drafting import Drafting, links_in, one_line, remark, shortened
from timeline.importers._html import plain
from timeline.importers._own import STATUS_WORDS, loosened, source_of, take_status, take_words
from timeline.records import NamedTuple


class Moment(NamedTuple):
    """A date as given, all as text: empty where not given. `time` is a time of day.

    `is_american` tells that it stood between slashes, its month first.
    """

    year: str = ""
    month: str = ""
    day: str = ""
    time: str = ""
    is_american: bool = False

    @property
    def is_given(self) -> bool:
        return any(self[:4])

    @property
    def words(self) -> str:
        return " ".join(filter(None, ("-".join(filter(None, self[:3])), self.time)))


class Media(NamedTuple):
    url: str = ""
    credit: str = ""
    caption: str = ""
    alt: str = ""


class Slide(NamedTuple):
    """A slide as given; `type` is `title`, `era`, or empty for an event. Texts are HTML.

    `left` names what else it has, which is not carried.
    """

    line: int
    type: str
    id: str
    start: Moment
    end: Moment
    display: str
    headline: str
    text: str
    group: str = ""
    tags: tuple[str, ...] = ()
    media: Media = Media()
    left: tuple[str, ...] = ()


def add(drafting: Drafting, slide: Slide) -> None:
    """The slide as title, era or event of the draft."""
    for what in slide.left:
        drafting.count(f"{what}, left out")
    if slide.type == "title":
        _title(drafting, slide)
    elif slide.type == "era":
        _era(drafting, slide)
    else:
        _event(drafting, slide)


def _title(drafting: Drafting, slide: Slide) -> None:
    if drafting.header.get("title"):
        drafting.skip(slide.line, plain(slide.headline) or "a title", "there is a title already")
        return
    drafting.header["title"] = one_line(plain(slide.headline))
    drafting.header["about"] = plain(slide.text)


def _era(drafting: Drafting, slide: Slide) -> None:
    name = one_line(plain(slide.headline)) or one_line(plain(slide.text))
    date, _ = _date(slide)
    if not name or date == UNKNOWN:
        reason = "an era needs a name" if not name else "the dates of the era could not be read"
        drafting.skip(slide.line, name or _given(slide), reason)
        return
    named: Record = {"title": name, "id": drafting.identity(slide.id)}
    if not named["id"]:
        drafting.name(named)
    identity = named["id"]
    drafting.header.setdefault("eras", {})[identity] = {"name": name, "date": date}


def _event(drafting: Drafting, slide: Slide) -> None:
    if not any((slide.headline, slide.text, slide.start.is_given, slide.media.url, slide.display)):
        drafting.skip(slide.line, "an empty slide", "nothing stands in it")
        return
    record: Record = {"title": plain(slide.headline), "group": one_line(plain(plain(slide.group)))}
    record["tags"] = [one_line(plain(tag)) for tag in slide.tags]
    own = _own(slide, record)
    if not own:
        record["summary"] = plain(slide.text)
        record["x-links"] = links_in(slide.text)
        _media(record, slide.media)
    if not one_line(record["title"]):
        record["title"] = shortened(record["summary"], 100) or one_line(plain(slide.media.caption)) or slide.media.url
    _dated(drafting, record, slide)
    if own:
        record["date"] = loosened(record["date"])
    drafting.add(record, slide.id, slide.id)


def _media(record: Record, media: Media) -> None:
    record["x-media"] = media.url.strip()
    record["x-media-credit"] = plain(media.credit)
    record["x-media-caption"] = plain(media.caption)
    record["x-media-alt"] = plain(media.alt)


# --- what our own export wrote ------------------------------------------------------------------------------------

_PARAGRAPHS = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_STATUS = re.compile(rf"<b>({'|'.join(STATUS_WORDS)})</b>(?: · (.*))?", re.DOTALL).fullmatch
_BETWEEN_SOURCES = re.compile(r" · (?![^<]*</a>)")
_LINKED = re.compile(r'<a href="([^"]*)">(.*)</a>', re.DOTALL).fullmatch


def _own(slide: Slide, record: Record) -> bool:
    """Puts the text of a slide that our export wrote into the record; False where it did not write it."""
    paragraphs = _PARAGRAPHS.findall(slide.text)
    if _PARAGRAPHS.sub("", slide.text).strip():
        return False
    at = next((n for n, paragraph in enumerate(paragraphs[:2]) if _STATUS(paragraph)), None)
    if at is None:
        return False
    found = _STATUS(paragraphs[at])
    assert found is not None
    record["title"] = one_line(unescape(slide.headline))
    record["summary"] = unescape("\n".join(paragraphs[:at]))
    take_status(record, STATUS_WORDS[found[1]])
    record["sources"] = [_source(words, slide.media) for words in _BETWEEN_SOURCES.split(found[2])] if found[2] else []
    take_words(record, map(unescape, paragraphs[at + 1 :]))
    return True


def _source(words: str, media: Media) -> Record:
    """A source from its words, perhaps a link; what the slide shows is one of them, with its title as caption."""
    linked = _LINKED(words)
    found = source_of(unescape(linked[2] if linked else words))
    if linked:
        found["url"] = unescape(linked[1])
        if media.url == found["url"] and media.caption:
            found["title"] = unescape(media.caption)
    return found


# --- dates --------------------------------------------------------------------------------------------------------


def _dated(drafting: Drafting, record: Record, slide: Slide) -> None:
    date, is_shown = _date(slide)
    display = one_line(plain(plain(slide.display)))
    record["date"] = date
    if date == UNKNOWN:
        drafting.undated(record, _given(slide))
    elif display and not is_shown:
        record["x-display-date"] = display
    times = [moment.time for moment in (slide.start, slide.end) if moment.time]
    record["x-time"] = " to ".join(dict.fromkeys(times))
    for moment in (slide.start, slide.end):
        if moment.day and not moment.month and moment.year:
            remark(record, f'day as given, without a month: "{moment.day}"')
            drafting.count("days without a month, left out, with the text in the note")
    if date == UNKNOWN:
        return
    if not is_shown and slide.end.is_given and "/" not in date and _parts(slide.end) != date:
        remark(record, f'end as given: "{slide.end.words}"')
        drafting.count("ends that could not be read or lie before their beginning, left out, with the text in the note")
    if slide.start.is_american or slide.end.is_american:
        drafting.note("dates such as 5/4/2020 are read month first, as TimelineJS reads them")
    if -9999 <= (number(slide.start.year) or 0) < 0:
        drafting.note("years before 1 are kept as numbered: -43 is EDTF -0043, which is 44 BC; check them")


def _given(slide: Slide) -> str:
    words = [slide.start.words, slide.end.words]
    return " to ".join(filter(None, words)) or one_line(plain(plain(slide.display)))


def _date(slide: Slide) -> tuple[str, bool]:
    """The date of a slide, and whether that is what it shows."""
    display = one_line(plain(plain(slide.display)))
    start = _parts(slide.start)
    if not start:
        return UNKNOWN, False
    # An end that cannot be read, or that comes first, says nothing.
    text = of_span(start, _parts(slide.end)) or start
    given, shown = reading(text), reading(display)
    if given is None:
        return UNKNOWN, False
    return (display, True) if shown is not None and fits(shown, given) else (text, False)


def _parts(moment: Moment) -> str:
    """The parts of a date in our language, down to the first that is not given; empty where they are no date."""
    year = number(moment.year)
    if year is None:
        return ""
    month = month_number(moment.month) if moment.month else 0
    day = number(moment.day) if month and moment.day else 0
    return "" if month is None or day is None else of_parts(year, month, day)


_OLD_DATE = re.compile(
    r"(?P<y1>-?\d+)(?:,(?P<m1>\d*)(?:,(?P<d1>\d*)(?P<t1>(?:,\d*)*))?)?"
    r"|(?P<m2>\d\d?)/(?:(?P<d2>\d\d?)/)?(?P<y2>-?\d{4,})(?:[ ,T]+(?P<t2>\d.*))?"
    r"|(?P<y3>\d{4})[-/](?P<m3>\d\d?)(?:[-/](?P<d3>\d\d?))?(?:[ ,T]+(?P<t3>\d.*))?"
).fullmatch


def old_moment(text: str) -> Moment:
    """A date of TimelineJS 2: `2011,12,10,14,30`, `12/10/2011` (its months come first), or `2011`."""
    text = text.strip()
    found = _OLD_DATE(re.sub(r"\s*,\s*", ",", text))
    if found is None:
        return Moment(text) if text else Moment()
    form = next(form for form in "123" if found[f"y{form}"])
    year, month, day, time = (found[f"{part}{form}"] or "" for part in "ymdt")
    if form == "2" and int(month) > 12 and day and int(day) <= 12:
        month, day = day, month
    if form == "1" and time:
        time = ":".join(part.zfill(2) for part in time.split(",")[1:4] if part)
    return Moment(year, month, day, time, form == "2" and bool(day))
