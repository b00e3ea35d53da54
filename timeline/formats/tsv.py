"""`tsv`: the table, with tabs, for spreadsheets and for reading back."""

from __future__ import annotations

from timeline.formats._table import write_table
from timeline.model import Chronology
from timeline.query import Found
from timeline.views import Options
from timeline.writing import Out

SUFFIXES = (".tsv",)


def write(chronology: Chronology, found: Found, options: Options, out: Out) -> None:
    """Writes the table with tabs."""
    write_table("\t", chronology, found, options, out)
