"""Named tuples that cost little to define: some forty are defined at every start.

`typing.NamedTuple` compiles a constructor for each class, a third of a millisecond, and importing `typing` takes half
as long as starting Python. Here a class is made of its annotations alone, and gets a constructor of its own when it
has been used often enough to pay for it. To the type checker, and to whoever uses them, they are the same: fields by
name, defaults, `_fields`, `_replace`, `_asdict`, `_make`, equality, order.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter
    from itertools import count

    _new = tuple.__new__

    _OFTEN = 300
    """How many times a class is used before compiling a constructor, 60 microseconds, is repaid."""

    def _compile(cls):
        """Gives the class that has the fields of `cls` a constructor with these parameters."""
        owner = next(base for base in cls.__mro__ if "_fields" in vars(base))
        if "__new__" in vars(owner):  # it has its own
            return
        parameters = ", ".join(owner._fields)  # none begins with an underscore
        made = eval(f"lambda _cls, {parameters}: _new(_cls, ({parameters},))", {"_new": _new})
        made.__defaults__ = owner._last
        owner.__new__ = made

    class _Fields(type):
        """Makes the annotations of a class its fields; without any, the class adds methods to those of its base."""

        def __new__(meta, name, bases, namespace):
            fields = tuple(namespace.get("__annotations__", ()))
            if fields:
                defaults = {field: namespace[field] for field in fields if field in namespace}
                namespace.update({field: _tuplegetter(number, "") for number, field in enumerate(fields)})
                namespace.update(_fields=fields, __match_args__=fields, _field_defaults=defaults)
                namespace["_last"] = tuple(defaults.values())  # those with a default come last
                namespace["_uses"] = count()
            namespace.setdefault("__slots__", ())
            return type.__new__(meta, name, bases, namespace)

    class NamedTuple(tuple, metaclass=_Fields):
        """A base class; the annotations of a class below it are its fields, in their order."""

        _fields = ()
        _field_defaults = {}  # noqa: RUF012  # each class has its own
        _last = ()
        _uses = count()

        def __new__(cls, *values, **named):
            fields = cls._fields
            if next(cls._uses) == _OFTEN and fields:
                _compile(cls)
            missing = len(fields) - len(values)
            if not named:
                if not missing:
                    return _new(cls, values)
                if 0 < missing <= len(cls._last):
                    return _new(cls, values + cls._last[-missing:])
            if missing < 0:
                raise TypeError(f"{cls.__name__} takes {len(fields)} values, not {len(values)}")
            defaults = cls._field_defaults
            try:
                rest = [named.pop(name) if name in named else defaults[name] for name in fields[len(values) :]]
            except KeyError as error:
                raise TypeError(f"{cls.__name__} without {error.args[0]!r}") from None
            if named:
                raise TypeError(f"{cls.__name__} has no such fields left: {', '.join(named)}")
            return _new(cls, (*values, *rest))

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, **changes):
            fields = self._fields
            if len(changes) == 1:  # most often
                ((name, value),) = changes.items()
                number = fields.index(name)
                return _new(type(self), (*self[:number], value, *self[number + 1 :]))
            made = _new(type(self), map(changes.pop, fields, self))
            if changes:
                raise ValueError(f"{type(self).__name__} has no {', '.join(changes)}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            values = (f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({', '.join(values)})"

        def __getnewargs__(self):
            return tuple(self)
