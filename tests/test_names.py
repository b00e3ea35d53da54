"""Names and texts as people type them: any case, with or without accents; and what tells names apart."""

from __future__ import annotations

import re
from unicodedata import category, name, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model import Chronology
from timeline.names import _LETTERS, NameBook, fold, spelt

POINTS = re.compile("[\u0591-\u05c7\u064b-\u0652\u0670\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def plainly(text: str) -> str:
    """What folding means, letter by letter: Latin and Greek ones without accents, others composed; words alone."""
    words = ""
    for char in normalize("NFKD", re.sub("[\\s_]", " ", text)).translate(_LETTERS):
        if char.isalnum():
            words += char
        elif category(char)[0] != "M":
            words += " "
        elif words[-1:].strip() and not POINTS.match(char):
            base = next(one for one in reversed(words) if category(one)[0] != "M")
            if base.isalpha() and name(base).split()[0] not in ("LATIN", "GREEK", "MODIFIER", "MICRO"):
                words += char
    words = re.sub("[\u0300-\u036f]", "", normalize("NFC", words)).casefold()
    return " ".join(words.replace("ё", "е").split(" ")).strip()


@pytest.mark.parametrize(
    "alike",
    [
        ["O’Brien-Łukasz", "OBrien Lukasz", "o'brien, łukasz"],
        ["Œuvre", "œuvre", "OEUVRE"],
        ["Ǽ Ǿ", "æ ø", "AE O"],
        ["Ἀθήνα", "αθηνα", "ΑΘΉΝΑ"],
        ["パリ", "ﾊﾟﾘ", "ハ\u309aリ"],
        ["Йод", "и\u0306од"],
        ["Владимир", "Влади\u0301мир"],
        ["Фёдор", "Федор", "ФЕ\u0308ДОР"],
        ["한국", "\u1112\u1161\u11ab국"],
        ["שָׁלוֹם", "שלום"],
        ["مُحَمَّد", "محمد"],
        ["葛\U000e0100城", "葛城"],
    ],
)
def test_what_folds_alike(alike: list[str]) -> None:
    assert len({fold(text) for text in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("パリ", "バリ"),
        ("ハリ", "バリ"),
        ("Йод", "Иод"),
        ("Київ", "Киiв"),
        ("की", "का"),
        ("क्त", "कत"),
        ("กา", "ก้า"),
        ("آن", "ان"),
        ("한국", "하국"),
    ],
)
def test_marks_that_make_letters(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert spelt(one) != spelt(other)


def test_every_character_folds_plainly() -> None:
    """Beside letters, which it may join or part; marks on those of other scripts, too."""
    chars = list(map(chr, range(0x110000)))
    every = [f"a{char}b" for char in chars] + [f"и{char}ハ" for char in chars if category(char)[0] == "M"]
    assert [one for one in every if fold(one) != re.sub(" +", " ", plainly(one))] == []


TEXTS = st.text() | st.text(
    st.sampled_from("aB9 '’_-é\u0301ﬁŁß\u00a0\n²日“—ŉΐİ\u0345ǅ…\x1c\u2028иЁ\u0308\u0306ハバ\u3099\u093f\u094dक+#🚀"),
    max_size=20,
)


@given(TEXTS)
def test_every_text_folds_plainly(text: str) -> None:
    assert fold(text) == re.sub(" +", " ", plainly(text))


@given(TEXTS)
def test_words_fold_by_themselves(text: str) -> None:
    """As an index does it, which parts texts at the signs of ASCII first."""
    words = re.split(r"[\x00-\x26\x28-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+", text.replace("'", ""))
    assert fold(text) == " ".join(filter(None, map(fold, words)))


@given(TEXTS)
def test_what_is_spelt_alike_folds_alike(text: str) -> None:
    """Without the signs a name is spelt as it folds, so that whoever looks for the folded form finds both."""
    assert fold(spelt(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "as_spelt"),
    [
        ("C++", "c + +"),
        ("c #", "c #"),
        ("AT&T", "at & t"),
        ("E! News", "e ! news"),
        ("Disney＋", "disney +"),
        ("O’Brien-Łukasz, Jr.", "obrien lukasz jr"),
        ("Netflix®", "netflix"),
        ("❤️ Café", "❤ cafe"),
        ("C♯", "c ♯"),
        ("…", ""),
    ],
)
def test_how_names_are_spelt(text: str, as_spelt: str) -> None:
    assert spelt(text) == as_spelt


@pytest.mark.parametrize(
    ("wanted", "names", "meant"),
    [
        ("c#", "C C++ C#", "C#"),
        ("C", "C C++ C#", "C"),
        ("c", "C++ C#", "C++ C#"),
        ("c#", "C C++", "C C++"),
        ("c#", "C++ Objective-C", "C++"),
        ("yahoo", "Yahoo! Yahoo-Japan", "Yahoo!"),
        ("yahoo!", "Yahoo Yahoo-Japan", "Yahoo"),
        ("disney+", "Disney-Channel", "Disney-Channel"),
        ("CAFE", "Café café! cafés", "Café"),
        ("🚀", "🚀 🔥 🚀-launch", "🚀"),
        ("🚀", "🔥 🚀-launch", ""),
        ("❤", "❤️ 🔥", "❤️"),
        ("…", "… —", "…"),
        ("パリ", "バリ パリス", "パリス"),
        ("ハ", "バリ", ""),
    ],
)
def test_the_names_that_are_meant(wanted: str, names: str, meant: str) -> None:
    """One that is spelt just so, else one without its signs, else words of it, else parts."""
    book = NameBook.of(Chronology(names={"tag": frozenset(names.split())}), "tag")
    assert book.matching(wanted) == set(meant.split())
