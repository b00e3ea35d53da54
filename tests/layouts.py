"""Events of YAML in our own layout, with any values where values stand."""

from __future__ import annotations

from hypothesis import strategies as st

VALUES = st.sampled_from(
    [
        "Liman", "A longer title, with (much) in it", '"Quoted: so"', '"say \\"so\\""', "'it''s'", "Foo: bar", "a:b", "x:", "a #b",
        "null", "Null", "NULL", "nullable", "true", "no", "2020", "007", "~", "", "é", "Łukasz", "[x]", "{x}", "*x", "&x", "R&B",
        "!x", "@x", "%x", "- x", "? x", "| x", "a, b", "a]", "a}", "it's", 'a "b" c', "trail ", "x  y", "https://a.b/c",
        ">-", "|", '"', "'", '""', '" "', "''", '"a\\x"', '"a" b', "a: b: c", "https://a.b/c:d", "https://a.b/(c),d", "1 x",
    ]
)  # fmt: skip
NAMES = st.one_of(
    VALUES,
    st.lists(VALUES, max_size=3).map(lambda names: f"[{', '.join(names)}]"),
    st.lists(VALUES, min_size=1, max_size=2).map(lambda names: "".join(f"\n      - {name}" for name in names)),
)
PROSE = st.one_of(
    VALUES,
    st.lists(st.sampled_from(["a", "b: c", "  d", "", "- e", "# f", " "]), min_size=1, max_size=4).map(
        lambda lines: ">-" + "".join(f"\n      {line}" for line in lines)
    ),
)
WHENS = st.sampled_from(
    ["２０２０-05", "2021-02-29", "2021-11-31", "2020-12-31", "0012", "2020/2019", "2020-05/2020-05"]
) | st.sampled_from(
    [
        "2020",
        "2020-05-17",
        "2020-02-30",
        "2020-13",
        "May 2020",
        "June 7, 2020",
        "c. 2020",
        "x",
        "after @e0",
        '"2020"',
        "null",
        "",
    ]
)
SOURCE_KEYS = st.lists(
    st.sampled_from(["date", "title", "url", "by", "unnamed", "says", "via", "archive", "accessed", "quote", "x-a", "nope"]),
    max_size=5,
)  # fmt: skip


@st.composite
def laid_out(draw: st.DrawFn) -> str:
    """An event in our layout, with any values where values stand; keys mostly in their order, and mostly once."""
    lines = [f"  - id: {draw(st.sampled_from(['e1', 'e2', 'e-x', 'null', '1', 'a b']))}", f"    date: {draw(WHENS)}"]
    lines.append(f"    title: {draw(VALUES)}")
    for key, values in (("summary", PROSE), ("people", NAMES), ("tags", NAMES), ("group", VALUES), ("note", PROSE)):
        if draw(st.booleans()):
            lines.append(f"    {key}: {draw(values)}")
    if draw(st.integers(0, 9)) == 0:
        lines.append(draw(st.sampled_from(["    title: Again", "    x-a: b", "    nope: c", "", "# so", "      deep"])))
    if draw(st.booleans()):
        lines.append("    sources:")
    for _ in range(draw(st.integers(0, 2))):
        keys = draw(SOURCE_KEYS)
        keys = [key for key in ("date", "title", "url", "by", "says", "quote") if key in keys] + [
            key for key in keys if key in ("unnamed", "x-a", "nope", "url")
        ]
        if draw(st.integers(0, 3)):
            keys = list(dict.fromkeys(keys))
        pairs = [f"outlet: {draw(VALUES)}"]
        for key in keys:
            says = draw(st.sampled_from(["denies", "reports", "x"]))
            value = says if key == "says" else draw(WHENS if key in ("date", "accessed") else VALUES)
            pairs.append(f"{key}: {value}")
        if draw(st.booleans()):
            lines.append(f"      - {{{', '.join(pairs)}}}")
        else:
            lines += [f"      - {pairs[0]}", *(f"        {pair}" for pair in pairs[1:])]
    return "\n".join(lines) + "\n" + draw(st.sampled_from(["", "\n", "\n\n", "  \n"]))


# --- mostly sound -------------------------------------------------------------------------------------------------

_LETTERS = st.text(st.sampled_from("ab 1é“”'\"()&*!?%@`~,.;-/\\|<>[]{}=+$日:#"), max_size=8)
_PLAIN = st.builds(
    lambda first, rest: f"{first}{rest}".strip(), st.sampled_from(["A", "é", "“a", "1 b", "(c"]), _LETTERS
)
_QUOTED = _LETTERS.map(lambda text: '"a' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
_SINGLE = _LETTERS.map(lambda text: "'a" + text.replace("'", "''") + "'")
_WORD = st.builds(lambda text: f"A{text.strip()}", st.text(st.sampled_from("ab é“”'()&*!?%~.;-/日"), max_size=6))
_TEXT = st.one_of(_WORD, _WORD, _WORD, _PLAIN, _QUOTED, _SINGLE)
_LINES = st.lists(_LETTERS.map(lambda text: f"a{text}"), min_size=1, max_size=3)
_PROSE = st.one_of(
    _TEXT, _LINES.map(lambda lines: ">-" + "".join(f"\n      {line}" for line in lines)),
    st.builds(lambda lines, sign: sign + "".join(f"\n      {line}" for line in lines), _LINES, st.sampled_from([">", "|-", "|"])),
)  # fmt: skip
_NAMES = st.one_of(
    st.lists(_WORD, max_size=3).map(lambda names: f"[{', '.join(names)}]"),
    st.lists(st.one_of(_WORD, st.just('"B, C"')), min_size=1, max_size=3).map(lambda names: f"[{', '.join(names)}]"),
    _WORD,
    st.lists(_WORD, min_size=1, max_size=2).map(lambda names: "".join(f"\n      - {name}" for name in names)),
)
_DATE = st.sampled_from(["2020", "2020-05", "2020-05-17", "May 2020", "June 7, 2020", "mid-2020", '"May 4, 2020"', "2019/2020", "c. 2020?", "unknown", "..2020"])  # fmt: skip
_ADDRESS = st.sampled_from(["https://a.b/c", "http://a.b/?c=d&e=%20", "https://a.b/(c)~d", "https://a.b:80/"])
_EVENT = {
    "summary": _PROSE, "people": _NAMES, "orgs": _NAMES, "works": _NAMES, "places": _NAMES, "tags": _NAMES, "group": _TEXT,
    "status": st.sampled_from(["denied", "planned"]), "because": _PROSE, "background": st.sampled_from(["true", "false"]),
    "note": _PROSE,
}  # fmt: skip
_SOURCE = {
    "date": _DATE, "title": _TEXT, "url": _ADDRESS, "by": _TEXT, "unnamed": _TEXT, "says": st.sampled_from(["denies", "reports"]),
    "via": _TEXT, "archive": _ADDRESS, "accessed": _DATE, "lang": _TEXT, "quote": _TEXT,
}  # fmt: skip


def _some(draw: st.DrawFn, keys: dict[str, st.SearchStrategy[str]]) -> list[str]:
    return [
        f"{key}: {draw(values)}".replace(": \n", ":\n") for key, values in keys.items() if draw(st.integers(0, 2)) == 0
    ]


@st.composite
def mostly_sound(draw: st.DrawFn) -> str:
    """An event in our layout, nearly every value of which is what it says; with an id that is not its own."""
    pairs = ["id: e", f"date: {draw(_DATE)}", f"title: {draw(_TEXT)}", *_some(draw, _EVENT)]
    lines = [f"  - {pairs[0]}", *(f"    {pair}" for pair in pairs[1:])]
    if listed := draw(st.integers(0, 2)):
        lines.append("    sources:")
    for _ in range(listed):
        pairs = [f"outlet: {draw(_TEXT)}", *_some(draw, _SOURCE)]
        if draw(st.integers(0, 3)) == 0:
            pairs.append(pairs.pop(draw(st.integers(0, len(pairs) - 1))))
        if draw(st.booleans()):
            lines.append(f"      - {{{', '.join(pairs)}}}")
        else:
            lines += [f"      - {pairs[0]}", *(f"        {pair}" for pair in pairs[1:])]
    return "\n".join(lines) + "\n"
