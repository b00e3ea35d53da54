"""What is shown, without saying how: order, groups, labels and roles.

A page is made of groups of events; each piece of text has a role (`status:denied`, `date`, `possible`) and the format
picks the look. All text that a format prints for people goes through `printable`.
"""

from timeline.printable import printable, printable_lines
from timeline.views.groups import UNDATED, roles_of, year_of
from timeline.views.order import arranged, in_order
from timeline.views.page import date_of, page_of, row_of
from timeline.views.parts import (
    COLOR_BY,
    DATES,
    GROUPS,
    ORDERS,
    SORTS,
    Entry,
    Group,
    Options,
    Page,
    Piece,
    Row,
    Shown,
    check_options,
)
from timeline.views.words import (
    STANCE_WORDS,
    badge,
    certainty_words,
    date_label,
    kind_words,
    origins_words,
    outlets_words,
    override_words,
    said_words,
    source_words,
    sources_words,
)

__all__ = [
    "COLOR_BY", "DATES", "GROUPS", "ORDERS", "SORTS", "STANCE_WORDS", "UNDATED", "Entry", "Group", "Options", "Page",
    "Piece", "Row", "Shown", "arranged", "badge", "certainty_words", "check_options", "date_label", "date_of",
    "in_order", "kind_words", "origins_words", "outlets_words", "override_words", "page_of", "printable",
    "printable_lines", "roles_of", "row_of", "said_words", "source_words", "sources_words", "year_of",
]  # fmt: skip
