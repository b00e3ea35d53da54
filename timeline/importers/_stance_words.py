"""The words with which people tell what a source does with an event, and what its status is.

To have another one read, add it to its row, in small letters.
"""

from timeline.model import STANCES, STATUSES

_STANCE_WORDS = {
    "reports": "report reported reporting says said",
    "confirms": "confirm confirmed confirming confirmation",
    "rumours": "rumour rumoured rumouring rumor rumors rumored rumoring",
    "plans": "plan planned planning",
    "denies": "deny denied denying denial denials",
    "corrects": "correct corrected correcting correction corrections",
    "retracts": "retract retracted retracting retraction retractions",
}
_STATUS_WORDS = {
    "confirmed": "confirm confirms confirmation",
    "reported": "report reports",
    "rumoured": "rumour rumours rumor rumors rumored",
    "planned": "plan plans",
    "lapsed": "lapse",
    "disputed": "dispute disputes",
    "denied": "deny denies denial",
    "retracted": "retract retracts retraction",
    "unsourced": "",
    "background": "",
}
_STANCE = {word: stance for stance in STANCES for word in (stance, *_STANCE_WORDS[stance].split())}
_STATUS = {word: status for status in STATUSES for word in (status, *_STATUS_WORDS[status].split())}
_NOTHING = frozenset(("-", "–", "—", "n/a", "none"))


def stance_of(cell: str) -> str | None:
    """One of `STANCES`; empty where the cell says nothing, None where it says something else."""
    return _one(cell, _STANCE)


def status_of(cell: str) -> str | None:
    """One of `STATUSES`; empty where the cell says nothing, None where it says something else."""
    return _one(cell, _STATUS)


def _one(cell: str, words: dict[str, str]) -> str | None:
    word = cell.strip().rstrip(".!").casefold()
    return "" if not word or word in _NOTHING else words.get(word)
