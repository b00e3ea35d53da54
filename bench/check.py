"""Time of `timeline check` on a big chronology, as a ratio to loading and filtering it: run `python bench/check.py`.

Usage: python bench/check.py [EVENTS [RUNS]]

Whole processes, into a pipe, in turns, so that a busy machine is busy for both. The chronology is made here: titles of
a limited vocabulary, twenty thousand people, days, months, years and missing dates, two sources an event with
addresses, and a few slips of each kind. Then the rules one by one, in milliseconds, within one process.
"""

from __future__ import annotations

import gc
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
_MOST = 2.0
_SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstv" for vowel in "aeio"]
_YEARS = (1990, 2024)


def chronology(events: int, seed: int = 1) -> str:
    """A chronology as YAML; the same text for the same arguments."""
    chance = random.Random(seed)

    def word(least: int, most: int) -> str:
        return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(least, most)))

    words = [word(2, 4) for _ in range(3_000)]
    people = [f"{word(2, 3).capitalize()} {word(2, 5).capitalize()}" for _ in range(max(events // 5, 10))]
    outlets = [f"The {word(2, 4).capitalize()} {word(3, 4).capitalize()}" for _ in range(300)]
    lines = ["timeline: 1", "title: Big", "events:"]
    for n in range(events):
        year, month, day = chance.randint(*_YEARS), chance.randint(1, 12), chance.randint(1, 28)
        dates = (f"{year}-{month:02}-{day:02}",) * 6 + (f"{year}-{month:02}",) * 3 + (str(year), "unknown")
        title = " ".join(chance.choice(words) for _ in range(chance.randint(5, 10))).capitalize()
        named = chance.sample(people, 2)
        if n % 1000 == 7:
            named[0] = named[0][:4] + named[0][5:]
        lines += [
            f"  - id: e{n}",
            f"    date: {chance.choice(dates)}",
            f"    title: {title}",
            f"    people: [{', '.join(named)}]",
            f"    tags: [{chance.choice(words[:40])}]",
            "    sources:",
        ]
        for _ in range(2):
            published = f"{year + (month == 12)}-{month % 12 + 1:02}-{chance.randint(1, 28):02}"
            address = f"https://{chance.choice(words)}.com/{published.replace('-', '/')}/{n}-{chance.randint(1, 9**9)}"
            lines.append(f"      - {{outlet: {chance.choice(outlets)}, date: {published}, url: {address}}}")
    return "\n".join(lines) + "\n"


def seconds(*arguments: str) -> float:
    """Wall time of a whole process, its output read and thrown away."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "timeline", *arguments], capture_output=True, cwd=ROOT, check=False)
    return time.perf_counter() - started


def rule_by_rule(path: str) -> None:
    """Milliseconds of each rule, and how much it finds."""
    from timeline.checks import rules
    from timeline.checks._story import Story
    from timeline.load import load

    text = Path(path).read_text("utf-8")
    story = Story(load([path]), 739_900, lambda name: text)
    for rule in rules():
        started = time.perf_counter()
        found = sum(1 for _ in rule.find(story))
        print(f"  {rule.CODE} {rule.NAME:<28}{(time.perf_counter() - started) * 1000:9.1f} ms{found:8} found")


def main() -> None:
    given = [int(word) for word in sys.argv[1:]]
    events, runs = given[0] if given else 100_000, given[1] if len(given) > 1 else 3
    gc.disable()
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "big.yaml")
        Path(path).write_text(chronology(events), "utf-8")
        seconds("check", path, "--severity", "error")  # byte code and page cache
        pairs = [
            (seconds("filter", path, "--person", "Bebe", "--brief"), seconds("check", path, "--severity", "error"))
            for _ in range(runs)
        ]
        plain, checked = (min(times) for times in zip(*pairs, strict=True))
        print(f"{events:,} events")
        print(f"  load and filter{plain * 1000:10.1f} ms")
        print(f"  check          {checked * 1000:10.1f} ms")
        print(f"  ratio          {checked / plain:10.2f}      (at most {_MOST})")
        rule_by_rule(path)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
