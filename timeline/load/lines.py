"""Where the lines of a text begin, found when it is asked for: a big file has millions, and messages about a few."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

_BLOCK = 1 << 10
"""Characters of a block; so many are looked at for one answer at most."""


class Lines:
    """The lines of a text, from 1. They end with line feeds."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = (text.count("\n", at, at + _BLOCK) for at in range(0, len(text), _BLOCK))
        self._before = list(accumulate(ends, initial=0))
        """Of each block how many lines end before it; then how many there are in all."""
        self._last = 0, ""  # one text for all problems of a line, which may be long

    def __len__(self) -> int:
        return self._before[-1] + 1

    def number(self, at: int) -> int:
        """The line that holds an offset; the last one of what lies behind the text."""
        block = min(at // _BLOCK, len(self._before) - 1)
        return self._before[block] + self._text.count("\n", block * _BLOCK, at) + 1

    def column(self, at: int) -> int:
        """How far behind the beginning of its line an offset is, from 1."""
        return at - self._text.rfind("\n", 0, at)

    def start(self, number: int) -> int:
        """The offset at which a line begins that there is."""
        if number == 1:
            return 0
        block = bisect_left(self._before, number - 1) - 1
        at = block * _BLOCK
        for _ in range(number - 1 - self._before[block]):
            at = self._text.index("\n", at) + 1
        return at

    def text(self, number: int) -> str:
        """A line without its end; empty where there is none."""
        if not 1 <= number <= len(self):
            return ""
        if self._last[0] != number:
            start = self.start(number)
            end = self._text.find("\n", start)
            self._last = number, self._text[start : len(self._text) if end < 0 else end].rstrip("\r")
        return self._last[1]
