"""msgspec, imported in two thirds of the time.

Where typing_extensions can be imported, msgspec takes of it what `typing` itself has from Python 3.11 on, and that
brings in inspect, ast and tokenize: more than any decoding of a thousand lines takes. So it is not to be had while
msgspec is imported, which then does without.
"""

import sys

_BESIDE = "typing_extensions"

if _BESIDE in sys.modules:
    import msgspec
else:
    sys.modules[_BESIDE] = None  # type: ignore[assignment]  # so that importing it fails, as if it were not installed
    try:
        import msgspec
    finally:
        del sys.modules[_BESIDE]

__all__ = ["msgspec"]
