"""What a comparison finds, as records: what is new, gone, and said otherwise."""

from collections.abc import Iterable

from timeline.model import Era, Source
from timeline.records import NamedTuple
from timeline.views import Shown

SOURCE_TEXTS = ("outlet", "date", "says", "by", "unnamed", "via", "title", "url", "quote")
"""What makes a source the same source."""


class FieldChange(NamedTuple):
    """One thing that is said otherwise.

    Attributes:
        field: `title`, `people`, `date` and so on; `override` is a status set by hand.
        how: `changed` for a text, `items` for a list, of a date how its days moved: `tightened`, `widened`, `moved` or,
            where only the words are others, `same`.
        old, new: The texts as written; of a list what was taken out and what was added.
    """

    field: str
    how: str
    old: tuple[str, ...]
    new: tuple[str, ...]


class Change(NamedTuple):
    """An event that is in both, and what is said of it otherwise; `old.status` and `new.status` are the statuses.

    `added` and `gone` are sources; `fields` has a `status` too where it is another.
    """

    old: Shown
    new: Shown
    fields: tuple[FieldChange, ...]
    added: tuple[Source, ...] = ()
    gone: tuple[Source, ...] = ()

    @property
    def id(self) -> str:
        return self.new.event.id


class EraChange(NamedTuple):
    """An era that is new (`old` is None), gone (`new` is None), or said otherwise."""

    id: str
    old: Era | None
    new: Era | None
    fields: tuple[FieldChange, ...] = ()


class Difference(NamedTuple):
    """All that changed; events in the order of time, those that changed by the earlier of their two dates."""

    old_day: int
    new_day: int
    header: tuple[FieldChange, ...] = ()
    eras: tuple[EraChange, ...] = ()
    new: tuple[Shown, ...] = ()
    gone: tuple[Shown, ...] = ()
    changed: tuple[Change, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.header or self.eras or self.new or self.gone or self.changed)


_MIRRORED = {"tightened": "widened", "widened": "tightened"}


def mirrored(difference: Difference) -> Difference:
    """The same difference read backwards: what `compare` says with its two sides exchanged."""
    return Difference(
        difference.new_day,
        difference.old_day,
        _mirrored_fields(difference.header),
        tuple(EraChange(id_, new, old, _mirrored_fields(fields)) for id_, old, new, fields in difference.eras),
        difference.gone,
        difference.new,
        tuple(
            Change(new, old, _mirrored_fields(fields), gone, added)
            for old, new, fields, added, gone in difference.changed
        ),
    )


def _mirrored_fields(fields: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    return tuple(FieldChange(name, _MIRRORED.get(how, how), new, old) for name, how, old, new in fields)


def source_text(source: Source, name: str) -> str:
    """One of `SOURCE_TEXTS`, as written."""
    text: str = source.date.text if name == "date" else getattr(source, name)
    return text
