"""One name is spelt in two ways: they differ in case, accents, punctuation, blanks, or in `The` before an outlet.

Filters find both, but counts, groups and origins take them for two: "The Guardian" and "Guardian" are two outlets, and
an event that both report has two origins, as long as the header does not say that they are one. (Two that differ in
case alone are one origin, yet counted apart.) The rarer spelling is told. An alias is told to be one in the header:
`outlets: {The Guardian: {aliases: [Guardian]}}`, and the same under `people:`. A listed outlet is the same one in any
case and with or without accents, but readers see each spelling. Not told are names that differ in signs such as
`+ # ! &` or in digits: C++ and C#, Yahoo! and Yahoo, 3.1 and 31.

Wrong:

    events:
      - date: May 2020
        title: A film is to be shot in space
        sources:
          - {outlet: The Guardian, date: May 5 2020}
          - {outlet: Guardian, date: May 6 2020}

Right:

    outlets:
      The Guardian: {aliases: [Guardian]}
    events:
      - date: May 2020
        title: A film is to be shot in space
        sources:
          - {outlet: The Guardian, date: May 5 2020}
          - {outlet: Guardian, date: May 6 2020}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.checks._used_names import OUTLET, PERSON, Use, described, right_first, used_names
from timeline.errors import Problem
from timeline.names import spelt
from timeline.printable import counted

CODE = "N102"
NAME = "spelling-varies"
SEVERITY = "warning"

_WITH_ARTICLE = (OUTLET, "organisation")


def find(story: Story) -> Iterator[Problem]:
    headers = described(story)
    for kind, names in used_names(story).items():
        spellings: dict[str, list[Use]] = {}
        for use in names.values():
            form = bare(use.name, kind)
            if form:
                spellings.setdefault(form, []).append(use)
        for uses in spellings.values():
            if len(uses) > 1:
                yield from _told(kind, uses, headers.get(kind, {}), story)


def _told(kind: str, uses: list[Use], headers: dict[str, str], story: Story) -> Iterator[Problem]:
    """Each spelling but the likeliest; two that the header lists under one entry are meant."""
    best = uses[0]
    for use in uses[1:]:
        best, _ = right_first(best, use, headers)
    for use in uses:
        same = use.name in headers and headers[use.name] == headers.get(best.name)
        if use is best or use.one is None or same:
            continue
        section = {OUTLET: "outlets:", PERSON: "people:"}.get(kind)
        alias = f", or list it as an alias under {section}" if section else ""
        elsewhere = counted(best.number, "time") if best.one else "in the header"
        yield Problem(
            use.place(story),
            CODE,
            f'{kind} "{use.name}" is spelt "{best.name}" elsewhere ({elsewhere})',
            f'Write "{best.name}"{alias}',
            SEVERITY,
            related=((best.place(story), f'"{best.name}"'),) if best.one else (),
        )


def bare(name: str, kind: str) -> str:
    """A name without what this rule looks past."""
    form = spelt(name)
    if kind in _WITH_ARTICLE:
        form = form.removeprefix("the ")
    return _BLANK("", form)


_BLANK = re.compile(r"(?<!\d) | (?!\d)").sub
"""Any but those between two numbers."""
