"""How a date is read, for people and for programs: what `timeline date` prints."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dates import STANDARD, DateError, Range, When, iso
from timeline.dates.days import civil
from timeline.dates.edtf_text import edtf_of
from timeline.dates.names import MONTHS
from timeline.dates.record import read_record, refused_record
from timeline.dates.show import plain
from timeline.views import certainty_words, kind_words, printable
from timeline.writing.json_text import to_json
from timeline.writing.signs import sign

_PICTURE = 60


def reading(text: str, when: When, as_json: bool, *, ascii_only: bool = False) -> str:
    """What a text means: a JSON object on a line, or an explanation of a few lines, its picture perhaps in ASCII."""
    if as_json:
        return to_json(read_record(text, when)) + "\n"
    return "\n".join(_lines(when, ascii_only)) + "\n"


def refusal(text: str, error: DateError, as_json: bool) -> str:
    """Why a text is refused and what to write instead."""
    if as_json:
        return to_json(refused_record(text, error)) + "\n"
    lines = [printable(text) or "(empty)", f"  refused    {error.code} {printable(error.message)}"]
    if error.hint:
        lines.append(f"  instead    {printable(error.hint)}")
    return "\n".join(lines) + "\n"


_UNITS = {"month": "days of the month", "decade": "years of the decade", "century": "years of the century"}


def conventions() -> str:
    """The table of what mid, early, late and the seasons mean, as a file's header may change it."""
    lines = ["What the source did not say and we had to choose; a file may change it under `conventions:`", ""]
    for name, value in STANDARD._asdict().items():
        key = name.replace("_", "-")
        span = "" if isinstance(value, bool) else f"{value[0]}-{value[1]}"
        if isinstance(value, bool):
            lines.append(f"{key + ':':<16}{'yes' if value else 'no':<8}whether about and conventions widen filters")
        elif unit := _UNITS.get(key.partition("-")[2], ""):
            lines.append(f"{key + ':':<16}{span:<8}{unit}")
        else:
            first, last = (MONTHS[month - 1] for month in value)
            wraps = " of the next year" if value[0] > value[1] else ""
            lines.append(f"{key + ':':<16}{span:<8}{first} to {last}{wraps}")
    lines += ["", "A winter of one year is either: the one that ends in it or the one that begins in it."]
    lines += ["The week of a day is Monday to Sunday, or the one that begins with it where it is a Sunday."]
    return "\n".join(lines) + "\n"


def _lines(when: When, ascii_only: bool) -> Iterator[str]:
    yield printable(when.text)
    words = plain(when)
    yield f"  means      {kind_words(when)}{printable(words)}"
    if when.kind == "span" and when.start and when.end:
        yield f"  begins     {_days(when.start)}"
        yield f"  ends       {_days(when.end)}"
    elif when.is_dated:
        ranges = when.ranges
        shown = [_days(days) for days in ranges[:6]]
        more = f", and {len(ranges) - 6} more" if len(ranges) > 6 else ""
        yield f"  days       {', or '.join(shown)}{more}"
    for label, said in certainty_words(when):
        yield f"  {label:<10} {said}"
    edtf = edtf_of(when)
    if edtf:
        yield f"  EDTF       {edtf}"
    for clause in when.clauses:
        yield f"  reference  {printable(clause.text)}: known once the file is read"
    for warning in when.warnings:
        yield f"  note       {printable(warning)}"
    if when.lower is not None and when.upper is not None and when.upper > when.lower:
        yield from _picture(when, when.lower, when.upper, ascii_only)


def _days(days: Range) -> str:
    low, high = days
    if low is None or high is None:
        return f"{'any day' if low is None else iso(low)} to {'any day' if high is None else iso(high)}"
    if low == high:
        return iso(low)
    return f"{iso(low)} to {iso(high)} ({high - low + 1} days)"


def _picture(when: When, lower: int, upper: int, ascii_only: bool) -> Iterator[str]:
    """A bar over the months or years around: certain days solid, possible ones light."""
    certain, possible = sign("certain", ascii_only), sign("possible", ascii_only)
    margin = max((upper - lower) // 4, 3)
    first, last = lower - margin, upper + margin
    sure: Range = (when.start[1], when.end[0]) if when.start and when.end else (None, None)
    ranges = when.ranges
    bar = ""
    for cell in range(_PICTURE):
        low = first + (last - first) * cell // _PICTURE
        high = max(low, first + (last - first) * (cell + 1) // _PICTURE - 1)
        if sure[0] is not None and sure[1] is not None and sure[0] <= high and sure[1] >= low:
            bar += certain
        elif any((r[0] is None or r[0] <= high) and (r[1] is None or r[1] >= low) for r in ranges):
            bar += possible
        else:
            bar += "." if ascii_only else "·"
    yield f"             {bar}"
    left, right = (f"{MONTHS[civil(day)[1] - 1][:3]} {civil(day)[2]}, {civil(day)[0]}" for day in (first, last))
    yield f"             {left}{right:>{_PICTURE - len(left)}}"
