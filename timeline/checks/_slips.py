"""Names that differ by a slip of the keyboard, found without comparing all pairs.

Two texts at a distance of one (a letter more, less, other, or two neighbours changed round) become the same when one
letter is taken out of each, or of one of them. So every name is filed under all that remains when one letter is taken
out, and only names that meet in a file are compared (the deletion neighbourhood of T. Bocek and others, 2007). Long
names with two slips mostly keep their consonants; they meet under those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_SHORTEST_WORD = 5
"""Of two differing words the longer has so many letters at least; shorter ones differ rightly (Jon, Jan, Joan)."""

_LONG_NAME = 12
"""From so many letters on a name may have two slips."""

_CROWD = 32
"""So many names under one key are no slips but a pattern of names."""

_VOWELS = str.maketrans("", "", "aeiouyh ")
_ENDINGS = frozenset("aeio")
_ROMAN = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])


def near_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of folded names that differ by a slip, in the order of the names."""
    order = {name: n for n, name in enumerate(names)}
    files: dict[str, list[str]] = {}
    for name in order:
        if len(name) >= _SHORTEST_WORD:
            for key in _keys(name):
                files.setdefault(key, []).append(name)
    seen: set[tuple[str, str]] = set()
    for members in files.values():
        if not 1 < len(members) <= _CROWD:
            continue
        for n, one in enumerate(members):
            for other in members[n + 1 :]:
                pair = (one, other) if order[one] < order[other] else (other, one)
                if pair not in seen:
                    seen.add(pair)
    yield from sorted((pair for pair in seen if is_slip(*pair)), key=lambda pair: (order[pair[0]], order[pair[1]]))


def _keys(name: str) -> set[str]:
    """The name, the name with each one letter out, and the consonants of a long one; numbers are never taken out."""
    keys = {name}
    for at, char in enumerate(name):
        if char.isalpha():
            keys.add(name[:at] + name[at + 1 :])
    if len(name) >= _LONG_NAME:
        keys.add("#" + _without_doubles(name.translate(_VOWELS)))
    return keys


def _without_doubles(text: str) -> str:
    return "".join(char for n, char in enumerate(text) if n == 0 or text[n - 1] != char)


def is_slip(one: str, other: str) -> bool:
    """Whether two folded names differ by one slip, or by two in a long name, and in nothing that tells names apart."""
    mine, its = one.split(), other.split()
    if len(mine) != len(its):  # a blank more or less is a matter of spelling
        return False
    differing = [pair for pair in zip(mine, its, strict=True) if pair[0] != pair[1]]
    if any(not _may_slip(*pair) for pair in differing):
        return False
    if len(mine) > 1 and mine[0] != its[0] and _are_a_pair(mine[0], its[0]):
        return False
    most = 2 if min(len(one), len(other)) >= _LONG_NAME else 1
    return distance(one, other, most) <= most


def _may_slip(one: str, other: str) -> bool:
    """Whether one word can be a mistyped form of another: not short, no number, no initial."""
    if max(len(one), len(other)) < _SHORTEST_WORD or min(len(one), len(other)) < _SHORTEST_WORD - 1:
        return False
    if one in _ROMAN or other in _ROMAN or one[0] != other[0]:  # a hand seldom slips at the first letter
        return False
    return [char for char in one if char.isdigit()] == [char for char in other if char.isdigit()]


def _are_a_pair(one: str, other: str) -> bool:
    """Whether two first names are those of a woman and a man: Maria and Mario, Daniel and Daniela, Louis and Louise."""
    if len(one) == len(other):
        return one[:-1] == other[:-1] and {one[-1], other[-1]} <= _ENDINGS
    shorter, longer = sorted((one, other), key=len)
    return longer[:-1] == shorter and longer[-1] in _ENDINGS


def distance(one: str, other: str, most: int) -> int:
    """How many letters are more, less, other or changed round with a neighbour; more than `most` is `most` + 1."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, char in enumerate(one, 1):
        before, last, row = row, before, [n]
        for m, its in enumerate(other, 1):
            cost = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (char != its))
            if n > 1 and m > 1 and char == other[m - 2] and one[n - 2] == its:
                cost = min(cost, last[m - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
