"""JSON text that is safe to print: what would steer a terminal or break a line is escaped, which loses nothing."""

from __future__ import annotations

import json
import re
from typing import Any

_RISKY = re.compile("[\x7f-\x9f\u200e\u200f\u061c\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def to_json(value: Any, *, ascii_only: bool = False, indent: int | None = None) -> str:
    """The value on one line, or with an indent; characters outside ASCII stay as they are unless `ascii_only`."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    return text if text.isascii() else _RISKY.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
