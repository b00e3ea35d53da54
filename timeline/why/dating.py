"""The date of an event: as written, what it means, and what narrows it."""

from collections.abc import Iterator, Sequence

from timeline.dates import Range, When
from timeline.dates.days import civil
from timeline.dates.edtf_text import edtf_of
from timeline.dates.said import day_words
from timeline.model import Chronology, Event, Reason
from timeline.views import certainty_words, date_label, kind_words
from timeline.why.lines import Line, place_words, row
from timeline.why.proof import Proof, proof_of

_MOST_RANGES = 6

_BOUNDS = {
    "earliest": "no earlier than {}",
    "latest": "no later than {}",
    "earliest start": "begins no earlier than {}",
    "latest start": "begins no later than {}",
    "earliest end": "ends no earlier than {}",
    "latest end": "ends no later than {}",
}


def date_lines(chronology: Chronology, event: Event) -> Iterator[Line]:
    """The date, a labelled line for each thing known of it; a bound is followed by the lines that it follows from."""
    when = event.when
    yield row("written", event.date.text)
    yield row("means", kind_words(when) + date_label(when), "date")
    for label, text in _readings(when):
        if text:
            yield row(label, text)
    for warning in event.date.warnings:
        yield row("note", warning)
    for bounds, proof in _narrowings(chronology, event):
        yield row("narrowed", f"{bounds}:", "inferred")
        for place, sentence in proof:
            at = place_words(place)
            yield row("", f"{at}: {sentence}" if at else sentence)._replace(deeper=2)


def _readings(when: When) -> Iterator[tuple[str, str]]:
    """What is known of a date beyond its words, each with its label; empty where there is nothing to say."""
    if when.kind == "span" and when.start and when.end:
        yield "begins", _range_words(when.start)
        yield "ends", _range_words(when.end)
    elif when.is_dated and when.lower != when.upper:
        yield "days", _ranges_words(when.ranges)
    yield from certainty_words(when)
    yield "EDTF", edtf_of(when)


def _ranges_words(ranges: Sequence[Range]) -> str:
    said = [_range_words(days, counted=len(ranges) == 1) for days in ranges[:_MOST_RANGES]]
    more = len(ranges) - _MOST_RANGES
    if more > 0:
        said.append(f"{more} more")
    return "; or ".join(part for part in ("; ".join(said[:-1]), *said[-1:]) if part)


def _range_words(days: Range, counted: bool = True) -> str:
    """`Sept. 1 to 30, 2020 (30 days)`, `July 2, 2026 or earlier`; what both ends share is said once."""
    low, high = days
    if low is None or high is None:
        return _half_open(low, high)
    if low == high:
        return day_words(low)
    first, last = day_words(low), day_words(high)
    (year, month, _), (last_year, last_month, of_month) = civil(low), civil(high)
    if year == last_year:
        comma_year = last[last.rindex(", ") :]
        first = first.removesuffix(comma_year)
        last = f"{of_month}{comma_year}" if month == last_month else last
    return f"{first} to {last}" + (f" ({high - low + 1} days)" if counted else "")


def _half_open(low: int | None, high: int | None) -> str:
    if low is not None:
        return f"{day_words(low)} or later"
    return "any day" if high is None else f"{day_words(high)} or earlier"


def _narrowings(chronology: Chronology, event: Event) -> Iterator[tuple[str, Proof]]:
    """What holds a date between its bounds: the bounds in words and the lines they follow from, each proof once."""
    by_proof: dict[Proof, list[Reason]] = {}
    for reason in chronology.reasons.get(event.id, ()):
        by_proof.setdefault(proof_of(chronology, reason), []).append(reason)
    for proof, reasons in by_proof.items():
        yield _bounds(reasons), proof


def _bounds(reasons: Sequence[Reason]) -> str:
    """The bounds in words; the day itself where the earliest and the latest of a point are one."""
    if [one.bound for one in reasons] == ["earliest", "latest"] and reasons[0].day == reasons[1].day:
        return f"to {day_words(reasons[0].day)}"
    return " and ".join(_BOUNDS[one.bound].format(day_words(one.day)) for one in reasons)
