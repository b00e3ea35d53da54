"""`timeline why`: one event whole, and every statement about it with the lines that it follows from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ESCAPES, ROOT, without_escapes, words_of, write

from timeline.dates.days import ordinal
from timeline.errors import UsageError
from timeline.load import load
from timeline.model import STANCES, Chronology, Event, status_of
from timeline.replay import as_of
from timeline.views import printable, source_words
from timeline.why import explained, find_event, run, why_record
from timeline.why.ledger import statuses as ledger_statuses
from timeline.width import width_of
from timeline.writing import Out

DAY = ordinal(2026, 11, 22)
STORY = "data/space-film.yaml"
RECORD = "data/space-film-record.yaml"
HARD = "tests/data/hard.yaml"


@pytest.fixture(autouse=True)
def _in_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named from the project's folder, so that places read the same everywhere."""
    monkeypatch.chdir(ROOT)


def printed(chronology: Chronology, text: str, day: int = DAY, **out: object) -> str:
    parts: list[str] = []
    run(chronology, text, day, as_json=False, out=Out(parts.append, day, **out))  # type: ignore[arg-type]
    return "".join(parts)


def of(folder: Path, text: str) -> Chronology:
    return load([write(folder, "why.yaml", text)])


def sourced(folder: Path, *sources: str, date: str = "May 2020", more: str = "") -> Chronology:
    """A chronology of one event, `e`, with these sources in the flow style of YAML."""
    lines = "".join(f"      - {{{source}}}\n" for source in sources)
    return of(folder, f"events:\n  - id: e\n    date: {date}\n    title: The event\n{more}    sources:\n{lines}")


def ledger(chronology: Chronology, day: int = DAY) -> list[tuple[str, str]]:
    record = why_record(chronology, chronology.events[0], day)
    return [(entry["outlet"], entry["status_after"]) for entry in record["ledger"]]


# --- which event --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("talks-fade", "talks-fade"),
        ("@talks-fade", "talks-fade"),
        (" @talks-fade ", "talks-fade"),
        ("talks", "talks-fade"),
        ("@tal", "talks-fade"),
        ("LIMAN-P", "liman-physical"),
        ("physical failed", "liman-physical"),
        ("Físical FAILED", None),
        ("fádes", None),
        ("Variety: insurance", "variety-insurance"),
        ("kennedy Çenter honour", "honour-declined"),
    ],
)
def test_an_event_by_id_by_its_beginning_or_by_words(text: str, identity: str | None) -> None:
    """An id with or without @, the beginning of one, or words of a title in any order, case and accent."""
    chronology = load([STORY])
    if identity is None:
        with pytest.raises(UsageError, match="no event"):
            find_event(chronology, text)
    else:
        assert find_event(chronology, text).id == identity


def test_a_whole_id_stands_above_a_longer_one(tmp_path: Path) -> None:
    """`a` is the event `a`, though `ab` begins so too and a title has the word."""
    chronology = of(
        tmp_path, "events:\n  - {id: ab, date: 2020, title: A thing}\n  - {id: a, date: 2020, title: Other}\n"
    )
    assert find_event(chronology, "a").id == "a"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "liman",
            (
                '"liman" may be any of 2 events: liman-september  Liman tells Deadline he has nothing new to report on the '
                "space film; liman-physical  Liman is said to have failed a required physical"
            ),
        ),
        ("deadlin-report", 'no event "deadlin-report"; did you mean deadline-report or page-six-report?'),
        (
            "insurence worry",
            (
                'no event "insurence worry"; did you mean variety-insurance  Variety: Universal weighs the space film, '
                "with insurance a worry?"
            ),
        ),
        (
            "zzz",
            (
                'no event "zzz"; there are: deadline-report, variety-insurance, liman-september, first-term-ends, '
                "talks-fade, second-term-begins and 10 more"
            ),
        ),
        ("@", "which event? Write its id, the beginning of its id, or words of its title"),
    ],
)
def test_no_single_event_says_which_may_be_meant(text: str, message: str) -> None:
    """Several candidates are listed, a near one is offered, and otherwise there are the ids."""
    with pytest.raises(UsageError) as caught:
        find_event(load([STORY]), text)
    assert str(caught.value) == message


def test_at_most_six_candidates_are_listed() -> None:
    """Of many candidates six are named, and how many more there are."""
    chronology = load([RECORD])
    with pytest.raises(UsageError) as caught:
        find_event(chronology, "space film")
    assert str(caught.value).count("  ") == 6
    assert str(caught.value).endswith(" more")


def test_an_event_that_was_not_yet_reported_is_not_known() -> None:
    """As of a day, what nobody had reported yet is no event, and the message says as of when."""
    with pytest.raises(UsageError, match=r'no event "langley-bbc" as of June 1, 2020;'):
        find_event(as_of(load([RECORD]), ordinal(2020, 6, 1)), "langley-bbc")


# --- the whole ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "identity"),
    [
        (STORY, "liman-physical"),
        (STORY, "talks-fade"),
        (STORY, "liman-september"),
        (RECORD, "deadline-report"),
        (RECORD, "october-2021-flight"),
    ],
)
def test_an_event_as_text(story: str, identity: str, golden: Callable[[str, str], None]) -> None:
    """What a reader sees of one event; read in review."""
    prefix = "record-" if story == RECORD else ""
    golden(f"why/{prefix}{identity}.txt", printed(load([story]), identity))


@pytest.mark.parametrize("path", [STORY, RECORD, HARD])
def test_everything_that_is_known_is_there(path: str) -> None:
    """Date, title, names, note, own keys and every word about every source of every event stand in its text."""
    chronology = load([path])
    for event in chronology.events:
        text = printed(chronology, event.id)
        for part in _parts(event):
            assert printable(part.strip()) in text, (event.id, part)


def _parts(event: Event) -> list[str]:
    names = (*event.people, *event.orgs, *event.works, *event.places, *event.tags)
    parts = [event.id, event.date.text, event.title, event.summary, event.note, event.group, event.because, *names]
    parts += [text for _, text in event.extra]
    for one in event.sources:
        parts += [one.outlet, one.says, one.title, one.url, one.by, one.unnamed, one.via, one.archive, one.accessed]
        parts += [one.lang, one.quote, *(text for _, text in one.extra)]
    return parts


def test_every_known_field_of_a_source_is_there(tmp_path: Path) -> None:
    """Archive, access day, language, quote and the author's own keys too; an address has its line to itself."""
    chronology = sourced(
        tmp_path,
        "outlet: A, date: May 2020, title: The title, url: 'https://a.example/1', archive: 'https://b.example/2', "
        "accessed: 2020-06-01, lang: de, quote: They said so, by: Ann, unnamed: an insider, via: B, x-own: mine",
    )
    assert printed(chronology, "e").split("with the status after each\n")[1] == (
        f"  May 2020  REPORTED   reports  {source_words(chronology.events[0].sources[0])}\n"
        "                       The title\n"
        "                       “They said so”\n"
        "                       https://a.example/1\n"
        "                       archive: https://b.example/2\n"
        "                       accessed: 2020-06-01 · lang: de · x-own: mine\n"
        "  1 outlet, 1 origin: B\n"
    )


@pytest.mark.parametrize("path", [STORY, RECORD, HARD])
def test_pieces_and_text_are_the_same(path: str) -> None:
    """The lines of pieces hold what is printed without a width, colour or not."""
    chronology = load([path])
    for event in chronology.events:
        lines = ["".join(piece.text for piece in line).rstrip() for line in explained(chronology, event, DAY)]
        plain = printed(chronology, event.id)
        assert plain.splitlines() == lines
        painted = printed(chronology, event.id, color=True)
        assert ESCAPES.search(painted)
        assert without_escapes(painted) == plain


def test_hostile_characters_leave_escaped() -> None:
    """No control, bidi or separator character of the data leaves raw, neither as text nor as JSON."""
    chronology = load([HARD])
    for event in chronology.events:
        parts: list[str] = [printed(chronology, event.id)]
        run(chronology, event.id, DAY, as_json=True, out=Out(parts.append, DAY))
        for text in parts:
            assert not {char for char in text if char != "\n" and printable(char) != char}, event.id


@pytest.mark.parametrize("path", [STORY, RECORD, HARD])
@pytest.mark.parametrize("width", [20, 60, 100])
def test_wrapping_loses_no_word(path: str, width: int) -> None:
    """No line is wider than asked, but for a single long word, perhaps beside its label, and all words are there."""
    chronology = load([path])
    for event in chronology.events:
        narrow = printed(chronology, event.id, width=width)
        assert sorted(words_of(narrow)) == sorted(words_of(printed(chronology, event.id)))
        for line in narrow.splitlines():
            assert width_of(line) <= width or 1 in (len(line.split()), len(line[13:].split())), line


# --- the ledger ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources", "statuses"),
    [
        (
            ["outlet: A, date: 2020-05-01, says: rumours", "outlet: B, date: 2020-05-02, says: denies"],
            "rumoured denied",
        ),
        (["outlet: A, date: 2020-05-01", "outlet: B, date: 2020-05-02, says: denies"], "reported disputed"),
        (["outlet: A, date: 2020-05-01", "outlet: A, date: 2020-05-02, says: retracts"], "reported retracted"),
        (
            [
                "outlet: A, date: 2020-05-01",
                "outlet: A, date: 2020-05-02, says: retracts",
                "outlet: A, date: 2020-05-03, says: confirms, by: Ann",
            ],
            "reported retracted confirmed",
        ),
        (
            ["outlet: A, date: 2020-05-01, says: rumours", "outlet: A, date: 2020-05-02, says: corrects"],
            "rumoured reported",
        ),
    ],
)
def test_the_status_after_each_source(tmp_path: Path, sources: list[str], statuses: str) -> None:
    """Each source stands with what it and those published before it add up to."""
    assert [status for _, status in ledger(sourced(tmp_path, *sources))] == statuses.split()


def test_sources_stand_in_order_of_publication(tmp_path: Path) -> None:
    """The order of the file does not matter; what has no date comes last."""
    chronology = sourced(
        tmp_path,
        "outlet: C, date: unknown, says: denies",
        "outlet: B, date: June 2020",
        "outlet: A, date: 2020-05-01, says: rumours",
    )
    assert ledger(chronology) == [("A", "rumoured"), ("B", "reported"), ("C", "disputed")]


def test_a_plan_lapses_with_its_latest_day(tmp_path: Path) -> None:
    """A plan is planned until its latest day has passed, then lapsed, and the text says since when.

    Its own line says what it was when it came out; only one that came out too late had lapsed already.
    """
    chronology = sourced(tmp_path, "outlet: A, date: 2020-01-01, says: plans")
    for day in (ordinal(2020, 5, 31), ordinal(2020, 6, 1)):
        assert ledger(chronology, day) == [("A", "planned")]
    late = sourced(tmp_path, "outlet: A, date: 2020-01-01, says: plans", "outlet: B, date: 2020-06-01, says: plans")
    assert ledger(late) == [("A", "planned"), ("B", "lapsed")]
    assert printed(chronology, "e", ordinal(2020, 5, 31)).startswith("PLANNED ")
    assert printed(chronology, "e", ordinal(2020, 6, 1)).startswith("LAPSED ")
    assert "Lapsed" not in printed(chronology, "e", ordinal(2020, 5, 31))
    assert "its latest day, May 31, 2020, has passed" in printed(chronology, "e", ordinal(2020, 6, 1))


def test_a_plan_that_came_true_never_lapsed(tmp_path: Path) -> None:
    """Each step is judged by the day on which the next source came out, not by today."""
    story = write(
        tmp_path,
        "plan.yaml",
        """\
events:
  - id: e
    date: 2021-10-05
    title: Launch
    sources:
      - {outlet: A, date: September 2020, says: plans}
      - {outlet: B, date: 2021-10-05}
""",
    )
    assert ledger(load([story]), ordinal(2026, 1, 1)) == [("A", "planned"), ("B", "reported")]


@pytest.mark.parametrize(
    ("date", "statuses"),
    [("2021-07-04", "planned reported"), ("2020-05-04", "planned reported"), ("2020-05-03", "lapsed reported")],
)
def test_no_status_that_never_held(date: str, statuses: str, tmp_path: Path) -> None:
    """A plan that a report follows on the day after its latest day had not lapsed on any day."""
    chronology = sourced(tmp_path, "outlet: A, date: 2020-05-04, says: plans", "outlet: B, date: 2021-07-05", date=date)
    assert [status for _, status in ledger(chronology)] == statuses.split()


def test_a_plan_has_not_lapsed_by_what_came_out_later(tmp_path: Path) -> None:
    """The date of the plan is what it was on the source's day, without what later events were to say of it."""
    chronology = of(
        tmp_path,
        """\
events:
  - {id: e, date: before @b, title: A plan, sources: [{outlet: A, date: 2021, says: plans}]}
  - {id: b, date: 2020-05-04, title: B, sources: [{outlet: B, date: 2022}]}
""",
    )
    assert ledger(chronology) == [("A", "planned")]
    assert printed(chronology, "e").startswith("LAPSED ")


_DATES = ("2020-05-04", "2020-05-05", "May 2020", "June 2020", "2019", "2020")
_SOURCES = st.builds(
    '{{"outlet": "{}", "date": "{}", "says": "{}"}}'.format,
    st.sampled_from("ABC"),
    st.sampled_from(_DATES),
    st.sampled_from((*STANCES, "plans", "plans")),
)


@given(
    sources=st.lists(_SOURCES, min_size=1, max_size=5),
    others=st.lists(_SOURCES, min_size=1, max_size=2),
    date=st.sampled_from((*_DATES, "before @b", "after @b", "during @era")),
)
@settings(max_examples=200, deadline=None)
def test_the_ledger_says_what_as_of_says(sources: list[str], others: list[str], date: str) -> None:
    """What stands beside the last source of a day is the status of the event replayed as of that day."""
    text = (
        "eras: {era: {date: 2019}}\nevents:\n"
        f'  - {{id: e, date: "{date}", title: E, sources: [{", ".join(sources)}]}}\n'
        f"  - {{id: b, date: 2019-12, title: B, sources: [{', '.join(others)}]}}\n"
    )
    chronology = load(["t.yaml"], fetch=lambda name: (name, text.encode()))
    event = chronology.events[0]
    after = {source.when.upper: status for source, status in ledger_statuses(chronology, event, DAY)}
    for day, status in after.items():
        assert day is not None
        then = as_of(chronology, day).events
        assert status == status_of(next(one for one in then if one.id == "e"), day), day


def test_as_of_leaves_later_sources_out(tmp_path: Path) -> None:
    """As it stood on a day: only what was out by then, and the day is named."""
    chronology = sourced(tmp_path, "outlet: A, date: 2020-05-01", "outlet: B, date: 2020-06-01, says: denies")
    day = ordinal(2020, 5, 20)
    then = as_of(chronology, day)
    assert ledger(then, day) == [("A", "reported")]
    text = printed(then, "e", day)
    assert "as of May 20, 2020" in text
    assert "disputed" not in text.lower()
    assert "as of" not in printed(chronology, "e")


def test_a_retraction_says_what_it_takes_back(tmp_path: Path) -> None:
    """A retraction names the outlet's earlier words, which are marked; those of other outlets are not its business."""
    chronology = sourced(
        tmp_path,
        "outlet: A, date: 2020-05-01, quote: It is so",
        "outlet: B, date: 2020-05-02",
        "outlet: A, date: 2020-05-03, says: retracts",
        "outlet: C, date: 2020-05-04, says: retracts",
    )
    text = printed(chronology, "e")
    assert "takes back: A, May 1, 2020, “It is so”\n" in text
    assert "takes back: nothing of C that is cited here\n" in text
    assert text.count(" · taken back\n") == 1
    assert "reports   A · taken back\n" in text


def test_a_correction_keeps_the_old_value_in_view(tmp_path: Path) -> None:
    """A correction quotes what the outlet had said before, by its words or else its title."""
    chronology = sourced(
        tmp_path,
        "outlet: A, date: 2020-05-01, title: The budget is $200 million",
        "outlet: A, date: 2020-05-03, says: corrects, quote: The budget is $20 million",
    )
    text = printed(chronology, "e")
    assert text.count("The budget is $200 million") == 2
    assert "corrects: A, May 1, 2020, “The budget is $200 million”\n" in text


def test_an_override_is_shown_as_one(tmp_path: Path) -> None:
    """The author's own status stands on the badge; below, why, and what the sources alone say."""
    chronology = sourced(
        tmp_path, "outlet: A, date: 2020-05-01", more="    status: disputed\n    because: the records say otherwise\n"
    )
    text = printed(chronology, "e")
    assert text.startswith("DISPUTED   The event\n")
    assert "2020  REPORTED   reports  A\n" in text
    assert "Status set by hand: disputed because the records say otherwise; the sources alone: reported\n" in text
    record = why_record(chronology, chronology.events[0], DAY)
    assert (record["status"], record["status_of_sources"], record["status_from"]) == ("disputed", "reported", "author")


def test_no_source(tmp_path: Path) -> None:
    """An event without a source says that it has none, or that it is common knowledge."""
    chronology = of(
        tmp_path, "events:\n  - {id: a, date: 2020, title: A}\n  - {id: b, date: 2020, title: B, background: true}\n"
    )
    assert "each\n  None.\n" in printed(chronology, "a")
    assert "each\n  None: common knowledge.\n" in printed(chronology, "b")


# --- origins ------------------------------------------------------------------------------------------------------


def test_outlets_that_credit_one_another_are_one_circle(tmp_path: Path) -> None:
    """Three outlets that only credit each other are one origin, named once."""
    chronology = sourced(
        tmp_path,
        "outlet: A, date: 2020-05-01, via: B",
        "outlet: B, date: 2020-05-02, via: C",
        "outlet: C, date: 2020-05-03, via: A",
    )
    text = printed(chronology, "e")
    assert "  3 outlets, 1 origin: a circle of A, B, C\n" in text
    assert text.count("circle") == 1


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        (["outlet: A, date: 2020", "outlet: B, date: 2020, via: A"], "2 outlets, 1 origin: A"),
        (["outlet: A, date: 2020", "outlet: B, date: 2020"], "2 outlets, 2 origins: A, B"),
        (["outlet: A, date: 2020, says: denies"], "No source supports it."),
    ],
)
def test_origins_are_counted(tmp_path: Path, sources: list[str], words: str) -> None:
    """How many outlets, how many origins, and which."""
    assert f"\n  {words}\n" in printed(sourced(tmp_path, *sources), "e")


# --- its date -----------------------------------------------------------------------------------------------------

CHAIN = """\
people:
  Ann: {born: 1980-05-06}
eras:
  era: {name: The era, date: 2010/2015}
events:
  - {id: a, date: before @b, title: A}
  - {id: b, date: "unknown; before @c", title: B}
  - id: c
    date: 2020
    title: C
  - {id: d, date: when Ann was 30, title: D}
  - {id: x, date: unknown, title: X}
  - {id: y, date: "June 2020; after @x", title: Y}
  - {id: s, date: start of @era; 2010-01-01, title: S}
"""


def narrowed(text: str) -> list[str]:
    """The lines from `narrowed` on to the end of the section, without their margins."""
    lines = text[text.index("  narrowed ") :].split("\n\n")[0].splitlines()
    return [line.strip() for line in lines]


@pytest.mark.parametrize(
    ("identity", "lines"),
    [
        (
            "a",
            [
                "narrowed   no later than Dec. 31, 2020:",
                "F:6: @a is before @b",
                "F:7: @b is before @c",
                "F:8: @c is dated 2020",
            ],
        ),
        (
            "d",
            [
                "narrowed   no earlier than May 6, 2010 and no later than May 5, 2011:",
                "F:11: @d is when Ann was 30",
                "Ann was born May 6, 1980",
            ],
        ),
        ("x", ["narrowed   no later than June 30, 2020:", "F:13: @y is after @x", "F:13: @y is dated June 2020"]),
    ],
)
def test_what_narrows_a_date_is_followed_to_its_end(tmp_path: Path, identity: str, lines: list[str]) -> None:
    """Each bound with the file and line of every clause that it follows from, to the date that stands by itself."""
    chronology = of(tmp_path, CHAIN)
    assert narrowed(printed(chronology, identity)) == [
        line.replace("F:", f"{tmp_path / 'why.yaml'}:") for line in lines
    ]


def test_one_day_that_follows_is_said_once() -> None:
    """Where both bounds are one day for the same reason, the reason stands once."""
    assert narrowed(printed(load([STORY]), "second-term-begins")) == [
        "narrowed   to Jan. 20, 2025:",
        f"{STORY}:79: @second-term-begins is start of @trump-second-term",
        f"{STORY}:12: @trump-second-term is dated 2025-01-20/..",
    ]


@pytest.mark.parametrize(
    ("date", "lines"),
    [
        ("May 5, 2020", ["means      one day: May 5, 2020", "precision  day"]),
        ("mid-2020", ["means      one day, not known which: mid-2020", "days       May 1 to Aug. 31, 2020 (123 days)"]),
        ("2020 or 2022", ["days       Jan. 1 to Dec. 31, 2020; or Jan. 1 to Dec. 31, 2022"]),
        ("c. 2019?", ["doubt      uncertain and approximate", "EDTF       2019%"]),
        ("mid-2020", ["convention which months or days these are is our reading: timeline date --conventions"]),
        ("2020-09-17/..", ["begins     Sept. 17, 2020", "ends       Sept. 17, 2020 or later"]),
        ("by May 2020", ["days       May 31, 2020 or earlier"]),
        ("Dec. 20, 2020 - Jan. 3, 2021", ["begins     Dec. 20, 2020", "ends       Jan. 3, 2021"]),
        ("unknown", ["written    unknown", "means      date unknown"]),
    ],
)
def test_how_a_date_was_read(tmp_path: Path, date: str, lines: list[str]) -> None:
    """Kind, days, precision, doubt, convention and EDTF, under the labels of `timeline date`."""
    text = printed(of(tmp_path, f"events: [{{id: e, date: '{date}', title: E}}]\n"), "e")
    for line in (f"written    {date}", *lines):
        assert f"\n  {line}\n" in text


# --- what else speaks of it ---------------------------------------------------------------------------------------


def test_what_refers_to_an_event_is_named_with_how(tmp_path: Path) -> None:
    """Dates, dates of sources, eras and mentions in notes; a longer id that begins the same is another event."""
    chronology = of(
        tmp_path,
        "eras:\n  era: {name: The era, date: 2012/2030; after @e}\n"
        "events:\n"
        "  - {id: e, date: 2011, title: The event, note: Itself @e}\n"
        "  - {id: a, date: 2012; after @e, title: A}\n"
        "  - {id: b, date: 2012, title: B, sources: [{outlet: O, date: after @e}]}\n"
        "  - {id: c, date: 2012, title: C, note: 'See @e. And more', summary: (@e)}\n"
        "  - {id: d, date: 2012, title: D, note: 'See @e-2 and me@e'}\n"
        "  - {id: e-2, date: 2012, title: Another}\n",
    )
    assert printed(chronology, "e").split("Referred to by\n")[1] == (
        "  @era  The era · in its date: after @e\n"
        "  @a    A · in its date: after @e\n"
        "  @b    B · in its date of source O: after @e\n"
        "  @c    C · in its summary; in its note\n"
    )


def test_nothing_refers_to_it() -> None:
    """An event that nothing refers to has no such section."""
    assert "Referred to by" not in printed(load([STORY]), "talks-fade")


# --- for programs -------------------------------------------------------------------------------------------------


def test_the_json_of_an_event() -> None:
    """The keys of the other JSON formats, and what this command adds, as one object."""
    parts: list[str] = []
    run(load([STORY]), "talks-fade", DAY, as_json=True, out=Out(parts.append, DAY))
    record = json.loads("".join(parts))
    assert {"id", "date", "title", "status", "status_from", "origins", "people", "sources"} <= set(record)
    assert (record["as_of"], record["where"]) == ("2026-11-22", f"{STORY}:67")
    (reason,) = record["reasons"]
    chain = reason.pop("chain")
    assert reason == {
        "bound": "earliest",
        "day": "2021-01-20",
        "owner": "talks-fade",
        "clause": "after @first-term-ends",
        "ids": ["first-term-ends"],
        "where": f"{STORY}:68",
    }
    assert [one["clause"] for one in chain] == ["end of @trump-first-term"]
    (entry,) = record["ledger"]
    assert entry == {
        "outlet": "Page Six",
        "date": "during @trump-second-term; when Tom Cruise was 63",
        "says": "reports",
        "unnamed": "insiders",
        "published": {"words": "between July 3, 2025 and July 2, 2026", "lower": "2025-07-03", "upper": "2026-07-02"},
        "status_after": "reported",
        "stands": True,
        "where": f"{STORY}:74",
    }
    assert record["referred_to_by"] == []


def test_json_tells_who_refers_and_what_is_taken_back(tmp_path: Path) -> None:
    """`referred_to_by` has each reference; a retraction's entry has what it is about, and what fell does not stand."""
    chronology = of(
        tmp_path,
        "events:\n"
        "  - id: e\n    date: 2020\n    title: E\n"
        "    sources: [{outlet: A, date: 2020-01-01}, {outlet: A, date: 2020-01-02, says: retracts}]\n"
        "  - {id: f, date: after @e, title: F}\n",
    )
    record = why_record(chronology, chronology.events[0], DAY)
    assert [(one["stands"], one.get("about")) for one in record["ledger"]] == [
        (False, None),
        (False, ["A, Jan. 1, 2020"]),
    ]
    where = f"{tmp_path / 'why.yaml'}:6"
    assert record["referred_to_by"] == [{"id": "f", "title": "F", "in": "date", "clause": "after @e", "where": where}]
