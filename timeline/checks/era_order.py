"""Eras of one series stand in the wrong order, or run into each other.

Eras whose ids or names differ in a number alone (trump-first-term and trump-second-term, Season 1 and Season 2,
Phase II and Phase III) are a series. The second of them cannot begin before the first, nor before the first has ended;
that one ends on the day on which the next begins is usual. Told only where the dates leave no other way. An era that
ends before it begins is an error on loading.

Wrong:

    eras:
      first-season: 2021-09/2022-05
      second-season: 2020-09/2021-05

Right:

    eras:
      first-season: 2020-09/2021-05
      second-season: 2021-09/2022-05
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from timeline.checks._story import Story
from timeline.errors import Problem
from timeline.model import Era
from timeline.names import folded

CODE = "C105"
NAME = "era-order"
SEVERITY = "warning"

_WORDS = ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_CARDINALS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ROMAN = ["-", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
_NUMBERS = {word: n for words in (_WORDS, _CARDINALS, _ROMAN) for n, word in enumerate(words) if n}


def find(story: Story) -> Iterator[Problem]:
    for series in _series(story.chronology.eras):
        for (_, one), (_, other) in pairwise(series):
            said = _wrong(one, other)
            if said:
                yield Problem(
                    story.at(other, "date", other.date.text),
                    CODE,
                    f'"{other.name}" ({other.date.text}) {said} "{one.name}" ({one.date.text})',
                    "Correct one of the two, or give them names that do not count",
                    SEVERITY,
                    related=((one.where, f"@{one.id}"),),
                )


def _series(eras: tuple[Era, ...]) -> list[list[tuple[int, Era]]]:
    """Eras that differ in a number alone, by that number; only where there are two or more of different numbers."""
    found: dict[str, dict[str, tuple[int, Era]]] = {}
    for era in eras:
        for text in (era.id.replace("-", " "), era.name):
            key, number = _counted(text)
            if key:
                found.setdefault(key, {}).setdefault(era.id, (number, era))
    series: dict[tuple[str, ...], list[tuple[int, Era]]] = {}
    for members in found.values():
        if len({number for number, _ in members.values()}) == len(members) > 1:
            ordered = sorted(members.values(), key=lambda one: one[0])
            series[tuple(era.id for _, era in ordered)] = ordered
    return list(series.values())


def _counted(text: str) -> tuple[str, int]:
    """The text with its one number taken out, and the number; empty where there is none or more than one."""
    words = folded(text).split()
    places = [(n, number) for n, word in enumerate(words) if (number := _number(word)) is not None]
    if len(places) != 1 or len(words) < 2:
        return "", 0
    at, number = places[0]
    return " ".join([*words[:at], "#", *words[at + 1 :]]), number


def _number(word: str) -> int | None:
    """The number that a word says, up to three digits: years are names, not numbers of a series."""
    if word in _NUMBERS:
        return _NUMBERS[word]
    found = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th)?", word, re.ASCII)
    return int(found[1]) if found else None


def _wrong(one: Era, other: Era) -> str:
    mine, its = one.when, other.when
    if mine.uncertain or its.uncertain or mine.start is None or its.start is None or its.start[1] is None:
        return ""
    if mine.start[0] is not None and its.start[1] < mine.start[0]:
        return "begins before"
    if mine.end is not None and mine.end[0] is not None and its.start[1] < mine.end[0]:
        return "begins before the end of"
    return ""
