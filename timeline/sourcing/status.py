"""How a status comes about, as a table in words: what `timeline check --explain status` prints."""

from timeline.model import STATUS_TABLE, STATUSES

_SUPPORT = {
    "confirms": "someone in a position to know confirms it, by name",
    "reports": "reports, or corrections of one",
    "rumours": "rumours only",
    "plans": "plans only",
    "nothing": "nothing that stands",
}
_AGAINST = {"": "-", "denies": "a denial"}

_BESIDE = (
    ("plans only, and its latest day has passed", "-", "lapsed"),
    ("no source at all", "-", "unsourced"),
    ("no source, and marked as background", "-", "background"),
)

_RULES = (
    ("the day", "only sources that were out by the day asked for count (--as-of); the day is today unless given"),
    ("support", "the strongest that stands decides: a confirmation, a report, a rumour, a plan"),
    ("retraction", "takes back what the same outlet had said for the event; what it says certainly later stands again"),
    ("", "its denials stay, and so do the reports of other outlets, even those that credit it"),
    ("correction", "counts as a report of the event by the outlet that corrects"),
    ("denial", "makes what was confirmed or reported disputed, and everything else denied"),
    ("lapsed", "a plan of which nothing more was heard when its latest possible day had passed"),
    ("no source", "unsourced, or background where the event says background: true: common knowledge needs no source"),
    ("by hand", "status: on an event stands above its sources; say why with because:"),
)


def status_explanation() -> str:
    """The table of statuses with its rules, as text of several lines, ready to print."""
    order = {status: n for n, status in enumerate(STATUSES)}
    derived = [(_SUPPORT[support], _AGAINST[against], status) for support, against, status in STATUS_TABLE]
    rows = [("what speaks for it", "against it", "status")]
    rows += sorted([*derived, *_BESIDE], key=lambda row: order[row[2]])
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    lines = ["What the sources of an event add up to", ""]
    lines += [f"  {what:<{first}}  {against:<{second}}  {status}" for what, against, status in rows]
    lines += ["", "Rules", ""]
    lines += [f"  {name:<10}  {rule}" for name, rule in _RULES]
    return "\n".join(lines) + "\n"
