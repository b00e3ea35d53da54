"""A unified diff of long files: lines that stand once in both are fixed first, so that it takes no longer than reading.

The standard library compares every line with every like line; a chronology of thousands of events is full of those.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from io import StringIO
from typing import Any

_LONGEST = 400
"""Lines between two fixed ones that are still compared one by one; longer stretches are given out whole."""


def unified(name: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """The lines of a diff that `patch` understands, with three lines around each change; none where all is equal."""
    matcher: Any = SequenceMatcher(None, "", "", False)  # it takes what was found before for its own
    matcher.a, matcher.b = old, new
    matcher.matching_blocks = _blocks(old, new)
    head = [f"--- {name}\n", f"+++ {name}\n"]
    for group in matcher.get_grouped_opcodes(3):
        yield from head
        head = []
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"
        for kind, old_from, old_to, new_from, new_to in group:
            if kind == "equal":
                yield from _signed(" ", old[old_from:old_to])
            else:
                yield from _signed("-", old[old_from:old_to])
                yield from _signed("+", new[new_from:new_to])


def lines_of(text: str) -> list[str]:
    """The lines with their ends; line feeds alone end one, as `patch` has it."""
    return [*StringIO(text, newline="\n")]


def _signed(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n"
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"


def _range(start: int, stop: int) -> str:
    length = stop - start
    return f"{start + 1}" if length == 1 else f"{start + bool(length)},{length}"


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[Match]:
    """The stretches that are equal, in order, with the empty one at the end that difflib wants."""
    blocks: list[Match] = []
    before = (0, 0)
    for fixed in [*_fixed(old, new), (len(old), len(new))]:
        a, b = old[before[0] : fixed[0]], new[before[1] : fixed[1]]
        if a and b and len(a) + len(b) <= _LONGEST:
            found = SequenceMatcher(None, a, b, False).get_matching_blocks()[:-1]
            blocks += [Match(before[0] + one.a, before[1] + one.b, one.size) for one in found]
        if fixed[0] < len(old):
            blocks.append(Match(*fixed, 1))
        before = (fixed[0] + 1, fixed[1] + 1)
    joined: list[Match] = []
    for block in blocks:
        if joined and (joined[-1].a + joined[-1].size, joined[-1].b + joined[-1].size) == (block.a, block.b):
            block = Match(joined[-1].a, joined[-1].b, joined.pop().size + block.size)
        joined.append(block)
    return [*joined, Match(len(old), len(new), 0)]


def _fixed(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Numbers of lines that stand once in each file, in an order that both have (the longest there is)."""
    counts, others = Counter(old), Counter(new)
    places = {line: n for n, line in enumerate(new) if others[line] == 1 == counts[line]}
    pairs = [(n, places[line]) for n, line in enumerate(old) if line in places]
    ends: list[int] = []
    numbers: list[int] = []
    links: list[int] = []
    for n, (_, place) in enumerate(pairs):
        at = bisect_left(ends, place)
        links.append(numbers[at - 1] if at else -1)
        ends[at : at + 1], numbers[at : at + 1] = [place], [n]
    chain: list[tuple[int, int]] = []
    n = numbers[-1] if numbers else -1
    while n >= 0:
        chain.append(pairs[n])
        n = links[n]
    return chain[::-1]
