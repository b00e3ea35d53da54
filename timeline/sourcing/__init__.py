"""Who published what, when and on whose word: facts about the sources of a chronology, for people and for programs.

Nothing here is a score. Outlets stand in alphabetical order, events in the order of the file; what an imprecise date
leaves open is said to be open. `outlets` and `facts` work things out, `lines` prints them, `status` explains how a
status comes about.
"""

from timeline.sourcing.facts import SILENCE, SourcingFacts, sourcing_report
from timeline.sourcing.lines import (
    outlet_lines,
    outlets_record,
    run_outlets,
    run_sourcing,
    sourcing_lines,
    sourcing_record,
)
from timeline.sourcing.outlets import OutletFacts, outlets_report
from timeline.sourcing.status import status_explanation

__all__ = [
    "SILENCE",
    "OutletFacts",
    "SourcingFacts",
    "outlet_lines",
    "outlets_record",
    "outlets_report",
    "run_outlets",
    "run_sourcing",
    "sourcing_lines",
    "sourcing_record",
    "sourcing_report",
    "status_explanation",
]
