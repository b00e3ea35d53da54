"""What the terminal is, decided once; the only writer to the standard streams; exit codes.

Precedence for colour: the option, then NO_COLOR, then CLICOLOR_FORCE and FORCE_COLOR, then CLICOLOR=0, then TERM=dumb,
then whether the stream is a terminal.
"""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TextIO, TypeVar

from timeline.errors import MachineError, Problem, UsageError
from timeline.printable import printable, printable_lines, shortened
from timeline.records import NamedTuple
from timeline.width import width_of

MOST_PROBLEMS = 20
_WIDEST_TERMINAL = 9999

Item = TypeVar("Item")


class Exit:
    """Exit codes."""

    DONE = 0
    FOUND = 1
    """`check` found something; with `--exit-code`, nothing matched."""
    DATA = 2
    """Bad usage, or data that cannot be trusted."""
    MACHINE = 3
    """The machine refused: a missing or forbidden file, a full disk, a closed output."""
    BUG = 70
    HUNG_UP = 129
    INTERRUPTED = 130
    PIPE = 141
    TERMINATED = 143


class Terminal(NamedTuple):
    """What an output stream is, as far as printing needs to know.

    Attributes:
        color: Whether to paint.
        width: Columns to wrap at; 0 is not at all.
        ascii: The stream cannot take anything else, or nothing else is wanted.
        tty: The stream is a terminal.
    """

    color: bool = False
    width: int = 0
    ascii: bool = False
    tty: bool = False


def _is_set(value: str | None) -> bool:
    return value is not None and value not in ("", "0")


def wants_color(when: str, tty: bool, env: Mapping[str, str]) -> bool:
    """Whether to paint: the `--color` option (`auto`, `always`, `never`) first, then the environment, then the stream.

    Raises:
        UsageError: Another word.
    """
    if when not in ("auto", "always", "never"):
        raise UsageError(f'--color "{when}"; use one of: auto, always, never')
    if when != "auto":
        return when == "always"
    if env.get("NO_COLOR"):
        return False
    if _is_set(env.get("CLICOLOR_FORCE")) or _is_set(env.get("FORCE_COLOR")):
        return True
    if env.get("CLICOLOR") == "0" or env.get("TERM") == "dumb":
        return False
    return tty


def terminal_width(stream: TextIO, env: Mapping[str, str]) -> int:
    """Columns of the terminal behind a stream, never less than 20; COLUMNS stands above what the terminal says.

    A COLUMNS that is no number, or that no terminal has, is passed over.
    """
    columns = env.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and 0 < int(columns[:6]) <= _WIDEST_TERMINAL:
        return max(int(columns), 20)
    try:
        width = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        width = 0
    return max(width, 20) if width else 80


def terminal_of(stream: TextIO, *, color: str, width: int, ascii_only: bool, env: Mapping[str, str]) -> Terminal:
    """What a stream is. In a pipe and in a file there is no width unless one is asked for.

    Raises:
        UsageError: `color` or `width` is not one.
    """
    if width < 0 or 0 < width < 20:
        raise UsageError(f"--width {width}; the least is 20, and 0 does not wrap")
    tty = _isatty(stream)
    wide = width or (terminal_width(stream, env) if tty else 0)
    return Terminal(wants_color(color, tty, env), wide, ascii_only or (tty and not _draws(stream)), tty)


def _draws(stream: TextIO) -> bool:
    """Whether a stream takes the signs of which charts are made."""
    try:
        "─▒…".encode(stream.encoding)
    except UnicodeEncodeError:
        return False
    return True


def _isatty(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # closed
        return False


# --- signals ------------------------------------------------------------------------------------------------------


class Stopped(BaseException):
    """The process was told to end; `code` is its exit code. What it had begun is undone on the way out."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def stopping() -> Iterator[None]:
    """For its time SIGTERM and SIGHUP raise `Stopped`, so that no half-written file is left; ignored ones stay so."""
    import signal

    def stop(number: int, _: object) -> None:
        for one in replaced:
            signal.signal(one, signal.SIG_IGN)  # the first is obeyed; a second must not cut the undoing short
        raise Stopped(128 + number)

    replaced = {}
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            with suppress(ValueError):  # not the main thread
                replaced[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, before in replaced.items():
            signal.signal(number, before)


# --- stdout -------------------------------------------------------------------------------------------------------


def prepare_streams() -> None:
    """Makes the streams the same everywhere: UTF-8 where the locale is no hindrance, line feeds, never a failure.

    A pipe and a file get the same bytes whatever the locale; a terminal that cannot show a character gets an escape.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            if isinstance(stream.buffer, io.RawIOBase):  # PYTHONUNBUFFERED
                stream = _buffered(stream)
                setattr(sys, name, stream)
            _set_blocking(stream)
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace", newline="\n")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _buffered(stream: io.TextIOWrapper) -> io.TextIOWrapper:
    """The same with a buffer: without one, what a full disk or a pipe does not take at once is lost without a word."""
    encoding, errors = stream.encoding, stream.errors
    raw: Any = stream.detach()
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding, errors, write_through=True)


def _set_blocking(stream: TextIO) -> None:
    """A pipe that another program has set to refuse what it cannot take at once is waited for."""
    with suppress(OSError, ValueError):
        if not os.get_blocking(stream.fileno()):
            os.set_blocking(stream.fileno(), True)


def put(text: str, *, painted: bool = False) -> None:
    """Writes to standard output; a terminal gets text, colours where it is `painted`, and nothing that steers it."""
    write(printable_lines(text, painted=painted) if _isatty(sys.stdout) else text)


def write(data: str | bytes) -> None:
    """Writes to standard output as it is, for what is no terminal.

    Raises:
        MachineError: It cannot be written.
        BrokenPipeError: Its reader has gone.
    """
    try:
        if isinstance(data, str):
            sys.stdout.write(data)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise _unwritable(error) from error


def flush() -> None:
    """Hands over what is buffered.

    Raises:
        MachineError: Standard output cannot be written.
        BrokenPipeError: Its reader has gone.
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise _unwritable(error) from error


def _unwritable(error: Exception) -> MachineError:
    return MachineError(f"cannot write to standard output: {getattr(error, 'strerror', None) or error}")


# --- stderr -------------------------------------------------------------------------------------------------------


def say(message: str) -> None:
    """One line on stderr, after what stands on stdout."""
    _tell(f"timeline: {shortened(message)}\n")


def say_if_typed() -> None:
    """That standard input is awaited, where somebody sits at it."""
    if _isatty(sys.stdin):
        say("reading from the terminal; Ctrl-D ends")


def say_problems(problems: Iterable[Problem]) -> None:
    """Every problem with its place, the user's own line and the remedy; at most twenty, then how many more."""
    listed = list(problems)
    if not listed:
        return
    from timeline.messages import problem_lines

    for problem in listed[:MOST_PROBLEMS]:
        _tell("\n".join(problem_lines(problem)) + "\n")
    if len(listed) > MOST_PROBLEMS:
        _tell(f"and {len(listed) - MOST_PROBLEMS} more\n")


class Progress:
    """How far long work has come, on one line of a terminal; erased at the end, and before anything else is said.

    Nothing is shown in a pipe, on a dumb terminal, and for work that is done within half a second.
    """

    FIRST, NEXT = 0.5, 0.1
    """Seconds until it is shown, and between two lines."""

    def __init__(self, label: str, stream: TextIO, env: Mapping[str, str], clock: Callable[[], float]) -> None:
        self._label, self._stream, self._clock = printable(label), stream, clock
        self._wanted = _isatty(stream) and env.get("TERM", "dumb") != "dumb"
        self._width = terminal_width(stream, env) if self._wanted else 0
        self._due = clock() + self.FIRST if self._wanted else 0.0
        self._shown = False

    def __enter__(self) -> "Progress":
        _running.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        _running.remove(self)
        self.erase()

    def follow(self, items: Iterable[Item], total: int) -> Iterable[Item]:
        """The items, each counted once it is done with; the very same object where nothing would be shown."""
        return self._counted(items, total) if self._wanted else items

    def _counted(self, items: Iterable[Item], total: int) -> Iterator[Item]:
        for done, item in enumerate(items, 1):
            yield item
            self.told(done, total)

    @property
    def is_wanted(self) -> bool:
        """Whether anything would be shown."""
        return self._wanted

    def told(self, done: int, total: int, unit: str = "events") -> None:
        """Shows how much is done, where it is time for that."""
        if not self._wanted or (now := self._clock()) < self._due:
            return
        self._due = now + self.NEXT
        line = f"{self._label}: {done:,} of {total:,} {unit}"
        room = self._width - 1
        if width_of(line) > room:  # it must not wrap, or it could not be erased
            line = line[: room if line.isascii() else room // 2]
        self._put(f"\r{line}\x1b[K")
        self._shown = True

    def erase(self) -> None:
        """Takes the line away."""
        if self._shown:
            self._put("\r\x1b[K")
            self._shown = False

    def _put(self, text: str) -> None:
        with suppress(OSError, ValueError):
            self._stream.write(text)
            self._stream.flush()


_running: list[Progress] = []


def progress(label: str) -> Progress:
    """Progress of this process, on stderr."""
    import time

    return Progress(label, sys.stderr, os.environ, time.monotonic)


def _tell(text: str) -> None:
    """Writes to stderr after what stands on stdout; trouble with stdout is told by its own writer."""
    for one in _running:
        one.erase()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
