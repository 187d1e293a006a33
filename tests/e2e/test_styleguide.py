"""Every pattern of the style guide in a real browser: accessible, within the page, by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage

pytestmark = pytest.mark.e2e

PATHS = (
    "/styleguide",
    "/styleguide/list",
    "/styleguide/list?app_label=accounts&q=e",
    "/styleguide/list?none=1",
    "/styleguide/list?q=zzzz",
    "/styleguide/record",
    "/styleguide/form",
    "/styleguide/wizard",
    "/styleguide/summary",
    "/styleguide/progress",
    "/styleguide/confirm",
    "/styleguide/report",
    "/styleguide/error",
)
LOOKS = (("light", "en"), ("dark", "en"), ("light", "ar"))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("theme", "language"), LOOKS)
def test_no_barrier(
    open_page: OpenPage, axe: Callable[[Page], list[str]], path: str, theme: str, language: str
) -> None:
    assert axe(open_page(path, theme=theme, language=language)) == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["en-xa", "ar"])
def test_fits_a_phone(open_page: OpenPage, path: str, language: str) -> None:
    page = open_page(path, language=language, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_menus_work_by_keyboard(open_page: OpenPage, axe: Callable[[Page], list[str]]) -> None:
    page = open_page("/styleguide")
    summary = page.locator("summary[aria-label='Colours']")
    summary.focus()
    page.keyboard.press("Enter")
    dark = page.get_by_role("button", name="Dark")
    expect(dark).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(dark).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    dark.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_language_switches_the_direction_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/styleguide", scripts=False)
    page.locator("summary[aria-label='Language']").click()
    page.get_by_role("button", name="العربية").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_skip_link_comes_first(open_page: OpenPage) -> None:
    page = open_page("/styleguide/record")
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_error_summary_takes_the_focus_and_leads_to_fields(open_page: OpenPage) -> None:
    page = open_page("/styleguide/form")
    page.get_by_label("Notes").fill("kept")
    page.get_by_role("button", name="Save").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Name of the institution").click()
    expect(page.get_by_label("Name of the institution")).to_be_focused()
    expect(page.get_by_label("Notes")).to_have_value("kept")


def test_list_pages_both_ways_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/styleguide/list")
    first = page.locator("tbody tr").first.inner_text()
    page.get_by_role("link", name="Next").press("Enter")
    page.wait_for_url("**at=**")
    assert page.locator("tbody tr").first.inner_text() != first
    page.get_by_role("link", name="Back").press("Enter")
    expect(page.get_by_role("link", name="Back")).to_be_hidden()
    assert page.locator("tbody tr").first.inner_text() == first


def test_dark_device_sees_dark_at_once(open_page: OpenPage) -> None:
    page = open_page("/styleguide", theme="auto")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_long_work_asks_again_by_itself(open_page: OpenPage) -> None:
    page = open_page("/styleguide/progress")
    with page.expect_response("**/styleguide/progress") as asked:
        pass
    assert asked.value.request.headers["hx-request"] == "true"


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_figures_keep_to_their_page(open_page: OpenPage, width: int) -> None:
    page = open_page("/styleguide", width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = page.locator(".figure-light svg")
    for place in range(shown.count()):
        box = shown.nth(place).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    expect(page.locator(".figure-dark svg").first).to_be_hidden()


def test_a_figures_table_opens_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/styleguide", scripts=False)
    figure = page.locator("#figure-areas")
    figure.get_by_text("Show as table").press("Enter")
    expect(figure.get_by_role("rowheader", name="Governance")).to_be_visible()


@pytest.mark.parametrize("path", ["/styleguide/confirm", "/styleguide", "/styleguide/report"])
def test_first_page_is_light(open_page: OpenPage, path: str) -> None:
    """First page weight, as the server compresses it."""
    page = open_page(path)
    page.wait_for_load_state("networkidle")
    weight = page.evaluate(
        "performance.getEntries().reduce((sum, one) => sum + (one.transferSize || 0), 0)"
    )
    assert 20_000 < weight < 300_000
