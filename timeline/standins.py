"""Modules that a library imports for what it is never asked here, left out while it is imported."""

from __future__ import annotations

import sys
from types import ModuleType, TracebackType

FAULTS = (ImportError, AttributeError, TypeError)
"""What an import may raise that wants more of a module than stands in for it; it can be repeated without."""


class StandIns:
    """While entered, the names that are given are all that importing these modules gives; those imported already stay.

    Args:
        modules: By name of a module its names with their values; None where importing it is to fail.
    """

    def __init__(self, **modules: dict[str, object] | None) -> None:
        self._modules = {name: names for name, names in modules.items() if name not in sys.modules}

    def __enter__(self) -> None:
        for name, names in self._modules.items():
            module = ModuleType(name)
            vars(module).update(names or {})
            sys.modules[name] = module if names is not None else None  # type: ignore[assignment]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name in self._modules:
            del sys.modules[name]
