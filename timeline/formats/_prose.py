"""What the formats that write prose say of an event, beside its date and its title."""

from timeline.model import origins_of
from timeline.query import POSSIBLE
from timeline.views import STANCE_WORDS, Entry, origins_words, override_words, printable


def doubts(entry: Entry) -> list[str]:
    """What is not certain of an event's place in the selection, in words: its match, its order."""
    words = []
    if entry.one.match is POSSIBLE:
        words.append("matches only possibly" + (": " + "; ".join(entry.one.why) if entry.one.why else ""))
    if entry.bracket:
        words.append("the order of this and its neighbours cannot be known")
    return words


def remarks(entry: Entry, day: int) -> list[str]:
    """What the sources and the author's own status add: origins where they are fewer than outlets, the override."""
    event = entry.one.event
    words = []
    for source in event.sources:
        if source.via and (origins := origins_words(origins_of(event))):
            words.append(origins)
            break
    if event.status:
        words.append(override_words(event, day))
    return words


def one_line(text: str) -> str:
    """The text on one line, without blanks around it and with nothing that steers a terminal."""
    return printable(text.strip()) if text else ""


def stance_words(says: str) -> str:
    """What a source does with an event, before its name: "denied: "; empty for a plain report."""
    return STANCE_WORDS.get(says, "")
