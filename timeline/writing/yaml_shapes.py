"""What our YAML looks like, as tables: the order of keys, and how the value of each is laid out.

The order is that of `timeline.keys`. A key that stands in no table comes after those that do, but before the last one
where that is long: `events`, and the `sources` of an event.
"""

from __future__ import annotations

from timeline import keys
from timeline.dates import Conventions


class Shape:
    """How a value is laid out.

    Attributes:
        kind: Of a text `text`, `prose` (folded where it is long), `date`, `flag`, `stretch`. Of a list `names`
            (one text stands for a list of one) or `list`. Of a map `map` (its keys are known) or `entries` (its keys
            are names).
        keys: The known keys of a map, in order; the last one stands behind unknown keys where it is a list.
        each: The shape of each item, or of each entry.
        spread: Never on one line, unless it is empty.
        apart: A blank line stands between its items.
        bare: On one line only where nothing in it needs quotes.
        short: The key whose value stands for the whole map, where something other than a map is written.
    """

    __slots__ = ("apart", "bare", "each", "is_collection", "keys", "kind", "ranks", "short", "spread")

    def __init__(
        self,
        kind: str,
        *,
        keys: dict[str, Shape] | None = None,
        each: Shape | None = None,
        spread: bool = False,
        apart: bool = False,
        bare: bool = False,
        short: str = "",
    ) -> None:
        self.kind, self.keys, self.each, self.short = kind, keys or {}, each, short
        self.is_collection = kind in ("names", "list", "map", "entries")
        self.spread, self.apart, self.bare = spread, apart, bare
        self.ranks = {key: n for n, key in enumerate(self.keys)}
        if keys and keys[last := [*keys][-1]].kind == "list":
            self.ranks[last] = len(keys) + 1

    def of(self, key: str | None) -> Shape:
        """The shape of an item, or of what stands under a key."""
        return self.keys.get(key or "") or self.each or UNKNOWN

    def rank(self, key: str) -> int:
        """Where a key stands among others; all unknown ones at the same place."""
        return self.ranks.get(key, len(self.keys))


UNKNOWN = Shape("prose")
_TEXT, _PROSE, _DATE, _FLAG, _NAMES = map(Shape, ("text", "prose", "date", "flag", "names"))

_SPECIAL = {
    "timeline": _DATE, "about": _PROSE, "year": _DATE,
    "date": _DATE, "born": _DATE, "accessed": _DATE,
    "summary": _PROSE, "because": _PROSE, "note": _PROSE, "quote": _PROSE, "background": _FLAG,
    "aliases": _NAMES, "include": _NAMES,
}  # fmt: skip
"""Keys whose value is no short text; the same wherever they stand."""


def _shapes(known: tuple[str, ...], **more: Shape) -> dict[str, Shape]:
    """The shapes of the keys of a map, in order."""
    return {key: more.get(key) or _SPECIAL.get(key, _TEXT) for key in known} | more


def _entries(each: Shape) -> Shape:
    return Shape("entries", each=each, spread=True)


SOURCE = Shape("map", keys=_shapes(keys.SOURCE), bare=True)
EVENT = Shape(
    "map",
    keys=_shapes(keys.EVENT, **dict.fromkeys(keys.LISTS, _NAMES), sources=Shape("list", each=SOURCE, spread=True)),
    spread=True,
)
CHRONOLOGY = Shape(
    "map",
    keys=_shapes(
        keys.HEADER,
        conventions=Shape(
            "map",
            keys={
                name.replace("_", "-"): _FLAG if name == "slack" else Shape("stretch") for name in Conventions._fields
            },
        ),
        eras=_entries(Shape("map", keys=_shapes(keys.ERA), short="date")),
        people=_entries(Shape("map", keys=_shapes(keys.PERSON), short="aliases")),
        outlets=_entries(Shape("map", keys=_shapes(keys.OUTLET), short="aliases")),
        views=_entries(_TEXT),
        events=Shape("list", each=EVENT, spread=True, apart=True),
    ),
    spread=True,
)
