"""Chronology files as different hands write them: indents, quotes, brackets, comments, line ends, all at random."""

from __future__ import annotations

import json
from random import Random
from typing import Any

NAMES = ("Ann Lee", "Bo", "O'Brien", "X, Y", "no", "The: Colon", "#hash", "12")


def handwritten(seed: int) -> str:
    """A sound file with one to six events, as some hand may have written it."""
    return _Hand(Random(seed)).file()


class _Hand:
    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self.dash = dice.choice((0, 2, 2, 2, 4))
        self.gap = dice.choice((2, 2, 2, 4))
        self.inner = dice.choice((0, 2, 2))
        self.blank = dice.choice(("", "\n", "\n", "\n\n"))
        self.quote = dice.choice(("plain", "plain", "single", "double"))
        self.flow_lists = dice.random() < 0.6
        self.flow_sources = dice.choice((0, 0, 0.5, 1))
        self.flow_events = dice.choice((0, 0, 0, 0.3, 1))
        self.comments = dice.random() < 0.5
        self.order = dice.sample(("date", "title", "people", "note", "sources"), 5)
        self.with_ids = dice.random() < 0.6

    def file(self) -> str:
        dice = self.dice
        years = [dice.randint(1990, 2024) for _ in range(dice.randint(1, 6))]
        if dice.random() < 0.7:
            years.sort(reverse=dice.random() < 0.3)
        header = dice.choice(("", "title: Mine\n", "# a comment\ntitle: 'Mine'\nabout: >\n  folded\n  text\n\n"))
        footer = dice.choice(("", "", "# the end\n", "\n\n# the end", "people:\n  Ann Lee: {}\n", "...\n"))
        events = self.blank.join(self.event(n, year) for n, year in enumerate(years))
        start = "---\n" if dice.random() < 0.1 else ""
        key = "events:" + dice.choice(("\n", "\n", "  # all of them\n", "\n\n"))
        text = start + header + key + events + footer
        if dice.random() < 0.2:
            text = text.rstrip("\n")
        if dice.random() < 0.25:
            text = text.replace("\n", "\r\n")
        return ("\ufeff" if dice.random() < 0.1 else "") + text

    def event(self, n: int, year: int) -> str:
        dice = self.dice
        record: dict[str, Any] = {"id": f"e{n}"} if self.with_ids else {}
        record["date"] = str(year) if dice.random() < 0.7 else f"May {year}"
        record["title"] = f"Event {n}{dice.choice(('', ': a colon', ' — dash', ' #x', ' [sic]'))}"
        if dice.random() < 0.5:
            record["people"] = dice.sample(NAMES, dice.randint(1, 3))
        if dice.random() < 0.3:
            record["note"] = dice.choice(("short", "two\nlines\n", "# not a comment\nbut text"))
        if dice.random() < 0.6:
            record["sources"] = [{"outlet": "A", "date": str(year)}, {"outlet": "B: c"}][: dice.randint(1, 2)]
        lead = " " * self.dash
        if dice.random() < self.flow_events:
            return f"{lead}- {self.flow(record)}{self.remark()}\n"
        keys = [key for key in ("id", *self.order) if key in record]
        lines = [line for key in keys for line in self.field(key, record[key])]
        indent = lead + " " * self.gap
        body = "".join(indent + line + "\n" for line in lines)
        comment = f"{dice.choice((lead, indent))}# about {n}\n" if self.comments and dice.random() < 0.5 else ""
        return comment + lead + "-" + " " * (self.gap - 1) + body[len(indent) :]

    def remark(self) -> str:
        return "  # so they say" if self.comments and self.dice.random() < 0.3 else ""

    def field(self, key: str, value: Any) -> list[str]:
        if key == "sources":
            return self.sources(value)
        if isinstance(value, list):
            if self.flow_lists:
                return [f"{key}: [{', '.join(map(self.scalar, value))}]{self.remark()}"]
            return [f"{key}:", *(" " * self.inner + "- " + self.scalar(item) for item in value)]
        if key == "date":
            return [f"date: {value}{self.remark()}"]
        if "\n" in value:
            sign = self.dice.choice(("|", "|-", "|+", ">", ">+"))
            return [f"{key}: {sign}", *("  " + line for line in value.rstrip("\n").split("\n"))]
        return [f"{key}: {self.scalar(value)}{self.remark()}"]

    def sources(self, sources: list[dict[str, str]]) -> list[str]:
        if self.flow_sources == 1 and self.flow_lists:
            return [f"sources: [{', '.join(map(self.flow, sources))}]"]
        lines = ["sources:"]
        for source in sources:
            if self.dice.random() < self.flow_sources:
                lines.append(" " * self.inner + "- " + self.flow(source))
            else:
                first, *rest = (f"{key}: {self.scalar(value)}" for key, value in source.items())
                lines += [" " * self.inner + "- " + first, *(" " * self.inner + "  " + line for line in rest)]
        return lines

    def flow(self, record: dict[str, Any]) -> str:
        parts = []
        for key, value in record.items():
            if isinstance(value, list):
                inner = (self.flow(one) if isinstance(one, dict) else self.scalar(one) for one in value)
                parts.append(f"{key}: [{', '.join(inner)}]")
            else:
                parts.append(f"{key}: {self.scalar(value.strip())}")
        return "{" + ", ".join(parts) + "}"

    def scalar(self, text: str) -> str:
        risky = any(char in text for char in ":#,[]'\n") or text in ("no", "12")
        if self.quote == "plain" and not risky:
            return text
        if self.quote == "single" and "\n" not in text:
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=False)
