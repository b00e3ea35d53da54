"""Our named tuples are those of the standard library in all that is used of them."""

from __future__ import annotations

import copy
import pickle
from typing import Any
from typing import NamedTuple as Standard

import pytest

from timeline.records import NamedTuple


class Ours(NamedTuple):
    a: int
    b: str = "b"
    c: tuple[int, ...] = ()

    @property
    def double(self) -> int:
        return self.a * 2


class Theirs(Standard):
    a: int
    b: str = "b"
    c: tuple[int, ...] = ()

    @property
    def double(self) -> int:
        return self.a * 2


class More(Ours):
    """Adds nothing but a method."""

    def more(self) -> int:
        return self.a + 1


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((1,), {}), ((1, "x"), {}), ((1, "x", (2,)), {}), ((), {"a": 1}), ((1,), {"c": (3,)}), ((), {"a": 1, "b": "x", "c": ()}),
    ((), {}), ((1, 2, 3, 4), {}), ((1,), {"a": 2}), ((1,), {"d": 2}), ((), {"b": "x"}),
]  # fmt: skip


def made(kind: Any, values: tuple[Any, ...], named: dict[str, Any]) -> Any:
    try:
        return tuple(kind(*values, **named))
    except TypeError:
        return TypeError


@pytest.mark.parametrize(("values", "named"), CALLS)
def test_they_are_made_alike(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    assert made(Ours, values, named) == made(Theirs, values, named)


def test_a_class_that_is_used_often_gets_a_constructor_that_does_the_same() -> None:
    class Often(NamedTuple):
        a: int
        b: str = "b"
        c: tuple[int, ...] = ()

    class Below(Often):
        """Of the same fields."""

    generic = Often.__new__
    for kind in (Often, Below):
        for n in range(400):
            assert tuple(kind(n)) == (n, "b", ())
    assert Often.__new__ is not generic
    for values, named in CALLS:
        assert made(Often, values, named) == made(Below, values, named) == made(Theirs, values, named)


def test_they_behave_alike() -> None:
    ours, theirs = Ours(1), Theirs(1)
    assert tuple(ours) == tuple(theirs) == ours
    assert (ours.a, ours.b, ours.c, ours.double) == (1, "b", (), 2)
    assert Ours._fields == Theirs._fields
    assert Ours._field_defaults == Theirs._field_defaults
    assert ours._replace(b="x") == theirs._replace(b="x")
    assert ours._replace(b="x", a=3) == theirs._replace(b="x", a=3)
    assert ours._asdict() == theirs._asdict()
    assert Ours._make([1, 2, 3]) == Theirs._make([1, 2, 3])
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert copy.deepcopy(ours) == ours == pickle.loads(pickle.dumps(ours))
    assert type(ours._replace(a=2)) is Ours
    assert not hasattr(ours, "__dict__")
    for wrong in ({"d": 1}, {"a": 1, "d": 1}):
        with pytest.raises(ValueError):
            ours._replace(**wrong)
    with pytest.raises(AttributeError):
        ours.a = 2  # type: ignore[misc]
    match ours:
        case Ours(a, b):
            assert (a, b) == (1, "b")


def test_a_class_below_keeps_the_fields() -> None:
    assert More(1).more() == 2
    assert More(1) == Ours(1)
