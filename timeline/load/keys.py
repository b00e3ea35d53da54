"""What a key of a file may hold; to add a key, add it here and a field to the model."""

from __future__ import annotations

EVENT_TEXTS = ("id", "date", "title", "summary", "group", "status", "because", "note", "background")
EVENT_LISTS = ("people", "orgs", "works", "places", "tags")
EVENT_KEYS = frozenset((*EVENT_TEXTS, *EVENT_LISTS, "sources"))
DERIVED_KEYS = frozenset(("match", "origins", "status_from", "as_of"))
"""What our own JSON says beside what the author wrote; passed over when it is read back."""

SOURCE_KEYS = frozenset(
    ("outlet", "date", "title", "url", "by", "unnamed", "says", "via", "archive", "accessed", "lang", "quote")
)
HEADER_KEYS = frozenset(
    ("timeline", "title", "about", "eras", "people", "outlets", "year", "conventions", "include", "views", "dates")
)
ERA_KEYS = frozenset(("name", "date"))
PERSON_KEYS = frozenset(("aliases", "born"))
OUTLET_KEYS = frozenset(("aliases", "home"))

YES = frozenset(("true", "yes", "on"))
NO = frozenset(("false", "no", "off", ""))
