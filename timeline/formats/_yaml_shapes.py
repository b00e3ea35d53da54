"""What our YAML looks like, as tables: the order of keys, and how the value of each is laid out.

The order is that of the schema. A key that stands in no table comes after those that do, but before the last one
where that is long: `events`, and the `sources` of an event.
"""

from __future__ import annotations

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

SOURCE = Shape(
    "map",
    keys={
        "outlet": _TEXT, "date": _DATE, "title": _TEXT, "url": _TEXT, "by": _TEXT, "unnamed": _TEXT, "says": _TEXT,
        "via": _TEXT, "archive": _TEXT, "accessed": _DATE, "lang": _TEXT, "quote": _PROSE,
    },
    bare=True,
)  # fmt: skip
EVENT = Shape(
    "map",
    keys={
        "id": _TEXT, "date": _DATE, "title": _TEXT, "summary": _PROSE, "people": _NAMES, "orgs": _NAMES,
        "works": _NAMES, "places": _NAMES, "tags": _NAMES, "group": _TEXT, "status": _TEXT, "because": _PROSE,
        "background": _FLAG, "note": _PROSE, "sources": Shape("list", each=SOURCE, spread=True),
    },
    spread=True,
)  # fmt: skip
_ERA = Shape("map", keys={"name": _TEXT, "date": _DATE}, short="date")
_PERSON = Shape("map", keys={"aliases": _NAMES, "born": _DATE}, short="aliases")
_OUTLET = Shape("map", keys={"aliases": _NAMES, "home": _TEXT}, short="aliases")
_CONVENTIONS = Shape(
    "map",
    keys={name.replace("_", "-"): _FLAG if name == "slack" else Shape("stretch") for name in Conventions._fields},
)
CHRONOLOGY = Shape(
    "map",
    keys={
        "timeline": _DATE,
        "title": _TEXT,
        "about": _PROSE,
        "year": _DATE,
        "dates": _TEXT,
        "conventions": _CONVENTIONS,
        "include": _NAMES,
        "eras": Shape("entries", each=_ERA, spread=True),
        "people": Shape("entries", each=_PERSON, spread=True),
        "outlets": Shape("entries", each=_OUTLET, spread=True),
        "views": Shape("entries", each=_TEXT, spread=True),
        "events": Shape("list", each=EVENT, spread=True, apart=True),
    },
    spread=True,
)
