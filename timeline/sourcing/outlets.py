"""What each outlet did in a chronology: reported, was first, credited, denied, corrected, took back."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from timeline.dates import Conventions, Range, When
from timeline.model import Chronology, Event, Source
from timeline.names import folded
from timeline.query import CERTAIN, NO, Match
from timeline.records import NamedTuple
from timeline.sourcing.lapses import First, begun, first_of, not_later

Ids = tuple[str, ...]
Counts = tuple[tuple[str, int], ...]


class OutletFacts(NamedTuple):
    """One outlet; ids of events stand in the order of the file, names in alphabetical order.

    Attributes:
        name: As the header has it, where it is described there.
        events: Those that it is a source of.
        alone: Those that no other outlet of the file speaks for.
        first: Those that others report too, none of them earlier (on the same day, both are first).
        possibly_first: Those of which nobody was certainly first, and where the dates leave it open.
        credits: Whom it credits, and for how many events.
        credited_by: Who credits it, and for how many events.
        denied, corrected, retracted: Events of which it published as much.
        first_published, last_published: The day of its first and its last dated publication, as a range.
        undated: How many of its publications have no date.
        uncertain: How many have an uncertain one (`?`), taken as stated.
    """

    name: str
    events: Ids = ()
    alone: Ids = ()
    first: Ids = ()
    possibly_first: Ids = ()
    credits: Counts = ()
    credited_by: Counts = ()
    denied: Ids = ()
    corrected: Ids = ()
    retracted: Ids = ()
    first_published: Range = (None, None)
    last_published: Range = (None, None)
    undated: int = 0
    uncertain: int = 0


def outlets_report(chronology: Chronology) -> tuple[OutletFacts, ...]:
    """Every outlet that is a source or is credited by one, in alphabetical order."""
    own: dict[str, list[tuple[Event, Source]]] = {}
    for event in chronology.events:
        for source in event.sources:
            own.setdefault(source.publisher, []).append((event, source))
            if source.credited:
                own.setdefault(source.credited, [])
    firsts = {event.id: _firsts(event, chronology.conventions) for event in chronology.events}
    credited = _credits(own)
    return tuple(
        _facts(name, own[name], firsts, credited) for name in sorted(own, key=lambda name: (folded(name), name))
    )


def _facts(
    name: str,
    own: Sequence[tuple[Event, Source]],
    firsts: dict[str, dict[str, str]],
    credited: dict[str, dict[str, Ids]],
) -> OutletFacts:
    def ids(keep: Callable[[Event, Source], bool]) -> Ids:
        return tuple(dict.fromkeys(event.id for event, source in own if keep(event, source)))

    def place(word: str) -> Ids:
        return ids(lambda event, source: firsts[event.id].get(name) == word)

    def said(stance: str) -> Ids:
        return ids(lambda event, source: source.says == stance)

    sources = [source for _, source in own]
    dated = [source for source in sources if source.when.is_dated]
    return OutletFacts(
        name,
        ids(lambda event, source: True),
        place("alone"), place("first"), place("possible"),
        _counts(credited.get(name, {})),
        _counts({one: names[name] for one, names in credited.items() if name in names}),
        said("denies"), said("corrects"), said("retracts"),
        first_of(dated).days, last_of(dated).days, len(sources) - len(dated),
        sum(source.when.uncertain for source in dated),
    )  # fmt: skip


def _credits(own: dict[str, list[tuple[Event, Source]]]) -> dict[str, dict[str, Ids]]:
    """Who credits whom, for which events."""
    found: dict[str, dict[str, Ids]] = {}
    for name, spoken in own.items():
        for event, source in spoken:
            if source.credited and source.credited != name:
                ids = found.setdefault(name, {}).setdefault(source.credited, ())
                if event.id not in ids:
                    found[name][source.credited] = (*ids, event.id)
    return found


def _counts(ids: dict[str, Ids]) -> Counts:
    return tuple((name, len(ids[name])) for name in sorted(ids, key=lambda name: (folded(name), name)))


def last_of(sources: Iterable[Source]) -> First:
    """The day on which the last of some sources came out, as a range."""
    whens = [begun(source.when) for source in sources]
    lower = max((when.lower for when in whens if when.lower is not None), default=None)
    uppers = [when.upper for when in whens]
    known = [upper for upper in uppers if upper is not None]
    return First((lower, max(known) if known and len(known) == len(uppers) else None))


# --- who was first ------------------------------------------------------------------------------------------------


def _firsts(event: Event, conventions: Conventions) -> dict[str, str]:
    """By outlet of an event: "alone", "first" or "possible"; nothing for those that cannot have been first.

    What an outlet passes on with credit to another is not its own first report; whoever credits an outlet for an
    event came after it, whatever the dates leave open; and an outlet that is credited but has no source of its own
    here may have come before all.
    """
    spoken = [source for source in event.sources if source.says not in ("denies", "retracts")]
    outlets = dict.fromkeys(source.publisher for source in spoken)
    if len(outlets) == 1:
        return dict.fromkeys(outlets, "alone")
    found: dict[str, str] = {}
    crediting: dict[str, set[str]] = {}
    for source in spoken:
        crediting.setdefault(source.publisher, set()).add(source.credited)
    behind = {outlet: _behind(outlet, crediting) for outlet in outlets}
    published = [(source.publisher, source.when) for source in spoken]
    credited = [(source.credited, source.when) for source in spoken if source.via]
    published += [(one, _by(when)) for one, when in credited if one not in outlets]
    for outlet in outlets:
        rivals = [when for rival, when in published if rival != outlet and rival not in behind[outlet]]
        answer = max((_is_first(one, rivals, conventions) for one in spoken if _is_own(one, outlet)), default=NO)
        if answer is not NO:
            found[outlet] = "first" if answer is CERTAIN else "possible"
    certain = {outlet: word for outlet, word in found.items() if word == "first"}
    return certain or found


def _is_own(source: Source, outlet: str) -> bool:
    return source.publisher == outlet and source.credited in ("", outlet)


def _by(when: When) -> When:
    """A date of which only the latest day counts: whoever is credited published on that day or before."""
    when = begun(when)
    return when._replace(kind="point" if when.is_dated else "none", lower=None, form=None, gaps=None)


def _is_first(source: Source, rivals: Sequence[When], conventions: Conventions) -> Match:
    return min((not_later(source.when, rival, conventions) for rival in rivals), default=CERTAIN)


def _behind(outlet: str, crediting: Mapping[str, Set[str]]) -> frozenset[str]:
    """The outlets that have an event from this one alone: all that they say of it credits it, directly or by others.

    Args:
        outlet: The one behind which they are.
        crediting: By outlet whom it credits for the event; "" where it speaks for itself.
    """
    behind: set[str] = set()
    while True:
        known = behind | {outlet}
        more = {one for one, credited in crediting.items() if one not in known and credited <= known}
        if not more:
            return frozenset(behind)
        behind |= more
