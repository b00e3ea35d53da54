"""`--as-of` and the filters on sourcing, as a reporter types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import run_pipe, write

RECORD = "data/space-film-record.yaml"
STORY = "data/space-film.yaml"


def statuses(*arguments: str) -> dict[str, str]:
    done = run_pipe(*arguments, "-O", "json")
    assert done.code == 0, done.err
    return {event["id"]: event["status"] for event in json.loads(done.out)["events"]}


def test_the_record_as_of_three_days() -> None:
    """Three days, three pictures: fewer events, a plan that lapses, a rumour that comes and is denied."""
    early = statuses("show", RECORD, "--as-of", "1 July 2020")
    later = statuses("show", RECORD, "--as-of", "1 January 2022")
    now = statuses("show", RECORD)
    assert len(early) < len(later) < len(now)
    flight = next(key for key, status in now.items() if status == "lapsed")
    assert flight not in early
    assert statuses("show", RECORD, "--as-of", "1 January 2021")[flight] == "planned"
    assert later[flight] == "lapsed"
    physical = next(key for key in now if "physical" in key)
    assert physical not in later
    assert now[physical] == "denied"


def test_the_heading_says_as_of_when() -> None:
    """Text says as of which day it stands, JSON too."""
    assert "as of July 1, 2020: " in run_pipe("show", RECORD, "--as-of", "1 July 2020").out.splitlines()[0]
    assert json.loads(run_pipe("show", RECORD, "--as-of", "1 July 2020", "-O", "json").out)["as_of"] == "2020-07-01"


def test_an_imprecise_day_is_its_last_and_an_id_is_its_date() -> None:
    """`--as-of 2020` is the last day of 2020; `--as-of @id` the last day of that event."""
    assert statuses("show", RECORD, "--as-of", "2020") == statuses("show", RECORD, "--as-of", "2020-12-31")
    assert statuses("show", RECORD, "--as-of", "@first-term-ends") == statuses("show", RECORD, "--as-of", "2021-01-20")


def test_a_source_is_out_once_its_latest_day_has_passed(tmp_path: Path) -> None:
    """May 2020 is certainly out at its end, possibly from its first day on."""
    path = write(
        tmp_path, "one.yaml", "events: [{id: a, date: 2020, title: A, sources: [{outlet: X, date: May 2020}]}]"
    )
    assert statuses("show", path, "--as-of", "2020-05-30") == {}
    assert statuses("show", path, "--as-of", "2020-05-31") == {"a": "reported"}
    assert statuses("show", path, "--as-of", "2020-05-01", "--as-of-possible") == {"a": "reported"}
    assert statuses("show", path, "--as-of", "2020-04-30", "--as-of-possible") == {}


@pytest.mark.parametrize(
    ("date", "day", "option", "known"),
    [
        ("since 2019", "2020-01-01", (), True),
        ("since 2019", "2019-12-31", (), True),
        ("since 2019", "2019-12-30", (), False),
        ("since 2019", "2019-01-01", ("--as-of-possible",), True),
        ("since 2019", "2018-12-31", ("--as-of-possible",), False),
        ("2017-01-20/2021-01-20", "2018", (), True),
        ("2017-01-20/2021-01-20", "2016", (), False),
        ("2017-01-20/..", "2018", (), True),
        ("../2017", "2016", (), False),
        ("../2017", "2017", (), True),
        ("2019", "2019-12-30", (), False),
        ("unknown", "2019", (), False),
    ],
)
@pytest.mark.parametrize("background", ["true", "false"])
def test_what_needs_no_source_is_known_once_it_has_begun(
    date: str, day: str, option: tuple[str, ...], known: bool, background: str, tmp_path: Path
) -> None:
    """What lasts is known from its latest possible beginning on, what happened on one day once that has passed."""
    path = write(
        tmp_path,
        "t.yaml",
        f'events: [{{id: a, date: "{date}", title: A, background: {background}}}, {{date: 2000, title: B}}]',
    )
    assert ("a" in statuses("show", path, "--as-of", day, *option)) is known


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show",), "--as-of-possible says how --as-of is meant; add --as-of DAY, or leave it out"),
        (("filter", "--text", "space"), "--as-of-possible says how --as-of is meant; add --as-of DAY"),
        (("diff", "--rev", "HEAD"), "--as-of-possible says how --from and --to are meant; add one of them"),
    ],
)
def test_possible_goes_with_a_day(words: tuple[str, ...], said: str) -> None:
    """Alone it would do nothing."""
    done = run_pipe(words[0], RECORD, *words[1:], "--as-of-possible")
    assert (done.out, done.code) == ("", 2)
    assert said in done.err


LASTING = """\
events:
  - {id: later, date: 2019-05, title: L, sources: [{outlet: V, date: 2022-01-05}]}
  - {id: span, date: from @later to 2023, title: S, background: true}
  - {id: after, date: after @span, title: A, background: true}
  - {id: own, date: 2021; after @later, title: O, background: true}
"""


@pytest.mark.parametrize(
    ("day", "option", "known"),
    [
        ("2020-06-01", (), set()),
        ("2020-06-01", ("--as-of-possible",), {"span"}),
        ("2022-01-01", (), {"own"}),
        ("2022-01-05", (), {"later", "span", "own"}),
        ("2024-01-01", (), {"later", "span", "own"}),
    ],
)
def test_what_rests_on_others_has_begun_by_what_was_known_of_these(
    day: str, option: tuple[str, ...], known: set[str], tmp_path: Path
) -> None:
    """When an event without a source began is told by its date as of that day, not by what was reported later."""
    path = write(tmp_path, "lasting.yaml", LASTING)
    assert set(statuses("show", path, "--as-of", day, *option)) == known


def test_nothing_is_inferred_from_what_came_later(tmp_path: Path) -> None:
    """A bound that comes from an event not yet reported is not known yet."""
    path = write(
        tmp_path,
        "inferred.yaml",
        """\
events:
  - {id: a, date: after @b, title: A, sources: [{outlet: X, date: 2019}]}
  - {id: b, date: 2018-05-04, title: B, sources: [{outlet: Y, date: 2020}]}
""",
    )
    dates = {}
    for day in ("2019-12-31", "2020-12-31"):
        events = json.loads(run_pipe("show", path, "--as-of", day, "-O", "json").out)["events"]
        dates[day] = {event["id"]: event["date"]["lower"] for event in events}
    assert dates == {"2019-12-31": {"a": None}, "2020-12-31": {"a": "2018-05-04", "b": "2018-05-04"}}


LATER = """\
eras: {x: {date: after @b}}
events:
  - id: a
    date: 2019; after @b
    title: A
    sources: [{outlet: X, date: 2019}, {outlet: Y, date: before @b}, {outlet: Z, date: same day as @b}]
  - {id: c, date: after @b, title: C, sources: [{outlet: X, date: 2019}]}
  - {id: d, date: between @b and May 2019; before @a, title: D, sources: [{outlet: X, date: 2019}]}
  - {id: e, date: September; within 1 year after @b; before @a, title: E, sources: [{outlet: X, date: 2019}]}
  - {id: b, date: 2018-05-04, title: B, sources: [{outlet: Y, date: 2020}]}
"""


@pytest.mark.parametrize("form", ["yaml", "json", "jsonl", "csv", "tsv"])
def test_what_is_written_as_of_a_day_is_read_back(form: str, tmp_path: Path) -> None:
    """A date that refers to what was not known yet is written as what was known, and that is said; nothing is lost."""
    path, back = write(tmp_path, "later.yaml", LATER), str(tmp_path / f"back.{form}")
    done = run_pipe("show", path, "--as-of", "2019", "-o", back)
    said = "timeline: 7 dates written as known then, without what was not reported yet: b\n"
    assert (done.code, done.err) == (0, said)
    then, again = (
        run_pipe("show", path, "--as-of", "2019", "--dates", "edtf"),
        run_pipe("show", back, "--dates", "edtf"),
    )
    assert again.code == 0, again.err
    assert again.out.splitlines()[1:] == then.out.splitlines()[1:]
    dates = {one["id"]: one["date"]["text"] for one in json.loads(run_pipe("show", back, "-O", "json").out)["events"]}
    assert dates == {"a": "2019", "c": "unknown", "d": "by May 2019; before @a", "e": "September; before @a"}
    sources = json.loads(run_pipe("show", back, "-O", "json").out)["events"][[*dates].index("a")]["sources"]
    assert [one["date"] for one in sources] == ["2019", "[..2018-05-04]", "May 4, 2018"]
    assert run_pipe("show", path, "-o", str(tmp_path / f"all.{form}")).err == ""


SEVEN = """\
events:
  - id: seven
    date: 2020
    title: Seven outlets, one report
    sources:
      - {outlet: Deadline, unnamed: sources}
      - {outlet: A, via: Deadline}
      - {outlet: B, via: A}
      - {outlet: C, via: Deadline}
      - {outlet: D, via: C}
      - {outlet: E, via: Deadline}
      - {outlet: F, via: E}
  - id: circle
    date: 2020
    title: Three that credit each other
    sources:
      - {outlet: A, via: B}
      - {outlet: B, via: C}
      - {outlet: C, via: A}
  - id: two
    date: 2020
    title: Two of their own
    sources:
      - {outlet: A, by: Ann Lee}
      - {outlet: B}
"""


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        (("--min-origins", "2"), ["two"]),
        (("--single-source",), ["seven", "circle"]),
        (("--unnamed-only",), []),
        (("--min-origins", "1"), ["seven", "circle", "two"]),
    ],
)
def test_filters_on_sourcing(option: tuple[str, ...], expected: list[str], tmp_path: Path) -> None:
    """Origins are counted at the end of the chains of credit, not by outlets."""
    path = write(tmp_path, "seven.yaml", SEVEN)
    assert list(statuses("filter", path, *option)) == expected


def test_origins_are_shown(tmp_path: Path) -> None:
    """Seven outlets of one origin say so, a circle is named once."""
    out = run_pipe("show", write(tmp_path, "seven.yaml", SEVEN)).out
    assert "7 outlets, 1 origin: Deadline" in out
    assert "3 outlets, 1 origin: a circle of A, B, C" in out


def test_unnamed_only() -> None:
    """What rests on unnamed people alone."""
    assert set(statuses("filter", STORY, "--unnamed-only")) >= {"talks-fade", "deadline-report"}


def test_an_override_is_shown_as_one(tmp_path: Path) -> None:
    """A status set by hand says so, with the reason and with what the sources alone say."""
    path = write(
        tmp_path,
        "hand.yaml",
        "events: [{id: a, date: 2020, title: A, status: denied, because: she told us, sources: [{outlet: X}]}]",
    )
    assert "Status set by hand: denied because she told us; the sources alone: reported" in run_pipe("show", path).out


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("after 2020", '--as-of: "after 2020" has no last day'),
        ("02/03/2020", "--as-of: "),
        ("@nobody", "--as-of: @nobody: no event or era has the id"),
    ],
)
def test_wrong_days(value: str, message: str) -> None:
    """A day that is none is told like any other date."""
    done = run_pipe("show", RECORD, "--as-of", value)
    assert message in done.err
    assert (done.out, done.code) == ("", 2)


def test_an_id_that_was_not_reported_yet(tmp_path: Path) -> None:
    """It is no id that is missing in the file, and nobody is told to give it."""
    path = write(
        tmp_path,
        "t.yaml",
        "events:\n  - {id: verdict, date: 2021-03-10, title: V, sources: [{outlet: AP, date: 2022-01-05}]}\n"
        "  - {id: trial, date: 2021-02, title: T, sources: [{outlet: BBC, date: 2021-12-01}]}\n",
    )
    done = run_pipe("filter", path, "--as-of", "2021-12-31", "--since", "@verdict")
    assert (done.out, done.code) == ("", 2)
    assert done.err.endswith('no event or era has the id "verdict"; nothing of that id was reported by Dec. 31, 2021\n')
    assert run_pipe("filter", path, "--since", "@nobody").err.endswith('no event or era has the id "nobody"\n')
