"""Events of YAML in our own layout (`timeline fmt`), taken by one pattern instead of a parser.

The pattern takes the layout in the common cases: known keys in their order, plain or quoted text, folded prose, lists
and sources in either style. It is much narrower than YAML: all that it takes, any parser of YAML takes as just these
texts, and the builder without a word. What it does not take is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from timeline.keys import EVENT, SOURCE
from timeline.load.keys import EVENT_LISTS
from timeline.load.nodes import NotPlain
from timeline.load.sifted import MONTH_AND_DAY, YEAR
from timeline.load.yaml_special import has_controls
from timeline.model import STANCES, STATUSES, Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MOST_LISTS = 20_000
"""Lists of names that are kept, since they come back."""

# Texts, of which the text looked at holds no control character. None of them is null, and none is blank.
_NO_NULL = r"(?!(?:~|null|Null|NULL)[],}\n])"
_PLAIN = rf"{_NO_NULL}(?:\d+ |\(|“|‘|…|)[^\W\d_][^:#\n]*(?::(?=[\w/])[^:#\n]*)*(?<! )"
_IN_FLOW = rf"{_NO_NULL}(?:\d+ |\(|“|‘|…|)[^\W\d_][^]:#,\"[{{}}\n]*(?<! )"
_DOUBLE = r'"[^"\\\s][^"\\\n]*(?:\\["\\/][^"\\\n]*)*"'
_SINGLE = r"'[^'\s][^'\n]*(?:''[^'\n]*)*'"
_TEXT = f"(?:{_PLAIN}|{_DOUBLE}|{_SINGLE})"
_ADDRESS = r"https?://[!-9;-~]+"
_ADDRESS_IN_FLOW = r"https?://[!-+.-9;-Z^-z~-]+"
QUOTED = r'"[^"\\\n]+"'
_DATE = rf"{_NO_NULL}(?:[\w.~][\w.,/?~%()+-]*(?: [\w.,/?~%()+-]+)*|{QUOTED})"
_DATE_IN_FLOW = rf"{_NO_NULL}(?:[\w.~][\w./?~%()+-]*(?: [\w./?~%()+-]+)*|{QUOTED})"
_ISO = YEAR + MONTH_AND_DAY
"""Dates that need no reading: they are sound under all conventions."""


def _perhaps(pattern: str) -> str:
    # Atomic: what has been found is never given up, or many sources would take exponential time. And twice as fast as a
    # question mark behind it.
    return f"(?>{pattern}|)"


def _source(before: str, text: str, date: str, address: str, end: str, odd: str) -> str:
    """The keys of a source behind its outlet: in their order, yet the address may also be the last.

    Args:
        before: What stands before a key.
        text, date, address: Patterns of values.
        end: The characters that end a value.
        odd: The name of the group that holds a date that has to be read.
    """
    url = f"{before}url: {address}"
    seldom = "".join(
        _perhaps(f"{before}{key}: {value}")
        for key, value in (
            ("by", text),
            ("unnamed", text),
            ("says", f"(?:{'|'.join(STANCES)})"),
            ("via", text),
            ("archive", address),
            ("accessed", date),
            ("lang", text),
            ("quote", text),
        )
    )
    return (
        _perhaps(f"{before}date: (?:{_ISO}(?=[{end}])|(?P<{odd}>{date}))")
        + _perhaps(f"{before}title: {text}")
        + _perhaps(f"{url}(?!(?:{before}(?!url: )[^{end}]*)*{before}url: )")
        + _perhaps(f"(?={before}[absluvq]){seldom}{_perhaps(url)}")
    )


@cache
def event_pattern(blanks: int) -> re.Pattern[str]:
    """An event whose dash stands behind so many blanks, and the line ends behind it."""
    dash = "\n" + " " * blanks
    key, inner, deep = dash + "  ", dash + "    ", dash + "      "
    block = rf"[>|]-?{inner}[^\s][^\n]*(?:{inner}[^\n]*|\n(?=\n))*"
    prose = f"(?:{block}|{_TEXT})"
    name = f"(?:{_IN_FLOW}|{QUOTED})"
    names = rf"(?:\[(?:{name}(?:, {name})*)?]|{_PLAIN}|(?:{inner}- {_PLAIN})+)"
    in_block = f"outlet: {_TEXT}" + _source(deep, _TEXT, _DATE, _ADDRESS, "\n", "odd")
    in_flow = f"{{outlet: {_IN_FLOW}" + _source(", ", _IN_FLOW, _DATE_IN_FLOW, _ADDRESS_IN_FLOW, ",}\n", "odd_in_flow")
    return re.compile(
        f"{dash[1:]}- id: {_NO_NULL}(?P<id>[A-Za-z][\\w.-]*){key}date: (?P<date>{_DATE}){key}title: (?P<title>{_TEXT})"
        + _perhaps(f"{key}summary: (?P<summary>{prose})")
        + "".join(_perhaps(f"{key}{name}:(?: |(?=\n))(?P<{name}>{names})") for name in EVENT_LISTS)
        + _perhaps(
            f"(?={key}(?:gr|st|b|n))"
            + _perhaps(f"{key}group: (?P<group>{_TEXT})")
            + _perhaps(f"{key}status: (?P<status>{'|'.join(STATUSES)})")
            + _perhaps(f"{key}because: (?P<because>{prose})")
            + _perhaps(f"{key}background: (?P<background>true|false)")
            + _perhaps(f"{key}note: (?P<note>{prose})")
        )
        + _perhaps(f"{key}sources:(?P<sources>(?:{inner}- (?>{in_block}|{in_flow}}}))++)")
        + f"\n+(?={dash[1:]}- |\\Z)"
    )


def decoded(data: bytes) -> tuple[str, bool]:
    """The text of a part of a file, and whether there is nothing in it that steers, as the pattern asks for.

    Raises:
        NotPlain: It is no UTF-8.
    """
    try:
        return data.decode(), not has_controls(data)
    except UnicodeDecodeError as error:
        raise NotPlain from error


class Layout:
    """Reads events whose dashes stand behind so many blanks.

    Attributes:
        blanks: How many.
        dash: A line end and what every event begins with.
    """

    def __init__(self, blanks: int) -> None:
        self.blanks = blanks
        self.dash = b"\n" + b" " * blanks + b"- "
        self._match = event_pattern(blanks).match
        self._inner = "\n" + " " * (blanks + 4)
        self._item = self._inner + "- "
        self._deep = self._inner + "  "
        self._lists: dict[str | None, tuple[str, ...]] = {}

    def events(self, text: str) -> list[tuple[tuple[Any, ...], int]] | None:
        """The events of a text as rows (`nodes.Row`), and at which character the line of each begins.

        Args:
            text: From the beginning of a line on, with the line end of the last; without control characters.

        Returns:
            None where the pattern does not take one of them, or it has to be parsed to know what it says.
        """
        events = []
        at = 0
        while at < len(text):
            found = self._match(text, at)
            row = self._row(found) if found is not None else None
            if found is None or row is None:
                return None
            events.append((row, at))
            at = found.end()
        return events

    def _row(self, found: re.Match[str]) -> tuple[Any, ...] | None:
        (
            identity, date, title, summary, people, orgs, works, places, tags, group, status, because, background, note,
            sources,
        ) = found.group(*EVENT)  # fmt: skip
        lists = self._lists
        names: tuple[tuple[str, ...], ...]
        try:
            names = lists[people], lists[orgs], lists[works], lists[places], lists[tags]
        except KeyError:
            names = tuple(map(self._names, (people, orgs, works, places, tags)))
        summary = self._prose(summary) if summary else ""
        because = self._prose(because) if because else ""
        note = self._prose(note) if note else ""
        if summary is None or because is None or note is None:
            return None
        return (
            identity, bare(date), _text_of(title), summary, *names, _text_of(group) if group else "", status or "",
            because, background == "true", note, self._sources(sources) if sources else [],
        )  # fmt: skip

    def _names(self, written: str | None) -> tuple[str, ...]:
        names = self._lists.get(written)
        if names is None:
            names = tuple(names_of(written))
            if len(self._lists) < _MOST_LISTS:
                self._lists[written] = names
        return names

    def _prose(self, written: str) -> str | None:
        """Text, or a folded block of it; None of a block in which more than line ends is folded, or nothing."""
        if written[0] not in ">|":
            return _text_of(written)
        begins, *lines = written.split(self._inner)
        text = " ".join(lines)
        return text if begins == ">-" and "\n" not in text and "  " not in text and text[-1] != " " else None

    def _sources(self, written: str) -> list[list[str | None]]:
        rows = []
        for one in written.split(self._item)[1:]:
            row = _NO_SOURCE.copy()
            if one[0] != "{":
                pairs = one.split(self._deep)
            elif '"' in one:
                pairs = _PAIR(one)
            else:
                pairs = one[1:-1].split(", ")
            for pair in pairs:
                key, _, value = pair.partition(": ")
                row[_NUMBER[key]] = _text_of(value) if value[0] in _QUOTES else value
            rows.append(row)
        return rows


_QUOTES = "\"'"
_ESCAPED = re.compile(r"\\(.)").sub
_FIELDS = [field for field in Source._fields if field in SOURCE]
_NUMBER = {field: number for number, field in enumerate(_FIELDS)}
_NO_SOURCE: list[str | None] = [{"date": None, "says": STANCES[0]}.get(field, "") for field in _FIELDS]


def _text_of(written: str) -> str:
    if written[0] == '"':
        return _ESCAPED(r"\1", written[1:-1])
    return written[1:-1].replace("''", "'") if written[0] == "'" else written


def bare(written: str) -> str:
    """A date without its quotes."""
    return written[1:-1] if written[0] == '"' else written


_PAIR = re.compile(r'\w+: (?:"[^"]*"|[^,}]*)').findall
_NAME = re.compile(r'(?:^|, )(?:"([^"]*)"|([^",]+))').findall


def names_of(written: str | None) -> Sequence[str]:
    """A list of names as the pattern takes it."""
    if written is None or written == "[]":
        return ()
    if written[0] == "[":
        inner = written[1:-1]
        return [quoted or bare for quoted, bare in _NAME(inner)] if '"' in inner else inner.split(", ")
    if written[0] == "\n":
        return [line.lstrip()[2:] for line in written[1:].split("\n")]
    return (written,)
