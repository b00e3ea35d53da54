"""Start-up, as ratios to `python -c pass` in the same run: whole processes, into a pipe, paired A B A B.

Usage: python bench/startup.py [PAIRS]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMANDS = {
    "--version": ["--version"],
    "show --help": ["show", "--help"],
    "usage error": ["show", "--no-such-option"],
    "bundled story": ["show", str(ROOT / "data" / "space-film.yaml")],
    "bundled story, filtered": ["filter", str(ROOT / "data" / "space-film.yaml"), "--person", "Liman"],
    "bundled story, colours": ["show", str(ROOT / "data" / "space-film.yaml"), "--color", "always"],
    "the public record": ["show", str(ROOT / "data" / "space-film-record.yaml")],
    "date 2020-05": ["date", "2020-05"],
}


def seconds(command: list[str], env: dict[str, str]) -> float:
    """Wall time of a whole process, its output read and thrown away."""
    started = time.perf_counter()
    subprocess.run(command, capture_output=True, env=env, check=False)
    return time.perf_counter() - started


def main() -> None:
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    base = [sys.executable, "-c", "pass"]
    for command in COMMANDS.values():  # byte code and page cache
        seconds([sys.executable, "-m", "timeline", *command], env)
    print(f"{'command':<26}{'ms':>8}{'x python -c pass':>18}   (medians of {pairs} pairs)")
    for name, command in COMMANDS.items():
        ours, ratios = [], []
        for _ in range(pairs):
            one = seconds([sys.executable, "-m", "timeline", *command], env)
            ratios.append(one / seconds(base, env))
            ours.append(one)
        print(f"{name:<26}{statistics.median(ours) * 1000:>8.1f}{statistics.median(ratios):>18.2f}")


if __name__ == "__main__":
    main()
