"""`csv`: the table for spreadsheets and for reading back."""

from __future__ import annotations

from timeline.formats._table import write_table
from timeline.model import Chronology
from timeline.query import Found
from timeline.views import Options
from timeline.writing import Out

SUFFIXES = (".csv",)


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the table with commas."""
    write_table(",", chronology, found, options, out)
