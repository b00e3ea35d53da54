"""Imprecise dates: text to `When` and back. No other part of the program knows how dates are written.

To add a phrase, add a row to the table in `words.py`; to add a kind of date, a form in `forms.py`, its days in
`bounds.py` and its words in `show.py`.
"""

from timeline.dates.conventions import STANDARD, Conventions
from timeline.dates.days import iso
from timeline.dates.read import Context, read
from timeline.dates.when import Bound, Clause, DateError, Range, When, remembered

__all__ = [
    "STANDARD", "Bound", "Clause", "Context", "Conventions", "DateError", "Range", "When", "iso", "read", "remembered",
]  # fmt: skip
