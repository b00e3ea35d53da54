"""The TAB key in bash, zsh and fish: names of the file in use, as keys that no shell has to quote."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import run_pipe, write

STORY = "data/space-film.yaml"


def complete(shell: str, line: str, **env: str) -> list[str]:
    """What a shell is offered at the end of a line."""
    words = line.split(" ")
    asked = {
        "_TIMELINE_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = run_pipe(env={**asked, **env})
    assert done.err == ""
    return [line for line in done.out.splitlines() if line]


def test_bash_offers_surnames_and_keys() -> None:
    """`--person Li<TAB>` repeats what was typed and adds the rest of the key."""
    assert complete("bash", f"timeline filter {STORY} --person Li") == ["Liman"]
    assert complete("bash", f"timeline filter {STORY} --person doug-l") == ["doug-liman"]
    assert complete("bash", f"timeline filter {STORY} --person ")[:2] == ["cruise", "tom-cruise"]


def test_zsh_and_fish_show_whole_names() -> None:
    """Shells that show help show the full name and how often it stands."""
    assert '"Liman":"Doug Liman, ' in complete("zsh", f"timeline filter {STORY} --person Li")[0]
    assert complete("fish", f"timeline filter {STORY} --person Li")[0].startswith("Liman\tDoug Liman, ")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("timeline fil", "filter"),
        (f"timeline filter {STORY} --tag he", "health"),
        (f"timeline filter {STORY} --era trump-s", "trump-second-term"),
        (f"timeline filter {STORY} --status de", "denied"),
        (f"timeline filter {STORY} --says ru", "rumours"),
        (f"timeline filter {STORY} --id dead", "deadline-report"),
        (f"timeline filter {STORY} --not-person Mus", "Musk"),
        ("timeline show --group ye", "year"),
        ("timeline show -O js", "json"),
    ],
)
def test_other_values(line: str, offered: str) -> None:
    """Commands, tags, eras, statuses, stances, ids and choices complete too."""
    assert offered in complete("bash", line)


def test_names_come_from_the_file_in_use(tmp_path: Path) -> None:
    """By argument, -f and TIMELINE_FILE; names without blanks, quotes or brackets."""
    path = write(
        tmp_path, "mine.yaml", "events: [{date: 2020, title: T, people: [\"Conan O'Brien\", 'Ann [x] Lee']}]\n"
    )
    expected = ["lee", "ann-x-lee", "obrien", "conan-obrien"]
    assert sorted(complete("bash", f"timeline filter {path} --person ")) == sorted(expected)
    assert sorted(complete("bash", f"timeline filter -f {path} --person ")) == sorted(expected)
    assert sorted(complete("bash", "timeline filter --person ", TIMELINE_FILE=path)) == sorted(expected)
    assert "[" not in complete("zsh", f"timeline filter {path} --person ann")[0].split('":"', 1)[1]
    assert run_pipe("filter", path, "--person", "conan-obrien", "--brief").out.count("\n") == 1


def test_add_completes_events_and_names_of_its_file(tmp_path: Path) -> None:
    """`add` takes its file from -f alone: the text in front is no file name."""
    path = write(tmp_path, "mine.yaml", "events: [{id: first-report, date: 2020, title: T, people: [Ann Lee]}]\n")
    assert complete("bash", f"timeline add -f {path} --to fi") == ["first-report"]
    assert complete("bash", f"timeline add -f {path} 2020:A --person an") == ["ann-lee"]
    assert complete("bash", "timeline add --to fi", TIMELINE_FILE=path) == ["first-report"]
    assert complete("bash", "timeline add --says conf") == ["confirms"]


def test_trouble_is_silent(tmp_path: Path) -> None:
    """A broken or missing file offers what it can, and never prints into the command line."""
    broken = write(tmp_path, "broken.yaml", "events: [")
    assert complete("bash", f"timeline filter {broken} --person ") == []
    assert complete("bash", f"timeline filter {tmp_path}/none.yaml --person ") == []
