"""What an address answered when it was asked for."""

from timeline.records import NamedTuple


class Answer(NamedTuple):
    """The outcome of asking for one address.

    Attributes:
        status: The HTTP status at the end of all redirects; 0 where nothing answered.
        final: Where redirects led; the address itself where there were none.
        trouble: In words, why there was no answer; empty where there was one.
        is_gone: The page is no longer there (404, 410), or its host is not.
    """

    status: int
    final: str
    trouble: str = ""
    is_gone: bool = False
