"""The keys of a file, in the order in which we write them: what every reader and writer of events goes by.

To add a key, add it here, a field to the model, and a row to the JSON Schema; the two fast ways in, `load.records` and
`load.yaml_layout`, take the fields of an event apart by their places.
"""

from __future__ import annotations

EVENT = (
    "id", "date", "title", "summary", "people", "orgs", "works", "places", "tags", "group", "status", "because",
    "background", "note", "sources",
)  # fmt: skip
LISTS = {"people": "person", "orgs": "org", "works": "work", "places": "place", "tags": "tag"}
"""The keys of an event that hold lists of names; how filters and options call one of them."""

SOURCE = ("outlet", "date", "title", "url", "by", "unnamed", "says", "via", "archive", "accessed", "lang", "quote")
HEADER = (
    "timeline", "title", "about", "year", "dates", "conventions", "include", "eras", "people", "outlets", "views",
)  # fmt: skip
ERA = ("name", "date")
PERSON = ("aliases", "born")
OUTLET = ("aliases", "home")
