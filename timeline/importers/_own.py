"""What our own exports say in words, read back: sources, statuses set by hand, notes.

An export writes for readers, so only what it says without doubt is taken: `News On 6 (Jim Bridenstine)` is an outlet
and who speaks. A status is taken where a hand had set it, as all others follow from the sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from timeline.dates.forms import After, Before, Date
from timeline.dates.said import said_of
from timeline.importers import Record
from timeline.importers._days import reading
from timeline.model import STATUSES
from timeline.views import STANCE_WORDS

_STANCES = {words: stance for stance, words in STANCE_WORDS.items()}
_OVERRIDE = re.compile(r"Status set by hand: (\w+)(?: because (.*))?; the sources alone: \w+", re.DOTALL).fullmatch
_RUMOURS = ("rumours", "rumors")
STATUS_WORDS = {status.capitalize(): status for status in STATUSES}


def source_of(words: str) -> Record:
    """A source from its words: `confirmed: Page Six (a source, unnamed; via Deadline)`."""
    words = words.strip()
    record: Record = {}
    stance = next((lead for lead in _STANCES if words.startswith(lead)), "")
    if stance:
        record["says"] = _STANCES[stance]
        words = words[len(stance) :]
    outlet, who = _parted(words)
    record = {"outlet": outlet.strip(), **record}
    spoken = who.split("; ") if who else []
    if spoken and spoken[-1].startswith("via "):
        record["via"] = spoken.pop()[4:]
    if spoken and (spoken[-1].endswith(", unnamed") or spoken[-1].lower() in _RUMOURS):
        record["unnamed"] = spoken.pop().removesuffix(", unnamed")
        if spoken and not spoken[0][:1].isupper():  # no name: all of it describes who is not named
            record["unnamed"] = "; ".join([*spoken, record["unnamed"]])
            spoken = []
    if spoken:
        record["by"] = "; ".join(spoken)
    return {key: value for key, value in record.items() if value}


def _parted(words: str) -> tuple[str, str]:
    """What stands before the last pair of brackets, and in it; the text whole where it does not end in one."""
    if not words.endswith(")"):
        return words, ""
    depth = 0
    for at in range(len(words) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(words[at], 0)
        if depth == 0:
            return (words[: at - 1], words[at + 1 : -1]) if at > 1 and words[at - 1] == " " else (words, "")
    return words, ""


def take_words(record: Record, paragraphs: Iterable[str]) -> None:
    """Puts what stands behind the sources of an event into its record: the status set by hand, the note."""
    for paragraph in paragraphs:
        if paragraph.startswith("Note: "):
            record["note"] = paragraph[6:]
        elif (found := _OVERRIDE(paragraph)) and found[1] in STATUSES:
            record["status"] = found[1]
            record["because"] = found[2] or ""


def take_status(record: Record, status: str) -> None:
    """A status worked out by us says only one thing that the sources do not: what needs none."""
    if status == "background":
        record["background"] = "true"


def loosened(date: str) -> str:
    """The date of an export, where it may be about a reference, so that it is not more exact than that was.

    An event told as `after @a` may fall on the very day of that; once the day is known it reads `after Jan. 20, 2021`,
    which taken alone would leave that day out.
    """
    when = reading(date)
    form = None if when is None else when.form
    if isinstance(form, (After, Before)) and isinstance(form.of, Date) and form.of.day:
        return f"{said_of(form.of)} or later" if isinstance(form, After) else f"by {said_of(form.of)}"
    return date
