"""`timeline schema`: the JSON Schema of the file format, for editors that complete and check."""

from __future__ import annotations

from importlib.resources import files

from timeline.commands import Params
from timeline.console import Exit, put

NAME = "timeline-1.schema.json"


def run(params: Params) -> int:
    """Prints the schema as it ships with the package."""
    put(files("timeline").joinpath("schema", NAME).read_text("utf-8"))
    return Exit.DONE
