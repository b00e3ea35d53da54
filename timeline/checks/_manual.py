"""The manual of the rules: one page a code, a table of all, and docs/checks.md."""

import re
from collections.abc import Iterator
from inspect import cleandoc
from textwrap import dedent, fill

from timeline.checks import Rule, _near, rules
from timeline.checks._load_codes import LOAD_CODES
from timeline.errors import UsageError
from timeline.records import NamedTuple


class Manual(NamedTuple):
    """A rule's docstring, taken apart: a line, the reasons, a whole file that is found and one that is not."""

    summary: str
    why: str
    wrong: str
    right: str


_SECTIONS = re.compile(
    r"(?P<summary>[^\n]+)\n\n(?P<why>.+)\n\nWrong:\n\n(?P<wrong>.+)\n\nRight:\n\n(?P<right>.+)", re.DOTALL
)


def manual_of(rule: Rule) -> Manual:
    """A rule's manual page.

    Raises:
        ValueError: Its docstring has not the four parts.
    """
    found = _SECTIONS.fullmatch(cleandoc(rule.__doc__ or ""))
    if found is None:
        raise ValueError(f"the docstring of {rule.NAME} has no Wrong: and Right:")
    wrong, right = (dedent(found[part]).rstrip() + "\n" for part in ("wrong", "right"))
    return Manual(found["summary"], found["why"], wrong, right)


def explanation(topic: str) -> str:
    """What `--explain` prints for a code or a name; `codes` lists all.

    Raises:
        UsageError: There is no such topic.
    """
    if topic.lower() == "codes":
        return "".join(f"{line}\n" for line in _listing())
    for rule in rules():
        if topic.upper() == rule.CODE or topic.lower() == rule.NAME:
            head = f"{rule.CODE} {rule.NAME} ({rule.SEVERITY})"
            return f"{head}\n\n{cleandoc(rule.__doc__ or '')}\n\n{_silencing(rule.CODE)}"
    for code, about in LOAD_CODES.items():
        if topic.upper() == code or topic.lower() == about.name:
            stop = "" if about.severity == "warning" else "\nFound on loading, so that no command shows the event.\n"
            return f"{code} {about.name} ({about.severity})\n\n{about.found}.\n{about.remedy}.\n{stop}"
    known = [*(rule.CODE for rule in rules()), *(rule.NAME for rule in rules()), *LOAD_CODES, "status", "codes"]
    raise UsageError(
        f'nothing to explain by the name "{topic}"{_near(topic, known)}; there are: status, codes, and what codes lists'
    )


def filled(text: str, width: int) -> str:
    """A page whose paragraphs are wrapped anew at so many columns; examples and tables stay as they are."""
    paragraphs = text.rstrip("\n").split("\n\n")
    return "\n\n".join(one if "  " in one else _filled(one, width) for one in paragraphs) + "\n"


def _filled(paragraph: str, width: int) -> str:
    return fill(" ".join(paragraph.split()), width, break_long_words=False, break_on_hyphens=False)


def _silencing(code: str) -> str:
    return f"To pass over a finding, write on its line, or on the first line of the event: # timeline: ignore {code}\n"


def _listing() -> Iterator[str]:
    """All codes, a line each: code, severity, name, what is found."""
    rows = [(rule.CODE, rule.SEVERITY, rule.NAME, manual_of(rule).summary) for rule in rules()]
    rows += [(code, about.severity, about.name, f"{about.found}.") for code, about in LOAD_CODES.items()]
    wide = max(len(row[2]) for row in rows)
    for code, severity, name, summary in rows:
        yield f"{code}  {severity:<7}  {name:<{wide}}  {summary}"


AREAS = {
    "C": "The chronology and its events",
    "S": "What an event stands on",
    "T": "Time",
    "N": "Names",
    "L": "Addresses",
}


def document() -> str:
    """docs/checks.md: every rule with its reasons and examples, and the codes of loading."""
    parts = [_INTRODUCTION]
    for area, title in AREAS.items():
        parts.append(f"## {title}\n")
        for rule in rules():
            if rule.CODE[0] == area:
                page = manual_of(rule)
                parts.append(
                    f"### {rule.CODE} {rule.NAME}\n\n{rule.SEVERITY.capitalize()}. {page.summary}\n\n{page.why}\n"
                )
                parts.append(f"Wrong:\n\n```yaml\n{page.wrong}```\n\nRight:\n\n```yaml\n{page.right}```\n")
    parts.append("## Found on loading\n\nThese stop every command, but for the warnings among them.\n")
    parts.append("| code | name | found | write instead |\n|---|---|---|---|")
    rows = [f"| {code} | {about.name} | {about.found} | {about.remedy} |" for code, about in LOAD_CODES.items()]
    parts.append("\n".join(rows))
    return "\n".join(parts) + "\n"


_INTRODUCTION = """\
# What `timeline check` finds

This page is made from the docstrings of the rules in `timeline/checks/`; `make golden` writes it anew. The same text
is printed by `timeline check --explain CODE`, and `--explain codes` lists all.

An *error* cannot be, a *warning* is probably a mistake, a *note* is worth knowing and told with `--severity note` only.
`--only` and `--skip` take codes, names of rules, or the first letters of codes: `--only T,S105`.

To pass over a finding, write a comment: `# timeline: ignore C102` on its line; on the first line of an event or a
source for all of it; alone on a line for the line below; above the first key for the whole file. Several codes are
joined by commas. Where a file has no comments (JSON, tables), an event or a source takes the key `x-ignore: C102`.
"""
