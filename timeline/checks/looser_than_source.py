"""An event is dated by mid, early, late or a season, though its own source gives the day or the month.

This is decided narrowly. A source's date is when it was published, not when the thing happened, so as a rule it says
nothing more of the event. But where the event is the publication itself (its title begins with the outlet: "Variety:
Universal weighs the film", "Deadline reports …"), the two dates are one, and the better known one is lost. Found only
where the source's date is a day or a month inside the looser one, not uncertain, and not passed on from somebody else.

Wrong:

    events:
      - date: mid-2020
        title: "Variety: Universal weighs the film"
        sources:
          - {outlet: Variety, date: "2020-07-23"}

Right:

    events:
      - date: "2020-07-23"
        title: "Variety: Universal weighs the film"
        sources:
          - {outlet: Variety, date: "2020-07-23"}
      - date: mid-2020
        title: Universal looks for an insurer
        sources:
          - {outlet: Variety, date: "2020-07-23"}
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.errors import Problem
from timeline.model import Event, Source

CODE = "T107"
NAME = "looser-than-source"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        if not event.date.convention or event.date.clauses or event.date.kind != "point":
            continue
        source = next((one for one in event.sources if _is_better(event, one) and _is_its_own(event, one, story)), None)
        if source is not None:
            yield Problem(
                story.at(event, "date", event.date.text),
                CODE,
                f'dated "{event.date.text}", though {source.outlet} published it "{source.date.text}"',
                f"Write date: {source.date.text}",
                SEVERITY,
                related=((story.at(source, "date", source.date.text), f"{source.outlet}: {source.date.text}"),),
            )


def _is_better(event: Event, source: Source) -> bool:
    """Whether the source's date is exact and lies inside that of the event."""
    mine, its = event.when, source.when
    if None in (mine.lower, mine.upper, its.lower, its.upper) or its.precision not in ("day", "month"):
        return False
    if its.uncertain or its.approximate or its.convention or its.kind != "point":
        return False
    assert mine.lower is not None and mine.upper is not None and its.lower is not None and its.upper is not None
    return mine.lower <= its.lower and its.upper <= mine.upper


def _is_its_own(event: Event, source: Source, story: Story) -> bool:
    """Whether the event is this publication."""
    return not source.via and source.says not in ("denies", "retracts") and story.is_publication(event, source.outlet)
