"""Two names of one kind differ by a slip of one key, so that they are probably one.

One letter too many, too few, wrong, or two changed round ("Dough Liman" and "Doug Liman"), or in long names two of
them. Every count, every filter and every origin takes them for two. The one that the header lists, or that is more
frequent, is taken for right. Not told are words of up to four letters and initials (Jon and Jan, J. and K.), first
letters (Launch, Haunch), differing numbers, first names of a pair (Daniel, Daniela), the plural of a work (Alien,
Aliens), and two names that stand together in one event or both in the header.

Wrong:

    events:
      - date: May 2020
        title: Deadline reports the film
        people: [Doug Liman]
        sources: [{outlet: Deadline, date: May 2020}]
      - date: June 2020
        title: The director speaks
        people: [Dough Liman]
        sources: [{outlet: Deadline, date: June 2020}]

Right:

    events:
      - date: May 2020
        title: Deadline reports the film
        people: [Doug Liman]
        sources: [{outlet: Deadline, date: May 2020}]
      - date: June 2020
        title: The director speaks
        people: [Doug Liman]
        sources: [{outlet: Deadline, date: June 2020}]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from timeline.checks._slips import near_pairs
from timeline.checks._story import Story
from timeline.checks._used_names import OUTLET, PERSON, Use, described, right_first, used_names
from timeline.checks.spelling_varies import bare
from timeline.errors import Problem
from timeline.model import Event
from timeline.names import folded
from timeline.printable import counted

CODE = "N101"
NAME = "name-typo"
SEVERITY = "warning"


def find(story: Story) -> Iterator[Problem]:
    headers = described(story)
    pairs = [
        (kind, one, other)
        for kind, uses in used_names(story).items()
        for one, other in _pairs(kind, uses, headers.get(kind, {}))
    ]
    together = _standing_together(story, {name for _, one, other in pairs for name in (one.name, other.name)})
    told: set[tuple[str, str]] = set()
    for kind, one, other in pairs:
        right, wrong = right_first(one, other, headers.get(kind, {}))
        if (
            wrong.one is None
            or (kind, wrong.name) in told
            or together.get(one.name, set()) & together.get(other.name, set())
        ):
            continue
        told.add((kind, wrong.name))
        known = counted(right.number, "time") if right.one else "in the header"
        remedy = {PERSON: "people:", OUTLET: "outlets:"}.get(kind)
        both = f", or list both under {remedy} if they are two" if remedy else ""
        yield Problem(
            wrong.place(story),
            CODE,
            f'{kind} "{wrong.name}" is nearly "{right.name}" ({known})',
            f'Write "{right.name}"{both}',
            SEVERITY,
            related=((right.place(story), f'"{right.name}"'),) if right.one else (),
        )


def _pairs(kind: str, uses: Mapping[str, Use], headers: Mapping[str, str]) -> Iterator[tuple[Use, Use]]:
    """Pairs of names that differ by a slip, both not of the header; of several spellings the first stands for all."""
    by_form: dict[str, Use] = {}
    for name, use in uses.items():
        form = folded(name)
        known = by_form.get(form)
        if form and (known is None or right_first(known, use, dict(headers))[0] is use):
            by_form[form] = use
    for first, second in near_pairs(by_form):
        one, other = by_form[first], by_form[second]
        if one.name in headers and other.name in headers:
            continue
        if kind == "work" and (first + "s" == second or second + "s" == first):
            continue
        if bare(one.name, kind) != bare(other.name, kind):  # the matter of N102
            yield one, other


def _standing_together(story: Story, names: set[str]) -> dict[str, set[str]]:
    """By name, the ids of the events that list it: two names of one list are two."""
    found: dict[str, set[str]] = {}
    if names:
        for event in story.chronology.events:
            for name in names.intersection(_listed(event)):
                found.setdefault(name, set()).add(event.id)
    return found


def _listed(event: Event) -> list[str]:
    return [*event.people, *event.orgs, *event.works, *event.places, *event.tags]
