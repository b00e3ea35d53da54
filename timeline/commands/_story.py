"""A file that takes an addition: told what is doubtful, asked where somebody is there, written or shown as a diff."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from timeline import console
from timeline.commands import Params
from timeline.commands._addition import is_bare, only_source_of
from timeline.console import Exit, say
from timeline.editing.chapter import Chapter, text_of
from timeline.editing.insert import put_events, put_source
from timeline.editing.keys import normal
from timeline.errors import UsageError
from timeline.importers import Record
from timeline.load.disk import from_disk
from timeline.model import Event
from timeline.storage import edit_file
from timeline.views import printable


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


class Story:
    """A file that takes an addition, and the chronology that it is part of."""

    def __init__(self, name: str, files: Sequence[str], params: Params) -> None:
        self.name, self.files, self.params = name, files, params
        self.chapter = Chapter(text_of(name, from_disk(name)[1]), name, files)
        self.asking = False

    def add(self, records: list[Record]) -> int:
        """Puts events into the file, or prints the difference that they would make."""
        from timeline.editing.doubts import event_doubts

        records = [normal(self._spelt(record)) for record in records]
        whole = self.chapter.tried(self.chapter.identified([dict(record) for record in records]))
        doubts = [doubt for record in records for doubt in self._spelling.doubts(record)]
        for event in whole.events[len(self.chapter.chronology.events) :]:
            doubts += event_doubts(self.chapter.chronology, event)
        if not self._goes_on(doubts):
            return Exit.DONE
        done: list[str] = []

        def insert(text: str) -> str:
            result = put_events(self._chapter_of(text), records)
            done[:] = [
                f"{self.name}:{line}: added {_words(event)}"
                for line, event in zip(result.lines, result.events, strict=True)
            ]
            return result.text

        self._write(insert, done)
        for event in whole.events[len(self.chapter.chronology.events) :]:
            if not event.sources and not event.background and not self.params["dry_run"]:
                say(
                    f"{event.id} has no source yet; add one with: timeline add --to {event.id} --outlet …{self._option}"
                )
        return Exit.DONE

    @property
    def _option(self) -> str:
        """What leads to the same files, for a command that is told; empty where they are found without."""
        from shlex import quote

        return "".join(f" -f {quote(name)}" for name in self.params.get("file") or ())

    def add_source(self) -> int:
        """Puts a source to the event that `--to` means."""
        from timeline.editing.doubts import source_doubts
        from timeline.why.finding import find_event

        event = find_event(self.chapter.chronology, self.params["to"])
        source = self._source(event)
        self.name = event.where.file
        text = text_of(self.name, from_disk(self.name)[1])
        self.chapter = Chapter(text, self.name, self.files)
        source = normal(self._spelt({"sources": [source]})["sources"][0])
        doubts = self._spelling.doubts({"sources": [source]})
        whole = self.chapter.tried([{"id": event.id, "sources": [source]}])
        grown = next(one for one in whole.events if one.id == event.id)
        if not self._goes_on(doubts + source_doubts(event, grown.sources[-1])):
            return Exit.DONE
        done: list[str] = []

        def insert(text: str) -> str:
            result = put_source(self._chapter_of(text), event.id, source)
            done[:] = [f"{self.name}:{result.lines[0]}: added {source['outlet']} to {_words(event)}"]
            return result.text

        self._write(insert, done)
        return Exit.DONE

    def _source(self, event: Event) -> Record:
        if not is_bare(self.params) or not can_ask():
            return only_source_of(self.params, self.chapter.context)
        from timeline.commands._questions import asked_source

        console.put(printable(f"A source of {_words(event)}; Ctrl-D leaves without a change") + "\n")
        self.asking = True
        return asked_source(self.chapter.chronology, self.chapter.context, needed=True)

    def _chapter_of(self, text: str) -> Chapter:
        """The file with a text that it may have come to have since it was read."""
        return self.chapter if text == self.chapter.whole_text else Chapter(text, self.name, self.files)

    @property
    def _spelling(self) -> Any:
        from timeline.editing.spelling import Spelling

        return Spelling(self.chapter.chronology)

    def _spelt(self, record: Record) -> Record:
        found, said = self._spelling.corrected(record)
        for line in said:
            say(line)
        return dict(found)

    def _goes_on(self, doubts: Sequence[str]) -> bool:
        """Tells what is doubtful; whether to add all the same.

        Raises:
            UsageError: Doubts are refused (`--strict`).
        """
        for doubt in dict.fromkeys(doubts):
            say(f"warning: {doubt}")
        if doubts and self.params["strict"]:
            raise UsageError("nothing added, as --strict takes warnings for errors")
        if not self.asking:
            return True
        from timeline.commands._questions import agreed

        if agreed("add it?"):
            self.asking = False
            return True
        say("nothing added")
        return False

    def _write(self, insert: Callable[[str], str], done: list[str]) -> None:
        """Has the text changed and says what was done, or prints the difference alone."""
        if self.params["dry_run"]:
            old = text_of(self.name, from_disk(self.name)[1])
            self._print_difference(old, insert(old))
            return
        edit_file(self.name, lambda data: insert(text_of(self.name, data)).encode())
        for line in done:
            console.put(printable(line) + "\n")

    def _print_difference(self, old: str, new: str) -> None:
        from timeline.commands._diffs import write_diff
        from timeline.editing.unified import lines_of, unified

        color = "never" if self.params["no_color"] else self.params["color"]
        tty = sys.stdout.isatty()
        lines = [*unified(self.name, lines_of(old), lines_of(new))]
        write_diff(lines, partial(console.put, painted=True), console.wants_color(color, tty, os.environ), tty)


def _words(event: Event) -> str:
    from timeline.dates import show

    return f"{event.id}, {show.words(event.date)}: {event.title}"
