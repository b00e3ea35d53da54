"""The sourcing report: facts about who published what and when, with what imprecise dates leave open left open."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.dates import read
from timeline.dates.days import ordinal
from timeline.load import load
from timeline.model import STATUSES, Chronology, Event, Name, Source
from timeline.names import OutletNames
from timeline.query import CERTAIN, NO, POSSIBLE, Match
from timeline.sourcing import (
    OutletFacts,
    outlets_report,
    run_outlets,
    run_sourcing,
    sourcing_report,
    status_explanation,
)
from timeline.sourcing.lapses import Lapse, lapse_words, not_later
from timeline.width import width_of
from timeline.writing import Out

HARD = Path(__file__).parent / "data" / "hard.yaml"
DAY = ordinal(2026, 11, 22)
STORIES = ("space-film", "space-film-record")


def source(outlet: str, date: str, says: str = "reports", *, via: str = "", unnamed: str = "", url: str = "") -> Source:
    return Source(outlet, read(date), read(date), says, via=via, unnamed=unnamed, url=url)


def event(name: str, *sources: Source, date: str = "2020-05-01", **more: object) -> Event:
    made = Event(name, read(date), read(date), name.capitalize(), sources=sources)
    return made._replace(**more)  # type: ignore[arg-type]


def story(*events: Event) -> Chronology:
    return Chronology(title="T", events=events)


def outlets_of(*events: Event) -> dict[str, OutletFacts]:
    return {one.name: one for one in outlets_report(story(*events))}


def printed(run: Callable[..., None], *arguments: object, as_json: bool = False, width: int = 0) -> str:
    parts: list[str] = []
    run(*arguments, as_json=as_json, out=Out(parts.append, DAY, width=width))
    return "".join(parts)


# --- origins and circles ------------------------------------------------------------------------------------------


def test_seven_outlets_that_repeat_one_report_are_one_origin() -> None:
    repeats = [source(f"Paper {n}", "2020-05-02", via="Deadline" if n < 4 else "Paper 1") for n in range(1, 7)]
    facts = sourcing_report(story(event("film", source("Deadline", "2020-05-01"), *repeats)), DAY)
    (one,) = facts.one_origin
    assert (len(one.origins.outlets), one.origins.roots) == (7, ("Deadline",))
    assert "7 outlets, 1 origin: Deadline" in printed(
        run_sourcing, story(event("film", source("Deadline", "2020-05-01"), *repeats)), DAY, 180
    )


def test_two_firsthand_reports_are_two_origins() -> None:
    facts = sourcing_report(story(event("film", source("A", "2020-05-01"), source("B", "2020-05-02"))), DAY)
    assert facts.one_origin == ()


def test_a_circle_of_three_is_reported_once_as_a_circle() -> None:
    """Three outlets that credit each other, on two events: one circle, with both."""
    ring = [source("A", "2020", via="B"), source("B", "2020", via="C"), source("C", "2020", via="A")]
    facts = sourcing_report(story(event("one", *ring), event("two", *ring[::-1]), event("three", *ring[:1])), DAY)
    assert [(one.outlets, [event.id for event in one.events]) for one in facts.circles] == [
        (("A", "B", "C"), ["one", "two"])
    ]
    assert "  A, B, C · for one, two\n" in printed(
        run_sourcing, story(event("one", *ring), event("two", *ring)), DAY, 180
    )


def test_a_circle_that_somebody_in_it_backs_firsthand_is_none() -> None:
    ring = [source("A", "2020", via="B"), source("B", "2020", via="A"), source("A", "2020-03")]
    assert sourcing_report(story(event("one", *ring)), DAY).circles == ()


def test_an_alias_is_the_outlet_that_the_header_names() -> None:
    """AP and Associated Press are one outlet and one origin, in `via` too; nobody credits himself."""
    named = OutletNames([Name("Associated Press", ("AP", "A.P."))]).named
    told = [source("AP", "2020-05-01"), source("associated press", "2020-05-02", via="A.P.")]
    one = event("one", *map(named, told))
    two = event("two", named(source("Paper", "2020-05-03", via="AP")))
    found = outlets_of(one, two)
    assert list(found) == ["Associated Press", "Paper"]
    assert found["Associated Press"].events == ("one",)
    assert (found["Associated Press"].credits, found["Associated Press"].credited_by) == ((), (("Paper", 1),))
    facts = sourcing_report(story(one), DAY)
    assert [origin.origins.roots for origin in facts.one_origin] == [("Associated Press",)]


# --- who was first ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2020-05-04", "2020-05-05", CERTAIN),
        ("2020-05-04", "2020-05-04", CERTAIN),
        ("2020-05-05", "2020-05-04", NO),
        ("2020-05", "2020-05-31", CERTAIN),
        ("2020-05", "2020-05-30", POSSIBLE),
        ("2020-05", "2020-05-01", POSSIBLE),
        ("2020-05", "2020-04-30", NO),
        ("2020-05", "2020-05", POSSIBLE),
        ("2020-05", "2020-06", CERTAIN),
        ("2020", "2021-03", CERTAIN),
        ("unknown", "2020", POSSIBLE),
        ("2020", "unknown", POSSIBLE),
        ("by 2019", "2020", CERTAIN),
        ("since 2021", "2020", NO),
        ("before 2022", "2020", POSSIBLE),
        ("2020-05?", "2021", POSSIBLE),  # an uncertain date makes nothing certain,
        ("2021?", "2020", NO),  # and is taken as stated otherwise, as the filters do
        ("mid-2020", "2020-09-01", POSSIBLE),  # our convention gets leeway
        ("mid-2020", "2021", CERTAIN),
        ("c. 2020-05-10", "2020-05-10", POSSIBLE),
        ("c. 2020-05-10", "2020-05-12", CERTAIN),
        ("c. 2020-05-10", "c. 2020-05-11", POSSIBLE),
        ("2020-05-01/2020-08-31", "2020-06", CERTAIN),  # what lasted counts from its beginning
    ],
)
def test_whether_one_date_is_not_later_than_another(one: str, other: str, expected: Match) -> None:
    from timeline.dates import STANDARD

    assert not_later(read(one), read(other), STANDARD) is expected


@pytest.mark.parametrize(
    ("sources", "first", "possibly"),
    [
        # certainly first, also on the same day
        ([("A", "2020-05-04", ""), ("B", "2020-05-05", "")], "A", ""),
        ([("A", "2020-05-04", ""), ("B", "2020-05-04", "")], "AB", ""),
        ([("A", "2020-05", ""), ("B", "2020-06", "")], "A", ""),
        # imprecise dates leave it open
        ([("A", "2020-05", ""), ("B", "2020-05-10", "")], "", "AB"),
        ([("A", "2020-05", ""), ("B", "2020-05-10", ""), ("C", "2020-05-20", "")], "", "AB"),
        ([("A", "2020", ""), ("B", "unknown", "")], "", "AB"),
        # the earliest of an outlet's own reports counts
        ([("A", "2020-05-04", ""), ("B", "2020-05-05", ""), ("B", "2020-05-01", "")], "B", ""),
        # who credits an outlet came after it, whatever the dates leave open
        ([("A", "2020-05", ""), ("B", "2020-05-10", "A")], "A", ""),
        ([("A", "unknown", ""), ("B", "2020-05-10", "A"), ("C", "2020-05-11", "B")], "A", ""),
        # and is not first itself, even where the credited report is not in the file
        ([("A", "2020-05-04", "Z"), ("B", "2020-05-05", "Z")], "", ""),
        ([("A", "2020-05-04", "Z"), ("B", "2020-05-04", "")], "", "B"),
        ([("A", "2020-05-04", "Z"), ("B", "2020-05-05", "")], "", ""),
        # a circle has no first
        ([("A", "2020-05-04", "B"), ("B", "2020-05-05", "A")], "", ""),
    ],
)
def test_who_reported_first(sources: list[tuple[str, str, str]], first: str, possibly: str) -> None:
    """Certainly first, possibly first, or neither; file order does not matter."""
    made = [source(outlet, date, via=via) for outlet, date, via in sources]
    for order in (made, made[::-1]):
        found = outlets_of(event("film", *order))
        assert "".join(name for name, one in found.items() if one.first) == first
        assert "".join(name for name, one in found.items() if one.possibly_first) == possibly


def test_a_denial_is_no_first_report() -> None:
    """Who denies or takes back is not counted among those that told; a lone teller is not said to have been first."""
    found = outlets_of(event("film", source("A", "2020-05-04"), source("B", "2020-05-01", "denies")))
    assert (found["A"].alone, found["A"].first, found["B"].alone) == (("film",), (), ())
    assert found["B"].denied == ("film",)


def test_what_an_outlet_did() -> None:
    """Events, denials, corrections, retractions, credit given and received, days of publication; each event once."""
    one = event(
        "one",
        source("B", "2020-05", via="A"),
        source("B", "2020-06-03", via="A"),
        source("A", "2020-05-01"),
        source("A", "2020-07-01", "retracts"),
    )
    two = event("two", source("B", "2021", "corrects", via="A"), source("B", "unknown", "denies"), source("A", "2020?"))
    found = outlets_of(one, two)
    b = found["B"]
    assert (b.events, b.denied, b.corrected, b.retracted) == (("one", "two"), ("two",), ("two",), ())
    assert (b.credits, b.credited_by, b.undated) == ((("A", 2),), (), 1)
    assert b.first_published == (ordinal(2020, 5, 1), ordinal(2020, 5, 31))
    assert b.last_published == (ordinal(2021, 1, 1), ordinal(2021, 12, 31))
    assert (found["A"].retracted, found["A"].credited_by, found["A"].uncertain) == (("one",), (("B", 2),), 1)


def test_nothing_is_ranked() -> None:
    """Outlets stand in alphabetical order, whoever was first and however many events they have."""
    events = [event(f"e{n}", source("Zed", "2020-05-01"), source("Élan", "2020-05-02")) for n in range(5)]
    names = [
        one.name for one in outlets_report(story(*events, event("x", source("aaa", "2022"), source("Fox", "2021"))))
    ]
    assert names == ["aaa", "Élan", "Fox", "Zed"]
    text = printed(run_outlets, story(*events)) + printed(run_sourcing, story(*events), DAY, 180)
    assert not any(word in text.lower() for word in ("score", "rank", "quality", "reliab", "best", "worst", "top "))


# --- durations ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("happened", "reported", "least", "most", "words"),
    [
        ("2020-05-01", "2020-05-01", 0, 0, "the same day"),
        ("2020-05-01", "2020-05-02", 1, 1, "1 day later"),
        ("2020-05-02", "2020-05-01", -1, -1, "1 day before"),
        ("2020-05", "2020-06-10", 10, 40, "10 to 40 days later"),
        ("2020-05-20", "2020-06", 12, 41, "12 to 41 days later"),
        ("2020-05", "2020-05", -30, 30, "from 30 days before to 30 days later"),
        ("2020", "2019-12-31", -366, -1, "1 to 366 days before"),
        ("by 2020-05-10", "2020-06-10", 31, None, "at least 31 days later"),
        ("by 2020-06-10", "2020-06-10", 0, None, "the same day or later"),
        ("after 2020-05-09", "2020-06-10", None, 31, "at most 31 days later, or before"),
        ("after 2020-06-09", "2020-06-01", None, -9, "at least 9 days before"),
        ("by 2020-06-10", "2020-06-01", -9, None, "at most 9 days before, or later"),
        ("unknown", "2020", None, None, "not known"),
        ("2020-05-01", "unknown", None, None, "not known"),
        ("c. 2020-05", "2020-06-10", 10, 40, "about 10 to 40 days later"),
        ("2020-05", "2020-06-10?", 10, 40, "about 10 to 40 days later"),
        ("2018-01-01/2020-04", "2021-01-01", 1096, 1096, "1,096 days later"),
    ],
)
def test_days_from_happening_to_first_report(
    happened: str, reported: str, least: int | None, most: int | None, words: str
) -> None:
    """At least and at most; "about" where a date is uncertain, approximate or read by convention."""
    (found,) = sourcing_report(story(event("film", source("A", reported), date=happened)), DAY).reported
    assert (found.took.least, found.took.most) == (least, most)
    assert lapse_words(found.took) == words


def test_the_first_of_several_reports() -> None:
    """Not after the earliest that is certain, not before the earliest that is possible; an undated one may be first."""
    sources = [source("A", "2020-05-20"), source("B", "2020-05"), source("C", "2021")]
    (found,) = sourcing_report(story(event("film", *sources)), DAY).reported
    assert found.took == Lapse(0, 19)
    (found,) = sourcing_report(story(event("film", *sources, source("D", "unknown"))), DAY).reported
    assert found.took == Lapse(None, 19)


@pytest.mark.parametrize(
    ("sources", "status", "took"),
    [
        ([("A", "2020-05-01", "reports"), ("B", "2020-05-11", "denies")], "disputed", Lapse(10, 10)),
        ([("A", "2020-05", "rumours"), ("B", "2020-06-10", "denies")], "denied", Lapse(10, 40)),
        (
            [("A", "2020-05", "reports"), ("B", "2020-06", "denies"), ("C", "2020-05-31", "denies")],
            "disputed",
            Lapse(0, 30),
        ),
        ([("A", "unknown", "reports"), ("B", "2020-06", "denies")], "disputed", Lapse(None, None)),
        ([("B", "2020-06", "denies")], "denied", None),
    ],
)
def test_days_from_report_to_denial(sources: list[tuple[str, str, str]], status: str, took: Lapse | None) -> None:
    made = [source(outlet, date, says) for outlet, date, says in sources]
    (found,) = sourcing_report(story(event("film", *made)), DAY).denials
    assert (found.status, found.took) == (status, took)


def test_a_page_that_carries_rumour_and_denial_carries_both_the_same_day() -> None:
    """However loose the date of the page; where the denial has another page as well, it came no later than that."""
    rumour, denial = (source("A", "2025-12?", says, url="https://a.example/1") for says in ("rumours", "denies"))
    (found,) = sourcing_report(story(event("film", rumour, denial)), DAY).denials
    assert found.took == Lapse(0, 0)
    earlier = source("B", "2025-11", "rumours", url="https://b.example/2")
    (found,) = sourcing_report(story(event("film", earlier, rumour, denial)), DAY).denials
    assert found.took == Lapse(1, 60, True)
    apart = source("A", "2025-12?", "denies")
    (found,) = sourcing_report(story(event("film", rumour, apart)), DAY).denials
    assert found.took == Lapse(-30, 30, True)


# --- what is missing ----------------------------------------------------------------------------------------------


def test_events_without_a_source_and_background_apart() -> None:
    facts = sourcing_report(
        story(event("bare"), event("known", background=True), event("told", source("A", "2020"), background=True)), DAY
    )
    assert [one.id for one in facts.unsourced] == ["bare"]
    assert [one.id for one in facts.background] == ["known"]


def test_unnamed_sources_alone() -> None:
    """All that stands for it is unnamed; one named speaker, or a source that names nobody, is enough against it."""
    unnamed = source("A", "2020", unnamed="insiders")
    facts = sourcing_report(
        story(
            event("only", unnamed, source("B", "2020", unnamed="a friend")),
            event("named", unnamed, source("B", "2020")._replace(by="Ann", unnamed="a friend")),
            event("plain", unnamed, source("B", "2020")),
            event("denied", unnamed, source("B", "2020", "denies")),
        ),
        DAY,
    )
    assert [one.id for one in facts.unnamed] == ["only", "denied"]


def test_rumours_that_nobody_answered() -> None:
    """Neither confirmed, denied, corrected nor taken back; another rumour is no answer; counted to the day."""
    rumour = source("A", "2026-11", "rumours")
    answered = [
        event(says, rumour, source("B", "2026-11-20", says)) for says in ("confirms", "denies", "corrects", "retracts")
    ]
    facts = sourcing_report(story(event("open", rumour, source("B", "2026-11-20", "rumours")), *answered), DAY)
    assert [(one.event.id, one.open_for) for one in facts.unanswered] == [("open", Lapse(2, 21))]


def test_overrides_with_what_the_sources_alone_say() -> None:
    one = event("one", source("A", "2020", "rumours"), status="confirmed", because="the court says so")
    facts = sourcing_report(story(one, event("two", source("A", "2020"))), DAY)
    assert [(found.event.id, found.alone) for found in facts.overrides] == [("one", "rumoured")]
    assert "confirmed because the court says so; the sources alone: rumoured" in printed(
        run_sourcing, story(one), DAY, 180
    )


# --- silences -----------------------------------------------------------------------------------------------------


def silences(*dates: str, least: int = 180) -> list[tuple[str, str, int]]:
    from timeline.dates import iso

    facts = sourcing_report(story(*(event(f"e{n}", source("A", date)) for n, date in enumerate(dates))), DAY, least)
    return [(iso(one.first), iso(one.last), one.days) for one in facts.silences]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2020-01-01", "2020-12-31"), [("2020-01-02", "2020-12-30", 364)]),
        (("2020", "2022"), [("2021-01-01", "2021-12-31", 365)]),
        (("2020", "2022", "2021-12?"), [("2021-01-01", "2021-11-30", 334)]),
        (("2020-01-01", "2021"), [("2020-01-02", "2020-12-31", 365)]),
        (("2020", "2021"), []),
        (("2020", "2022", "between 2019 and 2023"), []),  # it may fall anywhere
        (("2020", "2022", "by 2023"), []),
        (("2020", "2022", "after 2018"), []),
        (("2020", "2022", "unknown"), [("2021-01-01", "2021-12-31", 365)]),  # left aside, and said
        (("[2020-01-01,2020-12-31]",), [("2020-01-02", "2020-12-30", 364)]),
        (("mid-2020", "2021-05-01"), [("2020-10-01", "2021-04-30", 212)]),  # a month of leeway behind August
        (("2020",), []),
        ((), []),
    ],
)
def test_silences(dates: tuple[str, ...], expected: list[tuple[str, str, int]]) -> None:
    """Stretches in which certainly nothing with a date was published, between publications only."""
    assert silences(*dates) == expected
    assert silences(*dates[::-1]) == expected


def test_a_silence_is_longer_than_was_asked() -> None:
    assert silences("2020-01-01", "2020-01-12", least=10) == []
    assert silences("2020-01-01", "2020-01-13", least=10) == [("2020-01-02", "2020-01-12", 11)]


# --- printed ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", STORIES)
def test_the_bundled_stories(name: str, data: Path, golden: Callable[[str, str], None]) -> None:
    """What a reporter reads of the bundled stories; read in review."""
    chronology = load([str(data / f"{name}.yaml")])
    golden(f"sourcing/{name}-outlets.txt", printed(run_outlets, chronology))
    golden(f"sourcing/{name}-sourcing.txt", printed(run_sourcing, chronology, DAY, 180))


@pytest.mark.parametrize("name", STORIES)
def test_json_keys(name: str, data: Path) -> None:
    """The keys are a contract: always all of them, days as ISO, durations as least and most."""
    chronology = load([str(data / f"{name}.yaml")])
    outlets = json.loads(printed(run_outlets, chronology, as_json=True))
    assert set(outlets) == {"outlets"}
    for one in outlets["outlets"]:
        assert list(one) == [
            "name", "events", "alone", "first", "possibly_first", "denied", "corrected", "retracted",
            "credits", "credited_by", "first_published", "last_published", "undated", "uncertain",
        ]  # fmt: skip
        assert list(one["first_published"]) == ["earliest", "latest"]
    record = json.loads(printed(run_sourcing, chronology, DAY, 180, as_json=True))
    assert list(record) == [
        "as_of", "silence", "events", "unsourced", "background", "one_origin", "unnamed_only", "rumours_unanswered",
        "denials", "first_reports", "silences", "undated_publications", "uncertain_publications", "overrides", "circles",
    ]  # fmt: skip
    assert (record["as_of"], record["silence"], record["events"]) == ("2026-11-22", 180, len(chronology.events))
    assert all(list(one) == ["id", "title", "took"] for one in record["first_reports"])
    assert all(list(one["took"]) == ["least", "most", "about"] for one in record["first_reports"])


def test_an_empty_chronology_says_so() -> None:
    text = printed(run_sourcing, story(), DAY, 180)
    assert text.startswith("How 0 events are sourced, as of Nov. 22, 2026\n")
    assert text.count(": none") == 9
    assert printed(run_outlets, story()) == "0 outlets, in alphabetical order\n"


def test_hard_values_leave_escaped() -> None:
    """No character of the file steers a terminal or turns the text, in lines and in JSON."""
    chronology = load([str(HARD)])
    steering = "".join(map(chr, (0x1B, 0x07, 0x9B, 0x202E, 0x2066, 0x2028, 0x09)))
    for as_json in (False, True):
        text = printed(run_outlets, chronology, as_json=as_json)
        text += printed(run_sourcing, chronology, DAY, 180, as_json=as_json)
        assert not set(steering) & set(text)
    assert "Dead\\x1b[31mline" in printed(run_outlets, chronology)
    assert "[citation needed] [bold]not bold[/bold]" in printed(run_sourcing, chronology, DAY, 180)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_width_wraps_and_loses_nothing(width: int, data: Path) -> None:
    chronology = load([str(data / "space-film-record.yaml")])
    for run, arguments in ((run_outlets, (chronology,)), (run_sourcing, (chronology, DAY, 180))):
        narrow = printed(run, *arguments, width=width)
        assert all(width_of(line) <= width or len(line.split()) == 1 for line in narrow.splitlines())
        assert narrow.split() == printed(run, *arguments).split()


def test_years_beyond_the_calendar_are_printed() -> None:
    text = printed(run_outlets, story(event("one", source("A", "-0044-03"), source("B", "Y12020"))))
    assert "A  1 event, published between" in text


# --- the table of statuses ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", STATUSES)
def test_the_explanation_covers_every_status(status: str) -> None:
    """Each status ends a line of the table that says what leads to it."""
    assert any(line.split()[-1:] == [status] and line.startswith("  ") for line in status_explanation().splitlines())


def test_the_explanation_as_it_is_printed(golden: Callable[[str, str], None]) -> None:
    assert all(len(line) <= 120 for line in status_explanation().splitlines())
    golden("sourcing/status.txt", status_explanation())
