"""The example site in a real browser."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.example import build_example

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver.chrome.webdriver import WebDriver

pytestmark = pytest.mark.browser
WIDTHS = (400, 800, 1280, 1920)
PAGES = ("overview", "communication-details", "services", "introduction", "installation")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built pages."""
    return build_example(tmp_path_factory.mktemp("browser"), "html") / "orthanc"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """Return a headless browser."""
    options = webdriver.ChromeOptions()
    options.binary_location = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    for argument in (*ARGUMENTS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(argument)
    service = webdriver.ChromeService(os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver"))
    driver = webdriver.Chrome(options, service)
    yield driver
    driver.quit()


def show(browser: WebDriver, pages: Path, name: str, width: int = 1280) -> None:
    """Open a page at a width."""
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
    )
    browser.get(f"file://{pages / name}.html")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_and_no_word_is_cut_off(
    browser: WebDriver, pages: Path, name: str, width: int
) -> None:
    show(browser, pages, name, width)
    scroll = "const e = document.documentElement; return e.scrollWidth - e.clientWidth"
    assert browser.execute_script(scroll) <= 0
    cut_off = """
        return [...document.querySelectorAll('.dcs-table th, .dcs-table td')]
            .filter(cell => cell.scrollWidth > cell.clientWidth + 1)
            .map(cell => cell.textContent)"""
    assert browser.execute_script(cut_off) == []


def test_uids_break_at_dots_only(browser: WebDriver, pages: Path) -> None:
    show(browser, pages, "overview", 400)
    pieces = """
        return [...document.querySelectorAll('.dcs-breakable')].flatMap(
            uid => [...uid.childNodes].filter(part => part.nodeType === Node.TEXT_NODE)
                .filter(part => {
                    const range = document.createRange();
                    range.selectNode(part);
                    return range.getClientRects().length > 1;
                }).map(part => part.data))"""
    assert browser.execute_script(pieces) == []


def test_a_wide_table_scrolls_in_its_region_by_keyboard(browser: WebDriver, pages: Path) -> None:
    show(browser, pages, "overview", 400)
    region = browser.find_element(By.CSS_SELECTOR, "#dcs-orthanc-table-storage-sop-classes")
    assert region.get_attribute("role") == "region"
    label = region.get_attribute("aria-labelledby")
    assert browser.find_element(By.ID, str(label)).text.startswith("Table 1-1")
    browser.execute_script("arguments[0].focus()", region)
    assert browser.switch_to.active_element == region
    assert browser.execute_script(
        "return arguments[0].scrollWidth > arguments[0].clientWidth", region
    )


def test_the_header_stays_in_sight(browser: WebDriver, pages: Path) -> None:
    show(browser, pages, "overview")
    region = browser.find_element(By.CSS_SELECTOR, "#dcs-orthanc-table-storage-sop-classes")
    browser.execute_script("arguments[0].scrollTop = 600", region)
    top = "return arguments[0].getBoundingClientRect().top"
    head = region.find_element(By.TAG_NAME, "thead")
    assert browser.execute_script(top, head) == pytest.approx(
        browser.execute_script(top, region), abs=3
    )


def test_the_filter_shows_matching_rows_only(browser: WebDriver, pages: Path) -> None:
    show(browser, pages, "overview")
    box = browser.find_element(By.ID, "dcs-orthanc-table-storage-sop-classes-filter")
    rows = "#dcs-orthanc-table-storage-sop-classes tbody tr"
    total = len(browser.find_elements(By.CSS_SELECTOR, rows))
    box.send_keys("enhanced ct")
    visible = [row for row in browser.find_elements(By.CSS_SELECTOR, rows) if row.is_displayed()]
    assert visible
    assert all("enhanced ct" in row.text.lower() for row in visible)
    count = browser.find_element(By.CSS_SELECTOR, f"output[for='{box.get_attribute('id')}']")
    assert count.text == f"{len(visible)} of {total} rows"
    box.send_keys(Keys.CONTROL, "a")
    box.send_keys(Keys.DELETE)
    assert all(row.is_displayed() for row in browser.find_elements(By.CSS_SELECTOR, rows))


def test_the_script_is_only_where_a_table_needs_it(pages: Path) -> None:
    assert "dcs.js" in (pages / "overview.html").read_text(encoding="utf-8")
    assert "dcs.js" not in (pages / "security.html").read_text(encoding="utf-8")


def test_a_drawing_has_a_title_and_a_description(browser: WebDriver, pages: Path) -> None:
    show(browser, pages, "overview")
    drawing = browser.find_element(By.CSS_SELECTOR, ".dcs-figure svg")
    assert drawing.get_attribute("role") == "img"
    ids = str(drawing.get_attribute("aria-labelledby")).split()
    words = [browser.find_element(By.ID, each).get_attribute("textContent") for each in ids]
    assert words[0]
    assert "Storage" in " ".join(str(word) for word in words)
