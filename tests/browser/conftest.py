"""A headless Chromium, and the packages that pages are held against; tests are skipped where either is missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import ROOT

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The Chromium of the path, driven by playwright."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="no browser driver: make browser")
    names = ("chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        pytest.skip("no Chromium on the path: apt install chromium")
    with sync_api.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def package() -> Callable[[str], Path]:
    """The folder of an npm package, from `NODE_MODULES` or where `make browser` installs it."""

    def folder(name: str) -> Path:
        found = Path(os.environ.get("NODE_MODULES") or ROOT / ".venv" / "browser" / "node_modules", name)
        if not found.is_dir():
            pytest.skip(f"no {name}: make browser")
        return found

    return folder
