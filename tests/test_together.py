"""A file looked through by two processes: the same is found, and nothing is left of the second one."""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial

import pytest

from timeline.dates import Context
from timeline.load import sifted, together
from timeline.load.nodes import NotPlain
from timeline.load.sifted import Passing
from timeline.load.together import looked_through
from timeline.query import Query, Wish
from timeline.query.sieve import sieve_of

LINES = [f"line {n}" for n in range(1000)]
DATA = "\n".join(LINES).encode()


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the file is, and whatever the machine."""
    if sys.platform != "linux":
        pytest.skip("one process does it all here")
    monkeypatch.setattr(together, "WORTH", 0)
    monkeypatch.setattr(together, "_SMALLEST", 100)
    monkeypatch.setattr(together, "can_help", lambda: True)


def passing() -> Passing:
    sieve = sieve_of(Query((Wish("person", ("Liman",)),)))
    assert sieve is not None
    return Passing(sieve, Context())


def scan(parts: Iterable[tuple[int, int]], notes: Passing) -> Iterator[tuple[int, bool | None]]:
    """Every hundredth line; the others are passed over."""
    for start, stop in parts:
        for line in DATA[start:stop].decode().splitlines():
            number = int(line.split()[1])
            if number % 100:
                notes.note([line], start)
            else:
                yield number, None


looked = partial(looked_through, data=DATA, start=0, stop=len(DATA), before=b"\n")
ALL = [(number, None) for number in range(0, 1000, 100)]


def alone() -> bool:
    """Whether no process is left that this one has begun."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_both_find_everything_in_order() -> None:
    """Each takes pieces until there are none left; one that waits for the other leaves it some."""
    mine = os.getpid()
    ready, go = os.pipe()

    def patient(parts: Iterable[tuple[int, int]], notes: Passing) -> Iterator[tuple[int, bool | None]]:
        one = next(iter(parts))
        if os.getpid() == mine:
            os.read(ready, 1)
        yield from scan([one], notes)
        if os.getpid() != mine:
            os.write(go, b"x")
        yield from scan(parts, notes)

    notes = passing()
    assert list(looked(patient, passing=notes)) == ALL
    assert notes.count == 990
    assert not notes.has_twice([])
    assert notes.has_twice(["line 7"])
    assert notes.has_twice(["line 993"])
    assert alone()


def test_one_process_does_it_where_there_can_be_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    notes = passing()
    assert list(looked(scan, passing=notes)) == ALL
    assert notes.count == 990


def test_what_the_other_process_dies_of_is_made_good() -> None:
    """One that is killed, or meets a defect, leaves the pieces that it had taken to the first."""
    mine = os.getpid()
    ready, go = os.pipe()

    def dying(parts: Iterable[tuple[int, int]], notes: Passing) -> Iterator[tuple[int, bool | None]]:
        if os.getpid() != mine:
            yield from scan([next(iter(parts))], notes)
            os.write(go, b"x")
            os.kill(os.getpid(), 9)
        os.read(ready, 1)
        os.write(go, b"x")  # for what is made good
        yield from scan(parts, notes)

    notes = passing()
    assert list(looked(dying, passing=notes)) == ALL
    assert notes.count == 990
    assert alone()


@pytest.mark.parametrize("finder", ["first", "second"])
def test_what_one_finds_not_plain_is_not_plain(finder: str) -> None:
    mine = os.getpid()

    def strict(parts: Iterable[tuple[int, int]], notes: Passing) -> Iterator[tuple[int, bool | None]]:
        if (os.getpid() == mine) == (finder == "first"):
            raise NotPlain
        yield from scan(parts, notes)

    with pytest.raises(NotPlain):
        list(looked(strict, passing=passing()))
    assert alone()


def test_an_id_that_both_find_is_given_twice() -> None:
    def twice(parts: Iterable[tuple[int, int]], notes: Passing) -> Iterator[tuple[int, bool | None]]:
        notes.note(["the same"], 0)
        yield from scan(parts, notes)

    notes = passing()
    assert list(looked(twice, passing=notes)) == ALL
    assert notes.has_twice([])


def test_who_stops_early_leaves_no_process() -> None:
    found = looked(scan, passing=passing())
    next(found)
    found.close()
    assert alone()


def test_how_far_it_has_come_is_told_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pieces are taken in the order of the file, so how far one has come is how far both have."""
    told: list[int] = []
    list(looked(scan, passing=passing(), told=lambda at, total: told.append(at)))
    assert told == sorted(told)
    monkeypatch.setattr(together, "can_help", lambda: False)
    list(looked(scan, passing=passing(), told=lambda at, total: told.append(at)))
    assert told[-1] == 0


@pytest.mark.parametrize("helps", [True, False])
@pytest.mark.parametrize("watched", [1, 120, 4000, len(DATA) - 1, len(DATA) + 1])
def test_ids_are_looked_at_up_to_a_place_in_the_file(
    monkeypatch: pytest.MonkeyPatch, helps: bool, watched: int
) -> None:
    """Those of the events that begin before it, and no others, whoever comes across them."""
    monkeypatch.setattr(together, "can_help", lambda: helps)
    monkeypatch.setattr(together, "WATCHED", watched)
    monkeypatch.setattr(sifted, "WATCHED", watched)
    notes = passing()
    assert list(looked(scan, passing=notes)) == ALL
    begins = 0
    for line in LINES:
        if int(line.split()[1]) % 100:
            again = Passing.__new__(Passing)
            again.__dict__ = copy.deepcopy(notes.__dict__)
            assert again.has_twice([line]) == (begins < watched), line
        begins += len(line) + 1
