"""The addresses of a chronology, and what they answered."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.addresses import is_web
from timeline.checks._answers import Answer
from timeline.checks._story import Story
from timeline.model import Chronology, Source


def addresses(chronology: Chronology) -> tuple[str, ...]:
    """Every http address of a source or its archived copy, in the order of the file, each once."""
    return tuple(
        dict.fromkeys(
            address
            for event in chronology.events
            for source in event.sources
            for address in (source.url, source.archive)
            if address and is_web(address)
        )
    )


def asked(story: Story) -> Iterator[tuple[Source, str, str, Answer]]:
    """Each source with the key, the address and the answer, where its address was asked for; an address once a key."""
    if not story.answers:
        return
    told: set[str] = set()
    for event in story.chronology.events:
        for source in event.sources:
            for key, address in (("url", source.url), ("archive", source.archive)):
                answer = story.answers.get(address) if address and address not in told else None
                if answer is not None:
                    told.add(address)
                    yield source, key, address, answer
