"""A selection under its headings, with the events themselves: for prose with links, where a `Row` is not enough."""

from collections.abc import Sequence

from timeline.model import Chronology, origins_of
from timeline.query import POSSIBLE, Found
from timeline.records import NamedTuple
from timeline.views import (
    STANCE_WORDS,
    Options,
    Shown,
    arranged,
    brackets,
    check_options,
    origins_words,
    override_words,
    printable,
    sections_of,  # what stands under which heading is decided there alone
    summary_of,
    year_of,
)


class Entry(NamedTuple):
    """An event in its place.

    Attributes:
        one: The event with its match and status.
        year: The year of the heading above it where its date may leave that out, else None.
        unordered: Its place among its neighbours cannot be known; told only with `--order honest`.
    """

    one: Shown
    year: int | None
    unordered: bool


class Group(NamedTuple):
    """A heading, empty for none, and what stands under it."""

    heading: str
    entries: tuple[Entry, ...]


class Grouped(NamedTuple):
    """Title, summary such as "3 of 16 events", groups, and how many events a limit has cut; nothing is escaped."""

    title: str
    summary: str
    groups: tuple[Group, ...]
    cut: int


def grouped(chronology: Chronology, found: Found, options: Options, day: int) -> Grouped:
    """The selection as `view_of` arranges it.

    Raises:
        UsageError: An option has a value that is not one of its choices.
    """
    check_options(options)
    chosen = arranged(chronology, found, options, day)
    kept = chosen[: options.limit or None]
    by_year = options.group == "year" and options.dates == "words"
    groups = []
    for heading, members in sections_of(chronology, kept, options):
        marks: Sequence[str] = brackets(chronology, members) if options.order == "honest" else [""] * len(members)
        year = year_of(members[0].event.when) if by_year else None  # the same for all of a group
        entries = [Entry(one, year, bool(mark)) for one, mark in zip(members, marks, strict=True)]
        groups.append(Group(heading, tuple(entries)))
    title = chronology.title or "Untitled chronology"
    return Grouped(title, summary_of(chronology, chosen), tuple(groups), len(chosen) - len(kept))


def doubts(entry: Entry) -> list[str]:
    """What is not certain of an event's place in the selection, in words: its match, its order."""
    words = []
    if entry.one.match is POSSIBLE:
        words.append("matches only possibly" + (": " + "; ".join(entry.one.why) if entry.one.why else ""))
    if entry.unordered:
        words.append("the order of this and its neighbours cannot be known")
    return words


def remarks(entry: Entry, day: int) -> list[str]:
    """What the sources and the author's own status add: origins where they are fewer than outlets, the override."""
    event = entry.one.event
    words = []
    for source in event.sources:
        if source.via and (origins := origins_words(origins_of(event))):
            words.append(origins)
            break
    if event.status:
        words.append(override_words(event, day))
    return words


def one_line(text: str) -> str:
    """The text on one line, without blanks around it and with nothing that steers a terminal."""
    return printable(text.strip()) if text else ""


def stance_words(says: str) -> str:
    """What a source does with an event, before its name: "denied: "; empty for a plain report."""
    return STANCE_WORDS.get(says, "")
