"""Dates, sources, statuses and origins in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline.dates import When
from timeline.dates import show as shown
from timeline.model import Event, Origins, Source, status_from
from timeline.printable import counted, printable
from timeline.views.parts import Piece

_new = tuple.__new__
BETWEEN = Piece(" · ")
"""What stands between the parts of a line."""


def date_label(when: When, style: str = "words", year: int | None = None) -> str:
    """A date as a reader sees it; under the heading of a `year`, without that year where it goes without saying."""
    if style == "words":
        return shown.words(when) if year is None else shown.short(when, year)
    if style == "plain":
        return shown.plain(when)
    if style == "iso":
        return shown.iso(when) or "-"
    from timeline.dates.edtf_text import edtf_of

    return edtf_of(when) or "-"


def kind_words(when: When) -> str:
    """What leads to the words of a date: whether it is one day or something that lasted; empty for no date."""
    if when.kind == "none":
        return ""
    if when.kind == "span":
        return "something that lasted: "
    return "one day: " if when.lower is not None and when.lower == when.upper else "one day, not known which: "


def certainty_words(when: When) -> Iterator[tuple[str, str]]:
    """How exactly and how surely a date is known: labels and words, of what there is to say."""
    if when.precision != "none":
        yield "precision", when.precision
    doubts = [word for word, holds in (("uncertain", when.uncertain), ("approximate", when.approximate)) if holds]
    if doubts:
        yield "doubt", " and ".join(doubts)
    if when.convention:
        yield "convention", "which months or days these are is our reading: timeline date --conventions"


def badge(status: str, width: int = 0) -> Piece:
    """A status in capitals, at least `width` columns wide."""
    return Piece(status.upper().ljust(width), f"status:{status}")


STANCE_WORDS = {
    "confirms": "confirmed: ",
    "rumours": "rumoured: ",
    "plans": "planned: ",
    "denies": "denied: ",
    "corrects": "corrected: ",
    "retracts": "retracted: ",
}


def source_words(source: Source) -> str:
    """One source in a few words: who published it and who speaks: "Page Six (insiders, unnamed)"."""
    who = source.by
    if source.unnamed:
        unnamed = source.unnamed if source.unnamed.lower() in ("rumours", "rumors") else f"{source.unnamed}, unnamed"
        who = f"{who}; {unnamed}" if who else unnamed
    if source.via:
        who = f"{who}; via {source.via}" if who else f"via {source.via}"
    return f"{source.outlet} ({who})" if who else source.outlet


def said_words(source: Source) -> str:
    """One source with what it does: "denied: Page Six (a spokesman)"; as `sources_words` has it."""
    return printable(STANCE_WORDS.get(source.says, "") + source_words(source))


def sources_words(sources: Iterable[Source]) -> list[Piece]:
    """The sources as pieces, by stance in the order of the file; what says the same of itself is said once."""
    by_stance: dict[str, list[str]] = {}
    for source in sources:
        by_stance.setdefault(source.says, []).append(source_words(source))
    pieces: list[Piece] = []
    for stance, said in by_stance.items():
        if pieces:
            pieces.append(BETWEEN)
        role = "against" if stance in ("denies", "retracts") else "source"
        words = said[0] if len(said) == 1 else ", ".join(dict.fromkeys(said))
        pieces.append(_new(Piece, (printable(STANCE_WORDS.get(stance, "") + words), role)))
    return pieces


def outlets_words(sources: Sequence[Source]) -> Iterable[str]:
    """The outlets of some sources, each once, as it is written where it comes first."""
    if len(sources) == 1:
        return (sources[0].outlet,)
    found: dict[str, str] = {}
    for source in sources:  # as `publisher`, without a call for each
        found.setdefault(source.header_outlet or source.outlet, source.outlet)
    return found.values()


def override_words(event: Event, day: int) -> str:
    """That an author has set the status by hand, why, and what the sources alone add up to."""
    because = f" because {event.because}" if event.because else ""
    return f"Status set by hand: {event.status}{because}; the sources alone: {status_from(event, event.sources, day)}"


def origins_words(origins: Origins) -> str:
    """How many outlets and how many origins: "5 outlets, 1 origin: Deadline"; empty where each is its own."""
    if not origins.circles and len(origins.outlets) <= origins.number:
        return ""
    ends = [*origins.roots, *(f"a circle of {', '.join(circle)}" for circle in origins.circles)]
    outlets, number = len(origins.outlets), origins.number
    return f"{counted(outlets, 'outlet')}, {counted(number, 'origin')}: {'; '.join(ends)}"
