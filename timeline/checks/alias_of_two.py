"""The header gives one name to two people, or to two outlets, so that it means neither of them as an alias.

An alias that has an entry of its own stays that entry; one that two entries list stays the name that was typed. Either
way counts, groups and origins do not take it for what the alias says. It happens where files are read together, one
of which describes somebody under another name.

Wrong:

    people:
      Doug Liman: {aliases: [The Director]}
      Christopher McQuarrie: {aliases: [The Director]}
    events:
      - {date: May 2020, title: The film is announced, people: [The Director], background: true}

Right:

    people:
      Doug Liman: {aliases: [The Director]}
      Christopher McQuarrie: {}
    events:
      - {date: May 2020, title: The film is announced, people: [The Director], background: true}
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.checks._story import Story
from timeline.checks._used_names import OUTLET, PERSON
from timeline.errors import Place, Problem, Where
from timeline.model import Name
from timeline.names import spelt

CODE = "N103"
NAME = "alias-of-two"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    chronology = story.chronology
    for kind, key, entries in ((PERSON, "people", chronology.people), (OUTLET, "outlets", chronology.outlets)):
        for name, alias, message in _given_twice(kind, entries):
            place = _place(story, key, name, alias)
            yield Problem(place, CODE, message, "Take the alias out, or make one entry of both", SEVERITY)


def _given_twice(kind: str, entries: Sequence[Name]) -> Iterator[tuple[str, str, str]]:
    """The entries that have an alias which means another as well: name, alias, and what is wrong."""
    own = {spelt(one.name): one.name for one in entries}
    first: dict[str, str] = {}
    for one in entries:
        for alias in one.aliases:
            form = spelt(alias)
            other = own.get(form) or first.setdefault(form, one.name)
            if not form or other == one.name:
                continue
            if form in own:
                yield (
                    one.name,
                    alias,
                    f'"{alias}", an alias of {one.name}, is the name of another {kind} and stays that',
                )
            else:
                yield one.name, alias, f'"{alias}" is an alias of {other} and of {one.name}, so it is neither'


def _place(story: Story, key: str, name: str, alias: str) -> Where:
    """Where the alias stands: below the key, behind the name of its entry."""
    for shown in story.chronology.files:
        file = story.file(shown)
        section = re.search(rf"^\W*{key}\b", file.text, re.MULTILINE)
        entry = file.text.find(name, section.end() if section else 0)
        at = file.text.find(alias, entry + len(name)) if entry >= 0 else -1
        if at >= 0:
            return file.place(at, len(alias))
    return Place(story.chronology.files[0] if story.chronology.files else "")
