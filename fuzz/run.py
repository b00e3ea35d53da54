"""Looks for bytes that break a promise, guided by what code they reach: `python fuzz/run.py TARGET [SECONDS]`.

Starts from `corpus/TARGET` and what is known to have been broken once. What is found new is written to `found/`; put it
under `regressions/TARGET`, with a name that says what it is, and `tests/test_fuzz.py` plays it from then on.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).parent


def _import_all() -> None:
    """Modules that are imported only when they are needed would not be seen by the fuzzer."""
    import timeline

    for module in pkgutil.walk_packages(timeline.__path__, "timeline."):
        if module.name not in ("timeline.__main__", "timeline.application"):
            with suppress(ImportError):  # of a package that is not installed
                importlib.import_module(module.name)


def main(words: list[str]) -> int:
    """Runs a target, or lists them; 0 also where there is no atheris."""
    sys.path[:0] = [str(HERE.parent), str(HERE)]
    if words == ["--list"]:
        from targets import TARGETS as ALL

        print(*ALL)
        return 0
    try:
        import atheris
    except ImportError:
        print("no atheris here, so nothing is fuzzed; pip install '.[fuzz]'")
        return 0
    with atheris.instrument_imports(include=["timeline"]):
        from targets import TARGETS

        _import_all()
    name, seconds = words[0], int(words[1] if len(words) > 1 else "60")
    known = [
        str(HERE / folder / corpus)
        for folder in ("corpus", "regressions")
        for corpus in {name, name.removeprefix("plain-")}
    ]
    found = HERE / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as growing:
        target = TARGETS[name]
        options = [
            f"-max_total_time={seconds}", "-max_len=4096", "-timeout=20", "-rss_limit_mb=1500", "-print_final_stats=1",
            "-verbosity=0" if os.environ.get("FUZZ_QUIET") else "-verbosity=1", f"-artifact_prefix={found}/",
        ]  # fmt: skip
        folders = [growing, *(path for path in known if Path(path).is_dir())]
        words_of = HERE / "words" / f"{name.removeprefix('plain-')}.txt"
        if words_of.is_file():
            options.append(f"-dict={words_of}")
        atheris.Setup([sys.argv[0], *options, *folders], target)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("which target? see TARGETS in fuzz/targets.py")
    sys.exit(main(sys.argv[1:]))
