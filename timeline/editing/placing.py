"""Where new events go among those of a file: by date, where the file is in the order of dates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from timeline.dates import When
from timeline.views.order import happened_key

_Key = tuple[int, int, int]


def placed(old: Sequence[When | None], new: Sequence[When]) -> list[tuple[int, int]]:
    """The new dates in the order in which they go in: before which event of the file, from 0, and which new date.

    A file is in order where its dated events are, by earliest and latest day; undated ones may stand anywhere. A new
    event goes behind the last one that is not later; where the latest stand first, in front of the first that is not
    later. In a file without order, and without a date of its own, it goes to the end, whose number is that of the
    events.

    Args:
        old: The dates of the file's events, in file order; None where there is none.
        new: The dates of the new ones.
    """
    dated = [(n, happened_key(when)) for n, when in enumerate(old) if when is not None and when.is_dated]
    keys = [key for _, key in dated]
    numbers = [n for n, _ in dated]
    end = len(old)
    if all(one <= two for one, two in pairwise(keys)):
        behind = [n + 1 for n in numbers]
        found = [(_rising(when, numbers, behind, keys, end), happened_key(when), n) for n, when in enumerate(new)]
    elif all(one >= two for one, two in pairwise(keys)):
        mirrored = [_mirrored(key) for key in keys]
        found = [
            (_falling(when, numbers, mirrored, end), _mirrored(happened_key(when)), n) for n, when in enumerate(new)
        ]
    else:
        return [(end, n) for n in range(len(new))]
    return [(place, n) for place, _, n in sorted(found)]


def _rising(when: When, numbers: Sequence[int], behind: Sequence[int], keys: Sequence[_Key], end: int) -> int:
    if not when.is_dated or not keys:
        return end
    before = bisect_right(keys, happened_key(when))
    return behind[before - 1] if before else numbers[0]


def _falling(when: When, numbers: Sequence[int], mirrored: Sequence[_Key], end: int) -> int:
    if not when.is_dated:
        return end
    # Of equal dates the new one stands in front.
    key = _mirrored(happened_key(when))
    return next((n for n, one in zip(numbers, mirrored, strict=True) if one >= key), numbers[-1] + 1)


def _mirrored(key: _Key) -> _Key:
    return (-key[0], -key[1], -key[2])
