"""Names and texts as people type them: any case, with or without accents."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from hypothesis import given
from hypothesis import strategies as st

from timeline.names import _LETTERS, fold


def plainly(text: str) -> str:
    """What folding means: letters without accents, words without apostrophes, then case and punctuation gone."""
    text = "".join(char for char in normalize("NFKD", text.translate(_LETTERS)) if not combining(char))
    return " ".join(re.findall(r"\w+", text.replace("'", "").replace("_", " ").casefold()))


def test_every_character_folds_plainly() -> None:
    """Beside letters, which it may join or part."""
    every = [f"a{char}b" for char in map(chr, range(0x110000))]
    assert [one for one in every if fold(one) != plainly(one)] == []


@given(st.text() | st.text(st.sampled_from("aB9 '’_-é\u0301ﬁŁß\u00a0\n²日“—ŉΐİ\u0345ǅ…\x1c\u2028"), max_size=20))
def test_every_text_folds_plainly(text: str) -> None:
    assert fold(text) == plainly(text)
