"""Asks other tools the same question in the same paired rounds, and prints how many times as long as ours they take.

Usage: python bench/peers.py [--sizes 1000,10000,100000] [--only NAME,…] [--pairs N]
                             [--json FILE] [--from FILE] [--markdown FILE]
       python bench/peers.py --install

The question: the events of the person of rank 8 in 2018 and 2019, a line each. The lines are held against the
generator's own count: of those that touch the years for ours, of those that begin in them for tools that know one day
an event. A tool that is not installed is skipped with a line. `--install` puts those of PyPI and npm into
`bench/.cache`; those of Debian: apt-get install hledger ledger jq miller ripgrep nodejs npm.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from files import CACHE, HERE, Made, made
from measure import MIB, Command, Sample, machine, run, series, version_of
from ours import asked, version_of_ours
from peer_files import plain
from report import put_table, table

VENV = CACHE / "peers"
NODE = CACHE / "node"
PYTHON = str(VENV / "bin" / "python")
PACKAGES = ("jrnl", "beancount", "beanquery", "duckdb", "polars")
NODE_PACKAGES = ("@markwhen/parser",)

_DUCKDB = """
import sys, duckdb
columns = "{date: 'varchar', title: 'varchar', people: 'varchar[]'}"
rows = duckdb.execute(f'''select date, title from read_json(?, format = 'newline_delimited', columns = {columns},
    ignore_errors = true) where list_contains(people, ?) and date >= '2018' and date < '2020' ''', sys.argv[1:])
for row in rows.fetchall(): print(*row)
"""
_POLARS = """
import sys, polars
columns = {"date": polars.String, "title": polars.String, "people": polars.List(polars.String)}
date, people = polars.col("date"), polars.col("people")
asked = people.list.contains(sys.argv[2]) & (date >= "2018") & (date < "2020")
rows = polars.scan_ndjson(sys.argv[1], schema=columns, ignore_errors=True).filter(asked).select("date", "title")
for row in rows.collect().iter_rows(): print(*row)
"""
_JSON = """
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    event = json.loads(line)
    if "id" in event and sys.argv[2] in event["people"] and "2018" <= event["date"] < "2020":
        print(event["date"], event["title"])
"""
_JQ = 'select(.id and (.people | index($p)) and .date >= "2018" and .date < "2020") | "\\(.date) \\(.title)"'
_MILLER_JSON = 'is_present($date) && $date >= "2018" && $date < "2020" && any($people, func(e) {{return e == "{}"}})'
_MILLER_CSV = '$date >= "2018" && $date < "2020" && $people =~ "(^|; ){}(;|$)"'
_BEAN = "SELECT date, narration WHERE account = 'Equity:People:{}' AND date >= 2018-01-01 AND date < 2020-01-01"
_JRNL = """\
version: {version}
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: {path}}}}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%F %I:%M:%S %p'
"""


def _jrnl(file: Made) -> tuple[str, ...]:
    """The question to jrnl; its configuration names the file and its own version, or it would write it anew."""
    said = version_of([str(VENV / "bin" / "jrnl"), "--version"]).split()
    config = Path(file.path).with_suffix(".jrnl.yaml")
    config.write_text(_JRNL.format(version=said[-1], path=file.path), "utf-8")
    person = f"@{plain(file.person)}"
    years = ("-from", "2018-01-01", "-to", "2019-12-31", "--short")
    return (str(VENV / "bin" / "jrnl"), "--config-file", str(config), person, *years)


class Peer(NamedTuple):
    """A tool.

    Attributes:
        format: Of `gen.py`.
        question: The command.
        version: What tells its version; nothing where it is not installed.
        most: Events that it is asked to read at most, for time or memory.
        above: Lines that it prints above the answers.
    """

    format: str
    question: Callable[[Made], tuple[str, ...]]
    version: tuple[str, ...]
    most: int = 1_000_000
    above: int = 0


def _line_of(file: Made) -> str:
    """What a line with an answer looks like."""
    return rf'^\{{"id": "[^"]*", "date": "201[89].*"people": \[[^]]*"{file.person}"'


def _package(name: str) -> tuple[str, ...]:
    return (PYTHON, "-c", f"from importlib.metadata import version; import {name}; print(version('{name}'))")


def _in_node(file: Made) -> tuple[str, ...]:
    return ("node", str(NODE / "markwhen.mjs"), file.path, plain(file.person).replace("-", "_"))


PEERS: dict[str, Peer] = {
    "ripgrep": Peer("jsonl", lambda file: ("rg", "-N", _line_of(file), file.path), ("rg", "--version")),
    # As our filter asks: whatever the case. It has no rare text to jump to then.
    "ripgrep -i": Peer("jsonl", lambda file: ("rg", "-i", "-N", _line_of(file), file.path), ("rg", "--version")),
    "jq": Peer("jsonl", lambda file: ("jq", "-r", "--arg", "p", file.person, _JQ, file.path), ("jq", "--version")),
    "DuckDB read_json": Peer(
        "jsonl", lambda file: (PYTHON, "-c", _DUCKDB, file.path, file.person), _package("duckdb")
    ),
    "Polars scan_ndjson": Peer(
        "jsonl", lambda file: (PYTHON, "-c", _POLARS, file.path, file.person), _package("polars")
    ),
    "Python, json": Peer(
        "jsonl", lambda file: (sys.executable, "-c", _JSON, file.path, file.person), (sys.executable, "--version")
    ),
    "Miller, JSON Lines": Peer(
        "jsonl",
        lambda file: (
            "mlr", "--ijsonl", "--ojsonl", "filter", _MILLER_JSON.format(file.person),
            "then", "cut", "-f", "date,title", file.path,
        ),
        ("mlr", "--version"),
    ),
    "Miller, CSV": Peer(
        "csv",
        lambda file: (
            "mlr", "--icsv", "--ojsonl", "filter", _MILLER_CSV.format(file.person),
            "then", "cut", "-f", "date,title", file.path,
        ),
        ("mlr", "--version"),
    ),
    "ledger": Peer(
        "hledger",
        lambda file: (
            "ledger", "-f", file.path, "register", f"^people:{file.person}$", "-b", "2018-01-01", "-e", "2020-01-01",
        ),
        ("ledger", "--version"),
        most=100_000,
    ),
    "hledger": Peer(
        "hledger",
        lambda file: (
            "hledger", "-f", file.path, "register", f"acct:^people:{file.person}$", "date:2018-01-01..2020-01-01",
        ),
        ("hledger", "--version"),
        most=100_000,
    ),
    "jrnl": Peer("jrnl", _jrnl, (str(VENV / "bin" / "jrnl"), "--version"), most=100_000),
    "bean-query, cache warm": Peer(
        "beancount",
        lambda file: (str(VENV / "bin" / "bean-query"), "-f", "csv", file.path, _BEAN.format(plain(file.person))),
        _package("beanquery"),
        most=10_000,
        above=1,
    ),
    "markwhen parser": Peer("markwhen", _in_node, ("node", str(NODE / "markwhen.mjs"), "--version"), most=10_000),
}  # fmt: skip


def version(name: str) -> str:
    """What a peer says of its version; empty where it is not installed."""
    return version_of(PEERS[name].version)


def question(name: str, events: int) -> tuple[Command, int]:
    """What is asked of a peer, and how many lines the answer has."""
    peer = PEERS[name]
    file = made(peer.format, events)
    return Command(peer.question(file), seconds=300), file.beginning + peer.above


def install() -> None:
    """Puts what PyPI and npm have into the cache folder."""
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES], check=True)
    NODE.mkdir(parents=True, exist_ok=True)
    (NODE / "markwhen.mjs").write_bytes((HERE / "markwhen.mjs").read_bytes())  # finds its package beside itself
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", *NODE_PACKAGES], cwd=NODE, check=True)


def compare(events: int, names: Sequence[str], pairs: int) -> list[dict[str, object]]:
    """A record for each tool at a size: seconds, peak, and how many times as long as ours it took."""
    records: list[dict[str, object]] = []
    commands = {f"timeline, {syntax}": asked(made(syntax, events)) for syntax in ("yaml", "jsonl")}
    expected = {name: made(name.split()[1], events).touching for name in commands}
    for name in names:
        if events <= PEERS[name].most:
            commands[name], expected[name] = question(name, events)
    first = {name: run(command) for name, command in commands.items()}
    commands = {name: one for name, one in commands.items() if _answers(name, first[name], expected[name])}
    found = series(commands, pairs=pairs, warm={name: first[name] for name in commands})
    for name in commands:
        record: dict[str, object] = {"events": events, "name": name, "wall": found.wall(name)}
        record |= {"cpu": found.median(name, lambda sample: sample.cpu), "peak": found.peak(name)}
        for syntax in ("yaml", "jsonl"):
            if f"timeline, {syntax}" in commands and not name.startswith("timeline"):
                record[syntax] = found.ratio(name, f"timeline, {syntax}")
        records.append(record)
        print(_line(record), flush=True)
    return records


def _answers(name: str, sample: Sample, expected: int) -> bool:
    """Whether a tool gives the answer that the generator counted; if not, a line says what it does."""
    if sample.code == 0 and sample.lines == expected:
        return True
    said = (sample.errors.strip().splitlines() or [""])[-1][:100]
    said = said.replace(f"{CACHE}/", "")
    why = f"exit {sample.code}: {said}" if sample.code else f"{sample.lines:,} lines where {expected:,} were expected"
    print(f"{name}: left out: {why}", flush=True)
    return False


def _line(record: dict[str, object]) -> str:
    text = f"{record['events']:>9,}  {record['name']:<24}{record['wall']:>9.3f} s{record['peak'] / MIB:>8.0f} MiB"  # type: ignore[operator]
    for syntax in ("yaml", "jsonl"):
        if syntax in record:
            text += f"{record[syntax]:>9.2f} x our {syntax}"
    return text


def rows(records: list[dict[str, object]]) -> list[list[str]]:
    """The table: a row a tool, a column a size and syntax of ours."""
    sizes = sorted({record["events"] for record in records})  # type: ignore[type-var]
    columns = [(size, syntax) for size in sizes for syntax in ("yaml", "jsonl")]
    columns = [one for one in columns if any(one[1] in record for record in records if record["events"] == one[0])]
    lines = [["times as long as timeline", *(f"{size:,} {syntax}" for size, syntax in columns), "cpu s", "MiB"]]
    for name in dict.fromkeys(str(record["name"]) for record in records):
        mine = {record["events"]: record for record in records if record["name"] == name}
        last = mine[max(mine)]  # type: ignore[type-var]
        ratios = [mine.get(size, {}).get(syntax) for size, syntax in columns]
        cells = ["" if ratio is None else f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}" for ratio in ratios]  # type: ignore[operator]
        lines.append([name, *cells, f"{last['cpu']:.2f} ({last['events']:,})", f"{last['peak'] / MIB:.0f}"])  # type: ignore[operator]
    return lines


def _page(whole: dict[str, Any]) -> list[str]:
    about = whole["machine"]
    text = f"{whole['date']}, {whole['timeline']}; {about['processor']}, {about['cores']} cores, {about['memory']}."
    tools = "; ".join(f"{name}: {said}" for name, said in whole["versions"].items() if said)
    return [text, f"Versions: {tools}.", "", *table(rows(whole["records"]))]


def _save(whole: dict[str, Any], kept: str, page: str) -> None:
    if kept:
        Path(kept).write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if page:
        put_table(Path(page), "peers", _page(whole))


def main() -> None:
    parser = argparse.ArgumentParser(description="Asks other tools the same question.", allow_abbrev=False)
    parser.add_argument("--sizes", default="1000,10000,100000", help="numbers of events")
    parser.add_argument("--only", default=",".join(PEERS), help=f"of: {', '.join(PEERS)}")
    parser.add_argument("--pairs", type=int, default=0, help="rounds; by themselves as many as fit, five at least")
    parser.add_argument("--json", default="", help="a file for the records")
    parser.add_argument(
        "--from", dest="kept", default="", metavar="FILE", help="records of an earlier run, not a new one"
    )
    parser.add_argument("--markdown", default="", help="a page whose table of peers is replaced")
    parser.add_argument("--install", action="store_true", help="install the peers of PyPI and npm, and end")
    chosen = parser.parse_args()
    if chosen.install:
        install()
        return
    if chosen.kept:
        _save(json.loads(Path(chosen.kept).read_text("utf-8")), chosen.json, chosen.markdown)
        return
    wanted = [name for name in PEERS if any(name.startswith(word.strip()) for word in chosen.only.split(","))]
    versions = {name: version(name) for name in wanted}
    for name, said in versions.items():
        print(f"{name}: {said}" if said else f"{name}: not installed, skipped")
    whole: dict[str, Any] = {"date": time.strftime("%Y-%m-%d"), "machine": machine(), "timeline": version_of_ours()}
    whole |= {"versions": versions, "records": []}
    for size in chosen.sizes.split(","):
        whole["records"] += compare(int(size), [name for name in wanted if versions[name]], chosen.pairs)
        _save(whole, chosen.json, chosen.markdown)  # what took an hour is not lost with the next size


if __name__ == "__main__":
    main()
