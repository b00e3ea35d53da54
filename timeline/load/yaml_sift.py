"""Events of YAML that cannot match, told without parsing them: each is held against one pattern of a sound event.

The pattern takes our own layout (`timeline fmt`) in the common cases: known keys in their order, plain or quoted text,
folded prose, lists and sources in either style. It is much narrower than YAML: all that it takes, any parser of YAML
takes as just these texts, and the builder without a word. What it does not take is parsed. So a file is refused, or
not, as if every event had been read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from timeline.load.nodes import Buffer, NotPlain
from timeline.load.sifted import MONTH_AND_DAY, YEAR
from timeline.load.yaml_special import has_controls
from timeline.model import STANCES, STATUSES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.load.sifted import Passing, Sieve

_MOST_HOPELESS = 20_000
"""Lists that are kept because nobody in them is meant."""

_LISTS = ("people", "orgs", "works", "places", "tags")

# Texts, of which the text looked at holds no control character. None of them is null, and none is blank.
_NO_NULL = r"(?!(?:null|Null|NULL)[],}\n])"
_PLAIN = rf"{_NO_NULL}(?:\d+ |\(|“|‘|…|)[^\W\d_][^:#\n]*(?::(?=[\w/])[^:#\n]*)*(?<! )"
_IN_FLOW = rf"{_NO_NULL}(?:\d+ |\(|“|‘|…|)[^\W\d_][^]:#,\"[{{}}\n]*(?<! )"
_DOUBLE = r'"[^"\\\s][^"\\\n]*(?:\\["\\/][^"\\\n]*)*"'
_SINGLE = r"'[^'\s][^'\n]*(?:''[^'\n]*)*'"
_TEXT = f"(?:{_PLAIN}|{_DOUBLE}|{_SINGLE})"
_ADDRESS = r"https?://[!-9;-~]+"
_ADDRESS_IN_FLOW = r"https?://[!-+.-9;-Z^-z~-]+"
_QUOTED = r'"[^"\\\n]+"'
_DATE = rf"(?:[\w.~][\w.,/?~%()+-]*(?: [\w.,/?~%()+-]+)*|{_QUOTED})"
_DATE_IN_FLOW = rf"(?:[\w.~][\w./?~%()+-]*(?: [\w./?~%()+-]+)*|{_QUOTED})"
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
def _event(blanks: int) -> re.Pattern[str]:
    """An event whose dash stands behind so many blanks, and the line ends behind it."""
    dash = "\n" + " " * blanks
    key, inner, deep = dash + "  ", dash + "    ", dash + "      "
    block = rf"[>|]-?{inner}[^\s][^\n]*(?:{inner}[^\n]*|\n(?=\n))*"
    prose = f"(?:{block}|{_TEXT})"
    name = f"(?:{_IN_FLOW}|{_QUOTED})"
    names = rf"(?:\[(?:{name}(?:, {name})*)?]|{_PLAIN}|(?:{inner}- {_PLAIN})+)"
    in_block = f"outlet: {_TEXT}" + _source(deep, _TEXT, _DATE, _ADDRESS, "\n", "odd")
    in_flow = f"{{outlet: {_IN_FLOW}" + _source(", ", _IN_FLOW, _DATE_IN_FLOW, _ADDRESS_IN_FLOW, ",}\n", "odd_in_flow")
    return re.compile(
        f"{dash[1:]}- id: {_NO_NULL}(?P<id>[A-Za-z][\\w.-]*){key}date: (?P<date>{_DATE}){key}title: {_TEXT}"
        + _perhaps(f"{key}summary: {prose}")
        + "".join(_perhaps(f"{key}{name}:(?: |(?=\n))(?P<{name}>{names})") for name in _LISTS)
        + _perhaps(
            f"(?={key}(?:gr|st|b|n))"
            + _perhaps(f"{key}group: {_TEXT}")
            + _perhaps(f"{key}status: (?:{'|'.join(STATUSES)})")
            + _perhaps(f"{key}because: {prose}")
            + _perhaps(f"{key}background: (?:true|false)")
            + _perhaps(f"{key}note: {prose}")
        )
        + _perhaps(f"{key}sources:(?:{inner}- (?>{in_block}|{in_flow}}}))++")
        + f"\n+(?={dash[1:]}- |\\Z)"
    )


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
    match = _event(blanks).match
    dash = "\n" + indent.decode() + "- "
    may_match = _Decision(sieve, passing)
    groups = ("id", "date", "odd", "odd_in_flow", *may_match.keys)
    source_dates = re.compile(rf"{dash[:-2]}      date: ([^\n]+)|, date: ({_QUOTED}|[^,}}\n]+)").findall
    for begin, end in parts:
        text, is_harmless = _read(data[begin : end + 1])
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
                    passing.is_sound(_bare(block or flow)) for block, flow in source_dates(text, at, found.end())
                ):
                    may = may_match(_bare(date), lists)
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


def _read(data: bytes) -> tuple[str, bool]:
    """The text, and whether there is nothing in it that steers.

    Raises:
        NotPlain: It is no UTF-8.
    """
    try:
        return data.decode(), not has_controls(data)
    except UnicodeDecodeError as error:
        raise NotPlain from error


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
            return self._sieve([_names(written) for written in lists], may)
        written = lists[0]
        if written in self._hopeless:
            return False
        names = _names(written)
        if not self._sieve.names[0](names):
            if len(self._hopeless) < _MOST_HOPELESS:
                self._hopeless.add(written)
            return False
        return self._sieve([names], may)


def _bare(written: str) -> str:
    """A date without its quotes."""
    return written[1:-1] if written[0] == '"' else written


_NAME = re.compile(r'(?:^|, )(?:"([^"]*)"|([^",]+))').findall


def _names(written: str | None) -> Sequence[str]:
    """A list of names as the pattern takes it."""
    if written is None or written == "[]":
        return ()
    if written[0] == "[":
        inner = written[1:-1]
        return [quoted or bare for quoted, bare in _NAME(inner)] if '"' in inner else inner.split(", ")
    if written[0] == "\n":
        return [line.lstrip()[2:] for line in written[1:].split("\n")]
    return (written,)
