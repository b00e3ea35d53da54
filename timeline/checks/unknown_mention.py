"""A title, summary, note or reason mentions `@something` that no event and no era is called.

References in dates are checked on loading; those in text are for readers, and rot when an event is renamed. A mention
counts as one where it is spelt like an id of this file: with a hyphen, or nearly like one that there is. Handles such
as @NASA are left alone, and so are addresses of mail.

Wrong:

    events:
      - {id: deadline-report, date: May 2020, title: Deadline reports the film, background: true}
      - date: June 2020
        title: The tweet is gone
        note: It followed @deadline-reprot.
        background: true

Right:

    events:
      - {id: deadline-report, date: May 2020, title: Deadline reports the film, background: true}
      - date: June 2020
        title: The tweet is gone
        note: It followed @deadline-report. See also the account @NASA.
        background: true
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.checks._story import Story
from timeline.errors import Problem

CODE = "C103"
NAME = "unknown-mention"
SEVERITY = "warning"

_MENTION = re.compile(r"(?<![\w.@/+-])@([^\W_](?:[\w.-]*\w)?)(?![@\w/])")
_MOST = 100
"""For so many unknown names ids of like spelling are looked for, since each is compared with many."""

_FIELDS = ("title", "summary", "note", "because")


def find(story: Story) -> Iterator[Problem]:
    chronology = story.chronology
    ids = {one.id for ones in (chronology.eras, chronology.events) for one in ones}
    near_of: dict[str, Sequence[str]] = {}
    for event in chronology.events:
        for key, text in zip(_FIELDS, (event.title, event.summary, event.note, event.because), strict=True):
            if "@" not in text:
                continue
            for name in dict.fromkeys(_MENTION.findall(text)):
                if name in ids:
                    continue
                if name not in near_of and len(near_of) < _MOST:
                    near_of[name] = _near(name, ids)
                near = near_of.get(name, ())
                if near or "-" in name:
                    yield Problem(
                        story.at(event, key, f"@{name}"),
                        CODE,
                        f"no event or era has the id @{name}",
                        f"Did you mean @{near[0]}?" if near else "Write the id of an event or an era",
                        SEVERITY,
                    )


def _near(name: str, ids: set[str]) -> Sequence[str]:
    """Ids of nearly this spelling; those of another first letter are not looked at."""
    from difflib import get_close_matches

    return get_close_matches(name, sorted(one for one in ids if one[:1] == name[:1]), 1, 0.8)
