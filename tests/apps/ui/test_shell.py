"""The shell: what it offers to whom, in which language and colours, and what it keeps."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory, override_settings
from django.utils import translation

from fulcrum.apps.ui import shell
from fulcrum.apps.ui.access import SIGNED_IN, add_permission, is_signed_in, role_in
from fulcrum.apps.ui.shell import NavigationItem, add_area, add_shell_context, navigation
from fulcrum.kernel.actors import Role

MakeClient = Callable[..., Client]


@pytest.fixture
def areas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell, "_ITEMS", [])
    monkeypatch.setattr(shell, "_CONTEXT", list(shell._CONTEXT))
    add_permission("uitests.everybody", is_signed_in)
    add_permission("uitests.leads", role_in(Role.INSTITUTION_LEAD))
    add_area(NavigationItem("Later", "search", "users", "uitests.everybody", 90))
    add_area(NavigationItem("First <b>", "today", "home", "uitests.everybody", 1))
    add_area(NavigationItem("Leads", "people", "lock", "uitests.leads"))
    add_area(NavigationItem("Not here", "no_such_page", "x", "uitests.everybody"))


def _lines(client: Client, path: str = "/bare") -> list[str]:
    html = client.get(path).content.decode()
    wide = html.split("shell-wide", 1)[1].split("</nav>", 1)[0]
    return re.findall(r"<span>([^<]+(?:<b>)?)</span>", wide)


def test_areas_by_role_and_order(
    own_pages: None, areas: None, lead: Client, client_as: MakeClient
) -> None:
    assert _lines(lead) == ["First &lt;b&gt;", "Leads", "Later"]
    assert _lines(client_as(Role.INSTITUTION_COLLEAGUE)) == ["First &lt;b&gt;", "Later"]


def test_strangers_see_no_areas(own_pages: None, areas: None, client: Client, db: None) -> None:
    html = client.get("/bare").content.decode()
    assert "shell-line" not in html
    assert "Sign out" not in html
    assert "shell-search" not in html


def test_the_line_that_covers_most_is_current(own_pages: None, areas: None, lead: Client) -> None:
    html = lead.get("/find").content.decode()
    assert re.findall(r'href="(/[^"]*)" aria-current="page"', html) == ["/find", "/find"]
    assert "aria-current" not in lead.get("/bare").content.decode()


def test_an_area_is_added_once(areas: None) -> None:
    before = len(shell._ITEMS)
    add_area(shell._ITEMS[0])
    assert len(shell._ITEMS) == before


def test_providers_add_to_the_context_once(areas: None, rf: RequestFactory) -> None:
    def provider(request: Any) -> dict[str, Any]:
        return {"provided": 1}

    add_shell_context(provider)
    add_shell_context(provider)
    assert shell._CONTEXT.count(provider) == 1
    assert shell.shell_context(rf.get("/"))["provided"] == 1


def test_account_menu(lead: Client) -> None:
    html = lead.get("/bare").content.decode()
    person = lead.membership.user.name  # type: ignore[attr-defined]
    assert f"<bdi>{person}</bdi>" in html
    assert "Act for" not in html
    assert 'action="/account/sign-out"' in html


def test_somebody_with_two_memberships_may_switch(
    lead: Client, member_as: Callable[..., Any]
) -> None:
    other = member_as(Role.RESEARCHER)
    other.user = lead.membership.user  # type: ignore[attr-defined]
    other.save()
    html = lead.get("/bare?x=<script>").content.decode()
    assert "Act for" in html
    assert f'name="membership" value="{other.pk}" aria-pressed="false"' in html
    assert "x=<script>" not in html


def test_each_person_gets_their_own_name_and_token(
    own_pages: None, client_as: MakeClient, member_as: Callable[..., Any]
) -> None:
    first = client_as(member_as(Role.RESEARCHER, name="Ann <One>"))
    second = client_as(member_as(Role.RESEARCHER, name="Bo Two"))
    one, two = (client.get("/bare").content.decode() for client in (first, second))
    assert "Ann &lt;One&gt;" in one
    assert "Ann" not in two
    tokens = [re.findall(r'csrfmiddlewaretoken" value="([^"]+)"', html) for html in (one, two)]
    assert len(set(tokens[0])) == len(set(tokens[1])) == 1
    assert tokens[0] != tokens[1]
    assert "\x00" not in one + two


def test_nonce_of_scripts_is_that_of_the_policy(own_pages: None, client: Client, db: None) -> None:
    for _again in range(2):
        response = client.get("/bare")
        nonces = set(re.findall(r'nonce="([^"]+)"', response.content.decode()))
        assert len(nonces) == 1
        assert f"'nonce-{nonces.pop()}'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_chosen_colours(own_pages: None, client: Client, db: None, theme: str) -> None:
    client.cookies["theme"] = theme
    html = client.get("/bare").content.decode()
    assert f'data-bs-theme="{theme}"' in html
    assert f'value="{theme}" aria-pressed="true"' in html


@pytest.mark.parametrize("cookie", ["", "pink"])
def test_colours_of_the_device(own_pages: None, client: Client, db: None, cookie: str) -> None:
    client.cookies["theme"] = cookie
    html = client.get("/bare").content.decode()
    assert 'data-theme-choice="auto">' in html


def test_arabic_turns_the_page(own_pages: None, client: Client, db: None) -> None:
    client.cookies["language"] = "ar"
    html = client.get("/bare").content.decode()
    assert '<html lang="ar" dir="rtl"' in html
    assert "tabler.rtl.min.css" in html
    assert "انتقل إلى المحتوى" in html


def test_search_needs_a_page(areas: None, lead: Client) -> None:
    assert 'role="search" method="post" action="/find"' in lead.get("/bare").content.decode()
    with override_settings(ROOT_URLCONF="fulcrum.apps.ui.urls"):
        assert shell.address_of("no_such_page") == ""


def test_navigation_of_nobody(areas: None, rf: RequestFactory) -> None:
    assert navigation(rf.get("/")) == ()


@pytest.mark.parametrize(
    ("url", "path", "covered"),
    [("/", "/", True), ("/", "/a", False), ("/a", "/a/1", True), ("/a/", "/a/1", True),
     ("/a", "/ab", False)],
)  # fmt: skip
def test_what_an_area_covers(url: str, path: str, covered: bool) -> None:  # noqa: FBT001 - a table
    assert shell._covers(url, path) is covered


def test_showcase_says_that_all_is_invented(
    own_pages: None, client: Client, db: None, settings: Any
) -> None:
    assert "shell-invented" not in client.get("/bare").content.decode()
    settings.CONFIG = settings.CONFIG.model_copy(update={"showcase": True})
    assert "shell-invented" in client.get("/bare").content.decode()


def test_lazy_labels_follow_the_language(areas: None, lead: Client) -> None:
    add_area(NavigationItem(translation.gettext_lazy("Search"), "health", "x", SIGNED_IN, 99))
    add_permission(SIGNED_IN, is_signed_in)
    assert _lines(lead)[-1] == "Search"
    lead.cookies["language"] = "ar"
    assert _lines(lead)[-1] == "بحث"
