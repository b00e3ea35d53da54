"""What is shown, without saying how: order, groups, labels and roles.

A view is made of sections of rows; each piece of text has a role (`status:denied`, `date`, `possible`) and the format
picks the look. All text that a format prints for people goes through `printable`.
"""

from timeline.printable import printable, printable_lines
from timeline.views.groups import UNDATED, roles_of, sections_of, year_of
from timeline.views.order import arranged, brackets, in_order
from timeline.views.page import row_of, summary_of, view_of
from timeline.views.parts import (
    COLOR_BY,
    DATES,
    GROUPS,
    ORDERS,
    SORTS,
    Options,
    Piece,
    Row,
    Section,
    Shown,
    View,
    check_options,
)
from timeline.views.words import (
    STANCE_WORDS,
    badge,
    certainty_words,
    date_label,
    kind_words,
    origins_words,
    override_words,
    remembered,
    said_words,
    source_words,
    sources_words,
)

__all__ = [
    "COLOR_BY", "DATES", "GROUPS", "ORDERS", "SORTS", "STANCE_WORDS", "UNDATED", "Options", "Piece", "Row", "Section",
    "Shown", "View", "arranged", "badge", "brackets", "certainty_words", "check_options", "date_label", "in_order",
    "kind_words", "origins_words", "override_words", "printable", "printable_lines", "remembered", "roles_of", "row_of",
    "said_words", "sections_of", "source_words", "sources_words", "summary_of", "view_of", "year_of",
]  # fmt: skip
