"""What a key of a file may hold, as sets to ask; their order is that of `timeline.keys`."""

from __future__ import annotations

from timeline import keys

EVENT_LISTS = tuple(keys.LISTS)
EVENT_KEYS = frozenset(keys.EVENT)
DERIVED_KEYS = frozenset(("match", "origins", "status_from", "as_of"))
"""What our own JSON says beside what the author wrote; passed over when it is read back."""

SOURCE_KEYS = frozenset(keys.SOURCE)
HEADER_KEYS = frozenset(keys.HEADER)
ERA_KEYS = frozenset(keys.ERA)
PERSON_KEYS = frozenset(keys.PERSON)
OUTLET_KEYS = frozenset(keys.OUTLET)

YES = frozenset(("true", "yes", "on"))
NO = frozenset(("false", "no", "off", ""))
