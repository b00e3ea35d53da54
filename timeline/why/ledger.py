"""The sources of an event in order of publication: what each did to its status, and what they come to."""

from collections.abc import Iterator

from timeline.dates.said import day_words
from timeline.model import Chronology, Event, Source, origins_of, standing, status_from
from timeline.printable import counted
from timeline.replay import as_of, publication_order
from timeline.views import Piece, badge, date_label, origins_words, override_words, printable, source_words
from timeline.why.lines import STATUS, Line, sentence_line
from timeline.width import padded, width_of

_WIDEST_DATE = 38

BACKWARD = {"retracts": "takes back:", "corrects": "corrects:"}
"""Stances that speak of what the same outlet has said before, and the words that lead to it."""


def ledger_lines(chronology: Chronology, event: Event, day: int) -> Iterator[Line]:
    """A line for each source with the status after it, below it all else about it; last what they come to."""
    if not event.sources:
        yield sentence_line("None: common knowledge." if event.background else "None.")
    widths = [width_of(printable(date_label(source.when))) for source in event.sources]
    column = min(max(widths, default=0), _WIDEST_DATE)
    says = max((len(source.says) for source in event.sources), default=0)
    left = standing(event.sources)
    for source, status in statuses(chronology, event, day):
        lead = (
            Piece("  "),
            Piece(padded(printable(date_label(source.when)), column), "date"),
            Piece("  "),
            badge(status, STATUS - 1),
            Piece(" "),
        )
        role = "against" if source.says in ("denies", "retracts") else "source"
        head = [Piece(source.says.ljust(says), role), Piece("  "), Piece(printable(source_words(source)), role)]
        if source.says != "retracts" and source not in left:
            head.append(Piece(" · taken back", "against"))
        yield Line(lead, tuple(head))
        blank = (Piece(" " * sum(width_of(piece.text) for piece in lead)),)
        for text, text_role in _particulars(event, source):
            yield Line(blank, (Piece(printable(text), text_role),))
    yield from map(sentence_line, _sums(event, day))


def statuses(chronology: Chronology, event: Event, day: int) -> Iterator[tuple[Source, str]]:
    """The sources in order of publication, each with what it and those before it added up to on its own day.

    That is what `--as-of` says of the day, once all its sources are out: a plan lapses between two sources, not with
    the first, and by what was known of its date then. A source without a last day is asked about on `day`.
    """
    order = publication_order(event.sources)
    for n, source in enumerate(order, 1):
        last = source.when.upper
        own_day = day if last is None else min(last, day)
        status = status_from(event, tuple(order[:n]), own_day)
        if status == "lapsed" and event.date.clauses:
            then = _as_known(chronology, event, own_day)
            status = status_from(then, tuple(order[:n]), own_day)
        yield source, status


def _as_known(chronology: Chronology, event: Event, day: int) -> Event:
    """An event with the days that its date could mean by what was published then; as it is where it was not known."""
    known = as_of(chronology, day).events
    return next((one for one in known if one.id == event.id), event)


def _particulars(event: Event, source: Source) -> Iterator[tuple[str, str]]:
    """All else about a source, a line each, with the role it plays."""
    for written, name in aliases_of(source):
        yield f"{written} is {name}", ""
    if source.date.clauses:
        yield f"dated “{source.date.text}”", ""
    if source.title:
        yield source.title, "source-title"
    if source.quote:
        yield f"“{source.quote.strip()}”", "quote"
    if source.url:
        yield source.url, "url"
    if source.archive:
        yield f"archive: {source.archive}", "url"
    facts = [("accessed", source.accessed), ("lang", source.lang), *source.extra]
    if any(text for _, text in facts):
        yield " · ".join(f"{label}: {text.strip()}" for label, text in facts if text), ""
    if source.says in BACKWARD:
        verb = BACKWARD[source.says]
        earlier = [cited(one) for one in meant(event, source)]
        yield f"{verb} {'; '.join(earlier) if earlier else f'nothing of {source.outlet} that is cited here'}", "against"


def aliases_of(source: Source) -> Iterator[tuple[str, str]]:
    """The outlets of a source that the header gives another name, as written and by that name, each once."""
    pairs = ((source.outlet, source.header_outlet), (source.via, source.header_via))
    yield from dict.fromkeys(pair for pair in pairs if pair[1])


def meant(event: Event, source: Source) -> list[Source]:
    """What a retraction or a correction is about: what the same outlet has said for the event before it.

    A retraction is asked what it leaves standing, so that this says no other than the status does.
    """
    if source.says == "retracts":
        return [
            one
            for one in publication_order(event.sources)
            if one.says != "retracts" and one not in standing((one, source))
        ]
    order = publication_order(event.sources)
    before = order[: next(n for n, one in enumerate(order) if one is source)]
    return [one for one in before if one.is_by(source.publisher) and one.says not in ("denies", "retracts")]


def cited(source: Source) -> str:
    """A source in a few words that keep what it said in view: outlet, date, and its words or its title."""
    said = source.quote.strip() or source.title
    return f"{source.outlet}, {date_label(source.when)}" + (f", “{said}”" if said else "")


def _sums(event: Event, day: int) -> Iterator[str]:
    """What the sources come to: origins, why a plan has lapsed, and where the author decides instead."""
    origins = origins_of(event)
    if origins.outlets:
        outlets, number = len(origins.outlets), origins.number
        own = f"{counted(outlets, 'outlet')}, {counted(number, 'origin')}: {', '.join(origins.roots)}"
        yield origins_words(origins) or own
    elif event.sources:
        yield "No source supports it."
    if status_from(event, event.sources, day) == "lapsed" and event.when.upper is not None:
        yield f"Lapsed: planned, and its latest day, {day_words(event.when.upper)}, has passed with nothing more."
    if event.status:
        yield override_words(event, day)
