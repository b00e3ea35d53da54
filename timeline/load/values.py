"""The values of a map of a file: of the kind that its keys ask for, or a problem with its place."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.dates import Context, DateError, When, read
from timeline.errors import Problem
from timeline.load.files import SourceFile
from timeline.load.keys import DERIVED_KEYS, NO, YES
from timeline.load.nodes import List, Map, Node, Text

_MOST_LOOKED_UP = 500
"""Words for which one that is like them is looked for: that takes a hundred times as long as a message."""

_LONGEST_NAME = 60


class Values:
    """Reads values of one file after another, and collects what is wrong with them.

    Attributes:
        problems: In the order in which they were found.
        file: The file that is being read.
        context: What its header adds to the reading of dates.
        whole: How dates are written that are to mean the same beside those of other files; None as they are typed.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.file = SourceFile("", "")
        self.context = Context()
        self.whole: Context | None = None
        self._looked_up: dict[tuple[str, tuple[str, ...]], str] = {}

    def problem(self, node: Node, code: str, message: str, hint: str = "", severity: str = "error") -> None:
        self.problems.append(self.file.problem(node, code, message, hint, severity=severity))

    def text(self, node: Map, key: str) -> str:
        """The text of a key, empty where it is not given; anything else is a problem."""
        value = node.pairs.get(key)
        if value is None:
            return ""
        if isinstance(value, Text):
            return value.text
        what = "a list" if isinstance(value, List) else "a map"
        self.problem(value, "E104", f"`{key}` holds {what}, not text", "Put quotes around text with brackets or colons")
        return ""

    def texts(self, node: Map, key: str) -> tuple[str, ...]:
        """The texts of a list; one text stands for a list of one."""
        value = node.pairs.get(key)
        if value is None or (isinstance(value, Text) and not value.text):
            return ()
        if isinstance(value, Text):
            return (value.text,)
        if isinstance(value, List):
            for item in value.items:
                if not isinstance(item, Text):
                    self.problem(item, "E104", f"an item of `{key}` is not text", "Put quotes around it")
            return tuple(item.text for item in value.items if isinstance(item, Text) and item.text)
        self.problem(value, "E104", f"`{key}` holds a map, not a list", f"Write: {key}: [one, two]")
        return ()

    def entries(self, node: Map, key: str) -> list[tuple[Text, Node]]:
        """The named entries of a map such as `eras`."""
        value = node.pairs.get(key)
        if value is None or (isinstance(value, Text) and not value.text):
            return []
        if isinstance(value, Map):
            return [(value.keys[name], entry) for name, entry in value.pairs.items()]
        self.problem(value, "E104", f"`{key}` is not a map", "Write a name, a colon and the entry on each line")
        return []

    def one_of(self, node: Map, key: str, choices: Sequence[str], code: str) -> str:
        value = self.text(node, key)
        if value and value not in choices:
            hint = self.near(value, choices) or "Use one of: " + ", ".join(choices)
            self.problem(node.pairs[key], code, f'unknown `{key}`: "{value}"', hint)
            return ""
        return value

    def yes(self, node: Map, key: str) -> bool:
        value = self.text(node, key).lower()
        if value not in YES | NO:
            self.problem(node.pairs[key], "E109", f'`{key}` is "{value}"', "Write true, or leave it out")
        return value in YES

    def extra(self, node: Map) -> tuple[tuple[str, str], ...]:
        """The author's own keys, which begin with `x-`."""
        if len(node.pairs) == 0:
            return ()
        return tuple((key, self.text(node, key)) for key in node.pairs if key.startswith("x-"))

    def known_keys(self, node: Map, known: frozenset[str], what: str) -> None:
        unknown = [key for key in node.pairs if not (key in known or key.startswith("x-") or key in DERIVED_KEYS)]
        if unknown:
            from timeline.load.torn import remedies

            torn = remedies(self.file, node)
            choices = sorted(known)
            those = f"Known are: {', '.join(choices)}; x-… keys are yours"
            for key in unknown:
                hint = torn.get(key) or self.near(key, choices) or those
                self.problem(node.keys.get(key, node), "E105", f"unknown key `{key}` of {what}", hint, "warning")

    def near(self, word: str, choices: Sequence[str]) -> str:
        """The choice that is most like a word, as a question; empty where none is, or many have been looked for."""
        asked = (word[:_LONGEST_NAME].lower(), tuple(choices))
        if asked not in self._looked_up:
            if len(self._looked_up) >= _MOST_LOOKED_UP:
                return ""
            from difflib import get_close_matches

            near = get_close_matches(*asked, 1, 0.6)
            self._looked_up[asked] = f"Did you mean `{near[0]}`?" if near else ""
        return self._looked_up[asked]

    def date(self, node: Map, at: int, what: str, key: str = "date") -> When | None:
        """The date of a map, or None with a problem; a date that is not given is one."""
        value = node.pairs.get(key)
        if value is None or (isinstance(value, Text) and not value.text.strip()):
            place: Node = value or node
            self.problem(place, "E102", f"{what} has no `{key}`", f"Add: {key}: May 2020, or {key}: unknown")
            return None
        if isinstance(value, Map) and isinstance(value.pairs.get("text"), Text):
            value = value.pairs["text"]  # a date of our own JSON, which says more than was written
            node = Map({key: value}, {}, value.at)
        text = self.text(node, key)
        if not text:
            return None
        try:
            return read_for(self.whole, text, self.context)
        except DateError as error:
            place_of_error = self.file.place_of(value, error.start, error.end)
            self.problems.append(self.file.problem_at(place_of_error, error.code, str(error), error.hint))
            return None


def read_for(whole: Context | None, text: str, context: Context) -> When:
    """The days that a date can mean; its text as it has to be written where `whole` holds, if that is given.

    Raises:
        DateError: As `read`.
    """
    when = read(text, context)
    if whole is None or context == whole:
        return when
    from timeline.dates.carried import carried

    return when._replace(text=carried(text, context, whole) or text)
