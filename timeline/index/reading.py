"""What an index tells: a chronology of what may match a query, and names; nothing where it cannot be trusted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from mmap import ACCESS_READ, mmap
from stat import S_ISREG

from timeline import __version__
from timeline.dates import Context, DateError, read
from timeline.errors import UsageError
from timeline.index.contents import Contents
from timeline.index.days import FIRST, LAST, held
from timeline.index.freshness import Stamp, hash_of
from timeline.index.narrowing import Unhelpful, narrowed
from timeline.index.shape import SCHEMA
from timeline.index.store import Damaged
from timeline.load.chunks import Mapped
from timeline.load.files import Document
from timeline.load.nodes import NotPlain
from timeline.load.picking import Picking
from timeline.load.syntaxes import plain_document
from timeline.model import Chronology
from timeline.names import HeaderNames
from timeline.query import Query, with_view

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    T = TypeVar("T")

FRESH, STALE, OTHER, DAMAGED = "fresh", "out of date", "of another version", "damaged"
"""What an index can be; the last three as people are told."""

_DAMAGES = (Damaged, NotPlain, ValueError, KeyError, IndexError, TypeError, OverflowError)
"""What reading something else than what was written may raise."""


def chronology_by_index(
    name: str, index: str, query: Query, view: Sequence[str], as_of: tuple[str, bool, int], say: Callable[[str], None]
) -> Chronology | None:
    """The chronology with the events alone that may match; None where the file is to be read.

    Args:
        name: The file.
        index: Its index, which is there.
        query: What is asked.
        view: The names of saved views that are asked as well.
        as_of: The date as of which it is asked (empty for none), whether what may have been out is, and today.
        say: Tells why an index is not used.
    """
    return _answered(name, index, say, lambda contents, data: _chosen(contents, name, data, query, view, as_of))


def names_by_index(
    name: str, index: str, kinds: Sequence[str], say: Callable[[str], None], *, by_header: bool
) -> tuple[Chronology, dict[str, dict[str, int]]] | None:
    """The chronology without events, and by kind in how many events each name stands; None as above.

    Arguments as above; with `by_header` people go by the names that the header gives them.
    """

    def counted(contents: Contents, data: mmap) -> tuple[Chronology, dict[str, dict[str, int]]]:
        header = Picking(_document(contents, name, data)).header
        return header, {kind: _counts(contents, header, kind, by_header=by_header) for kind in kinds}

    return _answered(name, index, say, counted)


def _answered(name: str, index: str, say: Callable[[str], None], answer: Callable[[Contents, mmap], T]) -> T | None:
    """What an index that can be trusted answers."""
    try:
        with _mapped(name) as data, opened(index) as contents:
            state = state_of(contents, name, data)
            if state != FRESH:
                say(f"the index of {name} is {state}; timeline index {name} renews it")
                return None
            return answer(contents, data)
    except Unhelpful:
        return None
    except OSError:  # told by whoever reads the file
        return None
    except _DAMAGES:
        say(f"the index of {name} is damaged; timeline index {name} renews it")
        return None


@contextmanager
def _mapped(name: str) -> Iterator[mmap]:
    with open(name, "rb") as stream:
        about = os.fstat(stream.fileno())
        if not S_ISREG(about.st_mode):
            raise Unhelpful
        if not about.st_size:
            raise Unhelpful
        # The map is left to the garbage: events hold on to it for their places.
        data = Mapped(stream.fileno(), 0, access=ACCESS_READ)
        data.descriptor = stream.fileno()
        try:
            yield data
        finally:
            data.descriptor = -1


@contextmanager
def opened(index: str) -> Iterator[Contents]:
    """What an index says, for a time.

    Raises:
        Damaged: It is no index, or not what was written; ValueError, KeyError and TypeError mean the same.
    """
    contents = Contents(index)
    try:
        yield contents
    finally:
        contents.close()


def state_of(contents: Contents, name: str, data: mmap) -> str:
    """Whether an index was made of a file as it is; one of `FRESH`, `STALE` and `OTHER`."""
    if contents.schema != SCHEMA or contents.version != __version__:
        return OTHER
    stamp = Stamp.of(os.stat(name))
    if contents.path != os.path.realpath(name) or stamp.size != contents.stamp.size or len(data) != stamp.size:
        return STALE
    if stamp == contents.stamp and contents.is_settled:
        return FRESH
    return FRESH if hash_of(data) == contents.hash else STALE


def _chosen(
    contents: Contents, name: str, data: mmap, query: Query, view: Sequence[str], as_of: tuple[str, bool, int]
) -> Chronology:
    document = _document(contents, name, data)
    picking = Picking(document)
    header = picking.header
    try:
        query = with_view(query, dict(header.views), view)
    except UsageError as error:
        raise Unhelpful from error
    day = _day(header, *as_of)
    asked = narrowed(contents, header, query, day, possible=as_of[1])
    chosen = picking.at(contents.column("at", asked.numbers))
    if len(chosen.events) != len(asked.numbers):
        raise Damaged
    document.file.settled = True
    return chosen._replace(passed=asked.total - len(chosen.events), names=asked.names)


def _document(contents: Contents, name: str, data: mmap) -> Document:
    document = plain_document(name, data, contents.marks)
    if document is None:
        raise Unhelpful  # what reads such files is not installed here
    return document


def _counts(contents: Contents, header: Chronology, kind: str, *, by_header: bool) -> dict[str, int]:
    """In how many events each name of a kind stands."""
    counts = contents.counts(kind)
    if not by_header or kind != "person" or not header.people:
        return counts
    names = HeaderNames(header.people)
    forms: dict[str, list[int]] = {}
    for number, written in enumerate(counts):
        forms.setdefault(names[written], []).append(number)
    by_number = list(counts.values())
    return {
        one: by_number[numbers[0]]
        if len(numbers) == 1
        else len({event for number in numbers for event in contents.named(kind, number)[1]()})
        for one, numbers in forms.items()
    }


def _day(header: Chronology, text: str, possible: bool, today: int) -> int | None:
    """The day as of which it is asked, where it is past; what is in the file today is all out today."""
    if not text:
        return None
    try:
        when = read(text, Context(header.conventions, header.year))
    except DateError as error:
        raise Unhelpful from error
    if when.clauses or when.upper is None or held(when.upper) in (FIRST, LAST):
        raise Unhelpful
    return when.upper if when.upper < today else None
