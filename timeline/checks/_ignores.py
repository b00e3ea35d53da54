"""What the author of a file asks the rules to pass over.

`# timeline: ignore C101, T101` in a YAML file holds for its line; on the first line of an event or a source for all of
it; alone on a line for the line below; and above the first key for the whole file. In any syntax the key
`x-ignore: C101` of an event or a source does the same for it. Names of rules do as well as codes, and a reason may
stand behind them.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache, cached_property
from typing import Any

from timeline.checks._story import Story
from timeline.errors import Problem, Where
from timeline.load.files import SourceFile
from timeline.model import Event, Source

_WITHOUT_COMMENTS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
_COMMENT = re.compile(r"#[ \t]*timeline:[ \t]*ignore(?:[ \t:]+([^\n#]+)|[ \t:]*(?=#|$))", re.MULTILINE)
_KEY = "x-ignore"

_Codes = frozenset[str]


class Ignores:
    """The wishes of all files of a story."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._whole: dict[str, _Codes] = {}
        self._lines: dict[tuple[str, int], _Codes] = {}
        self._wishes: list[tuple[Where, str]] = []
        for name in story.chronology.files:
            self._read(name)
        self._keys = self._of_keys()

    def silence(self, problem: Problem) -> bool:
        """Whether a finding is to be passed over."""
        if not (self._whole or self._lines or self._keys):
            return False
        names = _names_of(problem)
        place = problem.place
        if names & self._whole.get(place.file, frozenset()):
            return True
        if names & self._lines.get((place.file, place.line), frozenset()):
            return True
        return any(names & codes for codes in self._around(problem))

    def _around(self, problem: Problem) -> list[_Codes]:
        """The wishes of the event, and of the source, that a finding lies in."""
        place = problem.place
        here = self._owners.get(place.file)
        if here is None:
            return []
        at = self._story.owner(place)
        if at < 0:
            return []
        found = []
        for where in here[self._story.starts[place.file][at]]:
            found.append(self._lines.get((place.file, where[0]), frozenset()))
            found.append(self._keys.get((place.file, *where), frozenset()))
        return found

    @cached_property
    def _owners(self) -> dict[str, dict[tuple[int, int], tuple[tuple[int, int], ...]]]:
        """By file and beginning of an event or source, the beginnings whose wishes hold there: its own, its event's."""
        owned: dict[str, dict[tuple[int, int], tuple[tuple[int, int], ...]]] = {}
        for event in self._story.chronology.events:
            mine = _start(event)
            owned.setdefault(event.where.file, {})[mine] = (mine,)
            for source in event.sources:
                if _start(source) != mine:  # the row of a table is both
                    both = (_start(source), mine) if source.where.file == event.where.file else (_start(source),)
                    owned.setdefault(source.where.file, {})[_start(source)] = both
        return owned

    def of_nothing(self) -> Iterator[tuple[Where, str]]:
        """The wishes that pass over nothing: the place of each, and what is wrong with it."""
        for where, wish in self._wishes:
            wrong = _wrong(wish)
            if wrong:
                yield where, wrong

    def _of_keys(self) -> dict[tuple[str, int, int], _Codes]:
        found: dict[tuple[str, int, int], _Codes] = {}
        for event in self._story.chronology.events:
            told = [(event.where, event.extra), *((source.where, source.extra) for source in event.sources)]
            for where, extra in told:
                for key, value in extra:
                    if key == _KEY:
                        self._wishes.append((where, value))
                        found[where.file, where.line, where.column] = _codes(value)
        return found

    def _read(self, name: str) -> None:
        """Notes the comments of a file; tables and JSON have none."""
        file = self._story.file(name)
        text = file.text
        if "timeline:" not in text or name.lower().endswith(_WITHOUT_COMMENTS):
            return
        first_key = re.search(r"^(?!---|%)[^\s#]", text, re.MULTILINE)
        top = first_key.start() if first_key else len(text)
        found_all = list(_COMMENT.finditer(text))
        inside = _inside_texts(text, [found.start() for found in found_all])
        for found in found_all:
            before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
            if found.start() in inside or before[-1:].strip():  # a hash within a word begins no comment
                continue
            wish = found[1] or ""
            self._wishes.append((file.place(found.start(), len(found[0].rstrip())), wish))
            codes = _codes(wish)
            if found.start() < top:
                self._whole[name] = self._whole.get(name, frozenset()) | codes
                continue
            line = file.line_of(found.start())
            if before.strip() in ("", "-"):
                line = _next_line(file, line)
            self._lines[name, line] = self._lines.get((name, line), frozenset()) | codes


def _inside_texts(text: str, offsets: Sequence[int]) -> frozenset[int]:
    """Those of some ascending offsets that lie within a text of the file, where a hash begins no comment."""
    if not offsets:
        return frozenset()
    import yaml

    scalar: Any = yaml.ScalarEvent
    inside: set[int] = set()
    waiting = deque(offsets)
    with suppress(yaml.YAMLError):  # of a file with a mistake as far as it can be read
        events: Iterable[Any] = yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for event in events:
            if type(event) is not scalar:
                continue
            start, end = event.start_mark.index, event.end_mark.index
            while waiting and waiting[0] < start:
                waiting.popleft()
            while waiting and waiting[0] < end:
                at = waiting.popleft()
                if event.style not in ("|", ">") or "\n" in text[start:at]:  # on its first line a comment may stand
                    inside.add(at)
            if not waiting:
                break
    return frozenset(inside)


def _next_line(file: SourceFile, line: int) -> int:
    """The next line that is no comment and not blank."""
    for ahead in range(line + 1, line + 50):
        said = file.line_text(ahead).strip()
        if said and not said.startswith("#"):
            return ahead
    return line


def _names_of(problem: Problem) -> _Codes:
    """What a finding may be called in a wish: its code, and the name of its rule."""
    from timeline.checks import rules

    return frozenset((problem.code, *(rule.NAME for rule in rules() if problem.code == rule.CODE)))


@cache
def _known() -> frozenset[str]:
    """The codes and the names of all rules and of what loading finds."""
    from timeline.checks import known_codes, rules
    from timeline.checks._load_codes import LOAD_CODES

    return known_codes().union((rule.NAME for rule in rules()), (about.name for about in LOAD_CODES.values()))


def _wrong(text: str) -> str:
    """What is wrong with a wish; empty where it names a rule, whatever reason stands behind the name."""
    named, known = _codes(text), _known()
    codes = sorted(one for one in named if one not in known and re.fullmatch(r"[A-Z]\d{3}", one))
    if codes:
        return f"there is no rule {', '.join(codes)} to ignore"
    from difflib import get_close_matches

    for one in sorted(named - known):  # other words are the reason
        near = get_close_matches(one, [name for name in known if "-" in name], 1, 0.8)
        if near:
            return f"there is no rule {one} to ignore; did you mean {near[0]}?"
    if named.isdisjoint(known):
        return f'"{text.strip()}" names no rule to ignore' if text.strip() else "no rule is named that is to be ignored"
    return ""


def _codes(text: str) -> _Codes:
    words = re.findall(r"[\w-]+", text)
    return frozenset(word.upper() if re.fullmatch(r"[A-Za-z]\d{3}", word) else word.lower() for word in words)


def _start(one: Event | Source) -> tuple[int, int]:
    return one.where.line, one.where.column
