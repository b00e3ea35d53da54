"""The page in a browser: with and without its script, by keyboard, as of a day, and for everybody.

`make browser` runs this; it needs playwright and a Chromium on the path, for accessibility the npm package axe-core.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import run_pipe

pytest.importorskip("jinja2", reason="the page is made with jinja2: pip install 'sourced-timeline[html]'")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the public record, as a file."""
    path = tmp_path_factory.mktemp("page") / "record.html"
    assert run_pipe("show", "data/space-film-record.yaml", "-o", str(path)).code == 0
    return path.as_uri()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """The page, open; nothing may reach its console, and it may ask for nothing."""
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page, said, asked = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    yield page
    page.wait_for_timeout(350)
    assert said == []
    assert {url.split("#")[0] for url in asked} == {address}
    context.close()


def seen(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        ".event", "all => all.filter(one => !one.hidden && !one.closest('.empty')).map(one => one.id)"
    )
    return found


def count(page: Any) -> str:
    page.wait_for_timeout(250)
    return str(page.inner_text("#_count"))


def ids_of(*arguments: str) -> set[str]:
    """What the command itself finds."""
    lines = run_pipe("filter", "data/space-film-record.yaml", *arguments, "-O", "csv").out.splitlines()
    return {row["id"] for row in csv.DictReader(lines) if not row["type"]}


def test_without_script_all_is_there(browser: Any, address: str) -> None:
    """The whole list, open, and no control that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator(".event").count() == 52
    assert page.locator(".event >> visible=true").count() == 52
    assert page.locator(".event details[open]").count() == page.locator(".event details").count()
    assert not page.locator("form[role=search]").is_visible()
    assert not page.locator("#_picture").is_visible()
    context.close()


@pytest.mark.parametrize(
    ("fields", "arguments"),
    [
        ({"_person": "Doug Liman"}, ["--person", "Doug Liman"]),
        ({"_status": "confirmed"}, ["--status", "confirmed"]),
        ({"_tag": "interview"}, ["--tag", "interview"]),
        ({"_outlet": "Page Six"}, ["--outlet", "Page Six"]),
        ({"_text": "insurance"}, ["--text", "insurance"]),
        ({"_since": "2020-05", "_until": "2020-08"}, ["--since", "2020-05", "--until", "2020-08"]),
        ({"_rsince": "2021", "_runtil": "May 2022"}, ["--reported-since", "2021", "--reported-until", "May 2022"]),
        ({"_asof": "2021-06"}, ["--as-of", "2021-06"]),
        (
            {"_asof": "2020", "_person": "Elon Musk", "_until": "2020-06"},
            ["--as-of", "2020", "--person", "Elon Musk", "--until", "2020-06"],
        ),
    ],
)
def test_filters_answer_as_the_command_does(page: Any, fields: dict[str, str], arguments: list[str]) -> None:
    """Each kind of filter, alone and together, keeps the events that `timeline filter` keeps."""
    page.evaluate("document.querySelector('#_more').open = true")
    for name, value in fields.items():
        if page.eval_on_selector(f"#{name}", "one => one.tagName") == "SELECT":
            page.select_option(f"#{name}", value)
        else:
            page.fill(f"#{name}", value)
    count(page)
    assert set(seen(page)) == ids_of(*arguments) != set()


def test_a_state_has_an_address(page: Any, browser: Any) -> None:
    """What is filtered stands in the address and comes back from it; Clear and Escape empty it."""
    page.select_option("#_person", "Doug Liman")
    page.fill("#_asof", "2022")
    words = count(page)
    assert "as of Dec. 31, 2022" in words
    page.wait_for_timeout(400)
    assert page.url.endswith("#?person=Doug+Liman&as-of=2022")
    again = browser.new_page()
    again.goto(page.url)
    assert count(again) == words
    again.keyboard.press("Escape")
    assert count(again) == "52 events"
    again.close()


def test_an_event_has_an_address(browser: Any, address: str) -> None:
    """`#id` leads to the event, opened, in sight and in focus."""
    page = browser.new_page()
    page.goto(f"{address}#deadline-report")
    assert page.evaluate("document.activeElement.closest('.event').id") == "deadline-report"
    assert page.locator("#deadline-report details[open]").count() == 1
    assert page.locator("#deadline-report h3").is_visible()
    page.close()


def test_as_of_takes_back_sources_and_statuses(page: Any) -> None:
    """The slider steps through days on which something came out; later sources disappear."""
    before = page.locator(".event li:not([hidden])").count()
    page.focus("#_slider")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert "as of" in count(page)
    assert page.get_attribute("#_slider", "aria-valuetext")
    assert page.locator(".event li:not([hidden])").count() < before
    assert page.locator("#_asof-note").is_visible()
    page.keyboard.press("End")
    assert count(page) == "52 events"
    assert page.locator(".event li:not([hidden])").count() == before


def test_a_wrong_day_is_told(page: Any) -> None:
    """What is no day is marked and said, and filters nothing."""
    page.fill("#_asof", "someday")
    assert "not understood" in count(page)
    assert page.get_attribute("#_asof", "aria-invalid") == "true"
    assert len(seen(page)) == 52


def test_keys(page: Any) -> None:
    """Slash searches, j and k and the arrows walk, o opens, the question mark helps, Escape leaves."""
    where = "document.activeElement.closest('.event')?.id"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(where) == seen(page)[2]
    page.keyboard.press("k")
    assert page.evaluate(where) == seen(page)[1]
    page.keyboard.press("o")
    assert page.locator(f"#{seen(page)[1]} details[open]").count() == 1
    page.keyboard.press("/")
    page.keyboard.type("jk?")
    assert page.input_value("#_text") == "jk?"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.input_value("#_text") == ""
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def test_the_picture_moves(page: Any) -> None:
    """Buttons, keys, the wheel with Ctrl and dragging change the days that it shows; a bar leads to its event."""
    captions = [page.inner_text("#_seen")]

    def moved() -> None:
        page.wait_for_timeout(60)
        captions.append(page.inner_text("#_seen"))
        assert captions[-1] != captions[-2]

    page.click("button[data-do=in]")
    moved()
    page.focus("#_canvas")
    page.keyboard.press("ArrowLeft")
    moved()
    page.keyboard.press("-")
    moved()
    page.hover("#_canvas")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    moved()
    box = page.locator("#_canvas").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 420, box["y"] + 10, steps=4)
    page.mouse.up()
    moved()
    page.click("button[data-do=all]")
    moved()
    mark = page.locator("svg .mark").first
    wanted = mark.get_attribute("data-of")
    mark.locator("rect").first.click(force=True)
    assert page.evaluate("document.activeElement.closest('.event').id") == wanted


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_axe_finds_nothing(browser: Any, address: str, package: Callable[[str], Path], scheme: str, width: int) -> None:
    """No violation of WCAG or good practice, in both themes, wide and narrow, and no sideways scrolling."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}#?as-of=2024&since=2019")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.add_script_tag(path=str(package("axe-core") / "axe.min.js"))
    found = page.evaluate("axe.run()")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
