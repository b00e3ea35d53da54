"""`timeline filter`: exactly the events that match, and an honest answer where a date does not tell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import run_pipe, write

from timeline.load import load

STORY = "data/space-film.yaml"
RECORD = "data/space-film-record.yaml"


def ids(*arguments: str) -> list[str]:
    done = run_pipe("filter", *arguments, "-O", "jsonl")
    assert done.code == 0, done.err
    return [json.loads(line)["id"] for line in done.out.splitlines()[1:]]


@pytest.mark.parametrize("story", [STORY, RECORD])
@pytest.mark.parametrize("name", ["Liman", "liman", "LIMAN", "doug liman", "Doug Liman", "doug-liman", "Dóug Limán"])
def test_person_by_any_spelling(story: str, name: str) -> None:
    """Exactly the events that name Doug Liman, by surname, full name, key or alias, any case and accent."""
    expected = {event.id for event in load([story]).events if "Doug Liman" in event.people}
    assert expected
    assert set(ids(story, "--person", name)) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--org", "nasa"), 3),
        (("--outlet", "Variety"), 1),
        (("--tag", "health"), 1),
        (("--status", "denied"), 1),
        (("--says", "denies"), 1),
        (("--id", "deadline-report"), 1),
        (("--text", "insurance"), 1),
        (("--person", "Liman", "--person", "Trump"), 10),
        (("--person", "Liman", "--org", "NASA"), 2),
        (("--person", "Liman", "--not-org", "NASA"), 3),
        (("--where", "person:Liman and not status:denied"), 4),
        (("--where", "person:Liman (org:NASA or tag:health)"), 3),
        (("--where", 'person:"Doug Liman" not (org:NASA or tag:health)'), 2),
        (("--where", "insurance"), 1),
    ],
)
def test_filters(arguments: tuple[str, ...], expected: int) -> None:
    """Options of one kind are alternatives, of different kinds all must hold; `--not-` and `--where` for the rest."""
    assert len(ids(STORY, *arguments)) == expected


@pytest.mark.parametrize(
    ("wanted", "found"), [("c", "c"), ("C++", "c++"), ("c#", "c#"), ("c!", "c c++ c#"), ("objective", "objective-c")]
)
@pytest.mark.parametrize("suffix", ["yaml", "jsonl"])
def test_signs_tell_names_apart(wanted: str, found: str, suffix: str, tmp_path: Path) -> None:
    """A name that is spelt just so is meant alone; where there is none, signs do not matter."""
    tags = {"a": "c", "b": "c++", "d": "c#", "e": "objective-c"}
    lines = {
        "yaml": [
            "events:",
            *(f"  - {{id: {one}, date: 2020, title: T, tags: ['{tag}']}}" for one, tag in tags.items()),
        ],
        "jsonl": [json.dumps({"id": one, "date": "2020", "title": "T", "tags": [tag]}) for one, tag in tags.items()],
    }
    path = write(tmp_path, f"t.{suffix}", "\n".join(lines[suffix]) + "\n")
    assert [tags[one] for one in ids(path, "--tag", wanted)] == found.split()


def matches(*arguments: str) -> dict[str, str]:
    done = run_pipe("filter", *arguments, "-O", "json")
    return {event["id"]: event["match"] for event in json.loads(done.out)["events"]}


def test_an_imprecise_date_is_only_possibly_in_a_window() -> None:
    """June to August 2020 keeps the mid-2020 story and marks it; --certain leaves it out."""
    window = (STORY, "--since", "June 2020", "--until", "Aug 2020")
    assert matches(*window)["variety-insurance"] == "possible"
    assert "variety-insurance" not in matches(*window, "--certain")
    text = run_pipe("filter", *window).out
    assert "only possibly (marked ?)" in text
    assert "  mid-2020       ? REPORTED" in text


def test_may_2020_is_no_day() -> None:
    """May 2020 is certainly in May 2020, only possibly on or after the 2nd, and not in June."""
    assert matches(STORY, "--since", "May 2020", "--until", "May 2020", "--id", "deadline-report") == {
        "deadline-report": "certain"
    }
    assert matches(STORY, "--since", "2020-05-02", "--id", "deadline-report") == {"deadline-report": "possible"}
    assert matches(STORY, "--since", "2020-06-01", "--id", "deadline-report") == {}


def test_a_window_may_be_given_by_events() -> None:
    """--since and --until take ids: from the first day of the one to the last day of the other."""
    found = matches(STORY, "--since", "@deadline-report", "--until", "@first-term-ends")
    assert found["deadline-report"] == found["first-term-ends"] == "certain"
    assert found["liman-september"] == "possible"
    assert "page-six-report" not in found


def test_reported_is_another_axis(tmp_path: Path) -> None:
    """--reported-since asks when a source was published, not when the thing happened."""
    path = write(
        tmp_path,
        "axes.yaml",
        "events:\n  - {id: a, date: 2019, title: A, sources: [{outlet: X, date: May 2020}]}\n"
        "  - {id: b, date: 2020, title: B, sources: [{outlet: X, date: 2021}]}\n",
    )
    assert list(matches(path, "--reported-until", "2020")) == ["a"]
    assert list(matches(path, "--reported-since", "2021")) == ["b"]
    assert list(matches(path, "--until", "2019")) == ["a"]


def test_since_and_until_are_one_window(tmp_path: Path) -> None:
    """As options and in expressions: one of the days that a date may mean, or one source, lies between both."""
    path = write(
        tmp_path,
        "gap.yaml",
        "events:\n  - {id: a, date: 2019 or 2021, title: A, sources: [{outlet: X, date: 2019}, {outlet: Y, date: 2025}]}\n",
    )
    for window in (("--since", "2020", "--until", "2020"), ("--where", "since:2020 until:2020"),
                   ("--since", "2020", "--where", "until:2020"), ("--where", "(since:2020) and (until:2020 and A)"), ("--until", "2020", "--where", "since:2020 A"),
                   ("--reported-since", "2020", "--reported-until", "2024"),
                   ("--where", "reported-since:2020 and reported-until:2024")):  # fmt: skip
        assert matches(path, *window) == {}, window
    assert matches(path, "--where", "since:2019 until:2019") == {"a": "possible"}
    assert matches(path, "--where", "reported-since:2019 reported-until:2019") == {"a": "certain"}


def test_an_era_is_a_window() -> None:
    """--era keeps what falls into an era, and marks what may."""
    found = matches(STORY, "--era", "trump-first-term")
    assert found["deadline-report"] == "certain"
    assert "page-six-report" not in found


@pytest.mark.parametrize(
    ("era", "date", "answer"),
    [
        ("2020", "2020-05", "certain"),
        ("2020", "2020-12-31", "certain"),
        ("2020?", "2020-05", "possible"),
        ("2020?", "2021", "no"),
        ("2018/2020?", "2019-05", "possible"),
        ("mid-2020", "2020-06-15", "certain"),
        ("mid-2020", "2020-05-15", "possible"),
        ("mid-2020", "2020-08-30", "possible"),
        ("mid-2020", "2020-04-15", "possible"),
        ("mid-2020", "2020-03", "no"),
        ("from mid-2018 to mid-2020", "2018-10", "certain"),
        ("from mid-2018 to mid-2020", "2020-04-10", "possible"),
        ("from mid-2018 to mid-2020", "2018-04-10", "possible"),
        ("from mid-2018 to mid-2020", "from 2018-10 to 2020-03", "certain"),
        ("2018/2020", "2018-12-30", "possible"),
        ("2018-01-01/2020~", "2018-01-01", "certain"),
        ("2018-01-01/2020~", "2017-12-31", "no"),
        ("2018-01-01/2020~", "2021", "possible"),
        ("c. 2020", "2019", "possible"),
        ("winter 2020", "2020-01-10", "possible"),
        ("2019 or 2021", "2021", "possible"),
        ("unknown", "2021", "possible"),
        ("before 2020", "2015", "possible"),
        ("before 2020", "2020", "no"),
        ("since 2020-05-01", "2020-05-01", "certain"),
        ("2020-05-01/..", "2021", "certain"),
        ("2020-05-01/..", "from 2019 to 2021", "certain"),
        ("2020-05-01/..", "2020-05-01?", "possible"),
        ("2020-05-01/..", "2020-04-30", "no"),
        ("since 2020", "2020-05", "possible"),
        ("since 2020", "2021", "certain"),
        ("2020-05-01/..", "9999", "possible"),
        ("2020-05-01/", "2021", "possible"),
        ("from c. 2018 to c. 2020", "during @e", "certain"),
        ("from c. 2018 to c. 2020", "early in @e", "certain"),
        ("from c. 2018 to c. 2020", "during @d", "certain"),
        ("from c. 2018 to c. 2020", "between @d and @d", "certain"),
        ("from c. 2018 to c. 2020", "2019?; during @e", "possible"),
        ("from c. 2018 to c. 2020", "after @d", "possible"),
        ("2018?/2020", "@d", "certain"),
        ("unknown", "during @e", "certain"),
        ("2020; after @a", "2019-12", "no"),
        ("2020; after @a", "2020", "possible"),
    ],
)
def test_an_era_is_no_surer_than_its_own_dates(era: str, date: str, answer: str, tmp_path: Path) -> None:
    """What falls between the latest beginning and the earliest end is certainly in it; `?` makes nothing certain."""
    events = ", ".join(
        f'{{id: {one}, date: "{said}", title: T}}'
        for one, said in (("a", "c. 2020-03"), ("b", date), ("d", "during @e"))
    )
    path = write(tmp_path, "t.yaml", f'eras: {{e: {{date: "{era}", name: E}}}}\nevents: [{events}]')
    assert matches(path, "--era", "e").get("b", "no") == answer
    opposite = {"no": "certain", "certain": "no"}.get(answer, answer)
    assert matches(path, "--not-era", "e").get("b", "no") == opposite


ERAS = """\
eras: {first: {date: 2018-01-01/2019-12-31}, second: {date: 2022-01-01/2023-12-31}, vague: {date: mid-2020}}
events:
  - {id: gap, date: 2019 or 2022, title: A}
  - {id: spring, date: 2020-05-15, title: B}
  - {id: said, date: during @vague, title: C}
"""


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--era", "first"), {"gap": "possible"}),
        (("--era", "first", "--since", "2020"), {}),
        (("--where", "era:first since:2020"), {}),
        (("--where", "(era:first) and (A since:2020)"), {}),
        (("--era", "first", "--where", "era:second"), {}),
        (("--era", "first", "--era", "second"), {"gap": "possible"}),
        (("--where", "(era:first or era:second) since:2020"), {"gap": "possible"}),
        (("--era", "first", "--era", "second", "--since", "2020", "--until", "2021"), {}),
        (("--era", "vague"), {"spring": "possible", "said": "certain"}),
        (("--era", "vague", "--since", "2020"), {"spring": "possible", "said": "certain"}),
        (("--era", "vague", "--until", "2020-05"), {"spring": "possible", "said": "possible"}),
        (("--era", "vague", "--until", "2020-04"), {"said": "possible"}),
        (("--era", "vague", "--era", "first", "--since", "2020"), {"spring": "possible", "said": "certain"}),
        (("--era", "vague", "--where", "era:vague since:2020"), {"spring": "possible", "said": "certain"}),
        (("--not-era", "vague"), {"gap": "certain", "spring": "possible"}),
        (("--not-era", "first", "--since", "2020"), {"gap": "possible", "spring": "certain", "said": "certain"}),
    ],
)
def test_an_era_and_a_window_are_one(options: tuple[str, ...], expected: dict[str, str], tmp_path: Path) -> None:
    """One of the days that a date may mean lies in both; that none can is no mistake, as an era may have no event."""
    assert matches(write(tmp_path, "t.yaml", ERAS), *options) == expected


def test_unknown_name_gets_a_suggestion() -> None:
    """A name that nothing has is told on stderr with the nearest one; stdout stays empty; exit 0."""
    done = run_pipe("filter", STORY, "--person", "Lyman")
    assert done.out == ""
    assert 'no person "Lyman" in the chronology; did you mean Doug Liman?' in done.err
    assert done.code == 0


def test_nothing_matches() -> None:
    """Nothing found is said on stderr; the exit is 0, or 1 with --exit-code."""
    nothing = ("filter", STORY, "--person", "Liman", "--status", "retracted")
    done = run_pipe(*nothing)
    assert (done.out, done.err, done.code) == ("", "timeline: no event matches\n", 0)
    assert run_pipe(*nothing, "--exit-code").code == 1
    assert run_pipe("filter", STORY, "--person", "Liman", "--exit-code").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--since", "02/03/2020"),
            '--since: "02/03/2020" has more than one reading; Write Feb. 3, 2020 or March 2, 2020',
        ),
        (("--since", "before 2020"), '--since: "before 2020" has no first day'),
        (("--since", "2021", "--until", "2020"), "since Jan. 1, 2021, until Dec. 31, 2020: no day lies between"),
        (("--reported-since", "2021", "--reported-until", "2020"), "no day lies between"),
        (("--where", "since:2021 until:2020"), "no day lies between"),
        (("--until", "@nobody"), '--until: @nobody: no event or era has the id "nobody"'),
        (("--status", "rumored"), 'unknown status "rumored"; did you mean rumoured?'),
        (("--where", "persn:Liman"), 'unknown filter "persn"; did you mean person?'),
        (("--where", "foo:x"), 'unknown filter "foo"; there are: person, org, outlet, '),
        (("--where", "single-source:yes"), "single-source is an option, no filter of an expression; write --single-"),
        (("--where", "single-source"), "--where: single-source is an option: --single-source; as a text it stands in"),
        (("--where", "person:Lee and and"), '--where: a filter is missing at "and"; write person:Liman and not status'),
        (("--where", "person:Lee or or tag:x"), '--where: a filter is missing at "or tag:x"'),
        (("--where", "AND"), '--where: a filter is missing at "AND"'),
        (("--where", "person:Lee not OR x"), '--where: a filter is missing at "OR x"'),
        (("--where", "person:Lee and"), '--where: a filter is missing at "the end"'),
        (("--where", "person:Lee && x"), '--where: "&&" stands for and; write and'),
        (("--where", "person=Liman"), '--where: "person=Liman" compares nothing; write person:Liman'),
        (("--where", "tag!=y"), '--where: "tag!=y" compares nothing; write not tag:y'),
        (("--where", 'person="Doug Liman"'), '--where: "person=" compares nothing; write person:"Doug Liman"\n'),
        (("--where", "person = Liman"), '--where: "person = Liman" compares nothing; write person:Liman\n'),
        (("--where", "status = rumoured"), '"status = rumoured" compares nothing; write status:rumoured\n'),
        (("--where", "date=2020"), '"date=2020" compares nothing; write since:2020 until:2020\n'),
        (("--where", "date>2020"), '"date>2020" compares nothing; write not until:2020\n'),
        (("--where", "date:2020"), 'unknown filter "date"; write since:2020 until:2020\n'),
        (("--where", "title=x"), '"title=x" compares nothing; write text:x\n'),
        (("--where", "title:x"), 'unknown filter "title"; write text:x\n'),
        (("--where", "not-person:Liman"), 'unknown filter "not-person"; write not person:Liman\n'),
        (("--where", "-person:Liman"), 'unknown filter "-person"; write not person:Liman\n'),
        (("--where", "!person:Liman"), '"!person:Liman" excludes nothing; write not person:Liman\n'),
        (("--where", "!film"), '--where: "!film" excludes nothing; write not film; as a text it stands in quotes'),
        (("--where", "-film"), '--where: "-film" excludes nothing; write not film; as a text it stands in quotes'),
        (("--where", '-"a film"'), 'excludes nothing; write not "a film"; as'),
        (("--where", "person: Liman"), "no blank stands beside the colon of a filter; write person:Liman\n"),
        (("--where", '(era : "first term")'), 'the colon of a filter; write era:"first term"\n'),
        (("--where", "person:"), '--where: "person:" has no value; write person:…\n'),
        (("--where", "title: late"), 'write text:late, or put a text with a colon in quotes: "title: late"\n'),
        (
            ("--where", "Alien: Romulus or x"),
            '"Alien" is no filter; put a text with a colon in quotes: "Alien: Romulus"\n',
        ),
        (("--where", "Simon & Garfunkel"), 'write and, or put the text in quotes: "Simon & Garfunkel"\n'),
        (("--where", "x or Mr. & Mrs. Y or z"), 'or put the text in quotes: "Mr. & Mrs. Y"\n'),
        (("--where", "tag:R & D"), 'write and, or put the text in quotes: tag:"R & D"\n'),
        (("--where", "tag:a & tag:b"), '"&" stands for and; write and\n'),
        (("--where", "(person:Liman"), "--where: a closing parenthesis is missing"),
        (("--era", "secnd"), 'unknown era "secnd"; there are: trump-first-term, trump-second-term'),
        (("--group", "yeer"), '--group "yeer"; use one of: year, month'),
        (("-O", "pdf"), 'unknown format "pdf"; use one of: brief, '),
        (("--color", "sometimes"), '--color "sometimes"; use one of: auto, always, never'),
        (("--width", "5"), "--width 5; the least is 20"),
        (("--view", "mine"), 'no view "mine"; the file saves none'),
    ],
)
def test_wrong_usage_says_what_to_write(arguments: tuple[str, ...], message: str) -> None:
    """A mistake on the command line: one line, the remedy in it, exit 2, nothing on stdout."""
    done = run_pipe("filter", STORY, *arguments)
    assert message in done.err
    assert (done.out, done.code) == ("", 2)


@pytest.mark.parametrize(
    "where",
    [
        '"and"',
        '"a: b = c & -d"',
        "tag:c#",
        "tag:a=b",
        "tag:-x",
        "director's AT&T",
        "x - y",
        "E=mc2",
        '"person=Liman"',
        '"single-source"',
        "x-y",
        "person:Liman AND NOT tag:x OR status:denied",
    ],
)
def test_what_is_no_slip_is_read(where: str) -> None:
    """In quotes any word is a text; signs in other words are; and operators may be in capitals."""
    assert run_pipe("filter", STORY, "--where", where).code == 0


def test_a_broken_view_is_told_with_its_place(tmp_path: Path) -> None:
    """Whoever asks for it learns which view it is, and where it stands; `check` tells all."""
    path = write(
        tmp_path,
        "views.yaml",
        "views:\n  good: 'person:Ann'\n  bad: person:Ann and\n  typo: status:confrmed\n"
        "events:\n  - {date: 2020, title: A, people: Ann, background: true}\n",
    )
    for name, message in (
        ("bad", f'{path}:3:8: view `bad`: a filter is missing at "the end"; write person:'),
        ("typo", f'{path}:4:9: view `typo`: unknown status "confrmed"; did you mean confirmed?'),
    ):
        done = run_pipe("filter", path, "--view", name, "--where", "A")
        assert (done.out, done.code) == ("", 2)
        assert message in done.err
    assert run_pipe("filter", path, "--view", "good").code == 0
    assert run_pipe("check", path, "--only", "C106").code == 1


def test_a_doubt_is_no_part_of_the_date(tmp_path: Path) -> None:
    """In `brief` the mark of a possible match has a blank before it, however long the date is; EDTF's has none."""
    dates = ["2021", "between May 4, 2018 and May 2021", "Dec. 30, 2021 to Jan. 2, 2022", "June 1, 2021 to May 2022?"]
    events = "".join(f"  - {{date: '{date}', title: T, background: true}}\n" for date in dates)
    path = write(tmp_path, "long.yaml", f"events:\n{events}")
    lines = run_pipe("filter", path, "--since", "Dec. 31, 2021", "--until", "Jan. 1, 2022", "--brief").out.splitlines()
    assert len(lines) >= 2
    assert all(" ? BACKGROUND" in line for line in lines if "? BACK" in line)
    assert any(len(line.split(" ? ")[0]) > 24 for line in lines)


def test_of_several_views_all_hold(tmp_path: Path) -> None:
    """`--view` may be given several times, as other filters may."""
    path = write(
        tmp_path,
        "views.yaml",
        "views: {one: 'person:Ann or tag:t', two: 'tag:t or person:Bob'}\nevents:\n"
        "  - {id: a, date: 2020, title: A, people: Ann}\n  - {id: b, date: 2020, title: B, people: [Ann, Bob]}\n",
    )
    assert list(matches(path, "--view", "one", "--view", "two")) == ["b"]
    assert list(matches(path, "--view", "two", "--view", "one", "--text", "A")) == ["b"]
    assert 'no view "three"; there are: one, two' in run_pipe("filter", path, "--view", "one", "--view", "three").err


def test_views_are_saved_filters(tmp_path: Path) -> None:
    """`views:` in the file, `--view` on the command line."""
    path = write(
        tmp_path,
        "views.yaml",
        "views: {one: 'person:Ann'}\nevents:\n  - {id: a, date: 2020, title: A, people: Ann}\n  - {id: b, date: 2020, title: B}\n",
    )
    assert list(matches(path, "--view", "one")) == ["a"]


def test_whole_words_come_before_parts(tmp_path: Path) -> None:
    """`Ann` means Ann Lee, not Joanna; `anna` still finds her."""
    path = write(
        tmp_path,
        "names.yaml",
        "events:\n  - {id: a, date: 2020, title: A, people: [Ann Lee]}\n  - {id: b, date: 2020, title: B, people: [Joanna Ray]}\n",
    )
    assert list(matches(path, "--person", "ann")) == ["a"]
    assert list(matches(path, "--person", "anna")) == ["b"]


@pytest.mark.parametrize(
    ("date", "since", "until", "possible"),
    [
        ("February 29", "2021-05-01", "2021-05-31", False),
        ("February 29", "2021-01-01", "2023-12-31", False),
        ("February 29", "2021-01-01", "2024-12-31", True),
        ("February 29", "2021-01-01", "", True),
        ("February 29", "", "2021-01-01", True),
        ("September", "2021-05-01", "2021-05-31", False),
        ("September", "2021-09-30", "2021-12-31", True),
        ("September", "2021-10-01", "2022-08-31", False),
        ("c. September", "2021-10-15", "2022-07-31", True),
        ("September", "9999-10-01", "", False),
        ("September; after @y", "2020-05-01", "2020-08-31", False),
        ("September; after @y", "2020-09-01", "2020-09-30", True),
        ("September; after @y", "2020-10-01", "2020-12-31", False),
        ("September; before @y", "2018-10-01", "2019-08-31", False),
        ("September; before @y", "2018-10-01", "2019-09-30", True),
        ("XXXX", "2021-05-01", "2021-05-31", True),
        ("unknown", "2021-05-01", "2021-05-31", True),
    ],
)
def test_a_date_without_a_year_is_possible_where_there_is_such_a_day(
    date: str, since: str, until: str, possible: bool, tmp_path: Path
) -> None:
    """And never certain, while it may be in any year on one side."""
    path = write(
        tmp_path,
        "t.yaml",
        f'events: [{{id: y, date: 2020-05-10, title: Y}}, {{id: when, date: "{date}", title: T}}]',
    )
    window = [*(("--since", since) if since else ()), *(("--until", until) if until else ())]
    assert ("when" in ids(path, *window)) == possible


@pytest.mark.parametrize(
    ("target", "date", "since", "until", "answer"),
    [
        ("2019?", "same day as @a", "2019", "2019", "possible"),
        ("2019?", "after @a", "2018", "", "possible"),
        ("c. 2019", "same day as @a", "2018-06", "2018-06", "possible"),
        ("c. 2019", "same day as @a", "2019", "2019", "possible"),
        ("c. 2019", "same day as @a", "2017", "2021", "certain"),
        ("2019 or 2021", "same day as @a", "2020", "2020", "no"),
        ("2019 or 2021", "same day as @a", "2021", "2021", "possible"),
        # What the date says itself is as sure as it was.
        ("2019-05?", "2019; after @a", "2019", "2019", "certain"),
        ("2019-05?", "2019; after @a", "2019-05", "2019", "possible"),
        ("c. 2019-05-10", "2019; before @a", "2018", "2018", "no"),
    ],
)
def test_what_refers_to_a_doubtful_date_is_no_surer(
    target: str, date: str, since: str, until: str, answer: str, tmp_path: Path
) -> None:
    path = write(
        tmp_path,
        "t.yaml",
        f'events: [{{id: a, date: "{target}", title: Y}}, {{id: b, date: "{date}", title: T}}]',
    )
    window = [*(("--since", since) if since else ()), *(("--until", until) if until else ())]
    found = "b" in ids(path, *window), "b" in ids(path, *window, "--certain")
    assert found == {"no": (False, False), "possible": (True, False), "certain": (True, True)}[answer]


@pytest.mark.parametrize(
    ("date", "since", "until", "answer"),
    [
        # A month, as mid-2020, whatever else the date says.
        ("mid-2020", "", "2020-09-10", "possible"),
        ("by mid-2020", "", "2020-09-10", "possible"),
        ("by mid-2020", "", "2020-09-30", "certain"),
        ("by mid-2020", "2020-09-10", "", "possible"),
        ("before mid-2020", "", "2020-05-10", "possible"),
        ("after late May 2020", "2020-05-29", "", "certain"),
        ("after late May 2020", "2020-05-30", "", "possible"),
        ("from mid-2018 to mid-2020", "2018-09-30", "2020-04-01", "certain"),
        ("from mid-2018 to mid-2020", "", "2018-03-31", "no"),
        ("between mid-2018 and mid-2020", "2018-04-01", "2020-09-30", "certain"),
        ("mid-2018 or mid-2020", "2018-04-01", "2020-09-30", "certain"),
        ("early winter 2020", "2019-11-28", "2021-01-03", "certain"),
        # The end that is sure has none.
        ("from 2019 to c. May 2020", "", "2018", "no"),
        ("from 2019 to c. May 2020", "2020-06-30", "", "possible"),
        ("from 2019 to c. May 2020", "2020-07-01", "", "no"),
        ("between c. 2018 and May 2020", "2020-06", "", "no"),
        ("between c. 2018 and May 2020", "2017", "2020-05", "possible"),
        ("between c. 2018 and May 2020", "2016-12-30", "2020-05", "certain"),
        ("same day as @by", "", "2020-09-10", "possible"),
    ],
)
def test_leeway_is_that_of_the_vague_end(date: str, since: str, until: str, answer: str, tmp_path: Path) -> None:
    """What is about, or by convention, may be off by its own measure, not by that of all of the date."""
    events = f"{{id: b, date: {date}, title: T}}, {{id: by, date: by mid-2020, title: T}}"
    path = write(tmp_path, "t.yaml", f"events: [{events}]")
    window = [*(("--since", since) if since else ()), *(("--until", until) if until else ())]
    assert matches(path, *window).get("b", "no") == answer


@pytest.mark.parametrize(
    ("date", "why"),
    [
        (
            "mid-2020",
            "may be as early as April 1, 2020, before June 1, 2020; counting 30 days of leeway for our conventions",
        ),
        ("2020", "may be as early as Jan. 1, 2020, before June 1, 2020"),
        ("2020-06-15?", "its date is uncertain (?)"),
        ("unknown", "its date is not known"),
        ("June", "its year is not known"),
        ("before July 2020", "has no earliest day, before June 1, 2020"),
    ],
)
def test_explain_says_why_a_match_is_only_possible(date: str, why: str, tmp_path: Path) -> None:
    """--explain puts the reason below each possible match."""
    path = write(tmp_path, "why.yaml", f'events: [{{date: "{date}", title: T}}]')
    assert f"? {why}\n" in run_pipe("filter", path, "--since", "June 2020", "--explain").out
    assert why not in run_pipe("filter", path, "--since", "June 2020").out


def test_explain_says_that_an_era_goes_on(tmp_path: Path) -> None:
    path = write(tmp_path, "t.yaml", "eras: {e: {date: 2020-08-14/..}}\nevents: [{date: 9999, title: T}]")
    assert "the era has no end yet" in run_pipe("filter", path, "--era", "e", "--explain").out


@pytest.mark.parametrize(
    ("era", "why"),
    [
        (
            "mid-2020",
            "may be as late as Aug. 15, 2020, after Aug. 1, 2020; the era's own dates rest on our conventions",
        ),
        ("2020-08-15?", "the era's own dates are uncertain (?)"),
        (
            "2020-08-14/",
            "may be as late as Aug. 15, 2020, after Aug. 14, 2020; the era may begin later or end earlier",
        ),
    ],
)
def test_explain_says_that_an_era_is_vague(era: str, why: str, tmp_path: Path) -> None:
    path = write(tmp_path, "t.yaml", f"eras: {{e: {{date: {era}}}}}\nevents: [{{date: 2020-08-15, title: T}}]")
    assert why in run_pipe("filter", path, "--era", "e", "--explain").out


def test_a_name_of_signs_alone_means_itself(tmp_path: Path) -> None:
    events = "events:\n  - {date: 2020, title: A, tags: [🚀]}\n  - {date: 2021, title: B, tags: [film, 🎬]}\n"
    path = write(tmp_path, "t.yaml", events)
    assert [line.split()[-1] for line in run_pipe("filter", path, "--tag", "🚀", "--brief").out.splitlines()] == ["A"]
    assert "no tag" in run_pipe("filter", path, "--tag", "🎥").err
