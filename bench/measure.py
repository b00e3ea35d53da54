"""Whole processes, measured from start to exit: wall time, processor time, memory, lines.

A round runs each command once, in turn (A B C A B C …), so that whatever else the machine does it does to all; what is
compared are the two of one round, and the result is the median over the rounds. The first round warms byte code and
page cache and is not counted.

The peak is that of the largest single process. Linux counts the memory of the process that starts another into the
new one's peak until that has more of its own; so this program keeps itself small, and less than its own size cannot
be told.
"""

import os
import resource
import select
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

MIB = 2**20
FEWEST, MOST = 5, 25
"""Rounds that are counted: at least, at most."""


class Command(NamedTuple):
    """A process to run.

    Attributes:
        argv: The program and its arguments.
        env: Variables beside those of `environment`.
        columns: Of the pseudo-terminal that it gets as standard output; 0 is a pipe.
        seconds: After so many it is ended.
        memory: Bytes of address space that it may take; 0 is no limit.
        before: Done before each run, outside the time.
        data: Standard input, a file's path.
    """

    argv: tuple[str, ...]
    env: Mapping[str, str] = {}
    columns: int = 0
    seconds: float = 120
    memory: int = 0
    before: Callable[[], object] | None = None
    data: str = os.devnull


class Sample(NamedTuple):
    """One run: seconds, bytes, line feeds printed; `code` is negative where a signal or our patience ended it."""

    wall: float
    cpu: float
    peak: int
    lines: int
    code: int
    errors: str


def environment() -> dict[str, str]:
    """The surroundings of every process: nothing of Python's settings, the caller's colours, pager or files."""
    dropped = ("PYTHON", "TIMELINE", "LC_", "XDG_", "PAGER", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    return kept | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}


def run(command: Command, kept: list[bytes] | None = None) -> Sample:
    """One run, its output read and counted, and kept only where somebody gives a list for it."""
    if command.before is not None:
        command.before()
    out, near = _terminal(command.columns) if command.columns else os.pipe()
    errors, near_errors = os.pipe()
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, command.data, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, near, 1),
        (os.POSIX_SPAWN_DUP2, near_errors, 2),
    ]
    started = time.perf_counter()
    child = os.posix_spawnp(command.argv[0], command.argv, {**environment(), **command.env}, file_actions=actions)
    if command.memory:
        resource.prlimit(child, resource.RLIMIT_AS, (command.memory, command.memory))
    os.close(near)
    os.close(near_errors)
    lines, said, late = _read(child, out, errors, started + command.seconds, kept)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - started
    os.close(out)
    os.close(errors)
    code = -9 if late else os.waitstatus_to_exitcode(status)
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, lines, code, said)


def _terminal(columns: int) -> tuple[int, int]:
    import fcntl
    import struct
    import termios

    leader, follower = os.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    return leader, follower


def _read(child: int, out: int, errors: int, until: float, kept: list[bytes] | None) -> tuple[int, str, bool]:
    """Reads both ends until they close or time is up; line feeds of the one, the first words of the other."""
    lines, said, late = 0, b"", False
    open_ends = {out, errors}
    poll = select.poll()
    for end in open_ends:
        poll.register(end, select.POLLIN)
    while open_ends:
        left = until - time.perf_counter()
        if left <= 0 and not late:
            late = True
            os.kill(child, 9)
        for end, _ in poll.poll(max(left, 0.1) * 1000):
            try:
                data = os.read(end, 2**18)
            except OSError:  # Linux says EIO where the other end of a terminal is closed
                data = b""
            if not data:
                poll.unregister(end)
                open_ends.discard(end)
            elif end == out:
                lines += data.count(b"\n")
                if kept is not None:
                    kept.append(data)
            elif len(said) < 2000:
                said += data
    return lines, said.decode("utf-8", "replace"), late


class Series(NamedTuple):
    """The runs of some commands, by name, round by round."""

    samples: dict[str, list[Sample]]

    def median(self, name: str, what: Callable[[Sample], float]) -> float:
        return statistics.median(what(sample) for sample in self.samples[name])

    def wall(self, name: str) -> float:
        return self.median(name, lambda sample: sample.wall)

    def ratio(self, one: str, other: str) -> float:
        """How many times as long one took as another: the median over the rounds."""
        pairs = zip(self.samples[one], self.samples[other], strict=True)
        return statistics.median(a.wall / b.wall for a, b in pairs)

    def cpu_ratio(self, one: str, other: str) -> float:
        """The same of processor time, which a busy machine moves less; that of several threads is added up."""
        pairs = zip(self.samples[one], self.samples[other], strict=True)
        return statistics.median(a.cpu / b.cpu for a, b in pairs if b.cpu)

    def peak(self, name: str) -> int:
        return max(sample.peak for sample in self.samples[name])


def series(
    commands: Mapping[str, Command], *, pairs: int = 0, patience: float = 4, warm: Mapping[str, Sample] | None = None
) -> Series:
    """Rounds over some commands, the first one not counted.

    Args:
        commands: What to run, by name.
        pairs: Rounds to count; 0 is as many as fit into `patience`, between `FEWEST` and `MOST`.
        patience: Seconds.
        warm: The first round, where it has been run already.
    """
    first = dict(warm) if warm else {name: run(command) for name, command in commands.items()}
    late = [sample for sample in first.values() if sample.code < 0]
    if late:  # what was ended once would be ended again
        return Series({name: [sample] for name, sample in first.items()})
    fitting = int(patience / sum(sample.wall for sample in first.values()))
    number = pairs or min(max(fitting, FEWEST), MOST)
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    for _ in range(number):
        for name, command in commands.items():
            samples[name].append(run(command))
    return Series(samples)


def pass_command(python: str = sys.executable) -> Command:
    """The measure of all things: Python, started and ended."""
    return Command((python, "-c", "pass"))


def version_of(argv: Sequence[str]) -> str:
    """The first line that a program says of itself, or "" where it is not there."""
    import subprocess

    try:
        done = subprocess.run(list(argv), capture_output=True, text=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    said = (done.stdout or done.stderr).strip().splitlines()
    return said[0].strip() if said and done.returncode == 0 else ""


def machine() -> dict[str, str]:
    """What the figures were taken on, as far as ratios hang on it."""
    import platform

    model = ""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
    except OSError:
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processor": model or platform.processor() or platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }
