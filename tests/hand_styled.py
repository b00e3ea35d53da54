"""Chronologies as many hands would type them: any style, any order of keys, a comment wherever one can stand.

Each comment says itself where it belongs, so that a test can see whether it is still there.
"""

from __future__ import annotations

import random
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
Tree = str | list[Any] | dict[str, Any]

TEXTS = (
    "plain words", "# not a comment", "a: b # c", "it's said", 'he said "no"', "ends with colon:", "null", "no", "2020-05-04", "12:08",
    "[bracket", "{brace}", "comma, inside", " blank before", "blank after ", "two  blanks", "back\\slash", "two\nlines", "para one\n\npara two\n",
    "\nleading line", "Größe – “quoted” 王小明 🎬", "long " * 40 + "end", "http://a.b/c#d", "- dash", "? mark", "*star", "&amp", "!bang", "%percent",
    "@at", "`tick", "|", ">", "a #b", "tab\there", "line\n # like a comment\nend", "word\n  indented\n", "\x85next", "\u2028sep", "~",
)  # fmt: skip
DATES = ("May 2020", "2020-05-04", "July 3, 1962", "unknown", "mid-2020", "2020-06/2020-08", "c. 2019?", "2021")


class Comment(NamedTuple):
    """A comment that was put in: its whole text, `above`, `beside`, `below` or `top`, and of what."""

    text: str
    where: str
    path: Path


class Hand:
    """Types a chronology: what it says hangs on `seed`, how it looks on `style`; `comments` has what was put in."""

    def __init__(self, seed: int, style: int, much: float = 0.3) -> None:
        self.random = random.Random(seed)
        self.style = style
        self.much = much
        self.comments: list[Comment] = []

    # --- what is typed --------------------------------------------------------------------------------------------

    def chronology(self) -> dict[str, Tree]:
        tree: dict[str, Tree] = {
            "timeline": "1",
            "title": self.text(),
            "about": self.text(),
            "year": "2021",
            "conventions": {"slack": "no", "summer": "5-9"},
            "eras": {"era-one": {"date": "2019/2021", "name": self.text()}, "e2": {"date": "2015"}},
            "people": {"Tom Cruise": {"born": "1962-07-03", "aliases": ["Cruise", self.text()]}, "B: c": {}},
            "outlets": {"Deadline": {"home": "https://deadline.com", "aliases": [self.text()]}},
            "views": {"mine": "person:Tom"},
            "x-own": self.text(),
        }
        tree = {key: value for key, value in tree.items() if self.random.random() < 0.6}
        tree["events"] = [self.event(n) for n in range(self.random.randint(0, 4))]
        return self.shuffled(tree)

    def event(self, n: int) -> dict[str, Tree]:
        event: dict[str, Tree] = {"id": f"ev{n}", "title": f"{n} {self.text()}", "date": self.random.choice(DATES)}
        more: dict[str, Tree] = {
            "summary": self.text(), "note": self.text(), "because": self.text(), "group": self.text(), "x-a": self.text(),
            "people": [self.text() for _ in range(self.random.randint(0, 3))], "tags": ["one", "two"],
            "places": [self.text() + "x" * 60, "other " * 8], "background": "yes", "x-b": self.text(), "unknown-key": self.text(),
            "sources": [self.source() for _ in range(self.random.randint(0, 3))],
        }  # fmt: skip
        return self.shuffled(event | {key: value for key, value in more.items() if self.random.random() < 0.4})

    def source(self) -> dict[str, Tree]:
        more = {"date": self.random.choice(DATES), "url": "http://a.b/#c", "quote": self.text(), "x-seen": self.text()}
        kept = {key: value for key, value in more.items() if self.random.random() < 0.5}
        return self.shuffled({"outlet": self.random.choice(("Deadline", "Page Six"))} | kept)

    def text(self) -> str:
        return self.random.choice(TEXTS)

    def shuffled(self, tree: dict[str, Any]) -> dict[str, Any]:
        return dict(self.random.sample(list(tree.items()), len(tree)))

    # --- comments and blanks --------------------------------------------------------------------------------------

    def chance(self, likely: float = 0.5) -> bool:
        return self.random.random() < likely

    def comment(self, where: str, path: Path) -> str:
        text = f"#{len(self.comments):03}{self.random.choice(('', ' said', ': [x', ' # y', ' - z', chr(9) + 'tab', ' é “q'))}!"
        self.comments.append(Comment(text, where, path))
        return text

    def lines_before(self, where: str, path: Path, column: int, columns: list[int] | None = None) -> list[str]:
        """Blank lines and comments on lines of their own."""
        lines = []
        while self.chance(self.much):
            at = self.random.choice(columns) if columns else column
            lines.append(" " * at + self.comment(where, path) + " " * self.random.randint(0, 2))
            lines += self.blanks()
        return [*self.blanks(), *lines]

    def blanks(self) -> list[str]:
        return [" " * self.random.choice((0, 0, 1))] * self.random.choice((0, 0, 0, 0, 1, 2))

    def beside(self, path: Path) -> str:
        if not self.chance(self.much):
            return " " * self.random.choice((0, 0, 1))
        return " " * self.random.randint(1, 3) + self.comment("beside", path)

    # --- styles ---------------------------------------------------------------------------------------------------

    def file(self) -> tuple[str, dict[str, Tree]]:
        """The text of a file, and what it holds."""
        tree = self.chronology()
        self.random = random.Random(self.style)
        lines = []
        if self.chance(0.2):
            lines += [*self.lines_before("top", (), 0), *(["%YAML 1.1"] if self.chance(0.2) else [])]
            lines += ["---" + (" " + self.comment("top", ()) if self.chance(self.much) else "")]
        else:
            lines += [*self.lines_before("top", (), 0), ""]
        column = self.random.choice((0, 0, 0, 2))
        if self.chance(0.05):
            lines += self.flow(tree, (), 0)
        else:
            lines += self.map(tree, column, ())
        lines += self.lines_before("below", (), column)
        lines += ["..."] if self.chance(0.1) else []
        text = "\n".join(lines) + "\n" * (not self.much or self.chance(0.8))
        if self.chance(0.3):
            text = text.replace("\n", "\r\n")
        return "\ufeff" * self.chance(0.1) + text, tree

    def map(self, tree: dict[str, Tree], column: int, path: Path) -> list[str]:
        lines: list[str] = []
        for n, (key, value) in enumerate(tree.items()):
            inner = (*path, key)
            if n or path:
                lines += self.lines_before("above", inner, column, [column, column, self.random.randint(0, column)])
            lines += self.pair(key, value, column, inner)
        return lines

    def pair(self, key: str, value: Tree, column: int, path: Path) -> list[str]:
        shown = self.scalar(key, flow=True)
        pad = " " * column
        head = f"{pad}{shown}:"
        if self.chance(0.05):
            head = f"{pad}?{' ' + self.comment('above', path) + chr(10) + pad + ' ' if len(path) > 1 and self.chance(self.much) else ''} {shown}{self.beside(path)}\n{pad}:"
        if isinstance(value, str):
            return self.text_lines(head, value, column, path)
        short = self.short(value, path)
        if short is not value and not isinstance(short, str):
            return self.short_map(head, short, column, path)
        if isinstance(short, str):
            return self.text_lines(head, short, column, path)
        if not value or self.chance(0.35):
            first, *rest = self.flow(value, path, column)
            if self.chance(0.1):
                return [head + self.beside(path), f"{pad}  {first}", *rest]
            return [f"{head} {first}", *rest]
        return [head + self.beside(path), *self.nested(value, column, path)]

    def short(self, value: Tree, path: Path) -> Tree:
        """What may be written short in its place."""
        if not self.chance(0.3) or (path and path[0] == "x-own"):
            return value
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict) and path[-1] == "sources":
            return value[0]
        if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
            return value[0]
        if value in ([], {}) and path[-1] != "aliases":
            return ""
        return value

    def short_map(self, head: str, value: Any, column: int, path: Path) -> list[str]:
        step = self.random.randint(1, 4)
        lines = [head + self.beside(path), *self.map(value, column + step, (*path, 0))]
        return [*lines, *self.lines_before("below", (*path, 0), column + step)]

    def nested(self, value: Any, column: int, path: Path) -> list[str]:
        step = self.random.randint(1, 4)
        if isinstance(value, dict):
            lines = self.map(value, column + step, path)
        else:
            step = self.random.choice((0, step))
            lines = self.list(value, column + step, path)
        return [*lines, *(self.lines_before("below", path, column + step) if step else [])]

    def list(self, items: Any, column: int, path: Path) -> list[str]:
        lines: list[str] = []
        pad = " " * column
        for n, item in enumerate(items):
            inner = (*path, n)
            lines += self.lines_before("above", inner, column, [column, column, self.random.randint(0, column)])
            if isinstance(item, str):
                lines += [f"{pad}- {self.scalar(item)}{self.beside(inner)}"]
            elif self.chance(0.25):
                first, *rest = self.flow(item, inner, column)
                lines += [f"{pad}- {first}", *rest]
            else:
                lines += self.map_item(item, column, inner)
        return lines

    def map_item(self, item: dict[str, Tree], column: int, path: Path) -> list[str]:
        step = self.random.randint(2, 5)
        first, *rest = self.map(item, column + step, path)
        pad = " " * column
        below = self.lines_before("below", path, column + step)
        if not first.strip() or first.strip().startswith("#") or self.chance(0.1):
            return [f"{pad}-{self.beside(path)}", first, *rest, *below]
        return [f"{pad}-{' ' * (step - 1)}{first[column + step :]}", *rest, *below]

    def text_lines(self, head: str, value: str, column: int, path: Path) -> list[str]:
        pad = " " * (column + self.random.randint(1, 3))
        if _is_block_text(value) and self.chance(0.4):
            end = {True: "", False: "-"}[value.endswith("\n")]
            return [f"{head} |{end}{self.beside(path)}", *(pad + line for line in value.removesuffix("\n").split("\n"))]
        if not value:
            return [head + self.beside(path)]
        shown = self.scalar(value)
        if self.chance(0.1):
            above = self.lines_before("above", path, len(pad))
            return [head + self.beside(path), *above, pad + shown + self.beside(path)]
        if shown[0] == '"' and " words" in shown:
            return [
                *f"{head} {shown}".replace(" words", "\n\tX words", 1).replace("\tX ", pad).split("\n")[:-1],
                pad + "words" + shown.split(" words", 1)[1] + self.beside(path),
            ]
        return [f"{head} {self.random.choice(('', '!!str ', '! '))}{shown}{self.beside(path)}"]

    def flow(self, value: Any, path: Path, column: int) -> list[str]:
        """A list or map in brackets, on one line or on many; what stands behind the bracket is beside its key."""
        many = self.chance()
        start, end = ("[", "]") if isinstance(value, list) else ("{", "}")
        pad = "\n" + " " * (column + 1 + self.random.randint(1, 4))
        out = start + (self.beside(path) if many and path else "")
        items = list(enumerate(value)) if isinstance(value, list) else list(value.items())
        for n, (key, item) in enumerate(items):
            inner = (*path, key)
            if many:
                out += (
                    "".join("\n" + line for line in self.lines_before("above", inner, column + 2)) if n or path else ""
                )
                out += pad
            if isinstance(value, dict):
                out += self.scalar(key, flow=True) + ": "
            out += self.scalar(item, flow=True) if isinstance(item, str) else self.bare_flow(item, inner, column)
            out += "," if n + 1 < len(items) or (items and self.chance(0.2)) else ""
            out += self.beside(inner) if many else " "
        if many:
            out += "".join("\n" + line for line in self.lines_before("below", path, column + 2)) if path else ""
            out += pad
        return (out + end + (self.beside(path) if path else "")).split("\n")

    def bare_flow(self, value: Any, path: Path, column: int) -> str:
        much, self.much = self.much, 0.0
        shown = "\n".join(self.flow(value, path, column)).rstrip()
        self.much = much
        return shown

    def scalar(self, text: str, flow: bool = False) -> str:
        """The text in a style that holds it."""
        if _is_plain(text, flow) and self.chance(0.6):
            return text
        if text.isprintable() and self.chance():
            return "'" + text.replace("'", "''") + "'"
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
        return f'"{escaped.replace(chr(0x85), chr(92) + "N").replace(chr(0x2028), chr(92) + "L")}"'


def _is_plain(text: str, flow: bool) -> bool:
    return (
        text.replace(" ", "").replace("-", "").isalnum()
        and text.strip() == text
        and "- " not in text
        and "null" not in text
    )


def _is_block_text(text: str) -> bool:
    lines = text.removesuffix("\n").split("\n")
    return (
        "\x85" not in text
        and "\u2028" not in text
        and all(line.strip() for line in lines)
        and not lines[0].startswith((" ", "\t"))
    )
