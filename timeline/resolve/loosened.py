"""By how much dates may be off that refer to others.

A date that is about, or rests on our conventions, may be off by its leeway, and what refers to it as well; yet not
beyond what something exact says of it: `mid-2020; after @x` is not before @x. So the network is brought to rest a
second time, with every date as wide as its leeway, and what the days move by is the leeway.
"""

from __future__ import annotations

from collections.abc import Mapping

from timeline.dates.when import Leeway
from timeline.resolve.network import Network
from timeline.resolve.possible import EARLIEST, LATEST, Possible


class Loosened:
    """A network at rest and the same with its variables' own days widened.

    Args:
        network: At rest, without a clash.
        leeways: Of the dates that have one, by their place among `network.ends`.
    """

    def __init__(self, network: Network, leeways: Mapping[int, Leeway]) -> None:
        self._network, self._own = network, leeways
        self._loose = loose = Network(())
        loose.up, loose.down = network.up, network.down
        loose.first, loose.last, loose.holes = network.first.copy(), network.last.copy(), network.holes.copy()
        for n, leeway in leeways.items():
            begins, ends = network.ends[n]
            if begins == ends:
                self._widen(begins, leeway.lower, leeway.upper)
            else:
                self._widen(begins, leeway.lower, leeway.begun)
                self._widen(ends, leeway.ended, leeway.upper)
        loose.come_to_rest()

    def _widen(self, v: int, before: int, behind: int) -> None:
        loose = self._loose
        if loose.first[v] != EARLIEST:
            loose.first[v] -= before
        if loose.last[v] != LATEST:
            loose.last[v] += behind
        if v in loose.holes:
            loose.holes[v] = _Widened(loose.holes[v], before, behind)

    def leeway(self, n: int) -> Leeway | None:
        """By how much the days of a date may be off that are left to it; None where that is what its words say."""
        (begins, ends), tight, loose = self._network.ends[n], self._network, self._loose
        lower = _between(loose.earliest[begins], tight.earliest[begins])
        upper = _between(tight.latest[ends], loose.latest[ends])
        if begins == ends:
            own = self._own.get(n, Leeway())
            found = Leeway(lower, upper, max(own.begun, upper), max(own.ended, lower))
        else:
            begun = _between(tight.latest[begins], loose.latest[begins])
            found = Leeway(lower, upper, begun, _between(loose.earliest[ends], tight.earliest[ends]))
        return None if found == self._own.get(n) else found


def _between(first: int, last: int) -> int:
    return 0 if first == EARLIEST or last == LATEST else last - first


class _Widened:
    """The days that a date with holes can mean, and some days before and behind each of them."""

    def __init__(self, days: Possible, before: int, behind: int) -> None:
        self._days, self._before, self._behind = days, before, behind

    def up(self, day: int) -> int:
        return max(day, self._days.up(day - self._behind) - self._before)

    def down(self, day: int) -> int:
        return min(day, self._days.down(day + self._before) + self._behind)
