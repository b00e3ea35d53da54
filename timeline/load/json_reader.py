"""JSON and JSON Lines to a `Document`, with the place of every value.

Strings are decoded by the standard library; numbers, true and false stay the text that was typed, null is empty.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, decoder
from typing import Any

from timeline.errors import Problem
from timeline.load.files import Document, SourceFile, unmerged
from timeline.load.nodes import DEEPEST, List, Map, Node, NotPlain, Text
from timeline.load.yaml_reader import document_of

_BLANK = re.compile(r"[ \t\r\n]*").match
_WORD = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null").match


_scanstring: Any = decoder.scanstring  # type: ignore[attr-defined]  # public, yet missing from the stubs


class _Broken(Exception):
    def __init__(self, message: str, at: int, code: str = "F102", hint: str = "") -> None:
        super().__init__(message)
        self.message, self.at, self.code, self.hint = message, at, code, hint


def read_json(file: SourceFile) -> Document:
    """The header and events of `{"timeline": 1, "title": …, "events": [...]}`."""
    problems: list[Problem] = []
    try:
        root, at = _Parser(file, problems).value(file.text, _blank(file.text, 0), 0)
        at = _blank(file.text, at)
        if at < len(file.text):
            raise _Broken(
                "more text after the end of the value", at, "F106", "For one event a line name the file .jsonl"
            )
    except _Broken as broken:
        problems.append(_problem_of(file, broken))
        return Document(file, Map({}, {}, 0), (), tuple(problems))
    return document_of(file, root, problems)


def read_json_lines(file: SourceFile) -> Document:
    """One event a line; a first line without `title` of an event may carry the header. Broken lines are problems."""
    problems: list[Problem] = []
    parser = _Parser(file, problems)
    header = Map({}, {}, 0)
    events: list[Map] = []
    start = 0
    text = file.text
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        at = _blank(text, start)
        if at < end:
            try:
                node, after = parser.value(text, at, 0)
                if text[after:end].strip():
                    raise _Broken(
                        "more text after the end of the value", _blank(text, after), hint="Write one event a line"
                    )
                if not isinstance(node, Map):
                    raise _Broken("a line is not an event", at, "F104", 'Write {"date": "May 2020", "title": …}')
            except _Broken as broken:
                problems.append(_problem_of(file, broken))
            else:
                if not events and not header.pairs and _is_header(node):
                    header = node
                else:
                    events.append(node)
        start = end + 1
    return Document(file, header, tuple(events), tuple(problems))


def read_part(file: SourceFile, text: str, offset: int) -> Map:
    """A line that begins at an offset of the file.

    Raises:
        NotPlain: It is not JSON, or no map.
    """
    problems: list[Problem] = []
    part = SourceFile(file.name, text)
    try:
        node, after = _Parser(part, problems, offset).value(text, _blank(text, 0), 0)
    except _Broken as broken:
        raise NotPlain from broken
    if problems or text[after:].strip() or not isinstance(node, Map):
        raise NotPlain
    return node


def _is_header(node: Map) -> bool:
    return "timeline" in node.keys or not ({"date", "sources", "id"} & set(node.keys))


def _problem_of(file: SourceFile, broken: _Broken) -> Problem:
    if merged := unmerged(file, "F102"):
        return merged
    at = min(broken.at, max(len(file.text) - 1, 0))
    said = broken.message if broken.code != "F102" else f"not valid JSON: {broken.message}"
    return file.problem(at, broken.code, said, broken.hint)


def _blank(text: str, at: int) -> int:
    found = _BLANK(text, at)
    return found.end() if found else at


class _Parser:
    """Builds nodes; `offset` is where the text stands in the file."""

    def __init__(self, file: SourceFile, problems: list[Problem], offset: int = 0) -> None:
        self.file = file
        self.problems = problems
        self.offset = offset

    def value(self, text: str, at: int, depth: int) -> tuple[Node, int]:
        """The value that begins at an offset, and the offset after it."""
        char = text[at : at + 1]
        if char == '"':
            string, end = self._string(text, at)
            return Text(string, at + self.offset), end
        if depth >= DEEPEST:
            raise _Broken(f"nested more than {DEEPEST} levels deep", at, "F108")
        if char == "{":
            return self._map(text, at, depth)
        if char == "[":
            return self._list(text, at, depth)
        found = _WORD(text, at)
        if found is None:
            raise _Broken(
                "a value is missing"
                if char in ",]}"
                else f"unexpected {char!r}"
                if char
                else "the text ends too early",
                at,
            )
        word = found[0]
        return Text("" if word == "null" else word, at + self.offset), found.end()

    def _string(self, text: str, at: int) -> tuple[str, int]:
        try:
            string, end = _scanstring(text, at + 1, True)
        except JSONDecodeError as error:
            said, hint = error.msg.lower(), "Close the quote"
            if "control character" in said and text[error.pos : error.pos + 1] in "\r\n":
                said = "a string does not end on its line"
            elif "control character" in said:
                said, hint = "a string holds a control character", r"Write \t for a tab, \u001b for another"
            elif "escape" in said:
                hint = r"Write \\ for a backslash"
            raise _Broken(said, error.pos, hint=hint) from error
        return str(string), int(end)

    def _list(self, text: str, start: int, depth: int) -> tuple[List, int]:
        items: list[Node] = []
        at = _blank(text, start + 1)
        if text[at : at + 1] == "]":
            return List((), start + self.offset), at + 1
        while True:
            item, at = self.value(text, at, depth + 1)
            items.append(item)
            at = _blank(text, at)
            if text[at : at + 1] == "]":
                return List(tuple(items), start + self.offset), at + 1
            at = self._comma(text, at, "]")

    def _map(self, text: str, start: int, depth: int) -> tuple[Map, int]:
        pairs: dict[str, Node] = {}
        keys: dict[str, Text] = {}
        at = _blank(text, start + 1)
        if text[at : at + 1] == "}":
            return Map(pairs, keys, start + self.offset), at + 1
        while True:
            if text[at : at + 1] != '"':
                is_bare = text[at : at + 1] not in ("}", "]", "", ",")
                hint = "Put double quotes around it" if is_bare else "Remove the comma before a closing bracket"
                raise _Broken("a key in quotes is missing", at, hint=hint)
            key, after = self._string(text, at)
            colon = _blank(text, after)
            if text[colon : colon + 1] != ":":
                raise _Broken("a colon is missing after the key", colon)
            value, end = self.value(text, _blank(text, colon + 1), depth + 1)
            if key in pairs:
                first = self.file.line_of(keys[key].at)
                twice = f"key `{key}` is given twice (first on line {first})"
                self.problems.append(self.file.problem(at, "F105", twice, "Keep one of them"))
            else:
                pairs[key] = value
                keys[key] = Text(key, at + self.offset)
            at = _blank(text, end)
            if text[at : at + 1] == "}":
                return Map(pairs, keys, start + self.offset), at + 1
            at = self._comma(text, at, "}")

    def _comma(self, text: str, at: int, closing: str) -> int:
        if text[at : at + 1] != ",":
            raise _Broken(f"a comma or {closing} is missing", at)
        return _blank(text, at + 1)
