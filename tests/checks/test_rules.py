"""Every rule finds what its examples say it finds, and nothing in what they say is right."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from support import ROOT

from timeline import checks, helper
from timeline.checks import Rule, codes_of, found_in, known_codes, rules
from timeline.checks._answers import Answer
from timeline.checks._load_codes import LOAD_CODES
from timeline.checks._manual import AREAS, document, explanation, manual_of
from timeline.checks._story import Story
from timeline.dates.days import ordinal
from timeline.errors import Problem, UsageError
from timeline.load import load
from timeline.load.disk import from_disk
from timeline.messages import problem_lines

FOLDER = Path(__file__).parent
DAY = ordinal(2026, 11, 22)
RULES = {rule.CODE: rule for rule in rules()}
ANSWERS = {
    "https://example.com/there": Answer(200, "https://example.com/there"),
    "http://example.com/there-with-a-slash": Answer(200, "https://www.example.com/there-with-a-slash/"),
    "https://example.com/moved": Answer(200, "https://example.com/new-address"),
    "https://example.com/gone": Answer(410, "https://example.com/gone", "", True),
    "https://example.com/refused": Answer(403, "https://example.com/refused"),
    "https://nowhere.example/": Answer(0, "https://nowhere.example/", "there is no host nowhere.example", True),
}
"""What the pages of the examples answer; nothing is asked for."""


def findings(name: str, text: str | None = None, *only: Rule) -> tuple[Problem, ...]:
    """What the rules find in a file, or in a text under its name."""
    data = Path(name).read_text("utf-8") if text is None else text
    chronology = load([name], fetch=from_disk if text is None else lambda shown: (shown, data.encode()))
    return found_in(Story(chronology, DAY, lambda shown: data, ANSWERS), only or rules())


@pytest.mark.skipif(sys.platform != "linux", reason="one process does it all here")
def test_two_processes_find_what_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the same order, with the same lines; what nobody is told is counted."""
    text = "events:\n" + "".join(
        path.read_text("utf-8").partition("events:\n")[2] for path in sorted(FOLDER.glob("C*/bad.yaml"))
    )
    one = findings("a.yaml", text)
    monkeypatch.setattr(checks, "_WORTH_TWO", 0)
    monkeypatch.setattr(helper, "can_help", lambda: True)
    assert findings("a.yaml", text) == one
    assert len({problem.code for problem in one}) > 3
    chronology = load(["a.yaml"], fetch=lambda shown: (shown, text.encode()))
    some = found_in(Story(chronology, DAY, lambda shown: text), rules(), ["warning"])
    assert [problem for problem in some if problem.severity == "warning"] == [
        problem for problem in one if problem.severity == "warning"
    ]
    assert Counter(problem.code for problem in some) == Counter(problem.code for problem in one)


@pytest.mark.parametrize("code", RULES)
def test_bad_and_good(code: str, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rule has a file with what it finds, told whole in `expected.txt`, and one that comes near and is right."""
    monkeypatch.chdir(FOLDER / code)
    found = findings("bad.yaml", None, RULES[code])
    assert {one.code for one in found} == {code}
    golden(f"../checks/{code}/expected.txt", "\n\n".join("\n".join(problem_lines(one)) for one in found) + "\n")
    assert findings("good.yaml", None, RULES[code]) == ()


@pytest.mark.parametrize("code", RULES)
def test_manual_page(code: str) -> None:
    """The wrong example of a docstring is found by its rule and no other; nothing at all is found in the right one."""
    page = manual_of(RULES[code])
    assert {one.code for one in findings("wrong.yaml", page.wrong) if one.severity != "note"} <= {code}
    assert findings("wrong.yaml", page.wrong, RULES[code])
    assert findings("right.yaml", page.right) == ()
    assert len(page.summary) <= 130
    assert page.why.count(".") >= 2


def test_codes_and_names() -> None:
    """A code belongs to an area, stands once, and a rule is named as its module is."""
    assert len(RULES) == len(rules()) >= 25
    for rule in rules():
        assert re.fullmatch(r"[CSTNL]\d{3}", rule.CODE)
        assert rule.CODE[0] in AREAS
        assert rule.SEVERITY in ("error", "warning", "note")
        assert getattr(rule, "__name__", "").rpartition(".")[2] == rule.NAME.replace("-", "_")
    names = [rule.NAME for rule in rules()] + [about.name for about in LOAD_CODES.values()]
    assert len(set(names)) == len(names)


def test_every_folder_is_a_rule() -> None:
    """No examples are left behind by a rule that is gone."""
    assert {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name[0] != "_"} == set(RULES)


def test_codes_of_loading_are_those_that_there_are() -> None:
    """What is explained is what can be found."""
    there = {path.name.partition(".")[0] for path in (ROOT / "tests" / "errors").iterdir()}
    assert set(LOAD_CODES) <= there


def test_the_page_of_all_rules(request: pytest.FixtureRequest) -> None:
    """docs/checks.md is made of the docstrings."""
    path = ROOT / "docs" / "checks.md"
    if request.config.getoption("--update-golden"):
        path.write_text(document(), "utf-8")
    assert path.read_text("utf-8") == document()


def test_explanations() -> None:
    """By code or by name, in any case; codes of loading too; all of them in one list."""
    assert explanation("T101") == explanation("source-before-event") == explanation("t101")
    assert "Wrong:" in explanation("T101")
    assert "not-a-date" in explanation("D101")
    listed = explanation("codes").splitlines()
    assert {line[:4] for line in listed} == known_codes()
    assert max(map(len, listed)) < 160
    with pytest.raises(UsageError, match="did you mean source-before-event"):
        explanation("source-before-events")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["T101"], {"T101"}),
        (["t101", "lapsed-plan"], {"T101", "C104"}),
        (["L1"], {"L101", "L102", "L103"}),
        (["unknown-key"], {"E105"}),
    ],
)
def test_codes_of(words: list[str], expected: set[str]) -> None:
    """Codes, names and beginnings of codes."""
    assert codes_of(words, "--only") == expected


def test_an_unknown_code_is_told() -> None:
    with pytest.raises(UsageError, match='--only: no rule "Z1"'):
        codes_of(["Z1"], "--only")


@pytest.mark.parametrize(
    "path",
    [
        *sorted(path for path in (ROOT / "tests" / "errors").iterdir() if path.suffix != ".txt"),
        ROOT / "tests" / "data" / "hard.yaml",
    ],
    ids=lambda path: path.name,
)
def test_nothing_breaks_a_rule(path: Path) -> None:
    """Awkward and broken files are checked as far as they go, and every place lies in its file."""
    text = path.read_bytes().decode("utf-8", "replace")
    chronology = load([str(path)], keep_going=True)
    for problem in found_in(Story(chronology, DAY, lambda name: text if name == str(path) else "", ANSWERS), rules()):
        place = problem.place
        assert 0 <= place.line <= text.count("\n") + 1
        assert problem.excerpt == "" or place.column <= len(problem.excerpt) + 1
        assert problem_lines(problem)
