"""Why a text is not EDTF, and what to write instead. Only reached when `edtf` has refused.

A repair is one row of a table: what it looks for, what it puts there, what was wrong. A repair is only proposed where
the result reads, so that a hint is never itself refused.
"""

import re
from collections.abc import Callable, Iterator

from timeline.dates.bounds import days_of
from timeline.dates.conventions import Conventions
from timeline.dates.edtf import LONGEST_YEAR, SEASONS, date_of, form_of, unit_of
from timeline.dates.forms import Form, Interval, Set, Stretch
from timeline.dates.read import no_such_day
from timeline.dates.when import DateError
from timeline.records import NamedTuple

_LONGEST, _QUOTED = 1000, 60
_EXAMPLES = "Write for example 2020, 2020-05, 2020-05-17, 2020-05? or 2020/2021"
_LONG_YEARS = (
    f"A year of five to {LONGEST_YEAR} digits stands alone, a Y before it and no 0 in front: Y170000002, Y-17E7"
)

_DATE = re.compile(
    r"[?~%]?(-?[\dX]{4})[?~%]?-[?~%]?([\dX]{2})[?~%]?(?:-[?~%]?([\dX]{2})[?~%]?)?(?=T|$)", re.ASCII
).match
_ATOM = re.compile(r"(?:(?!\.\.)[^\[\]{},/])+")


def refusal(text: str) -> DateError:
    """What is wrong with a text that `edtf.form_of` does not read."""
    if len(text) > _LONGEST:
        return DateError("D101", f"{_quoted(text)} is not EDTF", _EXAMPLES)
    return _draft(text) or _no_such_day(text) or _repaired(text) or _unknown(text)


def reversed_range(text: str, conventions: Conventions) -> DateError | None:
    """What is wrong where every date reads but an interval or a range of a set ends before it starts."""
    form = form_of(text)
    if isinstance(form, Interval):
        start, _, end = text.partition("/")
        return _reversed(text, f"{end}/{start}", 0, len(text))
    at = 1
    for member, part in zip(form.members, text[1:-1].split(","), strict=True) if isinstance(form, Set) else ():
        if isinstance(member, Stretch) and _is_reversed(member, conventions):
            first, _, last = part.partition("..")
            return _reversed(part, f"{last}..{first}", at, at + len(part))
        at += len(part) + 1
    return None


def _is_reversed(stretch: Stretch, conventions: Conventions) -> bool:
    if stretch.first is None or stretch.last is None:
        return False
    first, last = days_of(stretch.first, conventions)[0][0], days_of(stretch.last, conventions)[-1][1]
    return first is not None and last is not None and first > last


def _reversed(part: str, other: str, start: int, end: int) -> DateError:
    hint = f"Put the earlier date first: {_short(other)}"
    return DateError("D105", f"{_quoted(part)} ends before it starts", hint, start, end)


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


def _quoted(text: str) -> str:
    return f'"{_short(text)}"'


# --- no such day ---------------------------------------------------------------------------------------------------


def _atoms(text: str) -> Iterator[re.Match[str]]:
    """The single dates of an interval or a set, or the text itself."""
    return _ATOM.finditer(text)


def _no_such_day(text: str) -> DateError | None:
    """The first date that is written as one but that the calendar does not have, where all else is in order."""
    for atom in _atoms(text):
        found = _DATE(atom[0])
        if found is None or date_of(found[0]) is not None:
            continue
        error = _of_calendar(found)
        if error is not None:
            error.start, error.end = atom.start() + found.start(), atom.start() + found.end()
            return error
    return None


def _of_calendar(found: re.Match[str]) -> DateError | None:
    year, month, day = found.groups()
    if year == "-0000":
        return None
    if not month.isdigit():
        return _no_match(found[0], year, month, day)
    m = int(month)
    if 21 <= m <= 41:
        return _season(found[0], year, m, day)
    if not 1 <= m <= 12:
        hint = "Months are 01 to 12; 21 to 41 are seasons, quarters and halves of a year"
        two = f"{year[:2]}{month}"
        if day is None and year.isdigit() and month > year[2:]:
            hint = f"Write {year}/{two} for the years from {year} to {two}; months are 01 to 12"
        return DateError("D101", f"there is no month {month} in {_quoted(found[0])}", hint)
    if year.lstrip("-").isdigit() and day is not None and day.isdigit():
        return no_such_day(int(year), m, int(day))
    return _no_match(found[0], year, month, day)


def _no_match(whole: str, year: str, month: str, day: str | None) -> DateError:
    wider = next((w for w in (f"{year}-{month}", year) if date_of(w) is not None), "")
    hint = f"Write {wider} if the {'day' if day and '-' in wider[1:] else 'month'} is not known" if wider else _EXAMPLES
    return DateError("D102", f"no day matches {_quoted(whole)}", hint)


def _season(whole: str, year: str, code: int, day: str | None) -> DateError:
    if day is not None:
        name = SEASONS[code].format(year)
        return DateError("D101", f"{_quoted(whole)} has a day in {name}", f"Write {year}-{code:02d} for {name}")
    return DateError("D101", f"{_quoted(whole)} is a season of an unspecified year", f"Write {year} for the year alone")


# --- the 2012 draft ------------------------------------------------------------------------------------------------


def _draft(text: str) -> DateError | None:
    """A form of the 2012 draft, with today's."""
    today = text
    for change in _DRAFT:
        today = change(today)
    if today == text or form_of(today) is None:
        return None
    start, end = _difference(text, today)
    message = f"{_quoted(text)} is a form of the 2012 draft of EDTF"
    return DateError("D104", message, f"Write {today}", start, end)


def _difference(old: str, new: str) -> tuple[int, int]:
    """The characters of `old` that `new` changes: all between the first and the last that differ."""
    start = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    most = min(len(old), len(new)) - start
    same = next((n for n in range(most) if old[-1 - n] != new[-1 - n]), most)
    return (start, len(old) - same) if start < len(old) - same else (max(start - 1, 0), len(old))


def _words(text: str) -> str:
    """`open` and `unknown` as the ends of an interval."""
    start, slash, end = text.partition("/")
    if not slash:
        return text
    names = {"open": "..", "unknown": ""}
    return f"{names.get(start, start)}/{names.get(end, end)}"


def _letters(text: str) -> str:
    """`u` and `x` for a digit, and a long year's `y`, `e` and `p`."""
    if re.fullmatch(r"[yY]-?\d+(?:[eE]\d+)?(?:[pPsS]\d+)?", text, re.ASCII):
        return text.replace("p", "S").replace("P", "S").upper()
    if re.fullmatch(r"-?\d{4}p\d", text, re.ASCII):
        return text.replace("p", "S")
    return re.sub(r"(?<![A-Za-tv-wyz])[uUx](?![A-Za-tv-wyz])", "X", text)


def _both(text: str) -> str:
    return text.replace("?~", "%").replace("~?", "%")


def _suffix(text: str) -> str:
    """A season's qualifier: `2001-21^southernHemisphere`."""
    found = re.fullmatch(r"([^^]*)\^\w+", text)
    if found is None:
        return text
    season = re.fullmatch(r"(-?\d{4}-)(2[1-4])", found[1], re.ASCII)
    if season is not None and "south" in text.lower():
        return f"{season[1]}{int(season[2]) + 8}"
    return found[1]


def _brackets(text: str) -> str:
    return _ATOM.sub(lambda atom: _without_brackets(atom[0]), text) if "(" in text else text


def _without_brackets(date: str) -> str:
    """`2004-(06)?` as `2004-?06`: a mark behind a bracket is about what stands inside it, any other about all before.

    What stands in a bracket that is closed is not touched by a later mark: `(2011)-06-04~`.
    """
    parts: list[str] = []
    marks: list[set[str]] = []
    own: list[bool] = []
    opened: list[int] = []
    closed: tuple[int, int] | None = None
    for token in re.findall(r"-?\d{4}|[\dX]+|[()?~%-]|.", date, re.DOTALL):
        if token == "(":
            opened.append(len(parts))
        elif token == ")" and opened:
            closed = (opened.pop(), len(parts))
            own[closed[0] :] = [True] * (closed[1] - closed[0])
            continue
        elif token in "?~%":
            first, last = closed or (opened[-1] if opened else 0, len(parts))
            for n in range(first, last):
                if closed or not own[n]:
                    marks[n] |= set("?~") if token == "%" else {token}
        elif token != "-":
            parts.append(token)
            marks.append(set())
            own.append(False)
        closed = None
    return _marked(parts, [{0: "", 2: "%"}.get(len(m), "".join(m)) for m in marks])


def _marked(parts: list[str], marks: list[str]) -> str:
    """Parts and their marks in the shortest form: one mark behind the parts that share it, else one before each."""
    shared = 0
    while shared < len(parts) and marks[shared] == marks[0]:
        shared += 1
    if shared == 0:
        return ""
    head = "-".join(parts[:shared]) + marks[0]
    return "-".join([head, *(mark + part for part, mark in zip(parts[shared:], marks[shared:], strict=True))])


_DRAFT: tuple[Callable[[str], str], ...] = (_words, _letters, _both, _suffix, _brackets)


# --- repairs -------------------------------------------------------------------------------------------------------


class Repair(NamedTuple):
    """A way to put a text right.

    Attributes:
        look: What it looks for.
        put: What it puts there, as for `re.sub`.
        wrong: What was wrong, after the quoted text.
        more: What the hint adds to it, as for `re.Match.expand`.
    """

    look: str
    put: str
    wrong: str
    more: str = ""


_SHIFT = r"(?:Z|[+-]\d\d(?::?\d\d)?)?"
_REPAIRS = (
    Repair(r"\s+", "", "has a space"),
    Repair("[\u2010-\u2015\u2212]", "-", "has a dash that is not the hyphen of the keyboard"),
    Repair(r"\\", "/", "has a backslash"),
    Repair(r"/{2,}", "/", "has more than one slash"),
    Repair(r"(?<=\d)t(?=\d)", "T", "has a small t"),
    Repair(r"(?<=\d)z$", "Z", "has a small z"),
    Repair(r"(?<=:\d\d)[.,]\d+", "", "has a fraction of a second, which EDTF does not"),
    Repair(r"(?<=[+-]\d\d)(?=\d\d$)", ":", "has a shift without a colon"),
    Repair(rf"T[\d:.,]+{_SHIFT}(?=/)|(?<=[/,.\[{{])([^/T]*)T[\d:.,]+{_SHIFT}(?=$|[\],}}.])", r"\1",
           "has a time of day, which an interval or a set may not"),
    Repair(rf"T\d\d(?::?\d\d)?{_SHIFT}$", "", "has a time without seconds; EDTF's are hh:mm:ss"),
    Repair(r"T.*", "", "has no such time of day"),
    Repair(r"^(-?\d\d)([?~%]?)$", r"\1XX\2", "is no year", r" for the years \g<1>00 to \g<1>99; a year has 4 digits"),
    Repair(r"^(-?\d\d\d)([?~%]?)$", r"\1X\2", "is no year", r" for the years \g<1>0 to \g<1>9; a year has 4 digits"),
    Repair(r"^(-?\d{4})-(\d)(?=\D|$)", r"\1-0\2", "has a month of one digit"),
    Repair(r"(?<=-\d\d-)(\d)(?=\D|$)", r"0\1", "has a day of one digit"),
    Repair(r"^(-?\d{4})-(\d)-(\d)(?=\D|$)", r"\1-0\2-0\3", "has a month and a day of one digit"),
    Repair(r"^(\d{4})(\d\d)(\d\d)([?~%]?)$", r"\1-\2-\3\4", "has no hyphens"),
    Repair(r"^(-?[1-9]\d{4,})([?~%]?)$", r"Y\1\2", "is a year of more than four digits"),
    Repair(r"^Y(-?\d{4})([?~%]?)$", r"\1\2", "has a Y, which is for years of five digits or more"),
    Repair(r"^(Y-?)0+(?=[1-9])", r"\1", "is a long year that begins with 0"),
    Repair(r"^(Y[^-]*)-.*", r"\1", "has a month; a long year stands alone"),
    Repair(r"-0000", "0000", "has a year 0 with a minus"),
    Repair(r"^\+", "", "has a plus"),
    Repair(
        r"^(\d{4}(?:-\d\d){0,2})-$", r"\1/..", "ends with a hyphen", r" where it goes on, \1 where it does not"
    ),
    Repair(r"-$", "", "ends with a hyphen"),
    Repair(r"-([?~%])(\d{4})", r"\1-\2", "has a mark behind the minus"),
    Repair(r"^(\d\d)(\d\d)/(\d\d)$", r"\1\2/\1\3", "has a second year of two digits"),
    Repair(r"^([^\[{,]+,.+[^\]}])$", r"[\1]", "is a list without brackets"),
    Repair(r"^\.\.([^/.]+)$", r"[..\1]", "has two dots without brackets"),
    Repair(r"^([^/.\[{]+)\.\.$", r"[\1..]", "has two dots without brackets"),
    Repair(r"^([^/.\[{]+)\.\.([^/.]+)$", r"[\1..\2]", "has two dots without brackets"),
    Repair(r"^\.\.([^/.]+)/", r"\1/", "has two dots at an end that is given"),
    Repair(r"^([\[{].*[^\]}])$", r"\1]", "is a set without its closing bracket"),
    Repair(r"^\[(.*)\}$", r"[\1]", "has brackets that differ"),
    Repair(r"^\{(.*)\]$", r"{\1}", "has brackets that differ"),
    Repair(r"([\[{])\.\.([^,]+)\.\.(?=[\]}])", r"\1\2", "has two dots on both sides"),
    Repair(r"([?~%])[?~%]+", r"\1", "has more than one mark"),
    Repair(r",+(?=[\]},])", "", "has a comma too many"),
    Repair(r"\.$", "", "ends with a full stop"),
)  # fmt: skip


_LONGEST_REPAIRED = 200
"""Each repair may look through the text once for every character of it."""


def _repaired(text: str) -> DateError | None:
    """The first repair, or the first few one after the other, with which the text reads; of no text that is long."""
    if len(text) > _LONGEST_REPAIRED:
        return None
    changed = text
    first: tuple[re.Match[str], Repair] | None = None
    for repair in _REPAIRS:
        found = re.search(repair.look, text, re.ASCII | re.DOTALL)
        if found is None:
            continue
        alone = re.sub(repair.look, repair.put, text, flags=re.ASCII | re.DOTALL)
        if form_of(alone) is not None:
            return _proposal(text, found, repair, alone + (found.expand(repair.more) if repair.more else ""))
        first = first or (found, repair)
        changed = re.sub(repair.look, repair.put, changed, flags=re.ASCII | re.DOTALL)
        if form_of(changed) is not None:
            return _proposal(text, *first, changed)
    return None


def _proposal(text: str, found: re.Match[str], repair: Repair, instead: str) -> DateError:
    end = found.end() if found.end() > found.start() else found.end() + 1
    return DateError("D101", f"{_quoted(text)} {repair.wrong}", f"Write {_short(instead)}", found.start(), end)


# --- all else ------------------------------------------------------------------------------------------------------


def _unknown(text: str) -> DateError:
    """Nothing that is known: the first date of it that does not read."""
    if text.count("/") > 1:
        hint = "An interval has one slash: start/end"
        return DateError("D101", f"{_quoted(text)} has {text.count('/')} slashes", hint)
    for name, unit in _mixed(text):
        hint = "Both ends of a range in a set have the same precision: years, months or days"
        return DateError("D101", f"{_quoted(name)} is a range from a {unit[0]} to a {unit[1]}", hint)
    for atom in _atoms(text):
        if date_of(atom[0]) is None:
            hint = _LONG_YEARS if re.match(r"Y|-?\d{5}", atom[0], re.ASCII) else _EXAMPLES
            return DateError("D101", f"{_quoted(atom[0])} is not an EDTF date", hint, atom.start(), atom.end())
    return DateError("D101", f"{_quoted(text)} is not an EDTF date", _EXAMPLES)


def _mixed(text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The ranges of a set whose ends differ in precision."""
    for part in text[1:-1].split(",") if text[:1] in ("[", "{") else ():
        a, dots, b = part.partition("..")
        first: Form | None = date_of(a) if dots else None
        last: Form | None = date_of(b) if dots else None
        if first is not None and last is not None and unit_of(first) != unit_of(last):
            yield part, (unit_of(first), unit_of(last))
