"""A file looked through by two processes: the same is found, and nothing is left of the second one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from timeline.dates import Context
from timeline.load import halves
from timeline.load.halves import in_halves
from timeline.load.nodes import NotPlain, Told
from timeline.load.sifted import Passing
from timeline.query import Query, Wish
from timeline.query.sieve import sieve_of

LINES = [f"line {n}" for n in range(1000)]
DATA = "\n".join(LINES).encode()


@pytest.fixture(autouse=True)
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the file is, and whatever the machine."""
    if sys.platform != "linux":
        pytest.skip("one process does it all here")
    monkeypatch.setattr(halves, "WORTH", 0)
    monkeypatch.setattr(halves, "_can_help", lambda: True)


def passing() -> Passing:
    sieve = sieve_of(Query((Wish("person", ("Liman",)),)))
    assert sieve is not None
    return Passing(sieve, Context())


def scan(start: int, stop: int, notes: Passing, told: Told | None) -> Iterator[tuple[int, int]]:
    """Every hundredth line, with the process that found it; the others are passed over."""
    if told is not None:
        told(start, len(DATA))
        told(stop, len(DATA))
    for line in DATA[start:stop].decode().splitlines():
        number = int(line.split()[1])
        if number % 100:
            notes.note([line])
        else:
            yield number, os.getpid()


def alone() -> bool:
    """Whether no process is left that this one has begun."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_both_halves_are_found_in_order() -> None:
    notes = passing()
    found = list(in_halves(scan, DATA, 0, len(DATA), b"\n", notes))
    assert [number for number, _ in found] == list(range(0, 1000, 100))
    assert len({process for _, process in found}) == 2
    assert notes.count == 990
    assert notes.holds("line 7")
    assert notes.holds("line 993")
    assert alone()


def test_one_process_does_it_where_there_can_be_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refused)
    notes = passing()
    assert len({process for _, process in in_halves(scan, DATA, 0, len(DATA), b"\n", notes)}) == 1
    assert notes.count == 990


def test_what_the_other_process_dies_of_is_made_good() -> None:
    """One that is killed, or meets a defect, leaves its half to the first."""
    mine = os.getpid()

    def dying(start: int, stop: int, notes: Passing, told: Told | None) -> Iterator[tuple[int, int]]:
        if os.getpid() != mine:
            os.kill(os.getpid(), 9)
        yield from scan(start, stop, notes, told)

    notes = passing()
    assert [number for number, _ in in_halves(dying, DATA, 0, len(DATA), b"\n", notes)] == list(range(0, 1000, 100))
    assert notes.count == 990
    assert alone()


def test_a_file_that_is_not_plain_is_not_plain_in_its_second_half() -> None:
    def strict(start: int, stop: int, notes: Passing, told: Told | None) -> Iterator[tuple[int, int]]:
        yield from scan(start, stop, notes, told)
        if stop == len(DATA):
            raise NotPlain

    with pytest.raises(NotPlain):
        list(in_halves(strict, DATA, 0, len(DATA), b"\n", passing()))
    assert alone()


def test_an_id_in_both_halves_is_given_twice() -> None:
    def twice(start: int, stop: int, notes: Passing, told: Told | None) -> Iterator[tuple[int, int]]:
        notes.note(["the same"])
        yield from scan(start, stop, notes, told)

    with pytest.raises(NotPlain):
        list(in_halves(twice, DATA, 0, len(DATA), b"\n", passing()))
    assert alone()


def test_who_stops_early_leaves_no_process() -> None:
    found = in_halves(scan, DATA, 0, len(DATA), b"\n", passing())
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert alone()


def test_how_far_it_has_come_is_told_by_one_process_for_both() -> None:
    told: list[int] = []
    list(in_halves(scan, DATA, 0, len(DATA), b"\n", passing(), lambda at, total: told.append(at)))
    assert told[0] == 0
    assert len(DATA) - 20 < told[-1] <= len(DATA)
    assert len(told) == 2
