"""The date of an event leaves several separate stretches open: a month without a year, or one of several days.

`September` stays every September until something settles the year. That is honest where the source says no more; it is
also the kind of question that one more source can answer. Told once all references are resolved, so that what
`after @…` and `before @…` settle is not told. A date that is merely wide (mid-2020, between June and August) is none.

Wrong:

    events:
      - {id: report, date: May 2020, title: The film is reported, background: true}
      - {id: refusal, date: November 2025, title: The film is dropped, background: true}
      - date: September; after @report; before @refusal
        title: Liman says that he has nothing new
        sources: [{outlet: Deadline, date: unknown, by: Doug Liman, says: confirms}]

Right:

    events:
      - {id: report, date: May 2020, title: The film is reported, background: true}
      - {id: pitch, date: July 2021, title: The film is pitched, background: true}
      - date: September; after @report; before @pitch
        title: Liman says that he has nothing new
        sources: [{outlet: Deadline, date: unknown, by: Doug Liman, says: confirms}]
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.checks._story import Story
from timeline.dates import When
from timeline.dates.days import civil
from timeline.dates.forms import Masked, Set
from timeline.errors import Problem

CODE = "T108"
NAME = "open-date"
SEVERITY = "note"


def find(story: Story) -> Iterator[Problem]:
    for event in story.chronology.events:
        if event.when.form is None or event.date.kind == "span":
            continue
        said = _open(event.when)
        if said:
            yield Problem(
                story.at(event, "date", event.date.text),
                CODE,
                said,
                "Settle it with a year, or with after @… and before @…, where a source allows it",
                SEVERITY,
            )


def _open(when: When) -> str:
    """What is open, as a sentence; empty where nothing is."""
    if isinstance(when.form, Masked) and when.form.pattern.startswith("XXXX-"):
        low, high = ("" if day is None else f"{civil(day)[0]}" for day in (when.lower, when.upper))
        if not low or not high:
            bound = f" from {low} on" if low else f" up to {high}" if high else ""
            return f'"{when.text}" may be of any year{bound}'
        number = len(when.ranges)
        return f'"{when.text}" may be of any of {number} years, {low} to {high}' if number > 1 else ""
    if isinstance(when.form, Set) and not when.form.every:
        number = len(when.ranges)
        return f'"{when.text}" is one of {number} stretches of days' if number > 1 else ""
    return ""
