"""`timeline add`: an event, or a source of one, into a file that people write by hand."""

from __future__ import annotations

import os
from pathlib import Path

from timeline import console
from timeline.commands import Params
from timeline.commands._addition import EXAMPLE, event_of, is_bare
from timeline.commands._files import DEFAULT_NAME, files_of_environment
from timeline.commands._story import Story, can_ask
from timeline.console import Exit, say
from timeline.errors import MachineError, UsageError
from timeline.importers import Record
from timeline.load.disk import STDIN
from timeline.printable import counted
from timeline.views import printable


def run(params: Params) -> int:
    """Adds what the options say, what the answers say, or what was saved in the editor."""
    files = _files(params)
    story = Story(files[0], files, params)
    try:
        if params["to"]:
            return story.add_source()
        if params["editor"]:
            return _edited(story, params)
        return story.add([_event(story, params)])
    except EOFError:
        console.put("\n")
        say("nothing added")
        return Exit.DONE
    except KeyboardInterrupt:
        if story.asking:
            console.put("\n")
            say("nothing added")
        raise


def _files(params: Params) -> list[str]:
    """The files that are read together; the first takes new events.

    Raises:
        UsageError: There is none, or it is not one that can be written.
        MachineError: It does not exist.
    """
    files = list(params["file"] or ())
    files = files or files_of_environment()
    if not files and not Path(DEFAULT_NAME).is_file():
        raise UsageError(f"no {DEFAULT_NAME} here to add to; make one with: timeline new, or name a file with -f")
    files = files or [DEFAULT_NAME]
    if STDIN in files:
        raise UsageError("add writes into a file; name one with -f FILE")
    try:
        os.stat(files[0])
    except FileNotFoundError as error:
        if os.path.islink(files[0]):
            raise MachineError(f"{files[0]}: a link to {os.readlink(files[0])}, which is not there") from error
        raise MachineError(f"{files[0]}: {error.strerror}; make it with: timeline new {files[0]}") from error
    except OSError as error:  # links in a circle, a folder that may not be entered
        raise MachineError(f"{files[0]}: nothing changed: {error.strerror}") from error
    if not os.path.isfile(files[0]):
        raise MachineError(f"{files[0]}: not a regular file")
    return files


def _event(story: Story, params: Params) -> Record:
    if not is_bare(params):
        return event_of(params, story.chapter.context)
    if not can_ask():
        raise UsageError(f"what happened? Write: {EXAMPLE}")
    from timeline.commands._questions import asked_event

    _introduce(story)
    story.asking = True
    return asked_event(story.chapter.chronology, story.chapter.context)


def _edited(story: Story, params: Params) -> int:
    from timeline.commands._editor import edited

    given = {} if is_bare(params) else _as_far_as_given(params, story)
    return edited(given, story.chapter, story.add)


def _as_far_as_given(params: Params, story: Story) -> Record:
    """The event of the options, which need not be whole where an editor follows."""
    if params["text"] or (params["title"] and params["date"]):
        return event_of(params, story.chapter.context)
    whole = {**params, "title": params["title"] or "-", "date": params["date"] or "unknown"}
    record = event_of(whole, story.chapter.context)
    return {key: value for key, value in record.items() if key not in ("title", "date") or params[key]}


def _introduce(story: Story) -> None:
    count = len(story.chapter.chronology.events)
    console.put(printable(f"{story.name}, {counted(count, 'event')}; Ctrl-D leaves without a change") + "\n")
