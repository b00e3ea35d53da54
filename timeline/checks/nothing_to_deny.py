"""A source denies, corrects or takes back what nobody said before it.

A denial answers a claim, a correction a report, a retraction an outlet's own earlier story. Where that is missing, or
is dated certainly later than its answer, a source is missing, an outlet is spelt in two ways, or a date is wrong; and
the status (denied, retracted) stands on half of the story. A claim and its denial may stand on one page: enter both.

Wrong:

    events:
      - date: May 2020
        title: The space film is said to be the old moon film
        sources:
          - {outlet: Variety, date: May 26 2020, by: Paramount, says: denies}

Right:

    events:
      - date: May 2020
        title: The space film is said to be the old moon film
        sources:
          - {outlet: The Sun, date: May 25 2020, says: rumours}
          - {outlet: Variety, date: May 26 2020, by: Paramount, says: denies}
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.checks._days import is_certainly_before
from timeline.checks._story import Story
from timeline.errors import Problem
from timeline.model import Event, Source

CODE = "S105"
NAME = "nothing-to-deny"
SEVERITY = "warning"

_ANSWERS = {
    "denies": ("denies what no source here says", "Add the source that claims it, with says: rumours or reports"),
    "corrects": ("corrects what no source here reports", "Add the report that it corrects, or write says: reports"),
    "retracts": ("takes back what it has not said here", "Add this outlet's own earlier report, or write says: denies"),
}


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        for source in event.sources:
            answer = _ANSWERS.get(source.says)
            if answer is None:
                continue
            said, hint = answer
            claims = _claims(event, source, story)
            if not claims:
                yield Problem(story.at(source, "says", source.says), CODE, f"{source.outlet} {said}", hint, SEVERITY)
            elif all(is_certainly_before(source.when, one.when, story.chronology.conventions) for one in claims):
                yield Problem(
                    story.at(source, "date", source.date.text),
                    CODE,
                    f"{source.outlet} {source.says} it before anybody said it",
                    "Correct a date, or add the claim that it answers",
                    SEVERITY,
                    related=tuple(
                        (story.at(one, "date", one.date.text), f"{one.outlet} {one.says} it: {one.date.text}")
                        for one in claims[:3]
                    ),
                )


def _claims(event: Event, answer: Source, story: Story) -> Sequence[Source]:
    """What an answer can be about: for a retraction what the same outlet said."""
    spoken = [one for one in event.sources if one is not answer and one.says not in ("denies", "retracts")]
    if answer.says == "corrects":
        return [one for one in spoken if one.says != "corrects"]
    if answer.says == "retracts":
        outlet = story.outlet(answer.outlet)
        return [one for one in spoken if story.outlet(one.outlet) == outlet]
    return spoken
