"""What changed: two as-of days of one chronology, two files, or a file and a git revision of itself.

Events match by their ids. What is compared is what is said of the story, and what the header says of the year, of
conventions, views, people and outlets and under the author's own keys; the order of the file, the archive addresses,
access dates and languages of sources and the `x-` keys of events and eras are not. A comparison read backwards is the
same with new and gone, added and taken out, tightened and widened exchanged. `differences` compares, by `days` for
dates, and finds `changes`; `words` and `record` tell them, `report` writes them; `revision` reads a file as git has it.
"""

from timeline.compare.changes import Change, Difference, EraChange, FieldChange, mirrored
from timeline.compare.days import how_moved
from timeline.compare.differences import compare
from timeline.compare.record import difference_record
from timeline.compare.report import run, text_of
from timeline.compare.revision import revision_chronology
from timeline.compare.words import lines

__all__ = [
    "Change",
    "Difference",
    "EraChange",
    "FieldChange",
    "compare",
    "difference_record",
    "how_moved",
    "lines",
    "mirrored",
    "revision_chronology",
    "run",
    "text_of",
]
