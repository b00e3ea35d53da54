"""Measures the program, whole processes paired with `python -c pass`, and holds it against its limits.

Usage: python bench/run.py [--profile quick|normal|full] [--only WORD] [--pairs N] [--python PYTHON]
                           [--json FILE] [--from FILE] [--against FILE] [--markdown FILE] [--strict]

`quick` takes a minute (up to 5,000 events), `normal` has 10,000 and 100,000 events, `full` a million. What is compared
are ratios of one paired run, for they move less than times do from machine to machine and from hour to hour. Where a
limit names another tool, that tool takes part in the rounds if it is installed (see `peers.py --install`).
`--against` prints the change since an earlier `--json`, `--from` takes the figures of one instead of measuring;
`--python` measures the program of another environment.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ours
import peers
from files import made
from measure import MIB, Command, Series, machine, pass_command, run, series
from report import put_table, table
from scenarios import PROFILES, SCENARIOS, Limit, Scenario, direct, size_of_index

Record = dict[str, Any]

LIMITS = {
    "pass": "at most {value:g} x python -c pass",
    "peak": "at most {value:.3g} MiB",
    "seconds": "at most {value:g} s",
    "share": "at most {value:g} % of the source",
    "faster": "at least {value:g} times as fast as {than}",
    "time": "at most {value:g} x the time of {than}",
}
"""The kinds of limits, in words."""


BUSY = 1.5
"""From here on a machine counts as busy: so many times as long as its processor time does `python -c pass` take."""


def measured(scenario: Scenario, pairs: int) -> Record:
    """The figures of a scenario; `failed` says why there are none."""
    file = made(*scenario.story) if scenario.story else None
    record: Record = {"name": scenario.name, "profile": scenario.profile, "limits": []}
    if file is not None:
        record |= {"events": file.events, "bytes": file.bytes}
    command = scenario.command(file)
    record["failed"] = _fault(scenario, command, getattr(file, scenario.lines, scenario.lines))
    if record["failed"]:
        record["limits"] = [{"text": _words(limit, 0), "figure": None, "kept": False} for limit in scenario.limits]
        return record
    commands = {"ours": command, "pass": pass_command(ours.python_of_ours()), **_others(scenario)}
    found = series(commands, pairs=pairs)
    sample = found.samples["ours"][-1]
    record |= {
        "pairs": len(found.samples["ours"]),
        "wall": found.wall("ours"),
        "cpu": found.median("ours", lambda one: one.cpu),
        "pass": found.wall("pass"),
        "busy": found.wall("pass") / found.median("pass", lambda one: one.cpu),
        "ratio": found.ratio("ours", "pass"),
        "cpu_ratio": found.cpu_ratio("ours", "pass"),
        "peak": found.peak("ours"),
        "lines": sample.lines,
    }
    record["limits"] = [_held(limit, found, record) for limit in scenario.limits]
    return record


def _fault(scenario: Scenario, command: Command, expected: object) -> str:
    """What is wrong with the answer, which is looked at once, outside the time; empty where nothing is."""
    kept: list[bytes] = []
    sample = run(command, kept)
    if sample.code not in scenario.codes:
        said = (sample.errors.strip().splitlines() or ["nothing said"])[-1]
        said = re.sub(r"[^\s'\"]*/", "", said.removeprefix("timeline: "))  # folders are nobody's business
        return f"ended after {command.seconds:g} s" if sample.code == -9 else f"exit {sample.code}: {said[:120]}"
    if not expected:
        return ""
    lines = b"".join(kept).splitlines()
    number = sum(1 for line in lines if re.search(scenario.pattern, line)) if scenario.pattern else len(lines)
    return (
        "" if number == int(str(expected)) else f"{number:,} events printed where {int(str(expected)):,} were expected"
    )


def _others(scenario: Scenario) -> dict[str, Command]:
    """What the limits of a scenario are measured by, as far as it is there."""
    found: dict[str, Command] = {}
    assert scenario.story or not any(limit.than for limit in scenario.limits)
    for limit in scenario.limits:
        if limit.than in peers.PEERS and scenario.story:
            if peers.version(limit.than):
                found[limit.than] = peers.question(limit.than, scenario.story[1])[0]
        elif limit.than and scenario.story:
            found[limit.than] = direct(scenario.story)
    return found


def _words(limit: Limit, lines: int) -> str:
    return LIMITS[limit.kind].format(value=limit.value + limit.each * lines, than=limit.than)


def _held(limit: Limit, found: Series, record: Record) -> Record:
    """A limit with the figure beside it; `kept` is None where that which it is measured by is not there."""
    lines = record["lines"]
    held: Record = {"text": _words(limit, lines), "figure": None, "kept": None}
    if limit.than and limit.than not in found.samples:
        return held
    figure = {
        "pass": lambda: record["ratio"],
        "peak": lambda: record["peak"] / MIB,
        "seconds": lambda: record["wall"],
        "share": lambda: 100 * size_of_index() / record["bytes"],
        "faster": lambda: found.ratio(limit.than, "ours"),
        "time": lambda: found.ratio("ours", limit.than),
    }[limit.kind]()
    bound = limit.value + limit.each * lines
    return held | {"figure": figure, "kept": figure >= bound if limit.kind == "faster" else figure <= bound}


def line(record: Record) -> str:
    """A scenario with its limits below, for people."""
    if record["failed"]:
        text = f"{record['name']:<40}{record['failed']}"
    else:
        rate = f"{record['events'] / record['wall']:>11,.0f} ev/s" if "events" in record else " " * 16
        text = f"{record['name']:<40}{record['wall'] * 1000:>9.1f} ms{record['ratio']:>8.2f} x"
        text += f"{record['cpu'] * 1000:>9.1f} cpu{record['cpu_ratio']:>8.2f} x{record['peak'] / MIB:>6.0f} MiB"
        text += f"{rate}{record['lines']:>8,} lines"
    for limit in record["limits"]:
        verdict = {True: "yes", False: "NO", None: "–"}[limit["kept"]]
        figure = "" if limit["figure"] is None else f": {limit['figure']:.3g}"
        text += f"\n    {verdict:<4}{limit['text']}{figure}"
    return text


def changes(old: Sequence[Record], new: Sequence[Record]) -> list[str]:
    """A line for each scenario of both: the ratio to `python -c pass` then and now, and the peak."""
    before = {record["name"]: record for record in old}
    lines = []
    for record in new:
        was = before.get(record["name"])
        if was is None or (was["failed"] and record["failed"]):
            continue
        if was["failed"] or record["failed"]:
            lines.append(f"{record['name']:<40}{was['failed'] or 'works'} -> {record['failed'] or 'works'}")
            continue
        change = 100 * (record["ratio"] / was["ratio"] - 1)
        peak = 100 * (record["peak"] / was["peak"] - 1)
        lines.append(
            f"{record['name']:<40}{was['ratio']:>8.2f} x ->{record['ratio']:>8.2f} x{change:>+7.0f} %"
            f"{was['peak'] / MIB:>8.0f} ->{record['peak'] / MIB:>5.0f} MiB{peak:>+7.0f} %"
        )
    return lines


def rows(records: Sequence[Record]) -> list[list[str]]:
    """The table of a page: a row a scenario, limits beside the figures."""
    lines = [["scenario", "x pass", "cpu ms", "MiB", "events a cpu second", "bytes read", "limit: figure", "kept"]]
    for record in records:
        limits, kept = [], []
        for limit in record["limits"]:
            limits.append(limit["text"] + ("" if limit["figure"] is None else f": {limit['figure']:.3g}"))
            kept.append({True: "yes", False: "**no**", None: "–"}[limit["kept"]])
        if record["failed"]:
            figures = [record["failed"], "", "", ""]
        else:
            rate = f"{record['events'] / record['cpu']:,.0f}" if "events" in record else ""
            figures = [f"{record['ratio']:.1f}", f"{record['cpu'] * 1000:,.0f}", f"{record['peak'] / MIB:.0f}", rate]
        size = f"{record['bytes']:,}" if "bytes" in record else ""
        lines.append([record["name"], *figures, size, "<br>".join(limits), "<br>".join(kept)])
    return lines


def _chosen(profile: str, word: str) -> list[Scenario]:
    """The scenarios of a profile; those that need the `index` command only where it is there."""
    wanted = PROFILES[: PROFILES.index(profile) + 1]
    found = [scenario for scenario in SCENARIOS if scenario.profile in wanted and word in scenario.name]
    if any(scenario.index for scenario in found) and run(ours.timeline("index", "--help")).code:
        for scenario in found:
            if scenario.index:
                print(f"{scenario.name}: skipped, there is no `timeline index`")
        found = [scenario for scenario in found if not scenario.index]
    return found


def _page(whole: Record) -> list[str]:
    about = whole["machine"]
    text = (
        f"{whole['date']}, {whole['timeline']}, Python {about['python']}; {about['processor']}, "
        f"{about['cores']} cores, {about['memory']}, {about['system']}."
    )
    tools = "; ".join(f"{name}: {said}" for name, said in whole["peers"].items() if said)
    busy = max((record.get("busy", 1) for record in whole["scenarios"]), default=1)
    if busy > BUSY:
        text += f" The machine was busy: `python -c pass` took up to {busy:.1f} times its processor time."
    return [text, *([f"Measured by: {tools}."] if tools else []), "", *table(rows(whole["scenarios"]))]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measures the program against its limits.", allow_abbrev=False)
    parser.add_argument("--profile", choices=PROFILES, default="quick")
    parser.add_argument("--only", default="", metavar="WORD", help="scenarios whose name has it")
    parser.add_argument("--pairs", type=int, default=0, help="rounds; by themselves as many as fit, five at least")
    parser.add_argument("--python", default=sys.executable, help="the interpreter whose timeline is measured")
    parser.add_argument("--json", help="a file for the figures")
    parser.add_argument("--from", dest="kept", metavar="FILE", help="figures of an earlier run, instead of measuring")
    parser.add_argument("--against", help="figures of an earlier run")
    parser.add_argument("--markdown", help="a page whose table is replaced")
    parser.add_argument("--strict", action="store_true", help="exit 1 where a limit is not kept")
    return parser.parse_args()


def _versions(scenarios: Sequence[Scenario]) -> dict[str, str]:
    """Of the tools that limits name; a line for each that is not installed."""
    named = dict.fromkeys(limit.than for one in scenarios for limit in one.limits if limit.than in peers.PEERS)
    versions = {name: peers.version(name) for name in named}
    for name in (name for name, said in versions.items() if not said):
        print(f"{name}: not installed, so limits by it are not measured")
    return versions


def _measured(profile: str, word: str, pairs: int) -> Record:
    """All figures, printed as they come."""
    scenarios = _chosen(profile, word)
    whole: Record = {"date": time.strftime("%Y-%m-%d"), "timeline": ours.version_of_ours(), "machine": machine()}
    whole |= {"peers": _versions(scenarios), "scenarios": []}
    for scenario in scenarios:
        whole["scenarios"].append(measured(scenario, pairs))
        print(line(whole["scenarios"][-1]), flush=True)
    return whole


def main() -> None:
    chosen = _arguments()
    ours.use(chosen.python)
    old, kept = (json.loads(Path(name).read_text("utf-8")) if name else {} for name in (chosen.against, chosen.kept))
    whole = kept or _measured(chosen.profile, chosen.only, chosen.pairs)
    records = whole["scenarios"]
    held = [limit["kept"] for record in records for limit in record["limits"] if limit["kept"] is not None]
    print(f"{sum(held)} of {len(held)} limits kept")
    busy = max((record.get("busy", 1) for record in records), default=1)
    if busy > BUSY:
        print(f"python -c pass took {busy:.1f} times its processor time: a busy machine, trust the ratios alone")
    if old:
        print("\n".join(changes(old["scenarios"], records)))
    if chosen.json:
        Path(chosen.json).write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if chosen.markdown:
        put_table(Path(chosen.markdown), "run", _page(whole))
    if chosen.strict and not all(held):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
