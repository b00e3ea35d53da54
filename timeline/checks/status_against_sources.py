"""A status set by hand says what the event's own sources rule out.

`status:` stands above the sources, so nobody sees it any more when they say something else: confirmed, where the only
source that stands denies it; denied, where nobody denies it; planned, where it has been reported since. A status that
is only bolder or more careful than its sources is left alone, if `because` says why.

Wrong:

    events:
      - date: May 2020
        title: The studio backs the film
        status: denied
        because: the studio never confirmed it
        sources: [{outlet: Deadline, date: May 2020}]

Right:

    events:
      - date: May 2020
        title: The studio backs the film
        status: disputed
        because: two people at the studio contradict each other
        sources:
          - {outlet: Deadline, date: May 2020}
          - {outlet: Variety, date: June 2020, by: a spokesperson, says: denies}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.errors import Problem
from timeline.model import status_from

CODE = "S103"
NAME = "status-against-sources"
SEVERITY = "warning"

_FOR = ("confirmed", "reported", "rumoured", "planned")
_RULED_OUT: dict[str, tuple[str, ...]] = {
    "confirmed": ("denied", "retracted"),
    "reported": ("denied", "retracted"),
    "rumoured": ("retracted",),
    "planned": ("confirmed", "reported", "lapsed", "retracted"),
    "lapsed": ("confirmed", "reported"),
    "disputed": _FOR,
    "denied": _FOR,
    "retracted": _FOR,
    "unsourced": (*_FOR, "lapsed", "disputed", "denied", "retracted"),
    "background": ("rumoured", "disputed", "denied", "retracted"),
}
"""By the status set by hand, what its sources must not add up to."""


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        if not event.status or not event.sources:
            continue
        alone = status_from(event, event.sources, story.day)
        if alone in _RULED_OUT[event.status]:
            yield Problem(
                story.at(event, "status", event.status),
                CODE,
                f"set to {event.status} by hand, but the sources add up to {alone}",
                f"Add the source that makes it {event.status}, or take `status` out",
                SEVERITY,
            )
