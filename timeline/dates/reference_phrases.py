"""The phrases of references, and what each says of the days: `within # after @` for a length and an id.

A phrase is looked up whole, ids replaced by `@`, lengths of time by `#` and "between two lengths" by `#-#`. To add a
phrase, add a row to one of the tables.
"""

import re
from collections.abc import Callable

from timeline.dates.when import Bound, DateError, Precision
from timeline.records import NamedTuple

UNITS = {
    "day": (0, 1), "week": (0, 7), "fortnight": (0, 14), "month": (1, 0), "quarter": (3, 0), "year": (12, 0),
    "decade": (120, 0),
}  # fmt: skip
"""Months and days of each unit."""


class Anchor:
    """A named date in a clause; `side` is "start", "end", or empty for the whole of it."""

    __slots__ = ("id", "side")

    def __init__(self, name: str, side: str) -> None:
        self.id, self.side = name, side


class Length:
    """A length of time, or (`longest` given) one between two lengths; months and days, one of them 0."""

    __slots__ = ("days", "longest", "months")

    def __init__(self, months: int, days: int, longest: tuple[int, int] | None = None) -> None:
        self.months, self.days, self.longest = months, days, longest


class Said(NamedTuple):
    """What a phrase says; `lasted` where it makes the date a span."""

    bounds: tuple[Bound, ...]
    lasted: bool = False
    approximate: bool = False
    convention: bool = False
    precision: Precision = "none"
    same: bool = False
    warning: str = ""


Reader = Callable[[list[Anchor], list[Length]], Said]


def _least(anchor: Anchor, of: str, months: int = 0, days: int = 0, unit: str = "", side: str = "start") -> Bound:
    return Bound(side, True, anchor.id, anchor.side or of, months, days, unit)


def _most(anchor: Anchor, of: str, months: int = 0, days: int = 0, unit: str = "", side: str = "end") -> Bound:
    return Bound(side, False, anchor.id, anchor.side or of, months, days, unit)


def _same(a: list[Anchor], n: list[Length]) -> Said:
    """The day itself; of something that lasted, its whole length where nothing else is known, else within it."""
    return Said((_least(a[0], "start"), _most(a[0], "end")), same=not a[0].side)


def _same_day(a: list[Anchor], n: list[Length]) -> Said:
    return Said((_least(a[0], "start"), _most(a[0], "end")))


def _during(a: list[Anchor], n: list[Length]) -> Said:
    return _same_day(a, n)._replace(precision="era")


def _after(a: list[Anchor], n: list[Length]) -> Said:
    return Said((_least(a[0], "end"),))


def _before(a: list[Anchor], n: list[Length]) -> Said:
    return Said((_most(a[0], "start"),))


def _on_or_after(a: list[Anchor], n: list[Length]) -> Said:
    return Said((_least(a[0], "start"),))


def _on_or_before(a: list[Anchor], n: list[Length]) -> Said:
    return Said((_most(a[0], "end"),))


def _between(a: list[Anchor], n: list[Length]) -> Said:
    return Said((_least(a[0], "end"), _most(a[1], "start")))


def _since(a: list[Anchor], n: list[Length]) -> Said:
    """Lasted from the target's first day on; no end is given."""
    return Said((_least(a[0], "start"), _most(a[0], "start", side="start")), lasted=True)


def until_end(a: list[Anchor], n: list[Length]) -> Said:
    """Lasted up to the target's last day; no beginning is given."""
    return Said((_least(a[0], "end", side="end"), _most(a[0], "end")), lasted=True)


def _from_to(a: list[Anchor], n: list[Length]) -> Said:
    """Lasted from the first day of one to the last of the other."""
    end = (_least(a[1], "end", side="end"), _most(a[1], "end"))
    return Said((*_since(a[:1], n).bounds, *end), lasted=True)


def _lag(
    after: bool, low: Callable[[Length], tuple[int, int] | None], high: Callable[[Length], tuple[int, int] | None]
) -> Reader:
    """A reader of "# after @" (or before): at least `low` and at most `high` away; None is no limit."""
    sign, side, of = (1, "start", "end") if after else (-1, "end", "start")

    def read(a: list[Anchor], n: list[Length]) -> Said:
        bounds: list[Bound] = []
        for limit, at_least in ((low(n[0]), after), (high(n[0]), not after)):
            if limit is not None:
                months, days = limit
                bounds.append(Bound(side, at_least, a[0].id, a[0].side or of, sign * months, sign * days))
        return Said(tuple(bounds))

    return read


def _none(n: Length) -> tuple[int, int] | None:
    return None


def _zero(n: Length) -> tuple[int, int]:
    return 0, 0


def _whole(n: Length) -> tuple[int, int]:
    return n.months, n.days


def _longest(n: Length) -> tuple[int, int]:
    return n.longest or (n.months, n.days)


def _less(n: Length) -> tuple[int, int]:
    return n.months, n.days - 1


def _more(n: Length) -> tuple[int, int]:
    return n.months, n.days + 1


def _half(n: Length) -> tuple[int, int]:
    """Half of the length; half of an odd number of months ends in 15 days, half of an odd number of days is cut."""
    return n.months // 2, n.days // 2 + n.months % 2 * 15


def _half_more(n: Length) -> tuple[int, int]:
    """The length and its half; half of an odd number of days is rounded up."""
    return n.months + n.months // 2, n.days + (n.days + 1) // 2 + n.months % 2 * 15


def _either_side(before: Reader, after: Reader) -> Reader:
    """A reader of "within # of @": no earlier than the one and no later than the other allows."""

    def read(a: list[Anchor], n: list[Length]) -> Said:
        return Said((before(a, n).bounds[-1], after(a, n).bounds[-1]))

    return read


def _about(reader: Reader) -> Reader:
    def read(a: list[Anchor], n: list[Length]) -> Said:
        return reader(a, n)._replace(approximate=True)

    return read


def _to_the_day(reader: Reader) -> Reader:
    """The same, with a warning where the length was hardly meant to the day."""

    def read(a: list[Anchor], n: list[Length]) -> Said:
        said = reader(a, n)
        if n[0].months or n[0].days % 7 == 0:
            return said._replace(warning="read to the very day; write exactly where that is meant, else about")
        return said

    return read


def _calendar(unit: str, first: int, last: int, of: str, later: bool = False, earlier: bool = False) -> Reader:
    """A reader of whole calendar units: from the `first` to the `last` counted from the target's own (0)."""

    def at(count: int, day: int = 0) -> tuple[int, int]:
        months, days = UNITS[unit]
        return months * count, days * count + day

    def read(a: list[Anchor], n: list[Length]) -> Said:
        low = _least(a[0], "end") if later else _least(a[0], of or "start", *at(first), unit)
        high = _most(a[0], "start") if earlier else _most(a[0], of or "end", *at(last + 1, -1), unit)
        return Said((low, high))

    return read


def _third(index: int) -> Reader:
    """A reader of early (0), mid (1), late (2): thirds of the target's days, `conventions`."""

    def read(a: list[Anchor], n: list[Length]) -> Said:
        if a[0].side:
            raise DateError("D106", "one day has no early, mid or late", f"Write @{a[0].id}/{a[0].side}")
        name = a[0].id
        bounds = [Bound("start", True, name, "start"), Bound("end", False, name, "end")]
        if index > 0:
            bounds.append(Bound("start", True, name, "start", share=(index, 3)))
        if index < 2:
            bounds.append(Bound("end", False, name, "end", share=(index + 1, 3)))
        return Said(tuple(bounds), convention=True, precision="era")

    return read


def _refuse(message: str, *choices: str) -> Reader:
    """A reader of a phrase with more than one reading (D103): names the choices."""

    def read(a: list[Anchor], n: list[Length]) -> Said:
        name = f"@{a[0].id}" + (f"/{a[0].side}" if a[0].side else "")
        wanted = [re.sub(r"@(?!\w)", name, choice) for choice in choices]
        hint = f"Write {', '.join(wanted[:-1])} or {wanted[-1]}"
        raise DateError("D103", message.replace("@", name), hint)

    return read


def _lags(after: bool) -> dict[str, Reader]:
    """The phrases of a length after or before a date, without "after @"."""
    rows = {
        ("within #", "up to #", "at most #", "no more than #", "not more than #"): (_zero, _whole),
        ("less than #", "fewer than #", "under #"): (_zero, _less),
        ("at least #", "no less than #", "not less than #", "# or more", "no fewer than #"): (_whole, _none),
        ("more than #", "over #"): (_more, _none),
        ("exactly #",): (_whole, _whole),
        # These are limits as of a day: two weeks before it is one, and what lies earlier is no later than that.
        ("no later than #", "not later than #"): (_none, _whole) if after else (_whole, _none),
        ("no earlier than #", "not earlier than #"): (_whole, _none) if after else (_none, _whole),
        ("#-#", "between #-#", "from #-#"): (_whole, _longest),
    }
    table = {phrase: _lag(after, low, high) for phrases, (low, high) in rows.items() for phrase in phrases}
    table["#"] = _to_the_day(table["exactly #"])
    about = _about(_lag(after, _half, _half_more))
    for word in ("about", "around", "approximately", "roughly", "some", "c.", "ca.", "circa"):
        table[f"{word} #"] = about
    return table


def _phrases() -> dict[str, Reader]:
    rows: dict[tuple[str, ...], Reader] = {
        ("@", "same time as @"): _same,
        ("on @", "at @", "time of @", "moment of @", "same day as @", "same date as @"): _same_day,
        ("after @",): _after,
        ("before @",): _before,
        ("on or after @", "not before @", "no earlier than @", "not earlier than @", "@ or later"): _on_or_after,
        ("on or before @", "by @", "not after @", "no later than @", "not later than @", "@ or earlier"): _on_or_before,
        ("between @ and @", "after @ and before @"): _between,
        ("since @", "from @ on", "from @ onwards"): _since,
        ("from @ to @", "@ to @", "from @ until @", "from @ through @"): _from_to,
        ("during @", "within @", "in @"): _during,
        ("early @", "early in @"): _third(0),
        ("mid @", "mid-@", "middle of @"): _third(1),
        ("late @", "late in @"): _third(2),
        ("day after @", "next day after @"): _calendar_day(1),
        ("day before @", "previous day before @", "eve of @"): _calendar_day(-1),
    }
    table = {phrase: reader for phrases, reader in rows.items() for phrase in phrases}
    for unit in ("week", "month", "year"):
        table |= _calendar_phrases(unit)
    for word, after in (("after", True), ("before", False)):
        table |= {f"{phrase} {word} @": reader for phrase, reader in _lags(after).items()}
    for phrase in ("within # of @", "within # either side of @", "up to # either side of @"):
        table[phrase] = _either_side(table["within # before @"], table["within # after @"])
    for phrase in ("less than # of @", "less than # from @", "within less than # of @"):
        table[phrase] = _either_side(table["less than # before @"], table["less than # after @"])
    return table


def _calendar_phrases(unit: str) -> dict[str, Reader]:
    """The phrases of a calendar week, month or year."""
    table = {
        f"same {unit} as @": _calendar(unit, 0, 0, ""),
        f"{unit} of @": _calendar(unit, 0, 0, ""),
        f"next {unit} after @": _calendar(unit, 1, 1, "end"),
        f"previous {unit} before @": _calendar(unit, -1, -1, "start"),
    }
    later, earlier = _calendar(unit, 0, 0, "end", later=True), _calendar(unit, 0, 0, "start", earlier=True)
    for way in (f"same {unit}", f"in same {unit}", f"that {unit}", f"in that {unit}"):
        table |= {f"later {way} as @": later, f"later {way} after @": later}
        table |= {f"earlier {way} as @": earlier, f"earlier {way} before @": earlier}
    return table


def _calendar_day(days: int) -> Reader:
    def read(a: list[Anchor], n: list[Length]) -> Said:
        of = "end" if days > 0 else "start"
        return Said((_least(a[0], of, 0, days), _most(a[0], of, 0, days)))

    return read


def _refused() -> dict[str, Reader]:
    """The phrases that have more than one reading."""
    unclear = '"until @" may or may not take in the day itself'
    table = dict.fromkeys(("until @", "till @"), _refuse(unclear, "before @", "by @", "from @other to @"))
    for word in ("about", "around", "near", "c.", "ca.", "circa", "roughly", "sometime around", "around time of"):
        table[f"{word} @"] = _refuse(f'"{word} @" does not say how near', "on @", "within a month of @")
    for word, near in (("after", "next"), ("before", "previous")):
        for way in ("soon", "shortly", "not long", "immediately", "right", "just"):
            unclear = f'"{way} {word} @" does not say how long'
            table[f"{way} {word} @"] = _refuse(unclear, f"{word} @", f"within a month {word} @")
        for way in ("long", "well"):
            unclear = f'"{way} {word} @" does not say how long'
            table[f"{way} {word} @"] = _refuse(unclear, f"{word} @", f"more than a year {word} @")
        for unit in ("week", "month", "year"):
            table[f"{unit} {word} @"] = _refuse(
                f'"the {unit} {word} @" may be a calendar {unit}, or not',
                f"the {near} {unit} {word} @",
                f"within a {unit} {word} @",
                f"exactly a {unit} {word} @",
            )
    return table


def _shares() -> dict[str, Reader]:
    """Halves and quarters, which are no thirds."""

    def read(a: list[Anchor], n: list[Length]) -> Said:
        name = a[0].id
        message = f"a part of @{name} is early, mid or late: a third of its days"
        raise DateError("D106", message, f"Write early @{name}, mid @{name} or late @{name}")

    counts = ("first ", "second ", "third ", "fourth ", "last ")
    shares = ("half", "quarter", "third")
    return {f"{count}{share} of @": read for count in ("", *counts) for share in shares}


PHRASES = _phrases()
REFUSED = _refused() | _shares()
