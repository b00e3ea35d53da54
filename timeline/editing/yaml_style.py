"""How the neighbours of a new event are written: indents, brackets, quotes, the order of keys."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from timeline import keys
from timeline.editing.changes import column_of
from timeline.editing.keys import merged_order
from timeline.editing.yaml_spans import Span
from timeline.records import NamedTuple
from timeline.writing.yaml_scalars import WIDTH, Scalars
from timeline.writing.yaml_shapes import EVENT, SOURCE

_in_flow = Scalars().in_flow


class Style(NamedTuple):
    """What a hand-written file has of its own.

    Attributes:
        gap: Columns from the dash of an event to its keys.
        braces: Whether events stand in braces on one line: 0 none, 1 all, 0.5 some (then the short ones).
        lists: Whether lists of names stand in brackets.
        list_dash, list_gap: Otherwise: columns from the key to the dash, and from the dash to the item.
        sources: Whether the list of sources stands in brackets.
        source_dash, source_gap: Otherwise, as for lists.
        source_braces: Of a source in a list of dashes, as `braces`.
        quotes: By key, the quote that its texts stand in even where they need none.
        quote: The quote of texts that need one.
        folds: Long prose takes several lines.
        quoted_keys: Keys stand in double quotes, as in JSON.
        event_order, source_order: Of keys.
    """

    gap: int = 2
    braces: float = 0
    lists: bool = True
    list_dash: int = 2
    list_gap: int = 2
    sources: bool = False
    source_dash: int = 2
    source_gap: int = 2
    source_braces: float = 0
    quotes: Mapping[str, str] = {}
    quote: str = '"'
    folds: bool = True
    quoted_keys: bool = False
    event_order: tuple[str, ...] = keys.EVENT
    source_order: tuple[str, ...] = keys.SOURCE


def style_of(text: str, events: Sequence[Span], dash: int) -> Style:
    """The style of events, the nearest neighbour first; `dash` is the column of their dashes."""
    blocks = [event for event in events if not event.flow]
    lists = [(key, value) for event in events for key, value in event.pairs() if value.kind == "list" and value.inner]
    named = [pair for pair in lists if pair[0].text != "sources"]
    sourced = [pair for pair in lists if pair[0].text == "sources"]
    sources = [source for _, value in sourced for source in value.inner if source.kind == "map"]
    dashed = [source for _, value in sourced if not value.flow for source in value.inner]
    quotes, quote = _quotes([*events, *sources])
    gaps = [gap for event in blocks if (gap := column_of(text, event.start) - dash) > 1]
    return Style(
        _most(gaps, 2),
        _share(event.flow for event in events),
        _share((value.flow for _, value in named), 1) >= 0.5,
        *_dashes(text, named),
        _share((value.flow for event, value in sourced), 0) > 0.5,
        *_dashes(text, sourced),
        _share(source.flow for source in dashed),
        quotes,
        quote,
        _folds(text, [*events, *sources]),
        _share(key.style == '"' for event in events for key, _ in event.pairs()) > 0.5,
        merged_order([*map(_keys, events), keys.EVENT]),
        merged_order([*map(_keys, sources), keys.SOURCE]),
    )


def _keys(span: Span) -> list[str]:
    return [key.text for key, _ in span.pairs()]


def _share(holds: Iterable[bool], default: float = 0) -> float:
    """Of how many it holds, from 0 to 1."""
    all_of = list(holds)
    return sum(all_of) / len(all_of) if all_of else default


def _most(numbers: Sequence[int], default: int) -> int:
    """The most frequent number, the first of several."""
    return Counter(numbers).most_common(1)[0][0] if numbers else default


def _dashes(text: str, lists: Iterable[tuple[Span, Span]]) -> tuple[int, int]:
    """Columns from the key of a block list to its dashes, and from a dash to its item."""
    blocks = [(key, value) for key, value in lists if not value.flow]
    indents = [column_of(text, value.start) - column_of(text, key.start) for key, value in blocks]
    gaps = [column_of(text, value.inner[0].start) - column_of(text, value.start) for _, value in blocks]
    return max(_most(indents, 2), 0), max(_most(gaps, 2), 2)


def _quotes(maps: Iterable[Span]) -> tuple[dict[str, str], str]:
    """By key, the quotes that most of its texts have without need; and the quote that texts with need have."""
    plain: Counter[str] = Counter()
    quoted: Counter[tuple[str, str]] = Counter()
    needed: Counter[str] = Counter()
    for span in maps:
        for key, value in span.pairs():
            for one in value.inner if value.kind == "list" else [value]:
                if one.kind != "scalar" or not one.text:
                    continue
                needless = _in_flow(one.text) == one.text or key.text == "date"
                if one.style in ("'", '"'):
                    needed[one.style] += 1
                    quoted[key.text, one.style] += needless
                elif not one.style and needless:
                    plain[key.text] += 1
    always = {key: style for (key, style), n in quoted.items() if n > plain[key]}
    return always, needed.most_common(1)[0][0] if needed else '"'


def _folds(text: str, maps: Iterable[Span]) -> bool:
    """Whether prose too long for a line takes several, as in our own files; not where most of it stands on one."""
    prose = {key for shape in (EVENT, SOURCE) for key, of in shape.keys.items() if of.kind == "prose"}
    values = (value for span in maps if not span.flow for key, value in span.pairs() if key.text in prose)
    long = [value for value in values if value.end - value.start > WIDTH]
    return _share(("\n" in text[value.start : value.end] for value in long), 1) >= 0.5
