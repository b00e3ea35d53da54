"""A YAML chronology in canonical form: keys in order, one style, comments where they were.

Two files that say the same in the same order are written alike, comments aside. Texts stay as they are to the letter,
dates too; what an author may write short (`people: Tom Cruise`, `Doug Liman: Liman`) is written out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from timeline.editing.comments import comments_of, hang
from timeline.editing.yaml_tree import tree_of
from timeline.writing.yaml_layout import Block, Entry, Layout, Value
from timeline.writing.yaml_scalars import FLAGS, Bare
from timeline.writing.yaml_shapes import CHRONOLOGY, Shape

Order = Callable[[Sequence[Entry]], Sequence[Entry]]
"""The events of a file in the order in which they are to stand."""


def canonical_yaml(text: str, order: Order | None = None) -> str:
    """The text of a sound YAML file in canonical form, read back to see that nothing is lost."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    tree = tree_of(text)
    hung = hang(tree)
    root = tree.root
    first = tree.pieces[0] if tree.pieces else None
    settle(root, CHRONOLOGY)
    entries = list(root.value.entries) if isinstance(root.value, Block) else []
    if root.above and root.above[-1] and entries and entries[0] is not first:
        root.above.append("")
    if order is not None:
        for entry in entries:
            if entry.key == "events" and isinstance(entry.value, Block):
                entry.value.entries = order(list(entry.value.entries))
    written = "".join(f"{line}\n" for line in Layout().file(root))
    if written != text:
        back = tree_of(written)
        if sorted(hung) != sorted(comment.text for comment in comments_of(back)) or not _is_same(root, back.root):
            raise AssertionError("the canonical form does not say what the file says; nothing was written")
    return written


def _is_same(one: Entry, two: Entry) -> bool:
    """Whether two trees hold the same keys and texts in the same order; what is empty is equal."""
    if one.key != two.key:
        return False
    first, second = one.value, two.value
    if isinstance(first, str) or isinstance(second, str):
        same = first == second and type(first) is type(second)
        return same or (_is_empty(first) and _is_empty(second))
    entries, others = list(first.entries), list(second.entries)
    return (
        len(entries) == len(others)
        and (first.is_list == second.is_list or not entries)
        and all(map(_is_same, entries, others))
    )


def _is_empty(value: Value) -> bool:
    return not value if isinstance(value, str) else not value.entries


# --- one way to say it --------------------------------------------------------------------------------------------


def settle(entry: Entry, shape: Shape) -> None:
    """Puts what hangs on an entry in order: short forms written out, keys sorted, unknown ones behind in file order."""
    kind = shape.kind
    if type(entry.value) is Bare and kind != "names" and not shape.short:
        return
    if kind == "names" or kind == "list":
        _settle_list(entry)
    elif kind == "map" or kind == "entries":
        _settle_map(entry, shape)
    value = entry.value
    if isinstance(value, str):
        return
    for inner in value.entries:
        of = shape.of(inner.key)
        if not isinstance(inner.value, str) or of.is_collection:
            settle(inner, of)
        elif of.kind == "flag":
            inner.value = FLAGS.get(inner.value.lower(), inner.value)
        if inner.key is None:
            _raise(inner)
    if kind == "map" and not value.is_list:
        value.entries = sorted(value.entries, key=lambda inner: shape.rank(inner.key or ""))


def _raise(item: Entry) -> None:
    """Lets what stands above the first key of an item stand above the item: it is the same place in the file."""
    first = next(iter(item.value.entries), None) if isinstance(item.value, Block) else None
    if first is not None and first.above:
        item.above = [*item.above, *([item.beside] if item.beside else ()), *first.above]
        item.beside, first.above = "", ()


def _settle_list(entry: Entry) -> None:
    value = entry.value
    if value == "":
        entry.value = Block(True, [])
    elif isinstance(value, str) or not value.is_list:
        item = Entry(None, value)
        item.below, entry.below = entry.below, item.below
        entry.value = Block(True, [item])


def _settle_map(entry: Entry, shape: Shape) -> None:
    value = entry.value
    if value == "":
        entry.value = Block(False, [])
    elif shape.short and (isinstance(value, str) or value.is_list):
        inner = Entry(shape.short, value)
        inner.below, entry.below = entry.below, inner.below
        entry.value = Block(False, [inner])
