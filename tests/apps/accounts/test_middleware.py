"""Who acts in a request, in which language, and what is closed until a second factor is proved."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from fulcrum.apps.accounts.enums import MFA_ROLES
from fulcrum.apps.accounts.middleware import OPEN_WITHOUT_SECOND_FACTOR, LanguageMiddleware
from fulcrum.apps.accounts.models import Membership, Tenant
from fulcrum.kernel.actors import Role
from tests.apps.accounts.conftest import give_app, give_password
from tests.conftest import MembershipMaker

Clients = Callable[..., Client]


@pytest.mark.parametrize("role", list(Role))
def test_roles_that_see_much_owe_a_second_factor(client_as: Clients, role: Role) -> None:
    answer = client_as(role, verified=False).get("/")
    if role in MFA_ROLES:
        assert answer["Location"] == reverse("second_factor_needed")
    else:
        assert answer.status_code == 200


def test_who_has_a_factor_is_asked_for_it(client_as: Clients, administrator: Membership) -> None:
    give_app(administrator.user)
    client = client_as(administrator, verified=False)
    assert client.get("/people")["Location"] == reverse("mfa_reauthenticate")
    needed = client.get(reverse("second_factor_needed"))
    assert needed["Location"] == reverse("mfa_reauthenticate")
    verified = client_as(administrator)
    assert verified.get(reverse("second_factor_needed"))["Location"] == reverse("my_access")


def test_a_page_in_parts_is_told_where_to_go(client_as: Clients) -> None:
    client = client_as(Role.ADMINISTRATOR, verified=False)
    answer = client.get("/people", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, reverse("second_factor_needed"))


def test_what_stays_open_until_then(client_as: Clients, administrator: Membership) -> None:
    give_password(administrator.user)
    client = client_as(administrator, verified=False)
    for name in OPEN_WITHOUT_SECOND_FACTOR:
        answer = client.get(reverse(name))
        moved = answer.headers.get("Location", "")
        assert answer.status_code in {200, 302, 404, 405}, name
        assert moved != reverse("second_factor_needed"), name


def test_nothing_of_the_work_is_open_until_then(client_as: Clients) -> None:
    client = client_as(Role.ADMINISTRATOR, verified=False)
    for path in ("/", "/people", "/access", "/access/tokens/new", "/parties/", "/audit/"):
        assert client.get(path)["Location"] == reverse("second_factor_needed"), path
    assert client.post(reverse("end_other_sessions"))["Location"] == reverse("second_factor_needed")


def test_switching_to_a_role_that_owes_one_asks_then(
    client_as: Clients, member_as: MembershipMaker, colleague: Membership
) -> None:
    other = member_as(Role.CASEWORKER)
    Membership.objects.filter(pk=other.pk).update(user=colleague.user)
    client = client_as(colleague, verified=False)
    assert client.get("/").status_code == 200
    client.post(reverse("switch_organisation"), {"membership": other.pk})
    assert client.get("/")["Location"] == reverse("second_factor_needed")
    client.post(reverse("switch_organisation"), {"membership": colleague.pk})
    assert client.get("/").status_code == 200


def test_the_oldest_live_membership_counts_until_another_is_chosen(
    client_as: Clients, member_as: MembershipMaker, bank: Tenant
) -> None:
    first = member_as(Role.RESEARCHER)
    second = member_as(Role.INSTITUTION_COLLEAGUE, tenant=bank)
    Membership.objects.filter(pk=second.pk).update(user=first.user)
    client = client_as(first)
    session = client.session
    del session["membership_id"]
    session.save()
    assert "Researcher" in client.get(reverse("my_access")).context["current_membership"]
    client.post(reverse("switch_organisation"), {"membership": second.pk})
    assert bank.name in client.get(reverse("my_access")).context["current_membership"]


def test_a_cookie_means_nothing_to_the_api_beside_a_token(client_as: Clients) -> None:
    client = client_as(Role.SECRETARIAT_OFFICER)
    path = "/api/v1/parties/organisations"
    wrong = client.get(path, headers={"Authorization": "Bearer fast_00000000_nothing"})
    assert wrong.status_code == 401


@pytest.mark.parametrize(
    ("cookie", "browser", "expected"),
    [
        ("ar", "en", "ar"),
        ("", "ar", "ar"),
        ("", "", "en"),
        ("xx", "en", "en"),
        ("xx", "ar", "ar"),
    ],
)
def test_language_of_the_cookie_else_of_the_browser(
    client: Client, db: None, cookie: str, browser: str, expected: str
) -> None:
    if cookie:
        client.cookies["language"] = cookie
    answer = client.get(reverse("account_login"), headers={"Accept-Language": browser})
    assert answer["Content-Language"] == expected
    assert f'<html lang="{expected}"' in answer.content.decode()


def test_language_of_one_request_stays_in_it(rf: RequestFactory) -> None:
    seen = []

    def view(_request: object) -> HttpResponse:
        seen.append(translation.get_language())
        return HttpResponse(headers={"Content-Language": "fr"})

    request = rf.get("/")
    request.COOKIES["language"] = "ar"
    with translation.override("en"):
        answer = LanguageMiddleware(view)(request)
        assert translation.get_language() == "en"
    assert seen == ["ar"]
    assert answer["Content-Language"] == "fr"
