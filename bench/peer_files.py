"""The made-up story in the files of other tools. They know one day an event: the first that its date can mean.

Where a tool has no word for something, it stands in a comment, so that all read about as many bytes.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from unicodedata import normalize

from story import OUTLETS, TITLE, Event, people_of


def _day(event: Event) -> str:
    """The first day that the text says: of a month its first."""
    text = event.date[:10].split("/")[0].rstrip("?~")
    return text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text


def _remark(event: Event) -> str:
    return f"{event.id} {event.date} {', '.join(event.works)}; {', '.join(event.tags)}"


def _sources(event: Event) -> Iterator[str]:
    for source in event.sources:
        yield f"{source.outlet} {source.date} {source.says} {source.title} {source.by}{source.unnamed} {source.url}"


def plain(name: str) -> str:
    """A name as one word of ASCII letters."""
    return normalize("NFKD", name.replace("Ł", "L")).encode("ascii", "ignore").decode().replace(" ", "-")


def hledger(story: Iterable[Event], events: int) -> Iterator[str]:
    """A transaction an event, a posting a person."""
    for event in story:
        yield f"{_day(event)} * {event.sources[0].outlet} | {event.title}\n    ; {_remark(event)}\n"
        yield f"    ; {event.summary}\n" + "".join(f"    ; {line}\n" for line in _sources(event))
        yield "".join(f"    people:{name}   1 event\n" for name in event.people) + "    stories\n\n"


def beancount(story: Iterable[Event], events: int) -> Iterator[str]:
    """A transaction an event, a posting a person; people and outlets are accounts, which must be opened."""
    yield "".join(f"1999-01-01 open Equity:People:{plain(name)}\n" for name in people_of(events))
    yield "".join(f"1999-01-01 open Equity:Outlets:{plain(name)}\n" for name in OUTLETS) + "\n"
    for event in story:
        tags = "".join(f" #{tag.replace(' ', '-')}" for tag in event.tags)
        yield f'{_day(event)} * "{event.sources[0].outlet}" "{event.title}"{tags}\n  id: "{event.id}"\n'
        yield f'  text: "{event.date}"\n  summary: "{event.summary}"\n'
        yield "".join(f"  ; {line}\n" for line in _sources(event))
        yield "".join(f"  Equity:People:{plain(name)}  1 EVENT\n" for name in event.people)
        yield f"  Equity:Outlets:{plain(event.sources[0].outlet)}\n\n"


def jrnl(story: Iterable[Event], events: int) -> Iterator[str]:
    """An entry an event, at nine in the morning; people are tags."""
    for event in story:
        who = " ".join(f"@{plain(name)}" for name in event.people)
        yield f"[{_day(event)} 09:00:00 AM] {event.title}.\n{event.summary} {who}\n{_remark(event)}\n"
        yield "".join(f"{line}\n" for line in _sources(event)) + "\n"


def markwhen(story: Iterable[Event], events: int) -> Iterator[str]:
    """A line an event with its range, if it has one; people and tags are tags, sources lines below."""
    yield f"title: {TITLE}\n\n"
    for event in story:
        tags = "".join(f" #{plain(name).replace('-', '_')}" for name in (*event.people, *event.tags))
        yield f"{event.date.rstrip('?~')}: {event.title}{tags}\n{event.summary}\n"
        yield "".join(f"{line}\n" for line in _sources(event)) + "\n"


def ics(story: Iterable[Event], events: int) -> Iterator[str]:
    """An all-day entry an event, folded as RFC 5545 asks; people and tags are categories."""
    yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//timeline//bench//EN\r\n"
    for event in story:
        day = date.fromisoformat(_day(event)).strftime("%Y%m%d")
        lines = (
            "BEGIN:VEVENT",
            f"UID:{event.id}@bench.example",
            "DTSTAMP:20260101T000000Z",
            f"DTSTART;VALUE=DATE:{day}",
            f"SUMMARY:{_escaped(event.title)}",
            f"DESCRIPTION:{_escaped(event.summary)}",
            f"CATEGORIES:{','.join((*event.people, *event.tags))}",
            f"URL:{event.sources[0].url}",
            "END:VEVENT",
        )
        yield "".join(map(_folded, lines))
    yield "END:VCALENDAR\r\n"


def _escaped(text: str) -> str:
    return text.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """A line of at most 75 bytes; further ones begin with a blank."""
    data = line.encode()
    parts = []
    while len(data) > 75:
        at = 75
        while data[at] & 0xC0 == 0x80:
            at -= 1
        parts.append(data[:at].decode())
        data = b" " + data[at:]
    return "\r\n".join([*parts, data.decode()]) + "\r\n"
