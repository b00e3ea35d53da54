"""An alias of an outlet is that outlet wherever outlets are compared, counted or asked for, and stays as typed."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import DAY, written
from support import run_pipe, write

from timeline.dates import read
from timeline.dates.days import ordinal
from timeline.formats import Out
from timeline.load import load, syntaxes
from timeline.model import STANCES, Chronology, Event, Name, Source, origins_of, status_of
from timeline.names import NameBook, OutletNames
from timeline.query import Query, Wish, select
from timeline.replay import as_of
from timeline.sourcing import run_outlets, run_sourcing, sourcing_report
from timeline.views import Options, page_of, roles_of
from timeline.why import why_record

STORY = Path(__file__).parent / "data" / "aliases.yaml"
OURS = ("yaml", "json", "jsonl", "csv", "tsv")


def of(folder: Path, text: str, name: str = "aliases.yaml") -> Chronology:
    return load([write(folder, name, text)])


def sourced(folder: Path, *sources: str, outlets: str = "{Deadline: {aliases: [Deadline Hollywood]}}") -> Chronology:
    """A chronology of one event, `e`, with these sources in the flow style of YAML."""
    lines = "".join(f"      - {{{one}}}\n" for one in sources)
    return of(
        folder, f"outlets: {outlets}\nevents:\n  - id: e\n    date: May 2020\n    title: T\n    sources:\n{lines}"
    )


def found(chronology: Chronology, query: Query) -> list[str]:
    return [event.id for event, _ in select(chronology, query, DAY).events]


def sources_of(chronology: Chronology) -> list[Source]:
    """All sources, by the ids of their events."""
    return [source for event in sorted(chronology.events, key=lambda event: event.id) for source in event.sources]


def typed(chronology: Chronology) -> list[tuple[str, str]]:
    return [(source.outlet, source.via) for source in sources_of(chronology)]


def meant(chronology: Chronology) -> list[tuple[str, str]]:
    return [(source.publisher, source.credited) for source in sources_of(chronology)]


# --- which outlet a name means ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outlets", "written", "name"),
    [
        ({"Deadline": ["Deadline Hollywood", "DH"]}, "Deadline Hollywood", "Deadline"),
        ({"Deadline": ["Deadline Hollywood", "DH"]}, "Deadline", "Deadline"),
        ({"Deadline": ["Deadline Hollywood", "DH"]}, "dh", "Deadline"),
        ({"Deadline": ["Deadline Hollywood", "DH"]}, "deadline-hollywood", "Deadline"),
        ({"Deadline": ["Deadline Hollywood", "DH"]}, "Deadline Hollywood Daily", "Deadline Hollywood Daily"),
        ({"Télé Soir": []}, "TELE SOIR", "Télé Soir"),
        ({}, "deadline", "deadline"),
        # The own name of an outlet goes before an alias of another.
        ({"A": ["B"], "B": []}, "B", "B"),
        ({"A": ["B"], "B": []}, "b", "B"),
        ({"A": ["B"], "B": ["C"]}, "C", "B"),
        # Two outlets whose names differ in case alone are two; a third spelling may be either.
        ({"The Sun": [], "THE SUN": []}, "THE SUN", "THE SUN"),
        ({"The Sun": [], "THE SUN": []}, "the sun", "the sun"),
        ({"The Sun": ["Sun"], "THE SUN": []}, "sun", "The Sun"),
        # An alias of two outlets may be either, so it stays itself.
        ({"A": ["X"], "B": ["x"]}, "X", "X"),
        ({"A": ["X", "x"], "B": []}, "X", "A"),
        # Signs tell names apart, punctuation does not; without a letter it is the same as nothing.
        ({"???": ["!"]}, "???", "???"),
        ({"???": ["!"]}, "!", "???"),
        ({"???": ["…"]}, "…", "…"),
        ({"E!": ["E! News"]}, "e!", "E!"),
        ({"E!": ["E! News"]}, "E", "E"),
        ({"E!": ["E! News"]}, "E News", "E News"),
        ({"バリ新聞": []}, "パリ新聞", "パリ新聞"),
    ],
)
def test_the_name_of_an_outlet(outlets: dict[str, list[str]], written: str, name: str) -> None:
    """By its own name as written, then in other case and accents, then by an alias that is its alone."""
    names = OutletNames(Name(own, tuple(aliases)) for own, aliases in outlets.items())
    assert names[written] == name
    assert names[names[written]] == name
    source = names.named(Source(written, read("2020"), read("2020"), via=written))
    assert (source.outlet, source.via, source.publisher, source.credited) == (written, written, name, name)


@pytest.mark.parametrize(
    ("outlets", "named", "roots"),
    [
        ("Deadline deadline", "Deadline", "Deadline"),
        ("deadline DEADLINE Variety", "deadline Variety", "deadline Variety"),
        ("Déadline Deadline", "Déadline Deadline", "Déadline Deadline"),
        ("Variety<deadline Deadline", "Variety Deadline", "Deadline"),
        ("Variety<deadline A<DEADLINE", "Variety A", "deadline"),
        ("Deadline<deadline", "Deadline", "Deadline"),
        ("A<b B<a", "A B", ""),
    ],
)
def test_outlets_that_are_not_described(outlets: str, named: str, roots: str) -> None:
    """Without a header those that differ in case alone are one for an event, by the first name of it."""
    when = read("2020")
    listed = [one.split("<") for one in outlets.split()]
    sources = tuple(Source(own, when, when, via="".join(via)) for own, *via in listed)
    origins = origins_of(Event("e", when, when, "T", sources=sources))
    assert (" ".join(origins.outlets), " ".join(origins.roots)) == (named, roots)
    assert origins.number == max(len(roots.split()), 1)


# --- status and origins -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources", "status"),
    [
        (["outlet: Deadline", "outlet: Deadline Hollywood, says: retracts"], "retracted"),
        (["outlet: Deadline Hollywood", "outlet: Deadline, says: retracts"], "retracted"),
        (["outlet: DEADLINE", "outlet: deadline hollywood, says: retracts"], "retracted"),
        (["outlet: Deadline", "outlet: Variety", "outlet: Deadline Hollywood, says: retracts"], "reported"),
        (["outlet: Deadline", "outlet: Deadline Daily, says: retracts"], "reported"),
        (["outlet: Variety", "outlet: VARIETY, says: retracts"], "retracted"),
        (["outlet: Deadline, says: confirms", "outlet: Deadline Hollywood, says: retracts, date: 2020-05",
          "outlet: Deadline Hollywood, says: rumours, date: 2020-06"], "rumoured"),
    ],
)  # fmt: skip
def test_a_retraction_by_another_name(sources: list[str], status: str, tmp_path: Path) -> None:
    """What an outlet takes back, it takes back by whatever name."""
    chronology = sourced(tmp_path, *sources)
    assert status_of(chronology.events[0], DAY) == status


@pytest.mark.parametrize(
    ("sources", "outlets", "roots", "circles"),
    [
        (["outlet: Deadline", "outlet: Deadline Hollywood"], "Deadline", "Deadline", ""),
        (["outlet: Deadline Hollywood"], "Deadline", "Deadline", ""),
        (["outlet: Variety, via: Deadline Hollywood"], "Variety", "Deadline", ""),
        (["outlet: Variety, via: deadline hollywood", "outlet: Deadline"], "Variety Deadline", "Deadline", ""),
        (["outlet: Deadline, via: Deadline Hollywood"], "Deadline", "Deadline", ""),
        (["outlet: Deadline, via: Variety", "outlet: Variety, via: Deadline Hollywood"], "Deadline Variety", "", "Deadline Variety"),
        (["outlet: A, via: Deadline", "outlet: B, via: Deadline Hollywood"], "A B", "Deadline", ""),
    ],
)  # fmt: skip
def test_origins_by_another_name(sources: list[str], outlets: str, roots: str, circles: str, tmp_path: Path) -> None:
    """Names of one outlet are one origin, and credit leads to it by any of them."""
    origins = origins_of(sourced(tmp_path, *sources).events[0])
    assert (" ".join(origins.outlets), " ".join(origins.roots)) == (outlets, roots)
    assert [" ".join(circle) for circle in origins.circles] == [circles] * bool(circles)


def test_as_it_stood_before_the_retraction(tmp_path: Path) -> None:
    """Reported until the day on which the outlet took it back under its other name."""
    first, second = "outlet: Deadline, date: 2020-05-04", "outlet: Deadline Hollywood, date: 2020-05-06, says: retracts"
    chronology = sourced(tmp_path, first, second)
    days = range(ordinal(2020, 5, 3), ordinal(2020, 5, 8))
    stood = [[status_of(event, day) for event in as_of(chronology, day).events] for day in days]
    assert stood == [[], ["reported"], ["reported"], ["retracted"], ["retracted"]]


# --- wherever outlets are worked with -----------------------------------------------------------------------------

HEADER = {"Deadline": ["Deadline Hollywood", "DH"], "Variety": ["Variety.com", "HR"], "The Paper": ["HR", "DH!"]}
"""HR may be either of two; DH and DH! are two."""
SPELLINGS = ["Deadline", "deadline", "Deadline Hollywood", "DEADLINE HOLLYWOOD", "DH", "Variety", "variety.com", "HR",
             "The Paper", "Nobody", "nobody"]  # fmt: skip
DATES = ["2020-05-04", "2020-05-05", "2020-06", "2020", "unknown"]


@st.composite
def stories(draw: st.DrawFn) -> list[dict[str, Any]]:
    def source() -> dict[str, str]:
        made = {"outlet": draw(st.sampled_from(SPELLINGS)), "date": draw(st.sampled_from(DATES))}
        made |= {"says": draw(st.sampled_from(("reports", "reports", *STANCES)))}
        return made | ({"via": draw(st.sampled_from(SPELLINGS))} if draw(st.integers(0, 2)) == 0 else {})

    return [
        {"id": f"e{n}", "date": draw(st.sampled_from(DATES)), "title": f"Event {n}",
         "sources": [source() for _ in range(draw(st.integers(0, 4)))]}
        for n in range(draw(st.integers(1, 4)))
    ]  # fmt: skip


def loaded(events: list[dict[str, Any]]) -> Chronology:
    header = {"outlets": {name: {"aliases": aliases} for name, aliases in HEADER.items()}}
    data = "".join(json.dumps(one) + "\n" for one in (header, *events)).encode()
    return load(["t.jsonl"], fetch=lambda name: (name, data))


def all_of(chronology: Chronology) -> dict[str, Any]:
    """What is worked out of outlets, everywhere."""
    days = [ordinal(2020, 5, 4), ordinal(2020, 5, 5), ordinal(2020, 6, 30), DAY]
    queries = [Query(wishes=(Wish("outlet", (name,)),)) for name in ("Deadline", "dh", "hollywood", "HR", "paper")]
    queries += [Query(wishes=(Wish("outlet", ("Variety",), negated=True),)), Query(where="outlet:dh not outlet:hr")]
    queries += [Query(min_origins=number) for number in (1, 2, 3)] + [Query(single_source=True)]
    said: list[str] = []
    out = Out(said.append, DAY)
    run_outlets(chronology, as_json=True, out=out)
    run_sourcing(chronology, DAY, 30, as_json=True, out=out)
    shown = page_of(chronology, select(chronology, Query(), DAY), Options(group="outlet"), DAY)
    role = roles_of(chronology, "outlet")
    return {
        "status": [[(one.id, status_of(one, day)) for one in as_of(chronology, day).events] for day in days],
        "origins": [origins_of(event) for event in chronology.events],
        "found": [found(chronology, query) for query in queries],
        "names": NameBook.of(chronology, "outlet"),
        "groups": [(group.heading, [entry.one.event.id for entry in group.entries]) for group in shown.groups],
        "roles": [role(entry.one) for entry in shown.entries],
        "sourcing": said,
        "why": [
            [
                (one["status_after"], one["stands"], len(one.get("about", ())))
                for one in why_record(chronology, event, DAY)["ledger"]
            ]
            for event in chronology.events
        ],
        "page": re.findall('data-event="(.*?)"', written("html", chronology)),
        "listed": re.findall(r'"outlets":\[.*?\]', written("html", chronology)),
    }


@settings(max_examples=150, deadline=None)
@given(stories())
def test_an_alias_or_the_name_is_all_the_same(events: list[dict[str, Any]]) -> None:
    """Statuses on every day, origins, filters, counts, groups, colours, reports, `why`, the page and its script."""
    chronology = loaded(events)
    names = OutletNames(chronology.outlets)
    renamed = [
        one | {"sources": [
            source | {key: names[source[key]] for key in ("outlet", "via") if key in source} for source in one["sources"]
        ]}
        for one in events
    ]  # fmt: skip
    by_name = loaded(renamed)
    assert meant(chronology) == meant(by_name) == typed(by_name)
    assert typed(chronology) == [(one["outlet"], one.get("via", "")) for event in events for one in event["sources"]]
    one, other = all_of(chronology), all_of(by_name)
    assert [key for key in one if one[key] != other[key]] == []


def test_a_page_with_a_report_and_its_denial(tmp_path: Path) -> None:
    """One page is one, whatever its outlet is called: what it reports and what it denies came at the same time."""
    page = 'date: May 2020, url: "https://deadline.com/a"'
    chronology = sourced(tmp_path, f"outlet: Deadline, {page}", f"outlet: Deadline Hollywood, {page}, says: denies")
    (denial,) = sourcing_report(chronology, DAY).denials
    assert denial.took is not None
    assert (denial.took.least, denial.took.most) == (0, 0)


# --- what was typed stays -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OURS)
def test_spellings_come_back(name: str, tmp_path: Path) -> None:
    """From every format of ours each outlet comes back as it was typed, and with it what it stands for."""
    chronology = load([str(STORY)])
    text = written(name, chronology)
    back = of(tmp_path, text, f"back.{name}")
    assert typed(back) == typed(chronology)
    assert meant(back) == meant(chronology) != typed(chronology)
    assert back.outlets == chronology.outlets
    assert written(name, back) == text


@settings(max_examples=50, deadline=None)
@given(stories(), st.sampled_from(OURS))
def test_generated_spellings_come_back(events: list[dict[str, Any]], name: str) -> None:
    """The same of any spellings."""
    chronology = loaded(events)
    data = written(name, chronology).encode()
    back = load([f"t.{name}"], fetch=lambda shown: (shown, data))
    assert (typed(back), meant(back)) == (typed(chronology), meant(chronology))


def test_canonical_form_keeps_the_spelling(tmp_path: Path) -> None:
    """`fmt` leaves outlets as they were typed."""
    path = tmp_path / "t.yaml"
    path.write_text(STORY.read_text("utf-8"), "utf-8")
    before = load([str(path)])
    assert run_pipe("fmt", str(path)).code == 0
    assert typed(load([str(path)])) == typed(before)


def test_sources_are_shown_as_typed(tmp_path: Path) -> None:
    """The words of a source are the author's, what is counted is told by the name of the header."""
    chronology = sourced(
        tmp_path, "outlet: Deadline Hollywood", "outlet: Variety, via: Deadline Hollywood", "outlet: Deadline"
    )
    words = "Deadline Hollywood, Variety (via Deadline Hollywood), Deadline · 2 outlets, 1 origin: Deadline"
    assert words in written("text", chronology)
    assert words.partition(" · ")[2] in written("markdown", chronology)
    assert written("brief", chronology).endswith("T  [Deadline Hollywood, Variety]\n")
    record = json.loads(written("json", chronology))["events"][0]
    assert ([one["outlet"] for one in record["sources"]], record["origins"]) == (
        ["Deadline Hollywood", "Variety", "Deadline"],
        ["Deadline"],
    )
    rows = csv.DictReader(io.StringIO(written("csv", chronology)))
    assert [(row["source_outlet"], row["source_via"]) for row in rows if row["id"]] == typed(chronology)


def test_why_names_the_outlet_behind_an_alias(tmp_path: Path) -> None:
    """A retraction under another name says whose report it takes back, and why that is its own."""
    sourced(
        tmp_path,
        "outlet: Deadline, date: 2020-05-04",
        "outlet: Variety, via: Deadline Hollywood, date: 2020-05-05",
        "outlet: Deadline Hollywood, date: 2020-05-06, says: retracts",
    )
    done = run_pipe("why", "e", str(tmp_path / "aliases.yaml"))
    ledger = done.out[done.out.index("May 4, 2020") :].splitlines()
    assert [line.strip() for line in ledger] == [
        "May 4, 2020  REPORTED   reports   Deadline · taken back",
        "May 5, 2020  REPORTED   reports   Variety (via Deadline Hollywood)",
        "Deadline Hollywood is Deadline",
        "May 6, 2020  REPORTED   retracts  Deadline Hollywood",
        "Deadline Hollywood is Deadline",
        "takes back: Deadline, May 4, 2020",
        "1 outlet, 1 origin: Deadline",
    ]
    record = json.loads(run_pipe("why", "e", str(tmp_path / "aliases.yaml"), "--json").out)
    assert [one.get("names") for one in record["ledger"]] == [None, *[{"Deadline Hollywood": "Deadline"}] * 2]
    assert record["ledger"][2]["about"] == ["Deadline, May 4, 2020"]


# --- asked for ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["--outlet", "Deadline"], "taken-back one-origin said-twice put-right"),
        (["--outlet", "deadline hollywood"], "taken-back one-origin said-twice put-right"),
        (["--outlet", "dh"], "taken-back one-origin said-twice put-right"),
        (["--not-outlet", "dh"], "a-circle either"),
        (["--outlet", "thr"], "one-origin a-circle either"),
        (["--where", "outlet:thr outlet:soir"], "a-circle"),
        # HR is no certain outlet: whoever asks for it gets what says HR, and whom it may mean.
        (["--outlet", "hr"], "one-origin a-circle either"),
        # Variety is the own name of one outlet before it is the alias of another.
        (["--outlet", "variety"], "one-origin either"),
        (["--min-origins", "2"], "either"),
        (["--single-source"], "one-origin said-twice a-circle put-right"),
        (["--status", "retracted"], "taken-back"),
        (["--status", "reported", "--as-of", "2020-05-05"], "taken-back"),
    ],
)
def test_filters_ask_for_the_outlet(words: list[str], ids: str) -> None:
    """Any name of an outlet finds what was published under any other, and origins are counted by outlet."""
    done = run_pipe("filter", str(STORY), *words, "-O", "json")
    assert (" ".join(one["id"] for one in json.loads(done.out)["events"]), done.err) == (ids, "")


def test_names_are_counted_by_outlet() -> None:
    """An outlet stands once among the names, whatever it is called in sources."""
    done = run_pipe("names", str(STORY), "--kind", "outlet", "--json")
    assert json.loads(done.out) == {
        "outlet": {"Deadline": 4, "The Hollywood Reporter": 3, "Variety": 2, "HR": 1, "Télé Soir": 1}
    }


def test_people_are_counted_by_name(tmp_path: Path) -> None:
    """A person stands once among the names and has one heading, by whatever alias events name them."""
    text = (
        "people: {Doug Liman: {aliases: [Liman, DL]}}\nevents:\n"
        "  - {id: a, date: 2020, title: A, people: [Liman, Ann Lee]}\n"
        "  - {id: b, date: 2020, title: B, people: [Doug Liman, dl]}\n"
        "  - {id: c, date: 2020, title: C, people: [DL]}\n"
    )
    path = write(tmp_path, "t.yaml", text)
    names = json.loads(run_pipe("names", path, "--kind", "person", "--json").out)
    assert names == {"person": {"Doug Liman": 3, "Ann Lee": 1}}
    chronology = load([path])
    page = page_of(chronology, select(chronology, Query(), DAY), Options(group="person"), DAY)
    groups = [(group.heading, [entry.one.event.id for entry in group.entries]) for group in page.groups]
    assert groups == [("Doug Liman", ["a", "b", "c"]), ("Ann Lee", ["a"])]
    role = roles_of(chronology, "person")
    assert len({role(entry.one) for entry in page.entries}) == 1


def test_parquet_lists_an_outlet_once(tmp_path: Path) -> None:
    """Parquet's list of outlets, which is made to be asked, has the names of the header."""
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    assert run_pipe("show", str(STORY), "-o", str(path)).code == 0
    rows = {row["id"]: row for row in parquet.read_table(path).to_pylist()}
    assert rows["said-twice"]["outlets"] == ["Deadline"]
    assert [one["outlet"] for one in rows["said-twice"]["sources"]] == ["Deadline", "Deadline Hollywood"]


def test_an_outlet_that_speaks_for_itself() -> None:
    """An account of an outlet is cited as written by the outlet, whose name stands in `by`."""
    items = json.loads(written("csl-json", load([str(STORY)])))
    assert [item["author"] for item in items if "author" in item] == [[{"literal": "deadline"}]]
    assert "|author=deadline |work=Deadline Hollywood" in written("wikitext", load([str(STORY)]))


# --- several files ------------------------------------------------------------------------------------------------

EVENTS = """\
events:
  - id: e
    date: May 2020
    title: T
    sources: [{outlet: Deadline}, {outlet: DH}, {outlet: Deadline Hollywood, says: retracts}]
"""
NAMES = ("outlets: {Deadline: {aliases: [DH], home: https://a.b}}\n", "outlets: {Deadline: [Deadline Hollywood]}\n")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
@pytest.mark.parametrize("plain", [True, False])
def test_aliases_of_any_file_hold(
    order: tuple[int, ...], plain: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In whatever order files are read, and though two of them describe one outlet, all aliases are its own."""
    if not plain:
        monkeypatch.setattr(syntaxes, "PLAIN", {})
    paths = [write(tmp_path, f"{n}.yaml", text) for n, text in enumerate((EVENTS, *NAMES))]
    chronology = load([paths[n] for n in order])
    assert {name for name, _ in meant(chronology)} == {"Deadline"}
    assert status_of(chronology.events[0], DAY) == "retracted"
    (outlet,) = chronology.outlets
    assert (set(outlet.aliases), outlet.home) == ({"DH", "Deadline Hollywood"}, "https://a.b")


def test_people_of_several_files(tmp_path: Path) -> None:
    """Of people, too: aliases of any file, a birth date of any."""
    one = write(tmp_path, "a.yaml", "people: {Tom Cruise: {born: 1962-07-03, aliases: [Cruise]}}\n")
    two = write(tmp_path, "b.yaml", "people: {Tom Cruise: {aliases: [TC]}}\nevents: []\n")
    (person,) = load([one, two]).people
    assert (person.aliases, person.born) == (("Cruise", "TC"), read("1962-07-03"))


def test_included_names(tmp_path: Path) -> None:
    """The names of an included file hold in the one that includes it."""
    write(tmp_path, "names.yaml", "".join(NAMES[:1]))
    chronology = of(tmp_path, "include: names.yaml\n" + EVENTS)
    assert meant(chronology)[1] == ("Deadline", "")


# --- added and imported -------------------------------------------------------------------------------------------

ONE = """\
outlets:
  Deadline: {aliases: [Deadline Hollywood, DH]}
events:
  - id: report
    date: May 2020
    title: The film is announced
    sources:
      - {outlet: Deadline, date: May 2020}
"""


@pytest.mark.parametrize(
    ("outlet", "stands", "said"),
    [
        ("Deadline Hollywood", "Deadline Hollywood", ""),
        ("DH", "DH", ""),
        ("dh", "DH", 'outlet "dh" is written DH, as in the file'),
        ("deadline-hollywood", "Deadline Hollywood", 'outlet "deadline-hollywood" is written Deadline Hollywood'),
        ("DEADLINE", "Deadline", 'outlet "DEADLINE" is written Deadline, as in the file'),
        ("Variety", "Variety", ""),
    ],
)
def test_an_alias_is_added_as_typed(outlet: str, stands: str, said: str, tmp_path: Path) -> None:
    """The name by which an outlet is cited stays; only its case and signs are made those of the header."""
    path = write(tmp_path, "timeline.yaml", ONE)
    done = run_pipe("add", "--to", "report", "--outlet", outlet, "--source-date", "June 2020", cwd=tmp_path)
    assert done.code == 0
    assert typed(load([path]))[1:] == [(stands, "")]
    assert said in done.err if said else not done.err


def test_the_same_source_by_another_name_is_doubted(tmp_path: Path) -> None:
    """`add` tells that a source is there, though under another name of its outlet."""
    write(tmp_path, "timeline.yaml", ONE)
    done = run_pipe("add", "--to", "report", "--outlet", "DH", "--source-date", "May 2020", "--strict", cwd=tmp_path)
    assert (done.code, "report has the same source already" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("stands", "more", "counts"),
    [
        ("outlet: Deadline", "", "1 same"),
        ("outlet: Deadline Hollywood", "", "1 same"),
        ("outlet: Deadline Daily", "", "1 changed"),
        ("outlet: Deadline, url: https://b.c", ",https://b.c,", "1 same"),
        ("outlet: Deadline, via: DH", ",,Deadline", "1 same"),
        ("outlet: Deadline, via: Deadline", ",,DH", "1 same"),
        ("outlet: Deadline, via: Variety", ",,DH", "1 changed"),
    ],
)
def test_an_import_by_another_name_is_the_same(stands: str, more: str, counts: str, tmp_path: Path) -> None:
    """A sheet that names the outlet otherwise than the chronology has nothing to add to it."""
    path = write(tmp_path, "t.yaml", ONE.replace("outlet: Deadline,", f"{stands},"))
    head = "Date,Event,Source" + ",URL,source_via" * bool(more)
    sheet = f"{head}\nMay 2020,The film is announced,Deadline Hollywood{more}\n"
    done = run_pipe("import", "-", "--into", path, stdin=sheet)
    assert (done.code, counts in done.err) == (0, True), done.err


def test_an_import_takes_the_source_of_its_name_first(tmp_path: Path) -> None:
    """Where two sources are of one outlet, each is held against the one that is called alike."""
    told = "outlet: Deadline, date: May 2020}\n      - {outlet: DH, date: June 2020}\n"
    path = write(tmp_path, "t.yaml", ONE.replace("outlet: Deadline, date: May 2020}\n", told))
    sheet = "date,title,source_outlet,source_date,source_url\nMay 2020,The film is announced,DH,June 2020,https://a.b\n"
    done = run_pipe("import", "-", "--into", path, stdin=sheet)
    assert "date of DH" not in done.err
    assert "address of DH: nothing, imported as https://a.b" in done.err


def test_an_alias_in_one_file_and_a_name_in_another(tmp_path: Path) -> None:
    """Files that call one person by two names, one of which is an alias of the other, are told so with the place."""
    one = write(tmp_path, "a.yaml", "people: {Doug Liman: {}}\nevents: [{date: 2020, title: A, background: true}]\n")
    other = write(
        tmp_path,
        "b.yaml",
        "people:\n  The Director: {aliases: [Doug Liman]}\nevents: [{date: 2021, title: B, background: true}]\n",
    )
    done = run_pipe("check", one, other)
    assert (done.code, done.out.count("N103")) == (1, 1)
    assert f'{other}:2:28: warning: N103 "Doug Liman", an alias of The Director, is the name' in done.out
