"""Addresses asked for over the network: the one part of the program that does so, and only with `--links`.

Eight hosts at a time, one page at a time of each, with a pause in between. A page is asked for with HEAD, which costs
the server little, and with GET where HEAD is not answered well, since many servers know only that; nothing of the body
is read.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from timeline import __version__
from timeline.checks._answers import Answer

WORKERS = 8
PAUSE = 0.5
"""Seconds between two requests to one host."""

_GONE = (404, 410)
_AGENT = f"Mozilla/5.0 (compatible; timeline/{__version__}; link check)"
_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


class _Redirects(HTTPRedirectHandler):
    """Follows redirects with the method that was asked with, to http and https alone."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        if urlsplit(newurl).scheme not in ("http", "https"):
            raise URLError(f"redirected to {newurl}")
        follow = super().redirect_request(req, fp, code, msg, headers, _quoted(newurl))
        if follow is not None:
            follow.method = req.get_method()
        return follow


def ask(
    addresses: Iterable[str],
    timeout: float,
    told: Callable[[int, int], object],
    *,
    pause: float = PAUSE,
) -> dict[str, Answer]:
    """What each address answers; `told(done, all)` is called as answers come in, from the calling thread.

    An address is known by the page without its fragment, so that pages are asked for once.
    """
    wanted = list(dict.fromkeys(addresses))
    pages: dict[str, list[str]] = {}
    answers: dict[str, Answer] = {}
    for address in wanted:
        try:
            pages.setdefault(_quoted(address), []).append(address)
        except ValueError as error:  # such as an IPv6 address or a port that is none
            pages[address] = [address]
            answers[address] = Answer(0, address, str(error))
    hosts: dict[str, list[str]] = {}
    for page in pages:
        if page not in answers:
            hosts.setdefault(urlsplit(page).netloc, []).append(page)
    pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="links")
    try:
        waiting = {pool.submit(_ask_host, list(of_host), timeout, pause, answers) for of_host in hosts.values()}
        while waiting:
            waiting = _next(waiting)
            told(len(answers), len(pages))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return {
        address: answers[page]._replace(final=answers[page].final if answers[page].final != page else address)
        for page, own in pages.items()
        for address in own
    }


def _next(waiting: set[Future[None]]) -> set[Future[None]]:
    """Those still under way after a moment; what went wrong in one that ended is raised."""
    done, rest = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
    for one in done:
        one.result()
    return rest


def _ask_host(pages: list[str], timeout: float, pause: float, answers: dict[str, Answer]) -> None:
    for n, page in enumerate(pages):
        if n:
            time.sleep(pause)
        answers[page] = _ask(page, timeout, pause)


def _ask(page: str, timeout: float, pause: float) -> Answer:
    answer = _request(page, "HEAD", timeout)
    if answer.is_gone and not answer.status:  # no such host
        return answer
    if 200 <= answer.status < 400:
        return answer
    time.sleep(pause)
    return _request(page, "GET", timeout)


def _request(page: str, method: str, timeout: float) -> Answer:
    opener = build_opener(_Redirects)
    request = Request(page, method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})
    try:
        with opener.open(request, timeout=timeout) as response:
            return Answer(response.status, response.geturl())
    except HTTPError as error:
        error.close()
        return Answer(error.code, error.url or page, "", error.code in _GONE)
    except TimeoutError:
        return Answer(0, page, f"no answer within {timeout:g} seconds")
    except URLError as error:
        return _trouble(page, error.reason, timeout)
    except (OSError, HTTPException, ValueError, OverflowError) as error:
        return Answer(0, page, str(error) or type(error).__name__)


def _trouble(page: str, reason: object, timeout: float) -> Answer:
    if isinstance(reason, socket.gaierror):
        again = reason.errno == socket.EAI_AGAIN
        host = urlsplit(page).hostname or page
        what = f"the name {host} cannot be looked up now" if again else f"there is no host {host}"
        return Answer(0, page, what, not again)
    if isinstance(reason, TimeoutError):
        return Answer(0, page, f"no answer within {timeout:g} seconds")
    if isinstance(reason, OSError):
        return Answer(0, page, reason.strerror or str(reason))
    return Answer(0, page, str(reason))


def _quoted(address: str) -> str:
    """An address as it is sent: without fragment, what is not ASCII escaped, the host by its name in ASCII.

    Raises:
        ValueError: Its host or its port is none.
    """
    parts = urlsplit(address)
    host, port = parts.netloc, parts.port
    if not host.isascii():
        host = (parts.hostname or "").encode("idna").decode("ascii") + (f":{port}" if port else "")
    path, query = (quote(part, safe=_SAFE, errors="replace") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme.lower(), host, path, query, ""))
