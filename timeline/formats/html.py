"""`html`: one page that needs nothing else, to read, search and send on.

Without scripts it is the whole list, grouped. The script that it carries adds filters, the state of knowledge as of a
day, a picture and links to what is shown; it reads the events from the page itself (`data-event`, below) and the
names from one block of JSON. Nothing is fetched, and the page's own policy forbids it.

`data-event` of an event is `when|known|people|tags` and of each of its sources, in the order of the page,
`|when;outlets`. Days are ordinals; what is not there is empty:
    when: What a date can mean: ranges `737546..737576`, of a span its beginning and its end with a `/` between; then
        `~0,30,30,0` days of leeway in filters (`dates.when.Leeway`), or `~30` where all are the same; and `?` where it
        is uncertain.
    known: From which day on something was known and what it added up to, by number: `737576:1 737600:5`.
    people, tags, outlets: Numbers of names; the outlets of a source are its own and the one it credits, under the names
        that the header gives them.

A page of ten thousand events is mostly markup, so what repeats with every source is as short as HTML has it.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from timeline.dates import Conventions, Range, When
from timeline.dates.said import day_words
from timeline.extras import required
from timeline.formats._addresses import web_address
from timeline.model import STATUSES, Chronology, Event, Source, origins_of, standing, status_from
from timeline.query import POSSIBLE, Found
from timeline.query.windows import leeway_of
from timeline.records import NamedTuple
from timeline.replay import first_known, publication_order
from timeline.views import (
    Entry,
    Options,
    date_label,
    origins_words,
    override_words,
    page_of,
    printable,
    roles_of,
    source_words,
    sources_words,
)
from timeline.writing import Out

SUFFIXES = (".html", ".htm")

_FOLDER = Path(__file__).parent / "html_page"
_MOST_LINKS = 80
"""Sections beyond which there is no list of them to jump to."""
_MOST_RANGES = 100
"""Ranges of a date beyond which the page knows only the first and the last day."""
_MOST_REPLAYED, _MOST_RESTING = 2000, 50
"""Events, and those among them without a source whose dates rest on others, up to which these dates are resolved anew
for the days on which somebody may look back; of more the page takes what they came to be."""
_NUMBERS = 6
"""Colours of badges that stand for an outlet, a person and the like; then they begin anew."""

_STATUS_NUMBER = {status: n for n, status in enumerate(STATUSES)}
_LISTS = (("people", "People"), ("orgs", "Organisations"), ("works", "Works"), ("places", "Places"), ("tags", "Tags"))
_MEANINGS = (
    ("confirmed", "someone in a position to know confirms it, by name"),
    ("reported", "reported, and nobody denies it"),
    ("rumoured", "there are only rumours"),
    ("planned", "announced; nothing more is known yet"),
    ("lapsed", "announced, and its latest day has passed with nothing more"),
    ("disputed", "reported or confirmed, and denied"),
    ("denied", "denied, and nobody reports it as fact"),
    ("retracted", "what was published has been taken back"),
    ("unsourced", "no source is cited"),
    ("background", "common knowledge that needs no source"),
)


class _Entry(NamedTuple):
    """A source in the ledger of its event, in order of publication, with the status after it."""

    source: Source
    date: str
    says: str
    who: str
    status: str
    url: str
    archive: str
    lang: str
    data: str
    is_back: bool


class _Row(NamedTuple):
    """An event in its place; `again` where the page has told of it under an earlier heading."""

    event: Event
    again: bool
    date: str
    status: str
    look: str
    possible: bool
    why: Sequence[str]
    bracket: str
    names: Sequence[tuple[str, Sequence[str]]]
    by_hand: str
    said: str
    origins: str
    ledger: Sequence[_Entry]
    data: str


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the page in one piece.

    Raises:
        UsageError: jinja2 is not installed, or an option has a value that is not one of its choices.
    """
    arranged = page_of(chronology, found, options, out.day)
    template = _template(required("jinja2", "html"))
    page = _Page(chronology, options, out.day)
    total = len(arranged.entries)
    sections = [(group.heading, page.rows(group.entries, total, out)) for group in arranged.groups]
    style, script = _asset("page.css"), _asset("page.js")
    text: str = template.render(
        title=arranged.title,
        about=" ".join(chronology.about.split()),
        summary=arranged.summary,
        today=day_words(out.day),
        sections=sections,
        has_links=1 < len(sections) <= _MOST_LINKS,
        cut=arranged.cut,
        is_honest=options.order == "honest",
        page=page,  # what it collects is whole once the rows are written
        meanings=_MEANINGS,
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        number=len(found.events) - arranged.cut,
    )
    out.write(text.encode("ascii", "xmlcharrefreplace").decode("ascii") if out.ascii else text)


# --- the template -------------------------------------------------------------------------------------------------


@cache
def _template(jinja2: Any) -> Any:
    """The page; whatever it prints goes through `printable` and is then escaped."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: printable(value) if type(value) is str else value,
    )
    markup = jinja2.utils.markupsafe.Markup
    environment.filters["inline"] = markup
    turned = markup(' dir="auto"')
    environment.globals["direction"] = lambda text: turned if is_turned(text) else ""
    return environment.get_template("page.html.j2")


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def _hash(text: str) -> str:
    """What the page's policy knows an inline style or script by (Content Security Policy 3, section 2.3.1)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


_RISKY = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


def _json(value: Any) -> str:
    """JSON that may stand inside a script element, in ASCII."""
    return json.dumps(value, separators=(",", ":")).translate(_RISKY)


is_turned = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
).search
"""Whether a text has characters that run from right to left: the ranges of Unicode's DerivedBidiClass."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*").fullmatch


def _link(address: str) -> str:
    """The address where it may be a link, else nothing."""
    return web_address(address)


# --- rows ---------------------------------------------------------------------------------------------------------


class _Page:
    """Makes the rows of a page, and collects the names that it filters by."""

    def __init__(self, chronology: Chronology, options: Options, day: int) -> None:
        self.chronology, self.options, self.day = chronology, options, day
        self.roles = roles_of(chronology, options.color_by)
        self.people: dict[str, int] = {}
        self.tags: dict[str, int] = {}
        self.outlets: dict[str, int] = {}
        self.statuses: set[str] = set()
        self.told: set[str] = set()
        self.first = first_known(chronology, _MOST_RESTING) if len(chronology.events) <= _MOST_REPLAYED else {}

    def rows(self, entries: Sequence[Entry], total: int, out: Out) -> Iterator[_Row]:
        """The events of a section, of `total` on the page."""
        for entry in out.follow(entries, total):
            yield self._row(entry)
            self.told.add(entry.one.event.id)

    def _row(self, entry: Entry) -> _Row:
        one = entry.one
        event = one.event
        ledger = list(self._ledger(event))
        self.statuses.update([one.status, *(entry.status for entry in ledger)])
        known = " ".join(f"{day}:{_STATUS_NUMBER[status]}" for day, status in _known(event, self.first))
        data = [
            _when(event.when, self.chronology.conventions),
            known,
            _numbers(event.people, self.people),
            _numbers(event.tags, self.tags),
        ]
        return _Row(
            event=event,
            again=event.id in self.told,
            date=date_label(event.when, self.options.dates),
            status=one.status,
            look=_look(self.roles(one)),
            possible=one.match is POSSIBLE,
            why=one.why,
            bracket=entry.bracket,
            names=[(label, getattr(event, key)) for key, label in _LISTS if getattr(event, key)],
            by_hand=override_words(event, self.day) if event.status else "",
            said="".join(piece.text for piece in sources_words(event.sources)),
            origins=origins_words(origins_of(event)) if any(source.via for source in event.sources) else "",
            ledger=ledger,
            data="|".join([*data, *(entry.data for entry in ledger)]),
        )

    def _ledger(self, event: Event) -> Iterator[_Entry]:
        order = publication_order(event.sources)
        left = {id(source) for source in standing(event.sources)}
        for n, source in enumerate(order, 1):
            when = _when(source.when, self.chronology.conventions)
            yield _Entry(
                source=source,
                date=date_label(source.when, self.options.dates),
                says=source.says,
                who=source_words(source),
                status=status_from(event, tuple(order[:n]), self.day),
                url=_link(source.url),
                archive=_link(source.archive),
                lang=source.lang if _LANGUAGE(source.lang) else "",
                data=f"{when};{_numbers(filter(None, (source.publisher, source.credited)), self.outlets)}",
                is_back=source.says != "retracts" and id(source) not in left,
            )

    def data(self, number: int) -> str:
        """What the script cannot read from the events: the names behind the numbers, and the eras."""
        return _json(
            {
                "events": number,
                "day": self.day,
                "statuses": STATUSES,
                "byStatus": self.options.color_by == "status",
                "people": [printable(name) for name in self.people],
                "outlets": [printable(name) for name in self.outlets],
                "tags": [printable(name) for name in self.tags],
                "eras": [[printable(era.name), era.when.lower, era.when.upper] for era in self.chronology.eras],
            }
        )


def _look(role: str) -> str:
    """The class of a badge."""
    kind, _, value = role.partition(":")
    return f"number-{int(value) % _NUMBERS}" if kind == "number" else f"is-{value or 'plain'}"


def _numbers(names: Iterable[str], known: dict[str, int]) -> str:
    return " ".join(str(known.setdefault(name, len(known))) for name in names)


# --- what the script looks up -------------------------------------------------------------------------------------


def _when(when: When, conventions: Conventions) -> str:
    """What a date can mean, as the script reads it (see the module); it answers filters as `query.within` does.

    But a month or day of any year, which the script takes to be possible in every window on its open side.
    """
    if when.kind == "span" and when.start is not None and when.end is not None:
        text = f"{_days(when.start)}/{_days(when.end)}"
    elif when.is_dated:
        ranges = when.ranges
        text = " ".join(map(_days, ranges if len(ranges) <= _MOST_RANGES else [(when.lower, when.upper)]))
    else:
        return ""
    leeway = leeway_of(when, conventions)
    days = leeway[:1] if len(set(leeway)) == 1 else leeway
    return text + (f"~{','.join(map(str, days))}" if any(leeway) else "") + "?" * when.uncertain


def _days(days: Range) -> str:
    low, high = days
    if low == high and low is not None:
        return str(low)
    return f"{'' if low is None else low}..{'' if high is None else high}"


def _known(event: Event, first_days: Mapping[str, int | None]) -> Iterator[tuple[int, str]]:
    """The days from which something was certainly known of an event, and its status from then on, in order.

    As `replay.as_of` has it: a source counts once its latest day has passed, an event without any source once it has
    happened, or begun (where its date rests on others, `first_days` tells). A plan may lapse on a day on which nothing
    was published.
    """
    if not event.sources:
        begun = first_days.get(event.id, event.when.begins[1])
        if begun is not None:
            yield begun, event.status or status_from(event, (), begun)
        return
    last = event.when.upper
    days = {source.when.upper for source in event.sources if source.when.upper is not None}
    first = min(days, default=None)
    if first is None:
        return
    if last is not None and last >= first and any(source.says == "plans" for source in event.sources):
        days.add(last + 1)
    before = ""
    for day in sorted(days):
        out = tuple(one for one in event.sources if one.when.upper is not None and one.when.upper <= day)
        status = event.status or status_from(event, out, day)
        if status != before:
            yield day, status
        before = status
