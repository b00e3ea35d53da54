"""Packages that the core does not need: asked for by name where something needs them, with what installs them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from timeline.errors import UsageError


def required(package: str, extra: str, what: str = "this format") -> Any:
    """A package that a format or an importer needs; asked for inside its function, so that no other pays.

    Raises:
        UsageError: It is not installed; the message has the command that installs it.
    """
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        command = f"pip install 'sourced-timeline[{extra}]'"
        raise UsageError(f"{what} needs {package}; install it with: {command}") from error
