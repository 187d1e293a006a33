"""Signing in with a real browser: the showcase's roles, a password, an app, a security key."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import OpenPage, Site
from tests.e2e.people import ADMINISTRATOR, LEAD, PASSWORD, invent_people

pytestmark = pytest.mark.e2e

PUBLIC = (
    "/account/sign-in",
    "/account/password/forgotten",
    "/account/password/sent",
    "/account/inactive",
    "/invitation/not-a-secret",
)
LOOKS = [
    {"theme": theme, "language": language, "width": width}
    for theme, language in (("light", "en"), ("dark", "en"), ("light", "ar"))
    for width in (1280, 390)
]


@pytest.fixture(scope="session", autouse=True)
def people(site: Site) -> None:
    invent_people(site)


@pytest.mark.parametrize("look", LOOKS)
def test_pages_before_the_door_have_no_barrier_and_fit(
    open_page: OpenPage, site: Site, axe: Callable[[Page], list[str]], look: dict[str, Any]
) -> None:
    page = open_page("/account/sign-in", **look)
    found = {}
    for path in PUBLIC:
        page.goto(site.url + path)
        found[path] = axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= look["width"], path
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_a_role_is_stepped_into_by_keyboard_and_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/account/sign-in", scripts=False)
    researcher = page.get_by_role("button", name="Researcher")
    for _ in range(40):
        page.keyboard.press("Tab")
        if researcher.evaluate("one => one === document.activeElement"):
            break
    expect(researcher).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/$"))
    expect(page.get_by_text("Invented Researcher").first).to_be_visible()


def fill_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_wrong_password_says_so_and_keeps_the_address(open_page: OpenPage) -> None:
    page = open_page("/account/sign-in")
    fill_in(page, LEAD, "not the password at all")
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("E-mail")).to_have_value(LEAD)
    fill_in(page, LEAD)
    expect(page).to_have_url(re.compile(r"/$"))


@pytest.fixture
def key_page(site: Site, browser: Browser) -> Iterator[Page]:
    """A page whose browser holds a security key; by name, since keys know no bare addresses."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(site.url.replace("127.0.0.1", "localhost") + "/account/sign-in")
    yield page
    context.close()


def test_a_security_key_is_added_and_opens_the_door(
    key_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = key_page
    fill_in(page, ADMINISTRATOR)
    expect(page).to_have_url(re.compile("/account/factors/needed"))
    assert axe(page) == []
    page.get_by_role("link", name="A security key").click()
    page.get_by_label("Name of the key").fill("Blue key")
    page.get_by_role("button", name="Add the key").click()
    expect(page).to_have_url(re.compile("/account/factors/recovery"))
    expect(page.locator(".codes li")).to_have_count(10)
    assert axe(page) == []
    home = page.url.split("/account", maxsplit=1)[0]
    page.goto(f"{home}/account/factors/keys")
    expect(page.get_by_text("Blue key").first).to_be_visible()
    page.goto(f"{home}/account/sign-out")
    page.locator("main").get_by_role("button", name="Sign out").click()
    fill_in(page, ADMINISTRATOR)
    expect(page).to_have_url(re.compile("/account/factors/code"))
    assert axe(page) == []
    page.get_by_role("button", name="Use my security key").click()
    expect(page).to_have_url(f"{home}/")
    page.goto(f"{home}/people")
    expect(page.get_by_role("heading", name="People")).to_be_visible()
