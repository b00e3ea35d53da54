"""Problems as people read them: where, what, their own line with a caret under the value, what to write instead."""

from __future__ import annotations

from timeline.errors import Problem
from timeline.printable import printable, shortened
from timeline.width import width_of

_WIDEST_EXCERPT = 160
_MOST_RELATED = 50

_KINDS = {"warning": "warning: ", "note": "note: "}


def problem_lines(problem: Problem, width: int = 0) -> list[str]:
    """A problem as people read it: place, code, message; the line with a caret under the value; what to write.

    With a width (columns; 0 is none) the user's own line is cut so that the caret stays under the value.
    """
    place = problem.place
    kind = _KINDS.get(problem.severity, "")
    lines = [shortened(f"{place}: {kind}{problem.code} {problem.message}")]
    if problem.excerpt and place.line and place.column:
        lines += _excerpt(problem, width)
    related = problem.related[:_MOST_RELATED]
    lines += [shortened(f"  {where}: {sentence}") for where, sentence in related]
    if len(problem.related) > len(related):
        lines.append(f"  and {len(problem.related) - len(related)} more")
    if problem.hint:
        lines.append(shortened(problem.hint))
    return lines


def _excerpt(problem: Problem, width: int) -> list[str]:
    """The user's line and a caret line below it, in step even where characters are wide or escaped."""
    column, text = problem.place.column - 1, problem.excerpt
    widest = min(max(width - len(str(problem.place.line)) - 3, 10), _WIDEST_EXCERPT) if width else _WIDEST_EXCERPT
    cut = max(0, column - widest // 2) if width_of(printable(text)) > widest else 0
    shown = text[cut : cut + widest]
    while width_of(printable(shown)) > widest and len(shown) > 1:  # wide or escaped
        ahead = width_of(printable(shown[: column - cut]))
        cut, shown = (cut + 1, shown[1:]) if ahead > widest // 2 else (cut, shown[:-1])
    before = width_of(printable(shown[: column - cut]))
    under = width_of(printable(shown[column - cut : column - cut + problem.place.width])) or 1
    number = str(problem.place.line)
    return [
        f"{number} | {printable(shown)}".rstrip(),
        f"{' ' * len(number)} | {' ' * before}{'^' * under}",
    ]
