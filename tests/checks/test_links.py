"""`--links` asks for every address once, politely, and tells what is gone, moved or silent. Only ever a local server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from support import run_pipe, run_pty, write

from timeline.checks import _network


class _Pages(BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]

    def _answer(self) -> None:
        self.asked.append((self.command, self.path))
        code, *more = {
            "/gone": (410,),
            "/missing": (404,),
            "/moved": (301, "/there"),
            "/round": (302, "/round"),
            "/away": (302, "ftp://example.org/x"),
            "/to-gone": (301, "/gone"),
            "/broken": (500,),
            "/refused": (403,),
        }.get(self.path, (200,))
        if self.path == "/head-not-known":
            code = 405 if self.command == "HEAD" else 200
        if self.path == "/head-lies":
            code = 404 if self.command == "HEAD" else 200
        if self.path == "/slow":
            time.sleep(3)
        self.send_response(code)
        if more:
            self.send_header("Location", more[0])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = _answer  # noqa: N815  # the names that the server calls

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name that the server passes
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The address of a local server and the list of what it was asked."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    asked: list[tuple[str, str]] = []
    pages = type("Pages", (_Pages,), {"asked": asked})
    running = ThreadingHTTPServer(("127.0.0.1", 0), pages)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}", asked
    running.shutdown()
    running.server_close()


def ask(*addresses: str, timeout: float = 5) -> dict[str, tuple[int, str, bool]]:
    found = _network.ask(addresses, timeout, lambda done, of: None, pause=0)
    return {address: (one.status, one.final, one.is_gone) for address, one in found.items()}


@pytest.mark.parametrize(
    ("path", "status", "final", "gone", "methods"),
    [
        ("/there", 200, "/there", False, ["HEAD"]),
        ("/gone", 410, "/gone", True, ["HEAD", "GET"]),
        ("/missing", 404, "/missing", True, ["HEAD", "GET"]),
        ("/head-not-known", 200, "/head-not-known", False, ["HEAD", "GET"]),
        ("/head-lies", 200, "/head-lies", False, ["HEAD", "GET"]),
        ("/moved", 200, "/there", False, ["HEAD", "HEAD"]),
        ("/to-gone", 410, "/gone", True, ["HEAD", "HEAD", "GET", "GET"]),
        ("/broken", 500, "/broken", False, ["HEAD", "GET"]),
        ("/refused", 403, "/refused", False, ["HEAD", "GET"]),
        ("/away", 0, "/away", False, ["HEAD", "GET"]),
    ],
)
def test_answers(
    server: tuple[str, list[tuple[str, str]]], path: str, status: int, final: str, gone: bool, methods: list[str]
) -> None:
    """HEAD first, GET where that is not answered well; a redirect keeps the method, and leads to http alone."""
    root, asked = server
    assert ask(root + path) == {root + path: (status, root + final, gone)}
    assert [method for method, _ in asked] == methods


def test_a_circle_of_redirects_ends(server: tuple[str, list[tuple[str, str]]]) -> None:
    root, _ = server
    ((status, _, gone),) = ask(root + "/round").values()
    assert (status, gone) == (302, False)


def test_a_page_is_asked_for_once(server: tuple[str, list[tuple[str, str]]]) -> None:
    """Fragments name places in a page, and signs outside ASCII are sent escaped."""
    root, asked = server
    found = ask(f"{root}/there", f"{root}/there#end", f"{root}/é ü", f"{root}/there")
    assert len(found) == 3
    assert {one[0] for one in found.values()} == {200}
    assert sorted(asked) == [("HEAD", "/%C3%A9%20%C3%BC"), ("HEAD", "/there")]


@pytest.mark.parametrize("address", ["http://localhost:99999/", "http://[::::]/", "http://xn--a/", "http://ä..de/"])
def test_an_address_that_is_none(address: str) -> None:
    """It is told as one that cannot be tried; the others are asked all the same."""
    assert ask(address)[address][0] == 0


def test_silence_is_waited_for_so_long_and_no_longer(server: tuple[str, list[tuple[str, str]]]) -> None:
    root, _ = server
    found = _network.ask([f"{root}/slow"], 0.2, lambda done, of: None, pause=0)
    (answer,) = found.values()
    assert (answer.status, answer.is_gone, answer.trouble) == (0, False, "no answer within 0.2 seconds")


def test_nobody_listens(server: tuple[str, list[tuple[str, str]]]) -> None:
    """A refused connection is no proof that a page is gone."""
    ((status, _, gone),) = ask("http://127.0.0.1:9/x").values()
    assert (status, gone) == (0, False)


def test_one_page_of_a_host_at_a_time(
    server: tuple[str, list[tuple[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two requests to one host there is a pause; other hosts need not wait for it."""
    root, asked = server
    pauses: list[float] = []
    monkeypatch.setattr(_network.time, "sleep", pauses.append)
    _network.ask([f"{root}/{n}" for n in range(4)], 5, lambda done, of: None, pause=7)
    assert pauses == [7, 7, 7]
    assert [path for _, path in asked] == ["/0", "/1", "/2", "/3"]


def test_the_command(server: tuple[str, list[tuple[str, str]]], tmp_path: Path) -> None:
    """Gone is a warning, moved and refused are notes; nothing is asked without the option, nor of other schemes."""
    root, asked = server
    path = write(
        tmp_path,
        "story.yaml",
        f"""\
events:
  - date: May 2020
    title: T
    sources:
      - {{outlet: A, date: May 2020, url: "{root}/gone", archive: "{root}/there"}}
      - {{outlet: B, date: May 2020, url: "{root}/moved"}}
      - {{outlet: C, date: May 2020, url: "{root}/refused"}}
      - {{outlet: D, date: May 2020, url: "file:///etc/passwd"}}
""",
    )
    assert "L201" not in run_pipe("check", path).out
    assert asked == []
    done = run_pipe("check", path, "--links", "--only", "L2", "--severity", "note")
    assert "5:43: warning: L201 the page is gone: HTTP 410 (an archived copy is named)" in done.out
    assert f"note: L202 leads on to {root}/there" in done.out
    assert "note: L203 could not be tried: HTTP 403" in done.out
    assert done.err == "timeline: 1 warning, 2 notes\n"
    assert done.code == 1
    assert "L201" in run_pty("check", path, "--links", "--only", "L201").out


def test_without_a_network_it_is_said(tmp_path: Path) -> None:
    """Where no address answers, the machine is more likely cut off than every page gone."""
    text = "events: [{date: 2020, title: T, sources: [{outlet: A, date: 2020, url: 'http://127.0.0.1:9/x'}]}]\n"
    done = run_pipe("check", write(tmp_path, "story.yaml", text), "--links", "--timeout", "1")
    assert done.err == "timeline: no address answered; is this machine on the network?\n"
    assert done.code == 0
