"""What a rule looks at: the chronology, the day, the text of its files, and where a value stands in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from timeline.checks._answers import Answer
from timeline.errors import LatePlace, Where
from timeline.load.files import SourceFile
from timeline.model import Chronology, Era, Event, Source
from timeline.names import OutletNames, folded, spelt

if TYPE_CHECKING:
    from timeline.checks._ignores import Ignores

_TABLES = (".csv", ".tsv")


def _no_text(_: str) -> str:
    return ""


class Sought(LatePlace):
    """Where a rule found something: most findings of a big file are counted, and never told."""

    __slots__ = ("_found", "_look", "file")

    def __init__(self, file: str, look: Callable[[], Where]) -> None:
        self.file = file
        self._look = look
        self._found: Where | None = None

    @property
    def place(self) -> Where:
        if self._found is None:
            self._found = self._look()
        return self._found

    def inside(self, start: int, width: int) -> Where:
        return self.place.inside(start, width)


class Story:
    """A chronology as rules see it.

    Args:
        chronology: As loaded.
        day: The day for which statuses are worked out (an ordinal).
        text_of: From a file's name, as places have it, to its text; empty where there is none.
        answers: What addresses answered, where they were asked.
    """

    def __init__(
        self,
        chronology: Chronology,
        day: int,
        text_of: Callable[[str], str] = _no_text,
        answers: Mapping[str, Answer] | None = None,
    ) -> None:
        self.chronology, self.day = chronology, day
        self.answers: Mapping[str, Answer] = answers or {}
        self._text_of = text_of
        self._files: dict[str, SourceFile] = {}

    @cached_property
    def ignores(self) -> Ignores:
        """What the authors of the files ask the rules to pass over."""
        from timeline.checks._ignores import Ignores

        return Ignores(self)

    # --- names ----------------------------------------------------------------------------------------------------

    @cached_property
    def outlet_names(self) -> OutletNames:
        """The names that the header gives outlets."""
        return OutletNames(self.chronology.outlets)

    @cached_property
    def person_names(self) -> Mapping[str, str]:
        """By folded name or alias, the person that the header describes, folded."""
        return {folded(form): folded(one.name) for one in self.chronology.people for form in (one.name, *one.aliases)}

    def outlet(self, name: str) -> str:
        """An outlet by one name, whatever its alias, case and accents; for comparing, not for printing."""
        known = self.outlet_names[name]
        return spelt(known) or known

    def is_publication(self, event: Event, outlet: str) -> bool:
        """Whether an event is that this outlet published something: its title begins with the outlet's name."""
        title = f"{folded(event.title)} "
        forms = (folded(outlet), *self._outlet_forms.get(self.outlet_names[outlet], ()))
        return any(title.startswith(f"{form} ") for form in forms if form)

    @cached_property
    def _outlet_forms(self) -> Mapping[str, Sequence[str]]:
        """By outlet that the header describes, the folded names that it goes by."""
        names = self.outlet_names
        return {
            one.name: [folded(form) for form in (one.name, *one.aliases) if names[form] == one.name]
            for one in self.chronology.outlets
        }

    # --- places ---------------------------------------------------------------------------------------------------

    def file(self, name: str) -> SourceFile:
        """The text of a file by its name; empty where there is none."""
        if name not in self._files:
            self._files[name] = SourceFile(name, self._text_of(name))
        return self._files[name]

    def line_of(self, place: Where) -> str:
        """The user's own line."""
        return self.file(place.file).line_text(place.line) if place.file else ""

    def at(self, one: Event | Source | Era, key: str, value: str = "") -> Where:
        """Where a value of an event or a source stands, looked up when it is asked for.

        That is the event or source itself where the value cannot be found.

        Args:
            one: The event or source.
            key: The key that holds the value, in the files' words.
            value: What to point at; the whole of the key's value where empty.
        """
        return Sought(one.where.file, lambda: self._looked_up(one, key, value))

    def _looked_up(self, one: Event | Source | Era, key: str, value: str) -> Where:
        where = one.where
        file = self.file(where.file)
        if not file.text or not where.line:
            return where
        for start, end in self._stretches(one, file):
            found = _find(file, start, end, key, value)
            if found is not None:
                return file.place(*found)
        return where

    def owner(self, place: Where) -> int:
        """The index, in `starts`, of the event or source that a place lies in; -1 where it lies before all."""
        return bisect_right(self.starts.get(place.file, []), (place.line, place.column)) - 1

    @cached_property
    def starts(self) -> Mapping[str, list[tuple[int, int]]]:
        """By file, the line and column at which each event and each source begins, in order, each once."""
        found: dict[str, set[tuple[int, int]]] = {}
        for event in self.chronology.events:
            for where in (event.where, *(source.where for source in event.sources)):
                found.setdefault(where.file, set()).add((where.line, where.column))
        return {name: sorted(places) for name, places in found.items()}

    def _stretches(self, one: Event | Source | Era, file: SourceFile) -> Iterable[tuple[int, int]]:
        """Where the text of an event or a source can stand, as offsets; an event's own keys before those of sources."""
        if isinstance(one, Era):
            yield self._of_era(one, file)
            return
        starts = self._around(one)
        here = _start(one)
        yield file.offset(*here), _end(here, starts, file)
        if isinstance(one, Event):
            last = max([_start(source) for source in one.sources if source.where.file == file.name], default=here)
            if last != here:
                yield file.offset(*last), _end(last, starts, file)

    def _around(self, one: Event | Source) -> list[tuple[int, int]]:
        """Where the event of an event or a source begins, its sources, and the next event of the file, in order.

        The beginnings of all events are not asked for: each may have to be read again for that.
        """
        events = self.chronology.events
        number = self._numbers[id(one)]
        event, name = events[number], one.where.file
        near: list[Event | Source] = [event, *event.sources, *events[number + 1 : number + 2]]
        return sorted({_start(each) for each in near if each.where.file == name})

    @cached_property
    def _numbers(self) -> Mapping[int, int]:
        """By event or source, as an object, the number of the event."""
        events = enumerate(self.chronology.events)
        return {id(each): n for n, event in events for each in (event, *event.sources)}

    def _of_era(self, era: Era, file: SourceFile) -> tuple[int, int]:
        """From an era's name to the next era, or for the last one to the next key of the header, or the end."""
        eras = sorted(_start(one) for one in self.chronology.eras if one.where.file == file.name)
        start = file.offset(*_start(era))
        following = re.compile(r"^[^\s#]", re.MULTILINE).search(file.text, start)
        end = following.start() if following and file.text[:start].strip() else len(file.text)
        return start, min(end, _end(_start(era), eras, file))


def _end(here: tuple[int, int], starts: list[tuple[int, int]], file: SourceFile) -> int:
    following = bisect_right(starts, here)
    return file.offset(*starts[following]) if following < len(starts) else len(file.text)


def _start(one: Event | Source | Era) -> tuple[int, int]:
    return one.where.line, one.where.column


def _find(file: SourceFile, start: int, end: int, key: str, value: str) -> tuple[int, int] | None:
    """Offset and width of a value between two offsets; in a table any cell that holds it will do."""
    text, first_line = file.text, value.partition("\n")[0]
    if file.name.lower().endswith(_TABLES):
        at = text.find(first_line, start, end) if first_line else -1
        return None if at < 0 else (at, len(first_line))
    found = re.compile(rf"(?<![\w-])[\"']?{re.escape(key)}[\"']?[ \t]*:[ \t]*").search(text, start, end)
    if found is None:
        at = text.find(first_line, start, end) if first_line and key == "date" else -1  # an era may be a date alone
        return None if at < 0 else (at, len(first_line))
    if first_line:
        at = text.find(first_line, found.end(), end)
        return (found.start(), len(key)) if at < 0 else (at, len(first_line))
    stop = text.find("\n", found.end(), end)
    return found.end(), max(len(text[found.end() : end if stop < 0 else stop].rstrip()), 1)
