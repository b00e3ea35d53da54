"""Looks for bytes that break a promise, guided by what code they reach: `python fuzz/run.py TARGET [SECONDS]`.

`--list` names the targets, `--all [SECONDS [AT_ONCE]]` runs each, with a line for each at its end. Each starts from
`corpus/TARGET` and from what is known to have been broken once. What is found new is written to `found/`; put it under
`regressions/TARGET`, with a name that says what it is, and `tests/test_fuzz.py` plays it from then on.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, suppress
from io import StringIO
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
    """Runs a target or all, or lists them; 0 also where there is no atheris."""
    sys.path[:0] = [str(HERE.parent), str(HERE), str(HERE.parent / "tests")]
    if words == ["--list"]:
        from targets import TARGETS as ALL

        print(*ALL)
        return 0
    try:
        import atheris
    except ImportError:
        print("no atheris here, so nothing is fuzzed; pip install '.[fuzz]'")
        return 0
    with redirect_stderr(StringIO()), atheris.instrument_imports(include=["timeline"]):  # it names every module
        from targets import TARGETS

        _import_all()
    name, seconds, at_once = [*words, *("60", "1")[len(words) - 1 :]][:3]
    if name == "--all":
        return _all(TARGETS, int(seconds), int(at_once))
    _fuzz(name, TARGETS[name], int(seconds))
    return 0


def _all(targets: dict[str, Callable[[bytes], None]], seconds: int, at_once: int) -> int:
    """Runs each target in a process of its own, so many at once; 1 where one has found something."""
    waiting, running, failed = list(targets.items()), {}, 0
    while waiting or running:
        while waiting and len(running) < at_once:
            name, target = waiting.pop(0)
            said = tempfile.TemporaryFile()  # noqa: SIM115  # closed when the child has ended
            child = os.fork()
            if not child:
                os.dup2(said.fileno(), 1)
                os.dup2(said.fileno(), 2)
                _fuzz(name, target, seconds)
                os._exit(0)
            running[child] = name, said
        child, status = os.wait()
        name, said = running.pop(child)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
        said.close()
        told = dict(re.findall(r"^stat::(\w+): +(\d+)", text, re.MULTILINE))
        count, new = int(told.get("number_of_executed_units", 0)), int(told.get("new_units_added", 0))
        print(f"{name:12} {count:10,} inputs, {new:5,} of them reached something new", flush=True)
        if status:
            failed = 1
            print(text[-12_000:], flush=True)
    return failed


def _fuzz(name: str, target: Callable[[bytes], None], seconds: int) -> None:
    """Runs a target; ends the process."""
    import atheris

    known = [
        str(HERE / folder / corpus)
        for folder in ("corpus", "regressions")
        for corpus in {name, name.rpartition("-")[2]}
    ]
    found = HERE / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as growing:
        options = [
            f"-max_total_time={seconds}", "-max_len=4096", "-timeout=20", "-rss_limit_mb=1500", "-print_final_stats=1",
            "-verbosity=0" if os.environ.get("FUZZ_QUIET") else "-verbosity=1", f"-artifact_prefix={found}/",
        ]  # fmt: skip
        folders = [growing, *(path for path in known if Path(path).is_dir())]
        words_of = HERE / "words" / f"{name.rpartition('-')[2]}.txt"
        if words_of.is_file():
            options.append(f"-dict={words_of}")
        atheris.Setup([sys.argv[0], *options, *folders], target)
        atheris.Fuzz()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("which target? see TARGETS in fuzz/targets.py")
    sys.exit(main(sys.argv[1:]))
