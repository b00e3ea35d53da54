"""The page: whole, well-formed, closed to the network, and deaf to what data would have it do."""

from __future__ import annotations

import json
import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import pytest
from support import write

from timeline import formats
from timeline.dates import read
from timeline.dates.days import ordinal
from timeline.formats.html import is_turned
from timeline.load import load
from timeline.model import STATUSES, Chronology, Event, Source, status_of
from timeline.query import Query, select, within
from timeline.replay import as_of, publication_order
from timeline.views import Options, date_label, printable
from timeline.writing import Out

pytest.importorskip("jinja2", reason="the page is made with jinja2: pip install 'sourced-timeline[html]'")

DATA = Path(__file__).parents[2] / "data"
HARD = Path(__file__).parents[1] / "data" / "hard.yaml"
STORIES = [DATA / "space-film.yaml", DATA / "space-film-record.yaml", HARD, HARD.with_name("aliases.yaml")]
DAY = ordinal(2026, 11, 22)
_VOID = {"meta", "input", "br", "link", "hr", "img"}


class Node:
    """An element of the page, as a browser's parser would see it."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[Node | str] = []

    @property
    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text for one in self.children)

    def all(self, tag: str = "", of: str = "") -> Iterator[Node]:
        """The elements inside, in the order of the page, of a tag and a class."""
        for one in self.children:
            if isinstance(one, Node):
                if tag in ("", one.tag) and (not of or of in one.attributes.get("class", "").split()):
                    yield one
                yield from one.all(tag, of)


class Parser(HTMLParser):
    """Builds the tree and refuses tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.root = self.at = Node("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"attribute given twice: {tag} {names}"
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(node)
        if tag not in _VOID:
            self.at = node

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def page_of(chronology: Chronology, query: Query = Query(), *, ascii_only: bool = False, **options: object) -> str:  # noqa: B008  # immutable
    parts: list[str] = []
    out = Out(parts.append, DAY, ascii=ascii_only)
    formats.named("html").write(chronology, select(chronology, query, DAY), Options(**options), out)  # type: ignore[arg-type]
    return "".join(parts)


def parsed(text: str) -> Node:
    parser = Parser()
    parser.feed(text)
    parser.close()
    assert parser.at is parser.root, f"<{parser.at.tag}> is never closed"
    return parser.root


def by_id(root: Node) -> dict[str, Node]:
    return {node.attributes["id"]: node for node in root.all() if "id" in node.attributes}


def data_of(root: Node) -> dict[str, object]:
    found: dict[str, object] = json.loads(by_id(root)["_data"].text)
    return found


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_every_event_is_there_whole(story: Path) -> None:
    """Without any script: date, status, title, summary, names, note and each source of every event."""
    chronology = load([str(story)])
    nodes = by_id(parsed(page_of(chronology)))
    for event in chronology.events:
        text = " ".join(nodes[event.id].text.split())
        wanted = [event.title, event.summary, event.note, date_label(event.when), status_of(event, DAY)]
        wanted += [*event.people, *event.orgs, *event.works, *event.places, *event.tags]
        for source in event.sources:
            wanted += [
                source.outlet,
                source.by,
                source.unnamed,
                source.title,
                source.quote,
                source.says,
                source.archive,
            ]
            wanted += [] if source.title and source.url.startswith("http") else [source.url]
            wanted.append(date_label(source.when))
        for value in wanted:
            assert " ".join(printable(value.strip()).split()) in text, (event.id, value)


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_links_lead_to_the_sources_or_into_the_page(story: Path) -> None:
    """An http(s) address is a link, anything else is text; a link inside the page leads somewhere."""
    chronology = load([str(story)])
    root = parsed(page_of(chronology))
    targets = [node.attributes["href"] for node in root.all("a")]
    cited = {address for event in chronology.events for one in event.sources for address in (one.url, one.archive)}
    assert {target for target in targets if not target.startswith("#")} == {
        address for address in cited if address.startswith(("http://", "https://"))
    }
    assert {target[1:] for target in targets if target.startswith("#")} <= set(by_id(root))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://a.b/\u202ec",
        "https://a b",
        'https://a/"onclick=',
        "data:text/html,x",
        "//a.b",
        "https://a/\nb",
    ],
)
def test_odd_addresses_are_no_links(address: str) -> None:
    """They are shown as text, with what would steer the eye written out."""
    source = Source("Deadline", read("2020"), read("2020"), url=address, archive=address)
    root = parsed(page_of(Chronology(events=(Event("one", read("2020"), read("2020"), "Title", sources=(source,)),))))
    assert not [node for node in root.all("a") if not node.attributes["href"].startswith("#")]
    assert printable(address) in by_id(root)["one"].text


NASTY = (
    '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\' onclick="x" <!-- {{ 7*7 }} ]]> &lt; \u2028\u202e'
)


def test_data_stays_text() -> None:
    """A value that would be markup in any place adds no element and no attribute, and the script gets it as it was."""

    def page(value: str) -> Node:
        when = read("May 2020")
        source = Source(value, when, when, "reports", value, value, value, value, value, value, value, value, value)
        event = Event(
            "one", when, when, value, value, (value,), (value,), (value,), (value,), (value,), value, "disputed", value,
            note=value, sources=(source,),
        )  # fmt: skip
        return parsed(page_of(Chronology(title=value, about=value, events=(event,))))

    root = page(NASTY)
    shape = [(node.tag, sorted(node.attributes)) for node in root.all()]
    assert shape == [(node.tag, sorted(node.attributes)) for node in page("plain").all()]
    assert by_id(root)["one"].text.count(printable(NASTY)) >= 15
    data = data_of(root)
    assert data["people"] == data["outlets"] == data["tags"] == [printable(NASTY)]


def test_no_handlers_and_nothing_raw() -> None:
    """No `on…` and no `style` attribute, and no character that steers, in the page of the awkward values."""
    text = page_of(load([str(HARD)]))
    assert not [
        name for node in parsed(text).all() for name in node.attributes if name.startswith("on") or name == "style"
    ]
    assert not {char for char in text if char != "\n" and printable(char) != char}
    assert "innerHTML" not in text


def test_the_policy_allows_only_what_the_page_carries() -> None:
    """Everything is forbidden but the one style and the one script whose hashes stand in the policy."""
    text = page_of(load([str(STORIES[0])]))
    root = parsed(text)
    policy = next(node.attributes["content"] for node in root.all("meta") if "http-equiv" in node.attributes)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    carried = {
        "style-src": list(root.all("style")),
        "script-src": [one for one in root.all("script") if "type" not in one.attributes],
    }
    for rule, nodes in carried.items():
        assert [f"'sha256-{b64encode(sha256(node.text.encode()).digest()).decode()}'" for node in nodes] == [
            rules[rule]
        ]


def test_nothing_is_loaded() -> None:
    """No element asks for anything outside; neither does the style or the script."""
    text = page_of(load([str(STORIES[1])]))
    root = parsed(text)
    assert not [node.tag for node in root.all() if "src" in node.attributes or "srcset" in node.attributes]
    assert not list(root.all("link")) + list(root.all("iframe")) + list(root.all("img"))
    code = next(root.all("style")).text + list(root.all("script"))[-1].text
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|import\(|https?://(?!www\.w3\.org/2000/svg)", code)


@pytest.mark.parametrize("group", ["year", "person", "era"])
def test_a_page_for_everybody(group: str) -> None:
    """Language, title, landmarks, one h1, headings without gaps, a label for every control, no id twice."""
    root = parsed(page_of(load([str(STORIES[1])]), group=group))
    ids = [node.attributes["id"] for node in root.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    assert next(root.all("html")).attributes["lang"] == "en"
    assert next(root.all("title")).text
    assert all(len(list(root.all(tag))) == 1 for tag in ("header", "main", "footer", "h1"))
    assert [
        node.attributes["aria-label"]
        for node in root.all()
        if node.attributes.get("role") == "search" or node.tag == "nav"
    ]
    levels = [int(node.tag[1]) for node in root.all() if re.fullmatch("h[1-6]", node.tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    labelled = {node.attributes["for"] for node in root.all("label")}
    controls = [node for node in root.all() if node.tag in ("input", "select")]
    assert {node.attributes["id"] for node in controls} == labelled
    assert all(node.text.strip() for node in root.all() if node.tag in ("button", "label", "legend", "summary"))
    for name in ("aria-labelledby", "aria-describedby"):
        assert {node.attributes[name] for node in root.all() if name in node.attributes} <= set(ids)
    assert by_id(root)["_count"].attributes["role"] == "status"


def test_an_event_under_several_headings_is_told_once() -> None:
    """The second time it is a link to the first."""
    chronology = load([str(STORIES[0])])
    root = parsed(page_of(chronology, group="person"))
    events, again = list(root.all("li", "event")), list(root.all("li", "again"))
    assert len(events) == len(chronology.events)
    assert again
    assert {node.attributes["data-of"] for node in again} <= {event.id for event in chronology.events}


def test_options_and_selection() -> None:
    """What was filtered away is not on the page; a limit says what it left out; possible matches say why."""
    chronology = load([str(STORIES[0])])
    root = parsed(page_of(chronology, Query(until="June 2020"), group="none"))
    ids = set(by_id(root))
    assert "deadline-report" in ids
    assert "first-term-ends" not in ids
    assert "? possibly" in by_id(root)["variety-insurance"].text
    assert "15 more not shown; --limit 0 shows all" in parsed(page_of(chronology, limit=1)).text
    assert "2020-05-01/2020-05-31" in by_id(parsed(page_of(chronology, dates="iso")))["deadline-report"].text
    assert "No events." in parsed(page_of(Chronology())).text


def test_ascii_is_ascii() -> None:
    """With --ascii all other characters are references, which say the same, and the hashes still hold."""
    chronology = load([str(HARD)])
    plain = page_of(chronology, ascii_only=True)
    assert plain.isascii()
    assert parsed(plain).text == parsed(page_of(chronology)).text


# --- what the script looks up -------------------------------------------------------------------------------------


def _data(node: Node) -> list[str]:
    """`when`, `known`, `people`, `tags` of an event, then `when;outlets` of each source; nothing of any other node."""
    return node.attributes.get("data-event", "|||").split("|")


def _known(node: Node, day: int) -> str:
    pairs = [pair.split(":") for pair in _data(node)[1].split()]
    past = [STATUSES[int(number)] for first, number in pairs if int(first) <= day]
    return past[-1] if past else ""


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_the_script_replays_as_the_command_does(story: Path) -> None:
    """On every day on which anything changes, and beside it: the same events with the same statuses as `--as-of`."""
    chronology = load([str(story)])
    nodes = by_id(parsed(page_of(chronology)))
    days = {int(one.split(":")[0]) for node in nodes.values() for one in _data(node)[1].split()}
    for day in sorted({turn + step for turn in days for step in (-1, 0, 1)}):
        known = {event.id: status_of(event, day) for event in as_of(chronology, day).events}
        assert {
            event.id: _known(nodes[event.id], day) for event in chronology.events if _known(nodes[event.id], day)
        } == known


def test_what_rests_on_others_is_known_when_they_were(tmp_path: Path) -> None:
    """An event without a source is known once it had begun by what was published up to then, not by what came later."""
    story = """\
        events:
          - {id: a, date: 2020-03-01, title: A, sources: [{outlet: X, date: 2020-03-02}]}
          - {id: b, date: after @a, title: B, background: true}
          - {id: c, date: before @d, title: C, background: true}
          - {id: d, date: 2020-02-01, title: D, sources: [{outlet: X, date: 2021-06-05}]}
          - {id: e, date: 2020; after @a, title: E, background: true}
          - {id: f, date: 2020; before @g, title: F, background: true}
          - {id: g, date: before 2020-05-01, title: G, sources: [{outlet: X, date: 2020-07-01}]}
          - {id: h, date: within three days of @f, title: H, background: true}
        """
    chronology = load([write(tmp_path, "t.yaml", dedent(story))])
    nodes = by_id(parsed(page_of(chronology)))
    for day in range(ordinal(2020, 1, 1), ordinal(2021, 8, 1)):
        known = {event.id: status_of(event, day) for event in as_of(chronology, day).events}
        assert {one: told for one in nodes if (told := _known(nodes[one], day))} == known


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_the_script_knows_names_and_sources(story: Path) -> None:
    """The numbers of an event and of its sources, in the order in which they stand, are those of their names."""
    chronology = load([str(story)])
    root = parsed(page_of(chronology))
    nodes, names = by_id(root), data_of(root)

    def named(numbers: str, kind: str) -> list[str]:
        return [names[kind][int(number)] for number in numbers.split()]  # type: ignore[index]

    for event in chronology.events:
        _, _, people, tags, *sources = _data(nodes[event.id])
        assert named(people, "people") == [printable(name) for name in event.people]
        assert named(tags, "tags") == [printable(tag) for tag in event.tags]
        listed = publication_order(event.sources)
        assert len(sources) == len(listed) == len(list(nodes[event.id].all("li")))
        for text, source in zip(sources, listed, strict=True):
            when, outlets = text.split(";")
            assert bool(when) == source.when.is_dated
            assert named(outlets, "outlets") == [
                printable(name) for name in (source.publisher, source.credited) if name
            ]


def test_only_what_runs_from_right_to_left_says_so() -> None:
    """A direction is looked for in every text that has such a character, and in no other."""
    letters = {chr(point) for point in range(0x110000) if unicodedata.bidirectional(chr(point)) in ("R", "AL")}
    assert not [letter for letter in letters if not is_turned(letter)]
    when = read("2020")
    events = [
        Event(name, when, when, title, title) for name, title in (("one", "Tom"), ("two", "a \u05e9\u05dc\u05d5\u05dd"))
    ]
    root = parsed(page_of(Chronology(events=tuple(events))))
    assert ["dir" in node.attributes for node in root.all("h3")] == [False, True]


def _within(text: str, first: int, last: int) -> int:
    """The script's `within`, in Python."""
    if not text:
        return 1
    found = re.fullmatch(r"([^~?]*)(?:~([\d,]+))?(\?)?", text)
    assert found is not None
    said, doubt = re.split("[ /]", found[1]), bool(found[3])
    leeway = [int(days) for days in (found[2] or "0").split(",")]
    lower, upper, begun, ended = leeway if len(leeway) == 4 else leeway * 4

    def pair(n: int, days: str) -> tuple[float, float]:
        low, _, high = days.partition("..") if ".." in days else (days, "", days)
        before, behind = ended if n else lower, begun if n < len(said) - 1 else upper
        return (float(low) - before if low else -1e12, float(high) + behind if high else 1e12)

    ranges = [pair(n, days) for n, days in enumerate(said)]
    if "/" in found[1]:
        (start_low, start_high), (end_low, end_high) = ranges
        if end_high < first or start_low > last:
            return 0
        return 2 if end_low >= first and start_high <= last and not doubt else 1
    if ranges[0][0] >= first and ranges[-1][1] <= last and not doubt:
        return 2
    return int(any(high >= first and low <= last for low, high in ranges))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_the_attributes_answer_windows_as_the_filters_do(story: Path) -> None:
    """The days on the page, leeway, gaps and doubt included, give the answers of `query.within`."""
    chronology = load([str(story)])
    nodes = by_id(parsed(page_of(chronology)))
    for first in range(ordinal(2019, 1, 1), ordinal(2026, 1, 1), 97):
        for last in (first, first + 20, first + 200, first + 900):
            for event in chronology.events:
                said = _data(nodes[event.id])[0]
                assert _within(said, first, last) == within(event.when, first, last, chronology.conventions), event.id
