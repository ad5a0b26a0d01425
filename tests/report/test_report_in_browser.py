"""The report's page in a real browser: axe-core finds nothing, nothing is asked for, nothing is wider than the page.

axe-core looks at the rules of WCAG 2.2 A and AA and at its own good practice; what it leaves undecided is not counted.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from hybridequiz.report.html import html_report
from report.report_kit import golden_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
WIDTHS = (320, 768, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed: apt-get install chromium"),
    pytest.mark.skipif(
        find_spec("axe_playwright_python") is None,
        reason="axe-core is not installed: python -m pip install axe-playwright-python",
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(html_report(golden_report(), "nl"), "utf-8")
    return path.as_uri()


def opened(browser: Browser, address: str, width: int, scheme: Scheme = "light") -> Page:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(address)
    return page


def violations(page: Page) -> list[str]:
    """Give what axe-core finds wrong, each with where."""
    from axe_playwright_python.sync_playwright import Axe

    found: dict[str, Any] = Axe().run(page).response
    assert len(found["passes"]) > 10, "axe-core looked at nothing"
    return [
        f"{one['id']}: {one['help']}: {node['target']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation(browser: Browser, address: str, width: int, scheme: Scheme) -> None:
    page = opened(browser, address, width, scheme)
    assert violations(page) == []
    page.close()


def test_axe_finds_no_violation_in_another_language(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(html_report(golden_report(), "en"), "utf-8")
    page = opened(browser, path.as_uri(), 1280)
    assert violations(page) == []
    page.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_violation_in_print(browser: Browser, address: str, scheme: Scheme) -> None:
    page = opened(browser, address, 720, scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    assert violations(page) == []
    page.close()


def test_paper_is_white_whatever_the_scheme_of_the_screen(browser: Browser, address: str) -> None:
    page = opened(browser, address, 720, "dark")
    page.emulate_media(media="print", color_scheme="dark")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_request_is_made_and_nothing_is_run(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.pdf()
    assert (asked, said) == ([address], [])
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_never_wider_than_the_window(
    browser: Browser, address: str, width: int
) -> None:
    page = opened(browser, address, width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_what_can_be_moved_can_be_moved_by_the_keyboard(browser: Browser, address: str) -> None:
    page = opened(browser, address, 320)
    moved = page.evaluate(
        """[...document.querySelectorAll('*')].filter(one => one.scrollWidth > one.clientWidth
            && getComputedStyle(one).overflowX === 'auto').map(one => one.tabIndex)"""
    )
    assert moved
    assert set(moved) == {0}
    page.close()


def test_the_first_key_leads_past_the_contents_and_is_seen(browser: Browser, address: str) -> None:
    page = opened(browser, address, 320)
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.get_attribute("href") == "#main"
    box = link.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert link.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
    page.close()


def test_nothing_is_cut_off_on_paper(browser: Browser, address: str) -> None:
    page = opened(browser, address, 673)  # A4 less the margins of the page, at 96 dots an inch
    page.emulate_media(media="print")
    wide = page.evaluate(
        """[...document.querySelectorAll('table')].filter(one =>
            one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .map(one => one.textContent.slice(0, 60))"""
    )
    assert wide == []
    page.close()


def test_what_is_folded_on_the_screen_is_open_on_paper(browser: Browser, address: str) -> None:
    page = opened(browser, address, 720)
    seen = "[...document.querySelectorAll('details > :not(summary)')].map(one => one.checkVisibility())"
    assert set(page.evaluate(seen)) == {False}
    page.emulate_media(media="print")
    assert set(page.evaluate(seen)) == {True}
    page.close()
