"""A difference as people read it: lines of pieces, ready to print."""

from collections.abc import Iterator

from timeline.compare.changes import SOURCE_TEXTS, Change, Difference, EraChange, FieldChange, source_text
from timeline.dates import When, iso
from timeline.model import Source
from timeline.views import Piece, Shown, badge, date_label, printable, sources_words
from timeline.width import padded, width_of

Line = tuple[Piece, ...]

_WIDEST_DATE = 22
_LONGEST_PAIR = 100
"""Characters of two texts that stand on one line; longer ones stand one above the other."""

_LABELS = {"override": "status set by hand", "because": "reason of that status", "orgs": "organisations"}


def lines(difference: Difference, labels: tuple[str, str] = ("old", "new")) -> list[Line]:
    """The difference as people read it: what is compared, then what is new, gone and changed.

    Args:
        difference: As compared.
        labels: What the two sides are called.
    """
    found: list[Line] = [_heading(difference, labels)]
    for change in difference.header:
        found += _item_lines(change, "") if change.how == "items" else _text_lines("", change)
    if difference.eras:
        found += [(), (Piece("Eras", "heading"),)]
        for era in difference.eras:
            found += _era_lines(era)
    dates = [width_of(_date_text(one)) for one in (*difference.new, *difference.gone)]
    column = max((width for width in dates if width <= _WIDEST_DATE), default=0)
    for heading, sign, role, events in (
        ("New", "+", "added", difference.new),
        ("Gone", "-", "gone", difference.gone),
    ):
        if events:
            found += [(), (Piece(heading, "heading"),)]
        for one in events:
            found += _event_lines(one, Piece(f"{sign} ", role), column)
    if difference.changed:
        found += [(), (Piece("Changed", "heading"),)]
    for event in difference.changed:
        found += _change_lines(event)
    return found


def _heading(difference: Difference, labels: tuple[str, str]) -> Line:
    old, new = map(printable, labels)
    counts = [
        f"{len(events)} {what}"
        for what, events in (("new", difference.new), ("gone", difference.gone), ("changed", difference.changed))
        if events
    ]
    nothing = "no difference" if difference.is_empty else "no event differs"
    first, *others = counts or [nothing]
    if counts:
        first = first.replace(" ", " event " if first.startswith("1 ") else " events ", 1)
    return (Piece(f"{old} -> {new}", "title"), Piece(f": {', '.join([first, *others])}", "summary"))


def _date_text(one: Shown) -> str:
    return printable(date_label(one.event.when))


def _event_lines(one: Shown, sign: Piece, column: int) -> Iterator[Line]:
    """An event that is new or gone: its headline, and below it who says so."""
    date = Piece(padded(_date_text(one), column), "date")
    yield (sign, date, Piece("  "), badge(one.status, 10), Piece(" "), Piece(printable(one.event.title), "event"))
    if one.event.sources:
        yield (Piece("    "), *sources_words(one.event.sources))


def _change_lines(change: Change) -> Iterator[Line]:
    """An event that changed: its headline with the status, then a line for each source and field."""
    status = [badge(change.new.status)]
    if change.old.status != change.new.status:
        status = [badge(change.old.status), Piece(" -> "), *status]
    title = Piece(printable(change.new.event.title), "event")
    yield (Piece("~ ", "changed"), Piece(f"{printable(change.id)}: "), *status, Piece("  "), title)
    yield from _source_lines(change)
    for field in change.fields:
        if field.field == "date":
            yield _date_line(field, change.old.event.when, change.new.event.when)
        elif field.how == "items":
            yield from _item_lines(field)
        elif field.field != "status":
            yield from _text_lines("    ", field)


def _era_lines(change: EraChange) -> Iterator[Line]:
    for sign, role, era in (("+", "added", change.new), ("-", "gone", change.old)):
        if era is not None and (change.old is None or change.new is None):
            yield (Piece(f"{sign} ", role), Piece(printable(f"{era.id}: {era.name}, {date_label(era.when)}")))
    if change.old is not None and change.new is not None:
        yield (Piece("~ ", "changed"), Piece(printable(f"{change.id}: {change.new.name}")))
        for field in change.fields:
            if field.field == "date":
                yield _date_line(field, change.old.when, change.new.when)
            else:
                yield from _text_lines("    ", field)


def _date_line(change: FieldChange, old: When, new: When) -> Line:
    how = "reworded, same days" if change.how == "same" else change.how
    was, now = (date_label(when) for when in (old, new))
    if change.how == "same":
        was, now = (text.strip() for text in (*change.old, *change.new))
    elif was == now:
        days = next((pair for pair in _days_words(old, new) if pair[0] != pair[1]), ("", ""))
        was, now = f"{was} ({days[0]})", f"{now} ({days[1]})"
    return (Piece(f"    date {how}: "), Piece(printable(f"{was} -> {now}"), "date"))


def _days_words(old: When, new: When) -> Iterator[tuple[str, str]]:
    """Ways to tell two dates apart that have the same words, the plainest first: outermost days, then all of them."""
    yield date_label(old, "iso"), date_label(new, "iso")
    yield _ranges_words(old), _ranges_words(new)


def _ranges_words(when: When) -> str:
    """`begins 2025-01-20/2025-01-20, ends 2025-07-03/..`; of a point its ranges."""
    named = (("begins ", when.start), ("ends ", when.end)) if when.kind == "span" else ()
    found = [(name, days) for name, days in named if days] or [("", days) for days in when.ranges]
    return ", ".join(name + "/".join(".." if day is None else iso(day) for day in days) for name, days in found)


def _item_lines(change: FieldChange, indent: str = "    ") -> Iterator[Line]:
    name = _LABELS.get(change.field, change.field)
    for what, items in (("added", change.new), ("taken out", change.old)):
        if items:
            yield (Piece(f"{indent}{name} {what}: "), Piece(printable(", ".join(items)), change.field))


def _text_lines(indent: str, change: FieldChange) -> Iterator[Line]:
    """`title changed: old -> new`; long texts one above the other."""
    name = indent + _LABELS.get(change.field, printable(change.field))
    old, new = (printable(text.strip()) for text in (change.old[0], change.new[0]))
    if not old or not new:
        yield (Piece(f"{name} added: {new}" if new else f"{name} taken out: {old}"),)
    elif len(old) + len(new) <= _LONGEST_PAIR:
        yield (Piece(f"{name} changed: {old} -> {new}"),)
    else:
        yield (Piece(f"{name} changed:"),)
        yield (Piece(f"{indent}  - ", "gone"), Piece(old))
        yield (Piece(f"{indent}  + ", "added"), Piece(new))


def _source_lines(change: Change) -> Iterator[Line]:
    """Sources added and gone; one that is told in the same words on both sides is one of which details changed."""
    gone = list(change.gone)
    for source in change.added:
        words = _source_line("+", source)
        twin = next((one for one in gone if _source_line("+", one) == words), None)
        if twin is None:
            yield words
            continue
        gone.remove(twin)
        yield (Piece("    ~ ", "changed"), *words[1:])
        for name in SOURCE_TEXTS:
            was, now = source_text(twin, name), source_text(source, name)
            if was != now:
                yield from _text_lines("        ", FieldChange(name, "changed", (was,), (now,)))
    for source in gone:
        yield _source_line("-", source)


def _source_line(sign: str, source: Source) -> Line:
    role = "added" if sign == "+" else "gone"
    when = Piece(f", {printable(date_label(source.when))}")
    return (Piece(f"    {sign} ", role), *sources_words((source,)), when)
