"""What more than one part of the program writes by: where text goes, painted and wrapped lines, JSON, YAML, records.

Output formats, answers of `why` and `diff`, findings of `check` and files that are edited all go through these.
"""

from collections.abc import Callable, Iterable
from typing import Any

from timeline.records import NamedTuple


def _ignored(_: object) -> None:
    """Where nobody listens."""


def _unfollowed(items: Iterable[Any], _: int) -> Iterable[Any]:
    """Where nobody wants to know how far the work has come: costs nothing an event."""
    return items


class Out(NamedTuple):
    """Where a format writes, and what for.

    Attributes:
        write: Takes text, any number of times.
        day: The as-of day, an ordinal.
        color: Whether to paint.
        width: Columns to wrap at; 0 never wraps (a pipe, a file).
        ascii: Nothing but ASCII is wanted.
        say: Takes a line for the user, beside the result: what a format had to leave out, and why.
        write_bytes: For a format that is not text (a database): takes the whole, once.
        follow: Takes events and how many there are of them in all, and gives them back; who waits is told how far the
            work has come as they are taken. Parts of all may be given one after the other.
    """

    write: Callable[[str], object]
    day: int
    color: bool = False
    width: int = 0
    ascii: bool = False
    say: Callable[[str], object] = _ignored
    write_bytes: Callable[[bytes], object] = _ignored
    follow: Callable[[Iterable[Any], int], Iterable[Any]] = _unfollowed
