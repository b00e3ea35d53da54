"""msgspec, imported in half the time.

Where typing_extensions can be imported, msgspec takes of it what `typing` itself has from Python 3.11 on, and that
brings in inspect, ast and tokenize: more than any decoding of a thousand lines takes; it does without where there is
none. uuid, with platform, is for values that no line holds here, textwrap for JSON Schemas.
"""

from timeline.standins import FAULTS, StandIns

try:
    with StandIns(
        typing_extensions=None,
        uuid={"UUID": type("UUID", (), {}), "SafeUUID": type("SafeUUID", (), {"unknown": None})},
        textwrap={},
    ):
        import msgspec
except FAULTS:
    import msgspec

__all__ = ["msgspec"]
