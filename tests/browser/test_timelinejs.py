"""TimelineJS 3 itself reads what we write for it, as JSON and as a table: every event is on its page.

`make browser` runs this; it needs playwright, a Chromium on the path, and the npm package @knight-lab/timelinejs.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, run_pipe

STORY = "space-film-record"
HARD = str(ROOT / "tests" / "data" / "hard.yaml")
PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>T</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="dist/css/timeline.css"><div id="t" style="width: 1200px; height: 700px"></div>
<script src="dist/js/timeline.js"></script>
<script>window.shown = new TL.Timeline("t", "FILE", {hash_bookmark: false});</script>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Requests are not told."""


@pytest.fixture
def served(tmp_path: Path, package: Callable[[str], Path]) -> Iterator[tuple[Path, str]]:
    """A folder with TimelineJS in it, and the address at which it is served."""
    (tmp_path / "dist").symlink_to(package("@knight-lab/timelinejs") / "dist")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("name", "ending"), [("timelinejs", "json"), ("timelinejs-csv", "csv")])
@pytest.mark.parametrize("story", [STORY, HARD], ids=["record", "hard"])
def test_every_event_is_on_the_page(browser: Any, served: tuple[Path, str], story: str, name: str, ending: str) -> None:
    """A marker with its headline for each event that is written, the words of its date, and no error at all."""
    folder, address = served
    assert run_pipe("show", story, "-O", name, "-o", str(folder / f"story.{ending}")).code == 0
    (folder / "index.html").write_text(PAGE.replace("FILE", f"{address}/story.{ending}"), "utf-8")
    written = json.loads(run_pipe("show", story, "-O", "timelinejs").out)

    page, said = browser.new_page(viewport={"width": 1200, "height": 800}), []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    # Media of the stories stand elsewhere; a test asks nobody.
    page.route(re.compile(rf"^(?!{re.escape(address)})(?!data:|blob:)"), lambda route: route.fulfill(body=""))
    page.goto(f"{address}/index.html")
    page.wait_for_selector(".tl-timemarker", state="attached", timeout=20_000)
    page.wait_for_timeout(1000)

    shown = page.eval_on_selector_all(".tl-timemarker h2.tl-headline", "all => all.map(one => one.textContent)")
    assert sorted(map(_plain, shown)) == sorted(_plain(unescape(one["text"]["headline"])) for one in written["events"])
    if ending == "json":
        markers = page.eval_on_selector_all(".tl-timemarker", "all => all.map(one => one.id)")
        assert {f"{one['unique_id']}-marker" for one in written["events"]} == set(markers)
    dates = page.eval_on_selector_all(".tl-slide h3.tl-headline-date", "all => all.map(one => one.textContent)")
    assert {_plain(date) for date in dates} - {""} <= {
        _plain(unescape(unescape(one["display_date"]))) for one in written["events"]
    }
    assert said == []
    page.close()


def _plain(text: str) -> str:
    return " ".join(text.split())
