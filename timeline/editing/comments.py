"""The comments of a YAML file, each hung on the piece that it speaks of, so that the two move together.

A comment on lines of its own belongs to what follows: to an event where it stands above the dash, to a key where it
stands above the key. Where it is indented deeper than what follows, it closes the list or map that ends there. A
comment at the end of a line belongs to that line's key or item. What stands above everything else is the file's.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from timeline.editing.yaml_tree import Piece, Place, Tree
from timeline.records import NamedTuple

_TO_LINE_END = re.compile("[^\n\x85\u2028\u2029]*")
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*[ \t]+(?=#)")
_BLANK_BETWEEN = re.compile(r"\n[ \t]*\n|\n---|\n%")
# What may stand before a comment that belongs to what follows: a question mark introduces a key.
_NOTHING_YET = re.compile(r"(?:(?:-[ \t]*)*\?|\.\.\.)?").fullmatch


class Comment(NamedTuple):
    """A comment with its sign, where it begins and ends, and what stands before it on its line."""

    text: str
    start: int
    end: int
    before: str

    @property
    def column(self) -> int:
        return len(self.before)


def comments_of(tree: Tree) -> Iterator[Comment]:
    """The comments of a file, in order."""
    text, scalars = tree.text, tree.scalars
    starts = [start for start, _ in scalars]
    breaks = [sign for sign in "\n\x85\u2028\u2029" if sign in text]
    at = text.find("#")
    while at >= 0:
        n = bisect_right(starts, at) - 1
        if n >= 0 and at < scalars[n][1]:
            start, end = scalars[n]
            head = _BLOCK_HEAD.match(text, start)
            if head is None or head.end() != at:
                at = text.find("#", end)
                continue
        found = _TO_LINE_END.match(text, at)
        assert found is not None
        line = max((text.rfind(sign, 0, at) for sign in breaks), default=-1) + 1
        yield Comment(found[0].rstrip(), at, found.end(), text[line:at])
        at = text.find("#", found.end())


def hang(tree: Tree) -> list[str]:
    """Hangs every comment of a file on a piece of its tree, and gives their texts.

    Those above the first key are the file's and hang on the root, but for a last paragraph right above that key.
    """
    hanger = _Hanger(tree)
    comments = list(comments_of(tree))
    for comment in comments:
        hanger.hang(comment)
    head = tree.root.above
    if tree.pieces and "" in head and head[-1]:
        cut = len(head) - head[::-1].index("")
        tree.pieces[0].above[:0] = head[cut:]
        del head[cut:]
    return [comment.text for comment in comments]


class _Hanger:
    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.starts = [piece.at for piece in tree.pieces]
        self.scalars = [start for start, _ in tree.scalars]
        # What the comment before went to, and where it ended; within a gap comments keep their order, which is outward.
        self.last: tuple[list[str] | None, int] = (None, 0)
        self.gap = -1
        self.outward = -1

    def hang(self, comment: Comment) -> None:
        n = self._next(comment.start)
        following = self.tree.pieces[n] if n < len(self.tree.pieces) else None
        previous = self.tree.pieces[n - 1] if n else None
        if previous is not None and not _NOTHING_YET(comment.before.strip()):
            self._beside(previous, comment)
        else:
            if n != self.gap:
                self.gap, self.outward = n, -1
            self._alone(self._target(previous, following, comment), following, comment)

    def _next(self, at: int) -> int:
        """The number of the first piece that begins behind an offset; items begin with their dash."""
        n = bisect_right(self.starts, at)
        pieces = self.tree.pieces
        while n < len(pieces) and self._start(pieces[n]) < at:
            n += 1
        return n

    def _start(self, piece: Piece) -> int:
        """Where a piece begins; of an item of a block that is its dash."""
        home = piece.home
        if home is None or not home.is_list or home.is_flow:
            return piece.at
        text, line = self.tree.text, piece.at + 1
        while line > home.start:
            line = text.rfind("\n", 0, line - 1) + 1
            dash = line + home.column
            if dash <= piece.at and text[dash : dash + 1] == "-" and "#" not in text[line:dash]:
                return dash
        return home.start

    # --- at the end of a line -------------------------------------------------------------------------------------

    def _beside(self, piece: Piece, comment: Comment) -> None:
        """Hangs a comment on the piece whose line it ends; what was there before goes above."""
        while piece.home is not None and piece.home.is_flow and piece.home.end <= comment.start:
            piece = piece.home.owner
        if piece.home is None:
            piece.below.append(comment.text)
            return
        if piece.beside:
            piece.above.append(piece.beside)
        piece.beside = comment.text

    # --- on a line of its own -------------------------------------------------------------------------------------

    def _target(self, previous: Piece | None, following: Piece | None, comment: Comment) -> list[str]:
        """What a comment between two pieces is added to."""
        if previous is None:
            return self.tree.root.above
        if following is not None and comment.before.rstrip().endswith("?"):
            return following.above
        if self._is_before_value(previous, following, comment.start):
            return previous.above
        flow = _flow_around(previous, comment.start)
        if flow is not None:
            inside = following is not None and following.at < flow.end
            return following.above if following is not None and inside else flow.owner.below
        assert previous.home is not None
        column = comment.column
        is_under = column > previous.home.column and not previous.home.is_flow
        if self.outward < 0 and is_under and _is_empty(previous):
            return previous.below
        ended = _ended(previous, following)
        for n in range(max(self.outward, 0), len(ended)):
            place = ended[n]
            if place.column <= column and (following is None or column > _column(following)):
                while n + 1 < len(ended) and ended[n + 1].column == place.column:
                    n += 1
                self.outward = n
                return ended[n].owner.below
        self.outward = len(ended) + 1
        return self.tree.root.below if following is None else following.above

    def _is_before_value(self, piece: Piece, following: Piece | None, at: int) -> bool:
        """Whether the text, or the empty list or map, of a key begins behind an offset that stands behind the key."""
        if isinstance(piece.value, Place):
            return not piece.value.entries and piece.value.start > at
        n = bisect_right(self.scalars, at)
        return n < len(self.scalars) and (following is None or self.scalars[n] < following.at)

    def _alone(self, target: list[str], following: Piece | None, comment: Comment) -> None:
        """Adds a comment; blank lines between it and its neighbours, or what it speaks of, are kept as one."""
        before, end = self.last
        if before is target and _BLANK_BETWEEN.search(self.tree.text, end, comment.start) and target[-1]:
            target.append("")
        target.append(comment.text)
        self.last = target, comment.end
        if following is not None and (target is following.above or target is self.tree.root.above):
            start = self._start(following)
            gap = self.tree.text[comment.end : start]
            if comment.before.startswith("---") or ("#" not in gap and _BLANK_BETWEEN.search(gap)):
                target.append("")


def _flow_around(piece: Piece, at: int) -> Place | None:
    """The innermost list or map in brackets that holds an offset behind the beginning of a piece."""
    place = piece.value if isinstance(piece.value, Place) else piece.home
    while place is not None and not (place.is_flow and place.start < at < place.end):
        place = place.owner.home
    return place


def _is_empty(piece: Piece) -> bool:
    return not piece.value if isinstance(piece.value, str) else not piece.value.entries


def _ended(previous: Piece, following: Piece | None) -> list[Place]:
    """The blocks that end between two pieces that follow each other, from inside out."""
    kept = set()
    place = following.home if following is not None else None
    while place is not None:
        kept.add(id(place))
        place = place.owner.home
    ended = []
    place = previous.home
    while place is not None and id(place) not in kept:
        if not place.is_flow:
            ended.append(place)
        place = place.owner.home
    return ended


def _column(piece: Piece) -> int:
    return piece.home.column if piece.home is not None else 0
