"""Writes a made-up story of any size in any format: ours, or that of a tool we are compared with.

Usage: python bench/gen.py EVENTS [--format FORMAT] [--seed N] [--refs] [-o FILE] [--facts FILE]

The same seed and size give the same bytes. What the story holds, and how many events answer the standard question,
goes to stderr, and as JSON to the `--facts` file. `--refs` dates one event in six by others as well, which our own
formats alone can say.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

from peer_files import beancount, hledger, ics, jrnl, markwhen
from story import RANK, SEED, SINCE, TITLE, UNTIL, Event, Question, Source, people_of, story

Writer = Callable[[Iterable[Event], int], Iterator[str]]


class Facts(NamedTuple):
    """What a file holds: `touching` and `beginning` are the answers to the question, see `story.Question`."""

    events: int
    bytes: int
    person: str
    touching: int
    beginning: int


def _header(events: int) -> dict[str, object]:
    """Title, two eras, and the ten people whom everybody writes about, with their surnames as aliases."""
    names = people_of(events)[:10]
    return {
        "timeline": 1,
        "title": TITLE,
        "eras": {
            "early-years": {"name": "The early years", "date": "2003/2012"},
            "late-years": {"name": "The late years", "date": "2013/.."},
        },
        "people": {name: {"aliases": [name.split()[1]]} for name in names},
    }


# --- JSON -----------------------------------------------------------------------------------------------------------


def _texts(items: tuple[str, ...]) -> str:
    return '", "'.join(items)


def _json_source(source: Source) -> str:
    more = f', "title": "{source.title}"' if source.title else ""
    more += f', "says": "{source.says}"' if source.says != "reports" else ""
    more += f', "by": "{source.by}"' if source.by else ""
    more += f', "unnamed": "{source.unnamed}"' if source.unnamed else ""
    return f'{{"outlet": "{source.outlet}", "date": "{source.date}", "url": "{source.url}"{more}}}'


def _json_event(event: Event) -> str:
    """One line. The texts hold nothing that JSON escapes; the standard library's writer takes three times as long."""
    more = "".join(
        f', "{name}": ["{_texts(items)}"]'
        for name, items in (
            ("orgs", event.orgs),
            ("works", event.works),
            ("places", event.places),
            ("tags", event.tags),
        )
        if items
    )
    sources = ", ".join([_json_source(source) for source in event.sources])
    return (
        f'{{"id": "{event.id}", "date": "{event.date}", "title": "{event.title}", "summary": "{event.summary}", '
        f'"people": ["{_texts(event.people)}"]{more}, "sources": [{sources}]}}'
    )


def json_lines(story: Iterable[Event], events: int) -> Iterator[str]:
    yield json.dumps(_header(events), ensure_ascii=False) + "\n"
    for event in story:
        yield _json_event(event) + "\n"


def json_whole(story: Iterable[Event], events: int) -> Iterator[str]:
    yield json.dumps(_header(events), ensure_ascii=False)[:-1] + ', "events": [\n'
    for event in story:
        yield (",\n " if event.number else " ") + _json_event(event)
    yield "\n]}\n"


# --- YAML and CSV ---------------------------------------------------------------------------------------------------


def yaml(story: Iterable[Event], events: int) -> Iterator[str]:
    """As people write it: quotes where they must be, short lists in brackets, a short source in braces."""
    header = _header(events)
    yield f"timeline: 1\ntitle: {TITLE}\neras:\n"
    for key in ("eras", "people"):
        if key == "people":
            yield "people:\n"
        for name, fields in header[key].items():  # type: ignore[attr-defined]
            inner = ", ".join(f"{field}: {_yaml_value(value)}" for field, value in fields.items())
            yield f"  {name}: {{{inner}}}\n"
    yield "events:\n"
    for event in story:
        yield "".join(_yaml_event(event))


def _yaml_value(value: str | list[str]) -> str:
    return value if isinstance(value, str) else f"[{', '.join(value)}]"


def _yaml_event(event: Event) -> Iterator[str]:
    title = f'"{event.title}"' if ": " in event.title else event.title
    yield f"  - id: {event.id}\n    date: {event.date}\n    title: {title}\n    summary: >-\n"
    half = event.summary.find(" ", 70)
    yield (
        f"      {event.summary[:half]}\n      {event.summary[half + 1 :]}\n" if half > 0 else f"      {event.summary}\n"
    )
    for name in ("people", "orgs", "works", "places", "tags"):
        if items := getattr(event, name):
            yield f"    {name}: [{', '.join(items)}]\n"
    yield "    sources:\n"
    for source in event.sources:
        if not source.title and not source.by:
            more = f", unnamed: {source.unnamed}" if source.unnamed else ""
            more += f", says: {source.says}" if source.says != "reports" else ""
            yield f"      - {{outlet: {source.outlet}, date: {source.date}, url: {source.url}{more}}}\n"
            continue
        yield f"      - outlet: {source.outlet}\n        date: {source.date}\n"
        for key in ("title", "by", "unnamed"):
            if text := getattr(source, key):
                yield f"        {key}: {text}\n"
        if source.says != "reports":
            yield f"        says: {source.says}\n"
        yield f"        url: {source.url}\n"


_COLUMNS = (
    "id,date,title,summary,people,orgs,works,places,tags,"
    "source_outlet,source_date,source_title,source_url,source_by,source_unnamed,source_says\r\n"
)


def csv(story: Iterable[Event], events: int) -> Iterator[str]:
    """A row an event with its first source, a row a further source; only summaries hold commas."""
    yield _COLUMNS
    for event in story:
        lists = ",".join(
            "; ".join(items) for items in (event.people, event.orgs, event.works, event.places, event.tags)
        )
        own = f'{event.id},{event.date},{event.title},"{event.summary}",{lists},'
        for source in event.sources:
            says = "" if source.says == "reports" else source.says
            yield (
                f"{own}{source.outlet},{source.date},{source.title},{source.url},{source.by},{source.unnamed},{says}\r\n"
            )
            own = f"{event.id},,,,,,,,,"


# --- the command ----------------------------------------------------------------------------------------------------

FORMATS: dict[str, Writer] = {
    "yaml": yaml,
    "json": json_whole,
    "jsonl": json_lines,
    "csv": csv,
    "hledger": hledger,
    "jrnl": jrnl,
    "beancount": beancount,
    "markwhen": markwhen,
    "ics": ics,
}
"""By name; a journal for hledger is one for ledger too."""

_AT_ONCE = 1_000


def write(out: BinaryIO, events: int, name: str, seed: int = SEED, *, refs: bool = False) -> Facts:
    """Writes a story and counts the answers on the way; memory does not grow with it, but for the people's names."""
    question = Question(events)

    def asked() -> Iterator[Event]:
        for event in story(events, seed, refs=refs):
            question.ask(event)
            yield event

    size = 0
    parts: list[str] = []
    for part in FORMATS[name](asked(), events):
        parts.append(part)
        if len(parts) >= _AT_ONCE:
            size += out.write("".join(parts).encode())
            parts.clear()
    size += out.write("".join(parts).encode())
    return Facts(events, size, question.person, question.touching, question.beginning)


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a made-up story.", allow_abbrev=False)
    parser.add_argument("events", type=lambda text: int(text.replace(",", "").replace("_", "")))
    parser.add_argument("--format", choices=FORMATS, default="jsonl")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--refs", action="store_true", help="date some events by others")
    parser.add_argument("-o", "--output", default="-", help="a file; - is standard output")
    parser.add_argument("--facts", help="a file for the sizes and answers, as JSON")
    chosen = parser.parse_args()
    if chosen.output == "-":
        facts = write(sys.stdout.buffer, chosen.events, chosen.format, chosen.seed, refs=chosen.refs)
    else:
        with open(chosen.output, "wb") as out:
            facts = write(out, chosen.events, chosen.format, chosen.seed, refs=chosen.refs)
    if chosen.facts:
        with open(chosen.facts, "w", encoding="utf-8") as facts_file:
            json.dump(facts._asdict(), facts_file, ensure_ascii=False)
    each = facts.bytes / max(facts.events, 1)
    print(
        f"{facts.events:,} events, {facts.bytes:,} bytes ({each:.0f} an event); the person of rank {RANK} is "
        f"{facts.person}: {facts.touching:,} events touch {SINCE}-{UNTIL}, {facts.beginning:,} begin there",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
