"""A file looked through, or parsed, by two processes: the same is found, and nothing is left of the second one."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import pytest

from timeline import helper
from timeline.dates import Context
from timeline.load import sifted, together
from timeline.load.nodes import NotPlain
from timeline.load.sifted import Passing
from timeline.load.together import looked_through, parsed
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
    monkeypatch.setattr(helper, "can_help", lambda: True)


def passing() -> Passing:
    sieve = sieve_of(Query((Wish("person", ("Liman",)),)), 740_000)
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


def meeting() -> Callable[[], None]:
    """What each of two processes calls once, and comes back from when the other has called it too."""
    mine, (here, to_here), (there, to_there) = os.getpid(), os.pipe(), os.pipe()

    def meet() -> None:
        first = os.getpid() == mine
        os.write(to_there if first else to_here, b"x")
        os.read(here if first else there, 1)

    return meet


def alone() -> bool:
    """Whether no process is left that this one has begun."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_both_find_everything_in_order() -> None:
    """Each takes pieces until there are none left; one that waits for the other leaves it some."""
    meet = meeting()

    def patient(parts: Iterable[tuple[int, int]], notes: Passing) -> Iterator[tuple[int, bool | None]]:
        one = next(iter(parts))
        meet()
        yield from scan([one], notes)
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


# --- pieces of work -----------------------------------------------------------------------------------------------


def by_two(do: Callable[[int], str], count: int = 20) -> Iterator[str]:
    return helper.in_turns(count, do, str.encode, bytes.decode)


TWENTY = [f"piece {n}" for n in range(20)]


def test_pieces_come_in_order_whoever_does_them() -> None:
    """Each process does one at least: who has one of the first two waits until the other has the other."""
    meet = meeting()
    mine = os.getpid()

    def do(n: int) -> str:
        if n < 2:
            meet()
        return f"piece {n} by the {'first' if os.getpid() == mine else 'second'}"

    done = list(by_two(do))
    assert [line[: line.index(" by")] for line in done] == TWENTY
    assert {line[line.index("the ") :] for line in done[:2]} == {"the first", "the second"}
    assert alone()


@pytest.mark.parametrize("last", [0, 7, 19])
def test_pieces_that_the_other_process_dies_of_are_done_here(last: int) -> None:
    """It may be killed at any piece, and may have handed over others before."""
    mine = os.getpid()

    def do(n: int) -> str:
        if os.getpid() != mine and n >= last:
            os.kill(os.getpid(), 9)
        return f"piece {n}"

    assert list(by_two(do)) == TWENTY
    assert alone()


def test_what_goes_wrong_with_a_piece_is_raised() -> None:
    """Whichever process comes across it."""

    def do(n: int) -> str:
        if n == 13:
            raise NotPlain("thirteen")
        return f"piece {n}"

    with pytest.raises(NotPlain, match="thirteen"):
        list(by_two(do))
    assert alone()


def test_who_wants_no_more_pieces_leaves_no_process() -> None:
    given = by_two(lambda n: f"piece {n}" * 100_000)
    next(given)
    given.close()
    assert alone()


def test_who_is_killed_leaves_no_process() -> None:
    """However much the second process still has to hand over; what it holds open is closed with it."""
    code = (
        "import os; from timeline.helper import Helper; Helper(lambda: (bytes(1 << 20) for _ in range(1000)))\n"
        "print('begun', flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert done.stdout == "begun\n"
    assert done.returncode == -9


@pytest.mark.parametrize("left", [0, 1, 2, 3, 4, 5, 6])
def test_where_few_files_may_be_open(left: int) -> None:
    """As many pipes as there may be are made, and what cannot be shared is done alone."""
    code = (
        "import os, resource; from timeline.helper import in_turns\n"
        "begin = os.dup(0); os.close(begin)\n"
        f"resource.setrlimit(resource.RLIMIT_NOFILE, (begin + {left}, begin + {left}))\n"
        "print(*in_turns(20, str, str.encode, bytes.decode))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120)
    assert (done.stdout.split(), done.stderr) == ([str(n) for n in range(20)], "")


@pytest.mark.parametrize("refused", [True, False])
def test_where_there_is_no_other_process(monkeypatch: pytest.MonkeyPatch, refused: bool) -> None:
    def fork() -> int:
        raise BlockingIOError

    if refused:
        monkeypatch.setattr(os, "fork", fork)
    else:
        monkeypatch.setattr(helper, "can_help", lambda: False)
    assert list(by_two(lambda n: f"piece {n}")) == TWENTY


def test_values_that_cannot_be_handed_over_are_parsed_here() -> None:
    """What one reader of YAML makes of a value that marshal does not know."""

    def parse(start: int, stop: int) -> Iterator[tuple[dict[str, object], int]]:
        yield {"text": DATA[start:stop], "odd": object}, start

    found = list(parsed(parse, DATA, 0, len(DATA), b"\n"))
    assert b"".join(values["text"] for values, _ in found) == DATA
    assert alone()
