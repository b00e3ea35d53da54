"""JSON text: what is faster for many values writes the same as what is there always."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.writing.json_text import to_json, writer_of

TEXTS = st.text(st.characters() | st.sampled_from('\x7f\x00\x1f"\\/\b\f\n\r\t\u2028\u202e\ud800\ufeff<é😀'))
VALUES = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers(-9999, 9999),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize(("indent", "margin"), [(None, ""), (1, ""), (1, "  ")])
@given(st.dictionaries(TEXTS, VALUES, max_size=5))
@example({"a": "", "b": [], "c": {}, "d": [[], {}], "e": "\x7f\ud800é\u2028"})
def test_many_values_are_written_as_one_is(ascii_only: bool, indent: int | None, margin: str, value: Any) -> None:
    many = writer_of(1_000_000, ascii_only=ascii_only, indent=indent, margin=margin)
    assert many(value) == to_json(value, ascii_only=ascii_only, indent=indent, margin=margin)
