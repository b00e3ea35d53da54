"""The content lines and components of iCalendar (RFC 5545 sections 3.1 and 3.6), also of broken files.

Read here rather than by a library, so that one broken event takes no other with it and every line keeps its number.
"""

import re
from collections.abc import Iterator

from timeline.records import NamedTuple


class Line(NamedTuple):
    """A property: its name and those of its parameters in capitals, its value as written, escapes and all."""

    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """The value as TEXT (section 3.3.11)."""
        return unescaped(self.value)


class Component:
    """A component such as VEVENT with its properties; components within it stand under `parts`.

    Attributes:
        line: The line of its BEGIN.
        is_closed: Whether its END was met.
        broken: How many of its lines are no properties.
    """

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line = name, line
        self.lines: list[Line] = []
        self.parts: list[Component] = []
        self.is_closed = False
        self.broken = 0

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def first(self, name: str) -> Line | None:
        return next((line for line in self.lines if line.name == name), None)

    def text(self, name: str) -> str:
        """The text of a property, stripped; empty where there is none."""
        found = self.first(name)
        return found.text.strip() if found else ""

    def inner(self, names: frozenset[str]) -> Iterator["Component"]:
        """The components of these names at any depth, in the order of the file."""
        waiting = list(reversed(self.parts))
        while waiting:
            one = waiting.pop()
            if one.name in names:
                yield one
            waiting += reversed(one.parts)


_ENTRIES = frozenset(("VEVENT", "VTODO", "VJOURNAL"))
_CALENDAR = frozenset(("VCALENDAR",))


def components(text: str) -> Component:
    """The components of a file, under a root that is none itself.

    An END closes all that is open within its component. Where an entry or a calendar begins within an entry, that one
    was never closed.
    """
    root = Component("", 0)
    stack = [root]
    for number, content in unfolded(text):
        line = line_of(content)
        if line is None:
            stack[-1].broken += bool(content.strip())
            continue
        name = line.value.strip().upper()
        if line.name == "BEGIN":
            unclosed = _ENTRIES | _CALENDAR if name in _CALENDAR else _ENTRIES if name in _ENTRIES else frozenset()
            while any(one.name in unclosed for one in stack):
                stack.pop()
            opened = Component(name, number)
            stack[-1].parts.append(opened)
            stack.append(opened)
        elif line.name == "END":
            if any(one.name == name for one in stack[1:]):
                while stack[-1].name != name:
                    stack.pop()
                stack.pop().is_closed = True
        else:
            stack[-1].lines.append(line)
    return root


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each content line with the number of its first line: one that begins with a blank continues the one before."""
    started, parts = 0, [""]
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if line[:1] in (" ", "\t") and started:
            parts.append(line[1:])
        else:
            if started:
                yield started, "".join(parts)
            started, parts = number, [line]
    yield started, "".join(parts)


_SIGNS = re.compile(r'"[^"]*"|[;:]')
_NAME = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)?").fullmatch


def line_of(content: str) -> Line | None:
    """The property that a content line holds; None where it holds none."""
    starts: list[int] = []
    end = -1
    for found in _SIGNS.finditer(content):
        if found[0] == ":":
            end = found.start()
            break
        if found[0] == ";":
            starts.append(found.start())
    if end < 0:  # a quote that is never closed
        end = content.find(":")
        starts = [at for at, char in enumerate(content[: max(end, 0)]) if char == ";"]
    ends = [*starts, end]
    name = content[: ends[0]].strip()
    if end < 0 or not _NAME(name):
        return None
    parameters: dict[str, str] = {}
    for first, last in zip(starts, ends[1:], strict=True):
        key, _, value = content[first + 1 : last].partition("=")
        parameters[key.strip().upper()] = value.strip().strip('"')
    return Line(name.upper(), parameters, content[end + 1 :])


def unescaped(value: str) -> str:
    r"""TEXT without its escapes: `\n`, `\,`, `\;` and `\\` (section 3.3.11)."""
    if "\\" not in value:
        return value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value, flags=re.DOTALL)


def listed(line: Line) -> list[str]:
    """The texts of a property that holds several, such as CATEGORIES."""
    found = re.findall(r"(?:\\.|[^,\\]|\\$)+", line.value, re.DOTALL)
    return [text for text in (unescaped(one).strip() for one in found) if text]
