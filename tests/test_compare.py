"""`timeline diff`: exactly what changed, the same read backwards, and a file held against its git revisions."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import write

from timeline import compare as comparison
from timeline.compare import compare, difference_record, how_moved, lines, mirrored, revision_chronology
from timeline.dates import When, read
from timeline.dates.days import ordinal
from timeline.errors import DataError, MachineError, UsageError
from timeline.load import load
from timeline.model import Chronology, Era, Event, Source
from timeline.replay import as_of
from timeline.views import printable
from timeline.writing import Out

RECORD = "space-film-record.yaml"
HARD = str(Path(__file__).parent / "data" / "hard.yaml")
DAY = ordinal(2026, 1, 1)


def text(old: Chronology, new: Chronology, old_day: int = DAY, new_day: int = DAY, **options: Any) -> str:
    parts: list[str] = []
    labels = options.pop("labels", ("old", "new"))
    as_json = options.pop("as_json", False)
    out = Out(parts.append, new_day, **options)
    differs = comparison.run(old, new, old_day, new_day, labels=labels, as_json=as_json, out=out)
    assert differs == (not compare(old, new, old_day, new_day).is_empty)
    return "".join(parts)


@pytest.fixture
def record(data: Path) -> Chronology:
    return load([str(data / RECORD)])


def as_of_text(record: Chronology, old: tuple[int, int, int], new: tuple[int, int, int]) -> str:
    days = ordinal(*old), ordinal(*new)
    sides = [as_of(record, day) for day in days]
    return text(*sides, *days, labels=("as of {}-{:02}-{:02}".format(*old), "as of {}-{:02}-{:02}".format(*new)))


# --- laws ---------------------------------------------------------------------------------------------------------

DATES = (
    "2020", "May 2020", "2020-05", "mid-2020", "2020-05-04", "c. 2019?", "unknown", "September", "Sept. 5",
    "Sept. 5, 2020", "from June to August 2020", "between June and August 2020", "before 2015", "since 2019", "after 2015",
    "2020-XX-05", "[2020-05,2021-07..2021-09]",
)  # fmt: skip
_WHENS = st.sampled_from([read(one) for one in DATES])
_WORDS = st.sampled_from(["", "Liman", "Cruise", "a note"])
_NAMES = st.lists(st.sampled_from(["Liman", "Cruise", "Musk"]), max_size=3).map(tuple)
_SOURCES = st.lists(
    st.builds(
        lambda outlet, when, says, by, url: Source(outlet, when, when, says, by=by, url=url),
        st.sampled_from(["Deadline", "Variety"]),
        _WHENS,
        st.sampled_from(["reports", "denies", "rumours", "plans", "retracts"]),
        _WORDS,
        st.sampled_from(["", "https://example.org/"]),
    ),
    max_size=4,
).map(tuple)
_EVENTS = st.lists(
    st.builds(
        lambda id_, when, title, note, people, tags, status, sources: Event(
            id_, when, when, title, note=note, people=people, tags=tags, status=status, sources=sources
        ),
        st.sampled_from("abcde"),
        _WHENS,
        st.sampled_from(["One", "Two"]),
        _WORDS,
        _NAMES,
        _NAMES,
        st.sampled_from(["", "", "denied"]),
        _SOURCES,
    ),
    max_size=5,
    unique_by=lambda event: event.id,
).map(tuple)
_ERAS = st.lists(
    st.builds(lambda id_, name, when: Era(id_, name, when, when), st.sampled_from("xyz"), _WORDS, _WHENS),
    max_size=3,
    unique_by=lambda era: era.id,
).map(tuple)
CHRONOLOGIES = st.builds(
    lambda title, eras, events: Chronology(title, eras=eras, events=events), _WORDS, _ERAS, _EVENTS
)
DAYS = st.integers(ordinal(2014, 1, 1), ordinal(2026, 1, 1))


@given(old=CHRONOLOGIES, new=CHRONOLOGIES, old_day=DAYS, new_day=DAYS)
@settings(max_examples=300, deadline=None)
def test_read_backwards_it_says_the_opposite(old: Chronology, new: Chronology, old_day: int, new_day: int) -> None:
    """New and gone, added and taken out, tightened and widened change places, and nothing else."""
    there, back = compare(old, new, old_day, new_day), compare(new, old, new_day, old_day)
    assert mirrored(there) == back
    assert mirrored(mirrored(there)) == there
    assert there.is_empty == back.is_empty


@given(old=CHRONOLOGIES, new=CHRONOLOGIES, day=DAYS)
@settings(max_examples=200, deadline=None)
def test_every_event_is_accounted_for(old: Chronology, new: Chronology, day: int) -> None:
    """Old events without the gone and with the new are the new events; each change has a line below its headline."""
    difference = compare(old, new, day, day)
    gone, added = ({one.event.id for one in side} for side in (difference.gone, difference.new))
    assert ({event.id for event in old.events} - gone) | added == {event.id for event in new.events}
    assert all(change.fields or change.added or change.gone for change in difference.changed)
    shown = ["".join(piece.text for piece in line) for line in lines(difference)]
    assert not [line for line in shown if printable(line) != line]
    json.dumps(difference_record(difference))


@given(chronology=CHRONOLOGIES, day=DAYS)
@settings(max_examples=100, deadline=None)
def test_nothing_changes_by_itself(chronology: Chronology, day: int) -> None:
    """A chronology does not differ from itself, nor from itself in another order."""
    assert compare(chronology, chronology, day, day).is_empty
    turned = chronology._replace(events=chronology.events[::-1], eras=chronology.eras[::-1])
    assert compare(chronology, turned, day, day).is_empty


@pytest.mark.parametrize("story", ["space-film.yaml", RECORD, HARD])
def test_a_story_does_not_differ_from_itself(story: str, data: Path) -> None:
    """No difference: nothing for people; for programs the same keys, all empty."""
    one, other = load([str(data / story)]), load([str(data / story)])
    assert text(one, other) == ""
    said = json.loads(text(one, other, as_json=True))
    assert (said["differs"], said["header"], said["eras"]) == (False, {}, [])
    assert said["events"] == {"new": [], "gone": [], "changed": []}


def test_what_the_header_says(tmp_path: Path) -> None:
    """Changed views, names of people and outlets, home pages and the author's own keys are told, both ways."""
    events = "events: [{id: a, date: 2020, title: A, background: true}]\n"
    old = (
        "views: {v: 'person:Ann', same: tag:x}\noutlets: {Deadline: {}, Variety: {home: 'https://v.com'}}\n"
        "people: {Ann: {aliases: [A, B]}}\nx-desk: film\nx-gone: 1\n"
    )
    new = (
        "x-desk: TV\nviews: {same: tag:x, v: 'person:Bob'}\npeople: {Ann: {aliases: [B, A], born: 1980}}\n"
        "outlets: {Deadline: {aliases: [DH], home: 'https://d.com'}, Variety: {home: 'https://v.com'}}\n"
    )
    one, other = (load([write(tmp_path, "t.yaml", header + events)]) for header in (old, new))
    assert text(one, other).splitlines() == [
        "old -> new: no event differs",
        "views added: v: person:Bob",
        "views taken out: v: person:Ann",
        "people added: Ann (also A, B; born 1980)",
        "people taken out: Ann (also A, B)",
        "outlets added: Deadline (also DH; https://d.com)",
        "outlets taken out: Deadline",
        "x-desk changed: film -> TV",
        "x-gone taken out: 1",
    ]
    said = json.loads(text(one, other, as_json=True))
    assert said["header"]["views"] == {"added": ["v: person:Bob"], "gone": ["v: person:Ann"]}
    assert said["header"]["x-desk"] == {"old": "film", "new": "TV"}
    assert compare(other, one, DAY, DAY) == mirrored(compare(one, other, DAY, DAY))
    assert text(one, other, color=True).count("views") == 2


def test_how_dates_are_read(tmp_path: Path) -> None:
    """A changed year, changed conventions and the author's own keys of people are told though no event has changed."""
    events = "events: [{id: a, date: 2020, title: A, background: true}]\n"
    old = "year: 2020\nconventions: {summer: 5-9, slack: no}\npeople: {Ann: {x-wiki: Q1}}\n"
    new = "conventions: {summer: 6-9, slack: no}\npeople: {Ann: {x-wiki: Q2}}\n"
    one, other = (load([write(tmp_path, "t.yaml", header + events)]) for header in (old, new))
    assert text(one, other).splitlines() == [
        "old -> new: no event differs",
        "year taken out: 2020",
        "conventions added: summer: 6-9",
        "conventions taken out: summer: 5-9",
        "people added: Ann (x-wiki: Q2)",
        "people taken out: Ann (x-wiki: Q1)",
    ]
    said = json.loads(text(one, other, as_json=True))["header"]
    assert said["year"] == {"old": "2020", "new": ""}
    assert said["conventions"] == {"added": ["summer: 6-9"], "gone": ["summer: 5-9"]}
    assert compare(other, one, DAY, DAY) == mirrored(compare(one, other, DAY, DAY))


# --- dates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("mid-2020", "July 23, 2020", "tightened"),
        ("2020", "May 2020", "tightened"),
        ("unknown", "2020", "tightened"),
        ("unknown", "September", "tightened"),
        ("September", "Sept. 5", "tightened"),
        ("September", "Sept. 5, 2020", "tightened"),
        ("since 2019", "from June 2019 to August 2020", "tightened"),
        ("before 2015", "2012", "tightened"),
        ("2020-XX-05", "2020-07-05", "tightened"),
        ("[2020-05-04,2020-05-06]", "2020-05-04", "tightened"),
        ("[2020-05,2020-06]", "[2020-05-20..2020-06-10]", "tightened"),
        ("May 2020", "2020-05", "same"),
        ("[2020-05..2020-08]", "mid-2020", "same"),
        ("2020", "2020?", "same"),
        ("unknown", "unknown", "same"),
        ("May 2020", "June 2020", "moved"),
        ("September", "May 2020", "moved"),
        ("2020-XX-05", "2020-07-06", "moved"),
        ("[2020-05-04,2020-05-06]", "2020-05-05", "moved"),
        ("May 2020", "between April 20 and May 20, 2020", "moved"),
        ("after 2015", "before 2018", "moved"),
        ("between June and August 2020", "from June to August 2020", "moved"),
    ],
)
def test_how_a_date_moved(old: str, new: str, how: str) -> None:
    """By the days that it can mean, gaps included; the reverse for the way back."""
    back = {"tightened": "widened"}.get(how, how)
    assert (how_moved(read(old), read(new)), how_moved(read(new), read(old))) == (how, back)


def test_a_month_of_any_year_is_tightened_by_a_first_year() -> None:
    """Though it has no last one: the Septembers from 2020 on are some of all Septembers."""
    old = read("September")
    new = old.narrowed(ordinal(2020, 3, 1), None, ("lower",))
    assert (how_moved(old, new), how_moved(new, old)) == ("tightened", "widened")


# --- lines --------------------------------------------------------------------------------------------------------


def source(outlet: str, date: str, says: str = "reports", **more: str) -> Source:
    return Source(outlet, read(date), read(date), says, **more)


RUMOUR = source("Page Six", "Dec. 2025", "rumours", unnamed="rumours")
DENIAL = source("Page Six", "Dec. 2025", "denies", unnamed="a source close to Liman")
BASE = Event(
    "liman", read("mid-2020"), read("mid-2020"), "Liman", people=("Doug Liman", "Tom Cruise"), sources=(RUMOUR,)
)
LONG = "Sources differ on the day: Deadline's later story says May 4, and others say Monday"


def dated(date: str) -> dict[str, When]:
    return {"date": read(date), "when": read(date)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"sources": (RUMOUR, DENIAL)},
            [
                "~ liman: RUMOURED -> DENIED  Liman",
                "    + denied: Page Six (a source close to Liman, unnamed), December 2025",
            ],
        ),
        (
            {"sources": (RUMOUR, RUMOUR)},
            ["~ liman: RUMOURED  Liman", "    + rumoured: Page Six (rumours), December 2025"],
        ),
        (
            {"sources": ()},
            ["~ liman: RUMOURED -> UNSOURCED  Liman", "    - rumoured: Page Six (rumours), December 2025"],
        ),
        (
            {"sources": (RUMOUR._replace(url="https://example.org/1"),)},
            [
                "~ liman: RUMOURED  Liman",
                "    ~ rumoured: Page Six (rumours), December 2025",
                "        url added: https://example.org/1",
            ],
        ),
        (
            dated("July 23, 2020"),
            ["~ liman: RUMOURED  Liman", "    date tightened: mid-2020 -> July 23, 2020"],
        ),
        (dated("2020"), ["~ liman: RUMOURED  Liman", "    date widened: mid-2020 -> 2020"]),
        (dated("2019"), ["~ liman: RUMOURED  Liman", "    date moved: mid-2020 -> 2019"]),
        (
            dated("2020-05..2020-08".join("[]")),
            ["~ liman: RUMOURED  Liman", "    date reworded, same days: mid-2020 -> [2020-05..2020-08]"],
        ),
        (
            {"when": read("mid-2020").narrowed(ordinal(2020, 6, 1), None, ("other",))},
            [
                "~ liman: RUMOURED  Liman",
                "    date tightened: mid-2020 (2020-05-01/2020-08-31) -> mid-2020 (2020-06-01/2020-08-31)",
            ],
        ),
        ({"title": "Doug"}, ["~ liman: RUMOURED  Doug", "    title changed: Liman -> Doug"]),
        ({"summary": "More."}, ["~ liman: RUMOURED  Liman", "    summary added: More."]),
        ({"group": "Luna Park"}, ["~ liman: RUMOURED  Liman", "    group added: Luna Park"]),
        (
            {"people": ("Tom Cruise", "Elon Musk")},
            ["~ liman: RUMOURED  Liman", "    people added: Elon Musk", "    people taken out: Doug Liman"],
        ),
        ({"orgs": ("NASA",)}, ["~ liman: RUMOURED  Liman", "    organisations added: NASA"]),
        ({"works": ("Luna Park",)}, ["~ liman: RUMOURED  Liman", "    works added: Luna Park"]),
        ({"places": ("Venice",)}, ["~ liman: RUMOURED  Liman", "    places added: Venice"]),
        ({"tags": ("health", "film")}, ["~ liman: RUMOURED  Liman", "    tags added: health, film"]),
        (
            {"status": "denied", "because": "He said so"},
            [
                "~ liman: RUMOURED -> DENIED  Liman",
                "    status set by hand added: denied",
                "    reason of that status added: He said so",
            ],
        ),
        ({"note": "[b]\x1b[31m"}, ["~ liman: RUMOURED  Liman", "    note added: [b]\\x1b[31m"]),
        ({"people": ("Tom Cruise", "Doug Liman")}, []),
        ({"extra": (("x-ref", "c01"),)}, []),
        ({"sources": (RUMOUR._replace(archive="https://example.org/", lang="en"),)}, []),
    ],
)
def test_one_change_one_line(changes: dict[str, Any], expected: list[str]) -> None:
    """Each thing that can change has its line, and nothing else is said."""
    found = text(Chronology(events=(BASE,)), Chronology(events=(BASE._replace(**changes),))).splitlines()
    assert found == (["old -> new: 1 event changed", "", "Changed", *expected] if expected else [])


def test_long_texts_stand_one_above_the_other() -> None:
    """A note of a line or more is shown before and after; where only its lines break elsewhere it has not changed."""
    old = Chronology(events=(BASE._replace(note=LONG),))
    new = Chronology(events=(BASE._replace(note=LONG + " night"),))
    assert text(old, new).splitlines()[-3:] == ["    note changed:", f"      - {LONG}", f"      + {LONG} night"]
    assert text(old, Chronology(events=(BASE._replace(note=LONG.replace(" ", "\n") + "\n"),))) == ""


def test_header_and_eras() -> None:
    """The title, new eras, eras gone and eras that say otherwise."""
    eras = [Era(id_, name, read(date), read(date)) for id_, name, date in (
        ("first", "First term", "2017-01-20/2021-01-20"), ("pause", "Pause", "2022"), ("second", "Second term", "since 2025"),
    )]  # fmt: skip
    named = eras[0]._replace(name="The first term", **dated("2017/2021"))
    old = Chronology("Space film", eras=(eras[0], eras[1]))
    new = Chronology("The space film", eras=(named, eras[2]))
    assert text(old, new).splitlines() == [
        "old -> new: no event differs",
        "title changed: Space film -> The space film",
        "",
        "Eras",
        "~ first: The first term",
        "    name changed: First term -> The first term",
        "    date widened: Jan. 20, 2017 to Jan. 20, 2021 -> 2017 to 2021",
        "- pause: Pause, 2022",
        "+ second: Second term, since 2025",
    ]


def test_what_is_inferred_of_an_era_is_no_change_of_it() -> None:
    """An era that says its own days has not changed because events tell where it ended; one that refers may have."""
    since = read("since 2025")
    held = since.narrowed_span((since.lower, since.lower), (ordinal(2026, 1, 1), None), ("a",))
    old, new = (Chronology(eras=(Era("x", "X", since, when),)) for when in (since, held))
    assert text(old, new) == ""
    referring = since._replace(clauses=read("after @a").clauses)
    old, new = (Chronology(eras=(Era("x", "X", referring, when),)) for when in (since, held))
    assert text(old, new).splitlines()[-1] == (
        "    date tightened: since 2025 (begins 2025-01-01/2025-12-31, ends 2025-01-01/..)"
        " -> since 2025 (begins 2025-01-01/2025-01-01, ends 2026-01-01/..)"
    )


def test_new_and_gone() -> None:
    """Events that one side lacks, by their dates, with who says so."""
    report = Event(
        "liman-to-direct", **dated("May 26, 2020"), title="Liman will direct", sources=(source("Deadline", "2020"),)
    )
    found = text(Chronology(events=(BASE,)), Chronology(events=(report,)))
    assert found.splitlines() == [
        "old -> new: 1 event new, 1 gone",
        "",
        "New",
        "+ May 26, 2020  REPORTED   Liman will direct",
        "    Deadline",
        "",
        "Gone",
        "- mid-2020      RUMOURED   Liman",
        "    rumoured: Page Six (rumours)",
    ]


def test_painted_and_wrapped_it_says_the_same(record: Chronology) -> None:
    """Colour and width change no word."""
    from support import without_escapes

    old, day = as_of(record, ordinal(2020, 12, 1)), ordinal(2022, 1, 1)
    plain = text(old, record, ordinal(2020, 12, 1), day)
    painted = text(old, record, ordinal(2020, 12, 1), day, color=True)
    narrow = text(old, record, ordinal(2020, 12, 1), day, width=60)
    assert "\x1b[" in painted
    assert without_escapes(painted) == plain
    assert narrow.split() == plain.split()
    assert all(len(line) <= 60 or len(line.split()) == 1 for line in narrow.splitlines())


# --- as-of days ---------------------------------------------------------------------------------------------------


def test_two_days_of_the_record(record: Chronology, golden: Callable[[str, str], None]) -> None:
    """What became known between July 2020 and 2022; read in review."""
    found = as_of_text(record, (2020, 7, 1), (2022, 1, 1))
    golden("diff/record-2020-07-01-2022-01-01.txt", found)
    assert "REPORTED   Variety: Universal in talks" in found
    assert "physical" not in found


def test_a_plan_lapses_without_a_word(record: Chronology) -> None:
    """The flight announced for October 2021 was planned in December 2020; a year later it had lapsed."""
    found = as_of_text(record, (2020, 12, 1), (2022, 1, 1)).splitlines()
    flight = "~ october-2021-flight: PLANNED -> LAPSED  Cruise and Liman are to fly to the space station"
    assert flight in found
    assert not found[found.index(flight) + 1 :]


def test_the_way_back_in_time(record: Chronology) -> None:
    """From the later day to the earlier what was new is gone."""
    days = ordinal(2020, 12, 1), ordinal(2022, 1, 1)
    early, late = (as_of(record, day) for day in days)
    there = compare(early, late, *days)
    assert there.new
    assert not there.gone
    assert mirrored(there) == compare(late, early, *days[::-1])


# --- JSON ---------------------------------------------------------------------------------------------------------


def test_the_json_contract() -> None:
    """The keys that programs rely on."""
    changed = BASE._replace(**dated("July 23, 2020"), people=("Doug Liman",), note="New", sources=(DENIAL,))
    extra = Event("extra", **dated("2020"), title="Extra")
    old = Chronology("A", events=(BASE,))
    new = Chronology("B", eras=(Era("x", "X", **dated("2020")),), events=(changed, extra))
    said = json.loads(text(old, new, as_json=True, labels=("a.yaml", "b.yaml")))
    assert list(said) == ["timeline", "old", "new", "differs", "header", "eras", "events"]
    assert said["old"] == {"label": "a.yaml", "as_of": "2026-01-01"}
    assert (said["timeline"], said["differs"]) == (1, True)
    assert said["header"] == {"title": {"old": "A", "new": "B"}}
    assert said["eras"] == [
        {"id": "x", "change": "new", "date_change": None, "old": None, "new": {"name": "X", "date": "2020"}}
    ]
    assert [event["id"] for event in said["events"]["new"]] == ["extra"]
    (change,) = said["events"]["changed"]
    assert list(change) == ["id", "title", "status", "sources", "fields"]
    assert change["status"] == {"old": "rumoured", "new": "denied"}
    assert [one["says"] for side in ("added", "gone") for one in change["sources"][side]] == ["denies", "rumours"]
    assert list(change["fields"]) == ["date", "note", "people"]
    assert change["fields"]["people"] == {"added": [], "gone": ["Tom Cruise"]}
    assert change["fields"]["note"] == {"old": "", "new": "New"}
    date = change["fields"]["date"]
    assert (date["change"], date["old"]["text"], date["new"]["lower"]) == ("tightened", "mid-2020", "2020-07-23")


# --- git ----------------------------------------------------------------------------------------------------------

FIRST = "title: Story\ninclude: [more.yaml]\nevents:\n  - {id: a, date: mid-2020, title: A}\n"
SECOND = "title: Story\ninclude: [more.yaml]\nevents:\n  - {id: a, date: 'July 23, 2020', title: A}\n"


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits of a file and of one that it includes, in a folder of a repository; and an edit not committed."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "repository" / "stories"
    folder.mkdir(parents=True)
    git(folder.parent, "init")
    for main, more in ((FIRST, "B"), (SECOND, "C")):
        write(folder, "story.yaml", main)
        write(folder, "more.yaml", f"events: [{{id: b, date: 2020, title: {more}}}]\n")
        git(folder, "add", ".")
        git(folder, "commit", "-m", "a step")
    write(folder, "story.yaml", SECOND.replace("title: A", "title: Edited"))
    return folder


def titles(chronology: Chronology) -> list[str]:
    return [event.title for event in chronology.events]


def test_a_file_and_its_revisions(repository: Path) -> None:
    """The last commit and the one before, included files as they were then; in messages the file is `path@REV`."""
    path = str(repository / "story.yaml")
    last, first = (revision_chronology(path, revision) for revision in ("HEAD", "HEAD~1"))
    assert (titles(first), titles(last), titles(load([path]))) == (["A", "B"], ["A", "C"], ["Edited", "C"])
    assert last.files == (f"{path}@HEAD", f"{repository / 'more.yaml'}@HEAD")
    found = text(first, load([path]))
    assert "    date tightened: mid-2020 -> July 23, 2020\n" in found
    assert "    title changed: B -> C\n" in found
    assert text(last, load([path])).splitlines()[3:] == ["~ a: UNSOURCED  Edited", "    title changed: A -> Edited"]


def test_a_file_that_is_gone_has_revisions_still(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Removed from the disk it is read from git; a relative path and a symbolic link will do."""
    monkeypatch.chdir(repository)
    (repository / "story.yaml").unlink()
    assert titles(revision_chronology("story.yaml", "HEAD")) == ["A", "C"]
    (repository / "link.yaml").symlink_to(repository / "story.yaml")
    assert titles(revision_chronology("link.yaml", "HEAD~1")) == ["A", "B"]


def test_inside_a_hook_the_folder_counts(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """git tells a hook its GIT_DIR; the file is found all the same."""
    monkeypatch.setenv("GIT_DIR", str(repository.parent / ".git"))
    assert titles(revision_chronology(str(repository / "story.yaml"), "HEAD")) == ["A", "C"]


def test_a_revision_with_mistakes_says_where(repository: Path) -> None:
    """What was not sound then is told with the name of the revision."""
    path = write(repository, "story.yaml", "events: [{date: 2020}]\n")
    git(repository, "commit", "-am", "a mistake")
    with pytest.raises(DataError) as caught:
        revision_chronology(path, "HEAD")
    assert str(caught.value.problems[0].place) == f"{path}@HEAD:1:10"


@pytest.mark.parametrize("revision", ["HEAD~9", "nonsense", "-h", "--output=x", "", "HEAD:stories"])
def test_an_unknown_revision(revision: str, repository: Path) -> None:
    """Named, with where to find those there are; nothing is taken for an option of git."""
    with pytest.raises(UsageError) as caught:
        revision_chronology(str(repository / "story.yaml"), revision)
    assert str(caught.value) == f'no git revision "{revision}"; git log lists those there are'


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    """There is no revision to name yet, and that is said."""
    path = write(tmp_path, "story.yaml", FIRST)
    git(tmp_path, "init", "-q")
    with pytest.raises(UsageError) as caught:
        revision_chronology(path, "HEAD")
    assert str(caught.value) == f"nothing is committed yet where {path} stands; commit it first, or name two files"


def test_a_file_that_was_not_there(repository: Path) -> None:
    """Not committed, or in no folder, is said; an included file that is missing is a problem at its line."""
    path = write(repository, "late.yaml", FIRST)
    with pytest.raises(MachineError, match=r"late\.yaml: not in revision HEAD~1$"):
        revision_chronology(path, "HEAD~1")
    with pytest.raises(MachineError, match="No such file or directory"):
        revision_chronology(str(repository / "nowhere" / "story.yaml"), "HEAD")
    git(repository, "rm", "--cached", "more.yaml")
    git(repository, "commit", "-m", "one less")
    with pytest.raises(DataError) as caught:
        revision_chronology(str(repository / "story.yaml"), "HEAD")
    assert caught.value.problems[0].message == f"cannot include {repository / 'more.yaml'}: not in revision HEAD"


def test_no_repository_and_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder outside git, standard input, and a machine without git, each in its own words."""
    path = write(tmp_path, "story.yaml", FIRST)
    with pytest.raises(UsageError, match="standard input has no revisions"):
        revision_chronology("-", "HEAD")
    if shutil.which("git") is not None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        with pytest.raises(UsageError, match=r"story\.yaml has no revisions: not a git repository"):
            revision_chronology(path, "HEAD")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MachineError, match="git cannot be run"):
        revision_chronology(path, "HEAD")
