"""The chronology: events that stand on dated sources, and the status that the sources add up to.

Every record is immutable. Empty text and empty tuples stand for "not given"; None never does, but for a birth date.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from timeline.dates import STANDARD, Context, Conventions, When
from timeline.errors import Place, Problem, Where
from timeline.records import NamedTuple

STANCES = ("reports", "confirms", "rumours", "plans", "denies", "corrects", "retracts")
"""What a source does with an event. `reports` is the default."""

STATUSES = (
    "confirmed", "reported", "rumoured", "planned", "lapsed",
    "disputed", "denied", "retracted", "unsourced", "background",
)  # fmt: skip


class Source(NamedTuple):
    """One published statement about an event.

    `date` is when it was published, as written; `when` is the same with its references resolved. `by` is who speaks
    on the record, `unnamed` how an unnamed speaker is described, `via` the outlet that this one credited. `outlet` and
    `via` are as written, too; `header_outlet` and `header_via` are the names that the header gives these outlets, where
    those are others. Outlets are compared and counted as `publisher` and `credited`; within an event, those that differ
    in case alone are one (`is_by`).
    """

    outlet: str
    date: When
    when: When
    says: str = "reports"
    title: str = ""
    url: str = ""
    by: str = ""
    unnamed: str = ""
    via: str = ""
    archive: str = ""
    accessed: str = ""
    lang: str = ""
    quote: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    where: Where = Place("")
    header_outlet: str = ""
    header_via: str = ""

    @property
    def publisher(self) -> str:
        """The outlet, whatever alias of it was written."""
        return self.header_outlet or self.outlet

    @property
    def credited(self) -> str:
        """The outlet that was credited, whatever alias of it was written; empty for none."""
        return self.header_via or self.via

    def is_by(self, outlet: str) -> bool:
        """Whether the outlet is this one, in any case."""
        own = self.header_outlet or self.outlet
        return own == outlet or own.casefold() == outlet.casefold()


FURTHER = Source._fields[Source._fields.index("by") : Source._fields.index("extra")]
"""The fields of a source that most have none of."""
further_of: Callable[[Source], tuple[str, ...]] = itemgetter(slice(*map(Source._fields.index, ("by", "extra"))))
"""Their values."""


class Event(NamedTuple):
    """Something that happened, was said to happen, or was planned.

    `date` is the date as written; `when` the same narrowed by references. `status` is the author's override, empty
    where the sources decide; `extra` holds the author's own `x-` keys.
    """

    id: str
    date: When
    when: When
    title: str
    summary: str = ""
    people: tuple[str, ...] = ()
    orgs: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    group: str = ""
    status: str = ""
    because: str = ""
    background: bool = False
    note: str = ""
    sources: tuple[Source, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    where: Where = Place("")


class Era(NamedTuple):
    """A named stretch of time."""

    id: str
    name: str
    date: When
    when: When
    where: Where = Place("")
    extra: tuple[tuple[str, str], ...] = ()


class Name(NamedTuple):
    """A person or an outlet that the header describes; `born` for people, `home` for outlets."""

    name: str
    aliases: tuple[str, ...] = ()
    born: When | None = None
    home: str = ""
    extra: tuple[tuple[str, str], ...] = ()


class Reason(NamedTuple):
    """Why a date is bounded: `latest` day 739960: `before @page-six-report`, with the place of those words.

    Attributes:
        bound: `earliest` or `latest`, of a span followed by `start` or `end`.
        day: The bound.
        ids: The other dates that it comes from; "" is the date of a source.
        owner: Id of the date whose clause it is: the date itself, or one that refers to it.
        clause: As typed.
        place: Where the clause stands.
    """

    bound: str
    day: int
    ids: tuple[str, ...]
    owner: str
    clause: str
    place: Where


class Chronology(NamedTuple):
    """One or more files read together.

    Attributes:
        events: In file order.
        before: Index pairs of events that are declared in this order.
        views: Saved filters, name and expression.
        problems: Warnings met while loading, in file order; errors too where the caller asked to keep going.
        reasons: By id of an event or era, why its bounds are what they are; only where references narrow it.
        as_of: The day as of which the chronology stands (an ordinal); None for all that is in the files.
        passed: How many more events the files hold, which were not built since they cannot match what is asked.
        names: By field, the names (by "id", the ids) of the files that what is asked may mean, those of the events
            passed over included; None where only what the events here name is known.
        extra: The header's own keys (`x-…`); of several files the first that has a key.
        year: Of the file, or of all files where it is the same in all.
        contexts: How the dates of each of `files` are read.
        view_places: Where the expressions of `views` stand, in the same order; none where no file holds them.
    """

    title: str = ""
    about: str = ""
    eras: tuple[Era, ...] = ()
    people: tuple[Name, ...] = ()
    outlets: tuple[Name, ...] = ()
    events: tuple[Event, ...] = ()
    before: tuple[tuple[int, int], ...] = ()
    year: int | None = None
    conventions: Conventions = STANDARD
    views: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    reasons: Mapping[str, tuple[Reason, ...]] = {}
    as_of: int | None = None
    passed: int = 0
    names: Mapping[str, frozenset[str]] | None = None
    extra: tuple[tuple[str, str], ...] = ()
    contexts: tuple[Context, ...] = ()
    view_places: tuple[Where, ...] = ()

    @property
    def context(self) -> Context:
        """How the texts of its dates are read; where files differ, they say all by themselves."""
        return self.contexts[0] if len(set(self.contexts)) == 1 else Context(self.conventions, self.year)

    @property
    def total(self) -> int:
        """How many events the files hold."""
        return len(self.events) + self.passed


# --- status -------------------------------------------------------------------------------------------------------

STATUS_TABLE: tuple[tuple[str, str, str], ...] = (
    ("confirms", "", "confirmed"),
    ("reports", "", "reported"),
    ("rumours", "", "rumoured"),
    ("plans", "", "planned"),
    ("confirms", "denies", "disputed"),
    ("reports", "denies", "disputed"),
    ("rumours", "denies", "denied"),
    ("plans", "denies", "denied"),
    ("nothing", "denies", "denied"),
    ("nothing", "", "retracted"),
)
"""The strongest support that stands, what stands against it, and the status that they add up to.

"nothing" is an event whose sources support it no longer. A correction supports as a report does. Beside the table:
without any source an event is unsourced, or background where it says so; a plan has lapsed once its latest day has
passed; the author's own `status` stands above all.
"""

_SUPPORT = ("confirms", "reports", "rumours", "plans")
_STATUS = {(support, against): status for support, against, status in STATUS_TABLE}


def status_of(event: Event, day: int) -> str:
    """One of `STATUSES`: the author's own, else what the sources add up to on `day` (an ordinal).

    The day is asked only for a plan: it has lapsed once its latest possible day has passed with nothing more.
    """
    return event.status or status_from(event, event.sources, day)


def status_from(event: Event, sources: tuple[Source, ...], day: int) -> str:
    """What some of an event's sources add up to, the author's override aside."""
    if not sources:
        return "background" if event.background else "unsourced"
    said = tuple([source.says for source in sources])
    if "retracts" in said:
        said = tuple([source.says for source in standing(sources)])
    status = _sum_of(said)
    if status == "planned" and event.when.upper is not None and event.when.upper < day:
        return "lapsed"
    return status


@lru_cache(maxsize=1 << 10)
def _sum_of(said: tuple[str, ...]) -> str:
    """What stances that stand add up to by `STATUS_TABLE`."""
    stances = {"reports" if stance == "corrects" else stance for stance in said}
    support = next((stance for stance in _SUPPORT if stance in stances), "nothing")
    return _STATUS[support, "denies" if "denies" in stances else ""]


def standing(sources: Sequence[Source]) -> list[Source]:
    """The sources that stand: a retraction takes back what the same outlet had said for the event before it.

    What an outlet says certainly later than its retraction stands again; its denials are not taken back.
    """
    if "retracts" not in [source.says for source in sources]:
        return list(sources)
    retractions = [source for source in sources if source.says == "retracts"]
    return [
        source
        for source in sources
        if source.says == "denies"
        or not any(source.is_by(taken.publisher) and not _is_later(source, taken) for taken in retractions)
    ]


def _is_later(source: Source, retraction: Source) -> bool:
    if source.says == "retracts" or source.when.lower is None or retraction.when.upper is None:
        return False
    return source.when.lower > retraction.when.upper


# --- origins ------------------------------------------------------------------------------------------------------


class Origins(NamedTuple):
    """Where the support of an event comes from.

    Attributes:
        outlets: Those that support it, in file order, each once, under the names that the header gives them. Where some
            differ in case alone, the first stands for all.
        roots: The outlets at the end of the chains of credit.
        circles: Groups of outlets that credit only each other; each counts as one origin.
    """

    outlets: tuple[str, ...]
    roots: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]

    @property
    def number(self) -> int:
        return len(self.roots) + len(self.circles)


_AGAINST = frozenset(("denies", "retracts"))
_NO_ORIGINS = Origins((), (), ())


def supporting(sources: Sequence[Source]) -> list[Source]:
    """The sources that stand and speak for the event."""
    if _AGAINST.isdisjoint([source.says for source in sources]):
        return list(sources)
    return [source for source in standing(sources) if source.says not in _AGAINST]


def origins_of(event: Event) -> Origins:
    """The origins of an event's support: `via` followed to its root, so that ten outlets repeating one are one."""
    sources = supporting(event.sources)
    if not sources:
        return _NO_ORIGINS
    named = [source.header_outlet or source.outlet for source in sources]  # as `publisher`, without a call for each
    if len(named) == 1 and not sources[0].via:
        return Origins((named[0],), (named[0],), ())
    firsts: dict[str, str] = {}
    for name in named:
        firsts.setdefault(name.casefold(), name)
    outlets = tuple(firsts.values())
    if not [source for source in sources if source.via]:
        return Origins(outlets, outlets, ())
    from timeline.credits import roots_and_circles

    credited: dict[str, list[str]] = {}
    firsthand: set[str] = set()
    for source, name in zip(sources, named, strict=True):
        publisher, via = firsts[name.casefold()], source.credited
        via = firsts.setdefault(via.casefold(), via)
        if via and via != publisher:
            credited.setdefault(publisher, []).append(via)
        else:
            firsthand.add(publisher)
    roots, circles = roots_and_circles(outlets, credited, firsthand)
    return Origins(outlets, roots, circles)
