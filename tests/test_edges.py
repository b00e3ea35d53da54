"""The two edges: any bytes may come in, and no character that steers a terminal goes out."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import ROOT, run_pipe, run_pty, write
from test_completion import complete

from timeline import formats
from timeline.dates import DateError, read
from timeline.errors import DataError, MachineError
from timeline.load import load
from timeline.load.nodes import Buffer
from timeline.query import Query, select
from timeline.views import Options, printable, printable_lines
from timeline.writing import Out

PACKAGE = ROOT / "timeline"
FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
FORBIDDEN_IN_LINES = re.compile(FORBIDDEN.pattern.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f"))
NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from("\x00\x07\x08\t\n\r\x1b\x7f\x85\x9b\xad\u061c\u200d\u202e\u2028\u2066\ufeff\ud800 <>&\"'[]{}|`*_=@")),
    max_size=40,
)  # fmt: skip


# --- out ----------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.one_of(NASTY, st.text()))
@example("\x1b[31m\u202e")
def test_cleaning(text: str) -> None:
    """No forbidden character is left, cleaning again changes nothing, and printable text stays as it is."""
    clean = printable(text)
    assert not FORBIDDEN.search(clean)
    assert printable(clean) == clean
    assert clean == text or not text.isprintable()
    kept = "".join(char for char in text if char.isprintable())
    assert not kept or all(char in clean for char in kept)


@settings(deadline=None)
@given(NASTY)
def test_cleaning_of_lines(text: str) -> None:
    """Lines and tabs stay; colours stay where they are ours, and nothing else of an escape."""
    clean = printable_lines(text)
    assert not FORBIDDEN_IN_LINES.search(clean)
    assert [printable(line) for line in clean.split("\n")] == [printable(line) for line in text.split("\n")]
    painted = printable_lines(f"\x1b[1;31m{text}\x1b[0m", painted=True)
    assert not FORBIDDEN_IN_LINES.search(re.sub(r"\x1b\[[0-9;]*m", "", painted))


STREAMS = re.compile(
    r"sys\.(?:stdout|stderr)\.(?!flush|isatty|fileno|buffer\b)\w+|\bprint\(|\bos\.write\(|click\.echo|typer\.echo|\bConsole\("
)
WRITERS = {
    "console.py": "the only writer to the standard streams",
    "commands/_delivery.py": "results into a pipe",
    "replacing.py": "files, by their descriptors",
    "helper.py": "a pipe between two processes",
    "cli.py": "the version; help and mistakes in plain text, before anything is imported",
    "application.py": "the version",
}


def test_nothing_else_writes_to_a_stream() -> None:
    """Text leaves by one door; whoever adds another has to say why."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if STREAMS.search(line) and not line.lstrip().startswith(("#", '"'))
    }
    assert found <= set(WRITERS), "use timeline.console.put"
    for name, doors in (("cli.py", 4), ("application.py", 1)):
        text = (PACKAGE / name).read_text("utf-8")
        assert len(STREAMS.findall(text)) == doors
        assert 'print(f"timeline {__version__}")' in text


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_a_table_is_whole_in_a_pipe_and_harmless_on_a_terminal(name: str, tmp_path: Path) -> None:
    """What a file must keep a terminal must not get."""
    path = write(tmp_path, "a.yaml", 'events: [{date: 2020, title: "a\\x1b]0;x\\x07\\u202eb", background: true}]\n')
    assert "a\x1b]0;x\x07\u202eb" in run_pipe("show", path, "-O", name).out
    on_terminal = run_pty("show", path, "-O", name).out
    assert "a\\x1b]0;x\\x07\\u202eb" in on_terminal
    assert not FORBIDDEN_IN_LINES.search(on_terminal)


def test_the_tab_key_offers_nothing_that_a_shell_would_run(tmp_path: Path) -> None:
    """Eras and views are named as anybody likes; help beside an offer is cleaned."""
    text = (
        "eras: {'$(touch x)': {date: 2020}, 'a;b': {date: 2020}, 'good-era': {name: \"G\\e[31m\\u202e\", date: 2020}}\n"
        'views: {\'`id`\': person:x, "e\\e[2J": person:y, good-view: "person:\\e[31m"}\nevents: []\n'
    )
    path = write(tmp_path, "a.yaml", text)
    assert complete("bash", f"timeline filter {path} --era ") == ["good-era"]
    assert complete("bash", f"timeline filter {path} --view ") == ["good-view"]
    assert not FORBIDDEN_IN_LINES.search("\n".join(complete("fish", f"timeline filter {path} --era ")))


TEXT_FORMATS = ["text", "brief", "chart", "markdown", "html", "wikitext", "svg", "ics", "markwhen", "json", "jsonl", "yaml",
                "csl-json", "timelinejs"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(NASTY, NASTY, NASTY)
@example("\x7f", "\x7f", "\x7f")  # the one control character of ASCII that JSON leaves as it is
@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_every_format_takes_any_text(name: str, title: str, outlet: str, url: str) -> None:
    """Whatever stands in a field, each format for people writes it, with no character that steers a terminal."""
    import json

    source = {"outlet": outlet or "O", "date": "2020", "url": url, "by": title, "says": "confirms"}
    event = {"date": "2020", "title": title if title.strip() else "T", "people": [outlet, title], "sources": [source]}
    data = json.dumps({"title": outlet, "eras": {title or "e": {"date": "2019/2021"}}, "events": [event]}).encode()
    chronology = load(["a.json"], fetch=lambda asked: (asked, data), keep_going=True)
    found = select(chronology, Query(), 738_000)
    parts: list[str] = []
    formats.named(name).write(chronology, found, Options(), Out(parts.append, 738_000))
    text = "".join(parts)
    left = re.sub("\r\n", "\n", text) if name == "ics" else text
    assert not FORBIDDEN_IN_LINES.search(left)


# --- in -----------------------------------------------------------------------------------------------------------


def loads(name: str, data: bytes) -> None:
    """A chronology, or problems with places: nothing else comes of any bytes."""

    def fetch(asked: str) -> tuple[str, Buffer]:
        if asked != name:
            raise MachineError(f"{asked}: not here")
        return asked, data

    try:
        load([name], fetch=fetch)
    except DataError as error:
        assert all(one.place.file == name and one.place.line >= 1 for one in error.problems if one.severity == "error")


NAMES = ["a.yaml", "a.json", "a.jsonl", "a.csv", "a.tsv", "a"]
PARTS = [b"events:\n", b"- ", b"  ", b"date: ", b"title: ", b"{", b"}", b"[", b"]", b'"', b"'", b": ", b",", b"\n", b"\t", b"\xff", b"\0", b"&a ", b"*a",
         b"2020", b"id,date,title\n", b'{"date": "2020", "title": "T"}', b"\xef\xbb\xbf", b"#", b"|", b"? ", b"---\n", b"<<", b"!!x "]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.lists(st.sampled_from(PARTS), max_size=30).map(b"".join)))
@pytest.mark.parametrize("name", NAMES)
def test_any_bytes(name: str, data: bytes) -> None:
    """Only problems with places come out of a reader, never another exception."""
    loads(name, data)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=600))
def test_any_date(text: str) -> None:
    """A date or a refusal."""
    try:
        assert read(text).text == text
    except DateError as error:
        assert error.code


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The bundled story in every syntax."""
    folder = tmp_path_factory.mktemp("exports")
    story = "data/space-film.yaml"
    found = {"a.yaml": (ROOT / story).read_bytes()}
    for ending in ("json", "jsonl", "csv", "tsv"):
        assert run_pipe("show", story, "-o", str(folder / f"a.{ending}")).code == 0
        found[f"a.{ending}"] = (folder / f"a.{ending}").read_bytes()
    return found


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.jsonl", "a.csv", "a.tsv"])
def test_every_prefix(name: str, exports: dict[str, bytes]) -> None:
    """A file that was cut off loads, or is refused with places; every byte near line ends, others by samples."""
    data = exports[name]
    near_line_ends = {at + shift for at, byte in enumerate(data) if byte == 10 for shift in (-1, 0, 1, 2)}
    step = max(len(data) // 300, 1)
    for end in sorted({*range(0, len(data) + 1, step), *(at for at in near_line_ends if 0 <= at <= len(data))}):
        loads(name, data[:end])


def test_a_long_chain_of_includes() -> None:
    """Each file includes the next: refused where it leaves the path of any story, not where Python gives up."""

    def fetch(asked: str) -> tuple[str, Buffer]:
        return asked, f"include: f{int(asked[1:]) + 1}\n".encode()

    with pytest.raises(DataError) as caught:
        load(["f0"], fetch=fetch)
    assert [(one.code, str(one.place)) for one in caught.value.problems] == [("F110", "f50:1:10")]


def test_recursion_is_not_needed() -> None:
    """No file can use up Python's stack: the deepest that is read is far from its limit."""
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(600)
        for name, deep in (("a.yaml", b"events: " + b"[" * 64), ("a.json", b'{"events": ' + b"[" * 64)):
            loads(name, deep)
    finally:
        sys.setrecursionlimit(limit)
