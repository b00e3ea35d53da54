"""A change of a text as a unified diff, for one stretch of changed lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_CONTEXT = 3
_NO_END = "\\ No newline at end of file"


def unified(old: str, new: str, name: str) -> Iterator[str]:
    """The lines of a diff, without their ends; nothing where the texts are the same."""
    if old == new:
        return
    before, after = _lines(old), _lines(new)
    first = _same(before, after)
    last = _same(before[first:][::-1], after[first:][::-1])
    start = max(0, first - _CONTEXT)
    tail = before[len(before) - last :][:_CONTEXT]
    gone, come = before[first : len(before) - last], after[first : len(after) - last]
    head = before[start:first]
    olds, news = len(head) + len(gone) + len(tail), len(head) + len(come) + len(tail)
    yield f"--- {name}"
    yield f"+++ {name}"
    yield f"@@ -{_span(start, olds)} +{_span(start, news)} @@"
    for sign, lines in ((" ", head), ("-", gone), ("+", come), (" ", tail)):
        for line in lines:
            yield sign + line.rstrip("\r\n")
            if not line.endswith(("\n", "\r")):
                yield _NO_END


def _lines(text: str) -> list[str]:
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _same(one: Sequence[str], two: Sequence[str]) -> int:
    """How many lines are the same from the beginning."""
    return next(
        (n for n, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]), min(len(one), len(two))
    )


def _span(start: int, count: int) -> str:
    """A place as diff writes it: the line before it where it holds none."""
    return f"{start + 1 if count else start},{count}"
