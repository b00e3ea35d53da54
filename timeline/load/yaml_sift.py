"""Events of YAML that cannot match, told without building them: each is held against the pattern of `yaml_layout`.

What that takes is sound, and what it does not take is parsed. So a file is refused, or not, as if every event had been
read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from timeline.load.nodes import Buffer
from timeline.load.yaml_layout import QUOTED, bare, decoded, event_pattern, names_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.load.sifted import Passing, Sieve

_MOST_HOPELESS = 20_000
"""Lists that are kept because nobody in them is meant."""


def looked_at(
    data: Buffer, parts: Iterable[tuple[int, int]], indent: bytes, sieve: Sieve, passing: Passing
) -> Iterator[tuple[int, bool | None]]:
    """Where events begin, at their dashes: True for those that may match, None for those that have to be parsed.

    The others are noted in `passing`.

    Args:
        data: The bytes of a file.
        parts: Where parts of it begin, with the line of an event, and the last line of each ends.
        indent: The blanks before a dash.
        sieve, passing: What may match, and who looks at what does not.

    Raises:
        NotPlain: A date cannot be read or refers to another, or an id is given twice.
    """
    blanks = len(indent)
    match = event_pattern(blanks).match
    dash = "\n" + indent.decode() + "- "
    may_match = _Decision(sieve, passing)
    groups = ("id", "date", "odd", "odd_in_flow", *may_match.keys)
    source_dates = re.compile(rf"{dash[:-2]}      date: ([^\n]+)|, date: ({QUOTED}|[^,}}\n]+)").findall
    for begin, end in parts:
        text, is_harmless = decoded(data[begin : end + 1])
        passed: list[str] = []
        at = known = 0
        offset = begin
        while at < len(text):
            found = match(text, at) if is_harmless else None
            may: bool | None = None
            if found is not None:
                identity, date, odd, odd_in_flow, *lists = found.group(*groups)
                # What looks like a date in some text errs on the safe side.
                if (odd is None and odd_in_flow is None) or all(
                    passing.is_sound(bare(block or flow)) for block, flow in source_dates(text, at, found.end())
                ):
                    may = may_match(bare(date), lists)
                    if may and sieve.holds is not None:
                        may = sieve.holds(text[at : found.end()].encode())
                    if not may:
                        passed.append(identity)
                        at = found.end()
                        continue
            offset += len(text[known:at].encode())
            known = at
            yield offset + blanks, may
            following = text.find(dash, at)
            at = len(text) if following < 0 else following + 1
        passing.note(passed, begin)


class _Decision:
    """Whether an event may match, told from its date and the lists of names as they stand in the file.

    Attributes:
        keys: The keys of the lists.
    """

    def __init__(self, sieve: Sieve, passing: Passing) -> None:
        self.keys = [names.key for names in sieve.names]
        self._sieve, self._passing = sieve, passing
        self._hopeless: set[str | None] = set()

    def __call__(self, date: str, lists: Sequence[str | None]) -> bool:
        may = self._passing.inside.get(date)
        if may is None:
            may = self._passing.date(date)
        if len(lists) != 1:
            return self._sieve([names_of(written) for written in lists], may)
        written = lists[0]
        if written in self._hopeless:
            return False
        names = names_of(written)
        if not self._sieve.names[0](names):
            if len(self._hopeless) < _MOST_HOPELESS:
                self._hopeless.add(written)
            return False
        return self._sieve([names], may)
