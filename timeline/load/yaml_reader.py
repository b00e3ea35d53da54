"""YAML to a `Document`, through the parser's events: every scalar stays text, every value keeps its place.

One pass over the events solves what PyYAML's loaders get wrong for us: retyped scalars, silent duplicate keys, deep
nesting, aliases. Where the text is broken, it is read again event by event, so that one mistake hides no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from timeline.errors import Problem
from timeline.load.files import Document, SourceFile, unmerged
from timeline.load.nodes import DEEPEST, List, Map, Node, NotPlain, Text
from timeline.printable import printable

# libyaml where PyYAML was built with it, else the same in Python, twenty times slower.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MOST_ALIKE = 1000
"""Messages of one kind that can be had by the million."""

_MOST_ITEMS = 100_000
"""Texts in a list; an event with twenty thousand people has a fifth of that."""

_TAG_STR = "tag:yaml.org,2002:str"


_FOREIGN = re.compile(
    r"\s*(?:(?P<ics>BEGIN:V[A-Z]+[ \t\r]*$)|(?P<xml><(?:\?xml|!DOCTYPE|html|rss|feed)\b))", re.MULTILINE
).match
_FOREIGN_KINDS = {"ics": "a calendar", "xml": "XML or HTML"}
"""What people have at hand and take for a chronology; no YAML file of ours begins like that."""


class _Refused(Exception):
    """A construct that a chronology does not use; carries its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_yaml(file: SourceFile) -> Document:
    """The header and the events of a YAML file; all that is wrong with its syntax as problems."""
    if found := _FOREIGN(file.text):
        kind = found.lastgroup or ""
        message = f"the file holds {_FOREIGN_KINDS[kind]}, not a chronology"
        hint = "If it can be taken over: timeline import FILE -o story.yaml"
        return Document(file, Map({}, {}, 0), (), (file.problem(found.start(kind), "F104", message, hint),))
    composer = _Composer(file, 0)
    try:
        root = composer.document(file.text)
    except (yaml.YAMLError, _Refused, ValueError) as error:
        return _read_in_slices(file, error)
    return document_of(file, root, composer.problems)


def document_of(file: SourceFile, root: Node | None, problems: list[Problem]) -> Document:
    """A document from its root node, which must be a map with a list of events; shared with the JSON reader."""
    if root is None or (isinstance(root, Text) and not root.text.strip()):
        return Document(file, Map({}, {}, 0), (), tuple(problems))
    if not isinstance(root, Map):
        what = "a list" if isinstance(root, List) else "text"
        problems.append(
            file.problem(root, "F104", f"the file holds {what}, not a chronology", "Begin it with: events:")
        )
        return Document(file, Map({}, {}, root.at), (), tuple(problems))
    pairs = dict(root.pairs)
    listed = pairs.pop("events", None)
    header = Map(pairs, root.keys, root.at)
    if listed is None:
        if not set(root.keys) & {"include", "eras", "people", "outlets"}:
            problems.append(_no_events(file, root, pairs))
        return Document(file, header, (), tuple(problems))
    if isinstance(listed, Text) and not listed.text.strip():
        return Document(file, header, (), tuple(problems))
    if not isinstance(listed, List):
        problems.append(
            file.problem(listed, "F104", "`events` is not a list", "Begin every event with a dash: - title: …")
        )
        return Document(file, header, (), tuple(problems))
    events = [item for item in listed.items if isinstance(item, Map)]
    others = [item for item in listed.items if not isinstance(item, Map)]
    for item in others[:_MOST_ALIKE]:
        problems.append(
            file.problem(item, "F104", "an event is not a map of keys and values", "Write: - date: May 2020")
        )
    if len(others) > _MOST_ALIKE:
        more = f"nor are {len(others) - _MOST_ALIKE:,} more from here on"
        problems.append(file.problem(others[_MOST_ALIKE], "F104", more, "Write: - date: May 2020"))
    return Document(file, header, tuple(events), tuple(problems))


def _no_events(file: SourceFile, root: Map, header: dict[str, Node]) -> Problem:
    """The problem of a file without events; a misspelt key is taken out of the header, as it is told here."""
    from difflib import get_close_matches

    near = get_close_matches("events", list(root.keys), 1, 0.6)
    if near:
        del header[near[0]]
        return file.problem(
            root.keys[near[0]], "F104", f"no `events` list; found `{near[0]}`", "Did you mean `events`?"
        )
    return file.problem(root, "F104", "no `events` list", "A chronology holds its events under: events:")


_TOO_DEEP = f"nested more than {DEEPEST} levels deep"


class _Composer:
    """Builds nodes from parser events. `offset` is where the text stands in the file; `ended` by a line of dots."""

    def __init__(self, file: SourceFile, offset: int) -> None:
        self.file = file
        self.offset = offset
        self.ended = False
        self.problems: list[Problem] = []

    def document(self, text: str) -> Node | None:
        """The root of the only document; None of an empty one.

        Raises:
            yaml.YAMLError: Not YAML.
            _Refused: A second document, an alias, a tag, too deep.
        """
        loader = _Loader(text)
        root: Node | None = None
        seen = False
        try:
            while True:
                event = loader.get_event()
                if isinstance(event, yaml.StreamEndEvent):
                    return root
                if isinstance(event, yaml.DocumentStartEvent):
                    if seen:
                        raise _Refused(
                            self._problem(
                                event, "F106", "a second document begins here", "Keep one chronology to a file"
                            )
                        )
                    seen = True
                elif isinstance(event, yaml.DocumentEndEvent):
                    self.ended |= bool(event.explicit)
                elif not isinstance(event, yaml.StreamStartEvent):
                    root = self._node(loader, event, 0)
        finally:
            loader.dispose()

    def _node(self, loader: Any, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(self._problem(event, "F107", "aliases are not supported", "Write the value out"))
        if event.anchor is not None:
            raise _Refused(self._problem(event, "F107", "anchors are not supported", "Write the value out"))
        if event.tag is not None and event.tag not in ("!", _TAG_STR):
            raise _Refused(
                self._problem(
                    event,
                    "F107",
                    f"tags such as {event.tag} are not supported",
                    "Leave the tag out: all values are text",
                )
            )
        at = event.start_mark.index + self.offset
        if isinstance(event, yaml.ScalarEvent):
            text: str = event.value
            # A plain scalar has no style; libyaml's is empty, that of the reader in Python None.
            return Text("" if not event.style and text in ("~", "null") else text, at)
        if depth >= DEEPEST:
            raise _Refused(self._problem(event, "F108", _TOO_DEEP))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(loader, at, depth)
        return self._map(loader, at, depth)

    def _list(self, loader: Any, at: int, depth: int) -> List:
        items: list[Node] = []
        texts = 0
        while True:
            event = loader.get_event()
            if isinstance(event, yaml.SequenceEndEvent):
                return List(tuple(items), at)
            items.append(self._node(loader, event, depth + 1))
            if type(items[-1]) is Text:
                texts += 1
                if texts > _MOST_ITEMS:
                    raise _Refused(self._problem(event, "F108", f"more than {_MOST_ITEMS:,} items in a list"))

    def _map(self, loader: Any, at: int, depth: int) -> Map:
        pairs: dict[str, Node] = {}
        keys: dict[str, Text] = {}
        while True:
            event = loader.get_event()
            if isinstance(event, yaml.MappingEndEvent):
                return Map(pairs, keys, at)
            key = self._node(loader, event, depth + 1)
            value = self._node(loader, loader.get_event(), depth + 1)
            if not isinstance(key, Text):
                self.problems.append(self.file.problem(key, "F104", "a key is not text", "Write the key as a word"))
            elif key.text == "<<":
                raise _Refused(self.file.problem(key, "F107", "merge keys are not supported", "Write the values out"))
            elif key.text in pairs:
                first = self.file.line_of(keys[key.text].at)
                self.problems.append(
                    self.file.problem(
                        key, "F105", f"key `{key.text}` is given twice (first on line {first})", "Keep one of them"
                    )
                )
            else:
                pairs[key.text] = value
                keys[key.text] = key

    def _problem(self, event: Any, code: str, message: str, hint: str = "") -> Problem:
        return self.file.problem(event.start_mark.index + self.offset, code, message, hint)


def read_part(file: SourceFile, text: str, offset: int, column: int = 0) -> Map | None:
    """The header, or the item of a list that begins at an offset and a column, from 0; None where it is empty.

    Raises:
        NotPlain: It is not YAML, or not what a chronology holds.
    """
    composer = _Composer(file, offset - column)
    try:
        node = composer.document(" " * column + text)
    except (yaml.YAMLError, _Refused, ValueError) as error:
        raise NotPlain from error
    if isinstance(node, List) and len(node.items) == 1:
        node = node.items[0]
    # A document that ends in a part of it ends the file: what follows is for who reads the whole.
    if composer.problems or composer.ended or not (node is None or isinstance(node, Map)):
        raise NotPlain
    return node


# --- a broken file, event by event --------------------------------------------------------------------------------

_EVENTS = r"^events:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*([ ]*)- "


def _read_in_slices(file: SourceFile, error: Exception) -> Document:
    """What can be read of a file that is not YAML as a whole: header and events apart, each mistake with its place."""
    found = re.search(_EVENTS, file.text, re.MULTILINE)
    if found is None:
        return Document(file, Map({}, {}, 0), (), (_problem_of(file, error, 0),))
    composer = _Composer(file, 0)
    problems: list[Problem] = []
    header = _slice(composer, file.text[: found.start()], 0, problems)
    pairs, keys = (header.pairs, header.keys) if isinstance(header, Map) else ({}, {})
    events: list[Map] = []
    for start, end in _items(file.text, found.end() - 2, found[1]):
        item = _slice(composer, file.text[start:end], start, problems)
        if isinstance(item, List) and len(item.items) == 1 and isinstance(item.items[0], Map):
            events.append(item.items[0])
        elif item is not None:
            problems.append(
                file.problem(start, "F104", "an event is not a map of keys and values", "Write: - date: May 2020")
            )
    problems += composer.problems
    if not any(problem.severity == "error" for problem in problems):
        problems.append(_problem_of(file, error, 0))
    return Document(file, Map(dict(pairs), keys, 0), tuple(events), tuple(problems))


def _items(text: str, start: int, indent: str) -> Iterator[tuple[int, int]]:
    """Where each item of the block list begins and ends; the list ends at the first line with less indent."""
    stop = re.compile(rf"^(?!{indent}[ -]|[ \t]*(?:#|\r?$))", re.MULTILINE).search(text, text.find("\n", start) + 1)
    last = stop.start() if stop else len(text)
    dash = "\n" + indent + "- "
    while start < last:
        following = text.find(dash, start, last)
        end = last if following < 0 else following + 1
        first = start + len(indent) if text.startswith(indent + "-", start) and indent else start
        yield first, end
        start = end


def _slice(composer: _Composer, text: str, offset: int, problems: list[Problem]) -> Node | None:
    composer.offset = offset
    # A slice is read at the column that it has in the file, so that its own indents stay right.
    column = offset - (composer.file.text.rfind("\n", 0, offset) + 1)
    composer.offset = offset - column
    try:
        return composer.document(" " * column + text)
    except (yaml.YAMLError, _Refused, ValueError) as error:
        problems.append(_problem_of(composer.file, error, composer.offset))
        return None


_REMEDIES = (
    ("mapping values are not allowed", "Put quotes around a value that holds a colon and a space"),
    ("found character '\\t'", "Indent with spaces, not tabs"),
    ("found a tab character", "Indent with spaces, not tabs"),
    ("unknown escape character", "Write \\\\ for a backslash, or put single quotes around the text"),
    ("expected alphabetic or numeric character", "Put quotes around a value that begins with this character"),
    ("cannot start any token", "Put quotes around a value that begins with this character"),
    (
        "invalid Unicode character",
        "Write the character itself, or one beyond FFFF as \\U and eight digits: \\U0001F600",
    ),
    ("quoted scalar", "Close the quote"),
    ("expected ',' or", "Close the bracket, or put quotes around the value"),
    ("could not find expected ':'", "Write a key, a colon and a space: title: …"),
    (
        "did not find expected key",
        "Indent the keys of one event alike, and put quotes around a value that begins with a quote or a bracket",
    ),
    ("expected <block end>", "Indent the keys of one event alike"),
    ("did not find expected '-'", "Indent the items of a list alike"),
)


def _problem_of(file: SourceFile, error: Exception, offset: int) -> Problem:
    if isinstance(error, _Refused):
        return error.problem
    mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or error)
    if isinstance(error, yaml.reader.ReaderError):
        return _unprintable(file, offset) or file.problem(offset, "F101", f"not valid YAML: {error.reason}")
    hint = next(
        (remedy for part, remedy in _REMEDIES if part in said or part in str(getattr(error, "context", ""))), ""
    )
    at = min((mark.index if mark is not None else 0) + offset, max(len(file.text) - 1, 0))
    if "exceeded maximum nesting depth" in said:  # so libyaml says, from PyYAML 6.0.4 on, before it has parsed 64
        return file.problem(at, "F108", _TOO_DEEP)
    if "cannot start any token" in said and file.text[at : at + 1] == "\t":
        hint = "Indent with spaces, not tabs"
    if "did not find expected key" in said and _is_behind_brackets(file.text, at):
        hint = "Put quotes around a value that goes on behind its bracket"
    if mark is not None and "quoted scalar" in str(getattr(error, "context", "")) and "escape" not in said:
        at = error.context_mark.index + offset  # type: ignore[attr-defined]  # yaml.MarkedYAMLError has it
    return unmerged(file, "F101") or file.problem(at, "F101", f"not valid YAML: {said}", hint)


def _is_behind_brackets(text: str, at: int) -> bool:
    """Whether what stands there follows a value in brackets on its line: `date: [2019..2030]; after @x`."""
    return re.search(r"[:-]\s+(?:\[.*\]|\{.*\})\s*$", text[text.rfind("\n", 0, at) + 1 : at]) is not None


_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no YAML file holds (YAML 1.1, 5.1)."""


def _unprintable(file: SourceFile, offset: int) -> Problem | None:
    """The problem of the first control character from an offset on."""
    found = _NOT_PRINTABLE.search(file.text, offset)
    if found is None:
        return None
    sign = printable(found[0])
    hint = f'Take it out, or write "{sign}" between double quotes'
    return file.problem(found.start(), "F101", f"not valid YAML: it holds the control character {sign}", hint)
