"""The lines of a markwhen file as header, sections and events; see markwhen's documentation, "Syntax"."""

import re
from typing import Any

from timeline.importers._markwhen_dates import event_line
from timeline.records import NamedTuple

_COMMENT = re.compile(r"\s*//").match
_SECTION = re.compile(r"\s*(#{1,6})\s+(.*)").fullmatch
_GROUP = re.compile(r"\s*(?:section|group)(?:\s+(.*))?", re.IGNORECASE).fullmatch
_END = re.compile(r"\s*end\s*(?:section|group)?\s*", re.IGNORECASE).fullmatch
_TAG_COLOR = re.compile(r"\s*#\w*:(?:\s|$)").match
_PROPERTY = re.compile(r"(\s*)([\w.-]+):(?:\s+(.*))?").fullmatch
_RULE = re.compile(r"---\s*").fullmatch
_TAGS = re.compile(r"(?:^|(?<=\s))#(?!\d+(?:\s|$))(\w+)")

_IS_TAG = re.compile(r"#(?!\d+$)\w+").fullmatch

Value = Any
"""Of a property: text, a list or a map of values."""


class Entry(NamedTuple):
    """An event as written: date, recurrence and text of its first line, properties, the lines below."""

    line: int
    date: str
    every: str
    text: str
    properties: dict[str, Value]
    body: tuple[str, ...]
    sections: tuple["Section", ...]


class Section(NamedTuple):
    """A heading with its tags and properties."""

    title: str
    tags: tuple[str, ...]
    properties: dict[str, Value]


class Page(NamedTuple):
    """A file: its header (None where that is no YAML), events, comments, lines that belong to nothing."""

    header: dict[str, Value] | None
    entries: tuple[Entry, ...]
    sections: tuple[Section, ...]
    comments: tuple[tuple[int, str], ...]
    stray: tuple[tuple[int, str], ...]


def page_of(text: str) -> Page:
    reader = _Reader(re.split(r"\r\n|\n|\r", text))
    header = reader.header()
    reader.rest()
    return Page(header, tuple(reader.entries), tuple(reader.sections), tuple(reader.comments), tuple(reader.stray))


def tags_of(text: str) -> tuple[str, list[str]]:
    """The text without the tags at its end, those within it as words; and the tags."""
    tags = list(dict.fromkeys(_TAGS.findall(text)))
    words = re.split(r"(\s+)", text.rstrip())
    while words and _IS_TAG(words[-1]):
        del words[-2:]
    return _TAGS.sub(r"\1", "".join(words)).strip(), tags


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0
        self.entries: list[Entry] = []
        self.sections: list[Section] = []
        self.comments: list[tuple[int, str]] = []
        self.stray: list[tuple[int, str]] = []
        self.open: list[tuple[int, Section]] = []

    def header(self) -> dict[str, Value] | None:
        """What stands above the first event or section, between `---` or without them."""
        kept: list[str] = []
        fenced = False
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not fenced and _begins(line):
                break
            self.at += 1
            if _RULE(line):
                if fenced:
                    break
                if not any(one.strip() for one in kept):
                    fenced = True
                    continue
            elif not self._is_comment(line, self.at):
                kept.append(line)
        return header_of(_without_colors(kept))

    def _is_comment(self, line: str, number: int) -> bool:
        if _COMMENT(line) is None:
            return False
        self.comments.append((number, line.strip()[2:].strip()))
        return True

    def rest(self) -> None:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if self._is_comment(line, self.at) or not line.strip():
                continue
            if found := event_line(line):
                self._event(found)
            elif found := _SECTION(line):
                self._section(len(found[1]), found[2])
            elif found := _GROUP(line):
                # Of old: closed by its own end, so that each is deeper than the one before.
                self._section(max([level for level, _ in self.open], default=6) + 1, found[1] or "")
            elif _END(line):
                self.open = self.open[:-1]
            else:
                self.stray.append((self.at, line.strip()))

    def _section(self, level: int, text: str) -> None:
        title, tags = tags_of(text)
        section = Section(title, tuple(tags), self._properties())
        while self.open and self.open[-1][0] >= level:
            self.open.pop()
        self.open.append((level, section))
        self.sections.append(section)

    def _event(self, found: re.Match[str]) -> None:
        number = self.at
        properties = self._properties()
        body: list[str] = []
        while self.at < len(self.lines) and not _begins(self.lines[self.at]) and not _END(self.lines[self.at]):
            line = self.lines[self.at]
            self.at += 1
            if not self._is_comment(line, self.at):
                body.append(line)
        sections = tuple(section for _, section in self.open)
        every = (found["every"] or "").strip()
        self.entries.append(
            Entry(number, found["date"].strip(), every, found["text"].strip(), properties, tuple(body), sections)
        )

    def _properties(self) -> dict[str, Value]:
        """The lines `key: value` right below, each with the list or the map that it opens."""
        properties: dict[str, Value] = {}
        while self.at < len(self.lines):
            line = self.lines[self.at]
            found = _PROPERTY(line)
            if found is None or event_line(line) or _COMMENT(line):
                break
            self.at += 1
            block = [line]
            if (found[3] or "").strip() in ("", "|", ">", "|-", ">-"):
                while self.at < len(self.lines) and _continues(self.lines[self.at], len(found[1])):
                    block.append(self.lines[self.at])
                    self.at += 1
            properties.setdefault(found[2], _value(found[2], (found[3] or "").strip(), block))
        return properties


def _begins(line: str) -> bool:
    """Whether an event or a section begins with a line."""
    return bool(event_line(line) or _SECTION(line) or _GROUP(line))


def _continues(line: str, indent: int) -> bool:
    """Whether a line belongs to the property above it, which is indented by so much."""
    if not line.strip() or event_line(line):
        return False
    own = len(line) - len(line.lstrip())
    return own > indent or (own == indent and line.lstrip().startswith("- "))


def _without_colors(lines: list[str]) -> list[str]:
    """The lines without colours of tags (`#work: red`), and what is indented below one."""
    kept: list[str] = []
    is_color = False
    for line in lines:
        is_color = _TAG_COLOR(line) is not None or (is_color and line[:1] in (" ", "\t") and bool(line.strip()))
        if not is_color:
            kept.append(line)
    return kept


# --- YAML ---------------------------------------------------------------------------------------------------------


def header_of(lines: list[str]) -> dict[str, Value] | None:
    """The keys of a header; None where it is no YAML. Text without a key is none, and no mistake."""
    text = "\n".join(lines)
    if not text.strip():
        return {}
    value = _yaml(text)
    if isinstance(value, dict):
        return value
    return {} if isinstance(value, str) else None


def _value(key: str, inline: str, block: list[str]) -> Value:
    """What a property holds; as typed where that is no YAML."""
    if inline[:1] in ('"', "[") and len(block) == 1:
        import json

        try:
            return _texts(json.loads(inline))
        except (ValueError, RecursionError):
            pass
    value = _yaml("\n".join(block))
    if isinstance(value, dict) and key in value:
        return value[key]
    return inline or "\n".join(line.strip() for line in block[1:])


def _yaml(text: str) -> Value | None:
    """A value whose scalars are all text; None where it is no YAML, or has anchors, which can grow without bounds."""
    if re.search(r"(?:^|[\s\[{,:-])[&*][\w]", text):
        return None
    import yaml

    try:
        # Text only, and the loader in Python: that in C overflows its stack where values are nested thousands deep.
        return yaml.load(text, yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError):
        return None


def _texts(value: Value) -> Value:
    """A value of JSON with its scalars as text."""
    import json

    if isinstance(value, list):
        return [_texts(one) for one in value]
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    return value if isinstance(value, str) else json.dumps(value)


def flat(value: Value) -> list[str]:
    """The texts within a value, maps as `key: text`."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, list):
        return [text for one in value for text in flat(one)]
    if isinstance(value, dict):
        return [f"{key}: {text}" for key, one in value.items() for text in flat(one)]
    return []
