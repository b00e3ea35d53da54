"""Hostile files: small to send, big to read. Each is refused or shown within limits of time and memory.

    python bench/bombs.py           # all of them, a line each: seconds, peak, exit code, the first words said
    python bench/bombs.py nesting   # those whose name begins so

`tests/test_bombs.py` holds the same table to its limits.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from measure import MIB, Command, Sample, run

SECONDS, MEMORY = 5.0, 400 * MIB
"""What a bomb may take."""

LONG_SECONDS, LONG_MEMORY = 10.0, 700 * MIB
"""What may be taken by a file that is right, only huge."""


class Bomb(NamedTuple):
    """A hostile file.

    Attributes:
        name: By its ending it is read.
        make: Its bytes.
        codes: What the exit may be: 0 it is shown, 2 it is refused with places.
        says: Stands in what is told on stderr.
        words: The command; the file stands behind it.
        huge: It is right, and has the wider limits.
    """

    name: str
    make: Callable[[], bytes]
    codes: tuple[int, ...] = (2,)
    says: str = ""
    words: tuple[str, ...] = ("show",)
    huge: bool = False

    @property
    def limits(self) -> tuple[float, int]:
        """Seconds and bytes."""
        return (LONG_SECONDS, LONG_MEMORY) if self.huge else (SECONDS, MEMORY)


def _event(title: str = "T", date: str = "2020", more: str = "") -> str:
    return f"  - date: {date}\n    title: {title}\n{more}"


def _story(*events: str) -> bytes:
    return ("events:\n" + "".join(events)).encode()


def _aliases() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join([*lines, "events: *a11"]).encode()


def _merges() -> bytes:
    lines = ["m0: &m0 {k: v}"]
    lines += [f"m{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}]}}" for n in range(1, 30)]
    return "\n".join([*lines, "events: []"]).encode()


def _merges_without_anchors() -> bytes:
    inner = "{a: b}"
    for _ in range(60):
        inner = f"{{<<: {inner}}}"
    return _story(f"  - {inner}\n")


def _entities() -> bytes:
    lines = ["<!DOCTYPE html [", '<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    return "\n".join([*lines, "]>", "<html>&a9;</html>"]).encode()


def _headers(key: str, entry: str, count: int) -> bytes:
    return (f"{key}:\n" + "".join(f"  {entry.format(n=n)}\n" for n in range(count)) + "events: []\n").encode()


def _chain(count: int) -> bytes:
    events = [_event("first", "2020", "    id: e0\n")]
    events += [_event("next", f"after @e{n - 1}", f"    id: e{n}\n") for n in range(1, count)]
    return _story(*events)


def _ring(count: int) -> bytes:
    return _story(*[_event("next", f"after @e{(n + 1) % count}", f"    id: e{n}\n") for n in range(count)])


def _star(count: int) -> bytes:
    clauses = "; ".join(f"after @e{n}" for n in range(count))
    events = [_event("one", "2020", f"    id: e{n}\n") for n in range(count)]
    return _story(*events, *[_event("all", f"'{clauses[:490].rpartition(';')[0]}'") for _ in range(count)])


def _credits(count: int, last: int) -> bytes:
    """Outlets that credit the next one, the last one that which would come at `last`."""
    sources = [f"      - {{outlet: O{n}, via: O{(n + 1) % last}}}\n" for n in range(count)]
    return _story(_event("T", "2020", "    sources:\n" + "".join(sources)))


def _title(of: str) -> bytes:
    return _story(_event(of))


def _list(key: str, item: str, count: int) -> bytes:
    return _story(_event("T", "2020", f"    {key}: [{', '.join(item.format(n=n) for n in range(count))}]\n"))


_MILLION = 1_000_000
_WORDS = ("between ", "early ", "(", "[1..", "{1,", "1;", "X", "@a-")

BOMBS: dict[str, Bomb] = {
    # YAML
    "aliases": Bomb("a.yaml", _aliases, says="anchors are not supported"),
    "merge keys": Bomb("a.yaml", _merges, says="not supported"),
    "merge keys without anchors": Bomb("a.yaml", _merges_without_anchors, says="merge keys are not supported"),
    "nesting of lists": Bomb("a.yaml", lambda: b"[" * 100_000, says="nested more than 64 levels deep"),
    "nesting in an event": Bomb(
        "a.yaml", lambda: _title("[" * 100_000), says="nested more than 64 levels deep"
    ),
    "nesting in an event, closed": Bomb(
        "a.yaml", lambda: _title("[" * 50_000 + "]" * 50_000), says="nested more than 64 levels deep"
    ),
    "nesting of maps": Bomb("a.yaml", lambda: b"{a: " * 30_000, says="nested more than 64 levels deep"),
    "nesting of dashes": Bomb("a.yaml", lambda: _story("  " + "- " * 50_000 + "x\n"), says="nested more than 64"),
    "nesting of dashes, wide": Bomb("a.yaml", lambda: _story("  - a:" + " -   " * 50_000 + "x\n")),
    "nesting of dashes and question marks": Bomb("a.yaml", lambda: _story("  " + "- ? " * 50_000 + "x\n")),
    "nesting of dashes in the header": Bomb("a.yaml", lambda: b"about:\n  " + b"- " * 50_000 + b"x\n" + _title("T")),
    "nesting by indents": Bomb(
        "a.yaml", lambda: "".join(" " * n + "a:\n" for n in range(2000)).encode(), says="nested more than 64"
    ),
    "nesting in the header": Bomb("a.yaml", lambda: b"x-a: " + b"[" * 100_000 + b"\n" + _title("T"), says="nested"),
    "nesting of question marks": Bomb("a.yaml", lambda: b"? " * 50_000, says="nested more than 64"),
    "a tag of 100 kB": Bomb("a.yaml", lambda: _title("!" + "x" * 100_000 + " T"), says="not supported"),
    "one line of 5 MB": Bomb("a.yaml", lambda: b"x" * 5_000_000),
    "one line of 5 MB of colons": Bomb("a.yaml", lambda: b"x: " * 1_700_000),
    "a flow of 5 MB": Bomb("a.yaml", lambda: b"events: [" + b"a, " * 1_600_000 + b"]"),
    "an open quote before 5 MB": Bomb("a.yaml", lambda: b'title: "' + b"word " * _MILLION),
    "an open quote before 100k lines": Bomb("a.yaml", lambda: _title('"open') + b"    note: line\n" * 100_000),
    "100k unknown keys": Bomb(
        "a.yaml", lambda: b"".join(b"key%d: x\n" % n for n in range(100_000)) + b"events: []\n", (0,), "E105"
    ),
    "100k unknown keys in an event": Bomb(
        "a.yaml", lambda: _title("T") + b"".join(b"    key%d: x\n" % n for n in range(100_000)), (0,), "E105"
    ),
    "5k events with an unknown key": Bomb(
        "a.yaml", lambda: _story(*[_event("T", "2020", "    poeple: [A]\n")] * 5000), (0,), "E105"
    ),
    "unknown keys of 20 kB": Bomb(
        "a.yaml", lambda: _title("T") + b"".join(b"    ? %s%d\n    : x\n" % (b"k" * 20_000, n) for n in range(200)), (0,)
    ),
    "20k keys given twice": Bomb("a.yaml", lambda: _title("T") + b"    note: x\n" * 20_000, says="given twice"),
    "20k broken events": Bomb("a.yaml", lambda: _story(*["  - date: 'open\n    title: : :\n"] * 20_000)),
    "20k documents": Bomb("a.yaml", lambda: b"---\na: b\n" * 20_000, says="a second document"),
    "50k comment lines between blanks": Bomb(
        "a.yaml", lambda: b"events:\n" + b"    # x\n\n \t\n" * 50_000 + b"  - {date: 2020, title: T}\n", (0, 2)
    ),
    "100k blanks behind events": Bomb("a.yaml", lambda: b"events:" + b" " * 100_000 + b"x\n- {}"),
    "200k lines that end nothing": Bomb("a.yaml", lambda: b"events:\n" + b"\n" * 200_000 + b"x"),
    "an anchor of 1 MB": Bomb("a.yaml", lambda: b"events: &" + b"a" * _MILLION + b" []"),
    "an escape of 4 digits, a million times": Bomb(
        "a.yaml", lambda: _title('"' + "\\u0041" * 300_000 + '"'), (0,)
    ),
    "a directive of 1 MB": Bomb("a.yaml", lambda: b"%YAML " + b"1" * _MILLION + b".1\n---\na: b\n"),
    # JSON
    "JSON: nesting": Bomb("a.json", lambda: b'{"events": ' + b"[" * 100_000, says="nested more than 64 levels deep"),
    "JSON: nesting, closed": Bomb(
        "a.json", lambda: b'{"events": [{"title": ' + b"[" * 50_000 + b"]" * 50_000 + b"}]}", says="nested more than"
    ),
    "JSON: nesting of maps": Bomb("a.json", lambda: b'{"a":' * 50_000, says="nested more than 64 levels deep"),
    "JSON: a number of 5 MB": Bomb(
        "a.json", lambda: b'{"events": [{"date": ' + b"1" * 5_000_000 + b', "title": "T"}]}', says="characters"
    ),
    "JSON: an exponent": Bomb("a.json", lambda: b'{"events": [{"date": 1e999999999, "title": "T"}]}'),
    "JSON: a key a million times": Bomb("a.json", lambda: b'{"events": [{' + b'"a": 1, ' * 100_000 + b'"b": 2}]}'),
    "JSON: 100k unknown keys": Bomb(
        "a.json",
        lambda: b'{"events": [{"date": "2020", "title": "T"' + b"".join(b', "k%d": 1' % n for n in range(100_000)) + b"}]}",
        (0,), "E105",
    ),
    "JSON: an open string": Bomb("a.json", lambda: b'{"events": "' + b"x" * 5_000_000),
    "JSON: blanks": Bomb("a.json", lambda: b" " * 5_000_000 + b"x"),
    "JSON Lines: 50k broken lines": Bomb("a.jsonl", lambda: b"{\n" * 50_000, says=":2:1: F1"),
    "JSON Lines: nesting": Bomb("a.jsonl", lambda: b'{"date":' + b"[" * 100_000 + b"\n", says="nested more than 64"),
    "JSON Lines: one line of 5 MB": Bomb("a.jsonl", lambda: b"x" * 5_000_000),
    # tables
    "CSV: an open quote": Bomb("a.csv", lambda: b'id,date,title\n1,2020,"' + b"x,\n" * _MILLION, says="F109"),
    "CSV: a field of 5 MB": Bomb("a.csv", lambda: b"id,date,title\n1,2020," + b"x" * 5_000_000 + b"\n", (0,)),
    "CSV: a million columns": Bomb("a.csv", lambda: b"id,date,title" + b",x" * _MILLION + b"\n1,2020,T\n", (0, 2)),
    "CSV: 50k unknown columns": Bomb(
        "a.csv",
        lambda: b"id,date,title," + b",".join(b"k%d" % n for n in range(50_000)) + b"\n1,2020,T" + b",x" * 50_000 + b"\n",
        (0, 2),
    ),
    "CSV: a million cells in a row": Bomb("a.csv", lambda: b"id,date,title\n" + b"1," * _MILLION + b"\n"),
    "CSV: 50k short rows": Bomb("a.csv", lambda: b"id,date,title\n" + b"1,2\n" * 50_000, says=":2:1: F1"),
    "CSV: a list of a million items": Bomb(
        "a.csv", lambda: b"id,date,title,tags\n1,2020,T," + b"; " * _MILLION + b"\n", (0,)
    ),
    "CSV: 50k header rows": Bomb("a.csv", lambda: b"type,id,title,date\n" + b"nonsense,1,T,2020\n" * 50_000),
    "CSV: one event, 20k further rows": Bomb(
        "a.csv", lambda: b"id,date,title,source_outlet\n1,2020,T,A\n" + b"1,,,B\n" * 20_000, (0,)
    ),
    # dates
    "a date of 500 nines": Bomb("a.yaml", lambda: _story(_event("T", "9" * 500))),
    "a date of 5 MB": Bomb("a.yaml", lambda: _story(_event("T", "1" * 5_000_000)), says="characters"),
    "dates of 500 characters, 2000 times": Bomb(
        "a.yaml",
        lambda: _story(*[_event("T", f"'{(word * 500)[: 490 - len(str(n))]}{n}'") for n in range(250) for word in _WORDS]),
    ),
    "a date of a million clauses": Bomb("a.yaml", lambda: _story(_event("T", "'" + "2020; " * _MILLION + "'"))),
    "a year of 400 digits": Bomb("a.yaml", lambda: _story(_event("T", "Y1" + "0" * 400)), (0, 2)),
    "a year with an exponent": Bomb("a.yaml", lambda: _story(_event("T", "Y9E99999999")), (0, 2)),
    "every day of 10000 years": Bomb("a.yaml", lambda: _story(_event("T", "'{0000..9999-12-31}'")), (0, 2)),
    "masks that match everything": Bomb("a.yaml", lambda: _story(*[_event("T", "'XXXX-XX-XX'")] * 2000), (0, 2)),
    "a set of masks": Bomb(
        "a.yaml", lambda: _story(_event("T", "'{" + ",".join(["XXXX-XX-XX"] * 40) + "}'")), (0, 2)
    ),
    "a chain of 5000 references": Bomb("a.yaml", lambda: _chain(5000), (0,)),
    "a ring of 5000 references": Bomb("a.yaml", lambda: _ring(5000), (0, 2)),
    "30 references in each of 400 dates": Bomb("a.yaml", lambda: _star(400), (0, 2)),
    "days before a day": Bomb("a.yaml", lambda: _story(_event("T", "9999999999 days before @a"), _event("T", "2020", "    id: a\n")), (0, 2)),
    # names and headers
    "50k eras": Bomb("a.yaml", lambda: _headers("eras", "e{n}: 2020", 50_000), (0,)),
    "20k eras without a date": Bomb("a.yaml", lambda: _headers("eras", "e{n}: {{}}", 20_000), (2,), ":2:"),
    "50k people": Bomb("a.yaml", lambda: _headers("people", "P{n}: [a{n}]", 50_000), (0,)),
    "20k conventions": Bomb("a.yaml", lambda: _headers("conventions", "sumer{n}: 1-2", 20_000), (2,), ":2:"),
    "1000 includes of what is not there": Bomb(
        "a.yaml", lambda: b"include: [" + b", ".join(b"no%d" % n for n in range(1000)) + b"]\n"
    ),
    "20k ids given twice": Bomb("a.yaml", lambda: _story(*[_event("T", "2020", "    id: a\n")] * 20_000)),
    "20k unknown stances": Bomb(
        "a.yaml", lambda: _story(*[_event("T", "2020", "    sources: [{outlet: A, says: denys}]\n")] * 20_000)
    ),
    "an unknown status of 1 MB": Bomb("a.yaml", lambda: _title("T\n    status: " + "x" * _MILLION)),
    # text that is not
    "a list of 200k events that are none": Bomb("a.json", lambda: b'{"events": [' + b"1, " * 200_000 + b"1]}", says="F104"),
    "a ring of 20k outlets": Bomb("a.yaml", lambda: _credits(20_000, 20_000), (0,)),
    "100k NUL bytes": Bomb("a.yaml", lambda: b"\0" * 100_000, says="NUL byte"),
    "64 kB of noise": Bomb("a.yaml", lambda: bytes(range(256)) * 256),
    "UTF-16": Bomb("a.yaml", lambda: ("\ufeff" + "title: x\n" * 1000).encode("utf-16-le"), says="UTF-16"),
    "entities": Bomb("a.html", _entities),
    # right, only huge
    "a title of a million characters": Bomb("a.yaml", lambda: _title("word " * 200_000), (0,), huge=True),
    "a title of a million characters on one word": Bomb("a.yaml", lambda: _title("w" * _MILLION), (0,), huge=True),
    "a title of a million escapes": Bomb("a.yaml", lambda: _title('"' + "\\e" * _MILLION + '"'), (0,), huge=True),
    "a title of a million characters, chart": Bomb("a.yaml", lambda: _title("word " * 200_000), (0,), words=("chart",), huge=True),
    "a title of a million characters, wrapped": Bomb(
        "a.yaml", lambda: _title("wörd " * 200_000), (0,), words=("show", "--width", "60"), huge=True
    ),
    "a title of a million characters, why": Bomb("a.yaml", lambda: _title("word " * 200_000 + "\n    id: a"), (0,), words=("why", "a"), huge=True),
    "a title of a million characters, check": Bomb(
        "a.yaml", lambda: _title("word " * 200_000), (0, 1), words=("check",), huge=True
    ),
    "20k people in an event": Bomb("a.yaml", lambda: _list("people", "Person {n}", 20_000), (0,), huge=True),
    "300 people in an event, by person": Bomb(  # a line for each in each of as many groups
        "a.yaml", lambda: _list("people", "Person {n}", 300), (0,), words=("show", "--group", "person"), huge=True
    ),
    "20k people, filtered": Bomb(
        "a.yaml", lambda: _list("people", "Person {n}", 20_000), (0,), words=("filter", "--person", "7"), huge=True
    ),
    "20k people, names": Bomb("a.yaml", lambda: _list("people", "Person {n}", 20_000), (0,), words=("names",), huge=True),
    "20k people, check": Bomb("a.yaml", lambda: _list("people", "Person {n}", 20_000), (0, 1), words=("check",), huge=True),
    "20k sources of an event": Bomb("a.yaml", lambda: _credits(20_000, 30_000), (0,), huge=True),
    "20k tags of bidi": Bomb("a.yaml", lambda: _list("tags", '"\\u202e{n}"', 20_000), (0,), huge=True),
    **{
        f"a title of a million characters, {name}": Bomb(
            "a.yaml", lambda: _title("word " * 200_000), (0,), words=("show", "-O", name), huge=True
        )
        for name in ("html", "markdown", "svg", "ics", "wikitext", "csv", "json", "yaml")
    },
}  # fmt: skip


def blow(bomb: Bomb, folder: Path, patience: float = 4) -> Sample:
    """One run over a file in a folder, ended at so many times its limits."""
    path = folder / bomb.name
    path.write_bytes(bomb.make())
    seconds, memory = bomb.limits
    command, *options = bomb.words
    behind = (*options, str(path)) if command == "why" else (str(path), *options)
    argv = (sys.executable, "-m", "timeline", command, *behind)
    return run(Command(argv, seconds=patience * seconds, memory=4 * memory))


def main(words: Sequence[str]) -> int:
    """Prints a line each; 1 where one is over its limits."""
    beyond = 0
    for title, bomb in BOMBS.items():
        if words and not any(title.startswith(word) for word in words):
            continue
        with tempfile.TemporaryDirectory() as folder:
            sample = blow(bomb, Path(folder))
        seconds, memory = bomb.limits
        is_over = sample.wall > seconds or sample.peak > memory or sample.code not in bomb.codes
        beyond += is_over
        said = sample.errors.splitlines()[0][-70:] if sample.errors else ""
        mark = "!" if is_over or bomb.says not in sample.errors else " "
        print(
            f"{mark} {sample.wall:6.2f} s {sample.peak / MIB:6.0f} MiB  {sample.code:4}  {title:<45} {said}", flush=True
        )
    return int(beyond > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
