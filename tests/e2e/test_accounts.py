"""One's own access, people, invitations and factors in a real browser: no barriers, no spills."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage, Site
from tests.e2e.people import invent_people

pytestmark = pytest.mark.e2e

LOOKS = [
    {"theme": theme, "language": language, "width": width}
    for theme, language in (("light", "en"), ("dark", "en"), ("light", "ar"))
    for width in (1280, 390)
]
PAGES = (
    "/access",
    "/people",
    "/people/invite",
    "/people/invitations",
    "/account/factors",
    "/account/factors/app",
    "/account/factors/keys",
    "/account/factors/keys/add",
    "/access/tokens/new",
    "/account/sign-out",
    "/api/",
)
StepIn = Callable[..., Page]


@pytest.fixture(scope="session", autouse=True)
def people(site: Site) -> None:
    invent_people(site)


@pytest.fixture
def step_in(open_page: OpenPage) -> StepIn:
    """Steps into a role of the showcase: `step_in("administrator", theme="dark")`."""

    def enter(role: str, **look: Any) -> Page:
        page = open_page("/account/sign-in", **look)
        page.locator(f"button[name=role][value={role}]").click()
        page.wait_for_url(re.compile(r"/$"))
        return page

    return enter


@pytest.mark.parametrize("look", LOOKS)
def test_own_pages_have_no_barrier_and_fit(
    step_in: StepIn, site: Site, axe: Callable[[Page], list[str]], look: dict[str, Any]
) -> None:
    page = step_in("administrator", **look)
    found = {}
    for path in PAGES:
        page.goto(site.url + path)
        found[path] = axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= look["width"], path
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_an_invitation_is_sent_and_listed(step_in: StepIn, site: Site) -> None:
    page = step_in("administrator")
    page.goto(f"{site.url}/people/invite")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_label("E-mail").fill("new.colleague@example.org")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page).to_have_url(f"{site.url}/people/invitations")
    expect(page.get_by_text("The invitation is on its way.")).to_be_visible()
    expect(page.get_by_text("new.colleague@example.org").first).to_be_visible()
    page.get_by_role("button", name=re.compile("Revoke.*new.colleague@example.org")).click()
    expect(page.get_by_text("The invitation is revoked.")).to_be_visible()


def test_a_token_is_shown_once(step_in: StepIn, site: Site) -> None:
    page = step_in("institution_lead")
    page.goto(f"{site.url}/access/tokens/new")
    page.get_by_label("What it is for").fill("Nightly export")
    page.get_by_label("Organisations and people").check()
    page.get_by_role("button", name="Make the token").click()
    expect(page.locator("code.secret").first).to_contain_text("fast_")
    secret = page.locator("code.secret").first.inner_text()
    page.get_by_role("link", name="I have copied it").click()
    expect(page.get_by_text("Nightly export").first).to_be_visible()
    assert secret not in page.content()
    page.get_by_role("button", name=re.compile("Revoke.*Nightly export")).click()
    expect(page.get_by_text("The token does not work any more.")).to_be_visible()


def test_another_place_is_signed_out(step_in: StepIn, site: Site) -> None:
    first, second = step_in("researcher"), step_in("researcher")
    second.goto(f"{site.url}/access")
    second.get_by_role("button", name="Sign out everywhere else").click()
    expect(second.get_by_text("Signed out everywhere else.")).to_be_visible()
    first.goto(f"{site.url}/access")
    expect(first).to_have_url(re.compile("/account/sign-in"))
